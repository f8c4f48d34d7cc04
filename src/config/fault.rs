//! What is wrong with a configuration: every fault at once, each with its place and the way out.
//!
//! A fault quotes names, addresses and numbers, never a secret and never a line of the file.

use std::fmt;
use std::path::Path;

use serde::Serialize;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The configuration file, as it was named.
    pub file: String,
    /// The line, from 1; none when the file could not be read.
    pub line: Option<usize>,
    /// The character in the line, from 1.
    pub column: Option<usize>,
    /// The dotted key, lists counted from 0: `approvers[1].email`; empty when the file as a whole is meant.
    pub key: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

/// Everything that is wrong with one configuration, in the order of its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Faults(Vec<Fault>);

/// The longest piece of the file that a fault quotes.
const LONGEST_QUOTE: usize = 60;

impl Faults {
    /// These faults, sorted by line.
    pub(super) fn new(mut faults: Vec<Fault>) -> Self {
        faults.sort_by(|a, b| (a.line, a.column, &a.key).cmp(&(b.line, b.column, &b.key)));
        faults.dedup();
        Self(faults)
    }

    /// The one fault of a file that cannot be read at all.
    pub(super) fn unreadable(file: &Path, what: String, remedy: &str) -> Self {
        let (file, remedy) = (file.display().to_string(), remedy.to_owned());
        Self(vec![Fault { file, line: None, column: None, key: String::new(), what, remedy }])
    }

    /// The faults, one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl std::error::Error for Faults {}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

/// As compilers do, so that editors jump to it: `config.toml:12:9: policy.currency: what — what to do`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        if !self.key.is_empty() {
            write!(f, ": {}", self.key)?;
        }
        write!(f, ": {} — {}", self.what, self.remedy)
    }
}

/// A piece of the file, as a fault quotes it: shortened, control characters escaped.
pub(super) fn quoted(text: &str) -> String {
    if text.chars().count() <= LONGEST_QUOTE {
        return format!("{text:?}");
    }
    format!("{:?}…", text.chars().take(LONGEST_QUOTE).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(line: usize, key: &str) -> Fault {
        let (what, remedy) = ("is odd".to_owned(), "make it even".to_owned());
        let file = "config.toml".to_owned();
        Fault { file, line: Some(line), column: Some(3), key: key.to_owned(), what, remedy }
    }

    #[test]
    fn faults_print_in_the_order_of_their_lines_each_with_the_way_out() {
        let faults =
            Faults::new(vec![fault(12, "policy.tiers"), fault(2, "desk.name"), fault(2, "desk.name")]);
        assert_eq!(
            faults.to_string(),
            "config.toml:2:3: desk.name: is odd — make it even\n\
             config.toml:12:3: policy.tiers: is odd — make it even"
        );
    }

    #[test]
    fn scripts_read_the_same_as_people() {
        let json = serde_json::to_value(Faults::new(vec![fault(2, "desk.name")])).unwrap();
        let expected = serde_json::json!([{"file": "config.toml", "line": 2, "column": 3, "key": "desk.name",
                                           "what": "is odd", "remedy": "make it even"}]);
        assert_eq!(json, expected);
    }

    #[test]
    fn a_quote_is_short_and_cannot_steer_the_terminal() {
        assert_eq!(quoted("a\u{1b}[2J"), "\"a\\u{1b}[2J\"");
        assert_eq!(quoted(&"x".repeat(1000)).chars().count(), LONGEST_QUOTE + 3);
    }
}
