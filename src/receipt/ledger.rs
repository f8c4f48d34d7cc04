//! The amounts of one page by what they are, and which totals they prove: by sums, by payments, by being printed again.
//!
//! Knows the figures of one page. Must not know how they were read, or which of them wins.

use rust_decimal::Decimal;

use super::arithmetic::Sums;
use super::labels::Sense;
use super::page::{Figure, Page};
use super::total::{is_positive, names_whole, value};

/// Cash rounding moves a total by this much at most, where nothing says by how much.
pub(super) const ROUNDING: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
/// A printed rounding is at most the total divided by this.
const ROUNDING_SHARE: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
/// So many values of one kind are tried.
const MAX_TRIED: usize = 12;
/// So many discounts and roundings are added up in every way.
const MAX_TAKEN_OFF: usize = 5;

/// Values from the smallest to the largest.
struct Values(Vec<Decimal>);

impl Values {
    /// All that are printed with such a label.
    fn printed(page: &Page, is_such: impl Fn(&Figure) -> bool) -> Self {
        let such = page.figures.iter().filter(|figure| is_such(figure) && is_positive(figure));
        let mut values: Vec<Decimal> = such.map(value).collect();
        values.sort_unstable();
        Self(values)
    }

    fn contain(&self, wanted: Decimal) -> bool {
        self.0.binary_search(&wanted).is_ok()
    }

    /// How often it is among them.
    fn count(&self, wanted: Decimal) -> usize {
        let place =
            |is_before: fn(&Decimal, &Decimal) -> bool| self.0.partition_point(|it| is_before(it, &wanted));
        place(Decimal::le) - place(Decimal::lt)
    }
}

/// What the amounts of a page are.
pub(super) struct Ledger {
    subtotals: Vec<Decimal>,
    added: Sums,
    discounts: Sums,
    settled: Sums,
    prepaid: Sums,
    taken_off: Vec<Decimal>,
    roundings: Vec<Decimal>,
    parts: Values,
    paid: Values,
    cash: Vec<Decimal>,
    change: Values,
    wholes: Values,
    balances: Values,
    items: Option<Decimal>,
    reduction: Decimal,
}

impl Ledger {
    /// Collects the amounts of a page.
    pub(super) fn of(page: &Page) -> Self {
        let values = |senses: &[Sense]| values(page, senses);
        let discounts = values(&[Sense::Discount]);
        let roundings = values(&[Sense::Rounding]);
        let mut taken_off = Sums::of(discounts.get(..MAX_TAKEN_OFF).unwrap_or(&discounts)).all();
        for rounding in roundings.iter().take(2) {
            let moved: Vec<Decimal> =
                taken_off.iter().flat_map(|sum| [sum + rounding, sum - rounding]).collect();
            taken_off.extend(moved);
        }
        Self {
            subtotals: largest_first(values(&[Sense::Subtotal, Sense::NetTotal])),
            added: Sums::of(&values(&[Sense::Tax, Sense::Tip, Sense::Fee, Sense::Rounding])),
            discounts: Sums::of(&discounts),
            settled: Sums::of(&values(&[Sense::Prepaid, Sense::Discount, Sense::Paid])),
            prepaid: Sums::of(&values(&[Sense::Prepaid])),
            taken_off,
            roundings,
            parts: Values(values(PARTS)),
            paid: Values(values(&[Sense::Paid])),
            cash: largest_first(values(&[Sense::Cash])),
            change: Values(values(&[Sense::Change])),
            wholes: Values::printed(page, names_whole),
            balances: Values::printed(page, is_no_item),
            items: items(page),
            reduction: page
                .figures
                .iter()
                .filter(|figure| takes_off(figure))
                .map(|figure| value(figure).abs())
                .sum(),
        }
    }

    /// Subtotal, taxes, tips, fees, discounts and roundings come to it.
    pub(super) fn closes(&self, whole: Decimal) -> bool {
        self.subtotals.iter().filter(|part| **part != whole).any(|part| {
            self.taken_off.iter().any(|off| {
                let gap = whole - part + off;
                self.added.contain(gap) || (gap.is_zero() && !off.is_zero())
            })
        })
    }

    /// Cash handed over, less the change, comes to it.
    pub(super) fn is_settled(&self, whole: Decimal) -> bool {
        self.cash.iter().any(|cash| {
            let rest = cash - whole;
            self.change.contain(rest) || (rest.is_zero() && self.change.0.is_empty())
        })
    }

    /// Cash handed over, less change that was given back, comes to it.
    pub(super) fn is_given_back(&self, whole: Decimal) -> bool {
        self.cash.iter().any(|cash| self.change.contain(cash - whole))
    }

