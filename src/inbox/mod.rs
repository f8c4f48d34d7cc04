//! Carrying mail in: batches of bytes with their place in the mailbox.
//!
//! Knows IMAP and Maildir. Must not know what a mail means.

mod error;
mod first;
mod imap;
mod maildir;
mod postponed;
mod room;

use std::future::Future;

use chrono::{DateTime, Utc};

use crate::approval::Address;
use crate::config;

pub use error::InboxError;
pub use first::Marks;
pub use imap::{Found, Visit};
pub use postponed::Postponed;
pub use room::Room;

/// Where the desk's mail comes from.
#[derive(Debug)]
pub struct Inbox<M = Configured> {
    mailbox: M,
    /// Mails that stay where they are for a while.
    postponed: Postponed,
    /// What was fetched while the mails before it were dealt with.
    ahead: Option<Batch>,
    /// For how many mails there is room, where somebody has said so.
    room: Option<Room>,
    /// How many wait for more.
    held: u64,
}

/// A mailbox, wherever it is kept: what [`Inbox`] asks of it.
pub trait Mailbox: Send {
    /// Hands out the next mails, and those once more that are due; see [`Inbox::next_batch`]. May pass over those that
    /// still wait.
    fn next_batch(
        &mut self,
        postponed: &Postponed,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
    ) -> impl Future<Output = Result<Batch, InboxError>> + Send;

    /// From now on hands out no more than there is room for; in the beginning there is room for all.
    fn admit(&mut self, room: Room);

    /// Files mails; see [`Inbox::file`].
    fn file(
        &mut self,
        moves: &[(Place, Destination)],
    ) -> impl Future<Output = Result<Vec<Place>, InboxError>> + Send;

    /// Waits until there may be something new; see [`Inbox::wait`].
    fn wait(
        &mut self,
        nudge: impl Future<Output = ()> + Send,
    ) -> impl Future<Output = Result<(), InboxError>> + Send;

    /// Ends the connection; see [`Inbox::close`].
    fn close(&mut self) -> impl Future<Output = ()> + Send;
}

/// The mailboxes that a configuration can name.
#[derive(Debug)]
pub struct Configured(Kind);

#[derive(Debug)]
enum Kind {
    /// The embedded post office.
    Maildir(Box<maildir::Maildir>),
    /// A mailbox on an IMAP server.
    Imap(Box<imap::Mailbox>),
}

/// Mails to deal with next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The mails; none when there is nothing new.
    pub mails: Vec<Arrived>,
    /// How many mails lie in the mailbox that are never handed out: they arrived before the desk began, or are
    /// marked as deleted. Counted anew on each connection.
    pub left_alone: u64,
    /// How many are known to wait behind these.
    pub waiting: u64,
    /// Those that the server does not hand out now, and when it is asked for them again.
    pub refused: Vec<(Place, DateTime<Utc>)>,
}

/// How many mails a batch holds at most.
const BATCH_MAILS: usize = 128;

/// How many bytes a batch holds at most, unless a single mail is larger.
const BATCH_BYTES: u64 = 4 * 1024 * 1024;

/// How much of an over-large mail's header is read.
const HEADER_BYTES: usize = 64 * 1024;

impl Inbox {
    /// Prepares the inbox of `desk`; mails over `message_limit` bytes are handed out as their header only.
    /// An IMAP server is not dialled before the first batch.
    pub fn new(config: &config::Inbox, desk: &Address, message_limit: u64) -> Result<Self, InboxError> {
        Ok(Self::of(Configured(match config {
            config::Inbox::Maildir { path } => {
                Kind::Maildir(Box::new(maildir::Maildir::open(path, desk, message_limit)?))
            }
            config::Inbox::Imap(settings) => {
                Kind::Imap(Box::new(imap::Mailbox::new(settings.clone(), message_limit)?))
            }
        })))
    }

