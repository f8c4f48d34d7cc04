//! Words and letters behind a number that make it thousands, millions or more.
//!
//! Knows CLDR's list (`magnitudes.txt`) and what else people type. Whether a lone letter is meant so, the number decides.

use std::sync::LazyLock;

use regex::Regex;

/// What stands for a magnitude.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word that means nothing else: million, Tsd., lakh.
    Word,
    /// A letter or two that mean other things as well: K, m, cr.
    Letters,
}

/// In small letters, in order.
static CLDR: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("magnitudes.txt").lines().filter(|line| !line.starts_with('#')).collect());

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "thousand", "thousands", "lakh", "lakhs", "lac", "lacs", "crore", "crores", "mio", "mrd", "mill", "mille", "milliers",
    "mil", "tsd", "tys", "tausend", "duizend", "tusen", "hundred", "dozen",
];

#[rustfmt::skip]
const LETTERS: &[&str] = &[
    "k", "m", "b", "t", "l", "mn", "bn", "cr", "rb", "jt", "tr", "nt", "tn", "md", "mr", "mi", "mm", "bi", "т", "м",
];

/// What this word is, in small letters.
pub(super) fn kind(word: &str) -> Option<Kind> {
    if word.is_empty() {
        return None;
    }
    let is_listed = word.chars().nth(2).is_some() || !word.is_ascii();
    if LETTERS.contains(&word) {
        return Some(Kind::Letters);
    }
    (WORDS.contains(&word) || (is_listed && CLDR.binary_search(&word).is_ok())).then_some(Kind::Word)
}

static SCALE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let money = r"(?:[a-z]{3}\b|us\$|[$€£¥]|dollars|euros?|pounds|francs|pesos|d[oó]lares|dollari|franken)";
    let thousands = "(?:thousands?|millions?|tsd\\.?|tausend|mio\\.?|milliers|miles|mil|migliaia|duizenden|milhares|tusen)";
    let scale = format!(
        r"(?i)\b(?:in|en|em) {thousands}(?: (?:of|de|di))? {money}|\(in {thousands}\)|(?:amounts|figures|values|prices|beträge|montants) (?:are )?(?:in|en) {thousands}\b|\b(?:teur|tusd|keur|kusd|kgbp|k€|t€)\b|(?:\b[a-z]{{3}}|[$€£]) ?['’]000s?\b"
    );
    Regex::new(&scale).ok()
});

/// What says of a whole text that its amounts are in thousands or millions: `in thousands of USD`, `USD '000`.
pub(super) fn scale(text: &str) -> Option<&str> {
    SCALE.as_ref()?.find(text).map(|found| found.as_str())
}

/// Whether a text begins with a magnitude of a script that puts no blanks between words: `万`, `만`, `ล้าน`.
pub(super) fn is_unspaced(text: &[char]) -> bool {
    let text = text.strip_prefix(&[' ']).unwrap_or(text);
    let first = text.first().copied().unwrap_or(' ');
    let is_candidate =
        matches!(u32::from(first), 0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..);
    is_candidate && (matches!(first, '萬' | '億' | '百') || CLDR.iter().any(|word| starts_with(text, word)))
}

fn starts_with(text: &[char], word: &str) -> bool {
    let mut rest = text.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_named_for_a_whole_text() {
        for text in [
            "All amounts in thousands of USD",
            "(in thousands)",
            "Amount USD '000",
            "Betrag in Tsd. EUR",
            "Spend, kUSD",
            "Montants en milliers d'euros: en milliers de euros",
            "Figures are in millions",
        ] {
            assert!(scale(text).is_some(), "{text}");
        }
        for text in [
            "In thousands of shops",
            "CHF 1'000",
            "Total 12'000.00",
            "1,000s of fans",
            "in million ways",
            "usd 2000",
        ] {
            assert_eq!(scale(text), None, "{text}");
        }
    }

    #[test]
    fn the_list_is_in_order() {
        assert!(CLDR.is_sorted() && CLDR.len() > 300);
    }

    #[test]
    fn thousands_and_more_are_known_in_many_languages() {
        for word in
            ["million", "тыс", "млн", "lakh", "mio", "tūkst", "هزار", "लाख", "χιλ", "mijë", "ribu", "nghìn"]
        {
            assert_eq!(kind(word), Some(Kind::Word), "{word}");
        }
        for text in ["万円", "만원", " ล้านบาท", "천"] {
            assert!(is_unspaced(&text.chars().collect::<Vec<char>>()), "{text}");
        }
        for word in ["", "min", "kg", "incl", "paid", "円"] {
            assert_eq!(kind(word), None, "{word}");
        }
    }
}
