//! Whether a fault of the store is the store's, or that of what it was given.
//!
//! Knows SQLite's codes. Must not know what was being stored.

use rusqlite::ErrorCode::{ConstraintViolation, TooBig, TypeMismatch};
use rusqlite::ffi::SQLITE_CONSTRAINT_COMMITHOOK;

use super::StoreError;

impl StoreError {
    /// Whether the same would be refused again however well the disk and the database are: a rule of the database forbids
    /// it, or it cannot be written as a document.
    pub fn is_of_what_was_given(&self) -> bool {
        match self {
            Self::Sqlite(error) => {
                let code = error.sqlite_error_code();
                // Who refuses a commit refuses all turns that share it.
                let whole_group =
                    error.sqlite_error().is_some_and(|it| it.extended_code == SQLITE_CONSTRAINT_COMMITHOOK);
                matches!(code, Some(ConstraintViolation | TooBig | TypeMismatch)) && !whole_group
            }
            other => matches!(other, Self::Document(_)),
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    /// What SQLite itself says when a row cannot be stored.
    fn fault(before: &str, row: &str) -> StoreError {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE mails (bytes BLOB NOT NULL)").unwrap();
        connection.execute_batch(before).unwrap();
        connection.execute(row, []).unwrap_err().into()
    }

    #[test]
    fn a_rule_is_the_mails_fault_and_a_full_closed_or_damaged_disk_is_not() {
        let row = "INSERT INTO mails VALUES (zeroblob(100000))";
        assert!(fault("", "INSERT INTO mails VALUES (NULL)").is_of_what_was_given());
        let rule = "CREATE TRIGGER t BEFORE INSERT ON mails BEGIN SELECT RAISE(ABORT, 'no'); END";
        assert!(fault(rule, row).is_of_what_was_given());
        assert!(!fault("PRAGMA max_page_count = 3", row).is_of_what_was_given());
        assert!(!fault("PRAGMA query_only = 1", row).is_of_what_was_given());
        assert!(!fault("DROP TABLE mails", row).is_of_what_was_given());
        assert!(!StoreError::WriterStopped.is_of_what_was_given());
    }
}
