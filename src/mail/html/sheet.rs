//! The style sheets of a page, and what they say of each element.
//!
//! Knows the order and the weight of rules. Must not know what a declaration means, nor how rules are written. How
//! much is compared is limited.

use std::collections::{BTreeSet, HashMap};

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
    by_key: HashMap<Key, Vec<usize>>,
    /// What `style` attributes say that were met before: the cells of a table all say the same.
    attributes: HashMap<String, Block>,
    fuel: Fuel,
    overfull: bool,
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
        for (id, element) in dom.elements().filter(|(_, element)| element.name() == "style") {
            rules.read(element.attribute("media"), &text(dom, id));
        }
        let Rules { found: mut rules, overfull, .. } = rules;
        rules.sort_by_key(|rule| rule.selector.specificity());
        let mut by_key: HashMap<Key, Vec<usize>> = HashMap::new();
        for (place, rule) in rules.iter().enumerate() {
            by_key.entry(rule.selector.key()).or_default().push(place);
        }
        let fuel = Fuel::new(FUEL + FUEL_PER_NODE * dom.len());
        Self { rules, by_key, attributes: HashMap::new(), fuel, overfull }
    }

    /// What holds for an element, its own attributes included.
    pub(super) fn declared(&mut self, dom: &Dom, id: NodeId, element: &Element) -> Cascade {
        let own = element.attribute("style").map(|style| self.attribute(style)).unwrap_or_default();
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
        let classes: BTreeSet<&str> =
            element.attribute("class").unwrap_or_default().split_ascii_whitespace().collect();
        let classes = classes.into_iter().map(|class| Key::Class(class.to_owned()));
        let keys = classes
            .chain(element.attribute("id").map(|id| Key::Id(id.to_owned())))
            .chain([Key::Name(element.name().to_owned()), Key::Any]);
        let mut places = Vec::new();
        for place in keys.filter_map(|key| self.by_key.get(&key)).flatten() {
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
