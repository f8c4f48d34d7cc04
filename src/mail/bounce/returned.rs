//! The mail that a report returns, whole or in part.
//!
//! Knows the parts in which it comes back. Must not know what the server says about it.

use mail_parser::Message;

use super::super::header::Header;
use super::super::thread::secrets_within;
use super::{MOST_PARTS, media_type};
use crate::approval::Address;
use crate::mail::Identity;
use crate::mail::kind::Signs;
use crate::mail::reply::Pattern;

const MOST_SECRETS: usize = 8;
/// A header is returned at least up to here.
const LONGEST_HEADER: usize = 32 * 1024;

static TO: Pattern = Pattern::new(r"(?m)^[\s>]*(?:to|an|à|para|a):\s+\S.*$");

/// What came back.
pub(super) struct Returned<'a> {
    message: Option<&'a Message<'a>>,
    raw: &'a [u8],
    text: &'a str,
}

impl<'a> Returned<'a> {
    pub(super) fn of(signs: &Signs<'a>) -> Self {
        Self { message: signs.message, raw: signs.raw, text: signs.text }
    }

    /// The secrets of our Message-IDs in it, also where it was encoded.
    pub(super) fn secrets(&self, identity: &Identity) -> Vec<String> {
        let mut found = secrets_within(self.raw, identity);
        for part in self.message.iter().flat_map(|message| message.parts.iter().take(MOST_PARTS)) {
            for secret in secrets_within(part.contents(), identity) {
                if !found.contains(&secret) && found.len() < MOST_SECRETS {
                    found.push(secret);
                }
            }
        }
        found
    }

    /// Whom it was to.
    pub(super) fn recipients(&self) -> impl Iterator<Item = Address> {
        let value = self.header().and_then(|header| header.first("to").map(str::to_owned)).or_else(|| {
            let (start, end) = TO.find(self.text)?;
            self.text.get(start..end).map(str::to_owned)
        });
        let value = value.unwrap_or_default();
        let words = value.split(|c: char| c.is_whitespace() || "<>,;:\"'()[]".contains(c));
        words.filter_map(|word| word.parse().ok()).collect::<Vec<Address>>().into_iter()
    }

    fn header(&self) -> Option<Header> {
        let parts = self.message?.parts.iter().take(MOST_PARTS);
        let part = parts.skip(1).find(|part| is_returned(&media_type(part)))?;
        let bytes = part.contents();
        let bytes = bytes.get(..LONGEST_HEADER).unwrap_or(bytes);
        let blank = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        bytes.get(blank..).map(Header::read)
    }
}

/// Whether a part is a returned mail or its header (RFC 6522 §3).
pub(super) fn is_returned(media_type: &str) -> bool {
    const TYPES: [&str; 5] = [
        "message/x-nested-mail",
        "message/rfc822",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global-headers",
    ];
    TYPES.contains(&media_type)
}
