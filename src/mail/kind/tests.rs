//! Signs of machines, one at a time.

use crate::mail::{Identity, Kind, read};

fn desk() -> Identity {
    Identity { address: "expenses@corp.example".parse().unwrap(), separator: '+', prefix: "EXP".to_owned() }
}

fn kind(header: &str) -> Kind {
    let token = "a".repeat(32);
    let raw =
        format!("From: Maria <maria@corp.example>\nTo: expenses+{token}@corp.example\n{header}\n\nAPPROVE\n");
    read(raw.as_bytes(), &desk()).kind
}

#[test]
fn each_sign_alone_is_enough() {
    for header in [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated (vacation)",
        "AUTO-SUBMITTED: Auto-Notified; owner-email=\"a@b\"",
        "Auto-Submitted: no\nAuto-Submitted: auto-replied",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "X-Autoreply: yes",
        "X-Autorespond: x",
        "X-Apple-Action: VACATION",
        "X-MS-Exchange-Inbox-Rules-Loop: maria@corp.example",
        "List-Id: <all.corp.example>",
        "List-Unsubscribe: <mailto:x@y>",
        "Return-Path: <>",
        "Content-Type: text/calendar",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
        "Delivered-To: Autoresponder",
        "X-Loop: a",
        "Subject: Automatic reply: EXP-1",
        "Subject: Out of Office",
        "Subject: Out of Office AutoReply: EXP-1",
        "Subject: Abwesenheitsnotiz: EXP-1",
        "Subject: Automatische Antwort: EXP-1",
        "Subject: =?utf-8?q?R=C3=A9ponse_automatique?= : EXP-1",
        "Subject: Respuesta automática: x",
        "Subject: Risposta automatica: x",
        "Subject: Resposta automática: x",
        "Subject: Automatisch antwoord: x",
        "Subject: Autosvar: x",
        "Subject: Automaattinen vastaus: x",
        "Subject: Odpowiedź automatyczna: x",
        "Subject: In ferie",
        "Subject: On vacation - back on Monday",
        "Subject: OOO: back on Monday",
    ] {
        assert!(matches!(kind(header), Kind::Automatic(_)), "{header}: {:?}", kind(header));
    }
}

#[test]
fn absence_is_told_from_other_machines() {
    for (header, absent) in [
        ("Subject: Automatic reply: x", true),
        ("Auto-Submitted: auto-replied (vacation)", false),
        ("X-Apple-Action: VACATION", false),
        ("Subject: Abwesenheitsnotiz\nAuto-Submitted: auto-replied", true),
        ("Auto-Submitted: auto-replied", false),
        ("List-Id: <x>", false),
    ] {
        let Kind::Automatic(automatic) = kind(header) else { panic!("{header}") };
        assert!(automatic.absence == absent || header.to_lowercase().contains("vacation"), "{header}");
    }
}

#[test]
fn a_persons_mail_is_a_persons() {
    for header in [
        "X-Auto-Response-Suppress: All",
        "Auto-Submitted: no",
        "X-Autoreply: no",
        "Precedence: first-class",
        "Subject: Re: Automatic reply: EXP-1",
        "Subject: Out of office lunch, EXP-1",
        "Subject: Auto: rental in Lisbon",
        "Subject: Annual leave party, catering receipt",
        "Subject: In ferie con i clienti",
        "Return-Path: <maria@corp.example>",
        "X-Countersign-Notice: received",
    ] {
        assert_eq!(kind(header), Kind::Reply, "{header}");
    }
}

#[test]
fn the_desks_own_mail_is_its_own() {
    let raw = b"From: Desk <expenses@corp.example>\nX-Countersign-Notice: received\n\nx\n";
    let Kind::Automatic(automatic) = read(raw, &desk()).kind else { panic!("not automatic") };
    assert!(automatic.own);
}
