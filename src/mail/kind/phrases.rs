//! Lists of phrases, written as text.
//!
//! Knows how such a list is written: lower case, a bar between two phrases. Must not know what they mean.

use std::sync::OnceLock;

use regex::Regex;

/// Phrases, split when they are first looked for.
pub(in super::super) struct Phrases {
    source: &'static str,
    split: OnceLock<Vec<&'static str>>,
    anywhere: OnceLock<Option<Regex>>,
}

impl Phrases {
    pub(in super::super) const fn new(source: &'static str) -> Self {
        Self { source, split: OnceLock::new(), anywhere: OnceLock::new() }
    }

    pub(in super::super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        let split = || self.source.split('|').map(str::trim).collect();
        self.split.get_or_init(split).iter().copied()
    }

    /// Whether one of them stands anywhere in a text in lower case: one pass over it, however many there are.
    pub(in super::super) fn found_in(&self, text: &str) -> bool {
        let compile = || {
            let escaped: Vec<String> = self.iter().map(regex::escape).collect();
            Regex::new(&escaped.join("|")).ok()
        };
        self.anywhere.get_or_init(compile).as_ref().is_some_and(|regex| regex.is_match(text))
    }

    pub(in super::super) fn has(&self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }
}
