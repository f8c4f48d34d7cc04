//! An amount that some part of a submission puts forward as the total, and how sure that is.
//!
//! Knows how two of them compare. Must not know how either was found.

use rust_decimal::Decimal;

use super::currency::Read;
use super::home::Home;
use super::labels::Sense;
use super::page::Page;
use super::total::{self, Found, Outcome};
use super::{Candidate, Source};
use crate::approval::Money;

/// Differences of cash rounding.
const ROUNDING: Decimal = Decimal::from_parts(4, 0, 0, false, 2);

/// An amount with where it stands.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// The amount.
    pub(super) candidate: Candidate,
    /// Nothing names its currency.
    pub(super) is_unnamed: bool,
    /// Something calls it the whole, or what was paid.
    pub(super) is_called_total: bool,
    /// It is given back, so that it is no expense.
    pub(super) is_refund: bool,
    /// Why it is not sure.
    pub(super) doubt: Option<Doubt>,
}

/// Why an amount is not sure, and what could make it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Another part that is sure of the same amount settles it.
    Open(String),
    /// Nobody has seen it, or it is the larger of two readings: the requester's own word for the same amount settles it.
    Unseen(String),
    /// Nothing settles it but an answer.
    Firm(String),
}

impl Doubt {
    /// No word but an answer settles it: whoever types the bare number tells no more than the receipt.
    pub(super) fn of_unknown(code: &str) -> Self {
        Self::Firm(format!("it names \"{code}\", which is no currency in use"))
    }

    /// In plain words, why.
    pub(super) fn why(self) -> String {
        match self {
            Self::Open(why) | Self::Unseen(why) | Self::Firm(why) => why,
        }
    }
}

impl Claim {
    /// A total in a named currency that nothing speaks against.
    pub(super) fn sure(candidate: Candidate) -> Self {
        Self { candidate, is_unnamed: false, is_called_total: true, is_refund: false, doubt: None }
    }

    /// What a figure of a page says, with what speaks for it.
    fn of_figure(source: &Source, found: &Found, doubt: Option<Doubt>, home: Home<'_>) -> Option<Self> {
        let figure = &found.figure;
        let money = figure.money(home.currency)?;
        let unknown = figure.unknown.as_ref().map(|code| Doubt::of_unknown(code));
        let doubt = unknown.or(doubt).or_else(|| match figure.currency {
            Read::Taken(currency) => {
                Some(Doubt::Open(format!("it does not say which currency it is in; it could be {currency}")))
            }
            Read::Named(_) | Read::Unnamed => None,
        });
        Some(Self {
            candidate: Candidate {
                why: found.why.clone(),
                ..Candidate::new(money, figure.label.clone(), source.clone())
            },
            is_unnamed: figure.currency == Read::Unnamed,
            is_called_total: total::names_whole(figure) || figure.sense == Sense::Paid,
            is_refund: false,
            doubt,
        })
    }

    /// What a page says.
    pub(super) fn of_page(source: &Source, page: &Page, home: Home<'_>) -> Option<Self> {
        match total::decide(page) {
            Outcome::Sure(found) => Self::of_figure(source, &found, None, home),
            Outcome::Unsure(found, why) => {
                let doubt = Doubt::Open(format!("{}: {why}", place(source)));
                Self::of_figure(source, &found, Some(doubt), home)
            }
            Outcome::Nothing => None,
        }
    }

    /// All that a page puts forward, sure or not.
    pub(super) fn all_of_page(source: &Source, page: &Page, home: Home<'_>) -> Vec<Self> {
        let found = total::candidates(page);
        found.iter().filter_map(|found| Self::of_figure(source, found, None, home)).collect()
    }

    /// The amount.
    pub(super) fn money(&self) -> Money {
        self.candidate.money
    }

    /// Whether both mean the same amount, give or take cash rounding.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let (one, two) = (self.money(), other.money());
        let same_currency = one.currency == two.currency || self.is_unnamed || other.is_unnamed;
        same_currency && is_same(one.value, two.value)
    }

    /// The same with another amount.
    pub(super) fn with(mut self, money: Money) -> Self {
        self.candidate.money = money;
        self
    }

    /// The same, not sure for this reason unless there is one already.
    pub(super) fn doubted(mut self, doubt: Doubt) -> Self {
        self.doubt.get_or_insert(doubt);
        self
    }

    /// The amount and where it stands, in words.
    pub(super) fn said(&self) -> String {
        let part = self.candidate.part.map(|part| format!(" ({part})")).unwrap_or_default();
        format!("{} in {}{part}", self.money(), place(&self.candidate.source))
    }
}

/// Whether two values differ by cash rounding at most.
pub(super) fn is_same(one: Decimal, other: Decimal) -> bool {
    one.checked_sub(other).is_some_and(|gap| gap.abs() <= ROUNDING)
}

/// Where something stands, in words.
pub(super) fn place(source: &Source) -> String {
    match source {
        Source::Subject => "the subject".to_owned(),
        Source::Text => "the text".to_owned(),
        Source::Html => "the HTML part".to_owned(),
        Source::Attachment(name) => name.clone(),
    }
}

/// The one that is worth most; a doubt where they differ.
pub(super) fn largest(claims: &[Claim], differ: &str, home: Home<'_>) -> Option<Claim> {
    let mut best = claims.iter().max_by(|one, other| home.compare(one.money(), other.money()))?.clone();
    let named = claims.iter().find(|claim| !claim.is_unnamed && claim.agrees(&best));
    if let (true, Some(named)) = (best.is_unnamed, named) {
        best = named.clone();
    }
    if let Some(doubt) = &best.doubt
        && !matches!(doubt, Doubt::Firm(_))
        && claims.iter().any(|claim| claim.doubt.is_none() && claim.agrees(&best))
    {
        best.doubt = None;
    }
    if let Some(other) = claims.iter().find(|claim| !claim.agrees(&best)) {
        best.doubt = Some(Doubt::Firm(format!("{differ}: {} and {}", best.said(), other.said())));
    }
    Some(best)
}
