//! The audit log: append-only, each entry sealed with the hash of the one before it.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde_json::Value;

use super::instance::instance;
use super::record::Record;
use super::{Digest, StoreError, digest, hex, millis, time};
use crate::approval::Policy;

/// An entry that is to be written.
#[derive(Clone, Debug)]
pub struct EntryDraft<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// The request it is about.
    pub request: Option<u64>,
    /// Who made it happen: a person, an operator, or the desk itself.
    pub who: &'a str,
    /// What.
    pub record: &'a Record,
    /// The policy in force.
    pub policy: &'a WrittenPolicy,
    /// Who vouched for the sender, where a mail made it happen.
    pub authentication: Value,
    /// The digest of that mail.
    pub mail: Option<Digest>,
    /// The digests of the notices that went out: what people were shown.
    pub notices: &'a [Digest],
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// The request it is about.
    pub request: Option<u64>,
    /// Who made it happen.
    pub who: String,
    /// What, as it was sealed.
    pub event: String,
    /// The digest of the policy in force.
    pub policy: Digest,
    /// Who vouched for the sender, as it was sealed.
    pub authentication: String,
    /// The digest of the mail that made it happen.
    pub mail: Option<Digest>,
    /// The digests of the notices, as they were sealed.
    pub notices: String,
    /// The seal.
    pub hash: Digest,
}

impl Entry {
    /// What it tells.
    pub fn record(&self) -> Result<Record, StoreError> {
        Ok(serde_json::from_str(&self.event)?)
    }

    /// As one JSON object, for people and scripts.
    pub fn to_json(&self) -> Value {
        let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
        serde_json::json!({
            "seq": self.seq,
            "at": self.at.to_rfc3339_opts(SecondsFormat::Millis, true),
            "request": self.request,
            "who": self.who,
            "event": parsed(&self.event),
            "policy": hex(&self.policy),
            "authentication": parsed(&self.authentication),
            "mail": self.mail.as_ref().map(hex),
            "notices": parsed(&self.notices),
            "hash": hex(&self.hash),
        })
    }

    /// The seal that this entry must carry after the entry with the seal `previous`: SHA-256 over its canonical form.
    pub(super) fn seal(&self, previous: &Digest) -> Digest {
        digest(self.canonical(previous).as_bytes())
    }

    fn canonical(&self, previous: &Digest) -> String {
        let canonical = serde_json::json!([
            hex(previous),
            self.seq,
            millis(self.at),
            self.request,
            self.who,
            self.event,
            hex(&self.policy),
            self.authentication,
            self.mail.as_ref().map(hex),
            self.notices,
        ]);
        canonical.to_string()
    }
}

/// The text that the seal of an entry is of: whoever has it can check the seal without the rest of the log.
pub fn sealed_text(connection: &Connection, entry: &Entry) -> Result<String, StoreError> {
    let sql = "SELECT hash FROM audit WHERE seq = ?1";
    let before = entry.seq.saturating_sub(1);
    let previous: Option<Digest> =
        connection.prepare_cached(sql)?.query_row([before], |row| row.get(0)).optional()?;
    let previous = previous.map_or_else(|| instance(connection).map(|it| it.genesis()), Ok)?;
    Ok(entry.canonical(&previous))
}

/// The text of a policy that was ever in force.
pub fn policy_text(connection: &Connection, policy: &Digest) -> Result<Option<String>, StoreError> {
    let sql = "SELECT text FROM policies WHERE digest = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([policy], |row| row.get(0)).optional()?)
}

/// A policy as it is written down: with a large directory too much to be done for each entry.
#[derive(Clone, Debug)]
pub struct WrittenPolicy {
    digest: Digest,
    text: String,
}

impl WrittenPolicy {
    /// Writes a policy down.
    pub fn of(policy: &Policy) -> Result<Self, StoreError> {
        let text = serde_json::to_string(policy)?;
        Ok(Self { digest: digest(text.as_bytes()), text })
    }
}

/// Appends an entry.
pub fn append(connection: &Connection, draft: &EntryDraft<'_>) -> Result<u64, StoreError> {
    let WrittenPolicy { digest: policy, text } = draft.policy;
    let sql = "INSERT INTO policies (digest, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute((policy, text))?;
    let (seq, previous) = match last(connection)? {
        Some(Checkpoint { seq, seal }) => (seq + 1, seal),
        None => (1, instance(connection)?.genesis()),
    };
    let mut entry = Entry {
        seq,
        at: draft.at,
        request: draft.request,
        who: draft.who.to_owned(),
        event: serde_json::to_string(draft.record)?,
        policy: *policy,
        authentication: draft.authentication.to_string(),
        mail: draft.mail,
        notices: serde_json::to_string(&draft.notices.iter().map(hex).collect::<Vec<_>>())?,
        hash: previous,
    };
    entry.hash = entry.seal(&previous);
    insert(connection, &entry)?;
    Ok(seq)
}

