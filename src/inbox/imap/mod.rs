//! A mailbox on an IMAP server: connects when needed, hands out what is new, files it, waits.
//!
//! Knows that a session is used up by the first error. Must not know what a mail means, or when to try again.

mod ask;
mod breaks;
mod checked;
mod connection;
mod fetch;
mod file;
mod first;
mod guard;
mod idle;
mod look;
mod mailbox_name;
mod session;
#[cfg(test)]
mod tests;
mod uid_set;
mod visit;

use std::future::Future;

use chrono::{DateTime, Utc};
use tokio_rustls::TlsConnector;
use tracing::warn;

use self::breaks::Breaks;
use self::session::Session;
pub use self::visit::{Found, Visit};
use super::{Batch, Content, Destination, HEADER_BYTES, InboxError, Marks, Place, Postponed, Room};
use crate::config::Imap;

/// A mailbox on an IMAP server.
///
/// Every method takes the session and puts it back only when all went well: an error, a panic or a dropped future
/// leaves none, and the next call connects anew.
pub(super) struct Mailbox {
    settings: Imap,
    tls: Option<TlsConnector>,
    limit: u64,
    session: Option<Session>,
    breaks: Breaks,
    marks: Option<Marks>,
    /// How often in a row the connection broke while the server looked for marks.
    marks_broke: u32,
    room: Room,
}

/// So often a server is asked for mails with a mark on which the connection then breaks; after that the order stays.
const MARK_TRIES: u32 = 3;

impl std::fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailbox")
            .field("settings", &self.settings)
            .field("connected", &self.session.is_some())
            .finish_non_exhaustive()
    }
}

impl Mailbox {
    /// Prepares a mailbox without connecting to it.
    pub(super) fn new(settings: Imap, limit: u64) -> Result<Self, InboxError> {
        let tls = connection::prepare(&settings)?;
        Ok(Self {
            settings,
            tls,
            limit,
            session: None,
            breaks: Breaks::default(),
            marks: None,
            marks_broke: 0,
            room: Room::FOR_ALL,
        })
    }

    /// Hands out mails with a mark first.
    pub(super) fn set_marks(&mut self, marks: Marks) {
        self.marks = Some(marks);
    }

    /// Hands out no more than there is room for.
    pub(super) fn admit(&mut self, room: Room) {
        self.room = room;
    }

    pub(super) async fn next_batch(
        &mut self,
        postponed: &Postponed,
        now: DateTime<Utc>,
        since: DateTime<Utc>,
    ) -> Result<Batch, InboxError> {
        let mut session = self.session().await?;
        session.heed(postponed, now);
        let marks = self.marks.as_ref().filter(|_| self.marks_broke < MARK_TRIES);
        let batch = session.next_batch(now, since, self.limit, &self.breaks, marks, self.room).await;
        if session.searching_marks {
            self.marks_broke = self.marks_broke.saturating_add(1);
        } else if session.backlog.first.answered {
            self.marks_broke = 0;
        }
        let refused = std::mem::take(&mut session.refused);
        self.breaks.add(&session.mailbox, &refused);
        if batch.is_err() {
            self.breaks.add(&session.mailbox, &session.asked_for);
        }
        let mut batch = batch?;
        for uid in refused {
            let (mailbox, place, times) = (&session.mailbox, session.place(uid), self.breaks.times(uid));
            warn!(
                mailbox,
                uid, times, "the server does not hand out mail {uid} of {mailbox}; that was try {times}"
            );
            batch.refused.push((place, now + self.breaks.pause(uid)));
        }
        let fetched = batch.mails.iter().filter(|mail| !matches!(mail.content, Content::OutOfReach { .. }));
        self.breaks.fetched(fetched.filter_map(|mail| mail.place.key.parse().ok()));
        self.session = Some(session);
        Ok(batch)
    }

    pub(super) async fn file(&mut self, moves: &[(Place, Destination)]) -> Result<Vec<Place>, InboxError> {
        if moves.is_empty() {
            return Ok(Vec::new());
        }
        let mut session = self.session().await?;
        let left = session.file(moves, &self.settings).await?;
        left.iter().for_each(|left| left.say(&session.mailbox));
        let left = left.iter().flat_map(|left| &left.uids).map(|uid| session.place(*uid)).collect();
        self.session = Some(session);
        Ok(left)
    }

    pub(super) async fn wait(&mut self, nudge: impl Future<Output = ()> + Send) -> Result<(), InboxError> {
        let mut session = self.session().await?;
        session.wait(&self.settings, self.room, nudge).await?;
        self.session = Some(session);
        Ok(())
    }

    pub(super) async fn close(&mut self) {
        if let Some(mut session) = self.session.take() {
            // RFC 9051 §6.1.3: the server answers with a goodbye, which is no news here.
            let _ = session.connection.demand("LOGOUT", "LOGOUT", |_| ()).await;
        }
    }

    async fn session(&mut self) -> Result<Session, InboxError> {
        match self.session.take() {
            Some(session) => Ok(session),
            None => {
                let literal_limit = self.limit.saturating_add(1).max(HEADER_BYTES as u64);
                connection::connect(&self.settings, self.tls.as_ref(), literal_limit).await
            }
        }
    }
}
