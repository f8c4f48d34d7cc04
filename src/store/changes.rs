//! Noticing what others write: other commands change the database while the daemon runs.

use rusqlite::Connection;

/// Tells whether anybody committed since it was last asked.
pub struct Changes {
    connection: Connection,
    version: i64,
}

impl Changes {
    /// Watches through this connection, which must not be used for anything else.
    pub fn new(connection: Connection) -> Self {
        let mut changes = Self { connection, version: 0 };
        changes.any();
        changes
    }

    /// Whether anybody committed since the last call. An unreadable database counts as changed: whoever looks sees why.
    pub fn any(&mut self) -> bool {
        let version =
            self.connection.pragma_query_value(None, "data_version", |row| row.get(0)).unwrap_or(-1);
        version == -1 || std::mem::replace(&mut self.version, version) != version
    }
}
