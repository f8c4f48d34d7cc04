//! Opening the database: its settings, its schema, and who may hold it.
//!
//! Knows files and pragmas. Must not know what is stored.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use super::permissions::{beside, folder_of, make_folder, private, secure};
use super::trouble::StoreError;

/// How long a statement waits for another process's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// How much of the database the writer keeps in memory. What was just written is soon wanted again: a report by the notices
/// that show it, a notice by its delivery.
const CACHE_KIB: i64 = 8 * 1024;

/// How long the write-ahead log grows, in pages, before it is brought into the database: what changes often is brought there once.
const LOG_PAGES: i64 = 4_000;

const SCHEMA: [&str; 8] = [
    include_str!("migrations/1.sql"),
    include_str!("migrations/2.sql"),
    include_str!("migrations/3.sql"),
    include_str!("migrations/4.sql"),
    include_str!("migrations/5.sql"),
    // Makes `mails` and `outbox` anew: triggers on them and columns of theirs have to come after it.
    include_str!("migrations/6.sql"),
    include_str!("migrations/7.sql"),
    include_str!("migrations/8.sql"),
];

/// The schema, version by version.
pub(super) static MIGRATIONS: LazyLock<Migrations<'static>> =
    LazyLock::new(|| Migrations::new(SCHEMA.into_iter().map(|sql| M::up(sql).foreign_key_check()).collect()));

/// Opens the database for writing, making it (readable by its owner only) when it is not there.
pub(super) fn open_writable(path: &Path) -> Result<Connection, StoreError> {
    let fault = |error| StoreError::File { path: path.to_owned(), error };
    secure(path)?;
    private(OpenOptions::new().append(true).create(true)).open(path).map_err(fault)?;
    let flags = OpenFlags::default() | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let mut connection = opened(path, flags)?;
    prepare(&connection).map_err(|error| StoreError::unusable(path, error))?;
    refuse_newer(path, &connection)?;
    // A table that is made anew is gone for a moment (SQLite's documentation of ALTER TABLE, §7): what it was named by is
    // checked before the commit.
    connection.pragma_update(None, "foreign_keys", false)?;
    MIGRATIONS.to_latest(&mut connection).map_err(|error| {
        if let rusqlite_migration::Error::RusqliteError { err, .. } = error {
            return StoreError::unusable(path, err);
        }
        StoreError::Migration(error)
    })?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Finished mails carry tokens: what is deleted is overwritten.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    // Else a statement is prepared anew whenever a value changes that an index with a condition might want to know.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// A later version of this program may keep things that this one would lose.
fn refuse_newer(path: &Path, connection: &Connection) -> Result<(), StoreError> {
    let found: i64 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|error| StoreError::unusable(path, error))?;
    let known = SCHEMA.len();
    if usize::try_from(found).is_ok_and(|found| found <= known) {
        return Ok(());
    }
    Err(StoreError::Newer { path: path.to_owned(), found, known })
}

fn opened(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let unusable = |error| StoreError::unusable(path, error);
    let connection = Connection::open_with_flags(real(path)?, flags).map_err(unusable)?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(unusable)?;
    Ok(connection)
}

/// Opens the database for reading, also while the daemon runs.
pub fn open_read_only(path: &Path) -> Result<Connection, StoreError> {
    if !path.exists() {
        return Err(StoreError::Missing(path.to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = opened(path, flags)?;
    refuse_newer(path, &connection)?;
    Ok(connection)
}

/// The file behind a path: its folder may be reached by links (systemd makes one), the file itself must be none.
pub(super) fn real(path: &Path) -> Result<PathBuf, StoreError> {
    let fault = |error| StoreError::File { path: path.to_owned(), error };
    let folder = folder_of(path).canonicalize().map_err(fault)?;
    Ok(path.file_name().map_or_else(|| path.to_owned(), |name| folder.join(name)))
}

/// Takes the lock that only one daemon can hold; it goes with the process.
pub(super) fn lock(database: &Path) -> Result<File, StoreError> {
    let path = beside(database, ".lock");
    let fault = |error| StoreError::File { path: path.clone(), error };
    make_folder(folder_of(database)).map_err(fault)?;
    let mut options = OpenOptions::new();
    let file = private(options.write(true).create(true).truncate(false)).open(&path).map_err(fault)?;
    rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive)
        .map_err(|_| StoreError::InUse(database.to_owned()))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_apply() {
        MIGRATIONS.validate().unwrap();
    }

    #[test]
    fn a_second_daemon_on_the_same_database_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.db");
        let first = lock(&database).unwrap();
        assert!(matches!(lock(&database), Err(StoreError::InUse(_))));
        drop(first);
        lock(&database).unwrap();
    }

    #[test]
    fn a_database_from_the_future_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.db");
        let connection = open_writable(&database).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        drop(connection);
        assert!(matches!(open_writable(&database), Err(StoreError::Newer { found: 99, .. })));
    }
}
