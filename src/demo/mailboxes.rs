//! Everybody's mailboxes in the post office: what arrived since the last look, and what lies there.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::notice::Notice;
use crate::approval::Address;
use crate::mail::Identity;

/// All Maildirs but the desk's own.
pub(super) struct Mailboxes {
    folder: PathBuf,
    desk: Identity,
    seen: HashSet<PathBuf>,
    notices: Vec<Notice>,
}

impl Mailboxes {
    /// The mailboxes in a post office.
    pub(super) fn new(folder: &Path, desk: Identity) -> Self {
        Self { folder: folder.to_owned(), desk, seen: HashSet::new(), notices: Vec::new() }
    }

    /// What arrived since the last look: by request, then in the order in which a request goes its way.
    pub(super) fn arrived(&mut self) -> anyhow::Result<Vec<Notice>> {
        let mut arrived = Vec::new();
        for mailbox in entries(&self.folder)? {
            let name = mailbox.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name == self.desk.address.as_str() {
                continue;
            }
            for file in entries(&mailbox.join("new"))? {
                // A mail program may move it to `cur` at any time.
                if let (false, Ok(raw)) = (self.seen.contains(&file), fs::read(&file)) {
                    arrived.extend(Notice::read(name, &raw, &self.desk));
                    self.seen.insert(file);
                }
            }
        }
        arrived.sort_by(|one, other| (&one.request, one.kind).cmp(&(&other.request, other.kind)));
        self.notices.extend(arrived.iter().cloned());
        Ok(arrived)
    }

    /// The newest mail about a request that this person can answer.
    pub(super) fn newest(&self, person: &Address, request: &str) -> anyhow::Result<&Notice> {
        let fits = |notice: &&Notice| {
            notice.mailbox == person.as_str() && notice.request == request && notice.can_be_answered()
        };
        let found = self.notices.iter().rev().find(fits);
        found.with_context(|| format!("{person} has no mail about {request} to answer"))
    }

    /// How many mails arrived so far.
    pub(super) fn count(&self) -> usize {
        self.notices.len()
    }
}

/// What lies in a folder, by name; nothing when it is not there.
fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
