//! Trouble with the database's disk: said once for all loops, and told to operators as soon as something can be stored.
//!
//! Knows since when nothing can be stored and why. Must not know what was to be stored: that stays where it was, mail in
//! the mailbox and notices in the outbox, and its turn comes again.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;
use tokio::time::Instant;
use tracing::{error, info};

use super::backoff::Backoff;
use super::{DaemonError, Ring};
use crate::store::{StoreError, Trouble};

/// So often operators are mailed at most; the log and the audit log name each time.
const MAIL_AT_MOST_EVERY: TimeDelta = TimeDelta::hours(1);

/// Trouble that comes again within this time is the same trouble: where small things can be stored and large ones
/// cannot, the waits between go on growing.
const SAME_TROUBLE: Duration = Duration::from_secs(600);

/// Whether the database takes what is to be stored.
#[derive(Default)]
pub(super) struct Storage {
    state: Mutex<State>,
    noticed: Notify,
    mended: Notify,
}

#[derive(Default)]
struct State {
    interruption: Option<Interruption>,
    /// What lasts until the daemon starts anew was told already.
    lasting: Option<Trouble>,
    mailed_at: Option<DateTime<Utc>>,
}

/// Since when nothing can be stored, and why.
#[derive(Clone)]
struct Interruption {
    since: DateTime<Utc>,
    trouble: Trouble,
    why: String,
}

impl Storage {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Completes when things can be stored again that could not.
    pub(super) async fn mended(&self) {
        self.mended.notified().await;
    }

    fn notice(&self, trouble: Trouble, why: String, now: DateTime<Utc>) {
        let mut state = self.state();
        // A full disk, for one, has more than one code: it is the same time without anything stored.
        let known = state.interruption.as_ref().map(|it| it.trouble);
        let same = known.is_some_and(|known| known == trouble || !trouble.is_lasting());
        if same || state.lasting == Some(trouble) {
            return;
        }
        error!(why, "{why}. Nothing is accepted that cannot be stored: mail waits in the mailbox");
        let since = state.interruption.as_ref().map_or(now, |it| it.since);
        state.interruption = Some(Interruption { since, trouble, why });
        self.noticed.notify_one();
    }
}

impl Ring {
    /// A round failed: how long to wait. What the disk is to blame for is said once, not by each loop.
    pub(super) fn failed(&self, backoff: &mut Backoff, error: &DaemonError) -> Duration {
        let store = error.of_store();
        let Some((fault, trouble)) = store.and_then(|fault| Some((fault, fault.trouble()?))) else {
            return if error.is_permanent() { backoff.failed_for_good(error) } else { backoff.failed(error) };
        };
        let desk = &self.desk;
        self.storage.notice(trouble, words(fault, trouble, &desk.config.desk.database), desk.clock.now());
        backoff.failed_quietly()
    }
}

/// One line: the file, the reason, the way out.
fn words(fault: &StoreError, trouble: Trouble, database: &std::path::Path) -> String {
    let StoreError::Sqlite(error) = fault else { return fault.to_string() };
    let (what, remedy) = (trouble.what(), trouble.remedy());
    format!("the database {} {what} ({error}): {remedy}", database.display())
}

/// After trouble, tries until something can be stored again, and lets that be what operators are to know of it.
pub(super) async fn run(ring: Ring) {
    let mut backoff = Backoff::new("the database");
    let mut over_since = Instant::now();
    while !*ring.stop.borrow() {
        let interruption = ring.storage.state().interruption.clone();
        let Some(interruption) = interruption else {
            tokio::select! {
                () = ring.storage.noticed.notified() => {}
                () = ring.stopping() => {}
            }
            continue;
        };
        if over_since.elapsed() > SAME_TROUBLE {
            backoff.succeeded();
        }
        tokio::select! {
            () = tokio::time::sleep(backoff.failed_quietly()) => {}
            () = ring.stopping() => return,
        }
        // While it lasts the time does not count.
        tell(&ring, &interruption).await;
        over_since = Instant::now();
    }
}

async fn tell(ring: &Ring, interruption: &Interruption) {
    let Interruption { since, trouble, why } = interruption;
    // Whoever is told is who the newest configuration names.
    let renewed = ring.renewals.borrow().as_ref().map(|renewal| renewal.desk.clone());
    let desk = renewed.unwrap_or_else(|| ring.desk.clone());
    let now = desk.clock.now();
    let mailed_at = ring.storage.state().mailed_at;
    let mail = mailed_at.is_none_or(|at| now - at >= MAIL_AT_MOST_EVERY) || trouble.is_lasting();
    if desk.tell_of_trouble(*since, why, trouble.is_lasting(), mail).await.is_err() {
        return;
    }
    let mut state = ring.storage.state();
    state.interruption = None;
    if mail {
        state.mailed_at = Some(now);
    }
    if trouble.is_lasting() {
        state.lasting = Some(*trouble);
    } else {
        info!("the database takes changes again: what waited is taken in now");
    }
    drop(state);
    ring.storage.mended.notify_waiters();
    ring.changed.nudge();
}
