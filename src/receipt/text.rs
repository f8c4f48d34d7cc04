//! Text made plain before numbers are read: what no reader sees is gone, digits of every script are ASCII.
//!
//! Knows Unicode only. Must not know numbers, currencies or labels.

use unicode_normalization::UnicodeNormalization;

use crate::characters::{is_default_ignorable, is_line_separator, is_reordering};

/// Stands for every bidi control: a number beside it may show its digits in another order than it stores them.
pub(super) const BIDI: char = '\u{202E}';

/// More text than this is not read.
const MAX_CHARS: usize = 1_000_000;
/// A longer line is read as several, broken at blanks.
const MAX_LINE: usize = 1_000;

/// The lines of a text without the marks of quotes, and whether the limit cut something off.
pub(super) fn lines(text: &str) -> (Vec<&str>, bool) {
    let is_long = text.len() > MAX_CHARS;
    let end = if is_long { text.char_indices().nth(MAX_CHARS).map(|(at, _)| at) } else { None };
    let (text, cut) = (end.and_then(|end| text.get(..end)).unwrap_or(text), end.is_some());
    let mut lines = Vec::new();
    for raw in text.split('\n') {
        let raw = raw.trim_end_matches('\r');
        if is_plain(raw) {
            lines.push(unquoted(raw));
            continue;
        }
        let pieces = raw.split(is_line_separator).flat_map(|piece| piece.trim_end_matches('\r').split('\r'));
        lines.extend(pieces.map(unquoted));
    }
    (lines, cut)
}

/// The text in plain characters.
pub(super) fn plain(text: &str) -> Vec<char> {
    if is_plain(text) {
        return text.bytes().map(char::from).collect();
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if matches!(c, ' '..='~') && c != '`' {
            out.push(c);
        } else if let Some(digit) = raised(c) {
            let second = rest.next_if(|next| raised(*next).is_some()).and_then(raised);
            push_raised(&mut out, digit, second);
        } else if !is_invisible(c) {
            push_folded(&mut out, c);
        }
    }
    out
}

/// Nothing but ASCII that stays as it is.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b'\t' | b' '..=b'~') && byte != b'`';
    // Without a way out in the middle many bytes are looked at at once.
    text.bytes().fold(true, |all, byte| all & is_plain(byte))
}

/// Without the marks that mail programs put before forwarded lines.
fn unquoted(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '|'])
}

/// Breaks a very long line at blanks, but not between digits, so that no number is cut in two.
pub(super) fn broken(line: Vec<char>) -> Vec<Vec<char>> {
    if line.len() <= MAX_LINE {
        return vec![line];
    }
    let (mut lines, mut piece) = (Vec::new(), Vec::new());
    let mut before = ' ';
    let mut rest = line.into_iter().peekable();
    while let Some(c) = rest.next() {
        let is_inside = before.is_ascii_digit() && rest.peek().is_some_and(char::is_ascii_digit);
        if piece.len() >= MAX_LINE && c == ' ' && !is_inside {
            lines.push(std::mem::take(&mut piece));
        }
        before = c;
        piece.push(c);
    }
    lines.push(piece);
    lines
}

/// `129⁹⁹` is 129.99; a single raised digit is a footnote.
fn push_raised(out: &mut Vec<char>, first: char, second: Option<char>) {
    let after_digit = out.last().is_some_and(char::is_ascii_digit);
    if let (true, Some(second)) = (after_digit, second) {
        out.extend(['.', first, second]);
    }
}

fn raised(c: char) -> Option<char> {
    let digit = match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => u32::from(c).saturating_sub(0x2070),
        _ => return None,
    };
    char::from_digit(digit, 10)
}

/// Nothing that is seen, in the middle of a number as good as anywhere; what reorders is no such thing.
fn is_invisible(c: char) -> bool {
    (is_default_ignorable(c) && !is_reordering(c)) || (c.is_control() && c != '\t')
}

fn push_folded(out: &mut Vec<char>, c: char) {
    match c {
        _ if is_reordering(c) => out.push(BIDI),
        // Full-width forms and the mathematical alphabets; other compatibility forms, such as ½, would glue digits.
        '\u{FF01}'..='\u{FF5E}' | '\u{FFE0}'..='\u{FFE6}' | '\u{1D400}'..='\u{1D7FF}' => {
            out.extend(std::iter::once(c).nfkc());
        }
        '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | '´' | '`' | '′' | '٬' => out.push('\''),
        '،' | '⹁' | '﹐' => out.push(','),
        '﹒' => out.push('.'),
        '−' | '‐' | '‑' | '‒' => out.push('-'),
        '\t' => out.push('\t'),
        _ if c.is_whitespace() => out.push(' '),
        _ => out.push(ascii_digit(c).unwrap_or(c)),
    }
}

/// The decimal digits of every script (general category `Nd`), as ASCII.
fn ascii_digit(c: char) -> Option<char> {
    let point = u32::from(c);
    let zero = ZEROS.get(ZEROS.partition_point(|zero| *zero <= point).checked_sub(1)?)?;
    char::from_digit(point.checked_sub(*zero)?, 10)
}

/// Where the ten digits of a script begin; full-width and mathematical ones are folded before.
#[rustfmt::skip]
const ZEROS: [u32; 63] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900,
    0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0,
    0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16A60, 0x16AC0, 0x16B50, 0x1E140,
    0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        plain(text).into_iter().collect()
    }

    #[test]
    fn digits_of_other_scripts_and_widths_become_ascii() {
        assert_eq!(shown("１２，３４５．６７"), "12,345.67");
        assert_eq!(shown("١٬٢٥٠٫٠٠"), "1'250٫00");
        assert_eq!(shown("၁,၂၃၅ 𞥙𞥔⹁𞥖𞥑𞥒 ༨༧ 𑄷𑄶"), "1,235 94,612 87 10");
        assert_eq!(shown("१२,३४,५६७"), "12,34,567");
    }

    #[test]
    fn the_digits_of_every_script_are_known() {
        assert!(ZEROS.is_sorted());
        for zero in ZEROS {
            let ten: String = (zero..zero + 10).filter_map(char::from_u32).collect();
            assert!(ten.chars().all(char::is_numeric), "{zero:x}");
            assert_eq!(shown(&ten), "0123456789", "{zero:x}");
        }
    }

    #[test]
    fn what_has_no_width_is_gone() {
        assert_eq!(shown("$1\u{200B}2,5\u{AD}00.00"), "$12,500.00");
    }

    #[test]
    fn two_raised_digits_are_cents_and_one_is_a_footnote() {
        assert_eq!(shown("129⁹⁹"), "129.99");
        assert_eq!(shown("129.99¹"), "129.99");
    }

    #[test]
    fn a_fraction_is_never_glued_to_the_digits_before_it() {
        assert_eq!(shown("2½"), "2½");
    }

    #[test]
    fn long_lines_are_broken_at_words_and_long_texts_are_cut_with_notice() {
        let lines = broken(plain(&"word 1 234 ".repeat(1_000)));
        assert!(lines.len() > 5);
        assert!(lines.iter().all(|line| line.len() < 1_100));
        assert!(super::lines(&"a".repeat(MAX_CHARS + 1)).1);
    }
}
