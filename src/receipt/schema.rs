//! What structured data for machines (schema.org, as JSON-LD) states as the total of an order, invoice or reservation.
//!
//! Knows those types. The prices of single items are never a total. No reader sees any of it, so others decide what it
//! is worth.

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::amounts;
use super::currency::{Meaning, Read};
use super::text;
use crate::approval::{Currency, Money};

/// Deeper data is not read.
const MAX_DEPTH: usize = 32;
/// Nor more totals than this.
const MAX_TOTALS: usize = 50;
/// Nor longer prices.
const MAX_PRICE: usize = 60;

/// A total that machines read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Total {
    /// The amount, in the home currency where none is named.
    pub(super) money: Money,
    /// No currency is named.
    pub(super) is_unnamed: bool,
    /// What it is the total of: "Order".
    pub(super) label: String,
    /// The number of the order.
    pub(super) number: String,
}

/// The totals in one JSON-LD text, each once.
pub(super) fn read(json_ld: &str, home: Currency) -> Vec<Total> {
    let Ok(value) = serde_json::from_str::<Value>(json_ld) else { return Vec::new() };
    let mut totals = Vec::new();
    collect(&value, home, 0, &mut totals);
    totals
}

fn collect(value: &Value, home: Currency, depth: usize, totals: &mut Vec<Total>) {
    if depth > MAX_DEPTH || totals.len() >= MAX_TOTALS {
        return;
    }
    match value {
        Value::Array(all) => all.iter().for_each(|one| collect(one, home, depth + 1, totals)),
        Value::Object(object) => match total(object, home) {
            Some(total) if totals.contains(&total) => {}
            Some(total) => totals.push(total),
            None => object.values().for_each(|one| collect(one, home, depth + 1, totals)),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The total of one thing, where it is one that has a total.
fn total(object: &Map<String, Value>, home: Currency) -> Option<Total> {
    let (label, fields) = types(object).find_map(fields)?;
    let found =
        fields.iter().flat_map(|field| all(object, field)).filter_map(|value| price(value, object, home, 0));
    let (money, is_unnamed) = found.max_by_key(|(money, _)| money.value)?;
    let numbers = [
        "orderNumber",
        "confirmationNumber",
        "reservationNumber",
        "reservationId",
        "accountId",
        "identifier",
    ];
    let number = numbers.iter().flat_map(|name| all(object, name)).find_map(Value::as_str);
    Some(Total { money, is_unnamed, label: label.to_owned(), number: number.unwrap_or_default().to_owned() })
}

/// The names of its types without `https://schema.org/`.
fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let names = all(object, "@type").filter_map(Value::as_str);
    names.map(|name| name.rsplit(['/', '#', ':']).next().unwrap_or(name))
}

/// Which properties of a type hold its total.
fn fields(kind: &str) -> Option<(&str, &'static [&'static str])> {
    match kind {
        "Order" => Some((kind, &["price", "priceSpecification", "totalPaymentDue", "totalPrice", "total"])),
        "Invoice" => Some((kind, &["totalPaymentDue", "totalPrice", "total"])),
        _ if kind.ends_with("Reservation") => Some((kind, &["totalPrice", "price", "priceSpecification"])),
        _ => None,
    }
}

/// A property's values: one, or several in an array.
fn all<'a>(object: &'a Map<String, Value>, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    object.get(name).into_iter().flat_map(|value| match value {
        Value::Array(several) => several.as_slice(),
        one => std::slice::from_ref(one),
    })
}

