//! An HTML body as a reader sees it: visible text line by line, and apart from it what is hidden.
//!
//! Knows HTML, the part of CSS that hides text, and in which elements mail programs put quotes and signatures.
//! Must not know mails. One pass with a bounded stack: time is linear in the length, whatever is nested.

mod colour;
mod container;
mod flow;
mod open;
mod style;
mod token;

use super::reply::Part;
use flow::Flow;
use open::{Open, Stack};
use style::{Declared, Rules};
use token::{Tag, Token};

/// What an HTML body shows and hides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The visible text: a line per block and table row, cells set apart by tabs, quotes prefixed by `> `.
    pub text: String,
    /// The text that a reader does not see, or sees struck out.
    pub hidden: String,
    /// For every line of `text`, what its element says that it is.
    pub(super) hints: Vec<Option<Part>>,
}

const MOST_HIDDEN: usize = 64 * 1024;

/// Renders an HTML body.
pub fn render(html: &str) -> Rendered {
    let rules = Rules::collect(token::tokens(html));
    let mut page = Page { rules, stack: Stack::default(), flow: Flow::default(), hidden: String::new() };
    for token in token::tokens(html) {
        match token {
            Token::Text(text) => page.text(&text),
            Token::Start(tag) => page.start(&tag),
            Token::End(name) => page.end(&name),
            Token::Raw(..) => {}
        }
    }
    let (text, hints) = page.flow.finish();
    Rendered { text, hidden: page.hidden.trim().to_owned(), hints }
}

struct Page {
    rules: Rules,
    stack: Stack,
    flow: Flow,
    hidden: String,
}

impl Page {
    fn text(&mut self, text: &str) {
        let shown = self.stack.shown();
        if !shown.hidden {
            self.flow.text(text, shown);
        } else if self.hidden.len() < MOST_HIDDEN {
            let words = text.split_whitespace().flat_map(|word| [word, " "]);
            self.hidden.extend(words);
        }
    }

    fn start(&mut self, tag: &Tag) {
        let declared = self.rules.of(tag);
        for closed in self.stack.close_implied(&tag.name) {
            self.flow.end(&closed);
        }
        if container::begins_quoted_rest(tag) {
            self.stack.rest_is_quote();
        }
        let hidden = self.stack.shown().hidden || hides(tag, &declared);
        if !hidden {
            self.flow.start(&tag.name, is_spaced(tag));
        }
        if !tag.is_void() {
            self.stack.open(Open::new(tag, declared));
        }
    }

    fn end(&mut self, name: &str) {
        if name == "br" || name == "p" && !self.stack.has_paragraph() {
            return self.flow.start(name, true); // as browsers do
        }
        for closed in self.stack.close(name) {
            self.flow.end(&closed);
        }
    }
}

fn hides(tag: &Tag, declared: &Declared) -> bool {
    tag.attribute("hidden").is_some() || declared.hides()
}

/// Outlook writes every line as a paragraph without space around it.
fn is_spaced(tag: &Tag) -> bool {
    !tag.attribute("class").is_some_and(|class| class.contains("MsoNormal") || class.contains("p1"))
}

#[cfg(test)]
mod tests;
