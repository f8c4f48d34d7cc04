//! The elements around a text, and what they make of it.
//!
//! Knows what an element passes on to what is inside it. Must not know how text is laid out, nor the tree.

use super::super::reply::Part;
use super::colour::Colour;
use super::container;
use super::dom::Element;
use super::style::Declared;

/// How text is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) hidden: bool,
    pub(super) preformatted: bool,
    pub(super) quoted: usize,
    pub(super) part: Option<Part>,
    /// Neither this element is laid out nor anything in it.
    pub(super) removed: bool,
    invisible: bool,
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
    invisible: false,
    font_zero: false,
    colour: Some(Colour::BLACK),
    ground: Some(Colour::WHITE),
};

/// An open element: what it says itself, and what comes of it with everything around it.
pub(super) struct Open {
    page: bool,
    declared: Declared,
    removes: bool,
    quotation: bool,
    preformatted: bool,
    part: Option<Part>,
    shown: Shown,
    /// How much text stood before it.
    began_at: usize,
}

impl Open {
    pub(super) fn new(element: &Element, declared: Declared, part: Option<Part>, began_at: usize) -> Self {
        let name = element.name();
        let struck = ["del", "s", "strike"].contains(&name) || declared.struck == Some(true);
        Self {
            page: ["body", "html"].contains(&name),
            removes: struck || UNSEEN.contains(&name) || declared.hides(),
            quotation: container::is_quotation(element),
            preformatted: PREFORMATTED.contains(&name),
            declared,
            part,
            shown: PLAIN,
            began_at,
        }
    }

    fn within(&self, outer: Shown) -> Shown {
        let colour = self.declared.colour.unwrap_or(outer.colour);
        let ground = self.declared.ground.unwrap_or(outer.ground);
        let unreadable = colour.zip(ground).is_some_and(|(text, ground)| text.is_like(ground));
        let font_zero = self.declared.font_zero.unwrap_or(outer.font_zero);
        let invisible = self.declared.invisible.unwrap_or(outer.invisible);
        let removed = outer.removed || self.removes;
        Shown {
            hidden: removed || invisible || font_zero || unreadable,
            preformatted: self.declared.preformatted.unwrap_or(outer.preformatted || self.preformatted),
            quoted: outer.quoted + usize::from(self.quotation),
            part: outer.part.filter(|part| *part == Part::Quote).or(self.part).or(outer.part),
            removed,
            invisible,
            font_zero,
            colour,
            ground,
        }
    }
}

/// What a reader of a mail sees nothing of, though it holds text.
const UNSEEN: [&str; 14] = [
    "head", "template", "noscript", "object", "svg", "math", "select", "datalist", "textarea", "audio",
    "video", "canvas", "rp", "dialog",
];
const PREFORMATTED: [&str; 4] = ["pre", "listing", "plaintext", "xmp"];

/// All open elements.
#[derive(Default)]
pub(super) struct Stack {
    open: Vec<Open>,
}

impl Stack {
    /// How text is shown here.
    pub(super) fn shown(&self) -> Shown {
        self.open.last().map_or(PLAIN, |open| open.shown)
    }

    pub(super) fn open(&mut self, mut open: Open) {
        open.shown = open.within(self.shown());
        self.open.push(open);
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Everything that follows here is quoted: in this element and, as Outlook wraps its divider, in the one around
    /// it; in the page itself only if the divider stands in it, or is the first thing in a wrapper that does.
    pub(super) fn rest_is_quote(&mut self, written: usize) {
        let from = self.open.len().saturating_sub(2);
        let first = self.open.last().is_some_and(|open| open.began_at == written);
        let inner = self.open.len().saturating_sub(1);
        for (at, open) in self.open.iter_mut().enumerate().skip(from) {
            if !open.page || at == inner || first {
                open.part = Some(Part::Quote);
            }
        }
        self.refresh(from);
    }

    fn refresh(&mut self, from: usize) {
        let mut outer = from.checked_sub(1).and_then(|at| self.open.get(at)).map_or(PLAIN, |open| open.shown);
        for open in self.open.iter_mut().skip(from) {
            open.shown = open.within(outer);
            outer = open.shown;
        }
    }
}
