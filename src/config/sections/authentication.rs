//! `[authentication]`: who vouches that a mail is from its From address.

use std::net::{IpAddr, SocketAddr};

use super::authserv::{authserv, authserv_id};
use crate::config::keys;
use crate::config::reader::{Section, Value};
use crate::config::values::Form;
use crate::config::{Authentication, Dkim};
use crate::resolver::DnsServer;

/// Says the second time that forged mail may decide.
const SAID_TWICE: &str = "i_know_that_anybody_can_forge_mail";

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

/// Who vouches for senders; `remote` says that strangers' mail arrives, and `domain` is the desk's own.
pub(in crate::config) fn authentication(
    root: &Section<'_>,
    remote: bool,
    domain: Option<&str>,
) -> Option<Authentication> {
    let table = root.section("authentication", &keys::AUTHENTICATION);
    let dkim = dkim(&table);
    let said_twice = table.read(SAID_TWICE, Value::boolean) == Some(true);
    let trusts = trusts_a_server(&table);
    let mode = mode(&table, remote, trusts)?;
    if mode == Mode::None {
        let keys = ["profile", "authserv_ids", "dkim_domains"];
        let named = keys.into_iter().filter(|key| !table.lists_nothing(key)).collect::<Vec<_>>();
        table.out_of_place(
            &named,
            "is not looked at with mode = \"none\"",
            "set mode = \"either\", or leave it out",
        );
    }
    match mode {
        Mode::Authserv => authserv(&table, domain).map(Authentication::Authserv),
        // What the other modes look at may stay where it is, and must be right.
        Mode::Dkim if trusts => authserv(&table, domain).map(|_| Authentication::Dkim(dkim)),
        Mode::Dkim => Some(Authentication::Dkim(dkim)),
        // Without a server's name the signature alone vouches, and no header is looked at.
        Mode::Either if !trusts && !stamps_first(&table) => Some(Authentication::Dkim(dkim)),
        Mode::Either => authserv(&table, domain).map(|trust| Authentication::Either(trust, dkim)),
        Mode::Both => authserv(&table, domain).map(|trust| Authentication::Both(trust, dkim)),
        Mode::None if !remote || said_twice => Some(Authentication::None),
        Mode::None => {
            let remedy = format!("use \"either\"; only for a trial, write {SAID_TWICE} = true as well");
            table.fault("mode", "lets anybody who can write a From line approve reports", remedy);
            None
        }
    }
}

fn trusts_a_server(table: &Section<'_>) -> bool {
    table.has("profile") || !table.lists_nothing("authserv_ids")
}

/// Microsoft 365 writes no name.
fn stamps_first(table: &Section<'_>) -> bool {
    table.read("position", Value::text).is_some_and(|position| position == "first")
}

/// The mode that is written, or the usual one: nobody needs to vouch for mail that never left this machine.
fn mode(table: &Section<'_>, remote: bool, trusts: bool) -> Option<Mode> {
    if !table.has("mode") {
        let alone = !remote && !trusts && table.lists_nothing("dkim_domains");
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
}
