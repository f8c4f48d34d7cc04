//! Numbers as Excel shows them, so that nobody can read them in two ways.
//!
//! Knows number formats (ECMA-376 part 1, 18.8.31). Must not know which number is an amount: a unit or a currency that
//! the format shows beside it is kept, separators of thousands are left out.

use rust_decimal::prelude::{Decimal, FromPrimitive, RoundingStrategy};

/// More decimals are shown to nobody.
const MOST_DECIMALS: u32 = 8;

/// A format's section for one sign, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct Section {
    before: String,
    after: String,
    digits: bool,
    point: bool,
    decimals: u32,
    percent: bool,
    scientific: bool,
}

/// The number as this format shows it.
pub(super) fn formatted(number: f64, format: &str) -> String {
    let Some(exact) = Decimal::from_f64(number) else { return format!("{number:e}") };
    let section = section(chosen(format, exact));
    if !section.digits {
        return general(exact);
    }
    if section.percent {
        let percent = exact.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(exact);
        return format!("{}%", rounded(percent, section.decimals));
    }
    if section.scientific {
        return general(exact);
    }
    let digits = unambiguous(rounded(exact, section.decimals), section.decimals);
    let shown = format!("{}{digits}{}", section.before, section.after);
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The section for this number's sign, of positive, negative, zero and text.
fn chosen(format: &str, number: Decimal) -> &str {
    let sections = sections(format);
    let at = |index: usize| sections.get(index).copied().filter(|section| !section.trim().is_empty());
    let first = at(0).unwrap_or("General");
    match (number.is_zero(), number.is_sign_negative()) {
        (true, _) => at(2).unwrap_or(first),
        (false, true) => at(1).unwrap_or(first),
        (false, false) => first,
    }
}

/// Parts between semicolons that stand in no quotes.
fn sections(format: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    let mut ends = Vec::new();
    for (at, c) in format.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => ends.push(at),
            _ => {}
        }
    }
    ends.push(format.len());
    let mut start = 0;
    let cut = |end: usize| {
        let section = format.get(start..end).unwrap_or_default();
        start = end + 1;
        section
    };
    ends.into_iter().map(cut).collect()
}

fn section(format: &str) -> Section {
    let mut section = Section::default();
    let mut rest = format.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => section.literal(&rest.by_ref().take_while(|c| *c != '"').collect::<String>()),
            '[' => section.bracket(&rest.by_ref().take_while(|c| *c != ']').collect::<String>()),
            '\\' => section.literal(&rest.next().map(String::from).unwrap_or_default()),
            // A blank as wide as a character, and a character that fills the cell.
            '_' | '*' => {
                rest.next();
            }
            '0' | '#' | '?' => section.digit(),
            '.' => section.point = true,
            '%' => section.percent = true,
            'E' | 'e' if section.digits => section.scientific = true,
            // Between digits; behind the last it would show thousands, which is the number too small.
            ',' | '@' | '/' => {}
            c => section.literal(&c.to_string()),
        }
    }
    let lower = format.to_ascii_lowercase();
    section.digits &= !lower.contains("general");
    section
}

impl Section {
    fn digit(&mut self) {
        self.digits = true;
        if self.point && self.after.is_empty() {
            self.decimals = (self.decimals + 1).min(MOST_DECIMALS);
        }
    }

    /// A currency and its locale, `[$€-407]`; anything else is a colour, a condition, a calendar.
    fn bracket(&mut self, inside: &str) {
        if let Some(currency) = inside.strip_prefix('$') {
            let symbol = currency.split('-').next().unwrap_or_default();
            self.literal(&format!(" {symbol} "));
        }
    }

    /// Signs and parentheses are the number's own matter.
    fn literal(&mut self, text: &str) {
        let side = if self.digits { &mut self.after } else { &mut self.before };
        side.extend(text.chars().filter(|c| !"-+()".contains(*c)));
    }
}

/// Excel rounds what fifteen digits show.
fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// Whole numbers as they are, others with cents.
fn general(number: Decimal) -> String {
    let shown = rounded(number, MOST_DECIMALS).normalize();
    if shown.is_integer() { shown.to_string() } else { unambiguous(shown, shown.scale().max(2)) }
}

/// Three decimals could be thousands: four cannot.
fn unambiguous(number: Decimal, decimals: u32) -> String {
    let decimals = if decimals == 3 { 4 } else { decimals } as usize;
    format!("{number:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_format_says() {
        for (number, format, shown) in [
            (1234.5, "General", "1234.50"),
            (1234.0, "General", "1234"),
            (0.1 + 0.2, "General", "0.30"),
            (46348.0, "0", "46348"),
            (1234.567, "General", "1234.5670"),
            (1234.567, "#,##0.000", "1234.5670"),
            (1234.5, "#,##0.00", "1234.50"),
            (1234.005, "0.00", "1234.01"),
            (1234.4, "#,##0", "1234"),
            (0.19, "0%", "19%"),
            (0.075, "0.0%", "7.5%"),
            (1234.5, "#,##0.00\\ \"€\"", "1234.50 €"),
            (1234.5, "[$€-407] #,##0.00", "€ 1234.50"),
            (1234.5, "#,##0.00 [$EUR]", "1234.50 EUR"),
            (1234.5, "_-\"£\"* #,##0.00_-;-\"£\"* #,##0.00_-;_-\"£\"* \"-\"??_-;_-@_-", "£1234.50"),
            (-1234.5, "_(\"$\"* #,##0.00_);_(\"$\"* (#,##0.00);_(\"$\"* \"-\"??_);_(@_)", "$-1234.50"),
            (0.0, "_(\"$\"* #,##0.00_);_(\"$\"* (#,##0.00);_(\"$\"* \"-\"??_);_(@_)", "$0"),
            (-5.0, "#,##0.00;[Red]-#,##0.00", "-5.00"),
            (1_200_000.0, "#,##0.0,,\" M\"", "1200000.0 M"),
            (1234.5, "\"¥\"#,##0", "¥1235"),
            (12.0, "0.00\" km\"", "12.00 km"),
            (12.0, "0.00E+00", "12"),
            (12.5, "\"a;b\"0.0", "a;b12.5"),
            (1e300, "0.00", "1e300"),
            (f64::NAN, "0.00", "NaN"),
        ] {
            assert_eq!(formatted(number, format), shown, "{number} {format}");
        }
    }
}
