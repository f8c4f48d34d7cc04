//! What the words beside an amount say about it.
//!
//! Knows how words of several kinds in one label go together. The words themselves stand in the vocabulary.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold;
use super::vocabulary;

/// What a label says an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sense {
    /// Surely the whole: grand total, amount due, Rechnungsbetrag.
    Grand,
    /// A total: total, Summe, TTC.
    Total,
    /// Net total: the whole in some countries, before tax in others.
    NetTotal,
    /// What was paid or charged to a card.
    Paid,
    /// An amount, a price, a balance: the total where nothing says so better.
    Weak,
    /// Before tax.
    Subtotal,
    /// A tax.
    Tax,
    /// A tip.
    Tip,
    /// A fee, shipping, a service charge.
    Fee,
    /// The difference of cash rounding.
    Rounding,
    /// A discount.
    Discount,
    /// Paid in advance, a deposit, a gift card.
    Prepaid,
    /// Cash handed over.
    Cash,
    /// Change given back.
    Change,
    /// No price at all: a limit, a count, points, an offer.
    Noise,
    /// No label, or one that says nothing.
    Plain,
}

/// What a word does to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It says what the amount is.
    Says(Sense),
    /// Including, after, with: what is named beside it is part of the amount.
    Including,
    /// Excluding, before, without: the amount is not the whole.
    Excluding,
    /// Words that say nothing about the amount, though some of them alone would: tax invoice.
    Nothing,
}

/// Only so many words right before an amount are its label.
const MAX_WORDS: usize = 14;
/// So many words beside *including* are what is included.
const REACH: usize = 4;

/// Which sense wins where several are named: "total tax" is a tax, "change due" is change.
const PRECEDENCE: [Sense; 15] = [
    Sense::Noise,
    Sense::Change,
    Sense::Cash,
    Sense::Discount,
    Sense::Prepaid,
    Sense::Rounding,
    Sense::Subtotal,
    Sense::Tip,
    Sense::Tax,
    Sense::Grand,
    Sense::NetTotal,
    Sense::Fee,
    Sense::Total,
    Sense::Paid,
    Sense::Weak,
];

struct Phrase {
    words: Vec<String>,
    meaning: Word,
}

/// All phrases by their first word, the longest first.
static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut table: HashMap<String, Vec<Phrase>> = HashMap::new();
    for (meaning, list) in vocabulary::ALL {
        for phrase in list.split(',') {
            let words = fold::words(phrase);
            if let Some(first) = words.first() {
                table.entry(first.clone()).or_default().push(Phrase { words, meaning: *meaning });
            }
        }
    }
    for phrases in table.values_mut() {
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    table
});

/// The phrases of scripts that write no blanks between words.
static UNSPACED: LazyLock<Vec<(String, Sense)>> = LazyLock::new(|| {
    let rows =
        vocabulary::UNSPACED.iter().flat_map(|(sense, list)| list.split(',').map(|phrase| (*sense, phrase)));
    rows.map(|(sense, phrase)| (fold::words(phrase).concat(), sense)).collect()
});

/// What this label says.
pub(super) fn sense(label: &str) -> Sense {
    let words = fold::words(label);
    let skip = words.len().saturating_sub(MAX_WORDS);
    let words = words.get(skip..).unwrap_or_default();
    let (found, included_tax) = without_included(meanings(words));
    let senses: Vec<Sense> = without_overtaken(&found)
        .iter()
        .filter_map(|(_, meaning)| match meaning {
            Word::Says(sense) => Some(*sense),
            Word::Including | Word::Excluding | Word::Nothing => None,
        })
        .chain(unspaced(words))
        .collect();
    let excludes = found.iter().any(|(_, meaning)| *meaning == Word::Excluding);
    let includes = found.iter().any(|(_, meaning)| *meaning == Word::Including);
    let winner = PRECEDENCE.into_iter().find(|sense| senses.contains(sense));
    match winner {
        Some(Sense::Grand | Sense::Total | Sense::Weak | Sense::Paid) if excludes => Sense::Subtotal,
        Some(Sense::Total) if includes => Sense::Grand,
        Some(sense) => sense,
        None if included_tax && !excludes => Sense::Tax,
        None if excludes => Sense::Subtotal,
        None => Sense::Plain,
    }
}

/// Whether the words speak of a conversion: approximately, umgerechnet.
pub(super) fn is_converted(line: &str) -> bool {
    fold::words(line).iter().any(|word| vocabulary::CONVERTED.contains(&word.as_str()))
}

/// Whether a tip is named anywhere in the words.
pub(super) fn names_tip(line: &str) -> bool {
    meanings(&fold::words(line)).iter().any(|(_, meaning)| *meaning == Word::Says(Sense::Tip))
}

