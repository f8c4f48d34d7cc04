//! One signature (RFC 6376 §3.5), as far as it is good for a decision before any key is known.
//!
//! Knows the tags. Must not know the key. Stricter than the standard, which lets a signature leave out what a reader
//! acts on: whatever this desk reads must be signed, once.

use chrono::{DateTime, TimeDelta, Utc};
use mail_auth::common::crypto::Algorithm;
use mail_auth::dkim::Canonicalization;

use super::tags::Tags;

/// Fields that must be signed whether the mail has them or not.
const ALWAYS: [&str; 5] = ["from", "to", "subject", "date", "message-id"];

/// Fields that must be signed where the mail has them.
const IF_PRESENT: [&str; 7] = [
    "in-reply-to",
    "references",
    "reply-to",
    "cc",
    "content-type",
    "content-transfer-encoding",
    "mime-version",
];

/// So much may the signer's clock be ahead of the clock of the server that took the mail in.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::hours(1);

/// How many fields a signature may name.
const MAX_FIELDS: usize = 200;

/// A signature that keeps the rules.
#[derive(Debug)]
pub(super) struct Signature {
    pub(super) domain: String,
    pub(super) selector: String,
    pub(super) algorithm: Algorithm,
    /// The domain of the identity, where one is named: the signer's, or one below it.
    pub(super) identity: Option<String>,
    /// The names of the signed fields, in lower case.
    pub(super) fields: Vec<String>,
    pub(super) of_header: Canonicalization,
    pub(super) of_body: Canonicalization,
    pub(super) body_hash: Vec<u8>,
    pub(super) signature: Vec<u8>,
}

/// The signer of a signature, where one can be read: enough to see whether it is of any interest.
pub(super) fn signer(tags: &Tags<'_>) -> Option<String> {
    tags.get("d").map(str::to_ascii_lowercase)
}

impl Signature {
    /// Reads the tags of a signature in a mail that has these fields and arrived then; in words, which rule it breaks.
    pub(super) fn read(
        tags: &Tags<'_>,
        mail: &[(&[u8], &[u8])],
        arrived: DateTime<Utc>,
    ) -> Result<Self, String> {
        if tags.get("v") != Some("1") {
            return Err("its version is not 1".to_owned());
        }
        if tags.get("l").is_some() {
            return Err("it leaves out what follows a part of the text (l=)".to_owned());
        }
        if tags.list("q").is_some_and(|methods| !methods.iter().any(|method| method == "dns/txt")) {
            return Err("its key is not in DNS".to_owned());
        }
        in_time(tags, arrived)?;
        let domain = signer(tags).ok_or("it names no domain")?;
        let selector = tags.get("s").filter(|name| is_name(name)).ok_or("it names no selector")?;
        let fields = tags.list("h").ok_or("it names no fields")?;
        covers(&fields, mail)?;
        let (of_header, of_body) = canonical_forms(tags.get("c").unwrap_or("simple"))?;
        let bytes = |name| tags.bytes(name).filter(|bytes| !bytes.is_empty());
        Ok(Self {
            identity: identity(tags.get("i"), &domain)?,
            selector: selector.to_ascii_lowercase(),
            algorithm: algorithm(tags.get("a").unwrap_or_default())?,
            body_hash: bytes("bh").ok_or("its body hash cannot be read")?,
            signature: bytes("b").ok_or("it cannot be read")?,
            domain,
            fields,
            of_header,
            of_body,
        })
    }

    /// Where its key is, in DNS.
    pub(super) fn key_name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }
}

/// Made before the mail arrived, and good at that moment: what it is when the desk reads it does not matter.
fn in_time(tags: &Tags<'_>, arrived: DateTime<Utc>) -> Result<(), String> {
    let made = instant(tags.get("t"))?;
    let ends = instant(tags.get("x"))?;
    if made.is_some_and(|made| made > arrived + CLOCKS_DIFFER) {
        return Err("it was made after the mail arrived".to_owned());
    }
    if ends.is_some_and(|ends| ends < arrived) {
        return Err("it had expired when the mail arrived".to_owned());
    }
    if made.zip(ends).is_some_and(|(made, ends)| ends <= made) {
        return Err("it expires before it is made".to_owned());
    }
    Ok(())
}

fn instant(seconds: Option<&str>) -> Result<Option<DateTime<Utc>>, String> {
    let Some(seconds) = seconds else { return Ok(None) };
    let plain = seconds.len() <= 12 && seconds.bytes().all(|byte| byte.is_ascii_digit());
    let time =
        seconds.parse().ok().filter(|_| plain).and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    time.map(Some).ok_or_else(|| "one of its times cannot be read".to_owned())
}

/// Every field that is acted on stands once in the mail at most, and is signed, or signed as absent.
fn covers(signed: &[String], mail: &[(&[u8], &[u8])]) -> Result<(), String> {
    if signed.len() > MAX_FIELDS {
        return Err("it names too many fields".to_owned());
    }
    for name in ALWAYS.iter().chain(&IF_PRESENT) {
        let named = |written: &&[u8]| written.trim_ascii_end().eq_ignore_ascii_case(name.as_bytes());
        let mut instances = mail.iter().map(|(written, _)| *written).filter(named);
        let (first, second) = (instances.next(), instances.next());
        if second.is_some() {
            return Err(format!("the field {name} stands in the mail twice"));
        }
        if first.is_some_and(|written| written.len() != name.len()) {
            return Err(format!("a space stands before the colon of the field {name}"));
        }
        let needed = first.is_some() || ALWAYS.contains(name);
        if needed && !signed.iter().any(|field| field == name) {
            return Err(format!("it does not sign the field {name}"));
        }
    }
    Ok(())
}

fn algorithm(name: &str) -> Result<Algorithm, String> {
    match name.to_ascii_lowercase().as_str() {
        "rsa-sha256" => Ok(Algorithm::RsaSha256),
        "ed25519-sha256" => Ok(Algorithm::Ed25519Sha256),
        "rsa-sha1" => Err("rsa-sha1 proves nothing any more (RFC 8301)".to_owned()),
        _ => Err("its algorithm is unknown".to_owned()),
    }
}

fn canonical_forms(text: &str) -> Result<(Canonicalization, Canonicalization), String> {
    let (header, body) = text.split_once('/').unwrap_or((text, "simple"));
    let form = |name: &str| match name.trim().to_ascii_lowercase().as_str() {
        "simple" => Ok(Canonicalization::Simple),
        "relaxed" => Ok(Canonicalization::Relaxed),
        _ => Err("its canonical form is unknown".to_owned()),
    };
    Ok((form(header)?, form(body)?))
}

/// The domain of the identity, which lies within the signer's (RFC 6376 §3.5).
fn identity(text: Option<&str>, domain: &str) -> Result<Option<String>, String> {
    let Some(text) = text else { return Ok(None) };
    let within = text.rsplit_once('@').map(|(_, named)| named.to_ascii_lowercase()).filter(|named| {
        named.strip_suffix(domain).is_some_and(|below| below.is_empty() || below.ends_with('.'))
    });
    within.map(Some).ok_or_else(|| "its identity (i=) is not within its domain".to_owned())
}

fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    name.len() <= 150 && name.split('.').all(is_label)
}
