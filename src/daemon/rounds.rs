//! The rounds of the loops, one at a time: for whoever moves the clock by hand, instead of [`run`](super::run).
//!
//! Knows the loops' own rounds. Must not wait: what is due later is done by a later round.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::watch as channel;

use super::renewal::{self, Renewal};
use super::{DaemonError, Delivered, Ring, begin, deliver, intake, summaries};
use crate::inbox::{Inbox, Mailbox};
use crate::outbox::Carrier;
use crate::summary::{LanguageModel, Summarizer};
use crate::turn::Desk;

/// A desk that has begun.
pub struct Rounds {
    loops: Loops,
    since: DateTime<Utc>,
    renew: channel::Sender<Option<Arc<Renewal>>>,
    /// A configuration that some loops do not go by yet.
    underway: Option<Arc<Renewal>>,
    /// Nobody stops it.
    _stop: channel::Sender<bool>,
}

/// What each loop goes by.
struct Loops {
    intake: Ring,
    deliver: Ring,
    deadlines: Ring,
    summaries: Ring,
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
        let (renew, renewals) = channel::channel(None);
        let intake = Ring::new(desk, renewals, stopping);
        let [deliver, deadlines, summaries] = [intake.clone(), intake.clone(), intake.clone()];
        let loops = Loops { intake, deliver, deadlines, summaries };
        Ok(Self { loops, since, renew, underway: None, _stop: stop })
    }

    /// The desk, as mail is taken in by it.
    pub fn desk(&self) -> &Desk {
        &self.loops.intake.desk
    }

    /// Takes another configuration: each loop goes by it from its next round on. Where it cannot be prepared the old one stays.
    pub async fn renew(&mut self, desk: Desk) {
        let renewed = renewal::renew(&self.loops.intake, desk, &self.renew).await;
        self.underway = renewed.or(self.underway.take());
    }

    /// Whether some loops go by an earlier configuration than others.
    pub fn is_being_renewed(&self) -> bool {
        self.underway.is_some()
    }

    async fn finish_renewal(&mut self) {
        if self.underway.as_ref().is_some_and(|renewal| renewal.is_taken_by_all()) {
            // What could not be written down is tried again at the next round.
            let _ = renewal::settle(&self.loops.intake, &mut self.underway).await;
        }
    }

    /// Takes in a batch of mail that has arrived, and files it away; gives how many mails that were.
    ///
    /// # Errors
    /// Whatever was not filed is handed out again.
    pub async fn take_in<M: Mailbox>(&mut self, inbox: &mut Inbox<M>) -> Result<usize, DaemonError> {
        if let Some(renewal) = self.loops.intake.renewed() {
            inbox.begin_anew().await;
            self.since = renewal.since;
        }
        self.finish_renewal().await;
        Ok(intake::round(&self.loops.intake, inbox, self.since).await?.mails)
    }

    /// Lets happen what is due; gives how much that was.
    ///
    /// # Errors
    /// Whatever could not happen is still due.
    pub async fn pass_deadlines(&mut self) -> Result<usize, DaemonError> {
        self.loops.deadlines.renewed();
        self.finish_renewal().await;
        Ok(self.loops.deadlines.desk.do_what_is_due().await?)
    }

    /// Has the summaries written that are wanted; gives how many.
    ///
    /// # Errors
    /// Whatever was not written down is still wanted.
    pub async fn summarise<M: LanguageModel>(&mut self, by: &Summarizer<M>) -> Result<usize, DaemonError> {
        self.loops.summaries.renewed();
        self.finish_renewal().await;
        Ok(summaries::round(&self.loops.summaries.desk, by).await?)
    }

    /// Delivers what is due, at most so many mails.
    ///
    /// # Errors
    /// Whatever was not written down as delivered is delivered again.
    pub async fn deliver<C: Carrier>(
        &mut self,
        outbox: &Arc<C>,
        most: u32,
    ) -> Result<Delivered, DaemonError> {
        self.loops.deliver.renewed();
        self.finish_renewal().await;
        Ok(deliver::round(&self.loops.deliver, outbox, most).await?)
    }

    /// One round after the other until all are quiet. A mail that cannot be delivered now is tried again by a call after
    /// its next attempt is due.
    ///
    /// # Errors
    /// The first fault of any of them; whatever was committed before it stands, and the next call goes on from there.
    pub async fn settle<M: Mailbox, C: Carrier, L: LanguageModel>(
        &mut self,
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
