//! When not to ask at all: a server that failed again and again is left alone for a while.

use chrono::{DateTime, TimeDelta, Utc};

/// So many failures in a row open the circuit.
const FAILURES: u32 = 3;
/// How long the model is left alone then.
const PAUSE: TimeDelta = TimeDelta::minutes(1);

/// What is remembered of the last answers.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    failures: u32,
    last: Option<(DateTime<Utc>, String)>,
}

impl Breaker {
    /// `Err`: in words, why the model is not asked at `now`.
    pub(super) fn admits(&self, now: DateTime<Utc>) -> Result<(), String> {
        let Some((at, why)) = self.last.as_ref().filter(|_| self.failures >= FAILURES) else { return Ok(()) };
        let since = now - *at;
        // A clock that was set back must not keep the circuit open.
        if since >= PAUSE || since < TimeDelta::zero() {
            return Ok(());
        }
        let again = (*at + PAUSE).format("%H:%M:%S UTC");
        Err(format!(
            "the model failed {} times in a row, the last time because {why}; it is asked again at {again}",
            self.failures
        ))
    }

    /// The model failed at `now`.
    pub(super) fn failed(&mut self, now: DateTime<Utc>, why: &str) {
        self.failures = self.failures.saturating_add(1);
        self.last = Some((now, why.to_owned()));
    }

    /// The model answered.
    pub(super) fn answered(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_failures_in_a_row_pause_for_a_minute() {
        let now = DateTime::UNIX_EPOCH;
        let mut breaker = Breaker::default();
        breaker.failed(now, "it was busy");
        breaker.answered();
        for _ in 0..2 {
            breaker.failed(now, "it was busy");
            assert_eq!(breaker.admits(now), Ok(()));
        }
        breaker.failed(now, "it was busy");
        assert_eq!(
            breaker.admits(now).unwrap_err(),
            "the model failed 3 times in a row, the last time because it was busy; it is asked again at 00:01:00 UTC"
        );
        assert!(breaker.admits(now + PAUSE - TimeDelta::milliseconds(1)).is_err());
        assert_eq!(breaker.admits(now + PAUSE), Ok(()));
        breaker.failed(now + PAUSE, "it was busy");
        assert!(breaker.admits(now + PAUSE).is_err(), "one more failure pauses again");
        assert_eq!(breaker.admits(now), Ok(()), "the clock was set back");
    }
}
