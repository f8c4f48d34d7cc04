//! The header of a mail, field by field, exactly as it stands.
//!
//! Knows RFC 5322 §2.2 and what may stand there only once. Must not know what a field means.

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
const MOST_BYTES: usize = 512 * 1024;
const MOST_FIELDS: usize = 2_000;

/// A mail's header.
#[derive(Debug, Default)]
pub(super) struct Header {
    fields: Vec<(String, String)>,
    fault: Option<String>,
}

impl Header {
    /// Reads the header at the beginning of a mail; what is wrong with it is kept as its fault.
    pub(super) fn read(raw: &[u8]) -> Self {
        let mut header = Self::default();
        let mut read = 0;
        for line in raw.split_inclusive(|byte| *byte == b'\n') {
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            if text.is_empty() {
                break;
            }
            read += line.len();
            if read > MOST_BYTES || header.fields.len() >= MOST_FIELDS {
                header.found("the header is too long");
                break;
            }
            header.take(text);
        }
        header.find_doubles();
        header
    }

    /// The values of all fields of this name (in lower case), unfolded, from top to bottom.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The value of the topmost field of this name.
    pub(super) fn first(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether there is such a field.
    pub(super) fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// All fields, name in lower case and value, from top to bottom.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What makes this header one that different programs read differently.
    pub(super) fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    fn take(&mut self, line: &[u8]) {
        if line.contains(&0) || line.contains(&b'\r') {
            self.found("a control character stands in the header");
        }
        let text = String::from_utf8_lossy(line);
        if text.starts_with([' ', '\t']) {
            match self.fields.last_mut() {
                // RFC 5322 §2.2.3: unfolding removes the line break only.
                Some((_, value)) => value.push_str(&text),
                None => self.found("the header begins with a continuation line"),
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
        let squeezed: String = name.chars().filter(|c| c.is_ascii_graphic()).collect();
        let lower = squeezed.to_ascii_lowercase();
        if squeezed.len() != name.len() {
            // `Fr om:` and `From :` are From to some programs and nothing to others.
            if ONCE.contains(&lower.as_str()) || lower.starts_with("x-countersign") {
                self.found(&format!("the name of its {squeezed} field is written with other characters"));
            }
        }
        self.fields.push((lower, value.trim_start().to_owned()));
    }

    fn find_doubles(&mut self) {
        let double = ONCE.iter().find(|name| self.all(name).nth(1).is_some());
        if let Some(name) = double {
            self.found(&format!("it has more than one {name} field"));
        }
    }

    fn found(&mut self, fault: &str) {
        self.fault.get_or_insert_with(|| fault.to_owned());
    }
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
