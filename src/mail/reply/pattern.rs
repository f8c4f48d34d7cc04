//! A pattern that is compiled when it is first needed.
//!
//! Knows the linear regex engine. Must not know what it looks for.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// A pattern for one line, blind to case. Its source is checked by the tests; a wrong one finds nothing.
/// Patterns do without `\b`: beyond ASCII it costs the fast engine.
pub(in super::super) struct Pattern {
    source: Source,
    compiled: OnceLock<Option<Regex>>,
}

enum Source {
    Written(&'static str),
    Built(fn() -> String),
    AnyOf(&'static [&'static Pattern]),
}

impl Pattern {
    pub(in super::super) const fn new(source: &'static str) -> Self {
        Self { source: Source::Written(source), compiled: OnceLock::new() }
    }

    /// A pattern that is put together from tables.
    pub(super) const fn built(source: fn() -> String) -> Self {
        Self { source: Source::Built(source), compiled: OnceLock::new() }
    }

    /// A pattern for lines in which one of several is found: most have none of them, and are asked once.
    pub(super) const fn any_of(patterns: &'static [&'static Self]) -> Self {
        Self { source: Source::AnyOf(patterns), compiled: OnceLock::new() }
    }

    pub(in super::super) fn found_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// Where the first find begins and ends.
    pub(in super::super) fn find(&self, text: &str) -> Option<(usize, usize)> {
        self.regex()?.find(text).map(|found| (found.start(), found.end()))
    }

    fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| self.compile()).as_ref()
    }

    fn compile(&self) -> Option<Regex> {
        let source = self.source.text();
        let built = RegexBuilder::new(&source).case_insensitive(true).ignore_whitespace(true).build();
        debug_assert!(built.is_ok(), "{built:?}");
        built.ok()
    }
}

impl Source {
    fn text(&self) -> String {
        match self {
            Self::Written(source) => (*source).to_owned(),
            Self::Built(source) => source(),
            Self::AnyOf(patterns) => {
                let sources = patterns.iter().map(|pattern| format!("(?:{}\n)", pattern.source.text()));
                sources.collect::<Vec<_>>().join("|")
            }
        }
    }
}
