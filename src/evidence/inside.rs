//! Mail of a server's own users, which it neither signs nor checks, told by the marks it leaves.
//!
//! Knows the marks of Exchange and Postfix. Each is believed only where the operator named the server or tenant, and only
//! when it stands there exactly once. Marks never outweigh a result that refuses.

use super::fields::{Field, fields};
use super::judge::{is_login_of, quoted};
use super::received::{Hop, hop};
use super::results::{Statement, is_listed};
use crate::approval::Address;
use crate::config::{Authserv, Inside};

/// What the marks of the mail `raw` say; an error is a word against the sender. `None`: nothing, so that the server's
/// results decide.
pub(super) fn vouches(
    raw: &[u8],
    from: &Address,
    trust: &Authserv,
    statements: &[Statement],
) -> Option<Result<String, String>> {
    match trust.inside.as_ref()? {
        // A gateway's mail may be marked as inside too: where results came with it, they must agree.
        Inside::Exchange(hosts) => exchange(raw, hosts).filter(|said| said.is_err() || statements.is_empty()),
        Inside::Tenant(tenant) => {
            let unchecked = statements.iter().all(|statement| is_unchecked(statement, from));
            (unchecked && is_within_tenant(raw, tenant))
                .then(|| Ok(format!("Microsoft 365 says that it was sent within the tenant {tenant}")))
        }
        Inside::Sasl(hosts) => sasl(raw, from, hosts, trust),
    }
}

/// What is missing, where nothing else than a mark could vouch.
pub(super) fn missing(inside: &Inside) -> String {
    let mark = match inside {
        Inside::Exchange(_) | Inside::Tenant(_) => "X-MS-Exchange-Organization-AuthAs",
        Inside::Sasl(_) => "Authenticated sender",
    };
    format!("it bears no {mark} of the organisation's own server")
}

/// `None`: it came from outside, or says nothing.
fn exchange(raw: &[u8], hosts: &[String]) -> Option<Result<String, String>> {
    let marked = values(raw, "X-MS-Exchange-Organization-AuthAs");
    let sources = values(raw, "X-MS-Exchange-Organization-AuthSource");
    match (marked.as_slice(), sources.as_slice()) {
        ([], _) => None,
        ([mark], [source]) if mark.eq_ignore_ascii_case("Internal") => Some(if is_listed(source, hosts) {
            Ok(format!("{} says that it was sent from inside", quoted(source)))
        } else {
            Err(format!(
                "{} says that it was sent from inside, and is not one of authentication.hosts",
                quoted(source)
            ))
        }),
        ([mark], _) if !mark.eq_ignore_ascii_case("Internal") => None,
        (_, _) => Some(Err("the marks of Exchange do not stand there once: treated as an attack".to_owned())),
    }
}

/// Results that neither vouch nor refuse, because nothing was signed and no policy asked for it.
fn is_unchecked(statement: &Statement, from: &Address) -> bool {
    let about_sender = |method: &str| {
        statement.outcomes.iter().filter(move |outcome| outcome.method == method).collect::<Vec<_>>()
    };
    let (dmarc, dkim) = (about_sender("dmarc"), about_sender("dkim"));
    let [policy] = dmarc.as_slice() else { return false };
    let of_sender = policy.property("header.from").ok().flatten();
    !dkim.is_empty()
        && dmarc.iter().chain(&dkim).all(|outcome| outcome.result == "none")
        && of_sender.is_some_and(|domain| domain.eq_ignore_ascii_case(from.domain()))
}

/// Microsoft's marks, each exactly once, and no hop of anybody else.
fn is_within_tenant(raw: &[u8], tenant: &str) -> bool {
    let is = |name: &str, wanted: &str| matches!(values(raw, name).as_slice(), [value] if value.eq_ignore_ascii_case(wanted));
    let of_microsoft = |hop: &Hop| [&hop.from, &hop.by].iter().all(|host| host.ends_with(".outlook.com"));
    let hops: Vec<_> = fields(raw).filter(|field| field.is("Received")).map(|field| hop(&field)).collect();
    is("X-MS-Exchange-Organization-AuthAs", "Internal")
        && is("X-MS-Exchange-CrossTenant-AuthAs", "Internal")
        && is("X-MS-Exchange-CrossTenant-Id", tenant)
        && !hops.is_empty()
        && hops.iter().all(|hop| hop.as_ref().is_some_and(of_microsoft))
}

/// The login of the topmost `Received`, but for those of the local delivery (LMTP): lower ones may be the sender's.
fn sasl(raw: &[u8], from: &Address, hosts: &[String], trust: &Authserv) -> Option<Result<String, String>> {
    let received = fields(raw).filter(|field| field.is("Received"));
    let hop =
        received.map(|field| hop(&field)).find(|hop| hop.as_ref().is_none_or(|hop| !is_delivery(hop)))??;
    let logins: Vec<&str> =
        hop.comments.iter().filter_map(|comment| comment.strip_prefix("Authenticated sender: ")).collect();
    let [login] = logins.as_slice() else { return None };
    if !is_listed(&hop.by, hosts) || !matches!(hop.with.as_str(), "ESMTPA" | "ESMTPSA") {
        return None;
    }
    let said = format!("{} says that {} logged in", quoted(&hop.by), quoted(login));
    Some(if is_login_of(login.trim(), from, &trust.logins) {
        Ok(said)
    } else {
        Err(format!("{said}, not {from}"))
    })
}

fn is_delivery(hop: &Hop) -> bool {
    matches!(hop.with.as_str(), "LMTP" | "LMTPS" | "LMTPA" | "LMTPSA")
}

/// The bodies of all fields of a name, wherever they stand in the header.
fn values(raw: &[u8], name: &str) -> Vec<String> {
    let body = |field: Field<'_>| String::from_utf8_lossy(&field.unfolded()).trim().to_owned();
    fields(raw).filter(|field| field.is(name)).map(body).collect()
}