    /// A payment of just this amount is printed.
    pub(super) fn is_paid(&self, whole: Decimal) -> bool {
        self.paid.contain(whole)
    }

    /// The things bought come to it.
    pub(super) fn is_sum_of_items(&self, whole: Decimal) -> bool {
        self.items == Some(whole)
    }

    /// On so many lines it is called the whole.
    pub(super) fn times(&self, whole: Decimal) -> usize {
        self.wholes.count(whole)
    }

    /// On so many lines it is called the whole, a payment or a balance.
    pub(super) fn lines(&self, whole: Decimal) -> usize {
        self.balances.count(whole)
    }

    /// Something on the page besides its label says that this is the whole.
    pub(super) fn is_proven(&self, whole: Decimal) -> bool {
        self.is_settled(whole) || self.is_paid(whole) || self.closes(whole) || self.is_sum_of_items(whole)
    }

    /// Change was given back.
    pub(super) fn is_change(&self, gap: Decimal) -> bool {
        self.change.contain(gap)
    }

    /// Discounts on the page come to this.
    pub(super) fn is_discount(&self, gap: Decimal) -> bool {
        self.discounts.contain(gap)
    }

    /// A printed rounding, or so little that it may be one.
    pub(super) fn is_rounding(&self, gap: Decimal, whole: Decimal) -> bool {
        gap <= ROUNDING || (self.is_printed_rounding(gap, whole))
    }

    /// A rounding of this much is printed, and it is small beside the whole.
    pub(super) fn is_printed_rounding(&self, gap: Decimal, whole: Decimal) -> bool {
        self.roundings.contains(&gap) && gap * ROUNDING_SHARE <= whole
    }

    /// Taxes, tips, fees and roundings come to this.
    pub(super) fn is_added(&self, gap: Decimal) -> bool {
        self.added.contain(gap)
    }

    /// Prepayments, discounts and payments come to this.
    pub(super) fn is_paid_off(&self, gap: Decimal) -> bool {
        self.settled.contain(gap)
    }

    /// Prepayments alone come to this.
    pub(super) fn is_prepaid(&self, gap: Decimal) -> bool {
        self.prepaid.contain(gap)
    }

    /// Printed as a tax, a discount, a prepayment.
    pub(super) fn is_part(&self, part: Decimal) -> bool {
        self.parts.contain(part)
    }

    /// Printed as a subtotal.
    pub(super) fn is_subtotal(&self, part: Decimal) -> bool {
        self.subtotals.contains(&part)
    }

    /// As much as this was taken off, by all discounts, prepayments and amounts below zero together.
    pub(super) fn is_reduced_by(&self, gap: Decimal) -> bool {
        gap <= self.reduction + ROUNDING
    }
}

/// What is a part of a whole, or off it, though a table may call it a total.
const PARTS: &[Sense] = &[Sense::Tax, Sense::Discount, Sense::Prepaid];

/// The different values on a page with one of these meanings, the smallest first.
pub(super) fn values(page: &Page, senses: &[Sense]) -> Vec<Decimal> {
    let of_these = page.figures.iter().filter(|figure| senses.contains(&figure.sense));
    let mut values: Vec<Decimal> =
        of_these.filter_map(|figure| figure.value).filter(|value| !value.is_zero()).collect();
    values.sort_unstable();
    values.dedup();
    values
}

fn largest_first(mut values: Vec<Decimal>) -> Vec<Decimal> {
    values.reverse();
    values.truncate(MAX_TRIED);
    values
}

fn takes_off(figure: &Figure) -> bool {
    (figure.negative || matches!(figure.sense, Sense::Discount | Sense::Prepaid))
        && figure.value.is_some_and(|value| !value.is_zero())
}

fn is_no_item(figure: &Figure) -> bool {
    names_whole(figure) || matches!(figure.sense, Sense::Paid | Sense::Weak)
}

/// The sum of the last unlabelled price of each line above the first line that says what it is.
fn items(page: &Page) -> Option<Decimal> {
    let things = page.figures.iter().take_while(|figure| figure.sense == Sense::Plain);
    let prices: Vec<&Figure> = things.filter(|figure| figure.is_price && !figure.converted).collect();
    let next = prices.iter().skip(1).map(Some).chain([None]);
    let mut count = 0;
    let sum = prices
        .iter()
        .zip(next)
        .filter(|(one, next)| next.is_none_or(|next| next.line != one.line))
        .try_fold(Decimal::ZERO, |sum, (figure, _)| {
            count += 1;
            if figure.negative { sum.checked_sub(value(figure)) } else { sum.checked_add(value(figure)) }
        })?;
    (count > 1).then_some(sum)
}
