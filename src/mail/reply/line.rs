//! One line as a person sees it.
//!
//! Knows prefixes, blanks and invisible marks. Must not know what a line means.

use std::borrow::Cow;

use super::Part;
use crate::characters::is_default_ignorable;

/// Longer lines are text; only their beginning is looked at.
const LONGEST_LOOK: usize = 1_000;
/// Initials before a `>`, as programs for news and tickets put them; some put a name.
const MOST_INITIALS: usize = 4;
const LONGEST_NAME: usize = 12;

/// A line, and the same line without what only shows.
pub(super) struct Line<'a> {
    /// As it stands, with its line break.
    pub(super) raw: &'a str,
    /// Without quote prefixes, outer blanks and invisible marks.
    pub(super) bare: Cow<'a, str>,
    /// How often it is quoted.
    pub(super) depth: usize,
    /// What the HTML says it is.
    pub(super) hint: Option<Part>,
}

impl<'a> Line<'a> {
    pub(super) fn new(raw: &'a str, hint: Option<Part>) -> Self {
        let (depth, rest) = unprefixed(raw);
        Self { raw, bare: bare(rest), depth, hint }
    }

    /// The text behind another mark than `>` in front of a quoted line: `|`, `:`, `SM>`.
    pub(super) fn foreign_prefix(&self) -> Option<&'a str> {
        let line = self.raw.trim_start();
        let prefix = match line.as_bytes() {
            [b'|' | b':' | b'}' | b'#' | b'%', b' ' | b'\t' | b'\r' | b'\n', ..] | [b'|' | b':'] => 1,
            [b'A'..=b'Z', ..] => letters_before_mark(line, MOST_INITIALS)?,
            _ => return None,
        };
        line.get(..prefix)
    }

    /// A name in front of a quoted line: `Sam> `.
    pub(super) fn name_prefix(&self) -> Option<&'a str> {
        let line = self.raw.trim_start();
        let prefix = letters_before_mark(line, LONGEST_NAME)?;
        let spaced = line.get(prefix..)?.chars().next().is_none_or(char::is_whitespace);
        line.get(..prefix).filter(|name| spaced && name.starts_with(|c: char| c.is_ascii_uppercase()))
    }

    /// GroupWise: `>>> Sam Reed <sam@corp.example> 05.01.2026 10:00 >>>`, and no prefixes below it.
    pub(super) fn is_framed(&self) -> bool {
        const FRAME: &str = ">>>";
        self.depth == FRAME.len() && self.bare.len() > FRAME.len() && self.bare.ends_with(FRAME)
    }

    /// Whether it can be the last line of an introduction or of a block's label.
    pub(super) fn may_end_header(&self) -> bool {
        self.bare.ends_with([':', '：', '-', '>', '*', '_', '–', '—'])
    }
}

fn letters_before_mark(line: &str, most: usize) -> Option<usize> {
    let letters = line.bytes().take(most + 1).take_while(u8::is_ascii_alphabetic).count();
    let marked = letters > 0 && line.as_bytes().get(letters) == Some(&b'>');
    (marked && letters <= most).then_some(letters + 1)
}

fn unprefixed(line: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = line;
    while let Some(inner) = rest.trim_start_matches([' ', '\t', '\u{a0}', '\u{feff}']).strip_prefix('>') {
        depth += 1;
        rest = inner;
    }
    (depth, rest)
}

fn bare(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let text = text.get(..text.floor_char_boundary(LONGEST_LOOK)).unwrap_or_default();
    // QQ writes it into its text parts as if they were HTML.
    if text.contains("&nbsp;") {
        return Cow::Owned(bare(&text.replace("&nbsp;", " ")).into_owned());
    }
    if text.is_ascii() || !text.chars().any(|c| c == '\u{a0}' || c == '\u{202f}' || is_mark(c)) {
        return Cow::Borrowed(text);
    }
    let plain: String =
        text.chars().filter(|c| !is_mark(*c)).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    Cow::Owned(plain.trim().to_owned())
}

/// Marks of direction and joiners stand around dates in Arabic and in mail from telephones.
fn is_mark(c: char) -> bool {
    is_default_ignorable(c) && !matches!(c, '\u{fe00}'..='\u{fe0f}')
}
