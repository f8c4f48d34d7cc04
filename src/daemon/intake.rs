//! Reading the inbox: fetch a batch, read it on all cores, commit it as a group, file it away.

use std::future::Future;
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use futures_util::future::{FutureExt, join_all, try_join_all};
use tokio::sync::Semaphore;
use tracing::{debug, error, info, warn};

use super::backoff::Backoff;
use super::discreet::discreet;
use super::pulse::Loop;
use super::{DaemonError, Ring, suspects};
use crate::config;
use crate::inbox::{Arrived, Batch, Content, Destination, Inbox, Mailbox, Place};
use crate::resolver::{self, Answers};
use crate::store;
use crate::turn::{Desk, Fate, Taken, TurnError, Understood, questions, understand};

/// The fact that holds when this database was first run.
const FIRST_START: &str = "first_start";

/// A mail takes many times its size while it is read, and whoever reads keeps what patterns need for each reader that works
/// at once: so many small mails are read at once, or one of a few megabytes.
const ROOM: usize = 12;

/// What takes one place of that room.
const PLACE: usize = 256 * 1024;

/// So long a mail may be read, its files included. Under load files wait for each other; whoever is late is read alone the
/// next time, when nothing is waited for.
const READ_WITHIN: Duration = Duration::from_secs(5 * 60);

/// So many readers that did not return are left behind: each holds one of the few threads that read.
const LOST_READERS: usize = 2;

