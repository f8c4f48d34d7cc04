//! Text in lines: blanks collapse, blocks and rows begin lines, cells are set apart by tabs.
//!
//! Knows layout in one column of text. Must not know why text is hidden.

use html5ever::{LocalName, local_name};

use super::super::reply::Part;
use super::columns::{Columns, Place};
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
    /// For every open row, where its cells begin.
    rows: Vec<Columns>,
}

impl Flow {
    pub(super) fn text(&mut self, text: &str, shown: Shown) {
        if shown.preformatted {
            return self.preformatted(text, shown);
        }
        for (index, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if index > 0 && self.gap == Gap::None {
                self.gap = Gap::Blank;
            }
            if !word.is_empty() {
                self.word(word, shown);
            }
        }
    }

    /// Where an element begins; `block` is whether its style says that it is a block, where it says anything.
    pub(super) fn start(&mut self, name: &LocalName, spaced: bool, block: Option<bool>) {
        match *name {
            local_name!("br") => {
                if self.gap >= Gap::Line {
                    self.settle();
                }
                self.end_line();
            }
            local_name!("tr") => {
                self.want(Gap::Line);
                self.rows.push(Columns::default());
            }
            local_name!("td") | local_name!("th") => {
                let Some(row) = self.rows.last_mut() else { return };
                row.begin_cell();
                if row.is_filled() {
                    self.gap = Gap::Tab;
                    self.cell_begins = true;
                }
            }
            _ if block.unwrap_or_else(|| is_block(name)) => self.want(around(name, spaced)),
            _ => {}
        }
    }

    /// Where an element ends.
    pub(super) fn end(&mut self, name: &LocalName, block: Option<bool>) {
        match *name {
            local_name!("tr") => {
                let row = self.rows.pop().unwrap_or_default();
                if let Some(outer) = self.rows.last_mut() {
                    outer.take_inner(&row);
                }
                self.set_side_by_side(&row);
                self.cell_begins = false;
                self.want(Gap::Line);
            }
            local_name!("td") | local_name!("th") => {}
            _ if block.unwrap_or_else(|| is_block(name)) => {
                self.want(around(name, *name != local_name!("p")));
            }
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
        let place = Place { done: self.done.len(), lines: self.hints.len(), column: self.line.len() };
        self.rows.last_mut().into_iter().for_each(|row| row.fill(place));
        self.line.push_str(word);
        self.cell_begins = false;
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

    /// Cells of as many lines each are read across: labels in one, their amounts in the next.
    fn set_side_by_side(&mut self, row: &Columns) {
        let Some((mut lines, first)) = row.across(&self.done, &self.line) else { return };
        self.line = lines.pop().unwrap_or_default();
        self.done.truncate(first.done);
        self.hints.truncate(first.lines + lines.len());
        for line in lines {
            self.done.push_str(&line);
            self.done.push('\n');
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

fn around(name: &LocalName, spaced: bool) -> Gap {
    let paragraph = matches!(
        *name,
        local_name!("p")
            | local_name!("blockquote")
            | local_name!("ul")
            | local_name!("ol")
            | local_name!("hr")
    );
    if (paragraph || is_heading(name)) && spaced { Gap::Paragraph } else { Gap::Line }
}

fn is_heading(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
    )
}

/// Whether an element begins a line of its own.
pub(super) fn is_block(name: &LocalName) -> bool {
    let other = matches!(
        *name,
        local_name!("address")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("center")
            | local_name!("caption")
            | local_name!("dd")
            | local_name!("details")
            | local_name!("dir")
            | local_name!("div")
            | local_name!("dl")
            | local_name!("dt")
            | local_name!("fieldset")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("header")
            | local_name!("hr")
            | local_name!("html")
            | local_name!("li")
            | local_name!("main")
            | local_name!("menu")
            | local_name!("nav")
            | local_name!("ol")
            | local_name!("p")
            | local_name!("pre")
            | local_name!("section")
            | local_name!("summary")
            | local_name!("table")
            | local_name!("ul")
    );
    other || is_heading(name)
}
