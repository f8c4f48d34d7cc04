//! What stands below a text without being part of it: signatures, telephones, disclaimers, footers.
//!
//! Knows the delimiters, and when a rule is one. Must not know what stands above them.

use super::super::Words;
use super::super::decision::{self, Said};
use super::pattern::Pattern;
use super::{Part, footer, mobile, spoken};

/// Whether a line may set something apart.
pub(super) fn may_be_rule(line: &str) -> bool {
    matches!(line.as_bytes().first(), Some(b'-' | b'_' | b'=' | b'*' | b'~' | b'.' | b'#' | 0xe2))
}

/// How far what begins here goes.
pub(super) enum Closing {
    /// Until a quote begins, or to the end.
    ToEnd(Part),
    /// This line only.
    Line(Part),
    /// From a telephone's line on, as long as nobody goes on writing.
    Telephone,
}

/// Where a line stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Something was written above it.
    pub(super) below_text: bool,
    /// A blank line, or nothing, stands above it.
    pub(super) anew: bool,
    /// It may be an item of a list, or what the line above announces.
    pub(super) announced: bool,
    /// What stands below a rule is still looked at: a text has few of them.
    pub(super) few_rules: bool,
}

/// Most written lines of a signature that only a rule sets apart.
const MOST_SIGNED: usize = 14;
const MOST_UNPROVEN: usize = 5;
const LONGEST_NAME: usize = 60;
const MOST_BLANK: usize = 8;
const LONGEST_SIGNED: usize = 120;

static RULE: Pattern = Pattern::new(
    r"^[\s*]* (?: [_–—-]{2,} | ={4,} | \*{3,} | (?:\*\s){2,}\* | (?:[._-]\s?){4,} | ~{3,} | [─━–—_]{3,} | \#{4,} | (?:-=|=-|~=|\*-|-\*){3,}-? | (?:-\s){3,}-? ) [\s*]*$",
);
static CONTACT: Pattern = Pattern::new(
    r"(?: https?:// | www\. | \S@\S+\.\S | (?:^|[^\d]) [+(]?\d[\d\s()./-]{6,}\d | mailing\ list | (?:tel|phone|fax|mobile?|cell|mob|telefon|tél|tfn)\s?[.:] )",
);
static SIGNED: Pattern = Pattern::new(
    r"^ (?: -{1,2} | [–—]\s? ) (?-i:\p{Lu}[\p{L}'’]*\p{Ll}[\p{L}'’]*) (?: [\s-] (?-i:\p{Lu})[\p{L}.'’]* ){0,2} $",
);
static POSTSCRIPT: Pattern = Pattern::new(r"^ [*_]* p \.? \s? s (?: \. | \s? [:,–-] | \s (?-i:\p{Ll}) ) ");
static ADDRESS: Pattern = Pattern::new(r"^ [\w.+%-]+@[\w-]+(?:\.[\w-]+)+ $");
static NAMED_DELIMITER: Pattern =
    Pattern::new(r"^ -- \s? (?-i:\p{Lu}) [\p{L}.'’-]+ (?: \s[\p{L}.'’,-]+ ){0,4} $");

/// What begins at the first of these lines; `ends` tells whether a quote begins with the given one.
pub(super) fn begins(lines: &[&str], place: Place, ends: impl Fn(usize) -> bool) -> Option<Closing> {
    let line = *lines.first()?;
    if let Some(closing) = delimiter(lines, place, &ends) {
        return Some(closing);
    }
    if place.below_text && !place.announced && (is_signed(lines, &ends) || is_address(lines, place, &ends)) {
        return Some(Closing::ToEnd(Part::Signature));
    }
    if mobile::found(line) {
        // Above the text on some telephones; then only the line itself.
        return Some(if place.below_text { Closing::Telephone } else { Closing::Line(Part::Signature) });
    }
    let footer = footer::begins(lines, place.anew && place.below_text);
    footer.then_some(Closing::ToEnd(Part::Footer))
}

/// A dash and a name, the last that was written: `-Maria`, `– Maria Lopez`.
fn is_signed(lines: &[&str], ends: &impl Fn(usize) -> bool) -> bool {
    let Some(line) = lines.first().filter(|line| line.len() <= LONGEST_NAME) else { return false };
    line.starts_with(['-', '–', '—'])
        && SIGNED.found_in(line)
        && next_written(lines).is_none_or(|next| ends(next) || below_starts_closing(lines, next))
        && is_plausible(line)
}

/// Whether somebody goes on below a signature: `PS: only with a receipt`.
pub(super) fn is_postscript(lines: &[&str]) -> bool {
    lines.first().is_some_and(|line| POSTSCRIPT.found_in(line))
}

