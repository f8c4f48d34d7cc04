//! Who is suspended, and what is done with the tokens of one person.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row};
use serde::Serialize;

use super::{StoreError, millis, time};
use crate::approval::Address;

/// Somebody who counts as nobody until an operator says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suspended {
    /// Who.
    pub person: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// By which operator.
    pub by: String,
    /// Why, in the operator's words.
    pub reason: String,
}

/// Everybody who is suspended, by address.
pub fn suspended(connection: &Connection) -> Result<Vec<Suspended>, StoreError> {
    let sql = "SELECT person, at, by, reason FROM suspended ORDER BY person";
    let row = |row: &Row<'_>| {
        Ok(Suspended {
            person: row.get("person")?,
            at: time(row.get("at")?),
            by: row.get("by")?,
            reason: row.get("reason")?,
        })
    };
    Ok(connection.prepare_cached(sql)?.query_map([], row)?.collect::<Result<_, _>>()?)
}

/// Suspends somebody; `false` where they are already.
pub fn suspend(connection: &Connection, suspended: &Suspended) -> Result<bool, StoreError> {
    let sql = "INSERT INTO suspended (person, at, by, reason) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    let Suspended { person, at, by, reason } = suspended;
    Ok(connection.prepare_cached(sql)?.execute((person, millis(*at), by, reason))? > 0)
}

/// Lifts a suspension; `false` where there is none.
pub fn readmit(connection: &Connection, person: &Address) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("DELETE FROM suspended WHERE person = ?1")?.execute([person.as_str()])? > 0)
}

/// Revokes all tokens of a person.
pub fn revoke_tokens_of(connection: &Connection, person: &Address) -> Result<usize, StoreError> {
    let sql = "UPDATE tokens SET revoked = 1 WHERE person = ?1 AND revoked = 0";
    Ok(connection.prepare_cached(sql)?.execute([person.as_str()])?)
}

/// The people who have tokens about a request that are not revoked.
pub fn token_holders(connection: &Connection, request: u64) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT DISTINCT person FROM tokens WHERE request = ?1 AND revoked = 0 ORDER BY person";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map([request], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