    /// While more mails wait than a batch holds, hands out those with one of these marks before the others.
    pub fn with_first(mut self, marks: Marks) -> Self {
        match &mut self.mailbox.0 {
            Kind::Maildir(maildir) => maildir.set_marks(marks),
            Kind::Imap(mailbox) => mailbox.set_marks(marks),
        }
        self
    }
}

impl<M: Mailbox> Inbox<M> {
    /// Reads this mailbox.
    pub fn of(mailbox: M) -> Self {
        Self { mailbox, postponed: Postponed::default(), ahead: None, room: None, held: 0 }
    }

    /// From now on hands out no more mails than there is room for, those included that are fetched already.
    pub fn admit(&mut self, room: Room) {
        let ahead = self.ahead.as_ref().map_or(0, |batch| batch.mails.len());
        self.room = Some(room.less(ahead));
    }

    /// Whether nobody has said for how many mails there is room, or that is used up.
    pub fn needs_room(&self) -> bool {
        self.room.is_none_or(Room::is_for_marked_only)
    }

    /// How many mails are known to wait in the mailbox because there is no room for them.
    pub fn held(&self) -> u64 {
        self.held
    }

    /// Hands out the next mails, each once until [`Inbox::file`] moves it, and once more after every lost connection.
    ///
    /// Mail that an IMAP server took in before `since` is left alone. `now` is when mail arrives of which nobody knows
    /// when it did.
    pub async fn next_batch(
        &mut self,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
    ) -> Result<Batch, InboxError> {
        match self.ahead.take() {
            Some(ahead) => Ok(ahead),
            None => self.fetch(now, since).await,
        }
    }

    /// Fetches the next mails, if there are some already, while those before them are dealt with: [`Inbox::next_batch`]
    /// hands them out at once.
    pub async fn fetch_ahead(&mut self, now: DateTime<Utc>, since: DateTime<Utc>) -> Result<(), InboxError> {
        if self.ahead.is_none() {
            self.ahead = Some(self.fetch(now, since).await?).filter(|batch| !batch.mails.is_empty());
        }
        Ok(())
    }

    async fn fetch(&mut self, now: DateTime<Utc>, since: DateTime<Utc>) -> Result<Batch, InboxError> {
        if let Some(room) = self.room {
            self.mailbox.admit(room);
        }
        let mut batch = self.mailbox.next_batch(&self.postponed, now, since).await?;
        self.room = self.room.map(|room| room.less(batch.mails.len()));
        self.held = if self.room.is_some_and(Room::is_for_marked_only) { batch.waiting } else { 0 };
        self.postponed.remove(&self.postponed.due(now));
        self.postponed.add(batch.refused.drain(..));
        // After a lost connection everything is found again.
        batch.mails.retain(|mail| !self.postponed.has(&mail.place));
        Ok(batch)
    }

    /// Leaves mails where they are, to be handed out again at some time.
    pub fn postpone(&mut self, mails: impl IntoIterator<Item = (Place, DateTime<Utc>)>) {
        self.postponed.add(mails);
    }

    /// When the next postponed mail is handed out, or there is room for those that wait for it.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        let room = self.room.and_then(|room| room.again).filter(|_| self.held > 0);
        self.postponed.next_due().into_iter().chain(room).min()
    }

    /// Files mails whose turn is committed; gives those that the server refuses to file, which stay where they are. Mails
    /// that somebody else has moved or deleted meanwhile are no error.
    pub async fn file(&mut self, moves: &[(Place, Destination)]) -> Result<Vec<Place>, InboxError> {
        self.mailbox.file(moves).await
    }

    /// Waits until there may be something new, or until `nudge` is done. Giving up the wait any other way is safe,
    /// but costs an IMAP connection.
    pub async fn wait(&mut self, nudge: impl Future<Output = ()> + Send) -> Result<(), InboxError> {
        self.mailbox.wait(nudge).await
    }

    /// Ends the connection and forgets all that is known, as a new inbox does.
    pub async fn begin_anew(&mut self) {
        self.close().await;
        self.postponed = Postponed::default();
        (self.room, self.held) = (None, 0);
    }

    /// Ends the connection, if there is one. The next call begins anew: whatever was handed out and not filed is
    /// handed out again.
    pub async fn close(&mut self) {
        self.ahead = None;
        self.mailbox.close().await;
    }
}

