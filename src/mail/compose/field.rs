//! The header fields of a notice: nothing reaches one but through a type that cannot hold a line end.
//!
//! Knows what a field may say. Must not know which fields there are.

use lettre::message::header::{HeaderName, HeaderValue, Headers};

use crate::mail::plain::HeaderText;

/// The longest id that is repeated; a line of a mail has at most 998 characters (RFC 5322 §2.1.1).
const ID_LIMIT: usize = 250;

/// A Message-ID that can be repeated, without its angle brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MessageId(String);

impl MessageId {
    /// Two sides of an `@` without spaces, brackets, or letters beyond ASCII; no stricter, since real ids are not.
    pub(super) fn parse(id: &str) -> Option<Self> {
        let sides = id.split_once('@').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
        let plain = id.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>'));
        (sides && plain && id.len() <= ID_LIMIT).then(|| Self(id.to_owned()))
    }
}

/// What a field says.
pub(super) struct FieldValue(String);

impl From<HeaderText> for FieldValue {
    fn from(text: HeaderText) -> Self {
        Self(text.into_string())
    }
}

impl<'a> FromIterator<&'a MessageId> for FieldValue {
    /// A list of ids (RFC 5322 §3.6.4).
    fn from_iter<I: IntoIterator<Item = &'a MessageId>>(ids: I) -> Self {
        Self(ids.into_iter().map(|MessageId(id)| format!("<{id}>")).collect::<Vec<_>>().join(" "))
    }
}

/// Adds a field.
pub(super) fn add(headers: &mut Headers, name: &'static str, value: impl Into<FieldValue>) {
    let FieldValue(value) = value.into();
    headers.insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
}
