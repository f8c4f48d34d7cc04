//! A few keys, a DNS server that knows them, and a mail to sign.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use countersign::approval::Address;
use countersign::clock::Clock;
use countersign::config::{self, Authentication as Mode, Config, Dkim};
use countersign::evidence::{Authentication, AuthenticationResult, authenticate, questions};
use countersign::resolver::{self, DnsServer};

use crate::support::servers::Dns;
use crate::support::signing::{Key, Signature};

pub static RSA: LazyLock<Key> = LazyLock::new(|| Key::rsa(2048));
pub static ED25519: LazyLock<Key> = LazyLock::new(Key::ed25519);
pub static SHORT: LazyLock<Key> = LazyLock::new(|| Key::rsa(768));
/// The shortest that counts.
pub static SMALL: LazyLock<Key> = LazyLock::new(|| Key::rsa(1024));

/// A DNS server with all of the keys.
pub fn dns() -> Dns {
    let rsa = RSA.record();
    let longer =
        format!("{rsa}; n=a note that makes the record longer than the two strings it would otherwise be");
    let with = |more: &str| rsa.replace("v=DKIM1;", &format!("v=DKIM1; {more};"));
    let keys = [
        ("desk._domainkey.corp.example", longer),
        ("ed._domainkey.corp.example", ED25519.record()),
        ("small._domainkey.corp.example", SMALL.record()),
        ("short._domainkey.corp.example", SHORT.record()),
        ("trial._domainkey.corp.example", with("t=y")),
        ("exact._domainkey.corp.example", with("t=s")),
        ("sha1._domainkey.corp.example", with("h=sha1")),
        ("voice._domainkey.corp.example", with("s=voice")),
        ("gone._domainkey.corp.example", "v=DKIM1; p=".to_owned()),
        ("two._domainkey.corp.example", rsa.clone()),
        ("two._domainkey.corp.example", ED25519.record()),
        ("beside._domainkey.corp.example", "v=spf1 -all".to_owned()),
        ("beside._domainkey.corp.example", rsa.clone()),
        ("spf._domainkey.corp.example", "v=spf1 -all".to_owned()),
        ("other._domainkey.corp.example", SMALL.record()),
        ("desk._domainkey.news.corp.example", rsa.clone()),
        ("desk._domainkey.evil.example", rsa.clone()),
        ("desk._domainkey.corp.example.evil.example", rsa.clone()),
    ];
    Dns::start(&keys.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// An answer as mail programs write it: all the fields that must be signed, but for one that few have.
pub const MAIL: &str = "Received: from client.example by mx.corp.example; today\r\n\
    From: Maria Lopez <maria@corp.example>\r\n\
    To: expenses+mfrggzdfmztwq2lknnwg23tpobyxe43u@corp.example\r\n\
    Subject: Re: [EXP-1]\r\n Approval needed\r\n\
    Date: Sat, 28 Nov 2026 10:00:00 +0000\r\n\
    Message-ID: <1@client.example>\r\n\
    In-Reply-To: <notice@corp.example>\r\n\
    References: <notice@corp.example>\r\n\
    MIME-Version: 1.0\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\
    Content-Transfer-Encoding: 7bit\r\n\
    \r\n\
    APPROVE\r\n\r\nMaria\r\n";

pub fn maria() -> Address {
    "maria@corp.example".parse().unwrap()
}

pub fn signature() -> Signature<'static> {
    Signature::new(&RSA, "corp.example", "desk")
}

/// The shipped configuration without a model, in this folder, with these lines below `[authentication]`.
pub fn configuration(folder: &Path, lines: &str) -> Config {
    let others = |table: &&str| !table.starts_with("authentication]") && !table.starts_with("summary]");
    let shipped: Vec<&str> = config::SHIPPED.split("\n[").filter(others).collect();
    let settings = format!("[authentication]\n{lines}\n[summary]\nprovider = \"none\"\n");
    let path = folder.join("config.toml");
    std::fs::write(&path, format!("{}\n{settings}", shipped.join("\n["))).unwrap();
    config::load(&path).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Whoever judges mail, with the DNS server to ask.
pub struct Court(Dns);

impl Court {
    pub fn open() -> Self {
        Self(dns())
    }

    /// The signers that count, beside the sender's own domain.
    pub fn dkim(&self, domains: &[&str]) -> Dkim {
        let domains = domains.iter().map(|&it| it.to_owned()).collect();
        Dkim { domains, dns: DnsServer::At(self.0.address()) }
    }

    /// What an operator wrote who trusts mx.corp.example too, in this mode.
    pub fn trusting(&self, mode: &str) -> Mode {
        trusting(mode, self.0.address())
    }

    /// What the desk says of a mail from Maria that arrived then, where signatures alone count.
    pub async fn judged(&self, raw: &[u8], arrived: DateTime<Utc>, domains: &[&str]) -> Authentication {
        judged(raw, arrived, &Mode::Dkim(self.dkim(domains))).await
    }

    /// What the desk says of a mail from Maria that arrived a moment ago, where signatures alone count.
    pub async fn judged_now(&self, raw: &[u8]) -> Authentication {
        judged(raw, now(), &Mode::Dkim(self.dkim(&[]))).await
    }
}

/// What an operator wrote who trusts mx.corp.example, and this DNS server.
pub fn trusting(mode: &str, dns: SocketAddr) -> Mode {
    let folder = tempfile::tempdir().unwrap();
    let lines = format!("mode = \"{mode}\"\nauthserv_ids = [\"mx.corp.example\"]\ndns = \"{dns}\"");
    configuration(folder.path(), &lines).authentication
}

/// Asks DNS, and judges.
pub async fn judged(raw: &[u8], arrived: DateTime<Utc>, mode: &Mode) -> Authentication {
    let server = mode.dkim().unwrap().dns;
    let answers = resolver::ask(server, questions(raw, &maria(), arrived, mode)).await;
    authenticate(raw, &maria(), arrived, &answers, mode)
}

pub fn now() -> DateTime<Utc> {
    Clock::system().now()
}

/// Seconds since 1970, so long from now.
pub fn seconds(from_now: TimeDelta) -> i64 {
    (now() + from_now).timestamp()
}

#[track_caller]
pub fn assert_passes(judged: &Authentication) {
    assert_eq!(judged.result, AuthenticationResult::Pass, "{}", judged.detail);
}

#[track_caller]
pub fn assert_fails(judged: &Authentication, words: &str) {
    assert_eq!(judged.result, AuthenticationResult::Fail, "{}", judged.detail);
    assert!(!judged.may_change, "{}", judged.detail);
    assert!(judged.detail.contains(words), "{:?} does not say {words:?}", judged.detail);
}
