//! The part of CSS that decides whether, and how, text is seen.
//!
//! Knows properties. Must not know selectors, nor what surrounds an element. A declaration whose value is not known
//! is none.

use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser, RuleBodyParser,
};

use html5ever::{LocalName, local_name};

use super::colour::Ink;
use super::dom::Element;
use super::value::{self, one_of};

type Reader = fn(&str) -> Option<bool>;

/// The properties that can hide an element with all that is in it; the last ones only where it clips.
const HIDING: [(&str, Reader); 23] = [
    ("display", value::is_not_displayed),
    ("mso-hide", |value| one_of(value, "all", &["none", "screen"])),
    ("content-visibility", |value| one_of(value, "hidden", &["visible", "auto"])),
    ("opacity", value::is_nothing),
    ("filter", value::filters_out),
    ("zoom", value::is_tiny),
    ("transform", value::transforms_away),
    ("scale", value::scales_to_nothing),
    ("translate", value::moves_away),
    ("clip", value::clips_all),
    ("clip-path", value::clips_all),
    ("left", value::is_far_away),
    ("right", value::is_far_away),
    ("top", value::is_far_away),
    ("bottom", value::is_far_away),
    ("text-indent", value::is_far_away),
    ("margin-left", value::is_far_away),
    ("margin-right", value::is_far_away),
    ("margin-top", value::is_far_away),
    ("height", value::has_no_room),
    ("width", value::has_no_room),
    ("max-height", value::has_no_room),
    ("max-width", value::has_no_room),
];
const DISPLAY: usize = 0;
const MSO_HIDE: usize = 1;
const SIZES: usize = 19;

/// What the declarations for one element say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Declared {
    hiding: Hiding,
    clips: Option<bool>,
    /// `visibility`, which an inner element may take back; `Some(None)` is what it is around the element.
    pub(super) invisible: Option<Option<bool>>,
    /// The element begins a line of its own, or does not.
    pub(super) block: Option<bool>,
    /// The font is too small to be read; `Some(None)` is what it is around the element.
    pub(super) font_zero: Option<Option<bool>>,
    /// Struck through.
    pub(super) struck: Option<bool>,
    /// Line breaks of the source count.
    pub(super) preformatted: Option<bool>,
    pub(super) colour: Option<Ink>,
    /// What WebKit fills letters with instead of their colour.
    pub(super) fill: Option<Ink>,
    pub(super) ground: Option<Ink>,
}

/// For every property that can hide, whether it does: a bit for each, by its place in [`HIDING`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Hiding {
    declared: u32,
    hides: u32,
}

impl Hiding {
    fn declare(&mut self, property: usize, hides: bool) {
        let bit = 1 << property;
        self.merge(Self { declared: bit, hides: if hides { bit } else { 0 } });
    }

    /// Lets another's declarations win.
    fn merge(&mut self, other: Self) {
        self.hides = other.hides | self.hides & !other.declared;
        self.declared |= other.declared;
    }

    /// As much of it as hides anything.
    fn concealing(self) -> Self {
        Self { declared: self.hides, ..self }
    }

    /// Whether one of them hides where an element clips what is beyond it, or does not.
    fn hides(self, clips: bool) -> bool {
        let sizes = if clips { 0 } else { u32::MAX << SIZES };
        let shown = self.declared & !self.hides & 1 << DISPLAY != 0;
        let outlook = if shown { 1 << MSO_HIDE } else { 0 };
        self.hides & !sizes & !outlook != 0
    }
}

/// Declarations, and those marked as important, which win over all others.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Styles {
    pub(super) normal: Declared,
    pub(super) important: Declared,
}

/// What stands in a `style` attribute or in a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Block {
    pub(super) styles: Styles,
    /// What it hides in some programs, or in some of its elements: by a variable, or in a rule within the rule.
    pub(super) doubtful: Styles,
}

impl Block {
    /// Reads a `style` attribute.
    pub(super) fn read(style: &str) -> Self {
        Self::of(&mut Parser::new(style))
    }

    /// Reads the inside of a rule.
    pub(super) fn of(input: &mut Parser<'_>) -> Self {
        let mut block = Self::default();
        let errors = RuleBodyParser::new(input, &mut block).filter_map(Result::err);
        if errors.filter(|(error, ..)| value::is_too_deep(error)).count() > 0 {
            block.doubtful.normal.hide();
        }
        block
    }

    fn declare(&mut self, property: &str, value: &str, important: bool) {
        if ["display", "visibility", "opacity"].contains(&property) && value::is_substituted(value) {
            self.doubtful.of(important).hide();
        } else {
            self.styles.of(important).one(property, value);
        }
    }

    fn nested(&mut self, input: &mut Parser<'_>) {
        let inner = Self::of(input);
        for styles in [inner.styles, inner.doubtful] {
            self.doubtful.merge(&styles.concealing());
        }
    }
}

impl Styles {
    /// As much of it as hides anything.
    pub(super) fn concealing(&self) -> Self {
        Self { normal: self.normal.concealing(), important: self.important.concealing() }
    }

    fn of(&mut self, important: bool) -> &mut Declared {
        if important { &mut self.important } else { &mut self.normal }
    }

