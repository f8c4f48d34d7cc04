//! The part of CSS that decides whether text is seen.
//!
//! Knows declarations and simple selectors. Must not know elements' meaning or the tree; rules inside `@media` are
//! left out, because they are for other screens.

use std::collections::HashMap;

use super::colour::Colour;
use super::token::{Tag, Token, Tokens};

const MOST_RULES: usize = 4_000;
const MOST_CLASSES: usize = 16;

/// What one element's styles say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Declared {
    display_none: Option<bool>,
    invisible: Option<bool>,
    transparent: Option<bool>,
    collapsed: Option<bool>,
    away: Option<bool>,
    /// The font has no size.
    pub(super) font_zero: Option<bool>,
    /// Struck through.
    pub(super) struck: Option<bool>,
    /// Line breaks of the source count.
    pub(super) preformatted: Option<bool>,
    /// The colour of the text; `Some(None)` is one that we cannot read.
    pub(super) colour: Option<Option<Colour>>,
    /// The colour of the ground; `Some(None)` is one that we cannot read, or a picture.
    pub(super) ground: Option<Option<Colour>>,
}

impl Declared {
    /// Whether the element is not seen, nor anything in it.
    pub(super) fn hides(&self) -> bool {
        [self.display_none, self.invisible, self.transparent, self.collapsed, self.away].contains(&Some(true))
    }

    /// What a `style` attribute, or the inside of a rule, says on top of this.
    fn declare(&mut self, declarations: &str) {
        let lower = declarations.to_ascii_lowercase();
        let clips = lower.contains("overflow") && lower.contains("hidden");
        for (property, value) in lower.split(';').filter_map(|one| one.split_once(':')) {
            let value = value.trim().trim_end_matches("!important").trim();
            self.one(property.trim(), value, clips);
        }
    }

    fn one(&mut self, property: &str, value: &str, clips: bool) {
        match property {
            "display" => self.display_none = Some(value == "none"),
            "visibility" => self.invisible = Some(matches!(value, "hidden" | "collapse")),
            "opacity" => self.transparent = Some(is_zero(value)),
            "max-height" | "max-width" => {
                self.collapsed = Some(is_zero(value)).filter(|zero| *zero).or(self.collapsed)
            }
            "height" | "width" if clips && is_zero(value) => self.collapsed = Some(true),
            "mso-hide" if value == "all" => self.display_none = self.display_none.or(Some(true)),
            "left" | "top" | "text-indent" | "margin-left" if is_far_away(value) => self.away = Some(true),
            "font-size" => self.font_size(value),
            "font" => self.font_size(
                value
                    .split(['/', ' '])
                    .find(|part| part.starts_with(|c: char| c.is_ascii_digit()))
                    .unwrap_or("1"),
            ),
            "text-decoration" | "text-decoration-line" => self.struck = Some(value.contains("line-through")),
            "white-space" => self.preformatted = Some(value.starts_with("pre")),
            "color" if value == "transparent" => self.transparent = Some(true),
            "color" => self.colour = Some(Colour::read(value)),
            "background-color" if value != "transparent" => self.ground = Some(Colour::read(value)),
            "background" if value != "none" && value != "transparent" => self.ground = Some(ground(value)),
            "background-image" if value != "none" => self.ground = Some(None),
            _ => {}
        }
    }

