//! Whether the database is sound and has room, looked at from beside a daemon that may be running.
//!
//! Knows what SQLite and the file system say. Must not know how much is enough.

use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::permissions::{beside, folder_of};
use super::{StoreError, open_read_only, time};

/// So many faults of one kind are named.
const MOST: usize = 20;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// What SQLite says is broken in the file: pages, indexes, values; nothing in a sound one.
    pub broken: Vec<String>,
    /// Rows that name others that are not there.
    pub orphans: Vec<String>,
    /// When the newest entry of the audit log was written, where that can be read.
    pub newest_entry: Option<DateTime<Utc>>,
    /// How large the file is, in bytes.
    pub size: u64,
    /// How large its write-ahead log is.
    pub journal: u64,
    /// How much room this user has on its disk.
    pub free: u64,
}

/// Looks through all pages of the database and compares the indexes with the rows, and at the end of its log.
pub fn health(path: &Path) -> Result<Health, StoreError> {
    let connection = open_read_only(path)?;
    let newest = connection.query_row("SELECT max(at) FROM audit", [], |row| row.get::<_, Option<i64>>(0));
    Ok(Health {
        broken: integrity(&connection),
        orphans: orphans(&connection),
        newest_entry: newest.ok().flatten().map(time),
        size: size(path),
        journal: size(&beside(path, "-wal")),
        free: free_room(folder_of(path))
            .map_err(|error| StoreError::File { path: path.to_owned(), error })?,
    })
}

/// How many bytes this user may still write into a folder.
pub fn free_room(folder: &Path) -> std::io::Result<u64> {
    let it = rustix::fs::statvfs(folder)?;
    Ok(it.f_bavail.saturating_mul(it.f_frsize))
}

fn size(path: &Path) -> u64 {
    path.metadata().map_or(0, |it| it.len())
}

/// A file can be so broken that looking fails: that is what is broken then.
fn integrity(connection: &Connection) -> Vec<String> {
    let look = || {
        let mut statement = connection.prepare(&format!("PRAGMA integrity_check({MOST})"))?;
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()
    };
    match look() {
        Ok(said) => said.into_iter().filter(|line| line != "ok").collect(),
        Err(error) => vec![error.to_string()],
    }
}

fn orphans(connection: &Connection) -> Vec<String> {
    let look = || {
        let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
        let row = |row: &rusqlite::Row<'_>| {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(format!("a row of {table} names one of {parent} that is missing"))
        };
        statement.query_map([], row)?.take(MOST).collect::<Result<Vec<_>, _>>()
    };
    look().unwrap_or_else(|error: rusqlite::Error| vec![error.to_string()])
}
