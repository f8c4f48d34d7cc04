//! The rounds of the loops, one at a time: for whoever moves the clock by hand, instead of [`run`](super::run).
//!
//! Knows the loops' own rounds. Must not wait: what is due later is done by a later round.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::watch as channel;

use super::{DaemonError, Delivered, Ring, begin, deliver, intake, summaries};
use crate::inbox::{Inbox, Mailbox};
use crate::outbox::Carrier;
use crate::summary::{LanguageModel, Summarizer};
use crate::turn::Desk;

/// A desk that has begun.
pub struct Rounds {
    ring: Ring,
    since: DateTime<Utc>,
    /// Nobody stops it.
    _stop: channel::Sender<bool>,
}

impl Rounds {
    /// Begins as the daemon does: takes the database up, and notices a directory that has changed.
    ///
    /// # Errors
    /// Where the database cannot be used.
    pub async fn begin(desk: Desk) -> Result<Self, DaemonError> {
        begin(&desk).await?;
        let since = intake::since(&desk).await?;
        let (stop, stopping) = channel::channel(false);
        let (_, no_renewals) = channel::channel(None);
        Ok(Self { ring: Ring::new(desk, no_renewals, stopping), since, _stop: stop })
    }

    /// The desk.
    pub fn desk(&self) -> &Desk {
        &self.ring.desk
    }

    /// Takes in a batch of mail that has arrived, and files it away; gives how many mails that were.
    ///
    /// # Errors
    /// Whatever was not filed is handed out again.
    pub async fn take_in<M: Mailbox>(&self, inbox: &mut Inbox<M>) -> Result<usize, DaemonError> {
        Ok(intake::round(&self.ring, inbox, self.since).await?.mails)
    }

    /// Lets happen what is due; gives how much that was.
    ///
    /// # Errors
    /// Whatever could not happen is still due.
    pub async fn pass_deadlines(&self) -> Result<usize, DaemonError> {
        Ok(self.desk().do_what_is_due().await?)
    }

    /// Has the summaries written that are wanted; gives how many.
    ///
    /// # Errors
    /// Whatever was not written down is still wanted.
    pub async fn summarise<M: LanguageModel>(&self, by: &Summarizer<M>) -> Result<usize, DaemonError> {
        Ok(summaries::round(self.desk(), by).await?)
    }

    /// Delivers what is due, at most so many mails.
    ///
    /// # Errors
    /// Whatever was not written down as delivered is delivered again.
    pub async fn deliver<C: Carrier>(&self, outbox: &Arc<C>, most: u32) -> Result<Delivered, DaemonError> {
        Ok(deliver::round(self.desk(), outbox, most, || true).await?)
    }

    /// One round after the other until all are quiet. A mail that cannot be delivered now is tried again by a call after
    /// its next attempt is due.
    ///
    /// # Errors
    /// The first fault of any of them; whatever was committed before it stands, and the next call goes on from there.
    pub async fn settle<M: Mailbox, C: Carrier, L: LanguageModel>(
        &self,
        inbox: &mut Inbox<M>,
        outbox: &Arc<C>,
        summarizer: &Summarizer<L>,
    ) -> Result<(), DaemonError> {
        loop {
            let mails = self.take_in(inbox).await?;
            let due = self.pass_deadlines().await?;
            let summaries = self.summarise(summarizer).await?;
            let delivered = self.deliver(outbox, deliver::BATCH).await?;
            // A server that is down takes nothing in this moment, however often it is asked.
            let deliveries = if delivered.down.is_some() { 0 } else { delivered.tried };
            if mails + due + summaries + deliveries == 0 {
                return Ok(());
            }
        }
    }
}
