//! Numbers that could be money, each whole, with the currency mark beside it; and how all of them are printed.
//!
//! Knows what stands next to a number and what that makes of it: a date, a weight, a piece of a longer number.
//! Must not know labels.

use std::borrow::Cow;
use std::collections::HashSet;

use rust_decimal::Decimal;

use super::beside;
use super::marks::{self, Mark};
use super::number::{self, Number, is_mark};
use super::surroundings::{Surroundings, surroundings};
use super::unknown;

/// More numbers on a line than this are not read.
pub(super) const MAX_AMOUNTS: usize = 64;

/// An address of the web is looked at so far.
const MAX_ADDRESS: usize = 200;

/// So many different prices tell that three digits are decimals.
const FEWEST_UNEVEN: usize = 3;

/// A number that could be money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// Where the number, or the mark before it, begins.
    pub(super) start: usize,
    /// Where the number, or the mark after it, ends.
    pub(super) end: usize,
    /// The number; `None` when it looks like money but cannot be read safely.
    pub(super) number: Option<Number>,
    /// Where blanks separate thousands: what the last piece alone would say.
    pub(super) tail: Option<Number>,
    /// The mark beside it.
    pub(super) mark: Option<Mark>,
    /// Printed with a minus sign.
    pub(super) negative: bool,
    /// A blank or a line break in it may part two numbers.
    pub(super) is_split: bool,
    /// The code or sign beside it that no currency in use has.
    pub(super) unknown: Option<String>,
}

/// The amounts of a line: as it has them alone, or as its neighbours change them.
pub(super) type OfLine<'a> = Cow<'a, [Amount]>;

impl Amount {
    /// Printed the way money is: with a mark, decimals or thousands.
    pub(super) fn looks_like_money(&self) -> bool {
        self.mark.is_some() || self.number.is_none_or(Number::looks_like_price)
    }
}

/// All numbers of a line that could be money, from left to right.
pub(super) fn scan(line: &[char]) -> Vec<Amount> {
    let mut found = Vec::new();
    let (mut pieces, mut numbers) = (Vec::new(), Vec::new());
    let mut taken = 0;
    let mut at = 0;
    while let Some(start) = next_digit(line, at) {
        run(line, start, &mut pieces);
        joined(line, &pieces, &mut numbers);
        at = pieces.last().map_or(start + 1, |piece| piece.1);
        for (first, last) in numbers.iter().copied() {
            if found.len() >= MAX_AMOUNTS {
                return found;
            }
            if let Some(amount) = amount(line, &pieces, first, last, taken) {
                taken = amount.end;
                at = at.max(if amount.number.is_some() { amount.end } else { next_blank(line, amount.end) });
                found.push(amount);
            }
        }
    }
    found
}

/// What hangs on a number that cannot be read is no number of its own.
fn next_blank(line: &[char], from: usize) -> usize {
    (from..line.len()).find(|at| line.get(*at).is_none_or(|c| matches!(c, ' ' | '\t'))).unwrap_or(line.len())
}

/// Whether a digit stands there.
pub(super) fn is_digit(line: &[char], at: usize) -> bool {
    line.get(at).is_some_and(char::is_ascii_digit)
}

/// What stands before a place.
pub(super) fn char_before(line: &[char], at: usize) -> Option<char> {
    at.checked_sub(1).and_then(|at| line.get(at)).copied()
}

/// The next digit, or the point before it in `.50`.
fn next_digit(line: &[char], from: usize) -> Option<usize> {
    let digit = from + line.get(from..)?.iter().position(char::is_ascii_digit)?;
    let is_bare_point = digit > from
        && char_before(line, digit).is_some_and(is_mark)
        && digit
            .checked_sub(2)
            .is_none_or(|at| line.get(at).is_none_or(|c| matches!(c, ' ' | '\t' | '$' | '€' | '£')));
    Some(if is_bare_point { digit - 1 } else { digit })
}

/// Digits with marks between them, and further such pieces behind single blanks.
fn run(line: &[char], start: usize, pieces: &mut Vec<(usize, usize)>) {
    pieces.clear();
    let mut begin = start;
    loop {
        let end = piece_end(line, begin);
        pieces.push((begin, end));
        if line.get(end) == Some(&' ') && is_digit(line, end + 1) {
            begin = end + 1;
        } else {
            return;
        }
    }
}

fn piece_end(line: &[char], begin: usize) -> usize {
    let mut at = begin + 1;
    while let Some(c) = line.get(at) {
        let goes_on = c.is_ascii_digit() || (is_mark(*c) && is_digit(line, at + 1));
        if !goes_on {
            break;
        }
        at += 1;
    }
    at
}

