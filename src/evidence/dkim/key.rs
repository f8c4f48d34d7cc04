//! The signer's key, as DNS tells it (RFC 6376 §3.6.1).
//!
//! Knows key records. Must not know the mail: it checks one signature over bytes that it is given.

use mail_auth::common::crypto::Algorithm;
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::common::verify::DomainKey;

use super::signature::Signature;
use super::tags::Tags;

/// Shorter RSA keys are broken (RFC 8301 §3.2).
const SHORTEST: usize = 1024;

/// Whether the key in one of `texts` made `signature` over `data`; in words, why not.
pub(super) fn check(texts: &[Vec<u8>], signature: &Signature, data: &[u8]) -> Result<(), String> {
    let mut records =
        texts.iter().filter_map(|text| Some((text, Tags::read(text)?))).filter(|(_, tags)| is_key(tags));
    let (text, tags) = match (records.next(), records.next()) {
        (Some(record), None) => record,
        (Some(_), Some(_)) => return Err("there are two keys of that name".to_owned()),
        (None, _) => return Err("there is no key of that name".to_owned()),
    };
    fits(&tags, signature)?;
    let key = DomainKey::parse(text).map_err(|error| format!("its key is unusable: {error}"))?;
    if key.p.public_key_bits() < SHORTEST {
        return Err(format!("its key has {} bits, {SHORTEST} at least", key.p.public_key_bits()));
    }
    key.p
        .verify_bytes(data, &signature.signature, signature.algorithm)
        .map_err(|_| "it is not a signature of this mail by that key".to_owned())
}

/// Wildcards bring other texts to the name, such as `v=spf1`.
fn is_key(tags: &Tags<'_>) -> bool {
    tags.get("p").is_some() && tags.get("v").is_none_or(|version| version == "DKIM1" && tags.first() == "v")
}

/// What the key's owner allows it to be used for.
fn fits(tags: &Tags<'_>, signature: &Signature) -> Result<(), String> {
    let allows = |name: &str, wanted: &[&str]| {
        tags.list(name).is_none_or(|list| list.iter().any(|entry| wanted.contains(&entry.as_str())))
    };
    let has_flag = |flag: &str| tags.list("t").is_some_and(|flags| flags.iter().any(|it| it == flag));
    let kind = match signature.algorithm {
        Algorithm::RsaSha1 | Algorithm::RsaSha256 => "rsa",
        Algorithm::Ed25519Sha256 => "ed25519",
    };
    if tags.get("p") == Some("") {
        return Err("its key was revoked".to_owned());
    }
    if has_flag("y") {
        return Err("its key is for tests only (t=y)".to_owned());
    }
    if has_flag("s") && signature.identity.as_ref().is_some_and(|identity| *identity != signature.domain) {
        return Err("its key does not sign for domains below its own (t=s)".to_owned());
    }
    if !allows("h", &["sha256"]) || !allows("s", &["*", "email"]) {
        return Err("its key is for something else".to_owned());
    }
    if !tags.get("k").unwrap_or("rsa").eq_ignore_ascii_case(kind) {
        return Err("its key is of another kind".to_owned());
    }
    Ok(())
}
