//! The loops: intake, delivery, deadlines, summaries, and the watchdog that they feed.
//!
//! Knows when to do what, and what to do when a server is gone. Must not know business: every loop asks the desk.

mod asking;
mod backoff;
mod deadlines;
mod deliver;
mod discreet;
mod flood;
mod intake;
mod probe;
mod pulse;
mod reading;
mod renewal;
mod rounds;
mod signs;
mod storage;
mod summaries;
mod suspects;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, mpsc, watch as channel};
use tokio::task::{self, JoinSet};
use tracing::{error, info, warn};

use crate::health::Cause;
use crate::inbox::InboxError;
use crate::outbox::CourierError;
use crate::store::StoreError;
use crate::summary::NotLocal;
use crate::turn::{Desk, TurnError};
use crate::web::{ListenError, Server};

use pulse::Loop;
use renewal::Renewal;
use signs::Signs;
use storage::Storage;

pub use deliver::Delivered;
pub use reading::blocking_threads;
pub use rounds::Rounds;

/// How long a round in hand may go on when the daemon is asked to stop; systemd kills later (`TimeoutStopSec`).
const GRACE: Duration = Duration::from_secs(10);

/// How long loops that are broken off may take to end.
const END_OF_LOOPS: Duration = Duration::from_secs(1);

/// Why the daemon cannot start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    /// The inbox cannot be set up, or not be read.
    #[error(transparent)]
    Inbox(#[from] InboxError),
    /// Mail that was dealt with cannot be filed.
    #[error(transparent)]
    Filing(InboxError),
    /// The outbox cannot be set up.
    #[error(transparent)]
    Outbox(#[from] CourierError),
    /// The model cannot be set up.
    #[error(transparent)]
    Summarizer(#[from] NotLocal),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody could ask for the health.
    #[error(transparent)]
    Listen(#[from] ListenError),
    /// A turn could not be made at the start.
    #[error(transparent)]
    Turn(#[from] TurnError),
    /// The threads that read mail cannot be used.
    #[error("mail cannot be read: {0}")]
    Reader(#[from] tokio::task::JoinError),
    /// The loop that takes mail in broke.
    #[error("taking mail in broke: {0}")]
    Intake(String),
    /// A loop ended although nobody asked it to.
    #[error("a loop ended unexpectedly: {0}")]
    Loop(String),
}

impl DaemonError {
    /// Whether trying again is in vain until the operator acts.
    fn is_permanent(&self) -> bool {
        match self {
            Self::Inbox(error) | Self::Filing(error) => error.is_permanent(),
            Self::Outbox(_) | Self::Summarizer(_) | Self::Listen(_) => true,
            Self::Store(_) | Self::Turn(_) | Self::Reader(_) | Self::Intake(_) | Self::Loop(_) => false,
        }
    }

    /// What monitors are told of it.
    fn cause(&self) -> Cause {
        match self {
            Self::Inbox(_) => Cause::Mailbox,
            Self::Filing(_) => Cause::Filing,
            Self::Store(_) | Self::Turn(TurnError::Store(_)) => Cause::Database,
            Self::Turn(TurnError::Template(_)) => Cause::Template,
            Self::Turn(TurnError::Random(_))
            | Self::Outbox(_)
            | Self::Summarizer(_)
            | Self::Listen(_)
            | Self::Reader(_)
            | Self::Intake(_)
            | Self::Loop(_) => Cause::Program,
        }
    }

    /// What the store said, where it is to blame.
    fn of_store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) | Self::Turn(TurnError::Store(error)) => Some(error),
            Self::Turn(TurnError::Template(_) | TurnError::Random(_))
            | Self::Inbox(_)
            | Self::Filing(_)
            | Self::Outbox(_)
            | Self::Listen(_)
            | Self::Summarizer(_)
            | Self::Reader(_)
            | Self::Intake(_)
            | Self::Loop(_) => None,
        }
    }
}

/// What the loops share.
#[derive(Clone)]
struct Ring {
    desk: Desk,
    /// Something may be due that was not before.
    changed: Arc<Changed>,
    signs: Arc<Signs>,
    storage: Arc<Storage>,
    renewals: channel::Receiver<Option<Arc<Renewal>>>,
    stop: channel::Receiver<bool>,
}

/// A nudge for each loop.
#[derive(Default)]
struct Changed {
    outbox: Notify,
    deadlines: Notify,
    summaries: Notify,
}

impl Changed {
    fn nudge(&self) {
        self.outbox.notify_one();
        self.deadlines.notify_one();
        self.summaries.notify_one();
    }
}

impl Ring {
    fn new(
        desk: Desk,
        renewals: channel::Receiver<Option<Arc<Renewal>>>,
        stop: channel::Receiver<bool>,
    ) -> Self {
        let signs = Arc::new(Signs::new(desk.clock.clone(), &desk.config));
        Self { desk, changed: Arc::default(), signs, storage: Arc::default(), renewals, stop }
    }

    async fn stopped(self) {
        self.stopping().await;
    }

    /// Completes when the daemon is asked to stop.
    async fn stopping(&self) {
        // An error means that nobody can ask any more, which is a stop as well.
        let _ = self.stop.clone().wait_for(|stop| *stop).await;
    }

    /// Waits after a failure, no longer than the database does, unless the daemon is asked to stop or gets another
    /// configuration, which may be the remedy.
    async fn pause(&self, pause: Duration) {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = self.storage.mended() => {}
            () = self.renewal() => {}
            () = self.stopping() => {}
        }
    }

    /// Waits until then, for ever without a time; a nudge or the stop end it.
    async fn rest(&self, of: Loop, until: Option<DateTime<Utc>>, nudge: &Notify) {
        self.signs.pulse.rest(of);
        let due = async {
            match until {
                Some(at) => self.desk.clock.sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = due => {}
            () = nudge.notified() => {}
            () = self.renewal() => {}
            () = self.stopping() => {}
        }
    }
}

/// Runs the desk until `stop` says so. Turns in hand are finished; what a server does not answer in time is given up,
/// and its turn comes again. Each desk of `renewals`, on the same database and clock, takes the place of the one before.
///
/// # Errors
/// Where something is configured that cannot be set up, or the database cannot be used.
pub async fn run(
    desk: Desk,
    renewals: mpsc::Receiver<Desk>,
    stop: channel::Receiver<bool>,
) -> Result<(), DaemonError> {
    let server = Server::listen(&desk.config.web).await?;
    begin(&desk).await?;
    let first = Renewal::make(desk.clone()).await?;
    let (renew, renewed) = channel::channel(None);
    let ring = Ring::new(desk, renewed, stop);

    let mut loops = JoinSet::new();
    let intake = loops.spawn(intake::run(ring.clone(), first.inbox(), first.since)).id();
    loops.spawn(deliver::run(ring.clone(), first.outbox));
    loops.spawn(deadlines::run(ring.clone()));
    loops.spawn(summaries::run(ring.clone(), first.summarizer));
    loops.spawn(renewal::run(ring.clone(), renewals, renew));
    loops.spawn(probe::run(ring.clone()));
    loops.spawn(storage::run(ring.clone()));
    if let Some(server) = server {
        let signs = ring.signs.clone();
        loops.spawn(server.run(move || signs.report(), ring.clone().stopped()));
    }
    announce(&ring);
    // A watchdog is fed once the service is ready.
    loops.spawn(watch::run(ring.clone()));

    let ended = tokio::select! {
        ended = finish(&mut loops, &ring, intake) => ended,
        () = overdue(&ring) => {
            warn!("a server does not answer: what is on its way there is given up, and tried again at the next start");
            Ok(())
        }
    };
    wind_up(&mut loops, &ring, &ended).await;
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Stopping]);
    info!("stopped");
    ended
}

