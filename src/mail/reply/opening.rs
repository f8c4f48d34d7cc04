//! Where a quote begins: how many lines introduce it, and how it goes on below them.
//!
//! Knows in which order introductions follow one another. Must not know what they look like.

use super::line::Line;
use super::{Mode, Part, Reader, block, header_line, marker, separator};

/// What introduces a quote.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Introduction {
    /// Whatever stands between dashes.
    Separator,
    /// A header of several lines.
    Block,
    /// Who wrote, and when.
    Line,
}

/// Most introductions that follow one another: a separator, a header, the line of the mail before.
const MOST_HEADERS: usize = 3;

impl Reader<'_, '_> {
    /// How many lines introduce a quote here.
    pub(super) fn quote_begins(&self, at: usize) -> Option<usize> {
        self.introduced(at).map(|(_, count)| count)
    }

    /// What introduces a quote here, over how many lines.
    pub(super) fn introduced(&self, at: usize) -> Option<(Introduction, usize)> {
        let rest = self.rest(at);
        let prefixed_after = |count| self.is_prefixed_after(at + count);
        let separator = || separator::at(rest, prefixed_after).map(|count| (Introduction::Separator, count));
        let block = || block::at(rest).map(|count| (Introduction::Block, count));
        let line = || header_line::at(self.lines_of_one(at), prefixed_after);
        separator().or_else(block).or_else(|| line().map(|count| (Introduction::Line, count)))
    }

    /// The lines that one introduction may go over: not from somebody's own text into a quote, or into what the HTML
    /// calls an introduction. Who breaks an address's brackets off, may leave a line that seems to be quoted.
    fn lines_of_one(&self, at: usize) -> &[&str] {
        let rest = self.rest(at);
        let lines = self.lines.get(at..).unwrap_or_default();
        let depth = lines.first().map_or(0, |line| line.depth);
        let headed = |line: &Line<'_>| line.hint == Some(Part::QuoteHeader);
        let first_headed = lines.first().is_some_and(headed);
        let mut open = false;
        let mut count = 0;
        for line in lines.iter().take(header_line::MOST_LINES) {
            if line.depth > depth && !open || headed(line) && !first_headed {
                break;
            }
            open |= line.bare.ends_with('<');
            count += 1;
        }
        let until = if count == header_line::MOST_LINES { rest.len() } else { count };
        rest.get(..until).unwrap_or_default()
    }

    /// Reads all that introduces a quote together: a header below a separator, and what the forwarded mail answers.
    pub(super) fn headers(&mut self, at: usize, (first, lines): (Introduction, usize)) -> usize {
        let (mut last, mut count, mut mails) = (first, lines, 1);
        for _ in 1..MOST_HEADERS {
            let blank = self.rest(at + count).iter().take_while(|line| line.is_empty()).count();
            let next = at + count + blank;
            let own_notice = || marker::at(self.rest(next)).is_some();
            if self.lines.get(next).is_none_or(|line| line.depth > 0) || own_notice() {
                break;
            }
            let Some((introduction, more)) = self.introduced(next) else { break };
            // A separator has its mail's header below it, and so has the line of some programs.
            let same_mail = last == Introduction::Separator
                || (last, introduction) == (Introduction::Line, Introduction::Block);
            mails += usize::from(!same_mail);
            last = introduction;
            count += blank + more;
        }
        self.push(at, count, Part::QuoteHeader);
        // The header of a second mail: what is prefixed below it is quoted in the first, which has no prefixes itself.
        self.enter_quote(at + count, last, mails > 1);
        count
    }

    /// Reads on behind an introduction: where the quote has no prefixes, all that follows belongs to it.
    pub(super) fn enter_quote(&mut self, at: usize, introduction: Introduction, nested: bool) {
        // Other marks than `>` are trusted only where a program says that it is about to quote.
        let by_line = introduction == Introduction::Line;
        self.prefix = self.foreign_prefix_after(at).filter(|_| by_line);
        let marked = if by_line { self.is_prefixed_after(at) } else { self.is_marked_after(at) };
        self.mode = if (marked || self.prefix.is_some()) && !nested { Mode::Body } else { Mode::Quoted };
    }
}