/// Which pieces are one number: `14 250,00` is, `2 12,50` is not. As first and last piece.
fn joined(line: &[char], pieces: &[(usize, usize)], numbers: &mut Vec<(usize, usize)>) {
    numbers.clear();
    let mut is_open = false;
    for (index, piece) in pieces.iter().enumerate() {
        let text = line.get(piece.0..piece.1).unwrap_or_default();
        let group = text.iter().position(|c| !c.is_ascii_digit()).unwrap_or(text.len());
        match numbers.last_mut() {
            Some(number) if is_open && group == 3 => number.1 = index,
            _ => numbers.push((index, index)),
        }
        let continues = numbers.last().is_some_and(|number| number.0 != index);
        is_open = group == text.len() && (continues || (group <= 3 && text.first() != Some(&'0')));
    }
}

fn amount(
    line: &[char],
    pieces: &[(usize, usize)],
    first: usize,
    last: usize,
    taken: usize,
) -> Option<Amount> {
    let (start, _) = *pieces.get(first)?;
    let (last_start, digits_end) = *pieces.get(last)?;
    if is_in_address(line, start) {
        return None;
    }
    let text = line.get(start..digits_end)?;
    let whole = number::read(text);
    let raised = whole.and_then(|whole| raised_cents(line, whole, digits_end));
    let dashed = if raised.is_none() { dash_for_cents(line, digits_end) } else { None };
    let number = raised.or(if dashed.is_some() { whole.map(as_price) } else { whole });
    let end = if raised.is_some() { digits_end + 3 } else { dashed.unwrap_or(digits_end) };
    let mut found = Amount {
        start,
        end,
        number,
        tail: (first != last).then(|| line.get(last_start..digits_end).and_then(number::read)).flatten(),
        mark: raised.and(line.get(digits_end..=digits_end)).and_then(marks::before).map(|(mark, _)| mark),
        negative: false,
        is_split: false,
        unknown: None,
    };
    beside::take_marks(line, &mut found, taken);
    let around = surroundings(line, &found, start, end);
    let is_shaped = number.is_some() || text.contains(&' ');
    match around {
        Surroundings::NotMoney => return None,
        Surroundings::Unsafe => found.number = None,
        Surroundings::Free if !is_shaped && found.mark.is_none() => return None,
        Surroundings::Free => {}
    }
    found.negative = beside::is_negative(line, &found);
    found.unknown = unknown::beside(line, &found, taken);
    Some(found)
}

/// `https://shop.example/r/QBR3AB85`: part of an address of the web.
fn is_in_address(line: &[char], at: usize) -> bool {
    let before = line.get(at.saturating_sub(MAX_ADDRESS)..at).unwrap_or_default();
    let length = before.iter().rev().take_while(|c| !c.is_whitespace()).count();
    let token = before.get(before.len() - length..).unwrap_or_default();
    token.windows(3).any(|window| window == [':', '/', '/'])
}

/// `12$99`, `1 234$56`: the symbol stands where the decimal mark would.
fn raised_cents(line: &[char], whole: Number, end: usize) -> Option<Number> {
    let [symbol, one, two] = *line.get(end..end + 3)? else { return None };
    let after = line.get(end + 3).copied().unwrap_or(' ');
    if !matches!(symbol, '$' | '€' | '£') || after.is_ascii_digit() || is_mark(after) {
        return None;
    }
    (one.is_ascii_digit() && two.is_ascii_digit()).then(|| whole.with_cents([one, two])).flatten()
}

/// `12.-`, `1.234,--`, `3600.—`, `99:-`: dashes instead of cents; where they end.
fn dash_for_cents(line: &[char], end: usize) -> Option<usize> {
    if !line.get(end).is_some_and(|c| matches!(c, '.' | ',' | ':')) {
        return None;
    }
    let dashes = line.get(end + 1..)?.iter().take_while(|c| matches!(c, '-' | '–' | '—' | '―')).count();
    let stop = end + 1 + dashes;
    ((1..=2).contains(&dashes) && !is_digit(line, stop)).then_some(stop)
}

fn as_price(number: Number) -> Number {
    match number {
        Number::Plain { value, decimals, mark, .. } => Number::Plain { value, decimals, grouped: true, mark },
        Number::Either { grouped, .. } => {
            Number::Plain { value: grouped, decimals: 0, grouped: true, mark: None }
        }
    }
}

