//! Reports of what became of a mail.
//!
//! Knows RFC 3464, and what servers write that never read it. Must not know which mail was whose.

use mail_parser::Message;

use super::header::Header;
use super::kind::{Signs, beginning, start};
use super::reply::Pattern;
use super::thread::secrets_within;
use super::{Bounce, Identity};
use crate::approval::Address;

const LONGEST_REASON: usize = 200;
const LONGEST_LOOK: usize = 64 * 1024;

static SUBJECT: Pattern = Pattern::new(
    r"(?: undeliver(?:ed|able) | delivery\ (?:status\ notification|failure|has\ failed|report|notification|problem|incomplete|delayed|error) | returned\ (?:mail|to\ sender) | failure\ notice | mail\ delivery\ (?:failed|failure|system|delayed)
    | (?:message|mail)\ (?:could\ not\ be\ delivered|not\ delivered|delivery\ delayed) | non[-\ ]?delivery | non\ remis | nicht\ zustellbar | unzustellbar | zustellung | niet\ bestelbaar | onbestelbaar | échec\ de\ (?:la\ )?(?:remise|distribution)
    | no\ se\ puede\ entregar | no\ entregado | mancato\ recapito | non\ recapitabile | não\ (?:foi\ )?(?:entregue|é\ possível\ entregar) | falha\ na\ entrega | går\ inte\ att\ leverera | olevererbart | kan\ ikke\ leveres | ikke\ leveret | ei\ voi(?:tu|da)\ toimittaa
    | niedostarcz\p{L}+ | nie\ można\ dostarczyć | недоставлен\p{L}* | 退信 | 配信不能 | 無法傳遞 | 未送达 | undelivered\ mail | warning:.{0,60}delay )",
);
static DELAYED: Pattern = Pattern::new(
    r"(?: delay(?:ed)? | verzöger\p{L}* | retard\p{L}* | still\ being\ retried | not\ yet\ been\ delivered | will\ (?:be\ retried|keep\ trying|retry) | temporarily )",
);
static CODE: Pattern = Pattern::new(r"(?: ^|[^\d.] ) [45]\d\d [\s-] .{4,} | \b[45]\.\d{1,3}\.\d{1,3}\b");
static TEXT_ADDRESS: Pattern = Pattern::new(r"<[\w.+=%-]+@[\w.-]+>");

/// The report that a mail is, if it is one.
pub(super) fn bounce(signs: &Signs<'_>, message: Option<&Message<'_>>, raw: &[u8]) -> Option<Bounce> {
    let status = message.and_then(status_part);
    if !is_bounce(signs, status.is_some()) {
        return None;
    }
    let text = start(signs.text, LONGEST_LOOK);
    let status = status.unwrap_or_default();
    Some(Bounce {
        of: secrets(message, raw, signs.identity),
        recipient: recipient(&status, signs, text),
        delayed: delayed(&status, signs.subject, text),
        why: why(&status, text),
    })
}

/// A reader's or an absent person's machine writes reports too; those say nothing about delivery.
fn is_bounce(signs: &Signs<'_>, has_status: bool) -> bool {
    if signs.announces_absence() && !has_status {
        return false;
    }
    let kind = signs.header.first("content-type").unwrap_or_default().to_ascii_lowercase();
    let other_report = kind.contains("disposition-notification") || kind.contains("feedback-report");
    let delivery_report = kind.contains("multipart/report") && kind.contains("delivery-status");
    let announced = SUBJECT.found_in(signs.subject);
    let server = signs.is_from_server()
        && (announced || CODE.found_in(beginning_of_text(signs)) || signs.is_null_sender());
    !other_report
        && (has_status
            || delivery_report
            || signs.header.has("x-failed-recipients")
            || server
            || announced && signs.is_null_sender())
}

fn beginning_of_text<'a>(signs: &Signs<'a>) -> &'a str {
    start(signs.text, 4_000)
}

fn status_part(message: &Message<'_>) -> Option<String> {
    let part = message.parts.iter().take(50).find(|part| {
        use mail_parser::MimeHeaders;
        part.content_type().is_some_and(|kind| {
            let subtype = kind.subtype().unwrap_or_default();
            kind.ctype().eq_ignore_ascii_case("message")
                && (subtype.eq_ignore_ascii_case("delivery-status")
                    || subtype.eq_ignore_ascii_case("global-delivery-status"))
        })
    })?;
    let bytes = part.contents();
    Some(String::from_utf8_lossy(bytes.get(..LONGEST_LOOK).unwrap_or(bytes)).into_owned())
}

fn secrets(message: Option<&Message<'_>>, raw: &[u8], identity: &Identity) -> Vec<String> {
    let mut found = secrets_within(raw, identity);
    let encoded = message.into_iter().flat_map(|message| message.parts.iter().take(50));
    for part in encoded {
        for secret in secrets_within(part.contents(), identity) {
            if !found.contains(&secret) && found.len() < 8 {
                found.push(secret);
            }
        }
    }
    found
}

/// The fields of the status report (RFC 3464 §2), all of its blocks in one.
fn fields(status: &str) -> Header {
    let blocks: Vec<&str> = status.lines().filter(|line| !line.trim().is_empty()).collect();
    Header::read(blocks.join("\n").as_bytes())
}

fn recipient(status: &str, signs: &Signs<'_>, text: &str) -> Option<Address> {
    let fields = fields(status);
    let reported = ["final-recipient", "original-recipient"].iter().filter_map(|name| fields.first(name));
    let reported = reported.map(|value| value.split_once(';').map_or(value, |(_, address)| address));
    let failed = signs.header.first("x-failed-recipients").and_then(|value| value.split(',').next());
    let named = TEXT_ADDRESS.find(text).and_then(|(start, end)| text.get(start..end));
    let candidates = reported.chain(failed).chain(named);
    let clean = |address: &str| address.trim().trim_matches(['<', '>']).parse::<Address>().ok();
    let ours = |address: &Address| address.without_detail(signs.identity.separator) == signs.identity.address;
    candidates.filter_map(clean).find(|address| !ours(address))
}

fn delayed(status: &str, subject: &str, text: &str) -> bool {
    let fields = fields(status);
    let actions: Vec<String> =
        fields.all("action").map(|action| action.trim().to_ascii_lowercase()).collect();
    if actions.is_empty() {
        let gives_up = text.contains("permanent") || text.contains("gave up") || text.contains("giving up");
        return DELAYED.found_in(subject)
            || DELAYED.found_in(beginning(text, 1_000).as_str()) && !SUBJECT.found_in(subject) && !gives_up;
    }
    actions.iter().any(|action| action == "delayed") && !actions.iter().any(|action| action == "failed")
}

fn why(status: &str, text: &str) -> String {
    let fields = fields(status);
    let diagnostic =
        fields.first("diagnostic-code").map(|value| value.split_once(';').map_or(value, |(_, words)| words));
    let line = || text.lines().find(|line| CODE.found_in(line));
    let first = || text.lines().find(|line| !line.trim().is_empty());
    let words =
        diagnostic.or_else(line).or_else(|| fields.first("status")).or_else(first).unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    beginning(&words, LONGEST_REASON)
}

#[cfg(test)]
mod tests;
