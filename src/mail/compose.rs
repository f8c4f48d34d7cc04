//! Composing: a notice and its files become the bytes of one mail.
//!
//! Knows RFC 5322 and MIME as they are written. Must not know what a notice means. Nothing here looks at a clock or
//! draws a number: the same notice gives the same bytes.

mod field;

use data_encoding::HEXLOWER;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, From, Headers, MIME_VERSION_1_0, ReplyTo, To,
};
use lettre::message::{Body, Mailbox, Mailboxes, MultiPart, SinglePart};
use minijinja::HtmlEscape;
use sha2::{Digest, Sha256};

use field::{FieldValue, MessageId};

use super::enclosure::Enclosure;
use super::fold::fold;
use super::marker;
use super::notice::{NoticeHeader, NoticeView};
use super::plain::HeaderText;
use super::templates::{TemplateError, Templates};
use crate::approval::Address;

/// The most ids in References.
const REFERENCES_LIMIT: usize = 20;
/// Of a longer thread the first id is kept, and this many of the last.
const LAST_REFERENCES: usize = 10;

/// A finished mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// Its subject, as a reader sees it.
    pub subject: String,
    /// All of it, with CRLF line ends.
    pub bytes: Vec<u8>,
}

/// Writes a notice to its one recipient.
pub fn compose(
    templates: &Templates,
    header: &NoticeHeader,
    view: &NoticeView,
    enclosures: &[Enclosure],
) -> Result<Composed, TemplateError> {
    let rendered = templates.render(header.kind, view)?;
    let text = format!("{}\n\n{}\n\n{}\n", marker::START, fold(&rendered.text), marker::END);
    let html = document(&rendered.subject, &rendered.html);
    let alternative = MultiPart::alternative()
        .boundary(boundary("alternative", header))
        .singlepart(quoted_printable(ContentType::TEXT_PLAIN, &text))
        .singlepart(quoted_printable(ContentType::TEXT_HTML, &html));
    let boundary = boundary("mixed", header);
    let mut mail = MultiPart::mixed().boundary(boundary.clone()).multipart(alternative);
    let subject = rendered.subject.to_string();
    write_header(mail.headers_mut(), header, rendered.subject);
    Ok(Composed { subject, bytes: enclose(mail.formatted(), &boundary, enclosures) })
}

/// Puts finished parts before the end of a multipart. They can be most of what memory there is, so they are copied once.
fn enclose(mut mail: Vec<u8>, boundary: &str, enclosures: &[Enclosure]) -> Vec<u8> {
    let (begin, end) = (format!("--{boundary}\r\n"), format!("--{boundary}--\r\n"));
    mail.truncate(mail.len().saturating_sub(end.len()));
    let room: usize = enclosures.iter().map(|part| begin.len() + part.bytes().len()).sum();
    mail.reserve_exact(room + end.len());
    for part in enclosures {
        mail.extend_from_slice(begin.as_bytes());
        mail.extend_from_slice(part.bytes());
    }
    mail.extend_from_slice(end.as_bytes());
    mail
}

/// The header of the mail, above what is there. lettre's message builder is not used: it writes the system's time
/// where it does not like a date.
fn write_header(headers: &mut Headers, header: &NoticeHeader, subject: HeaderText) {
    let content_type = headers.get::<ContentType>();
    headers.clear();
    headers.set(From::from(mailboxes(Some(&header.desk_name), &header.desk)));
    headers.set(To::from(mailboxes(header.to_name.as_deref(), &header.to)));
    if let Some(reply_to) = &header.reply_to {
        headers.set(ReplyTo::from(mailboxes(Some(&header.desk_name), reply_to)));
    }
    let mut field = |name: &'static str, value: HeaderText| field::add(headers, name, value);
    field("Subject", subject);
    // RFC 5322 §3.3; always UTC.
    field("Date", HeaderText::new(&header.date.format("%a, %d %b %Y %H:%M:%S +0000").to_string()));
    field("Message-ID", HeaderText::new(&format!("<{}>", header.message_id)));
    // RFC 3834 §5.
    field("Auto-Submitted", HeaderText::new(submitted(header)));
    field("X-Auto-Response-Suppress", HeaderText::new("All"));
    if let Some(request) = &header.request {
        field("X-Countersign-Request", HeaderText::new(request));
    }
    field("X-Countersign-Notice", HeaderText::new(header.kind.as_str()));
    write_thread(headers, &header.references);
    headers.set(MIME_VERSION_1_0);
    if let Some(content_type) = content_type {
        headers.set(content_type);
    }
}

fn submitted(header: &NoticeHeader) -> &'static str {
    if header.answers_a_person { "auto-replied" } else { "auto-generated" }
}

/// In-Reply-To and References (RFC 5322 §3.6.4). Malformed ids are left out: encoded, they would thread nothing.
fn write_thread(headers: &mut Headers, references: &[String]) {
    let ids: Vec<MessageId> = references.iter().filter_map(|id| MessageId::parse(id)).collect();
    let Some(parent) = ids.last() else { return };
    let left_out = if ids.len() > REFERENCES_LIMIT { ids.len() - LAST_REFERENCES } else { 1 };
    field::add(headers, "In-Reply-To", FieldValue::from_iter([parent]));
    let kept: FieldValue = ids.iter().take(1).chain(ids.iter().skip(left_out)).collect();
    field::add(headers, "References", kept);
}

/// One mailbox. The address is ASCII and a dot-atom by its type, but lettre refuses some that exist.
fn mailboxes(name: Option<&str>, address: &Address) -> Mailboxes {
    let name = name.map(|name| HeaderText::new(name).into_string()).filter(|name| !name.is_empty());
    let address = lettre::Address::new_dangerous(address.local(), address.domain());
    Mailboxes::from(Mailbox::new(name, address))
}

/// Nobody who wrote an attachment can guess it, and quoted-printable has no `=_` (RFC 2045 §6.7).
fn boundary(part: &str, header: &NoticeHeader) -> String {
    let digest = Sha256::digest(format!("{part} of {}", header.message_id));
    let hex: String = HEXLOWER.encode(&digest).chars().take(40).collect();
    format!("=_{hex}")
}

fn quoted_printable(content_type: ContentType, text: &str) -> SinglePart {
    let bytes = text.replace('\r', "").replace('\n', "\r\n").into_bytes();
    let body =
        Body::new_with_encoding(bytes, ContentTransferEncoding::QuotedPrintable).unwrap_or_else(Body::new);
    SinglePart::builder().header(content_type).body(body)
}

/// The HTML part. It may follow the reader's colours, and loads nothing.
fn document(title: &HeaderText, inside: &str) -> String {
    let mark = |line: &str| format!("<div style=\"font-size:11px;opacity:.6\">{}</div>\n", HtmlEscape(line));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"supported-color-schemes\" content=\"light dark\">\n\
         <title>{}</title>\n</head>\n<body style=\"margin:0;padding:8px\">\n{}{}\n{}</body>\n</html>\n",
        HtmlEscape(&title.to_string()),
        mark(marker::START),
        inside.trim(),
        mark(marker::END),
    )
}

#[cfg(test)]
mod tests;
