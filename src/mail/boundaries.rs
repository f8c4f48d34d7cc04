//! Whether the parts of a mail end where they should (RFC 2046 §5.1.1).
//!
//! Knows boundaries and the bytes around them. Must not know what a part holds.

use std::collections::HashSet;

use mail_parser::{Message, MessagePart, MimeHeaders};

use super::header::lines;

/// The boundaries of the multiparts, and which of them were closed.
pub(super) struct Boundaries {
    known: HashSet<Vec<u8>>,
    closed: HashSet<Vec<u8>>,
}

impl Boundaries {
    /// Those of a message; `raw` is what it was parsed from.
    pub(super) fn of(message: &Message<'_>, raw: &[u8]) -> Self {
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

    /// Whether a part ends where it should not: the parser ends it wherever the boundary's characters stand, even inside a
    /// line or a longer word.
    pub(super) fn is_cut_short(&self, raw: &[u8], part: &MessagePart<'_>) -> bool {
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

/// Why a mail whose last part has no end is not whole.
pub(super) fn unterminated(message: &Message<'_>, boundaries: &Boundaries) -> Option<String> {
    let root = message.parts.first()?;
    let multipart = root.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("multipart"));
    let whole = match boundary(root) {
        Some(name) => boundaries.closed.contains(&name),
        None => !multipart,
    };
    (!whole).then(|| "it is incomplete: its last part has no end".to_owned())
}
