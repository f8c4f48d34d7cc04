//! Which elements a rule of a style sheet is for.
//!
//! Knows selectors by name, class, id and attribute, and all four combinators (CSS Selectors 3). Must not know what
//! a rule says. Of a pseudo-class it is only known that it may hold: a selector with one is loose, and matches all
//! that the rest of it does.

use cssparser::{ParseError, ParseErrorKind, Parser, Token};
use html5ever::{LocalName, local_name};

use super::dom::{Dom, Element, NodeId};

const MOST_COMPOUNDS: usize = 16;
const MOST_CONDITIONS: usize = 16;

/// How a compound is bound to the one on its left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Combinator {
    Descendant,
    Child,
    NextSibling,
    LaterSibling,
}

/// How an attribute's value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Present,
    Equal,
    Word,
    Dash,
    Prefix,
    Suffix,
    Substring,
}

#[derive(Clone, Debug)]
enum Condition {
    Name(LocalName),
    Id(String),
    Class(String),
    Attribute(LocalName, Comparison, String),
    /// A pseudo-class.
    Perhaps,
}

/// Why something is no selector here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is for a part of an element, or for one under the pointer.
    NoElement,
    TooLong,
    Invalid,
}

/// What one element must be.
#[derive(Clone, Debug, Default)]
struct Compound {
    conditions: Vec<Condition>,
}

/// A selector, read from right to left.
#[derive(Clone, Debug)]
pub(super) struct Selector {
    subject: Compound,
    left: Vec<(Combinator, Compound)>,
}

/// What an element must have for a selector to be worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key<'a> {
    Id(&'a str),
    Class(&'a str),
    Name(&'a LocalName),
    Any,
}

/// How much may still be compared.
pub(super) struct Fuel(usize);

impl Fuel {
    pub(super) fn new(amount: usize) -> Self {
        Self(amount)
    }

    /// Uses some up for looking at so many bytes; says whether there was any.
    fn burn(&mut self, bytes: usize) -> bool {
        const BYTES_AT_ONCE: usize = 8;
        let left = self.0 > 0;
        self.0 = self.0.saturating_sub(1 + bytes / BYTES_AT_ONCE);
        left
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0 == 0
    }
}

impl Selector {
    /// Reads one selector, up to a comma or the end.
    pub(super) fn read(input: &mut Parser<'_>) -> Result<Self, Refusal> {
        Self::parse(input).map_err(|error| match error.kind {
            ParseErrorKind::Custom(refusal) => refusal,
            ParseErrorKind::Basic(_) => Refusal::Invalid,
        })
    }

    fn parse(input: &mut Parser<'_>) -> Result<Self, ParseError<Refusal>> {
        let mut done: Vec<(Combinator, Compound)> = Vec::new();
        let mut current = Compound::default();
        let mut begun = false;
        let mut combinator = Combinator::Descendant; // of the compound that is being read
        let mut next: Option<Combinator> = None;
        input.skip_whitespace();
        while let Ok(token) = input.next_including_whitespace() {
            let token = token.clone();
            if let Some(found) = combinator_of(&token) {
                next = Some(if found == Combinator::Descendant { next.unwrap_or(found) } else { found });
                continue;
            }
            if let Some(found) = next.take().filter(|_| begun) {
                done.push((combinator, std::mem::take(&mut current)));
                combinator = found;
            }
            begun = true;
            current.conditions.extend(condition(&token, input)?);
            if done.len() >= MOST_COMPOUNDS || current.conditions.len() > MOST_CONDITIONS {
                return Err(ParseError::custom(Refusal::TooLong));
            }
        }
        if !begun || next.is_some_and(|left_over| left_over != Combinator::Descendant) {
            return Err(ParseError::custom(Refusal::Invalid));
        }
        Ok(Self::reversed(done, combinator, current))
    }

    fn reversed(done: Vec<(Combinator, Compound)>, mut combinator: Combinator, subject: Compound) -> Self {
        let mut left = Vec::with_capacity(done.len());
        for (before, compound) in done.into_iter().rev() {
            left.push((combinator, compound));
            combinator = before;
        }
        Self { subject, left }
    }

    /// How much the selector weighs: ids, then classes and attributes, then names.
    pub(super) fn specificity(&self) -> (usize, usize, usize) {
        self.conditions().fold((0, 0, 0), |(ids, classes, names), one| match one {
            Condition::Id(_) => (ids + 1, classes, names),
            Condition::Class(_) | Condition::Attribute(..) | Condition::Perhaps => (ids, classes + 1, names),
            Condition::Name(_) => (ids, classes, names + 1),
        })
    }

    /// The rarest thing that an element must have.
    pub(super) fn key(&self) -> Key<'_> {
        let rank = |key: &Key<'_>| match key {
            Key::Id(_) => 0,
            Key::Class(_) => 1,
            Key::Name(_) => 2,
            Key::Any => 3,
        };
        let keys = self.subject.conditions.iter().map(|condition| match condition {
            Condition::Id(id) => Key::Id(id),
            Condition::Class(class) => Key::Class(class),
            Condition::Name(name) => Key::Name(name),
            Condition::Attribute(..) | Condition::Perhaps => Key::Any,
        });
        keys.min_by_key(rank).unwrap_or(Key::Any)
    }

    /// Whether it may match more than the rule is for.
    pub(super) fn is_loose(&self) -> bool {
        self.conditions().any(|condition| matches!(condition, Condition::Perhaps))
    }

    /// Whether the rule is for this element; without fuel it is not.
    pub(super) fn matches(&self, dom: &Dom, id: NodeId, fuel: &mut Fuel) -> bool {
        self.subject.matches(dom, id, fuel) && bound(&self.left, dom, id, fuel)
    }

    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let compounds = std::iter::once(&self.subject).chain(self.left.iter().map(|(_, compound)| compound));
        compounds.flat_map(|compound| &compound.conditions)
    }
}

