//! What money is worth at home, so that amounts in different currencies can be compared.
//!
//! Knows the currency of the policy and its rates. Must not know tiers.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::approval::{Currency, Money};

/// The currency of the policy, which a bare `$` or no mark at all is taken for, and what a unit of others is worth in it.
#[derive(Clone, Copy, Debug)]
pub struct Home<'a> {
    /// The currency.
    pub currency: Currency,
    /// The rates.
    pub rates: &'a BTreeMap<Currency, Decimal>,
}

static NO_RATES: BTreeMap<Currency, Decimal> = BTreeMap::new();

impl From<Currency> for Home<'static> {
    /// Without rates.
    fn from(currency: Currency) -> Self {
        Self { currency, rates: &NO_RATES }
    }
}

impl Home<'_> {
    /// What it is worth in the policy's currency; `None` without a rate.
    pub(super) fn worth(self, money: Money) -> Option<Decimal> {
        if money.currency == self.currency {
            return Some(money.value);
        }
        money.convert(*self.rates.get(&money.currency)?, self.currency).map(|money| money.value)
    }

    /// Which is more; by the bare numbers where a rate is missing, which leaves a doubt anyway.
    pub(super) fn compare(self, one: Money, other: Money) -> Ordering {
        let worths = self.worth(one).zip(self.worth(other)).filter(|_| one.currency != other.currency);
        worths.map_or_else(|| one.value.cmp(&other.value), |(one, other)| one.cmp(&other))
    }

    /// Whether the first is surely no more than the other, give or take `share` of it.
    pub(super) fn is_about_or_less(self, one: Money, other: Money, share: Decimal) -> bool {
        let worths = self.worth(one).zip(self.worth(other));
        worths.is_some_and(|(one, other)| {
            other.checked_mul(Decimal::ONE + share).is_some_and(|limit| one <= limit)
        })
    }

    /// The sum of several amounts: in their currency where they share one, else at home. `None` without a rate.
    pub(super) fn sum(self, all: &[Money]) -> Option<Money> {
        let first = all.first()?;
        let alike = all.iter().all(|money| money.currency == first.currency);
        let value = |money: &Money| if alike { Some(money.value) } else { self.worth(*money) };
        let sum = all.iter().try_fold(Decimal::ZERO, |sum, money| sum.checked_add(value(money)?))?;
        let currency = if alike { first.currency } else { self.currency };
        Some(Money::new(if alike { sum } else { sum.round_dp(currency.exponent()) }, currency))
    }
}
