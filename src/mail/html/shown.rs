//! The elements around a text, and what they make of it.
//!
//! Knows what an element passes on to what is inside it. Must not know how text is laid out, nor the tree.

use html5ever::{LocalName, local_name};

use super::super::reply::Part;
use super::colour::Ink;
use super::dom::Element;
use super::sheet::Cascade;
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
    /// It is in an element whose content is no text of the page anywhere.
    pub(super) unseen: bool,
    invisible: bool,
    font_zero: bool,
    colour: Ink,
    fill: Ink,
    ground: Ink,
}

const PLAIN: Shown = Shown {
    hidden: false,
    preformatted: false,
    quoted: 0,
    part: None,
    removed: false,
    unseen: false,
    invisible: false,
    font_zero: false,
    colour: Ink::BLACK,
    fill: Ink::Outer,
    ground: Ink::WHITE,
};

/// An open element: what it says itself, and what comes of it with everything around it.
pub(super) struct Open {
    page: bool,
    declared: Cascade,
    struck: bool,
    unseen: bool,
    quotation: bool,
    preformatted: bool,
    part: Option<Part>,
    shown: Shown,
    /// The same if everything hides that may.
    at_worst: Shown,
    /// How much text stood before it.
    began_at: usize,
}

impl Open {
    pub(super) fn new(
        element: &Element,
        declared: Cascade,
        quotation: bool,
        part: Option<Part>,
        began_at: usize,
    ) -> Self {
        let name = element.name();
        let closed = *name == local_name!("dialog") && element.attribute(&local_name!("open")).is_none();
        Self {
            page: matches!(*name, local_name!("body") | local_name!("html")),
            struck: matches!(*name, local_name!("del") | local_name!("s") | local_name!("strike")),
            unseen: closed || is_unseen(name),
            quotation,
            preformatted: is_preformatted(name),
            declared,
            part,
            shown: PLAIN,
            at_worst: PLAIN,
            began_at,
        }
    }

    fn show(&mut self, outer: Shown, outer_at_worst: Shown) {
        self.shown = self.within(outer, &self.declared.certain);
        self.at_worst = self.within(outer_at_worst, &self.declared.at_worst);
    }

    fn within(&self, outer: Shown, declared: &Declared) -> Shown {
        let colour = declared.colour.map_or(outer.colour, |ink| ink.over(outer.colour));
        let fill = declared.fill.unwrap_or(outer.fill);
        let ground = declared.ground.map_or(outer.ground, |ink| ink.on(outer.ground));
        let font_zero = declared.font_zero.flatten().unwrap_or(outer.font_zero);
        let invisible = declared.invisible.flatten().unwrap_or(outer.invisible);
        let struck = declared.struck.unwrap_or(self.struck);
        let removed = outer.removed || self.unseen || struck || declared.hides();
        Shown {
            hidden: removed || invisible || font_zero || fill.over(colour).is_lost_on(ground),
            preformatted: declared.preformatted.unwrap_or(outer.preformatted || self.preformatted),
            quoted: outer.quoted + usize::from(self.quotation),
            part: outer.part.filter(|part| *part == Part::Quote).or(self.part).or(outer.part),
            removed,
            unseen: outer.unseen || self.unseen,
            invisible,
            font_zero,
            colour,
            fill,
            ground,
        }
    }
}

/// What a reader of a mail sees nothing of, though it holds text.
fn is_unseen(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("head")
            | local_name!("template")
            | local_name!("svg")
            | local_name!("math")
            | local_name!("select")
            | local_name!("datalist")
            | local_name!("textarea")
            | local_name!("audio")
            | local_name!("video")
            | local_name!("canvas")
            | local_name!("rp")
    )
}

fn is_preformatted(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("pre") | local_name!("listing") | local_name!("plaintext") | local_name!("xmp")
    )
}

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

    /// Whether a text here may be hidden from some, though it may be what somebody typed.
    pub(super) fn may_be_hidden(&self) -> bool {
        let quoted = |shown: &Shown| shown.quoted > 0 || shown.part.is_some();
        self.open.last().is_some_and(|open| open.at_worst.hidden && !quoted(&open.shown))
    }

    pub(super) fn open(&mut self, mut open: Open) {
        let outer = self.open.last().map_or((PLAIN, PLAIN), |outer| (outer.shown, outer.at_worst));
        open.show(outer.0, outer.1);
        self.open.push(open);
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Everything that follows here is quoted: in this element and, as Outlook wraps its divider, in the one around
    /// it, and so on while the divider is the first thing in the wrapper. In the page itself only if the divider
    /// stands in it, or is the first thing in a wrapper that does. A quotation ends where it ends.
    pub(super) fn rest_is_quote(&mut self, written: usize) {
        let mut from = self.open.len();
        let mut first = false;
        for (level, open) in self.open.iter_mut().rev().enumerate() {
            let wrapper = level == 0 || first || level == 1 && !open.page;
            if !wrapper || open.part == Some(Part::Quote) {
                break;
            }
            open.part = Some(Part::Quote);
            from -= 1;
            if open.quotation {
                break;
            }
            first = open.began_at == written;
        }
        self.refresh(from);
    }

    fn refresh(&mut self, from: usize) {
        let outer = from.checked_sub(1).and_then(|at| self.open.get(at));
        let mut outer = outer.map_or((PLAIN, PLAIN), |open| (open.shown, open.at_worst));
        for open in self.open.iter_mut().skip(from) {
            open.show(outer.0, outer.1);
            outer = (open.shown, open.at_worst);
        }
    }
}
