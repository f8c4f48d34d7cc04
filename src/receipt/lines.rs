//! The lines of a text, each with what it says alone: its numbers, its words, the currency that it names.
//!
//! Knows that the texts of one mail repeat each other, and reads a line only once. Must not know what stands around it.

use std::collections::HashMap;
use std::rc::Rc;

use super::amounts::{self, Amount};
use super::captions::Captions;
use super::gaps;
use super::heads::Heads;
use super::labels::{self, Hints};
use super::text;

/// More lines than this are not read.
const MAX_LINES: usize = 20_000;
/// So many lines are remembered.
const MAX_KNOWN: usize = 4_000;
/// A longer line is not.
const LONGEST_KNOWN: usize = 240;

/// A line in plain characters.
pub(super) struct Line {
    /// Its characters.
    pub(super) characters: Vec<char>,
    /// The same as text.
    pub(super) text: String,
    /// Its numbers that could be money, from left to right.
    pub(super) amounts: Vec<Amount>,
    /// What its words say about it as a whole.
    pub(super) hints: Hints,
    /// What it says about the currency of all amounts.
    pub(super) heads: Heads,
}

impl Line {
    /// Reads a line of plain characters.
    pub(super) fn of(characters: Vec<char>) -> Self {
        let text = text_of(&characters);
        let (amounts, hints) = (amounts::scan(&characters), labels::hints(&text));
        let heads = Heads::of(&characters);
        Self { characters, text, amounts, hints, heads }
    }

    /// What stands between two places.
    pub(super) fn between(&self, from: usize, to: usize) -> &str {
        let is_ascii = self.text.len() == self.characters.len();
        let byte = |place: usize| {
            let mut places = self.text.char_indices().map(|(at, _)| at);
            if is_ascii { place.min(self.text.len()) } else { places.nth(place).unwrap_or(self.text.len()) }
        };
        self.text.get(byte(from)..byte(to)).unwrap_or_default()
    }
}

fn text_of(characters: &[char]) -> String {
    // No text has such a byte.
    let ascii =
        characters.iter().map(|c| u8::try_from(*c).ok().filter(u8::is_ascii).unwrap_or(u8::MAX)).collect();
    String::from_utf8(ascii).unwrap_or_else(|_| characters.iter().collect())
}

/// What was read of a mail.
#[derive(Default)]
pub(super) struct Known {
    /// Its labels.
    pub(super) captions: Captions,
    /// Its lines, by how they are written.
    lines: HashMap<String, Rc<Line>>,
}

impl Known {
    /// The lines of a text, and whether the limits cut something off.
    pub(super) fn lines(&mut self, text: &str) -> (Vec<Rc<Line>>, bool) {
        let (written, cut) = text::lines(text);
        let mut lines = Vec::with_capacity(written.len());
        self.lines.reserve(written.len().min(MAX_KNOWN.saturating_sub(self.lines.len())));
        for line in written {
            if lines.len() > MAX_LINES {
                break;
            }
            self.push(&mut lines, line);
        }
        let long = lines.len() > MAX_LINES;
        lines.truncate(MAX_LINES);
        (lines, cut || long)
    }

    fn push(&mut self, lines: &mut Vec<Rc<Line>>, written: &str) {
        if let Some(known) = self.lines.get(written) {
            return lines.push(Rc::clone(known));
        }
        let pieces = text::broken(text::plain(written));
        lines.extend(pieces.into_iter().map(|piece| Rc::new(Line::of(gaps::closed(piece)))));
        if let Some(line) = lines.last()
            && written.len() <= LONGEST_KNOWN
            && self.lines.len() < MAX_KNOWN
        {
            self.lines.insert(written.to_owned(), Rc::clone(line));
        }
    }
}
