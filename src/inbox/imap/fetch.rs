//! Fetching mails, many in one command, none larger than the limit.
//!
//! Knows how bytes are asked for. Must not know what they say.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use async_imap::imap_proto::AttributeValue;
use chrono::{DateTime, Utc};

use super::breaks::{Asked, Breaks};
use super::checked::PATIENCE;
use super::session::{Envelope, Session};
use crate::inbox::{
    Arrived, BATCH_BYTES, Batch, Content, HEADER_BYTES, InboxError, Marks, Place, Room, header_section,
};

/// The slowest line that a fetch is waited for, in bytes a second.
const SLOWEST: u64 = 16 * 1024;

impl Session {
    /// The next mails, oldest first, while many wait those with a mark before the others; none when there is nothing new.
    pub(super) async fn next_batch(
        &mut self,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
        limit: u64,
        breaks: &Breaks,
        marks: Option<&Marks>,
        room: Room,
    ) -> Result<Batch, InboxError> {
        // What has come meanwhile may go first.
        let may_go_first = marks.is_some() && self.backlog.is_long();
        if self.backlog.is_empty() || may_go_first || room.is_for_marked_only() {
            self.look(since).await?;
        }
        if let Some(marks) = marks {
            self.put_first(marks, room).await?;
        }
        let mut mails = Vec::new();
        while mails.is_empty() && self.backlog.has_some_for(room) {
            // Mails that failed before wait for all others.
            let admitted = |uid| self.backlog.admits(uid, room);
            let mut sized = self.backlog.sized.iter();
            let fetchable = sized.any(|mail| breaks.times(mail.uid) == 0 && admitted(mail.uid));
            if !self.backlog.found.is_empty() && (!fetchable || self.backlog.first_is_found()) {
                self.size(now, since, breaks).await?;
            }
            let chosen = self.choose(limit, breaks, room);
            mails = self.fetch(&chosen, limit, breaks).await?;
        }
        let waiting = self.backlog.len() as u64;
        Ok(Batch { mails, left_alone: self.backlog.left_alone, waiting, refused: Vec::new() })
    }

    /// Takes as many mails as fit into a batch, at least one; one that failed before only where there is no other, and
    /// alone.
    fn choose(&mut self, limit: u64, breaks: &Breaks, room: Room) -> Vec<Envelope> {
        let (held, admitted): (VecDeque<_>, VecDeque<_>) = std::mem::take(&mut self.backlog.sized)
            .into_iter()
            .partition(|mail| !self.backlog.admits(mail.uid, room));
        let (mut suspects, mut fetchable): (VecDeque<_>, VecDeque<_>) =
            admitted.into_iter().partition(|mail| breaks.times(mail.uid) > 0);
        let mut chosen = Vec::new();
        let mut bytes = 0_u64;
        while let Some(next) = fetchable.front() {
            bytes = bytes.saturating_add(cost(next, limit));
            if chosen.len() == room.batch() || (bytes > BATCH_BYTES && !chosen.is_empty()) {
                break;
            }
            chosen.extend(fetchable.pop_front());
        }
        if chosen.is_empty() {
            suspects.make_contiguous().sort_by_key(|mail| (breaks.times(mail.uid), mail.uid));
            chosen.extend(suspects.pop_front());
        }
        self.backlog.sized.extend(suspects.into_iter().chain(fetchable).chain(held));
        self.backlog.hand_out(chosen.iter().map(|mail| mail.uid));
        chosen
    }

    async fn fetch(
        &mut self,
        chosen: &[Envelope],
        limit: u64,
        breaks: &Breaks,
    ) -> Result<Vec<Arrived>, InboxError> {
        if let [mail] = chosen
            && breaks.asked(mail.uid) != Asked::All
        {
            return self.fetch_what_can_be_had(mail, breaks).await;
        }
        let (whole, large): (Vec<_>, Vec<_>) = chosen.iter().partition(|mail| mail.size <= limit);
        // One byte more than allowed shows a mail that is larger than the server said.
        let ceiling = u32::try_from(limit.saturating_add(1)).unwrap_or(u32::MAX);
        let mut bytes = self.bytes(&whole, &format!("BODY.PEEK[]<0.{ceiling}>"), limit).await?;
        bytes.extend(self.bytes(&large, &format!("BODY.PEEK[HEADER]<0.{HEADER_BYTES}>"), limit).await?);
        let mut arrived = |mail: &Envelope| {
            Some(Arrived {
                place: Place { mailbox: self.mailbox.clone(), key: mail.uid.to_string() },
                at: mail.at,
                content: content(mail.size, bytes.remove(&mail.uid)?, limit),
            })
        };
        Ok(chosen.iter().filter_map(&mut arrived).collect())
    }

    /// Of a mail that cannot be fetched: its header, if at least that can be, else nothing.
    async fn fetch_what_can_be_had(
        &mut self,
        mail: &Envelope,
        breaks: &Breaks,
    ) -> Result<Vec<Arrived>, InboxError> {
        let mut fetched = HashMap::new();
        if breaks.asked(mail.uid) == Asked::Header {
            let item = format!("BODY.PEEK[HEADER]<0.{HEADER_BYTES}>");
            self.asked_for = vec![mail.uid];
            self.ask(&mail.uid.to_string(), &item, PATIENCE, section, &mut fetched).await?;
            self.asked_for.clear();
            if fetched.is_empty() && self.left_of(&[mail.uid]).await?.is_empty() {
                // Somebody took it away.
                return Ok(Vec::new());
            }
        }
        let bytes = fetched.remove(&mail.uid).unwrap_or_default();
        let place = Place { mailbox: self.mailbox.clone(), key: mail.uid.to_string() };
        let content = Content::OutOfReach { header: header_section(&bytes).to_vec() };
        Ok(vec![Arrived { place, at: mail.at, content }])
    }

    /// Fetches `item` of each mail.
    async fn bytes(
        &mut self,
        mails: &[&Envelope],
        item: &str,
        limit: u64,
    ) -> Result<HashMap<u32, Vec<u8>>, InboxError> {
        let uids: Vec<u32> = mails.iter().map(|mail| mail.uid).collect();
        let size = mails.iter().fold(0_u64, |sum, mail| sum.saturating_add(cost(mail, limit)));
        let patience = PATIENCE + Duration::from_secs(size.div_ceil(SLOWEST));
        self.ask_each(&uids, item, patience, section).await
    }
}

/// How many bytes are asked for, whatever size the server announced.
fn cost(mail: &Envelope, limit: u64) -> u64 {
    if mail.size > limit { HEADER_BYTES as u64 } else { mail.size }
}

/// The UID and bytes of a FETCH response; `None` for news of flags and the like.
pub(super) fn section(attributes: &[AttributeValue<'_>]) -> Option<(u32, Vec<u8>)> {
    let (mut uid, mut bytes) = (None, None);
    for attribute in attributes {
        if let AttributeValue::Uid(number) = attribute {
            uid = Some(*number);
        } else if let AttributeValue::BodySection { data: Some(data), .. } = attribute {
            bytes = Some(data.to_vec());
        }
    }
    Some((uid?, bytes?))
}

fn content(announced: u64, bytes: Vec<u8>, limit: u64) -> Content {
    let size = announced.max(bytes.len() as u64);
    if size > limit {
        Content::TooLarge { size, header: header_section(&bytes).to_vec() }
    } else {
        Content::Whole(bytes)
    }
}
