//! What is erased when its time is over, what an operator holds, and what was erased.
//!
//! Erased are bytes: a mail's digest stays, and the entry of the log that names it. Knows tables and times. Must not know
//! how long anything is kept.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use super::instance::has_table;
use super::{Digest, StoreError, millis, time};

/// A request of which nothing is erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hold {
    /// The number of the request.
    #[serde(skip)]
    pub request: u64,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Who said so.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Holds a request; says whether it was not held before.
pub fn hold(connection: &Connection, hold: &Hold) -> Result<bool, StoreError> {
    let sql = "INSERT INTO holds (request, at, by, reason) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    let row = (hold.request, millis(hold.at), &hold.by, &hold.reason);
    Ok(connection.prepare_cached(sql)?.execute(row)? > 0)
}

/// Lifts a hold; says whether there was one.
pub fn lift_hold(connection: &Connection, request: u64) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("DELETE FROM holds WHERE request = ?1")?.execute([request])? > 0)
}

/// All holds, by request.
pub fn holds(connection: &Connection) -> Result<Vec<Hold>, StoreError> {
    if !has_table(connection, "holds")? {
        return Ok(Vec::new());
    }
    let mut statement =
        connection.prepare_cached("SELECT request, at, by, reason FROM holds ORDER BY request")?;
    let rows = statement.query_map([], |row| {
        Ok(Hold { request: row.get(0)?, at: time(row.get(1)?), by: row.get(2)?, reason: row.get(3)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a request is held.
pub fn is_held(connection: &Connection, request: u64) -> Result<bool, StoreError> {
    Ok(has_table(connection, "holds")?
        && connection.prepare_cached("SELECT 1 FROM holds WHERE request = ?1")?.exists([request])?)
}

/// Closed requests to which nothing has happened since then, which nobody holds and of which something may be there.
pub fn closed_before(
    connection: &Connection,
    then: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<u64>, StoreError> {
    // Left to itself SQLite goes through all requests that are closed.
    let sql = "SELECT number FROM requests INDEXED BY requests_to_erase
               WHERE last_at <= ?1 AND last_at IS NOT NULL AND state IN ('approved', 'rejected', 'withdrawn')
               AND NOT EXISTS (SELECT 1 FROM holds WHERE request = number) ORDER BY last_at LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((millis(then), limit), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether the log names a mail at a request that is held: as what happened to it, or in a note, such as a misuse of its
/// reply addresses by mail that was set aside.
const NAMED_AT_A_HOLD: &str = "EXISTS (SELECT 1 FROM holds JOIN audit AS entry ON entry.request = holds.request
                                       WHERE entry.mail = it.mail OR instr(entry.event, lower(hex(it.mail))))";

/// The kept mails of a request, but for those that belong to one that is held as well.
pub fn mails_of_request(connection: &Connection, request: u64) -> Result<Vec<Digest>, StoreError> {
    let sql = format!(
        "SELECT mail FROM (SELECT digest AS mail FROM mails WHERE length(bytes) > 0 AND digest IN
                   (SELECT mail FROM audit WHERE request = ?1 AND mail IS NOT NULL
                    UNION SELECT original FROM requests WHERE number = ?1)) AS it WHERE NOT {NAMED_AT_A_HOLD}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([request], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many notices about a request could not be delivered and are still there, and how many summaries of it.
pub fn papers_of_request(connection: &Connection, request: u64) -> Result<(u64, u64), StoreError> {
    let sql =
        "SELECT (SELECT count(*) FROM outbox WHERE request = ?1 AND bytes IS NOT NULL AND state <> 'queued'),
                      (SELECT count(*) FROM summaries WHERE request = ?1)";
    Ok(connection.prepare_cached(sql)?.query_row([request], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Erases what is kept of a request beside its mails; what waits to be sent stays until it is.
pub fn erase_papers(connection: &Connection, request: u64) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET bytes = NULL WHERE request = ?1 AND bytes IS NOT NULL AND state <> 'queued'";
    connection.prepare_cached(sql)?.execute([request])?;
    connection.prepare_cached("DELETE FROM summaries WHERE request = ?1")?.execute([request])?;
    connection.prepare_cached("UPDATE requests SET last_at = NULL WHERE number = ?1")?.execute([request])?;
    Ok(())
}

/// Erases the bytes of mails, by an entry of the log that names them.
pub fn erase_mails(
    connection: &Connection,
    mails: &[Digest],
    at: DateTime<Utc>,
    entry: u64,
) -> Result<(), StoreError> {
    let mut erase = connection.prepare_cached("UPDATE mails SET bytes = x'' WHERE digest = ?1")?;
    let sql = "INSERT INTO erased (mail, at, entry) VALUES (?1, ?2, ?3)
               ON CONFLICT (mail) DO UPDATE SET at = excluded.at, entry = excluded.entry";
    let mut note = connection.prepare_cached(sql)?;
    for mail in mails {
        erase.execute([mail])?;
        note.execute((mail, millis(at), entry))?;
    }
    Ok(())
}

/// Mail that was set aside before then and belongs to nothing that is held: its number, and the mail where its bytes are
/// there and no copy came later.
pub fn set_aside_before(
    connection: &Connection,
    then: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<(i64, Option<Digest>)>, StoreError> {
    let sql = format!(
        "SELECT id, CASE WHEN EXISTS (SELECT 1 FROM mails WHERE digest = mail AND length(bytes) > 0)
                   AND NOT EXISTS (SELECT 1 FROM quarantine AS later WHERE later.mail = it.mail AND later.at > ?1)
                   THEN mail END
         FROM quarantine AS it WHERE erased = 0 AND at <= ?1 AND NOT {NAMED_AT_A_HOLD} ORDER BY at LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map((millis(then), limit), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a mail belongs to a request. The whole log is looked through: only for what is rare.
pub fn is_of_a_request(connection: &Connection, mail: &Digest) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM audit WHERE mail = ?1 AND request IS NOT NULL LIMIT 1";
    Ok(connection.prepare_cached(sql)?.exists([mail])?)
}

/// Marks mail that was set aside as erased: nobody needs to look at it any more.
pub fn end_quarantine(connection: &Connection, id: i64) -> Result<(), StoreError> {
    let sql = "UPDATE quarantine SET erased = 1, subject = '', told = 1,
                   state = CASE state WHEN 'held' THEN 'rejected' ELSE state END WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([id])?;
    Ok(())
}

/// Kept mails that belong to no request and were not set aside, among the entries of the log behind `after`, up to the
/// first that was made later than `then`; and the last entry that was looked at, of `limit` at most. An entry without a
/// notice kept no mail: what it names is a copy of one that may belong to a request. Nor is there what a held request names.
pub fn strays_before(
    connection: &Connection,
    then: DateTime<Utc>,
    after: u64,
    limit: u32,
) -> Result<(Vec<Digest>, u64), StoreError> {
    let sql = format!(
        "SELECT seq, at, CASE WHEN request IS NULL AND mail IS NOT NULL AND notices <> '[]'
                   AND EXISTS (SELECT 1 FROM mails WHERE digest = mail AND length(bytes) > 0)
                   AND NOT EXISTS (SELECT 1 FROM quarantine WHERE quarantine.mail = it.mail)
                   AND NOT {NAMED_AT_A_HOLD} THEN mail END
         FROM audit AS it WHERE seq > ?1 ORDER BY seq LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query((after, limit))?;
    let (mut mails, mut last) = (Vec::new(), after);
    while let Some(row) = rows.next()? {
        if time(row.get(1)?) > then {
            break;
        }
        last = row.get(0)?;
        mails.extend(row.get::<_, Option<Digest>>(2)?);
    }
    Ok((mails, last))
}

/// When a mail was erased, and the entry of the log that says by which rule.
pub fn erasure(connection: &Connection, mail: &Digest) -> Result<Option<(DateTime<Utc>, u64)>, StoreError> {
    if !has_table(connection, "erased")? {
        return Ok(None);
    }
    let sql = "SELECT at, entry FROM erased WHERE mail = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((time(row.get(0)?), row.get(1)?));
    Ok(connection.prepare_cached(sql)?.query_row([mail], read).optional()?)
}
