//! Texts from outside, made fit to be shown: on one line or as rows, without anything that hides or reorders.
//!
//! Knows characters. Must not know headers, HTML or templates; escaping is theirs.

use std::fmt;

use super::commands::opens_with_a_command;
use crate::characters::{is_line_separator, is_unfit_to_show};

/// The longest header text, in characters.
const HEADER_LIMIT: usize = 200;
/// The longest single-line value, in characters.
const LINE_LIMIT: usize = 500;
/// The most rows of a longer text.
const ROW_LIMIT: usize = 150;
/// The most characters of a longer text.
const TEXT_LIMIT: usize = 8_000;
/// The most characters that are looked at, cleaned or not.
const LOOK_LIMIT: usize = 4 * TEXT_LIMIT;
/// The last row of a text that was too long.
const SHORTENED: &str = "[shortened here]";

/// A text that can stand in a header: on one line, no control or bidirectional characters, at most 200 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HeaderText(String);

impl HeaderText {
    /// Makes any text fit for a header.
    pub(super) fn new(text: &str) -> Self {
        // RFC 2047 §2: what looks like an encoded word would be decoded by the reader, after all cleaning.
        let text = clean(beginning(text)).replace("=?", "= ?");
        Self(shorten(collapse(&text), HEADER_LIMIT))
    }

    /// The text.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for HeaderText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value on one line.
pub(super) fn one_line(text: &str) -> String {
    shorten(collapse(&clean(beginning(text))), LINE_LIMIT)
}

/// A longer text as rows, none of which can be taken for a command; the last one says when it was shortened.
pub(super) fn rows(text: &str) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    let mut room = TEXT_LIMIT;
    let looked_at = beginning(text);
    let mut shortened = looked_at.len() < text.len();
    for line in looked_at.replace("\r\n", "\n").split(|c| matches!(c, '\n' | '\r') || is_line_separator(c)) {
        let row = clean(line).trim_end().to_owned();
        if row.is_empty() && rows.last().is_none_or(String::is_empty) {
            continue;
        }
        if rows.len() >= ROW_LIMIT || room == 0 {
            shortened = true;
            break;
        }
        let length = row.chars().count();
        shortened |= length > room;
        rows.push(guarded(shorten(row, room)));
        room = room.saturating_sub(length);
    }
    while rows.last().is_some_and(String::is_empty) {
        rows.pop();
    }
    rows.extend(shortened.then(|| SHORTENED.to_owned()));
    rows
}

fn guarded(row: String) -> String {
    if opens_with_a_command(&row) { format!("| {row}") } else { row }
}

/// As much of a text as is worth cleaning: a report can have megabytes.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(LOOK_LIMIT).map_or(text, |(end, _)| text.split_at(end).0)
}

/// Without characters that hide, reorder or move; line ends become spaces.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_unfit_to_show(c)) {
        let shown = if c.is_whitespace() || c.is_control() { ' ' } else { c };
        // Twice `#` is how our marker lines begin and end: nobody else writes one.
        if !(shown == '#' && clean.ends_with('#')) {
            clean.push(shown);
        }
    }
    clean
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shorten(text: String, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text;
    }
    text.chars().take(limit.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_text_has_one_line_and_nothing_that_reorders() {
        let text = HeaderText::new("a\r\nBcc: x@y\u{202e}z\u{2028}b\u{85}c\0d\te");
        assert_eq!(text.to_string(), "a Bcc: x@yz b c d e");
    }

    #[test]
    fn an_encoded_word_in_data_is_never_decoded_by_the_reader() {
        assert!(!HeaderText::new("=?utf-8?Q?=0D=0ABcc:?=").to_string().contains("=?"));
        assert!(!HeaderText::new("=\u{202e}?utf-8?Q?x?=").to_string().contains("=?"));
    }

    #[test]
    fn a_header_text_is_cut_at_two_hundred_characters() {
        assert_eq!(HeaderText::new(&"ä".repeat(5_000)).to_string().chars().count(), 200);
    }

    #[test]
    fn a_marker_line_in_data_is_broken() {
        for text in [super::super::marker::START, super::super::marker::END, "#\u{200b}#- end", "### end"] {
            assert!(!one_line(text).contains("##"), "{text}");
        }
    }

    #[test]
    fn rows_keep_inner_spaces_and_mark_commands() {
        assert_eq!(
            rows("Total   12.00\r\n\r\n\n APPROVE\nend\n\n"),
            ["Total   12.00", "", "|  APPROVE", "end"]
        );
    }

    #[test]
    fn a_command_is_marked_where_a_text_is_cut_too() {
        let text = format!("{}\nAPPROVE all of {}", "x".repeat(TEXT_LIMIT - 5), "y".repeat(TEXT_LIMIT));
        assert!(rows(&text).iter().all(|row| !opens_with_a_command(row)));
        let text = format!("{}APPROVE", "x\n".repeat(ROW_LIMIT));
        assert!(rows(&text).iter().all(|row| !opens_with_a_command(row)));
    }

    #[test]
    fn a_long_text_is_shortened_and_says_so() {
        assert_eq!(rows(&"x\n".repeat(100_000)).len(), ROW_LIMIT + 1);
        let one = rows(&"y".repeat(1_000_000));
        assert_eq!(one.last().unwrap(), SHORTENED);
        assert_eq!(rows(&format!("y{}z", " ".repeat(1_000_000))), ["y", SHORTENED]);
        assert!(one[0].chars().count() <= TEXT_LIMIT);
    }
}
