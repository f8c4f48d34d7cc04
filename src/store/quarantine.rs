//! Mail that was set aside: why, whether it still is, and whether operators were told.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use super::{Digest, StoreError, millis, time};

/// A mail that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quarantined {
    /// Its number in the quarantine.
    pub id: i64,
    /// When it was set aside.
    pub at: DateTime<Utc>,
    /// The mail itself.
    #[serde(skip)]
    pub mail: Digest,
    /// From whom, as it says.
    pub sender: String,
    /// Its subject.
    pub subject: String,
    /// Why it was set aside.
    pub reason: String,
    /// All of it was read; of a mail over the size limit only the header is here.
    pub whole: bool,
    /// Whether it still is.
    pub state: QuarantineState,
}

/// Whether a mail is still set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuarantineState {
    /// It waits for somebody to look at it.
    Held,
    /// An operator let it through.
    Released,
    /// An operator filed it away.
    Rejected,
}

impl QuarantineState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Released => "released",
            Self::Rejected => "rejected",
        }
    }
}

/// Sets a mail aside.
pub fn set_aside(connection: &Connection, held: &Quarantined) -> Result<i64, StoreError> {
    let sql = "INSERT INTO quarantine (at, mail, sender, subject, reason, whole)
               VALUES (:at, :mail, :sender, :subject, :reason, :whole)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":at": millis(held.at),
        ":mail": held.mail,
        ":sender": held.sender,
        ":subject": held.subject,
        ":reason": held.reason,
        ":whole": held.whole,
    })?;
    Ok(connection.last_insert_rowid())
}

/// All mail that was set aside, oldest first; only what still is, unless `all`.
pub fn quarantine(connection: &Connection, all: bool) -> Result<Vec<Quarantined>, StoreError> {
    let sql = "SELECT id, at, mail, sender, subject, reason, whole, state FROM quarantine
               WHERE state = 'held' OR ?1 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([all], quarantined_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One mail that was set aside.
pub fn quarantined(connection: &Connection, id: i64) -> Result<Option<Quarantined>, StoreError> {
    let sql = "SELECT id, at, mail, sender, subject, reason, whole, state FROM quarantine WHERE id = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([id], quarantined_row).optional()?)
}

/// Writes down what became of a mail that was set aside.
pub fn settle_quarantined(
    connection: &Connection,
    id: i64,
    state: QuarantineState,
) -> Result<(), StoreError> {
    let sql = "UPDATE quarantine SET state = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute((id, state.as_str()))?;
    Ok(())
}

/// Mail that was set aside and that operators have not been told of, oldest first, `limit` at most.
pub fn untold(connection: &Connection, limit: u32) -> Result<Vec<Quarantined>, StoreError> {
    let sql = "SELECT id, at, mail, sender, subject, reason, whole, state FROM quarantine
               WHERE told = 0 ORDER BY at LIMIT ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([limit], quarantined_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How much mail is set aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// How many mails.
    pub count: u64,
    /// How many bytes.
    pub bytes: u64,
    /// Since when the oldest is there.
    pub oldest: Option<DateTime<Utc>>,
}

/// How much mail is set aside, read or not.
pub fn held(connection: &Connection) -> Result<Held, StoreError> {
    let sql = "SELECT count(*), coalesce(sum(length(bytes)), 0), min(at)
               FROM quarantine LEFT JOIN mails ON digest = mail WHERE state = 'held'";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| {
        let oldest: Option<i64> = row.get(2)?;
        Ok(Held { count: row.get(0)?, bytes: row.get(1)?, oldest: oldest.map(time) })
    })?)
}

/// Since when the first of the mails is there that are set aside.
pub fn oldest_held(connection: &Connection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "SELECT at FROM quarantine WHERE state = 'held' ORDER BY id LIMIT 1";
    let at: Option<i64> = connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    Ok(at.map(time))
}

/// Marks all mail that was set aside as told; gives how many were not.
pub fn mark_told(connection: &Connection) -> Result<usize, StoreError> {
    Ok(connection.prepare_cached("UPDATE quarantine SET told = 1 WHERE told = 0")?.execute([])?)
}

fn quarantined_row(row: &Row<'_>) -> rusqlite::Result<Quarantined> {
    let state: String = row.get("state")?;
    Ok(Quarantined {
        id: row.get("id")?,
        at: time(row.get("at")?),
        mail: row.get("mail")?,
        sender: row.get("sender")?,
        subject: row.get("subject")?,
        reason: row.get("reason")?,
        whole: row.get("whole")?,
        state: match state.as_str() {
            "released" => QuarantineState::Released,
            "rejected" => QuarantineState::Rejected,
            _ => QuarantineState::Held,
        },
    })
}
