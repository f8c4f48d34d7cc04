//! What makes receipts recognisable, and which requests of a person came in lately.
//!
//! Knows digests and indexes. Must not know what a digest is of, or which likeness counts for how much.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params};
use serde::Deserialize;

use super::{Digest, StoreError, millis};
use crate::approval::{Address, Money, Other, State};

/// What a mark is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The bytes of a file.
    File,
    /// The bytes of a picture that many mails may share.
    Picture,
    /// A vendor and the number of an invoice.
    Number,
    /// A vendor and a date.
    Receipt,
    /// The text of a receipt.
    Text,
}

impl MarkKind {
    const ALL: [Self; 5] = [Self::File, Self::Picture, Self::Number, Self::Receipt, Self::Text];

    fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Picture => "picture",
            Self::Number => "number",
            Self::Receipt => "receipt",
            Self::Text => "text",
        }
    }
}

/// By what a receipt is recognised when it comes a second time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is of.
    pub kind: MarkKind,
    /// The digest of that.
    pub digest: Digest,
    /// How people call it: the name of the file, the number of the invoice.
    pub name: String,
}

/// What tells whether another request with the same mark is for the same receipt: of many, so only that is read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Alike {
    /// 1 for `EXP-1`.
    pub number: u64,
    /// Where it stands.
    pub state: State,
    /// What is asked for, where that is known.
    pub amount: Option<Money>,
    /// The largest total that its receipts support.
    pub evidence: Option<Money>,
    /// When it came in.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub created_at: DateTime<Utc>,
}

/// Keeps the marks of a request, each once.
pub fn keep_marks(connection: &Connection, request: u64, marks: &[Mark]) -> Result<(), StoreError> {
    let sql = "INSERT INTO marks (kind, digest, request, name) VALUES (:kind, :digest, :request, :name)
               ON CONFLICT DO NOTHING";
    let mut statement = connection.prepare_cached(sql)?;
    for mark in marks {
        statement.execute(named_params! {
            ":kind": mark.kind.as_str(),
            ":digest": mark.digest,
            ":request": request,
            ":name": mark.name,
        })?;
    }
    Ok(())
}

/// The marks of a request.
pub fn marks(connection: &Connection, request: u64) -> Result<Vec<Mark>, StoreError> {
    let sql = "SELECT kind, digest, name FROM marks WHERE request = ?1 ORDER BY kind, digest";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([request], |row| {
        let kind: String = row.get("kind")?;
        let kind = MarkKind::ALL.into_iter().find(|known| known.as_str() == kind);
        Ok((kind, row.get("digest")?, row.get("name")?))
    })?;
    let mark = |(kind, digest, name): (Option<MarkKind>, _, _)| Some(Mark { kind: kind?, digest, name });
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().filter_map(mark).collect())
}

/// Other requests with the same mark, newest first, `limit` at most.
pub fn marked(
    connection: &Connection,
    mark: &Mark,
    except: Option<u64>,
    limit: u32,
) -> Result<Vec<Alike>, StoreError> {
    let sql = "SELECT doc FROM marks JOIN requests ON number = request
               WHERE kind = :kind AND digest = :digest AND request IS NOT :except
               ORDER BY request DESC LIMIT :limit";
    let mut statement = connection.prepare_cached(sql)?;
    let parameters = named_params! {
        ":kind": mark.kind.as_str(),
        ":digest": mark.digest,
        ":except": except,
        ":limit": limit,
    };
    let mut rows = statement.query(parameters)?;
    let mut alike = Vec::new();
    while let Some(row) = rows.next()? {
        let doc = row.get_ref("doc")?.as_str().map_err(rusqlite::Error::from)?;
        alike.push(serde_json::from_str(doc)?);
    }
    Ok(alike)
}

/// The requests of somebody under this address that came in between the two times, neither included, that are open or
/// approved and whose amount is known.
pub fn requests_between(
    connection: &Connection,
    requester: &Address,
    after: DateTime<Utc>,
    before: DateTime<Utc>,
) -> Result<Vec<Other>, StoreError> {
    let sql = "SELECT number, policy_value, policy_currency FROM requests
               WHERE requester = :requester AND created_at > :after AND created_at < :before
               AND state IN ('pending', 'approved') AND policy_value IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let parameters = named_params! {
        ":requester": requester.as_str(),
        ":after": millis(after),
        ":before": millis(before),
    };
    let rows = statement.query_map(parameters, |row| {
        let (value, currency): (String, String) = (row.get("policy_value")?, row.get("policy_currency")?);
        Ok((row.get("number")?, format!("{value} {currency}")))
    })?;
    let other = |(number, amount): (u64, String)| {
        let amount: Money = amount.parse().ok()?;
        Some(Other { number, amount })
    };
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().filter_map(other).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::open::MIGRATIONS;

    /// How SQLite goes about a statement.
    fn plan(connection: &Connection, sql: &str) -> String {
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = statement.query_map([], |row| row.get::<_, String>("detail")).unwrap();
        steps.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn no_look_grows_with_the_number_of_requests() {
        let mut connection = Connection::open_in_memory().unwrap();
        MIGRATIONS.to_latest(&mut connection).unwrap();
        let near = plan(
            &connection,
            "SELECT number, policy_value, policy_currency FROM requests WHERE requester = 'a' AND created_at > 1
             AND created_at < 2 AND state IN ('pending', 'approved') AND policy_value IS NOT NULL",
        );
        let bounds = "(requester=? AND created_at>? AND created_at<?)";
        assert!(near.contains("SEARCH requests USING") && near.contains(bounds), "{near}");
        let alike = plan(
            &connection,
            "SELECT doc FROM marks JOIN requests ON number = request
             WHERE kind = 'file' AND digest = x'00' AND request IS NOT 1 ORDER BY request DESC LIMIT 20",
        );
        assert!(!alike.contains("SCAN") && !alike.contains("TEMP B-TREE"), "{alike}");
    }
}
