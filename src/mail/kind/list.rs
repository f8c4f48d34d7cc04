//! Mail that came through a mailing list.
//!
//! Knows the fields that lists add (RFC 2369, RFC 2919) and those of the great list servers. Must not know policy:
//! a list's mail never decides, and only the list that *is* the desk's address may carry a report.

use crate::mail::Identity;
use crate::mail::header::Header;

const FIELDS: [&str; 8] = [
    "list-id",
    "list-post",
    "list-unsubscribe",
    "list-help",
    "list-subscribe",
    "list-owner",
    "list-archive",
    "mailing-list",
];
/// Where a list names itself.
const NAMES: [&str; 3] = ["list-id", "list-post", "mailing-list"];

/// The field by which a mail is known to be a list's.
pub(super) fn field(header: &Header) -> Option<&'static str> {
    FIELDS.into_iter().find(|name| header.has(name))
}

/// Whether the desk's address is a group, and the mail came through that: its members read what people wrote to the
/// desk itself. All names that the list gives itself must say so.
pub(in super::super) fn is_the_desks_own(header: &Header, identity: &Identity) -> bool {
    if field(header).is_none() {
        return false;
    }
    let address = identity.address.as_str();
    let id = address.replacen('@', ".", 1);
    let names = NAMES.iter().flat_map(|name| header.all(name)).map(str::to_ascii_lowercase);
    let mut named = names.map(|value| {
        let mut words = value.split(|c: char| c.is_whitespace() || "<>,;".contains(c));
        words.any(|word| word == id || word.strip_prefix("mailto:").unwrap_or(word) == address)
    });
    named.next().is_some_and(|first| first) && named.all(|other| other)
}
