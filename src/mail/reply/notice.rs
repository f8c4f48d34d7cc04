//! Where our own notice stands in a mail, and what a person wrote into it or below it.
//!
//! Knows its first and last line. Must not know how other mails are quoted. What a person wrote there is believed
//! only where the lines around it are marked as quoted and it is not: a quote must never become an answer.

use super::line::Line;
use super::{Mode, Part, Reader, block, marker};
use marker::Marker;

/// How the notice is quoted that is open, or was.
#[derive(Clone, Copy, Default)]
pub(super) struct Frame {
    /// Its lines carry marks, so that one without is somebody's own.
    marked: bool,
    /// It stands in an older mail, whose text goes on below it.
    nested: bool,
    /// It is all of what the HTML calls quoted: what stands below it, a person wrote there.
    pub(super) alone: bool,
}

const LONGEST_HEADER: usize = 30;

/// After which line no notice ends with a line that is marked as quoted.
pub(super) fn last_marked_end(lines: &[Line<'_>], bare: &[&str]) -> usize {
    let ends = |at: &usize| {
        let marked = lines.get(*at).is_some_and(|line| line.depth > 0);
        marked
            && marker::at(bare.get(*at..).unwrap_or_default()).is_some_and(|(which, _)| which == Marker::End)
    };
    (0..lines.len()).rev().find(ends).unwrap_or_default()
}

impl<'a> Reader<'a, '_> {
    /// Reads a line that frames a notice.
    pub(super) fn framed(&mut self, at: usize, line: &Line<'a>, marker: Marker, count: usize) -> usize {
        match marker {
            Marker::Start => {
                let older = self.mode == Mode::Quoted;
                self.frame = Frame {
                    marked: line.depth > 0 && !older && at < self.last_marked_end,
                    nested: older && (line.depth > 0 || self.is_in_older_mail()),
                    alone: line.depth == 0 && line.hint == Some(Part::Quote) && self.is_below_header(at),
                };
                self.mode = Mode::Notice;
            }
            Marker::End => self.mode = if self.frame.nested { Mode::Quoted } else { Mode::Body },
        }
        self.push(at, count, Part::Marker)
    }

    /// Reads a line of a notice.
    pub(super) fn in_notice(&mut self, at: usize, line: &Line<'a>) -> usize {
        let blank_above = || {
            at.checked_sub(1)
                .and_then(|before| self.lines.get(before))
                .is_some_and(|line| line.bare.is_empty() && line.depth == 0)
        };
        let goes_on = || self.parts.last().is_some_and(|(part, _)| *part == Part::Typed);
        let own = self.frame.marked && at < self.last_marked_end && line.depth == 0 && line.hint.is_none();
        let own = own && !line.bare.is_empty() && (goes_on() || blank_above());
        self.push(at, 1, if own { Part::Typed } else { Part::Quote })
    }

    /// Whether older text, or the headers of several mails, stand above.
    fn is_in_older_mail(&self) -> bool {
        let last = self.parts.iter().rev().find(|(_, text)| !text.trim().is_empty());
        last.is_some_and(|(part, _)| *part == Part::Quote) || self.is_below_two_mails()
    }

    /// Whether the headers of several mails stand above, one directly below the other.
    pub(super) fn is_below_two_mails(&self) -> bool {
        let above = self.parts.iter().rev().filter(|(_, text)| !text.trim().is_empty()).take(LONGEST_HEADER);
        let header = above.take_while(|(part, _)| *part == Part::QuoteHeader);
        header.filter(|(_, line)| introduces(line)).count() > 1
    }

    /// Whether nothing but one old mail's header stands above, in what the HTML calls quoted.
    fn is_below_header(&self, at: usize) -> bool {
        let above = self.lines.get(..at).unwrap_or_default().iter().rev();
        let quoted = above.take_while(|line| line.hint == Some(Part::Quote) || line.bare.is_empty());
        let mut header = quoted.filter(|line| !line.bare.is_empty()).take(LONGEST_HEADER).peekable();
        let mut senders = 0;
        header.peek().is_some()
            && header.all(|line| {
                senders += usize::from(block::is_sender(line.bare.as_ref()));
                block::is_labelled(line.bare.as_ref()) && senders < 2
            })
    }
}

/// Whether a line of a header says whose mail follows.
fn introduces(line: &str) -> bool {
    let line = line.trim();
    block::is_sender(line) || !block::is_labelled(line) && line.ends_with([':', '：']) && line.contains('@')
}
