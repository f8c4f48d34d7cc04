//! Amounts beside a decision: whoever names one may mean another amount than the one that was asked for.
//!
//! Knows how money looks among words. Must not know what was asked for.

use super::sentence::Sentence;

const SIGNS: [char; 6] = ['$', '€', '£', '¥', '₹', '₩'];
const CURRENCIES: &[&str] = &[
    "usd", "eur", "gbp", "chf", "sek", "nok", "dkk", "pln", "jpy", "cad", "aud", "euro", "euros", "eurot",
    "euroa", "dollar", "dollars", "dólares", "dollari", "pound", "pounds", "franken", "francs", "fr", "kr",
    "kronor", "kroner", "zł", "zl", "złotych", "k",
];
const PREPOSITIONS: &[&str] = &[
    "for", "with", "at", "of", "amount", "über", "in", "höhe", "von", "mit", "für", "pour", "de", "à", "por",
    "per", "di", "voor", "na", "za", "kwotę", "för", "på", "om", "med", "til", "till", "do", "a", "da",
];
const PAYING: &[&str] =
    &["pay", "paid", "zahl", "bezahl", "überweis", "pag", "paie", "betal", "zapłać", "wypłać", "maks"];
/// A longer number without separators is a code.
const LONGEST_AMOUNT: usize = 5;

/// Whether a sentence begins with an amount, or asks to pay one.
pub(super) fn states_amount(sentence: &Sentence) -> bool {
    let words = &sentence.words;
    let first = words.iter().position(|word| !PREPOSITIONS.contains(&word.as_str())).unwrap_or(words.len());
    let money = |at: usize| is_money(sentence, at);
    let pays = words.iter().any(|word| PAYING.iter().any(|verb| word.starts_with(verb)));
    money(first)
        || money(first + 1) && is_currency(words.get(first))
        || is_alone(sentence, first)
        || pays && (0..words.len()).any(money)
}

/// Whether a word is a number, with or without a sign of money.
pub(super) fn is_number(word: &str) -> bool {
    word.trim_start_matches(SIGNS).starts_with(|c: char| c.is_ascii_digit())
}

fn is_money(sentence: &Sentence, at: usize) -> bool {
    let Some(word) = sentence.words.get(at).filter(|word| is_number(word)) else { return false };
    let unit =
        word.trim_start_matches(|c: char| c.is_ascii_digit() || ".,'".contains(c) || SIGNS.contains(&c));
    let before = at.checked_sub(1).and_then(|before| sentence.words.get(before));
    word.contains(SIGNS)
        || CURRENCIES.contains(&unit)
        || is_currency(sentence.words.get(at + 1))
        || is_currency(before)
}

fn is_currency(word: Option<&String>) -> bool {
    word.is_some_and(|word| CURRENCIES.contains(&word.as_str()))
}

fn is_alone(sentence: &Sentence, at: usize) -> bool {
    let ends = at + 1 == sentence.words.len() || sentence.begins_clause(at + 1);
    let amount = |word: &String| {
        let digits = word.chars().all(|c| c.is_ascii_digit());
        is_number(word) && (digits && word.len() <= LONGEST_AMOUNT || word.contains(['.', ',']))
    };
    ends && sentence.words.get(at).is_some_and(amount)
}
