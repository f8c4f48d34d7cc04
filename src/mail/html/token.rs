//! HTML as a row of tags and texts.
//!
//! Knows the syntax (WHATWG HTML §13.2.5, as far as it matters for text). Must not know what a tag means.
//! Keeps only the attributes that somebody asks for, so that no tag costs more than its length.

use std::borrow::Cow;

use html5ever::data::NAMED_ENTITIES;

/// A piece of HTML.
pub(super) enum Token<'a> {
    /// Text, with its character references resolved.
    Text(Cow<'a, str>),
    /// `<name …>`
    Start(Tag),
    /// `</name>`
    End(String),
    /// The inside of an element that holds no markup: its name and text.
    Raw(&'static str, &'a str),
}

/// A start tag.
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(&'static str, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// Whether the element has no inside.
    pub(super) fn is_void(&self) -> bool {
        VOID.contains(&self.name.as_str())
    }
}

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Their inside is text to the tokenizer, and never shown (a `textarea` is, but nobody receives one).
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];
const KEPT: [&str; 14] = [
    "class",
    "id",
    "style",
    "hidden",
    "name",
    "type",
    "color",
    "bgcolor",
    "size",
    "width",
    "tabindex",
    "align",
    "data-marker",
    "data-signatureblock",
];
const LONGEST_NAME: usize = 32;
const LONGEST_VALUE: usize = 4_096;
const LONGEST_REFERENCE: usize = 34;

/// The tokens of an HTML text.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html, raw: None }
}

/// An iterator over the tokens of an HTML text.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    raw: Option<&'static str>,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw_text(name));
        }
        while !self.rest.is_empty() {
            if !self.rest.starts_with('<') {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                return Some(Token::Text(resolved(self.take(end))));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
        None
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Takes up to and including `end`, or everything.
    fn skip_past(&mut self, end: &str) {
        let at = self.rest.find(end).map_or(self.rest.len(), |at| at + end.len());
        self.take(at);
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let mut ahead = self.rest.chars().skip(1);
        match (ahead.next(), ahead.next()) {
            (Some('!'), _) => {
                let comment = self.rest.starts_with("<!--");
                let short = self.rest.starts_with("<!-->") || self.rest.starts_with("<!--->");
                self.take(if comment { 4 } else { 2 });
                self.skip_past(if comment && !short { "-->" } else { ">" });
                None
            }
            (Some('?'), _) => {
                self.skip_past(">");
                None
            }
            (Some('/'), Some(c)) if c.is_ascii_alphabetic() => {
                self.take(2);
                let tag = self.tag();
                Some(Token::End(tag.name))
            }
            (Some('/'), _) => {
                self.skip_past(">");
                None
            }
            (Some(c), _) if c.is_ascii_alphabetic() => {
                self.take(1);
                let tag = self.tag();
                self.raw = RAW.into_iter().find(|name| *name == tag.name);
                Some(Token::Start(tag))
            }
            _ => Some(Token::Text(Cow::Borrowed(self.take(1)))),
        }
    }

    fn raw_text(&mut self, name: &'static str) -> Token<'a> {
        let closes = |at: usize| {
            let after = self.rest.get(at + 2..at + 2 + name.len());
            after.is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        let end = self.rest.match_indices("</").map(|(at, _)| at).find(|at| closes(*at));
        Token::Raw(name, self.take(end.unwrap_or(self.rest.len())))
    }

    /// Reads a tag behind its `<` or `</`, up to and including its `>`.
    fn tag(&mut self) -> Tag {
        let end = self.rest.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
        let name = self.take(end.unwrap_or(self.rest.len()));
        let name = if name.len() <= LONGEST_NAME { name.to_ascii_lowercase() } else { String::new() };
        let mut tag = Tag { name, attributes: Vec::new() };
        loop {
            let skip = self.rest.find(|c: char| !c.is_ascii_whitespace() && c != '/');
            self.take(skip.unwrap_or(self.rest.len()));
            if self.rest.is_empty() || self.rest.starts_with('>') {
                self.take(1);
                return tag;
            }
            self.attribute(&mut tag);
        }
    }

    fn attribute(&mut self, tag: &mut Tag) {
        // A name may begin with `=`; everywhere else that sign ends it.
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let behind = self.rest.get(first..).unwrap_or_default();
        let end = behind.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='));
        let name = self.take(end.map_or(self.rest.len(), |end| first + end));
        self.rest = self.rest.trim_ascii_start();
        let value = if self.rest.starts_with('=') { self.value() } else { "" };
        let kept = KEPT.iter().find(|kept| kept.eq_ignore_ascii_case(name));
        if let Some(kept) = kept.filter(|kept| tag.attribute(kept).is_none()) {
            let value =
                if value.len() <= LONGEST_VALUE { resolved(value).into_owned() } else { String::new() };
            tag.attributes.push((kept, value));
        }
    }

    fn value(&mut self) -> &'a str {
        self.take(1);
        self.rest = self.rest.trim_ascii_start();
        for quote in ['"', '\''] {
            if self.rest.starts_with(quote) {
                self.take(1);
                let end = self.rest.find(quote).unwrap_or(self.rest.len());
                let value = self.take(end);
                self.take(1);
                return value;
            }
        }
        let end = self.rest.find(|c: char| c.is_ascii_whitespace() || c == '>');
        self.take(end.unwrap_or(self.rest.len()))
    }
}

/// A text with its character references resolved.
fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        found.push_str(before);
        let length = after
            .bytes()
            .take(LONGEST_REFERENCE)
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
            .count();
        let (name, behind) = after.split_at_checked(length).unwrap_or(("", after));
        match reference(name, behind.starts_with(';')) {
            Some((c, used)) => {
                found.extend(c);
                let behind = after.get(used..).unwrap_or_default();
                rest = behind.strip_prefix(';').unwrap_or(behind);
            }
            None => {
                found.push('&');
                rest = after;
            }
        }
    }
    found.push_str(rest);
    Cow::Owned(found)
}

/// The characters of a reference, and how much of the name it used: `&copy2026` is `©2026`.
fn reference(name: &str, ended: bool) -> Option<(Vec<char>, usize)> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let digits = hex.unwrap_or(number);
        let code = u32::from_str_radix(digits, if hex.is_some() { 16 } else { 10 }).ok()?;
        return Some((vec![numbered(code)], name.len()));
    }
    let whole = ended.then(|| format!("{name};")).and_then(|key| named(&key)).map(|c| (c, name.len()));
    whole.or_else(|| (2..=name.len().min(6)).rev().find_map(|used| Some((named(name.get(..used)?)?, used))))
}

fn named(key: &str) -> Option<Vec<char>> {
    let (one, two) = NAMED_ENTITIES.get(key).copied().filter(|(one, _)| *one != 0)?;
    Some([one, two].into_iter().filter(|code| *code != 0).filter_map(char::from_u32).collect())
}

/// Numbers between 128 and 159 mean windows-1252 to every browser; only those that mail programs write are here.
fn numbered(code: u32) -> char {
    match code {
        0x80 => '€',
        0x82 => '‚',
        0x84 => '„',
        0x85 => '…',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x95 => '•',
        0x96 => '–',
        0x97 => '—',
        0x99 => '™',
        other => char::from_u32(other).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}
