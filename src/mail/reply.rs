//! What a person newly wrote in a text that may be mostly other people's: every line gets its part.
//!
//! Knows how mail programs quote, forward, sign and warn. Must not know MIME or HTML; of decisions it asks only whether
//! what could be somebody's name is one. When nothing was newly written nothing is found: never does a quote stand in for it.

mod armour;
mod banner;
mod block;
mod closing;
mod footer;
mod header_line;
mod language;
mod line;
mod mobile;
mod notes;
mod notice;
mod opening;
mod pattern;
mod prefix;
mod separator;
mod spoken;

pub(super) use pattern::Pattern;

use std::collections::HashSet;

use super::marker;
use line::Line;
use notice::Frame;
use opening::Introduction;

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
    let mut reader = Reader {
        lines: &views,
        bare: &bare,
        parts: Vec::with_capacity(views.len()),
        mode: Mode::Top,
        prefix: None,
        names: prefix::repeated_names(&views),
        quoted: false,
        rules: 0,
        frame: Frame::default(),
        last_marked_end: notice::last_marked_end(&views, &bare),
    };
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
    /// Below a telephone's line, where few write more; until a quote, a signature or a sentence begins.
    Telephone,
    /// Quoted without a prefix, to the end.
    Quoted,
    /// Our own notice, until its last line.
    Notice,
}

/// Most lines of which it is asked whether they are rules with a signature below.
const MOST_RULES: usize = 300;

struct Reader<'a, 'b> {
    lines: &'b [Line<'a>],
    bare: &'b [&'b str],
    parts: Vec<(Part, &'a str)>,
    mode: Mode,
    /// Another mark than `>` that the quote has.
    prefix: Option<&'a str>,
    /// Names that mark quoted lines: `Sam>`.
    names: HashSet<&'a str>,
    /// How our notice is quoted.
    frame: Frame,
    /// Where the last of our notices ends that is quoted line by line.
    last_marked_end: usize,
    /// Whether anything quoted was seen.
    quoted: bool,
    /// How many lines were typed that could have been rules.
    rules: usize,
}

