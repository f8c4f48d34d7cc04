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
use crate::turn::clock_doubt;

const EVERY: Duration = Duration::from_secs(1);

/// What was seen last.
struct Seen {
    changes: Option<Changes>,
    reader: Option<Connection>,
    /// An operator's latest word that the clock is right.
    accepted: Option<String>,
    wrong: Option<Wrong>,
    regular: bool,
    summary: String,
    /// How many looks nobody is told of: nothing was read or written yet.
    untold: u32,
}

/// How many looks a desk has that begins.
const BEGINNING: u32 = 10;

/// Watches until the daemon stops.
pub(super) async fn run(ring: Ring) {
    let reader = ring.desk.store.reader().ok();
    let mut seen = Seen {
        changes: ring.desk.store.reader().ok().map(Changes::new),
        accepted: reader.as_ref().and_then(|reader| ring.desk.clock_accepted(reader).ok().flatten()),
        reader,
        wrong: None,
        regular: true,
        summary: String::new(),
        untold: BEGINNING,
    };
    loop {
        ring.signs.pulse.beat(Loop::Watch);
        if seen.changes.as_mut().is_some_and(Changes::any) {
            seen.take_word(&ring);
            ring.changed.nudge();
        }
        seen.look_at_clock(&ring);
        if let Some(oldest) = seen.reader.as_ref().and_then(|reader| store::oldest_undelivered(reader).ok()) {
            ring.signs.outbox_waits_since(oldest);
        }
        seen.tell(&ring);
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = ring.stopping() => return,
        }
    }
}

impl Seen {
    /// An operator may have said that the clock is right.
    fn take_word(&mut self, ring: &Ring) {
        let Some(reader) = &self.reader else { return };
        let Ok(accepted) = ring.desk.clock_accepted(reader) else { return };
        if accepted != self.accepted {
            self.accepted = accepted;
            ring.desk.clock.believe();
            info!("an operator says that the clock is right: the desk goes by it");
        }
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
