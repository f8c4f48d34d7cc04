//! What the words beside an amount say about it.
//!
//! Knows how words of several kinds in one label go together. The words themselves stand in the vocabulary.

use std::sync::LazyLock;

use super::{fold, lexicon, vocabulary};

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
    /// A total of something else: per person, of a page, an estimate.
    Other,
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
    /// Of something else than the whole: per person, estimated.
    Limits,
    /// Words that say nothing about the amount, though some of them alone would: tax invoice.
    Nothing,
}

/// Only so many words right before an amount are its label.
const MAX_WORDS: usize = 14;
/// A title of a credit note has at most so many words: its name and a number.
const MAX_TITLE: usize = 4;
/// So many words beside *including* are what is included.
const REACH: usize = 4;

/// Which sense wins where several are named: "total tax" is a tax, "change due" is change.
const PRECEDENCE: [Sense; 15] = [
    Sense::Noise,
    Sense::Change,
    Sense::Prepaid,
    Sense::Cash,
    Sense::Discount,
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
    words: Vec<lexicon::Word>,
    meaning: Word,
    /// Short for a total, and part of other words as well.
    is_short: bool,
}

/// All phrases by their first word, the longest first.
static PHRASES: LazyLock<Vec<Vec<Phrase>>> = LazyLock::new(|| {
    let mut table: Vec<Vec<Phrase>> = Vec::new();
    for (meaning, list) in vocabulary::ALL {
        for phrase in list.split(',') {
            let words = numbers(phrase);
            let first = words.first().copied().map(usize::from).unwrap_or_default();
            if table.len() <= first {
                table.resize_with(first + 1, Vec::new);
            }
            table.get_mut(first).into_iter().for_each(|list| {
                let is_short = vocabulary::SHORT.contains(&phrase);
                list.push(Phrase { words: words.clone(), meaning: *meaning, is_short });
            });
        }
    }
    for phrases in &mut table {
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    table
});

/// The phrases of scripts that write no blanks between words.
static UNSPACED: LazyLock<Vec<(String, Sense)>> = LazyLock::new(|| {
    let rows =
        vocabulary::UNSPACED.iter().flat_map(|(sense, list)| list.split(',').map(|phrase| (*sense, phrase)));
    rows.map(|(sense, phrase)| (fold::folded(phrase).replace(' ', ""), sense)).collect()
});

/// What this label says.
pub(super) fn sense(label: &str) -> Sense {
    let folded = fold::folded(label);
    let words = lexicon::words(&folded);
    let skip = words.len().saturating_sub(MAX_WORDS);
    let words = words.get(skip..).unwrap_or_default();
    let (found, included_tax) = without_included(meanings(words));
    let senses = without_overtaken(&found)
        .iter()
        .filter_map(|(_, meaning)| match meaning {
            Word::Says(sense) => Some(*sense),
            Word::Including | Word::Excluding | Word::Limits | Word::Nothing => None,
        })
        .chain(unspaced(&folded))
        .collect::<Vec<Sense>>();
    let excludes = found.iter().any(|(_, meaning)| *meaning == Word::Excluding);
    let includes = found.iter().any(|(_, meaning)| *meaning == Word::Including);
    let winner = PRECEDENCE.into_iter().find(|sense| senses.contains(sense));
    if found.iter().any(|(_, meaning)| *meaning == Word::Limits) {
        return if matches!(winner, Some(Sense::Grand | Sense::Total)) { Sense::Other } else { Sense::Noise };
    }
    match winner {
        Some(Sense::Grand | Sense::Total | Sense::Weak | Sense::Paid) if excludes => Sense::Subtotal,
        Some(Sense::Total) if includes => Sense::Grand,
        Some(sense) => sense,
        None if included_tax && !excludes => Sense::Tax,
        None if excludes => Sense::Subtotal,
        None => Sense::Plain,
    }
}

/// What the words of a line say about it as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// They speak of a conversion: approximately, umgerechnet.
    pub(super) is_converted: bool,
    /// They name a tip.
    pub(super) names_tip: bool,
    /// They name a total.
    pub(super) names_total: bool,
    /// They speak of instalments.
    pub(super) names_instalments: bool,
    /// They are a title of money given back, and nothing else.
    pub(super) is_credit_note: bool,
    /// They say nothing about an amount.
    pub(super) is_plain: bool,
    /// They head a table of taxes: a tax, and a word for a list or for the columns of one.
    pub(super) heads_tax_table: bool,
}

