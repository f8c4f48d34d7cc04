//! Whether two papers are one receipt in two forms, or two receipts.
//!
//! Knows their numbers and what both print. Must not know which amount is the total.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::paper::Paper;

/// More text of a paper than this is not compared.
const MAX_TEXT: usize = 20_000;
/// Nor more words.
const MAX_WORDS: usize = 400;
/// So many words with digits tell a paper from others, and so many words of any kind tell that it is the same.
const FEW: usize = 3;
const ENOUGH: usize = 8;

/// What two papers are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// One receipt in two forms.
    Same,
    /// Two receipts.
    Different,
    /// Nothing tells.
    Unclear,
}

/// What a paper is known by.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    /// Numbers, each with what it numbers.
    numbers: BTreeSet<(&'static str, String)>,
    /// The numbers of its electronic invoices.
    stated: BTreeSet<String>,
    /// Its words that have digits: dates, numbers, amounts.
    words: BTreeSet<String>,
    /// All its words.
    all_words: BTreeSet<String>,
    /// Its letters and digits.
    letters: String,
}

/// What can have a number, and the words for it.
const KINDS: [(&str, &str); 4] = [
    ("invoice", r"invoice|inv|rechnungs?|facture|factura|fattura|fatura|faktura|factuur|tax invoice|bill"),
    ("receipt", r"receipt|beleg|quittungs?|bon|re[cç]u|recibo|ricevuta|kvittering|kvitto|paragon"),
    ("order", r"order|bestell|auftrags?|commande|pedido|ordine|encomenda|zam[oó]wieni[ae]|bestelling"),
    (
        "booking",
        r"booking|reservation|confirmation|buchungs?|reserva|prenotazione|ticket|trip|ride|transaction|reference",
    ),
];

static NUMBERED: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let pattern = |words: &str| {
        format!(
            r"(?i)\b(?:{words})(?:[ -]{{0,2}}(?:number|nummer|num[eé]ro|n[uú]mero|no|nr|num|n°|nº|id|code|#))?[.:#\s]{{1,4}}([A-Z0-9][A-Z0-9/_-]{{2,39}})\b"
        )
    };
    KINDS.iter().filter_map(|(kind, words)| Some((*kind, Regex::new(&pattern(words)).ok()?))).collect()
});

impl Traits {
    /// Reads them.
    pub(super) fn of(paper: &Paper<'_>) -> Self {
        let text: String = paper.text.chars().take(MAX_TEXT).collect();
        let mut traits = Self::default();
        for (kind, pattern) in NUMBERED.iter() {
            let found = pattern.captures_iter(&text).filter_map(|found| found.get(1));
            let numbers = found.map(|number| bare(number.as_str())).filter(|number| is_number(number));
            traits.numbers.extend(numbers.map(|number| (*kind, number)));
        }
        let stated = paper.stated().map(|stated| bare(&stated.number));
        let orders = paper.orders.iter().map(|order| bare(&order.number));
        traits.stated = stated.chain(orders).filter(|number| !number.is_empty()).collect();
        let words =
            text.split_whitespace().map(bare).filter(|word| word.contains(|c: char| c.is_ascii_digit()));
        traits.words = words.take(MAX_WORDS).collect();
        traits.all_words =
            text.split_whitespace().map(bare).filter(|it| !it.is_empty()).take(MAX_WORDS).collect();
        traits.letters = bare(&text);
        traits
    }

    /// What two papers are to each other.
    pub(super) fn relation(&self, other: &Self) -> Relation {
        match self.by_number(other) {
            Relation::Unclear => self.by_words(other),
            known @ (Relation::Same | Relation::Different) => known,
        }
    }

    /// What their numbers say. Two invoices of one order are two; an invoice and its receipt are one.
    pub(super) fn by_number(&self, other: &Self) -> Relation {
        if !self.letters.is_empty() && self.letters == other.letters {
            return Relation::Same;
        }
        if let Some(relation) = self.by_stated_number(other).or_else(|| other.by_stated_number(self)) {
            return relation;
        }
        let shares =
            |kind: &str| self.numbered(kind).any(|number| other.numbered(kind).any(|known| known == number));
        let both = |kind: &str| self.numbered(kind).next().is_some() && other.numbered(kind).next().is_some();
        let mut kinds = KINDS.iter().map(|(kind, _)| *kind).filter(|kind| both(kind));
        match kinds.next() {
            Some(first) if shares(first) => Relation::Same,
            Some(_) => Relation::Different,
            None => Relation::Unclear,
        }
    }

    fn numbered<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a String> {
        self.numbers.iter().filter(move |(known, _)| *known == kind).map(|(_, number)| number)
    }

    /// The number of an electronic invoice is a number of the other, or stands on its page, or does not.
    fn by_stated_number(&self, other: &Self) -> Option<Relation> {
        if self.stated.is_empty() || (other.stated.is_empty() && other.letters.is_empty()) {
            return None;
        }
        let is_there = |number: &String| other.stated.contains(number) || other.words.contains(number);
        let is_same = self.stated.iter().any(is_there);
        if is_same {
            return Some(Relation::Same);
        }
        let other_invoice =
            !other.stated.is_empty() || other.numbers.iter().any(|(kind, _)| *kind == "invoice");
        other_invoice.then_some(Relation::Different)
    }

    /// Forms of one receipt have nearly all words in common, and two receipts have other dates, numbers and amounts.
    fn by_words(&self, other: &Self) -> Relation {
        let share = |one: &BTreeSet<String>, two: &BTreeSet<String>, least: usize| {
            let fewer = one.len().min(two.len());
            (fewer >= least).then(|| one.intersection(two).count() * 100 / fewer)
        };
        let all = share(&self.all_words, &other.all_words, ENOUGH);
        let with_digits = share(&self.words, &other.words, FEW);
        match (all, with_digits) {
            (Some(95..), Some(95..)) => Relation::Same,
            (_, Some(..60)) => Relation::Different,
            _ => Relation::Unclear,
        }
    }
}

/// Letters and digits only, in capitals.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn is_number(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 2
}
