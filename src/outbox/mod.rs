//! Carrying finished mail out: bytes in, a verdict out.
//!
//! Knows SMTP and Maildir. Must not know what a mail means.

use std::future::Future;

use crate::approval::Address;
use crate::config;

pub mod maildir;
pub mod smtp;

use maildir::Maildir;
use smtp::Courier;

pub use smtp::CourierError;

/// One finished mail to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The envelope sender; `None` is the null sender (RFC 5321 §4.5.5).
    pub sender: Option<Address>,
    /// The one recipient.
    pub recipient: Address,
    /// The mail, with CRLF line ends.
    pub bytes: Vec<u8>,
}

/// What became of a parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The other side has taken responsibility.
    Delivered,
    /// Not now; or nobody knows: try the same bytes again.
    Later(String),
    /// The server takes no mail at all now, whichever: it cannot be reached, or does not let us in.
    Down(String),
    /// Never: somebody must be told.
    Never(String),
}

/// Whoever carries finished mail.
pub trait Carrier: Send + Sync + 'static {
    /// Carries one parcel. Dropping the future is safe: nothing half-done is used again.
    fn deliver(&self, parcel: &Parcel) -> impl Future<Output = Verdict> + Send;
}

/// Where finished mail goes. Shared by as many deliveries at a time as the caller likes.
#[derive(Debug)]
pub enum Outbox {
    /// The embedded post office.
    Maildir(Maildir),
    /// A submission server.
    Smtp(Courier),
}

impl Outbox {
    /// Prepares the outbox that is configured; dials nothing yet.
    ///
    /// `separator` stands between a mailbox name and its detail, `hello_domain` is who we say we are.
    pub fn new(config: &config::Outbox, separator: char, hello_domain: &str) -> Result<Self, CourierError> {
        Ok(match config {
            config::Outbox::Maildir { path } => Self::Maildir(Maildir::new(path, separator)),
            config::Outbox::Smtp(server) => Self::Smtp(Courier::new(server, hello_domain)?),
        })
    }
}

impl Carrier for Outbox {
    async fn deliver(&self, parcel: &Parcel) -> Verdict {
        match self {
            Self::Maildir(maildir) => maildir.deliver(parcel).await,
            Self::Smtp(courier) => courier.deliver(parcel).await,
        }
    }
}
