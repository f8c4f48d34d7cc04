//! Mail that came in: what was seen, what waits, and what is kept as evidence.

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Digest, StoreError, digest, fact, millis, set_fact};
use crate::approval::Address;

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was dealt with.
    Done,
    /// It was set aside.
    Quarantined,
    /// The same mail was dealt with before.
    Duplicate,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Quarantined => "quarantined",
            Self::Duplicate => "duplicate",
        }
    }
}

/// A mail that was dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The mailbox with its generation.
    pub mailbox: &'a str,
    /// Within it.
    pub key: &'a str,
    /// The digest of what it says, without what servers added on its way.
    pub content: Digest,
    /// When.
    pub at: DateTime<Utc>,
    /// From whom, when that is known.
    pub sender: Option<&'a Address>,
    /// What became of it.
    pub outcome: Outcome,
}

/// Marks a mail as dealt with.
pub fn mark_seen(connection: &Connection, seen: &Seen<'_>) -> Result<(), StoreError> {
    let sql = "INSERT INTO seen (mailbox, key, content, at, sender, outcome)
               VALUES (:mailbox, :key, :content, :at, :sender, :outcome)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":mailbox": seen.mailbox,
        ":key": seen.key,
        ":content": seen.content,
        ":at": millis(seen.at),
        ":sender": seen.sender.map(Address::as_str),
        ":outcome": seen.outcome.as_str(),
    })?;
    Ok(())
}

/// What became of the mail at this place, if it was dealt with.
pub fn was_seen(connection: &Connection, mailbox: &str, key: &str) -> Result<Option<Outcome>, StoreError> {
    let sql = "SELECT outcome FROM seen WHERE mailbox = ?1 AND key = ?2";
    let outcome: Option<String> =
        connection.prepare_cached(sql)?.query_row((mailbox, key), |row| row.get(0)).optional()?;
    Ok(outcome.map(|outcome| match outcome.as_str() {
        "quarantined" => Outcome::Quarantined,
        "duplicate" => Outcome::Duplicate,
        _ => Outcome::Done,
    }))
}

/// Whether a mail that says the same was dealt with. Mail that was set aside does not count: it reserves nothing.
pub fn find_content(connection: &Connection, content: &Digest) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM seen WHERE content = ?1 AND outcome = 'done' LIMIT 1";
    Ok(connection.prepare_cached(sql)?.exists([content])?)
}

/// Lets a mail count as dealt with that was set aside and released: further copies of it are duplicates.
pub fn mark_content_done(connection: &Connection, content: &Digest) -> Result<(), StoreError> {
    let sql = "UPDATE seen SET outcome = 'done' WHERE content = ?1 AND outcome = 'quarantined'";
    connection.prepare_cached(sql)?.execute([content])?;
    Ok(())
}

/// How many mails of a sender were dealt with within that time. What was set aside does not count: a flood of theirs must not stop
/// their decisions. A second copy is nobody's doing but a mail server's, and does nothing.
pub fn seen_of_sender(
    connection: &Connection,
    sender: &Address,
    within: &RangeInclusive<DateTime<Utc>>,
) -> Result<u32, StoreError> {
    let sql = "SELECT count(*) FROM seen WHERE sender = ?1 AND at > ?2 AND at <= ?3 AND outcome = 'done'";
    let parameters = (sender.as_str(), millis(*within.start()), millis(*within.end()));
    Ok(connection.prepare_cached(sql)?.query_row(parameters, |row| row.get(0))?)
}

/// How many reports of a person were taken within that time.
pub fn reports_of(
    connection: &Connection,
    person: &Address,
    within: &RangeInclusive<DateTime<Utc>>,
) -> Result<u32, StoreError> {
    let sql = "SELECT count(*) FROM requests WHERE requester = ?1 AND created_at > ?2 AND created_at <= ?3";
    let parameters = (person.as_str(), millis(*within.start()), millis(*within.end()));
    Ok(connection.prepare_cached(sql)?.query_row(parameters, |row| row.get(0))?)
}

/// How many answers to a person led to nothing within that time, and to nothing else in between.
pub fn in_vain(
    connection: &Connection,
    person: &Address,
    within: &RangeInclusive<DateTime<Utc>>,
) -> Result<u32, StoreError> {
    let times = vain_times(connection, person, within)?;
    Ok(u32::try_from(times.len()).unwrap_or(u32::MAX))
}

