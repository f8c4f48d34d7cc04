//! The amount that a person types behind the word AMOUNT.
//!
//! Knows number formats and currencies. What is not one amount is answered with a sentence for that person.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::amounts::{self, Amount};
use super::currency::{Meaning, Read};
use super::lines::Line;
use super::number::Number;
use super::text;
use crate::approval::{Currency, Money};

/// Longer texts are not one amount.
const MAX_CHARS: usize = 200;

/// The one amount in a text, in `home` where no currency is named; else what to write instead.
pub fn typed_amount(text: &str, home: Currency) -> Result<Money, String> {
    let line = text::plain(text.trim());
    if line.len() > MAX_CHARS {
        return Err(format!("That is too long for one amount. {}", example(home)));
    }
    let amounts = amounts::scan(&line);
    let [amount] = amounts.as_slice() else {
        return Err(if amounts.is_empty() { none(&line, home) } else { several(home) });
    };
    let Some(number) = amount.number else {
        return Err(format!(
            "I cannot read that number safely. Please write all its digits. {}",
            example(home)
        ));
    };
    if amount.negative {
        return Err(format!("The amount must be more than zero. {}", example(home)));
    }
    let currency = currency(&line, amount, home)?;
    let (value, is_unclear) = with_further_zero(number, currency)
        .or_else(|| number.value(currency.exponent(), None))
        .ok_or_else(|| format!("{currency} does not have that many decimals. {}", example(currency)))?;
    if is_unclear {
        return Err(unclear(number, currency));
    }
    within_limits(Money::new(value, currency))
}

fn within_limits(money: Money) -> Result<Money, String> {
    if money.value <= Decimal::ZERO {
        return Err(format!("The amount must be more than zero. {}", example(money.currency)));
    }
    if money.value > Decimal::from(1_000_000_000_000_i64) {
        return Err(format!("{money} is too large to be an expense. {}", example(money.currency)));
    }
    Ok(money)
}

/// The currency named beside the number, or `home`; other words that could name one are not ignored.
fn currency(line: &[char], amount: &Amount, home: Currency) -> Result<Currency, String> {
    let meaning = Meaning::of(&[Rc::new(Line::of(line.to_vec()))], &[std::slice::from_ref(amount).into()]);
    match meaning.currency(amount.mark, home) {
        Read::Named(currency) => Ok(currency),
        Read::Taken(currency) => Err(format!(
            "Several currencies are written like that. Please write its three letters, for example \"1234.50 {currency}\"."
        )),
        Read::Unnamed => unknown_word(line, amount).map_or(Ok(home), |word| {
            Err(format!("I do not know the currency \"{word}\". {}", example(home)))
        }),
    }
}

/// A word right beside the number that could be meant as a currency: three capitals, or a sign.
fn unknown_word(line: &[char], amount: &Amount) -> Option<String> {
    let before: String = line.get(..amount.start).unwrap_or_default().iter().collect();
    let after: String = line.get(amount.end..).unwrap_or_default().iter().collect();
    let beside = [before.split_whitespace().next_back(), after.split_whitespace().next()];
    let found = beside.into_iter().flatten().find(|word| is_code_like(word))?;
    Some(found.to_owned())
}

fn is_code_like(word: &str) -> bool {
    let bare = word.trim_matches(['.', ',', '!', ':', ';', '(', ')']);
    bare.len() == 3 && bare.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn none(line: &[char], home: Currency) -> String {
    if line.iter().any(char::is_ascii_digit) {
        format!("I cannot read a single amount of money there. {}", example(home))
    } else {
        format!("There is no amount there. {}", example(home))
    }
}

fn several(home: Currency) -> String {
    format!("There is more than one number. Please write one amount only. {}", example(home))
}

/// `12.5000 KWD`: how twelve dinars and a half are told from twelve thousand.
fn with_further_zero(number: Number, currency: Currency) -> Option<(Decimal, bool)> {
    let Number::Plain { value, decimals: 4, .. } = number else { return None };
    (currency.exponent() == 3 && value.normalize().scale() <= 3).then_some((value.normalize(), false))
}

fn unclear(number: Number, currency: Currency) -> String {
    let Number::Either { grouped, decimal, .. } = number else { return example(currency) };
    let (large, small) = (Money::new(grouped, currency), Money::new(decimal, currency));
    // A further zero: four digits behind the mark are no thousands.
    let written = format!("{}0 {currency}", small.plain());
    format!(
        "That could be {large} or {small}. Please write one of these: AMOUNT {large}, or AMOUNT {written}"
    )
}

fn example(currency: Currency) -> String {
    format!("Please write it like this: AMOUNT {}", Money::new(Decimal::new(1_234_500, 3), currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(text: &str) -> Result<String, String> {
        typed_amount(text, Currency::USD).map(|money| money.to_string())
    }

    #[test]
    fn people_write_one_amount_in_many_ways() {
        for (text, expected) in [
            ("1,234.50 USD", "1,234.50 USD"),
            ("EUR 1.234,50", "1,234.50 EUR"),
            ("$1,200", "1,200.00 USD"),
            ("1234.5", "1,234.50 USD"),
            ("1.234", "1,234.00 USD"),
            ("1,234", "1,234.00 USD"),
            ("1 234,50 €", "1,234.50 EUR"),
            ("CHF 1'234.50", "1,234.50 CHF"),
            ("12,34,567.00 INR", "1,234,567.00 INR"),
            ("¥128,400 JPY", "128,400 JPY"),
            ("KWD 1,234.560", "1,234.560 KWD"),
            ("1234.50 usd.", "1,234.50 USD"),
            ("１２，３４５．６７ USD", "12,345.67 USD"),
            ("is 45.00 euros, sorry", "45.00 EUR"),
            ("CHF 12.-", "12.00 CHF"),
        ] {
            assert_eq!(usd(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_one_clear_positive_amount_is_answered_with_a_way_out() {
        for text in [
            "",
            "lots",
            "12.5K",
            "1.2 million USD",
            "-5 USD",
            "0",
            "0.00 EUR",
            "5 or 6",
            "12.500 KWD",
            "45.00 XYZ",
            "1\u{202E}234",
            "9999999999999 USD",
            "1,23,4",
            "12.345678 USD",
            "kr 450",
            "$1O,5OO.00",
            "99999999999999999999999",
        ] {
            let error = usd(text).expect_err(text);
            assert!(error.contains("lease"), "{text}: {error}");
        }
    }

    #[test]
    fn both_ways_out_of_three_unclear_digits_are_read() {
        let error = usd("12.505 KWD").unwrap_err();
        let offered: Vec<&str> = error.split("AMOUNT ").skip(1).collect();
        assert_eq!(offered, ["12,505.000 KWD, or ", "12.5050 KWD"]);
        assert_eq!(usd("12,505.000 KWD").as_deref(), Ok("12,505.000 KWD"));
        assert_eq!(usd("12.5050 KWD").as_deref(), Ok("12.505 KWD"));
        assert!(usd("12.5055 KWD").is_err());
        assert!(usd("12.5050 USD").is_err());
    }

    #[test]
    fn a_sign_of_several_currencies_is_the_home_currency_where_it_can_be() {
        let sek = Currency::from_code("SEK").unwrap();
        assert_eq!(typed_amount("450 kr", sek).unwrap().to_string(), "450.00 SEK");
        let cad = Currency::from_code("CAD").unwrap();
        assert_eq!(typed_amount("$450", cad).unwrap().to_string(), "450.00 CAD");
    }
}
