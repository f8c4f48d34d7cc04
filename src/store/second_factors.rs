//! Second factors: a secret per person, and how the codes sent so far went.

use std::fmt;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{StoreError, millis, time};
use crate::approval::Address;

/// The secret that a person's authenticator app shares with the desk: 160 bits (RFC 4226 §4).
#[derive(Clone, PartialEq, Eq)]
pub struct FactorSecret([u8; 20]);

impl FactorSecret {
    /// A new one, from the operating system's random numbers.
    ///
    /// # Errors
    /// Where the operating system has no random numbers to give.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 20];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The secret itself, for the app and to check a code.
    pub fn bytes(&self) -> [u8; 20] {
        self.0
    }
}

impl From<[u8; 20]> for FactorSecret {
    fn from(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for FactorSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FactorSecret(…)")
    }
}

/// A person's second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// What their app shares with the desk.
    pub secret: FactorSecret,
    /// The time step of the newest code that was used; only later ones are taken.
    pub last_step: u64,
    /// How many wrong codes came since `wrong_since`.
    pub wrong: u32,
    /// When the first of them came.
    pub wrong_since: DateTime<Utc>,
    /// No code is taken before.
    pub blocked_until: DateTime<Utc>,
}

/// Gives a person a new secret in the place of any other; tells whether there was one.
pub fn enrol(
    connection: &Connection,
    person: &Address,
    secret: &FactorSecret,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let replaced = remove_factor(connection, person)?;
    let sql = "INSERT INTO second_factors (person, secret, enrolled_at) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute((person.as_str(), secret.bytes(), millis(now)))?;
    Ok(replaced)
}

/// Takes a person's secret away; tells whether there was one.
pub fn remove_factor(connection: &Connection, person: &Address) -> Result<bool, StoreError> {
    let sql = "DELETE FROM second_factors WHERE person = ?1";
    Ok(connection.prepare_cached(sql)?.execute([person.as_str()])? > 0)
}

/// A person's second factor.
pub fn factor(connection: &Connection, person: &Address) -> Result<Option<Factor>, StoreError> {
    let sql =
        "SELECT secret, last_step, wrong, wrong_since, blocked_until FROM second_factors WHERE person = ?1";
    let row = connection.prepare_cached(sql)?.query_row([person.as_str()], |row| {
        Ok(Factor {
            secret: FactorSecret(row.get("secret")?),
            last_step: row.get("last_step")?,
            wrong: row.get("wrong")?,
            wrong_since: time(row.get("wrong_since")?),
            blocked_until: time(row.get("blocked_until")?),
        })
    });
    Ok(row.optional()?)
}

/// Keeps how the last code went.
pub fn update_factor(connection: &Connection, person: &Address, factor: &Factor) -> Result<(), StoreError> {
    let sql = "UPDATE second_factors SET last_step = :last_step, wrong = :wrong, wrong_since = :wrong_since,
               blocked_until = :blocked_until WHERE person = :person";
    connection.prepare_cached(sql)?.execute(named_params! {
        ":person": person.as_str(),
        ":last_step": factor.last_step,
        ":wrong": factor.wrong,
        ":wrong_since": millis(factor.wrong_since),
        ":blocked_until": millis(factor.blocked_until),
    })?;
    Ok(())
}