/// A price: a number, a text, or a thing that has one. Its currency stands beside it, or beside the thing.
fn price(value: &Value, beside: &Map<String, Value>, home: Currency, depth: usize) -> Option<(Money, bool)> {
    let named = || {
        let mut codes = ["priceCurrency", "currency"].iter().flat_map(|name| all(beside, name));
        codes.find_map(|code| Currency::from_code(code.as_str()?.trim()))
    };
    let (value, marked) = match value {
        Value::Number(number) => (Decimal::from_str_exact(&number.to_string()).ok()?, None),
        Value::String(text) => printed(text, home)?,
        Value::Object(inner) if depth < 3 => {
            let fields = ["price", "value", "maxPrice", "minPrice"];
            let inner_prices = fields.iter().flat_map(|field| all(inner, field));
            let (money, is_unnamed) = inner_prices
                .filter_map(|value| price(value, inner, home, depth + 1))
                .max_by_key(|(money, _)| money.value)?;
            return match named().filter(|_| is_unnamed) {
                Some(currency) => Some((Money::new(money.value, currency), false)),
                None => Some((money, is_unnamed)),
            };
        }
        Value::Object(_) | Value::Array(_) | Value::Null | Value::Bool(_) => return None,
    };
    let currency = named().or(marked);
    let money = Money::new(value, currency.unwrap_or(home));
    (value > Decimal::ZERO).then_some((money, currency.is_none()))
}

/// `70.00`, and what people put there all the same: `$70.00`, `1,234.50 EUR`.
fn printed(text: &str, home: Currency) -> Option<(Decimal, Option<Currency>)> {
    if text.len() > MAX_PRICE {
        return None;
    }
    let line = text::plain(text.trim());
    let scanned = amounts::scan(&line);
    let [amount] = scanned.as_slice() else { return None };
    let currency = match Meaning::default().currency(amount.mark, home) {
        Read::Named(currency) | Read::Taken(currency) => Some(currency),
        Read::Unnamed => None,
    };
    let exponent = currency.unwrap_or(home).exponent();
    let (value, _) = amount.number?.value(exponent, None)?;
    (!amount.negative).then_some((value, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(json: &str) -> Vec<String> {
        let totals = read(json, Currency::USD);
        totals
            .iter()
            .map(|it| format!("{} {}{}", it.label, it.money, if it.is_unnamed { "?" } else { "" }))
            .collect()
    }

    #[test]
    fn totals_are_found_where_the_types_keep_them() {
        for (json, expected) in [
            (r#"{"@type":"Order","price":"539.00","priceCurrency":"USD"}"#, "Order 539.00 USD"),
            (
                r#"{"@type":"http://schema.org/Order","priceSpecification":{"price":12.5,"priceCurrency":"EUR"}}"#,
                "Order 12.50 EUR",
            ),
            (
                r#"{"@type":"Invoice","minimumPaymentDue":{"price":"$15.00"},"totalPaymentDue":{"@type":"PriceSpecification","price":"$70.00"}}"#,
                "Invoice 70.00 USD",
            ),
            (
                r#"{"@type":"Invoice","totalPaymentDue":{"@type":"MonetaryAmount","value":1200,"currency":"GBP"}}"#,
                "Invoice 1,200.00 GBP",
            ),
            (
                r#"{"@graph":[{"@type":["Thing","LodgingReservation"],"totalPrice":"1,234.50 EUR"}]}"#,
                "LodgingReservation 1,234.50 EUR",
            ),
            (r#"{"@type":"EmailMessage","about":[{"@type":"Order","price":["7"]}]}"#, "Order 7.00 USD?"),
        ] {
            assert_eq!(shown(json), [expected], "{json}");
        }
    }

    #[test]
    fn prices_of_items_and_nonsense_are_no_totals() {
        for json in [
            r#"{"@type":"Order","acceptedOffer":[{"@type":"Offer","price":"12.00","priceCurrency":"USD"}]}"#,
            r#"{"@type":"Product","offers":{"@type":"Offer","price":12}}"#,
            r#"{"@type":"Order","price":"-12"}"#,
            r#"{"@type":"Order","price":"12 to 15"}"#,
            r#"{"@type":"Order","price":{"price":{"price":{"price":{"price":1}}}}}"#,
            "not JSON",
            &format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000)),
        ] {
            assert_eq!(shown(json), [""; 0], "{json}");
        }
    }
}
