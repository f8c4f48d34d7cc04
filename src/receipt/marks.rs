//! The marks that name a currency: ISO codes, symbols, words.
//!
//! Knows what each can mean. Which of several it means, the document decides.

use super::mark_table::{self, Entry};
use crate::approval::Currency;

/// What a mark beside a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// One currency.
    Clear(Currency),
    /// One currency, by a code that is also a word: PEN, GEL, ALL.
    Wordlike(Currency),
    /// One of several, by their codes, what is usually meant first.
    Shared(&'static [&'static str]),
    /// A letter or two that stand for so much else: anything clearer goes before.
    Faint {
        /// The codes of what it can mean.
        codes: &'static [&'static str],
        /// A single letter, as likely a tax flag or a misread `$`.
        is_letter: bool,
    },
}

impl Mark {
    /// Whether it is a word, a tax flag or a unit as well.
    pub(super) fn is_wordlike(self) -> bool {
        matches!(self, Self::Wordlike(_) | Self::Faint { .. })
    }

    /// Whether it can stand for this currency.
    pub(super) fn can_mean(self, currency: Currency) -> bool {
        match self {
            Self::Clear(own) | Self::Wordlike(own) => own == currency,
            Self::Shared(codes) | Self::Faint { codes, .. } => codes.contains(&currency.code()),
        }
    }
}

/// Codes that are words or names as well: no proof beside a single item.
const WORDLIKE: &[&str] = &[
    "ALL", "AMD", "AWG", "BAM", "BOB", "COP", "CUP", "DOP", "ERN", "GEL", "LAK", "MAD", "MOP", "PAB", "PEN",
    "RON", "SAR", "SOS", "STN", "TOP", "TRY", "VES", "WST", "ZAR",
];
/// The same behind a price where no further word follows: `100,00 RON`.
const WORDLIKE_BEHIND: &[&str] = &["ALL", "CUP", "GEL", "MOP", "PEN", "TOP", "TRY"];

/// Of these, no word of a common language in small letters.
const WORDLIKE_SMALL: &[&str] = &["COP", "SAR", "ZAR"];

/// Codes that are words, units or short for something in small letters, beside the wordlike ones.
const CAPITALS_ONLY: &[&str] = &[
    "BIF", "BOV", "BTN", "CHE", "CHW", "CLF", "COU", "MUR", "MVR", "MXV", "NIO", "SLE", "SVC", "UYI", "UYW",
];

/// Marks of one or two letters that are hardly ever anything else.
const TRUSTED: &[&str] = &[
    "R", "kr", "Kr", "KR", "Rs", "RS", "RM", "Rm", "rm", "Rp", "RP", "zl", "Ft", "Fr", "Fr.", "Ft.", "Kc",
    "TL", "KD", "JD", "BD", "RO", "Dh", "DH", "dh", "kr.", "Kr.", "Rs.", "rs.", "RS.", "Rp.", "Tk.",
];

/// Marks of several currencies that hardly ever mean another than this one, the one that is worth most.
const IN_PRACTICE: &[(&str, &str)] =
    &[("C$", "CAD"), ("S$", "SGD"), ("₱", "PHP"), ("₩", "KRW"), ("￦", "KRW"), ("Ksh", "KES")];

/// The mark that ends right where a number begins, and its length.
pub(super) fn before(text: &[char]) -> Option<(Mark, usize)> {
    let is_whole = |length: usize| {
        let first = text.len().checked_sub(length);
        let outside = first.and_then(|first| first.checked_sub(1)).and_then(|at| text.get(at));
        !is_one_word(outside, first.and_then(|at| text.get(at)))
    };
    let listed = mark_table::at_end(text, is_whole);
    let tail = text.get(text.len().saturating_sub(3)..).unwrap_or_default();
    let code = is_whole(3).then(|| code(tail, WORDLIKE)).flatten();
    best(listed, code)
}

/// The mark that begins right where a number ends, and its length.
pub(super) fn after(text: &[char]) -> Option<(Mark, usize)> {
    let is_whole = |length: usize| {
        let last = length.checked_sub(1).and_then(|at| text.get(at));
        !is_one_word(last, text.get(length))
    };
    let listed = mark_table::at_start(text, is_whole);
    let head = text.get(..3).unwrap_or_default();
    let further = text.iter().skip(3).find(|c| **c != ' ');
    let wordlike = if further.is_some_and(|c| c.is_alphabetic()) { WORDLIKE } else { WORDLIKE_BEHIND };
    let code = is_whole(3).then(|| code(head, wordlike)).flatten();
    best(listed, code)
}

/// What this word means where it stands alone: a column head, `all amounts in USD`.
pub(super) fn standing_alone(word: &[char]) -> Option<Currency> {
    match after(word) {
        Some((Mark::Clear(currency), length)) if length == word.len() && !is_code_like_word(word) => {
            Some(currency)
        }
        Some(_) | None => None,
    }
}

fn is_code_like_word(word: &[char]) -> bool {
    word.len() == 3 && WORDLIKE.iter().any(|code| code.chars().eq(word.iter().copied()))
}

