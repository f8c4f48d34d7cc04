//! What stands right beside a number, and what that makes of it: a date, a weight, a piece of a longer number.
//!
//! Knows one line. Must not know labels or other lines.

use super::amounts::{Amount, char_before, is_digit};
use super::magnitude;
use super::marks;
use super::number::{Number, is_mark};
use super::text::BIDI;

/// No word that matters is longer.
const MAX_WORD: usize = 20;

/// What a number's surroundings make of it.
pub(super) enum Surroundings {
    /// Nothing: it may be money.
    Free,
    /// A date, a time, a share, a weight, an identifier.
    NotMoney,
    /// It may be part of a larger number.
    Unsafe,
}

/// Looks at both sides of a number whose digits run from `digits` to `end`.
pub(super) fn surroundings(line: &[char], amount: &Amount, digits: usize, end: usize) -> Surroundings {
    let has_cents = amount.number.is_some_and(Number::has_cents);
    if is_day_of_row(line, digits, end) {
        return Surroundings::NotMoney;
    }
    let left = left_of(line, digits, has_cents || amount.mark.is_some());
    match left {
        Surroundings::Free if amount.end > end => behind_mark(line, amount),
        Surroundings::Free => right_of(line, end, amount),
        Surroundings::NotMoney | Surroundings::Unsafe => left,
    }
}

/// `14.10. Parking 12,00`: the day with which a row of a folio begins.
fn is_day_of_row(line: &[char], start: usize, end: usize) -> bool {
    let is_first = line.iter().take(start).all(|c| c.is_whitespace());
    let rest = line.get(end..).unwrap_or_default();
    let goes_on = rest.starts_with(&['.', ' ']) && rest.iter().any(char::is_ascii_digit);
    let Some([ten, one, '.', ten_of_month, one_of_month]) = line.get(start..end) else { return false };
    let day = (*ten, *one) > ('0', '0') && (*ten, *one) <= ('3', '1');
    let month = (*ten_of_month, *one_of_month) > ('0', '0') && (*ten_of_month, *one_of_month) <= ('1', '2');
    is_first && goes_on && day && month
}

fn left_of(line: &[char], start: usize, is_price: bool) -> Surroundings {
    let Some(left) = char_before(line, start) else { return Surroundings::Free };
    let further = start.checked_sub(2).and_then(|at| line.get(at)).copied().unwrap_or(' ');
    match left {
        BIDI => Surroundings::Unsafe,
        _ if is_mark(left) && further.is_ascii_digit() => Surroundings::Unsafe,
        _ if is_mark(left)
            && is_mark(further)
            && start.checked_sub(3).is_some_and(|at| is_digit(line, at)) =>
        {
            Surroundings::Unsafe
        }
        ' ' | '\t' if is_mark(further) => after_split_mark(line, start),
        _ if is_mark(left) && is_digit_like(line, start - 1) => Surroundings::Unsafe,
        _ if left.is_numeric() && !left.is_ascii() && !is_ideographic(left) => Surroundings::Unsafe,
        ';' if is_group(line, start) && is_marked_before(line, start - 1) => Surroundings::Unsafe,
        ' ' if further.is_ascii_digit() && !is_digit(line, start) => Surroundings::Unsafe,
        '/' | ':' | '-' | '–' | '—' | '#' | '_' | '.'
            if further.is_alphanumeric() && further.is_ascii_digit() =>
        {
            Surroundings::NotMoney
        }
        '#' | '_' => Surroundings::NotMoney,
        // The last digits of a card behind its mask.
        _ if is_mask(left) && !is_price => Surroundings::NotMoney,
        ' ' if !is_price
            && is_mask(further)
            && start.checked_sub(3).and_then(|at| line.get(at)).is_some_and(|c| is_mask(*c)) =>
        {
            Surroundings::NotMoney
        }
        _ if is_letter(left) && is_price => glued_left(line, start),
        _ if is_letter(left) => Surroundings::NotMoney,
        _ if further.is_ascii_digit() && is_odd(left) => Surroundings::Unsafe,
        _ => Surroundings::Free,
    }
}

/// Before the mark at this place stands what may be a digit: a digit in a circle, a Roman number, the letter of `$l,500`.
fn is_digit_like(line: &[char], mark: usize) -> bool {
    let before = char_before(line, mark).unwrap_or(' ');
    let symbol = mark.checked_sub(2).and_then(|at| line.get(at)).copied().unwrap_or(' ');
    (before.is_numeric() && !before.is_ascii() && !is_ideographic(before))
        || (is_letter(before) && matches!(symbol, '$' | '€' | '£'))
}

