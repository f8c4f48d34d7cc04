//! Words of a label in one spelling: small letters, no accents, no punctuation.
//!
//! Knows letters only.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Single characters that stand for whole sentences, of up to 18 letters: a page of them would fold into a book.
const SENTENCES: [char; 2] = ['\u{FDFA}', '\u{FDFB}'];

/// The words of a text, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        text.chars().for_each(|c| push_folded(&mut folded, c));
    } else {
        let letters = text.chars().filter(|c| !SENTENCES.contains(c));
        letters.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| push_folded(&mut folded, c));
    }
    let spaced: Vec<&str> = folded.split_whitespace().collect();
    respell(&spaced)
}

fn push_folded(folded: &mut String, c: char) {
    match c {
        'ł' | 'Ł' => folded.push('l'),
        'ø' | 'Ø' => folded.push('o'),
        'đ' | 'Đ' => folded.push('d'),
        'ı' => folded.push('i'),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        '%' => folded.push_str(" % "),
        '≈' | '~' => folded.push_str(" ≈ "),
        _ if is_ideograph(c) => folded.push(c),
        _ if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
        _ => folded.push(' '),
    }
}

fn is_ideograph(c: char) -> bool {
    u32::from(c) >= 0x2E80
}

/// `T O T A L` is one word, and so is `T.T.C.`.
fn respell(spaced: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(spaced.len());
    let mut letters = String::new();
    let mut run = 0;
    for word in spaced.iter().copied().chain([""]) {
        let is_single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        if is_single {
            letters.push_str(word);
            run += 1;
            continue;
        }
        if run >= 3 {
            words.push(std::mem::take(&mut letters));
        } else {
            words.extend(letters.chars().map(String::from));
            letters.clear();
        }
        run = 0;
        if !word.is_empty() {
            words.push(word.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_label_are_alike() {
        assert_eq!(words("Net à payer :"), ["net", "a", "payer"]);
        assert_eq!(words("SUB-TOTAL"), ["sub", "total"]);
        assert_eq!(words("T O T A L"), ["total"]);
        assert_eq!(words("Total T.T.C."), ["total", "ttc"]);
        assert_eq!(words("Należność"), ["naleznosc"]);
        assert_eq!(words("合計"), ["合計"]);
    }
}
