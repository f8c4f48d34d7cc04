//! The sender's own signature: DKIM (RFC 6376), verified when the mail arrives.
//!
//! Knows signatures, and what this desk asks of them beyond the standard. Must not ask DNS: it says which names are to be
//! asked, and judges with the answers. Looks at few signatures, whatever the number in a mail.

mod key;
mod mail;
mod signature;
mod tags;

use std::cell::OnceCell;

use chrono::{DateTime, Utc};
use mail_auth::AuthenticatedMessage;
use mail_auth::common::crypto::HashAlgorithm;
use mail_auth::dkim::Canonicalization;

use crate::approval::Address;
use crate::config;
use crate::resolver::{Answer, Answers};
use mail::{split, without_last_empty_lines};
use signature::{Signature, signer};
use tags::Tags;

/// How many signatures of a mail are looked at.
const MOST_SIGNATURES: usize = 4;

/// What the signatures of a mail say of its sender.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Opinion {
    /// The mail is from the From domain: by which signature.
    Vouches(String),
    /// Perhaps: no key could be asked for.
    Unknown(String),
    /// No signature shows it; whether there was one, and what is wrong with it.
    Refuses {
        /// Somebody signed for the From domain.
        signed: bool,
        /// Why that does not count.
        detail: String,
    },
}

/// The names in DNS at which the keys are that could show that `raw` is from `from`.
pub(super) fn questions(
    raw: &[u8],
    from: &Address,
    arrived: DateTime<Utc>,
    config: &config::Dkim,
) -> Vec<String> {
    let Ok((header, _)) = split(raw) else { return Vec::new() };
    let fields = header.fields();
    let candidates = candidates(&fields, from, config);
    let mut names: Vec<String> = candidates
        .iter()
        .filter_map(|candidate| Signature::read(&candidate.tags, &fields, arrived).ok())
        .map(|signature| signature.key_name())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Judges with the `answers` to [`questions`].
pub(super) fn judge(
    raw: &[u8],
    from: &Address,
    arrived: DateTime<Utc>,
    answers: &Answers,
    config: &config::Dkim,
) -> Opinion {
    let (header, body) = match split(raw) {
        Ok(parts) => parts,
        Err(why) => return Opinion::Refuses { signed: false, detail: format!("no signature counts: {why}") },
    };
    let mail = Mail {
        fields: header.fields(),
        body,
        relaxed: OnceCell::new(),
        simple: OnceCell::new(),
        short: OnceCell::new(),
    };
    let candidates = candidates(&mail.fields, from, config);
    let (mut unknown, mut refused) = (None, Vec::new());
    for candidate in &candidates {
        match mail.verify(candidate, arrived, answers) {
            Ok(detail) => return Opinion::Vouches(detail),
            Err(Fault::Unknown(why)) => unknown = unknown.or(Some(why)),
            Err(Fault::Refused(why)) if !refused.contains(&why) => refused.push(why),
            Err(Fault::Refused(_)) => {}
        }
    }
    if let Some(why) = unknown {
        return Opinion::Unknown(why);
    }
    let signed = !refused.is_empty();
    let nobody = || format!("no DKIM signature of {}", from.domain());
    Opinion::Refuses { signed, detail: if signed { refused.join("; ") } else { nobody() } }
}

/// A signature by somebody who may sign for the sender.
struct Candidate<'a> {
    name: &'a [u8],
    value: &'a [u8],
    tags: Tags<'a>,
}

/// The first few signatures whose signer is the From domain itself, or one that the operator listed.
fn candidates<'a>(
    fields: &[(&'a [u8], &'a [u8])],
    from: &Address,
    config: &config::Dkim,
) -> Vec<Candidate<'a>> {
    let counts = |tags: &Tags<'_>| {
        signer(tags).is_some_and(|domain| domain == from.domain() || config.domains.contains(&domain))
    };
    fields
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case(b"DKIM-Signature"))
        .filter_map(|(name, value)| Some(Candidate { name, value, tags: Tags::read(value)? }))
        .filter(|candidate| counts(&candidate.tags))
        .take(MOST_SIGNATURES)
        .collect()
}

