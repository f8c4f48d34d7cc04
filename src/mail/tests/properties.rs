//! What holds for every mail: reading never fails, and how a reply travels never changes what it decides.

use super::desk;
use crate::mail::{END, Part, START, Said, Words, classify, read, render, said};
use proptest::prelude::*;

pub(super) fn notice() -> String {
    format!(
        "{START}\n\nSam Reed asks for your approval of EXP-7: 1,234.50 USD, for the hotel and the train to the fair.\n\n\
         Answer with one of the two words below, alone on the first line:\n\nAPPROVE\nREJECT\n\n{END}\n"
    )
}

/// What a reply decides, or nothing.
fn decided(body: &str, header: &str) -> Option<Said> {
    let raw = format!("From: maria@corp.example\nSubject: Re: EXP-7\nMIME-Version: 1.0\n{header}\n{body}");
    let reading = read(raw.as_bytes(), &desk());
    if reading.undecidable.is_some() {
        return None;
    }
    Some(said(&reading.typed, &Words::default())).filter(|said| !matches!(said, Said::Unclear { .. }))
}

/// As programs do that wrap quotes anew: every paragraph filled to a width, each line prefixed.
pub(super) fn wrapped(text: &str, width: usize, prefix: &str) -> String {
    let mut lines = String::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && prefix.len() + line.len() + 1 + word.len() > width {
                lines.push_str(&format!("{prefix}{line}\n"));
                line.clear();
            }
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
        lines.push_str(&format!("{prefix}{line}\n"));
    }
    lines
}

fn quoted_printable(text: &str) -> String {
    let mut encoded = String::new();
    let mut width = 0;
    for byte in text.bytes() {
        let piece = match byte {
            b'\n' => "\n".to_owned(),
            b' '..=b'~' if byte != b'=' => char::from(byte).to_string(),
            other => format!("={other:02X}"),
        };
        width = if byte == b'\n' { 0 } else { width + piece.len() };
        if width > 70 {
            encoded.push_str("=\n");
            width = piece.len();
        }
        encoded.push_str(&piece);
    }
    encoded
}

fn any_answer() -> impl Strategy<Value = (&'static str, Option<bool>)> {
    prop::sample::select(vec![
        ("APPROVE", Some(true)),
        ("Approved, thanks", Some(true)),
        ("Hi Sam,\n\napproved.", Some(true)),
        ("Genehmigt", Some(true)),
        ("REJECT: no receipt for the hotel", Some(false)),
        ("Rejected", Some(false)),
        ("", None),
        ("What is this about?", None),
        ("I can't approve it without a receipt.", None),
    ])
}

fn any_header() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "On Mon, Jan 5, 2026 at 10:00 AM Expense desk <expenses@corp.example> wrote:",
        "Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Expense desk <expenses@corp.example>:",
        "Le lun. 5 janv. 2026 à 10:00, Expense desk <expenses@corp.example> a écrit :",
        "-----Original Message-----",
        "",
    ])
}

fn agrees(found: Option<&Said>, expected: Option<bool>) -> bool {
    match found {
        None => true,
        Some(Said::Approve { .. }) => expected == Some(true),
        Some(Said::Reject { .. }) => expected == Some(false),
        Some(_) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read(&bytes, &desk());
    }

    #[test]
    fn anything_that_looks_like_a_mail_can_be_read(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "From: ", "a@b.example", "\n", "\n\n", "\r\n", "Content-Type: multipart/mixed; boundary=x", "--x", "--x--",
            "Content-Type: message/rfc822", "Content-Type: text/html; charset=utf-7", "Content-Transfer-Encoding: base64",
            "Content-Transfer-Encoding: quoted-printable", "=", "=?utf-8?q?=ff?=", "<", ">", "<div style='", "&#x", ";", "\0", " ", "\u{202e}",
            "Subject: ", "References: <", "QUJD", "> ", "On 5 Jan 2026 x <a@b.c> wrote:", "-- ", "APPROVE", START, END,
        ]), 0..60),
    ) {
        let _ = read(pieces.concat().as_bytes(), &desk());
    }

    #[test]
    fn the_pieces_of_a_text_are_the_text(text in "(?s)[ -~\\n>ÄéЖ日\u{202e}]{0,400}") {
        let whole: String = classify(&text).into_iter().map(|(_, piece)| piece).collect();
        prop_assert_eq!(whole, text);
    }

    #[test]
    fn any_html_can_be_rendered(html in "(?s)[<>/a-dp \"'=&;#!-]{0,300}") {
        let _ = render(&html);
    }

    #[test]
    fn wrapping_and_prefixes_never_change_a_decision(
        (answer, expected) in any_answer(),
        header in any_header(),
        width in 60_usize..998,
        depth in 0_usize..6,
    ) {
        let quote = wrapped(&notice(), width, &"> ".repeat(depth));
        let body = format!("{answer}\n\n{}\n{quote}", wrapped(header, width, ""));
        let found = decided(&body, "");
        prop_assert!(agrees(found.as_ref(), expected), "{body}\n{found:?}");
        let crlf = decided(&body.replace('\n', "\r\n"), "");
        prop_assert_eq!(&found, &crlf);
        let coded = decided(&quoted_printable(&body), "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n");
        prop_assert_eq!(&found, &coded);
        if depth > 0 || header.is_empty() {
            prop_assert_eq!(found.is_some(), expected.is_some(), "{}", body);
        }
    }

    #[test]
    fn an_answer_below_the_quote_is_the_same_answer(
        (answer, expected) in any_answer(),
        width in 60_usize..998,
        depth in 0_usize..6,
    ) {
        let body = format!("{}\n{answer}\n", wrapped(&notice(), width, &"> ".repeat(depth)));
        let found = decided(&body, "");
        prop_assert!(agrees(found.as_ref(), expected), "{body}\n{found:?}");
        prop_assert_eq!(found.is_some(), expected.is_some(), "{}", body);
    }

    #[test]
    fn text_that_is_only_quoted_never_decides(header in any_header(), width in 60_usize..998, depth in 0_usize..6) {
        let body = format!("{}\n{}", wrapped(header, width, ""), wrapped(&notice(), width, &"> ".repeat(depth)));
        let typed: String =
            classify(&body).into_iter().filter(|(part, _)| *part == Part::Typed).map(|(_, piece)| piece).collect();
        prop_assert_eq!(typed.trim(), "", "{}", body);
    }
}

