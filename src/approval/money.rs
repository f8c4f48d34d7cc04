//! Exact decimal money with an ISO 4217 currency.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A currency of ISO 4217, by its three-letter code.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The US dollar, the currency of the shipped policy.
    pub const USD: Self = Self(iso_currency::Currency::USD);

    /// The currency with this code, in any letter case: `"usd"`, `"EUR"`.
    pub fn from_code(code: &str) -> Option<Self> {
        iso_currency::Currency::from_code(&code.to_ascii_uppercase()).map(Self)
    }

    /// The upper-case code: `"USD"`.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals its minor unit has (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD.
    pub fn exponent(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(2))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        Self::from_code(code).ok_or(MoneyError::UnknownCurrency)
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

/// Why a text is not money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The code is not in ISO 4217.
    #[error("not a currency code of ISO 4217")]
    UnknownCurrency,
    /// The value is not a plain decimal.
    #[error("not a plain decimal number such as 1234.50")]
    NotADecimal,
}

/// An exact amount in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The exact decimal, with the scale it was written in.
    pub value: Decimal,
    /// Its currency.
    pub currency: Currency,
}

impl Money {
    /// This many units of a currency.
    pub fn new(value: Decimal, currency: Currency) -> Self {
        Self { value, currency }
    }

    /// The amount converted at `rate` units of `to` for one of ours; `None` where it does not fit a decimal.
    pub fn convert(self, rate: Decimal, to: Currency) -> Option<Self> {
        Some(Self::new(self.value.checked_mul(rate)?, to))
    }

    /// The value as scripts read it: at least the currency's own decimals, no grouping: `1234.50`.
    pub fn plain(&self) -> String {
        let mut value = self.value.normalize();
        if value.scale() < self.currency.exponent() {
            value.rescale(self.currency.exponent());
        }
        value.to_string()
    }
}

/// For people: grouped in thousands, with the code after it: `1,234.50 USD`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.plain();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        f.write_str(sign)?;
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if !fraction.is_empty() {
            write!(f, ".{fraction}")?;
        }
        write!(f, " {}", self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The form that programs write: `"1234.50 USD"`.
impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (value, currency) = text.trim().split_once(' ').ok_or(MoneyError::NotADecimal)?;
        let value = Decimal::from_str_exact(value).map_err(|_| MoneyError::NotADecimal)?;
        Ok(Self::new(value, currency.trim().parse()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_prints_for_people_and_for_scripts() {
        let money: Money = "18900.5 usd".parse().unwrap();
        assert_eq!(money.to_string(), "18,900.50 USD");
        assert_eq!(money.plain(), "18900.50");
        assert_eq!("128400 JPY".parse::<Money>().unwrap().to_string(), "128,400 JPY");
        assert_eq!("0.125 KWD".parse::<Money>().unwrap().plain(), "0.125");
        assert_eq!("-1234567.1 EUR".parse::<Money>().unwrap().to_string(), "-1,234,567.10 EUR");
    }

    #[test]
    fn what_is_not_money_is_refused() {
        assert_eq!("12 XYZ".parse::<Money>(), Err(MoneyError::UnknownCurrency));
        assert_eq!("1,234 USD".parse::<Money>(), Err(MoneyError::NotADecimal));
        assert_eq!("12".parse::<Money>(), Err(MoneyError::NotADecimal));
    }
}
