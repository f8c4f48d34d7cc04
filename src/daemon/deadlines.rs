//! Deadlines: do what is due, sleep until the next or a nudge.

use chrono::{DateTime, Utc};

use super::Ring;
use super::backoff::Backoff;
use super::pulse::Loop;
use crate::turn::TurnError;

/// What one look found.
enum Look {
    /// Something was due, and more may be.
    Busy,
    /// Nothing is due before then, if ever.
    Idle(Option<DateTime<Utc>>),
}

/// Lets happen what is due until the daemon stops.
pub(super) async fn run(mut ring: Ring) {
    let mut backoff = Backoff::new("deadlines");
    while !*ring.stop.borrow() {
        ring.renewed();
        ring.signs.pulse.beat(Loop::Deadlines);
        match look(&ring).await {
            Ok(Look::Busy) => {
                ring.succeeded(Loop::Deadlines, &mut backoff);
                ring.changed.nudge();
            }
            Ok(Look::Idle(next)) => {
                ring.succeeded(Loop::Deadlines, &mut backoff);
                ring.rest(Loop::Deadlines, next, &ring.changed.deadlines).await;
            }
            Err(error) => ring.pause(ring.failed(Loop::Deadlines, &mut backoff, &error.into())).await,
        }
    }
}

async fn look(ring: &Ring) -> Result<Look, TurnError> {
    if ring.desk.do_what_is_due().await? > 0 {
        return Ok(Look::Busy);
    }
    Ok(Look::Idle(ring.desk.store.read(|connection| ring.desk.next_due(connection))?))
}
