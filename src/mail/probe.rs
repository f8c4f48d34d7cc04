//! The doctor's own mail: sent by the desk to itself, to see what a server makes of it.
//!
//! Knows how it is written, so that a daemon which reads it ignores and files it. Must not know what it proves.

use chrono::{DateTime, Utc};

use super::plain::HeaderText;
use crate::approval::Address;

/// What makes one such mail.
#[derive(Clone, Debug)]
pub struct Probe<'a> {
    /// The desk's address, from which it comes.
    pub desk: &'a Address,
    /// The desk's address, or a sub-address of it.
    pub to: &'a Address,
    /// A random word by which it is found again.
    pub marker: &'a str,
    /// When it is written.
    pub date: DateTime<Utc>,
    /// Fields above its own, as an attacker would write them.
    pub above: &'a [(&'static str, String)],
}

/// Its bytes.
pub fn probe(probe: &Probe<'_>) -> Vec<u8> {
    let Probe { desk, to, marker, .. } = probe;
    let mut mail = String::new();
    let mut field = |name: &str, value: &str| {
        mail.push_str(&format!("{name}: {}\r\n", HeaderText::new(value)));
    };
    for (name, value) in probe.above {
        field(name, value);
    }
    field("From", desk.as_str());
    field("To", to.as_str());
    field("Subject", &format!("countersign doctor {marker}"));
    field("Date", &probe.date.format("%a, %d %b %Y %H:%M:%S +0000").to_string());
    field("Message-ID", &format!("<doctor.{marker}.{}@{}>", to.local().len(), desk.domain()));
    // RFC 3834 §5: nobody answers it.
    field("Auto-Submitted", "auto-generated");
    field("X-Auto-Response-Suppress", "All");
    field("MIME-Version", "1.0");
    field("Content-Type", "text/plain; charset=us-ascii");
    let (desk, host) = (desk.as_str(), desk.domain());
    mail.push_str(&format!(
        "\r\nThe desk {desk} sent this mail to itself, to see what the mail server of {host} makes of it.\r\n\
         It is filed by itself, and can be deleted.\r\n"
    ));
    mail.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{Identity, Kind, read};

    #[test]
    fn a_daemon_that_reads_it_knows_it_for_its_own() {
        let desk: Address = "expenses@corp.example".parse().unwrap();
        let above =
            [("Authentication-Results", "mx.corp.example; dmarc=pass header.from=corp.example".to_owned())];
        for to in ["expenses@corp.example", "expenses+doctor1234@corp.example"] {
            let to = to.parse().unwrap();
            let date = DateTime::UNIX_EPOCH;
            let raw = probe(&Probe { desk: &desk, to: &to, marker: "1234", date, above: &above });
            let identity = Identity { address: desk.clone(), separator: '+', prefix: "EXP".to_owned() };
            let reading = read(&raw, &identity);
            assert!(matches!(&reading.kind, Kind::Automatic(sign) if sign.own), "{:?}", reading.kind);
            assert_eq!(reading.subject, "countersign doctor 1234");
        }
    }
}
