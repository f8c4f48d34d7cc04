//! What a person newly wrote in a text that may be mostly other people's: every line gets its part.
//!
//! Knows how mail programs quote, forward, sign and warn. Must not know MIME, HTML or what a decision is.
//! When nothing was newly written nothing is found: never does a quote stand in for it.

mod banner;
mod block;
mod closing;
mod header_line;
mod line;
mod pattern;
mod separator;

pub(super) use pattern::Pattern;

use super::marker::{self, Marker};
use line::Line;

/// What a line of a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Newly written by the sender.
    Typed,
    /// Somebody's earlier text.
    Quote,
    /// What introduces a quote or a forwarded mail: `On Monday, Sam wrote:`.
    QuoteHeader,
    /// A signature, also that of a telephone.
    Signature,
    /// A disclaimer, a virus scanner's or a mailing list's footer.
    Footer,
    /// A mail gateway's warning on top.
    Banner,
    /// A line that frames our own notices.
    Marker,
}

/// Says of every piece of a text what it is; the pieces together are the whole text.
pub fn classify(text: &str) -> Vec<(Part, &str)> {
    let lines: Vec<(&str, Option<Part>)> = text.split_inclusive('\n').map(|line| (line, None)).collect();
    classify_hinted(&lines)
}

/// What was newly written, without blank lines around it.
pub(super) fn typed(parts: &[(Part, &str)]) -> String {
    let lines = parts.iter().filter(|(part, _)| *part == Part::Typed);
    let text: String = lines.flat_map(|(_, line)| [line.trim_end_matches(['\r', '\n']), "\n"]).collect();
    text.trim().to_owned()
}

/// As `classify`, for lines of which the HTML already says what some are.
pub(super) fn classify_hinted<'a>(lines: &[(&'a str, Option<Part>)]) -> Vec<(Part, &'a str)> {
    let views: Vec<Line<'a>> = lines.iter().map(|(line, hint)| Line::new(line, *hint)).collect();
    let bare: Vec<&str> = views.iter().map(|line| line.bare.as_ref()).collect();
    let mut reader = Reader { lines: &views, bare: &bare, parts: Vec::new(), mode: Mode::Top };
    let mut at = 0;
    while at < views.len() {
        at += reader.step(at).max(1);
    }
    reader.parts
}

/// Where in a mail we are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Nothing was written yet: warnings may still come.
    Top,
    /// Written text.
    Body,
    /// A signature or a footer, until a quote begins.
    Closing(Part),
    /// Quoted without a prefix, to the end.
    Quoted,
    /// Our own notice, until its last line.
    Notice,
}

struct Reader<'a, 'b> {
    lines: &'b [Line<'a>],
    bare: &'b [&'b str],
    parts: Vec<(Part, &'a str)>,
    mode: Mode,
}