#[test]
fn charsets_do_not_change_a_decision() {
    for (charset, bytes) in [
        ("iso-8859-1", b"Genehmigt, danke f\xfcr alles\n".as_slice()),
        ("windows-1252", b"Approuv\xe9\n"),
        ("us-ascii", b"APPROVE\n"),
        ("utf-8", "Godkänd\n".as_bytes()),
        ("utf-16le", b"A\0P\0P\0R\0O\0V\0E\0\n\0"),
    ] {
        let mut raw =
            format!("From: maria@corp.example\nContent-Type: text/plain; charset={charset}\n\n").into_bytes();
        raw.extend_from_slice(bytes);
        let reading = read(&raw, &desk());
        let found = said(&reading.typed, &Words::default());
        assert!(matches!(found, Said::Approve { .. }), "{charset}: {found:?}");
    }
}

#[test]
fn a_charset_that_nobody_knows_is_ascii_as_long_as_its_text_is() {
    for (charset, text, decides) in [
        ("x-unknown", "APPROVE", true),
        ("unknown-8bit", "APPROVE", true),
        ("x-nobody-knows", "APPROVE\nSch\u{f6}n", false),
        ("x-nobody-knows", "APPROVE\u{1b}$B", false),
        ("utf-7", "APPROVE", false),
        ("unicode-1-1-utf-7", "APPROVE", false),
        ("utf7", "APPROVE", false),
    ] {
        let raw =
            format!("From: maria@corp.example\nContent-Type: text/plain; charset={charset}\n\n{text}\n");
        let reading = read(raw.as_bytes(), &desk());
        assert_eq!(reading.undecidable.is_none(), decides, "{charset} {text:?}");
    }
}

#[test]
fn quotes_and_dashes_of_windows_are_read_in_what_it_calls_latin_1() {
    for encoding in ["8bit", "quoted-printable"] {
        let head = format!(
            "From: maria@corp.example\nContent-Type: text/plain; charset=iso-8859-1\n\
             Content-Transfer-Encoding: {encoding}\n\n"
        );
        let text = if encoding == "8bit" {
            b"J\x92approuve \x96 merci\n".as_slice()
        } else {
            b"J=92approuve =96 merci\n"
        };
        let reading = read(&[head.as_bytes(), text].concat(), &desk());
        let said = said(&reading.typed, &Words::default());
        assert_eq!(
            (said, reading.undecidable),
            (Said::Approve { comment: "merci".to_owned(), code: None }, None),
            "{encoding}"
        );
    }
}

#[test]
fn long_runs_of_anything_are_read() {
    const SIZE: usize = 256 * 1024;
    for unit in [
        "a",
        " ",
        "\n",
        ">",
        "> ",
        ">\n",
        "a\n",
        "<div>",
        "<b>",
        "<p><s>",
        "</div>",
        "<td>",
        "<a ",
        "<!--",
        "&",
        "&amp;",
        "-",
        "_\n",
        "--\n",
        "On 5 Jan 2026 ",
        "From: a@b.c\n",
        "Subject:",
        "a From: Sent: ",
        "wrote:\n",
        "a:",
        "(",
        "##-",
        "1 ",
        "é",
        "\u{202e}",
        "Content-Type: message/rfc822\n\n",
        "--x\n",
        "--x\n\n",
        "Content-Type: multipart/mixed; boundary=x\n\n--x\n",
        "<blockquote>",
        "<style>{",
        "<table><tr><td>",
        "<x a=1 ",
        "@",
        "http://",
        "[EXTERNAL] ",
        "=",
        "=\n",
        "A A",
        "Caution: ",
        "sent from ",
        "##- countersign\n",
    ] {
        let text = unit.repeat(SIZE / unit.len());
        for header in [
            "From: a@b.example\nContent-Type: text/plain\n\n",
            "From: a@b.example\nContent-Type: text/html\n\n",
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
            "From: ",
            "",
        ] {
            let _ = read(format!("{header}{text}").as_bytes(), &desk());
        }
    }
}
