//! What speaks for and against a total: sums, payments, other totals, other currencies.
//!
//! Knows the figures of one page. Must not know how they were read.

use rust_decimal::Decimal;

use super::arithmetic::{self, Sums};
use super::labels::Sense;
use super::page::{Figure, Page};
use super::total::{is_positive, rank, value};

/// Cash rounding moves a total by this much at most.
const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// A page and the amounts with which its totals are explained.
pub(super) struct Weigh<'a> {
    page: &'a Page,
    possible: &'a [&'a Figure],
    added: Sums,
    taken: Sums,
    known: Vec<Decimal>,
}

impl<'a> Weigh<'a> {
    /// Collects the parts of a page; `possible` are its possible totals.
    pub(super) fn new(page: &'a Page, possible: &'a [&'a Figure]) -> Self {
        let values = |senses: &[Sense]| values(page, senses);
        Self {
            page,
            possible,
            added: Sums::of(&values(&[Sense::Tax, Sense::Tip, Sense::Fee, Sense::Rounding])),
            taken: Sums::of(&values(&[Sense::Prepaid, Sense::Discount, Sense::Paid])),
            known: values(&[Sense::Tax, Sense::Tip, Sense::Fee, Sense::Discount, Sense::Prepaid]),
        }
    }

    /// A smaller total that is the largest less a printed discount, or rounded for cash: what was really charged.
    pub(super) fn after_discount(&self, largest: &Figure) -> Option<&'a Figure> {
        let discounts = Sums::of(&values(self.page, &[Sense::Discount]));
        let roundings = values(self.page, &[Sense::Rounding]);
        let is_later = |figure: &&Figure| figure.line > largest.line && figure.currency == largest.currency;
        self.possible.iter().copied().filter(is_later).filter(|figure| value(figure) < value(largest)).find(
            |figure| {
                let gap = value(largest) - value(figure);
                rank(figure.sense) >= rank(largest.sense)
                    && (discounts.contain(gap) || (gap <= ROUNDING && roundings.contains(&gap)))
            },
        )
    }

    /// What speaks against this total, in words.
    pub(super) fn doubt(&self, chosen: &Figure) -> Option<String> {
        if chosen.doubtful {
            return Some(format!("{} can be read as different numbers", name(chosen)));
        }
        self.other_currency(chosen).or_else(|| self.other_total(chosen)).or_else(|| self.larger_part(chosen))
    }

    fn other_currency(&self, chosen: &Figure) -> Option<String> {
        let other = self.possible.iter().find(|figure| {
            figure.marked && !figure.converted && !figure.wordlike && figure.currency != chosen.currency
        })?;
        Some(format!("it has amounts in two currencies, \"{}\" and \"{}\"", name(chosen), name(other)))
    }

    fn other_total(&self, chosen: &Figure) -> Option<String> {
        if self.is_sum_of_others(chosen) {
            return None;
        }
        let other = self.possible.iter().find(|figure| !self.is_explained(figure, chosen))?;
        Some(if rank(chosen.sense) > 0 {
            format!("it names different totals, {} and {}", name(chosen), name(other))
        } else {
            format!(
                "it has several amounts and none is called the total, such as {} and {}",
                name(chosen),
                name(other)
            )
        })
    }

    /// Why this smaller amount does not contradict the chosen total.
    fn is_explained(&self, other: &Figure, chosen: &Figure) -> bool {
        let (part, whole) = (value(other), value(chosen));
        if part == whole
            || other.converted
            || rank(other.sense) < rank(chosen.sense) && chosen.sense == Sense::Grand
        {
            return true;
        }
        let gap = (whole - part).abs();
        let is_aside = other.shares_row || other.in_tax_table || other.sense == Sense::NetTotal;
        gap <= ROUNDING
            || is_aside
            || self.known.contains(&part)
            || self.added.contain(gap)
            || self.taken.contain(gap)
    }

    /// The chosen total adds up from the other totals, or from all the amounts above it.
    fn is_sum_of_others(&self, chosen: &Figure) -> bool {
        let mut others: Vec<Decimal> = Vec::new();
        for figure in self.possible.iter().filter(|figure| value(figure) < value(chosen)) {
            if others.last() != Some(&value(figure)) {
                others.push(value(figure));
            }
        }
        others.len() > 1 && arithmetic::total(&others) == Some(value(chosen))
    }

    /// A payment larger than the total, or a part of it that is, without change or a discount to explain that.
    fn larger_part(&self, chosen: &Figure) -> Option<String> {
        if rank(chosen.sense) < 2 {
            return None;
        }
        let whole = value(chosen);
        let change = values(self.page, &[Sense::Change]);
        let larger = |figure: &&Figure| {
            figure.is_price
                && is_positive(figure)
                && !figure.converted
                && !figure.wordlike
                && figure.currency == chosen.currency
                && value(figure) > whole + ROUNDING
        };
        let mut paid = self.page.figures.iter().filter(|figure| figure.sense == Sense::Paid).filter(larger);
        if let Some(more) = paid.find(|figure| !change.contains(&(value(figure) - whole))) {
            return Some(format!("the total is {}, but {} was paid", name(chosen), name(more)));
        }
        let above = self.page.figures.iter().take_while(|figure| value(figure) != whole).filter(larger);
        let mut parts =
            above.filter(|figure| matches!(figure.sense, Sense::Plain | Sense::Subtotal) && figure.has_cents);
        let part = parts.next().filter(|_| !self.is_reduced() && !self.adds_up(whole))?;
        Some(format!("the total is {}, but {} above it is more", name(chosen), name(part)))
    }

    /// Something is taken off on this page.
    fn is_reduced(&self) -> bool {
        let takes_off =
            |figure: &Figure| figure.negative || matches!(figure.sense, Sense::Discount | Sense::Prepaid);
        self.page
            .figures
            .iter()
            .any(|figure| takes_off(figure) && figure.value.is_some_and(|value| !value.is_zero()))
    }

    /// Subtotal and additions make this amount, or cash less change.
    fn adds_up(&self, whole: Decimal) -> bool {
        let change = values(self.page, &[Sense::Change]);
        values(self.page, &[Sense::Subtotal]).iter().any(|part| self.added.contain(whole - part))
            || values(self.page, &[Sense::Cash]).iter().any(|cash| change.contains(&(cash - whole)))
    }
}

/// The different values on a page with one of these meanings.
fn values(page: &Page, senses: &[Sense]) -> Vec<Decimal> {
    let of_these = page.figures.iter().filter(|figure| senses.contains(&figure.sense));
    let mut values: Vec<Decimal> =
        of_these.filter_map(|figure| figure.value).filter(|value| !value.is_zero()).collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// How a figure is called in a sentence.
fn name(figure: &Figure) -> String {
    let value = figure.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    if figure.label.is_empty() { value } else { format!("{value} ({})", figure.label) }
}
