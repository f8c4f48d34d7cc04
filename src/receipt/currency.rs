//! Which currency the marks of one document mean, and what its unmarked amounts are in.
//!
//! Knows marks and their counts, and which words label a whole. Must not know which amount is the total.

use std::collections::BTreeMap;

use super::amounts::Amount;
use super::hints;
use super::labels::{self, Sense};
use super::marks::{self, Mark};
use super::number::Number;
use super::unknown;
use crate::approval::Currency;

/// What the marks of a document mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Meaning {
    /// Currencies named without doubt, with how often.
    named: BTreeMap<Currency, usize>,
    /// The first shared mark: `$`, `kr`.
    shared: Option<&'static [&'static str]>,
    /// What the text says about where it comes from, for marks that several countries share.
    hint: Option<Currency>,
    /// The first code of no currency in use that is named in the place of one.
    unknown: Option<String>,
}

/// A currency, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// The document says so.
    Named(Currency),
    /// A mark of several currencies, taken as this one.
    Taken(Currency),
    /// Nothing names a currency.
    Unnamed,
}

/// Shared marks whose first currency is the usual one and worth most: it is never too little.
const USUALLY_FIRST: &[&str] = &["GBP", "RON", "AED", "SAR", "XAF"];

impl Meaning {
    /// What the marks beside `amounts` and the words of `lines` say.
    pub(super) fn of(lines: &[Vec<char>], amounts: &[Vec<Amount>]) -> Self {
        let mut meaning = Self::default();
        for amount in amounts.iter().flatten() {
            let is_price = amount.number.is_some_and(Number::looks_like_price);
            let listed = amount.unknown.as_ref().filter(|code| is_price && unknown::is_listed(code));
            meaning.unknown = meaning.unknown.take().or_else(|| listed.cloned());
            match amount.mark {
                Some(Mark::Clear(currency)) => *meaning.named.entry(currency).or_default() += 2,
                Some(Mark::Shared(codes)) => meaning.shared = meaning.shared.or(Some(codes)),
                Some(Mark::Wordlike(_) | Mark::Faint { .. }) | None => {}
            }
        }
        for line in lines {
            meaning.read_heads(line);
        }
        meaning.hint = meaning.shared.and_then(|codes| hints::hint(codes, lines, amounts));
        meaning
    }

    /// Adds what another part of the same mail names, as a last resort.
    pub(super) fn or(mut self, other: &Self) -> Self {
        if self.named.is_empty() && self.shared.is_none() {
            self.named.clone_from(&other.named);
            self.shared = other.shared;
            self.hint = other.hint;
            self.unknown = self.unknown.or_else(|| other.unknown.clone());
        }
        self
    }

    /// The currency of an amount with this mark.
    pub(super) fn currency(&self, mark: Option<Mark>, home: Currency) -> Read {
        match mark {
            Some(Mark::Clear(currency) | Mark::Wordlike(currency)) => Read::Named(currency),
            Some(Mark::Shared(codes)) => self.shared_currency(codes, home),
            Some(Mark::Faint { codes, is_letter }) => match self.of_unmarked(home) {
                Read::Unnamed => faint_currency(codes, is_letter, home),
                clearer @ (Read::Named(_) | Read::Taken(_)) => clearer,
            },
            None => self.of_unmarked(home),
        }
    }

    /// The code of no currency in use that an amount without a mark is in: one is named, and nothing else.
    pub(super) fn unknown(&self, mark: Option<Mark>) -> Option<String> {
        let is_unnamed = mark.is_none() && self.named.is_empty() && self.shared.is_none();
        self.unknown.clone().filter(|_| is_unnamed)
    }

    /// The currency of an amount without a mark: what the others are in.
    fn of_unmarked(&self, home: Currency) -> Read {
        match (self.named.iter().max_by_key(|(_, count)| **count), self.shared) {
            (_, Some(codes)) if self.named_in(codes).is_some() => self.shared_currency(codes, home),
            (Some((currency, _)), _) => Read::Named(*currency),
            (None, Some(codes)) => self.shared_currency(codes, home),
            (None, None) => Read::Unnamed,
        }
    }