/// What the words of a line say about it as a whole.
pub(super) fn hints(line: &str) -> Hints {
    let words = lexicon::words(&fold::folded(line));
    let found = meanings(&words);
    let has = |wanted: &[Sense]| {
        found.iter().any(|(_, meaning)| matches!(meaning, Word::Says(sense) if wanted.contains(sense)))
    };
    let topics =
        words.iter().filter_map(|word| TOPICS.get(usize::from(*word))).fold(0, |all, topics| all | topics);
    let is_title =
        words.first().is_some_and(|first| CREDIT_NOTE_STARTS.contains(first)) && words.len() <= MAX_TITLE;
    let lists = topics & TAX_TABLE != 0 || has(&[Sense::Weak, Sense::Subtotal]);
    Hints {
        is_converted: topics & CONVERTED != 0,
        names_tip: has(&[Sense::Tip]),
        names_total: has(&[Sense::Grand, Sense::Total]),
        names_instalments: topics & INSTALMENTS != 0,
        is_credit_note: is_title && CREDIT_NOTES.iter().any(|title| words.starts_with(title)),
        is_plain: found.is_empty(),
        heads_tax_table: has(&[Sense::Tax]) && lists,
    }
}

const CONVERTED: u8 = 1;
const TAX_TABLE: u8 = 2;
const INSTALMENTS: u8 = 4;

/// Which of these topics each word of the lexicon belongs to.
static TOPICS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let lists = [
        (CONVERTED, vocabulary::CONVERTED),
        (TAX_TABLE, vocabulary::TAX_TABLE),
        (INSTALMENTS, vocabulary::INSTALMENTS),
    ];
    let mut topics = vec![0; lexicon::size()];
    for (topic, words) in lists {
        for word in words.iter().flat_map(|words| numbers(words)) {
            topics.get_mut(usize::from(word)).into_iter().for_each(|topics| *topics |= topic);
        }
    }
    topics
});
static CREDIT_NOTES: LazyLock<Vec<Vec<lexicon::Word>>> = LazyLock::new(|| {
    let titles = vocabulary::CREDIT_NOTES.iter();
    titles.map(|title| numbers(title)).collect()
});
static CREDIT_NOTE_STARTS: LazyLock<Vec<lexicon::Word>> =
    LazyLock::new(|| CREDIT_NOTES.iter().filter_map(|title| title.first().copied()).collect());

fn numbers(words: &str) -> Vec<lexicon::Word> {
    fold::folded(words).split(' ').map(lexicon::exact).collect()
}

/// The longest phrases in these words, with their places.
fn meanings(words: &[lexicon::Word]) -> Vec<(usize, Word)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let list = PHRASES.get(usize::from(*first));
        match list.and_then(|list| list.iter().find(|phrase| rest.starts_with(&phrase.words))) {
            Some(phrase) => {
                let behind = at + phrase.words.len();
                let beside = [at.checked_sub(1), Some(behind)].into_iter().flatten();
                let is_in_words = beside.into_iter().any(|at| words.get(at) == Some(&lexicon::UNKNOWN));
                if !(is_in_words && phrase.is_short) {
                    found.push((at, phrase.meaning));
                }
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

/// The longest phrase of a script that writes no blanks between words.
fn unspaced(folded: &str) -> Option<Sense> {
    if folded.is_ascii() {
        return None;
    }
    let joined = folded.replace(' ', "");
    let longest =
        UNSPACED.iter().filter(|(phrase, _)| joined.contains(phrase.as_str())).max_by_key(|row| row.0.len());
    longest.map(|(_, sense)| *sense)
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
