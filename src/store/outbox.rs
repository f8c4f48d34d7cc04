//! Outgoing mail as finished bytes, and what became of it.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use rusqlite::blob::ZeroBlob;
use rusqlite::{Connection, MAIN_DB, OptionalExtension, Row, ToSql, named_params};
use serde::Serialize;

use super::{StoreError, digest, millis, time};
use crate::approval::Address;

/// A finished mail that is to go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing<'a> {
    /// The request it is about.
    pub request: Option<u64>,
    /// The kind of notice.
    pub notice: &'a str,
    /// The person it is for.
    pub person: &'a Address,
    /// The address it goes to.
    pub recipient: &'a Address,
    /// Its subject, for lists.
    pub subject: &'a str,
    /// All of it.
    pub bytes: &'a [u8],
    /// When it was written; due at once.
    pub at: DateTime<Utc>,
}

/// Outgoing mail and its state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// Its number in the outbox.
    pub id: i64,
    /// The number of the request it is about.
    pub request: Option<u64>,
    /// The kind of notice.
    pub notice: String,
    /// The person it is for.
    #[serde(skip)]
    pub person: String,
    /// The address it goes to.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next.
    pub due_at: DateTime<Utc>,
    /// What the other side said last.
    pub error: String,
    /// The mail itself, where it was asked for and still stands.
    #[serde(skip)]
    pub bytes: Option<Vec<u8>>,
}

/// All but the mail itself: SQLite reads a column that is asked for, also where nobody looks at it.
const COLUMNS: &str =
    "id, request, notice, person, recipient, subject, created_at, state, attempts, due_at, error";

/// Where an outgoing mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DeliveryState {
    /// It is to be sent.
    Queued,
    /// The other side has taken responsibility.
    Sent,
    /// It can never be delivered; kept so that an operator can try again.
    Failed,
    /// An operator gave it up.
    Dropped,
}

impl DeliveryState {
    /// The word of it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }
}

/// From this size on a mail is written into its row piece by piece: SQLite copies a value that it is given twice.
const LARGE: usize = 1024 * 1024;

/// Puts a finished mail into the outbox and gives its number.
pub fn enqueue(connection: &Connection, mail: &Outgoing<'_>) -> Result<i64, StoreError> {
    let room = i32::try_from(mail.bytes.len()).ok().filter(|_| mail.bytes.len() >= LARGE).map(ZeroBlob);
    let bytes: &dyn ToSql = room.as_ref().map_or(&mail.bytes, |room| room);
    let sql =
        "INSERT INTO outbox (request, notice, person, recipient, subject, digest, bytes, created_at, due_at)
               VALUES (:request, :notice, :person, :recipient, :subject, :digest, :bytes, :at, :at)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":request": mail.request,
        ":notice": mail.notice,
        ":person": mail.person.as_str(),
        ":recipient": mail.recipient.as_str(),
        ":subject": mail.subject,
        ":digest": digest(mail.bytes),
        ":bytes": bytes,
        ":at": millis(mail.at),
    })?;
    let id = connection.last_insert_rowid();
    if room.is_some() {
        connection.blob_open(MAIN_DB, "outbox", "bytes", id, false)?.write_all_at(mail.bytes, 0)?;
    }
    Ok(id)
}

/// Mail that is due but for these, the longest waiting first: `limit` mails at most, and no more once they weigh `weight`
/// bytes.
pub fn due(
    connection: &Connection,
    now: DateTime<Utc>,
    but: &BTreeSet<i64>,
    limit: u32,
    weight: usize,
) -> Result<Vec<Delivery>, StoreError> {
    // Left to itself SQLite goes through all mail that is queued, and sorts it with its bytes.
    let sql = "SELECT * FROM outbox INDEXED BY outbox_due WHERE state = 'queued' AND due_at <= ?1
               ORDER BY due_at, id";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([millis(now)])?;
    let (mut due, mut weighed) = (Vec::new(), 0);
    while due.len() < usize::try_from(limit).unwrap_or(usize::MAX) && weighed < weight {
        let Some(row) = rows.next()? else { break };
        if !but.contains(&row.get("id")?) {
            let delivery = Delivery { bytes: row.get("bytes")?, ..read(row)? };
            weighed += delivery.bytes.as_ref().map_or(0, Vec::len);
            due.push(delivery);
        }
    }
    Ok(due)
}

