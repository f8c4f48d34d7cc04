//! The text part and the HTML part of one mail: what was typed in each, and whether they say the same.
//!
//! Knows which of the two is read. Must not know how either is taken out of the mail, or who wrote it.

use std::sync::LazyLock;

use super::InnerMail;
use super::attachment::Files;
use super::body::Body;
use super::decision::{Said, said};
use super::html::{Rendered, has_structured_data, render, render_unstyled};
use super::reply::{self, Part};
use super::words::Words;
use crate::characters::is_default_ignorable;

/// Between the text of a mail and those of the mails in it.
pub(super) const BETWEEN_MAILS: &str = "\n\n";

/// The texts of one mail.
#[derive(Default)]
pub(super) struct Texts {
    /// The text part, unless it is blank and there is another.
    pub(super) plain: Option<String>,
    /// The HTML part.
    pub(super) rendered: Option<Rendered>,
    /// What was newly written.
    pub(super) typed: String,
    /// Why nothing of it may decide anything.
    pub(super) problem: Option<String>,
    /// What was left out of it.
    pub(super) left_out: Option<&'static str>,
    html: Vec<String>,
}

impl Texts {
    pub(super) fn of(body: Body) -> Self {
        let rendered = shown(&body.html);
        let plain = body.plain.filter(|text| !text.trim().is_empty() || rendered.is_none());
        let from_plain = plain.as_deref().map(|text| reply::typed(&reply::classify(text)));
        let from_html = rendered.as_ref().map(|html| reply::typed(&pieces_of_html(html)));
        let too_much = rendered.as_ref().and_then(|html| html.problem.clone());
        let problem = body.problem.or(too_much).or_else(|| match (&from_plain, &from_html) {
            (Some(plain), Some(html)) if disagree(plain, html) => {
                Some("its text part and its HTML part say different things".to_owned())
            }
            _ => None,
        });
        let typed = from_plain.or(from_html).unwrap_or_default();
        Self { plain, rendered, typed, problem, left_out: body.left_out, html: body.html }
    }

    /// Whether the HTML part hides text that would make something else of what it says where a mail program shows it:
    /// programs differ in what styles they follow. What is seen as a rejection stays one.
    pub(super) fn hides_a_decision(&self) -> bool {
        let Some(seen) = self.rendered.as_ref().filter(|html| !html.hidden.is_empty()) else { return false };
        let typed = |html: &Rendered| reply::typed(&pieces_of_html(html));
        let seen = typed(seen);
        if matches!(said(&seen, Words::shipped()), Said::Reject { .. }) {
            return false;
        }
        let unstyled = self.html.iter().map(|html| render_unstyled(html)).reduce(below);
        unstyled.is_some_and(|all| disagree(&seen, &typed(&all)))
    }

    /// Lets go of the HTML as it came: of what decides nothing, nobody asks what it hides.
    pub(super) fn forget_source(&mut self) {
        self.html = Vec::new();
    }

    /// The part that is read.
    pub(super) fn own(&self) -> &str {
        let rendered = || self.rendered.as_ref().map(|html| html.text.as_str());
        self.plain.as_deref().or_else(rendered).unwrap_or_default()
    }

    /// As a mail program shows it: the mail itself, then the mails that it brings as files.
    pub(super) fn whole(&self, mails: &[InnerMail]) -> String {
        let mut whole = self.own().to_owned();
        for inner in mails {
            whole.push_str(BETWEEN_MAILS);
            whole.push_str(&inner.text);
        }
        whole
    }

    pub(super) fn warnings(&self) -> Vec<String> {
        let hidden =
            self.rendered.as_ref().is_some_and(|html| html.hidden.chars().any(char::is_alphanumeric));
        hidden.then(|| "hidden text in the HTML part was ignored".to_owned()).into_iter().collect()
    }
}

/// The mails that a mail brings as files.
pub(super) fn inner(files: &Files) -> Vec<InnerMail> {
    files.bodies.iter().filter_map(inner_mail).collect()
}

fn inner_mail(body: &Body) -> Option<InnerMail> {
    let plain = body.plain.clone().filter(|text| !text.trim().is_empty());
    let structured = body.html.iter().any(|html| has_structured_data(html));
    let rendered = if plain.is_none() || structured { shown(&body.html) } else { None };
    let json_ld = rendered.as_ref().map(|html| html.json_ld.clone()).unwrap_or_default();
    let text = plain.or_else(|| rendered.map(|html| html.text))?;
    Some(InnerMail { text, json_ld })
}

