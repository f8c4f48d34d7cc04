//! The secrets in reply addresses and Message-IDs: made here, kept as hashes.

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Digest, StoreError, digest, millis, time};
use crate::approval::Address;

/// A secret of 160 random bits, in lower-case base32. It can be shown once: in the mail it was made for.
pub struct Token(String);

impl Token {
    /// A new one, from the operating system's random numbers.
    ///
    /// # Errors
    /// Where the operating system has no random numbers to give.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 20];
        getrandom::fill(&mut bytes)?;
        Ok(Self(data_encoding::BASE32_NOPAD.encode(&bytes).to_ascii_lowercase()))
    }

    /// The secret itself, for the mail it was made for.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

/// Whom a token was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenUse {
    /// About which request.
    pub request: u64,
    /// As it stood then.
    pub revision: u32,
    /// For whom.
    pub person: Address,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// The outgoing mail that carries it.
    pub notice: Option<i64>,
}

/// A token as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// Whom it was made for.
    pub made_for: TokenUse,
    /// It was revoked.
    pub revoked: bool,
}

/// Keeps the hash of a token.
pub fn keep_token(connection: &Connection, token: &Token, made_for: &TokenUse) -> Result<(), StoreError> {
    let sql = "INSERT INTO tokens (hash, request, revision, person, expires_at, notice)
               VALUES (:hash, :request, :revision, :person, :expires_at, :notice)";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":hash": digest(token.secret().as_bytes()),
        ":request": made_for.request,
        ":revision": made_for.revision,
        ":person": made_for.person.as_str(),
        ":expires_at": millis(made_for.expires_at),
        ":notice": made_for.notice,
    })?;
    Ok(())
}

/// What a secret was made for. Looked up by its hash, so the time it takes tells nothing about the secret.
pub fn find_token(connection: &Connection, secret: &str) -> Result<Option<TokenRow>, StoreError> {
    let sql = "SELECT request, revision, person, expires_at, notice, revoked FROM tokens WHERE hash = ?1";
    let hash: Digest = digest(secret.to_ascii_lowercase().as_bytes());
    let row = connection
        .prepare_cached(sql)?
        .query_row([hash], |row| {
            let person: String = row.get("person")?;
            Ok((
                person,
                row.get("request")?,
                row.get("revision")?,
                row.get("expires_at")?,
                row.get("notice")?,
                row.get("revoked")?,
            ))
        })
        .optional()?;
    Ok(row.and_then(|(person, request, revision, expires_at, notice, revoked)| {
        let person = person.parse().ok()?;
        Some(TokenRow {
            made_for: TokenUse { request, revision, person, expires_at: time(expires_at), notice },
            revoked,
        })
    }))
}

/// Revokes all tokens there are; gives how many were good until now.
pub fn revoke_all_tokens(connection: &Connection) -> Result<usize, StoreError> {
    Ok(connection.prepare_cached("UPDATE tokens SET revoked = 1 WHERE revoked = 0")?.execute([])?)
}

/// Revokes the tokens of a person for a request, or everybody's.
pub fn revoke_tokens(
    connection: &Connection,
    request: u64,
    person: Option<&Address>,
) -> Result<(), StoreError> {
    let sql = "UPDATE tokens SET revoked = 1 WHERE request = ?1 AND (?2 IS NULL OR person = ?2)";
    connection.prepare_cached(sql)?.execute((request, person.map(Address::as_str)))?;
    Ok(())
}

/// Writes down that somebody wrote to a reply address that is not theirs; what was before `forget` is forgotten.
pub fn note_missed(
    connection: &Connection,
    sender: &Address,
    at: DateTime<Utc>,
    forget: DateTime<Utc>,
) -> Result<(), StoreError> {
    connection.prepare_cached("DELETE FROM missed WHERE at <= ?1")?.execute([millis(forget)])?;
    let sql = "INSERT INTO missed (at, sender) VALUES (?1, ?2)";
    connection.prepare_cached(sql)?.execute((millis(at), sender.as_str()))?;
    Ok(())
}

/// How many mails to reply addresses that are not theirs came within that time: of a sender, and of everybody.
pub fn missed(
    connection: &Connection,
    sender: &Address,
    within: &RangeInclusive<DateTime<Utc>>,
) -> Result<(u32, u32), StoreError> {
    let sql = "SELECT count(*) FILTER (WHERE sender = ?1), count(*) FROM missed WHERE at > ?2 AND at <= ?3";
    let counts = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let parameters = (sender.as_str(), millis(*within.start()), millis(*within.end()));
    Ok(connection.prepare_cached(sql)?.query_row(parameters, counts)?)
}
