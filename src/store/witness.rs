//! The witness: a small file that follows the audit log from outside of the database, so that an older copy or another
//! database in its place is noticed, and no number of a request is given out a second time.
//!
//! Written after each commit and before anybody is answered, without waiting for the disk: it survives the end of the
//! process, and names an earlier entry at worst when the machine loses power. It is never ahead of what was committed,
//! so a crash is never taken for tampering. Must not know what follows from a difference.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::audit::{Checkpoint, Head, has_checkpoint, head, last};
use super::hex;
use super::instance::instance;
use super::permissions::{beside, folder_of, private};
use super::requests::numbers_given;
use super::trouble::StoreError;

/// One line of one size, far below what a disk writes at once: it is whole, or the one before it.
const LENGTH: u64 = 140;

/// What the witness says of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The log has what the witness saw last.
    Continued,
    /// There is no witness and never was.
    Unwitnessed,
    /// There is no witness, or none that can be read, and there was one.
    Lost,
    /// The witness followed another database: its id.
    Other(String),
    /// The witness saw an entry that the log does not have.
    Behind(Checkpoint),
}

/// What a witness saw last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The id of the database.
    pub instance: String,
    /// The last entry of its log.
    pub seen: Checkpoint,
    /// The highest number that a request had; a witness of an earlier version does not say.
    pub number: Option<u64>,
}

/// What the witness says of this database.
pub fn standing(connection: &Connection, witness: &Path) -> Result<Standing, StoreError> {
    let own = instance(connection)?;
    let Some(Sighting { instance, seen, .. }) = sighting(witness)? else {
        return Ok(if own.witnessed { Standing::Lost } else { Standing::Unwitnessed });
    };
    if instance != own.id {
        return Ok(Standing::Other(instance));
    }
    Ok(if has_checkpoint(connection, &seen)? { Standing::Continued } else { Standing::Behind(seen) })
}

/// The file that follows the log.
pub(super) struct Witness {
    path: PathBuf,
    file: File,
    instance: String,
    seen: Checkpoint,
    failing: bool,
}

impl Witness {
    /// Begins to follow the log as it stands, whatever the file said before. Durable when this returns.
    pub(super) fn begin(connection: &Connection, path: &Path) -> Result<Self, StoreError> {
        let Head { instance, last, .. } = head(connection)?;
        let line = line(&instance, &last, numbers_given(connection)?);
        let file = replace(path, &line).map_err(|error| fault(path, error))?;
        Ok(Self { path: path.to_owned(), file, instance, seen: last, failing: false })
    }

    /// Writes down where the log stands, if that has changed; gives the fault that begins a time without success.
    pub(super) fn follow(&mut self, connection: &Connection) -> Option<StoreError> {
        let fault = self.write(connection).err();
        let failed = std::mem::replace(&mut self.failing, fault.is_some());
        fault.filter(|_| !failed)
    }

    fn write(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let Some(last) = last(connection)?.filter(|last| *last != self.seen) else { return Ok(()) };
        let line = line(&self.instance, &last, numbers_given(connection)?);
        self.file.write_all_at(line.as_bytes(), 0).map_err(|error| fault(&self.path, error))?;
        self.seen = last;
        Ok(())
    }

    /// Waits until the disk has it.
    pub(super) fn settle(&self) -> Result<(), StoreError> {
        self.file.sync_data().map_err(|error| fault(&self.path, error))
    }
}

fn fault(path: &Path, error: io::Error) -> StoreError {
    StoreError::File { path: path.to_owned(), error }
}

fn line(instance: &str, seen: &Checkpoint, number: u64) -> String {
    format!("{instance:032} {:020}:{} {number:020}\n", seen.seq, hex(&seen.seal))
}

/// What stands in the file; none where there is none, or anything else in it.
pub fn sighting(path: &Path) -> Result<Option<Sighting>, StoreError> {
    // A disk that is not there just now is no witness that was lost.
    if let Err(error) = folder_of(path).metadata() {
        return Err(fault(folder_of(path), error));
    }
    let file = match private(OpenOptions::new().read(true)).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(path, error)),
    };
    let mut bytes = Vec::new();
    file.take(LENGTH + 1).read_to_end(&mut bytes).map_err(|error| fault(path, error))?;
    let text = String::from_utf8(bytes).unwrap_or_default();
    Ok(text.strip_suffix('\n').and_then(parsed))
}

/// Up to version 0.1 the line ended behind the seal.
fn parsed(line: &str) -> Option<Sighting> {
    let (instance, rest) = line.split_once(' ')?;
    let (seen, number) = match rest.split_once(' ') {
        Some((seen, number)) => (seen, Some(number.parse().ok()?)),
        None => (rest, None),
    };
    Some(Sighting { instance: instance.to_owned(), seen: seen.parse().ok()?, number })
}

/// Puts a new file in the place of an old one, so that there is always a whole one.
fn replace(path: &Path, line: &str) -> io::Result<File> {
    let (folder, fresh) = (folder_of(path), beside(path, ".new"));
    let mut file = private(OpenOptions::new().write(true).create(true).truncate(true)).open(&fresh)?;
    file.write_all(line.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&fresh, path)?;
    File::open(folder)?.sync_all()?;
    Ok(file)
}
