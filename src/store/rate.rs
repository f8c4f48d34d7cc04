//! How much mail came in lately, whoever sent it.
//!
//! Knows the index by time. Must not know how much is too much.

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use super::{StoreError, millis, time};

const COUNT: &str = "SELECT count(*) FROM seen WHERE at > ?1 AND at <= ?2";

const OLDEST: &str = "SELECT at FROM seen WHERE at > ?1 AND at <= ?2 ORDER BY at LIMIT 1 OFFSET ?3";

/// How many mails were dealt with after the beginning of that time.
pub fn seen_in_all(
    connection: &Connection,
    within: &RangeInclusive<DateTime<Utc>>,
) -> Result<u32, StoreError> {
    let bounds = (millis(*within.start()), millis(*within.end()));
    Ok(connection.prepare_cached(COUNT)?.query_row(bounds, |row| row.get(0))?)
}

/// When the oldest of these but for so many was dealt with.
pub fn oldest_seen_but(
    connection: &Connection,
    within: &RangeInclusive<DateTime<Utc>>,
    so_many: u32,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let bounds = (millis(*within.start()), millis(*within.end()), so_many);
    Ok(connection.prepare_cached(OLDEST)?.query_row(bounds, |row| row.get(0)).optional()?.map(time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::open::MIGRATIONS;

    fn minute(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + chrono::TimeDelta::minutes(minute)
    }

    fn database(minutes: impl IntoIterator<Item = i64>) -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        MIGRATIONS.to_latest(&mut connection).unwrap();
        for (key, at) in minutes.into_iter().enumerate() {
            let sql = "INSERT INTO seen (mailbox, key, content, at, outcome)
                       VALUES ('INBOX', ?1, zeroblob(32), ?2, 'done')";
            connection.execute(sql, (key.to_string(), millis(minute(at)))).unwrap();
        }
        connection
    }

    #[test]
    fn what_lies_before_or_in_the_future_does_not_count() {
        let connection = database([0, 10, 20, 20, 30, 99]);
        let within = minute(10)..=minute(30);
        assert_eq!(seen_in_all(&connection, &within).unwrap(), 3);
        assert_eq!(oldest_seen_but(&connection, &within, 1).unwrap(), Some(minute(20)));
        assert_eq!(oldest_seen_but(&connection, &within, 2).unwrap(), Some(minute(30)));
        assert_eq!(oldest_seen_but(&connection, &within, 3).unwrap(), None);
    }

    #[test]
    fn only_what_came_lately_is_looked_at() {
        let connection = database([]);
        for sql in [COUNT, OLDEST] {
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let bounds = rusqlite::params![1, 2, 3];
            let bounds = &bounds[..statement.parameter_count()];
            let plan: String = statement.query_row(bounds, |row| row.get("detail")).unwrap();
            assert_eq!(plan, "SEARCH seen USING COVERING INDEX seen_by_time (at>? AND at<?)");
        }
    }
}