/// What comes before the first round.
async fn begin(desk: &Desk) -> Result<(), DaemonError> {
    if let Some(doubt) = desk.take_up().await? {
        warn!("{doubt}: all reply addresses are invalid now, and open questions are asked anew");
    }
    desk.take_notice_of_people(desk.clock.now()).await?;
    Ok(())
}

fn announce(ring: &Ring) {
    let config = &ring.desk.config;
    let (address, database) = (&config.desk.address, config.desk.database.display());
    info!(%address, %database, "ready: this is the desk {address}, with its database {database}");
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Ready]);
}

async fn overdue(ring: &Ring) {
    ring.stopping().await;
    tokio::time::sleep(GRACE).await;
}

/// Ends what is still under way. Mail in hand is given up for no fault of its own, whoever asked for the stop and whichever
/// loop broke, unless that is the one that takes mail in.
async fn wind_up(loops: &mut JoinSet<()>, ring: &Ring, ended: &Result<(), DaemonError>) {
    // What does not end is ended with the process.
    let _ = tokio::time::timeout(END_OF_LOOPS, loops.shutdown()).await;
    if !matches!(ended, Err(DaemonError::Intake(_))) {
        suspects::put_down(&ring.desk);
    }
}

async fn finish(loops: &mut JoinSet<()>, ring: &Ring, intake: task::Id) -> Result<(), DaemonError> {
    while let Some(ended) = loops.join_next().await {
        let stopping = *ring.stop.borrow();
        if let Err(fault) = ended {
            error!(%fault, "a loop broke: {fault}");
            let of = if fault.id() == intake { DaemonError::Intake } else { DaemonError::Loop };
            return Err(of(fault.to_string()));
        }
        if !stopping {
            return Err(DaemonError::Loop("it returned".to_owned()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::config;
    use crate::inbox::Place;
    use crate::mail::Templates;
    use crate::store::Store;

    fn desk(folder: &std::path::Path) -> Desk {
        let file = folder.join("config.toml");
        std::fs::write(&file, config::SHIPPED).unwrap();
        let config = Arc::new(config::load(&file).unwrap());
        let store = Store::open(&folder.join("desk.db")).unwrap();
        Desk::new(config, Arc::new(Templates::embedded()), Clock::moved(DateTime::UNIX_EPOCH), store)
    }

    /// How often a mail failed by the next start that was in hand when a loop broke.
    async fn failures(intake_breaks: bool) -> u32 {
        let folder = tempfile::tempdir().unwrap();
        let place = Place { mailbox: "INBOX".to_owned(), key: "7".to_owned() };
        let (_stop, stopping) = channel::channel(false);
        let ring = Ring::new(desk(folder.path()), channel::channel(None).1, stopping);
        suspects::take_in_hand(&ring.desk, std::iter::once(&place));
        let mut loops = JoinSet::new();
        let broken = loops.spawn(async { panic!("a fault") }).id();
        let other = loops.spawn(std::future::pending()).id();
        let ended = finish(&mut loops, &ring, if intake_breaks { broken } else { other }).await;
        assert!(ended.is_err());
        wind_up(&mut loops, &ring, &ended).await;
        assert!(loops.is_empty());
        drop(ring);
        desk(folder.path()).store.in_hand().failures(&place.mailbox, &place.key).times
    }

    #[tokio::test]
    async fn mail_in_hand_is_not_to_blame_for_the_fault_of_another_loop() {
        assert_eq!((failures(false).await, failures(true).await), (0, 1));
    }
}
