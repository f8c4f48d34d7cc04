//! The resolved configuration: what the rest of the program runs on. A value of these types cannot be wrong any more.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};

pub use super::sections::{Audit, Retention, Rule, Web};
use crate::approval::{Address, Policy};
use crate::mail::{Identity, Words};

use super::trust::Authentication;

/// Everything the program runs on.
#[derive(Clone, Debug)]
pub struct Config {
    /// The desk itself.
    pub desk: Desk,
    /// Where mail comes from.
    pub inbox: Inbox,
    /// Where mail goes.
    pub outbox: Outbox,
    /// Who must decide what.
    pub policy: Policy,
    /// The language model.
    pub summary: Summary,
    /// Who vouches for senders.
    pub authentication: Authentication,
    /// What a stranger can send at most.
    pub limits: Limits,
    /// How it is proved that the log is whole.
    pub audit: Audit,
    /// How long bytes are kept.
    pub retention: Retention,
    /// Who is told of failures.
    pub operators: Vec<Address>,
    /// What happens on a final decision.
    pub actions: Vec<Action>,
    /// Words that decide, beyond the built-in ones.
    pub replies: Replies,
    /// How the files of a report are read.
    pub receipts: Receipts,
    /// Where monitors ask for the health.
    pub web: Web,
    /// A folder whose templates stand in for the built-in ones.
    pub templates: Option<PathBuf>,
}

impl Config {
    /// What of another configuration cannot take the place of this one's while the desk runs.
    pub fn bound_to_this(&self, other: &Self) -> Vec<&'static str> {
        let secret = |config: &Self| config.web.token.as_ref().map(|it| it.expose_secret().to_owned());
        let all = [
            ("desk.address", self.desk.address == other.desk.address),
            ("desk.database", self.desk.database == other.desk.database),
            ("audit.witness", self.audit.witness == other.audit.witness),
            ("web.listen", self.web.listen == other.web.listen),
            ("web.token", secret(self) == secret(other)),
        ];
        all.into_iter().filter(|(_, same)| !same).map(|(key, _)| key).collect()
    }

    /// The words that decide: the shipped ones and the configured ones.
    pub fn words(&self) -> Words {
        let words = Words::shipped().with(&self.replies.approve, &self.replies.reject);
        words.with_codes(self.policy.wants_codes())
    }

    /// What the mail room recognises as the desk's own.
    pub fn identity(&self) -> Identity {
        Identity {
            address: self.desk.address.clone(),
            separator: self.desk.separator,
            prefix: self.desk.prefix.clone(),
        }
    }
}

/// The desk: its name, address and database.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The display name of its notices.
    pub name: String,
    /// The address that people write to.
    pub address: Address,
    /// The SQLite file.
    pub database: PathBuf,
    /// What request numbers begin with: `EXP`.
    pub prefix: String,
    /// How replies find their request.
    pub reply_by: ReplyBy,
    /// Between the desk's mailbox name and a token, usually `+`.
    pub separator: char,
}

/// How replies find their request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyBy {
    /// By `expenses+TOKEN@…`.
    Subaddress,
    /// By `In-Reply-To`, for servers without sub-addresses.
    MessageId,
}

/// Where mail comes from.
#[derive(Clone, Debug)]
pub enum Inbox {
    /// The embedded post office: `path/ADDRESS/{new,cur,tmp}`.
    Maildir {
        /// The folder of all mailboxes.
        path: PathBuf,
    },
    /// A mailbox on an IMAP server.
    Imap(Imap),
}

/// An IMAP mailbox.
#[derive(Clone, Debug)]
pub struct Imap {
    /// The server's name, as in its certificate.
    pub host: String,
    /// 993 for implicit TLS, 143 otherwise.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// Certificates trusted besides the system's (PEM).
    pub ca_file: Option<PathBuf>,
    /// The login.
    pub username: String,
    /// Its password.
    pub password: SecretString,
    /// The folder that is read.
    pub folder: String,
    /// Where mail goes that was dealt with.
    pub processed: String,
    /// Where mail goes that was set aside.
    pub quarantine: String,
    /// How often to look when the server does not tell.
    pub poll_every: Duration,
    /// Whether to let the server tell (RFC 2177).
    pub idle: bool,
    /// Mail that arrived earlier is left alone; by default what was there at the first start.
    pub since: Option<DateTime<Utc>>,
}

/// How a connection is protected. Certificates are always verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// TLS from the first byte.
    Implicit,
    /// Upgraded before anything is said (RFC 3207, RFC 9051 §6.2.1).
    StartTls,
    /// None: to loopback only.
    None,
}

/// Where mail goes.
#[derive(Clone, Debug)]
pub enum Outbox {
    /// One Maildir per recipient under `path`.
    Maildir {
        /// The folder of all mailboxes.
        path: PathBuf,
    },
    /// A submission server.
    Smtp(Smtp),
}

/// A submission server (RFC 6409).
#[derive(Clone, Debug)]
pub struct Smtp {
    /// The server's name, as in its certificate.
    pub host: String,
    /// 465 for implicit TLS, 587 for STARTTLS.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// Certificates trusted besides the system's (PEM).
    pub ca_file: Option<PathBuf>,
    /// Login and password, where the server wants them.
    pub credentials: Option<(String, SecretString)>,
    /// How many connections at most.
    pub connections: usize,
}

/// The language model that writes summaries.
#[derive(Clone, Debug)]
pub struct Summary {
    /// `None`: summaries are made from the facts alone.
    pub model: Option<Model>,
    /// When approvers are asked without it.
    pub timeout: Duration,
}

/// An Ollama server and one of its models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The server, `http://127.0.0.1:11434`.
    pub url: String,
    /// The model, `llama3.2`.
    pub name: String,
    /// The operator knows that reports leave this machine, over https.
    pub elsewhere: bool,
}

/// What a stranger can send at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one mail.
    pub message: u64,
    /// Mails of one sender within [`Limits::sender_window`].
    pub mails_per_sender: u32,
    /// The time that [`Limits::mails_per_sender`] is counted over.
    pub sender_window: Duration,
    /// Mails of all senders together within [`Limits::window_in_all`]; decisions may be as many again.
    pub mails_in_all: u32,
    /// The time that [`Limits::mails_in_all`] is counted over.
    pub window_in_all: Duration,
}

/// What happens on a final decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The state that a request reached.
    pub on: ActionOn,
    /// What is done.
    pub effect: ActionEffect,
}

/// When an action happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionOn {
    /// On approval.
    Approved,
    /// On rejection.
    Rejected,
    /// When the requester took it back.
    Withdrawn,
}

/// What an action does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionEffect {
    /// Mails somebody, usually finance.
    Mail(Address),
}

/// Further words that decide, matched as whole words in any letter case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replies {
    /// As good as `APPROVE`.
    pub approve: Vec<String>,
    /// As good as `REJECT`.
    pub reject: Vec<String>,
}

/// How the files of a report are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipts {
    /// Whether text is recognised in photos and scans, where the programs for it are installed.
    pub ocr: bool,
    /// The languages of that text, as `tesseract` names them.
    pub ocr_languages: Vec<String>,
}

impl Default for Receipts {
    fn default() -> Self {
        Self { ocr: true, ocr_languages: vec!["eng".to_owned()] }
    }
}
