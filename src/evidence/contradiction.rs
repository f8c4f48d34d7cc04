//! Whether a trusted server speaks against a sender, or only does not vouch for him.
//!
//! Knows the results of RFC 8601 §2.7. Counts where somebody else vouches: a server that saw no policy, or could not look
//! it up, leaves the question open; one that says "fail", or names another sender, answers it.

use super::judge::{domain_of, is_login_of, name, subject};
use super::results::{Outcome, Statement};
use crate::approval::Address;
use crate::config::{Authserv, Method};

/// Results that say nothing about the sender; `unknown` and `bestguesspass` are Yahoo's and Microsoft's words for it.
const OPEN: [&str; 5] = ["none", "neutral", "temperror", "unknown", "bestguesspass"];

/// Whether one of `statements` speaks against `from`. DMARC always counts: it is about From and nothing else.
pub(super) fn found(statements: &[Statement], from: &Address, trust: &Authserv) -> bool {
    let outcomes = || statements.iter().flat_map(|statement| &statement.outcomes);
    let counted = [Method::Dmarc].iter().chain(&trust.methods);
    counted
        .flat_map(|method| outcomes().map(move |outcome| (*method, outcome)))
        .filter(|(method, outcome)| outcome.method == name(*method))
        .any(|(method, outcome)| speaks_against(outcome, from, method, trust))
}

fn speaks_against(outcome: &Outcome, from: &Address, method: Method, trust: &Authserv) -> bool {
    let Ok(subject) = subject(outcome, method) else { return true };
    let passes = outcome.result == "pass";
    if OPEN.contains(&outcome.result.as_str()) {
        return false;
    }
    let about_from = subject.is_none_or(|it| domain_of(it).as_deref() == Some(from.domain()));
    match method {
        Method::Dmarc => !(passes && about_from),
        // The signature of somebody else may be broken on its way without a word about the sender's own.
        Method::Dkim => !passes && about_from,
        Method::Auth => !(passes && subject.is_some_and(|login| is_login_of(login, from, &trust.logins))),
    }
}
