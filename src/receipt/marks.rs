//! The marks that name a currency: ISO codes, symbols, words.
//!
//! Knows what each can mean. Which of several it means, the document decides.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::approval::Currency;

/// What a mark beside a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// One currency.
    Clear(Currency),
    /// One currency, by a code that is also a word: PEN, GEL, ALL.
    Wordlike(Currency),
    /// One of several, by their codes, what is usually meant first.
    Shared(&'static [&'static str]),
}

/// On which side of the number a mark stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Both,
}

/// The longest mark, in characters.
const LONGEST: usize = 7;

/// What `$` means: countries by CLDR's national use, the US dollar first.
pub(super) const DOLLARS: &[&str] = &[
    "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "BBD", "BMD", "BND",
    "BSD", "BZD", "CUP", "FJD", "GYD", "JMD", "KYD", "LRD", "NAD", "SBD", "SRD", "TTD", "XCD",
];
const CROWNS: &[&str] = &["DKK", "NOK", "SEK", "ISK"];
const RUPEES: &[&str] = &["INR", "PKR", "LKR", "NPR", "MUR"];
const YUAN_OR_YEN: &[&str] = &["CNY", "JPY"];
const POUNDS: &[&str] = &["GBP", "EGP", "FKP", "GIP", "SHP", "SSP"];

#[rustfmt::skip]
const SHARED: &[(&str, Side, &[&str])] = &[
    ("$", Side::Both, DOLLARS), ("dollars", Side::After, DOLLARS), ("Dollars", Side::After, DOLLARS),
    ("dollar", Side::After, DOLLARS), ("£", Side::Both, POUNDS), ("pounds", Side::After, POUNDS),
    ("kr", Side::Both, CROWNS), ("kr.", Side::Both, CROWNS), ("Kr", Side::Both, CROWNS), ("Kr.", Side::Both, CROWNS),
    ("KR", Side::Both, CROWNS), ("kronor", Side::After, CROWNS), ("kroner", Side::After, CROWNS),
    ("Rs", Side::Both, RUPEES), ("Rs.", Side::Both, RUPEES), ("RS.", Side::Before, RUPEES), ("rs.", Side::Before, RUPEES),
    ("rupees", Side::After, RUPEES), ("₨", Side::Both, RUPEES), ("¥", Side::Both, YUAN_OR_YEN),
];

