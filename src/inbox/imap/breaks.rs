//! How often fetching a mail failed: which are asked for alone, and which not any more.
//!
//! Lasts beyond a connection, since each failure ends one. Must not know why a connection broke.

use std::collections::BTreeMap;

use chrono::TimeDelta;

/// So often all of a mail is asked for; after that its header, once; after that nothing.
const TRIES: u32 = 3;

/// How much of a mail is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    All,
    Header,
    Nothing,
}

/// The mails of one generation of the folder that could not be fetched.
#[derive(Debug, Default)]
pub(super) struct Breaks {
    mailbox: String,
    times: BTreeMap<u32, u32>,
}

impl Breaks {
    /// How often it failed.
    pub(super) fn times(&self, uid: u32) -> u32 {
        self.times.get(&uid).copied().unwrap_or_default()
    }

    pub(super) fn asked(&self, uid: u32) -> Asked {
        match self.times(uid) {
            ..TRIES => Asked::All,
            TRIES => Asked::Header,
            _ => Asked::Nothing,
        }
    }

    /// How long a mail that was refused is left alone: a server may hand out nothing for a while, and the fault be its own.
    pub(super) fn pause(&self, uid: u32) -> TimeDelta {
        match self.times(uid) {
            ..=1 => TimeDelta::minutes(1),
            2 => TimeDelta::minutes(8),
            _ => TimeDelta::hours(1),
        }
    }

    /// These could not be fetched.
    pub(super) fn add(&mut self, mailbox: &str, uids: &[u32]) {
        if self.mailbox != mailbox {
            *self = Self { mailbox: mailbox.to_owned(), times: BTreeMap::new() };
        }
        for uid in uids {
            *self.times.entry(*uid).or_default() += 1;
        }
    }

    /// These were fetched.
    pub(super) fn fetched(&mut self, uids: impl Iterator<Item = u32>) {
        for uid in uids {
            self.times.remove(&uid);
        }
    }
}
