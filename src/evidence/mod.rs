//! Who vouches for a sender: the receiving server's `Authentication-Results` (RFC 8601), and the sender's own signature
//! (DKIM, RFC 6376).
//!
//! Knows trace headers and signatures. Must not know policy: whether somebody may ask or decide is not its question; nor
//! ask DNS itself, whose answers it is given.
//! Reads strictly and fails closed: what is missing, contradicting or malformed is no authentication.

mod contradiction;
mod cursor;
mod dkim;
mod fields;
mod forgery;
mod inside;
mod judge;
mod received;
mod results;
mod trace;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::approval::Address;
use crate::config;
use crate::resolver::Answers;

pub use forgery::Forgery;

/// Whether a mail is from its From address, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authentication {
    /// The verdict.
    pub result: AuthenticationResult,
    /// What it rests on.
    pub method: AuthenticationMethod,
    /// In words, for the audit log and the operator.
    pub detail: String,
    /// It failed only because DNS could not be asked: asking again later may give another verdict.
    #[serde(skip)]
    pub may_change: bool,
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
    /// The sender's own signature.
    Dkim,
    /// Nothing.
    None,
}

impl Authentication {
    /// The sender is not known to be who the mail says.
    pub fn failed(method: AuthenticationMethod, detail: String) -> Self {
        Self { result: AuthenticationResult::Fail, method, detail, may_change: false }
    }

    fn passed(method: AuthenticationMethod, detail: String) -> Self {
        Self { result: AuthenticationResult::Pass, method, detail, may_change: false }
    }
}

/// The names in DNS that must be asked before [`authenticate`] can judge the mail `raw`, which arrived then.
pub fn questions(
    raw: &[u8],
    from: &Address,
    arrived: DateTime<Utc>,
    config: &config::Authentication,
) -> Vec<String> {
    config.dkim().map(|dkim| dkim::questions(raw, from, arrived, dkim)).unwrap_or_default()
}

/// Judges whether the mail `raw` is from `from`, the one address in its From field, as of the time when it arrived and with
/// the answers to its [`questions`].
pub fn authenticate(
    raw: &[u8],
    from: &Address,
    arrived: DateTime<Utc>,
    answers: &Answers,
    config: &config::Authentication,
) -> Authentication {
    let header = |trust| by_header(raw, from, trust);
    let signature = |dkim| by_signature(dkim::judge(raw, from, arrived, answers, dkim));
    match config {
        config::Authentication::None => Authentication {
            result: AuthenticationResult::None,
            method: AuthenticationMethod::None,
            detail: "nobody was asked: authentication.mode is none".to_owned(),
            may_change: false,
        },
        config::Authentication::Authserv(trust) => header(trust).verdict,
        config::Authentication::Dkim(dkim) => signature(dkim),
        config::Authentication::Either(trust, dkim) => either(header(trust), || signature(dkim)),
        config::Authentication::Both(trust, dkim) => both(header(trust).verdict, || signature(dkim)),
    }
}

/// What the trusted servers' headers say.
struct ByHeader {
    verdict: Authentication,
    /// They do not only fail to vouch for the sender: they speak against him.
    contradicts: bool,
}

/// One of both is enough, unless the server says that the mail is not what it seems: the worst counts.
fn either(header: ByHeader, signature: impl Fn() -> Authentication) -> Authentication {
    let ByHeader { verdict: header, contradicts } = header;
    if contradicts {
        return header;
    }
    let signature = signature();
    match (header.result, signature.result) {
        (AuthenticationResult::Pass, AuthenticationResult::Pass) => {
            let detail = format!("{}; {}", header.detail, signature.detail);
            Authentication::passed(AuthenticationMethod::Authserv, detail)
        }
        (AuthenticationResult::Pass, _) => header,
        (_, AuthenticationResult::Pass) => signature,
        _ => {
            let method =
                if signature.method == AuthenticationMethod::None { header.method } else { signature.method };
            let detail = format!("{}; {}", header.detail, signature.detail);
            Authentication { may_change: signature.may_change, ..Authentication::failed(method, detail) }
        }
    }
}

/// Both must vouch.
fn both(header: Authentication, signature: impl Fn() -> Authentication) -> Authentication {
    if header.result != AuthenticationResult::Pass {
        return header;
    }
    let signature = signature();
    let detail = format!("{}; {}", header.detail, signature.detail);
    Authentication { detail, ..signature }
}

fn by_signature(opinion: dkim::Opinion) -> Authentication {
    match opinion {
        dkim::Opinion::Vouches(detail) => Authentication::passed(AuthenticationMethod::Dkim, detail),
        dkim::Opinion::Unknown(detail) => {
            Authentication { may_change: true, ..Authentication::failed(AuthenticationMethod::Dkim, detail) }
        }
        dkim::Opinion::Refuses { signed: true, detail } => {
            Authentication::failed(AuthenticationMethod::Dkim, detail)
        }
        dkim::Opinion::Refuses { signed: false, detail } => {
            Authentication::failed(AuthenticationMethod::None, detail)
        }
    }
}

fn by_header(raw: &[u8], from: &Address, trust: &config::Authserv) -> ByHeader {
    let trace = trace::read(raw, trust.position);
    let fail = |method, detail, contradicts| ByHeader {
        verdict: Authentication::failed(method, detail),
        contradicts,
    };
    let statements = match results::trusted(&trace.results, trust) {
        Ok(statements) => statements,
        Err(malformed) => return fail(AuthenticationMethod::Authserv, malformed, true),
    };
    let verdict = match inside::vouches(raw, from, trust, &statements) {
        Some(Err(against)) => return fail(AuthenticationMethod::Authserv, against, true),
        Some(vouches) => vouches,
        None if statements.is_empty() => {
            return fail(AuthenticationMethod::None, nothing_to_believe(trust), false);
        }
        None => judge::judge(&statements, from, trust),
    };
    match verdict {
        Ok(detail) => {
            let verdict = Authentication::passed(AuthenticationMethod::Authserv, detail);
            ByHeader { verdict, contradicts: false }
        }
        Err(detail) => {
            let contradicts = contradiction::found(&statements, from, trust);
            fail(AuthenticationMethod::Authserv, detail, contradicts)
        }
    }
}

fn nothing_to_believe(trust: &config::Authserv) -> String {
    let ids = trust.ids.join(" or ");
    if let Some(inside) = trust.inside.as_ref().filter(|_| trust.ids.is_empty()) {
        return inside::missing(inside);
    }
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
