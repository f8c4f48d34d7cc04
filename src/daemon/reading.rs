//! Reading one mail: when there is room for it, on a thread of its own, in time.
//!
//! Knows threads and limits. Must not know what becomes of what was read.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::Semaphore;
use tokio::task::JoinError;

use super::suspects;
use crate::inbox::{Arrived, Content, Place};
use crate::resolver::{self, Answers};
use crate::turn::{Desk, Understood, questions, understand};

/// A mail takes up to a hundred times its size while it is read, and whoever reads keeps what patterns need for each reader
/// that works at once: so many bytes of small mails are read at once, or one larger mail.
pub(super) const ROOM: usize = 512 * 1024;

/// What a mail takes of that room at least.
const PLACE: usize = 16 * 1024;

/// So long a mail may be read, its files included. Under load files wait for each other; whoever is late is read alone the
/// next time, when nothing is waited for.
const READ_WITHIN: Duration = Duration::from_secs(5 * 60);

const OUT_OF_REACH: &str =
    "the mail server refuses or breaks off each time that it is to hand this mail out: look at it there";

/// A mail that was read, or never is.
pub(super) struct Read {
    pub(super) place: Place,
    pub(super) mail: Understood,
    pub(super) how: How,
}

/// How much of a mail was read.
pub(super) enum How {
    /// All of it.
    Whole,
    /// It is so large that only its header was fetched.
    TooLarge(u64),
    /// Nothing, and why; whether all of it is there.
    Unread(String, bool),
}

/// What came of reading a mail.
pub(super) enum Readout {
    Read(Box<Read>),
    /// It was not read in time, and its reader is left behind.
    Late(Place),
}

/// Reads a mail when there is room for it.
pub(super) async fn read_in(room: &Semaphore, desk: &Desk, arrived: Arrived) -> Result<Readout, JoinError> {
    let length = match &arrived.content {
        Content::Whole(raw) => raw.len(),
        Content::TooLarge { header, .. } | Content::OutOfReach { header } => header.len(),
    };
    let places = u32::try_from(length.clamp(PLACE, ROOM)).unwrap_or(u32::MAX);
    // Nobody closes it, which alone could fail.
    let _held = room.acquire_many(places).await.ok();
    let place = arrived.place.clone();
    in_time(READ_WITHIN, place, read(desk, arrived)).await
}

/// Waits for a reader, but not for ever: a thread cannot be ended, so one that does not return is left behind.
async fn in_time(
    limit: Duration,
    place: Place,
    reading: impl Future<Output = Result<Read, JoinError>>,
) -> Result<Readout, JoinError> {
    match tokio::time::timeout(limit, reading).await {
        Ok(read) => read.map(|read| Readout::Read(Box::new(read))),
        Err(_) => Ok(Readout::Late(place)),
    }
}

async fn read(desk: &Desk, arrived: Arrived) -> Result<Read, JoinError> {
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
        let mail = Understood::unread(Arc::new(raw), at, why.clone());
        return Ok(Read { place, mail, how });
    }
    let (raw, answers) =
        if matches!(how, How::Whole) { ask(desk, raw, at).await? } else { (raw, Answers::new()) };
    let (identity, config) = (desk.identity.clone(), desk.config.clone());
    let extractor = desk.extractor.clone();
    let raw = Arc::new(raw);
    let kept = raw.clone();
    let reader = tokio::task::spawn_blocking(move || {
        let mut mail = understand(raw, at, &answers, &identity, &config, &extractor);
        mail.let_go_of_files();
        mail
    });
    Ok(Read { place, mail: or_unreadable(reader.await, kept, at)?, how })
}

/// A mail that breaks its reader, wherever in it, must not stop the mails behind it.
fn or_unreadable(
    read: Result<Understood, JoinError>,
    raw: Arc<Vec<u8>>,
    at: DateTime<Utc>,
) -> Result<Understood, JoinError> {
    match read {
        Err(broken) if broken.is_panic() => Ok(Understood::unreadable(raw, at)),
        read => read,
    }
}

/// Asks DNS what must be known to judge a mail, where that is something; gives the mail back.
async fn ask(desk: &Desk, raw: Vec<u8>, arrived: DateTime<Utc>) -> Result<(Vec<u8>, Answers), JoinError> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_mail_that_breaks_its_reader_is_unreadable_and_stops_nothing() {
        let raw = Arc::new(b"Subject: x\n\n".to_vec());
        let read = tokio::task::spawn_blocking(|| panic!("behind all that understands a mail")).await;
        let mail = or_unreadable(read, raw.clone(), DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(mail.raw, raw);
        assert!(mail.reading.from.is_err());
    }

    #[tokio::test]
    async fn a_reader_that_does_not_return_is_left_behind() {
        let (let_go, wait) = std::sync::mpsc::channel::<()>();
        let place = Place { mailbox: "INBOX".to_owned(), key: "7".to_owned() };
        let here = place.clone();
        let endless = tokio::task::spawn_blocking(move || {
            let _ = wait.recv();
            let mail = Understood::unread(Arc::default(), DateTime::UNIX_EPOCH, String::new());
            Read { place: here, mail, how: How::Whole }
        });
        let readout = in_time(Duration::from_millis(20), place.clone(), endless).await.unwrap();
        assert!(matches!(readout, Readout::Late(late) if late == place));
        drop(let_go);
    }
}
