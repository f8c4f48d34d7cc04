//! Why mail could not be read or filed, with the way out for the operator.
//!
//! Knows the keys of `[inbox]`. Must never hold a password or what a mail says.

use std::io;
use std::path::PathBuf;

use crate::wire::TlsError;

/// How much of a server's words is repeated.
const WORDS: usize = 200;

/// Why mail could not be read or filed.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// The server does not accept the login.
    #[error("login as {username} refused by {server}: {answer}: check inbox.username and inbox.password")]
    Login {
        /// The login.
        username: String,
        /// Host and port.
        server: String,
        /// The server's words.
        answer: String,
    },
    /// The folder to read is not there, or cannot be written to.
    #[error("folder {folder:?} cannot be read on {server}: {answer}: check inbox.folder")]
    Folder {
        /// The folder as configured.
        folder: String,
        /// Host and port.
        server: String,
        /// What stands in the way.
        answer: String,
    },
    /// A folder to file mail in is not there and cannot be made.
    #[error(
        "folder {folder:?} cannot be made on {server}: {answer}: check inbox.processed and inbox.quarantine"
    )]
    Destination {
        /// The folder as configured.
        folder: String,
        /// Host and port.
        server: String,
        /// The server's words.
        answer: String,
    },
    /// The server's certificate is not to be trusted.
    #[error(
        "the certificate of {server} is not trusted: {why}: check inbox.host, or name its issuer in inbox.ca_file"
    )]
    Certificate {
        /// Host and port.
        server: String,
        /// What is wrong with it.
        why: String,
    },
    /// The configuration cannot work with this server.
    #[error("{0}")]
    Configuration(String),
    /// There is no TLS.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// No connection, or no longer.
    #[error("connection to {server}: {why}")]
    Connection {
        /// Host and port.
        server: String,
        /// What happened.
        why: String,
    },
    /// The server refused a command.
    #[error("{server} refused {command}: {answer}")]
    Refused {
        /// Host and port.
        server: String,
        /// The command's name.
        command: &'static str,
        /// The server's words.
        answer: String,
    },
    /// The server said what no IMAP server says.
    #[error("{server} does not speak IMAP as expected: {why}")]
    Protocol {
        /// Host and port.
        server: String,
        /// What was odd.
        why: String,
    },
    /// The Maildir cannot be used.
    #[error("{path}: {why}: the desk needs to read and write this folder")]
    Disk {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
}

impl InboxError {
    /// Whether trying again is in vain until the operator acts.
    pub fn is_permanent(&self) -> bool {
        match self {
            Self::Login { .. }
            | Self::Folder { .. }
            | Self::Destination { .. }
            | Self::Certificate { .. }
            | Self::Configuration(_)
            | Self::Tls(_) => true,
            Self::Connection { .. } | Self::Refused { .. } | Self::Protocol { .. } | Self::Disk { .. } => {
                false
            }
        }
    }
}

/// A server's words on one line, without control characters, shortened.
pub(super) fn words(text: &str) -> String {
    let mut line: String = text.chars().filter(|c| !c.is_control()).take(WORDS).collect();
    if text.chars().count() > WORDS {
        line.push('…');
    }
    // It stands within a sentence of ours.
    line.truncate(line.trim_end_matches(['.', ' ']).len());
    if line.is_empty() { "no reason given".to_owned() } else { line }
}
