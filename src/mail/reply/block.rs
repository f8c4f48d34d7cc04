//! The header that Outlook and forwarding programs write above the old mail: From, Sent, To, Subject.
//!
//! Knows its shape; its labels stand with their languages. Must not know what comes after it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::language;
use super::pattern::Pattern;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    From,
    /// A date that only a mail has: `Sent`.
    Sent,
    Date,
    To,
    Subject,
    Other,
}

static LABELS: LazyLock<HashMap<&str, Label>> = LazyLock::new(|| {
    let mut labels = HashMap::new();
    labels.extend(language::words(|row| row.other).map(|word| (word, Label::Other)));
    labels.extend(language::words(|row| row.date).map(|word| (word, Label::Date)));
    labels.extend(language::words(|row| row.sent).map(|word| (word, Label::Sent)));
    labels.extend(language::words(|row| row.to).map(|word| (word, Label::To)));
    labels.extend(language::words(|row| row.subject).map(|word| (word, Label::Subject)));
    labels.extend(language::words(|row| row.from).map(|word| (word, Label::From)));
    labels
});

const LONGEST_LABEL: usize = 40;
const MOST_LINES: usize = 24;
/// Where a header that was flowed into one line still begins and ends.
const LONGEST: usize = 600;
/// Lines without a label between two with one: values on their own line, long lists of recipients.
const MOST_BETWEEN: usize = 3;

static ADDRESS: Pattern = Pattern::new(r"[\w.+=%-]+@[\w-]+(?:\.[\w-]+)+");
static TIME: Pattern = Pattern::new(r"\d{1,2}[:.h]\d\d");
static FROM_INSIDE: Pattern =
    Pattern::built(|| format!(r"[\s>][*_]{{0,2}} (?:{}) \s?[:：]", language::alternatives(|row| row.from)));

/// Over how many of these lines a header goes.
pub(super) fn at(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    let begins = label(first).is_some_and(|(label, _)| label != Label::Other);
    if !begins {
        return None;
    }
    if in_one_line(first) {
        return Some(1);
    }
    let mut found = Found::default();
    let mut end = 0;
    let mut between = 0;
    let mut blank = false;
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        match label(line) {
            // What is labelled twice, after a blank line, is already the old mail; a mail has one sender.
            Some((label, _)) if (blank || label == Label::From) && found.has(label) => break,
            Some((label, value)) => {
                found.add(label, value);
                end = index + 1;
                between = 0;
                blank = false;
            }
            None if between < MOST_BETWEEN => {
                between += 1;
                blank |= line.is_empty();
                found.addressed |= index == end && ADDRESS.found_in(line);
            }
            None => break,
        }
    }
    found.is_header().then_some(end)
}

/// Whether a line could begin a header, or go on with one.
pub(super) fn is_labelled(line: &str) -> bool {
    label(line).is_some()
}

/// Whether a line names the sender.
pub(super) fn is_sender(line: &str) -> bool {
    label(line).is_some_and(|(label, _)| label == Label::From)
}

/// The subject that a line names.
pub(super) fn subject(line: &str) -> Option<&str> {
    label(line).filter(|(label, _)| *label == Label::Subject).map(|(_, value)| value)
}

/// Whether a line is nothing but the name of a field.
pub(super) fn is_label(line: &str) -> bool {
    named(line).is_some()
}

/// Where a header that was flowed into one line begins behind text.
pub(super) fn behind_text(line: &str) -> Option<usize> {
    let line = line.get(..line.floor_char_boundary(LONGEST))?;
    if line.bytes().filter(|byte| *byte == b':').count() < 3 {
        return None;
    }
    let (start, _) = FROM_INSIDE.find(line)?;
    let rest = line.get(start..)?.trim_start();
    in_one_line(rest).then_some(start)
}

#[derive(Default)]
struct Found {
    from: bool,
    sent: bool,
    date: bool,
    timed: bool,
    to: bool,
    subject: bool,
    addressed: bool,
}

impl Found {
    fn add(&mut self, label: Label, value: &str) {
        self.addressed |= matches!(label, Label::From | Label::To) && ADDRESS.found_in(value);
        match label {
            Label::From => self.from = true,
            Label::Sent => (self.sent, self.timed) = (true, self.timed || TIME.found_in(value)),
            Label::Date => (self.date, self.timed) = (true, self.timed || TIME.found_in(value)),
            Label::To => self.to = true,
            Label::Subject => self.subject = true,
            Label::Other => {}
        }
    }

    fn has(&self, label: Label) -> bool {
        match label {
            Label::From => self.from,
            Label::Sent | Label::Date => self.sent || self.date,
            Label::To => self.to,
            Label::Subject => self.subject,
            Label::Other => false,
        }
    }

    /// Somebody's own list (`From: Berlin, To: Hamburg, Date: …`) has no address and no subject.
    fn is_header(&self) -> bool {
        let dated = self.sent || self.date;
        let kinds = [self.from, dated, self.to, self.subject].into_iter().filter(|found| *found).count();
        let by_subject = kinds >= 3 && self.subject && (self.from || self.timed || self.addressed);
        let by_address = self.addressed && (kinds >= 3 || kinds == 2 && self.from);
        let by_time = self.from && self.sent && (self.timed || self.to);
        by_subject || by_address || by_time
    }
}

/// What a line labels, and the value: `*Von:* Sam`, `De : Sam`, `发件人：Sam`.
fn label(line: &str) -> Option<(Label, &str)> {
    let line = line.trim_start_matches(['*', '_', ' ', '|', '•', '\t']);
    let head = line.get(..line.floor_char_boundary(LONGEST_LABEL))?;
    // The first byte of a full-width colon; most lines have none of these, and it is asked of every line.
    if !head.bytes().any(|byte| matches!(byte, b':' | b'\t' | b'*' | 0xef)) {
        return None;
    }
    let end = head.find([':', '：', '\t']).or_else(|| head.find("**"))?;
    let label = named(line.get(..end)?)?;
    Some((label, line.get(end..).unwrap_or_default().trim_start_matches([':', '：'])))
}

fn named(name: &str) -> Option<Label> {
    let name = name.trim_matches(['*', '_', ' ', '|', '\u{a0}']);
    if name.is_empty() || name.len() > LONGEST_LABEL {
        return None;
    }
    LABELS.get(name.to_lowercase().as_str()).copied()
}

/// The whole header flowed into one line, as some telephones and new wrapping leave it.
fn in_one_line(line: &str) -> bool {
    let mut found = Found::default();
    let mut open: Option<(Label, usize)> = None;
    let mut begin = 0;
    for (colon, sign) in line.match_indices([':', '：']) {
        let before = line.get(begin..colon).unwrap_or_default();
        begin = colon + sign.len();
        if let Some(label) = label_at_end(before) {
            // A value goes up to the next label.
            if let Some((label, start)) = open.replace((label, begin)) {
                found.add(label, line.get(start..colon).unwrap_or_default());
            }
        }
    }
    if let Some((label, start)) = open {
        found.add(label, line.get(start..).unwrap_or_default());
    }
    let dated = found.sent || found.date;
    found.from && dated && (found.subject || found.to) && found.is_header()
}

/// The label that the last word or the last two before a colon are.
fn label_at_end(before: &str) -> Option<Label> {
    let mut words = before.rsplitn(3, [' ', '*']).filter(|word| !word.is_empty());
    let last = words.next().unwrap_or_default();
    let both = last.len() + words.next().unwrap_or_default().len() + 1;
    named(last).or_else(|| before.get(before.len().saturating_sub(both)..).and_then(named))
}
