//! The text and HTML bodies of a mail, and whether they can be trusted to be complete.
//!
//! Knows MIME structure and transfer encodings. Must not know what a body says.

use std::collections::HashSet;

use super::header::lines;
use super::twofold::twofold;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

/// The bodies of a mail.
#[derive(Default)]
pub(super) struct Body {
    /// Its text parts.
    pub(super) plain: Option<String>,
    /// Its HTML parts, each a page of its own.
    pub(super) html: Vec<String>,
    /// Why nothing that it says may decide anything.
    pub(super) problem: Option<String>,
    /// What was left out.
    pub(super) left_out: Option<&'static str>,
}

/// Five hundred pages, of which what is made takes fifty times as much.
const MOST_TEXT: usize = 1024 * 1024;
/// Of HTML, most of which is no text: pictures often stand within it.
const MOST_HTML: usize = 4 * 1024 * 1024;

/// What stands where bytes could not be decoded.
const UNDECODED: &str = "\u{fffd}";

/// Reads the bodies; `raw` is what the message was parsed from.
pub(super) fn body(message: &Message<'_>, raw: &[u8]) -> Body {
    let mut body = Body::default();
    let boundaries = Boundaries::of(message, raw);
    for id in &message.text_body {
        if let Some(part) = message.part(*id)
            && let PartType::Text(text) = &part.body
            && !is_named(part)
        {
            let beginning = body.within(MOST_TEXT, text);
            body.append_text(&undashed(flowed(part, repaired(part, raw, beginning))));
            body.problem = body.problem.or_else(|| problem(part, raw, text, &boundaries));
        }
    }
    for id in &message.html_body {
        if let Some(part) = message.part(*id)
            && let PartType::Html(html) = &part.body
            && !is_named(part)
        {
            let beginning = body.within(MOST_HTML, html);
            body.append_html(repaired(part, raw, beginning));
            body.problem = body.problem.or_else(|| problem(part, raw, html, &boundaries));
        }
    }
    let structure = encrypted(message, body.plain.as_deref())
        .or_else(|| unterminated(message, &boundaries))
        .or_else(|| twofold(message, raw));
    body.problem = structure.or(body.problem);
    if body.plain.is_none()
        && body.html.is_empty()
        && let Some(stray) = stray_text(message)
    {
        body.append_text(stray);
        body.problem.get_or_insert_with(|| "its text stands where files stand".to_owned());
    }
    body
}

/// A file that is shown within the text is still a file, not what the sender wrote.
pub(super) fn is_named(part: &MessagePart<'_>) -> bool {
    part.attachment_name().is_some()
}

impl Body {
    fn append_text(&mut self, more: &str) {
        let mut text = self.plain.take().unwrap_or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(self.within(MOST_TEXT.saturating_sub(text.len()), more));
        self.plain = Some(text);
    }

    fn append_html(&mut self, more: String) {
        let length: usize = self.html.iter().map(String::len).sum();
        let kept = self.within(MOST_HTML.saturating_sub(length), &more).len();
        let mut page = more;
        page.truncate(kept);
        self.html.push(page);
    }

    /// The beginning of a text that is no longer than that.
    fn within<'a>(&mut self, most: usize, more: &'a str) -> &'a str {
        let end = more.floor_char_boundary(most);
        if end < more.len() {
            self.left_out = Some("its text is longer than is read");
        }
        more.get(..end).unwrap_or_default()
    }
}

/// What the parser took for an attachment although nothing says that it is one. It is there to be looked at, no more.
fn stray_text<'a>(message: &'a Message<'_>) -> Option<&'a str> {
    let parts = message.attachments.iter().filter_map(|id| message.part(*id));
    let mut texts = parts.filter(|part| is_plain_text(part) && !is_named(part) && !is_attached(part));
    texts.find_map(|part| part.text_contents())
}

fn is_plain_text(part: &MessagePart<'_>) -> bool {
    part.content_type().is_none() || part.is_content_type("text", "plain")
}

/// RFC 2183 §2.2.
fn is_attached(part: &MessagePart<'_>) -> bool {
    part.content_disposition()
        .is_some_and(|disposition| disposition.ctype().eq_ignore_ascii_case("attachment"))
}