/// `$12` before this place: digits behind a sign of money.
fn is_marked_before(line: &[char], end: usize) -> bool {
    let head = line.get(..end).unwrap_or_default();
    let digits = head.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let symbol = head.len().checked_sub(digits + 1).and_then(|at| head.get(at));
    (1..=3).contains(&digits) && symbol.is_some_and(|c| matches!(c, '$' | '€' | '£'))
}

/// `*12*,450.00`, `*12*,*450.00*`: one number, a part of it in the stars of bold text.
fn goes_on_in_bold(line: &[char], star: usize) -> bool {
    let rest = line.get(star + 1..).unwrap_or_default();
    let Some((mark, rest)) = rest.split_first().filter(|(mark, _)| is_mark(**mark)) else { return false };
    let rest = rest.strip_prefix(&['*']).unwrap_or(rest);
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    digits == 3 || (*mark == '.' && digits == 2)
}

/// Its numbers stand in words as well: 一, 三.
fn is_ideographic(c: char) -> bool {
    u32::from(c) >= 0x2E80
}

/// Three digits and a decimal mark: what may be the end of a longer number.
fn is_group(line: &[char], start: usize) -> bool {
    let rest = line.get(start..).unwrap_or_default();
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    digits == 3 && rest.get(digits).is_some_and(|c| is_mark(*c))
}

fn is_mask(c: char) -> bool {
    matches!(c, '•' | '*' | '·' | '…')
}

