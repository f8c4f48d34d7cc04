//! Delivering: take what is due, carry it, write down what became of it.

use std::collections::BTreeSet;
use std::sync::Arc;

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
    let goes_on = || {
        ring.signs.pulse.beat(Loop::Deliver);
        !*ring.stop.borrow()
    };
    let Delivered { tried, down } = round(&ring.desk, outbox, most, goes_on).await?;
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

/// One round: delivers what is due, at most so many mails; `goes_on` is asked before some of them are taken on.
pub(super) async fn round<C: Carrier>(
    desk: &Desk,
    outbox: &Arc<C>,
    most: u32,
    goes_on: impl Fn() -> bool,
) -> Result<Delivered, TurnError> {
    let mut delivered = Delivered { tried: 0, down: None };
    let (mut deliveries, mut left, mut failed) = (JoinSet::new(), most, None);
    let room = Arc::new(Semaphore::new(ROOM));
    // Each is tried once in a round, however long its server takes.
    let mut taken: Arc<BTreeSet<i64>> = Arc::default();
    loop {
        let on_their_way = u32::try_from(deliveries.len()).unwrap_or(u32::MAX);
        // The next ones are taken on while others are still on their way, so that no connection waits for the disk.
        let is_well = delivered.down.is_none() && failed.is_none();
        let has_room = on_their_way <= BATCH / 2 && room.available_permits() > 0;
        if left > 0 && has_room && is_well && goes_on() {
            let due = desk.dispatch_others(left.min(BATCH - on_their_way), taken.clone()).await;
            let due = due.unwrap_or_else(|error| {
                failed = Some(error);
                Vec::new()
            });
            delivered.tried += due.len();
            Arc::make_mut(&mut taken).extend(due.iter().map(|dispatch| dispatch.id));
            left = u32::try_from(due.len())
                .ok()
                .filter(|count| *count > 0)
                .map_or(0, |count| left.saturating_sub(count));
            for dispatch in due {
                let held = take_room(&room, dispatch.parcel.bytes.len());
                deliveries.spawn(deliver(desk.clone(), outbox.clone(), dispatch).inspect(|_| drop(held)));
            }
        }
        // All are heard to the end: what is on its way must not be cut off because another could not be written down.
        match deliveries.join_next().await {
            Some(Ok(Ok(down))) => delivered.down = down.or(delivered.down),
            Some(Ok(Err(error))) => failed = Some(error),
            // It counts as tried: its next attempt stands in the outbox.
            Some(Err(fault)) => error!(%fault, "a delivery broke: {fault}"),
            None => break,
        }
    }
    failed.map_or(Ok(delivered), Err)
}

/// What a mail takes of the room until it has arrived: the last one may be larger than what is left.
fn take_room(room: &Arc<Semaphore>, bytes: usize) -> Option<OwnedSemaphorePermit> {
    let weight = u32::try_from(bytes.min(room.available_permits())).unwrap_or(u32::MAX);
    room.clone().try_acquire_many_owned(weight).ok()
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

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use chrono::TimeDelta;

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

    fn enqueue(connection: &Connection) -> Result<(), StoreError> {
        let person = "maria@corp.example".parse().unwrap();
        for number in 0..MAILS {
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

    #[tokio::test]
    async fn a_mail_that_a_server_takes_in_slowly_is_not_sent_twice() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, config::SHIPPED).unwrap();
        let config = Arc::new(config::load(&file).unwrap());
        let clock = Clock::moved(DateTime::UNIX_EPOCH);
        let store = Store::open(&folder.path().join("desk.db")).unwrap();
        let desk = Desk::new(config, Arc::new(Templates::embedded()), clock.clone(), store);
        desk.store.write(enqueue).await.unwrap();
        let server = Arc::new(Slow { clock, tried: Mutex::default() });
        assert_eq!(round(&desk, &server, ROUND, || true).await.unwrap().tried, MAILS);
        let mut tried = server.tried.lock().unwrap().clone();
        assert_eq!(tried.len(), MAILS);
        tried.sort();
        tried.dedup();
        assert_eq!(tried.len(), MAILS);
    }
}
