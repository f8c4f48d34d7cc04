//! What a clock can be believed: a time that goes on as the machine runs, whatever the clock is set to meanwhile.
//!
//! Knows readings, and nothing of where they come from. Must not know what is due: it says how far deadlines may pass.

use chrono::{DateTime, TimeDelta, Utc};

/// So much may a clock be set back that nobody needs to know of it: time stands still for as long.
const SLACK: TimeDelta = TimeDelta::minutes(5);

/// A clock that leaps by more is not believed at once.
const LEAP: TimeDelta = TimeDelta::days(1);

/// So long a clock that leapt has to stay where it is before it is believed: whoever set it wrongly sets it back.
const PATIENCE: TimeDelta = TimeDelta::hours(1);

/// What a clock shows, and for how long the machine has run, its sleep included: nobody sets that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) shown: DateTime<Utc>,
    pub(super) running: TimeDelta,
}

/// The time that was told last, and what speaks against the clock.
#[derive(Debug)]
pub(super) struct Belief {
    now: DateTime<Utc>,
    running: TimeDelta,
    doubt: Option<Cause>,
}

#[derive(Clone, Copy, Debug)]
enum Cause {
    /// It went backwards, and shows this.
    Behind { shown: DateTime<Utc> },
    /// It leapt forwards, at this time of the machine's run.
    Ahead { since: TimeDelta },
}

/// Why the machine's clock is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is wrong with it.
    pub what: Wrong,
    /// What it shows.
    pub shown: DateTime<Utc>,
    /// The time that the desk goes by instead.
    pub now: DateTime<Utc>,
}

/// What is wrong with a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It shows less than was written down before: no deadline passes.
    Behind,
    /// It leapt forwards: deadlines go by the time as it was, for an hour.
    Ahead,
}

impl Belief {
    pub(super) fn new(reading: Reading) -> Self {
        Self { now: reading.shown, running: reading.running, doubt: None }
    }

    /// Takes a reading in.
    pub(super) fn look(&mut self, reading: Reading) {
        let expected = self.now + (reading.running - self.running).max(TimeDelta::zero());
        self.running = reading.running;
        if expected - reading.shown > SLACK {
            self.doubt = Some(Cause::Behind { shown: reading.shown });
            self.now = expected;
        } else if reading.shown - expected > LEAP && !self.may_leap() {
            self.now = expected;
        } else {
            self.doubt = None;
            self.now = self.now.max(reading.shown);
        }
    }

    /// Whether a leap is believed: a clock that was behind is put right by one, and after an hour nobody sets it back.
    fn may_leap(&mut self) -> bool {
        match self.doubt {
            Some(Cause::Behind { .. }) => true,
            Some(Cause::Ahead { since }) => self.running - since >= PATIENCE,
            None => {
                self.doubt = Some(Cause::Ahead { since: self.running });
                false
            }
        }
    }

    /// The time.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Up to when deadlines have passed, by whichever time is the right one.
    pub(super) fn due(&self) -> DateTime<Utc> {
        match self.doubt {
            Some(Cause::Behind { shown }) => shown,
            Some(Cause::Ahead { .. }) | None => self.now,
        }
    }

    pub(super) fn doubt(&self, shown: DateTime<Utc>) -> Option<Doubt> {
        let what = match self.doubt? {
            Cause::Behind { .. } => Wrong::Behind,
            Cause::Ahead { .. } => Wrong::Ahead,
        };
        Some(Doubt { what, shown, now: self.now })
    }

