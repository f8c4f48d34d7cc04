//! The style sheets of a page, and what they say of each element.
//!
//! Knows rules, their order and their weight. Must not know what a declaration means. Rules inside `@media` are for
//! other screens and are left out, unless they are for every screen. How many comparisons are made is limited.

use std::collections::HashMap;

use cssparser::{
    AtRuleParser, CowRcStr, ParseError, Parser, ParserState, QualifiedRuleParser, StyleSheetParser,
};

use super::dom::{Content, Dom, Element, NodeId};
use super::selector::{Fuel, Key, Selector};
use super::style::{Declared, Styles};

const MOST_RULES: usize = 5_000;
const MOST_CLASSES: usize = 64;

/// All rules, by what an element must have for them.
pub(super) struct Sheet {
    rules: Vec<Rule>,
    by_key: HashMap<Key, Vec<usize>>,
    fuel: Fuel,
    overfull: bool,
}

struct Rule {
    selector: Selector,
    styles: Styles,
}

impl Sheet {
    /// Reads the `style` elements of a page.
    pub(super) fn of(dom: &Dom) -> Self {
        const FUEL: usize = 500_000;
        const FUEL_PER_NODE: usize = 10;
        let mut reader = Reader::default();
        for (id, _) in dom.elements().filter(|(_, element)| element.name() == "style") {
            reader.read(&text(dom, id));
        }
        let Reader { mut rules, overfull } = reader;
        rules.sort_by_key(|rule| rule.selector.specificity());
        let mut by_key: HashMap<Key, Vec<usize>> = HashMap::new();
        for (place, rule) in rules.iter().enumerate() {
            by_key.entry(rule.selector.key()).or_default().push(place);
        }
        Self { rules, by_key, fuel: Fuel::new(FUEL + FUEL_PER_NODE * dom.len()), overfull }
    }

    /// What holds for an element, its own attributes included (CSS 2.2 §6.4).
    pub(super) fn declared(&mut self, dom: &Dom, id: NodeId, element: &Element) -> Declared {
        let mut declared = Declared::of_attributes(element);
        let own = element.attribute("style").map(Styles::read).unwrap_or_default();
        let places = self.matching(dom, id, element);
        let sheet = || places.iter().filter_map(|place| self.rules.get(*place)).map(|rule| &rule.styles);
        sheet().for_each(|styles| declared.merge(&styles.normal));
        declared.merge(&own.normal);
        sheet().for_each(|styles| declared.merge(&styles.important));
        declared.merge(&own.important);
        declared
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
        let classes =
            element.attribute("class").unwrap_or_default().split_ascii_whitespace().take(MOST_CLASSES);
        let keys = classes
            .map(|class| Key::Class(class.to_owned()))
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
        places.dedup();
        places
    }
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

/// Reads rules that say something of what is shown.
#[derive(Default)]
struct Reader {
    rules: Vec<Rule>,
    overfull: bool,
}

impl Reader {
    fn read(&mut self, css: &str) {
        let mut input = Parser::new(css);
        StyleSheetParser::new(&mut input, self).for_each(drop);
    }
}

impl<'i> QualifiedRuleParser<'i> for Reader {
    type Prelude = Vec<Selector>;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Vec<Selector>, ParseError<()>> {
        Ok(input.parse_comma_separated_ignoring_errors(Selector::read))
    }

    fn parse_block(
        &mut self,
        selectors: Vec<Selector>,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        let styles = Styles::of(input);
        if styles == Styles::default() {
            return Ok(());
        }
        for selector in selectors {
            if self.rules.len() < MOST_RULES {
                self.rules.push(Rule { selector, styles });
            } else {
                self.overfull = true;
            }
        }
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Reader {
    type Prelude = ();
    type AtRule = ();
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        let media = name.eq_ignore_ascii_case("media");
        let every = media && {
            let medium = input.expect_ident()?;
            medium.eq_ignore_ascii_case("all") || medium.eq_ignore_ascii_case("screen")
        };
        if every && input.is_exhausted() { Ok(()) } else { Err(ParseError::custom(())) }
    }

    fn parse_block(&mut self, (): (), _: &ParserState, input: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        StyleSheetParser::new(input, self).for_each(drop);
        Ok(())
    }
}
