//! `[authentication]`: who vouches that a mail is from its From address.

use std::net::{IpAddr, SocketAddr};

use crate::config::keys;
use crate::config::reader::{Section, Value};
use crate::config::values::Form;
use crate::config::{Authentication, Authserv, Dkim, Method, Position};
use crate::resolver::DnsServer;

/// Says the second time that forged mail may decide.
const SAID_TWICE: &str = "i_know_that_anybody_can_forge_mail";

const AUTHSERV_ID: Form = Form {
    name: "the name of a receiving server",
    remedy: "copy what stands first in its Authentication-Results header: \"mx.corp.example\", or \"*.provider.example\"",
};

const DKIM_DOMAIN: Form = Form {
    name: "a domain",
    remedy: "write what stands behind d= in the DKIM-Signature: \"mail.corp.example\"",
};
const DNS: Form = Form {
    name: "a DNS server",
    remedy: "write \"system\", or an address with its port, such as \"127.0.0.1:5353\"",
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Authserv,
    Dkim,
    Either,
    Both,
    None,
}

/// Who vouches for senders; `remote` says that strangers' mail arrives.
pub(in crate::config) fn authentication(root: &Section<'_>, remote: bool) -> Option<Authentication> {
    let table = root.section("authentication", &keys::AUTHENTICATION);
    let authserv = authserv(&table);
    let dkim = dkim(&table);
    let said_twice = table.read(SAID_TWICE, Value::boolean) == Some(true);
    let mode = mode(&table, remote)?;
    if matches!(mode, Mode::None | Mode::Dkim) && !table.lists_nothing("authserv_ids") {
        not_looked_at(&table, "authserv_ids", mode);
    }
    if matches!(mode, Mode::None | Mode::Authserv) && !table.lists_nothing("dkim_domains") {
        not_looked_at(&table, "dkim_domains", mode);
    }
    match mode {
        Mode::Authserv => check_ids(&table, authserv).map(Authentication::Authserv),
        Mode::Dkim => Some(Authentication::Dkim(dkim)),
        // Without a server's name the signature alone vouches, and no header is looked at.
        Mode::Either if table.lists_nothing("authserv_ids") && authserv.position != Position::First => {
            Some(Authentication::Dkim(dkim))
        }
        Mode::Either => check_ids(&table, authserv).map(|authserv| Authentication::Either(authserv, dkim)),
        Mode::Both => check_ids(&table, authserv).map(|authserv| Authentication::Both(authserv, dkim)),
        Mode::None if !remote || said_twice => Some(Authentication::None),
        Mode::None => {
            let remedy = format!("use \"either\"; only for a trial, write {SAID_TWICE} = true as well");
            table.fault("mode", "lets anybody who can write a From line approve reports", remedy);
            None
        }
    }
}

fn not_looked_at(table: &Section<'_>, key: &str, mode: Mode) {
    let (name, remedy) = match mode {
        Mode::None => ("none", "set mode = \"either\", or leave it out"),
        Mode::Dkim => ("dkim", "set mode = \"either\", or leave it out"),
        Mode::Authserv => ("authserv", "set mode = \"either\", or leave it out"),
        Mode::Either | Mode::Both => return,
    };
    table.fault(key, format!("is not looked at with mode = \"{name}\""), remedy);
}

/// The mode that is written, or the usual one: nobody needs to vouch for mail that never left this machine.
fn mode(table: &Section<'_>, remote: bool) -> Option<Mode> {
    if !table.has("mode") {
        let alone = !remote && table.lists_nothing("authserv_ids") && table.lists_nothing("dkim_domains");
        return Some(if alone { Mode::None } else { Mode::Either });
    }
    table.read("mode", |value| {
        value.choice(&[
            ("authserv", Mode::Authserv),
            ("dkim", Mode::Dkim),
            ("either", Mode::Either),
            ("both", Mode::Both),
            ("none", Mode::None),
        ])
    })
}

fn dkim(table: &Section<'_>) -> Dkim {
    Dkim {
        domains: table.each("dkim_domains", |value| value.parsed(&DKIM_DOMAIN, domain)),
        dns: table.read("dns", |value| value.parsed(&DNS, server)).unwrap_or(DnsServer::System),
    }
}

/// A domain as it stands in a signature: exactly this one.
fn domain(text: &str) -> Option<String> {
    authserv_id(text).filter(|name| name.contains('.') && !name.starts_with("*."))
}

/// `system`, or an address; DNS has port 53 where none is named.
fn server(text: &str) -> Option<DnsServer> {
    if text == "system" {
        return Some(DnsServer::System);
    }
    let address = text.parse().ok();
    let usual = || Some(SocketAddr::new(text.parse::<IpAddr>().ok()?, 53));
    address.or_else(usual).map(DnsServer::At)
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
    fn a_dns_server_is_that_of_the_machine_or_an_address() {
        let at = |text: &str| Some(DnsServer::At(text.parse().unwrap()));
        assert_eq!(server("system"), Some(DnsServer::System));
        assert_eq!(server("127.0.0.1:5353"), at("127.0.0.1:5353"));
        assert_eq!(server("9.9.9.9"), at("9.9.9.9:53"));
        assert_eq!(server("::1"), at("[::1]:53"));
        assert_eq!(server("dns.corp.example"), None);
    }

    #[test]
    fn a_signer_is_one_domain() {
        assert_eq!(domain("Mail.Corp.example").as_deref(), Some("mail.corp.example"));
        for wrong in ["*.corp.example", "corp", "", "corp.example."] {
            assert_eq!(domain(wrong), None, "{wrong}");
        }
    }

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
