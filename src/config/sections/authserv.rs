//! The keys of `[authentication]` about a server's word: a profile, what stands beside it, or everything by hand.
//!
//! A key beside a profile may narrow it. What would loosen or contradict it is a fault.

use super::profile::{Mark, PROFILES, Profile, RunBy};
use crate::approval::Address;
use crate::config::reader::{Section, Value};
use crate::config::values::{ADDRESS, Form};
use crate::config::{Authserv, Inside, Logins, Method, Position};

const AUTHSERV_ID: Form = Form {
    name: "the name of a receiving server",
    remedy: "copy what stands first in its Authentication-Results header: \"mx.corp.example\", or \"*.provider.example\"",
};

const HOST: Form = Form {
    name: "the name of a server",
    remedy: "write what your server calls itself, such as \"mx.corp.example\", or \"*.corp.example\"",
};

const TENANT: Form = Form {
    name: "the id of a tenant",
    remedy: "copy it from the Microsoft Entra admin centre: \"01234567-89ab-cdef-0123-456789abcdef\"",
};

/// Which word of a server to believe. `domain` is the desk's own, where a login may be the local part of an address.
pub(super) fn authserv(table: &Section<'_>, domain: Option<&str>) -> Option<Authserv> {
    let profile = table.read("profile", profile);
    if table.has("profile") && profile.is_none() {
        return None;
    }
    let methods = methods(table, profile);
    let position = position(table, profile);
    let ids = ids(table, profile, &methods, position)?;
    let inside = inside(table, profile);
    let logins = Logins { domain: domain.map(str::to_owned), table: logins(table) };
    if !methods.contains(&Method::Auth) && profile.is_none_or(|profile| profile.inside != Mark::Sasl) {
        let remedy = "leave it out, or use profile = \"postfix-sasl\" or methods = [\"auth\"]";
        table.out_of_place(&["logins"], "is not looked at: no login vouches for anybody here", remedy);
    }
    let one_field = profile.map_or_else(|| writes_one_field(&ids), |profile| profile.one_field);
    Some(Authserv { ids, methods, position, one_field, inside, logins })
}

/// Whether all these servers are known to write one field, also where no profile says so.
fn writes_one_field(ids: &[String]) -> bool {
    let known = |id: &String| PROFILES.iter().any(|profile| profile.one_field && profile.is_within(id));
    !ids.is_empty() && ids.iter().all(known)
}

