//! Which lines are quoted by a mark in front of them: `>`, and what other programs put there.
//!
//! Knows what such marks look like and what merely resembles them. Must not know introductions or signatures.

use std::collections::{HashMap, HashSet};

use super::line::Line;
use super::pattern::Pattern;
use super::{Part, Reader};

/// A number that a date begins with, or a line of a header: what nobody compares.
static DATED: Pattern =
    Pattern::new(r"^ \d{1,4} \s? (?: [年月] | 년 | 월 | [./-]\d | :\d\d | \p{L}* \s \p{L}+ \s \d{4} )");
/// More marks than anybody types by chance.
const MARKED_BY_NAME: usize = 2;

/// The names with a `>` behind them that stand in front of several lines: `SR>`, `Sam>`.
pub(super) fn repeated_names<'a>(lines: &[Line<'a>]) -> HashSet<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for name in lines.iter().filter(|line| line.depth == 0).filter_map(Line::name_prefix) {
        *counts.entry(name).or_default() += 1;
    }
    counts.retain(|_, count| *count >= MARKED_BY_NAME);
    counts.into_keys().collect()
}

impl<'a> Reader<'a, '_> {
    /// Whether the next written line is quoted with a prefix, or known from the HTML to be a quote.
    pub(super) fn is_prefixed_after(&self, at: usize) -> bool {
        let mut next = self.lines.iter().skip(at).filter(|line| line.depth > 0 || !line.bare.is_empty());
        let bars = |line: &Line<'a>| line.foreign_prefix() == Some("|");
        next.next().is_some_and(|line| {
            let marked = is_marked(line) || self.is_marked_by_name(line);
            marked || bars(line) && next.next().is_some_and(bars) && self.foreign_prefix_after(at).is_some()
        })
    }

    /// As `is_prefixed_after`, by no other mark than `>`.
    pub(super) fn is_marked_after(&self, at: usize) -> bool {
        self.lines.iter().skip(at).find(|line| line.depth > 0 || !line.bare.is_empty()).is_some_and(is_marked)
    }

    pub(super) fn is_quoted(&self, at: usize, line: &Line<'a>) -> bool {
        if line.depth > 0 {
            return !self.is_comparison(at, line) && !self.is_output(at, line);
        }
        let foreign = line.foreign_prefix();
        let repeated = || {
            let near = [at.wrapping_sub(1), at + 1].into_iter().filter_map(|near| self.lines.get(near));
            foreign.is_some_and(|prefix| {
                prefix.len() > 1 && near.into_iter().any(|near| near.foreign_prefix() == foreign)
            })
        };
        foreign.is_some() && (self.prefix == foreign || repeated())
            || self.is_marked_by_name(line)
            || self.is_wrapped_quote(at, line)
    }

    fn is_marked_by_name(&self, line: &Line<'_>) -> bool {
        !self.names.is_empty() && line.name_prefix().is_some_and(|name| self.names.contains(name))
    }

    /// `> 500 USD` alone, without anything around it that is quoted, compares.
    fn is_comparison(&self, at: usize, line: &Line<'a>) -> bool {
        let near = [at.wrapping_sub(1), at + 1].into_iter().filter_map(|near| self.lines.get(near));
        let after_header = self.parts.iter().rev().find(|(_, text)| !text.trim().is_empty());
        line.depth == 1
            && line.bare.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '=' | '$' | '€' | '£'))
            && !DATED.found_in(line.bare.as_ref())
            && near.into_iter().all(|near| near.depth == 0)
            && after_header.is_none_or(|(part, _)| *part == Part::Typed)
    }

    /// What a program printed, directly below what somebody typed, before anything is quoted.
    fn is_output(&self, at: usize, line: &Line<'a>) -> bool {
        let ended = |text: &str| text.trim_end().ends_with([',', ':', '.', '?', '!', '：', '。', '？']);
        let below_text = || {
            let (part, text) = self.parts.last().copied().unwrap_or((Part::Quote, ""));
            part == Part::Typed && !text.trim().is_empty() && !ended(text)
        };
        let alone = || self.lines.get(at + 1).is_none_or(|line| line.depth == 0 && line.bare.is_empty());
        line.depth == 1 && !line.bare.is_empty() && !self.quoted && alone() && below_text()
    }

    /// What marks the quote that begins here, when it is no `>`.
    pub(super) fn foreign_prefix_after(&self, at: usize) -> Option<&'a str> {
        const LOOK: usize = 3;
        let written = self.lines.iter().skip(at).skip_while(|line| line.bare.is_empty()).take(LOOK);
        let mut paragraph = written.take_while(|line| !line.bare.is_empty());
        let prefix = paragraph.next()?.foreign_prefix()?;
        // A table has bars at both ends.
        let table = |line: &Line<'_>| line.bare.len() > 1 && line.bare.ends_with('|');
        paragraph.all(|line| line.foreign_prefix() == Some(prefix) && !table(line)).then_some(prefix)
    }

    /// Some programs wrap a quoted line without repeating its prefix; who answers there, does so after a sentence.
    fn is_wrapped_quote(&self, at: usize, line: &Line<'_>) -> bool {
        const SHORTEST_WRAPPED: usize = 60;
        let Some(before) = at.checked_sub(1).and_then(|before| self.lines.get(before)) else { return false };
        let quoted_after = || self.lines.get(at + 1).is_some_and(|line| line.depth > 0);
        if before.depth == 0 || line.bare.is_empty() || !quoted_after() {
            return false;
        }
        let broken = before.raw.trim_end().len() >= SHORTEST_WRAPPED
            && !before.bare.ends_with(['.', '?', '!', ':', ';']);
        broken || line.bare.starts_with(['<', '[']) && line.may_end_header()
    }
}

fn is_marked(line: &Line<'_>) -> bool {
    line.depth > 0 || line.hint == Some(Part::Quote)
}
