//! Letters that look like others, and characters that nobody sees.
//!
//! Knows what Unicode says of confusion. Must not know commands beyond their spelling.

use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

use super::super::words::Words;
use super::line;
use crate::characters::{
    is_annotation, is_default_ignorable, is_joiner_or_variation, is_placeholder, is_reordering,
};

/// More of a line is not compared: the longest word that decides is shorter.
const LOOK: usize = 60;

/// Why a deciding line cannot be trusted to say what it looks like.
pub(super) fn deceptive(line: &str, words: &Words) -> Option<&'static str> {
    if line.is_ascii() && !line.chars().any(|c| c.is_control() && c != '\t') {
        return None;
    }
    if hides(line) {
        return Some("the first line contains invisible characters");
    }
    let known = line::starts(line, words).is_some();
    if !known && line::starts(&looks_like(line), words).is_some() || line.split_whitespace().any(is_mixed) {
        return Some("the first line contains letters that only look like the ones they should be");
    }
    None
}

/// Whether a text has characters that show it in another order than it is stored, or struck out.
pub(super) fn is_reordered(text: &str) -> bool {
    text.chars().any(|c| is_reordering(c) || is_strike(c))
}

fn hides(line: &str) -> bool {
    let mut before = ' ';
    line.chars().any(|c| {
        // Emoji are made with these.
        let part_of_symbol = is_joiner_or_variation(c) && is_symbol(before);
        before = if part_of_symbol { before } else { c };
        let unseen = is_default_ignorable(c) || is_annotation(c) || is_placeholder(c) || is_strike(c);
        unseen && !part_of_symbol || c.is_control() && c != '\t'
    })
}

fn is_symbol(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace()
}

/// Combining strokes through a letter (U+0335–0338) cross out what they stand on.
fn is_strike(c: char) -> bool {
    matches!(c, '\u{335}'..='\u{338}')
}

/// A Latin word with letters of another script that could be Latin ones.
fn is_mixed(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_alphabetic())
        && word.chars().any(|c| c.is_alphabetic() && super::vocabulary::is_foreign(c) && latin(c).is_some())
}

/// The beginning of a line as somebody reads it who expects Latin letters.
fn looks_like(line: &str) -> String {
    let bare = |c: &char| !unicode_normalization::char::is_combining_mark(*c);
    line.chars().take(LOOK).nfkd().filter(bare).map(|c| latin(c).unwrap_or(c)).collect()
}

/// The ASCII letter that a letter is taken for (UTS #39 §4), whatever its case.
fn latin(c: char) -> Option<char> {
    let prototype = |c: char| {
        let mut skeleton = skeleton(c.encode_utf8(&mut [0; 4])).collect::<Vec<_>>().into_iter();
        skeleton.next().filter(|c| c.is_ascii_alphabetic() && skeleton.next().is_none())
    };
    // Of Greek Α and small α only one may be in the table.
    prototype(c)
        .or_else(|| c.to_lowercase().next().and_then(prototype))
        .or_else(|| c.to_uppercase().next().and_then(prototype))
}
