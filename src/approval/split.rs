//! Several reports instead of one: what one person asks for within a few days is added up, limit by limit.
//!
//! Knows amounts and tiers. Must not know when or how the other requests were found.

use std::time::Duration;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Money;
use super::flag::{Other, Others};
use super::policy::Policy;

/// So many other requests are named.
const MOST_NAMED: usize = 5;

/// A limit that a request is above only together with others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// All of them together, in the policy currency.
    pub sum: Money,
    /// The limit.
    pub above: Money,
    /// The dearest of the others.
    pub others: Vec<u64>,
    /// How many others there are besides.
    pub more: u32,
    /// Within how long they came in.
    pub window: Duration,
}

impl Policy {
    /// The highest limit that an amount crosses together with others, where it crosses none as high alone.
    ///
    /// For each limit only those count that are not above it by themselves: those needed its approvals anyhow, and a
    /// coffee after a large purchase is no attempt at anything. What was given back offsets nothing.
    pub fn split(&self, amount: Decimal, others: &Others) -> Option<Split> {
        let window = self.split_window.filter(|_| amount > Decimal::ZERO)?;
        for tier in self.tiers.iter().rev() {
            if amount > tier.above {
                return None;
            }
            let counted: Vec<&Other> =
                others.named.iter().filter(|other| counts(other.amount.value, tier.above)).collect();
            let all = counted.iter().map(|other| other.amount.value).chain([others.more_sum]);
            let sum = all.fold(amount, Decimal::saturating_add);
            if sum > tier.above {
                let unnamed = counted.len().saturating_sub(MOST_NAMED);
                return Some(Split {
                    sum: Money::new(sum, self.currency),
                    above: Money::new(tier.above, self.currency),
                    others: counted.iter().take(MOST_NAMED).map(|other| other.number).collect(),
                    more: u32::try_from(unnamed).unwrap_or(u32::MAX).saturating_add(others.more),
                    window,
                });
            }
        }
        None
    }
}

fn counts(amount: Decimal, limit: Decimal) -> bool {
    amount > Decimal::ZERO && amount <= limit
}

impl Others {
    /// So many are kept one by one; a person could send thousands.
    const MOST: usize = 40;

    /// Of all that were found, in the policy currency; what has no rate there cannot be added.
    pub fn of(policy: &Policy, found: impl IntoIterator<Item = Other>) -> Self {
        let ours = |other: Other| Some(Other { amount: policy.in_policy_currency(other.amount)?, ..other });
        let mut named: Vec<Other> = found.into_iter().filter_map(ours).collect();
        named.retain(|other| other.amount.value > Decimal::ZERO);
        named.sort_by(|one, other| {
            other.amount.value.cmp(&one.amount.value).then(one.number.cmp(&other.number))
        });
        let rest = named.split_off(named.len().min(Self::MOST));
        let more_sum =
            rest.iter().map(|other| other.amount.value).fold(Decimal::ZERO, Decimal::saturating_add);
        Self { named, more: u32::try_from(rest.len()).unwrap_or(u32::MAX), more_sum }
    }
}