fn insert(connection: &Connection, entry: &Entry) -> Result<(), StoreError> {
    let sql = "INSERT INTO audit (seq, at, request, who, event, policy, authentication, mail, notices, hash)
               VALUES (:seq, :at, :request, :who, :event, :policy, :authentication, :mail, :notices, :hash)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":seq": entry.seq,
        ":at": millis(entry.at),
        ":request": entry.request,
        ":who": entry.who,
        ":event": entry.event,
        ":policy": entry.policy,
        ":authentication": entry.authentication,
        ":mail": entry.mail,
        ":notices": entry.notices,
        ":hash": entry.hash,
    })?;
    Ok(())
}

/// A place in the log and the seal of the entry there: whoever keeps it elsewhere can tell later that everything up to
/// that entry is still what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Checkpoint {
    /// The place, from 1; 0 for an empty log.
    pub seq: u64,
    /// The seal.
    pub seal: Digest,
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, hex(&self.seal))
    }
}

impl FromStr for Checkpoint {
    type Err = NoCheckpoint;

    fn from_str(text: &str) -> Result<Self, NoCheckpoint> {
        let (seq, seal) = text.split_once(':').ok_or(NoCheckpoint)?;
        let seal = data_encoding::HEXLOWER_PERMISSIVE.decode(seal.as_bytes()).map_err(|_| NoCheckpoint)?;
        Ok(Self {
            seq: seq.parse().map_err(|_| NoCheckpoint)?,
            seal: seal.try_into().map_err(|_| NoCheckpoint)?,
        })
    }
}

/// A text is not a place and a seal.
#[derive(Debug, thiserror::Error)]
#[error(
    "not the head of a log: write its place and its seal, SEQ:HASH, as `countersign audit head` prints them"
)]
pub struct NoCheckpoint;

/// Where the log stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The database's id.
    pub instance: String,
    /// The last entry.
    pub last: Checkpoint,
    /// Its time.
    pub at: Option<DateTime<Utc>>,
}

impl Head {
    /// As one JSON object, for scripts.
    pub fn to_json(&self) -> Value {
        serde_json::json!({
            "instance": self.instance,
            "seq": self.last.seq,
            "seal": hex(&self.last.seal),
            "at": self.at.map(|at| at.to_rfc3339_opts(SecondsFormat::Millis, true)),
            "head": self.last.to_string(),
        })
    }
}

/// Where the log stands now.
pub fn head(connection: &Connection) -> Result<Head, StoreError> {
    let instance = instance(connection)?;
    let last = last(connection)?.unwrap_or(Checkpoint { seq: 0, seal: instance.genesis() });
    let sql = "SELECT at FROM audit WHERE seq = ?1";
    let at: Option<i64> =
        connection.prepare_cached(sql)?.query_row([last.seq], |row| row.get(0)).optional()?;
    Ok(Head { instance: instance.id, last, at: at.map(time) })
}

/// The last entry.
pub(super) fn last(connection: &Connection) -> Result<Option<Checkpoint>, StoreError> {
    let sql = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    let place = |row: &Row<'_>| Ok(Checkpoint { seq: row.get(0)?, seal: row.get(1)? });
    Ok(connection.prepare_cached(sql)?.query_row([], place).optional()?)
}

/// Whether the log has this entry, with this seal.
pub fn has_checkpoint(connection: &Connection, checkpoint: &Checkpoint) -> Result<bool, StoreError> {
    if checkpoint.seq == 0 {
        return Ok(checkpoint.seal == instance(connection)?.genesis());
    }
    let sql = "SELECT 1 FROM audit WHERE seq = ?1 AND hash = ?2";
    Ok(connection.prepare_cached(sql)?.exists((checkpoint.seq, checkpoint.seal))?)
}

/// The entry at a place in the log.
pub fn entry(connection: &Connection, seq: u64) -> Result<Option<Entry>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT * FROM audit WHERE seq = ?1")?;
    Ok(statement.query_row([seq], read).optional()?)
}

/// The entries about one request, oldest first.
pub fn request_entries(connection: &Connection, number: u64) -> Result<Vec<Entry>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT * FROM audit WHERE request = ?1 ORDER BY seq")?;
    let rows = statement.query_map([number], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Shows all entries one by one, oldest first, in the memory of one.
pub fn for_each(
    connection: &Connection,
    show: impl FnMut(Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    show_each(connection, "SELECT * FROM audit ORDER BY seq", show)
}

/// Shows the entries about requests one by one: request after request, the oldest entry of each first.
pub fn for_each_by_request(
    connection: &Connection,
    show: impl FnMut(Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    show_each(connection, "SELECT * FROM audit WHERE request IS NOT NULL ORDER BY request, seq", show)
}

/// Shows the entries that suspend somebody or lift that, oldest first.
pub fn for_each_suspension(
    connection: &Connection,
    show: impl FnMut(Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql =
        "SELECT * FROM audit WHERE request IS NULL AND event ->> '$.suspended' IS NOT NULL ORDER BY seq";
    show_each(connection, sql, show)
}

fn show_each(
    connection: &Connection,
    sql: &str,
    mut show: impl FnMut(Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(sql)?;
    for row in statement.query_map([], read)? {
        show(row?)?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get("seq")?,
        at: time(row.get("at")?),
        request: row.get("request")?,
        who: row.get("who")?,
        event: row.get("event")?,
        policy: row.get("policy")?,
        authentication: row.get("authentication")?,
        mail: row.get("mail")?,
        notices: row.get("notices")?,
        hash: row.get("hash")?,
    })
}
