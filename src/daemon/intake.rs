//! Reading the inbox: fetch a batch, read it on all cores, commit it as a group, file it away.

use std::pin::pin;
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use futures_util::future::FutureExt;
use futures_util::stream::{self, FuturesOrdered, StreamExt};
use tokio::time::Instant;
use tracing::{debug, error, info, warn};

use super::asking::{file, look, look_ahead, wait};
use super::backoff::Backoff;
use super::discreet::discreet;
use super::pulse::Loop;
use super::reading::{How, Read, Readout, Room};
use super::{DaemonError, Ring, flood, suspects};
use crate::config;
use crate::inbox::{Arrived, Destination, Inbox, Mailbox, Place};
use crate::store;
use crate::turn::{Desk, Fate, Taken, TurnError};

/// The fact that holds when this database was first run.
const FIRST_START: &str = "first_start";

/// So many mails are read, or wait to be committed, at once.
const AHEAD: usize = 64;

/// So many readers that did not return are left behind: each holds one of the few threads that read.
const LOST_READERS: usize = 2;

/// A wait that is cut off after so long was a good one: no connection lasts for ever.
const LASTING: Duration = Duration::from_secs(60);

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
pub(super) async fn run(mut ring: Ring, inbox: Option<Inbox>, mut since: DateTime<Utc>) {
    let Some(mut inbox) = inbox else { return };
    let mut backoff = Backoff::new("the inbox");
    let (mut told_left_alone, mut lost) = (0, 0);
    // While waiting is what fails, a look that succeeds is no end of the trouble.
    let mut cut_short = false;
    while !*ring.stop.borrow() {
        if let Some(renewal) = ring.renewed() {
            // Mail that was handed out is filed, mail that waits is found again.
            inbox.close().await;
            inbox = renewal.inbox().unwrap_or(inbox);
            since = renewal.since;
        }
        ring.signs.pulse.beat(Loop::Intake);
        let dealt_with = match round(&ring, &mut inbox, since).await {
            Ok(Found { mails: 0, left_alone, .. }) => {
                ring.signs.succeeded(Loop::Intake);
                if !cut_short {
                    backoff.succeeded();
                }
                tell_left_alone(left_alone, &mut told_left_alone);
                let (began, waited) = (Instant::now(), wait(&ring, &mut inbox).await);
                cut_short = waited.is_err() && began.elapsed() < LASTING;
                if !cut_short {
                    backoff.succeeded();
                }
                waited
            }
            Ok(found) => {
                ring.succeeded(Loop::Intake, &mut backoff);
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
            ring.pause(ring.failed(Loop::Intake, &mut backoff, &error)).await;
        }
    }
}

fn tell_left_alone(left_alone: u64, told: &mut u64) {
    if left_alone > *told {
        info!(left_alone, "{left_alone} earlier mails in the mailbox are left alone");
        *told = left_alone;
    }
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
    ring.signs.mail_is_done();
    found
}

async fn take_and_file<M: Mailbox>(
    ring: &Ring,
    inbox: &mut Inbox<M>,
    since: DateTime<Utc>,
) -> Result<Found, DaemonError> {
    flood::make_room(ring, inbox)?;
    let batch = look(ring, inbox, since).await?;
    let mut found = Found { mails: batch.mails.len(), left_alone: batch.left_alone, lost: 0 };
    ring.signs.mailbox_was_read(found.mails > 0);
    if found.mails > 0 {
        let take = take_batch(&ring.desk, batch.mails, || ring.signs.pulse.beat(Loop::Intake));
        // Behind a mail that came alone there is nothing yet.
        let behind = async { if found.mails > 1 { look_ahead(ring, inbox, since).await } else { Ok(()) } };
        let (taken, ahead) = tokio::join!(take, behind);
        let taken = taken?;
        found.lost = taken.lost;
        ring.changed.nudge();
        inbox.postpone(taken.postponed);
        file(ring, inbox, &taken.moves).await?;
        taken.fault.map_or(Ok(()), Err)?;
        ahead?;
    }
    flood::note_held(ring, inbox.held()).await?;
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
    if !taken.moves.is_empty() {
        // Their turn was committed before the process ended.
        taken.moves.iter().for_each(|(place, _)| suspects::dealt_with(desk, place));
        suspects::put_down(desk);
    }
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
    let room = Room::new(LOST_READERS);
    let read = group.into_iter().map(|mail| room.read(desk, mail).inspect(|_| alive()));
    for (place, taken) in take_in_order(desk, read).await? {
        match taken {
            Some(taken) => all.add(desk, place, taken).await,
            None => {
                all.lost += 1;
                all.postpone(desk, place, "its reader did not return");
            }
        }
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

/// Takes mails in while those behind them are still read, in their order; nothing is taken in of what was not read in time.
async fn take_in_order(
    desk: &Desk,
    reading: impl Iterator<Item = impl Future<Output = Result<Option<Readout>, tokio::task::JoinError>>>,
) -> Result<Vec<(Place, Option<Result<Taken, TurnError>>)>, DaemonError> {
    let mut read = pin!(stream::iter(reading).buffered(AHEAD));
    let (mut taking, mut taken, mut all_read) = (FuturesOrdered::new(), Vec::new(), false);
    while !all_read || !taking.is_empty() {
        tokio::select! {
            next = read.next(), if !all_read && taking.len() < AHEAD => match next {
                Some(mail) => taking.extend(mail?.map(|read| take(desk, read))),
                None => all_read = true,
            },
            Some(done) = taking.next(), if !taking.is_empty() => taken.push(done),
        }
    }
    Ok(taken)
}

/// A place as people name it, without the mailbox's generation.
fn name(place: &Place) -> String {
    format!("mail {} of {}", place.key, place.mailbox.split(';').next().unwrap_or_default())
}

/// Moves of mail that was dealt with before, which is not even read again; what is left of the batch is new.
fn known(desk: &Desk, batch: &mut Vec<Arrived>) -> Result<Vec<(Place, Destination)>, DaemonError> {
    desk.store.read(|connection| {
        let mut known = Vec::new();
        for mail in std::mem::take(batch) {
            match desk.seen(connection, &mail.place)? {
                Some(destination) => known.push((mail.place, destination)),
                None => batch.push(mail),
            }
        }
        Ok(known)
    })
}

async fn take(desk: &Desk, readout: Readout) -> (Place, Option<Result<Taken, TurnError>>) {
    let Read { place, mail, how } = match readout {
        Readout::Read(read) => *read,
        Readout::Late(place) => return (place, None),
    };
    let taken = match how {
        How::Whole => desk.take(place.clone(), mail).await,
        How::TooLarge(size) => desk.take_too_large(place.clone(), size, mail).await,
        How::Unread(why, whole) => desk.take_unread(place.clone(), mail, why, whole).await,
    };
    (place, Some(taken))
}

#[cfg(test)]
mod tests;
