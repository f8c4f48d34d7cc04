//! Makes a mail safe for the MIME parser, which otherwise recurses into every mail inside a mail and loses folded
//! parameters.
//!
//! Knows the header fields that shape a mail. Must not know what its parts mean.

use std::borrow::Cow;
use std::sync::LazyLock;

use mail_parser::{HeaderName, Message, MessageParser};

use super::header::lines;

/// What a mail inside a mail is called in the prepared copy: an opaque part, which we read ourselves, within limits.
pub(super) const NESTED: &str = "x-nested-mail";

/// The parser's time grows with the square of the parameters in one field; a longer field keeps none of them.
const LONGEST_FIELD: usize = 32 * 1024;

/// Reads the parts of a prepared mail, and of its header no more than their shape, the subject, the date and the sender.
pub(super) fn parts(prepared: &[u8]) -> Option<Message<'_>> {
    static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
        MessageParser::new()
            .with_mime_headers()
            .header_text(HeaderName::Subject)
            .header_date(HeaderName::Date)
            .header_address(HeaderName::From)
            .default_header_ignore()
    });
    // The parser keeps some hundred bytes for each part: of a mail that is nothing but parts, it gets the header.
    PARSER.parse(if is_endless(prepared) { header_of(prepared) } else { prepared })
}

/// Whether a mail may have more parts than anybody counts. A part begins behind a line that begins with two dashes; texts
/// have such lines too, but not so many.
pub(super) fn is_endless(prepared: &[u8]) -> bool {
    const MOST_DASHED_LINES: usize = 20_000;
    memchr::memmem::find_iter(prepared, b"\n--").nth(MOST_DASHED_LINES).is_some()
}

/// The header, if it is no longer than headers are.
fn header_of(mail: &[u8]) -> &[u8] {
    const LONGEST_HEADER: usize = 256 * 1024;
    let beginning = mail.get(..LONGEST_HEADER).unwrap_or(mail);
    let ends = [b"\n\n".as_slice(), b"\n\r\n"].map(|end| memchr::memmem::find(beginning, end));
    ends.into_iter().flatten().min().and_then(|end| beginning.get(..=end)).unwrap_or_default()
}

/// The mail with the fields that shape its parts on one line each, and with mails inside it opaque.
pub(super) fn prepared(raw: &[u8]) -> Cow<'_, [u8]> {
    let mut copy = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    let mut lines = lines(raw).peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        let Some(name) = shaping_field(line) else { continue };
        let mut field = content(line).to_vec();
        while let Some(more) = lines.next_if(|next| next.starts_with(b" ") || next.starts_with(b"\t")) {
            at += more.len();
            unfold(&mut field, content(more));
        }
        if field.len() > LONGEST_FIELD {
            field = without_parameters(&field);
        }
        let field = reshaped(name, field);
        let original = raw.get(start..at).unwrap_or_default();
        if field != content(original) {
            copy.extend_from_slice(raw.get(copied..start).unwrap_or_default());
            copy.extend_from_slice(&field);
            copy.extend_from_slice(b"\r\n");
            copied = at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(raw);
    }
    copy.extend_from_slice(raw.get(copied..).unwrap_or_default());
    Cow::Owned(copy)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shaping {
    Type,
    Disposition,
}

/// The parser reads `Con tent-Type :` as well, so we look at the letters only.
fn shaping_field(line: &[u8]) -> Option<Shaping> {
    const LONGEST_NAME: usize = 200;
    if !matches!(line.first(), Some(b'c' | b'C')) {
        return None;
    }
    let colon = line.iter().take(LONGEST_NAME).position(|byte| *byte == b':')?;
    let letters: Vec<u8> =
        line.iter().take(colon).filter(|byte| byte.is_ascii_graphic()).map(u8::to_ascii_lowercase).collect();
    match letters.as_slice() {
        b"content-type" => Some(Shaping::Type),
        b"content-disposition" => Some(Shaping::Disposition),
        _ => None,
    }
}

fn content(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn unfold(field: &mut Vec<u8>, more: &[u8]) {
    let more = more.trim_ascii();
    // The parser loses the value in `boundary=`, line break, value.
    if !field.trim_ascii_end().ends_with(b"=") {
        field.push(b' ');
    }
    field.extend_from_slice(more);
}

fn without_parameters(field: &[u8]) -> Vec<u8> {
    let value = field.split(|byte| *byte == b';').next().unwrap_or_default();
    value.get(..value.len().min(LONGEST_FIELD)).unwrap_or_default().to_vec()
}

fn reshaped(name: Shaping, field: Vec<u8>) -> Vec<u8> {
    if name == Shaping::Disposition {
        return field;
    }
    let lower = field.to_ascii_lowercase();
    let text = String::from_utf8_lossy(&lower);
    let value = text.split_once(':').map_or("", |(_, value)| value);
    let media_type = value.split(';').next().unwrap_or_default();
    let says = |word: &str| media_type.contains(word);
    if says("message") && (says("rfc822") && !says("rfc822-headers") || says("global") && !says("global-")) {
        return format!("Content-Type: message/{NESTED}").into_bytes();
    }
    if says("multipart") && says("digest") {
        return String::from_utf8_lossy(&field)
            .replacen("digest", "mixed", 1)
            .replacen("Digest", "mixed", 1)
            .into_bytes();
    }
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> String {
        String::from_utf8(prepared(raw.as_bytes()).into_owned()).unwrap()
    }

    #[test]
    fn folded_parameters_stand_on_one_line() {
        let raw =
            "Content-Type: multipart/mixed; boundary=\r\n \"X\"\r\nSubject: a\r\n b\r\n\r\nx=\r\n y\r\n";
        assert_eq!(
            text(raw),
            "Content-Type: multipart/mixed; boundary=\"X\"\r\nSubject: a\r\n b\r\n\r\nx=\r\n y\r\n"
        );
    }

    #[test]
    fn a_field_of_endless_parameters_keeps_none_of_them() {
        let parameters = |count: u32| (0..count).map(|i| format!("; name*{i}=a")).collect::<String>();
        let short = format!("Content-Type: text/plain{}\r\n\r\n", parameters(100));
        assert_eq!(text(&short), short);
        let long = format!("Content-Type: text/plain\r\n {}\r\n\r\n", parameters(10_000));
        assert_eq!(text(&long), "Content-Type: text/plain \r\n\r\n");
    }

    #[test]
    fn mails_inside_mails_are_opaque_however_they_are_written() {
        for value in [
            "message/rfc822",
            "Message/RFC822; name=a.eml",
            "message/(x)rfc822",
            "message /\r\n rfc822",
            "message/global",
        ] {
            assert_eq!(
                text(&format!("Con tent-Type : {value}\r\n\r\n")),
                format!("Content-Type: message/{NESTED}\r\n\r\n")
            );
        }
        assert_eq!(
            text("Content-Type: text/rfc822-headers\r\n\r\n"),
            "Content-Type: text/rfc822-headers\r\n\r\n"
        );
    }
}
