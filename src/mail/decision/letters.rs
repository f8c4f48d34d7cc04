//! Letters that look like others, and characters that nobody sees.
//!
//! Knows Unicode. Must not know commands beyond their spelling.

use unicode_normalization::UnicodeNormalization;

use super::super::words::Words;
use super::line::{BUILT_IN, behind};

/// Why a line cannot be trusted to say what it looks like.
pub(super) fn deceptive(line: &str, words: &Words) -> Option<String> {
    if line.chars().any(is_invisible) {
        return Some("the first line contains invisible characters".to_owned());
    }
    if line.is_ascii() || line_is_known(line, words) {
        return None;
    }
    let plain: String = line.nfkc().map(looks_like).collect();
    let lookalike = plain.to_lowercase() != line.to_lowercase() && line_is_known(&plain, words);
    lookalike
        .then(|| "the first line contains letters that only look like the ones they should be".to_owned())
}

fn line_is_known(line: &str, words: &Words) -> bool {
    let own = words.approve.iter().chain(&words.reject).map(String::as_str);
    BUILT_IN.iter().map(|(word, _)| *word).chain(own).any(|word| behind(line, word).is_some())
}

/// Format and other invisible characters that change or hide what is read.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}'
        | '\u{336}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The Latin letter that a Greek or Cyrillic one is taken for.
fn looks_like(c: char) -> char {
    match c {
        'А' | 'а' | 'Α' | 'α' | 'ɑ' => 'a',
        'В' | 'Β' => 'b',
        'С' | 'с' | 'ϲ' | 'Ϲ' => 'c',
        'ԁ' | 'ɗ' => 'd',
        'Е' | 'е' | 'Ε' | 'ε' | 'ё' | 'Ё' => 'e',
        'Н' | 'Η' | 'һ' => 'h',
        'І' | 'і' | 'Ι' | 'ι' | 'ı' => 'i',
        'Ј' | 'ј' => 'j',
        'К' | 'к' | 'Κ' | 'κ' => 'k',
        'М' | 'Μ' => 'm',
        'Ν' | 'ո' => 'n',
        'О' | 'о' | 'Ο' | 'ο' | 'օ' => 'o',
        'Р' | 'р' | 'Ρ' | 'ρ' => 'p',
        'Ѕ' | 'ѕ' => 's',
        'Т' | 'т' | 'Τ' | 'τ' => 't',
        'ν' | 'ѵ' => 'v',
        'г' => 'r',
        'У' | 'у' | 'Υ' => 'y',
        'Х' | 'х' | 'Χ' | 'χ' => 'x',
        other => other,
    }
}