#[rustfmt::skip]
const CLEAR: &[(&str, Side, &str)] = &[
    ("US$", Side::Both, "USD"), ("$US", Side::Both, "USD"), ("U$S", Side::Before, "USD"), ("USD$", Side::Both, "USD"),
    ("$USD", Side::Both, "USD"), ("$CAD", Side::Both, "CAD"), ("$CA", Side::Both, "CAD"), ("$CAN", Side::Both, "CAD"),
    ("CA$", Side::Both, "CAD"), ("C$", Side::Before, "CAD"), ("CAD$", Side::Before, "CAD"), ("CDN$", Side::Before, "CAD"),
    ("CAN$", Side::Before, "CAD"), ("CDN", Side::Both, "CAD"), ("A$", Side::Before, "AUD"), ("AU$", Side::Both, "AUD"),
    ("AUD$", Side::Before, "AUD"), ("NZ$", Side::Both, "NZD"), ("NZD$", Side::Before, "NZD"), ("S$", Side::Before, "SGD"),
    ("SG$", Side::Before, "SGD"), ("SGD$", Side::Before, "SGD"), ("HK$", Side::Both, "HKD"), ("HKD$", Side::Before, "HKD"),
    ("NT$", Side::Both, "TWD"), ("TW$", Side::Before, "TWD"), ("MX$", Side::Both, "MXN"), ("Mex$", Side::Before, "MXN"),
    ("MXN$", Side::Before, "MXN"), ("M.N.", Side::After, "MXN"), ("AR$", Side::Before, "ARS"), ("COL$", Side::Before, "COP"),
    ("CL$", Side::Before, "CLP"), ("J$", Side::Before, "JMD"), ("TT$", Side::Before, "TTD"), ("EC$", Side::Before, "XCD"),
    ("BZ$", Side::Before, "BZD"), ("N$", Side::Before, "NAD"), ("FJ$", Side::Before, "FJD"), ("Bds$", Side::Before, "BBD"),
    ("R$", Side::Before, "BRL"), ("€", Side::Both, "EUR"), ("Euro", Side::Both, "EUR"), ("euro", Side::Both, "EUR"),
    ("EURO", Side::Both, "EUR"), ("Euros", Side::After, "EUR"), ("euros", Side::After, "EUR"), ("EUROS", Side::After, "EUR"),
    ("UK£", Side::Before, "GBP"), ("GBP£", Side::Before, "GBP"), ("E£", Side::Before, "EGP"), ("LE", Side::Before, "EGP"),
    ("Fr.", Side::Both, "CHF"), ("SFr.", Side::Both, "CHF"), ("sFr.", Side::Both, "CHF"), ("SFr", Side::Both, "CHF"),
    ("Fr", Side::Before, "CHF"), ("Franken", Side::After, "CHF"), ("₹", Side::Both, "INR"), ("₩", Side::Both, "KRW"),
    ("￦", Side::Both, "KRW"), ("원", Side::After, "KRW"), ("円", Side::After, "JPY"), ("JP¥", Side::Before, "JPY"),
    ("JPY¥", Side::Before, "JPY"), ("yen", Side::After, "JPY"), ("CN¥", Side::Before, "CNY"), ("RMB¥", Side::Before, "CNY"),
    ("RMB", Side::Both, "CNY"), ("元", Side::After, "CNY"), ("人民币", Side::Before, "CNY"), ("₫", Side::Both, "VND"),
    ("đ", Side::After, "VND"), ("฿", Side::Both, "THB"), ("บาท", Side::After, "THB"), ("Baht", Side::After, "THB"),
    ("zł", Side::After, "PLN"), ("ZŁ", Side::After, "PLN"), ("zl", Side::After, "PLN"), ("Kč", Side::Both, "CZK"),
    ("KČ", Side::Both, "CZK"), ("Kc", Side::After, "CZK"), ("Ft", Side::After, "HUF"), ("Ft.", Side::After, "HUF"),
    ("₪", Side::Both, "ILS"), ("NIS", Side::Both, "ILS"), ("₺", Side::Both, "TRY"), ("TL", Side::After, "TRY"),
    ("₴", Side::Both, "UAH"), ("грн", Side::After, "UAH"), ("₦", Side::Both, "NGN"), ("₱", Side::Both, "PHP"),
    ("Php", Side::Before, "PHP"), ("RM", Side::Both, "MYR"), ("Rp", Side::Before, "IDR"), ("Rp.", Side::Before, "IDR"),
    ("R", Side::Before, "ZAR"), ("S/", Side::Before, "PEN"), ("S/.", Side::Before, "PEN"), ("₡", Side::Before, "CRC"),
    ("₲", Side::Before, "PYG"), ("₽", Side::Both, "RUB"), ("руб", Side::After, "RUB"), ("руб.", Side::After, "RUB"),
    ("лв", Side::After, "BGN"), ("лв.", Side::After, "BGN"), ("lei", Side::After, "RON"), ("Lei", Side::After, "RON"),
    ("LEI", Side::After, "RON"), ("₸", Side::Both, "KZT"), ("₾", Side::Both, "GEL"), ("৳", Side::Both, "BDT"),
    ("Tk", Side::Before, "BDT"), ("Tk.", Side::Before, "BDT"), ("₵", Side::Before, "GHS"), ("GH₵", Side::Before, "GHS"),
    ("KSh", Side::Both, "KES"), ("Ksh", Side::Both, "KES"), ("KSH", Side::Both, "KES"), ("Dhs", Side::Both, "AED"),
    ("Dhs.", Side::Both, "AED"), ("DHS", Side::Both, "AED"), ("Dh", Side::Both, "AED"), ("د.إ", Side::Both, "AED"),
    ("﷼", Side::Both, "SAR"), ("ر.س", Side::Both, "SAR"), ("د.ك", Side::Both, "KWD"), ("KD", Side::Both, "KWD"),
    ("BD", Side::Before, "BHD"), ("JD", Side::Both, "JOD"), ("FCFA", Side::Both, "XOF"), ("CFA", Side::Both, "XOF"),
];

/// Codes that are words or names as well: no proof beside a single item.
const WORDLIKE: &[&str] = &[
    "ALL", "AMD", "BAM", "BOB", "COP", "CUP", "ERN", "GEL", "LAK", "MAD", "MOP", "PAB", "PEN", "RON", "SAR",
    "SOS", "STN", "TOP", "TRY", "VES", "WST", "ZAR",
];

/// Codes that people also type in small letters.
const TYPED_SMALL: &[&str] = &[
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "JPY", "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "CZK",
    "HUF", "SGD", "HKD", "MYR", "MXN", "BRL", "KRW", "THB", "AED", "KWD", "BHD", "ILS", "ZAR", "TRY",
];

