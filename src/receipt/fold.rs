//! Words of a label in one spelling: small letters, no accents, no punctuation, one blank between words.
//!
//! Knows letters only.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Single characters that stand for whole sentences, of up to 18 letters: a page of them would fold into a book.
const SENTENCES: [char; 2] = ['\u{FDFA}', '\u{FDFB}'];
/// So many letters in a row that stand alone are one word: `T O T A L`.
const SPACED_LETTERS: usize = 3;

/// A text, folded.
pub(super) fn folded(text: &str) -> String {
    // Here and below without a way out in the middle: so many bytes are looked at at once.
    let is_simple = |byte: u8| byte.is_ascii() & (byte != b'%') & (byte != b'~');
    let are_simple = text.bytes().fold(true, |all, byte| all & is_simple(byte));
    let mut folded = if are_simple { folded_ascii(text) } else { folded_letters(text) };
    folded.truncate(folded.trim_end().len());
    if has_spaced_letters(&folded) { respell(&folded) } else { folded }
}

fn folded_letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 4);
    let letters = text.chars().filter(|c| !SENTENCES.contains(c));
    letters.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| push_folded(&mut folded, c));
    folded
}

/// The same where there is nothing but ASCII, and no mark that is a word.
fn folded_ascii(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let mut folded = text.to_ascii_lowercase().into_bytes();
    folded.iter_mut().for_each(|byte| *byte = if byte.is_ascii_alphanumeric() { *byte } else { b' ' });
    folded.dedup_by(|next, before| *next == b' ' && *before == b' ');
    String::from_utf8(folded).unwrap_or_default()
}

fn push_folded(folded: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => folded.push(c),
        'A'..='Z' => folded.push(c.to_ascii_lowercase()),
        'ł' | 'Ł' => folded.push('l'),
        'ø' | 'Ø' => folded.push('o'),
        'đ' | 'Đ' => folded.push('d'),
        'ı' => folded.push('i'),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ς' => folded.push('σ'),
        '%' => push_word(folded, '%'),
        '≈' | '~' => push_word(folded, '≈'),
        _ if is_ideograph(c) => folded.push(c),
        _ if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
        _ => push_blank(folded),
    }
}

/// A mark that is a word of its own.
fn push_word(folded: &mut String, mark: char) {
    push_blank(folded);
    folded.push(mark);
    folded.push(' ');
}

fn push_blank(folded: &mut String) {
    if folded.as_bytes().last().is_some_and(|last| *last != b' ') {
        folded.push(' ');
    }
}

fn is_ideograph(c: char) -> bool {
    u32::from(c) >= 0x2E80
}

fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn has_spaced_letters(folded: &str) -> bool {
    let is_blank = |byte: u8| byte == b' ';
    let pairs = folded.bytes().zip(folded.bytes().skip(2));
    let has_letter = pairs.fold(false, |any, (before, behind)| any | (is_blank(before) & is_blank(behind)));
    if folded.is_ascii() && !has_letter {
        return false;
    }
    let mut run = 0;
    folded.split_ascii_whitespace().any(|word| {
        run = if is_letter(word) { run + 1 } else { 0 };
        run >= SPACED_LETTERS
    })
}

/// `T O T A L` is one word, and so is `T.T.C.`.
fn respell(spaced: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut letters: Vec<&str> = Vec::new();
    for word in spaced.split(' ').chain([""]) {
        if is_letter(word) {
            letters.push(word);
            continue;
        }
        if letters.len() >= SPACED_LETTERS {
            words.push(letters.concat());
        } else {
            words.extend(letters.iter().map(ToString::to_string));
        }
        letters.clear();
        words.push(word.to_owned());
    }
    words.pop();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_label_are_alike() {
        for (label, expected) in [
            ("Net à payer :", "net a payer"),
            ("SUB-TOTAL", "sub total"),
            ("T O T A L", "total"),
            ("T O T A L  D U E: X", "totalduex"),
            ("Total T.T.C.", "total ttc"),
            ("Należność", "naleznosc"),
            ("合計", "合計"),
            ("ΣΎΝΟΛΟΣ", "συνολοσ"),
            ("19% ~ 5", "19 % ≈ 5"),
            ("", ""),
        ] {
            assert_eq!(folded(label), expected);
        }
    }
}