impl<'a> Reader<'a, '_> {
    /// Reads what begins at this line; says over how many lines it goes.
    fn step(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return 1 };
        let rest = self.bare.get(at..).unwrap_or_default();
        if let Some((marker, count)) = marker::at(rest) {
            self.mode = match marker {
                Marker::Start => Mode::Notice,
                Marker::End => Mode::Body,
            };
            return self.push(at, count, Part::Marker);
        }
        match self.mode {
            Mode::Quoted | Mode::Notice => self.push(at, 1, Part::Quote),
            Mode::Top | Mode::Body | Mode::Closing(_) => self.own_or_quoted(at, line),
        }
    }

    fn own_or_quoted(&mut self, at: usize, line: &Line<'a>) -> usize {
        if let Some(part) = line.hint.filter(|part| *part != Part::QuoteHeader) {
            return self.hinted(at, part);
        }
        if line.depth > 0 || self.is_wrapped_quote(at) {
            self.mode = Mode::Body;
            return self.push(at, 1, Part::Quote);
        }
        if let Some(split) = header_line::behind_text(line.raw, self.bare.get(at + 1..).unwrap_or_default()) {
            return self.split_header(at, line.raw, split);
        }
        if let Some(count) = self.quote_begins(at) {
            self.mode = if self.is_prefixed_after(at + count) { Mode::Body } else { Mode::Quoted };
            return self.push(at, count, Part::QuoteHeader);
        }
        match line.hint {
            Some(part) => self.hinted(at, part),
            None => self.written(at, line),
        }
    }

    fn written(&mut self, at: usize, line: &Line<'a>) -> usize {
        let bare = line.bare.as_ref();
        if bare.is_empty() {
            let part = if let Mode::Closing(part) = self.mode { part } else { Part::Typed };
            return self.push(at, 1, part);
        }
        if self.mode == Mode::Top {
            if let Some(split) = banner::tag(line.raw) {
                return self.split(line.raw, split, Part::Banner, Part::Typed);
            }
            let rest = self.bare.get(at..).unwrap_or_default();
            if let Some(count) = banner::at(rest) {
                return self.push(at, count, Part::Banner);
            }
        }
        match closing::begins(self.bare.get(at..).unwrap_or_default(), self.mode != Mode::Top) {
            Some(closing::Closing::ToEnd(part)) => {
                self.mode = Mode::Closing(part);
                self.push(at, 1, part)
            }
            Some(closing::Closing::Line(part)) => self.push(at, 1, part),
            None => self.in_mode(at),
        }
    }

    fn in_mode(&mut self, at: usize) -> usize {
        if let Mode::Closing(part) = self.mode {
            return self.push(at, 1, part);
        }
        self.mode = Mode::Body;
        self.push(at, 1, Part::Typed)
    }

    fn hinted(&mut self, at: usize, part: Part) -> usize {
        if matches!(part, Part::Quote | Part::QuoteHeader) && self.mode != Mode::Top {
            self.mode = Mode::Body;
        }
        self.push(at, 1, part)
    }

    /// How many lines introduce a quote here.
    fn quote_begins(&self, at: usize) -> Option<usize> {
        let rest = self.bare.get(at..)?;
        let count = separator::at(rest).or_else(|| block::at(rest));
        count.or_else(|| header_line::at(rest, |count| self.is_prefixed_after(at + count)))
    }

    /// Whether the next written line is quoted with a prefix, or known from the HTML to be a quote.
    fn is_prefixed_after(&self, at: usize) -> bool {
        let mut next = self.lines.iter().skip(at).filter(|line| line.depth > 0 || !line.bare.is_empty());
        next.next().is_some_and(|line| line.depth > 0 || line.hint == Some(Part::Quote))
    }

    /// Some programs wrap a quoted line without repeating its prefix.
    fn is_wrapped_quote(&self, at: usize) -> bool {
        const SHORTEST_WRAPPED: usize = 60;
        let quoted = |line: &Line<'_>| line.depth > 0;
        let before = at.checked_sub(1).and_then(|before| self.lines.get(before));
        let long_before = before.is_some_and(|line| quoted(line) && line.raw.len() >= SHORTEST_WRAPPED);
        let here = self.lines.get(at).is_some_and(|line| !line.bare.is_empty());
        long_before && here && self.lines.get(at + 1).is_some_and(quoted)
    }

    fn split_header(&mut self, at: usize, raw: &'a str, (byte, count): (usize, usize)) -> usize {
        self.split(raw, byte, Part::Typed, Part::QuoteHeader);
        self.mode = if self.is_prefixed_after(at + count) { Mode::Body } else { Mode::Quoted };
        1 + self.push(at + 1, count - 1, Part::QuoteHeader)
    }

    fn split(&mut self, raw: &'a str, byte: usize, before: Part, after: Part) -> usize {
        let (one, other) = raw.split_at_checked(byte).unwrap_or((raw, ""));
        self.parts.extend([(before, one), (after, other)]);
        self.mode = Mode::Body;
        1
    }

    fn push(&mut self, at: usize, count: usize, part: Part) -> usize {
        let lines = self.lines.iter().skip(at).take(count);
        self.parts.extend(lines.map(|line| (part, line.raw)));
        count
    }
}

#[cfg(test)]
mod tests;
