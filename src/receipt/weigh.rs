//! What speaks for and against a total: sums, payments, other totals, other currencies.
//!
//! Knows the figures of one page and what they prove. Must not know how they were read.

use rust_decimal::Decimal;

use super::arithmetic;
use super::labels::Sense;
use super::ledger::{Ledger, ROUNDING};
use super::page::{Figure, Page};
use super::total::{is_positive, names_whole, rank, value};

/// So many equal parts or persons may make a whole.
const MAX_SHARES: u32 = 60;

/// A page and the amounts with which its totals are explained.
pub(super) struct Weigh<'a> {
    page: &'a Page,
    ledger: &'a Ledger,
    possible: &'a [&'a Figure],
}

impl<'a> Weigh<'a> {
    /// `possible` are the possible totals of the page.
    pub(super) fn new(page: &'a Page, ledger: &'a Ledger, possible: &'a [&'a Figure]) -> Self {
        Self { page, ledger, possible }
    }

    /// The possible totals.
    pub(super) fn possible(&self) -> &'a [&'a Figure] {
        self.possible
    }

    /// Something besides its label says that this is the whole.
    pub(super) fn is_proven(&self, figure: &Figure) -> bool {
        self.ledger.is_proven(value(figure))
    }

    /// A smaller total to which the page itself counts from the largest: less a printed discount or a rounding, or
    /// less the change where the largest is what was handed over.
    pub(super) fn lowered(&self, largest: &Figure) -> Option<&'a Figure> {
        let payments =
            self.page.figures.iter().filter(|figure| figure.sense == Sense::Paid && figure.is_price);
        let pool = self.possible.iter().copied().chain(payments);
        let is_lower = |figure: &&Figure| {
            figure.currency == largest.currency && is_positive(figure) && value(figure) < value(largest)
        };
        pool.filter(is_lower).find(|figure| {
            let gap = value(largest) - value(figure);
            let is_later = figure.line > largest.line;
            let is_as_good =
                rank(figure.sense) >= rank(largest.sense) || self.has_discount_between(largest, figure);
            (is_later && is_as_good && self.ledger.is_discount(gap))
                || (is_later && names_whole(figure) && self.ledger.is_printed_rounding(gap, value(largest)))
                || (names_whole(figure) && self.ledger.is_change(gap))
                || (is_later && self.is_counted_from(figure, largest))
                || self.is_proven_beside(figure, largest)
        })
    }

    /// The larger is but the subtotal, from which the page counts to the better total.
    fn is_counted_from(&self, figure: &Figure, largest: &Figure) -> bool {
        rank(figure.sense) > rank(largest.sense)
            && self.ledger.is_subtotal(value(largest))
            && self.ledger.closes(value(figure))
    }

    /// Its sum and its payment are printed right beside a larger total that has neither.
    fn is_proven_beside(&self, figure: &Figure, largest: &Figure) -> bool {
        let whole = value(figure);
        names_whole(figure)
            && self.ledger.closes(whole)
            && (self.ledger.is_paid(whole) || self.ledger.is_given_back(whole))
            && !self.is_proven(largest)
            && self.ledger.times(value(largest)) < 2
            && self.is_beside(figure, largest)
    }

    fn has_discount_between(&self, first: &Figure, last: &Figure) -> bool {
        let between = first.line..=last.line;
        let mut discounts = self.page.figures.iter().filter(|figure| figure.sense == Sense::Discount);
        discounts.any(|figure| between.contains(&figure.line) && figure.value.is_some_and(|it| !it.is_zero()))
    }

    /// A larger amount to which the page counts from the largest total: a payment with the tip, a total whose name
    /// nobody knows.
    pub(super) fn raised(&self, largest: &Figure) -> Option<&'a Figure> {
        let counts = |figure: &&Figure| {
            let is_added = || self.ledger.is_added(value(figure) - value(largest));
            let is_later = figure.line > largest.line && !figure.shares_row;
            let is_unnamed = matches!(figure.sense, Sense::Plain | Sense::Weak) && is_later;
            let is_certain = || !self.is_proven(largest) && self.ledger.lines(value(figure)) > 2;
            self.is_more_paid(figure, largest) && (is_added() || is_certain())
                || is_unnamed && is_more(figure, largest) && is_added()
                || is_unnamed && is_more(figure, largest) && self.ledger.is_given_back(value(figure))
        };
        self.page.figures.iter().filter(counts).max_by_key(|figure| value(figure))
    }

    /// A payment of more than the total, not because change was given.
    fn is_more_paid(&self, figure: &Figure, chosen: &Figure) -> bool {
        figure.sense == Sense::Paid
            && rank(chosen.sense) > rank(Sense::Paid)
            && is_more(figure, chosen)
            && !self.ledger.is_change(value(figure) - value(chosen))
    }

    /// The largest amount that a doubtful page could mean.
    pub(super) fn at_most(&self, chosen: &'a Figure, largest: &'a Figure) -> &'a Figure {
        let could_be = |figure: &&Figure| {
            (chosen.is_guess && could_be_mislabelled(figure))
                || self.is_more_paid(figure, chosen)
                || is_larger_other(figure, chosen)
                || (figure.sense != Sense::Plain && self.is_larger_part(figure, chosen))
        };
        let all = self.page.figures.iter().filter(could_be).chain([chosen, largest]);
        all.max_by_key(|figure| value(figure)).unwrap_or(largest)
    }

    /// What speaks against this total, in words.
    pub(super) fn doubt(&self, chosen: &Figure) -> Option<String> {
        if chosen.doubtful {
            return Some(format!("{} can be read as different numbers", name(chosen)));
        }
        self.kind_of_doubt(chosen)
            .or_else(|| self.other_currency(chosen))
            .or_else(|| self.other_total(chosen))
            .or_else(|| self.larger_part(chosen))
    }

    fn kind_of_doubt(&self, chosen: &Figure) -> Option<String> {
        if let Some(title) = &self.page.credit_note {
            return Some(format!("it is called \"{title}\": money back, not money spent"));
        }
        if chosen.sense == Sense::Other {
            return Some(format!("{} may be only a part, or an estimate", name(chosen)));
        }
        if self.is_part(chosen) && !self.is_proven(chosen) {
            return Some(format!("{} is only a part of a total, which is not named", name(chosen)));
        }
        if let Some(other) = self.page.figures.iter().find(|figure| is_larger_other(figure, chosen)) {
            return Some(format!("it names {} and {}", name(chosen), name(other)));
        }
        (chosen.is_guess && !self.is_proven(chosen))
            .then(|| format!("its amounts stand apart from their labels; {} is a guess", name(chosen)))
    }

    /// What others are added to, or what is added to a total that the page names without an amount.
    fn is_part(&self, figure: &Figure) -> bool {
        matches!(figure.sense, Sense::Subtotal | Sense::Tip)
            || (self.page.has_bare_total && matches!(figure.sense, Sense::Tax | Sense::Fee))
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
        let is_proven = rank(chosen.sense) > 0 && self.is_proven(chosen);
        let other = self.possible.iter().find(|figure| {
            !(self.is_explained(figure, chosen) || is_proven && self.is_beside(figure, chosen))
        })?;
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
    pub(super) fn is_explained(&self, other: &Figure, chosen: &Figure) -> bool {
        let (part, whole) = (value(other), value(chosen));
        let is_outranked = rank(other.sense) < rank(chosen.sense) && chosen.sense == Sense::Grand;
        if part == whole
            || other.converted
            || is_outranked && (self.is_proven(chosen) || !self.ledger.is_paid(part))
        {
            return true;
        }
        let gap = (whole - part).abs();
        let is_aside = rank(chosen.sense) > 0 && other.shares_row
            || other.in_tax_table
            || other.sense == Sense::NetTotal
            || rank(chosen.sense) == 0 && is_unit_price(other, chosen);
        // What was paid for itself is a receipt for itself.
        let is_counted = !self.ledger.is_paid(part)
            && (self.ledger.is_added(gap) || self.ledger.is_part(gap) || self.ledger.is_subtotal(gap));
        self.ledger.is_rounding(gap, whole)
            || is_aside
            || is_counted
            || self.ledger.is_part(part)
            || (part > whole && self.ledger.is_change(gap))
            || self.ledger.is_paid_off(gap)
            || (names_whole(chosen) && self.is_share(part, whole))
    }

    /// One of equal instalments.
    fn is_share(&self, part: Decimal, whole: Decimal) -> bool {
        let shares = whole.checked_div(part).unwrap_or_default();
        self.page.has_instalments && shares.is_integer() && shares <= Decimal::from(MAX_SHARES)
    }

    /// Nothing stands between the two that could begin another receipt.
    fn is_beside(&self, other: &Figure, chosen: &Figure) -> bool {
        let (first, last) = (other.line.min(chosen.line), other.line.max(chosen.line));
        let is_between = |line: usize| first < line && line < last;
        let is_thing = |figure: &Figure| is_between(figure.line) && begins_receipt(figure);
        !self.page.figures.iter().any(is_thing) && !self.page.headings.iter().any(|line| is_between(*line))
    }

    /// The chosen total adds up from the other totals, or from all the amounts above it.
    pub(super) fn is_sum_of_others(&self, chosen: &Figure) -> bool {
        let smaller = self.possible.iter().filter(|figure| value(figure) < value(chosen));
        let all: Vec<Decimal> = smaller.map(|figure| value(figure)).collect();
        let mut others = all.clone();
        others.dedup();
        let adds_up =
            |others: &[Decimal]| others.len() > 1 && arithmetic::total(others) == Some(value(chosen));
        adds_up(&others) || adds_up(&all)
    }

    /// A payment larger than the total, or a part of it that is, without change or a discount to explain that.
    fn larger_part(&self, chosen: &Figure) -> Option<String> {
        if let Some(more) = self.page.figures.iter().find(|figure| self.is_more_paid(figure, chosen)) {
            return Some(format!("the total is {}, but {} was paid", name(chosen), name(more)));
        }
        let part = self.page.figures.iter().find(|figure| self.is_larger_part(figure, chosen))?;
        Some(format!("the total is {}, but {} beside it is more", name(chosen), name(part)))
    }

    /// A part that is more than the whole, where less was taken off and nothing proves the whole, or where most of it was
    /// paid before.
    fn is_larger_part(&self, figure: &Figure, chosen: &Figure) -> bool {
        let whole = value(chosen);
        let gap = value(figure) - whole;
        let is_prepaid = gap > whole && self.ledger.is_prepaid(gap);
        let is_thing = matches!(figure.sense, Sense::Plain | Sense::Subtotal) && figure.has_cents
            || figure.sense == Sense::Weak && is_prepaid;
        let is_named = matches!(figure.sense, Sense::Tax | Sense::Tip | Sense::Fee)
            || chosen.sense == Sense::Paid && figure.sense == Sense::Weak;
        // `Received 1,300.00 for the hall`: cash that no change was given for may be the whole.
        let is_called = names_whole(chosen) || matches!(chosen.sense, Sense::Weak | Sense::Paid);
        let is_cash = !is_called && figure.sense == Sense::Cash;
        (is_called && (is_thing || is_named) || is_cash)
            && (figure.line <= chosen.line || chosen.sense == Sense::Weak)
            && is_more(figure, chosen)
            && (is_prepaid
                || !(self.ledger.is_reduced_by(gap)
                    || self.ledger.is_settled(whole)
                    || self.ledger.closes(whole)))
    }

    /// What speaks for this amount, in words.
    pub(super) fn reasons(&self, figure: &Figure) -> String {
        let whole = value(figure);
        let called = if figure.label.is_empty() {
            "no word beside it".to_owned()
        } else {
            format!("called \"{}\"", figure.label)
        };
        let times = self.ledger.times(whole);
        let mut reasons = vec![called];
        let proofs = [
            (self.ledger.closes(whole), "the subtotal and what is added come to it"),
            (self.ledger.is_sum_of_items(whole), "the items come to it"),
            (self.ledger.is_settled(whole), "cash less change comes to it"),
            (self.ledger.is_paid(whole), "the same amount was paid"),
            (self.is_sum_of_others(figure), "the other amounts add up to it"),
        ];
        reasons.extend(proofs.iter().filter(|(holds, _)| *holds).map(|(_, reason)| (*reason).to_owned()));
        if times > 1 {
            reasons.push(format!("printed {times} times as a total"));
        }
        reasons.join("; ")
    }
}

