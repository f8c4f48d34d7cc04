//! Where our own notice stands in a mail, and what a person wrote into it or below it.
//!
//! Knows its first and last line. Must not know how other mails are quoted. What a person wrote there is believed
//! only where the lines around it are marked as quoted and it is not: a quote must never become an answer.

use super::line::Line;
use super::pattern::Pattern;
use super::{Mode, Part, Reader, block, marker};
use marker::Marker;

/// How the notice is quoted that is open, or was.
#[derive(Clone, Copy, Default)]
pub(super) struct Frame {
    /// Its lines carry marks, so that one without is somebody's own.
    marked: bool,
    /// It stands in a quote without prefixes, which goes on below it.
    nested: bool,
    /// It is all of what the HTML calls quoted: what stands below it, a person wrote there.
    pub(super) alone: bool,
}

const LONGEST_HEADER: usize = 30;
/// `RE: EXP-7`, in any language.
static REPLY: Pattern = Pattern::new(r"^ \s* (?: \p{L}{1,6} | \p{L}{2}\[\d+\] ) \s? [:：] ");

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
                let older = match self.mode {
                    Mode::Quoted => line.depth > 0 || !self.is_below_its_header(),
                    Mode::Notice => self.frame.nested,
                    Mode::Top | Mode::Body | Mode::Telephone | Mode::Closing(_) => false,
                };
                self.frame = Frame {
                    marked: line.depth > 0 && !older && at < self.last_marked_end,
                    nested: older,
                    alone: line.depth == 0 && line.hint == Some(Part::Quote) && self.is_below_header(at),
                };
                self.mode = Mode::Notice;
            }
            // Anybody can write our last line: without the first one before it, it ends nothing.
            Marker::End if self.mode == Mode::Notice => {
                self.mode = if self.frame.nested { Mode::Quoted } else { Mode::Body };
            }
            Marker::End => {}
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

    /// Whether the notice is all of the quoted mail: directly above it stands a header, and none but its own.
    fn is_below_its_header(&self) -> bool {
        let above = self.parts.iter().rev().filter(|(_, text)| !text.trim().is_empty()).take(LONGEST_HEADER);
        let header = above.take_while(|(part, _)| *part == Part::QuoteHeader).map(|(_, text)| text.trim());
        is_of_a_notice(header)
    }

    /// As `is_below_its_header`, in what the HTML calls quoted.
    fn is_below_header(&self, at: usize) -> bool {
        let above = self.lines.get(..at).unwrap_or_default().iter().rev();
        let quoted = above.take_while(|line| line.hint == Some(Part::Quote) || line.bare.is_empty());
        let header =
            quoted.map(|line| line.bare.as_ref()).filter(|bare| !bare.is_empty()).take(LONGEST_HEADER);
        let mut all = true;
        let labelled = header.inspect(|line| all &= block::is_labelled(line));
        is_of_a_notice(labelled) && all
    }
}

/// Whether these lines are one mail's header, and that mail answers none, as our notices don't.
fn is_of_a_notice<'a>(header: impl Iterator<Item = &'a str>) -> bool {
    let (mut senders, mut subjects, mut others) = (0, 0, false);
    for line in header {
        senders += usize::from(block::is_sender(line));
        if let Some(subject) = block::subject(line) {
            subjects += 1;
            others |= REPLY.found_in(subject);
        }
        others |= line.contains('@') && line.ends_with([':', '：']) && !block::is_labelled(line);
    }
    senders == 1 && subjects == 1 && !others
}
