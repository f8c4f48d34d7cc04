//! The verdict: every method that the operator's server stamps must say that the mail is from the From address.
//!
//! Knows RFC 8601 §2.7 as far as it speaks of From. SPF speaks of the envelope and is never asked.

use super::results::{Outcome, Statement};
use crate::approval::Address;
use crate::config::Method;

/// How much of a server's words is repeated to the operator, in characters.
const MAX_QUOTED: usize = 100;

/// In words, why the mail is from `from` (`Ok`) or why it is not known to be (`Err`). Of several results of a method
/// the worst one counts.
pub(super) fn judge(statements: &[Statement], from: &Address, methods: &[Method]) -> Result<String, String> {
    if methods.is_empty() {
        return Err("authentication.methods is empty: no result is believed".to_owned());
    }
    let details = methods.iter().map(|&method| agrees(statements, from, method));
    Ok(details.collect::<Result<Vec<_>, _>>()?.join("; "))
}

fn agrees(statements: &[Statement], from: &Address, method: Method) -> Result<String, String> {
    let mut vouched = None;
    let mut beside = None;
    for statement in statements {
        for outcome in statement.outcomes.iter().filter(|outcome| outcome.method == name(method)) {
            match word(&statement.by, outcome, from, method) {
                Word::Vouches(detail) => vouched.get_or_insert(detail),
                Word::Beside(detail) => beside.get_or_insert(detail),
                Word::Refuses(detail) => return Err(detail),
            };
        }
    }
    vouched.ok_or_else(|| beside.unwrap_or_else(|| says_nothing(statements, method)))
}

fn says_nothing(statements: &[Statement], method: Method) -> String {
    let mut by: Vec<&str> = statements.iter().map(|statement| statement.by.as_str()).collect();
    by.dedup();
    format!("{} says nothing of {}", shortened(&by.join(" and ")), name(method))
}

/// What one result says of the mail's sender.
enum Word {
    /// It is the From address.
    Vouches(String),
    /// Nothing: the signature of somebody else, beside which the sender's own may stand.
    Beside(String),
    /// It is not known to be the From address.
    Refuses(String),
}

fn word(by: &str, outcome: &Outcome, from: &Address, method: Method) -> Word {
    let by = shortened(by);
    let subject = match subject(outcome, method) {
        Ok(subject) => subject,
        Err(key) => return Word::Refuses(format!("{by} names {key} twice: treated as an attack")),
    };
    let mut said = format!("{by} says {}={}", outcome.method, shortened(&outcome.result));
    if let Some(subject) = subject {
        said.push_str(&format!(" for {}", shortened(subject)));
    }
    let (is_from, whom) = match method {
        Method::Dmarc | Method::Dkim => {
            (subject.and_then(domain_of).as_deref() == Some(from.domain()), from.domain())
        }
        Method::Auth => (subject.is_some_and(|login| is_login_of(login, from)), from.as_str()),
    };
    match (outcome.result.as_str(), is_from, method) {
        ("pass", true, _) => Word::Vouches(said),
        ("pass", false, Method::Dkim) => Word::Beside(format!("{said}, not for {whom}")),
        ("pass", false, Method::Dmarc | Method::Auth) => Word::Refuses(format!("{said}, not for {whom}")),
        (_, true | false, _) => Word::Refuses(said),
    }
}

/// Whom a result is about: the property that names him, or the name of one that stands there twice.
pub(super) fn subject(outcome: &Outcome, method: Method) -> Result<Option<&str>, &'static str> {
    match method {
        Method::Dmarc => the_one(outcome, "header.from"),
        Method::Dkim => signer(outcome),
        Method::Auth => the_one(outcome, "smtp.auth"),
    }
}

/// The domain that signed: `header.d`, or where a server names only the identity, that of `header.i`, which lies within
/// the signing domain (RFC 6376 §3.5).
fn signer(outcome: &Outcome) -> Result<Option<&str>, &'static str> {
    let domain = the_one(outcome, "header.d")?;
    let identity = the_one(outcome, "header.i")?;
    Ok(domain.or(identity))
}

/// The value of a property; an error when there are two.
fn the_one<'a>(outcome: &'a Outcome, key: &'static str) -> Result<Option<&'a str>, &'static str> {
    let mut values =
        outcome.properties.iter().filter(|(name, _)| name == key).map(|(_, value)| value.as_str());
    match (values.next(), values.next()) {
        (value, None) => Ok(value),
        (_, Some(_)) => Err(key),
    }
}

/// The domain in `corp.example`, `sam@corp.example`, `@corp.example` or `<sam@corp.example>`, in lower case.
pub(super) fn domain_of(value: &str) -> Option<String> {
    let bare = value.strip_prefix('<').and_then(|value| value.strip_suffix('>')).unwrap_or(value);
    let domain = bare.split_once('@').map_or(bare, |(_, domain)| domain);
    (!domain.contains('@')).then(|| domain.to_ascii_lowercase())
}

/// Whether somebody who logged in so is the owner of the address: the login is the address, or its local part.
pub(super) fn is_login_of(login: &str, address: &Address) -> bool {
    login.eq_ignore_ascii_case(address.as_str()) || login.eq_ignore_ascii_case(address.local())
}

pub(super) fn name(method: Method) -> &'static str {
    match method {
        Method::Dmarc => "dmarc",
        Method::Dkim => "dkim",
        Method::Auth => "auth",
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(MAX_QUOTED).collect()
}
