//! Reading a mail: all that can be known of it without the database, so that many are read at once.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::marks::marks;
use crate::approval::Policy;
use crate::config::Config;
use crate::document::FileReading;
use crate::evidence::{self, Authentication, AuthenticationMethod, AuthenticationResult, authenticate};
use crate::extract::Extractor;
use crate::mail::{Identity, Kind, Reading, Secrets};
use crate::receipt::{Finding, Home, Sources};
use crate::resolver::Answers;
use crate::store::{Digest, Mark};
use crate::{mail, receipt};

/// A mail, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// Its bytes.
    pub raw: Arc<Vec<u8>>,
    /// When it arrived.
    pub arrived: DateTime<Utc>,
    /// What it says.
    pub reading: Reading,
    /// Who vouches for its sender.
    pub authentication: Authentication,
    /// What its files say, where it may open a request or answers one.
    pub files: Vec<FileReading>,
    /// The amount, where it may open a request.
    pub finding: Option<Finding>,
    /// What the files of a reply say, which may be a receipt sent after the report.
    pub enclosed: Option<Finding>,
    /// The requests whose numbers its subject carries, as our notices' subjects do: `[EXP-12]`.
    pub requests_named: Vec<u64>,
    /// By what its receipts are recognised when they come a second time.
    pub marks: Vec<Mark>,
    /// The digest of what it says, without what servers added on its way: the same for each copy of a mail.
    pub content: Digest,
}

/// The names in DNS whose answers [`understand`] needs for this mail. Reads its header only.
pub fn questions(raw: &[u8], arrived: DateTime<Utc>, identity: &Identity, config: &Config) -> Vec<String> {
    if config.authentication.dkim().is_none() {
        return Vec::new();
    }
    let from = mail::read(header(raw), identity).from;
    from.map(|from| evidence::questions(raw, &from, arrived, &config.authentication)).unwrap_or_default()
}

/// Up to the first empty line.
fn header(raw: &[u8]) -> &[u8] {
    let mut end = 0;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        if matches!(line, b"\r\n" | b"\n") {
            break;
        }
    }
    raw.get(..end).unwrap_or(raw)
}

/// Reads a mail that arrived then, and its files with `extractor`, which may take seconds, unless it will be set aside for
/// its sender: else a stranger could keep the desk busy. Total: there is no mail it fails on.
///
/// `answers` are what DNS said to its [`questions`].
pub fn understand(
    raw: impl Into<Arc<Vec<u8>>>,
    arrived: DateTime<Utc>,
    answers: &Answers,
    identity: &Identity,
    config: &Config,
    extractor: &Extractor,
) -> Understood {
    let mail = without_files(raw.into(), arrived, answers, identity, config);
    let policy = &config.policy;
    let known = mail.reading.from.as_ref().is_ok_and(|from| policy.knows(&policy.person(from)));
    let trusted = known && mail.authentication.result != AuthenticationResult::Fail;
    if trusted { mail.with_files(config, extractor) } else { mail }
}

fn without_files(
    raw: Arc<Vec<u8>>,
    arrived: DateTime<Utc>,
    answers: &Answers,
    identity: &Identity,
    config: &Config,
) -> Understood {
    let mut reading = mail::read(&raw, identity);
    // What somebody wrote is shown to others and kept: a reply address in it must not be.
    let secrets = Secrets::of(&reading, identity);
    reading.typed = secrets.blotted(&reading.typed);
    reading.subject = secrets.blotted(&reading.subject);
    let authentication = match &reading.from {
        Ok(from) => authenticate(&raw, from, arrived, answers, &config.authentication),
        Err(why) => Authentication::failed(AuthenticationMethod::None, why.clone()),
    };
    let (files, finding, enclosed, marks) = (Vec::new(), None, None, Vec::new());
    let content = content_digest(&raw);
    let requests_named = requests_named(&reading.subject, &identity.prefix);
    Understood {
        raw,
        arrived,
        reading,
        authentication,
        files,
        finding,
        enclosed,
        requests_named,
        marks,
        content,
    }
}

/// The numbers of requests that stand in brackets in a subject, as in our own.
fn requests_named(subject: &str, prefix: &str) -> Vec<u64> {
    let number = |rest: &str| rest.strip_prefix(prefix)?.strip_prefix('-')?.split(']').next()?.parse().ok();
    subject.split('[').skip(1).filter_map(number).collect()
}

