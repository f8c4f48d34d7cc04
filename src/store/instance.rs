//! Which database this is: a random id that is made with it, and that the chain of its audit log begins with.
//!
//! Knows the id and what follows from it for the chain. Must not know who asks for it, or what a difference means.

use rusqlite::{Connection, OptionalExtension};

use super::{Digest, StoreError, digest};

/// A database as it can be told from others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instance {
    /// Its id, in hex; empty where the database was last opened by a version that knew of none.
    pub id: String,
    /// A witness beside it was begun.
    pub witnessed: bool,
    /// The chain of its log begins with the id.
    bound: bool,
}

impl Instance {
    /// What stands before the first entry of the log. A chain that was begun for one database fits no other.
    pub(super) fn genesis(&self) -> Digest {
        if self.bound { digest(format!("countersign {}", self.id).as_bytes()) } else { [0; 32] }
    }
}

/// Whether there is a table of this name: what only reads also reads what an earlier version left.
pub fn has_table(connection: &Connection, name: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    Ok(connection.prepare_cached(sql)?.exists([name])?)
}

/// Which database this is.
pub fn instance(connection: &Connection) -> Result<Instance, StoreError> {
    if !has_table(connection, "instance")? {
        return Ok(Instance::default());
    }
    let sql = "SELECT id, bound, witnessed FROM instance";
    let found = connection.prepare_cached(sql)?.query_row([], |row| {
        Ok(Instance { id: row.get("id")?, bound: row.get("bound")?, witnessed: row.get("witnessed")? })
    });
    Ok(found.optional()?.unwrap_or_default())
}

/// Notes that a witness follows the log from now on.
pub fn mark_witnessed(connection: &Connection) -> Result<(), StoreError> {
    connection.prepare_cached("UPDATE instance SET witnessed = 1 WHERE witnessed = 0")?.execute([])?;
    Ok(())
}