/// The decimal mark, where some amount settles it for all.
pub(super) fn decimal_mark(amounts: &[OfLine<'_>]) -> Option<char> {
    let mut marks = amounts.iter().flat_map(|here| here.iter()).filter_map(|amount| match amount.number {
        Some(Number::Either { .. }) | None => None,
        Some(Number::Plain { decimals, mark, .. }) => mark.filter(|_| decimals > 0),
    });
    let first = marks.next()?;
    marks.all(|mark| mark == first).then_some(first)
}

/// Every price has a point and three digits, several of them no round number: so people print dinars, and would not
/// print thousands of them without a single smaller price.
pub(super) fn has_thousandths(amounts: &[OfLine<'_>]) -> bool {
    let prices = amounts.iter().flat_map(|here| here.iter()).filter(|amount| amount.looks_like_money());
    let mut uneven = HashSet::new();
    for amount in prices {
        match amount.number {
            Some(Number::Either { grouped, mark: '.', .. }) => {
                if !(grouped % Decimal::ONE_HUNDRED).is_zero() {
                    uneven.insert(grouped);
                }
            }
            Some(Number::Either { .. } | Number::Plain { .. }) | None => return false,
        }
    }
    uneven.len() >= FEWEST_UNEVEN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receipt::text::plain;

    fn shown(line: &str) -> Vec<String> {
        let line = plain(line);
        scan(&line)
            .iter()
            .map(|amount| {
                let value = amount.number.and_then(|number| number.value(2, None));
                let value = value.map_or("?".to_owned(), |(value, _)| value.to_string());
                let mark = match amount.mark {
                    Some(Mark::Clear(currency) | Mark::Wordlike(currency)) => currency.code().to_owned(),
                    Some(Mark::Shared(codes) | Mark::Faint { codes, .. }) => {
                        codes.first().map_or(String::new(), |code| format!("{code}?"))
                    }
                    None => String::new(),
                };
                format!("{}{value} {mark}", if amount.negative { "-" } else { "" }).trim().to_owned()
            })
            .collect()
    }

    #[test]
    fn a_number_has_the_mark_beside_it() {
        assert_eq!(shown("Total: US$1,200.00"), ["1200.00 USD"]);
        assert_eq!(shown("1.234,50 € inkl."), ["1234.50 EUR"]);
        assert_eq!(shown("Total (RM) : 45.00"), ["45.00 MYR"]);
        assert_eq!(shown("GBP375.14/incl"), ["375.14 GBP"]);
        assert_eq!(shown("45.00 EUR 50.00 EUR"), ["45.00 EUR", "50.00 EUR"]);
        assert_eq!(shown("EUR 45.00 EUR 50.00"), ["45.00 EUR", "50.00 EUR"]);
        assert_eq!(shown("Qty 2 USD 45.00"), ["2", "45.00 USD"]);
        assert_eq!(shown("$1,234.50 CAD"), ["1234.50 CAD"]);
        assert_eq!(shown("12$99"), ["12.99 USD?"]);
        assert_eq!(shown("1 234$56 CVE"), ["1234.56 CVE"]);
        assert_eq!(shown("CAD $45.00"), ["45.00 CAD"]);
        assert_eq!(shown("45,00 $ CAD"), ["45.00 CAD"]);
        assert_eq!(shown("Q 1,234.50"), ["1234.50 GTQ?"]);
        assert_eq!(shown("Le 12 mai"), ["12"]);
        assert_eq!(shown("2 pounds of sugar"), ["2"]);
        assert_eq!(shown("500 pesos"), ["500 PHP?"]);
    }

    #[test]
    fn a_piece_of_a_longer_number_is_never_a_number() {
        assert_eq!(shown("14 250,00"), ["14250.00"]);
        assert_eq!(shown("1 234 567,89 EUR"), ["1234567.89 EUR"]);
        assert_eq!(shown("$1O,5OO.00"), ["? USD?"]);
        assert_eq!(shown("$12.5K"), ["? USD?"]);
        assert_eq!(shown("12.5 million"), ["?"]);
        assert_eq!(shown("$1, 234.56"), ["? USD?", "?"]);
        assert_eq!(shown("1\u{202E}234.56"), ["?"]);
        assert_eq!(shown("1·234.56"), ["?"]);
    }

    #[test]
    fn dates_times_shares_and_weights_are_not_money() {
        for line in [
            "12/05/2024",
            "2024-05-12",
            "12.05.2024",
            "14:30",
            "19 %",
            "1.250 kg",
            "AB1234",
            "#4711",
            "10-20",
        ] {
            assert!(shown(line).is_empty(), "{line} {:?}", shown(line));
        }
        assert_eq!(shown("03/05 123.45"), ["123.45"]);
    }

    #[test]
    fn minus_signs_are_seen_and_dashes_are_not_minus_signs() {
        assert_eq!(shown("-5.00"), ["-5.00"]);
        assert_eq!(shown("-$5.00"), ["-5.00 USD?"]);
        assert_eq!(shown("$-5.00"), ["-5.00 USD?"]);
        assert_eq!(shown("5.00-"), ["-5.00"]);
        assert_eq!(shown("Total - 5.00"), ["5.00"]);
        assert_eq!(shown("Total------EUR 5.00"), ["5.00 EUR"]);
        assert_eq!(shown("99:- kr"), ["99 DKK?"]);
        assert_eq!(shown("¥12,800-"), ["12800 CNY?"]);
        assert_eq!(shown("CHF 12.-"), ["12 CHF"]);
        assert_eq!(shown("1.234,-- EUR"), ["1234 EUR"]);
    }
}
