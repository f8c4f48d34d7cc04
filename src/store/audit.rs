//! The audit log: append-only, each entry sealed with the hash of the one before it.

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Digest, StoreError, digest, hex, millis, time};
use crate::approval::{Address, Event, Policy, Submission};

/// What an entry tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// A request was opened.
    Opened(Submission),
    /// Something happened to a request.
    Happened(Event),
    /// Something happened to a mail or to the desk, beside all requests: in words.
    Noted(String),
    /// An operator suspended somebody, or lifted that.
    Suspended {
        /// Whom.
        person: Address,
        /// They are suspended no more.
        lifted: bool,
        /// Why, in the operator's words.
        reason: String,
    },
}

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
    pub policy: &'a Policy,
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
    fn seal(&self, previous: &Digest) -> Digest {
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
        digest(canonical.to_string().as_bytes())
    }
}

/// What a chain begins with.
const GENESIS: Digest = [0; 32];

/// The digest of a policy as it is written down.
fn policy_digest(policy: &Policy) -> Result<(Digest, String), StoreError> {
    let text = serde_json::to_string(policy)?;
    Ok((digest(text.as_bytes()), text))
}

/// Appends an entry.
pub fn append(connection: &Connection, draft: &EntryDraft<'_>) -> Result<u64, StoreError> {
    let (policy, text) = policy_digest(draft.policy)?;
    let sql = "INSERT INTO policies (digest, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute((policy, text))?;
    let last = head(connection)?;
    let (seq, previous) = last.map_or((1, GENESIS), |(seq, hash)| (seq + 1, hash));
    let mut entry = Entry {
        seq,
        at: draft.at,
        request: draft.request,
        who: draft.who.to_owned(),
        event: serde_json::to_string(draft.record)?,
        policy,
        authentication: draft.authentication.to_string(),
        mail: draft.mail,
        notices: serde_json::to_string(&draft.notices.iter().map(hex).collect::<Vec<_>>())?,
        hash: GENESIS,
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

/// The last entry's place and seal.
fn head(connection: &Connection) -> Result<Option<(u64, Digest)>, StoreError> {
    let sql = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// The entries about one request, oldest first.
pub fn request_entries(connection: &Connection, number: u64) -> Result<Vec<Entry>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT * FROM audit WHERE request = ?1 ORDER BY seq")?;
    let rows = statement.query_map([number], entry)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Shows all entries one by one, oldest first, in the memory of one.
pub fn for_each(
    connection: &Connection,
    mut show: impl FnMut(Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT * FROM audit ORDER BY seq")?;
    for row in statement.query_map([], entry)? {
        show(row?)?;
    }
    Ok(())
}

/// What a look at the whole chain found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// How many entries there are.
    pub entries: u64,
    /// How many requests they tell of.
    pub requests: u64,
    /// The last seal, in hex.
    pub head: String,
    /// What is wrong, in words; nothing when the log is whole and replays to the stored state.
    pub faults: Vec<String>,
}

impl Verification {
    /// Checks that every entry carries its seal and shows each to `replay`, which says what does not fit.
    pub fn of_chain(
        connection: &Connection,
        mut replay: impl FnMut(&Entry, &Policy) -> Option<String>,
    ) -> Result<Self, StoreError> {
        let mut found = Self::default();
        let mut previous = GENESIS;
        let mut policies = Policies::default();
        for_each(connection, |entry| {
            found.entries += 1;
            if entry.seq != found.entries {
                found.faults.push(format!("entry {} stands in place {}", entry.seq, found.entries));
            }
            if entry.seal(&previous) != entry.hash {
                found.faults.push(format!("entry {} was changed, or one before it is missing", entry.seq));
            }
            match policies.get(connection, &entry.policy)? {
                Some(policy) => found.faults.extend(replay(&entry, policy)),
                None => {
                    found.faults.push(format!("the policy of entry {} is missing or was changed", entry.seq))
                }
            }
            previous = entry.hash;
            Ok(())
        })?;
        found.head = hex(&previous);
        Ok(found)
    }
}

/// The policy that was read last: it seldom changes from one entry to the next.
#[derive(Default)]
struct Policies(Option<(Digest, Policy)>);

impl Policies {
    fn get(&mut self, connection: &Connection, wanted: &Digest) -> Result<Option<&Policy>, StoreError> {
        if self.0.as_ref().is_none_or(|(known, _)| known != wanted) {
            let sql = "SELECT text FROM policies WHERE digest = ?1";
            let text: Option<String> =
                connection.prepare_cached(sql)?.query_row([wanted], |row| row.get(0)).optional()?;
            let Some(text) = text.filter(|text| digest(text.as_bytes()) == *wanted) else { return Ok(None) };
            self.0 = Some((*wanted, serde_json::from_str(&text)?));
        }
        Ok(self.0.as_ref().map(|(_, policy)| policy))
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
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
