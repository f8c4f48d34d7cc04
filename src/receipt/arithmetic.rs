//! Whether printed amounts add up.
//!
//! Knows sums only.

use rust_decimal::Decimal;

/// Sums are tried over so many amounts.
const MAX_PARTS: usize = 10;

/// All sums of some of a few amounts, from the smallest to the largest.
pub(super) struct Sums(Vec<Decimal>);

impl Sums {
    /// The sums of the first few of these.
    pub(super) fn of(parts: &[Decimal]) -> Self {
        let mut sums = vec![Decimal::ZERO];
        for part in parts.iter().take(MAX_PARTS) {
            let more: Vec<Decimal> = sums.iter().filter_map(|sum| sum.checked_add(*part)).collect();
            sums.extend(more);
        }
        sums.retain(|sum| *sum > Decimal::ZERO);
        sums.sort_unstable();
        sums.dedup();
        Self(sums)
    }

    /// All of the sums, and nothing.
    pub(super) fn all(&self) -> Vec<Decimal> {
        self.0.iter().copied().chain([Decimal::ZERO]).collect()
    }

    /// Whether some of the amounts, or one alone, add up to `whole`.
    pub(super) fn contain(&self, whole: Decimal) -> bool {
        self.0.binary_search(&whole).is_ok()
    }
}

/// The sum of all, where it fits.
pub(super) fn total(parts: &[Decimal]) -> Option<Decimal> {
    parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_of_the_parts_make_a_sum_and_none_make_nothing() {
        let sums = Sums::of(&[Decimal::new(150, 2), Decimal::new(225, 2), Decimal::new(5, 0)]);
        assert!(sums.contain(Decimal::new(375, 2)) && sums.contain(Decimal::new(650, 2)));
        assert!(!sums.contain(Decimal::ZERO) && !sums.contain(Decimal::new(374, 2)));
    }
}
