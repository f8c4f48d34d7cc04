//! Bytes to meaning and back: what a mail says, and how the desk's own mail is written.
//!
//! Knows MIME, mail programs and the words people use. Must not know SQL, the network or policy.

mod attachment;
mod body;
mod bounce;
mod commands;
mod compose;
mod decision;
mod dissect;
mod enclosure;
mod fold;
mod header;
mod html;
mod kind;
mod marker;
mod mbox;
mod notice;
mod plain;
mod prepare;
mod probe;
mod read;
mod reply;
mod secrets;
mod sender;
mod templates;
mod texts;
mod thread;
mod twofold;
mod words;

pub use attachment::safe_name;
pub use compose::{Composed, compose};
pub use decision::{Code, Said, said, without_codes};
pub use dissect::{Dissection, OtherPart, TextSource, dissect};
pub use enclosure::Enclosure;
pub use html::{Rendered, render};
pub use kind::month;
pub use marker::{END, START};
pub use mbox::{begins_mbox, mbox};
pub use notice::{Attached, NoticeHeader, NoticeKind, NoticeView, RequestView, SummaryView};
pub use probe::{Probe, probe};
pub use read::read;
pub use reply::{Part, classify};
pub use secrets::{Secrets, without_secrets};
pub use templates::{TemplateError, TemplateFault, Templates};
pub use thread::{MOST_TOKENS, end_of_ids, message_id};
pub use words::Words;

use chrono::NaiveDate;

use crate::approval::Address;

/// Whose mail is being read: what the desk recognises as its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The desk's address.
    pub address: Address,
    /// Between its mailbox name and a token, usually `+`.
    pub separator: char,
    /// What request numbers begin with: `EXP`.
    pub prefix: String,
}

/// What one mail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The one address in the one From field; or what stands in the way.
    pub from: Result<Address, String>,
    /// Of which limit it is beyond, if any: the length of its header, its parts, their depth.
    pub beyond: Option<&'static str>,
    /// Its Message-ID is one that only the desk gives.
    pub has_our_id: bool,
    /// The subject, decoded, on one line, without control characters.
    pub subject: String,
    /// Its own Message-ID, without the angle brackets, when it is well formed.
    pub message_id: Option<String>,
    /// What kind of mail it is, as far as the mail itself can tell.
    pub kind: Kind,
    /// The tokens in its recipient addresses, distinct, in lower case.
    pub tokens: Vec<String>,
    /// The secrets of our own Message-IDs that it answers, distinct, In-Reply-To first.
    pub answers: Vec<String>,
    /// The envelope sender as the server noted it: `Some(None)` is the null sender.
    pub return_path: Option<Option<String>>,
    /// What this person newly wrote, without quotes, signature and footers; of a forward, the forwarder's own note.
    pub typed: String,
    /// The whole text as a reader sees it: the text part, or the HTML part rendered.
    pub text: String,
    /// The HTML part rendered, where the mail has a text part too.
    pub html_text: Option<String>,
    /// Text of the HTML part that a reader does not see.
    pub hidden_text: String,
    /// Structured data for machines in the HTML part (schema.org), as JSON-LD texts.
    pub json_ld: Vec<String>,
    /// The mails that it brings as files; `text` ends with their texts.
    pub mails: Vec<InnerMail>,
    /// The files it brings, also those of forwarded mails inside it.
    pub attachments: Vec<Attachment>,
    /// What the people concerned should know: "hidden text in the HTML part was ignored".
    pub warnings: Vec<String>,
    /// Why nothing in this mail may count as a decision, although words were found: undecodable bytes,
    /// text and HTML parts that say different things, encryption.
    pub undecidable: Option<String>,
    /// What of its text or of its files was not read, where an amount may stand.
    pub left_out: Option<String>,
}

/// A mail inside a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InnerMail {
    /// Its text as a reader sees it.
    pub text: String,
    /// Structured data for machines in its HTML part, as JSON-LD texts.
    pub json_ld: Vec<String>,
}

impl Reading {
    /// The text without those of the mails that it brings.
    pub fn own_text(&self) -> &str {
        let inner: usize = self.mails.iter().map(|mail| texts::BETWEEN_MAILS.len() + mail.text.len()).sum();
        self.text.get(..self.text.len().saturating_sub(inner)).unwrap_or(&self.text)
    }

    /// Whether its text quotes, or is, a notice of a desk.
    pub fn quotes_a_notice(&self) -> bool {
        let texts = [Some(self.text.as_str()), self.html_text.as_deref()];
        texts.into_iter().flatten().any(marker::stands_in)
    }

    /// A mail that cannot be read, and why.
    pub fn unreadable(why: String) -> Self {
        Self {
            from: Err(why),
            beyond: None,
            has_our_id: false,
            subject: String::new(),
            message_id: None,
            kind: Kind::Submission,
            tokens: Vec::new(),
            answers: Vec::new(),
            return_path: None,
            typed: String::new(),
            text: String::new(),
            html_text: None,
            hidden_text: String::new(),
            json_ld: Vec::new(),
            mails: Vec::new(),
            attachments: Vec::new(),
            warnings: Vec::new(),
            undecidable: None,
            left_out: None,
        }
    }
}

/// What kind of mail it is, decided without the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Anything that a person wrote and that answers none of our notices.
    Submission,
    /// It goes to a token address, or answers one of our Message-IDs.
    Reply,
    /// A machine wrote it (RFC 3834): never answered, never a decision.
    Automatic(Automatic),
    /// It reports what became of a mail (RFC 3464).
    Bounce(Bounce),
}

/// Mail that a machine wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Automatic {
    /// The sign it was recognised by: "Auto-Submitted: auto-replied".
    pub sign: String,
    /// Whether somebody's absence is announced.
    pub absence: bool,
    /// The last day of the absence, where it is stated beyond doubt.
    pub until: Option<NaiveDate>,
    /// It is one of the desk's own notices.
    pub own: bool,
}

/// A report of what became of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounce {
    /// Secrets of our Message-IDs found in the returned header.
    pub of: Vec<String>,
    /// Whom it did not reach.
    pub recipient: Option<Address>,
    /// What became of the mail.
    pub fate: Fate,
    /// The server's words, on one line, shortened.
    pub why: String,
}

/// What became of a mail (RFC 3464 §2.3.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// It was given up.
    #[default]
    Failed,
    /// It is late, but not given up.
    Delayed,
    /// It arrived, or went on to a server that does not report.
    Delivered,
}

/// A file in a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// A safe file name: no path, no control characters, at most 100 characters.
    pub name: String,
    /// The media type in lower case: `application/pdf`.
    pub media_type: String,
    /// Its decoded bytes.
    pub bytes: Vec<u8>,
}

#[cfg(test)]
mod tests;
