//! Who vouches for a sender: the receiving server's `Authentication-Results` (RFC 8601).
//!
//! Knows trace headers. Must not know policy: whether somebody may ask or decide is not its question.
//! Reads strictly and fails closed: what is missing, contradicting or malformed is no authentication.

mod cursor;
mod envelope;
mod fields;
mod inside;
mod judge;
mod received;
mod results;
mod trace;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::approval::Address;
use crate::config;

/// Whether a mail is from its From address, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authentication {
    /// The verdict.
    pub result: AuthenticationResult,
    /// What it rests on.
    pub method: AuthenticationMethod,
    /// In words, for the audit log and the operator.
    pub detail: String,
}

/// The verdict on a sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuthenticationResult {
    /// Authenticated for the From domain.
    Pass,
    /// Not authenticated: a missing, contradicting or malformed result is a fail.
    Fail,
    /// Nobody was asked: `authentication.mode = "none"`.
    None,
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuthenticationMethod {
    /// A trusted server's header.
    Authserv,
    /// Nothing.
    None,
}

/// Judges whether the mail `raw` is from `from`, the one address in its From field.
pub fn authenticate(raw: &[u8], from: &Address, config: &config::Authentication) -> Authentication {
    match config {
        config::Authentication::None => Authentication {
            result: AuthenticationResult::None,
            method: AuthenticationMethod::None,
            detail: "nobody was asked: authentication.mode is none".to_owned(),
        },
        config::Authentication::Authserv(trust) => by_header(raw, from, trust),
    }
}

fn by_header(raw: &[u8], from: &Address, trust: &config::Authserv) -> Authentication {
    let trace = trace::read(raw, trust.position);
    let statements = match results::trusted(&trace.results, trust) {
        Ok(statements) => statements,
        Err(malformed) => return failed(AuthenticationMethod::Authserv, malformed),
    };
    let verdict = match inside::vouches(raw, from, trust, &statements) {
        Some(verdict) => verdict,
        None if statements.is_empty() => {
            return failed(AuthenticationMethod::None, nothing_to_believe(trust));
        }
        None => judge::judge(&statements, from, trust),
    };
    let verdict =
        verdict.and_then(|detail| envelope::agrees(trace.return_path.as_ref(), from).map(|()| detail));
    match verdict {
        Ok(detail) => Authentication {
            result: AuthenticationResult::Pass,
            method: AuthenticationMethod::Authserv,
            detail,
        },
        Err(detail) => failed(AuthenticationMethod::Authserv, detail),
    }
}

fn failed(method: AuthenticationMethod, detail: String) -> Authentication {
    Authentication { result: AuthenticationResult::Fail, method, detail }
}

fn nothing_to_believe(trust: &config::Authserv) -> String {
    let ids = trust.ids.join(" or ");
    match trust.position {
        config::Position::First => {
            "no Authentication-Results that can be believed comes first in the header".to_owned()
        }
        config::Position::AboveReceived | config::Position::BelowReceived if ids.is_empty() => {
            "authentication.authserv_ids is empty: no Authentication-Results is believed".to_owned()
        }
        config::Position::AboveReceived => {
            format!("no Authentication-Results of {ids} above the first Received")
        }
        config::Position::BelowReceived => {
            format!("no Authentication-Results of {ids} above the sender's own header fields")
        }
    }
}
