//! Which loops are alive: each says so at every round, and the watchdog is fed only while all of them do.

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

/// A round of any loop ends within this time, or the loop hangs. The longest is a mail that a server takes in slowly.
pub(super) const LONGEST_ROUND: Duration = Duration::from_secs(20 * 60);

/// The loops.
#[derive(Clone, Copy, Debug)]
pub(super) enum Loop {
    Intake,
    Deliver,
    Deadlines,
    Summaries,
    Watch,
}

impl Loop {
    pub(super) const ALL: [Self; 5] =
        [Self::Intake, Self::Deliver, Self::Deadlines, Self::Summaries, Self::Watch];

    /// Its name, for people and monitors.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Deliver => "deliver",
            Self::Deadlines => "deadlines",
            Self::Summaries => "summaries",
            Self::Watch => "watch",
        }
    }

    /// How long a round of it may take. Whoever watches the others talks to nobody but the database.
    pub(super) fn longest_round(self) -> Duration {
        match self {
            Self::Intake | Self::Deliver | Self::Deadlines | Self::Summaries => LONGEST_ROUND,
            Self::Watch => Duration::from_secs(60),
        }
    }
}

/// When each loop was last seen alive; none for a loop that has nothing to do.
#[derive(Default)]
pub(super) struct Pulse {
    beats: Mutex<[Option<Instant>; Loop::ALL.len()]>,
}

impl Pulse {
    /// A loop is alive.
    pub(super) fn beat(&self, of: Loop) {
        if let Some(beat) = self.locked().get_mut(of as usize) {
            *beat = Some(Instant::now());
        }
    }

    /// A loop has nothing to do until something happens: waiting, for however long, is not hanging.
    pub(super) fn rest(&self, of: Loop) {
        if let Some(beat) = self.locked().get_mut(of as usize) {
            *beat = None;
        }
    }

    /// For how long a loop is busy with one round, if it is.
    pub(super) fn busy(&self, of: Loop) -> Option<Duration> {
        self.locked().get(of as usize).copied().flatten().map(|beat| beat.elapsed())
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, [Option<Instant>; Loop::ALL.len()]> {
        self.beats.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
