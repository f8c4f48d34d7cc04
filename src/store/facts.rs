//! Single facts about this installation, by name: what has no table of its own.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// A single fact about this installation.
pub fn fact(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT value FROM facts WHERE name = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()?)
}

/// Sets a fact.
pub fn set_fact(connection: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO facts (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.prepare_cached(sql)?.execute((name, value))?;
    Ok(())
}

/// Whether this happens for the first time within `time`, and notes it then. Of a note from the future nothing is believed.
pub fn first_lately(
    connection: &Connection,
    name: &str,
    now: DateTime<Utc>,
    time: TimeDelta,
) -> Result<bool, StoreError> {
    let noted = fact(connection, name)?.and_then(|noted| noted.parse::<DateTime<Utc>>().ok());
    let first = noted.is_none_or(|noted| noted <= now - time || noted > now);
    if first {
        set_fact(connection, name, &now.to_rfc3339())?;
    }
    Ok(first)
}
