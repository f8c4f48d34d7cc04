//! Amounts beside a decision: whoever names one may mean another amount than the one that was asked for.
//!
//! Knows how money looks among words. Must not know what was asked for.

use super::sentence::Sentence;

const SIGNS: [char; 6] = ['$', '€', '£', '¥', '₹', '₩'];
const CURRENCIES: &[&str] = &[
    "usd", "eur", "gbp", "chf", "sek", "nok", "dkk", "pln", "jpy", "cad", "aud", "czk", "huf", "inr", "cny",
    "brl", "mxn", "sgd", "nzd", "euro", "euros", "eurot", "euroa", "euron", "euroon", "dollar", "dollars",
    "dólares", "dollari", "dolarów", "pound", "pounds", "bucks", "quid", "franken", "francs", "kr", "kronor",
    "kroner", "kruunua", "zł", "zl", "złotych", "złote", "reais", "real", "pesos", "rappen", "cent", "cents",
];
/// Stand for money only behind a number: before one, `Fr` is a Friday.
const BEHIND: &[&str] = &["fr", "k"];
const PREPOSITIONS: &[&str] = &[
    "for", "with", "at", "of", "amount", "über", "in", "höhe", "von", "mit", "für", "pour", "de", "à", "por",
    "per", "di", "voor", "na", "za", "kwotę", "för", "på", "om", "med", "til", "till", "do", "a", "da",
];
const PAYING: &[&str] =
    &["pay", "paid", "zahl", "bezahl", "überweis", "pag", "paie", "betal", "zapłać", "wypłać", "maks"];
/// `10.30` behind one of these is a time of the day, or a day.
const TIMES: &[&str] = &[
    "kl", "klo", "klokken", "kello", "um", "am", "vom", "zum", "den", "der", "ab", "le", "du", "dal", "alle",
    "ore", "o", "od", "dnia", "d", "on", "since",
];
const UNITS_OF_TIME: &[&str] = &["uhr", "h", "am", "pm", "uur", "hrs"];
/// A longer number without separators is a code.
const LONGEST_AMOUNT: usize = 5;

/// Whether a sentence names money or a share of it, begins with a bare amount, or asks to pay one.
pub(super) fn states_amount(sentence: &Sentence) -> bool {
    let words = &sentence.words;
    let first = words.iter().position(|word| !PREPOSITIONS.contains(&word.as_str())).unwrap_or(words.len());
    let pays = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let paying = before.is_some_and(|word| PAYING.iter().any(|verb| word.starts_with(verb)));
        paying && words.get(at).is_some_and(|word| is_bare_amount(word))
    };
    is_alone(sentence, first)
        || (0..words.len()).any(|at| is_money(sentence, at) || is_share(sentence, at) || pays(at))
}

/// Whether a word is a number, with or without a sign of money.
pub(super) fn is_number(word: &str) -> bool {
    word.trim_start_matches(SIGNS).starts_with(|c: char| c.is_ascii_digit())
}

fn is_money(sentence: &Sentence, at: usize) -> bool {
    let Some(word) = sentence.words.get(at).filter(|word| is_number(word)) else { return false };
    let bare = word.trim_start_matches(SIGNS);
    let unit =
        bare.trim_start_matches(|c: char| c.is_ascii_digit() || ".,'".contains(c) || SIGNS.contains(&c));
    let before = at.checked_sub(1).and_then(|before| sentence.words.get(before)).map(String::as_str);
    let behind = sentence.words.get(at + 1).map(String::as_str);
    let counted = |unit: &str| is_currency(unit) || BEHIND.contains(&unit);
    let timed = before.is_some_and(|word| TIMES.contains(&word))
        || behind.is_some_and(|word| UNITS_OF_TIME.contains(&word));
    word.contains(SIGNS)
        || counted(unit)
        || behind.is_some_and(counted)
        || before.is_some_and(is_currency)
        || is_decimal(bare) && !(timed && is_time_or_day(bare))
}

fn is_currency(word: &str) -> bool {
    CURRENCIES.contains(&word) || word.ends_with(SIGNS) && !word.contains(|c: char| c.is_ascii_digit())
}

/// `12.50`, `1.234,50`, and `1,234`, but not `12.05.2026`.
fn is_decimal(number: &str) -> bool {
    let Some((whole, last)) = number.rsplit_once(['.', ',']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let mut groups = whole.split(['.', ',', '\'']);
    let leads = groups.next().is_some_and(digits);
    let grouped = groups.all(|group| digits(group) && group.len() == 3);
    let thousands = last.len() == 3 && digits(whole) && whole.len() <= 3 && !whole.starts_with('0');
    digits(last) && leads && (last.len() == 2 && grouped || thousands)
}

fn is_time_or_day(number: &str) -> bool {
    let Some((first, second)) = number.split_once('.') else { return false };
    let (Ok(first), Ok(second)) = (first.parse::<u32>(), second.parse::<u32>()) else { return false };
    first < 24 && second < 60 || (1..=31).contains(&first) && (1..=12).contains(&second)
}

/// `80%`, `80 %`; all of it is no share.
fn is_share(sentence: &Sentence, at: usize) -> bool {
    let Some(word) = sentence.words.get(at).filter(|word| word.ends_with('%')) else { return false };
    let before = at.checked_sub(1).and_then(|before| sentence.words.get(before));
    let number = if word == "%" { before.map_or("", String::as_str) } else { word.trim_end_matches('%') };
    number != "100"
}

fn is_alone(sentence: &Sentence, at: usize) -> bool {
    let ends = at + 1 == sentence.words.len() || sentence.begins_clause(at + 1);
    ends && sentence.words.get(at).is_some_and(|word| is_bare_amount(word))
}

fn is_bare_amount(word: &str) -> bool {
    let digits = word.chars().all(|c| c.is_ascii_digit());
    is_number(word) && (digits && word.len() <= LONGEST_AMOUNT || word.contains(['.', ',']))
}
