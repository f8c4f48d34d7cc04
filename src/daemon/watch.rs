//! The watch: over the database, for what other commands change in it; over the clock; and over the desk's own health, which
//! systemd is told.
//!
//! Feeds systemd's watchdog while no loop hangs, and only then. A mail server that is gone is no fault of this process, which
//! starting it anew would not mend: it is told in words, and whoever asks for the health hears it.

use std::time::Duration;

use sd_notify::NotifyState;
use tracing::{error, info, warn};

use super::Ring;
use super::pulse::Loop;
use crate::clock::Wrong;
use crate::store::{self, Changes, Connection};
use crate::turn::{Desk, clock_doubt};

const EVERY: Duration = Duration::from_secs(1);

/// What was seen last.
struct Seen {
    /// None while the database cannot be opened.
    database: Option<Database>,
    /// An operator's latest word that the clock is right, once it was looked for.
    accepted: Option<Option<String>>,
    /// Whether there was such a word while this process ran.
    heard: bool,
    wrong: Option<Wrong>,
    regular: bool,
    summary: String,
    /// How many looks nobody is told of: nothing was read or written yet.
    untold: u32,
}

/// What is looked through.
struct Database {
    changes: Changes,
    reader: Connection,
}

impl Database {
    fn open(desk: &Desk) -> Option<Self> {
        Some(Self { changes: Changes::new(desk.store.reader().ok()?), reader: desk.store.reader().ok()? })
    }
}

/// How many looks a desk has that begins.
const BEGINNING: u32 = 10;

/// Watches until the daemon stops.
pub(super) async fn run(ring: Ring) {
    let mut seen = Seen {
        database: None,
        accepted: None,
        heard: false,
        wrong: None,
        regular: true,
        summary: String::new(),
        untold: BEGINNING,
    };
    loop {
        ring.signs.pulse.beat(Loop::Watch);
        seen.look_at_database(&ring);
        seen.look_at_clock(&ring);
        seen.tell(&ring);
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = ring.stopping() => return,
        }
    }
}

impl Seen {
    /// Others may have written. A database that could not be opened, or not be read, is opened anew at the next look.
    fn look_at_database(&mut self, ring: &Ring) {
        let is_open = self.database.is_some();
        let Some(mut database) = self.database.take().or_else(|| Database::open(&ring.desk)) else {
            return ring.signs.outbox_waits_since(None);
        };
        if database.changes.any() || !is_open {
            if !self.take_word(ring, &database.reader) {
                return ring.signs.outbox_waits_since(None);
            }
            ring.changed.nudge();
        }
        ring.signs.outbox_waits_since(store::oldest_undelivered(&database.reader).ok());
        self.database = Some(database);
    }

    /// An operator may have said that the clock is right; says whether that could be read.
    fn take_word(&mut self, ring: &Ring, reader: &Connection) -> bool {
        let Ok(accepted) = ring.desk.clock_accepted(reader) else { return false };
        let known = self.accepted.replace(accepted.clone());
        if known.is_some_and(|known| known != accepted) {
            self.heard = true;
            ring.desk.clock.believe();
            info!("an operator says that the clock is right: the desk goes by it");
        }
        if self.heard && ring.desk.log_is_ahead(reader).unwrap_or(false) {
            // Not waited for: a database that hangs must not keep the watchdog from being fed.
            let desk = ring.desk.clone();
            tokio::spawn(async move { desk.repeat_word().await });
        }
        true
    }

    /// What is due depends on whether the clock is believed.
    fn look_at_clock(&mut self, ring: &Ring) {
        let doubt = ring.desk.clock.doubt();
        let wrong = doubt.map(|doubt| doubt.what);
        if wrong == self.wrong {
            return;
        }
        self.wrong = wrong;
        match doubt {
            Some(doubt) => warn!("{}", clock_doubt(&doubt)),
            None => info!("the clock of this machine is right again"),
        }
        ring.changed.nudge();
    }

    /// Tells systemd, and the log when that changes.
    fn tell(&mut self, ring: &Ring) {
        let report = ring.signs.report();
        let summary = report.summary();
        self.untold = if report.is_healthy() { 0 } else { self.untold.saturating_sub(1) };
        if summary != self.summary && self.untold == 0 {
            info!(faults = ?report.faults(), "health: {summary}");
            let _ = sd_notify::notify(&[NotifyState::Status(&summary)]);
            self.summary = summary;
        }
        if ring.signs.loops_are_regular() {
            self.regular = true;
            let _ = sd_notify::notify(&[NotifyState::Watchdog]);
        } else if std::mem::take(&mut self.regular) {
            error!("a loop hangs: the watchdog is not fed any more");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use chrono::{DateTime, TimeDelta};
    use tokio::sync::watch as channel;

    use super::*;
    use crate::clock::Clock;
    use crate::config;
    use crate::daemon::Changed;
    use crate::mail::Templates;
    use crate::store::Store;

    /// A desk whose machine's clock is right, although the desk went by a time a year later until now.
    fn desk(store: Store) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, config::SHIPPED).unwrap();
        let (config, clock) = (config::load(&file).unwrap(), Clock::moved(DateTime::UNIX_EPOCH));
        clock.not_before(DateTime::UNIX_EPOCH + TimeDelta::days(365));
        Desk::new(Arc::new(config), Arc::new(Templates::embedded()), clock, store)
    }

    /// Watches until the sender is gone; each change is told by the nudge.
    fn watch(desk: &Desk) -> (channel::Sender<bool>, Arc<Changed>) {
        let (stop, stopping) = channel::channel(false);
        let ring = Ring::new(desk.clone(), channel::channel(None).1, stopping);
        let changed = ring.changed.clone();
        tokio::spawn(run(ring));
        (stop, changed)
    }

    /// By a command beside the desk.
    async fn accept(database: &Path) {
        let beside = desk(Store::open_beside(database).unwrap());
        beside.accept_clock("it@corp.example".to_owned()).await.unwrap();
    }

    async fn until(what: &str, happened: impl Fn() -> bool) {
        let wait = async {
            while !happened() {
                tokio::time::sleep(EVERY).await;
            }
        };
        tokio::time::timeout(EVERY * 60, wait).await.expect(what);
    }

    #[tokio::test(start_paused = true)]
    async fn an_operators_word_outlives_turns_that_had_not_heard_it() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.db");
        let desk = desk(Store::open(&database).unwrap());
        let (_stop, changed) = watch(&desk);
        changed.deadlines.notified().await;
        accept(&database).await;
        let now = desk.clock.now();
        desk.tell_of_trouble(now, "a full disk", false, false).await.unwrap();
        until("the log ends by the clock", || {
            let next_start = Clock::moved(DateTime::UNIX_EPOCH);
            let reader = desk.store.reader().unwrap();
            next_start.not_before(store::head(&reader).unwrap().at.unwrap());
            next_start.doubt().is_none()
        })
        .await;
        assert_eq!(desk.clock.doubt(), None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_database_that_could_not_be_opened_is_watched_as_soon_as_it_can() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.db");
        let desk = desk(Store::open(&database).unwrap());
        let away = folder.path().join("away.db");
        std::fs::rename(&database, &away).unwrap();
        let (_stop, changed) = watch(&desk);
        // The first look finds the clock wrong, and no database.
        changed.deadlines.notified().await;
        std::fs::rename(&away, &database).unwrap();
        changed.deadlines.notified().await;
        accept(&database).await;
        until("the word is heard", || desk.clock.doubt().is_none()).await;
    }
}
