//! Copies of the database: made while others write in it, and put in its place.
//!
//! Knows files, names beside others, and what must be on disk before what. Must not know whether a copy is worth anything:
//! whoever asks looks through it before it gets its name.
//!
//! Copied by `VACUUM INTO`, in one read of one moment, which no writer waits for in this journal mode; the other way, page by
//! page, begins anew whenever somebody writes, and takes along what was erased.

use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags};
use rustix::fs::{FlockOperation, flock};

use super::StoreError;
use super::open::{lock, open_read_only, open_writable, real};
use super::permissions::{beside, folder_of, make_folder, private};

/// A copy under a name that nobody takes for a finished one. It goes with this value, unless it is given a name.
pub struct Copy {
    path: PathBuf,
    file: File,
    stays: bool,
}

impl Copy {
    /// Copies what is committed in `database` at this moment to a file beside `target`, readable for its owner only.
    pub fn of(database: &Path, target: &Path) -> Result<Self, StoreError> {
        let copy = Self::begun(beside(&real(target)?, ".part"))?;
        let name = copy.path.to_str().ok_or_else(|| copy.fault(ErrorKind::InvalidFilename.into()))?;
        let source = open_read_only(database)?;
        source.execute("VACUUM INTO ?1", [name]).map_err(|error| StoreError::unusable(database, error))?;
        copy.file.sync_all().map_err(|error| copy.fault(error))?;
        Ok(copy)
    }

    /// Whoever holds the lock is the only one who writes; what is there then was left over.
    fn begun(path: PathBuf) -> Result<Self, StoreError> {
        let fault = |error| StoreError::File { path: path.clone(), error };
        let mut options = OpenOptions::new();
        let file = private(options.write(true).create(true).truncate(false)).open(&path).map_err(fault)?;
        flock(&file, FlockOperation::NonBlockingLockExclusive)
            .map_err(|_| StoreError::Copying(path.clone()))?;
        file.set_len(0).map_err(fault)?;
        Ok(Self { path, file, stays: false })
    }

    /// For looking through it.
    pub fn reader(&self) -> Result<Connection, StoreError> {
        open_read_only(&self.path)
    }

    /// How large it is, in bytes.
    pub fn size(&self) -> Result<u64, StoreError> {
        Ok(self.file.metadata().map_err(|error| self.fault(error))?.len())
    }

    /// Gives it its name. Nothing that is there is overwritten.
    pub fn publish(mut self, target: &Path) -> Result<(), StoreError> {
        let fault = |error| StoreError::File { path: target.to_owned(), error };
        match std::fs::hard_link(&self.path, target) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(StoreError::Exists(target.to_owned()));
            }
            // Some file systems know one name for a file only.
            Err(_) if !target.exists() => {
                self.stays = true;
                std::fs::rename(&self.path, target).map_err(fault)?;
            }
            Err(error) => return Err(fault(error)),
        }
        sync_folder(target)
    }

    /// Leaves it where it is, for somebody to look at: gives the place.
    pub fn leave(mut self) -> PathBuf {
        self.stays = true;
        self.path.clone()
    }

    fn fault(&self, error: std::io::Error) -> StoreError {
        StoreError::File { path: self.path.clone(), error }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        if !self.stays {
            for end in ["", "-wal", "-shm"] {
                // What is left over is taken over by the next copy.
                let _ = std::fs::remove_file(beside(&self.path, end));
            }
        }
    }
}

/// A backup that is about to take the place of a database, of which no daemon runs meanwhile.
pub struct Restoration {
    copy: Copy,
    database: PathBuf,
    _lock: Option<File>,
}

impl Restoration {
    /// Copies a backup beside the database and brings it to the schema of this program. With `only_look` it can never
    /// take the place, and a daemon may run.
    pub fn of(backup: &Path, database: &Path, only_look: bool) -> Result<Self, StoreError> {
        let fault = |path: &Path| {
            let path = path.to_owned();
            move |error| StoreError::File { path, error }
        };
        let backup = backup.canonicalize().map_err(fault(backup))?;
        if database.canonicalize().is_ok_and(|it| it == backup) {
            return Err(StoreError::Itself(backup));
        }
        make_folder(folder_of(database)).map_err(fault(folder_of(database)))?;
        let lock = if only_look { None } else { Some(lock(database)?) };
        let copy = Copy::of(&backup, &beside(database, ".restore"))?;
        come_to_rest(&copy.path, &open_writable(&copy.path)?)?;
        Ok(Self { copy, database: database.to_owned(), _lock: lock })
    }

    /// For looking through it.
    pub fn reader(&self) -> Result<Connection, StoreError> {
        self.copy.reader()
    }

    /// Puts it in place; gives where what stood there before lies now. At every moment one of the two is there, whole: two
    /// files cannot change their names at once, so what stands there is brought into one file first, which the new one then
    /// takes the place of by a single rename. What is too damaged for that is whole nowhere; all of it gets other names.
    pub fn put_in_place(
        mut self,
        now: DateTime<Utc>,
        prepare: impl FnOnce(&Connection) -> Result<(), StoreError>,
    ) -> Result<Option<PathBuf>, StoreError> {
        {
            let mut connection = open_writable(&self.copy.path)?;
            let transaction = connection.transaction()?;
            prepare(&transaction)?;
            transaction.commit()?;
            come_to_rest(&self.copy.path, &connection)?;
        }
        self.copy.file.sync_all().map_err(|error| self.copy.fault(error))?;
        into_one_file(&self.database)?;
        let kept = self.set_aside(now)?;
        std::fs::rename(&self.copy.path, &self.database).map_err(|error| self.copy.fault(error))?;
        self.copy.stays = true;
        sync_folder(&self.database)?;
        Ok(kept)
    }

    /// Gives what stands there a second name. Its write-ahead log, which is empty where it could be read, must be away before
    /// another file takes the place, or SQLite would play it into that one.
    fn set_aside(&self, now: DateTime<Utc>) -> Result<Option<PathBuf>, StoreError> {
        let database = &self.database;
        let fault = |error| StoreError::File { path: database.clone(), error };
        if !database.exists() {
            return Ok(None);
        }
        let kept = beside(database, &format!(".replaced-{}", now.format("%Y%m%dT%H%M%S%3fZ")));
        std::fs::hard_link(database, &kept).or_else(|_| std::fs::rename(database, &kept)).map_err(fault)?;
        for end in ["-wal", "-shm"] {
            let (from, to) = (beside(database, end), beside(&kept, end));
            match std::fs::rename(from, to) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(fault(error)),
                Ok(()) | Err(_) => {}
            }
        }
        sync_folder(database)?;
        Ok(Some(kept))
    }
}

/// Brings what was changed in a database into the one file. What closes a connection would do so too, and say nothing where
/// the disk is full.
fn come_to_rest(path: &Path, connection: &Connection) -> Result<(), StoreError> {
    let busy: bool = connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get("busy"))
        .map_err(|error| StoreError::unusable(path, error))?;
    if busy { Err(StoreError::Copying(path.to_owned())) } else { Ok(()) }
}

/// The same for a database of any version; one that cannot be read any more stays as it is.
fn into_one_file(path: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let opened = Connection::open_with_flags(path, flags);
    match opened.map_err(StoreError::from).and_then(|connection| come_to_rest(path, &connection)) {
        Err(busy @ StoreError::Copying(_)) => Err(busy),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn sync_folder(file: &Path) -> Result<(), StoreError> {
    let folder = folder_of(file);
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|error| StoreError::File { path: folder.to_owned(), error })
}
