//! The rules of style sheets as they are written.
//!
//! Knows rules, the at-rules around them, and for which screens they are. Must not know elements. A rule that holds
//! in some programs only is kept as far as it hides something, and marked as doubtful.

use cssparser::{
    AtRuleParser, CowRcStr, Delimiter, ParseError, Parser, ParserState, QualifiedRuleParser, StyleSheetParser,
};

use super::selector::{Refusal, Selector};
use super::style::{Block, Styles};
use super::value::is_too_deep;

const MOST_RULES: usize = 5_000;

/// What a selector's elements are declared to be.
pub(super) struct Rule {
    pub(super) selector: Selector,
    pub(super) styles: Styles,
    /// It holds for some readers, or for some of the elements.
    pub(super) doubtful: bool,
}

/// Reads rules that say something of what is shown.
#[derive(Default)]
pub(super) struct Rules {
    pub(super) found: Vec<Rule>,
    /// Some were too many or too long.
    pub(super) overfull: bool,
    doubtful: bool,
}

/// The selectors of one rule.
pub(super) struct Selectors {
    read: Vec<Selector>,
    too_long: bool,
    /// One could not be read: a browser that cannot either ignores all of them (CSS Selectors 3 §5).
    invalid: bool,
}

/// For whom a style sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    Never,
    Perhaps,
    Always,
}

impl Rules {
    /// Reads one sheet; `media` is for which screens it is.
    pub(super) fn read(&mut self, media: Option<&str>, css: &str) {
        let holds = media.map_or(Holds::Always, |media| holds(&mut Parser::new(media)));
        if holds > Holds::Never {
            self.within(holds == Holds::Perhaps, &mut Parser::new(css));
        }
    }

    fn within(&mut self, doubtful: bool, input: &mut Parser<'_>) {
        let outer = self.doubtful;
        self.doubtful |= doubtful;
        let errors = StyleSheetParser::new(input, self).filter_map(Result::err);
        let too_deep = errors.filter(|(error, ..)| is_too_deep(error)).count() > 0;
        self.overfull |= too_deep;
        self.doubtful = outer;
    }

    fn add(&mut self, selector: &Selector, styles: Styles, doubtful: bool) {
        let styles = if doubtful { styles.concealing() } else { styles };
        if styles == Styles::default() {
            return;
        }
        if self.found.len() < MOST_RULES {
            self.found.push(Rule { selector: selector.clone(), styles, doubtful });
        } else {
            self.overfull = true;
        }
    }
}

impl<'i> QualifiedRuleParser<'i> for Rules {
    type Prelude = Selectors;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Selectors, ParseError<()>> {
        let mut selectors = Selectors { read: Vec::new(), too_long: false, invalid: false };
        input.parse_comma_separated(|input| {
            match Selector::read(input) {
                Ok(selector) => selectors.read.push(selector),
                Err(Refusal::NoElement) => {}
                Err(Refusal::TooLong) => selectors.too_long = true,
                Err(Refusal::Invalid) => selectors.invalid = true,
            }
            while input.next().is_ok() {}
            Ok::<(), ParseError<()>>(())
        })?;
        Ok(selectors)
    }

    fn parse_block(
        &mut self,
        selectors: Selectors,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        let block = Block::of(input);
        self.overfull |= selectors.too_long && block != Block::default();
        for selector in &selectors.read {
            self.add(selector, block.styles, self.doubtful || selectors.invalid || selector.is_loose());
            self.add(selector, block.doubtful, true);
        }
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Rules {
    type Prelude = Holds;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
    ) -> Result<Self::Prelude, ParseError<()>> {
        const CONDITIONS: [&str; 4] = ["supports", "layer", "container", "scope"];
        let name = name.to_ascii_lowercase();
        let holds = match name.as_str() {
            "media" => holds(input),
            name if CONDITIONS.contains(&name) => Holds::Perhaps,
            _ => Holds::Never,
        };
        while input.next().is_ok() {}
        if holds > Holds::Never { Ok(holds) } else { Err(ParseError::custom(())) }
    }

    fn parse_block(
        &mut self,
        holds: Holds,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<(), ParseError<()>> {
        self.within(holds == Holds::Perhaps, input);
        Ok(())
    }
}

/// Whether one of some media queries holds (Media Queries 4 §2.1).
fn holds(input: &mut Parser<'_>) -> Holds {
    let mut best = None;
    while !input.is_exhausted() {
        let one = input.parse_until_after(Delimiter::Comma, |input| Ok::<_, ParseError<()>>(query(input)));
        best = best.max(one.ok());
    }
    best.unwrap_or(Holds::Always)
}

fn query(input: &mut Parser<'_>) -> Holds {
    let mut word =
        || input.try_parse(|input| input.expect_ident().map(|word| word.to_ascii_lowercase())).ok();
    let first = word();
    let only = first.as_deref() == Some("only");
    let medium = if only { word() } else { first };
    let bare = input.is_exhausted();
    while input.next().is_ok() {}
    match medium.as_deref() {
        Some("screen" | "all") if bare => Holds::Always,
        Some("screen" | "all" | "not") | None => Holds::Perhaps,
        Some(_) => Holds::Never,
    }
}