    fn merge(&mut self, other: &Self) {
        self.normal.merge(&other.normal);
        self.important.merge(&other.important);
    }
}

impl<'i> DeclarationParser<'i> for Block {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        _: &ParserState,
    ) -> Result<(), ParseError<()>> {
        let value = value::canonical(input)?;
        let important = input.try_parse(cssparser::parse_important).is_ok();
        input.expect_exhausted()?;
        self.declare(&name.to_ascii_lowercase(), &value, important);
        Ok(())
    }
}

/// A rule within a rule is for what its own selector says of the elements of the outer one.
impl<'i> QualifiedRuleParser<'i> for Block {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        while input.next().is_ok() {}
        Ok(())
    }

    fn parse_block(&mut self, (): (), _: &ParserState, input: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        self.nested(input);
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Block {
    type Prelude = ();
    type AtRule = ();
    type Error = ();

    fn parse_prelude(&mut self, _: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        while input.next().is_ok() {}
        Ok(())
    }

    fn parse_block(&mut self, (): (), _: &ParserState, input: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        self.nested(input);
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), ()> for Block {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

impl Declared {
    /// What the attributes that are older than CSS say.
    pub(super) fn of_attributes(element: &Element) -> Self {
        let ink = |name: &LocalName| {
            let value = element.attribute(name)?.trim().to_ascii_lowercase();
            Some(Ink::read(&value).unwrap_or(Ink::Unknown))
        };
        let mut declared = Self {
            colour: ink(&local_name!("color"))
                .or_else(|| ink(&local_name!("text")))
                .filter(|_| *element.name() != local_name!("hr")),
            ground: ink(&local_name!("bgcolor"))
                .or_else(|| element.attribute(&local_name!("background")).map(|_| Ink::Unknown)),
            ..Self::default()
        };
        if element.attribute(&local_name!("hidden")).is_some() {
            declared.hide();
        }
        declared
    }

    /// Whether the element is not seen, nor anything in it.
    pub(super) fn hides(&self) -> bool {
        self.hiding.hides(self.clips == Some(true))
    }

    /// Lets another's declarations win.
    pub(super) fn merge(&mut self, other: &Self) {
        self.hiding.merge(other.hiding);
        self.clips = other.clips.or(self.clips);
        self.invisible = other.invisible.or(self.invisible);
        self.block = other.block.or(self.block);
        self.font_zero = other.font_zero.or(self.font_zero);
        self.struck = other.struck.or(self.struck);
        self.preformatted = other.preformatted.or(self.preformatted);
        self.colour = other.colour.or(self.colour);
        self.fill = other.fill.or(self.fill);
        self.ground = other.ground.or(self.ground);
    }

    fn hide(&mut self) {
        self.hiding.declare(DISPLAY, true);
    }

    /// Colours are left out: what turns them for dark screens turns the ground too.
    fn concealing(&self) -> Self {
        Self {
            hiding: self.hiding.concealing(),
            clips: self.clips.filter(|clips| *clips),
            invisible: self.invisible.filter(|invisible| *invisible == Some(true)),
            font_zero: self.font_zero.filter(|zero| *zero == Some(true)),
            struck: self.struck.filter(|struck| *struck),
            ..Self::default()
        }
    }

    fn one(&mut self, property: &str, value: &str) {
        if let Some((at, (_, read))) = HIDING.iter().enumerate().find(|(_, (name, _))| *name == property) {
            let found = if value::is_global(value) { Some(false) } else { read(value) };
            found.into_iter().for_each(|hides| self.hiding.declare(at, hides));
        }
        match property {
            "display" => self.block = value::is_block(value).or(self.block),
            "overflow" | "overflow-x" | "overflow-y" => self.clips = value::clips(value).or(self.clips),
            "visibility" => self.invisible = value::is_invisible(value).or(self.invisible),
            "font-size" => self.font_zero = value::font_size(value).or(self.font_zero),
            "font" => self.font_zero = value::font_shorthand(value).or(self.font_zero),
            "text-decoration" | "text-decoration-line" => self.struck = is_struck(value).or(self.struck),
            "white-space" | "white-space-collapse" => {
                self.preformatted = value::keeps_lines(value).or(self.preformatted);
            }
            "color" => self.colour = Ink::read(value).or(self.colour),
            "-webkit-text-fill-color" => self.fill = Ink::read(value).or(self.fill),
            "background-color" => self.ground = Ink::read(value).or(self.ground),
            "background" => self.ground = Ink::read_ground(value).or(self.ground),
            "background-image" if value != "none" => self.ground = Some(Ink::Unknown),
            _ => {}
        }
    }
}

/// Lines, the way in which they are drawn, and their colour.
fn is_struck(value: &str) -> Option<bool> {
    const KNOWN: [&str; 12] = [
        "none",
        "underline",
        "overline",
        "blink",
        "line-through",
        "solid",
        "double",
        "dotted",
        "dashed",
        "wavy",
        "auto",
        "from-font",
    ];
    let known = |word: &str| {
        KNOWN.contains(&word)
            || value::is_global(word)
            || value::number(word).is_some()
            || Ink::read(word).is_some()
    };
    let mut words = value::words(value);
    value::words(value).all(known).then(|| words.any(|word| word == "line-through"))
}
