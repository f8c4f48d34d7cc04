//! Which currency the marks of one document mean, and what its unmarked amounts are in.
//!
//! Knows marks and their counts. Must not know which amount is the total.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::amounts::OfLine;
use super::hints;
use super::lines::Line;
use super::marks::Mark;
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
    pub(super) fn of(lines: &[Rc<Line>], amounts: &[OfLine<'_>]) -> Self {
        let mut meaning = Self::default();
        for amount in amounts.iter().flat_map(|here| here.iter()) {
            let is_price = amount.number.is_some_and(Number::looks_like_price);
            let listed = amount.unknown.as_ref().filter(|code| is_price && unknown::is_listed(code));
            meaning.unknown = meaning.unknown.take().or_else(|| listed.cloned());
            match amount.mark {
                Some(Mark::Clear(currency)) => *meaning.named.entry(currency).or_default() += 2,
                Some(Mark::Shared(codes)) => meaning.shared = meaning.shared.or(Some(codes)),
                Some(Mark::Wordlike(_) | Mark::Faint { .. }) | None => {}
            }
        }
        for heads in lines.iter().map(|line| &line.heads) {
            heads.named.iter().for_each(|named| *meaning.named.entry(*named).or_default() += 1);
            meaning.unknown = meaning.unknown.take().or_else(|| heads.unknown.clone());
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
}

/// What a faint mark means where nothing in the document is clearer.
fn faint_currency(codes: &[&str], is_letter: bool, home: Currency) -> Read {
    if codes.contains(&home.code()) {
        return Read::Named(home);
    }
    let first = codes.first().and_then(|code| Currency::from_code(code)).unwrap_or(home);
    if is_letter || codes.len() > 1 { Read::Taken(first) } else { Read::Named(first) }
}
