//! The part of CSS that decides whether, and how, text is seen.
//!
//! Knows declarations. Must not know selectors, nor what surrounds an element.

use cssparser::{Delimiter, ParseError, Parser};

use super::colour::Colour;
use super::dom::Element;

/// What the declarations for one element say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Declared {
    display_none: Option<bool>,
    transparent: Option<bool>,
    collapsed: Option<bool>,
    away: Option<bool>,
    /// `visibility`, which an inner element may take back.
    pub(super) invisible: Option<bool>,
    /// The element begins a line of its own, or does not.
    pub(super) block: Option<bool>,
    /// The font is too small to be read.
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

/// Declarations, and those marked as important, which win over all others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Styles {
    pub(super) normal: Declared,
    pub(super) important: Declared,
}

impl Styles {
    /// Reads a `style` attribute.
    pub(super) fn read(style: &str) -> Self {
        Self::of(&mut Parser::new(style))
    }

    /// Reads the inside of a rule.
    pub(super) fn of(input: &mut Parser<'_>) -> Self {
        let mut found: Vec<(String, String, bool)> = Vec::new();
        while !input.is_exhausted() {
            found.extend(input.parse_until_after(Delimiter::Semicolon, declaration));
        }
        let clips =
            found.iter().any(|(name, value, _)| name.starts_with("overflow") && value.contains("hidden"));
        let mut styles = Self::default();
        for (name, value, important) in &found {
            let declared = if *important { &mut styles.important } else { &mut styles.normal };
            declared.one(name, value, clips);
        }
        styles
    }
}

/// A name, its value and whether it is important, all in small letters.
fn declaration(input: &mut Parser<'_>) -> Result<(String, String, bool), ParseError<()>> {
    let name = input.expect_ident()?.to_ascii_lowercase();
    input.expect_colon()?;
    let value = input.parse_until_before::<_, _, ()>(Delimiter::Bang, |input| {
        let start = input.position();
        while input.next().is_ok() {}
        Ok(input.slice_from(start).trim().to_ascii_lowercase())
    })?;
    let important = input.try_parse(cssparser::parse_important).is_ok();
    Ok((name, value, important))
}

impl Declared {
    /// What the attributes that are older than CSS say.
    pub(super) fn of_attributes(element: &Element) -> Self {
        let colour =
            |name: &str| element.attribute(name).map(|value| Colour::read(&value.to_ascii_lowercase()));
        let small = element.name() == "font" && element.attribute("size") == Some("0");
        Self {
            colour: colour("color").or_else(|| colour("text")).filter(|_| element.name() != "hr"),
            ground: colour("bgcolor").or_else(|| element.attribute("background").map(|_| None)),
            font_zero: small.then_some(true),
            display_none: element.attribute("hidden").map(|_| true),
            ..Self::default()
        }
    }

    /// Whether the element is not seen, nor anything in it.
    pub(super) fn hides(&self) -> bool {
        [self.display_none, self.transparent, self.collapsed, self.away].contains(&Some(true))
    }

    /// Lets another's declarations win.
    pub(super) fn merge(&mut self, other: &Self) {
        self.display_none = other.display_none.or(self.display_none);
        self.transparent = other.transparent.or(self.transparent);
        self.collapsed = other.collapsed.or(self.collapsed);
        self.away = other.away.or(self.away);
        self.invisible = other.invisible.or(self.invisible);
        self.block = other.block.or(self.block);
        self.font_zero = other.font_zero.or(self.font_zero);
        self.struck = other.struck.or(self.struck);
        self.preformatted = other.preformatted.or(self.preformatted);
        self.colour = other.colour.or(self.colour);
        self.ground = other.ground.or(self.ground);
    }