/// An answer to a person led to nothing, at the end of that time. What was before it is forgotten, whoever it went to.
pub fn note_in_vain(
    connection: &Connection,
    person: &Address,
    within: &RangeInclusive<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let mut times = vain_times(connection, person, within)?;
    times.insert(0, *within.end());
    // The newest stands first: by it the row is found when all of it is old.
    let sql = "DELETE FROM facts WHERE name >= 'in vain ' AND name < 'in vain!' AND value < ?1";
    connection.prepare_cached(sql)?.execute([within.start().to_rfc3339()])?;
    let times: Vec<String> = times.iter().map(DateTime::to_rfc3339).collect();
    set_fact(connection, &vain(person), &times.join(" "))
}

/// Something came of a person's mail.
pub fn forget_in_vain(connection: &Connection, person: &Address) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM facts WHERE name = ?1")?.execute([vain(person)])?;
    Ok(())
}

fn vain_times(
    connection: &Connection,
    person: &Address,
    within: &RangeInclusive<DateTime<Utc>>,
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    let times = fact(connection, &vain(person))?.unwrap_or_default();
    let times = times.split(' ').filter_map(|time| time.parse::<DateTime<Utc>>().ok());
    Ok(times.filter(|time| within.contains(time)).collect())
}

fn vain(person: &Address) -> String {
    format!("in vain {person}")
}

/// Keeps a mail as evidence, once, and gives its digest.
pub fn keep_mail(connection: &Connection, bytes: &[u8]) -> Result<Digest, StoreError> {
    let digest = digest(bytes);
    // One that was erased and comes again is kept again.
    let sql = "INSERT INTO mails (digest, bytes) VALUES (?1, ?2)
               ON CONFLICT (digest) DO UPDATE SET bytes = excluded.bytes WHERE length(mails.bytes) = 0";
    connection.prepare_cached(sql)?.execute((digest, bytes))?;
    Ok(digest)
}

/// Shows the digests of kept mails whose bytes are not what they were, and whether none are left: they were erased by a
/// rule, or somebody changed them.
pub fn for_each_changed_mail(
    connection: &Connection,
    mut show: impl FnMut(Digest, bool) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT digest, bytes FROM mails")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let kept: Digest = row.get("digest")?;
        let bytes = row.get_ref("bytes")?.as_bytes().unwrap_or_default();
        if digest(bytes) != kept {
            show(kept, bytes.is_empty())?;
        }
    }
    Ok(())
}

/// Whether a mail was kept.
pub fn has_mail(connection: &Connection, digest: &Digest) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT 1 FROM mails WHERE digest = ?1")?.exists([digest])?)
}

/// The bytes of a kept mail; none of one that was erased.
pub fn mail(connection: &Connection, digest: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT bytes FROM mails WHERE digest = ?1 AND length(bytes) > 0";
    Ok(connection.prepare_cached(sql)?.query_row([digest], |row| row.get(0)).optional()?)
}

/// Since when the mail at this place waits, if it does.
pub fn waits_since(
    connection: &Connection,
    mailbox: &str,
    key: &str,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(fact(connection, &waiting(mailbox, key))?.and_then(|since| since.parse().ok()))
}

/// The mail at this place waits from now on. Those that have waited since before `forgotten` are forgotten: somebody
/// took them out of the mailbox.
pub fn wait_from(
    connection: &Connection,
    mailbox: &str,
    key: &str,
    now: DateTime<Utc>,
    forgotten: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM facts WHERE name >= 'waits ' AND name < 'waits!' AND value < ?1";
    connection.prepare_cached(sql)?.execute([forgotten.to_rfc3339()])?;
    set_fact(connection, &waiting(mailbox, key), &now.to_rfc3339())
}

/// The mail at this place was decided about.
pub fn waits_no_more(connection: &Connection, mailbox: &str, key: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM facts WHERE name = ?1";
    connection.prepare_cached(sql)?.execute([waiting(mailbox, key)])?;
    Ok(())
}

fn waiting(mailbox: &str, key: &str) -> String {
    format!("waits {mailbox} {key}")
}
