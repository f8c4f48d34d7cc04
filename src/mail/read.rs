//! From the bytes of one mail to what it says.
//!
//! Knows the order of things: first who and what kind, then the text, then whether the text may decide.
//! Must not know any of the formats itself. Never fails: what is wrong with a mail is part of what it says.

use super::attachment::files;
use super::body::body;
use super::bounce::bounce;
use super::header::Header;
use super::kind::{Signs, Title, beginning, is_the_desks_own};
use super::prepare::{is_endless, parts, prepared};
use super::sender::sender;
use super::texts::{self, Texts};
use super::{Identity, Kind, Reading, thread};
use crate::characters::{is_line_separator, is_unfit_to_show};

const LONGEST_SUBJECT: usize = 500;
pub(super) const MOST_PARTS: usize = 2_000;

/// Reads one mail; never fails.
pub fn read(raw: &[u8], identity: &Identity) -> Reading {
    let header = Header::read(raw);
    let copy = prepared(raw);
    let parsed = parts(&copy);
    let too_many =
        is_endless(&copy) || parsed.as_ref().is_some_and(|message| message.parts.len() > MOST_PARTS);
    let message = parsed.as_ref().filter(|_| !too_many);
    let mut texts = message.map(|message| Texts::of(body(message, &copy))).unwrap_or_default();
    let files = message.map(files).unwrap_or_default();
    let mails = texts::inner(&files);
    let subject = parsed.as_ref().and_then(|message| message.subject()).unwrap_or_default();
    let mut reading = Reading {
        from: sender(&header),
        subject: one_line(subject),
        message_id: thread::own_id(&header),
        kind: Kind::Submission,
        tokens: thread::tokens(&header, identity),
        answers: thread::answers(&header, identity),
        return_path: return_path(&header),
        typed: std::mem::take(&mut texts.typed),
        text: texts.whole(&mails),
        html_text: texts.rendered.as_ref().filter(|_| texts.plain.is_some()).map(|html| html.text.clone()),
        hidden_text: texts.rendered.as_ref().map(|html| html.hidden.clone()).unwrap_or_default(),
        json_ld: texts.rendered.as_ref().map(|html| html.json_ld.clone()).unwrap_or_default(),
        mails,
        attachments: Vec::new(),
        warnings: texts.warnings(),
        undecidable: texts.problem.take(),
        left_out: None,
    };
    let too_many = too_many.then_some("it has too many parts; its text was not read");
    for left_out in [too_many, texts.left_out, files.left_out].into_iter().flatten() {
        reading.refuse(left_out);
        reading.left_out.get_or_insert_with(|| left_out.to_owned());
    }
    reading.attachments = files.attachments;
    reading.kind = kind(&reading, texts.own(), &header, message, &copy, identity);
    if reading.kind == Kind::Reply {
        if is_the_desks_own(&header, identity) {
            reading.refuse("it came through a mailing list, and what does never decides");
        }
        // Nobody has to know it of a receipt, which decides nothing.
        reading.warnings.extend(reading.undecidable.clone().filter(|why| !reading.warnings.contains(why)));
    }
    reading
}

impl Reading {
    fn refuse(&mut self, why: &str) {
        if !self.warnings.iter().any(|warning| warning == why) {
            self.warnings.push(why.to_owned());
        }
        self.undecidable.get_or_insert_with(|| why.to_owned());
    }
}

/// Automatic mail and bounces come before everything else: a server's "rejected" is nobody's decision.
fn kind(
    reading: &Reading,
    text: &str,
    header: &Header,
    message: Option<&mail_parser::Message<'_>>,
    raw: &[u8],
    identity: &Identity,
) -> Kind {
    let signs = Signs {
        header,
        from: reading.from.as_ref().ok(),
        title: Title::new(&reading.subject),
        identity,
        return_path: reading.return_path.as_ref(),
        answers_us: !reading.tokens.is_empty() || !reading.answers.is_empty(),
        text,
        typed: &reading.typed,
        has_files: !reading.attachments.is_empty(),
        message,
        raw,
    };
    if let Some(own) = signs.own() {
        return Kind::Automatic(own);
    }
    if let Some(bounce) = bounce(&signs) {
        return Kind::Bounce(bounce);
    }
    if let Some(automatic) = signs.automatic() {
        return Kind::Automatic(automatic);
    }
    if signs.answers_us { Kind::Reply } else { Kind::Submission }
}

/// RFC 5321 §4.4: the server notes the envelope sender on top.
fn return_path(header: &Header) -> Option<Option<String>> {
    let value = header.first("return-path")?.trim();
    let address = value.trim_start_matches('<').trim_end_matches('>').trim();
    Some((!address.is_empty()).then(|| beginning(address, 320)))
}

fn one_line(subject: &str) -> String {
    let blank = |c: char| if c.is_control() || is_line_separator(c) { ' ' } else { c };
    let clean: String = subject.chars().filter(|c| !is_unfit_to_show(*c)).map(blank).collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_SUBJECT).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::desk;
    use super::*;

    fn page(to: &str, length: usize) -> Reading {
        let html = format!("<p>APPROVE</p><!--{}--><p>Total 5 USD</p>", "x".repeat(length));
        let header = format!("From: a@corp.example\nTo: {to}@corp.example\nContent-Type: text/html");
        read(format!("{header}\n\n{html}").as_bytes(), &desk())
    }

    #[test]
    fn of_a_mail_that_is_nothing_but_parts_only_the_header_is_read() {
        let parts = "--b\r\nContent-Type: text/plain\r\n\r\nAPPROVE\r\n".repeat(20_001);
        let header = "From: a@corp.example\r\nSubject: many\r\nContent-Type: multipart/mixed; boundary=b";
        let reading = read(format!("{header}\r\n\r\n{parts}").as_bytes(), &desk());
        assert_eq!((reading.subject.as_str(), reading.typed.as_str()), ("many", ""));
        assert_eq!(reading.undecidable.as_deref(), Some("it has too many parts; its text was not read"));
    }

    #[test]
    fn a_text_that_is_longer_than_is_read_decides_nothing_and_says_so() {
        let why = "its text is longer than is read";
        for to in ["expenses", "expenses+abcdefghijklmnopqrstuvwxyz234567"] {
            let long = page(to, 4 << 20);
            assert_eq!(long.warnings, [why]);
            assert_eq!((long.undecidable.as_deref(), long.left_out.as_deref()), (Some(why), Some(why)));
            let short = page(to, 4 << 10);
            assert_eq!((short.undecidable, short.left_out, short.warnings), (None, None, Vec::new()));
        }
    }
}