const OUT_OF_REACH: &str =
    "the mail server breaks off each time that it is to hand this mail out: look at it there";

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
pub(super) async fn run<M: Mailbox>(ring: Ring, mut inbox: Inbox<M>, since: DateTime<Utc>) {
    let mut backoff = Backoff::new("the inbox");
    let (mut told_left_alone, mut lost) = (0, 0);
    while !*ring.stop.borrow() {
        ring.pulse.beat(Loop::Intake);
        let dealt_with = match round(&ring, &mut inbox, since).await {
            Ok(Found { mails: 0, left_alone, .. }) => {
                backoff.succeeded();
                tell_left_alone(left_alone, &mut told_left_alone);
                wait(&ring, &mut inbox).await
            }
            Ok(found) => {
                backoff.succeeded();
                lost += found.lost;
                if lost >= LOST_READERS {
                    error!(lost, "{lost} readers did not return: only a new start gets rid of them");
                    return;
                }
                Ok(())
            }
            Err(error) => Err(error),
        };
        if let Err(error) = dealt_with {
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
async fn look<M: Mailbox>(
    ring: &Ring,
    inbox: &mut Inbox<M>,
    since: DateTime<Utc>,
) -> Result<Batch, DaemonError> {
    tokio::select! {
        batch = inbox.next_batch(ring.desk.clock.now(), since) => Ok(batch?),
        () = ring.stopping() => Ok(Batch::default()),
    }
}

/// Waits for mail, for the time when a postponed one comes again, or for the stop.
async fn wait<M: Mailbox>(ring: &Ring, inbox: &mut Inbox<M>) -> Result<(), DaemonError> {
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
    let waited = inbox.wait(nudge).await;
    if waited.is_err() {
        inbox.close().await;
    }
    Ok(waited?)
}

/// What one round found.
pub(super) struct Found {
    /// How many mails were dealt with.
    pub(super) mails: usize,
    /// How many lie there that are never handed out.
    left_alone: u64,
    /// How many readers did not return.
    lost: usize,
}

/// One round: takes in a batch of what has arrived and files it away. After a fault the connection is ended: whatever
/// was handed out and not filed is handed out again on the next one.
pub(super) async fn round<M: Mailbox>(
    ring: &Ring,
    inbox: &mut Inbox<M>,
    since: DateTime<Utc>,
) -> Result<Found, DaemonError> {
    let found = take_and_file(ring, inbox, since).await;
    if found.is_err() {
        inbox.close().await;
    }
    found
}

async fn take_and_file<M: Mailbox>(
    ring: &Ring,
    inbox: &mut Inbox<M>,
    since: DateTime<Utc>,
) -> Result<Found, DaemonError> {
    let batch = look(ring, inbox, since).await?;
    let mut found = Found { mails: batch.mails.len(), left_alone: batch.left_alone, lost: 0 };
    if found.mails > 0 {
        let taken = take_batch(&ring.desk, batch.mails, || ring.pulse.beat(Loop::Intake)).await?;
        ring.changed.nudge();
        found.lost = taken.lost;
        inbox.postpone(taken.postponed);
        inbox.file(&taken.moves).await?;
        taken.fault.map_or(Ok(()), Err)?;
    }
    Ok(found)
}

/// What became of a batch.
#[derive(Default)]
struct TakenBatch {
    /// Where each mail goes that was taken in.
    moves: Vec<(Place, Destination)>,
    /// Which stay where they are, and when their turn comes again.
    postponed: Vec<(Place, DateTime<Utc>)>,
    /// Why others were not: they stay where they are, and their turn comes again.
    fault: Option<TurnError>,
    /// How many readers did not return.
    lost: usize,
}

/// Takes a batch in: what never failed in the order in which it arrived, then the others.
async fn take_batch(
    desk: &Desk,
    mut batch: Vec<Arrived>,
    alive: impl Fn(),
) -> Result<TakenBatch, DaemonError> {
    let mut taken = TakenBatch { moves: known(desk, &mut batch)?, ..TakenBatch::default() };
    for group in suspects::groups(desk, batch) {
        suspects::take_in_hand(desk, group.iter().map(|mail| &mail.place));
        let done = take_group(desk, group, &mut taken, &alive).await;
        suspects::put_down(desk);
        done?;
    }
    Ok(taken)
}

/// Takes mails in that are read at once.
async fn take_group(
    desk: &Desk,
    group: Vec<Arrived>,
    all: &mut TakenBatch,
    alive: impl Fn(),
) -> Result<(), DaemonError> {
    let room = Semaphore::new(ROOM);
    let read = group.into_iter().map(|mail| read_in(&room, desk, mail).inspect(|_| alive()));
    let mut mails = Vec::new();
    for read in try_join_all(read).await? {
        match read {
            Readout::Read(mail) => mails.push(mail),
            Readout::Late(place) => {
                all.lost += 1;
                all.postpone(desk, place, "its reader did not return");
            }
        }
    }
    let places: Vec<_> = mails.iter().map(|mail| mail.place.clone()).collect();
    let taken = join_all(mails.into_iter().map(|mail| take(desk, mail))).await;
    for (place, taken) in places.into_iter().zip(taken) {
        all.add(desk, place, taken).await;
    }
    Ok(())
}

impl TakenBatch {
    async fn add(&mut self, desk: &Desk, place: Place, taken: Result<Taken, TurnError>) {
        let Place { mailbox, key } = &place;
        match taken {
            Ok(taken) => {
                let what = discreet(&taken.what);
                info!(mailbox, key, what, "{}: {what}", name(&place));
                suspects::dealt_with(desk, &place);
                match taken.fate {
                    Fate::File(destination) => self.moves.push((place, destination)),
                    Fate::Wait(until) => self.postponed.push((place, until)),
                }
            }
            Err(error) if desk.blames_mail(&error).await => {
                self.postpone(desk, place, &format!("its turn fails: {error}"));
            }
            Err(error) => {
                // The loop says the trouble once; which mails wait for its end is for whoever looks closer.
                debug!(mailbox, key, %error, "{} could not be taken in: {error}", name(&place));
                self.fault = Some(error);
            }
        }
    }

    /// Nothing came of a mail: it is tried again a little later, and stops no other meanwhile.
    fn postpone(&mut self, desk: &Desk, place: Place, why: &str) {
        let times = suspects::failed(desk, &place, why);
        let (Place { mailbox, key }, why) = (&place, discreet(why));
        warn!(mailbox, key, times, why, "{}: {why}; that was try {times}", name(&place));
        let until = desk.clock.now() + suspects::PAUSE * i32::try_from(times).unwrap_or(i32::MAX);
        self.postponed.push((place, until));
    }
}

/// A place as people name it, without the mailbox's generation.
fn name(place: &Place) -> String {
    format!("mail {} of {}", place.key, place.mailbox.split(';').next().unwrap_or_default())
}

/// A mail that was read, or never is.
struct Read {
    place: Place,
    mail: Understood,
    how: How,
}

/// How much of a mail was read.
enum How {
    /// All of it.
    Whole,
    /// It is so large that only its header was fetched.
    TooLarge(u64),
    /// Nothing, and why; whether all of it is there.
    Unread(String, bool),
}

/// What came of reading a mail.
enum Readout {
    Read(Read),
    /// It was not read in time, and its reader is left behind.
    Late(Place),
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
async fn read_in(room: &Semaphore, desk: &Desk, arrived: Arrived) -> Result<Readout, tokio::task::JoinError> {
    let length = match &arrived.content {
        Content::Whole(raw) => raw.len(),
        Content::TooLarge { header, .. } | Content::OutOfReach { header } => header.len(),
    };
    let places = u32::try_from((1 + length / PLACE).min(ROOM)).unwrap_or(u32::MAX);
    // Nobody closes it, which alone could fail.
    let _held = room.acquire_many(places).await.ok();
    let place = arrived.place.clone();
    in_time(READ_WITHIN, place, read(desk, arrived)).await
}

/// Waits for a reader, but not for ever: a thread cannot be ended, so one that does not return is left behind.
async fn in_time(
    limit: Duration,
    place: Place,
    reading: impl Future<Output = Result<Read, tokio::task::JoinError>>,
) -> Result<Readout, tokio::task::JoinError> {
    match tokio::time::timeout(limit, reading).await {
        Ok(read) => read.map(Readout::Read),
        Err(_) => Ok(Readout::Late(place)),
    }
}

async fn read(desk: &Desk, arrived: Arrived) -> Result<Read, tokio::task::JoinError> {
    let Arrived { place, at, content } = arrived;
    let given_up = suspects::given_up(desk, &place);
    let (raw, how) = match (content, given_up) {
        (Content::Whole(raw), None) => (raw, How::Whole),
        (Content::TooLarge { size, header }, None) => (header, How::TooLarge(size)),
        (Content::Whole(raw), Some(why)) => (raw, How::Unread(why, true)),
        (Content::TooLarge { header, .. }, Some(why)) => (header, How::Unread(why, false)),
        (Content::OutOfReach { header }, _) => (header, How::Unread(OUT_OF_REACH.to_owned(), false)),
    };
    if let How::Unread(why, _) = &how {
        let mail = Understood::unread(raw, at, why.clone());
        return Ok(Read { place, mail, how });
    }
    let (raw, answers) =
        if matches!(how, How::Whole) { ask(desk, raw, at).await? } else { (raw, Answers::new()) };
    let (identity, config) = (desk.identity.clone(), desk.config.clone());
    let extractor = desk.extractor.clone();
    tokio::task::spawn_blocking(move || {
        // A mail that breaks its reader must not stop the mails behind it.
        let copy = raw.clone();
        let read = move || understand(copy, at, &answers, &identity, &config, &extractor);
        let mail = std::panic::catch_unwind(read).unwrap_or_else(|_| Understood::unreadable(raw, at));
        Read { place, mail, how }
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

async fn take(desk: &Desk, Read { place, mail, how }: Read) -> Result<Taken, TurnError> {
    match how {
        How::Whole => desk.take(place, mail).await,
        How::TooLarge(size) => desk.take_too_large(place, size, mail).await,
        How::Unread(why, whole) => desk.take_unread(place, mail, why, whole).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_reader_that_does_not_return_is_left_behind() {
        let (let_go, wait) = std::sync::mpsc::channel::<()>();
        let place = Place { mailbox: "INBOX".to_owned(), key: "7".to_owned() };
        let here = place.clone();
        let endless = tokio::task::spawn_blocking(move || {
            let _ = wait.recv();
            let mail = Understood::unread(Vec::new(), DateTime::UNIX_EPOCH, String::new());
            Read { place: here, mail, how: How::Whole }
        });
        let readout = in_time(Duration::from_millis(20), place.clone(), endless).await.unwrap();
        assert!(matches!(readout, Readout::Late(late) if late == place));
        drop(let_go);
    }
}
