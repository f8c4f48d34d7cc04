//! How templates are filled: strictly, with limits, and so that data cannot leave its place.
//!
//! Knows minijinja. Must not know which templates there are. Every value is printed on one line, cleaned, and escaped
//! in HTML, whatever a template asks for; only `rows` gives more than one line.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, HtmlEscape, Output, State, UndefinedBehavior};

use crate::mail::plain;

/// Instructions that one rendering may take; the largest notice takes a third.
const FUEL: u64 = 100_000;

/// An engine for templates of text, or of HTML.
pub(super) fn environment(sources: BTreeMap<String, String>, escape: AutoEscape) -> Environment<'static> {
    let html = matches!(escape, AutoEscape::Html);
    let mut environment = Environment::new();
    environment.set_loader(move |name| Ok(sources.get(name).cloned()));
    environment.set_auto_reload(false);
    environment.set_debug(false);
    environment.set_fuel(Some(FUEL));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(move |_| escape.clone());
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_formatter(if html { print_html } else { print_text });
    environment.add_filter("rows", if html { html_rows } else { text_rows });
    environment.add_filter("mailto", mailto);
    // Nothing in a template can lead data around cleaning and escaping.
    for filter in ["safe", "escape", "e", "tojson"] {
        environment.remove_filter(filter);
    }
    environment
}

fn print_text(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    out.write_str(&printable(value)?).map_err(Error::from)
}

fn print_html(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_safe() {
        // What a macro, a block or `rows` made: its values went through here before.
        return out.write_str(value.as_str().unwrap_or_default()).map_err(Error::from);
    }
    write!(out, "{}", HtmlEscape(&printable(value)?)).map_err(Error::from)
}

/// A value as it is printed: texts cleaned and on one line, numbers as they are.
fn printable(value: &Value) -> Result<String, Error> {
    if let Some(text) = value.as_str() {
        return Ok(if value.is_safe() { text.to_owned() } else { plain::one_line(text) });
    }
    // Undefined comes here only from an `if` without `else`.
    if value.is_number() || value.is_undefined() {
        return Ok(value.to_string());
    }
    let what = if value.is_none() {
        "there is no such value in every notice: print it inside {% if … %}"
    } else {
        "only texts and numbers can be printed: go through a list with {% for … %} or |join(\", \")"
    };
    Err(Error::new(ErrorKind::InvalidOperation, what))
}

/// The filter `rows`: the lines of a longer text, cleaned.
fn text_rows(text: &str) -> Vec<Value> {
    plain::rows(text).into_iter().map(Value::from_safe_string).collect()
}

fn html_rows(text: &str) -> Vec<Value> {
    let escaped = |row: String| Value::from_safe_string(HtmlEscape(&row).to_string());
    plain::rows(text).into_iter().map(escaped).collect()
}

/// The filter `mailto`: a link that prepares an answer (RFC 6068 §2).
fn mailto(address: &str, request: &str, body: &str) -> String {
    let subject = format!("Re: [{request}]");
    format!("mailto:{}?subject={}&body={}", percent(address), percent(&subject), percent(body))
}

fn percent(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'@' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prepared_answer_is_a_mailto_link_with_every_special_character_encoded() {
        assert_eq!(
            mailto("a+b@c.example", "EXP-1&x", "NO\nwhy?"),
            "mailto:a%2Bb@c.example?subject=Re%3A%20%5BEXP-1%26x%5D&body=NO%0Awhy%3F"
        );
    }
}
