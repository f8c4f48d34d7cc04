//! Which loops are alive: each says so at every round, and the watchdog is fed only while all of them do.

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

/// A round of any loop ends within this time, or the loop hangs. The longest is a mail that a server takes in slowly.
const LONGEST_ROUND: Duration = Duration::from_secs(20 * 60);

/// The loops.
#[derive(Clone, Copy, Debug)]
pub(super) enum Loop {
    Intake,
    Deliver,
    Deadlines,
    Summaries,
}

/// When each loop was last seen alive; none for a loop that has nothing to do.
#[derive(Default)]
pub(super) struct Pulse {
    beats: Mutex<[Option<Instant>; 4]>,
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

    /// Whether no loop hangs.
    pub(super) fn is_regular(&self) -> bool {
        self.locked().iter().flatten().all(|beat| beat.elapsed() < LONGEST_ROUND)
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, [Option<Instant>; 4]> {
        self.beats.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn one_loop_that_hangs_is_noticed() {
        let pulse = Pulse::default();
        pulse.beat(Loop::Intake);
        pulse.beat(Loop::Deliver);
        tokio::time::advance(LONGEST_ROUND / 2).await;
        pulse.beat(Loop::Intake);
        assert!(pulse.is_regular());
        tokio::time::advance(LONGEST_ROUND / 2).await;
        assert!(!pulse.is_regular());
    }

    #[tokio::test(start_paused = true)]
    async fn a_desk_without_mail_for_days_does_not_hang() {
        let pulse = Pulse::default();
        pulse.beat(Loop::Deliver);
        pulse.rest(Loop::Deliver);
        tokio::time::advance(LONGEST_ROUND * 100).await;
        assert!(pulse.is_regular());
    }
}