/// How many answers that decide nothing a person got about a request within that time.
pub fn answers_given(
    connection: &Connection,
    request: u64,
    person: &Address,
    within: &RangeInclusive<DateTime<Utc>>,
) -> Result<u32, StoreError> {
    let sql = "SELECT count(*) FROM outbox
               WHERE request = ?1 AND person = ?2 AND created_at > ?3 AND created_at <= ?4
               AND notice IN ('amount_needed', 'not_understood', 'refused', 'answer', 'already_closed')";
    let parameters = (request, person.as_str(), millis(*within.start()), millis(*within.end()));
    Ok(connection.prepare_cached(sql)?.query_row(parameters, |row| row.get(0))?)
}

/// When the next mail is due.
pub fn next_delivery(connection: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT min(due_at) FROM outbox INDEXED BY outbox_due WHERE state = 'queued'";
    let next: Option<i64> = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(next.map(time))
}

/// When the oldest mail was written that nobody has taken yet.
pub fn oldest_undelivered(connection: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT created_at FROM outbox WHERE state = 'queued' ORDER BY id LIMIT 1";
    let oldest: Option<i64> = connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    Ok(oldest.map(time))
}

/// The outbox, newest first: everything that is not sent, and with `all` also that.
pub fn outbox(connection: &Connection, all: bool, limit: u32) -> Result<Vec<Delivery>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox WHERE ?1 OR state IN ('queued', 'failed') ORDER BY id DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map((all, limit), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One outgoing mail, without its bytes.
pub fn delivery(connection: &Connection, id: i64) -> Result<Option<Delivery>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE id = ?1");
    Ok(connection.prepare_cached(&sql)?.query_row([id], read).optional()?)
}

/// Writes down that an attempt begins, before anybody is dialled.
pub fn record_attempt(connection: &Connection, id: i64, retry_at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET attempts = attempts + 1, due_at = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute((id, millis(retry_at)))?;
    Ok(())
}

/// Writes down what the other side said; the next attempt stands already.
pub fn note_error(connection: &Connection, id: i64, error: &str) -> Result<(), StoreError> {
    connection.prepare_cached("UPDATE outbox SET error = ?2 WHERE id = ?1")?.execute((id, error))?;
    Ok(())
}

/// Takes an attempt back that reached nobody: the mail is due again.
pub fn take_attempt_back(
    connection: &Connection,
    id: i64,
    now: DateTime<Utc>,
    error: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET attempts = max(attempts - 1, 0), due_at = ?2, error = ?3 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute((id, millis(now), error))?;
    Ok(())
}

/// Lets mail be tried at once that waits for a time after `latest`.
pub fn wait_no_longer_than(
    connection: &Connection,
    latest: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET due_at = ?2 WHERE state = 'queued' AND due_at > ?1";
    connection.prepare_cached(sql)?.execute((millis(latest), millis(now)))?;
    Ok(())
}

/// Ends a delivery. The bytes of sent and dropped mail go: they carry a token.
pub fn finish(
    connection: &Connection,
    id: i64,
    state: DeliveryState,
    at: DateTime<Utc>,
    error: &str,
) -> Result<(), StoreError> {
    let sql = match state {
        DeliveryState::Sent | DeliveryState::Dropped => {
            "UPDATE outbox SET state = :state, ended_at = :at, error = :error, bytes = NULL WHERE id = :id"
        }
        DeliveryState::Queued | DeliveryState::Failed => {
            "UPDATE outbox SET state = :state, ended_at = :at, error = :error WHERE id = :id"
        }
    };
    connection.prepare_cached(sql)?.execute(named_params! {
        ":id": id, ":state": state.as_str(), ":at": millis(at), ":error": error,
    })?;
    Ok(())
}

/// Puts mail that failed or waits back in front: one, or all. Gives how many.
pub fn requeue(connection: &Connection, id: Option<i64>, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let sql = "UPDATE outbox SET state = 'queued', due_at = ?2, ended_at = NULL
               WHERE state IN ('queued', 'failed') AND bytes IS NOT NULL AND (?1 IS NULL OR id = ?1)";
    Ok(connection.prepare_cached(sql)?.execute((id, millis(now)))?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    let state: String = row.get("state")?;
    Ok(Delivery {
        id: row.get("id")?,
        request: row.get("request")?,
        notice: row.get("notice")?,
        person: row.get("person")?,
        recipient: row.get("recipient")?,
        subject: row.get("subject")?,
        created_at: time(row.get("created_at")?),
        state: match state.as_str() {
            "sent" => DeliveryState::Sent,
            "failed" => DeliveryState::Failed,
            "dropped" => DeliveryState::Dropped,
            _ => DeliveryState::Queued,
        },
        attempts: row.get("attempts")?,
        due_at: time(row.get("due_at")?),
        error: row.get("error")?,
        bytes: None,
    })
}
