//! Reading the inbox: fetch a batch, read it on all cores, commit it as a group, file it away.

use std::sync::Arc;

use chrono::{DateTime, SubsecRound, Utc};
use futures_util::future::{FutureExt, join_all, try_join_all};
use tokio::sync::Semaphore;
use tracing::{debug, info};

use super::backoff::Backoff;
use super::discreet::discreet;
use super::pulse::Loop;
use super::{DaemonError, Ring};
use crate::config;
use crate::inbox::{Arrived, Batch, Content, Destination, Inbox, Place};
use crate::resolver::{self, Answers};
use crate::store;
use crate::turn::{Desk, Fate, Taken, TurnError, Understood, questions, understand};

/// The fact that holds when this database was first run.
const FIRST_START: &str = "first_start";

/// A mail takes up to a hundred times its size while it is read, and whoever reads keeps what patterns need for each reader
/// that works at once: so many bytes of small mails are read at once, or one larger mail.
const ROOM: usize = 512 * 1024;

/// What a mail takes of that room at least.
const PLACE: usize = 16 * 1024;

/// From when on mail is dealt with: what the configuration says, else the first start of this database.
pub(super) async fn since(desk: &Desk) -> Result<DateTime<Utc>, DaemonError> {
    let config::Inbox::Imap(imap) = &desk.config.inbox else { return Ok(DateTime::<Utc>::MIN_UTC) };
    if let Some(since) = imap.since {
        return Ok(since);
    }
    // A server notes the arrival of mail in whole seconds.
    let now = desk.clock.now().trunc_subsecs(0);
    let since = desk.store.write(move |connection| first_start(connection, now)).await?;
    info!(%since, "mail that arrived before {since} is left alone; inbox.since changes that");
    Ok(since)
}

fn first_start(connection: &store::Connection, now: DateTime<Utc>) -> Result<DateTime<Utc>, DaemonError> {
    let known = store::fact(connection, FIRST_START)?;
    if let Some(start) = known.and_then(|text| text.parse().ok()) {
        return Ok(start);
    }
    store::set_fact(connection, FIRST_START, &now.to_rfc3339())?;
    Ok(now)
}

/// Takes mail in until the daemon stops.
pub(super) async fn run(ring: Ring, mut inbox: Inbox, since: DateTime<Utc>) {
    let mut backoff = Backoff::new("the inbox");
    let mut told_left_alone = 0;
    while !*ring.stop.borrow() {
        ring.pulse.beat(Loop::Intake);
        let dealt_with = match look(&ring, &mut inbox, since).await {
            Ok(batch) if batch.mails.is_empty() => {
                backoff.succeeded();
                tell_left_alone(batch.left_alone, &mut told_left_alone);
                wait(&ring, &mut inbox).await
            }
            Ok(batch) => {
                let alive = || ring.pulse.beat(Loop::Intake);
                let committed = || ring.changed.nudge();
                let taken = take_and_file(&ring.desk, &mut inbox, batch, alive, committed).await;
                taken.inspect(|()| backoff.succeeded())
            }
            Err(error) => Err(error),
        };
        if let Err(error) = dealt_with {
            // Mail that was handed out and not filed is handed out again on the next connection.
            inbox.close().await;
            let permanent = error.is_permanent();
            let pause = if permanent { backoff.failed_for_good(&error) } else { backoff.failed(&error) };
            ring.pause(pause).await;
        }
    }
}

fn tell_left_alone(left_alone: u64, told: &mut u64) {
    if left_alone > *told {
        info!(left_alone, "{left_alone} earlier mails in the mailbox are left alone");
        *told = left_alone;
    }
}

/// Looks for mail; when the daemon stops there is none.
async fn look(ring: &Ring, inbox: &mut Inbox, since: DateTime<Utc>) -> Result<Batch, DaemonError> {
    tokio::select! {
        batch = inbox.next_batch(ring.desk.clock.now(), since) => Ok(batch?),
        () = ring.stopping() => Ok(Batch::default()),
    }
}

/// Waits for mail, for the time when a postponed one comes again, or for the stop.
async fn wait(ring: &Ring, inbox: &mut Inbox) -> Result<(), DaemonError> {
    ring.pulse.rest(Loop::Intake);
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
            () = again => {}
        }
    };
    Ok(inbox.wait(nudge).await?)
}

/// Takes in what has arrived; gives how many mails that were.
pub(super) async fn pass(desk: &Desk, inbox: &mut Inbox, since: DateTime<Utc>) -> Result<usize, DaemonError> {
    let batch = inbox.next_batch(desk.clock.now(), since).await?;
    let mails = batch.mails.len();
    take_and_file(desk, inbox, batch, || (), || ()).await?;
    Ok(mails)
}

/// Takes a batch in, then files it away; `alive` is called after each mail that was read, `committed` in between.
async fn take_and_file(
    desk: &Desk,
    inbox: &mut Inbox,
    batch: Batch,
    alive: impl Fn(),
    committed: impl FnOnce(),
) -> Result<(), DaemonError> {
    let taken = take_batch(desk, batch.mails, alive).await?;
    committed();
    inbox.postpone(taken.postponed);
    inbox.file(&taken.moves).await?;
    taken.fault.map_or(Ok(()), |fault| Err(fault.into()))
}

