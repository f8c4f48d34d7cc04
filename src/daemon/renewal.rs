//! A new configuration while the desk runs: what is made for it, and how the loops come to go by it.
//!
//! Each loop takes its part between two rounds, so that no turn, no delivery and no batch of mail is cut off. What cannot be
//! made leaves everything as it was. Must not know where a configuration comes from.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::{Semaphore, mpsc, watch as channel};
use tracing::{error, info};

use super::backoff::Backoff;
use super::{DaemonError, Ring, intake};
use crate::inbox::Inbox;
use crate::outbox::Outbox;
use crate::summary::Summarizer;
use crate::turn::{Desk, TurnError};

/// How many loops go by the configuration: intake, deliver, deadlines, summaries.
const LOOPS: u32 = 4;

/// A desk, and what is made from its configuration.
pub(super) struct Renewal {
    pub(super) desk: Desk,
    pub(super) since: DateTime<Utc>,
    pub(super) outbox: Arc<Outbox>,
    pub(super) summarizer: Arc<Summarizer>,
    inbox: Mutex<Option<Inbox>>,
    /// A permit for each loop that goes by it.
    taken: Semaphore,
}

impl Renewal {
    /// Prepares everything; dials nobody yet.
    pub(super) async fn make(desk: Desk) -> Result<Self, DaemonError> {
        let config = desk.config.clone();
        let inbox = Inbox::new(&config.inbox, &config.desk.address, config.limits.message)?;
        Ok(Self {
            inbox: Mutex::new(Some(inbox.with_first(desk.marks_of_answers()))),
            outbox: Arc::new(Outbox::new(
                &config.outbox,
                config.desk.separator,
                config.desk.address.domain(),
            )?),
            summarizer: Arc::new(Summarizer::new(&config.summary, desk.clock.clone())?),
            since: intake::since(&desk).await?,
            desk,
            taken: Semaphore::new(0),
        })
    }

    /// The inbox, for the one loop that reads it.
    pub(super) fn inbox(&self) -> Option<Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Whether each loop goes by it.
    pub(super) fn is_taken_by_all(&self) -> bool {
        u32::try_from(self.taken.available_permits()).is_ok_and(|loops| loops >= LOOPS)
    }

    async fn taken_by_all(&self) {
        // Nobody closes it.
        if self.taken.acquire_many(LOOPS).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Ring {
    /// A configuration that this loop does not go by yet; from now on it does.
    pub(super) fn renewed(&mut self) -> Option<Arc<Renewal>> {
        if !self.renewals.has_changed().unwrap_or(false) {
            return None;
        }
        let renewal = self.renewals.borrow_and_update().clone()?;
        self.desk = renewal.desk.clone();
        renewal.taken.add_permits(1);
        Some(renewal)
    }

    /// Completes when there is one.
    pub(super) async fn renewal(&self) {
        if self.renewals.clone().changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Takes desks with new configurations until the daemon stops.
pub(super) async fn run(
    ring: Ring,
    mut desks: mpsc::Receiver<Desk>,
    renewals: channel::Sender<Option<Arc<Renewal>>>,
) {
    let mut underway: Option<Arc<Renewal>> = None;
    let (mut backoff, mut pause) = (Backoff::new("a look at the new directory"), Duration::ZERO);
    loop {
        let all = async {
            match &underway {
                Some(renewal) => renewal.taken_by_all().await,
                None => std::future::pending().await,
            }
            tokio::time::sleep(pause).await;
        };
        tokio::select! {
            () = ring.stopping() => return,
            () = all => match settle(&ring, &mut underway).await {
                Ok(()) => {
                    backoff.succeeded();
                    pause = Duration::ZERO;
                }
                Err(fault) => pause = ring.wait_after(&mut backoff, &fault.into()),
            },
            desk = desks.recv() => match desk {
                Some(desk) => underway = renew(&ring, desk, &renewals).await.or(underway.take()),
                // Nobody can send one any more.
                None => return ring.stopping().await,
            }
        }
    }
}

/// Prepares a new configuration and lets the loops have it; the old one stays where it cannot be prepared.
pub(super) async fn renew(
    ring: &Ring,
    desk: Desk,
    renewals: &channel::Sender<Option<Arc<Renewal>>>,
) -> Option<Arc<Renewal>> {
    let made = Renewal::make(desk).await;
    let renewal = match made {
        Ok(renewal) => Some(Arc::new(renewal)),
        Err(fault) => {
            error!(%fault, "the new configuration is refused, and the old one kept: {fault}");
            None
        }
    };
    if let Some(renewal) = &renewal {
        ring.signs.go_by(&renewal.desk.config);
        renewals.send_replace(Some(renewal.clone()));
        info!("the new configuration is taken: it holds from the next turn of each loop on");
    }
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Ready]);
    renewal
}

/// Turns by the old configuration have ended: whoever they asked may have left the directory meanwhile. Until that is
/// written down the new one is still under way.
pub(super) async fn settle(ring: &Ring, underway: &mut Option<Arc<Renewal>>) -> Result<(), TurnError> {
    let Some(renewal) = underway else { return Ok(()) };
    renewal.desk.look_at_people_again().await?;
    *underway = None;
    info!("all loops go by the new configuration");
    ring.changed.nudge();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::config;
    use crate::mail::Templates;
    use crate::store::{self, Store, StoreError};

    async fn write(desk: &Desk, sql: &'static str) {
        let written = desk.store.write(move |connection| Ok::<_, StoreError>(connection.execute_batch(sql)?));
        written.await.unwrap();
    }

    /// Which directory open requests were compared with; none for "once more".
    fn compared_with(desk: &Desk) -> String {
        let reader = desk.store.reader().unwrap();
        store::fact(&reader, "directory").unwrap().unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn the_second_look_at_people_is_tried_until_it_is_written_down() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, config::SHIPPED).unwrap();
        let config = Arc::new(config::load(&file).unwrap());
        let store = Store::open(&folder.path().join("desk.db")).unwrap();
        let clock = Clock::moved(DateTime::UNIX_EPOCH);
        let desk = Desk::new(config, Arc::new(Templates::embedded()), clock, store);
        write(&desk, "INSERT INTO facts (name, value) VALUES ('directory', 'the first')").await;
        let (_stop, stopping) = channel::channel(false);
        let (renew, renewals) = channel::channel(None);
        let ring = Ring::new(desk.clone(), renewals, stopping);
        let (reload, desks) = mpsc::channel(1);
        let mut loops = vec![ring.clone(); LOOPS as usize];
        tokio::spawn(run(ring.clone(), desks, renew));

        write(&desk, "CREATE TRIGGER no BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, 'not now'); END")
            .await;
        reload.send(desk.clone()).await.unwrap();
        ring.renewal().await;
        assert!(loops.iter_mut().all(|it| it.renewed().is_some()));
        for _ in 0..20 {
            write(&desk, "").await;
        }
        assert_eq!(compared_with(&desk), "the first");
        write(&desk, "DROP TRIGGER no").await;
        for _ in 0..600 {
            tokio::time::sleep(Duration::from_secs(1)).await;
            write(&desk, "").await;
            if compared_with(&desk).is_empty() {
                return;
            }
        }
        panic!("it was given up");
    }
}
