//! Why the store cannot do what it should, in words that name the file, the reason and the way out.
//!
//! Knows SQLite's and the system's codes. Must not know who asks, or when it is tried again.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::permissions::Exposure;

/// Why the store cannot do what it should.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("the database: {0}{hint}", hint = Trouble::of_sqlite(.0).map(Trouble::hint).unwrap_or_default())]
    Sqlite(#[from] rusqlite::Error),
    /// The file cannot be opened as the database of a desk.
    #[error("{path} {what} ({error}): {remedy}", path = path.display(), what = trouble.what(), remedy = trouble.remedy())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What is the matter.
        trouble: Trouble,
        /// What SQLite says.
        error: rusqlite::Error,
    },
    /// The schema is one that a later version of this program made.
    #[error(
        "{path} was written by a newer countersign: its schema is version {found}, this one ({program}) knows versions up to \
         {known}. Install the newer program again, or put a backup from before the upgrade back with `countersign restore`",
        path = path.display(),
        program = env!("CARGO_PKG_VERSION")
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest that this program knows.
        known: usize,
    },
    /// The schema cannot be brought up to date.
    #[error("the database schema: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    /// A stored document cannot be read.
    #[error("a document in the database: {0}")]
    Document(#[from] serde_json::Error),
    /// A file or folder cannot be made, read or written.
    #[error("{path}: {error}{hint}", path = path.display(), hint = Trouble::of_file(error).map(Trouble::hint).unwrap_or_default())]
    File {
        /// What was touched.
        path: PathBuf,
        /// What went wrong.
        error: std::io::Error,
    },
    /// Another daemon holds the database.
    #[error("{0} is in use: another countersign runs on it; stop that one first")]
    InUse(PathBuf),
    /// Others could put another database in the place of this one.
    #[error("{0}")]
    Exposed(Exposure),
    /// There is no database yet.
    #[error("{0} is not there: `countersign run` makes it")]
    Missing(PathBuf),
    /// Nothing is overwritten.
    #[error("{0} is there already, and nothing is overwritten: name another file, or move that one away")]
    Exists(PathBuf),
    /// Two would write the same copy.
    #[error("{0} is being written by another countersign: wait until that one has ended")]
    Copying(PathBuf),
    /// A database in its own place.
    #[error("{0} is the database itself: name a backup of it")]
    Itself(PathBuf),
    /// The writer has ended.
    #[error("the database writer has stopped")]
    WriterStopped,
}

impl StoreError {
    /// A database that could not be opened.
    pub(super) fn unusable(path: &Path, error: rusqlite::Error) -> Self {
        match Trouble::of_sqlite(&error) {
            Some(trouble) => Self::Unusable { path: path.to_owned(), trouble, error },
            None => Self::Sqlite(error),
        }
    }

    /// What keeps anything from being stored, where the disk, the file or another program does.
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Sqlite(error) => Trouble::of_sqlite(error),
            Self::Unusable { trouble, .. } => Some(*trouble),
            Self::File { error, .. } => Trouble::of_file(error),
            Self::Newer { .. }
            | Self::Migration(_)
            | Self::Document(_)
            | Self::InUse(_)
            | Self::Exposed(_)
            | Self::Missing(_)
            | Self::Exists(_)
            | Self::Copying(_)
            | Self::Itself(_)
            | Self::WriterStopped => None,
        }
    }
}

/// What keeps the database from being read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No room is left.
    Full,
    /// The disk, or the file, takes no changes.
    ReadOnly,
    /// Another program holds a lock.
    Locked,
    /// The file or its folder cannot be opened.
    Closed,
    /// The system could not read or write.
    Failing,
    /// Pages are not what they should be.
    Damaged,
    /// The file is something else.
    NoDatabase,
}

/// What SQLite's codes mean here; all others are no trouble of the file.
const CODES: [(ErrorCode, Trouble); 10] = [
    (ErrorCode::DiskFull, Trouble::Full),
    (ErrorCode::ReadOnly, Trouble::ReadOnly),
    (ErrorCode::DatabaseBusy, Trouble::Locked),
    (ErrorCode::DatabaseLocked, Trouble::Locked),
    (ErrorCode::FileLockingProtocolFailed, Trouble::Locked),
    (ErrorCode::CannotOpen, Trouble::Closed),
    (ErrorCode::PermissionDenied, Trouble::Closed),
    (ErrorCode::SystemIoFailure, Trouble::Failing),
    (ErrorCode::DatabaseCorrupt, Trouble::Damaged),
    (ErrorCode::NotADatabase, Trouble::NoDatabase),
];

/// And the system's.
const KINDS: [(ErrorKind, Trouble); 5] = [
    (ErrorKind::StorageFull, Trouble::Full),
    (ErrorKind::QuotaExceeded, Trouble::Full),
    (ErrorKind::FileTooLarge, Trouble::Full),
    (ErrorKind::ReadOnlyFilesystem, Trouble::ReadOnly),
    (ErrorKind::PermissionDenied, Trouble::Closed),
];

impl Trouble {
    fn of_sqlite(error: &rusqlite::Error) -> Option<Self> {
        let code = error.sqlite_error_code()?;
        CODES.into_iter().find(|(known, _)| *known == code).map(|(_, trouble)| trouble)
    }

    fn of_file(error: &std::io::Error) -> Option<Self> {
        KINDS.into_iter().find(|(known, _)| *known == error.kind()).map(|(_, trouble)| trouble)
    }

    /// Whether it stays until somebody puts another file in place.
    pub fn is_lasting(self) -> bool {
        matches!(self, Self::Damaged | Self::NoDatabase)
    }

    /// What is the matter with the file: `is on a full disk`.
    pub fn what(self) -> &'static str {
        match self {
            Self::Full => "has no room left on its disk",
            Self::ReadOnly => "takes no changes",
            Self::Locked => "is held locked by another program",
            Self::Closed => "cannot be opened",
            Self::Failing => "cannot be read or written",
            Self::Damaged => "is damaged",
            Self::NoDatabase => "is no database, or its beginning is damaged",
        }
    }

    /// What the operator can do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Full => "make room there (`df`), or raise the quota",
            Self::ReadOnly => {
                "its disk is mounted read-only, or its mode forbids it: see `mount` and the owner and mode of it and its folder"
            }
            Self::Locked => {
                "end that program (`fuser` names it); for copies use `countersign backup`, which locks nobody out"
            }
            Self::Closed => "check that its folder is there, and the owner and mode of both",
            Self::Failing => "its disk is full or failing: see `df` and the system's log",
            Self::Damaged => {
                "`countersign doctor` says where; stop the desk and put the newest backup in its place with `countersign restore`"
            }
            Self::NoDatabase => {
                "put a backup in its place with `countersign restore`, or name another file in desk.database"
            }
        }
    }

    fn hint(self) -> String {
        format!("; {}", self.remedy())
    }
}