/// Old programs write windows-1252 and say nothing, or UTF-8.
fn repaired(part: &MessagePart<'_>, raw: &[u8], text: &str) -> String {
    let bytes = slice(raw, part);
    let plain_bytes = matches!(part.encoding, Encoding::None);
    if plain_bytes
        && holds(text, UNDECODED)
        && std::str::from_utf8(bytes).is_err()
        && let Some(decode) = charset_decoder(b"windows-1252")
    {
        return decode(bytes.get(..MOST_HTML).unwrap_or(bytes));
    }
    // Some programs begin a part with a byte order mark, as if it were a file.
    without_controls(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Windows programs call windows-1252 `iso-8859-1`, which has control characters where that has quotes and dashes.
fn without_controls(text: &str) -> String {
    let is_control = |c: char| matches!(c, '\u{80}'..='\u{9f}');
    // In UTF-8, the byte before each of them.
    let is_suspect = memchr::memchr(0xc2, text.as_bytes()).is_some() && text.contains(is_control);
    let Some(decode) = charset_decoder(b"windows-1252").filter(|_| is_suspect) else {
        return text.to_owned();
    };
    let mut repaired = String::with_capacity(text.len());
    for c in text.chars() {
        match u8::try_from(u32::from(c)) {
            Ok(byte) if is_control(c) => repaired.push_str(&decode(&[byte])),
            Ok(_) | Err(_) => repaired.push(c),
        }
    }
    repaired
}

fn slice<'a>(raw: &'a [u8], part: &MessagePart<'_>) -> &'a [u8] {
    raw.get(part.raw_body_offset() as usize..part.raw_end_offset() as usize).unwrap_or_default()
}

fn problem(part: &MessagePart<'_>, raw: &[u8], text: &str, boundaries: &Boundaries) -> Option<String> {
    let bytes = slice(raw, part);
    let broken = match part.encoding {
        Encoding::Base64 => !is_whole_base64(bytes),
        Encoding::QuotedPrintable => !is_whole_quoted_printable(bytes),
        Encoding::None => false,
    };
    if part.is_encoding_problem || broken || unknown_encoding(part) {
        return Some("its text is damaged: the transfer encoding is broken".to_owned());
    }
    if unknown_charset(part, text) || holds(text, UNDECODED) {
        return Some("its text contains characters that cannot be decoded".to_owned());
    }
    boundaries.is_cut_short(raw, part).then(|| "its text ends in the middle of a line".to_owned())
}

fn unknown_encoding(part: &MessagePart<'_>) -> bool {
    let named = part.content_transfer_encoding().unwrap_or("7bit").trim().to_ascii_lowercase();
    !["7bit", "8bit", "binary", "base64", "quoted-printable", ""].contains(&named.as_str())
}

/// UTF-7 hides ASCII letters from every other reader, so its text never decides.
fn unknown_charset(part: &MessagePart<'_>, text: &str) -> bool {
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).unwrap_or("us-ascii").trim();
    let name: String =
        charset.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let plain = ["usascii", "ascii", "utf8", ""].contains(&name.as_str());
    // What no table is known for is shown as ASCII everywhere, which does no harm to a text that is.
    name.contains("utf7")
        || !plain && charset_decoder(charset.as_bytes()).is_none() && !is_printable_ascii(text)
}

fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r' | b'\x0c'))
}

fn is_whole_base64(bytes: &[u8]) -> bool {
    let mut letters = 0_usize;
    let mut padding = 0_usize;
    for byte in bytes.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        match byte {
            b'=' => padding += 1,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => letters += 1,
            _ => return false,
        }
    }
    (letters + padding).is_multiple_of(4) && padding <= 2
}

fn is_whole_quoted_printable(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'=', bytes).all(|at| match bytes.get(at + 1..) {
        Some([one, two, ..]) if one.is_ascii_hexdigit() && two.is_ascii_hexdigit() => true,
        behind => {
            let mut behind = behind.unwrap_or_default().iter();
            let next = behind.find(|byte| **byte == b'\n' || !byte.is_ascii_whitespace());
            next.is_none_or(|soft_break| *soft_break == b'\n')
        }
    })
}

/// RFC 3676: lines that end in a blank go on in the next one.
fn flowed(part: &MessagePart<'_>, text: String) -> String {
    let kind = part.content_type();
    let says = |name: &str, value: &str| {
        kind.and_then(|kind| kind.attribute(name)).is_some_and(|found| found.eq_ignore_ascii_case(value))
    };
    if !says("format", "flowed") {
        return text;
    }
    let delete_space = says("delsp", "yes");
    let mut joined = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let depth = line.bytes().take_while(|byte| *byte == b'>').count();
        let content = line.get(depth..).unwrap_or_default();
        let content = content.strip_prefix(' ').unwrap_or(content); // space-stuffing, §4.4
        if open == Some(depth) && content.trim_end() != "--" {
            joined.push_str(content);
        } else {
            if !joined.is_empty() || open.is_some() {
                joined.push('\n');
            }
            joined.push_str(&">".repeat(depth.min(50)));
            joined.push_str(if depth > 0 { " " } else { "" });
            joined.push_str(content);
        }
        let flows = content.ends_with(' ') && content != "-- ";
        if flows && delete_space {
            joined.pop();
        }
        open = flows.then_some(depth);
        if !flows {
            open = None;
        }
    }
    joined.push('\n');
    joined
}

