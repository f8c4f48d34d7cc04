//! Checking the database against itself: its file, its schema, and the chain of its audit log from the first seal to
//! the last.
//!
//! Knows how entries are sealed. Must not know what they mean: that is replayed elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde::Serialize;

use super::audit::{Checkpoint, Entry, for_each, policy_text};
use super::instance::instance;
use super::open::MIGRATIONS;
use super::{Digest, StoreError, digest, hex};
use crate::approval::Policy;

/// So many faults are told one by one; of a log with more of them only their number is.
const MOST_FAULTS: usize = 200;

/// What a look at the whole database found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// The database's id.
    pub instance: String,
    /// How many entries there are.
    pub entries: u64,
    /// How many requests they tell of.
    pub requests: u64,
    /// The last seal, in hex.
    pub head: String,
    /// How many heads that were kept elsewhere it was compared with.
    pub compared: usize,
    /// How many mails were erased by a rule, as the log says.
    pub erased: u64,
    /// What is wrong, in words; nothing when the log is whole and replays to the stored state.
    pub faults: Vec<String>,
    /// How many more faults there are.
    pub further: u64,
}

impl Verification {
    /// Checks the file, the schema and the chain, and that the chain still has the `kept` heads.
    pub fn of_database(connection: &Connection, kept: &[Checkpoint]) -> Result<Self, StoreError> {
        let instance = instance(connection)?;
        let mut found = Self { instance: instance.id.clone(), compared: kept.len(), ..Self::default() };
        found.look_at_file(connection)?;
        found.look_at_schema(connection)?;
        let genesis = instance.genesis();
        let seals = found.look_at_chain(connection, genesis, kept)?;
        for checkpoint in kept {
            if checkpoint.seq > found.entries {
                found.fault(format!(
                    "the log once had an entry {checkpoint}, and ends with entry {}: it was cut, or this is an older database",
                    found.entries
                ));
            } else if seals.get(&checkpoint.seq) != Some(&checkpoint.seal) {
                found.fault(format!(
                    "the log once had an entry {checkpoint}, and has another one there: it was written anew"
                ));
            }
        }
        Ok(found)
    }

    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }

    /// Notes what is wrong.
    pub fn fault(&mut self, fault: String) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        } else {
            self.further += 1;
        }
    }

    /// What SQLite itself finds: pages, indexes that leave rows out, rows that name what is not there.
    fn look_at_file(&mut self, connection: &Connection) -> Result<(), StoreError> {
        connection.pragma_query(None, "integrity_check", |row| {
            let words: String = row.get(0)?;
            if words != "ok" {
                self.fault(format!("the database file is damaged: {words}"));
            }
            Ok(())
        })?;
        connection.pragma_query(None, "foreign_key_check", |row| {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            self.fault(format!("a row of {table} names one of {parent} that is missing"));
            Ok(())
        })?;
        Ok(())
    }

    /// Tables, indexes and triggers are those that this program makes: whoever takes the triggers away means to change
    /// the log.
    fn look_at_schema(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let mut fresh = Connection::open_in_memory()?;
        MIGRATIONS.to_version(&mut fresh, version)?;
        let (made, found) = (schema(&fresh)?, schema(connection)?);
        for (name, _) in made.difference(&found) {
            self.fault(format!("the {name} of the database is missing or was changed"));
        }
        for (name, _) in found.difference(&made).filter(|(name, _)| made.iter().all(|(it, _)| it != name)) {
            self.fault(format!("the {name} in the database is not of this program"));
        }
        Ok(())
    }

    /// Every entry carries its seal; gives the seals at the places of the `kept` checkpoints.
    fn look_at_chain(
        &mut self,
        connection: &Connection,
        genesis: Digest,
        kept: &[Checkpoint],
    ) -> Result<BTreeMap<u64, Digest>, StoreError> {
        let wanted: BTreeSet<u64> = kept.iter().map(|checkpoint| checkpoint.seq).collect();
        let mut seals = BTreeMap::from([(0, genesis)]);
        let mut previous = genesis;
        let mut policies = Policies::default();
        for_each(connection, |entry| {
            self.entries += 1;
            if entry.seq != self.entries {
                self.fault(format!("entry {} stands in place {}", entry.seq, self.entries));
            }
            if entry.seal(&previous) != entry.hash {
                self.fault(format!("entry {} was changed, or one before it is missing", entry.seq));
            }
            if policies.of(connection, &entry)?.is_none() {
                self.fault(format!("the policy of entry {} is missing or was changed", entry.seq));
            }
            previous = entry.hash;
            if wanted.contains(&entry.seq) {
                seals.insert(entry.seq, entry.hash);
            }
            Ok(())
        })?;
        self.head = hex(&previous);
        Ok(seals)
    }
}

/// What the schema is made of, by kind and name.
fn schema(connection: &Connection) -> Result<BTreeSet<(String, String)>, StoreError> {
    let sql = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The policy that was read last: it seldom changes from one entry to the next.
#[derive(Default)]
pub struct Policies(Option<(Digest, Policy)>);

impl Policies {
    /// The policy that was in force when an entry was made; none where its text is not what was sealed.
    pub fn of(&mut self, connection: &Connection, entry: &Entry) -> Result<Option<&Policy>, StoreError> {
        let wanted = &entry.policy;
        if self.0.as_ref().is_none_or(|(known, _)| known != wanted) {
            let text = policy_text(connection, wanted)?;
            let Some(text) = text.filter(|text| digest(text.as_bytes()) == *wanted) else { return Ok(None) };
            self.0 = Some((*wanted, serde_json::from_str(&text)?));
        }
        Ok(self.0.as_ref().map(|(_, policy)| policy))
    }
}
