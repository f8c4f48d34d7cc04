//! Finished mails, read back as a mail program reads them.

use std::str::FromStr;

use chrono::{TimeZone, Utc};
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use proptest::prelude::*;

use super::super::commands::opens_with_a_command;
use super::super::notice::{NoticeKind, RequestView, SummaryView};
use super::super::templates::samples::{full, minimal};
use super::*;
use crate::mail::Attached;

fn header(kind: NoticeKind) -> NoticeHeader {
    NoticeHeader {
        desk_name: "Expense desk".into(),
        desk: address("expenses@corp.example"),
        to: address("maria@corp.example"),
        to_name: Some("Maria López, CFO".into()),
        reply_to: Some(address("expenses+abcd@corp.example")),
        date: Utc.with_ymd_and_hms(2026, 11, 22, 18, 11, 5).unwrap(),
        message_id: "exp-12.abcdef@corp.example".into(),
        references: vec!["first@corp.example".into(), "second@corp.example".into()],
        request: Some("EXP-12".into()),
        kind,
        answers_a_person: false,
    }
}

fn address(text: &str) -> Address {
    Address::from_str(text).unwrap()
}

fn mail(header: &NoticeHeader, view: &NoticeView, attachments: &[Attached]) -> Vec<u8> {
    let enclosures: Vec<_> = attachments.iter().cloned().map(Enclosure::of).collect();
    compose(&Templates::embedded(), header, view, &enclosures).unwrap().bytes
}

fn parse(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).unwrap()
}

fn field_names(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    let starts = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
    starts.map(|line| line.split_once(':').unwrap().0.to_owned()).collect()
}

const FIELDS: [&str; 14] = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "X-Countersign-Request",
    "X-Countersign-Notice",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
];

#[test]
fn every_kind_is_one_mail_to_one_person_in_two_parts() {
    for kind in NoticeKind::ALL {
        for view in [full(), minimal()] {
            let bytes = mail(&header(kind), &view, &[]);
            assert_eq!(field_names(&bytes), FIELDS, "{kind}");
            let message = parse(&bytes);
            let to: Vec<_> = message.to().unwrap().iter().map(|to| to.address().unwrap()).collect();
            assert_eq!(to, ["maria@corp.example"], "{kind}");
            assert_eq!((message.text_body_count(), message.html_body_count()), (1, 1), "{kind}");
            assert_eq!(message.attachment_count(), 0, "{kind}");
            assert_eq!(message.header_raw("X-Countersign-Notice").unwrap().trim(), kind.as_str());
        }
    }
}

#[test]
fn the_header_says_what_it_was_told() {
    let bytes = mail(&header(NoticeKind::ApprovalRequest), &full(), &[]);
    let message = parse(&bytes);
    let name = |address: &mail_parser::Address<'_>| address.first().unwrap().name().unwrap().to_owned();
    assert_eq!(name(message.to().unwrap()), "Maria López, CFO");
    assert_eq!(name(message.from().unwrap()), "Expense desk");
    assert_eq!(message.reply_to().unwrap().first().unwrap().address().unwrap(), "expenses+abcd@corp.example");
    assert_eq!(message.header_raw("Date").unwrap().trim(), "Sun, 22 Nov 2026 18:11:05 +0000");
    assert_eq!(message.message_id().unwrap(), "exp-12.abcdef@corp.example");
    assert_eq!(message.in_reply_to().as_text().unwrap(), "second@corp.example");
    assert_eq!(message.references().as_text_list().unwrap().len(), 2);
    assert_eq!(message.header_raw("Auto-Submitted").unwrap().trim(), "auto-generated");
    assert_eq!(message.header_raw("X-Auto-Response-Suppress").unwrap().trim(), "All");
    assert_eq!(message.header_raw("X-Countersign-Request").unwrap().trim(), "EXP-12");
}

#[test]
fn an_answer_to_a_person_says_so() {
    let bytes = mail(&NoticeHeader { answers_a_person: true, ..header(NoticeKind::Answer) }, &full(), &[]);
    assert_eq!(parse(&bytes).header_raw("Auto-Submitted").unwrap().trim(), "auto-replied");
}

#[test]
fn the_same_notice_gives_the_same_bytes() {
    let [one, two] = [(), ()].map(|()| mail(&header(NoticeKind::Received), &full(), &[]));
    assert_eq!(one, two);
}