impl<'a> Reader<'a, '_> {
    /// Reads what begins at this line; says over how many lines it goes.
    fn step(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return 1 };
        if let Some((marker, count)) = marker::at(self.rest(at)) {
            return self.framed(at, line, marker, count);
        }
        match self.mode {
            Mode::Quoted => self.push(at, 1, Part::Quote),
            Mode::Notice => self.in_notice(at, line),
            Mode::Top | Mode::Body | Mode::Telephone | Mode::Closing(_) => self.own_or_quoted(at, line),
        }
    }

    fn own_or_quoted(&mut self, at: usize, line: &Line<'a>) -> usize {
        let hint = line.hint.filter(|part| !(self.frame.alone && *part == Part::Quote));
        if let Some(part) = hint.filter(|part| *part != Part::QuoteHeader) {
            return self.hinted(at, part);
        }
        if line.bare.is_empty() && line.depth == 0 {
            return self.blank(at);
        }
        if let Some(count) = armour::at(self.rest(at)).filter(|_| line.depth == 0) {
            return self.push(at, count, Part::Signature);
        }
        let drawn = || self.lines.get(at..).unwrap_or_default().iter().map(|line| line.raw);
        if let Some(count) = notes::at(drawn()) {
            self.enter_quote(at + count, Introduction::Block, false);
            return self.push(at, count, Part::QuoteHeader);
        }
        if line.is_framed() {
            self.enter_quote(at + 1, Introduction::Line, false);
            return self.push(at, 1, Part::QuoteHeader);
        }
        if self.is_quoted(at, line) {
            self.mode = Mode::Body;
            return self.push(at, 1, Part::Quote);
        }
        if let Some((byte, count)) = self.header_behind_text(at, line.raw) {
            return self.split_header(at, line.raw, byte, count);
        }
        if let Some(first) = self.introduced(at) {
            return self.headers(at, first);
        }
        match hint {
            Some(part) => self.hinted(at, part),
            None => self.written(at, line),
        }
    }

    fn blank(&mut self, at: usize) -> usize {
        let part = match self.mode {
            Mode::Closing(part) => part,
            Mode::Telephone => Part::Signature,
            Mode::Top | Mode::Body | Mode::Quoted | Mode::Notice => Part::Typed,
        };
        self.push(at, 1, part)
    }

    fn written(&mut self, at: usize, line: &Line<'a>) -> usize {
        if self.mode == Mode::Top
            && let Some(split) = banner::tag(line.raw)
            && banner::at(self.rest(at)).is_none()
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
        if let Some(part) = self.closed(at, anew) {
            return self.push(at, 1, part);
        }
        let place = closing::Place {
            below_text: self.mode != Mode::Top,
            anew,
            announced: self.is_announced(at),
            few_rules: self.rules < MOST_RULES,
        };
        self.rules += usize::from(closing::may_be_rule(line.bare.as_ref()));
        let ends = |index: usize| {
            let quoted = |line: &Line<'_>| line.depth > 0 || line.hint == Some(Part::Quote);
            self.lines.get(at + index).is_some_and(quoted) || self.quote_begins(at + index).is_some()
        };
        match closing::begins(self.rest(at), place, ends) {
            Some(closing::Closing::ToEnd(part)) => {
                self.mode = Mode::Closing(part);
                self.push(at, 1, part)
            }
            Some(closing::Closing::Telephone) => {
                self.mode = Mode::Telephone;
                self.push(at, 1, Part::Signature)
            }
            Some(closing::Closing::Line(part)) => self.push(at, 1, part),
            None => {
                self.mode = Mode::Body;
                self.push(at, 1, Part::Typed)
            }
        }
    }

    /// What a line is below the end of the text, unless somebody goes on writing there.
    fn closed(&mut self, at: usize, anew: bool) -> Option<Part> {
        let part = match self.mode {
            Mode::Closing(part) => part,
            Mode::Telephone => Part::Signature,
            Mode::Top | Mode::Body | Mode::Quoted | Mode::Notice => return None,
        };
        let rest = self.rest(at);
        let goes_on = anew
            && part == Part::Signature
            && (closing::is_postscript(rest) || self.mode == Mode::Telephone && closing::is_written(rest));
        if goes_on {
            self.mode = Mode::Body;
            return None;
        }
        if anew {
            self.mode = Mode::Closing(part);
        }
        Some(part)
    }

    fn hinted(&mut self, at: usize, part: Part) -> usize {
        if part == Part::QuoteHeader {
            let lines = self.lines.get(at..).unwrap_or_default();
            let count = lines.iter().take_while(|line| line.hint == Some(part)).count();
            self.enter_quote(at + count, Introduction::Line, false);
            return self.push(at, count, part);
        }
        if part == Part::Quote && self.mode != Mode::Top {
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

    /// Whether the written line above is an item of a list, or says that something follows.
    fn is_announced(&self, at: usize) -> bool {
        const LOOK: usize = 3;
        let above = self.bare.get(..at).unwrap_or_default().iter().rev().take(LOOK);
        let mut written = above.skip_while(|line| line.is_empty());
        written
            .next()
            .is_some_and(|line| line.starts_with(['-', '–', '—', '*', '•']) || line.ends_with([':', '：']))
    }

    fn is_quote_next(&self, at: usize) -> bool {
        let blank = self.rest(at).iter().take_while(|line| line.is_empty()).count();
        let next = at + blank;
        self.is_prefixed_after(at) || self.quote_begins(next).is_some()
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
        self.enter_quote(at + count, Introduction::Line, false);
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
        self.quoted |= matches!(part, Part::Quote | Part::QuoteHeader | Part::Marker);
        count
    }
}

#[cfg(test)]
mod tests;