/// Whether everything to the left is found around an element; goes no deeper than there are compounds.
fn bound(left: &[(Combinator, Compound)], dom: &Dom, id: NodeId, fuel: &mut Fuel) -> bool {
    let Some(((combinator, compound), rest)) = left.split_first() else { return true };
    let step = |id: NodeId| match combinator {
        Combinator::Descendant | Combinator::Child => dom.parent(id).filter(|id| dom.element(*id).is_some()),
        Combinator::NextSibling | Combinator::LaterSibling => previous_element(dom, id),
    };
    let once = matches!(combinator, Combinator::Child | Combinator::NextSibling);
    let mut at = step(id);
    while let Some(id) = at {
        if compound.matches(dom, id, fuel) && bound(rest, dom, id, fuel) {
            return true;
        }
        at = if once || fuel.is_empty() { None } else { step(id) };
    }
    false
}

fn previous_element(dom: &Dom, id: NodeId) -> Option<NodeId> {
    let mut at = dom.previous(id)?;
    while dom.element(at).is_none() {
        at = dom.previous(at)?;
    }
    Some(at)
}

impl Compound {
    fn matches(&self, dom: &Dom, id: NodeId, fuel: &mut Fuel) -> bool {
        let element = dom.element(id).filter(|_| fuel.burn(0));
        element.is_some_and(|element| self.conditions.iter().all(|condition| condition.holds(element, fuel)))
    }
}

impl Condition {
    fn holds(&self, element: &Element, fuel: &mut Fuel) -> bool {
        let mut attribute = |name| element.attribute(name).filter(|value| fuel.burn(value.len()));
        match self {
            Self::Name(name) => element.name() == name,
            Self::Id(id) => element.attribute(&local_name!("id")) == Some(id),
            Self::Class(class) => words(attribute(&local_name!("class"))).any(|one| one == class),
            Self::Attribute(name, comparison, value) => {
                attribute(name).is_some_and(|found| compare(found, *comparison, value))
            }
            Self::Perhaps => true,
        }
    }
}

