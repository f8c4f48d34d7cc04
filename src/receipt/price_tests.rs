//! Prices as every locale of CLDR prints them, and what is no price or cannot be read safely.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use rust_decimal::Decimal;

use super::*;
use crate::approval::Currency;

/// A line of `tests/price-formats.tsv`.
struct Format {
    zero: u32,
    group: &'static str,
    decimal: &'static str,
    least: usize,
    before: &'static str,
    after: &'static str,
    is_indian: bool,
}

fn formats() -> Vec<Format> {
    let lines = include_str!("../../tests/price-formats.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let [zero, group, decimal, least, pattern, _] =
                line.split('\t').collect::<Vec<_>>().try_into().unwrap();
            let (before, digits) = pattern.split_once('#').unwrap();
            let (digits, after) = digits.rsplit_once('0').unwrap();
            let zero = u32::from(zero.chars().next().unwrap());
            Format {
                zero,
                group,
                decimal,
                least: least.parse().unwrap(),
                before,
                after,
                is_indian: digits.matches(',').count() > 1,
            }
        })
        .collect()
}

impl Format {
    fn print(&self, minor: u64, exponent: u32, mark: &str) -> String {
        let power = 10_u64.pow(exponent);
        let mut number = self.grouped(&(minor / power).to_string());
        if exponent > 0 {
            number += self.decimal;
            number += &format!("{:0width$}", minor % power, width = exponent as usize);
        }
        let digit = |c: char| c.to_digit(10).map_or(c, |digit| char::from_u32(self.zero + digit).unwrap());
        let number: String = number.chars().map(digit).collect();
        format!("{}{number}{}", self.before, self.after).replace('¤', mark)
    }

    fn grouped(&self, digits: &str) -> String {
        let mut out = String::new();
        for (place, digit) in digits.chars().enumerate() {
            let left = digits.len() - place;
            let breaks = left == 3
                || (left > 3 && if self.is_indian { left % 2 == 1 } else { left.is_multiple_of(3) });
            if place > 0 && breaks && digits.len() >= 3 + self.least {
                out += self.group;
            }
            out.push(digit);
        }
        out
    }
}

/// Marks that name one currency, with its decimals.
const MARKS: [(&str, &str, u32); 26] = [
    ("USD", "USD", 2),
    ("US$", "USD", 2),
    ("EUR", "EUR", 2),
    ("€", "EUR", 2),
    ("CHF", "CHF", 2),
    ("Fr.", "CHF", 2),
    ("zł", "PLN", 2),
    ("Kč", "CZK", 2),
    ("₹", "INR", 2),
    ("R$", "BRL", 2),
    ("ر.س.\u{200F}", "SAR", 2),
    ("৳", "BDT", 2),
    ("฿", "THB", 2),
    ("NT$", "TWD", 2),
    ("ብር", "ETB", 2),
    ("JPY", "JPY", 0),
    ("円", "JPY", 0),
    ("JP¥", "JPY", 0),
    ("₩", "KRW", 0),
    ("₫", "VND", 0),
    ("FCFA", "XAF", 0),
    ("KWD", "KWD", 3),
    ("د.ك.\u{200F}", "KWD", 3),
    ("TND", "TND", 3),
    ("CLF", "CLF", 4),
    ("UYW", "UYW", 4),
];

fn found(text: &str) -> Finding {
    find(&Sources { text, ..Sources::default() }, Currency::USD.into())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    /// With two decimals or none there is one reading; with more, the larger is taken and asked about.
    #[test]
    fn any_amount_in_any_locale_is_read_back_or_asked_about(
        format in any::<Index>(),
        (mark, code, exponent) in select(&MARKS[..]),
        minor in prop_oneof![1_u64..2_000_000, 1_u64..1_000_000_000_000],
        place in select(&["{}", "Total: {}", "Total\t{}", "Amount due\n{}", "Paid {} by card"][..]),
    ) {
        let formats = formats();
        let format = format.get(&formats);
        let printed = place.replace("{}", &format.print(minor, exponent, mark));
        let value = Decimal::new(i64::try_from(minor).unwrap(), exponent);
        let expected = Money::new(value, Currency::from_code(code).unwrap());
        let finding = found(&printed);
        match &finding.verdict {
            Verdict::Certain(found) => prop_assert_eq!(found.money, expected, "{}", printed),
            Verdict::Ambiguous(found, _) => {
                prop_assert!(exponent > 2 && found.money.value >= value, "{printed} {finding:?}");
            }
            Verdict::Absent(_) => prop_assert!(false, "{printed} {finding:?}"),
        }
    }

    /// What a requester types in the same ways is read alike, or answered with a question.
    #[test]
    fn any_amount_that_is_typed_is_read_back_or_asked_about(
        format in any::<Index>(),
        (mark, code, exponent) in select(&MARKS[..]),
        minor in 1_u64..1_000_000_000_000,
    ) {
        let formats = formats();
        let printed = format.get(&formats).print(minor, exponent, mark);
        let expected = Money::new(Decimal::new(i64::try_from(minor).unwrap(), exponent), Currency::from_code(code).unwrap());
        match typed_amount(&printed, Currency::USD) {
            Ok(money) => prop_assert_eq!(money, expected, "{}", printed),
            Err(why) => prop_assert!(exponent > 2, "{printed} {why}"),
        }
    }

    /// Whatever is cut off or glued on, no piece of a number is read as the whole of one.
    #[test]
    fn a_piece_of_a_number_is_never_the_number(
        whole in 1_000_u64..100_000_000,
        inside in select(&["\u{202E}", "\u{2066}", "·", "‚", "_", "O", "l", "''", ", ", ". ", ".,", "/", "¸", "˙"][..]),
        group in select(&[",", ".", " ", "'"][..]),
    ) {
        let digits = whole.to_string();
        let (head, tail) = digits.split_at(digits.len() - 3);
        for printed in [format!("Total ${head}{inside}{tail}.00"), format!("Total EUR {head}{inside}{tail}{group}000,00")] {
            if let Verdict::Certain(found) = found(&printed).verdict {
                prop_assert!(found.money.value >= Decimal::from(whole), "{printed} {found:?}");
            }
        }
    }
}

