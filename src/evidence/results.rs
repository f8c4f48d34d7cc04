//! The grammar of `Authentication-Results` (RFC 8601 §2.2), and which of them to believe.
//!
//! Knows servers' names. Must not know the sender. A believed field that is not strictly well-formed is an attack:
//! servers do not make mistakes in it, and known ways past the removal of forged fields do (CVE-2022-48521).

use super::cursor::{Cursor, Malformed};
use super::fields::Field;
use crate::config::{Authserv, Position};

/// The longest body that is read, in bytes.
const MAX_BODY: usize = 16 * 1024;

/// What one believed field says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// Who says it.
    pub(super) by: String,
    /// What it says.
    pub(super) outcomes: Vec<Outcome>,
}

/// One method's result (RFC 8601 §2.2 `resinfo`), in lower case except for the values.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// `dmarc`
    pub(super) method: String,
    /// `pass`
    pub(super) result: String,
    /// `header.from`, `corp.example`
    pub(super) properties: Vec<(String, String)>,
}

impl Outcome {
    /// The value of a property; in words, what is wrong when it stands there twice.
    pub(super) fn property(&self, key: &str) -> Result<Option<&str>, String> {
        let mut values =
            self.properties.iter().filter(|(name, _)| name == key).map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (value, None) => Ok(value),
            (_, Some(_)) => Err(format!("names {key} twice")),
        }
    }
}

/// The statements of trusted servers; or, in words, what is wrong with one of them.
pub(super) fn trusted(fields: &[Field<'_>], trust: &Authserv) -> Result<Vec<Statement>, String> {
    let statements = fields.iter().map(|field| statement(field, trust));
    statements.filter_map(Result::transpose).collect()
}

/// `None`: not by a trusted server.
fn statement(field: &Field<'_>, trust: &Authserv) -> Result<Option<Statement>, String> {
    let body = field.unfolded();
    let anonymous = "the first Authentication-Results";
    let opening = opening(&body);
    let by = match (&opening, trust.position) {
        (Ok(Opening::Named(id, _)), _) if is_listed(id, &trust.ids) => id.clone(),
        (Ok(Opening::Nameless(_)) | Err(_), Position::First) => anonymous.to_owned(),
        (Ok(_) | Err(_), _) => return Ok(None),
    };
    let outcomes = if field.has_odd_name() {
        Err(Malformed("a space before its colon"))
    } else {
        legible(&body).and(opening).and_then(outcomes)
    };
    match outcomes {
        Ok(outcomes) => Ok(Some(Statement { by, outcomes })),
        Err(Malformed(what)) => {
            Err(format!("the Authentication-Results of {by} is malformed: treated as an attack ({what})"))
        }
    }
}

/// How a field begins, and what follows.
enum Opening<'a> {
    /// With a server's name.
    Named(String, Cursor<'a>),
    /// With the first result, as Microsoft 365 does.
    Nameless(Cursor<'a>),
}

fn opening(body: &[u8]) -> Result<Opening<'_>, Malformed> {
    let start = Cursor::new(body);
    let mut cursor = start;
    cursor.skip()?;
    let id = cursor.value()?;
    cursor.skip()?;
    let is_name = !id.is_empty() && !id.contains('=') && cursor.peek() != Some(b'=');
    Ok(if is_name { Opening::Named(id, cursor) } else { Opening::Nameless(start) })
}

/// Whether an id is one of `ids`: exactly, or as `*.provider.example`; never as a part of a label.
pub(super) fn is_listed(id: &str, ids: &[String]) -> bool {
    let id = id.to_ascii_lowercase();
    ids.iter().map(|listed| listed.to_ascii_lowercase()).any(|listed| match listed.strip_prefix("*.") {
        Some(suffix) => id
            .strip_suffix(suffix)
            .and_then(|host| host.strip_suffix('.'))
            .is_some_and(|host| !host.is_empty() && !suffix.is_empty()),
        None => id == listed,
    })
}

fn legible(body: &[u8]) -> Result<(), Malformed> {
    if body.len() > MAX_BODY {
        Err(Malformed("it is too long"))
    } else if body.iter().all(|&byte| byte == b'\t' || byte == b' ' || byte.is_ascii_graphic()) {
        Ok(())
    } else {
        Err(Malformed("a character that is not printable ASCII"))
    }
}

fn outcomes(opening: Opening<'_>) -> Result<Vec<Outcome>, Malformed> {
    let mut cursor = match opening {
        Opening::Nameless(cursor) => cursor,
        Opening::Named(_, mut cursor) => {
            version_and_semicolon(&mut cursor)?;
            cursor
        }
    };
    let mut outcomes = Vec::new();
    loop {
        cursor.skip()?;
        let at_end = cursor.peek().is_none(); // perhaps behind a last `;`, as Yahoo writes it
        if at_end || (outcomes.is_empty() && says_none(cursor)?) {
            return Ok(outcomes);
        }
        outcomes.push(outcome(&mut cursor)?);
        cursor.eat(b';');
    }
}

fn version_and_semicolon(cursor: &mut Cursor<'_>) -> Result<(), Malformed> {
    let version = cursor.word();
    if !version.is_empty() && version != "1" {
        return Err(Malformed("a version that is not 1"));
    }
    cursor.skip()?;
    if cursor.eat(b';') { Ok(()) } else { Err(Malformed("no `;` behind the server's name")) }
}

/// `mx.corp.example; none` (RFC 8601 §2.2 `no-result`).
fn says_none(mut cursor: Cursor<'_>) -> Result<bool, Malformed> {
    let none = cursor.word() == "none";
    cursor.skip()?;
    Ok(none && cursor.peek().is_none())
}

fn outcome(cursor: &mut Cursor<'_>) -> Result<Outcome, Malformed> {
    let key = key(cursor)?;
    let method = key.strip_suffix("/1").unwrap_or(&key);
    if method.contains(['.', '/']) {
        return Err(Malformed("a method of an unknown version"));
    }
    let result = cursor.token().to_ascii_lowercase();
    if result.is_empty() {
        return Err(Malformed("a method without a result"));
    }
    let mut properties = Vec::new();
    cursor.skip()?;
    while cursor.peek().is_some_and(|byte| byte != b';') {
        let key = self::key(cursor)?;
        properties.push((key, cursor.value()?));
        cursor.skip()?;
    }
    Ok(Outcome { method: method.to_owned(), result, properties })
}

/// `dmarc =`, `dkim/1 =`, `header.from =`: up to the value. Comments may stand between all of its tokens.
fn key(cursor: &mut Cursor<'_>) -> Result<String, Malformed> {
    let mut key = String::new();
    loop {
        let word = cursor.word();
        if word.is_empty() {
            return Err(Malformed("an unexpected character"));
        }
        key.push_str(&word);
        cursor.skip()?;
        if cursor.eat(b'.') {
            key.push('.');
        } else if cursor.eat(b'/') {
            key.push('/');
        } else if cursor.eat(b'=') {
            cursor.skip()?;
            return Ok(key);
        } else {
            return Err(Malformed("a word without a value"));
        }
        cursor.skip()?;
    }
}
