//! One number as people print it: thousands marks, decimal marks, Indian groups, three decimals.
//!
//! Knows digits and marks. Must not know currencies beyond how many decimals one has.

use rust_decimal::Decimal;

/// More digits than this before the decimal mark are an account number, not a price.
const MAX_WHOLE_DIGITS: usize = 18;
/// More decimals than this are a rate.
const MAX_DECIMALS: usize = 8;

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// It has one reading.
    Plain {
        /// The value.
        value: Decimal,
        /// How many digits stand after the decimal mark.
        decimals: usize,
        /// Whether thousands are marked.
        grouped: bool,
        /// The decimal mark, where there is one.
        mark: Option<char>,
    },
    /// One mark and three digits, `1.234`: thousands, or three decimals.
    Either {
        /// With the mark between thousands.
        grouped: Decimal,
        /// With the mark before decimals.
        decimal: Decimal,
        /// The mark.
        mark: char,
    },
}

/// The decimal mark of Arabic and Persian, which is nothing else.
pub(super) const ARABIC_POINT: char = '٫';

/// Whether it can stand between the digits of one number, beside blanks.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | ARABIC_POINT)
}

impl Number {
    /// The value in a currency with `exponent` decimals; `decimal_mark` is what the document uses, where that is known.
    ///
    /// The flag tells that the larger of two readings was taken. `None`: no price in that currency.
    pub(super) fn value(self, exponent: u32, decimal_mark: Option<char>) -> Option<(Decimal, bool)> {
        match self {
            Self::Plain { value, decimals, .. } => fits(decimals, exponent).then_some((value, false)),
            Self::Either { grouped, decimal, mark } => Some(match decimal_mark {
                Some(known) if exponent >= 3 && known == mark => (decimal, false),
                Some(_) => (grouped, false),
                // Three digits cannot be decimals where the currency has two.
                None => (grouped, exponent >= 3),
            }),
        }
    }

    /// Written as prices are: with decimals, or with thousands marked.
    pub(super) fn looks_like_price(self) -> bool {
        match self {
            Self::Plain { decimals, grouped, .. } => decimals > 0 || grouped,
            Self::Either { .. } => true,
        }
    }

    /// Whether cents, or their like, are printed.
    pub(super) fn has_cents(self) -> bool {
        matches!(self, Self::Plain { decimals: 2..=3, .. })
    }

    /// The same number of whole units, with these cents behind it.
    pub(super) fn with_cents(self, cents: [char; 2]) -> Option<Self> {
        let whole = match self {
            Self::Plain { value, decimals: 0, .. } | Self::Either { grouped: value, .. } => value,
            Self::Plain { .. } => return None,
        };
        let value = whole.checked_add(decimal(&[], &cents)?)?;
        Some(Self::Plain { value, decimals: 2, grouped: self.looks_like_price(), mark: None })
    }
}

/// Two decimals fit every currency, as many as it has fit as well; one is how people type.
fn fits(decimals: usize, exponent: u32) -> bool {
    decimals <= 2 || u32::try_from(decimals).is_ok_and(|decimals| decimals <= exponent)
}

/// Reads digits with marks between them; `None` when it is no number: a date, a version, an address.
pub(super) fn read(token: &[char]) -> Option<Number> {
    let Some(last_at) = token.iter().rposition(|c| !c.is_ascii_digit()) else {
        return plain(token, &[], false, None);
    };
    let (before, rest) = token.split_at_checked(last_at)?;
    let (last_mark, last) = rest.split_first()?;
    let thousands = before.iter().copied().find(|c| !c.is_ascii_digit());
    if thousands.is_none_or(|mark| mark == *last_mark) && is_grouped(token) {
        return grouped_or_decimal(before, *last_mark, last, thousands.is_some());
    }
    let is_decimal =
        matches!(*last_mark, '.' | ',' | ARABIC_POINT) && (1..=MAX_DECIMALS).contains(&last.len());
    if !is_decimal || thousands.is_some_and(|mark| mark == *last_mark || !is_grouped(before)) {
        return None;
    }
    plain(before, last, thousands.is_some(), Some(*last_mark))
}

/// A thousands mark throughout, or the one mark that could be a decimal mark.
fn grouped_or_decimal(before: &[char], mark: char, last: &[char], has_further: bool) -> Option<Number> {
    let whole = Decimal::try_from_i128_with_scale(mantissa(before, last)?, 0).ok()?;
    if !has_further && matches!(mark, '.' | ',') {
        return Some(Number::Either { grouped: whole, decimal: decimal(before, last)?, mark });
    }
    Some(Number::Plain { value: whole, decimals: 0, grouped: true, mark: None })
}

