//! The lines of a text, each with what it says alone: its numbers, its words, the currency that it names.
//!
//! Knows that the texts of one mail repeat each other, and reads a line only once. Must not know what stands around it.

use std::collections::HashMap;
use std::rc::Rc;

use super::amounts::{self, Amount};
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
        let text: String = characters.iter().collect();
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

/// The lines that were read of a mail, by how they are written there.
#[derive(Default)]
pub(super) struct Known(HashMap<String, Rc<Line>>);

impl Known {
    /// The lines of a text, and whether the limits cut something off.
    pub(super) fn lines(&mut self, text: &str) -> (Vec<Rc<Line>>, bool) {
        let (written, cut) = text::lines(text);
        let mut lines = Vec::with_capacity(written.len());
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
        if let Some(known) = self.0.get(written) {
            return lines.push(Rc::clone(known));
        }
        let pieces = text::broken(text::plain(written));
        lines.extend(pieces.into_iter().map(|piece| Rc::new(Line::of(gaps::closed(piece)))));
        if let Some(line) = lines.last()
            && written.len() <= LONGEST_KNOWN
            && self.0.len() < MAX_KNOWN
        {
            self.0.insert(written.to_owned(), Rc::clone(line));
        }
    }
}