/// `1, 234.56`: the three digits may belong to what is before the mark.
fn after_split_mark(line: &[char], start: usize) -> Surroundings {
    let before_mark = start.checked_sub(3).is_some_and(|at| is_digit(line, at));
    let digits = line.get(start..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count();
    if before_mark && digits == 3 { Surroundings::Unsafe } else { Surroundings::Free }
}

/// `TOTAL45.00` is a label without its blank, `1O5.00` is a number with a letter in it, `A45.00` an identifier.
fn glued_left(line: &[char], start: usize) -> Surroundings {
    let head = line.get(..start).unwrap_or_default();
    let letters = head.iter().rev().take(12).take_while(|c| is_letter(**c)).count();
    let before = head.len().checked_sub(letters + 1).and_then(|at| head.get(at)).copied().unwrap_or(' ');
    if marks::before(head).is_some() {
        return Surroundings::Free;
    }
    match letters {
        0..3 if before.is_ascii_digit() || matches!(before, '.' | ',' | '$' | '€' | '£') => {
            Surroundings::Unsafe
        }
        0..3 => Surroundings::NotMoney,
        _ => Surroundings::Free,
    }
}

/// `1,2 € Mio.`: a magnitude behind the mark.
fn behind_mark(line: &[char], amount: &Amount) -> Surroundings {
    let rest = line.get(amount.end..).unwrap_or_default();
    let word = word(rest.strip_prefix(&[' ']).unwrap_or(rest));
    if magnitude::kind(&word) == Some(magnitude::Kind::Word) {
        Surroundings::Unsafe
    } else {
        Surroundings::Free
    }
}

/// The letters with which a text begins, in small letters.
fn word(text: &[char]) -> String {
    text.iter().take(MAX_WORD).take_while(|c| is_letter(**c)).flat_map(|c| c.to_lowercase()).collect()
}

fn right_of(line: &[char], end: usize, amount: &Amount) -> Surroundings {
    let Some(right) = line.get(end).copied() else { return Surroundings::Free };
    let next = line.get(end + 1).copied().unwrap_or(' ');
    match right {
        BIDI => Surroundings::Unsafe,
        '/' | ':' | '-' | '–' | '—' if next.is_ascii_digit() => Surroundings::NotMoney,
        '%' | '‰' | '°' => Surroundings::NotMoney,
        _ if is_mark(right) && is_mark(next) && is_digit(line, end + 2) => Surroundings::Unsafe,
        _ if is_mark(right) && matches!(next, ' ' | '\t') => before_split_mark(line, end),
        ' ' if next == '%' => Surroundings::NotMoney,
        ' ' if is_mark(next) && is_digit(line, end + 2) => Surroundings::Unsafe,
        '\t' if is_mark(next) && is_group(line, end + 2) => Surroundings::Unsafe,
        ';' if amount.mark.is_some() && is_group(line, end + 1) => Surroundings::Unsafe,
        '*' if goes_on_in_bold(line, end) => Surroundings::Unsafe,
        _ if magnitude::is_unspaced(line.get(end..).unwrap_or_default()) => Surroundings::Unsafe,
        ' ' => word_after(line, end + 1, amount, false),
        _ if is_letter(right) => word_after(line, end, amount, true),
        _ if next.is_ascii_digit() && is_odd(right) => Surroundings::Unsafe,
        _ => Surroundings::Free,
    }
}

/// `1, 234.56` seen from its left piece.
fn before_split_mark(line: &[char], end: usize) -> Surroundings {
    if is_group(line, end + 2) { Surroundings::Unsafe } else { Surroundings::Free }
}

/// A word of magnitude makes a number unreadable, a unit makes it something else than money.
fn word_after(line: &[char], at: usize, amount: &Amount, is_glued: bool) -> Surroundings {
    let rest = line.get(at..).unwrap_or_default();
    let word = word(rest);
    let behind = rest.get(word.chars().count()).copied().unwrap_or(' ');
    let has_cents = amount.number.is_some_and(Number::has_cents);
    let is_magnitude = match magnitude::kind(&word) {
        Some(magnitude::Kind::Word) => true,
        Some(magnitude::Kind::Letters) => is_meant(&word, is_glued, amount, rest),
        None => false,
    };
    if is_magnitude {
        return Surroundings::Unsafe;
    }
    if UNITS.contains(&word.as_str()) && amount.mark.is_none() {
        return Surroundings::NotMoney;
    }
    if !is_glued
        || has_cents && word.chars().count() <= 3 && !behind.is_ascii_digit() && !matches!(behind, '.' | ',')
    {
        return Surroundings::Free;
    }
    let is_look_alike = behind.is_ascii_digit() || matches!(behind, '.' | ',');
    // `R0UNDING`: a word with a digit for a letter, not `R` and a number.
    let is_zero = matches!(amount.number, Some(Number::Plain { value, decimals: 0, .. }) if value.is_zero());
    if is_zero && is_glued && !is_look_alike && word.chars().count() > 1 {
        return Surroundings::NotMoney;
    }
    match (is_look_alike && amount.mark.is_some(), word.chars().next().is_some_and(char::is_alphabetic)) {
        (true, _) => Surroundings::Unsafe,
        (false, true) if amount.mark.is_some() || has_cents => Surroundings::Free,
        _ => Surroundings::NotMoney,
    }
}

/// `$12.5M` and `12 mn` are millions; a lone letter behind cents is a tax flag on receipts, and behind a blank a
/// magnitude only where the money is marked.
fn is_meant(letters: &str, is_glued: bool, amount: &Amount, behind: &[char]) -> bool {
    let has_cents = amount.number.is_some_and(Number::has_cents);
    let is_marked = amount.mark.is_some() || is_code(behind);
    match letters {
        "k" | "m" | "b" => is_marked || (!has_cents && is_glued),
        "mn" | "bn" => !has_cents || is_marked,
        // Litres, tons, credits as well.
        "l" | "cr" | "mr" | "md" => !has_cents && is_marked,
        _ => !has_cents && (is_glued || is_marked),
    }
}

/// `12.5 K USD`: a code behind the letter.
fn is_code(letter: &[char]) -> bool {
    let word: Vec<char> = letter.iter().skip(1).skip_while(|c| **c == ' ').take(4).copied().collect();
    let is_whole = word.get(3).is_none_or(|c| !c.is_alphanumeric());
    is_whole
        && word.get(..3).is_some_and(|code| code.iter().all(char::is_ascii_uppercase))
        && marks::after(&word).is_some_and(|(_, length)| length == 3)
}

#[rustfmt::skip]
const UNITS: &[&str] = &[
    "kg", "lb", "lbs", "oz", "ml", "cl", "ltr", "liter", "litre", "litres", "km", "mi", "miles", "kwh", "gb", "mb", "kb",
    "hrs", "hours", "hour", "std", "stk", "pcs", "nights", "night", "days", "day", "uhr", "am", "pm", "mins", "minutes",
    "kcal", "co", "points", "pts", "items", "item", "artikel", "units", "st", "stück", "szt", "cm", "mm", "gal", "gallons",
];

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && u32::from(c) < 0x2E80 || u32::from(c) >= 0x300 && u32::from(c) < 0x370
}

/// Not a character that prose and tables put between two numbers.
fn is_odd(c: char) -> bool {
    !matches!(
        c,
        ' ' | '\t'
            | '|'
            | ';'
            | '='
            | '+'
            | '*'
            | 'x'
            | '×'
            | '('
            | ')'
            | '['
            | ']'
            | '$'
            | '€'
            | '£'
            | '~'
            | '<'
            | '>'
    ) && marks::before(&[c]).is_none()
}
