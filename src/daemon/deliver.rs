//! Delivering: take what is due, carry it, write down what became of it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::task::JoinSet;
use tracing::{error, info, warn};

use super::Ring;
use super::backoff::Backoff;
use super::discreet::discreet;
use super::pulse::Loop;
use crate::outbox::{Carrier, Outbox, Verdict};
use crate::store;
use crate::turn::{Desk, Dispatch, TurnError};

/// How many mails one pass takes on.
pub(super) const BATCH: u32 = 64;

/// Delivers mail until the daemon stops.
pub(super) async fn run(mut ring: Ring, mut outbox: Arc<Outbox>) {
    let mut backoff = Backoff::new("the outbox");
    let mut delivered_since = true;
    while !*ring.stop.borrow() {
        if let Some(renewal) = ring.renewed() {
            outbox = renewal.outbox.clone();
        }
        ring.signs.pulse.beat(Loop::Deliver);
        // While the server is down, one mail is enough to see whether it is back.
        let most = if backoff.in_trouble() { 1 } else { BATCH };
        match look(&ring.desk, &outbox, most).await {
            Ok(Look::Busy) => {
                backoff.succeeded();
                delivered_since = true;
                ring.changed.nudge();
            }
            // Whether the server is back is not known before a mail is tried.
            Ok(Look::Idle(next)) => {
                delivered_since = delivered_since && !forget(&ring.desk).await;
                ring.rest(Loop::Deliver, next, &ring.changed.outbox).await;
            }
            Ok(Look::Down(why)) => ring.pause(backoff.failed(&why)).await,
            Err(error) => ring.pause(backoff.failed(&error)).await,
        }
    }
}

/// Lets go of the bytes of mail that has left, which carry reply addresses; says whether nothing of it remains.
async fn forget(desk: &Desk) -> bool {
    let store = desk.store.clone();
    let emptied = tokio::task::spawn_blocking(move || store.empty_log()).await;
    matches!(emptied, Ok(Ok(true)))
}

/// What one look found.
enum Look {
    /// Mail was tried, and more may be due.
    Busy,
    /// Nothing is due before then, if ever.
    Idle(Option<DateTime<Utc>>),
    /// The server takes no mail at all: why.
    Down(String),
}

async fn look<C: Carrier>(desk: &Desk, outbox: &Arc<C>, most: u32) -> Result<Look, TurnError> {
    let Delivered { tried, down } = round(desk, outbox, most).await?;
    Ok(match down {
        Some(why) => Look::Down(why),
        None if tried > 0 => Look::Busy,
        None => Look::Idle(store::next_delivery(&desk.store.reader()?)?),
    })
}

/// What one round of deliveries did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// How many mails were tried.
    pub tried: usize,
    /// Why the server takes no mail at all.
    pub down: Option<String>,
}

/// One round: delivers what is due, at most so many mails.
pub(super) async fn round<C: Carrier>(
    desk: &Desk,
    outbox: &Arc<C>,
    most: u32,
) -> Result<Delivered, TurnError> {
    let due = desk.dispatch(most).await?;
    let mut delivered = Delivered { tried: due.len(), down: None };
    let mut deliveries = JoinSet::new();
    for dispatch in due {
        deliveries.spawn(deliver(desk.clone(), outbox.clone(), dispatch));
    }
    // All are heard to the end: what is on its way must not be cut off because another could not be written down.
    let mut failed = None;
    while let Some(done) = deliveries.join_next().await {
        match done {
            Ok(Ok(down)) => delivered.down = down.or(delivered.down),
            Ok(Err(error)) => failed = Some(error),
            // It counts as tried: its next attempt stands in the outbox.
            Err(fault) => error!(%fault, "a delivery broke: {fault}"),
        }
    }
    failed.map_or(Ok(delivered), Err)
}

/// Delivers one mail; gives why the server takes none, if so.
async fn deliver<C: Carrier>(
    desk: Desk,
    outbox: Arc<C>,
    dispatch: Dispatch,
) -> Result<Option<String>, TurnError> {
    let verdict = outbox.deliver(&dispatch.parcel).await;
    let down = say(&dispatch, &verdict);
    desk.delivered(dispatch.id, verdict).await?;
    Ok(down)
}

fn say(Dispatch { id: mail, name, .. }: &Dispatch, verdict: &Verdict) -> Option<String> {
    match verdict {
        Verdict::Delivered => info!(mail, "{name} is delivered"),
        Verdict::Later(why) => {
            let why = discreet(why);
            warn!(mail, why, "{name} waits and is tried again: {why}");
        }
        Verdict::Never(why) => {
            let why = discreet(why);
            warn!(mail, why, "{name} cannot be delivered, see `countersign outbox list`: {why}");
        }
        // The same for every mail: the loop says it once.
        Verdict::Down(why) => return Some(why.clone()),
    }
    None
}
