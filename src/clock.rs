//! The one place where time enters.
//!
//! Everything that needs to know what time it is gets a [`Clock`]; the demo and the tests hand down one that they move.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use tokio::sync::watch;

/// Tells the time and waits for it. Cheap to clone; clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Kind);

#[derive(Clone, Debug)]
enum Kind {
    System,
    Moved(Arc<watch::Sender<DateTime<Utc>>>),
}

/// How long a wait on the system clock may sleep before it looks again: the clock may have been set,
/// or the machine may have been suspended.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Kind::System)
    }

    /// A clock that stands at `start` until somebody moves it.
    pub fn moved(start: DateTime<Utc>) -> Self {
        Self(Kind::Moved(Arc::new(watch::Sender::new(start))))
    }

    /// The time, in whole milliseconds.
    #[allow(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Kind::System => Utc::now().trunc_subsecs(3),
            Kind::Moved(time) => *time.borrow(),
        }
    }

    /// Lets time pass on a clock that is moved by hand; the machine's clock cannot be moved.
    pub fn pass(&self, by: TimeDelta) {
        match &self.0 {
            Kind::System => {}
            Kind::Moved(time) => time.send_modify(|now| *now += by),
        }
    }

    /// Waits until this clock shows `deadline`.
    pub async fn sleep_until(&self, deadline: DateTime<Utc>) {
        match &self.0 {
            Kind::System => loop {
                let Ok(left) = (deadline - self.now()).to_std() else { return };
                if left.is_zero() {
                    return;
                }
                tokio::time::sleep(left.min(LOOK_AGAIN)).await;
            },
            Kind::Moved(time) => {
                let mut time = time.subscribe();
                // The sender lives in `self`, so the wait ends only when the time has come.
                let _ = time.wait_for(|now| *now >= deadline).await;
            }
        }
    }
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
