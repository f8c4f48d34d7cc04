//! Where a line names the currency of amounts that stand elsewhere: column heads, notes, labels that end in a code.
//!
//! Knows one line. Must not know what other lines name.

use std::sync::LazyLock;

use super::labels::{self, Sense};
use super::marks;
use super::unknown;
use super::ways::{Step, Ways};
use crate::approval::Currency;

/// A label with its currency has so many words.
const MAX_LABEL_WORDS: usize = 4;
/// A mark alone on its line is no longer.
const MAX_ALONE: usize = 3;
/// No mark is longer.
const MAX_MARK: usize = 7;

/// What a line says about the currency of all amounts.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads {
    /// Currencies named without doubt.
    pub(super) named: Vec<Currency>,
    /// The first code of no currency in use that is named in the place of one.
    pub(super) unknown: Option<String>,
}

impl Heads {
    /// `Amount (RM)`, `All prices in EUR`, `Currency: USD`.
    pub(super) fn of(line: &[char]) -> Self {
        let mut heads = Self { named: label_ending_in_code(line).into_iter().collect(), unknown: None };
        // `RM` alone on its line heads a column, or ends one.
        let length = line.iter().filter(|c| !c.is_whitespace()).take(MAX_ALONE + 1).count();
        let mut cue = (2..=MAX_ALONE).contains(&length);
        let goes_on = |next: &char| !next.is_whitespace() && !begins_inside(*next);
        for piece in line.chunk_by(|_, next| goes_on(next)) {
            let word = match piece {
                [blank, word @ ..] if blank.is_whitespace() => word,
                word => word,
            };
            let Some(first) = word.first() else { continue };
            let bare = trimmed(word);
            if (cue || begins_inside(*first)) && bare.len() <= MAX_MARK {
                heads.add(bare);
            }
            cue = is_cue(bare);
        }
        heads
    }

    fn add(&mut self, word: &[char]) {
        if let Some(currency) = marks::standing_alone(word) {
            self.named.push(currency);
        } else if self.unknown.is_none() {
            let code: String = word.iter().collect();
            self.unknown = unknown::is_listed(&code).then_some(code);
        }
    }
}

fn begins_inside(c: char) -> bool {
    matches!(c, '(' | '[')
}

/// `Amount due EUR`: a label of the whole on a line of its own that ends in a code; not a company, `Total Sdn Bhd`.
fn label_ending_in_code(line: &[char]) -> Option<Currency> {
    let words = line.split(|c| c.is_whitespace()).filter(|word| !word.is_empty());
    let last = words.clone().next_back().map(trimmed)?;
    if last.len() != 3 || !last.iter().all(char::is_ascii_uppercase) {
        return None;
    }
    let is_label = (2..=MAX_LABEL_WORDS).contains(&words.count()) && !line.iter().any(char::is_ascii_digit);
    let currency = marks::standing_alone(last).filter(|_| is_label)?;
    let text: String = line.iter().collect();
    let names_whole = matches!(labels::sense(&text), Sense::Grand | Sense::Total);
    (names_whole && !text.to_lowercase().contains("sdn")).then_some(currency)
}

/// Without brackets and punctuation at its ends.
fn trimmed(word: &[char]) -> &[char] {
    let is_outside = |c: &char| matches!(c, '(' | ')' | '[' | ']' | ':' | '.' | ',' | ';' | '"');
    let from = word.iter().take_while(|c| is_outside(c)).count();
    let rest = word.get(from..).unwrap_or_default();
    let behind = rest.iter().rev().take_while(|c| is_outside(c)).count();
    rest.get(..rest.len() - behind).unwrap_or_default()
}

/// Words behind which a code names the currency of a document.
static CUES: LazyLock<Ways> = LazyLock::new(|| {
    let words = "in currency währung devise moneda valuta moeda waluta měna amount betrag total summe price preis \
                 montant importe importo kwota amounts prices";
    Ways::new(words.split_whitespace().map(|word| (word.chars().collect(), 0)).collect())
});

fn is_cue(word: &[char]) -> bool {
    let small =
        |c: &char| if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(*c) };
    CUES.behind(CUES.start(), word.iter().map(small)).and_then(Step::end).is_some()
}
