//! The line that introduces a quote: `On Mon, 5 Jan 2026 at 10:00, Sam <sam@corp.example> wrote:`.
//!
//! Knows these lines by what they say, wrapped or not, and by their shape where they have no verb.
//! Must not know what comes after them. Prose ends in "wrote:" as well: a date, an address or a quote must bear it out.

use super::language::{alternatives, alternatives_in};
use super::pattern::Pattern;

/// Most lines over which one is wrapped.
pub(super) const MOST_LINES: usize = 5;
const LONGEST: usize = 600;
const LONGEST_TEXT_BEFORE: usize = 400;
/// More words than any name and date have.
const MOST_WORDS: usize = 40;
const MOST_WORDS_AUTHOR: usize = 6;
const MOST_WORDS_UNDATED: usize = 8;

static LEAD: Pattern = Pattern::built(|| {
    let spaced = alternatives_in(true, |row| row.leads);
    let unspaced = alternatives_in(false, |row| row.leads);
    format!(r"^ [-\u{{2010}}–—*_\s]* (?: (?:{spaced}) (?:[\s,.:]|$) | (?:{unspaced}) )")
});
/// A date or the name of a weekday soon after the first word, also where the line was wrapped between them.
static SOON_DATED: Pattern = Pattern::new(r"^ [^\d<@]{0,60} \d | ^ (?: \S+ \s* ){1,3} $");
static DATE_FIRST: Pattern = Pattern::new(
    r"^ [-–—*_\s\[(]* (?: [\p{L}'’]+[.,]{0,2}\s ){0,3} \p{L}* \d{1,4} (?: [./\s,:h年月-] | st|nd|rd|th )",
);
static VERB: Pattern = Pattern::built(|| {
    let spaced = alternatives_in(true, |row| row.wrote);
    let unspaced = alternatives_in(false, |row| row.wrote);
    format!(
        r"(?: (?:^|[^\p{{L}}]) (?:{spaced}) (?:$|[^\p{{L}}]) | {unspaced} | ^ (?:quoting|zitat\s+von|selon|citando(?:\s+a)?|citazione|citat\s+från|citat\s+fra|citeren|cytat|cytując|citace|idézet|alıntı) \s )"
    )
});
/// A verb and its colon, wherever they stand.
static VERB_COLON: Pattern = Pattern::built(|| {
    let (spaced, unspaced) =
        (alternatives_in(true, |row| row.wrote), alternatives_in(false, |row| row.wrote));
    format!(r"(?: [^\p{{L}}] (?:{spaced}) | {unspaced} ) \s* [:：] (?:\s|$)")
});
/// Somebody who tells a story, not a program that names an author.
static TOLD: Pattern = Pattern::built(|| {
    let verbs = alternatives(|row| row.wrote);
    format!(
        r"(?:^|[\s,]) (?: (?:the|a|an|my|our|his|her|their|your|its|who|what|that|der|die|das|ein|eine|mein|unser|was|le|la|les|el|los|que|il) \s+ [\p{{L}}-]+ (?:\s+[\p{{Ll}}-]+)?
        | i|he|she|it|we|they|who|which|what|ich|er|sie|wir|je|j['’]ai|il|elle|nous|on|yo|él|ella|io|lui|lei|ik|hij|zij ) \s+ (?:{verbs}) \s* [:：]"
    )
});
static YEAR: Pattern = Pattern::new(
    r"(?: \d{1,4}\s?[./年-]\s?\d{1,2}\s?[./月-]\s?\d{1,4} | (?:^|[^\d@]) (?:19|20)\d\d (?:[^\d@]|$) | \d\s+ [\p{L}]{3,10}\.?[\s,]+ \d\d (?:[\s,]|$) )",
);
static TIME: Pattern = Pattern::new(r"(?:^|[^\d]) \d{1,2} (?: [:.h]\d\d | \s?[ap]\.?\s?m | 時 | 时 | 시 )");
static ADDRESS: Pattern = Pattern::new(r"[\w.+=%-]+@[\w-]+(?:\.[\w-]+)+");
static MARKED_ADDRESS: Pattern = Pattern::new(
    r"(?: [<(\[\u{ff08}] [\s*<]* (?:mailto:)? [\w.+=%'-]+ (?:@|\s\[?at\]?\s) [\w.-]+ | ^ ['\x22]? [\w.+=%-]+@[\w-]+(?:\.[\w-]+)+ | (?:,|\d|schrieb|schreef|skrev|por|от|a|par)\s+ [\w.+=%-]+@[\w-]+(?:\.[\w-]+)+ )",
);
static ENDS: Pattern = Pattern::new(r"(?: [:：] [\s*_>]* | \s* [-–—]{2,} )$");
static IN_DASHES: Pattern = Pattern::built(|| {
    let verbs = alternatives(|row| row.wrote);
    format!(r"^[-–—]{{2,}} \s* \S .* \s (?:{verbs}) \s* [:：]? \s* [-–—]{{2,}}$")
});
static POSTED: Pattern = Pattern::new(r"^ posted \s by \s \S .* \s on \s .* \d");
static MID_LINE: Pattern = Pattern::new(
    r"(?: \s (?-i: On | Am | Le | El | Il | Em | Op | Den | På | Dnia | W\ dniu | Dne | Dňa | În | Στις | Vào ) \s+ (?: \p{L}+[.,]{0,2}\s+ ){0,2} \d{1,4}
    | \s -{4,} \s? (?:original\ message|ursprüngliche\ nachricht|message\ d['’]origine|mensaje\ original|messaggio\ originale|mensagem\ original|oorspronkelijk\ bericht|forwarded\ message) \s? -{3,} )",
);
static SENT_FROM_JOINED: Pattern = Pattern::new(
    r"^ sent\ from\ (?:my\ )? [\p{L}\s]+? (?-i: (?:iPhone|iPad|Mobile|Phone|Tablet) (?:On\s|[A-Z]) ) .* (?:wrote:|<)",
);

/// Over how many of these lines an introduction goes; `quoted_after` tells whether a prefixed quote follows it.
pub(super) fn at(lines: &[&str], quoted_after: impl Fn(usize) -> bool) -> Option<usize> {
    let first = *lines.first()?;
    let bare = first.contains("> ") || first.starts_with(['P', 'p']);
    if !lines.iter().take(MOST_LINES).any(|line| may_end(line)) && !is_long(first) && !bare {
        return None;
    }
    let mut joined = String::new();
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        let goes_on = |line: &&str| line.starts_with(['<', '[', '(']) && !line.starts_with("[image");
        // Some programs leave a blank line before the address.
        if line.is_empty() && index > 0 && lines.get(index + 1).is_some_and(goes_on) {
            continue;
        }
        if line.is_empty() || joined.len() + line.len() > LONGEST {
            return None;
        }
        if index > 0 {
            if begins_anew(line) && !joined.is_empty() && !is_author(&joined) {
                return None;
            }
            joined.push(' ');
        }
        joined.push_str(line);
        let count = index + 1;
        let joined = Joined { first, text: &joined, count };
        if may_end(line) && ENDS.found_in(line) && joined.introduces(&quoted_after)
            || joined.is_bare(&quoted_after)
        {
            let alone = count > 1 && begins_alone(lines, index, &|_| quoted_after(count));
            return (!alone || joined.begins() || !joined.is_own_line()).then_some(count);
        }
        if index == 0 && is_long(line) && joined.is_flowed() {
            return Some(1);
        }
    }
    None
}

/// A line that has its own beginning and date is no continuation of the one before.
fn begins_anew(line: &str) -> bool {
    LEAD.found_in(line)
        && line.len() > 30
        && YEAR.found_in(line)
        && SOON_DATED.found_in(line)
        && VERB.found_in(line)
}

/// Whether the last line is an introduction without those above it.
fn begins_alone(lines: &[&str], index: usize, quoted_after: &impl Fn(usize) -> bool) -> bool {
    let names = |line: &&&str| line.contains(char::is_whitespace) && !line.starts_with(['<', '[', '(']);
    let Some(line) = lines.get(index).filter(names) else { return false };
    Joined { first: line, text: line, count: 1 }.introduces(quoted_after)
}

/// A name and an address alone, on the line above their date.
fn is_author(line: &str) -> bool {
    line.ends_with('>')
        && MARKED_ADDRESS.found_in(line)
        && line.split_whitespace().count() <= MOST_WORDS_AUTHOR
}

fn may_end(line: &str) -> bool {
    line.ends_with([':', '：', '-', '>', '*', '_', '–', '—'])
}

/// Where the quote may have been flowed into the line of its introduction.
fn is_long(line: &str) -> bool {
    line.len() > 60 && line.contains([':', '：'])
}

/// Lines that may be one introduction.
struct Joined<'a> {
    first: &'a str,
    text: &'a str,
    count: usize,
}

impl Joined<'_> {
    fn introduces(&self, quoted_after: &impl Fn(usize) -> bool) -> bool {
        let words = self.text.split_whitespace().count();
        if words > MOST_WORDS {
            return false;
        }
        let in_dashes = self.text.starts_with(['-', '–', '—']) && IN_DASHES.found_in(self.text);
        if in_dashes || self.text.starts_with(['S', 's']) && SENT_FROM_JOINED.found_in(self.text) {
            return true;
        }
        let quoted = || quoted_after(self.count);
        if VERB.found_in(self.text) {
            let proven = self.is_marked() && (self.begins() || self.first_proves());
            let dated = || {
                self.is_dated() && (self.begins() || self.is_named_first(words)) && !TOLD.found_in(self.text)
            };
            return proven || dated() || self.is_short(words) && quoted();
        }
        // Russian, Japanese and others write no verb, and there are languages that we do not know.
        let by_shape = self.is_dated() && self.is_marked() && (self.begins() || self.first_proves());
        by_shape || self.is_dated() && DATE_FIRST.found_in(self.first) && words < 14 && quoted()
    }

    /// A date, a name and an address, and nothing that ends them.
    fn is_bare(&self, quoted_after: &impl Fn(usize) -> bool) -> bool {
        if self.count == 1 && self.first.len() < 120 && self.is_unended() {
            return quoted_after(1);
        }
        self.count == 1
            && self.text.ends_with('>')
            && self.text.len() < 120
            && DATE_FIRST.found_in(self.first)
            && self.is_marked()
            && (quoted_after(1)
                || self.first.starts_with(|c: char| c.is_ascii_digit()) && YEAR.found_in(self.first))
    }

    /// `"Sam Reed" <sam@corp.example> – January 5, 2026 10:00 AM`, `Posted by Sam Reed on 01/05/2026`
    fn is_unended(&self) -> bool {
        let posted = || self.first.starts_with(['P', 'p']) && POSTED.found_in(self.first);
        let named = || self.first.contains("> ") && self.is_marked() && TIME.found_in(self.first);
        self.first.ends_with(|c: char| c.is_alphanumeric())
            && (posted() || named())
            && YEAR.found_in(self.first)
    }

    /// The introduction with the quote behind it on the same line.
    fn is_flowed(&self) -> bool {
        VERB_COLON.find(self.text).is_some_and(|(_, end)| {
            let head = Joined { first: self.first, text: self.text.get(..end).unwrap_or_default(), count: 1 };
            head.text.len() < 300 && head.begins() && head.is_dated() && head.is_marked()
        })
    }

    fn begins(&self) -> bool {
        LEAD.found_in(self.first) && SOON_DATED.found_in(self.first) || DATE_FIRST.found_in(self.first)
    }

    /// Whether the first line could be somebody's text: no name, comma or address to go on from.
    fn is_own_line(&self) -> bool {
        !self.first.ends_with([',', '<']) && !self.first.contains('@')
    }

    /// Text before a wrapped introduction is none of it: its first line has to have its share.
    fn first_proves(&self) -> bool {
        let marked_next = || self.text.get(self.first.len()..).is_some_and(|rest| rest.starts_with(" <"));
        self.count == 1 || ADDRESS.found_in(self.first) || YEAR.found_in(self.first) || marked_next()
    }

    fn is_marked(&self) -> bool {
        self.text.contains(['@', '<', '[']) && MARKED_ADDRESS.found_in(self.text)
    }

    fn is_dated(&self) -> bool {
        YEAR.found_in(self.text) || TIME.found_in(self.text)
    }

    /// `Sam Reed wrote on 5 January 2026:`
    fn is_named_first(&self, words: usize) -> bool {
        let name = self.text.split_whitespace().take(2);
        let capital =
            |word: &str| word.starts_with(|c: char| !c.is_lowercase() && c.is_alphabetic() || c == '"');
        self.count <= 2 && words <= 16 && name.filter(|word| capital(word)).count() == 2
    }

    fn is_short(&self, words: usize) -> bool {
        words <= MOST_WORDS_UNDATED || self.is_dated() && self.begins()
    }
}

/// Where an introduction begins behind text on the same line, and over how many lines it goes.
pub(super) fn behind_text(raw: &str, following: &[&str]) -> Option<(usize, usize)> {
    let looked_at = raw.get(..raw.floor_char_boundary(LONGEST))?;
    if !looked_at.bytes().any(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let (start, _) = MID_LINE.find(looked_at)?;
    let before = raw.get(..start)?.trim_start();
    if start > LONGEST_TEXT_BEFORE || !before.contains(char::is_alphanumeric) {
        return None;
    }
    let rest = raw.get(start..)?.trim();
    if rest.starts_with('-') {
        return Some((start, 1));
    }
    let dated = before.contains(|c: char| c.is_ascii_digit());
    if dated && (LEAD.found_in(before) || DATE_FIRST.found_in(before)) {
        return None;
    }
    let mut lines = vec![rest];
    lines.extend(following.iter().take(MOST_LINES - 1));
    let count = at(&lines, |_| false)?;
    Some((start, count))
}
