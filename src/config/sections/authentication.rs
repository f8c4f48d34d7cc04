//! `[authentication]`: who vouches that a mail is from its From address.

use super::later::unavailable;
use crate::config::keys;
use crate::config::reader::{Section, Value};
use crate::config::values::Form;
use crate::config::{Authentication, Authserv, Method, Position};

/// Says the second time that forged mail may decide.
const SAID_TWICE: &str = "i_know_that_anybody_can_forge_mail";

const AUTHSERV_ID: Form = Form {
    name: "the name of a receiving server",
    remedy: "copy what stands first in its Authentication-Results header: \"mx.corp.example\", or \"*.provider.example\"",
};

#[derive(Clone, Copy)]
enum Mode {
    Authserv,
    None,
    Later,
}

/// Who vouches for senders; `remote` says that strangers' mail arrives.
pub(in crate::config) fn authentication(root: &Section<'_>, remote: bool) -> Option<Authentication> {
    let table = root.section("authentication", &keys::AUTHENTICATION);
    let authserv = authserv(&table);
    later(&table);
    let said_twice = table.read(SAID_TWICE, Value::boolean) == Some(true);
    if !remote && !table.has("mode") && table.lists_nothing("authserv_ids") {
        return Some(Authentication::None);
    }
    let mode = mode(&table)?;
    if matches!(mode, Mode::None) && !table.lists_nothing("authserv_ids") {
        table.fault(
            "authserv_ids",
            "is not looked at with mode = \"none\"",
            "set mode = \"authserv\", or leave it out",
        );
    }
    match mode {
        Mode::Later => None,
        Mode::Authserv => check_ids(&table, authserv).map(Authentication::Authserv),
        Mode::None if !remote || said_twice => Some(Authentication::None),
        Mode::None => {
            let remedy = format!("use \"authserv\"; only for a trial, write {SAID_TWICE} = true as well");
            table.fault("mode", "lets anybody who can write a From line approve reports", remedy);
            None
        }
    }
}

fn mode(table: &Section<'_>) -> Option<Mode> {
    let remedy = "write mode = \"authserv\" and authserv_ids = [\"…\"]: the name that your mail server puts first in \
                  the Authentication-Results header of what it receives";
    let mode = table.required("mode", remedy, |value| {
        value.choice(&[
            ("authserv", Mode::Authserv),
            ("none", Mode::None),
            ("dkim", Mode::Later),
            ("either", Mode::Later),
            ("both", Mode::Later),
        ])
    })?;
    if matches!(mode, Mode::Later) {
        unavailable(table, "mode", "use \"authserv\"");
    }
    Some(mode)
}

fn authserv(table: &Section<'_>) -> Authserv {
    let methods = table.each("methods", |value| {
        value.choice(&[("dmarc", Method::Dmarc), ("dkim", Method::Dkim), ("auth", Method::Auth)])
    });
    if table.has("methods") && table.lists_nothing("methods") {
        table.fault(
            "methods",
            "is empty, so that no mail would be believed",
            "write what your server stamps on every mail: [\"dmarc\"]",
        );
    }
    let position = table.read("position", |value| {
        value.choice(&[
            ("above-received", Position::AboveReceived),
            ("below-received", Position::BelowReceived),
            ("first", Position::First),
        ])
    });
    Authserv {
        ids: table.each("authserv_ids", |value| value.parsed(&AUTHSERV_ID, authserv_id)),
        methods: if table.has("methods") { methods } else { vec![Method::Dmarc] },
        position: position.unwrap_or(Position::AboveReceived),
    }
}

/// Microsoft 365 stamps without an id; every other server must be known by its own.
fn check_ids(table: &Section<'_>, authserv: Authserv) -> Option<Authserv> {
    let named = !table.lists_nothing("authserv_ids");
    if authserv.position == Position::First && named {
        table.fault(
            "authserv_ids",
            "has no meaning with position = \"first\": Microsoft 365 writes no id",
            "leave it out, or write another position",
        );
        return None;
    }
    if authserv.position != Position::First && !named {
        table.fault("authserv_ids", "is missing, so that no mail would be believed", AUTHSERV_ID.remedy);
        return None;
    }
    Some(authserv)
}

fn later(table: &Section<'_>) {
    if !table.each("dkim_domains", Value::text).is_empty() {
        unavailable(table, "dkim_domains", "leave it out");
    }
    if table.read("dns", Value::text).is_some_and(|dns| dns != "system") {
        unavailable(table, "dns", "leave it out, or write \"system\"");
    }
}

/// A host name, or `*.` and a domain of at least two labels.
fn authserv_id(text: &str) -> Option<String> {
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
}