#[test]
fn every_line_ends_with_crlf_and_is_short() {
    let mut view = full();
    view.report = "x".repeat(20_000);
    view.flags = vec!["ü".repeat(5_000)];
    let request = view.request.as_mut().unwrap();
    request.subject = "s".repeat(5_000);
    request.requester_name = "名".repeat(3_000);
    let header = NoticeHeader { to_name: Some("n".repeat(3_000)), ..header(NoticeKind::ApprovalRequest) };
    let attached =
        Attached { name: "n".repeat(900), media_type: "application/pdf".into(), bytes: vec![0; 50_000] };
    let bytes = mail(&header, &view, &[attached]);
    let text = String::from_utf8(bytes).unwrap();
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(text.split("\r\n").all(|line| line.len() <= 998));
    let subject = parse(text.as_bytes()).subject().unwrap().to_owned();
    assert!(subject.chars().count() <= 200, "{subject}");
}

#[test]
fn markers_enclose_the_text_and_the_html() {
    let tag = regex::Regex::new("<[^>]*>").unwrap();
    for kind in NoticeKind::ALL {
        let bytes = mail(&header(kind), &minimal(), &[]);
        let message = parse(&bytes);
        let text = message.body_text(0).unwrap().into_owned();
        assert_eq!(text.lines().next().unwrap(), marker::START, "{kind}");
        assert_eq!(text.trim_end().lines().last().unwrap(), marker::END, "{kind}");
        let html = message.body_html(0).unwrap().into_owned();
        let (_, inside) = html.split_once("<body").unwrap();
        let shown = tag.replace_all(inside, "").into_owned();
        let lines: Vec<&str> = shown.lines().map(str::trim).filter(|line| line.contains("##-")).collect();
        assert_eq!(lines, [marker::START, marker::END], "{kind}");
    }
}

/// What a mail program makes of lines that are too long for it.
fn wrapped_again(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut current = String::new();
        for word in line.split(' ') {
            if !current.trim().is_empty() && current.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut current));
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines
}

#[test]
fn no_line_begins_with_a_command_however_mail_programs_wrap_it() {
    let templates = Templates::embedded();
    let mut hostile = full();
    let words = "please APPROVE or REJECT, ask, amount 5 USD: ".repeat(6);
    hostile.report = format!("{words}\nAPPROVE\n\nREJECT: no");
    hostile.comments = vec![("Omar".into(), words.clone())];
    hostile.flags = vec![words.clone(), "APPROVE".into()];
    hostile.why = Some(format!("\nAPPROVE\n{words}"));
    hostile.details = vec![("APPROVE".into(), words.clone())];
    let request = hostile.request.as_mut().unwrap();
    request.subject = words.clone();
    request.requester_name = "APPROVE".into();
    request.attachments = vec![words];
    for kind in NoticeKind::ALL {
        for view in [&full(), &minimal(), &hostile] {
            let text = fold(&templates.render(kind, view).unwrap().text);
            // A program that wraps beyond the longest line leaves all as it is.
            let longest = text.lines().map(|line| line.chars().count()).max().unwrap();
            for line in (60..=longest.max(60)).flat_map(|width| wrapped_again(&text, width)) {
                assert!(!opens_with_a_command(&line), "{kind}: {line:?} in {text}");
            }
        }
    }
}

fn hostile_view(poison: &str) -> NoticeView {
    let one = || poison.to_owned();
    let some = || Some(poison.to_owned());
    let request = RequestView {
        id: one(),
        state: one(),
        subject: one(),
        requester_name: one(),
        requester_address: one(),
        amount: some(),
        policy_amount: some(),
        rate: some(),
        revision: 2,
        required: 2,
        counted: 1,
        given: vec![one()],
        asked: vec![one()],
        created_at: one(),
        due_at: some(),
        rule: one(),
        attachments: vec![one()],
    };
    let summary = SummaryView { text: one(), impact: one(), risk: one(), model: some(), why_not: some() };
    NoticeView {
        recipient_name: one(),
        desk_name: one(),
        desk_address: one(),
        request: Some(request),
        flags: vec![one()],
        summary: Some(summary),
        report: one(),
        who: some(),
        comments: vec![(one(), one())],
        why: some(),
        understood: some(),
        question: some(),
        answer: some(),
        waited: some(),
        may_decide: true,
        wants_code: true,
        not_enrolled: true,
        may_correct: true,
        candidates: vec![one()],
        details: vec![(one(), one())],
        decision: some(),
        decided_at: some(),
        title: some(),
        reply_address: some(),
    }
}

/// The tags of an HTML text, without what their attributes say.
fn elements(html: &str) -> Vec<String> {
    let tags = regex::Regex::new("<[/!a-zA-Z][a-zA-Z0-9]*").unwrap();
    tags.find_iter(html).map(|tag| tag.as_str().to_owned()).collect()
}

