//! Which mails are in hand, and how often nothing came of it: a small file beside the database that outlives the process.
//!
//! Written before mail is read and when its turn is over, without waiting for the disk: it survives the end of the process,
//! and a machine that loses power forgets a try at worst. Must not know what is done about a mail that fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::StoreError;
use super::permissions::{beside, private};

/// More than ever are in hand at once: what is beyond was torn or forged.
const MOST: usize = 1_000;

/// No file of ours is longer.
const LONGEST: u64 = 1 << 20;

/// How much of a reason is kept.
const WORDS: usize = 200;

const PROCESS_ENDED: &str = "the program ended while it had this mail in hand";

/// One line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    mailbox: String,
    key: String,
    failures: u32,
    why: String,
    in_hand: bool,
}

/// How often nothing came of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// How often.
    pub times: u32,
    /// Why, the last time.
    pub why: String,
}

/// A mailbox with its generation, and a place in it.
type Spot = (String, String);

/// The mails in hand, and those that failed before.
#[derive(Debug, Default)]
pub struct InHand {
    /// Where it is written; nowhere beside a daemon, which has its own.
    path: Option<PathBuf>,
    failures: BTreeMap<Spot, Failures>,
    in_hand: BTreeSet<Spot>,
    /// Whether there is a file.
    written: bool,
}

impl InHand {
    /// Takes up what an earlier process left: each mail that was in its hand when it ended has failed once more. Where the
    /// disk refuses, the desk begins without: it must not stand still for this.
    pub(super) fn take_up(database: &Path) -> Self {
        let path = beside(database, ".reading");
        let mut failures = BTreeMap::new();
        for line in read(&path).unwrap_or_default() {
            let mut failed = Failures { times: line.failures, why: line.why };
            if line.in_hand {
                failed = failed.once_more(PROCESS_ENDED);
            }
            failures.insert((line.mailbox, line.key), failed);
        }
        let mut taken_up = Self { path: Some(path), failures, in_hand: BTreeSet::new(), written: true };
        let _ = taken_up.write();
        taken_up
    }

    /// How often nothing came of this mail: the process ended while it was in hand, or whoever had it said so.
    pub fn failures(&self, mailbox: &str, key: &str) -> Failures {
        self.failures.get(&spot(mailbox, key)).cloned().unwrap_or_default()
    }

    /// These are in hand from now on.
    ///
    /// # Errors
    /// Where the file cannot be written; then nothing is known of them after a crash.
    pub fn begin<'a>(&mut self, mails: impl Iterator<Item = (&'a str, &'a str)>) -> Result<(), StoreError> {
        self.in_hand = mails.map(|(mailbox, key)| spot(mailbox, key)).collect();
        self.write()
    }

    /// Nothing came of this mail; gives how often that was so.
    pub fn failed(&mut self, mailbox: &str, key: &str, why: &str) -> u32 {
        let failures = self.failures.entry(spot(mailbox, key)).or_default();
        *failures = failures.once_more(why);
        failures.times
    }

    /// This mail was dealt with.
    pub fn dealt_with(&mut self, mailbox: &str, key: &str) {
        self.failures.remove(&spot(mailbox, key));
    }

    /// Nothing is in hand any more.
    ///
    /// # Errors
    /// Where the file cannot be written; then a crash counts against mail that was dealt with, which is found out.
    pub fn end(&mut self) -> Result<(), StoreError> {
        self.in_hand.clear();
        self.write()
    }

    /// Puts a new file in the place of the old one, or takes it away where there is nothing to say.
    fn write(&mut self) -> Result<(), StoreError> {
        let Some(path) = self.path.clone() else { return Ok(()) };
        self.rewrite(&path).map_err(|error| StoreError::File { path, error })
    }

    fn rewrite(&mut self, path: &Path) -> io::Result<()> {
        if self.failures.is_empty() && self.in_hand.is_empty() {
            if std::mem::take(&mut self.written) {
                let removed = std::fs::remove_file(path);
                return removed
                    .or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) });
            }
            return Ok(());
        }
        let fresh = beside(path, ".new");
        let mut file = private(OpenOptions::new().write(true).create(true).truncate(true)).open(&fresh)?;
        file.write_all(&self.lines()?)?;
        std::fs::rename(&fresh, path)?;
        self.written = true;
        Ok(())
    }

    fn lines(&self) -> io::Result<Vec<u8>> {
        let mut lines = Vec::new();
        // Failures of mail that somebody else took away are never asked for again, and must not crowd out what is in hand.
        let waiting = self.failures.keys().filter(|spot| !self.in_hand.contains(*spot));
        for spot in self.in_hand.iter().chain(waiting).take(MOST) {
            let (mailbox, key) = spot.clone();
            let Failures { times, why } = self.failures.get(spot).cloned().unwrap_or_default();
            let line = Line { mailbox, key, failures: times, why, in_hand: self.in_hand.contains(spot) };
            serde_json::to_writer(&mut lines, &line)?;
            lines.push(b'\n');
        }
        Ok(lines)
    }
}