/// A thing, or the sum of things: what stands above a total.
pub(super) fn begins_receipt(figure: &Figure) -> bool {
    figure.is_price && matches!(figure.sense, Sense::Plain | Sense::Subtotal | Sense::Fee)
}

/// A price in the same currency that is printed as such.
fn is_comparable(figure: &Figure, chosen: &Figure) -> bool {
    figure.is_price
        && is_positive(figure)
        && !figure.converted
        && !figure.wordlike
        && figure.currency == chosen.currency
}

/// The price of one of several things: `2 x 5.00 10.00`.
fn is_unit_price(other: &Figure, chosen: &Figure) -> bool {
    let count = value(chosen).checked_div(value(other)).unwrap_or_default();
    other.line == chosen.line && other.shares_row && count.is_integer()
}

/// A price in the same currency that is more.
fn is_more(figure: &Figure, chosen: &Figure) -> bool {
    is_comparable(figure, chosen) && value(figure) > value(chosen) + ROUNDING
}

/// A total of something else that is larger, where nothing is called the whole.
fn is_larger_other(figure: &Figure, chosen: &Figure) -> bool {
    figure.sense == Sense::Other
        && !names_whole(chosen)
        && is_comparable(figure, chosen)
        && value(figure) > value(chosen)
}

/// A price whose label is a guess, but for money handed over or given back.
fn could_be_mislabelled(figure: &Figure) -> bool {
    figure.is_guess
        && figure.is_price
        && is_positive(figure)
        && !matches!(figure.sense, Sense::Cash | Sense::Change | Sense::Noise)
}

/// How a figure is called in a sentence.
pub(super) fn name(figure: &Figure) -> String {
    let value = figure.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
    if figure.label.is_empty() { value } else { format!("{value} ({})", figure.label) }
}