    fn shared_currency(&self, codes: &[&str], home: Currency) -> Read {
        if let Some(currency) = self.named_in(codes) {
            return Read::Named(currency);
        }
        if let Some(hint) = self.hint.filter(|hint| codes.contains(&hint.code())) {
            return Read::Named(hint);
        }
        if codes.contains(&home.code()) {
            return Read::Named(home);
        }
        let usual = codes.first().and_then(|code| Currency::from_code(code)).unwrap_or(home);
        let is_usual = USUALLY_FIRST.contains(&usual.code()) || matches!(codes, ["CNY", "HKD", ..]);
        if is_usual { Read::Named(usual) } else { Read::Taken(usual) }
    }

    /// The one currency among these that the document names.
    fn named_in(&self, codes: &[&str]) -> Option<Currency> {
        let mut named = self.named.keys().filter(|currency| codes.contains(&currency.code()));
        let first = named.next().copied();
        first.filter(|_| named.next().is_none())
    }

    /// Column heads and notes: `Amount (RM)`, `All prices in EUR`, `Currency: USD`.
    fn read_heads(&mut self, line: &[char]) {
        if let Some(currency) = label_ending_in_code(line) {
            *self.named.entry(currency).or_default() += 1;
        }
        // `RM` alone on its line heads a column, or ends one.
        let length = line.iter().filter(|c| !c.is_whitespace()).count();
        let mut cue = (2..=MAX_ALONE).contains(&length);
        let begins_inside = |c: &char| matches!(c, '(' | '[');
        let words = line.split(|c| c.is_whitespace());
        for word in words.flat_map(|word| word.chunk_by(|_, next| !begins_inside(next))) {
            let bare = trimmed(word);
            let is_head = (cue || word.first().is_some_and(begins_inside)) && bare.len() < 8;
            if let Some(currency) = is_head.then(|| marks::standing_alone(bare)).flatten() {
                *self.named.entry(currency).or_default() += 1;
            } else if is_head && self.unknown.is_none() {
                let code: String = bare.iter().collect();
                self.unknown = unknown::is_listed(&code).then_some(code);
            }
            cue = is_cue(bare);
        }
    }
}

/// `Amount due EUR`: a label of the whole on a line of its own that ends in a code; not a company, `Total Sdn Bhd`.
fn label_ending_in_code(line: &[char]) -> Option<Currency> {
    let words = line.split(|c| c.is_whitespace()).filter(|word| !word.is_empty());
    let last = words.clone().next_back().map(trimmed)?;
    let is_label = (2..=MAX_LABEL_WORDS).contains(&words.count()) && !line.iter().any(char::is_ascii_digit);
    let is_code = last.len() == 3 && last.iter().all(char::is_ascii_uppercase);
    let currency = marks::standing_alone(last).filter(|_| is_label && is_code)?;
    let text: String = line.iter().collect();
    let names_whole = matches!(labels::sense(&text), Sense::Grand | Sense::Total);
    (names_whole && !text.to_lowercase().contains("sdn")).then_some(currency)
}

/// What a faint mark means where nothing in the document is clearer.
fn faint_currency(codes: &[&str], is_letter: bool, home: Currency) -> Read {
    if codes.contains(&home.code()) {
        return Read::Named(home);
    }
    let first = codes.first().and_then(|code| Currency::from_code(code)).unwrap_or(home);
    if is_letter || codes.len() > 1 { Read::Taken(first) } else { Read::Named(first) }
}

/// Without brackets and punctuation at its ends.
fn trimmed(word: &[char]) -> &[char] {
    let is_outside = |c: &char| matches!(c, '(' | ')' | '[' | ']' | ':' | '.' | ',' | ';' | '"');
    let from = word.iter().take_while(|c| is_outside(c)).count();
    let rest = word.get(from..).unwrap_or_default();
    let behind = rest.iter().rev().take_while(|c| is_outside(c)).count();
    rest.get(..rest.len() - behind).unwrap_or_default()
}

/// A label with its currency has so many words.
const MAX_LABEL_WORDS: usize = 4;
/// A mark alone on its line is no longer.
const MAX_ALONE: usize = 3;

/// Words behind which a code names the currency of a document.
const CUES: &[&str] = &[
    "in", "currency", "währung", "devise", "moneda", "valuta", "moeda", "waluta", "měna", "amount", "betrag",
    "total", "summe", "price", "preis", "montant", "importe", "importo", "kwota", "amounts", "prices",
];

fn is_cue(word: &[char]) -> bool {
    let small =
        |c: &char| if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(*c) };
    let first = word.first().map(small);
    let is_it = |cue: &str| cue.chars().next() == first && cue.chars().eq(word.iter().map(small));
    (2..=8).contains(&word.len()) && CUES.iter().any(|cue| is_it(cue))
}
