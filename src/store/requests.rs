//! Requests and their summaries.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{Digest, StoreError, millis, set_fact, time};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::approval::{Request, State};

/// A request as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The last word on it.
    pub request: Request,
    /// The mail it came in.
    pub original: Digest,
    /// What readers noticed, of requests that came in before that was a part of them.
    pub earlier_notes: Vec<String>,
}

impl Stored {
    /// What approvers should know of how the report was read.
    pub fn notes(&self) -> impl Iterator<Item = &String> {
        self.earlier_notes.iter().chain(&self.request.notes)
    }
}

/// The fact that holds a number up to which all may have been given out by a later state of this database.
const GIVEN: &str = "numbers_given";

/// The number of the next request.
pub fn next_number(connection: &Connection) -> Result<u64, StoreError> {
    Ok(numbers_given(connection)? + 1)
}

/// The highest number that was given out, as far as this database knows.
pub fn numbers_given(connection: &Connection) -> Result<u64, StoreError> {
    let sql = "SELECT max(coalesce((SELECT max(number) FROM requests), 0),
                          coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = ?1), 0))";
    Ok(connection.prepare_cached(sql)?.query_row([GIVEN], |row| row.get(0))?)
}

/// Never gives out a number again up to this one: people have mails about requests that bear them.
pub fn numbers_go_on_above(connection: &Connection, number: u64) -> Result<(), StoreError> {
    if number > numbers_given(connection)? {
        set_fact(connection, GIVEN, &number.to_string())?;
    }
    Ok(())
}

/// Stores a new request.
pub fn insert_request(connection: &Connection, stored: &Stored) -> Result<(), StoreError> {
    let sql = "INSERT INTO requests (number, doc, original, notes, last_at)
               VALUES (:number, :doc, :original, :notes, :at)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":number": stored.request.number,
        ":doc": serde_json::to_string(&stored.request)?,
        ":original": stored.original,
        ":notes": serde_json::to_string(&stored.earlier_notes)?,
        ":at": millis(stored.request.created_at),
    })?;
    Ok(())
}

/// Stores what became of a request at that time.
pub fn update_request(
    connection: &Connection,
    request: &Request,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE requests SET doc = :doc, last_at = :at WHERE number = :number";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":number": request.number,
        ":doc": serde_json::to_string(request)?,
        ":at": millis(at),
    })?;
    Ok(())
}

/// The request with this number.
pub fn request(connection: &Connection, number: u64) -> Result<Option<Stored>, StoreError> {
    let sql = "SELECT doc, original, notes FROM requests WHERE number = ?1";
    let row = connection.prepare_cached(sql)?.query_row([number], columns).optional()?;
    row.map(stored).transpose()
}

/// Requests in a state, or all, newest first, beginning below `before`; `limit` at most.
pub fn requests(
    connection: &Connection,
    state: Option<State>,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<Stored>, StoreError> {
    let sql = match state {
        Some(_) => {
            "SELECT doc, original, notes FROM requests
             WHERE state = :state AND number < :before ORDER BY number DESC LIMIT :limit"
        }
        None => {
            "SELECT doc, original, notes FROM requests
             WHERE :state IS NULL AND number < :before ORDER BY number DESC LIMIT :limit"
        }
    };
    let before = before.and_then(|number| i64::try_from(number).ok()).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(sql)?;
    let parameters = named_params! { ":state": state.map(State::as_str), ":before": before, ":limit": limit };
    let rows = statement.query_map(parameters, columns)?;
    rows.map(|row| stored(row?)).collect()
}

/// The numbers of requests that the audit log does not know, 100 at most.
pub fn requests_without_events(connection: &Connection) -> Result<Vec<u64>, StoreError> {
    let sql = "SELECT number FROM requests
               WHERE NOT EXISTS (SELECT 1 FROM audit WHERE request = requests.number) ORDER BY number LIMIT 100";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Requests with numbers above `after`, oldest first; `limit` at most.
pub fn requests_after(connection: &Connection, after: u64, limit: u32) -> Result<Vec<Stored>, StoreError> {
    let sql = "SELECT doc, original, notes FROM requests WHERE number > ?1 ORDER BY number LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((after, limit), columns)?;
    rows.map(|row| stored(row?)).collect()
}

/// The numbers of requests that have something due.
pub fn due_requests(connection: &Connection, now: DateTime<Utc>, limit: u32) -> Result<Vec<u64>, StoreError> {
    let sql = "SELECT number FROM requests WHERE deadline <= ?1 ORDER BY deadline LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((millis(now), limit), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the earliest thing is due.
pub fn earliest_deadline(connection: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT min(deadline) FROM requests WHERE deadline IS NOT NULL";
    let earliest: Option<i64> = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(earliest.map(time))
}

/// Requests whose approvers wait for a summary, the most urgent first.
pub fn awaiting_summary(connection: &Connection, limit: u32) -> Result<Vec<Stored>, StoreError> {
    let sql = "SELECT doc, original, notes FROM requests
               WHERE summary_until IS NOT NULL ORDER BY summary_until LIMIT ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([limit], columns)?;
    rows.map(|row| stored(row?)).collect()
}

/// Keeps the summary of a revision; the first one stands.
pub fn put_summary(
    connection: &Connection,
    number: u64,
    revision: u32,
    summary: &impl Serialize,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO summaries (request, revision, doc) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute((number, revision, serde_json::to_string(summary)?))?;
    Ok(())
}

/// The summary of a revision.
pub fn summary<S: DeserializeOwned>(
    connection: &Connection,
    number: u64,
    revision: u32,
) -> Result<Option<S>, StoreError> {
    let sql = "SELECT doc FROM summaries WHERE request = ?1 AND revision = ?2";
    let row: Option<String> =
        connection.prepare_cached(sql)?.query_row((number, revision), |row| row.get(0)).optional()?;
    Ok(row.map(|doc| serde_json::from_str(&doc)).transpose()?)
}

fn columns(row: &Row<'_>) -> rusqlite::Result<(String, Digest, String)> {
    Ok((row.get("doc")?, row.get("original")?, row.get("notes")?))
}

fn stored((doc, original, notes): (String, Digest, String)) -> Result<Stored, StoreError> {
    Ok(Stored {
        request: serde_json::from_str(&doc)?,
        original,
        earlier_notes: serde_json::from_str(&notes)?,
    })
}
