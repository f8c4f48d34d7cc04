//! A visit by the doctor: what the server offers, whether the folders are there, and mails found by a word in their subject.
//!
//! Knows IMAP. Must not know what the mails are for. Reads nothing else, and files only what it found.

use std::collections::HashMap;

use async_imap::imap_proto::{MailboxDatum, Response};
use chrono::{DateTime, Utc};

use super::checked::PATIENCE;
use super::connection;
use super::fetch::section;
use super::look::envelope;
use super::mailbox_name::{encoded, quoted};
use super::session::Session;
use crate::config::Imap;
use crate::inbox::{Destination, InboxError, Place};

/// The largest mail that is looked at.
const LARGEST: u64 = 256 * 1024;

/// An open connection with the configured folder selected.
#[derive(Debug)]
pub struct Visit {
    session: Session,
    settings: Imap,
}

/// A mail that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// When the server took it in.
    pub at: DateTime<Utc>,
    /// Its bytes.
    pub raw: Vec<u8>,
    /// Its UID, if it lies in the folder that is read.
    uid: Option<u32>,
}

impl Visit {
    /// Connects, logs in and selects the folder that is read.
    pub async fn open(settings: &Imap) -> Result<Self, InboxError> {
        let tls = connection::prepare(settings)?;
        let session = connection::connect(settings, tls.as_ref(), LARGEST).await?;
        Ok(Self { session, settings: settings.clone() })
    }

    /// Whether mail can leave the folder (RFC 6851, RFC 4315).
    pub fn can_move(&self) -> bool {
        self.session.can_move()
    }

    /// Whether the server tells of new mail (RFC 2177).
    pub fn can_tell(&self) -> bool {
        self.session.offered.idle
    }

    /// Finds the folders that mail is filed in; makes those that are not there, as the daemon does.
    pub async fn folders(&mut self) -> Result<(), InboxError> {
        for destination in [Destination::Processed, Destination::Quarantine] {
            self.session.folder(destination, &self.settings).await?;
        }
        Ok(())
    }

    /// Finds mails with `word` in their subject: in the folder that is read, and where a daemon may have filed them.
    pub async fn find(&mut self, word: &str, now: DateTime<Utc>) -> Result<Vec<Found>, InboxError> {
        let read = encoded(&self.settings.folder, self.session.folders.delimiter());
        let mut found = Vec::new();
        for destination in [Some(Destination::Processed), Some(Destination::Quarantine), None] {
            let folder = match destination {
                Some(destination) => self.session.folder(destination, &self.settings).await?,
                None => read.clone(),
            };
            self.session.connection.demand("SELECT", &format!("SELECT {}", quoted(&folder)), |_| ()).await?;
            for (uid, at, raw) in self.search(word, now).await? {
                found.push(Found { at, raw, uid: destination.is_none().then_some(uid) });
            }
        }
        Ok(found)
    }

    /// Files what was found in the folder that is read: nobody else will deal with it.
    pub async fn file(&mut self, found: &[Found]) -> Result<(), InboxError> {
        let uids = found.iter().filter_map(|mail| mail.uid);
        let place = |uid: u32| Place { mailbox: self.session.mailbox.clone(), key: uid.to_string() };
        let moves: Vec<_> = uids.map(|uid| (place(uid), Destination::Processed)).collect();
        let left = self.session.file(&moves, &self.settings).await?;
        left.into_iter().next().map_or(Ok(()), |left| Err(left.why))
    }

    async fn search(
        &mut self,
        word: &str,
        now: DateTime<Utc>,
    ) -> Result<Vec<(u32, DateTime<Utc>, Vec<u8>)>, InboxError> {
        let mut uids: Vec<u32> = Vec::new();
        let on = |response: &Response<'_>| {
            if let Response::MailboxData(MailboxDatum::Search(found)) = response {
                uids.extend(found);
            }
        };
        let command = format!("UID SEARCH SUBJECT {}", quoted(word));
        self.session.connection.demand("UID SEARCH", &command, on).await?;
        let mut mails = Vec::new();
        for uid in uids {
            let mut at = now;
            let on = |response: &Response<'_>| {
                if let Response::Fetch(_, attributes) = response {
                    at = envelope(attributes, now).map_or(at, |envelope| envelope.at);
                }
            };
            let command = format!("UID FETCH {uid} (UID INTERNALDATE RFC822.SIZE)");
            self.session.connection.demand("UID FETCH", &command, on).await?;
            let mut bytes = HashMap::new();
            let item = format!("BODY.PEEK[]<0.{LARGEST}>");
            self.session.ask(&uid.to_string(), &item, PATIENCE, section, &mut bytes).await?;
            mails.extend(bytes.remove(&uid).map(|raw| (uid, at, raw)));
        }
        Ok(mails)
    }
}
