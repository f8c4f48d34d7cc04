//! The code of an authenticator app beside an approval, where the configuration wants one.
//!
//! Knows how people copy six digits. Must not know whether they are right. Nothing prints a code.

use std::fmt;

/// Six digits. They are good for minutes, so they are neither printed nor stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// The digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// A text without this code, in whichever way it is written; other numbers stay.
    pub fn blotted(&self, text: &str) -> String {
        blotted(text, |digits| digits == self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

/// The code behind a word, parted from it by a blank or `:`, and what stands behind it.
pub(super) fn behind(rest: &str) -> Option<(Code, &str)> {
    let open = rest.trim_start();
    let (parted, open) = match open.strip_prefix(':') {
        Some(behind) => (true, behind.trim_start()),
        None => (open.len() < rest.len(), open),
    };
    let (digits, after) = six_digits(open).filter(|_| parted)?;
    Some((Code(digits), after))
}

/// `123456`, or `123 456` as apps show it, at the beginning of a text, and what stands behind it.
fn six_digits(text: &str) -> Option<(String, &str)> {
    let mut digits = String::new();
    let mut parted = false;
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' if digits.len() < 6 => digits.push(c),
            ' ' | '\u{a0}' | '\u{202f}' if digits.len() == 3 && !parted => parted = true,
            _ => {
                end = at;
                break;
            }
        }
    }
    let after = text.get(end..)?;
    (digits.len() == 6 && stands_alone(after)).then_some((digits, after))
}

/// Neither a longer number nor an amount goes on here.
fn stands_alone(after: &str) -> bool {
    let mut next = after.chars();
    match next.next() {
        Some(c) if c.is_alphanumeric() => false,
        Some('.' | ',' | '\'' | '’') => !next.next().is_some_and(char::is_numeric),
        _ => true,
    }
}

/// A text in which nobody finds a code any more.
pub fn without_codes(text: &str) -> String {
    blotted(text, |_| true)
}

fn blotted(text: &str, is_code: impl Fn(&str) -> bool) -> String {
    let mut without = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let inside = without.ends_with(char::is_alphanumeric);
        match six_digits(rest).filter(|(digits, _)| !inside && is_code(digits)) {
            Some((_, after)) => {
                without.push_str("(a code)");
                rest = after;
            }
            None => {
                without.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    without
}

#[cfg(test)]
mod tests {
    use super::super::{Said, said};
    use super::*;
    use crate::mail::Words;

    fn code(typed: &str) -> Option<(String, String)> {
        let said = said(typed, &Words::default().with_codes(true));
        let digits = said.code().map(|code| code.digits().to_owned()).unwrap_or_default();
        if let Said::Approve { comment, .. } = said { Some((digits, comment)) } else { None }
    }

    #[test]
    fn a_code_behind_the_word_is_read_as_people_copy_it() {
        for (typed, comment) in [
            ("APPROVE 123456", ""),
            ("approve 123 456", ""),
            ("Approved: 123456.", ""),
            ("APPROVE : 123\u{a0}456", ""),
            ("*APPROVE* 123456", ""),
            ("\"APPROVE 123456\"", ""),
            ("Hi team,\nAPPROVE 123456", ""),
            ("Genehmigt 123456, danke", "danke"),
            ("APPROVE 123456: within the budget", "within the budget"),
            ("APPROVE 123456\n\nwithin the budget", "within the budget"),
            ("APPROVE 123456 - fine", "fine"),
        ] {
            assert_eq!(code(typed), Some(("123456".to_owned(), comment.to_owned())), "{typed}");
        }
    }

    #[test]
    fn other_numbers_are_no_codes() {
        for typed in [
            "APPROVE 12345",
            "APPROVE 1234567",
            "APPROVE 123456.50",
            "APPROVE 123,456",
            "APPROVE 12 34 56",
            "APPROVE 123456 USD",
            "APPROVE 123456 654321",
            "APPROVE123456",
            "APPROVE １２３４５６",
            "REJECT APPROVE 123456",
            "please approve 123456",
        ] {
            assert_eq!(code(typed), None, "{typed}");
        }
        assert_eq!(code("APPROVE"), Some((String::new(), String::new())));
    }

    #[test]
    fn without_a_tier_that_wants_codes_a_number_is_no_decision() {
        assert!(matches!(said("APPROVE 123456", &Words::default()), Said::Unclear { .. }));
    }

    #[test]
    fn what_takes_an_approval_back_does_so_beside_a_code_too() {
        for typed in [
            "APPROVE 123456?",
            "APPROVE 123456, but only 500",
            "APPROVE 123456\nSorry, reject",
            "👎 APPROVE 123456",
        ] {
            assert_eq!(code(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_code_is_printed_nowhere() {
        let said = said("APPROVE 123456: 123456 is mine", &Words::default().with_codes(true));
        assert_eq!(format!("{said:?}"), r#"Approve { comment: "123456 is mine", code: Some(Code(…)) }"#);
        assert_eq!(said.code().unwrap().blotted("123456, 123 456, 654321"), "(a code), (a code), 654321");
        assert_eq!(
            without_codes("code 123456, or 123 456; not 1234567, 12345"),
            "code (a code), or (a code); not 1234567, 12345"
        );
    }
}
