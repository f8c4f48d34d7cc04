//! Where a quote begins: how many lines introduce it, and how it goes on below them.
//!
//! Knows in which order introductions follow one another. Must not know what they look like.

use super::line::Line;
use super::{Mode, Part, Reader, block, header_line, marker, separator};

/// Most introductions that follow one another: a separator, a header, the line of the mail before.
const MOST_HEADERS: usize = 3;

impl Reader<'_, '_> {
    /// How many lines introduce a quote here.
    pub(super) fn quote_begins(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let prefixed_after = |count| self.is_prefixed_after(at + count);
        let count = separator::at(rest, prefixed_after).or_else(|| block::at(rest));
        count.or_else(|| header_line::at(self.introduction(at), prefixed_after))
    }

    /// The lines that one introduction may go over: not from somebody's own text into a quote, or into what the HTML
    /// calls an introduction. Who breaks an address's brackets off, may leave a line that seems to be quoted.
    fn introduction(&self, at: usize) -> &[&str] {
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

    /// How many lines introduce it together: a header below a separator, and what the forwarded mail answers.
    pub(super) fn headers(&self, at: usize, first: usize) -> usize {
        let mut count = first;
        for _ in 1..MOST_HEADERS {
            let blank = self.rest(at + count).iter().take_while(|line| line.is_empty()).count();
            let next = at + count + blank;
            let own_notice = || marker::at(self.rest(next)).is_some();
            if self.lines.get(next).is_none_or(|line| line.depth > 0) || own_notice() {
                break;
            }
            let Some(more) = self.quote_begins(next) else { break };
            count += blank + more;
        }
        count
    }

    pub(super) fn enter_quote(&mut self, at: usize) {
        self.prefix = self.foreign_prefix_after(at);
        // Two headers above it: the prefixed text is quoted in the older mail, which has no prefixes itself.
        let marked = (self.prefix.is_some() || self.is_prefixed_after(at)) && !self.is_below_two_mails();
        self.mode = if marked { Mode::Body } else { Mode::Quoted };
    }
}