impl Understood {
    /// Reads its files, where it may open a request or answers one, and finds the amount; once.
    pub fn with_files(mut self, config: &Config, extractor: &Extractor) -> Self {
        let (opens, answers) = (self.reading.kind == Kind::Submission, self.reading.kind == Kind::Reply);
        if !opens && !answers || self.finding.is_some() || self.enclosed.is_some() {
            return self;
        }
        self.files = extractor.read(&self.reading.attachments);
        let home = home(&config.policy);
        let whole = sources(&self.reading, &self.files);
        let left_out = self.reading.left_out.as_deref();
        let enclosed = Sources { files: &self.files, left_out, ..Sources::default() };
        if opens {
            self.finding = Some(receipt::find(&whole, home));
        } else if !self.files.is_empty() {
            self.enclosed = Some(receipt::find(&enclosed, home));
        }
        let marked = if opens { whole } else { enclosed };
        let stated = self.finding.iter().chain(&self.enclosed).flat_map(|finding| &finding.stated);
        let origin = receipt::origin(&marked).known_better_by(stated);
        self.marks = marks(&self.reading.attachments, &marked, origin);
        self
    }

    /// Lets go of the bytes of its files, which were read by now: their names stay.
    pub fn let_go_of_files(&mut self) {
        self.reading.attachments.iter_mut().for_each(|file| file.bytes = Vec::new());
    }

    /// A mail whose reader broke: it is set aside as it is.
    pub fn unreadable(raw: Arc<Vec<u8>>, arrived: DateTime<Utc>) -> Self {
        Self::unread(raw, arrived, "the reader broke on this mail".to_owned())
    }

    /// A mail that nobody reads, and why not.
    pub fn unread(raw: Arc<Vec<u8>>, arrived: DateTime<Utc>, why: String) -> Self {
        Self {
            authentication: Authentication::failed(AuthenticationMethod::None, why.clone()),
            reading: Reading::unreadable(why),
            files: Vec::new(),
            finding: None,
            enclosed: None,
            requests_named: Vec::new(),
            marks: Vec::new(),
            content: content_digest(&raw),
            arrived,
            raw,
        }
    }
}

/// The currency of a policy, and its rates.
pub fn home(policy: &Policy) -> Home<'_> {
    Home { currency: policy.currency, rates: &policy.rates }
}

/// Where the amount of a submission is looked for.
pub fn sources<'a>(reading: &'a Reading, files: &'a [FileReading]) -> Sources<'a> {
    Sources {
        subject: &reading.subject,
        note: &reading.typed,
        text: reading.own_text(),
        html_text: reading.html_text.as_deref(),
        hidden_text: &reading.hidden_text,
        json_ld: &reading.json_ld,
        mails: &reading.mails,
        files,
        left_out: reading.left_out.as_deref(),
    }
}

/// Header fields that servers add or change on a mail's way (RFC 5321 §4.4, RFC 8601, RFC 8617).
const TRACE: [&str; 12] = [
    "received",
    "return-path",
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
    "authentication-results",
    "received-spf",
    "arc-seal",
    "arc-message-signature",
    "arc-authentication-results",
    "x-received",
];

/// The digest of a mail without its trace, whatever its line ends.
pub(super) fn content_digest(raw: &[u8]) -> Digest {
    let mut hash = Sha256::new();
    let mut in_header = true;
    let mut in_trace = false;
    for line in raw.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if in_header {
            in_header = !line.is_empty();
            let folded = line.first().is_some_and(|first| matches!(first, b' ' | b'\t'));
            in_trace = if folded { in_trace } else { is_trace(line) };
            if in_trace {
                continue;
            }
        }
        hash.update(line);
        hash.update(b"\n");
    }
    hash.finalize().into()
}

fn is_trace(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default().trim_ascii();
    TRACE.iter().any(|trace| name.eq_ignore_ascii_case(trace.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_brackets_names_a_request() {
        assert_eq!(requests_named("AW: [EXP-12] Approval needed for [EXP-7]", "EXP"), [12, 7]);
        assert!(requests_named("[EXPO-12] Fwd: EXP-12 [EXP-x]", "EXP").is_empty());
    }

    #[test]
    fn copies_of_a_mail_have_one_digest_whatever_servers_added() {
        let first = b"Received: by a\r\n\tfor b\r\nFrom: sam@corp.example\r\nMessage-ID: <1@x>\r\n\r\nReceived: text\r\n";
        let second = b"Return-Path: <x@y>\nReceived: by c\nFrom: sam@corp.example\nMessage-ID: <1@x>\n\nReceived: text\n";
        let other = b"From: sam@corp.example\nMessage-ID: <1@x>\n\nReceived: another text\n";
        assert_eq!(content_digest(first), content_digest(second));
        assert_ne!(content_digest(first), content_digest(other));
    }
}