/// Whether the words head a table of taxes: a tax, and a word for a list or for the columns of one.
pub(super) fn heads_tax_table(line: &str) -> bool {
    let words = fold::words(line);
    let found = meanings(&words);
    let has = |wanted: &[Sense]| {
        found.iter().any(|(_, meaning)| matches!(meaning, Word::Says(sense) if wanted.contains(sense)))
    };
    let lists = words.iter().any(|word| vocabulary::TAX_TABLE.contains(&word.as_str()));
    has(&[Sense::Tax])
        && (lists || has(&[Sense::Weak, Sense::Subtotal]) || words.iter().any(|word| word == "%"))
}

/// The longest phrases in these words, with their places.
fn meanings(words: &[String]) -> Vec<(usize, Word)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let phrase =
            PHRASES.get(first).and_then(|list| list.iter().find(|phrase| rest.starts_with(&phrase.words)));
        match phrase {
            Some(phrase) => {
                found.push((at, phrase.meaning));
                at += phrase.words.len();
            }
            None => at += 1,
        }
    }
    found
}

/// Takes out what stands beside *including* or *excluding*; tells whether a tax did.
fn without_included(found: Vec<(usize, Word)>) -> (Vec<(usize, Word)>, bool) {
    let is_modifier = |meaning: Word| matches!(meaning, Word::Including | Word::Excluding);
    let modifiers: Vec<usize> =
        found.iter().filter(|(_, meaning)| is_modifier(*meaning)).map(|(at, _)| *at).collect();
    let is_part = |sense: Sense| {
        matches!(
            sense,
            Sense::Tax | Sense::Tip | Sense::Fee | Sense::Discount | Sense::Rounding | Sense::Prepaid
        )
    };
    let mut took_tax = false;
    let kept = found
        .into_iter()
        .filter(|(at, meaning)| {
            let Word::Says(sense) = meaning else { return true };
            let is_included = is_part(*sense) && modifiers.iter().any(|there| there.abs_diff(*at) <= REACH);
            took_tax |= is_included && *sense == Sense::Tax;
            !is_included
        })
        .collect();
    (kept, took_tax)
}

/// A word of no price matters up to the next word for the whole: `Invoice no 17 Total`.
fn without_overtaken(found: &[(usize, Word)]) -> Vec<(usize, Word)> {
    let is_whole = |meaning: Word| matches!(meaning, Word::Says(Sense::Grand | Sense::Total));
    let last_whole = found.iter().rev().find(|(_, meaning)| is_whole(*meaning)).map(|(at, _)| *at);
    let overtaken = |at: usize, meaning: Word| {
        meaning == Word::Says(Sense::Noise) && last_whole.is_some_and(|whole| at < whole)
    };
    found.iter().copied().filter(|(at, meaning)| !overtaken(*at, *meaning)).collect()
}

fn unspaced(words: &[String]) -> Vec<Sense> {
    let joined = words.concat();
    if joined.is_ascii() {
        return Vec::new();
    }
    let longest =
        UNSPACED.iter().filter(|(phrase, _)| joined.contains(phrase.as_str())).max_by_key(|row| row.0.len());
    longest.map(|(_, sense)| *sense).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_many_languages_name_the_whole() {
        for label in [
            "Grand Total",
            "TOTAL DUE:",
            "Amount due",
            "Balance Due",
            "Total (incl. 19% MwSt)",
            "Gesamtbetrag",
            "Rechnungsbetrag",
            "Zu zahlen",
            "Total TTC",
            "Net à payer",
            "Importe total",
            "Total a pagar",
            "Totale fattura",
            "Valor total",
            "Totaal te betalen",
            "Att betala",
            "Å betale",
            "At betale",
            "Do zapłaty",
            "Celkem k úhradě",
            "ご請求金額",
            "总计",
            "Jumlah besar",
            "TOTAL AFTER ROUNDING",
            "Total sales (inclusive of GST)",
        ] {
            assert_eq!(sense(label), Sense::Grand, "{label}");
        }
        for label in
            ["Total", "Summe", "Totale", "Totaal", "Razem", "Celkem", "合計", "Jumlah", "Spolu", "T O T A L"]
        {
            assert_eq!(sense(label), Sense::Total, "{label}");
        }
    }

    #[test]
    fn a_negative_word_beats_the_word_total() {
        for (label, expected) in [
            ("Sub-total", Sense::Subtotal),
            ("Total excl. VAT", Sense::Subtotal),
            ("Total HT", Sense::Subtotal),
            ("Gesamt netto", Sense::Subtotal),
            ("Total tax", Sense::Tax),
            ("inkl. 19% MwSt", Sense::Tax),
            ("Change due", Sense::Change),
            ("Total savings", Sense::Discount),
            ("Total items", Sense::Noise),
            ("Previous balance", Sense::Noise),
            ("Deposit paid", Sense::Prepaid),
            ("Net total", Sense::NetTotal),
            ("Rounding adj", Sense::Rounding),
        ] {
            assert_eq!(sense(label), expected, "{label}");
        }
    }
}
