//! Whether a text says only what the facts say: no number, currency, link or address of its own.
//!
//! Knows how people write numbers. Must not know what they mean: this finds foreign ones, it reads no amounts.

use std::collections::HashSet;

use super::plain;
use crate::approval::Currency;

/// Words that make a number of other words.
const MAGNITUDES: [&str; 7] = ["dozen", "hundred", "thousand", "million", "millions", "billion", "trillion"];
/// Letters behind digits that multiply them.
const MULTIPLIERS: [&str; 7] = ["k", "m", "b", "bn", "mn", "mio", "mrd"];
/// Signs of currencies, and a code that each stands for.
const SIGNS: [(char, &str); 5] = [('$', "USD"), ('€', "EUR"), ('£', "GBP"), ('¥', "JPY"), ('₹', "INR")];

/// What a text may repeat.
pub(super) struct Ground {
    text: String,
    words: HashSet<String>,
    numbers: HashSet<String>,
}

impl Ground {
    /// Everything in the text of the facts.
    pub(super) fn new(facts: &str) -> Self {
        let text = facts.to_lowercase();
        let words = words(&text).map(str::to_owned).collect();
        let numbers = numbers(&text).into_iter().flat_map(Number::all).collect();
        Self { text, words, numbers }
    }

    /// The first thing in `text` that the facts do not contain.
    pub(super) fn foreign(&self, text: &str) -> Option<String> {
        self.foreign_number(text)
            .or_else(|| self.foreign_currency(text))
            .or_else(|| self.foreign_place(&text.to_lowercase()))
    }

    fn foreign_number(&self, text: &str) -> Option<String> {
        let lower = text.to_lowercase();
        if let Some(digit) = lower.chars().find(|c| c.is_numeric() && !c.is_ascii()) {
            return Some(format!("the number {digit}"));
        }
        let written = numbers(&lower).into_iter().find(|number| !self.has(number));
        let spoken = words(&lower).find(|word| {
            let multiplier = word.trim_start_matches(|c: char| c.is_ascii_digit());
            let multiplies = multiplier.len() < word.len() && MULTIPLIERS.contains(&multiplier);
            (multiplies || MAGNITUDES.contains(word)) && !self.words.contains(*word)
        });
        let named = written.map(|number| number.written).or_else(|| spoken.map(str::to_owned))?;
        Some(format!("the number {}", plain::cut(&named, 40)))
    }

    fn has(&self, number: &Number) -> bool {
        match &number.meaning {
            Meaning::OneOf(readings) => readings.iter().any(|reading| self.numbers.contains(reading)),
            Meaning::Parts(parts) => parts.iter().all(|part| self.numbers.contains(part)),
        }
    }

    fn foreign_currency(&self, text: &str) -> Option<String> {
        let code = words(text)
            .filter(|word| word.len() == 3 && word.chars().all(|c| c.is_ascii_uppercase()))
            .find(|word| {
                Currency::from_code(word).is_some() && !self.words.contains(&word.to_ascii_lowercase())
            });
        let sign = SIGNS.iter().find(|(sign, code)| {
            text.contains(*sign) && !self.text.contains(*sign) && !self.words.contains(&code.to_lowercase())
        });
        code.map(str::to_owned)
            .or_else(|| sign.map(|(sign, _)| sign.to_string()))
            .map(|found| format!("the currency {found}"))
    }

    fn foreign_place(&self, text: &str) -> Option<String> {
        text.split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .find(|word| is_place(word) && !self.text.contains(word))
            .map(|word| format!("the link or address {}", plain::cut(word, 60)))
    }
}

