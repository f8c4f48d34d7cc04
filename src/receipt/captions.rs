//! The words beside an amount of a row: before it, above it, behind it.
//!
//! Knows how amounts of one row share their words. Must not know which amount is the total.

use std::collections::HashMap;

use super::amounts::Amount;
use super::labels::{self, Sense};
use super::layout::{self, Row, Setting};

/// A sentence does not end in a shorter word, an abbreviation does: `excl.`.
const MIN_LAST_WORD: usize = 5;
/// Nor in a shorter number, an ordinal does.
const MIN_LAST_DIGITS: usize = 3;
/// So many characters of a label are shown to people.
const MAX_LABEL: usize = 40;
/// So many labels are remembered.
const MAX_KNOWN: usize = 4_000;
/// A longer label is not.
const LONGEST_KNOWN: usize = 240;

/// What stands beside an amount.
#[derive(Clone)]
pub(super) struct Label {
    /// Its words as printed, shortened.
    pub(super) shown: String,
    /// What they say.
    pub(super) sense: Sense,
    /// Other amounts of the row have the same.
    pub(super) is_shared: bool,
}

/// The labels that were read of a mail, by their words: its texts repeat each other.
#[derive(Default)]
pub(super) struct Captions(HashMap<String, Label>);

impl Label {
    fn of(words: &str) -> Self {
        let words = last_sentence(words);
        Self { shown: shorten(words), sense: labels::sense(words), is_shared: false }
    }
}

impl Captions {
    /// The label of each amount of a row: the words before it, else those before its neighbours, above it, behind it.
    pub(super) fn of_row(&mut self, row: &Row<'_>, shown: &[&Amount], setting: &Setting<'_>) -> Vec<Label> {
        let heads: Vec<Label> = match setting.above {
            Some(above) => layout::heads(above, shown.len()).iter().map(|head| self.label(head)).collect(),
            None => Vec::new(),
        };
        let mut last: Option<Label> = None;
        let mut from = 0;
        let mut labels = Vec::with_capacity(shown.len());
        for (column, amount) in shown.iter().enumerate() {
            let own = row.line.between(from, amount.start);
            from = amount.end;
            let is_in_brackets = own.trim_end().ends_with('(');
            let (behind, own) = self.words_for_the_one_before(own).unwrap_or(("", own));
            let is_free = |before: &Label| before.sense == Sense::Plain || is_in_brackets;
            if let Some(before) = labels.last_mut().filter(|before| !behind.is_empty() && is_free(before)) {
                *before = self.label(behind);
            }
            if is_in_brackets && !behind.is_empty() {
                // What stands in the brackets is a part of it, or it is the total itself.
                labels.push(Label { is_shared: true, ..self.label(behind) });
                continue;
            }
            let over = heads.get(column).or(heads.last());
            if let Some(last) = last.as_ref().filter(|_| !layout::has_words(own) || is_a_joint(own)) {
                labels.push(Label { is_shared: true, ..last.clone() });
            } else if layout::has_words(own) {
                last = Some(self.label(own));
                labels.extend(last.clone());
            } else if let Some(over) = over {
                labels
                    .push(Label { is_shared: heads.len() < shown.len() && shown.len() > 1, ..over.clone() });
            } else {
                labels.push(Label { is_shared: shown.len() > 1, ..self.label(words_behind(row, amount)) });
            }
        }
        labels
    }

    /// `$184.50 in total, of which`: words up to a comma that call the amount before them the whole, and the rest.
    fn words_for_the_one_before<'a>(&mut self, between: &'a str) -> Option<(&'a str, &'a str)> {
        let (behind, rest) = between.split_once([',', ';', '('])?;
        let goes_on = layout::has_words(rest) && !rest.contains(')') || between.trim_end().ends_with('(');
        let names_whole = goes_on && matches!(self.label(behind).sense, Sense::Grand | Sense::Total);
        names_whole.then_some((behind, rest))
    }

    fn label(&mut self, words: &str) -> Label {
        let words = words.trim();
        if let Some(known) = self.0.get(words) {
            return known.clone();
        }
        let label = Label::of(words);
        if words.len() <= LONGEST_KNOWN && self.0.len() < MAX_KNOWN {
            self.0.insert(words.to_owned(), label.clone());
        }
        label
    }
}

/// `24.00 EUR or 30.00 USD`: a single word between two amounts that says nothing of its own joins them.
fn is_a_joint(between: &str) -> bool {
    let mut words = between.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.next().is_some()
        && words.next().is_none()
        && labels::sense(between) == Sense::Plain
        && !labels::hints(between).is_converted
}

/// What stands behind the last end of a sentence: `includes all flights. First bag`.
fn last_sentence(words: &str) -> &str {
    let ends = words.rmatch_indices('.').find(|(at, _)| {
        let (before, after) = words.split_at(*at);
        if !after.starts_with(". ") {
            return false;
        }
        let word = before.rsplit(' ').next().unwrap_or_default();
        let starts = after.trim_start_matches(['.', ' ']).starts_with(char::is_uppercase);
        let is_word = word.chars().count() >= MIN_LAST_WORD && word.chars().all(char::is_lowercase);
        let is_number = word.len() >= MIN_LAST_DIGITS && word.chars().all(|c| c.is_ascii_digit());
        starts && (is_word || is_number)
    });
    ends.and_then(|(at, _)| words.get(at + 2..)).filter(|rest| layout::has_words(rest)).unwrap_or(words)
}

/// `45.00 paid`: the words behind an amount that has none before it.
fn words_behind<'a>(row: &Row<'a>, amount: &Amount) -> &'a str {
    let next = row.amounts.iter().find(|other| other.start >= amount.end);
    let end = amount.end + MAX_LABEL;
    row.line.between(amount.end, next.map_or(end, |next| next.start.min(end)))
}

/// On one line, without the marks at its ends, the last words of it.
pub(super) fn shorten(label: &str) -> String {
    let bare = label.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(');
    let mut joined = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    match joined.char_indices().nth_back(MAX_LABEL - 1) {
        Some((from, _)) if from > 0 => joined.get(from..).unwrap_or_default().trim().to_owned(),
        Some(_) | None => joined,
    }
}
