//! What stands beside a number and belongs to it: the mark of its currency, its sign.
//!
//! Knows one line. Must not know labels, or what a mark means.

use super::amounts::{Amount, char_before};
use super::marks::{self, Mark};
use super::number::Number;
use crate::approval::Currency;

/// So far a mark may stand from its number: `Total (EUR)  :   45.00`.
const MAX_GAP: usize = 40;
/// So many marks in a row tell one currency: `CAD $`, `$ CAD`.
const MAX_MARKS: usize = 2;

/// Takes the marks before the number, unless they belong to the one before, which ends at `taken`, and those after it.
pub(super) fn take_marks(line: &[char], amount: &mut Amount, taken: usize) {
    let is_price = amount.number.is_some_and(Number::looks_like_price);
    for _ in 0..MAX_MARKS {
        if !take_before(line, amount, taken, is_price) {
            break;
        }
    }
    let has_mark_before = amount.mark.is_some();
    for _ in 0..MAX_MARKS {
        if !take_after(line, amount, is_price, has_mark_before) {
            break;
        }
    }
}

fn take_before(line: &[char], amount: &mut Amount, taken: usize, is_price: bool) -> bool {
    let from = taken.max(amount.start.saturating_sub(MAX_GAP));
    let between = line.get(from..amount.start).unwrap_or_default();
    let gap = between.iter().rev().take_while(|c| is_between(**c)).count();
    let head = between.get(..between.len() - gap).unwrap_or_default();
    let Some((mark, length)) = marks::before(head) else { return false };
    let is_meant = is_price || !is_followed_by_word(line, amount.end);
    let is_faint = matches!(mark, Mark::Faint { .. });
    // `R-25203`: a letter and a number by which something is known.
    let is_number = !is_price
        && length == 1
        && between.ends_with(&['-'])
        && head.last().is_some_and(|c| c.is_alphabetic());
    if is_number || (is_faint && (gap > 1 || !is_meant)) || !refines(amount.mark, mark) {
        return false;
    }
    amount.start -= gap + length;
    amount.mark = Some(mark);
    true
}

fn is_between(c: char) -> bool {
    matches!(c, ' ' | '\t' | ':' | ')' | ']' | '-' | '*' | '=' | '|')
}

/// `Le 12 mai`: a sentence goes on.
fn is_followed_by_word(line: &[char], end: usize) -> bool {
    line.get(end..).unwrap_or_default().iter().find(|c| **c != ' ').is_some_and(|c| c.is_alphanumeric())
}

fn take_after(line: &[char], amount: &mut Amount, is_price: bool, has_mark_before: bool) -> bool {
    let rest = line.get(amount.end..).unwrap_or_default();
    let gap = rest.iter().take(MAX_GAP).take_while(|c| matches!(c, ' ' | '\t')).count();
    let rest = rest.get(gap..).unwrap_or_default();
    let Some((mark, length)) = marks::after(rest) else { return false };
    let next = rest.iter().skip(length).find(|c| **c != ' ');
    let belongs_to_next = next.is_some_and(char::is_ascii_digit) && (has_mark_before || !is_price);
    // `2 pounds of sugar`, `3 livres`: a word of a sentence that goes on.
    let is_word = length >= 3 && rest.iter().take(length).all(|c| c.is_alphabetic());
    let is_counted =
        is_word && !is_price && matches!(mark, Mark::Shared(_)) && next.is_some_and(|c| c.is_alphabetic());
    let is_faint = matches!(mark, Mark::Faint { .. });
    if belongs_to_next || is_counted || (is_faint && (gap > 1 || !is_price)) || !refines(amount.mark, mark) {
        return false;
    }
    amount.mark = Some(mark);
    amount.end += gap + length;
    true
}

/// Whether a further mark tells more, or the same again.
fn refines(known: Option<Mark>, further: Mark) -> bool {
    match (known, further) {
        (None, _) => true,
        (Some(known), Mark::Clear(currency) | Mark::Wordlike(currency)) => {
            known.can_mean(currency) || (known.is_wordlike() && matches!(further, Mark::Clear(_)))
        }
        (Some(known), Mark::Shared(_) | Mark::Faint { .. }) => known == further,
    }
}

/// `-45.00`, `-$45.00`, `45.00-`, `45.00 CR`; not the dash between a label and its amount.
pub(super) fn is_negative(line: &[char], amount: &Amount) -> bool {
    let text = line.get(amount.start..amount.end).unwrap_or_default();
    let before = char_before(line, amount.start);
    let further = amount.start.checked_sub(2).and_then(|at| line.get(at)).copied().unwrap_or(' ');
    // More dashes than one lead from a label to its amount.
    let leading = before == Some('-') && !further.is_alphanumeric() && further != '-';
    let inner = text.windows(2).any(|pair| matches!(pair, ['-', digit] if digit.is_ascii_digit()))
        && text.first() != Some(&'-');
    let after = line.get(amount.end..).unwrap_or_default();
    // `¥12,800-` ends a price, so that nobody adds to it.
    let is_closed =
        || Currency::from_code("JPY").is_some_and(|yen| amount.mark.is_some_and(|mark| mark.can_mean(yen)));
    let trailing = after.starts_with(&['-']) && !after.starts_with(&['-', '-']) && !is_closed();
    leading || inner || trailing || is_credit(after)
}

fn is_credit(after: &[char]) -> bool {
    let word = after.strip_prefix(&[' ']).unwrap_or(after);
    word.strip_prefix(&['C', 'R']).is_some_and(|rest| rest.first().is_none_or(|c| !c.is_alphanumeric()))
}