/// RFC 9580 §7.2: in a text that is signed inline, lines that begin with a dash got `- ` in front.
fn undashed(text: String) -> String {
    const BEGINS: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
    const SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
    if !holds(&text, BEGINS) {
        return text;
    }
    let mut signed = false;
    let bare = text.split_inclusive('\n').map(|line| {
        signed = match line.trim_end() {
            BEGINS => true,
            SIGNATURE => false,
            _ => signed,
        };
        line.strip_prefix("- ").filter(|rest| signed && rest.starts_with('-')).unwrap_or(line)
    });
    bare.collect()
}

fn holds(text: &str, part: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

/// The boundaries of the multiparts, and which of them were closed.
struct Boundaries {
    known: HashSet<Vec<u8>>,
    closed: HashSet<Vec<u8>>,
}

impl Boundaries {
    fn of(message: &Message<'_>, raw: &[u8]) -> Self {
        let known: HashSet<Vec<u8>> = message.parts.iter().filter_map(boundary).collect();
        let mut closed = HashSet::new();
        if !known.is_empty() {
            for line in lines(raw) {
                let name = line
                    .strip_prefix(b"--")
                    .map(<[u8]>::trim_ascii_end)
                    .and_then(|rest| rest.strip_suffix(b"--"));
                if let Some(name) = name.filter(|name| known.contains(*name)) {
                    closed.insert(name.to_vec());
                }
            }
        }
        Self { known, closed }
    }

    /// The parser ends a part wherever the boundary's characters stand, even inside a line or a longer word.
    fn is_cut_short(&self, raw: &[u8], part: &MessagePart<'_>) -> bool {
        if self.known.is_empty() {
            return false;
        }
        let behind = raw.get(part.raw_end_offset() as usize..).unwrap_or_default();
        let rest = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")).unwrap_or(behind);
        let at_line_start = rest.len() < behind.len()
            || raw
                .get(..part.raw_end_offset() as usize)
                .is_none_or(|before| before.is_empty() || before.ends_with(b"\n"));
        let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
        let Some(name) = line.strip_prefix(b"--") else { return !rest.is_empty() };
        let known = self.known.contains(name)
            || name.strip_suffix(b"--").is_some_and(|name| self.known.contains(name));
        !known || !at_line_start
    }
}

fn boundary(part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let kind = part.content_type().filter(|kind| kind.ctype().eq_ignore_ascii_case("multipart"))?;
    kind.attribute("boundary").map(|boundary| boundary.as_bytes().trim_ascii_end().to_vec())
}

fn unterminated(message: &Message<'_>, boundaries: &Boundaries) -> Option<String> {
    let root = message.parts.first()?;
    let multipart = root.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("multipart"));
    let whole = match boundary(root) {
        Some(name) => boundaries.closed.contains(&name),
        None => !multipart,
    };
    (!whole).then(|| "it is incomplete: its last part has no end".to_owned())
}

fn encrypted(message: &Message<'_>, plain: Option<&str>) -> Option<String> {
    let sealed = |part: &MessagePart<'_>| {
        let kind = part.content_type().map(|kind| (kind.ctype(), kind.subtype().unwrap_or_default()));
        kind.is_some_and(|(main, sub)| {
            let is =
                |one: &str, other: &str| main.eq_ignore_ascii_case(one) && sub.eq_ignore_ascii_case(other);
            is("multipart", "encrypted")
                || is("application", "pkcs7-mime")
                || is("application", "x-pkcs7-mime")
                || is("application", "ms-tnef") && message.text_body.is_empty()
        })
    };
    const BEGINS: &str = "-----BEGIN PGP MESSAGE-----";
    let armoured =
        plain.is_some_and(|text| holds(text, BEGINS) && text.lines().any(|line| line.trim() == BEGINS));
    let unreadable = armoured || message.parts.iter().take(50).any(sealed);
    unreadable.then(|| "it is encrypted, or packed so that only one mail program can read it".to_owned())
}
