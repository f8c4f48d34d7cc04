//! What is known about the selected folder while one connection lasts.

use std::collections::{BTreeSet, VecDeque};

use chrono::{DateTime, Utc};

use super::checked::Checked;
use super::connection::Abilities;
use super::file::Folders;
use super::first::First;
use crate::inbox::{Place, Postponed, Room};

/// A connection with its folder selected. Whatever goes wrong, it is dropped and another one made.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) connection: Checked,
    pub(super) offered: Abilities,
    /// Whether the server stores keywords of our own (RFC 9051 §2.3.2).
    pub(super) keywords: bool,
    /// The folder with its generation, as in [`crate::inbox::Place::mailbox`].
    pub(super) mailbox: String,
    pub(super) folders: Folders,
    pub(super) backlog: Backlog,
    /// The mails whose bytes are asked for just now and have not come.
    pub(super) asked_for: Vec<u32>,
    /// The mails that the server did not hand out although they are there.
    pub(super) refused: Vec<u32>,
    /// Whether the server is asked just now which mails go first.
    pub(super) searching_marks: bool,
}

/// Mails that were found and not handed out yet: those that go first, then the others, each in the order of their UIDs,
/// which is that of their arrival.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    /// The highest UID that was ever found on this connection; `None` before the first look.
    pub(super) highest: Option<u32>,
    /// What the first look passes over.
    pub(super) passed_over: BTreeSet<u32>,
    /// Found, and nothing known yet.
    pub(super) found: VecDeque<u32>,
    /// Found, and to be fetched.
    pub(super) sized: VecDeque<Envelope>,
    /// How many are never handed out.
    pub(super) left_alone: u64,
    /// Which of them go before the others.
    pub(super) first: First,
}

/// What is known of a mail before it is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Envelope {
    pub(super) uid: u32,
    pub(super) at: DateTime<Utc>,
    pub(super) size: u64,
}

impl Session {
    pub(super) fn new(
        connection: Checked,
        offered: Abilities,
        delimiter: Option<char>,
        keywords: bool,
        mailbox: String,
    ) -> Self {
        let folders = Folders::new(delimiter);
        Self {
            connection,
            offered,
            keywords,
            mailbox,
            folders,
            backlog: Backlog::default(),
            asked_for: Vec::new(),
            refused: Vec::new(),
            searching_marks: false,
        }
    }

    /// Where a mail of this folder lies.
    pub(super) fn place(&self, uid: u32) -> Place {
        Place { mailbox: self.mailbox.clone(), key: uid.to_string() }
    }

    /// The UID of a mail, if it lies in this generation of the folder.
    pub(super) fn uid(&self, place: &Place) -> Option<u32> {
        if place.mailbox == self.mailbox { place.key.parse().ok() } else { None }
    }

    /// Hands mails out once more whose time has come; a new connection finds them by itself, and passes over the others.
    pub(super) fn heed(&mut self, postponed: &Postponed, now: DateTime<Utc>) {
        match self.backlog.highest {
            Some(highest) => self.find_again(&postponed.due(now), highest),
            None => {
                let over = postponed.waiting(now).filter_map(|place| self.uid(place)).collect();
                self.backlog.passed_over = over;
            }
        }
    }

    fn find_again(&mut self, places: &[Place], highest: u32) {
        let here = places.iter().filter_map(|place| self.uid(place));
        let found: Vec<u32> = here.filter(|uid| *uid <= highest).collect();
        if found.is_empty() {
            return;
        }
        let mut uids: BTreeSet<u32> = std::mem::take(&mut self.backlog.found).into_iter().collect();
        let sized = &self.backlog.sized;
        let found: Vec<u32> =
            found.into_iter().filter(|uid| !sized.iter().any(|mail| mail.uid == *uid)).collect();
        self.backlog.first.add_again(&found);
        uids.extend(found);
        self.backlog.found = uids.into_iter().collect();
        self.backlog.sort();
    }

    /// Whether filed mail can leave the folder; otherwise it is flagged where it lies.
    pub(super) fn can_move(&self) -> bool {
        self.offered.r#move || self.offered.uid_plus
    }
}

impl Backlog {
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty() && self.sized.is_empty()
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.found.len() + self.sized.len()
    }

    /// Whether there is room for this one.
    pub(super) fn admits(&self, uid: u32, room: Room) -> bool {
        room.is_for(self.first.has(uid))
    }

    /// Whether there is room for any of them.
    pub(super) fn has_some_for(&self, room: Room) -> bool {
        let mut uids = self.found.iter().copied().chain(self.sized.iter().map(|mail| mail.uid));
        uids.any(|uid| self.admits(uid, room))
    }
}
