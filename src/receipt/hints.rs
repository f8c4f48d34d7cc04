//! What a text says about where it comes from, for the marks that several countries share: `kr`, `¥`, `Rs`.
//!
//! Knows words, places and scripts. They settle what a shared mark means, and nothing else.

use std::rc::Rc;

use super::amounts::OfLine;
use super::lines::Line;
use super::marks::Mark;
use super::number::Number;
use crate::approval::Currency;

/// Words of one country only, in small letters.
#[rustfmt::skip]
const HINTS: &[(&str, &[&str])] = &[
    ("JPY", &["円", "税込", "領収", "合計", "消費税", "お釣り", "小計", "東京", "大阪", "tokyo", "osaka", "kyoto", "japan"]),
    ("CNY", &["合计", "金额", "发票", "小计", "人民币", "微信", "支付宝", "中国", "上海", "北京", "shanghai", "beijing", "shenzhen", "china"]),
    ("SEK", &["att betala", "summa", "sverige", "kvitto", "stockholm", "göteborg", "malmö", "öresavrundning", "varav moms"]),
    ("NOK", &["å betale", "norge", "mva", "oslo", "bergen", "trondheim", "beløp"]),
    ("DKK", &["at betale", "danmark", "beløb", "i alt", "københavn", "aarhus", "cvr", "dankort"]),
    ("ISK", &["ísland", "reykjavík", "kennitala", "samtals"]),
    ("INR", &["gstin", "cgst", "sgst", "igst", "india", "mumbai", "bengaluru", "bangalore", "delhi", "chennai", "kolkata", "pune"]),
    ("PKR", &["pakistan", "karachi", "lahore", "islamabad", "rawalpindi", "strn"]),
    ("LKR", &["sri lanka", "colombo", "kandy"]),
    ("NPR", &["nepal", "kathmandu", "pokhara"]),
    ("MUR", &["mauritius", "port louis"]),
    ("SCR", &["seychelles"]),
    ("EGP", &["egypt", "cairo"]),
    ("BYN", &["беларусь", "минск", "мінск", "унп", "бел"]),
    ("RUB", &["россия", "москва", "санкт-петербург", "ооо", "инн", "огрн", "рф"]),
    ("RON", &["românia", "bucurești", "cluj", "tva", "cui"]),
    ("MDL", &["moldova", "chișinău"]),
];

/// The one currency among `codes` that the text speaks for.
pub(super) fn hint(codes: &[&str], lines: &[Rc<Line>], amounts: &[OfLine<'_>]) -> Option<Currency> {
    let mut wanted = HINTS.iter().filter(|(code, _)| codes.contains(code)).peekable();
    wanted.peek()?;
    if codes.contains(&"JPY") && has_cents(codes, amounts) {
        // No yen has cents.
        return Currency::from_code("CNY");
    }
    if codes.contains(&"INR") && lines.iter().any(|line| has_lakhs(&line.characters)) {
        return Currency::from_code("INR");
    }
    let text: Vec<char> = lines.iter().flat_map(|line| small(&line.characters)).collect();
    let has_kana = text.iter().any(|c| matches!(c, '\u{3041}'..='\u{30FF}'));
    let mut found = wanted
        .filter(|(code, words)| (has_kana && *code == "JPY") || words.iter().any(|word| says(&text, word)));
    let (code, _) = found.next()?;
    if found.next().is_some() { None } else { Currency::from_code(code) }
}

/// `13,08,899`: of those who group like this, the rupees of India are worth most.
fn has_lakhs(line: &[char]) -> bool {
    line.windows(7).any(|window| match window {
        [',', one, two, ',', rest @ ..] => [one, two].into_iter().chain(rest).all(char::is_ascii_digit),
        _ => false,
    })
}

fn small(line: &[char]) -> impl Iterator<Item = char> {
    line.iter().flat_map(|c| c.to_lowercase()).chain(['\n'])
}

fn has_cents(codes: &[&str], amounts: &[OfLine<'_>]) -> bool {
    amounts.iter().flat_map(|here| here.iter()).any(|amount| {
        let is_theirs = matches!(amount.mark, Some(Mark::Shared(own)) if own == codes);
        is_theirs && amount.number.is_some_and(Number::has_cents)
    })
}

/// Whether the text has this word, whole where its script puts blanks between words.
fn says(text: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let is_spaced = word.iter().all(|c| u32::from(*c) < 0x2E80);
    let at_edge = |neighbour: Option<&char>| !is_spaced || neighbour.is_none_or(|c| !c.is_alphanumeric());
    let mut places = text.windows(word.len()).enumerate().filter(|(_, window)| *window == word);
    places.any(|(at, _)| {
        at_edge(at.checked_sub(1).and_then(|before| text.get(before))) && at_edge(text.get(at + word.len()))
    })
}