#[test]
fn what_stands_for_more_than_it_says_is_never_certain() {
    for price in [
        "$12.5K",
        "USD 12.5k",
        "$1.2M",
        "$1.2 mn",
        "€1.5bn",
        "12,5 Mio. €",
        "EUR 12,5 Mio.",
        "1,2 € Mio.",
        "1.2 million USD",
        "US$ 3 thousand",
        "5 Tsd. EUR",
        "1,2 Mrd. €",
        "2,5 mld zł",
        "12 tys. zł",
        "1,2 млн руб.",
        "3 тыс. ₽",
        "1,5 млрд ₽",
        "2 mil lei",
        "1,5 mln kr",
        "₹1.5 lakh",
        "₹2.5 Cr",
        "Rs. 3 crore",
        "₹ 4 करोड़",
        "৳ 5 লাখ",
        "Rp 12,5 jt",
        "Rp 50 rb",
        "Rp 2,5 juta",
        "12,5 triệu ₫",
        "45 nghìn ₫",
        "1.2万円",
        "¥12.5万",
        "3億円",
        "1.2만원",
        "₩5천",
        "12.5 ล้านบาท",
        "5 แสนบาท",
        "3 هزار تومان",
        "2.5 میلیون ریال",
        "3 ألف درهم",
        "5 אלף ₪",
        "1,5 εκ. €",
        "3 χιλ. €",
        "2 tis. Kč",
        "5 ezer Ft",
        "1,2 millió Ft",
        "3 tuh. €",
        "2 mijë lekë",
        "5 bin TL",
        "1,5 milyon ₺",
        "€ 4 duizend",
        "3 tusen kr",
    ] {
        for text in [price.to_owned(), format!("Total: {price}"), format!("Amount due {price} today")] {
            let verdict = found(&text).verdict;
            assert!(!matches!(verdict, Verdict::Certain(_)), "{text} {verdict:?}");
            assert!(typed_amount(&text, Currency::USD).is_err(), "{text}");
        }
    }
}

#[test]
fn what_is_no_price_is_none() {
    for text in [
        "10-20",
        "10–20",
        "1.2.3",
        "v2.10.4",
        "192.168.1.10",
        "10.0.0.255",
        "2024-05-12",
        "12/05/2024",
        "12.05.2024",
        "5/12/24",
        "14:30",
        "14:30:15",
        "19 %",
        "19%",
        "7,7 %",
        "12.5‰",
        "21°",
        "1.250 kg",
        "0,75 cl",
        "3 items",
        "AB1234",
        "#4711",
        "4711-12-9",
        "A45.00",
        "INV-2024-00123",
        "•••• 1234",
        "**** 4242",
        "****1234",
        "x 3",
        "№ 17",
    ] {
        for text in [text.to_owned(), format!("Total {text}")] {
            let verdict = found(&text).verdict;
            assert!(
                !matches!(verdict, Verdict::Certain(ref it) if it.money.value >= Decimal::ONE_HUNDRED || text.starts_with(|c: char| c.is_ascii_digit())),
                "{text} {verdict:?}"
            );
        }
    }
}

#[test]
fn ranges_phones_and_accounts_are_no_amounts_of_money() {
    for text in [
        "Call +49 30 901820 or 0800 330 1000",
        "IBAN DE89 3704 0044 0532 0130 00",
        "VAT DE123456789",
        "Card 4242 4242 4242 4242",
        "Version 1.234.567-b",
        "Seats 12-14",
        "Ref 10.1000/182",
        "USt-IdNr. ATU12345678",
        "Tel. 044 211 12 12",
    ] {
        let verdict = found(text).verdict;
        assert!(!matches!(verdict, Verdict::Certain(_)), "{text} {verdict:?}");
    }
}
