//! Which receipt it is: who issued it, when, and under which number. Two that agree may be one receipt sent twice.
//!
//! Knows forwarded headers, the first line of a receipt, dates and the names of numbers. Must not know amounts. What is
//! not plain stays unknown: a wrong vendor would make two receipts look like one.

use chrono::NaiveDate;

use super::parts::without_note;
use super::{Sources, Stated};
use crate::mail::month;

/// So far into a text vendor, date and number are looked for.
const MOST_LINES: usize = 400;
/// A longer line is a paragraph.
const LONGEST_LINE: usize = 400;
/// So much of a forwarded text is compared.
const MOST_LETTERS: usize = 100_000;
/// So many letters of a vendor's name are kept.
const LONGEST_VENDOR: usize = 80;
/// A number has so many digits.
const FEWEST_DIGITS: usize = 3;
/// A text of fewer letters and digits may come twice by chance.
const SHORTEST_TEXT: usize = 60;

const SENDER: [&str; 9] = ["from", "von", "de", "da", "van", "från", "fra", "od", "lähettäjä"];
const SUBJECT: [&str; 11] = [
    "subject",
    "betreff",
    "objet",
    "asunto",
    "oggetto",
    "assunto",
    "onderwerp",
    "ämne",
    "emne",
    "temat",
    "aihe",
];
const NUMBER: [&str; 16] = [
    "invoice number",
    "invoice no",
    "invoice #",
    "receipt number",
    "receipt no",
    "receipt #",
    "rechnungsnummer",
    "rechnungsnr",
    "rechnungs-nr",
    "rechnung nr",
    "belegnummer",
    "numéro de facture",
    "facture n°",
    "número de factura",
    "numero fattura",
    "factuurnummer",
];

/// Each of these names has one of these in it.
const IN_NUMBERS: [&[u8; 4]; 6] = [b"invo", b"rece", b"rech", b"bele", b"fact", b"fatt"];

/// Where a receipt comes from, as far as it says so plainly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Who issued it.
    pub vendor: Option<String>,
    /// When.
    pub date: Option<NaiveDate>,
    /// The number that the vendor gave it.
    pub number: Option<String>,
}

impl Origin {
    /// The same, with what an electronic invoice states, which knows better than lines; of several invoices nothing is one.
    pub fn known_better_by<'a>(mut self, stated: impl IntoIterator<Item = &'a Stated>) -> Self {
        let mut stated = stated.into_iter();
        if let (Some(invoice), None) = (stated.next(), stated.next()) {
            let named = |text: &str| (!text.is_empty()).then(|| shortened(text));
            self.vendor = named(&invoice.seller).or(self.vendor);
            self.number = named(&invoice.number).or(self.number);
            self.date = issued(&invoice.date).or(self.date);
        }
        self
    }
}

/// `2026-10-05T10:00:00`, `20261005`: how electronic invoices write a day (ISO 8601).
fn issued(text: &str) -> Option<NaiveDate> {
    let dashed = text.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    dashed.or_else(|| NaiveDate::parse_from_str(text.trim(), "%Y%m%d").ok())
}

/// Where the receipt of a submission comes from.
pub fn origin(sources: &Sources<'_>) -> Origin {
    let text = receipt_text(sources);
    let lines: Vec<&str> =
        text.lines().map(bare).take(MOST_LINES).filter(|it| it.len() <= LONGEST_LINE).collect();
    Origin {
        vendor: forwarded_from(&lines).or_else(|| first_line(&lines)),
        date: lines.iter().find_map(|line| date(line)),
        number: lines.iter().find_map(|line| number(line)),
    }
}

/// The letters and digits of what was forwarded, whatever a mail program did to its lines; `None` where they are so few
/// that they say nothing.
pub fn forwarded_letters(sources: &Sources<'_>) -> Option<String> {
    let letters = small_letters(&forwarded(sources));
    letters.chars().nth(SHORTEST_TEXT).is_some().then_some(letters)
}

fn small_letters(text: &str) -> String {
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric).take(MOST_LETTERS);
        let small = letters.map(|letter| letter.to_ascii_lowercase()).collect();
        return String::from_utf8(small).unwrap_or_default();
    }
    let letters = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.take(MOST_LETTERS).collect()
}

/// What stands below the note, and the mails that came as files.
fn forwarded(sources: &Sources<'_>) -> String {
    let mut text = without_note(sources.text, sources.note);
    for mail in sources.mails {
        text.push('\n');
        text.push_str(&mail.text);
    }
    text
}

