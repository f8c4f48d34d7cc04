//! Asking the mailbox: for mail, for mail ahead, to file, to wait. The stop of the daemon ends what may be ended.
//!
//! Knows that a mail server may be slow for long without hanging. Must not know what becomes of a mail.

use std::pin::pin;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::pulse::Loop;
use super::signs::look_every;
use super::{DaemonError, Ring};
use crate::inbox::{Batch, Destination, Inbox, Mailbox, Place};

/// After so long the server is asked again to move mail that it refused to move.
const LEFT_FOR: TimeDelta = TimeDelta::hours(1);

/// While a server is slow there is a sign of life this often.
const BEAT: Duration = Duration::from_secs(60);

/// So many signs of life there are: whoever takes longer hangs, although each command has its own deadline.
const BEATS: u32 = 180;

/// Looks for mail; when the daemon stops there is none.
pub(super) async fn look<M: Mailbox>(
    ring: &Ring,
    inbox: &mut Inbox<M>,
    since: DateTime<Utc>,
) -> Result<Batch, DaemonError> {
    tokio::select! {
        batch = alive(ring, inbox.next_batch(ring.desk.clock.now(), since)) => Ok(batch?),
        () = ring.stopping() => Ok(Batch::default()),
    }
}

/// Has the next mails fetched, unless the daemon stops.
pub(super) async fn look_ahead<M: Mailbox>(
    ring: &Ring,
    inbox: &mut Inbox<M>,
    since: DateTime<Utc>,
) -> Result<(), DaemonError> {
    tokio::select! {
        fetched = alive(ring, inbox.fetch_ahead(ring.desk.clock.now(), since)) => Ok(fetched?),
        () = ring.stopping() => Ok(()),
    }
}

/// Files mail; what the server refuses to move waits for another try, and stops no other.
pub(super) async fn file<M: Mailbox>(
    ring: &Ring,
    inbox: &mut Inbox<M>,
    moves: &[(Place, Destination)],
) -> Result<(), DaemonError> {
    let left = alive(ring, inbox.file(moves)).await.map_err(DaemonError::Filing)?;
    let again = ring.desk.clock.now() + LEFT_FOR;
    inbox.postpone(left.into_iter().map(|place| (place, again)));
    Ok(())
}

/// Waits for mail, for the time when a postponed one comes again, or for the stop.
pub(super) async fn wait<M: Mailbox>(ring: &Ring, inbox: &mut Inbox<M>) -> Result<(), DaemonError> {
    ring.signs.pulse.rest(Loop::Intake);
    let due = inbox.next_due();
    let again = async {
        match due {
            Some(at) => ring.desk.clock.sleep_until(at).await,
            None => std::future::pending().await,
        }
    };
    let nudge = async {
        tokio::select! {
            () = ring.stopping() => {}
            () = ring.renewal() => {}
            () = again => {}
            () = tokio::time::sleep(look_every(&ring.desk.config.inbox)) => {}
        }
    };
    let waited = inbox.wait(nudge).await;
    match &waited {
        Ok(()) => ring.signs.mailbox_was_read(false),
        Err(_) => inbox.close().await,
    }
    Ok(waited?)
}

/// Lets a step be slow, of which each command has its own deadline.
async fn alive<T>(ring: &Ring, step: impl Future<Output = T>) -> T {
    let mut step = pin!(step);
    for _ in 0..BEATS {
        tokio::select! {
            done = &mut step => return done,
            () = tokio::time::sleep(BEAT) => ring.signs.pulse.beat(Loop::Intake),
        }
    }
    step.await
}