/// Groups of three, or of two before the last three as in India, with one mark throughout; the first is shorter and
/// does not begin with 0.
fn is_grouped(token: &[char]) -> bool {
    let mut marks = token.iter().filter(|c| !c.is_ascii_digit());
    let Some(mark) = marks.next().filter(|mark| **mark != ARABIC_POINT) else { return false };
    let mut groups = token.split(|c| !c.is_ascii_digit());
    let Some(first) = groups.next().filter(|first| first.first().is_some_and(|c| *c != '0')) else {
        return false;
    };
    let Some(mut last) = groups.next() else { return false };
    let (mut western, mut indian) = (first.len() <= 3, first.len() <= 2);
    for group in groups {
        western &= last.len() == 3;
        indian &= last.len() == 2;
        last = group;
    }
    marks.all(|other| other == mark) && last.len() == 3 && (western || indian)
}

fn plain(whole: &[char], fraction: &[char], grouped: bool, mark: Option<char>) -> Option<Number> {
    Some(Number::Plain { value: decimal(whole, fraction)?, decimals: fraction.len(), grouped, mark })
}

fn decimal(whole: &[char], fraction: &[char]) -> Option<Decimal> {
    let scale = u32::try_from(fraction.len()).ok()?;
    Decimal::try_from_i128_with_scale(mantissa(whole, fraction)?, scale).ok()
}

/// The digits of both as one number, without what stands between them.
fn mantissa(whole: &[char], fraction: &[char]) -> Option<i128> {
    if whole.len() > 2 * MAX_WHOLE_DIGITS || fraction.len() > MAX_DECIMALS {
        return None;
    }
    let mut digits = 0_usize;
    let mut value = 0_i128;
    for digit in whole.iter().chain(fraction).filter_map(|c| c.to_digit(10)) {
        digits += 1;
        value = value.checked_mul(10)?.checked_add(i128::from(digit))?;
    }
    (digits <= MAX_WHOLE_DIGITS + fraction.len()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, exponent: u32) -> Option<String> {
        let token: Vec<char> = text.chars().collect();
        read(&token)?.value(exponent, None).map(|(value, _)| value.to_string())
    }

    #[test]
    fn every_printed_form_has_its_value() {
        for (text, expected) in [
            ("1,234.56", "1234.56"),
            ("1.234,56", "1234.56"),
            ("1 234,56", "1234.56"),
            ("1'234.56", "1234.56"),
            ("12,34,567.00", "1234567.00"),
            ("1.234.568", "1234568"),
            ("1234,5", "1234.5"),
            ("1234", "1234"),
            ("1.234", "1234"),
            ("1,234", "1234"),
            (".50", "0.50"),
            ("10'000", "10000"),
            ("1'234٫50", "1234.50"),
            ("1٫5", "1.5"),
            ("1.234.567,89", "1234567.89"),
            ("1 234 567", "1234567"),
            ("1,00,000", "100000"),
        ] {
            assert_eq!(value(text, 2).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(value("1,234.560", 3).as_deref(), Some("1234.560"));
        assert_eq!(value("1234.560", 3).as_deref(), Some("1234.560"));
        assert_eq!(value("12٫500", 3).as_deref(), Some("12.500"));
        assert_eq!(value("12٫500", 2), None);
        assert_eq!(value("1.234,5678", 4).as_deref(), Some("1234.5678"));
    }

    #[test]
    fn dates_rates_and_broken_groups_are_no_prices() {
        for text in [
            "12.05.2024",
            "1,23,4",
            "1.2.3",
            "1,234,56",
            "1'23",
            "1.10843",
            "0.500",
            "1,234.567",
            "1'234'56.00",
            "1٫234٫567",
            "0,123,456",
            "1234,567.00",
            "1.234'567",
            "1,2345",
        ] {
            assert_eq!(value(text, 2), None, "{text}");
        }
    }

    #[test]
    fn three_digits_after_one_mark_are_thousands_unless_the_document_says_otherwise() {
        let token: Vec<char> = "12.500".chars().collect();
        let number = read(&token).unwrap();
        assert_eq!(number.value(3, None), Some((Decimal::from(12_500), true)));
        assert_eq!(number.value(3, Some('.')), Some((Decimal::new(12_500, 3), false)));
        assert_eq!(number.value(2, Some('.')), Some((Decimal::from(12_500), false)));
    }
}
