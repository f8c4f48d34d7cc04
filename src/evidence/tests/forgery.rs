//! The doctor's forged mail: what it says of a server that lets it stand, and of one that does not.

use super::providers::trusting;
use crate::approval::Address;
use crate::evidence::Forgery;

const MARKER: &str = "0123456789abcdef";
const RECEIVED: &str =
    "Received: from desk (desk [192.0.2.7]) by mx.corp.example (Postfix) with ESMTPSA id 1; today\r\n";

fn desk() -> Address {
    "expenses@corp.example".parse().unwrap()
}

/// The forged mail as it comes back from a server that puts `above` over what it leaves of it.
fn back(lines: &str, above: &str, keeps: impl Fn(&str) -> bool) -> (Vec<String>, Option<String>) {
    let (trust, desk) = (trusting(lines), desk());
    let forgery = Forgery::new(&trust, &desk, MARKER).unwrap();
    let kept = forgery.fields().into_iter().filter(|(name, value)| keeps(&format!("{name}: {value}")));
    let kept: String = kept.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let raw = format!(
        "Return-Path: <{desk}>\r\n{above}{kept}From: {desk}\r\nSubject: countersign doctor {MARKER}\r\n\r\nx\r\n"
    );
    (forgery.survivors(raw.as_bytes()), forgery.believed(raw.as_bytes()))
}

const ALL: [&str; 10] = [
    "profile = \"google\"",
    "profile = \"microsoft365\"",
    "profile = \"fastmail\"",
    "profile = \"icloud\"",
    "profile = \"yahoo\"",
    "profile = \"zoho\"",
    "profile = \"rspamd\"\nauthserv_ids = [\"mx.corp.example\"]",
    "profile = \"opendkim\"\nauthserv_ids = [\"mx.corp.example\"]",
    "profile = \"exchange\"\nhosts = [\"mx.corp.example\"]\nauthserv_ids = [\"gateway.corp.example\"]",
    "mode = \"authserv\"\nauthserv_ids = [\"mx.corp.example\"]\nmethods = [\"auth\"]\nposition = \"below-received\"",
];

#[test]
fn t07_a_server_that_lets_everything_stand_would_have_anybody_believed() {
    for lines in ALL {
        let (survivors, believed) = back(lines, RECEIVED, |_| true);
        assert!(!survivors.is_empty() && believed.is_some(), "{lines}");
    }
}

#[test]
fn a_server_that_removes_everything_is_fine_whatever_it_says_itself() {
    for lines in ALL {
        assert_eq!(back(lines, RECEIVED, |_| false), (Vec::new(), None), "{lines}");
    }
    let stamp = "Authentication-Results: mx.google.com; dmarc=pass header.from=corp.example\r\n";
    let genuine = back(ALL[0], &format!("{RECEIVED}{stamp}"), |_| false);
    assert_eq!(genuine, (Vec::new(), None));
}

#[test]
fn t07_only_what_would_be_believed_is_a_fault() {
    // Debian's OpenDKIM leaves forged DMARC, and DKIM alone is asked for.
    let keeps = |field: &str| field.contains("dmarc=");
    let (survivors, believed) = back(ALL[7], RECEIVED, keeps);
    assert_eq!((survivors, believed), (vec!["Authentication-Results".to_owned()], None));
    let (_, believed) = back(&format!("{}\nmethods = [\"dmarc\"]", ALL[7]), RECEIVED, keeps);
    assert!(believed.is_some_and(|why| why.contains("dmarc=pass for corp.example")));
    // A genuine result beside a forged one does not hide that the forged one stands.
    let stamp = "Authentication-Results: mx.corp.example; dkim=none\r\n";
    assert!(back(ALL[7], &format!("{stamp}{RECEIVED}"), |_| true).1.is_some());
    // Above the server's own Received nothing came back.
    let above = format!("{}\nposition = \"above-received\"", ALL[7]);
    assert_eq!(back(&above, RECEIVED, |_| true).1, None);
}

#[test]
fn t15_the_header_firewall_and_the_topmost_received_are_proved() {
    let exchange = "profile = \"exchange\"\nhosts = [\"mx.corp.example\"]";
    let mark = |field: &str| field.starts_with("X-MS-Exchange-Organization-Countersign");
    assert!(back(exchange, RECEIVED, mark).1.is_some_and(|why| why.contains("X-MS-Exchange-Organization")));
    assert_eq!(back(exchange, RECEIVED, |field| !mark(field)).1, None);
    let tenant = "profile = \"microsoft365\"\ntenant = \"01234567-89ab-cdef-0123-456789abcdef\"";
    assert!(back(tenant, RECEIVED, mark).1.is_some());
    let sasl = "profile = \"postfix-sasl\"\nhosts = [\"*.corp.example\"]";
    assert_eq!(back(sasl, RECEIVED, |_| true).1, None);
    assert!(back(sasl, "", |_| true).1.is_some_and(|why| why.contains("logged in")));
}
