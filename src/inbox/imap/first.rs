//! Which mails go before the others while many wait.
//!
//! Knows SEARCH by header, and the order of what waits. Must not know what the marks mean. A server that cannot tell
//! leaves the order as it is.

use std::collections::{BTreeSet, VecDeque};

use async_imap::imap_proto::{MailboxDatum, Response};

use super::checked::PATIENCE;
use super::mailbox_name::quoted;
use super::session::{Backlog, Session};
use super::uid_set::sets;
use crate::inbox::{BATCH_MAILS, InboxError, Marks, Room};

/// How many mails are looked into for one batch: servers read headers that they have not read before, and must not be
/// waited for too long.
const WINDOW: usize = 2_100;

/// Which of the mails that wait go first.
#[derive(Debug, Default)]
pub(super) struct First {
    /// Those that have a mark and were not handed out.
    marked: BTreeSet<u32>,
    /// Those that were found and not looked into, ascending.
    unsearched: VecDeque<u32>,
    /// The last mail without a mark that was handed out.
    passed: u32,
    /// The server was asked, and answered.
    pub(super) answered: bool,
    /// It refused to look.
    refused: bool,
}

impl Session {
    /// While more mails wait than a batch holds: puts those with a mark before the others. The newest are looked into
    /// first, since the oldest are soon handed out anyway. Where there is room for no others, all are looked into until
    /// one is found.
    pub(super) async fn put_first(&mut self, marks: &Marks, room: Room) -> Result<(), InboxError> {
        if self.backlog.is_long() || room.is_for_marked_only() {
            self.search_window(marks).await?;
            while room.is_for_marked_only()
                && !self.backlog.first.unsearched.is_empty()
                && !self.backlog.has_some_for(room)
            {
                self.search_window(marks).await?;
            }
            self.backlog.sort();
        }
        Ok(())
    }

    async fn search_window(&mut self, marks: &Marks) -> Result<(), InboxError> {
        for set in sets(&self.backlog.first.window()) {
            if !self.backlog.first.refused {
                self.search_marks(&set, marks).await?;
            }
        }
        Ok(())
    }

    async fn search_marks(&mut self, set: &str, marks: &Marks) -> Result<(), InboxError> {
        let [to, cc, reply, references] =
            marks.by_field().map(|(field, mark)| format!("HEADER {field} {}", quoted(mark)));
        let command = format!("UID SEARCH UID {set} OR OR {to} {cc} OR {reply} {references}");
        let mut found: Vec<u32> = Vec::new();
        let on = |response: &Response<'_>| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                found.extend(uids);
            }
        };
        self.searching_marks = true;
        let answer = self.connection.attempt(&command, PATIENCE, on).await?;
        self.searching_marks = false;
        self.backlog.first.answered = true;
        self.backlog.first.refused = !answer.accepted();
        if self.backlog.first.refused {
            let server = self.connection.server();
            tracing::debug!(server, "{server} does not tell answers from other mail: {}", answer.text);
        }
        self.backlog.first.marked.extend(found);
        Ok(())
    }
}

impl Backlog {
    /// Whether more mails wait than a batch holds.
    pub(super) fn is_long(&self) -> bool {
        self.len() > BATCH_MAILS
    }

    /// Puts those with a mark before the others, each group in the order of arrival.
    pub(super) fn sort(&mut self) {
        let Self { found, sized, first, .. } = self;
        if first.marked.is_empty() {
            return;
        }
        found.make_contiguous().sort_by_key(|uid| (!first.marked.contains(uid), *uid));
        sized.make_contiguous().sort_by_key(|mail| (!first.marked.contains(&mail.uid), mail.uid));
    }

    /// Whether one that goes first is found, and nothing more known of it.
    pub(super) fn first_is_found(&self) -> bool {
        self.found.front().is_some_and(|uid| self.first.marked.contains(uid))
    }

    /// These are handed out now.
    pub(super) fn hand_out(&mut self, uids: impl Iterator<Item = u32>) {
        let First { marked, unsearched, passed, .. } = &mut self.first;
        for uid in uids {
            if !marked.remove(&uid) {
                *passed = uid.max(*passed);
            }
        }
        let behind = unsearched.partition_point(|uid| uid <= passed);
        unsearched.drain(..behind);
    }
}

impl First {
    /// Whether this one goes first.
    pub(super) fn has(&self, uid: u32) -> bool {
        self.marked.contains(&uid)
    }

    /// These were found, above all that were found before.
    pub(super) fn add(&mut self, ascending: impl Iterator<Item = u32>) {
        self.unsearched.extend(ascending);
    }

    /// These were looked into before, or handed out, and are found once more.
    pub(super) fn add_again(&mut self, uids: &[u32]) {
        let unsearched: BTreeSet<u32> = self.unsearched.iter().chain(uids).copied().collect();
        self.unsearched = unsearched.into_iter().collect();
    }

    /// The mails to look into next; none once the server has refused.
    fn window(&mut self) -> Vec<u32> {
        if self.refused {
            self.unsearched.clear();
        }
        self.unsearched.split_off(self.unsearched.len().saturating_sub(WINDOW)).into()
    }
}
