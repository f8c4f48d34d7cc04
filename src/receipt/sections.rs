//! Several receipts on one page, none of which counts them together.
//!
//! Knows where one receipt ends and the next begins. Must not know how labels are read.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::arithmetic;
use super::labels::Sense;
use super::page::{Figure, Page};
use super::total::{Found, is_positive, names_whole, value};
use super::weigh::{Weigh, begins_receipt, name};

/// The sum of several receipts, and whether each proves its own total; `None` where the page holds one receipt, or
/// says itself what they come to.
pub(super) fn sum(page: &Page, weigh: &Weigh<'_>, largest: &Figure) -> Option<(Found, bool)> {
    if !names_whole(largest) || largest.doubtful || weigh.is_sum_of_others(largest) {
        return None;
    }
    if let Some(found) = equal(page, largest) {
        return Some((found, false));
    }
    let mut separate: Vec<&Figure> = Vec::new();
    for total in totals(page) {
        let is_new = separate.iter().all(|known| value(known) != value(total));
        if is_new && (value(total) == value(largest) || !weigh.is_explained(total, largest)) {
            separate.push(total);
        }
    }
    let is_alike = |figure: &&&Figure| {
        figure.sense == largest.sense && figure.label.eq_ignore_ascii_case(&largest.label)
    };
    let alike = separate.iter().filter(is_alike).count();
    let is_one_currency = separate.iter().all(|figure| figure.currency == largest.currency);
    if alike < 2 || !is_one_currency || separate.len() > MAX_RECEIPTS {
        return None;
    }
    let values: Vec<Decimal> = separate.iter().map(|figure| value(figure)).collect();
    let unknown = separate.iter().find_map(|figure| figure.unknown.clone());
    let figure = Figure { value: arithmetic::total(&values), unknown, ..largest.clone() };
    let named: Vec<String> = separate.iter().map(|figure| name(figure)).collect();
    let is_sure = alike == separate.len()
        && separate.iter().all(|figure| weigh.is_proven(figure) && !figure.doubtful && !figure.is_guess);
    Some((Found { figure, why: format!("the sum of {}", named.join(" and ")) }, is_sure))
}

static COPY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:copy|copie|kopie|kopia|copia|duplicate|duplikat|duplicado|durchschlag|kundenbeleg|händlerbeleg)\b").ok()
});

/// Whether a text speaks of a copy: for the customer, for the merchant.
pub(super) fn names_copy(text: &str) -> bool {
    COPY.as_ref().is_some_and(|copy| copy.is_match(text))
}

/// Several receipts of one amount, each with things of its own, and no word of a copy: only an answer can tell.
fn equal(page: &Page, largest: &Figure) -> Option<Found> {
    if page.names_copy {
        return None;
    }
    let is_twin = |figure: &Figure| {
        value(figure) == value(largest)
            && figure.currency == largest.currency
            && figure.label.eq_ignore_ascii_case(&largest.label)
    };
    let mut has_things = false;
    let mut twins = 0;
    for figure in &page.figures {
        if is_twin(figure) {
            twins += usize::from(has_things);
            has_things = false;
        } else {
            has_things |= begins_receipt(figure) && !figure.in_tax_table;
        }
    }
    if twins < 2 || totals(page).into_iter().any(|total| !is_twin(total)) {
        return None;
    }
    let figure = Figure { value: arithmetic::total(&vec![value(largest); twins]), ..largest.clone() };
    Some(Found { figure, why: format!("{twins} receipts of {} each", name(largest)) })
}

/// The sum of a list of things without a total, as the most that the list could mean: `Taxi 45.00`, `Dinner 112.40`.
pub(super) fn sum_of_list(weigh: &Weigh<'_>, largest: &Figure) -> Option<Found> {
    let things = weigh.possible();
    let is_thing = |figure: &&Figure| {
        figure.sense == Sense::Plain
            && figure.currency == largest.currency
            && !figure.shares_row
            && !figure.converted
    };
    let is_apart = things.windows(2).all(|pair| matches!(pair, [one, next] if one.line < next.line));
    if things.len() < 2 || things.len() > MAX_RECEIPTS || !is_apart || !things.iter().all(is_thing) {
        return None;
    }
    let values: Vec<Decimal> = things.iter().map(|figure| value(figure)).collect();
    // One that is as much as the others together may be their total, with something added.
    let sum = arithmetic::total(&values).filter(|sum| value(largest) < sum - value(largest))?;
    let figure = Figure { value: Some(sum), label: String::new(), ..largest.clone() };
    Some(Found { figure, why: format!("the sum of {} amounts without a total", things.len()) })
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
        let is_thing = begins_receipt(figure) && !figure.in_tax_table;
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
