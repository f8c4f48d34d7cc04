//! Asking for something of each of many mails.
//!
//! Knows that a server may refuse a mail, or leave it out, although it is there. Must not know what is asked for.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use async_imap::imap_proto::{AttributeValue, MailboxDatum, Response};

use super::checked::Answer;
use super::session::Session;
use super::uid_set::sets;
use crate::inbox::InboxError;

/// So many mails are asked for singly, and none is handed out: then the server is to blame.
const ENOUGH: usize = 8;

impl Session {
    /// Asks for `item` of each mail. A mail that is gone meanwhile is missing; one that is missing and still there was
    /// not handed out, and is noted as refused.
    ///
    /// # Errors
    /// Also where several mails were asked for, and none was handed out: that is the server's trouble, and each of them
    /// left behind would be one too many.
    pub(super) async fn ask_each<T>(
        &mut self,
        uids: &[u32],
        item: &str,
        patience: Duration,
        read: impl Fn(&[AttributeValue<'_>]) -> Option<(u32, T)>,
    ) -> Result<HashMap<u32, T>, InboxError> {
        let mut fetched = HashMap::with_capacity(uids.len());
        let mut refusal = None;
        for set in sets(uids) {
            self.asked_for = uids.to_vec();
            let answer = self.ask(&set, item, patience, &read, &mut fetched).await;
            // What came before the connection broke is not what broke it.
            self.asked_for.retain(|uid| !fetched.contains_key(uid));
            refusal = Some(answer?).filter(|answer| !answer.accepted()).or(refusal);
            if refusal.is_some() && uids.len() > 1 {
                self.ask_singly(uids, item, patience, &read, &mut fetched).await?;
            }
        }
        self.asked_for.clear();
        let missing: Vec<u32> = uids.iter().copied().filter(|uid| !fetched.contains_key(uid)).collect();
        let refused = self.left_of(&missing).await?;
        if fetched.is_empty() && refused.len() > 1 {
            self.asked_for = refused.into_iter().rev().take(ENOUGH).collect();
            return Err(match refusal {
                Some(answer) => self.connection.refused("UID FETCH", answer),
                None => self.connection.odd("UID FETCH without the mails that were asked for"),
            });
        }
        self.refused.extend(refused);
        Ok(fetched)
    }

    /// One mail that the server cannot read must not keep the others from being read. The newest goes first: where many
    /// old ones are damaged, that is known soon. Where none comes, soon no more are asked for.
    async fn ask_singly<T>(
        &mut self,
        uids: &[u32],
        item: &str,
        patience: Duration,
        read: impl Fn(&[AttributeValue<'_>]) -> Option<(u32, T)>,
        fetched: &mut HashMap<u32, T>,
    ) -> Result<(), InboxError> {
        for (asked, uid) in uids.iter().rev().enumerate() {
            if fetched.is_empty() && asked == ENOUGH {
                break;
            }
            if !fetched.contains_key(uid) {
                self.asked_for = vec![*uid];
                self.ask(&uid.to_string(), item, patience, &read, fetched).await?;
            }
        }
        Ok(())
    }

    /// One FETCH.
    pub(super) async fn ask<T>(
        &mut self,
        set: &str,
        item: &str,
        patience: Duration,
        read: impl Fn(&[AttributeValue<'_>]) -> Option<(u32, T)>,
        fetched: &mut HashMap<u32, T>,
    ) -> Result<Answer, InboxError> {
        let on = |response: &Response<'_>| {
            if let Response::Fetch(_, attributes) = response {
                fetched.extend(read(attributes));
            }
        };
        self.connection.command(&format!("UID FETCH {set} (UID {item})"), patience, on).await
    }

    /// Which of these mails are still there.
    pub(super) async fn left_of(&mut self, uids: &[u32]) -> Result<Vec<u32>, InboxError> {
        if uids.is_empty() {
            return Ok(Vec::new());
        }
        let mut there = BTreeSet::<u32>::new();
        // Lets the server bring its view of the folder up to date; SEARCH alone need not.
        self.connection.demand("NOOP", "NOOP", |_| ()).await?;
        for set in sets(uids) {
            let on = |response: &Response<'_>| {
                if let Response::MailboxData(MailboxDatum::Search(found)) = response {
                    there.extend(found);
                }
            };
            self.connection.demand("UID SEARCH", &format!("UID SEARCH UID {set}"), on).await?;
        }
        Ok(uids.iter().copied().filter(|uid| there.contains(uid)).collect())
    }
}
