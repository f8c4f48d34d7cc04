//! Finding what is new: which UIDs, from when, how large.
//!
//! Knows SEARCH and the sizes. Must not fetch a mail: the sizes decide what may be asked for.

use std::collections::BTreeSet;

use async_imap::imap_proto::{AttributeValue, MailboxDatum, Response};
use chrono::{DateTime, Days, Utc};

use super::breaks::{Asked, Breaks};
use super::checked::PATIENCE;
use super::file::FILED_KEYWORD;
use super::session::{Envelope, Session};
use crate::inbox::InboxError;

/// How many mails a single search answer of the first look covers: the parser's cost grows with the square of it.
const WINDOW: u32 = 5_000;

/// How many sizes are asked for at once.
const SIZES: usize = 500;

impl Session {
    /// Looks for mails above the highest UID found so far.
    pub(super) async fn look(&mut self, since: DateTime<Utc>) -> Result<(), InboxError> {
        match self.backlog.highest {
            None => self.first_look(since).await,
            Some(highest) => self.further_look(highest, since).await,
        }
    }

    /// Goes through all of the folder by sequence numbers, from the top: what others expunge meanwhile moves mails
    /// down, into windows that are still to come.
    async fn first_look(&mut self, since: DateTime<Utc>) -> Result<(), InboxError> {
        self.connection.news = false;
        let held = self.connection.exists;
        let mut uids = BTreeSet::new();
        let mut top = held;
        while top > 0 {
            let bottom = top.saturating_sub(WINDOW - 1).max(1);
            uids.extend(self.search(&format!("{bottom}:{top}"), since).await?);
            top = bottom - 1;
        }
        self.backlog.left_alone = u64::from(held).saturating_sub(uids.len() as u64);
        self.found(uids, 0);
        Ok(())
    }

    async fn further_look(&mut self, highest: u32, since: DateTime<Utc>) -> Result<(), InboxError> {
        // Lets the server bring its view of the folder up to date; SEARCH alone need not.
        self.connection.demand("NOOP", "NOOP", |_| ()).await?;
        self.connection.news = false;
        let Some(next) = highest.checked_add(1) else { return Ok(()) };
        let uids = self.search(&format!("UID {next}:*"), since).await?;
        self.found(uids, highest);
        Ok(())
    }

    /// `n:*` always names the last mail, also when its UID is below `n` (RFC 9051 §9, seq-range).
    fn found(&mut self, uids: BTreeSet<u32>, above: u32) {
        self.backlog.highest = Some(uids.last().copied().unwrap_or_default().max(above));
        let over = std::mem::take(&mut self.backlog.passed_over);
        let fresh: Vec<u32> = uids.into_iter().filter(|uid| *uid > above && !over.contains(uid)).collect();
        self.backlog.first.add(fresh.iter().copied());
        self.backlog.found.extend(fresh);
    }

    async fn search(&mut self, which: &str, since: DateTime<Utc>) -> Result<BTreeSet<u32>, InboxError> {
        // SINCE knows days only, in the server's own zone: a day earlier, and the time is compared afterwards.
        let day = since.checked_sub_days(Days::new(1)).unwrap_or(since).format("%-d-%b-%Y");
        let unfiled = if self.can_move() { String::new() } else { format!(" UNKEYWORD {FILED_KEYWORD}") };
        let mut uids = BTreeSet::new();
        let on = |response: &Response<'_>| {
            if let Response::MailboxData(MailboxDatum::Search(found)) = response {
                uids.extend(found);
            }
        };
        let command = format!("UID SEARCH {which} UNDELETED{unfiled} SINCE {day}");
        self.connection.demand("UID SEARCH", &command, on).await?;
        Ok(uids)
    }

    /// Asks for the time and size of the next mails found; those from before `since` are left alone for good. What goes
    /// first comes to stand before what was asked for earlier.
    pub(super) async fn size(
        &mut self,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
        breaks: &Breaks,
    ) -> Result<(), InboxError> {
        let mut asked: Vec<u32> = self.backlog.found.iter().take(SIZES).copied().collect();
        asked.sort_unstable();
        let read = |attributes: &[AttributeValue<'_>]| {
            envelope(attributes, now).map(|envelope| (envelope.uid, envelope))
        };
        let sizes = self.ask_each(&asked, "INTERNALDATE RFC822.SIZE", PATIENCE, read).await;
        if sizes.is_err() {
            // So many at once that it says nothing of any.
            self.asked_for.clear();
        }
        let sizes = sizes?;
        self.backlog.found.drain(..asked.len());
        let (fresh, old): (Vec<Envelope>, Vec<Envelope>) =
            asked.iter().filter_map(|uid| sizes.get(uid).copied()).partition(|envelope| envelope.at >= since);
        self.backlog.left_alone += old.len() as u64;
        self.backlog.sized.extend(fresh);
        // Of a mail that was asked for in vain too often nobody will ever know more.
        let (given_up, refused): (Vec<u32>, Vec<u32>) =
            std::mem::take(&mut self.refused).into_iter().partition(|uid| breaks.asked(*uid) != Asked::All);
        self.refused = refused;
        self.backlog.sized.extend(given_up.into_iter().map(|uid| Envelope { uid, at: now, size: 0 }));
        self.backlog.sort();
        Ok(())
    }
}

/// What a FETCH response tells of a mail; `None` for news of flags and the like.
pub(super) fn envelope(attributes: &[AttributeValue<'_>], now: DateTime<Utc>) -> Option<Envelope> {
    let (mut uid, mut at, mut size) = (None, None, None);
    for attribute in attributes {
        if let AttributeValue::Uid(number) = attribute {
            uid = Some(*number);
        } else if let AttributeValue::InternalDate(text) = attribute {
            // A mail without a legible time must not be left alone for ever: it counts as just arrived.
            at = Some(internal_date(text).unwrap_or(now));
        } else if let AttributeValue::Rfc822Size(bytes) = attribute {
            size = Some(u64::from(*bytes));
        }
    }
    Some(Envelope { uid: uid?, at: at?, size: size? })
}

/// Reads a date-time (RFC 9051 §9), whose day may be padded with a space.
fn internal_date(text: &str) -> Option<DateTime<Utc>> {
    let time = DateTime::parse_from_str(text.trim_start(), "%d-%b-%Y %H:%M:%S %z").ok()?;
    Some(time.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_dates_are_read_in_their_zone_with_days_of_one_or_two_digits() {
        let read = |text| internal_date(text).map(|time| time.to_rfc3339());
        assert_eq!(read("17-Jul-1996 02:44:25 -0700").unwrap(), "1996-07-17T09:44:25+00:00");
        assert_eq!(read(" 7-Jul-1996 02:44:25 +0000").unwrap(), "1996-07-07T02:44:25+00:00");
        assert_eq!(read("7-Jul-1996 02:44:25 +0000").unwrap(), "1996-07-07T02:44:25+00:00");
        assert_eq!(read("yesterday"), None);
    }
}
