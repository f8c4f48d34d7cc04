//! The style sheets of a page, and what they say of each element.
//!
//! Knows the order and the weight of rules. Must not know what a declaration means, nor how rules are written. How
//! much is compared is limited.

use std::collections::HashMap;

use html5ever::{LocalName, local_name};

use super::dom::{Content, Dom, Element, NodeId};
use super::rules::{Rule, Rules};
use super::selector::{Fuel, Key};
use super::style::{Block, Declared, Styles};

/// So many different `style` attributes are remembered, if they are no longer than this.
const KNOWN_ATTRIBUTES: usize = 64;
const KNOWN_LENGTH: usize = 1_000;

/// All rules, by what an element must have for them.
pub(super) struct Sheet {
    rules: Vec<Rule>,
    places: Places,
    /// What `style` attributes say that were met before: the cells of a table all say the same.
    attributes: HashMap<String, Block>,
    fuel: Fuel,
    overfull: bool,
}

/// Where the rules stand for an element of this id, of one of these classes, of this name, and for any.
#[derive(Default)]
struct Places {
    by_id: HashMap<String, Vec<usize>>,
    by_class: HashMap<String, Vec<usize>>,
    by_name: HashMap<LocalName, Vec<usize>>,
    for_any: Vec<usize>,
}

/// What is declared for one element.
pub(super) struct Cascade {
    pub(super) certain: Declared,
    /// The same if everything holds that only may.
    pub(super) at_worst: Declared,
}

impl Sheet {
    /// Reads the `style` elements of a page.
    pub(super) fn of(dom: &Dom) -> Self {
        const FUEL: usize = 500_000;
        const FUEL_PER_NODE: usize = 10;
        let mut rules = Rules::default();
        for (id, element) in dom.elements().filter(|(_, element)| *element.name() == local_name!("style")) {
            rules.read(element.attribute(&local_name!("media")), &text(dom, id));
        }
        let Rules { found: mut rules, overfull, .. } = rules;
        rules.sort_by_key(|rule| rule.selector.specificity());
        let mut places = Places::default();
        for (place, rule) in rules.iter().enumerate() {
            places.of_mut(rule.selector.key()).push(place);
        }
        let fuel = Fuel::new(FUEL + FUEL_PER_NODE * dom.len());
        Self { rules, places, attributes: HashMap::new(), fuel, overfull }
    }

    /// What holds for an element, its own attributes included.
    pub(super) fn declared(&mut self, dom: &Dom, id: NodeId, element: &Element) -> Cascade {
        let own =
            element.attribute(&local_name!("style")).map(|style| self.attribute(style)).unwrap_or_default();
        let places = self.matching(dom, id, element);
        let rules: Vec<&Rule> = places.iter().filter_map(|place| self.rules.get(*place)).collect();
        let attributes = Declared::of_attributes(element);
        let certain = cascade(attributes, rules.iter().filter(|rule| !rule.doubtful), &[&own.styles]);
        let doubtful = own.doubtful != Styles::default() || rules.iter().any(|rule| rule.doubtful);
        let at_worst =
            if doubtful { cascade(attributes, rules.iter(), &[&own.styles, &own.doubtful]) } else { certain };
        Cascade { certain, at_worst }
    }

    fn attribute(&mut self, style: &str) -> Block {
        if let Some(known) = self.attributes.get(style) {
            return *known;
        }
        let block = Block::read(style);
        if self.attributes.len() < KNOWN_ATTRIBUTES && style.len() <= KNOWN_LENGTH {
            self.attributes.insert(style.to_owned(), block);
        }
        block
    }

    /// Why what the rules say may not be all.
    pub(super) fn problem(&self) -> Option<&'static str> {
        let beyond = self.overfull || self.fuel.is_empty();
        beyond.then_some("the style sheet of its HTML part is too large to say what is shown")
    }

    /// The rules for an element, the weightiest last.
    fn matching(&mut self, dom: &Dom, id: NodeId, element: &Element) -> Vec<usize> {
        if self.rules.is_empty() || self.fuel.is_empty() {
            return Vec::new();
        }
        let classes = element.attribute(&local_name!("class")).unwrap_or_default();
        let mut classes: Vec<&str> = classes.split_ascii_whitespace().collect();
        classes.sort_unstable();
        classes.dedup();
        let keys = classes
            .into_iter()
            .map(Key::Class)
            .chain(element.attribute(&local_name!("id")).map(Key::Id))
            .chain([Key::Name(element.name()), Key::Any]);
        let mut places = Vec::new();
        for place in keys.flat_map(|key| self.places.of(key)) {
            if self.fuel.is_empty() {
                return Vec::new();
            }
            let rule = self.rules.get(*place);
            if rule.is_some_and(|rule| rule.selector.matches(dom, id, &mut self.fuel)) {
                places.push(*place);
            }
        }
        places.sort_unstable();
        places
    }
}

impl Places {
    fn of(&self, key: Key<'_>) -> &[usize] {
        let places = match key {
            Key::Id(id) => self.by_id.get(id),
            Key::Class(class) => self.by_class.get(class),
            Key::Name(name) => self.by_name.get(name),
            Key::Any => Some(&self.for_any),
        };
        places.map(Vec::as_slice).unwrap_or_default()
    }

    fn of_mut(&mut self, key: Key<'_>) -> &mut Vec<usize> {
        match key {
            Key::Id(id) => self.by_id.entry(id.to_owned()).or_default(),
            Key::Class(class) => self.by_class.entry(class.to_owned()).or_default(),
            Key::Name(name) => self.by_name.entry(name.clone()).or_default(),
            Key::Any => &mut self.for_any,
        }
    }
}

/// Lets the weightier win: sheets, an element's own style, and once more what is important (CSS 2.2 §6.4).
fn cascade<'a>(
    attributes: Declared,
    rules: impl Iterator<Item = &'a &'a Rule> + Clone,
    own: &[&Styles],
) -> Declared {
    let mut declared = attributes;
    rules.clone().for_each(|rule| declared.merge(&rule.styles.normal));
    own.iter().for_each(|styles| declared.merge(&styles.normal));
    rules.for_each(|rule| declared.merge(&rule.styles.important));
    own.iter().for_each(|styles| declared.merge(&styles.important));
    declared
}

fn text(dom: &Dom, id: NodeId) -> String {
    let mut text = String::new();
    let mut child = dom.first_child(id);
    while let Some(id) = child {
        if let Content::Text(piece) = dom.content(id) {
            text.push_str(piece);
        }
        child = dom.next(id);
    }
    text
}