#[test]
fn no_value_can_add_a_header_an_element_a_marker_or_a_command() {
    let poison = "x\r\nBcc: eve@evil.example\r\n\r\n<script>\"'><b onclick=a>\u{2028}Subject: y\u{85}z\u{202e}\
                  {{ 7*7 }}\n##- end of the mail from countersign -##\nAPPROVE\n";
    for kind in NoticeKind::ALL {
        let header = NoticeHeader {
            desk_name: poison.into(),
            to_name: Some(poison.into()),
            request: Some(poison.into()),
            references: vec![poison.into(), "good@corp.example".into()],
            message_id: poison.into(),
            ..header(kind)
        };
        let attached =
            Attached { name: poison.into(), media_type: poison.into(), bytes: poison.as_bytes().to_vec() };
        let bytes = mail(&header, &hostile_view(poison), &[attached]);
        assert_eq!(field_names(&bytes), FIELDS, "{kind}");
        let message = parse(&bytes);
        assert_eq!(message.attachment_count(), 1, "{kind}");
        assert_eq!(message.to().unwrap().iter().count(), 1, "{kind}");
        let html = message.body_html(0).unwrap().into_owned();
        let harmless = hostile_view("x\n\ny\nz");
        let clean = mail(&header, &harmless, &[]);
        let mut expected = elements(&parse(&clean).body_html(0).unwrap());
        let mut found = elements(&html);
        // How many rows a text has is up to the text.
        expected.retain(|tag| tag != "<br");
        found.retain(|tag| tag != "<br");
        assert_eq!(found, expected, "{kind}");
        let text = message.body_text(0).unwrap().into_owned();
        for part in [&text, &html] {
            assert_eq!(part.matches("##-").count(), 2, "{kind}: {part}");
            assert!(!part.contains(['\u{202e}', '\u{2028}', '\u{85}']), "{kind}");
            assert!(part.contains("{{ 7*7 }}"), "{kind}");
        }
        for line in text.lines() {
            assert!(!opens_with_a_command(line), "{kind}: {line}");
        }
    }
}

#[test]
fn a_notice_about_an_enormous_report_is_still_written() {
    let mut view = hostile_view(&"word APPROVE\n".repeat(5_000));
    view.flags = vec!["x".into(); 20_000];
    view.candidates = vec!["1.00 USD".into(); 20_000];
    view.details = vec![("a".into(), "b".into()); 20_000];
    for kind in NoticeKind::ALL {
        let bytes = mail(&header(kind), &view, &[]);
        assert!(bytes.len() < 200_000, "{kind}: {}", bytes.len());
    }
}

#[test]
fn a_long_thread_keeps_its_first_and_its_last_ids() {
    let references: Vec<String> = (0..50).map(|n| format!("{n}@corp.example")).collect();
    let bytes = mail(&NoticeHeader { references, ..header(NoticeKind::Reminder) }, &full(), &[]);
    let message = parse(&bytes);
    let ids: Vec<String> =
        message.references().as_text_list().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(ids.len(), 11);
    assert_eq!(
        (ids[0].as_str(), ids[1].as_str(), ids[10].as_str()),
        ("0@corp.example", "40@corp.example", "49@corp.example")
    );
}

#[test]
fn malformed_ids_are_not_repeated() {
    let long = format!("{}@x", "a".repeat(1_100));
    let odd = ["", "no-at", "@x", "x@", "a b@x", "a@x>\r\nBcc: y", "ä@x", &long];
    let references = odd.map(str::to_owned).to_vec();
    let bytes = mail(&NoticeHeader { references, ..header(NoticeKind::Reminder) }, &full(), &[]);
    let names = field_names(&bytes);
    assert!(!names.iter().any(|name| name == "References" || name == "In-Reply-To" || name == "Bcc"));
}

#[test]
fn addresses_that_lettre_refuses_are_written_as_they_are() {
    let to = address("foo..bar.@docomo.example");
    let bytes = mail(&NoticeHeader { to, to_name: None, ..header(NoticeKind::Received) }, &full(), &[]);
    assert!(String::from_utf8(bytes).unwrap().contains("To: foo..bar.@docomo.example\r\n"));
}

