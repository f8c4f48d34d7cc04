//! A pattern that is compiled when it is first needed.
//!
//! Knows the linear regex engine. Must not know what it looks for.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// A pattern for one line, blind to case. Its source is checked by the tests; a wrong one finds nothing.
pub(in super::super) struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(in super::super) const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    pub(in super::super) fn found_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// Where the first find begins and ends.
    pub(in super::super) fn find(&self, text: &str) -> Option<(usize, usize)> {
        self.regex()?.find(text).map(|found| (found.start(), found.end()))
    }

    fn regex(&self) -> Option<&Regex> {
        let compile = || {
            let built = RegexBuilder::new(self.source).case_insensitive(true).ignore_whitespace(true).build();
            debug_assert!(built.is_ok(), "{built:?}");
            built.ok()
        };
        self.compiled.get_or_init(compile).as_ref()
    }
}
