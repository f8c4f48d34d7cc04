//! An HTML body as a reader sees it: visible text line by line, and apart from it what is hidden.
//!
//! Knows the order in which a tree is read, and which elements hold no text. Must not know mails. Trees are read
//! without recursion, and what a stranger sends costs no more than its length.

mod colour;
mod columns;
mod container;
mod dom;
mod flow;
mod guard;
mod outline;
mod parse;
mod rules;
mod selector;
mod sheet;
mod shown;
mod sink;
mod structured;
mod style;
mod value;

use html5ever::{LocalName, local_name};

use super::reply::Part;
use crate::characters::is_default_ignorable;
use dom::{Content, Dom, Element, NodeId};
use flow::Flow;
use outline::Outline;
use sheet::Sheet;
use shown::{Open, Stack};
pub(super) use structured::has_structured_data;

/// What an HTML body shows and hides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The visible text: a line per block and table row, cells set apart by tabs, quotes prefixed by `> `.
    pub text: String,
    /// The text that a reader does not see, or sees struck out; of very much, the beginning.
    pub hidden: String,
    /// Why the text may not be what a reader sees: the HTML goes beyond a limit, or shows each program something
    /// else. What may be seen is part of the text all the same.
    pub problem: Option<String>,
    /// Structured data for machines (schema.org) as JSON-LD texts; of very much, the beginning.
    pub json_ld: Vec<String>,
    /// For every line of `text`, what its element says that it is.
    pub(super) hints: Vec<Option<Part>>,
}

const MOST_HIDDEN: usize = 64 * 1024;

/// Renders an HTML body.
pub fn render(html: &str) -> Rendered {
    rendered(html, false)
}

/// Renders an HTML body as a program does that knows nothing of styles: what is hidden or struck out stands in its place.
pub(super) fn render_unstyled(html: &str) -> Rendered {
    rendered(html, true)
}

fn rendered(html: &str, reveals: bool) -> Rendered {
    let (dom, problem) = parse::parse(html);
    let mut page = Page {
        sheet: Sheet::of(&dom),
        outline: Outline::of(&dom),
        dom: &dom,
        stack: Stack::default(),
        laid_out: Vec::new(),
        flow: Flow::default(),
        hidden: String::new(),
        doubtful: false,
        reveals,
    };
    page.read();
    let doubt = page.doubtful.then_some("a style sheet may hide some of its text from some readers");
    let problem = problem.or_else(|| page.sheet.problem()).or(doubt).map(str::to_owned);
    let (text, hints) = page.flow.finish();
    let json_ld = if has_structured_data(html) { structured::read(&dom) } else { Vec::new() };
    Rendered { text, hidden: page.hidden.trim().to_owned(), problem, json_ld, hints }
}

struct Page<'a> {
    dom: &'a Dom,
    sheet: Sheet,
    outline: Outline,
    stack: Stack,
    /// For every open element, whether it is laid out, and whether as a block, where its style says so.
    laid_out: Vec<Option<Option<bool>>>,
    flow: Flow,
    hidden: String,
    /// Something that may be typed is shown to some readers and hidden from others.
    doubtful: bool,
    /// What is hidden is laid out as well.
    reveals: bool,
}

impl Page<'_> {
    fn read(&mut self) {
        let dom = self.dom;
        let mut at = dom.first_child(Dom::ROOT);
        while let Some(id) = at {
            let inside = self.enter(id);
            at = inside.or_else(|| dom.leave_to_next(id, |left| self.leave(left)));
        }
    }

    /// Reads what begins here; the first thing in it.
    fn enter(&mut self, id: NodeId) -> Option<NodeId> {
        match self.dom.content(id) {
            Content::Text(text) if self.is_raised(id) => self.text(&raised(text)),
            Content::Text(text) => self.text(text),
            Content::Element(element) => {
                self.start(id, element);
                if !holds_no_text(element.name()) {
                    return self.dom.first_child(id);
                }
            }
            Content::Other => {}
        }
        None
    }

    fn is_raised(&self, id: NodeId) -> bool {
        let around = self.dom.parent(id).and_then(|parent| self.dom.element(parent));
        around.is_some_and(|element| *element.name() == local_name!("sup"))
    }

    fn text(&mut self, text: &str) {
        let shown = self.stack.shown();
        let is_revealed = self.reveals && !shown.unseen && !text.chars().all(is_blank);
        if !shown.hidden || is_revealed {
            self.doubtful |= self.stack.may_be_hidden() && text.contains(char::is_alphanumeric);
            self.flow.text(text, shown);
        } else if self.hidden.len() < MOST_HIDDEN {
            let words = text.split_whitespace().flat_map(|word| [word, " "]);
            self.hidden.extend(words);
        }
    }

    fn start(&mut self, id: NodeId, element: &Element) {
        let declared = self.sheet.declared(self.dom, id, element);
        let block = declared.certain.block;
        let written = self.flow.written();
        let container = self.outline.container(id);
        if container.begins_quoted_rest {
            self.stack.rest_is_quote(written);
        }
        let part = self.outline.part(id);
        self.stack.open(Open::new(element, declared, container.is_quotation, part, written));
        let shown = self.stack.shown();
        let is_removed = if self.reveals { shown.unseen } else { shown.removed };
        let laid_out = (!is_removed).then_some(block);
        if let Some(block) = laid_out {
            self.flow.start(element.name(), is_spaced(element), block);
        }
        self.laid_out.push(laid_out);
    }

    fn leave(&mut self, id: NodeId) {
        let Some(element) = self.dom.element(id) else { return };
        let name = element.name();
        if let Some(Some(block)) = self.laid_out.pop() {
            self.flow.end(name, block);
        }
        self.stack.close();
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_default_ignorable(c)
}

/// Cents stand raised behind a price: without a sign of that, `514<sup>15</sup>` would be another number.
fn raised(text: &str) -> String {
    let digits = text.trim();
    if digits.len() != 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digits.chars().filter_map(|c| RAISED.get(c.to_digit(10)? as usize)).collect()
}

/// Outlook writes every line as a paragraph without space around it.
fn is_spaced(element: &Element) -> bool {
    let class = element.attribute(&local_name!("class"));
    !class.is_some_and(|class| class.contains("MsoNormal") || class.contains("p1"))
}

/// Whether what is inside an element is no text at all.
fn holds_no_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("title")
            | local_name!("script")
            | local_name!("style")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
    )
}

#[cfg(test)]
mod tests;