fn profile(value: &Value<'_>) -> Option<&'static Profile> {
    let known: Vec<_> = PROFILES.iter().map(|profile| (profile.name, profile)).collect();
    value.choice(&known)
}

fn methods(table: &Section<'_>, profile: Option<&Profile>) -> Vec<Method> {
    let usual = profile.map_or(&[Method::Dmarc][..], |profile| profile.methods);
    if !table.has("methods") {
        return usual.to_vec();
    }
    if table.lists_nothing("methods") {
        table.fault(
            "methods",
            "is empty, so that no mail would be believed",
            "write what your server stamps on every mail: [\"dmarc\"]",
        );
    }
    let methods = table.each("methods", |value| {
        value.choice(&[("dmarc", Method::Dmarc), ("dkim", Method::Dkim), ("auth", Method::Auth)])
    });
    if let Some(profile) = profile.filter(|profile| methods.iter().any(|it| !profile.able.contains(it))) {
        let what = format!("names what profile = {:?} cannot tell", profile.name);
        table.fault("methods", what, "leave it out");
    }
    methods
}

fn position(table: &Section<'_>, profile: Option<&Profile>) -> Position {
    let usual = profile.map_or(Position::AboveReceived, |profile| profile.position);
    let written = table.read("position", |value| {
        value.choice(&[
            ("above-received", Position::AboveReceived),
            ("below-received", Position::BelowReceived),
            ("first", Position::First),
        ])
    });
    let fits = |profile: &Profile, position| match profile.run_by {
        RunBy::Provider => position == profile.position,
        RunBy::Operator | RunBy::OperatorForItsUsers => position != Position::First,
    };
    if let (Some(profile), Some(position)) = (profile, written)
        && !fits(profile, position)
    {
        table.fault("position", contradicts(profile, "stamps elsewhere"), "leave it out");
    }
    written.unwrap_or(usual)
}

fn contradicts(profile: &Profile, how: &str) -> String {
    format!("contradicts profile = {:?}, which {how}", profile.name)
}

/// Microsoft 365 stamps without an id; every other server must be known by its own.
fn ids(
    table: &Section<'_>,
    profile: Option<&Profile>,
    methods: &[Method],
    position: Position,
) -> Option<Vec<String>> {
    let written = table.each("authserv_ids", |value| value.parsed(&AUTHSERV_ID, authserv_id));
    let named = !table.lists_nothing("authserv_ids");
    let first = position == Position::First && profile.is_none_or(|it| it.position == Position::First);
    if first && named {
        table.fault(
            "authserv_ids",
            "has no meaning with position = \"first\": Microsoft 365 writes no id",
            "leave it out, or write another position",
        );
        return None;
    }
    match profile.map(|profile| (profile, profile.run_by)) {
        Some((profile, RunBy::Provider)) if named => {
            if written.iter().any(|id| !profile.is_within(id)) {
                let how = format!("knows its server as {}", profile.ids(profile.able).join(" and "));
                table.fault("authserv_ids", contradicts(profile, &how), "leave it out");
            }
        }
        Some((profile, RunBy::Provider)) => return Some(profile.ids(methods)),
        Some((profile, RunBy::OperatorForItsUsers)) if !named => {
            let what = format!("has no meaning with profile = {:?} and no authserv_ids", profile.name);
            let remedy = "leave it out, or name in authserv_ids who vouches for mail from outside";
            table.out_of_place(&["methods", "position"], &what, remedy);
        }
        Some((_, RunBy::Operator | RunBy::OperatorForItsUsers)) | None => {
            if position != Position::First && !named {
                let what = "is missing, so that no mail would be believed";
                table.fault("authserv_ids", what, AUTHSERV_ID.remedy);
                return None;
            }
        }
    }
    Some(written)
}

fn inside(table: &Section<'_>, profile: Option<&Profile>) -> Option<Inside> {
    let mark = profile.map_or(Mark::None, |profile| profile.inside);
    if !matches!(mark, Mark::Exchange | Mark::Sasl) {
        let remedy = "leave it out, or use profile = \"exchange\" or \"postfix-sasl\"";
        table.out_of_place(&["hosts"], "is not looked at here", remedy);
    }
    if mark != Mark::Tenant {
        let remedy = "leave it out, or use profile = \"microsoft365\"";
        table.out_of_place(&["tenant"], "is not looked at here", remedy);
    }
    let hosts = || {
        if table.lists_nothing("hosts") {
            let what = "is missing, so that no mail of your own users would be believed";
            table.fault("hosts", what, HOST.remedy);
        }
        table.each("hosts", |value| value.parsed(&HOST, authserv_id))
    };
    match mark {
        Mark::None => None,
        Mark::Exchange => Some(Inside::Exchange(hosts())),
        Mark::Sasl => Some(Inside::Sasl(hosts())),
        Mark::Tenant => table.read("tenant", |value| value.parsed(&TENANT, tenant)).map(Inside::Tenant),
    }
}

fn logins(table: &Section<'_>) -> Vec<(String, Address)> {
    let owner = |value: &Value<'_>| value.parsed(&ADDRESS, |text| text.parse().ok());
    let mut logins = Vec::new();
    for (login, value) in table.entries("logins") {
        let several = if value.length() > 0 { value.list() } else { None };
        let owned: Vec<Address> = match several {
            Some(list) => list.iter().filter_map(owner).collect(),
            None => owner(&value).into_iter().collect(),
        };
        logins.extend(owned.into_iter().map(|address| (login.to_ascii_lowercase(), address)));
    }
    logins
}

fn tenant(text: &str) -> Option<String> {
    let lengths = text.split('-').map(str::len);
    let is_id = lengths.eq([8, 4, 4, 4, 12]) && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
    is_id.then(|| text.to_ascii_lowercase())
}

/// A host name, or `*.` and a domain of at least two labels.
pub(super) fn authserv_id(text: &str) -> Option<String> {
    let name = text.strip_prefix("*.").unwrap_or(text);
    let plain = !name.is_empty()
        && name.len() <= 253
        && name.split('.').all(|label| !label.is_empty())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
    (plain && (name == text || name.contains('.'))).then(|| text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authserv_id_is_exact_or_everything_below_a_domain() {
        for id in ["mx.google.com", "*.provider.example", "mailhost"] {
            assert_eq!(authserv_id(id).as_deref(), Some(id));
        }
        for id in ["", "*", "*.com", "*mx.corp.example", "mx.*.example", "mx corp", "a..b"] {
            assert_eq!(authserv_id(id), None, "{id}");
        }
    }

    #[test]
    fn a_tenant_is_a_guid() {
        let id = "01234567-89ab-CDEF-0123-456789abcdef";
        assert_eq!(tenant(id), Some(id.to_ascii_lowercase()));
        for wrong in [
            "",
            "corp.example",
            "01234567-89ab-cdef-0123-456789abcde",
            "g1234567-89ab-cdef-0123-456789abcdef",
        ] {
            assert_eq!(tenant(wrong), None, "{wrong}");
        }
    }
}