/// What was forwarded, else the first text among the files, else what the requester pasted.
fn receipt_text(sources: &Sources<'_>) -> String {
    let body = forwarded(sources);
    if body.chars().any(char::is_alphanumeric) {
        return body;
    }
    let texts = sources.files.iter().filter_map(|file| file.outcome.as_ref().ok()).map(|it| &it.text);
    let first = texts.into_iter().find(|text| text.chars().any(char::is_alphanumeric));
    first.map_or(sources.note, |text| text).to_owned()
}

/// A line without the marks of quotes and of bold type.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '*' | '|' | '\u{feff}'))
}

/// The sender of the innermost forwarded mail: its name, else its domain. Trains have a `From:` too.
fn forwarded_from(lines: &[&str]) -> Option<String> {
    let header = |(at, line): (usize, &&str)| {
        let value = field(line, &SENDER)?;
        let below = lines.iter().skip(at + 1).take(4);
        let is_header = value.contains('@') || below.clone().any(|line| field(line, &SUBJECT).is_some());
        is_header.then(|| value.to_owned())
    };
    let sender = lines.iter().enumerate().rev().find_map(header)?;
    let name = sender.split(['<', '[']).next().unwrap_or_default().trim_matches([' ', '"', '\'', '*']);
    let domain =
        || sender.rsplit_once('@').map(|(_, domain)| domain.trim_end_matches(['>', ')', ']', ' ', '*']));
    let named = Some(name).filter(|name| !name.contains('@') && letters(name) >= 3);
    named.or_else(domain).map(shortened)
}

/// The value of a header line with one of these names; bold type may stand around the name.
fn field<'a>(line: &'a str, names: &[&str]) -> Option<&'a str> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_matches(['*', ' ']).to_lowercase();
    names.contains(&name.as_str()).then(|| value.trim_matches(['*', ' ']))
}

/// The first line with words, unless it greets.
fn first_line(lines: &[&str]) -> Option<String> {
    let first = lines.iter().find(|line| letters(line) >= 3)?;
    let is_name = !first.ends_with([',', '!', '?', ':']) && first.chars().count() <= LONGEST_VENDOR;
    is_name.then(|| shortened(first))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_VENDOR).collect()
}

/// `Invoice number: INV-2024-0088`: at least four characters, three of them digits.
fn number(line: &str) -> Option<String> {
    let mut digits = line.bytes().filter(u8::is_ascii_digit);
    if digits.nth(FEWEST_DIGITS - 1).is_none() || !has(line, is_in_numbers) {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let behind = NUMBER.iter().find_map(|name| Some(lower.find(name)? + name.len()))?;
    let value = line.get(behind..)?.trim_start_matches(|c: char| c.is_whitespace() || ":#.°º".contains(c));
    let value: String =
        value.chars().take_while(|c| c.is_alphanumeric() || "-/_.".contains(*c)).take(40).collect();
    let value = value.trim_end_matches(['.', '-', '/']);
    let digits = value.chars().filter(char::is_ascii_digit).count();
    (value.chars().count() >= 4 && digits >= FEWEST_DIGITS).then(|| value.to_owned())
}

fn is_in_numbers(word: &[u8; 4]) -> bool {
    matches!(word, [b'i' | b'r' | b'b' | b'f' | b'I' | b'R' | b'B' | b'F', ..])
        && IN_NUMBERS.iter().any(|it| word.eq_ignore_ascii_case(*it))
}

/// Whether four bytes in a row are such: most lines have neither a year nor the name of a number.
fn has(line: &str, is_such: impl Fn(&[u8; 4]) -> bool) -> bool {
    line.as_bytes().array_windows().any(is_such)
}

/// The first date of a line that can be read in one way only.
fn date(line: &str) -> Option<NaiveDate> {
    if !has(line, |year| matches!(year, [b'1', b'9', ..] | [b'2', b'0', ..])) {
        return None;
    }
    let linking = |word: &&str| !word.is_empty() && !matches!(*word, "de" | "del" | "of");
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '/' | '-'))
        .filter(linking)
        .collect();
    words.iter().find_map(|word| in_digits(word)).or_else(|| {
        let parts: Vec<&str> = words
            .iter()
            .flat_map(|word| word.split(['.', '/', '-']))
            .filter(|part| !part.is_empty())
            .collect();
        parts.windows(3).find_map(|three| in_words(three.first()?, three.get(1)?, three.get(2)?))
    })
}