    /// It was this time already.
    pub(super) fn not_before(&mut self, past: DateTime<Utc>) {
        self.now = self.now.max(past);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Machine {
        reading: Reading,
        belief: Belief,
    }

    impl Machine {
        fn new() -> Self {
            let reading = Reading { shown: DateTime::UNIX_EPOCH, running: TimeDelta::zero() };
            Self { reading, belief: Belief::new(reading) }
        }

        /// Time passes, the machine awake or asleep.
        fn run(&mut self, minutes: i64) -> i64 {
            self.reading.shown += TimeDelta::minutes(minutes);
            self.reading.running += TimeDelta::minutes(minutes);
            self.now()
        }

        /// Somebody sets the clock.
        fn set(&mut self, by: i64) -> i64 {
            self.reading.shown += TimeDelta::minutes(by);
            self.now()
        }

        fn now(&mut self) -> i64 {
            self.belief.look(self.reading);
            (self.belief.now() - DateTime::UNIX_EPOCH).num_minutes()
        }

        fn due(&self) -> i64 {
            (self.belief.due() - DateTime::UNIX_EPOCH).num_minutes()
        }

        fn wrong(&self) -> Option<Wrong> {
            self.belief.doubt(self.reading.shown).map(|doubt| doubt.what)
        }
    }

    #[test]
    fn a_machine_that_slept_for_weeks_is_believed() {
        let mut machine = Machine::new();
        assert_eq!(machine.run(60 * 24 * 30), 60 * 24 * 30);
        assert_eq!(machine.wrong(), None);
    }

    #[test]
    fn a_clock_that_is_set_back_a_little_stands_still() {
        let mut machine = Machine::new();
        machine.run(100);
        assert_eq!(machine.set(-4), 100);
        assert_eq!((machine.run(3), machine.run(2)), (100, 101));
        assert_eq!(machine.wrong(), None);
    }

    #[test]
    fn a_clock_that_is_set_back_holds_what_is_due_until_it_is_right_again() {
        let mut machine = Machine::new();
        machine.run(100);
        assert_eq!(machine.set(-180), 100);
        assert_eq!((machine.wrong(), machine.due()), (Some(Wrong::Behind), -80));
        assert_eq!((machine.run(600), machine.due()), (700, 520), "both go on");
        // Put right, by however much.
        assert_eq!(machine.set(180 + 60 * 24 * 40), 700 + 60 * 24 * 40);
        assert_eq!((machine.wrong(), machine.due()), (None, 700 + 60 * 24 * 40));
    }

    #[test]
    fn a_clock_that_leaps_is_believed_only_after_an_hour() {
        let year = 60 * 24 * 365;
        let mut machine = Machine::new();
        machine.run(100);
        assert_eq!((machine.set(year), machine.wrong()), (100, Some(Wrong::Ahead)));
        assert_eq!((machine.run(59), machine.due()), (159, 159));
        // Somebody notices.
        assert_eq!((machine.set(-year), machine.wrong()), (159, None));
        // Nobody notices, or it is right.
        machine.set(year);
        assert_eq!(machine.run(60), 219 + year);
        assert_eq!(machine.wrong(), None);
        assert_eq!((machine.set(60 * 23), machine.wrong()), (219 + year + 60 * 23, None), "less than a day");
    }

    #[test]
    fn what_was_written_down_is_past() {
        let mut machine = Machine::new();
        machine.belief.not_before(DateTime::UNIX_EPOCH + TimeDelta::minutes(90));
        assert_eq!((machine.now(), machine.wrong(), machine.due()), (90, Some(Wrong::Behind), 0));
        assert_eq!((machine.run(10), machine.due()), (100, 10));
    }

    proptest! {
        /// Whatever is done to the clock, however often somebody looks.
        #[test]
        fn time_never_runs_backwards_and_never_races(
            steps in prop::collection::vec((0_i64..3_000, -100_000_i64..100_000, any::<bool>()), 1..60),
        ) {
            let mut machine = Machine::new();
            let mut last = 0;
            for (passes, set, settled) in steps {
                let set = if settled { 0 } else { set };
                let was_wrong = machine.wrong();
                machine.reading.shown += TimeDelta::minutes(set);
                let now = machine.run(passes);
                prop_assert!(now >= last, "{now} after {last}");
                prop_assert!(machine.due() <= now);
                // A leap is at most a day unless the clock was in doubt.
                prop_assert!(was_wrong.is_some() || now - last <= passes + 60 * 24);
                // A clock that nobody touches any more is right, or known to be wrong.
                let shown = (machine.reading.shown - DateTime::UNIX_EPOCH).num_minutes();
                prop_assert!(machine.wrong().is_some() || (now - shown).abs() <= 5);
                last = now;
            }
        }
    }
}