/// What became of a batch.
struct TakenBatch {
    /// Where each mail goes that was taken in.
    moves: Vec<(Place, Destination)>,
    /// Which stay where they are, and when their turn comes again.
    postponed: Vec<(Place, DateTime<Utc>)>,
    /// Why others were not: they stay where they are, and their turn comes again.
    fault: Option<TurnError>,
}

/// Takes a batch in, in the order in which it arrived.
async fn take_batch(
    desk: &Desk,
    mut batch: Vec<Arrived>,
    alive: impl Fn(),
) -> Result<TakenBatch, DaemonError> {
    let mut moves = known(desk, &mut batch)?;
    let room = Semaphore::new(ROOM);
    let read = batch.into_iter().map(|mail| read_in(&room, desk, mail).inspect(|_| alive()));
    let read = try_join_all(read).await?;
    let places: Vec<_> = read.iter().map(|mail| mail.place.clone()).collect();
    let taken = join_all(read.into_iter().map(|mail| take(desk, mail))).await;
    let (mut postponed, mut fault) = (Vec::new(), None);
    for (place, taken) in places.into_iter().zip(taken) {
        match taken {
            Ok(taken) => {
                let Place { mailbox, key } = &place;
                let what = discreet(&taken.what);
                info!(mailbox, key, what, "{}: {what}", name(&place));
                match taken.fate {
                    Fate::File(destination) => moves.push((place, destination)),
                    Fate::Wait(until) => postponed.push((place, until)),
                }
            }
            Err(error) => {
                let Place { mailbox, key } = &place;
                // The loop says the trouble once; which mails wait for its end is for whoever looks closer.
                debug!(mailbox, key, %error, "{} could not be taken in: {error}", name(&place));
                fault = Some(error);
            }
        }
    }
    Ok(TakenBatch { moves, postponed, fault })
}

/// A place as people name it, without the mailbox's generation.
fn name(place: &Place) -> String {
    format!("mail {} of {}", place.key, place.mailbox.split(';').next().unwrap_or_default())
}

/// A mail that was read.
struct Read {
    place: Place,
    mail: Understood,
    too_large: Option<u64>,
}

/// Moves of mail that was dealt with before, which is not even read again; what is left of the batch is new.
fn known(desk: &Desk, batch: &mut Vec<Arrived>) -> Result<Vec<(Place, Destination)>, DaemonError> {
    let reader = desk.store.reader()?;
    let mut known = Vec::new();
    for mail in std::mem::take(batch) {
        match desk.seen(&reader, &mail.place)? {
            Some(destination) => known.push((mail.place, destination)),
            None => batch.push(mail),
        }
    }
    Ok(known)
}

/// Reads a mail when there is room for it.
async fn read_in(room: &Semaphore, desk: &Desk, arrived: Arrived) -> Result<Read, tokio::task::JoinError> {
    let length = match &arrived.content {
        Content::Whole(raw) => raw.len(),
        Content::TooLarge { header, .. } => header.len(),
    };
    let places = u32::try_from(length.clamp(PLACE, ROOM)).unwrap_or(u32::MAX);
    // Nobody closes it, which alone could fail.
    let _held = room.acquire_many(places).await.ok();
    read(desk, arrived).await
}

async fn read(desk: &Desk, arrived: Arrived) -> Result<Read, tokio::task::JoinError> {
    let Arrived { place, at, content } = arrived;
    let (raw, too_large) = match content {
        Content::Whole(raw) => (raw, None),
        Content::TooLarge { size, header } => (header, Some(size)),
    };
    let (raw, answers) = if too_large.is_none() { ask(desk, raw, at).await? } else { (raw, Answers::new()) };
    let (identity, config) = (desk.identity.clone(), desk.config.clone());
    let extractor = desk.extractor.clone();
    tokio::task::spawn_blocking(move || {
        // A mail that breaks its reader must not stop the mails behind it.
        let raw = Arc::new(raw);
        let kept = raw.clone();
        let read = move || understand(kept, at, &answers, &identity, &config, &extractor);
        let mut mail = std::panic::catch_unwind(read).unwrap_or_else(|_| Understood::unreadable(raw, at));
        mail.let_go_of_files();
        Read { place, mail, too_large }
    })
    .await
}

/// Asks DNS what must be known to judge a mail, where that is something; gives the mail back.
async fn ask(
    desk: &Desk,
    raw: Vec<u8>,
    arrived: DateTime<Utc>,
) -> Result<(Vec<u8>, Answers), tokio::task::JoinError> {
    let Some(server) = desk.config.authentication.dkim().map(|dkim| dkim.dns) else {
        return Ok((raw, Answers::new()));
    };
    let (identity, config) = (desk.identity.clone(), desk.config.clone());
    let (raw, names) = tokio::task::spawn_blocking(move || {
        let asked = std::panic::catch_unwind(|| questions(&raw, arrived, &identity, &config));
        (raw, asked.unwrap_or_default())
    })
    .await?;
    Ok((raw, resolver::ask(server, names).await))
}

async fn take(desk: &Desk, read: Read) -> Result<Taken, TurnError> {
    match read.too_large {
        Some(size) => desk.take_too_large(read.place, size, read.mail).await,
        None => desk.take(read.place, read.mail).await,
    }
}
