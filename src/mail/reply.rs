//! What a person newly wrote in a text that may be mostly other people's: every line gets its part.
//!
//! Knows how mail programs quote, forward, sign and warn. Must not know MIME, HTML or what a decision is.
//! When nothing was newly written nothing is found: never does a quote stand in for it.

mod banner;
mod block;
mod closing;
mod footer;
mod header_line;
mod language;
mod line;
mod mobile;
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

/// What was newly written, without blank lines around it; where something was cut out, one is left at most.
pub(super) fn typed(parts: &[(Part, &str)]) -> String {
    let mut text = String::new();
    let mut gap = "";
    for run in parts.chunk_by(|(one, _), (next, _)| (*one == Part::Typed) == (*next == Part::Typed)) {
        if run.first().is_none_or(|(part, _)| *part != Part::Typed) {
            continue;
        }
        let is_blank = |(_, line): &&(Part, &str)| line.trim().is_empty();
        let above = run.iter().take_while(is_blank).count();
        let written = run.len() - run.iter().rev().take_while(is_blank).count();
        if above > 0 && !text.is_empty() {
            gap = "\n";
        }
        for (_, line) in run.iter().take(written).skip(above) {
            text.push_str(std::mem::take(&mut gap));
            text.push_str(line.trim_end_matches(['\r', '\n']));
            text.push('\n');
        }
        if written < run.len() && !text.is_empty() {
            gap = "\n";
        }
    }
    text.trim().to_owned()
}

/// As `classify`, for lines of which the HTML already says what some are.
pub(super) fn classify_hinted<'a>(lines: &[(&'a str, Option<Part>)]) -> Vec<(Part, &'a str)> {
    let views: Vec<Line<'a>> = lines.iter().map(|(line, hint)| Line::new(line, *hint)).collect();
    let bare: Vec<&str> = views.iter().map(|line| line.bare.as_ref()).collect();
    let parts = Vec::with_capacity(views.len());
    let mut reader = Reader { lines: &views, bare: &bare, parts, mode: Mode::Top, prefix: None, rules: 0 };
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

/// Most introductions that follow one another: a separator, a header, the line of the mail before.
const MOST_HEADERS: usize = 3;
/// Most lines of which it is asked whether they are rules with a signature below.
const MOST_RULES: usize = 300;

struct Reader<'a, 'b> {
    lines: &'b [Line<'a>],
    bare: &'b [&'b str],
    parts: Vec<(Part, &'a str)>,
    mode: Mode,
    /// Another mark than `>` that the quote has.
    prefix: Option<&'a str>,
    /// How many lines were typed that could have been rules.
    rules: usize,
}

