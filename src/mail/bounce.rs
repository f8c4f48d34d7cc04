//! Reports of what became of a mail.
//!
//! Knows RFC 3464, and what servers write that never read it. Must not know which mail was whose.

mod prose;
mod returned;
mod sign;
mod status;

use mail_parser::{Message, MimeHeaders as _};

use super::Bounce;
use super::kind::{Signs, media_type, start};
use crate::approval::Address;
use prose::Prose;
use returned::Returned;
pub(super) use sign::tells_of_a_fault;
use status::Status;

const LONGEST_LOOK: usize = 64 * 1024;
const MOST_PARTS: usize = 50;

/// The report that a mail is, if it is one.
pub(super) fn bounce(signs: &Signs<'_>) -> Option<Bounce> {
    let status = signs.message.and_then(status_part);
    if !sign::is_bounce(signs, status.is_some()) {
        return None;
    }
    let status = status.map(|text| Status::read(&text)).unwrap_or_default();
    let returned = Returned::of(signs);
    let prose = Prose::of(signs, start(signs.text, LONGEST_LOOK));
    Some(Bounce {
        of: returned.secrets(signs.identity),
        recipient: recipient(signs, &status, &prose, &returned),
        fate: status.fate().unwrap_or_else(|| prose.fate()),
        why: status.reason().or_else(|| prose.reason()).unwrap_or_else(|| status.code()),
    })
}

/// Whom it did not reach: as reported, as the server says in its text, or else whom the returned mail was to.
fn recipient(
    signs: &Signs<'_>,
    status: &Status,
    prose: &Prose<'_>,
    returned: &Returned<'_>,
) -> Option<Address> {
    let ours = |address: &Address| address.without_detail(signs.identity.separator) == signs.identity.address;
    let failed = signs.header.all("x-failed-recipients").flat_map(|value| value.split(','));
    let failed = failed.filter_map(|address| address.trim().trim_matches(['<', '>']).parse().ok());
    let reported = status.recipients().chain(failed);
    let mut candidates = reported.chain(prose.recipients()).chain(returned.recipients());
    candidates.find(|address| !ours(address))
}

fn status_part(message: &Message<'_>) -> Option<String> {
    let part = message.parts.iter().take(MOST_PARTS).find(|part| {
        let kind = part.content_type().filter(|kind| kind.ctype().eq_ignore_ascii_case("message"));
        let kind = kind.map(|_| media_type(part)).unwrap_or_default();
        kind == "message/delivery-status" || kind == "message/global-delivery-status"
    })?;
    let bytes = part.contents();
    Some(String::from_utf8_lossy(bytes.get(..LONGEST_LOOK).unwrap_or(bytes)).into_owned())
}

#[cfg(test)]
mod tests;