impl Mailbox for Configured {
    async fn next_batch(
        &mut self,
        postponed: &Postponed,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
    ) -> Result<Batch, InboxError> {
        match &mut self.0 {
            Kind::Maildir(maildir) => maildir.next_batch(&postponed.due(now), now).await,
            Kind::Imap(mailbox) => mailbox.next_batch(postponed, now, since).await,
        }
    }

    fn admit(&mut self, room: Room) {
        match &mut self.0 {
            Kind::Maildir(maildir) => maildir.admit(room),
            Kind::Imap(mailbox) => mailbox.admit(room),
        }
    }

    async fn file(&mut self, moves: &[(Place, Destination)]) -> Result<Vec<Place>, InboxError> {
        match &mut self.0 {
            Kind::Maildir(maildir) => maildir.file(moves).await.map(|()| Vec::new()),
            Kind::Imap(mailbox) => mailbox.file(moves).await,
        }
    }

    async fn wait(&mut self, nudge: impl Future<Output = ()> + Send) -> Result<(), InboxError> {
        match &mut self.0 {
            Kind::Maildir(maildir) => maildir.wait(nudge).await,
            Kind::Imap(mailbox) => mailbox.wait(nudge).await,
        }
    }

    async fn close(&mut self) {
        match &mut self.0 {
            Kind::Maildir(maildir) => maildir.forget(),
            Kind::Imap(mailbox) => mailbox.close().await,
        }
    }
}

/// The header section of a mail whose beginning is known (RFC 5322 §2.1): up to the empty line, as far as read.
fn header_section(beginning: &[u8]) -> &[u8] {
    let capped = beginning.get(..HEADER_BYTES).unwrap_or(beginning);
    let mut end = 0;
    for line in capped.split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        if matches!(line, b"\r\n" | b"\n") {
            break;
        }
    }
    capped.get(..end).unwrap_or(capped)
}

/// A mail as it lies in the mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// Where it lies.
    pub place: Place,
    /// When the server took it in (INTERNALDATE, or the time of the file), never what the mail itself says.
    pub at: DateTime<Utc>,
    /// Its bytes, unless it is over the limit.
    pub content: Content,
}

/// The bytes of a mail, or why there are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// The connection broke each time that it was fetched.
    OutOfReach {
        /// Its header section, if that could be fetched.
        header: Vec<u8>,
    },
    /// Over the size limit: only its header was fetched.
    TooLarge {
        /// The size that the server announced, in bytes.
        size: u64,
        /// The header section.
        header: Vec<u8>,
    },
}

/// The place of a mail, which never names another mail: mailbox, UIDVALIDITY and UID (RFC 9051 §2.3.1.1),
/// or the file name in a Maildir.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The mailbox with its generation: `"INBOX;UIDVALIDITY=17"`, or the Maildir.
    pub mailbox: String,
    /// Within it: the UID, or the file name.
    pub key: String,
}

/// Where a mail goes once its turn is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// It was dealt with.
    Processed,
    /// It was set aside.
    Quarantine,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_section_ends_with_the_empty_line_or_at_the_cap() {
        assert_eq!(header_section(b"A: 1\r\nB: 2\r\n\r\nbody\r\n\r\n"), b"A: 1\r\nB: 2\r\n\r\n");
        assert_eq!(header_section(b"A: 1\n\nbody"), b"A: 1\n\n");
        assert_eq!(header_section(b"A: 1\r\nB: cut o"), b"A: 1\r\nB: cut o");
        assert_eq!(header_section(&[b'x'; HEADER_BYTES + 1]).len(), HEADER_BYTES);
    }
}