/// A link, an address, or what looks like a host: `corp.example`, `evil.example/pay`.
fn is_place(word: &str) -> bool {
    let host = word.split(['/', ':']).next().unwrap_or_default();
    let ends_like_a_domain = host
        .rsplit_once('.')
        .is_some_and(|(_, last)| last.chars().count() >= 2 && last.chars().all(char::is_alphabetic));
    word.contains('@') || plain::is_link(word) || ends_like_a_domain
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Digits, with single separators between them.
struct Number {
    written: String,
    meaning: Meaning,
}

enum Meaning {
    /// One number; `1.234` has two readings.
    OneOf(Vec<String>),
    /// Several: a date, an account number.
    Parts(Vec<String>),
}

impl Number {
    fn all(self) -> Vec<String> {
        match self.meaning {
            Meaning::OneOf(numbers) | Meaning::Parts(numbers) => numbers,
        }
    }
}

fn numbers(text: &str) -> Vec<Number> {
    let is_separator = |c: char| matches!(c, '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '_');
    text.split(|c: char| !c.is_ascii_digit() && !is_separator(c))
        .map(|run| run.trim_matches(is_separator))
        .filter(|run| !run.is_empty())
        .map(|run| {
            let groups: Vec<&str> = run.split(is_separator).collect();
            let separators: Vec<char> = run.chars().filter(|&c| is_separator(c)).collect();
            Number { written: run.to_owned(), meaning: meaning(&groups, &separators) }
        })
        .collect()
}

fn meaning(groups: &[&str], separators: &[char]) -> Meaning {
    let thousands = |groups: &[&str]| match groups.split_first() {
        Some((first, rest)) => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        None => false,
    };
    let alike =
        |separators: &[char]| separators.iter().all(|separator| Some(separator) == separators.first());
    let mut readings = Vec::new();
    if let (Some((fraction, whole)), Some((point, others))) = (groups.split_last(), separators.split_last()) {
        let grouped = others.is_empty() || (thousands(whole) && alike(others) && !others.contains(point));
        if grouped {
            readings.push(canonical(&whole.concat(), fraction));
        }
    }
    if separators.is_empty() || (thousands(groups) && alike(separators)) {
        readings.push(canonical(&groups.concat(), ""));
    }
    if readings.is_empty() {
        Meaning::Parts(groups.iter().map(|group| canonical(group, "")).collect())
    } else {
        Meaning::OneOf(readings)
    }
}

fn canonical(whole: &str, fraction: &str) -> String {
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    if fraction.is_empty() { format!("{whole}.") } else { format!("{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTS: &str = "EXP-17 Sam Reed <sam@corp.example> 2,450.00 USD Flight LH123 on 2026-03-05, 1.234,50 EUR before, \
                         see https://air.example/b/9 and ticket.pdf; 05.04.2026; IBAN 12.34.56";

    #[test]
    fn what_the_facts_say_may_be_said_in_other_forms() {
        let ground = Ground::new(FACTS);
        for text in [
            "Sam asks for 2450 USD.",
            "Sam asks for $2,450.00, that is 2'450.0",
            "Before, it was €1,234.50.",
            "Flight LH123 on 5 March 2026, or 05.03.2026.",
            "See ticket.pdf from sam@corp.example, e.g. today (air.example).",
            "EXP-17.",
            "",
        ] {
            assert_eq!(ground.foreign(text), None, "{text}");
        }
    }

    #[test]
    fn what_the_facts_do_not_say_is_found() {
        let ground = Ground::new(FACTS);
        for (text, found) in [
            ("Sam asks for 24.50 USD.", "24.50"),
            ("Sam asks for 2,451 USD.", "2,451"),
            ("Sam asks for 245 000.", "245"),
            ("Sam asks for 17k.", "17k"),
            ("Only seventeen million.", "million"),
            ("It costs ２４５０.", "２"),
            ("It costs 2,450.00 GBP.", "GBP"),
            ("It costs £17.", "£"),
            ("On 7.8.2026.", "7.8.2026"),
            ("Pay at evil.example/x.", "evil.example/x"),
            ("Write to boss@evil.example!", "boss@evil.example"),
            ("Go to http://air.example/other", "air.example/other"),
        ] {
            let foreign = ground.foreign(text);
            assert!(foreign.as_ref().is_some_and(|it| it.contains(found)), "{text}: {foreign:?}");
        }
    }
}
