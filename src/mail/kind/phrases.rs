//! Lists of phrases, written as text.
//!
//! Knows how such a list is written: lower case, a bar between two phrases. Must not know what they mean.

use std::sync::OnceLock;

/// Phrases, split when they are first looked for.
pub(in super::super) struct Phrases {
    source: &'static str,
    split: OnceLock<Vec<&'static str>>,
}

impl Phrases {
    pub(in super::super) const fn new(source: &'static str) -> Self {
        Self { source, split: OnceLock::new() }
    }

    pub(in super::super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        let split = || self.source.split('|').map(str::trim).collect();
        self.split.get_or_init(split).iter().copied()
    }

    pub(in super::super) fn has(&self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }
}