/// Each HTML part by itself, as mail programs show it: what one leaves open does not reach into the next.
fn shown(parts: &[String]) -> Option<Rendered> {
    parts.iter().map(|html| render(html)).reduce(below)
}

fn below(mut above: Rendered, mut next: Rendered) -> Rendered {
    if !above.text.is_empty() {
        above.text.push_str(if above.text.ends_with('\n') { "\n" } else { "\n\n" });
    }
    above.hints.resize(above.text.lines().count(), None);
    above.text.push_str(&next.text);
    above.hints.append(&mut next.hints);
    if !above.hidden.is_empty() && !next.hidden.is_empty() {
        above.hidden.push('\n');
    }
    above.hidden.push_str(&next.hidden);
    above.json_ld.append(&mut next.json_ld);
    above.problem = above.problem.or(next.problem);
    above
}

/// Every line of an HTML part with what it is.
pub(super) fn pieces_of_html(html: &Rendered) -> Vec<(Part, &str)> {
    let hints = html.hints.iter().copied().chain(std::iter::repeat(None));
    let lines: Vec<(&str, Option<Part>)> = html.text.split_inclusive('\n').zip(hints).collect();
    reply::classify_hinted(&lines)
}

/// Whether the two parts of a mail could decide differently, also with words that only the configuration knows.
pub(super) fn disagree(plain: &str, html: &str) -> bool {
    if plain == html {
        return false;
    }
    static WITH_CODES: LazyLock<Words> = LazyLock::new(|| Words::shipped().clone().with_codes(true));
    if said(plain, &WITH_CODES).code() != said(html, &WITH_CODES).code() {
        return true;
    }
    let words = Words::shipped();
    match (said(plain, words), said(html, words)) {
        (Said::Delegate { to }, Said::Delegate { to: other }) => to != other,
        (Said::Amount { text }, Said::Amount { text: other }) => bare(&text) != bare(&other),
        (Said::Ask { .. }, Said::Ask { .. }) | (Said::Unclear { .. }, Said::Unclear { .. }) => {
            first_letters(plain) != first_letters(html)
        }
        (one, other) => std::mem::discriminant(&one) != std::mem::discriminant(&other),
    }
}

/// An amount without blanks, and without the marks that stand for bold type in a text part.
fn bare(amount: &str) -> String {
    let is_dress = |c: char| c.is_whitespace() || is_default_ignorable(c) || matches!(c, '*' | '_');
    amount.chars().filter(|c| !is_dress(*c)).flat_map(char::to_lowercase).collect()
}

/// The first line's letters, up to where new wrapping may begin to differ.
fn first_letters(typed: &str) -> String {
    const ALIKE: usize = 30;
    let letters = typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.take(ALIKE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_command_is_about_is_compared_too() {
        for (plain, html, differ) in [
            ("DELEGATE omar@corp.example", "DELEGATE eve@corp.example", true),
            (
                "DELEGATE omar@corp.example<mailto:omar@corp.example>",
                "delegate: Omar <omar@corp.example>",
                false,
            ),
            ("AMOUNT 10 USD", "AMOUNT 10000 USD", true),
            ("AMOUNT 10.00 USD", "AMOUNT 1000 USD", true),
            ("AMOUNT *10 USD*", "AMOUNT 10\u{a0}USD", false),
            ("ASK which project?", "ASK who paid?", true),
            ("ASK which project\nis it?", "ASK *which* project is it?", false),
            ("STATUS", "STATUS", false),
            ("WITHDRAW", "STATUS", true),
            ("APPROVE 123456", "APPROVE 654321", true),
            ("APPROVE", "APPROVE 654321", true),
            ("Approved: 123456", "Approved: 654321", true),
            ("Approved: 123456 is the order", "Approved: 123456\nis the order", false),
            ("APPROVE 123456", "*Approve* 123 456", false),
        ] {
            assert_eq!(disagree(plain, html), differ, "{plain:?} {html:?}");
        }
    }

    #[test]
    fn html_parts_are_shown_one_below_the_other_with_what_each_line_is() {
        let parts = ["<p>one</p><!--", "<p hidden>two</p>", "<blockquote>three</blockquote><p>four</p>"];
        let both = shown(&parts.map(str::to_owned)).unwrap();
        assert_eq!(both.hidden, "two");
        let alone = render(parts[2]);
        assert!(both.text.starts_with("one\n") && both.text.ends_with(&alone.text), "{:?}", both.text);
        assert!(both.hints.ends_with(&alone.hints));
        assert_eq!(both.hints.len(), both.text.lines().count());
        assert_eq!(shown(&[]), None);
    }
}