/// Whether somebody goes on below a telephone's line, where programs put names, links and footers.
pub(super) fn is_written(lines: &[&str]) -> bool {
    const FEWEST_WORDS: usize = 4;
    let Some(line) = lines.first() else { return false };
    let small = line.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    small >= 2
        && line.split_whitespace().count() >= FEWEST_WORDS
        && (line.ends_with(['.', '!', '?']) || spoken::limits(line))
        && !CONTACT.found_in(line)
        && !mobile::found(line)
        && !mobile::is_excuse(line)
        && !footer::begins(lines, true)
}

/// A dash and a few words may be a name, when they don't say anything.
fn is_plausible(line: &str) -> bool {
    let name = line.trim_start_matches(['-', '–', '—', ' ']);
    // An answer is never taken for somebody's name.
    !spoken::limits(name) && matches!(decision::said(name, Words::shipped()), Said::Unclear { .. })
}

/// Foxmail signs with the sender's address, and nothing in front of it.
fn is_address(lines: &[&str], place: Place, ends: &impl Fn(usize) -> bool) -> bool {
    lines.first().is_some_and(|line| place.anew && line.contains('@') && ADDRESS.found_in(line))
        && next_written(lines).is_some_and(ends)
}

fn below_starts_closing(lines: &[&str], next: usize) -> bool {
    let below = lines.get(next..).unwrap_or_default();
    below.first().is_some_and(|line| mobile::found(line) || *line == "--") || footer::begins(below, true)
}

fn next_written(lines: &[&str]) -> Option<usize> {
    (1..lines.len().min(MOST_BLANK)).find(|next| lines.get(*next).is_some_and(|line| !line.is_empty()))
}

fn delimiter(lines: &[&str], place: Place, ends: &impl Fn(usize) -> bool) -> Option<Closing> {
    let line = *lines.first()?;
    let signature = Some(Closing::ToEnd(Part::Signature));
    if !may_be_rule(line) {
        return None;
    }
    if matches!(line, "--" | "__" | "*--*" | "**--**" | "\\--" | "– –" | "- -") {
        return signature;
    }
    let below = || Below::of(lines, ends);
    if !place.few_rules {
        return None;
    }
    if matches!(line, "—" | "–") {
        // It also stands between two clauses.
        return signature.filter(|_| below().is_signature(place.below_text, true));
    }
    if RULE.found_in(line) {
        return signature.filter(|_| below().is_signature(place.below_text, place.anew));
    }
    let named = || {
        NAMED_DELIMITER.found_in(line) && is_name(line.trim_start_matches(['-', ' '])) && is_plausible(line)
    };
    signature.filter(|_| place.below_text && named() && below().is_signature(true, place.anew))
}

/// What stands below a rule, up to the quote.
struct Below<'a> {
    written: Vec<&'a str>,
    whole: bool,
    footer: bool,
}

impl<'a> Below<'a> {
    fn of(lines: &[&'a str], ends: &impl Fn(usize) -> bool) -> Self {
        let rest = lines.iter().enumerate().skip(1);
        let mut below = Self { written: Vec::new(), whole: true, footer: false };
        let mut anew = true;
        for (index, line) in rest {
            if !line.is_empty() && ends(index) {
                break;
            }
            if below.written.len() >= MOST_SIGNED {
                below.whole = false;
                break;
            }
            if line.is_empty() {
                anew = true;
                continue;
            }
            let here = lines.get(index..).unwrap_or_default();
            if footer::begins(here, anew) || mobile::found(line) {
                below.footer = true;
                break;
            }
            below.written.push(line);
            anew = false;
        }
        below
    }

    /// People set paragraphs apart by rules, too: a signature has a name or ways to reach it, and no sentences.
    /// `by_name` tells whether a name alone is enough.
    fn is_signature(&self, below_text: bool, by_name: bool) -> bool {
        let Some(first) = self.written.first() else { return below_text || self.footer };
        let told = self.written.iter().filter(|line| is_sentence(line) || spoken::limits(line)).count();
        let wide = self.written.iter().any(|line| line.len() > LONGEST_SIGNED);
        if !self.whole || wide || spoken::limits(first) || told > usize::from(self.written.len() > 3) {
            return false;
        }
        let reachable = self.written.iter().any(|line| CONTACT.found_in(line));
        let named = by_name && is_name(first) && self.written.len() <= MOST_UNPROVEN;
        reachable || named
    }
}

fn is_sentence(line: &str) -> bool {
    let words = line.split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
    line.ends_with(['.', '?', '!', '…', ',', ';', ':']) && words.count() >= 2
}

/// A few words with capitals, as of people and companies: `Maria de la Cruz, Corp & Co.`
fn is_name(line: &str) -> bool {
    const MOST_WORDS: usize = 7;
    let words = || line.split_whitespace().map(|word| word.trim_matches(['*', '_']));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let joins = |word: &str| word.len() <= 3 && word.chars().all(|c| c.is_lowercase() || c == '&');
    let letters = |word: &str| {
        word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '&' | ',' | '-'))
    };
    words().next().is_some_and(capital)
        && words().count() <= MOST_WORDS
        && words().all(|word| letters(word) && (capital(word) || joins(word)))
}