static TABLE: LazyLock<HashMap<&'static str, (Side, Mark)>> = LazyLock::new(|| {
    let shared = SHARED.iter().map(|(text, side, codes)| (*text, (*side, Mark::Shared(codes))));
    let clear = CLEAR.iter().filter_map(|(text, side, code)| {
        Currency::from_code(code).map(|currency| (*text, (*side, Mark::Clear(currency))))
    });
    shared.chain(clear).collect()
});

/// The mark that ends right where a number begins, and its length.
pub(super) fn before(text: &[char]) -> Option<(Mark, usize)> {
    (1..=LONGEST.min(text.len())).rev().find_map(|length| {
        let (rest, tail) = text.split_at_checked(text.len() - length)?;
        let is_cut =
            matches!((rest.last(), tail.first()), (Some(left), Some(first)) if is_one_word(*left, *first));
        (!is_cut).then(|| mark(tail, Side::Before)).flatten().map(|mark| (mark, length))
    })
}

/// The mark that begins right where a number ends, and its length.
pub(super) fn after(text: &[char]) -> Option<(Mark, usize)> {
    (1..=LONGEST.min(text.len())).rev().find_map(|length| {
        let (head, rest) = text.split_at_checked(length)?;
        let is_cut =
            matches!((head.last(), rest.first()), (Some(last), Some(right)) if is_one_word(*last, *right));
        (!is_cut).then(|| mark(head, Side::After)).flatten().map(|mark| (mark, length))
    })
}

/// What this word means where it stands alone: a column head, `all amounts in USD`.
pub(super) fn standing_alone(word: &str) -> Option<Currency> {
    match TABLE.get(word) {
        Some((_, Mark::Clear(currency))) if word != "R" && word != "LE" => Some(*currency),
        Some(_) => None,
        None => match code(word) {
            Some(Mark::Clear(currency)) => Some(currency),
            Some(Mark::Wordlike(_) | Mark::Shared(_)) | None => None,
        },
    }
}

fn mark(text: &[char], side: Side) -> Option<Mark> {
    let text: String = text.iter().collect();
    match TABLE.get(text.as_str()) {
        Some((at, mark)) if *at == side || *at == Side::Both => Some(*mark),
        Some(_) => None,
        None => code(&text),
    }
}

/// An ISO 4217 code of money that people pay with.
fn code(text: &str) -> Option<Mark> {
    if text.len() != 3 || !text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let is_spelled = text == upper || TYPED_SMALL.contains(&upper.as_str());
    // Codes in X are metals, baskets and tests, except the shared currencies of Africa, the Caribbean and the Pacific.
    let is_money = !upper.starts_with('X') || ["XAF", "XOF", "XPF", "XCD", "XCG"].contains(&upper.as_str());
    let currency = Currency::from_code(&upper).filter(|_| is_spelled && is_money)?;
    Some(if WORDLIKE.contains(&upper.as_str()) { Mark::Wordlike(currency) } else { Mark::Clear(currency) })
}

/// Two letters of an alphabet that spaces its words: between them no mark begins or ends.
fn is_one_word(left: char, right: char) -> bool {
    let spaced = |c: char| c.is_alphabetic() && u32::from(c) < 0x2E80;
    (spaced(left) && spaced(right)) || (left == '$' && right == '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_longest_mark_wins_on_either_side() {
        let usd = Mark::Clear(Currency::USD);
        assert_eq!(before(&chars("Total: US$")), Some((usd, 3)));
        assert_eq!(before(&chars("Total:$")), Some((Mark::Shared(DOLLARS), 1)));
        assert_eq!(after(&chars("EUR/incl")), Some((Mark::Clear(Currency::from_code("EUR").unwrap()), 3)));
        assert_eq!(before(&chars("TOTAL RM")).map(|(_, length)| length), Some(2));
    }

    #[test]
    fn a_part_of_a_word_is_no_mark() {
        assert_eq!(before(&chars("FORM")), None);
        assert_eq!(after(&chars("Rsx")), None);
        assert_eq!(before(&chars("XAU")), None);
    }

    #[test]
    fn every_code_in_the_tables_exists() {
        for code in CLEAR.iter().map(|row| row.2).chain(SHARED.iter().flat_map(|row| row.2.iter().copied())) {
            assert!(Currency::from_code(code).is_some(), "{code}");
        }
        for code in WORDLIKE.iter().chain(TYPED_SMALL) {
            assert!(Currency::from_code(code).is_some(), "{code}");
        }
    }
}