impl<'a> Reader<'a, '_> {
    /// Reads what begins at this line; says over how many lines it goes.
    fn step(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return 1 };
        if let Some((marker, count)) = marker::at(self.rest(at)) {
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
        if line.bare.is_empty() && line.depth == 0 {
            return self.blank(at);
        }
        if line.is_framed() {
            self.enter_quote(at + 1);
            return self.push(at, 1, Part::QuoteHeader);
        }
        if self.is_quoted(at, line) {
            self.mode = Mode::Body;
            return self.push(at, 1, Part::Quote);
        }
        if let Some((byte, count)) = self.header_behind_text(at, line.raw) {
            return self.split_header(at, line.raw, byte, count);
        }
        if let Some(count) = self.quote_begins(at) {
            let count = self.headers(at, count);
            self.enter_quote(at + count);
            return self.push(at, count, Part::QuoteHeader);
        }
        match line.hint {
            Some(part) => self.hinted(at, part),
            None => self.written(at, line),
        }
    }

    fn blank(&mut self, at: usize) -> usize {
        let part = if let Mode::Closing(part) = self.mode { part } else { Part::Typed };
        self.push(at, 1, part)
    }

    fn written(&mut self, at: usize, line: &Line<'a>) -> usize {
        if self.mode == Mode::Top
            && let Some(split) = banner::tag(line.raw)
        {
            return self.split(line.raw, split, Part::Banner, Part::Typed);
        }
        let anew = self.begins_paragraph(at);
        if (self.mode == Mode::Top || anew)
            && let Some(count) = banner::at(self.rest(at))
            && (self.mode == Mode::Top || self.is_quote_next(at + count))
        {
            return self.push(at, count, Part::Banner);
        }
        if let Mode::Closing(part) = self.mode {
            return self.push(at, 1, part);
        }
        let place =
            closing::Place { below_text: self.mode != Mode::Top, anew, few_rules: self.rules < MOST_RULES };
        self.rules += usize::from(closing::may_be_rule(line.bare.as_ref()));
        let ends = |index: usize| {
            self.lines.get(at + index).is_some_and(|line| line.depth > 0)
                || self.quote_begins(at + index).is_some()
        };
        match closing::begins(self.rest(at), place, ends) {
            Some(closing::Closing::ToEnd(part)) => {
                self.mode = Mode::Closing(part);
                self.push(at, 1, part)
            }
            Some(closing::Closing::Line(part)) => self.push(at, 1, part),
            None => {
                self.mode = Mode::Body;
                self.push(at, 1, Part::Typed)
            }
        }
    }

    fn hinted(&mut self, at: usize, part: Part) -> usize {
        if matches!(part, Part::Quote | Part::QuoteHeader) && self.mode != Mode::Top {
            self.mode = Mode::Body;
        }
        self.push(at, 1, part)
    }

    fn rest(&self, at: usize) -> &[&str] {
        self.bare.get(at..).unwrap_or_default()
    }

    fn begins_paragraph(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.lines.get(before))
            .is_none_or(|line| line.bare.is_empty() || line.depth > 0)
    }

    /// How many lines introduce a quote here.
    fn quote_begins(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let prefixed_after = |count| self.is_prefixed_after(at + count);
        let count = separator::at(rest, prefixed_after).or_else(|| block::at(rest));
        count.or_else(|| header_line::at(rest, prefixed_after))
    }

    /// How many lines introduce it together: a header below a separator, and what the forwarded mail answers.
    fn headers(&self, at: usize, first: usize) -> usize {
        let mut count = first;
        for _ in 1..MOST_HEADERS {
            let blank = self.rest(at + count).iter().take_while(|line| line.is_empty()).count();
            let next = at + count + blank;
            if self.lines.get(next).is_none_or(|line| line.depth > 0) {
                break;
            }
            let Some(more) = self.quote_begins(next) else { break };
            count += blank + more;
        }
        count
    }

    fn enter_quote(&mut self, at: usize) {
        self.prefix = self.foreign_prefix_after(at);
        let marked = self.prefix.is_some() || self.is_prefixed_after(at);
        self.mode = if marked { Mode::Body } else { Mode::Quoted };
    }

    fn is_quote_next(&self, at: usize) -> bool {
        let blank = self.rest(at).iter().take_while(|line| line.is_empty()).count();
        let next = at + blank;
        self.is_prefixed_after(at) || self.quote_begins(next).is_some()
    }

    /// Whether the next written line is quoted with a prefix, or known from the HTML to be a quote.
    fn is_prefixed_after(&self, at: usize) -> bool {
        let mut next = self.lines.iter().skip(at).filter(|line| line.depth > 0 || !line.bare.is_empty());
        next.next().is_some_and(|line| line.depth > 0 || line.hint == Some(Part::Quote))
    }

    fn is_quoted(&self, at: usize, line: &Line<'a>) -> bool {
        if line.depth > 0 {
            return !self.is_comparison(at, line);
        }
        let foreign = line.foreign_prefix();
        let repeated = || {
            let near = [at.wrapping_sub(1), at + 1].into_iter().filter_map(|near| self.lines.get(near));
            foreign.is_some_and(|prefix| {
                prefix.len() > 1 && near.into_iter().any(|near| near.foreign_prefix() == foreign)
            })
        };
        foreign.is_some() && (self.prefix == foreign || repeated()) || self.is_wrapped_quote(at, line)
    }

    /// `> 500 USD` alone, without anything around it that is quoted, compares.
    fn is_comparison(&self, at: usize, line: &Line<'a>) -> bool {
        let near = [at.wrapping_sub(1), at + 1].into_iter().filter_map(|near| self.lines.get(near));
        let after_header = self.parts.iter().rev().find(|(_, text)| !text.trim().is_empty());
        line.depth == 1
            && line.bare.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '=' | '$' | '€' | '£'))
            && near.into_iter().all(|near| near.depth == 0)
            && after_header.is_none_or(|(part, _)| *part == Part::Typed)
    }

    /// What marks the quote that begins here, when it is no `>`.
    fn foreign_prefix_after(&self, at: usize) -> Option<&'a str> {
        const LOOK: usize = 3;
        let written = self.lines.iter().skip(at).skip_while(|line| line.bare.is_empty()).take(LOOK);
        let mut paragraph = written.take_while(|line| !line.bare.is_empty());
        let prefix = paragraph.next()?.foreign_prefix()?;
        // A table has bars at both ends.
        let table = |line: &Line<'_>| line.bare.len() > 1 && line.bare.ends_with('|');
        paragraph.all(|line| line.foreign_prefix() == Some(prefix) && !table(line)).then_some(prefix)
    }

    /// Some programs wrap a quoted line without repeating its prefix; who answers there, does so after a sentence.
    fn is_wrapped_quote(&self, at: usize, line: &Line<'_>) -> bool {
        const SHORTEST_WRAPPED: usize = 60;
        let Some(before) = at.checked_sub(1).and_then(|before| self.lines.get(before)) else { return false };
        let quoted_after = || self.lines.get(at + 1).is_some_and(|line| line.depth > 0);
        if before.depth == 0 || line.bare.is_empty() || !quoted_after() {
            return false;
        }
        let broken = before.raw.trim_end().len() >= SHORTEST_WRAPPED
            && !before.bare.ends_with(['.', '?', '!', ':', ';']);
        broken || line.bare.starts_with(['<', '[']) && line.may_end_header()
    }

    /// Where an introduction begins behind text on this line, and over how many lines it goes.
    fn header_behind_text(&self, at: usize, raw: &str) -> Option<(usize, usize)> {
        let following = self.rest(at + 1);
        header_line::behind_text(raw, following).or_else(|| block::behind_text(raw).map(|byte| (byte, 1)))
    }

    fn split_header(&mut self, at: usize, raw: &'a str, byte: usize, count: usize) -> usize {
        self.split(raw, byte, Part::Typed, Part::QuoteHeader);
        let count = count.max(1);
        self.push(at + 1, count - 1, Part::QuoteHeader);
        self.enter_quote(at + count);
        count
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
