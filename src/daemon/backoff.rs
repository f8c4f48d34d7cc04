//! Waiting longer after each failure, and saying each trouble once.

use std::time::Duration;

use tracing::{info, warn};

const FIRST: Duration = Duration::from_secs(1);
/// So soon after a server is back the daemon notices.
const LONGEST: Duration = Duration::from_secs(60);
/// What needs the operator is tried seldom: servers shut out who keeps coming with a wrong password.
const SELDOM: Duration = Duration::from_secs(300);

/// The state of something that may fail for a while.
pub(super) struct Backoff {
    what: &'static str,
    wait: Duration,
    failing: bool,
    said: Option<String>,
}

impl Backoff {
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, wait: FIRST, failing: false, said: None }
    }

    /// Whether the last try failed.
    pub(super) fn in_trouble(&self) -> bool {
        self.failing
    }

    /// It works.
    pub(super) fn succeeded(&mut self) {
        if self.said.take().is_some() {
            info!(what = self.what, "{} works again", self.what);
        }
        self.failing = false;
        self.wait = FIRST;
    }

    /// It failed: how long to wait before the next try. The same trouble is said once.
    pub(super) fn failed(&mut self, why: &impl std::fmt::Display) -> Duration {
        self.say(why.to_string());
        self.failed_quietly()
    }

    /// It failed for a reason that was said elsewhere: how long to wait before the next try.
    pub(super) fn failed_quietly(&mut self) -> Duration {
        self.failing = true;
        let wait = self.wait;
        self.wait = (wait * 2).min(LONGEST);
        wait
    }

    /// It fails until the operator acts: how long to wait before the next try all the same.
    pub(super) fn failed_for_good(&mut self, why: &impl std::fmt::Display) -> Duration {
        self.say(why.to_string());
        self.failing = true;
        SELDOM
    }

    fn say(&mut self, why: String) {
        if self.said.as_ref() != Some(&why) {
            warn!(what = self.what, why, "{} fails: {why}; trying again", self.what);
            self.said = Some(why);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_limit_and_begin_anew_after_a_success() {
        let mut backoff = Backoff::new("the inbox");
        let waits: Vec<_> = (0..12).map(|_| backoff.failed(&"gone").as_secs()).collect();
        assert_eq!(&waits[..4], &[1, 2, 4, 8]);
        assert_eq!(waits.last(), Some(&60));
        assert!(backoff.in_trouble());
        backoff.succeeded();
        assert!(!backoff.in_trouble());
        assert_eq!(backoff.failed(&"gone").as_secs(), 1);
        assert_eq!(backoff.failed_for_good(&"a wrong password"), SELDOM);
    }
}