/// Why a signature does not count.
enum Fault {
    Unknown(String),
    Refused(String),
}

struct Mail<'a> {
    fields: Vec<(&'a [u8], &'a [u8])>,
    body: &'a [u8],
    /// The digests of the body in its forms: large mails are not digested twice.
    relaxed: OnceCell<Vec<u8>>,
    simple: OnceCell<Vec<u8>>,
    /// The relaxed form without the empty lines at the end.
    short: OnceCell<Vec<u8>>,
}

impl Mail<'_> {
    fn verify(
        &self,
        candidate: &Candidate<'_>,
        arrived: DateTime<Utc>,
        answers: &Answers,
    ) -> Result<String, Fault> {
        let of = signer(&candidate.tags).unwrap_or_default();
        let refused = |why: String| Fault::Refused(format!("the signature of {of} does not count: {why}"));
        let signature = Signature::read(&candidate.tags, &self.fields, arrived).map_err(refused)?;
        if !self.has_body(&signature) {
            return Err(refused("the text is not what was signed".to_owned()));
        }
        let name = signature.key_name();
        let texts = match answers.get(&name) {
            Some(Answer::Texts(texts)) => texts.as_slice(),
            Some(Answer::Nothing) => &[],
            Some(Answer::Unknown(why)) => {
                return Err(Fault::Unknown(format!("the key at {name} could not be asked for ({why})")));
            }
            None => return Err(Fault::Unknown(format!("nobody asked for the key at {name}"))),
        };
        let data = self.signed_data(candidate, &signature);
        key::check(texts, &signature, &data).map_err(|why| refused(format!("{why} ({name})")))?;
        let Signature { domain, selector, algorithm, .. } = &signature;
        Ok(format!("signed by {domain} (DKIM, selector {selector}, {})", algorithm.name()))
    }

    /// Whether this body was signed. Signers that overlook the same as mail-auth did (see [`without_last_empty_lines`])
    /// signed its lines of white space as well.
    fn has_body(&self, signature: &Signature) -> bool {
        let form = signature.of_body;
        let digest = |body| HashAlgorithm::Sha256.hash(form.canonical_body(body, 0)).as_ref().to_vec();
        let whole = || match form {
            Canonicalization::Relaxed => self.relaxed.get_or_init(|| digest(self.body)),
            Canonicalization::Simple => self.simple.get_or_init(|| digest(self.body)),
        };
        let short = || self.short.get_or_init(|| digest(without_last_empty_lines(self.body)));
        let is_relaxed = form == Canonicalization::Relaxed;
        (is_relaxed && *short() == signature.body_hash) || *whole() == signature.body_hash
    }

    /// What was signed of the header (RFC 6376 §3.7): the fields, and the signature's own without its value.
    fn signed_data(&self, candidate: &Candidate<'_>, signature: &Signature) -> Vec<u8> {
        let message =
            AuthenticatedMessage { headers: self.fields.clone(), ..AuthenticatedMessage::default() };
        let own = without_value_of_b(candidate.value);
        let signed = message.signed_headers(&signature.fields, candidate.name, &own);
        let mut data = Vec::new();
        signature.of_header.canonicalize_headers(signed, &mut data);
        data
    }
}

/// The field of a signature with its tag `b` empty, and without its last line end (RFC 6376 §3.5, §3.7).
fn without_value_of_b(value: &[u8]) -> Vec<u8> {
    let value = value.strip_suffix(b"\n").unwrap_or(value);
    let value = value.strip_suffix(b"\r").unwrap_or(value);
    let tags = value.split(|byte| *byte == b';').map(|tag| {
        let (name, behind) = tag.split_at(tag.iter().position(|byte| *byte == b'=').unwrap_or(tag.len()));
        if name.trim_ascii() == b"b" { tag.get(..tag.len() - behind.len() + 1).unwrap_or(tag) } else { tag }
    });
    tags.collect::<Vec<_>>().join(&b';')
}