impl Failures {
    fn once_more(&self, why: &str) -> Self {
        Self { times: self.times.saturating_add(1), why: why.chars().take(WORDS).collect() }
    }
}

fn spot(mailbox: &str, key: &str) -> Spot {
    (mailbox.to_owned(), key.to_owned())
}

/// The lines of the file that are whole.
fn read(path: &Path) -> io::Result<Vec<Line>> {
    let file = match private(OpenOptions::new().read(true)).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes)?;
    let lines = bytes.split(|byte| *byte == b'\n');
    Ok(lines.filter_map(|line| serde_json::from_slice(line).ok()).take(MOST).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.db");
        (folder, database)
    }

    fn times(mails: &InHand, key: &str) -> u32 {
        mails.failures("INBOX", key).times
    }

    #[test]
    fn what_was_in_hand_when_the_process_ended_has_failed_once_more() {
        let (_folder, database) = database();
        let mut first = InHand::take_up(&database);
        first.begin([("INBOX", "7"), ("INBOX", "8")].into_iter()).unwrap();
        drop(first);
        let mut second = InHand::take_up(&database);
        assert_eq!([times(&second, "7"), times(&second, "9")], [1, 0]);
        second.begin([("INBOX", "8")].into_iter()).unwrap();
        drop(second);
        // A start counts once, however often it is repeated.
        for _ in 0..3 {
            let third = InHand::take_up(&database);
            assert_eq!([times(&third, "7"), times(&third, "8")], [1, 2]);
        }
    }

    #[test]
    fn nothing_is_left_of_mail_that_was_dealt_with() {
        let (_folder, database) = database();
        let path = beside(&database, ".reading");
        let mut mails = InHand::take_up(&database);
        mails.begin([("INBOX", "7")].into_iter()).unwrap();
        assert!(path.exists());
        mails.end().unwrap();
        assert!(!path.exists());
        assert_eq!((mails.failed("INBOX", "7", "no"), mails.failed("INBOX", "7", "no")), (1, 2));
        mails.end().unwrap();
        assert!(path.exists());
        mails.dealt_with("INBOX", "7");
        mails.end().unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn what_is_in_hand_is_noted_however_many_failed_before() {
        let (_folder, database) = database();
        let mut mails = InHand::take_up(&database);
        for key in 0..MOST {
            mails.failed("INBOX", &key.to_string(), "no");
        }
        mails.begin([("INBOX", "the next")].into_iter()).unwrap();
        drop(mails);
        assert_eq!(times(&InHand::take_up(&database), "the next"), 1);
    }

    #[test]
    fn a_torn_or_foreign_file_says_nothing_and_stops_nothing() {
        let (_folder, database) = database();
        let whole = r#"{"mailbox":"INBOX","key":"1","failures":1,"why":"","in_hand":true}"#;
        std::fs::write(beside(&database, ".reading"), format!("{whole}\n{{\"mailbox\":\"INB")).unwrap();
        let mails = InHand::take_up(&database);
        assert_eq!(times(&mails, "1"), 2);
    }
}