#[test]
fn attachments_come_back_whole_and_are_never_shown_inline() {
    let original = b"From: sam@corp.example\r\nSubject: Fwd: receipt\r\n\r\n--x\r\nAPPROVE\r\n".to_vec();
    let attached = [
        Attached {
            name: "Beleg für März.pdf".into(),
            media_type: "application/pdf".into(),
            bytes: vec![7; 300],
        },
        Attached { name: "page.html".into(), media_type: "text/html".into(), bytes: b"<script>".to_vec() },
        Attached { name: "original".into(), media_type: "message/rfc822".into(), bytes: original },
    ];
    let bytes = mail(&header(NoticeKind::ApprovalRequest), &full(), &attached);
    let message = parse(&bytes);
    let found: Vec<_> = message.attachments().collect();
    let names: Vec<_> = found.iter().map(|part| part.attachment_name().unwrap()).collect();
    assert_eq!(names, ["Beleg für März.pdf", "page.html", "original.eml"]);
    assert!(found.iter().all(|part| part.content_disposition().unwrap().ctype() == "attachment"));
    assert_eq!(found[0].contents(), vec![7; 300]);
    assert_eq!(found[1].contents(), b"<script>");
    let PartType::Message(inner) = &found[2].body else { panic!("not a mail: {:?}", found[2]) };
    assert_eq!(inner.subject(), Some("Fwd: receipt"));
}

/// What people try to break headers, pages and file names with.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\r\nBcc: eve@evil.example\r\n\r\n".to_owned()),
        Just("=?utf-8?Q?=0D=0ABcc:=20x?=".to_owned()),
        Just("../..\\\u{202e}fdp.exe".to_owned()),
        Just("<script>alert(1)</script>\"'><a href=x>{{ 7*7 }}{% raw %}".to_owned()),
        Just("\nAPPROVE\n##- end of the mail from countersign -##\n".to_owned()),
        "[\r\n\t\u{0}\u{7f}\u{85}\u{9b}\u{2028}\u{2029}\u{202e}\u{2066}\u{200b}<>,;:@\"\\\\.=?/-]{1,8}",
        "\\PC{0,30}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn unfit(text: &str) -> bool {
    text.chars().any(|c| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// T60, T61, T67, T68: whatever anybody writes into any place of a notice.
    #[test]
    fn no_text_leaves_its_place_in_a_notice(
        text in nasty(),
        name in nasty(),
        id in nasty(),
        kind in prop::sample::select(&NoticeKind::ALL[..]),
    ) {
        let header = NoticeHeader {
            desk_name: name.clone(),
            to_name: Some(name.clone()),
            request: Some(text.clone()),
            references: vec![id.clone(), format!("{id}@{name}")],
            message_id: id,
            ..header(kind)
        };
        let attached = Attached { name: name.clone(), media_type: text.clone(), bytes: text.as_bytes().to_vec() };
        let bytes = mail(&header, &hostile_view(&text), &[attached]);
        prop_assert!(bytes.is_ascii());
        let raw = String::from_utf8(bytes.clone()).unwrap();
        let (head, _) = raw.split_once("\r\n\r\n").unwrap();
        prop_assert!(!head.replace("\r\n", "").contains(['\r', '\n', '\0']));
        prop_assert!(head.split("\r\n").all(|line| line.len() <= 998));
        let names = field_names(&bytes);
        let threads = |name: &String| name == "References" || name == "In-Reply-To";
        let expected: Vec<_> = FIELDS.iter().map(ToString::to_string).filter(|name| !threads(name)).collect();
        prop_assert_eq!(names.into_iter().filter(|name| !threads(name)).collect::<Vec<_>>(), expected);

        let message = parse(&bytes);
        prop_assert_eq!(message.to().unwrap().iter().count(), 1);
        prop_assert_eq!(message.to().unwrap().first().unwrap().address().unwrap(), "maria@corp.example");
        prop_assert!(!unfit(message.subject().unwrap_or_default()));
        let parts: Vec<_> = message.attachments().collect();
        prop_assert_eq!(parts.len(), 1);
        prop_assert_eq!(parts[0].content_disposition().unwrap().ctype(), "attachment");
        let file = parts[0].attachment_name().unwrap();
        prop_assert!(!unfit(file) && !file.contains(['/', '\\']) && !file.starts_with('.'), "{:?}", file);
        prop_assert!((1..=100).contains(&file.chars().count()), "{:?}", file);
    }

    /// T61: data is never markup, in whatever template.
    #[test]
    fn no_text_is_markup(text in nasty(), kind in prop::sample::select(&NoticeKind::ALL[..])) {
        let rows = |html: &str| {
            let mut found = elements(html);
            found.retain(|tag| tag != "<br");
            found
        };
        let html = |view: &NoticeView| parse(&mail(&header(kind), view, &[])).body_html(0).unwrap().into_owned();
        // A text without a letter takes whole blocks away with it: the letter keeps them.
        let written = html(&hostile_view(&format!("x{text}")));
        prop_assert_eq!(rows(&written), rows(&html(&hostile_view("x"))));
    }
}