/// `2026-10-05`, `05.10.2026`; `05/10/2026` could be two days, `25/10/2026` could not.
fn in_digits(word: &str) -> Option<NaiveDate> {
    let mark = ['-', '.', '/'].into_iter().find(|mark| word.contains(*mark))?;
    let parts: Vec<&str> = word.trim_end_matches(mark).split(mark).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if first.len() == 4 {
        return day(first, second, third);
    }
    let (one, two): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let year = Some(third).filter(|year| year.len() == 4)?;
    if mark == '.' || one > 12 || one == two {
        day(year, second, first)
    } else if two > 12 {
        day(year, first, second)
    } else {
        None
    }
}

/// `5 october 2026`, `october 5 2026`.
fn in_words(first: &str, second: &str, year: &str) -> Option<NaiveDate> {
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let month = |word: &str| if word.starts_with(char::is_alphabetic) { month(word) } else { None };
    let number = |word: &str| {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        let rest = word.get(digits.len()..)?;
        matches!(rest, "" | "st" | "nd" | "rd" | "th" | "er" | "º").then_some(digits)
    };
    let (month, digits) = match (month(first), month(second)) {
        (Some(month), _) => (month, number(second)?),
        (None, Some(month)) => (month, number(first)?),
        (None, None) => return None,
    };
    day(year, &month.to_string(), &digits)
}

fn day(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let year = year.parse().ok().filter(|year| (1990..2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, note: &str) -> Origin {
        origin(&Sources { text, note, ..Sources::default() })
    }

    #[test]
    fn dates_that_can_be_read_in_one_way_are_read() {
        for (line, expected) in [
            ("Date: Mon, Oct 5, 2026 at 9:12 AM", "2026-10-05"),
            ("Gesendet: Montag, 5. Oktober 2026 09:12", "2026-10-05"),
            ("Le 5 octobre 2026 à 10:11", "2026-10-05"),
            ("5 de octubre de 2026", "2026-10-05"),
            ("2026-10-05 18:30 Table 4", "2026-10-05"),
            ("Datum 05.10.2026", "2026-10-05"),
            ("25/10/2026", "2026-10-25"),
            ("10/25/2026", "2026-10-25"),
            ("October 5th, 2026", "2026-10-05"),
            ("05-Oct-2026", "2026-10-05"),
        ] {
            assert_eq!(date(line).map(|date| date.to_string()).as_deref(), Some(expected), "{line}");
        }
        for line in ["05/10/2026", "12.50", "31.02.2026", "1.2.3", "October", "Order 2026-10051", "5 Oct"] {
            assert_eq!(date(line), None, "{line}");
        }
    }

    #[test]
    fn the_vendor_is_whoever_wrote_the_innermost_forwarded_mail() {
        let text = "For the team\n\n---------- Forwarded message ---------\nFrom: Sam Reed <sam@corp.example>\n\
                    Date: Tue, Oct 6, 2026\nSubject: Fwd: receipt\n\n> Von: \"Trattoria Roma\" <info@roma.example>\n\
                    > Datum: 5. Oktober 2026\n> Invoice No. R-20261005\n> Total 280.00";
        let origin = of(text, "For the team");
        assert_eq!(origin.vendor.as_deref(), Some("Trattoria Roma"));
        assert_eq!(origin.number.as_deref(), Some("R-20261005"));
        let bare = "*From:* receipts@roma.example\n*Subject:* yours";
        assert_eq!(of(bare, "").vendor.as_deref(), Some("roma.example"));
    }

    #[test]
    fn without_a_header_the_first_line_names_the_vendor() {
        assert_eq!(of("\n  GRAND HOTEL  \n05.10.2026\n", "").vendor.as_deref(), Some("GRAND HOTEL"));
        assert_eq!(of("From: Zurich\nTo: Bern\n", "").vendor.as_deref(), Some("From: Zurich"));
        assert_eq!(of("Dear Sam,\nyour receipt", "").vendor, None);
        assert_eq!(of("12.50\n***\n", ""), Origin::default());
    }

    #[test]
    fn a_few_words_are_no_text_to_recognise() {
        let letters = |text| forwarded_letters(&Sources { text, note: "mine", ..Sources::default() });
        assert_eq!(letters("mine\nTotal: 12.50"), None);
        let long = format!("mine\n> {}", "Thank You 1 ".repeat(10));
        assert_eq!(letters(&long), Some("thankyou1".repeat(10)));
    }
}
