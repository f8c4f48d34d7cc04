//! Tells what happens: who does what at which time, and what each mailbox received.
//!
//! Knows columns and colours. Must not know what happens next.

use std::fmt::Display;

use anstyle::Style;
use chrono::{DateTime, Utc};

use super::notice::Notice;
use crate::mail::NoticeKind;
use crate::terminal::{CYAN, FAINT, GREEN, RED, STRONG, YELLOW, safe};

/// The story is laid out for a terminal of this width.
const WIDTH: usize = 100;
/// What a line is about begins here: behind the time, the bar, or the arrow.
const INDENT: usize = 7;
const READERS: usize = 18;
const KIND: usize = 18;
/// How much of a notice is told.
const MOST_LINES: usize = 2;

/// A heading between two parts of the story.
pub(super) fn heading(title: &str) {
    anstream::println!("\n{STRONG}{title}{STRONG:#}\n");
}

/// Somebody does something.
pub(super) fn act(at: DateTime<Utc>, who: &str, does: impl Display, words: &str) {
    let time = at.format("%H:%M");
    anstream::println!("{FAINT}{time}{FAINT:#}  {STRONG}{who}{STRONG:#} {does}");
    for line in words.lines() {
        anstream::println!("       {CYAN}│{CYAN:#} {}", safe(line));
    }
}

/// Mail arrives. The same notice in several mailboxes is told once.
pub(super) fn arrivals(notices: &[Notice]) {
    let same = |one: &Notice, other: &Notice| {
        one.kind == other.kind && one.request == other.request && one.subject == other.subject
    };
    for group in notices.chunk_by(same) {
        let Some(first) = group.first() else { continue };
        let readers = group.iter().map(Notice::reader).collect::<Vec<_>>().join(", ");
        let (kind, style) = (first.kind.as_str(), style(first.kind));
        let subject = cut(&safe(&first.subject), WIDTH - INDENT - READERS - KIND);
        anstream::println!(
            "     {style}→{style:#} {readers:<READERS$}{style}{kind:<KIND$}{style:#}{subject}"
        );
        for line in wrapped(&safe(&first.gist()), WIDTH - INDENT) {
            anstream::println!("{:1$}{FAINT}{line}{FAINT:#}", "", INDENT);
        }
    }
}

fn style(kind: NoticeKind) -> Style {
    match kind {
        NoticeKind::Approved | NoticeKind::Settled => GREEN,
        NoticeKind::Rejected | NoticeKind::Withdrawn | NoticeKind::Refused | NoticeKind::Operator => RED,
        NoticeKind::AmountNeeded
        | NoticeKind::NotUnderstood
        | NoticeKind::Reminder
        | NoticeKind::Escalation
        | NoticeKind::Enrolled
        | NoticeKind::AlreadyClosed => YELLOW,
        NoticeKind::Received
        | NoticeKind::ApprovalRequest
        | NoticeKind::DecisionRecorded
        | NoticeKind::Question
        | NoticeKind::Answer
        | NoticeKind::ClosedForYou => CYAN,
    }
}

/// As much of a text as fits.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A text on a few lines, broken between words.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            *last = cut(&format!("{last} …"), width);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_ends_with_an_ellipsis() {
        assert_eq!(cut("Frühstück", 9), "Frühstück");
        assert_eq!(cut("Frühstück heute", 11), "Frühstück…");
    }

    #[test]
    fn a_long_text_is_broken_between_words_and_ends_after_a_few_lines() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("one two three four", 7), ["one two", "three …"]);
        assert!(wrapped("  ", 7).is_empty());
    }
}
