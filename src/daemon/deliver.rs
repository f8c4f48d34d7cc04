//! Delivering: take what is due, carry it, write down what became of it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tracing::{error, info, warn};

use super::Ring;
use super::backoff::Backoff;
use super::discreet::discreet;
use super::pulse::Loop;
use crate::outbox::{Carrier, Outbox, Verdict};
use crate::store;
use crate::turn::{Desk, Dispatch, TurnError};

/// How many mails are taken on at once.
pub(super) const BATCH: u32 = 64;

/// Once so many bytes are on their way nothing is taken on: there may be no memory for more than one large mail.
const ROOM: usize = 8 * 1024 * 1024;

/// How many mails one round takes on while all goes well.
const ROUND: u32 = 1_024;

/// While mails are on their way, what is due meanwhile is looked for as often. Each step of a delivery has its own limit,
/// so a round that waits for one is alive.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

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
        let most = if backoff.in_trouble() { 1 } else { ROUND };
        match look(&ring, &outbox, most).await {
            Ok(Look::Busy) => {
                ring.succeeded(Loop::Deliver, &mut backoff);
                delivered_since = true;
                ring.changed.nudge();
            }
            // Whether the server is back is not known before a mail is tried.
            Ok(Look::Idle(next)) => {
                ring.signs.succeeded(Loop::Deliver);
                delivered_since = delivered_since && !forget(&ring.desk).await;
                ring.rest(Loop::Deliver, next, &ring.changed.outbox).await;
            }
            Ok(Look::Down(why)) => {
                ring.signs.succeeded(Loop::Deliver);
                // It may be down for days; what left before, or was given up meanwhile, must not lie there for as long.
                forget(&ring.desk).await;
                ring.pause(backoff.failed(&why)).await;
            }
            Err(error) => ring.pause(ring.failed(Loop::Deliver, &mut backoff, &error.into())).await,
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

async fn look<C: Carrier>(ring: &Ring, outbox: &Arc<C>, most: u32) -> Result<Look, TurnError> {
    let Delivered { tried, down } = round(ring, outbox, most).await?;
    Ok(match down {
        Some(why) => Look::Down(why),
        None if tried > 0 => Look::Busy,
        None => Look::Idle(ring.desk.store.read(store::next_delivery)?),
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

/// One round: delivers what is due, at most so many mails, and what becomes due while some are on their way: a server
/// that takes minutes for one mail keeps no other waiting.
pub(super) async fn round<C: Carrier>(
    ring: &Ring,
    outbox: &Arc<C>,
    most: u32,
) -> Result<Delivered, TurnError> {
    let mut delivered = Delivered { tried: 0, down: None };
    let (mut deliveries, mut left, mut failed) = (JoinSet::new(), most, None);
    let room = Arc::new(Semaphore::new(ROOM));
    // A server may take a mail in for longer than its next attempt waits.
    let mut underway: Arc<BTreeSet<i64>> = Arc::default();
    let mut may_be_due = true;
    loop {
        ring.signs.pulse.beat(Loop::Deliver);
        // The next ones are taken on while others are still on their way, so that no connection waits for the disk.
        let count = u32::try_from(deliveries.len()).unwrap_or(u32::MAX);
        let has_room = left > 0 && count <= BATCH / 2 && room.available_permits() > 0;
        let is_well = delivered.down.is_none() && failed.is_none();
        let goes_on = !*ring.stop.borrow() && !ring.renewals.has_changed().unwrap_or(false);
        if may_be_due && has_room && is_well && goes_on {
            let due = ring.desk.dispatch_others(left.min(BATCH - count), underway.clone()).await;
            let due = due.unwrap_or_else(|error| {
                failed = Some(error);
                Vec::new()
            });
            may_be_due = !due.is_empty();
            delivered.tried += due.len();
            left = left.saturating_sub(u32::try_from(due.len()).unwrap_or(u32::MAX));
            Arc::make_mut(&mut underway).extend(due.iter().map(|dispatch| dispatch.id));
            for dispatch in due {
                let held = take_room(&room, dispatch.parcel.bytes.len());
                deliveries
                    .spawn(deliver(ring.desk.clone(), outbox.clone(), dispatch).inspect(|_| drop(held)));
            }
        }
        tokio::select! {
            biased;
            // All are heard to the end: what is on its way must not be cut off because another could not be written down.
            ended = deliveries.join_next() => match ended {
                Some(Ok((mail, ended))) => {
                    Arc::make_mut(&mut underway).remove(&mail);
                    match ended {
                        Ok(down) => delivered.down = down.or(delivered.down),
                        Err(error) => failed = Some(error),
                    }
                }
                // It counts as tried: its next attempt stands in the outbox.
                Some(Err(fault)) => error!(%fault, "a delivery broke: {fault}"),
                None => break,
            },
            () = ring.changed.outbox.notified() => may_be_due = true,
            () = tokio::time::sleep(LOOK_AGAIN) => may_be_due = true,
        }
    }
    failed.map_or(Ok(delivered), Err)
}

/// What a mail takes of the room until it has arrived: the last one may be larger than what is left.
fn take_room(room: &Arc<Semaphore>, bytes: usize) -> Option<OwnedSemaphorePermit> {
    let weight = u32::try_from(bytes.min(room.available_permits())).unwrap_or(u32::MAX);
    room.clone().try_acquire_many_owned(weight).ok()
}

/// Delivers one mail; gives its number, and why the server takes none, if so.
async fn deliver<C: Carrier>(
    desk: Desk,
    outbox: Arc<C>,
    dispatch: Dispatch,
) -> (i64, Result<Option<String>, TurnError>) {
    let verdict = outbox.deliver(&dispatch.parcel).await;
    let down = say(&dispatch, &verdict);
    (dispatch.id, desk.delivered(dispatch.id, verdict).await.map(|()| down))
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

#[cfg(test)]
mod tests {
    use std::ops::Range;
    use std::path::Path;
    use std::sync::Mutex;

    use chrono::TimeDelta;
    use tokio::sync::{Notify, watch};

    use super::*;
    use crate::clock::Clock;
    use crate::config;
    use crate::mail::Templates;
    use crate::outbox::Parcel;
    use crate::store::{Connection, Outgoing, Store, StoreError};

    /// A server that is done with all others long before it has taken the first mail in.
    struct Slow {
        clock: Clock,
        tried: Mutex<Vec<Vec<u8>>>,
    }

    const MAILS: usize = 40;

    impl Carrier for Slow {
        async fn deliver(&self, parcel: &Parcel) -> Verdict {
            self.tried.lock().unwrap().push(parcel.bytes.clone());
            self.clock.pass(TimeDelta::minutes(2));
            if parcel.bytes == b"mail 0" {
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
            Verdict::Delivered
        }
    }

    /// A server that is not done with the first mail before it got one that was written meanwhile.
    struct Stuck {
        ring: Ring,
        came: Notify,
    }

    impl Carrier for Stuck {
        async fn deliver(&self, parcel: &Parcel) -> Verdict {
            if parcel.bytes == b"mail 0" {
                self.ring.desk.store.write(|connection| enqueue(connection, 1..2)).await.unwrap();
                self.ring.changed.nudge();
                self.came.notified().await;
            } else {
                self.came.notify_one();
            }
            Verdict::Delivered
        }
    }

    fn enqueue(connection: &Connection, numbers: Range<usize>) -> Result<(), StoreError> {
        let person = "maria@corp.example".parse().unwrap();
        for number in numbers {
            let bytes = format!("mail {number}").into_bytes();
            let (recipient, at) = (&person, DateTime::UNIX_EPOCH);
            let mail = Outgoing {
                request: None,
                notice: "digest",
                person: &person,
                recipient,
                subject: "",
                bytes: &bytes,
                at,
            };
            store::enqueue(connection, &mail)?;
        }
        Ok(())
    }

    /// A desk with so many mails to be delivered.
    async fn ring(folder: &Path, mails: usize) -> Ring {
        let file = folder.join("config.toml");
        std::fs::write(&file, config::SHIPPED).unwrap();
        let config = Arc::new(config::load(&file).unwrap());
        let clock = Clock::moved(DateTime::UNIX_EPOCH);
        let store = Store::open(&folder.join("desk.db")).unwrap();
        store.write(move |connection| enqueue(connection, 0..mails)).await.unwrap();
        let desk = Desk::new(config, Arc::new(Templates::embedded()), clock, store);
        Ring::new(desk, watch::channel(None).1, watch::channel(false).1)
    }

    #[tokio::test]
    async fn a_mail_that_a_server_takes_in_slowly_is_not_sent_twice() {
        let folder = tempfile::tempdir().unwrap();
        let ring = ring(folder.path(), MAILS).await;
        let server = Arc::new(Slow { clock: ring.desk.clock.clone(), tried: Mutex::default() });
        assert_eq!(round(&ring, &server, ROUND).await.unwrap().tried, MAILS);
        let mut tried = server.tried.lock().unwrap().clone();
        assert_eq!(tried.len(), MAILS);
        tried.sort();
        tried.dedup();
        assert_eq!(tried.len(), MAILS);
    }

    #[tokio::test]
    async fn a_mail_that_a_server_takes_in_slowly_keeps_none_that_is_written_meanwhile_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let ring = ring(folder.path(), 1).await;
        let server = Arc::new(Stuck { ring: ring.clone(), came: Notify::new() });
        let round = tokio::time::timeout(LOOK_AGAIN, round(&ring, &server, ROUND)).await;
        assert_eq!(round.expect("the second mail waits").unwrap().tried, 2);
    }
}
