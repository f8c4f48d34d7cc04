//! Which currency the marks of one document mean, and what its unmarked amounts are in.
//!
//! Knows marks and their counts. Must not know labels or totals.

use std::collections::BTreeMap;

use super::amounts::Amount;
use super::marks::{self, Mark};
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

/// Words that tell the country where a mark does not.
const HINTS: &[(&str, &str)] = &[
    ("円", "JPY"),
    ("税込", "JPY"),
    ("領収", "JPY"),
    ("合計", "JPY"),
    ("tokyo", "JPY"),
    ("japan", "JPY"),
    ("合计", "CNY"),
    ("金额", "CNY"),
    ("shanghai", "CNY"),
    ("beijing", "CNY"),
    ("china", "CNY"),
    ("att betala", "SEK"),
    ("summa", "SEK"),
    ("sverige", "SEK"),
    ("kvitto", "SEK"),
    ("å betale", "NOK"),
    ("norge", "NOK"),
    ("mva", "NOK"),
    ("at betale", "DKK"),
    ("danmark", "DKK"),
    ("beløb", "DKK"),
    ("i alt", "DKK"),
    ("egypt", "EGP"),
];

impl Meaning {
    /// What the marks beside `amounts` and the words of `lines` say.
    pub(super) fn of(lines: &[Vec<char>], amounts: &[Vec<Amount>]) -> Self {
        let mut meaning = Self::default();
        for amount in amounts.iter().flatten() {
            match amount.mark {
                Some(Mark::Clear(currency)) => *meaning.named.entry(currency).or_default() += 2,
                Some(Mark::Shared(codes)) => meaning.shared = meaning.shared.or(Some(codes)),
                Some(Mark::Wordlike(_)) | None => {}
            }
        }
        for line in lines {
            meaning.read_heads(line);
        }
        meaning.hint = hint(lines, meaning.shared);
        meaning
    }

    /// Adds what another part of the same mail names, as a last resort.
    pub(super) fn or(mut self, other: &Self) -> Self {
        if self.named.is_empty() && self.shared.is_none() {
            self.named.clone_from(&other.named);
            self.shared = other.shared;
            self.hint = other.hint;
        }
        self
    }

    /// The currency of an amount with this mark.
    pub(super) fn currency(&self, mark: Option<Mark>, home: Currency) -> Read {
        match mark {
            Some(Mark::Clear(currency) | Mark::Wordlike(currency)) => Read::Named(currency),
            Some(Mark::Shared(codes)) => self.shared_currency(codes, home),
            None => match (self.named.iter().max_by_key(|(_, count)| **count), self.shared) {
                (_, Some(codes)) if self.named_in(codes).is_some() => self.shared_currency(codes, home),
                (Some((currency, _)), _) => Read::Named(*currency),
                (None, Some(codes)) => self.shared_currency(codes, home),
                (None, None) => Read::Unnamed,
            },
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
        // £ and Rs are what they nearly always are; between crowns, or yuan and yen, nobody knows.
        if matches!(usual.code(), "GBP" | "INR") { Read::Named(usual) } else { Read::Taken(usual) }
    }

    /// The one currency among these that the document names.
    fn named_in(&self, codes: &[&str]) -> Option<Currency> {
        let mut named = self.named.keys().filter(|currency| codes.contains(&currency.code()));
        let first = named.next().copied();
        first.filter(|_| named.next().is_none())
    }

    /// Column heads and notes: `Amount (RM)`, `All prices in EUR`, `Currency: USD`.
    fn read_heads(&mut self, line: &[char]) {
        let text = line.iter().collect::<String>().replace('(', " (").replace('[', " [");
        let mut cue = false;
        for word in text.split_whitespace() {
            let bare = word.trim_matches(['(', ')', '[', ']', ':', '.', ',', ';', '"']);
            let is_head = (cue || word.starts_with(['(', '['])) && bare.len() < 8;
            if let Some(currency) = marks::standing_alone(bare).filter(|_| is_head) {
                *self.named.entry(currency).or_default() += 1;
            }
            cue = CUES.contains(&bare.to_lowercase().as_str());
        }
    }
}

/// Words behind which a code names the currency of a document.
const CUES: &[&str] = &[
    "in", "currency", "währung", "devise", "moneda", "valuta", "moeda", "waluta", "měna", "amount", "betrag",
    "total", "summe", "price", "preis", "montant", "importe", "importo", "kwota", "amounts", "prices",
];

fn hint(lines: &[Vec<char>], shared: Option<&[&str]>) -> Option<Currency> {
    let codes = shared?;
    let text: String = lines.iter().flatten().collect::<String>().to_lowercase();
    let found = HINTS.iter().find(|(word, code)| codes.contains(code) && text.contains(word));
    found.and_then(|(_, code)| Currency::from_code(code))
}
