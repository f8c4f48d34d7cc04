//! One cell that holds an amount and nothing else.
//!
//! Knows numbers as people and spreadsheets write them.

use rust_decimal::Decimal;

use super::super::amounts;
use super::super::marks::Mark;
use super::super::number::Number;
use super::super::text;

/// Longer cells are no amounts.
const MAX_CELL: usize = 40;

/// An amount in a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Its value, below zero where it is printed so.
    pub(super) value: Decimal,
    /// The mark beside it.
    pub(super) mark: Option<Mark>,
}

impl Cell {
    /// So many times as much.
    pub(super) fn times(self, quantity: Option<Decimal>) -> Option<Self> {
        let value = match quantity {
            Some(quantity) => self.value.checked_mul(quantity)?,
            None => self.value,
        };
        Some(Self { value, ..self })
    }
}

/// The amount in a cell, where there is nothing but that.
pub(super) fn cell(text: &str, exponent: u32) -> Option<Cell> {
    let trimmed = text.trim();
    if trimmed.len() > MAX_CELL || !trimmed.contains(|c: char| c.is_numeric()) {
        return None;
    }
    // Accountants write what is taken off in parentheses.
    let inner = trimmed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let line = text::plain(inner.unwrap_or(trimmed));
    let found = amounts::scan(&line);
    let [amount] = found.as_slice() else { return None };
    let around = line.iter().take(amount.start).chain(line.iter().skip(amount.end));
    if around.into_iter().any(|c| c.is_alphanumeric() || matches!(c, '%' | '/' | '#' | ':')) {
        return None;
    }
    let value = match amount.number? {
        // A spreadsheet's own number has no marks between thousands, and may have decimals that nobody rounded.
        Number::Plain { value, decimals, grouped: false, mark: Some('.') } if decimals > 2 => {
            value.round_dp(exponent.max(2))
        }
        number => number.value(exponent, None)?.0,
    };
    let is_negative = amount.negative || inner.is_some();
    Some(Cell { value: if is_negative { -value.abs() } else { value }, mark: amount.mark })
}
