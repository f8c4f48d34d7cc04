//! The verdict: every method that the operator's server stamps must say that the mail is from the From address.
//!
//! Knows RFC 8601 §2.7 as far as it speaks of From. SPF speaks of the envelope and is never asked.

use super::results::{Outcome, Statement};
use crate::approval::Address;
use crate::config::{Authserv, Logins, Method};

/// How much of a server's words is repeated to the operator, in characters.
const MAX_QUOTED: usize = 100;

/// In words, why the mail is from `from` (`Ok`) or why it is not known to be (`Err`). Of several results of a method
/// the worst one counts.
pub(super) fn judge(statements: &[Statement], from: &Address, trust: &Authserv) -> Result<String, String> {
    if trust.methods.is_empty() {
        return Err("authentication.methods is empty: no result is believed".to_owned());
    }
    let details = trust.methods.iter().map(|&method| agrees(statements, from, method, trust));
    Ok(details.collect::<Result<Vec<_>, _>>()?.join("; "))
}

/// Each statement that speaks of the method must vouch: one that speaks of somebody else only was not written by who wrote
/// the other.
fn agrees(
    statements: &[Statement],
    from: &Address,
    method: Method,
    trust: &Authserv,
) -> Result<String, String> {
    let said: Vec<_> = statements.iter().map(|statement| speaks(statement, from, method, trust)).collect();
    if trust.one_field && said.first().is_some_and(Option::is_none) {
        return Err(says_nothing(statements.get(..1).unwrap_or(statements), method));
    }
    let details: Vec<String> = said.into_iter().flatten().collect::<Result<_, _>>()?;
    details.into_iter().next().ok_or_else(|| says_nothing(statements, method))
}

/// What one statement says of the sender by a method; `None`: nothing.
fn speaks(
    statement: &Statement,
    from: &Address,
    method: Method,
    trust: &Authserv,
) -> Option<Result<String, String>> {
    let mut vouched = None;
    let mut beside = None;
    for outcome in statement.outcomes.iter().filter(|outcome| outcome.method == name(method)) {
        match word(&statement.by, outcome, from, method, &trust.logins) {
            Word::Vouches(detail) => vouched.get_or_insert(detail),
            Word::Beside(detail) => beside.get_or_insert(detail),
            Word::Refuses(detail) => return Some(Err(detail)),
        };
    }
    vouched.map(Ok).or(beside.map(Err))
}

fn says_nothing(statements: &[Statement], method: Method) -> String {
    let mut by: Vec<&str> = statements.iter().map(|statement| statement.by.as_str()).collect();
    by.dedup();
    format!("{} says nothing of {}", quoted(&by.join(" and ")), name(method))
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

fn word(by: &str, outcome: &Outcome, from: &Address, method: Method, logins: &Logins) -> Word {
    let by = quoted(by);
    let subject = match subject(outcome, method) {
        Ok(subject) => subject,
        Err(why) => return Word::Refuses(format!("{by} {why}: treated as an attack")),
    };
    let mut said = format!("{by} says {}={}", outcome.method, quoted(&outcome.result));
    if let Some(subject) = subject {
        said.push_str(&format!(" for {}", quoted(subject)));
    }
    let (is_from, whom) = match method {
        Method::Dmarc | Method::Dkim => {
            (subject.and_then(domain_of).as_deref() == Some(from.domain()), from.domain())
        }
        Method::Auth => (subject.is_some_and(|login| is_login_of(login, from, logins)), from.as_str()),
    };
    match (outcome.result.as_str(), is_from, method) {
        ("pass", true, _) => Word::Vouches(said),
        ("pass", false, Method::Dkim) => Word::Beside(format!("{said}, not for {whom}")),
        ("pass", false, Method::Dmarc | Method::Auth) => Word::Refuses(format!("{said}, not for {whom}")),
        (_, true | false, _) => Word::Refuses(said),
    }
}

/// Whom a result is about: the property that names him; or what is wrong with it.
pub(super) fn subject(outcome: &Outcome, method: Method) -> Result<Option<&str>, String> {
    match method {
        Method::Dmarc => outcome.property("header.from"),
        Method::Dkim => signer(outcome),
        Method::Auth => outcome.property("smtp.auth"),
    }
}

/// The domain that signed: `header.d`, or where a server names only the identity, that of `header.i`, which lies within
/// the signing domain (RFC 6376 §3.5).
fn signer(outcome: &Outcome) -> Result<Option<&str>, String> {
    let domain = outcome.property("header.d")?;
    let identity = outcome.property("header.i")?;
    if let (Some(domain), Some(identity)) = (domain, identity)
        && !lies_within(&domain_of(identity).unwrap_or_default(), &domain.to_ascii_lowercase())
    {
        return Err(format!("names an identity of {} beside {}", quoted(identity), quoted(domain)));
    }
    Ok(domain.or(identity))
}

fn lies_within(domain: &str, parent: &str) -> bool {
    domain.strip_suffix(parent).is_some_and(|below| below.is_empty() || below.ends_with('.'))
}

/// The domain in `corp.example`, `sam@corp.example`, `@corp.example` or `<sam@corp.example>`, in lower case.
pub(super) fn domain_of(value: &str) -> Option<String> {
    let bare = value.strip_prefix('<').and_then(|value| value.strip_suffix('>')).unwrap_or(value);
    let domain = bare.split_once('@').map_or(bare, |(_, domain)| domain);
    (!domain.contains('@')).then(|| domain.to_ascii_lowercase())
}

/// Whether somebody who logged in so is the owner of the address: by the operator's table; else the login is the address, or
/// in the desk's own domain its local part. Elsewhere, a colleague's login may be the local part of a stranger.
pub(super) fn is_login_of(login: &str, address: &Address, logins: &Logins) -> bool {
    let owner = address.plain();
    let mut listed = logins.table.iter().filter(|(listed, _)| login.eq_ignore_ascii_case(listed)).peekable();
    if listed.peek().is_some() {
        return listed.any(|(_, address)| address.plain() == owner);
    }
    let by_name = login.eq_ignore_ascii_case(owner.local());
    login.eq_ignore_ascii_case(owner.as_str())
        || (by_name && logins.domain.as_deref() == Some(owner.domain()))
}

pub(super) fn name(method: Method) -> &'static str {
    match method {
        Method::Dmarc => "dmarc",
        Method::Dkim => "dkim",
        Method::Auth => "auth",
    }
}

/// A server's or sender's own words, as far as they are repeated.
pub(super) fn quoted(text: &str) -> String {
    text.chars().filter(|c| *c == ' ' || c.is_ascii_graphic()).take(MAX_QUOTED).collect()
}
