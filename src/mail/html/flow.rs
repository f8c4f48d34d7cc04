//! Text in lines: blanks collapse, blocks and rows begin lines, cells are set apart by tabs.
//!
//! Knows layout in one column of text. Must not know why text is hidden.

use super::super::reply::Part;
use super::shown::Shown;

/// What has to be written before the next word.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    Tab,
    Line,
    Paragraph,
}

const DEEPEST_QUOTE: usize = 8;

/// The lines so far.
#[derive(Default)]
pub(super) struct Flow {
    done: String,
    hints: Vec<Option<Part>>,
    line: String,
    line_hint: Option<Part>,
    gap: Gap,
    /// A cell was opened and nothing is in it yet: what its first blocks would break stays on the row's line.
    cell_begins: bool,
    /// For every open row, whether something is in it already.
    rows: Vec<bool>,
}

impl Flow {
    pub(super) fn text(&mut self, text: &str, shown: Shown) {
        if shown.preformatted {
            return self.preformatted(text, shown);
        }
        for (index, word) in text.split([' ', '\t', '\n', '\r', '\u{c}']).enumerate() {
            if index > 0 && self.gap == Gap::None {
                self.gap = Gap::Blank;
            }
            if !word.is_empty() {
                self.word(word, shown);
            }
        }
    }

    /// Where an element begins; `block` is whether its style says that it is a block, where it says anything.
    pub(super) fn start(&mut self, name: &str, spaced: bool, block: Option<bool>) {
        match name {
            "br" => {
                if self.gap >= Gap::Line {
                    self.settle();
                }
                self.end_line();
            }
            "tr" => {
                self.want(Gap::Line);
                self.rows.push(false);
            }
            "td" | "th" if self.rows.last() == Some(&true) => {
                self.gap = Gap::Tab;
                self.cell_begins = true;
            }
            name if block.unwrap_or_else(|| is_block(name)) => self.want(around(name, spaced)),
            _ => {}
        }
    }

    /// Where an element ends.
    pub(super) fn end(&mut self, name: &str, block: Option<bool>) {
        match name {
            "tr" => {
                let filled = self.rows.pop().unwrap_or_default();
                if let Some(outer) = self.rows.last_mut() {
                    *outer |= filled;
                }
                self.cell_begins = false;
                self.want(Gap::Line);
            }
            "td" | "th" => {}
            name if block.unwrap_or_else(|| is_block(name)) => self.want(around(name, name != "p")),
            _ => {}
        }
    }

    /// How much was written so far.
    pub(super) fn written(&self) -> usize {
        self.done.len() + self.line.len()
    }

    /// The whole text, and the hints for its lines.
    pub(super) fn finish(mut self) -> (String, Vec<Option<Part>>) {
        if !self.line.is_empty() {
            self.end_line();
        }
        (self.done, self.hints)
    }

    fn want(&mut self, gap: Gap) {
        if !self.cell_begins {
            self.gap = self.gap.max(gap);
        }
    }

    fn word(&mut self, word: &str, shown: Shown) {
        self.settle();
        if self.line.is_empty() {
            self.begin_line(shown);
        }
        self.line.push_str(word);
        self.filled();
    }

    fn preformatted(&mut self, text: &str, shown: Shown) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line();
            }
            let line = line.trim_end_matches('\r');
            if !line.is_empty() {
                self.word(line, shown);
            }
        }
    }

    fn filled(&mut self) {
        self.cell_begins = false;
        if let Some(row) = self.rows.last_mut() {
            *row = true;
        }
    }

    /// Writes the gap before a word.
    fn settle(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        let open = !self.line.is_empty();
        match gap {
            Gap::None => {}
            Gap::Blank if open => self.line.push(' '),
            Gap::Tab if open => self.line.push('\t'),
            Gap::Blank | Gap::Tab => {}
            Gap::Line if open => self.end_line(),
            Gap::Line => {}
            Gap::Paragraph => {
                if open {
                    self.end_line();
                }
                if !self.done.is_empty() && !self.done.ends_with("\n\n") {
                    self.end_line();
                }
            }
        }
        self.gap = Gap::None;
    }

    fn begin_line(&mut self, shown: Shown) {
        self.line_hint = shown.part;
        let prefix = "> ".repeat(shown.quoted.min(DEEPEST_QUOTE));
        self.line.push_str(&prefix);
    }

    fn end_line(&mut self) {
        let line = self.line.trim_end_matches([' ', '\t']);
        self.done.push_str(line);
        self.done.push('\n');
        self.hints.push(self.line_hint.take());
        self.line.clear();
        self.gap = Gap::None;
    }
}

fn around(name: &str, spaced: bool) -> Gap {
    let paragraph =
        ["p", "blockquote", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table"].contains(&name);
    if paragraph && spaced && name != "table" { Gap::Paragraph } else { Gap::Line }
}

/// Whether an element begins a line of its own.
pub(super) fn is_block(name: &str) -> bool {
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "caption",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ]
    .contains(&name)
}
