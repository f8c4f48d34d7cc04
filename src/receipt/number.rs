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

impl Number {
    /// The value in a currency with `exponent` decimals; `decimal_mark` is what the document uses, where that is known.
    ///
    /// The flag tells that the larger of two readings was taken. `None`: no price in that currency.
    pub(super) fn value(self, exponent: u32, decimal_mark: Option<char>) -> Option<(Decimal, bool)> {
        match self {
            Self::Plain { value, decimals, .. } => fits(decimals, exponent).then_some((value, false)),
            Self::Either { grouped, decimal, mark } => Some(match decimal_mark {
                Some(known) if exponent == 3 && known == mark => (decimal, false),
                Some(_) => (grouped, false),
                // Three digits cannot be decimals where the currency has two.
                None => (grouped, exponent == 3),
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
}

/// Two decimals fit every currency, as many as it has fit as well; one is how people type.
fn fits(decimals: usize, exponent: u32) -> bool {
    decimals <= 2 || u32::try_from(decimals).is_ok_and(|decimals| decimals == exponent)
}

/// Reads digits with marks between them; `None` when it is no number: a date, a version, an address.
pub(super) fn read(token: &[char]) -> Option<Number> {
    let marks: Vec<char> = token.iter().copied().filter(|c| !c.is_ascii_digit()).collect();
    let groups: Vec<&[char]> = token.split(|c| !c.is_ascii_digit()).collect();
    let (Some(last_mark), Some((last, before))) = (marks.last().copied(), groups.split_last()) else {
        return plain(token, &[], false, None);
    };
    let is_one_kind = marks.iter().all(|mark| *mark == last_mark);
    if is_one_kind && is_grouped(&groups) {
        return grouped_or_decimal(&groups, last_mark, marks.len());
    }
    let thousands = marks.split_last().map(|(_, rest)| rest).unwrap_or_default();
    let is_decimal = matches!(last_mark, '.' | ',') && !last.is_empty() && last.len() <= MAX_DECIMALS;
    let is_marked_alike = thousands.windows(2).all(|pair| matches!(pair, [one, other] if one == other));
    let is_apart = thousands.first().is_none_or(|mark| *mark != last_mark);
    if !is_decimal || !is_marked_alike || !is_apart || (!thousands.is_empty() && !is_grouped(before)) {
        return None;
    }
    plain(&before.concat(), last, !thousands.is_empty(), Some(last_mark))
}

/// A thousands mark throughout, or the one mark that could be a decimal mark.
fn grouped_or_decimal(groups: &[&[char]], mark: char, marks: usize) -> Option<Number> {
    let whole = decimal(&groups.concat(), &[])?;
    match groups {
        [first, last] if marks == 1 && matches!(mark, '.' | ',') => {
            Some(Number::Either { grouped: whole, decimal: decimal(first, last)?, mark })
        }
        _ => Some(Number::Plain { value: whole, decimals: 0, grouped: true, mark: None }),
    }
}

/// Groups of three, or of two before the last three as in India; the first is shorter and does not begin with 0.
fn is_grouped(groups: &[&[char]]) -> bool {
    let Some((first, rest)) = groups.split_first() else { return false };
    let Some((last, middle)) = rest.split_last() else { return false };
    let starts = matches!(first, [c, ..] if *c != '0');
    let western = first.len() <= 3 && middle.iter().all(|group| group.len() == 3);
    let indian = first.len() <= 2 && middle.iter().all(|group| group.len() == 2);
    starts && last.len() == 3 && (western || indian)
}

fn plain(whole: &[char], fraction: &[char], grouped: bool, mark: Option<char>) -> Option<Number> {
    Some(Number::Plain { value: decimal(whole, fraction)?, decimals: fraction.len(), grouped, mark })
}

fn decimal(whole: &[char], fraction: &[char]) -> Option<Decimal> {
    if whole.len() > MAX_WHOLE_DIGITS || fraction.len() > MAX_DECIMALS {
        return None;
    }
    let mut text = String::from("0");
    text.extend(whole);
    if !fraction.is_empty() {
        text.push('.');
        text.extend(fraction);
    }
    Decimal::from_str_exact(&text).ok()
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
        ] {
            assert_eq!(value(text, 2).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(value("1,234.560", 3).as_deref(), Some("1234.560"));
        assert_eq!(value("1234.560", 3).as_deref(), Some("1234.560"));
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
