//! The mails that the command line names, one after the other: from files, mailbox files, folders and standard input.
//!
//! Knows how mails lie on a disk. Must not know what is in them. Reads one at a time, so that a folder may be large.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::mail::{begins_mbox, mbox};

/// One mail's bytes, and where they come from.
pub(super) struct Mail {
    pub(super) name: String,
    pub(super) raw: Vec<u8>,
    /// When its file was written, where it has one of its own.
    pub(super) written: Option<SystemTime>,
}

/// What could not be read, and why.
pub(super) struct Unreadable {
    pub(super) name: String,
    pub(super) error: io::Error,
}

/// All mails below some paths, in the order of the paths and then of their names.
pub(super) struct Mails {
    open: Vec<PathBuf>,
    mailbox: Option<Mailbox>,
    takes_mailboxes: bool,
}

/// A mailbox file that is being read.
struct Mailbox {
    name: String,
    mails: Box<dyn Iterator<Item = io::Result<Vec<u8>>>>,
    count: usize,
}

impl Mails {
    /// A file that begins as a mailbox does is one, where `takes_mailboxes` says so.
    pub(super) fn new(paths: &[PathBuf], takes_mailboxes: bool) -> Self {
        Self { open: paths.iter().rev().cloned().collect(), mailbox: None, takes_mailboxes }
    }

    /// The next mails, few enough to be held; none at the end.
    pub(super) fn batch(&mut self) -> Vec<Result<Mail, Unreadable>> {
        const MOST_MAILS: usize = 64;
        const ENOUGH_BYTES: usize = 16 * 1024 * 1024;
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < MOST_MAILS
            && bytes < ENOUGH_BYTES
            && let Some(mail) = self.next()
        {
            bytes += mail.as_ref().map_or(0, |mail| mail.raw.len());
            batch.push(mail);
        }
        batch
    }

    fn in_mailbox(&mut self) -> Option<Result<Mail, Unreadable>> {
        let mailbox = self.mailbox.as_mut()?;
        let Some(raw) = mailbox.mails.next() else {
            self.mailbox = None;
            return None;
        };
        mailbox.count += 1;
        let name = format!("{}#{}", mailbox.name, mailbox.count);
        Some(match raw {
            Ok(raw) => Ok(Mail { name, raw, written: None }),
            Err(error) => {
                self.mailbox = None;
                Err(Unreadable { name, error })
            }
        })
    }

    /// The mail in a file; of a mailbox, which is then open, or of a folder the first comes later.
    fn enter(&mut self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        if path.is_dir() {
            self.open.extend(inside(path)?);
            return Ok(None);
        }
        let mut reader: Box<dyn BufRead> = if path == Path::new("-") {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(path)?))
        };
        let mut raw = Vec::new();
        reader.by_ref().take(1_000).read_until(b'\n', &mut raw)?;
        if self.takes_mailboxes && begins_mbox(&raw) {
            let mails = Box::new(mbox(Cursor::new(raw).chain(reader)));
            self.mailbox = Some(Mailbox { name: path.display().to_string(), mails, count: 0 });
            return Ok(None);
        }
        reader.read_to_end(&mut raw)?;
        Ok(Some(raw))
    }
}

impl Iterator for Mails {
    type Item = Result<Mail, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mail) = self.in_mailbox() {
                return Some(mail);
            }
            let path = self.open.pop()?;
            let name = path.display().to_string();
            match self.enter(&path) {
                Ok(Some(raw)) => return Some(Ok(Mail { name, raw, written: written(&path) })),
                Ok(None) => {}
                Err(error) => return Some(Err(Unreadable { name, error })),
            }
        }
    }
}

/// Archives that are made to be reproducible give all files a time of long ago.
fn written(path: &Path) -> Option<SystemTime> {
    const LONG_AGO: Duration = Duration::from_secs(20 * 365 * 86_400);
    let time = fs::metadata(path).and_then(|about| about.modified()).ok()?;
    time.duration_since(SystemTime::UNIX_EPOCH).is_ok_and(|age| age > LONG_AGO).then_some(time)
}

/// What to read in a folder, the last first. Of a Maildir that is its mail: `tmp` and the server's own files are none.
fn inside(folder: &Path) -> io::Result<VecDeque<PathBuf>> {
    let is_maildir = folder.join("cur").is_dir() && folder.join("new").is_dir();
    let mut names = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    names.sort_by_key(fs::DirEntry::file_name);
    let mut found = VecDeque::new();
    for entry in names {
        let (path, kind) = (entry.path(), entry.file_type()?);
        // A link to a folder may lead back up.
        let is_file = kind.is_file() || kind.is_symlink() && path.is_file();
        let wanted =
            if is_maildir { kind.is_dir() && entry.file_name() != "tmp" } else { kind.is_dir() || is_file };
        if wanted {
            found.push_front(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read below a folder with these files: names below the folder, or the names of what cannot be read.
    fn read(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let root = format!("{}/", folder.path().display());
        let mails = Mails::new(&[folder.path().to_owned(), folder.path().join("gone")], true);
        mails
            .map(|mail| match mail {
                Ok(mail) => mail.name.replace(&root, ""),
                Err(unreadable) => format!("not {}", unreadable.name.replace(&root, "")),
            })
            .collect()
    }

    #[test]
    fn folders_are_read_in_the_order_of_names_and_what_cannot_be_read_stops_nothing() {
        let found = read(&[("b/2.eml", ""), ("b/1.eml", ""), ("a.eml", ""), ("c", "")]);
        assert_eq!(found, ["a.eml", "b/1.eml", "b/2.eml", "c", "not gone"]);
    }

    #[test]
    fn a_mailbox_file_is_read_mail_by_mail() {
        let found =
            read(&[("box", "From a\nSubject: 1\n\n\nFrom b\nSubject: 2\n\n"), ("mail", "From: a@b\n")]);
        assert_eq!(found, ["box#1", "box#2", "mail", "not gone"]);
    }

    #[test]
    fn of_a_maildir_only_delivered_mail_is_read() {
        let found = read(&[
            ("new/1", ""),
            ("cur/2:2,S", ""),
            ("tmp/3", ""),
            ("dovecot-uidlist", ""),
            (".Archive/cur/4", ""),
            (".Archive/new/5", ""),
            (".Archive/tmp/6", ""),
        ]);
        assert_eq!(found, [".Archive/cur/4", ".Archive/new/5", "cur/2:2,S", "new/1", "not gone"]);
    }
}
