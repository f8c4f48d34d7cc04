//! The header of a mail, field by field, exactly as it stands.
//!
//! Knows RFC 5322 §2.2 and what may stand there only once. Must not know what a field means.

use std::borrow::Cow;

/// Fields that may stand in a mail only once (RFC 5322 §3.6, RFC 2045): a second one is a disguise.
const ONCE: [&str; 14] = [
    "from",
    "subject",
    "date",
    "message-id",
    "to",
    "cc",
    "sender",
    "reply-to",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
];
const MOST_BYTES: usize = 256 * 1024;
const MOST_FIELDS: usize = 2_000;
/// Room for the header of most mails.
const USUAL_BYTES: usize = 8 * 1024;

/// A mail's header.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Every name in lower case followed by its unfolded value.
    text: String,
    fields: Vec<Field>,
    /// A bit for each fingerprint of a name: most names that are asked for are not there.
    present: u64,
    fault: Option<String>,
    too_long: bool,
}

/// Where a field stands in the header's text; its value ends where the next field begins.
#[derive(Clone, Copy, Debug)]
struct Field {
    print: u64,
    name: usize,
    value: usize,
}

impl Header {
    /// Reads the header at the beginning of a mail; what is wrong with it is kept as its fault.
    pub(super) fn read(raw: &[u8]) -> Self {
        let mut header = Self { text: String::with_capacity(raw.len().min(USUAL_BYTES)), ..Self::default() };
        let mut read = 0;
        for line in lines(raw) {
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            if text.is_empty() {
                break;
            }
            read += line.len();
            if read > MOST_BYTES || header.fields.len() >= MOST_FIELDS {
                header.too_long = true;
                header.found("its header is too long");
                break;
            }
            header.take(text);
        }
        header
    }

    /// The values of all fields of this name (in lower case), unfolded, from top to bottom.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let print = fingerprint(name);
        let fields = if self.present & print == 0 { &[] } else { self.fields.as_slice() };
        let alike = fields.iter().enumerate().filter(move |(_, field)| field.print == print);
        alike
            .map(|(at, field)| self.field(at, *field))
            .filter(move |(field, _)| *field == name)
            .map(|(_, value)| value)
    }

    /// The value of the topmost field of this name.
    pub(super) fn first<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// Whether there is such a field.
    pub(super) fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// All fields, name in lower case and value, from top to bottom.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().enumerate().map(|(at, field)| self.field(at, *field))
    }

    /// What makes this header one that different programs read differently.
    pub(super) fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Whether there is more of it than is read.
    pub(super) fn is_too_long(&self) -> bool {
        self.too_long
    }

    fn field(&self, at: usize, field: Field) -> (&str, &str) {
        let end = self.fields.get(at + 1).map_or(self.text.len(), |next| next.name);
        let part = |range| self.text.get(range).unwrap_or_default();
        (part(field.name..field.value), part(field.value..end))
    }

    fn take(&mut self, line: &[u8]) {
        if memchr::memchr2(0, b'\r', line).is_some() {
            self.found("a control character stands in the header");
        }
        // `from_utf8_lossy` alone is ten times slower on what is valid.
        let text = str::from_utf8(line).map_or_else(|_| String::from_utf8_lossy(line), Cow::Borrowed);
        if text.starts_with([' ', '\t']) {
            if self.fields.is_empty() {
                self.found("the header begins with a continuation line");
            } else {
                // RFC 5322 §2.2.3: unfolding removes the line break only.
                self.text.push_str(&text);
            }
            return;
        }
        match text.split_once(':') {
            Some((name, value)) => self.add(name, value),
            None if self.fields.is_empty() && text.starts_with("From ") => {} // an mbox separator
            None => self.found("a line of the header is no field"),
        }
    }

    fn add(&mut self, name: &str, value: &str) {
        let start = self.text.len();
        self.text.extend(name.split(|c: char| !c.is_ascii_graphic()));
        let written = self.text.get_mut(start..).unwrap_or_default();
        written.make_ascii_lowercase();
        let (print, disguised) = (fingerprint(written), written.len() != name.len());
        if disguised || self.present & print != 0 {
            self.check_name(start, disguised);
        }
        self.present |= print;
        self.fields.push(Field { print, name: start, value: self.text.len() });
        self.text.push_str(value.trim_start());
    }

    fn check_name(&mut self, start: usize, disguised: bool) {
        let name = self.text.get(start..).unwrap_or_default().to_owned();
        let shapes_a_mail = ONCE.contains(&name.as_str());
        if shapes_a_mail && self.has(&name) {
            self.found(&format!("it has more than one {name} field"));
        }
        // `Fr om:` and `From :` are From to some programs and nothing to others.
        if disguised && (shapes_a_mail || name.starts_with("x-countersign")) {
            self.found(&format!("the name of its {name} field is written with other characters"));
        }
    }

    fn found(&mut self, fault: &str) {
        self.fault.get_or_insert_with(|| fault.to_owned());
    }
}

/// One bit of 64, by a name's length and its ends.
fn fingerprint(name: &str) -> u64 {
    let ends = name.bytes().next().into_iter().chain(name.bytes().next_back());
    1 << (ends.fold(name.len(), |sum, byte| sum * 7 + usize::from(byte)) % 64)
}

/// The lines of a mail, each with its line break.
pub(super) fn lines(raw: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, behind) = rest.split_at(end);
        rest = behind;
        (!line.is_empty()).then_some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_unfolded_and_found_in_any_case() {
        let header = Header::read(b"SUBJECT: one\r\n two\r\nX-A: 1\nx-a: 2\n\nSubject: body\n");
        assert_eq!(header.first("subject"), Some("one two"));
        assert_eq!(header.all("x-a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(header.fault(), None);
    }

    #[test]
    fn what_programs_read_differently_is_a_fault() {
        for raw in [
            "From: a@b\nFrom: c@d\n\n",
            "Subject: a\nsubject: b\n\n",
            "From : a@b\n\n",
            "Fr om: a@b\n\n",
            "From: a@b\0\n\n",
            "From: a@b\rFrom: c@d\n\n",
            " From: a@b\n\n",
            "From: a@b\nno field\n\n",
        ] {
            assert!(Header::read(raw.as_bytes()).fault().is_some(), "{raw:?}");
        }
    }
}
