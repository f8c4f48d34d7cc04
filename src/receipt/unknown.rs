//! Codes and signs beside an amount that name no currency in use: gold, what countries had before, coins of computers,
//! and three capitals that nobody knows.
//!
//! Knows one line. An amount beside one is in nobody's currency, so that the policy's may never stand in for it. Must not
//! know which amount is the total.

use std::sync::LazyLock;

use super::amounts::Amount;
use super::labels::{self, Sense};
use super::layout;
use super::marks::{self, Mark};
use super::ways::{Step, Ways};

/// No code is longer.
const MAX_CODE: usize = 10;
/// So far a code may stand from its number.
const MAX_GAP: usize = 40;
/// What nobody knows stands right beside it, or it is a word of the next column.
const MAX_NEAR: usize = 2;

/// Three capitals beside amounts that are no code of anything: taxes, units, short words of receipts.
const WORDS: &[&str] = &[
    "ABN", "ALV", "AMT", "AVG", "BAG", "BAL", "BOX", "BTW", "CAN", "CHG", "CSH", "CTN", "CVR", "DAY", "DDV",
    "DEP", "DOZ", "DPH", "DUE", "DZN", "EST", "EXC", "EXT", "FEE", "GAL", "GBR", "GSM", "GST", "HRS", "HST",
    "IGV", "INC", "INV", "ITM", "IVA", "KDV", "KGS", "KMS", "KWH", "LBS", "LTR", "MAX", "MIN", "MLS", "MTR",
    "MVA", "MWH", "NET", "NOW", "OFF", "ONE", "PAX", "PCE", "PCS", "PDV", "PER", "PKG", "PKT", "POS", "PPN",
    "PST", "PTS", "PTU", "PVM", "PVN", "QST", "QTY", "REF", "RTN", "SET", "SST", "STK", "SUB", "SUM", "TAX",
    "TIP", "TOT", "TPS", "TTC", "TVA", "TVQ", "UNI", "UNT", "VAT", "WHT",
];

/// The value of a listed code, and of one that is a word as well.
const CODE: usize = 0;
const CODE_AND_WORD: usize = 1;

/// The list in small letters.
static LISTED: LazyLock<Ways> = LazyLock::new(|| {
    let lines = include_str!("no-currency-in-use.txt").lines().filter(|line| !line.starts_with('#'));
    let codes = lines.flat_map(|line| match line.strip_prefix("=WORDS ") {
        Some(words) => {
            words.split(' ').map(|word| (small(word).collect(), CODE_AND_WORD)).collect::<Vec<_>>()
        }
        None => line.split(' ').map(|code| (small(code).collect(), CODE)).collect(),
    });
    Ways::new(codes.collect())
});

/// What the list has for this word, in whatever letters.
fn listed(word: &str) -> Option<usize> {
    LISTED.behind(LISTED.start(), small(word)).and_then(Step::end)
}

fn small(word: &str) -> impl Iterator<Item = char> {
    word.chars().map(|c| c.to_ascii_lowercase())
}

/// The code or sign beside an amount that no currency in use has; `from` is where the amount before it ends.
pub(super) fn beside(line: &[char], amount: &Amount, from: usize) -> Option<String> {
    if matches!(amount.mark, Some(Mark::Clear(_))) {
        return None;
    }
    let before = line.get(from.min(amount.start)..amount.start).unwrap_or_default();
    let after = line.get(amount.end..).unwrap_or_default();
    behind(after).or_else(|| in_front(before))
}

/// Whether this word, standing alone, is a code that no currency in use has.
pub(super) fn is_listed(word: &str) -> bool {
    let is_capital = || !word.bytes().any(|byte| byte.is_ascii_lowercase());
    listed(word).is_some_and(|kind| kind == CODE || is_capital())
}

