//! What the tables of IMAP and SMTP servers share: host, port, TLS and login.

use std::net::IpAddr;
use std::path::PathBuf;

use secrecy::SecretString;

use crate::config::Tls;
use crate::config::reader::{Section, Value};
use crate::config::values::Form;
use crate::wire::is_loopback;

/// How a server is reached.
pub(super) struct Server {
    pub(super) host: Option<String>,
    pub(super) port: u16,
    pub(super) tls: Tls,
    pub(super) ca_file: Option<PathBuf>,
    pub(super) username: Option<String>,
    pub(super) password: Option<SecretString>,
}

/// The ports of a protocol.
pub(super) struct Ports {
    pub(super) implicit: u16,
    pub(super) starttls: u16,
    pub(super) plain: u16,
    /// Ports on which another mail protocol is spoken.
    pub(super) foreign: &'static [u16],
}

const HOST: Form = Form {
    name: "the name of a server",
    remedy: "write the name in its certificate, such as \"mail.corp.example\"",
};

/// Reads where a server is and how it wants to be spoken to.
pub(super) fn server(section: &Section<'_>, ports: &Ports) -> Server {
    let example = "write the server's name, such as host = \"mail.corp.example\"";
    let host = section.required("host", example, |value| value.parsed(&HOST, host));
    let tls = section.read("tls", |value| {
        value.choice(&[("implicit", Tls::Implicit), ("starttls", Tls::StartTls), ("none", Tls::None)])
    });
    let tls = tls.unwrap_or(Tls::Implicit);
    let port =
        section.read("port", |value| value.whole(1..=65_535)).and_then(|port| u16::try_from(port).ok());
    let port = port.unwrap_or_else(|| ports.of(tls));
    check_port(section, ports, port, tls);
    if tls == Tls::None && host.as_deref().is_some_and(|host| !is_loopback(host)) {
        let what = "sends mail and password in the clear to another machine";
        section.fault("tls", what, "use \"implicit\" or \"starttls\"; \"none\" is for localhost only");
    }
    Server {
        host,
        port,
        tls,
        ca_file: section.read("ca_file", Value::file),
        username: section.read("username", Value::text).map(str::to_owned),
        password: section.read("password", Value::secret),
    }
}

impl Ports {
    fn of(&self, tls: Tls) -> u16 {
        match tls {
            Tls::Implicit => self.implicit,
            Tls::StartTls => self.starttls,
            Tls::None => self.plain,
        }
    }
}

/// The well-known ports speak TLS in one known way; the other way would hang until a time-out.
fn check_port(section: &Section<'_>, ports: &Ports, port: u16, tls: Tls) {
    if ports.foreign.contains(&port) {
        let what = format!("{port} is the port of another protocol");
        section.fault("port", what, format!("use {}, or leave it out", ports.of(tls)));
    } else if port == ports.starttls && tls == Tls::Implicit {
        section.fault("port", format!("{port} begins without TLS"), "set tls = \"starttls\" with it");
    } else if port == ports.implicit && tls == Tls::StartTls {
        section.fault("port", format!("{port} is TLS from the first byte"), "set tls = \"implicit\" with it");
    }
}

fn host(text: &str) -> Option<String> {
    let name = !text.is_empty()
        && text.len() <= 253
        && text.split('.').all(|label| !label.is_empty() && !label.starts_with('-'))
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
    (name || text.parse::<IpAddr>().is_ok()).then(|| text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address_and_nothing_around_it() {
        assert_eq!(host("Mail.Corp.Example").as_deref(), Some("mail.corp.example"));
        assert_eq!(host("::1").as_deref(), Some("::1"));
        for text in ["", "imaps://mail", "mail:993", "mail corp", "mail..corp", "mäil"] {
            assert_eq!(host(text), None, "{text}");
        }
    }
}