    fn one(&mut self, property: &str, value: &str, clips: bool) {
        match property {
            "display" => self.display(value),
            "visibility" => self.invisible = Some(matches!(value, "hidden" | "collapse")),
            "opacity" => self.transparent = Some(is_zero(value)),
            "max-height" | "max-width" => {
                self.collapsed = Some(is_zero(value)).filter(|zero| *zero).or(self.collapsed)
            }
            "height" | "width" if clips && is_zero(value) => self.collapsed = Some(true),
            "mso-hide" if value == "all" => self.display_none = self.display_none.or(Some(true)),
            "left" | "right" | "top" | "text-indent" | "margin-left" | "margin-top" if is_far_away(value) => {
                self.away = Some(true);
            }
            "clip" | "clip-path" if clips_all(value) => self.collapsed = Some(true),
            "transform" if value.contains("scale(0)") => self.collapsed = Some(true),
            "font-size" => self.font_size(value),
            "font" => self.font_size(
                value
                    .split(['/', ' '])
                    .find(|part| part.starts_with(|c: char| c.is_ascii_digit()))
                    .unwrap_or("1em"),
            ),
            "text-decoration" | "text-decoration-line" => self.struck = Some(value.contains("line-through")),
            "white-space" | "white-space-collapse" => {
                self.preformatted = Some(["pre", "break-spaces"].iter().any(|one| value.starts_with(one)))
            }
            "color" if is_see_through(value) => self.transparent = Some(true),
            "color" if value == "inherit" => {}
            "color" => self.colour = Some(Colour::read(value)),
            "background-color" if !is_see_through(value) => self.ground = Some(Colour::read(value)),
            "background" if value != "none" && !is_see_through(value) => self.ground = Some(ground(value)),
            "background-image" if value != "none" => self.ground = Some(None),
            _ => {}
        }
    }

    fn display(&mut self, value: &str) {
        self.display_none = Some(value == "none");
        self.block = match value {
            "block" | "flex" | "grid" | "list-item" | "table" | "table-row" | "flow-root" => Some(true),
            "inline" | "contents" => Some(false),
            _ => self.block,
        };
    }

    /// A size relative to the outer one says nothing about nothing.
    fn font_size(&mut self, value: &str) {
        let relative = value.ends_with("em") && !value.ends_with("rem") || value.ends_with('%');
        if is_zero(value) || is_a_point(value) {
            self.font_zero = Some(true);
        } else if !relative {
            self.font_zero = Some(false);
        }
    }
}

fn number(value: &str) -> Option<f32> {
    value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').parse().ok()
}

fn is_zero(value: &str) -> bool {
    number(value).is_some_and(|number| number.abs() < 0.05 || value.ends_with("px") && number < 1.0)
}

/// No reader sees text of a pixel's height.
fn is_a_point(value: &str) -> bool {
    (value.ends_with("px") || value.ends_with("pt")) && number(value).is_some_and(|number| number <= 1.0)
}

fn is_far_away(value: &str) -> bool {
    number(value).is_some_and(|number| number <= -500.0 || number <= -50.0 && value.ends_with("em"))
}

/// A clip of nothing: `rect(0,0,0,0)`, `rect(1px, 1px, 1px, 1px)`, `inset(50%)`, `inset(100%)`.
fn clips_all(value: &str) -> bool {
    let Some((shape, inner)) = value.split_once('(') else { return false };
    let mut sizes = inner.trim_end_matches(')').split([' ', ',']).filter(|size| !size.is_empty()).peekable();
    let full = |size: &str| size.ends_with('%') && number(size).is_some_and(|number| number >= 50.0);
    let point = |size: &str| number(size).is_some_and(|number| number.abs() <= 1.0);
    sizes.peek().is_some()
        && match shape {
            "rect" => sizes.all(point),
            "inset" => sizes.all(full),
            "circle" | "ellipse" => sizes.next().is_some_and(is_zero),
            _ => false,
        }
}

/// A colour whose last, fourth number is next to nothing.
fn is_see_through(value: &str) -> bool {
    let function = ["rgb", "hsl"].iter().any(|name| value.starts_with(name));
    let alpha = || {
        let (_, inner) = value.trim_end_matches(')').split_once('(').filter(|_| function)?;
        inner.rsplit_once('/').map(|(_, alpha)| alpha).or_else(|| inner.split(',').nth(3))
    };
    value == "transparent" || alpha().is_some_and(|alpha| is_zero(alpha.trim()))
}

fn ground(value: &str) -> Option<Colour> {
    if value.contains("url(") || value.contains("gradient") {
        return None;
    }
    Colour::read(value).or_else(|| value.split_whitespace().find_map(Colour::read))
}
