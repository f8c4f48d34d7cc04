//! The loops: intake, delivery, deadlines, summaries, and the watchdog that they feed.
//!
//! Knows when to do what, and what to do when a server is gone. Must not know business: every loop asks the desk.

mod backoff;
mod deadlines;
mod deliver;
mod discreet;
mod intake;
mod pulse;
mod rounds;
mod summaries;
mod suspects;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, watch as channel};
use tokio::task::JoinSet;
use tracing::{error, info, warn};

use crate::inbox::{Inbox, InboxError};
use crate::outbox::{CourierError, Outbox};
use crate::store::StoreError;
use crate::summary::{NotLocal, Summarizer};
use crate::turn::{Desk, TurnError};

use pulse::{Loop, Pulse};

pub use deliver::Delivered;
pub use rounds::Rounds;

/// How long a round in hand may go on when the daemon is asked to stop; systemd kills later (`TimeoutStopSec`).
const GRACE: Duration = Duration::from_secs(10);

/// Why the daemon cannot start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum DaemonError {
    /// The inbox cannot be set up.
    #[error(transparent)]
    Inbox(#[from] InboxError),
    /// The outbox cannot be set up.
    #[error(transparent)]
    Outbox(#[from] CourierError),
    /// The model cannot be set up.
    #[error(transparent)]
    Summarizer(#[from] NotLocal),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A turn could not be made at the start.
    #[error(transparent)]
    Turn(#[from] TurnError),
    /// The threads that read mail cannot be used.
    #[error("mail cannot be read: {0}")]
    Reader(#[from] tokio::task::JoinError),
    /// A loop ended although nobody asked it to.
    #[error("a loop ended unexpectedly: {0}")]
    Loop(String),
}

impl DaemonError {
    /// Whether trying again is in vain until the operator acts.
    fn is_permanent(&self) -> bool {
        match self {
            Self::Inbox(error) => error.is_permanent(),
            Self::Outbox(_) | Self::Summarizer(_) => true,
            Self::Store(_) | Self::Turn(_) | Self::Reader(_) | Self::Loop(_) => false,
        }
    }
}

/// What the loops share.
#[derive(Clone)]
struct Ring {
    desk: Desk,
    /// Something may be due that was not before.
    changed: Arc<Changed>,
    pulse: Arc<Pulse>,
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
    fn new(desk: Desk, stop: channel::Receiver<bool>) -> Self {
        Self { desk, changed: Arc::default(), pulse: Arc::default(), stop }
    }

    /// Completes when the daemon is asked to stop.
    async fn stopping(&self) {
        // An error means that nobody can ask any more, which is a stop as well.
        let _ = self.stop.clone().wait_for(|stop| *stop).await;
    }

    /// Waits after a failure, unless the daemon is asked to stop.
    async fn pause(&self, pause: Duration) {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = self.stopping() => {}
        }
    }

    /// Waits until then, for ever without a time; a nudge or the stop end it.
    async fn rest(&self, of: Loop, until: Option<DateTime<Utc>>, nudge: &Notify) {
        self.pulse.rest(of);
        let due = async {
            match until {
                Some(at) => self.desk.clock.sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = due => {}
            () = nudge.notified() => {}
            () = self.stopping() => {}
        }
    }
}

/// Runs the desk until `stop` says so. Turns in hand are finished; what a server does not answer in time is given up,
/// and its turn comes again.
///
/// # Errors
/// Where something is configured that cannot be set up, or the database cannot be used.
pub async fn run(desk: Desk, stop: channel::Receiver<bool>) -> Result<(), DaemonError> {
    let config = desk.config.clone();
    let inbox = Inbox::new(&config.inbox, &config.desk.address, config.limits.message)?;
    let outbox = Outbox::new(&config.outbox, config.desk.separator, config.desk.address.domain())?;
    let summarizer = Summarizer::new(&config.summary, desk.clock.clone())?;
    let since = begin(&desk).await?;
    let ring = Ring::new(desk, stop);

    let mut loops = JoinSet::new();
    loops.spawn(intake::run(ring.clone(), inbox, since));
    loops.spawn(deliver::run(ring.clone(), outbox));
    loops.spawn(deadlines::run(ring.clone()));
    loops.spawn(summaries::run(ring.clone(), summarizer));
    loops.spawn(watch::run(ring.clone()));
    announce(&ring);

    let ended = tokio::select! {
        ended = finish(&mut loops, &ring) => ended,
        () = overdue(&ring) => {
            warn!("a server does not answer: what is on its way there is given up, and tried again at the next start");
            Ok(())
        }
    };
    if *ring.stop.borrow() {
        // Mail in hand is given up because of the stop, and for no fault of its own.
        suspects::put_down(&ring.desk);
    }
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Stopping]);
    info!("stopped");
    ended
}

/// What comes before the first round; gives from when on mail is dealt with.
async fn begin(desk: &Desk) -> Result<DateTime<Utc>, DaemonError> {
    if let Some(doubt) = desk.take_up().await? {
        warn!("{doubt}: all reply addresses are invalid now, and open questions are asked anew");
    }
    desk.take_notice_of_people(desk.clock.now()).await?;
    intake::since(desk).await
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

async fn finish(loops: &mut JoinSet<()>, ring: &Ring) -> Result<(), DaemonError> {
    while let Some(ended) = loops.join_next().await {
        let stopping = *ring.stop.borrow();
        if let Err(fault) = ended {
            error!(%fault, "a loop broke: {fault}");
            return Err(DaemonError::Loop(fault.to_string()));
        }
        if !stopping {
            return Err(DaemonError::Loop("it returned".to_owned()));
        }
    }
    Ok(())
}
