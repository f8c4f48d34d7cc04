//! The open elements, and what they make of the text in them.
//!
//! Knows which tags close which (WHATWG HTML §13.2.6, in short). Must not know how text is laid out.
//! The stack is bounded; deeper elements count as part of the deepest.

use super::super::reply::Part;
use super::colour::Colour;
use super::container;
use super::style::Declared;
use super::token::Tag;

const DEEPEST: usize = 256;

/// How text is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) hidden: bool,
    pub(super) preformatted: bool,
    pub(super) quoted: usize,
    pub(super) part: Option<Part>,
    removed: bool,
    font_zero: bool,
    colour: Option<Colour>,
    ground: Option<Colour>,
}

const PLAIN: Shown = Shown {
    hidden: false,
    preformatted: false,
    quoted: 0,
    part: None,
    removed: false,
    font_zero: false,
    colour: Some(Colour::BLACK),
    ground: Some(Colour::WHITE),
};

/// An open element: what it says itself, and what comes of it with everything around it.
pub(super) struct Open {
    name: String,
    declared: Declared,
    removes: bool,
    quotation: bool,
    preformatted: bool,
    part: Option<Part>,
    shown: Shown,
}

impl Open {
    pub(super) fn new(tag: &Tag, declared: Declared) -> Self {
        let name = tag.name.as_str();
        let unseen =
            ["head", "template", "noscript", "object", "svg", "math", "select", "audio", "video", "canvas"];
        let struck = ["del", "s", "strike"].contains(&name) || declared.struck == Some(true);
        Self {
            name: name.to_owned(),
            declared,
            removes: struck || unseen.contains(&name) || super::hides(tag, &declared),
            quotation: container::is_quotation(tag),
            preformatted: ["pre", "listing", "plaintext"].contains(&name),
            part: container::content(tag),
            shown: PLAIN,
        }
    }

    fn within(&self, outer: Shown) -> Shown {
        let colour = self.declared.colour.unwrap_or(outer.colour);
        let ground = self.declared.ground.unwrap_or(outer.ground);
        let unreadable = colour.zip(ground).is_some_and(|(text, ground)| text.is_like(ground));
        let font_zero = self.declared.font_zero.unwrap_or(outer.font_zero);
        let removed = outer.removed || self.removes;
        Shown {
            hidden: removed || font_zero || unreadable,
            preformatted: self.declared.preformatted.unwrap_or(outer.preformatted || self.preformatted),
            quoted: outer.quoted + usize::from(self.quotation),
            part: outer.part.filter(|part| *part == Part::Quote).or(self.part).or(outer.part),
            removed,
            font_zero,
            colour,
            ground,
        }
    }
}

/// All open elements.
#[derive(Default)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// How many paragraphs are open: mostly none, and then no block has to look for one.
    paragraphs: usize,
}

impl Stack {
    /// How text is shown here.
    pub(super) fn shown(&self) -> Shown {
        self.open.last().map_or(PLAIN, |open| open.shown)
    }

    /// Whether a paragraph is open.
    pub(super) fn has_paragraph(&self) -> bool {
        self.paragraphs > 0
    }

    pub(super) fn open(&mut self, mut open: Open) {
        if self.open.len() < DEEPEST {
            open.shown = open.within(self.shown());
            self.paragraphs += usize::from(open.name == "p");
            self.open.push(open);
        }
    }

    /// Everything that follows here is quoted: in this element and, as Outlook wraps its divider, in the one around it.
    pub(super) fn rest_is_quote(&mut self) {
        let from = self.open.len().saturating_sub(2);
        for open in
            self.open.iter_mut().skip(from).filter(|open| !["body", "html"].contains(&open.name.as_str()))
        {
            open.part = Some(Part::Quote);
        }
        let alone = self.open.last().is_none_or(|open| ["body", "html"].contains(&open.name.as_str()));
        if alone && let Some(body) = self.open.last_mut() {
            body.part = Some(Part::Quote);
        }
        self.refresh(from);
    }

    /// Closes what a start tag closes without saying so; the names of what was closed, innermost first.
    pub(super) fn close_implied(&mut self, name: &str) -> Vec<String> {
        let closes: &[&str] = match name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "td" | "th" => &["td", "th"],
            "tr" => &["tr", "td", "th"],
            "tbody" | "thead" | "tfoot" => &["tbody", "thead", "tfoot", "tr", "td", "th"],
            "option" => &["option"],
            name if self.paragraphs > 0 && is_block(name) => &["p"],
            _ => return Vec::new(),
        };
        let barrier: &[&str] = match name {
            "li" => &["ul", "ol", "table", "td", "th"],
            "dt" | "dd" => &["dl", "table", "td", "th"],
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => &["table"],
            _ => &["td", "th", "table", "button", "caption"],
        };
        let reach =
            self.open.iter().rposition(|open| barrier.contains(&open.name.as_str())).map_or(0, |at| at + 1);
        let found = self.open.iter().skip(reach).position(|open| closes.contains(&open.name.as_str()));
        found.map(|at| self.cut(reach + at)).unwrap_or_default()
    }

    /// Closes the innermost element of this name, and what is open inside it; the names, innermost first.
    pub(super) fn close(&mut self, name: &str) -> Vec<String> {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return Vec::new() };
        let inside = self.open.iter().skip(at + 1);
        let blocks = inside.clone().any(|open| is_block(&open.name) || is_cell(&open.name));
        let cells = inside.clone().any(|open| is_cell(&open.name) || open.name == "table");
        if is_table_part(name) || !blocks || is_block(name) && !cells {
            return self.cut(at);
        }
        if is_block(name) || !FORMATTING.contains(&name) {
            return Vec::new(); // HTML ignores an end tag from inside another block or cell
        }
        // `<s><div></s>`: formatting ends, the block stays open.
        self.open.remove(at);
        self.refresh(at);
        Vec::new()
    }

    fn cut(&mut self, at: usize) -> Vec<String> {
        let closed: Vec<String> =
            self.open.split_off(at.min(self.open.len())).into_iter().rev().map(|open| open.name).collect();
        self.paragraphs -= closed.iter().filter(|name| *name == "p").count();
        closed
    }

    fn refresh(&mut self, from: usize) {
        let mut outer = from.checked_sub(1).and_then(|at| self.open.get(at)).map_or(PLAIN, |open| open.shown);
        for open in self.open.iter_mut().skip(from) {
            open.shown = open.within(outer);
            outer = open.shown;
        }
    }
}

const FORMATTING: [&str; 15] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "del"];

/// Whether an element begins a line of its own.
pub(super) fn is_block(name: &str) -> bool {
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
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

fn is_cell(name: &str) -> bool {
    ["td", "th"].contains(&name)
}

fn is_table_part(name: &str) -> bool {
    ["td", "th", "tr", "tbody", "thead", "tfoot", "table", "caption", "body", "html"].contains(&name)
}
