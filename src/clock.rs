//! The one place where time enters.
//!
//! Everything that needs to know what time it is gets a [`Clock`]; the demo and the tests hand down one that they move.
//! A machine's clock may be set wrongly, so it is not taken at its word: what it tells never runs backwards, and leaps of more
//! than a day are believed only after an hour (`belief`).

mod belief;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use tokio::sync::watch;

pub use belief::{Doubt, Wrong};

use belief::{Belief, Reading};

/// Tells the time and waits for it. Cheap to clone; clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    kind: Kind,
    belief: Arc<Mutex<Belief>>,
}

#[derive(Clone, Debug)]
enum Kind {
    System,
    Moved(Arc<watch::Sender<Reading>>),
}

/// How long a wait on the system clock may sleep before it looks again: the clock may have been set,
/// or the machine may have been suspended.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::on(Kind::System)
    }

    /// A clock that stands at `start` until somebody moves it.
    pub fn moved(start: DateTime<Utc>) -> Self {
        let reading = Reading { shown: start, running: TimeDelta::zero() };
        Self::on(Kind::Moved(Arc::new(watch::Sender::new(reading))))
    }

    fn on(kind: Kind) -> Self {
        let belief = Arc::new(Mutex::new(Belief::new(kind.read())));
        Self { kind, belief }
    }

    /// The time, in whole milliseconds. It never runs backwards.
    pub fn now(&self) -> DateTime<Utc> {
        self.looked().0.now()
    }

    /// Up to when reply addresses have ended: until now, but for a clock that went backwards, which may be the right one.
    pub fn due(&self) -> DateTime<Utc> {
        self.looked().0.due()
    }

    /// Why the clock is not believed, if it is not.
    pub fn doubt(&self) -> Option<Doubt> {
        let (belief, shown) = self.looked();
        belief.doubt(shown)
    }

    /// It was this time already: what was written down is past.
    pub fn not_before(&self, past: DateTime<Utc>) {
        self.looked().0.not_before(past);
    }

    /// Believes the clock as it is: somebody who can tell says that it is right.
    pub fn believe(&self) {
        *self.locked() = Belief::new(self.kind.read());
    }

    /// Lets time pass on a clock that is moved by hand; the machine's clock cannot be moved.
    pub fn pass(&self, by: TimeDelta) {
        self.move_by(by, by);
    }

    /// Sets a clock that is moved by hand, while no time passes.
    pub fn set(&self, by: TimeDelta) {
        self.move_by(by, TimeDelta::zero());
    }

    /// Waits until this clock shows `deadline`.
    pub async fn sleep_until(&self, deadline: DateTime<Utc>) {
        match &self.kind {
            Kind::System => loop {
                let Ok(left) = (deadline - self.now()).to_std() else { return };
                if left.is_zero() {
                    return;
                }
                tokio::time::sleep(left.min(LOOK_AGAIN)).await;
            },
            Kind::Moved(reading) => {
                let mut reading = reading.subscribe();
                // The sender lives in `self`, so the wait ends only when the time has come.
                while self.now() < deadline && reading.changed().await.is_ok() {}
            }
        }
    }

    fn move_by(&self, shown: TimeDelta, running: TimeDelta) {
        match &self.kind {
            Kind::System => {}
            Kind::Moved(reading) => reading.send_modify(|reading| {
                reading.shown += shown;
                reading.running += running;
            }),
        }
    }

    fn looked(&self) -> (MutexGuard<'_, Belief>, DateTime<Utc>) {
        let mut belief = self.locked();
        // Read while nobody else can: what is told later was read later.
        let reading = self.kind.read();
        belief.look(reading);
        (belief, reading.shown)
    }

    fn locked(&self) -> MutexGuard<'_, Belief> {
        self.belief.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kind {
    #[allow(clippy::disallowed_methods, reason = "this is the clock")]
    fn read(&self) -> Reading {
        match self {
            Self::System => Reading { shown: Utc::now().trunc_subsecs(3), running: running() },
            Self::Moved(reading) => *reading.borrow(),
        }
    }
}

/// How long the machine has run, with the time in which it slept; in whole milliseconds.
fn running() -> TimeDelta {
    let since = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    TimeDelta::milliseconds(since.tv_sec.saturating_mul(1_000).saturating_add(since.tv_nsec / 1_000_000))
}

/// Says how long something took, on the machine's own time: other processes keep to no clock that is moved by hand.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Runs from now on.
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// How long it has run.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machines_clock_is_believed_and_goes_on() {
        let clock = Clock::system();
        let first = clock.now();
        assert!(clock.now() >= first && clock.due() >= first);
        assert_eq!(clock.doubt(), None);
        clock.not_before(first + TimeDelta::hours(1));
        assert!(clock.now() >= first + TimeDelta::hours(1));
        assert_eq!(clock.doubt().map(|doubt| doubt.what), Some(Wrong::Behind));
        clock.believe();
        assert!(clock.now() < first + TimeDelta::hours(1) && clock.doubt().is_none());
    }

    #[tokio::test]
    async fn a_moved_clock_wakes_who_waits_for_it() {
        let clock = Clock::moved(DateTime::UNIX_EPOCH);
        let waiting = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(DateTime::UNIX_EPOCH + TimeDelta::hours(8)).await }
        });
        clock.pass(TimeDelta::hours(7));
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        clock.pass(TimeDelta::hours(1));
        waiting.await.unwrap();
    }
}
