//! The files a mail brings, also inside the mails that it forwards.
//!
//! Knows MIME parts and file names. Must not know what is in a file.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};
use memchr::memmem;

use super::Attachment;
use super::body::{Body, body, is_named};
use super::prepare::{NESTED, parts, prepared};
use crate::characters::{is_annotation, is_default_ignorable, is_line_separator, is_placeholder};

const MOST_FILES: usize = 200;
const MOST_BYTES: usize = 64 * 1024 * 1024;
const MOST_NESTED: usize = 50;
const DEEPEST: usize = 5;
const LONGEST_NAME: usize = 100;
const LONGEST_EXTENSION: usize = 12;

/// The files, and the bodies of the mails that are files.
#[derive(Default)]
pub(super) struct Files {
    /// The files, in the order in which they are met.
    pub(super) attachments: Vec<Attachment>,
    /// The bodies of the mails inside, outermost first.
    pub(super) bodies: Vec<Body>,
    /// What was left out.
    pub(super) left_out: Option<&'static str>,
    bytes: usize,
}

/// Collects the files of a mail, and takes large ones out of it: they are held once.
pub(super) fn files(message: &mut Message<'_>) -> Files {
    let mut files = Files::default();
    let mut nested = VecDeque::new();
    files.collect(message, 0, &mut nested);
    while let Some((raw, depth)) = nested.pop_front() {
        if depth > DEEPEST || files.bodies.len() >= MOST_NESTED {
            files.left_out = Some("mails are nested too deep inside it; they were not read");
            break;
        }
        let raw = prepared(&raw);
        if let Some(mut message) = parts(&raw) {
            let body = body(&message, &raw);
            files.left_out = files.left_out.or(body.left_out);
            files.bodies.push(body);
            files.collect(&mut message, depth, &mut nested);
        }
    }
    files
}

impl Files {
    fn collect(&mut self, message: &mut Message<'_>, depth: usize, nested: &mut VecDeque<(Vec<u8>, usize)>) {
        for id in parts_with_files(message) {
            let large =
                usize::try_from(id).ok().and_then(|id| message.parts.get_mut(id)).and_then(large_file);
            let Some(part) = message.part(id) else { continue };
            let bytes = large.map_or_else(|| contents(message, part), Cow::Owned);
            if self.attachments.len() >= MOST_FILES || self.bytes + bytes.len() > MOST_BYTES {
                self.left_out = Some("it brings more or larger files than are read");
                return;
            }
            self.bytes += bytes.len();
            let media_type = media_type(part);
            if is_mail(part, &media_type, &bytes) {
                nested.push_back((bytes.into_owned(), depth + 1));
            } else if !is_report(&media_type) && !bytes.is_empty() {
                let name = safe_name(part.attachment_name().unwrap_or_default(), &media_type);
                self.attachments.push(Attachment { name, media_type, bytes: bytes.into_owned() });
            }
        }
    }
}

/// The bytes of a large file, taken out of its part; a mail stays, in which a bounce is looked for.
fn large_file(part: &mut MessagePart<'_>) -> Option<Vec<u8>> {
    const LARGE: usize = 256 * 1024;
    if part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("message")) {
        return None;
    }
    match &mut part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) if bytes.len() >= LARGE => {
            Some(std::mem::take(bytes).into_owned())
        }
        PartType::Binary(_)
        | PartType::InlineBinary(_)
        | PartType::Text(_)
        | PartType::Html(_)
        | PartType::Message(_)
        | PartType::Multipart(_) => None,
    }
}

/// The bytes of a file as they came: the parser reads files of text in a character set that it has to guess.
fn contents<'a>(message: &'a Message<'a>, part: &'a MessagePart<'a>) -> Cow<'a, [u8]> {
    let read = part.contents();
    let is_guess = part.is_text() && memmem::find(read, "\u{fffd}".as_bytes()).is_some();
    let body = usize::try_from(part.offset_body).ok().zip(usize::try_from(part.offset_end).ok());
    let raw = body.filter(|_| is_guess).and_then(|(start, end)| message.raw_message.get(start..end));
    let decoded = raw.and_then(|raw| match part.encoding {
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::None => Some(raw.to_vec()),
    });
    decoded.map_or(Cow::Borrowed(read), Cow::Owned)
}

/// The attachments, and what the parser counts as text although it has a name.
fn parts_with_files(message: &Message<'_>) -> BTreeSet<u32> {
    let shown = message.text_body.iter().chain(&message.html_body).copied();
    let named = shown.filter(|id| message.part(*id).is_some_and(is_named));
    message.attachments.iter().copied().chain(named).collect()
}

fn media_type(part: &MessagePart<'_>) -> String {
    let kind = part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("*")));
    let implied = match part.body {
        PartType::Text(_) => "text/plain",
        PartType::Html(_) => "text/html",
        PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Message(_) | PartType::Multipart(_) => {
            "application/octet-stream"
        }
    };
    let kind = kind.unwrap_or_else(|| implied.to_owned()).to_ascii_lowercase();
    let proper = kind.len() <= LONGEST_NAME
        && kind.bytes().all(|b| b.is_ascii_alphanumeric() || b"/.+-_".contains(&b));
    if proper { kind } else { "application/octet-stream".to_owned() }
}

/// A forwarded mail may come as a file whose name alone says what it is.
fn is_mail(part: &MessagePart<'_>, media_type: &str, bytes: &[u8]) -> bool {
    let name = part.attachment_name().unwrap_or_default().to_ascii_lowercase();
    let first_line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let has_header = first_line.contains(&b':') && !first_line.starts_with(b":");
    media_type == format!("message/{NESTED}") || name.ends_with(".eml") && has_header
}

fn is_report(media_type: &str) -> bool {
    [
        "message/delivery-status",
        "message/disposition-notification",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
    ]
    .contains(&media_type)
}

/// A name without path, control and invisible characters, and never empty.
pub fn safe_name(name: &str, media_type: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let unseen = |c: char| {
        c.is_control()
            || is_default_ignorable(c)
            || is_line_separator(c)
            || is_annotation(c)
            || is_placeholder(c)
    };
    let kept: String = base.chars().filter(|c| !unseen(*c) && !"\"<>|:*?".contains(*c)).collect();
    let kept = kept.trim_matches(['.', ' ']);
    if kept.is_empty() { format!("attachment.{}", extension_of(media_type)) } else { shortened(kept) }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let (stem, extension) =
        name.rsplit_once('.').filter(|(_, e)| e.len() <= LONGEST_EXTENSION).unwrap_or((name, "bin"));
    let room = LONGEST_NAME - extension.chars().count() - 1;
    format!("{}.{extension}", stem.chars().take(room).collect::<String>())
}

fn extension_of(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "pdf",
        "text/plain" => "txt",
        "text/html" => "html",
        "text/csv" => "csv",
        "text/xml" | "application/xml" => "xml",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/gif" => "gif",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_to_write_and_to_show() {
        for (name, safe) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\temp\\receipt.pdf", "receipt.pdf"),
            ("", "attachment.pdf"),
            ("..", "attachment.pdf"),
            ("a\u{202e}fdp.exe\r\n", "afdp.exe"),
            ("Réçu 5€.pdf", "Réçu 5€.pdf"),
        ] {
            assert_eq!(safe_name(name, "application/pdf"), safe);
        }
        let long = safe_name(&format!("{}.pdf", "é".repeat(300)), "application/pdf");
        assert_eq!(long.chars().count(), LONGEST_NAME);
        assert!(long.ends_with(".pdf"));
    }
}
