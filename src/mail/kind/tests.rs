//! Signs of machines, one at a time.

use proptest::prelude::*;

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

#[test]
fn a_second_sign_is_needed_where_people_write_so_too() {
    let kind = |header: &str, text: &str| {
        let raw = format!("From: Sam <sam@corp.example>\nTo: expenses@corp.example\n{header}\n\n{text}\n");
        read(raw.as_bytes(), &desk()).kind
    };
    let statement = "Hello, I am out of the office until 5 January.";
    for (header, text, automatic) in [
        ("Subject: On leave: claim for hotel", "Hotel, see attachment", false),
        ("Subject: On leave: claim for hotel", "I am on leave, the hotel was 120 EUR", false),
        ("Subject: Out of office", statement, true),
        ("Subject: Re: Out of office", statement, false),
        ("Subject: Out of office\nIn-Reply-To: <a@b.example>", "Back soon", true),
        ("Subject: Hotel", statement, false),
        ("Subject: Re: Hotel\nX-Auto-Response-Suppress: All", statement, true),
        ("Subject: Re: Hotel\nX-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply", statement, false),
        ("Subject: Re: Hotel\nX-Auto-Response-Suppress: All", "Hotel. I am out of the office.", false),
        ("Subject: Read: my book", "Your message was read", true),
        ("Subject: Read: my book", "My book, 12 EUR", false),
    ] {
        assert_eq!(matches!(kind(header, text), Kind::Automatic(_)), automatic, "{header} {text}");
    }
}

#[test]
fn a_group_that_is_the_desk_itself_is_no_list() {
    for (header, automatic) in [
        ("List-Id: <expenses.corp.example>\nPrecedence: list", false),
        ("Mailing-list: list expenses@corp.example; contact expenses+owner@corp.example", false),
        ("List-Post: <https://groups.example/x>, <mailto:Expenses@corp.example>", false),
        ("List-Id: <expenses.corp.example>\nAuto-Submitted: auto-generated", true),
        ("List-Id: <all.corp.example>\nList-Post: <mailto:expenses@corp.example>", true),
        ("List-Id: <all-expenses.corp.example>", true),
        ("List-Unsubscribe: <mailto:expenses@corp.example>", true),
        ("Precedence: list", true),
    ] {
        let found = kind(header);
        assert_eq!(matches!(found, Kind::Automatic(_)), automatic, "{header}: {found:?}");
    }
}

/// Mails of all kinds, header and body apart.
fn samples() -> Vec<(Vec<String>, &'static str)> {
    let common = "Date: Mon, 22 Dec 2025 09:12:44 +0100|To: expenses@corp.example|MIME-Version: 1.0|X-Spam-Status: No, score=-1.0";
    let own = [
        (
            "From: Maria <maria@corp.example>|Subject: Automatic reply: a long subject",
            "I am away until 5 January.\n",
        ),
        (
            "From: Maria <maria@corp.example>|Subject: Re: hotel|Auto-Submitted: auto-replied (vacation)",
            "Away.\n",
        ),
        (
            "From: Maria <maria@corp.example>|Subject: Out of office|In-Reply-To: <a@b.example>",
            "Back soon.\n",
        ),
        (
            "From: MAILER-DAEMON@mx.example|Subject: failure notice|Return-Path: <>",
            "<maria@corp.example>:\n550 no such user\n",
        ),
        ("From: Sam <sam@corp.example>|Subject: Fwd: Undelivered Mail Returned to Sender", "What is this?\n"),
        ("From: Sam <sam@corp.example>|Subject: Hotel|X-Auto-Response-Suppress: All", "Total: 12.00 EUR\n"),
        (
            "From: Sam <sam@corp.example>|Subject: Hotel|List-Id: All people <all.corp.example>",
            "Total: 12.00 EUR\n",
        ),
        (
            "From: Sam <sam@corp.example>|Subject: Hotel|List-Id: Our desk <expenses.corp.example>|Precedence: list",
            "12 EUR\n",
        ),
    ];
    own.iter()
        .map(|(header, body)| (format!("{header}|{common}").split('|').map(str::to_owned).collect(), *body))
        .collect()
}

proptest! {
    #[test]
    fn how_a_header_is_written_does_not_change_the_kind(
        sample in 0_usize..8, order in any::<u64>(), fold in any::<u32>(), upper in any::<u32>(), crlf in any::<bool>()
    ) {
        let (header, body) = samples().swap_remove(sample);
        let plain = read(format!("{}\n\n{body}", header.join("\n")).as_bytes(), &desk()).kind;
        let mut fields: Vec<(u64, String)> = header.iter().enumerate().map(|(at, field)| {
            let (name, value) = field.split_once(':').unwrap();
            let name = if upper >> at & 1 == 1 { name.to_uppercase() } else { name.to_lowercase() };
            let value = if fold >> at & 1 == 1 { value.replacen(' ', "\n ", 2) } else { value.to_owned() };
            (order.rotate_left(u32::try_from(at * 7).unwrap()) % 97, format!("{name}:{value}"))
        }).collect();
        fields.sort();
        let lines: Vec<String> = fields.into_iter().map(|(_, field)| field).collect();
        let raw = format!("{}\n\n{body}", lines.join("\n"));
        let raw = if crlf { raw.replace('\n', "\r\n") } else { raw };
        let (kind, without_sign) = (read(raw.as_bytes(), &desk()).kind, |kind: Kind| match kind {
            Kind::Automatic(automatic) => Kind::Automatic(crate::mail::Automatic { sign: String::new(), ..automatic }),
            kind @ (Kind::Submission | Kind::Reply | Kind::Bounce(_)) => kind,
        });
        prop_assert_eq!(without_sign(kind), without_sign(plain));
    }
}
