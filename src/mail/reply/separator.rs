//! The line that stands between a text and the old mail: `-----Original Message-----`.
//!
//! Knows these lines and how mail programs decorate them. Must not know what comes after them.

use super::language::alternatives;
use super::pattern::Pattern;
use super::{block, header_line};

const LONGEST: usize = 160;
const DASHES: [char; 12] = ['-', '\u{2010}', '\u{2011}', '–', '—', '_', '=', '*', '<', '>', '#', '~'];

static WORDS: Pattern = Pattern::built(|| {
    let words = alternatives(|row| row.separators);
    format!(
        r"^ [\s\-\u{{2010}}\u{{2011}}–—_=*<>\#~]* (?: {words} | -{{3}}\s*original\s*-{{3}} | forwarded\ by\ .+ | forwarded\ message\ from\ .+ ) [\s\-\u{{2010}}\u{{2011}}–—_=*<>\#~]* [:：]? \s* [\s\-–—_=*<>\#~]* $"
    )
});
static FORWARDED: Pattern = Pattern::built(|| {
    let words = alternatives(|row| row.forwards);
    format!(r"^ [\s>*_-]* (?:{words}) \s* [:：]? [\s*_-]* $")
});
/// What ticket systems write above theirs.
static ABOVE_THIS_LINE: Pattern = Pattern::new(
    r"(?: (?:reply|answer|respond|response|type|write|message|comment)\S* .* (?:above|over)\ (?:this|the)\ (?:dotted\ |dashed\ )?line | (?:oberhalb|über)\ dieser\ (?:linie|zeile) | au-dessus\ de\ cette\ ligne | por\ encima\ de\ esta\ línea | acima\ d(?:esta|e\ esta)\ linha | sopra\ (?:a\ )?questa\ (?:riga|linea) | boven\ deze\ (?:lijn|regel) | powyżej\ tej\ linii | ovanför\ den\ här\ (?:raden|linjen) | over\ denne\ linjen?  | tämän\ rivin\ yläpuolelle | выше\ этой\ (?:линии|строки) )",
);
/// Notes sums the old mail up in one line.
static SUMMED_UP: Pattern = Pattern::new(
    r"(?: ^inactive\s+hide\s+details\s+for\s | ^\S.*---\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\s.*\d\d.*---\S )",
);
/// The separator, and the header behind it in one line.
static WITH_HEADER: Pattern = Pattern::built(|| {
    let words = alternatives(|row| row.separators);
    let from = alternatives(|row| row.from);
    format!(r"^ -{{2,}} \s? (?: {words} ) \s? -{{2,}} \s* [*_]{{0,2}} (?: {from} ) \s? [:：]")
});
static RULE: Pattern = Pattern::new(r"^[-_=*\u{2010}–—─━\s]{3,}$");

/// Over how many of these lines a separator goes.
pub(super) fn at(lines: &[&str], quoted_after: impl Fn(usize) -> bool) -> Option<usize> {
    let first = *lines.first()?;
    if first.starts_with("--") && WITH_HEADER.found_in(first) {
        return Some(1);
    }
    if first.is_empty() || first.len() > LONGEST {
        return None;
    }
    if first.contains("---") && SUMMED_UP.found_in(first) {
        return Some(1);
    }
    let opens = first.starts_with(DASHES);
    let closes = first.ends_with(DASHES);
    let ends = first.ends_with([':', '：']);
    if (opens || closes) && (ABOVE_THIS_LINE.found_in(first) || is_above_a_mail(first, lines)) {
        return Some(1);
    }
    let named = !opens && !closes && first.contains('@');
    let followed = || followed_by_header(lines) || quoted_after(1);
    if named || !(opens || closes || ends || first.len() < 60 && is_before_label(lines)) {
        return None;
    }
    let words = WORDS.found_in(first) && (is_decorated(first) || followed());
    let forwarded = || FORWARDED.found_in(first) && (ends || followed());
    (words || forwarded()).then_some(1)
}

/// A rule with a header below it.
fn is_above_a_mail(first: &str, lines: &[&str]) -> bool {
    RULE.found_in(first) && followed_by_header(lines)
}

/// Between dashes, or with several on one side: one alone begins the item of a list.
fn is_decorated(line: &str) -> bool {
    let dash = |c: &char| DASHES.contains(c);
    let before = line.chars().take_while(dash).count();
    let after = line.trim_end_matches([':', ' ']).chars().rev().take_while(dash).count();
    before >= 1 && after >= 1 || before >= 2 || after >= 2
}

fn next_written(lines: &[&str]) -> Option<usize> {
    (1..lines.len().min(4)).find(|next| lines.get(*next).is_some_and(|line| !line.is_empty()))
}

fn is_before_label(lines: &[&str]) -> bool {
    next_written(lines).and_then(|next| lines.get(next)).is_some_and(|line| block::is_labelled(line))
}

fn followed_by_header(lines: &[&str]) -> bool {
    let Some(next) = next_written(lines) else { return false };
    let rest = lines.get(next..).unwrap_or_default();
    block::at(rest).is_some() || header_line::at(rest, |_| false).is_some()
}
