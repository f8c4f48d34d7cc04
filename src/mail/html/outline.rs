//! Which quote containers hold a quote and nothing else.
//!
//! Knows in which order elements and texts stand. Must not know what is hidden or how text is laid out.

use std::collections::HashSet;

use super::super::reply::Part;
use super::container::Container;
use super::dom::{Content, Dom, Element, NodeId};

/// What every element holds, also those whose names alone do not say it.
pub(super) struct Outline {
    /// What the elements say themselves, by their places in the tree.
    containers: Vec<Container>,
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
        let mut containers = vec![Container::default(); dom.len()];
        for (id, element) in dom.elements() {
            containers.get_mut(id.place()).into_iter().for_each(|one| *one = Container::of(element));
        }
        let mut scan = Scan { containers: &containers, ..Scan::default() };
        let mut at = dom.first_child(Dom::ROOT);
        while let Some(id) = at {
            scan.place += 1;
            scan.enter(dom, id);
            at = dom.first_child(id).or_else(|| dom.leave_to_next(id, |left| scan.leave(dom, left)));
        }
        let followed = |one: &&Candidate| one.holds_quote && one.ends < scan.last_text;
        let written_in = scan.done.iter().filter(followed).map(|one| one.id).collect();
        Self { containers, written_in }
    }

    /// What an element says of its content.
    pub(super) fn container(&self, id: NodeId) -> Container {
        self.containers.get(id.place()).copied().unwrap_or_default()
    }

    /// What an element's content is.
    pub(super) fn part(&self, id: NodeId) -> Option<Part> {
        let container = self.container(id);
        let is_the_quote = container.is_shared && !self.written_in.contains(&id);
        container.part.or(is_the_quote.then_some(Part::Quote))
    }
}

#[derive(Default)]
struct Scan<'a> {
    containers: &'a [Container],
    place: usize,
    last_text: usize,
    last_quote: usize,
    /// How many elements are open whose text is nobody's new text.
    closed_off: usize,
    open: Vec<Candidate>,
    done: Vec<Candidate>,
}

impl Scan<'_> {
    fn enter(&mut self, dom: &Dom, id: NodeId) {
        match dom.content(id) {
            Content::Text(text) if self.closed_off == 0 && !text.trim().is_empty() => {
                self.last_text = self.place
            }
            Content::Text(_) | Content::Other => {}
            Content::Element(element) => {
                let container = self.container(id);
                if is_quote(container) {
                    self.last_quote = self.place;
                }
                self.closed_off += usize::from(is_closed_off(element, container));
                if container.is_shared {
                    self.open.push(Candidate { id, begins: self.place, ends: 0, holds_quote: false });
                }
            }
        }
    }

    fn leave(&mut self, dom: &Dom, id: NodeId) {
        let Some(element) = dom.element(id) else { return };
        self.closed_off -= usize::from(is_closed_off(element, self.container(id)));
        if let Some(mut candidate) = self.open.pop_if(|open| open.id == id) {
            candidate.ends = self.place;
            candidate.holds_quote = self.last_quote > candidate.begins;
            self.done.push(candidate);
        }
    }

    fn container(&self, id: NodeId) -> Container {
        self.containers.get(id.place()).copied().unwrap_or_default()
    }
}

fn is_quote(container: Container) -> bool {
    container.is_quotation || container.part == Some(Part::Quote)
}

fn is_closed_off(element: &Element, container: Container) -> bool {
    is_quote(container) || container.part.is_some() || super::holds_no_text(element.name())
}
