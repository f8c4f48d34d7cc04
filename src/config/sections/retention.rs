//! `[retention]`: how long bytes are kept that nobody needs any more.

use std::time::Duration;

use crate::config::keys;
use crate::config::reader::Section;
use crate::config::values::Form;

/// After how long what is erased; nothing without a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Mail and files of closed requests, after the last thing that happened to them; and answered mail of no request.
    pub originals: Option<Rule>,
    /// Mail that was set aside, after it came.
    pub quarantine: Option<Rule>,
}

/// A rule, and how the log names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// After how long.
    pub after: Duration,
    /// `originals = "3y"`.
    pub text: String,
}

const TERM: Form = Form {
    name: "\"never\" or a time of 1 day to 100 years",
    remedy: "write \"never\", or whole days or years (of 366 days), such as \"90d\" or \"10y\"",
};
const DAY: u64 = 86_400;
const LONGEST: u64 = 100 * 366;

/// Reads the table.
pub(in crate::config) fn retention(root: &Section<'_>) -> Retention {
    let table = root.section("retention", &keys::RETENTION);
    let rule = |key: &str| {
        let (after, text) = table.read(key, |value| {
            let after = value.parsed(&TERM, term)?;
            Some((after, value.text()?))
        })?;
        Some(Rule { after: after?, text: format!("{key} = \"{text}\"") })
    };
    Retention { originals: rule("originals"), quarantine: rule("quarantine") }
}

/// None inside: never. A year counts a day too many rather than one too few.
fn term(text: &str) -> Option<Option<Duration>> {
    if text == "never" {
        return Some(None);
    }
    let (number, days) = match text.strip_suffix('y') {
        Some(number) => (number, 366),
        None => (text.strip_suffix('d')?, 1),
    };
    let plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let days = number.parse::<u64>().ok().filter(|_| plain)?.checked_mul(days)?;
    (1..=LONGEST).contains(&days).then(|| Some(Duration::from_secs(days * DAY)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_never_or_whole_days_or_years() {
        let days = |count| Some(Some(Duration::from_secs(count * DAY)));
        for (text, read) in [
            ("never", Some(None)),
            ("1d", days(1)),
            ("3y", days(1_098)),
            ("100y", days(LONGEST)),
            ("0d", None),
            ("101y", None),
            ("+3y", None),
            ("12h", None),
            ("y", None),
            ("", None),
        ] {
            assert_eq!(term(text), read, "{text}");
        }
    }
}
