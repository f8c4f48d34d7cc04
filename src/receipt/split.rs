//! Numbers that a line break or a blank may have split: read as the larger, and doubtful.
//!
//! Knows neighbouring numbers. Must not know which of them is the total.

use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::amounts::{self, Amount, OfLine};
use super::labels::{self, Sense};
use super::lines::Line;
use super::number::{Number, is_mark};

/// The numbers of each line: those that run over its end are put together, those that a blank may join wrongly marked.
pub(super) fn settled(lines: &[Rc<Line>]) -> Vec<OfLine<'_>> {
    let mut amounts: Vec<OfLine<'_>> = lines.iter().map(|line| Cow::from(&line.amounts)).collect();
    mark_joined(&mut amounts);
    for (number, line) in lines.iter().enumerate() {
        let Some(last) = amounts.get(number).and_then(|here| here.last()) else { continue };
        let Some((below, next)) = below(lines, number) else { break };
        let Some(whole) = wrapped(line, last, &next.characters) else { continue };
        if let Some(below) = amounts.get_mut(below).filter(|below| !below.is_empty()) {
            below.to_mut().remove(0);
        }
        if let Some(last) = amounts.get_mut(number).and_then(|here| here.to_mut().last_mut()) {
            *last = whole;
        }
    }
    amounts
}

/// The next line, or the one behind an empty line, as between two paragraphs.
fn below(lines: &[Rc<Line>], number: usize) -> Option<(usize, &Line)> {
    let mut next = lines.iter().enumerate().skip(number + 1).take(2);
    let first = next.next()?;
    let is_empty = first.1.characters.iter().all(|c| c.is_whitespace());
    let (at, line) = if is_empty { next.next().unwrap_or(first) } else { first };
    Some((at, line))
}

/// `Total EUR 14` above `250,00`: the amount that both lines make together.
fn wrapped(line: &Line, last: &Amount, next: &[char]) -> Option<Amount> {
    let is_short = matches!(last.number, Some(Number::Plain { decimals: 0, .. } | Number::Either { .. }));
    let rest = line.characters.get(last.end..)?;
    if !is_short || rest.iter().any(|c| *c != ' ' && !is_mark(*c)) {
        return None;
    }
    let below = next.iter().position(|c| *c != ' ')?;
    let opens = next.get(below).is_some_and(|c| is_mark(*c));
    let first_digit = below + usize::from(opens);
    let digits = next.get(first_digit..)?.iter().take_while(|c| c.is_ascii_digit()).count();
    let has_decimals = next.get(first_digit + digits).is_some_and(|c| is_mark(*c));
    if digits != 3 || !has_decimals {
        return None;
    }
    let has_mark_between = opens || rest.first().is_some_and(|c| is_mark(*c));
    if last.mark.is_none()
        && !has_mark_between
        && !matches!(labels::sense(line.between(0, last.start)), Sense::Grand | Sense::Total)
    {
        return None;
    }
    let mut joined: Vec<char> = line.characters.get(..last.end)?.to_vec();
    joined.push(' ');
    joined.extend(next.get(first_digit..)?);
    let whole = amounts::scan(&joined).into_iter().find(|amount| amount.start == last.start)?;
    whole.number.is_some_and(Number::looks_like_price).then(|| Amount {
        end: last.end,
        mark: last.mark.or(whole.mark),
        is_split: true,
        ..whole
    })
}

/// `2 100.00` may be two numbers where 100.00 is printed elsewhere by itself.
fn mark_joined(amounts: &mut [OfLine<'_>]) {
    let all = || amounts.iter().flat_map(|here| here.iter());
    if all().all(|amount| amount.tail.is_none()) {
        return;
    }
    let alone: HashSet<Decimal> = all().filter(|amount| amount.tail.is_none()).filter_map(printed).collect();
    for amount in amounts.iter_mut().flat_map(Cow::to_mut) {
        let tail = amount.tail.and_then(|tail| tail.value(2, None)).map(|(value, _)| value);
        let is_whole_known = printed(amount).is_some_and(|whole| alone.contains(&whole));
        let has_point = matches!(amount.number, Some(Number::Plain { mark: Some('.'), .. }));
        amount.is_split = has_point && !is_whole_known && tail.is_some_and(|tail| alone.contains(&tail));
    }
}

fn printed(amount: &Amount) -> Option<Decimal> {
    amount.number.and_then(|number| number.value(2, None)).map(|(value, _)| value)
}