fn words(value: Option<&str>) -> impl Iterator<Item = &str> {
    value.unwrap_or_default().split_ascii_whitespace()
}

fn compare(found: &str, comparison: Comparison, value: &str) -> bool {
    match comparison {
        Comparison::Present => true,
        Comparison::Equal => found == value,
        Comparison::Word => words(Some(found)).any(|word| word == value),
        Comparison::Dash => {
            found.strip_prefix(value).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        }
        Comparison::Prefix => !value.is_empty() && found.starts_with(value),
        Comparison::Suffix => !value.is_empty() && found.ends_with(value),
        Comparison::Substring => !value.is_empty() && found.contains(value),
    }
}

fn combinator_of(token: &Token<'_>) -> Option<Combinator> {
    if let Token::WhiteSpace(_) = token {
        return Some(Combinator::Descendant);
    }
    let Token::Delim(sign) = token else { return None };
    match sign {
        '>' => Some(Combinator::Child),
        '+' => Some(Combinator::NextSibling),
        '~' => Some(Combinator::LaterSibling),
        _ => None,
    }
}

/// One condition; `*` is none.
fn condition(token: &Token<'_>, input: &mut Parser<'_>) -> Result<Option<Condition>, ParseError<Refusal>> {
    if let Token::Ident(name) = token {
        Ok(Some(Condition::Name(name.to_ascii_lowercase().into())))
    } else if let Token::Hash(id) | Token::IDHash(id) = token {
        Ok(Some(Condition::Id(id.to_string())))
    } else if *token == Token::Delim('.') {
        Ok(Some(Condition::Class(input.expect_ident()?.to_string())))
    } else if *token == Token::SquareBracketBlock {
        input.parse_nested_block(attribute).map(Some)
    } else if *token == Token::Delim('*') {
        Ok(None)
    } else if *token == Token::Colon {
        pseudo_class(input).map(Some)
    } else {
        Err(ParseError::custom(Refusal::Invalid))
    }
}

/// What follows a colon (CSS Selectors 3 §6.6 and §7).
fn pseudo_class(input: &mut Parser<'_>) -> Result<Condition, ParseError<Refusal>> {
    const NO_ELEMENT: [&str; 9] = [
        "before",
        "after",
        "first-line",
        "first-letter",
        "hover",
        "active",
        "focus",
        "focus-within",
        "focus-visible",
    ];
    let token = input.next_including_whitespace()?.clone();
    if let Token::Ident(name) = &token {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "root" => Ok(Condition::Name(local_name!("html"))),
            name if NO_ELEMENT.contains(&name) => Err(ParseError::custom(Refusal::NoElement)),
            _ => Ok(Condition::Perhaps),
        }
    } else if let Token::Function(_) = token {
        Ok(Condition::Perhaps) // what stands in its parentheses is left out with it
    } else {
        let element = token == Token::Colon;
        Err(ParseError::custom(if element { Refusal::NoElement } else { Refusal::Invalid }))
    }
}

fn attribute(input: &mut Parser<'_>) -> Result<Condition, ParseError<Refusal>> {
    const SIGNS: [(Token<'_>, Comparison); 6] = [
        (Token::Delim('='), Comparison::Equal),
        (Token::IncludeMatch, Comparison::Word),
        (Token::DashMatch, Comparison::Dash),
        (Token::PrefixMatch, Comparison::Prefix),
        (Token::SuffixMatch, Comparison::Suffix),
        (Token::SubstringMatch, Comparison::Substring),
    ];
    let name = LocalName::from(input.expect_ident()?.to_ascii_lowercase());
    if input.is_exhausted() {
        return Ok(Condition::Attribute(name, Comparison::Present, String::new()));
    }
    let sign = input.next()?;
    let comparison = SIGNS.iter().find(|(known, _)| known == sign).map(|(_, comparison)| *comparison);
    let comparison = comparison.ok_or(ParseError::custom(Refusal::Invalid))?;
    let value = input.expect_ident_or_string()?.to_string();
    Ok(Condition::Attribute(name, comparison, value))
}
