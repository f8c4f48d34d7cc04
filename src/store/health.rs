//! Whether the database is sound, looked at from beside a daemon that may be running.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::{StoreError, open_read_only, time};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// What SQLite says is broken; nothing in a sound file.
    pub broken: Vec<String>,
    /// When the newest entry of the audit log was written.
    pub newest_entry: Option<DateTime<Utc>>,
}

/// Looks through all pages of the database, and at the end of its log.
pub fn health(path: &Path) -> Result<Health, StoreError> {
    let connection = open_read_only(path)?;
    let mut statement = connection.prepare("PRAGMA quick_check(20)")?;
    let said = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let newest: Option<i64> = connection.query_row("SELECT max(at) FROM audit", [], |row| row.get(0))?;
    Ok(Health {
        broken: said.into_iter().filter(|line| line != "ok").collect(),
        newest_entry: newest.map(time),
    })
}
