//! Which quote containers hold a quote and nothing else.
//!
//! Knows in which order elements and texts stand. Must not know what is hidden or how text is laid out.

use std::collections::HashSet;

use super::super::reply::Part;
use super::container;
use super::dom::{Content, Dom, Element, NodeId};

/// What a container is, for those whose name alone does not say it.
pub(super) struct Outline {
    /// Containers below which, in the same element, people wrote.
    written_in: HashSet<NodeId>,
}

/// A container that people may have written in, while it is open or behind.
struct Candidate {
    id: NodeId,
    begins: usize,
    ends: usize,
    holds_quote: bool,
}

impl Outline {
    /// Reads the outline. A container is *the* quote only if no text follows it: else its owner went on writing,
    /// and only what is marked as quoted inside it is quoted. One without such a mark stays a quote.
    pub(super) fn of(dom: &Dom) -> Self {
        let mut scan = Scan::default();
        let mut at = dom.first_child(Dom::ROOT);
        while let Some(id) = at {
            scan.place += 1;
            scan.enter(dom, id);
            at = dom.first_child(id).or_else(|| dom.leave_to_next(id, |left| scan.leave(dom, left)));
        }
        let followed = |one: &&Candidate| one.holds_quote && one.ends < scan.last_text;
        Self { written_in: scan.done.iter().filter(followed).map(|one| one.id).collect() }
    }

    /// What an element's content is.
    pub(super) fn part(&self, id: NodeId, element: &Element) -> Option<Part> {
        let shared = || container::is_shared(element) && !self.written_in.contains(&id);
        container::content(element).or_else(|| shared().then_some(Part::Quote))
    }
}

#[derive(Default)]
struct Scan {
    place: usize,
    last_text: usize,
    last_quote: usize,
    /// How many elements are open whose text is nobody's new text.
    closed_off: usize,
    open: Vec<Candidate>,
    done: Vec<Candidate>,
}

impl Scan {
    fn enter(&mut self, dom: &Dom, id: NodeId) {
        match dom.content(id) {
            Content::Text(text) if self.closed_off == 0 && !text.trim().is_empty() => {
                self.last_text = self.place
            }
            Content::Text(_) | Content::Other => {}
            Content::Element(element) => {
                let quote = is_quote(element);
                if quote {
                    self.last_quote = self.place;
                }
                self.closed_off += usize::from(quote || is_closed_off(element));
                if container::is_shared(element) {
                    self.open.push(Candidate { id, begins: self.place, ends: 0, holds_quote: false });
                }
            }
        }
    }

    fn leave(&mut self, dom: &Dom, id: NodeId) {
        let Some(element) = dom.element(id) else { return };
        self.closed_off -= usize::from(is_quote(element) || is_closed_off(element));
        if let Some(mut candidate) = self.open.pop_if(|open| open.id == id) {
            candidate.ends = self.place;
            candidate.holds_quote = self.last_quote > candidate.begins;
            self.done.push(candidate);
        }
    }
}

fn is_quote(element: &Element) -> bool {
    container::is_quotation(element) || container::content(element) == Some(Part::Quote)
}

fn is_closed_off(element: &Element) -> bool {
    super::holds_no_text(element.name()) || container::content(element).is_some()
}
