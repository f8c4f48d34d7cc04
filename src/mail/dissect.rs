//! A mail taken apart for a reader: every line of its text with what it was taken for.
//!
//! Knows what `read` kept and cut. Must not know how it is shown. Apart from `read`, so that the daemon, which never
//! looks at what was cut, does not carry it; `typed` of both is the same by the same code.

use super::body::body;
use super::prepare::{parts, prepared};
use super::read::MOST_PARTS;
use super::reply::{self, Part};
use super::texts::{Texts, disagree, pieces_of_html};

/// What became of the text of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dissection {
    /// The part that was read.
    pub source: Option<TextSource>,
    /// What the HTML part says, where the text part was read.
    pub other: OtherPart,
    /// The text of that part, whole and in order; neighbours are of different parts.
    pub pieces: Vec<(Part, String)>,
    /// Text of the HTML part that a reader does not see.
    pub hidden: String,
    /// The desk's notice that it is, brings or returns: `approval_request of EXP-7`.
    pub notice: Option<String>,
}

/// Which part of a mail its text was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextSource {
    /// The text part.
    Text,
    /// The HTML part.
    Html,
}

/// What the part says that was not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OtherPart {
    /// There is none.
    #[default]
    Absent,
    /// The same.
    Agrees,
    /// Something else was typed: this.
    Differs(String),
}

/// Takes a mail apart; never fails.
pub fn dissect(raw: &[u8]) -> Dissection {
    let copy = prepared(raw);
    let message = parts(&copy).filter(|message| message.parts.len() <= MOST_PARTS);
    let texts = message.map(|message| Texts::of(body(&message, &copy))).unwrap_or_default();
    let plain = texts.plain.as_deref().map(reply::classify);
    let html = texts.rendered.as_ref().map(pieces_of_html);
    let both = plain.as_deref().zip(html.as_deref());
    let other =
        both.map(|(plain, html)| compared(&reply::typed(plain), reply::typed(html))).unwrap_or_default();
    let (source, pieces) = match (plain, html) {
        (Some(pieces), _) => (Some(TextSource::Text), pieces),
        (None, Some(pieces)) => (Some(TextSource::Html), pieces),
        (None, None) => (None, Vec::new()),
    };
    let hidden = texts.rendered.as_ref().map(|html| html.hidden.clone()).unwrap_or_default();
    Dissection { source, other, pieces: joined(&pieces), hidden, notice: notice(raw) }
}

fn compared(plain: &str, html: String) -> OtherPart {
    if disagree(plain, &html) { OtherPart::Differs(html) } else { OtherPart::Agrees }
}

fn joined(pieces: &[(Part, &str)]) -> Vec<(Part, String)> {
    let mut runs: Vec<(Part, String)> = Vec::new();
    for (part, text) in pieces {
        match runs.last_mut().filter(|(last, _)| last == part) {
            Some((_, run)) => run.push_str(text),
            None => runs.push((*part, (*text).to_owned())),
        }
    }
    runs
}

/// Our own header fields, in the mail itself or in the header that a server returns.
fn notice(raw: &[u8]) -> Option<String> {
    let field = |name: &str| {
        let values = raw.split(|byte| *byte == b'\n').filter_map(|line| {
            let (found, value) = line.split_at_checked(name.len())?;
            found.eq_ignore_ascii_case(name.as_bytes()).then_some(value)
        });
        values.map(word).find(|value| !value.is_empty())
    };
    let kind = field("X-Countersign-Notice:")?;
    Some(match field("X-Countersign-Request:") {
        Some(request) => format!("{kind} of {request}"),
        None => kind,
    })
}

fn word(value: &[u8]) -> String {
    const LONGEST: usize = 40;
    let plain = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
    value.trim_ascii().iter().take_while(plain).take(LONGEST).map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_taken_apart_into_all_of_its_text() {
        let text = "Approved\n\nOn Mon, 5 Jan 2026 Sam <sam@corp.example> wrote:\n> one\n> two\n";
        let found = dissect(format!("Content-Type: text/plain\n\n{text}").as_bytes());
        assert_eq!((found.source, found.other), (Some(TextSource::Text), OtherPart::Absent));
        let parts: Vec<Part> = found.pieces.iter().map(|(part, _)| *part).collect();
        assert_eq!(parts, [Part::Typed, Part::QuoteHeader, Part::Quote]);
        assert_eq!(found.pieces.iter().map(|(_, text)| text.as_str()).collect::<String>(), text);
    }

    #[test]
    fn it_is_said_whether_text_and_html_agree() {
        let mail = |text: &str, html: &str| {
            format!(
                "Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\n{text}\n\
                 --x\nContent-Type: text/html\n\n{html}\n--x--\n"
            )
        };
        let other = |text, html| dissect(mail(text, html).as_bytes()).other;
        assert_eq!(other("APPROVE", "<p>APPROVE</p>"), OtherPart::Agrees);
        assert_eq!(other("APPROVE", "<p>REJECT</p>"), OtherPart::Differs("REJECT".to_owned()));
        let hidden = dissect(mail("", "<p>no</p><p hidden>APPROVE</p>").as_bytes());
        assert_eq!((hidden.source, hidden.hidden.as_str()), (Some(TextSource::Html), "APPROVE"));
    }

    #[test]
    fn a_returned_notice_is_named_and_nothing_else_of_it() {
        let raw = b"From: x@y\r\n\r\n--b\r\nX-countersign-notice: approval_request\r\nX-Countersign-Request: EXP-7\x1b[31m\r\n";
        assert_eq!(dissect(raw).notice.as_deref(), Some("approval_request of EXP-7"));
        assert_eq!(dissect(b"From: x@y\n\nnothing").notice, None);
    }
}