    /// A size relative to the outer one says nothing about nothing.
    fn font_size(&mut self, value: &str) {
        let relative = value.ends_with("em") && !value.ends_with("rem") || value.ends_with('%');
        if is_zero(value) {
            self.font_zero = Some(true);
        } else if !relative {
            self.font_zero = Some(false);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.display_none = other.display_none.or(self.display_none);
        self.invisible = other.invisible.or(self.invisible);
        self.transparent = other.transparent.or(self.transparent);
        self.collapsed = other.collapsed.or(self.collapsed);
        self.away = other.away.or(self.away);
        self.font_zero = other.font_zero.or(self.font_zero);
        self.struck = other.struck.or(self.struck);
        self.preformatted = other.preformatted.or(self.preformatted);
        self.colour = other.colour.or(self.colour);
        self.ground = other.ground.or(self.ground);
    }
}

fn is_zero(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f32>().is_ok_and(|number| number.abs() < 0.05 || value.ends_with("px") && number < 1.0)
}

fn is_far_away(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f32>().is_ok_and(|number| number <= -500.0)
}

fn ground(value: &str) -> Option<Colour> {
    if value.contains("url(") || value.contains("gradient") {
        return None;
    }
    Colour::read(value).or_else(|| value.split_whitespace().find_map(Colour::read))
}

/// The rules of all `style` elements, by the class, id or element name they are for.
#[derive(Default)]
pub(super) struct Rules {
    simple: HashMap<String, Declared>,
}

impl Rules {
    /// Reads the `style` elements of a page.
    pub(super) fn collect(tokens: Tokens<'_>) -> Self {
        let mut rules = Self::default();
        for token in tokens {
            if let Token::Raw("style", css) = token {
                rules.read(css);
            }
        }
        rules
    }

    /// What holds for an element.
    pub(super) fn of(&self, tag: &Tag) -> Declared {
        let mut declared = Declared::default();
        if let Some(colour) = tag.attribute("color") {
            declared.colour = Some(Colour::read(&colour.to_ascii_lowercase()));
        }
        if let Some(ground) = tag.attribute("bgcolor") {
            declared.ground = Some(Colour::read(&ground.to_ascii_lowercase()));
        }
        if tag.name == "font" && tag.attribute("size") == Some("0") {
            declared.font_zero = Some(true);
        }
        for key in self.keys(tag) {
            if let Some(rule) = self.simple.get(&key) {
                declared.merge(rule);
            }
        }
        if let Some(style) = tag.attribute("style") {
            declared.declare(style);
        }
        declared
    }

    fn keys(&self, tag: &Tag) -> Vec<String> {
        if self.simple.is_empty() {
            return Vec::new();
        }
        let classes = tag.attribute("class").unwrap_or_default().split_ascii_whitespace().take(MOST_CLASSES);
        let classes = classes.flat_map(|class| [format!(".{class}"), format!("{}.{class}", tag.name)]);
        let ids =
            tag.attribute("id").into_iter().flat_map(|id| [format!("#{id}"), format!("{}#{id}", tag.name)]);
        std::iter::once(tag.name.clone()).chain(classes).chain(ids).collect()
    }

    fn read(&mut self, css: &str) {
        let css = without_comments(css);
        let mut depth = 0_usize;
        let mut rest = css.as_str();
        while let Some(at) = rest.find(['{', '}']) {
            let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let opens = after.starts_with('{');
            rest = after.get(1..).unwrap_or_default();
            if !opens {
                depth = depth.saturating_sub(1);
            } else if depth > 0 || before.trim_start().starts_with('@') {
                depth += 1;
            } else {
                let end = rest.find('}').unwrap_or(rest.len());
                let (inside, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
                self.rule(before, inside);
                rest = behind.get(1..).unwrap_or_default();
            }
        }
    }

    fn rule(&mut self, selectors: &str, declarations: &str) {
        for selector in selectors.split(',').map(|one| one.trim().trim_start_matches("<!--").trim()) {
            let simple = selector.chars().all(|c| c.is_alphanumeric() || ".#_-".contains(c));
            let single = selector.matches(['.', '#']).count() <= 1;
            if selector.is_empty() || !simple || !single || self.simple.len() >= MOST_RULES {
                continue;
            }
            let key = if selector.contains(['.', '#']) {
                selector.to_owned()
            } else {
                selector.to_ascii_lowercase()
            };
            self.simple.entry(key).or_default().declare(declarations);
        }
    }
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, behind)| behind);
    }
    kept.push_str(rest);
    kept
}