/// Whether this is written like the code of a currency: listed, or three capitals.
pub(super) fn is_code(word: &str) -> bool {
    is_listed(word) || word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// `50.00 XAU`, `50.00 (dem)`, `0.5 ₿`.
fn behind(after: &[char]) -> Option<String> {
    let gap = after.iter().take(MAX_GAP).take_while(|c| is_between(**c)).count();
    let rest = after.get(gap..).unwrap_or_default();
    if let Some(sign) = rest.first().filter(|c| is_sign_of_money(**c)) {
        return marks::after(rest).is_none().then(|| sign.to_string());
    }
    let length = rest.iter().take_while(|c| c.is_alphanumeric()).count();
    let word = word(rest.get(..length)?)?;
    let next = rest.iter().skip(length).find(|c| **c != ' ');
    let goes_on = next.is_some_and(|c| c.is_ascii_digit() || c.is_uppercase());
    (is_listed(&word) || gap <= MAX_NEAR && !goes_on && is_nobodys(&word)).then_some(word)
}

/// `XAU 50.00`, `Total ABC: 50.00`; not `TOTAL DUE NOW 50.00`, where all words are in capitals.
fn in_front(before: &[char]) -> Option<String> {
    let gap = before.iter().rev().take(MAX_GAP).take_while(|c| is_between(**c)).count();
    let head = before.get(..before.len() - gap).unwrap_or_default();
    if let Some(sign) = head.last().filter(|c| is_sign_of_money(**c)) {
        return marks::before(head).is_none().then(|| sign.to_string());
    }
    let length = head.iter().rev().take_while(|c| c.is_alphanumeric()).count();
    let (label, last) = head.split_at_checked(head.len() - length)?;
    let word = word(last)?;
    if listed(&word) == Some(CODE) {
        return Some(word);
    }
    if !is_listed(&word) && !is_nobodys(&word) {
        return None;
    }
    let label: String = label.iter().collect();
    let is_alone = !layout::has_words(&label) && gap <= MAX_NEAR;
    let is_of_total = || {
        matches!(labels::sense(&label), Sense::Grand | Sense::Total | Sense::Paid)
            && (label.contains(char::is_lowercase) || label.split_whitespace().count() == 1)
    };
    (is_alone || is_of_total()).then_some(word)
}

fn word(letters: &[char]) -> Option<String> {
    let is_code = (3..=MAX_CODE).contains(&letters.len()) && letters.iter().all(char::is_ascii_alphabetic);
    is_code.then(|| letters.iter().collect())
}

/// Three capitals that are no currency and no word that receipts have.
fn is_nobodys(word: &str) -> bool {
    let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_code || WORDS.contains(&word) {
        return false;
    }
    let letters: Vec<char> = word.chars().collect();
    labels::sense(word) == Sense::Plain
        && marks::before(&letters).is_none()
        && marks::after(&letters).is_none()
}

fn is_between(c: char) -> bool {
    matches!(c, ' ' | '\t' | ':' | '(' | ')' | '[' | ']' | '-' | '*' | '_' | '=' | '|' | '/')
}

/// The signs of money of Unicode, and the one that stands for any.
fn is_sign_of_money(c: char) -> bool {
    matches!(c, '¤' | '\u{20A0}'..='\u{20CF}')
}

#[cfg(test)]
mod tests {
    use super::super::amounts::scan;
    use super::super::text::plain;

    /// What stands beside the last amount of a line.
    fn unknown(line: &str) -> String {
        scan(&plain(line)).last().and_then(|amount| amount.unknown.clone()).unwrap_or_default()
    }

    #[test]
    fn t64_a_code_of_no_currency_in_use_is_seen_on_both_sides_of_an_amount() {
        for (line, code) in [
            ("Total: 50.00 XAU", "XAU"),
            ("Total: 50.00XBT", "XBT"),
            ("Total XAU 50.00", "XAU"),
            ("TOTAL DEM: 50,00", "DEM"),
            ("ITL 50.000", "ITL"),
            ("Hotel Roma, ITL 50.000", "ITL"),
            ("Total: 50.00 ABC", "ABC"),
            ("Amount paid ABC 50.00", "ABC"),
            ("TOTAL ABC 50.00", "ABC"),
            ("Total: 5 btc", "btc"),
            ("Total: 5 Bitcoin", "Bitcoin"),
            ("Total: 50.00 (USDT)", "USDT"),
            ("Total: 50.00\tXAU", "XAU"),
            ("Total: *50.00* *XAU*", "XAU"),
            ("Total: ₿50.00", "₿"),
            ("Total: 50.00 ₣", "₣"),
            ("Total: ¤50.00", "¤"),
            ("Total: $50.00 XAU", "XAU"),
            ("I paid 50.00 ABC for lunch", "ABC"),
        ] {
            assert_eq!(unknown(line), code, "{line}");
        }
    }

    #[test]
    fn t64_words_and_units_of_receipts_are_no_codes() {
        for line in [
            "Total: 50.00",
            "Total: 50.00 USD",
            "Total: EUR 50.00",
            "TOTAL 50.00 VAT",
            "TOTAL 50.00 NET",
            "Total 50.00 inc",
            "Total 50.00 INC VAT",
            "TOTAL QTY 17",
            "TOTAL DUE NOW 304.09",
            "TOTAL NOW 304.09",
            "50.00 PCS",
            "50.00 ea",
            "TAX 4.50",
            "TOTAL TTC 50,00",
            "SUM 389,61",
            "Verbrauch 500 KWH",
            "Parking SFO 45.00",
            "GRANOLA BAR 72.98",
            "50.00 for you",
            "2 MEE GORENG 9.00",
            "BOLETO PTE 50.00",
        ] {
            assert_eq!(unknown(line), "", "{line}");
        }
    }
}
