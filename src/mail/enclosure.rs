//! Enclosures: files as finished parts, which a mail program offers to save and never shows as ours.
//!
//! Knows file names and MIME parts. Must not know notices.

use std::sync::Arc;

use lettre::message::header::{ContentDisposition, ContentTransferEncoding, ContentType};
use lettre::message::{Body, SinglePart};

use super::notice::Attached;
use super::plain::HeaderText;

/// The longest file name, in characters.
const NAME_LIMIT: usize = 100;
/// The longest extension that is kept when a name is shortened.
const EXTENSION_LIMIT: usize = 12;
/// The longest line of a mail, without its line end (RFC 5322 §2.1.1).
const LINE_LIMIT: usize = 998;
/// What any bytes may be called (RFC 2046 §4.5.1).
const ANY: &str = "application/octet-stream";

/// A file as a finished part of a mail, which is encoded once for all mails that it goes with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure(Arc<Vec<u8>>);

impl Enclosure {
    /// Encodes a file.
    pub fn of(attached: Attached) -> Self {
        Self(Arc::new(encoded(attached).formatted()))
    }

    /// The part, with its header.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The original mail as it is where MIME allows it, anything else in base64.
fn encoded(attached: Attached) -> SinglePart {
    let is_mail = attached.media_type.eq_ignore_ascii_case("message/rfc822");
    let name = FileName::new(&attached.name, is_mail);
    // RFC 2046 §5.2.1: a message is never encoded, so it must be 7-bit as it stands.
    match is_mail.then(|| seven_bit(&attached.bytes)).flatten() {
        Some(mail) => {
            let body = Body::dangerous_pre_encoded(mail, ContentTransferEncoding::SevenBit);
            part("message/rfc822", &name, body)
        }
        None => part(&media_type(&attached.media_type), &name, base64(attached.bytes)),
    }
}

fn part(media_type: &str, FileName(name): &FileName, body: Body) -> SinglePart {
    // Only checked types come here, so the fallback is never seen.
    let content_type = ContentType::parse(media_type).unwrap_or(ContentType::TEXT_PLAIN);
    SinglePart::builder().header(content_type).header(ContentDisposition::attachment(name)).body(body)
}

fn base64(bytes: Vec<u8>) -> Body {
    Body::new_with_encoding(bytes, ContentTransferEncoding::Base64).unwrap_or_else(Body::new)
}

/// A media type without parameters. Composite types cannot be in base64 (RFC 2045 §6.4), so they lose theirs.
fn media_type(text: &str) -> String {
    let token = |text: &str| {
        let fits = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
        (1..=60).contains(&text.len()) && text.chars().all(fits)
    };
    let essence = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.split_once('/') {
        Some(("multipart" | "message", _)) | None => ANY.to_owned(),
        Some((kind, subtype)) if token(kind) && token(subtype) => essence,
        Some(_) => ANY.to_owned(),
    }
}

/// A mail with CRLF line ends, when it has nothing that would need encoding (RFC 2045 §2.7).
fn seven_bit(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut mail = Vec::with_capacity(bytes.len() + bytes.len() / 32);
    for line in bytes.split(|&byte| byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let fits = |&byte: &u8| byte.is_ascii() && byte != 0 && byte != b'\r';
        if line.len() > LINE_LIMIT || !line.iter().all(fits) {
            return None;
        }
        mail.extend_from_slice(line);
        mail.extend_from_slice(b"\r\n");
    }
    // What follows the last line end is no line.
    if bytes.ends_with(b"\n") {
        mail.truncate(mail.len() - 2);
    }
    Some(mail)
}

/// A name that is only a name: no path, no line ends, nothing that hides or reorders its end, no characters that file
/// systems or shells take for something else.
struct FileName(String);

impl FileName {
    /// Makes any text a file name.
    fn new(name: &str, is_mail: bool) -> Self {
        // U+2800 is a blank that is none: enough of them push the end of a name out of sight.
        let unsafe_character =
            |c: char| matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{2800}');
        let name = HeaderText::new(name).into_string().replace(unsafe_character, "_");
        let name = name.trim_matches(|c: char| c == '.' || c == ' ' || c == '-');
        let name = if name.is_empty() { "attachment" } else { name };
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() && extension.chars().count() <= EXTENSION_LIMIT => {
                (stem, format!(".{extension}"))
            }
            Some(_) | None => (name, String::new()),
        };
        let extension = if is_mail { ".eml".to_owned() } else { extension };
        let room = NAME_LIMIT - extension.chars().count();
        Self(stem.chars().take(room).chain(extension.chars()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(name: &str, media_type: &str, bytes: &[u8]) -> String {
        let attached =
            Attached { name: name.to_owned(), media_type: media_type.to_owned(), bytes: bytes.to_owned() };
        String::from_utf8(Enclosure::of(attached).bytes().to_vec()).unwrap()
    }

    #[test]
    fn a_plain_mail_is_attached_as_it_is_with_crlf_line_ends() {
        let part = formatted("report", "message/rfc822", b"Subject: x\n\nhello\n");
        assert!(part.contains("Content-Type: message/rfc822\r\n"), "{part}");
        assert!(part.contains("filename=\"report.eml\""), "{part}");
        assert!(part.contains("Content-Transfer-Encoding: 7bit\r\n"), "{part}");
        assert!(part.ends_with("Subject: x\r\n\r\nhello\r\n\r\n"), "{part}");
    }

    #[test]
    fn a_mail_that_is_not_seven_bit_is_attached_as_bytes() {
        let long = [b"Subject: ".as_slice(), &[b'x'; 999]].concat();
        for bytes in [b"Subject: \xe4\n\n".as_slice(), b"a\rb\n", b"a\0b\n", &long] {
            let part = formatted("report.eml", "message/rfc822", bytes);
            assert!(part.contains("Content-Type: application/octet-stream\r\n"), "{part}");
            assert!(part.contains("Content-Transfer-Encoding: base64\r\n"), "{part}");
            assert!(part.contains("filename=\"report.eml\""), "{part}");
        }
    }

    #[test]
    fn odd_media_types_become_plain_bytes() {
        for odd in
            ["", "pdf", "multipart/mixed", "message/partial", "a/b\r\nBcc: x", "text/ html", "x/ä", "a/"]
        {
            assert_eq!(media_type(odd), ANY, "{odd}");
        }
        assert_eq!(media_type("Text/HTML; charset=utf-7"), "text/html");
    }

    #[test]
    fn a_file_name_is_a_name_and_keeps_its_extension() {
        let name = |text: &str| FileName::new(text, false).0;
        assert_eq!(name("receipt.pdf\u{a0}\u{a0}\u{2800}\u{2800}.exe"), "receipt.pdf __.exe");
        assert_eq!(name("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(name("a\r\nb\u{202e}fdp.exe"), "a bfdp.exe");
        assert_eq!(name("..."), "attachment");
        let long = name(&format!("{}.pdf", "x".repeat(150)));
        assert_eq!((long.chars().count(), long.ends_with("x.pdf")), (100, true));
    }
}
