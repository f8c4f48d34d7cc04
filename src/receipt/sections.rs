//! Several receipts on one page, none of which counts them together.
//!
//! Knows where one receipt ends and the next begins. Must not know how labels are read.

use rust_decimal::Decimal;

use super::arithmetic;
use super::labels::Sense;
use super::page::{Figure, Page};
use super::total::{Found, is_positive, names_whole, rank, value};
use super::weigh::{Weigh, name};

/// The sum of several receipts, and whether each proves its own total; `None` where the page holds one receipt, or
/// says itself what they come to.
pub(super) fn sum(page: &Page, weigh: &Weigh<'_>, largest: &Figure) -> Option<(Found, bool)> {
    if !names_whole(largest) || largest.doubtful || weigh.is_sum_of_others(largest) {
        return None;
    }
    let mut separate: Vec<&Figure> = Vec::new();
    for total in totals(page) {
        let is_alike = rank(total.sense) == rank(largest.sense)
            && total.label.eq_ignore_ascii_case(&largest.label)
            && total.currency == largest.currency;
        let is_new = separate.iter().all(|known| value(known) != value(total));
        if is_alike && is_new && (value(total) == value(largest) || !weigh.is_explained(total, largest)) {
            separate.push(total);
        }
    }
    if separate.len() < 2 || separate.len() > MAX_RECEIPTS {
        return None;
    }
    let values: Vec<Decimal> = separate.iter().map(|figure| value(figure)).collect();
    let figure = Figure { value: arithmetic::total(&values), ..largest.clone() };
    let named: Vec<String> = separate.iter().map(|figure| name(figure)).collect();
    let is_sure =
        separate.iter().all(|figure| weigh.is_proven(figure) && !figure.doubtful && !figure.is_guess);
    Some((Found { figure, why: format!("the sum of {}", named.join(" and ")) }, is_sure))
}

/// More receipts than this are not counted together.
const MAX_RECEIPTS: usize = 40;

/// The largest total of each receipt of a page: one ends where things are bought again, or a heading follows, after a
/// total.
fn totals(page: &Page) -> Vec<&Figure> {
    let mut all: Vec<&Figure> = Vec::new();
    let mut best: Option<&Figure> = None;
    let mut headings = page.headings.iter().peekable();
    for figure in &page.figures {
        let mut has_heading = false;
        while headings.next_if(|line| **line < figure.line).is_some() {
            has_heading = true;
        }
        let is_thing =
            figure.is_price && matches!(figure.sense, Sense::Plain | Sense::Subtotal) && !figure.in_tax_table;
        if is_thing || has_heading {
            all.extend(best.take());
        }
        let is_total = names_whole(figure)
            && is_positive(figure)
            && !(figure.converted || figure.shares_row || figure.in_tax_table);
        if is_total && best.is_none_or(|best| value(best) < value(figure)) {
            best = Some(figure);
        }
    }
    all.extend(best);
    all
}