/// The longer of a mark of the lists and an ISO code.
fn best(listed: Option<(&'static Entry, usize)>, code: Option<Mark>) -> Option<(Mark, usize)> {
    let longer = listed.filter(|(_, length)| *length >= 3 || code.is_none());
    longer.and_then(|(entry, length)| Some((meaning(entry)?, length))).or(code.map(|mark| (mark, 3)))
}

fn meaning(entry: &'static Entry) -> Option<Mark> {
    let codes = entry.codes.as_slice();
    let symbol = entry.symbol.unwrap_or_default();
    let in_practice = IN_PRACTICE.iter().find(|(mark, _)| *mark == symbol).map(|(_, code)| *code);
    let is_letters = symbol.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.');
    let length = symbol.trim_end_matches('.').len();
    if is_letters && (1..=2).contains(&length) && !TRUSTED.contains(&symbol) {
        return Some(Mark::Faint { codes, is_letter: length == 1 });
    }
    match (in_practice, codes) {
        (Some(code), _) | (None, &[code]) => mark_table::currency(code).map(Mark::Clear),
        (None, _) => Some(Mark::Shared(codes)),
    }
}

/// An ISO 4217 code of money that people pay with; gold and baskets are none.
fn code(text: &[char], wordlike: &[&str]) -> Option<Mark> {
    let [one, two, three] = text else { return None };
    if ![one, two, three].iter().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let upper: String = text.iter().map(char::to_ascii_uppercase).collect();
    let is_capital = text.iter().all(char::is_ascii_uppercase);
    let is_wordlike = WORDLIKE.contains(&upper.as_str());
    let is_word = is_wordlike && !WORDLIKE_SMALL.contains(&upper.as_str());
    if !is_capital && (is_word || CAPITALS_ONLY.contains(&upper.as_str())) {
        return None;
    }
    let currency = mark_table::currency(&upper)?;
    Some(if wordlike.contains(&upper.as_str()) { Mark::Wordlike(currency) } else { Mark::Clear(currency) })
}

/// Two letters of an alphabet that spaces its words: between them no mark begins or ends.
fn is_one_word(left: Option<&char>, right: Option<&char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    (is_spaced(*left) && is_spaced(*right)) || (*left == '$' && *right == '$')
}

/// A letter of a script that puts blanks between words; Thai, Lao, Burmese, Khmer and ideographs do not.
fn is_spaced(c: char) -> bool {
    let point = u32::from(c);
    let is_unspaced = matches!(point, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF) || point >= 0x2E80;
    !is_unspaced && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    fn shared(codes: &[&str], found: Option<(Mark, usize)>) -> bool {
        matches!(found, Some((Mark::Shared(own), _)) if own.starts_with(codes))
    }

    #[test]
    fn the_longest_mark_wins_on_either_side() {
        let usd = Mark::Clear(Currency::USD);
        assert_eq!(before(&chars("Total: US$")), Some((usd, 3)));
        assert!(shared(&["USD", "CAD"], before(&chars("Total:$"))));
        assert_eq!(after(&chars("EUR/incl")), Some((Mark::Clear(Currency::from_code("EUR").unwrap()), 3)));
        assert_eq!(before(&chars("TOTAL RM")).map(|(_, length)| length), Some(2));
        assert_eq!(after(&chars("US dollars were")), Some((usd, 10)));
        assert_eq!(after(&chars("$ US")), Some((usd, 4)));
    }

    #[test]
    fn a_part_of_a_word_is_no_mark() {
        assert_eq!(before(&chars("FORM")), None);
        assert_eq!(after(&chars("Rsx")), None);
        assert_eq!(before(&chars("XAU")), None);
        assert_eq!(before(&chars("den")), None);
    }

    #[test]
    fn what_several_currencies_print_is_shared_by_them() {
        assert!(shared(&["CNY", "JPY"], before(&chars("¥"))));
        assert!(shared(&["DKK", "NOK", "SEK", "ISK"], after(&chars("kr"))));
        assert!(shared(&["INR", "PKR"], before(&chars("Rs."))));
        assert!(shared(&["GBP"], before(&chars("£"))));
        assert!(matches!(before(&chars("Q")), Some((Mark::Faint { codes: ["GTQ"], is_letter: true }, 1))));
    }

    #[test]
    fn names_of_many_languages_are_known() {
        for (name, code) in [
            ("dólares estadounidenses", "USD"),
            ("Schweizer Franken", "CHF"),
            ("złotych polskich", "PLN"),
            ("российских рублей", "RUB"),
            ("бразильских реалов", "BRL"),
            ("日元", "JPY"),
            ("인도 루피", "INR"),
            ("درهم إماراتي", "AED"),
            ("бел. рублей", "BYN"),
        ] {
            let found = after(&chars(name))
                .and_then(|(mark, _)| Currency::from_code(code).map(|currency| mark.can_mean(currency)));
            assert!(found.unwrap_or(name.starts_with("бел")), "{name}");
        }
    }

    #[test]
    fn every_code_in_the_lists_exists() {
        let lists = [include_str!("marks.tsv"), include_str!("marks-in-practice.tsv")];
        for line in lists.iter().flat_map(|list| list.lines()).filter(|line| !line.starts_with('#')) {
            let code = line.split('\t').next().unwrap();
            assert!(Currency::from_code(code).is_some(), "{line}");
            assert_eq!(line.matches('\t').count(), 2, "{line}");
            assert!(mark_table::currency(code).is_some(), "{line}");
        }
        for code in WORDLIKE.iter().chain(CAPITALS_ONLY).chain(IN_PRACTICE.iter().map(|row| &row.1)) {
            assert!(Currency::from_code(code).is_some(), "{code}");
        }
    }

    #[test]
    fn decimals_are_those_of_iso_4217() {
        let zero = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
        let three = "BHD IQD JOD KWD LYD OMR TND";
        for (codes, exponent) in [(zero, 0), (three, 3), ("CLF UYW", 4), ("HUF IDR MRU MGA RSD IRR", 2)] {
            for code in codes.split(' ') {
                assert_eq!(Currency::from_code(code).unwrap().exponent(), exponent, "{code}");
            }
        }
    }
}
