//! Signs of life: what the loops note down of their work, for whoever asks whether the desk does it.
//!
//! Ages are those of the machine's run, which nobody sets. Must not judge: that is `health`'s business. Must not wait for
//! anything, the database least of all: who asks gets an answer also when everything else hangs.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;

use super::pulse::{Loop, Pulse};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::health::{Cause, Fact, Facts, Failing, Past, Report, Round};

/// The database is written at least this often.
pub(super) const WRITE_EVERY: Duration = Duration::from_secs(20);

/// So long a write may fail to come back: another program may hold the database for a moment.
const WRITE_LIMIT: Duration = Duration::from_secs(60);

/// How many looks at the mailbox may fail in a row.
const LOOKS: u32 = 3;

/// So long every round of a loop may fail: servers and databases are busy for a moment, and templates are put right.
const FAILING_LIMIT: Duration = Duration::from_secs(180);

/// What is known of the desk's work.
pub(super) struct Signs {
    clock: Clock,
    pub(super) pulse: Pulse,
    noted: Mutex<Noted>,
}

struct Noted {
    limits: Limits,
    read: Option<Moment>,
    mail_in_hand: bool,
    mail_done: Option<Moment>,
    held: u64,
    written: Option<Moment>,
    write_failed: bool,
    /// None while nobody can say.
    oldest_undelivered: Option<Option<DateTime<Utc>>>,
    failing: [Option<(Moment, Cause)>; Loop::ALL.len()],
}

/// What a configuration allows.
#[derive(Clone, Copy)]
struct Limits {
    look_every: Duration,
    undelivered: Duration,
}

#[derive(Clone, Copy)]
struct Moment {
    at: DateTime<Utc>,
    when: Instant,
}

impl Limits {
    fn of(config: &Config) -> Self {
        Self { look_every: look_every(&config.inbox), undelivered: config.web.undelivered_limit }
    }
}

impl Signs {
    pub(super) fn new(clock: Clock, config: &Config) -> Self {
        let noted = Noted {
            limits: Limits::of(config),
            read: None,
            mail_in_hand: false,
            mail_done: None,
            held: 0,
            written: None,
            write_failed: false,
            oldest_undelivered: Some(None),
            failing: Default::default(),
        };
        Self { clock, pulse: Pulse::default(), noted: Mutex::new(noted) }
    }

    /// The configuration is another one.
    pub(super) fn go_by(&self, config: &Config) {
        self.locked().limits = Limits::of(config);
    }

    /// The mail server answered; with mail, the next look is after that is dealt with.
    pub(super) fn mailbox_was_read(&self, mail: bool) {
        let read = self.moment();
        let mut noted = self.locked();
        noted.read = Some(read);
        noted.mail_in_hand = mail;
    }

    /// What was read is dealt with, or not: whichever, the mailbox is to be read again, for which there was no time before.
    pub(super) fn mail_is_done(&self) {
        let done = self.moment();
        let mut noted = self.locked();
        if std::mem::take(&mut noted.mail_in_hand) {
            noted.mail_done = Some(done);
        }
    }

    /// So many mails wait in the mailbox because there is no room for them.
    pub(super) fn mail_is_held(&self, held: u64) {
        self.locked().held = held;
    }

    /// How many do.
    pub(super) fn held(&self) -> u64 {
        self.locked().held
    }

    /// The database was written, or could not be.
    pub(super) fn database_was_written(&self, done: bool) {
        let moment = self.moment();
        let mut noted = self.locked();
        noted.write_failed = !done;
        if done {
            noted.written = Some(moment);
        }
    }

    /// When the oldest notice was written that waits, if one does; none where the database does not say.
    pub(super) fn outbox_waits_since(&self, oldest: Option<Option<DateTime<Utc>>>) {
        self.locked().oldest_undelivered = oldest;
    }

    /// A round of a loop failed.
    pub(super) fn failed(&self, of: Loop, cause: Cause) {
        let now = self.moment();
        if let Some(failing) = self.locked().failing.get_mut(of as usize) {
            let since = failing.map_or(now, |(since, _)| since);
            *failing = Some((since, cause));
        }
    }

    /// A round of a loop did what it was for.
    pub(super) fn succeeded(&self, of: Loop) {
        if let Some(failing) = self.locked().failing.get_mut(of as usize) {
            *failing = None;
        }
    }

    /// Whether no loop hangs.
    pub(super) fn loops_are_regular(&self) -> bool {
        self.rounds(&self.locked()).iter().all(Round::is_regular)
    }

    /// All of it, judged.
    pub(super) fn report(&self) -> Report {
        let (now, doubt) = (self.clock.now(), self.clock.doubt());
        let noted = self.locked();
        let loops = self.rounds(&noted);
        let fact = |last: Option<Moment>, limit| Fact { last: last.map(Moment::past), limit };
        let waits = |at: DateTime<Utc>| Past { at, age: (now - at).to_std().unwrap_or_default() };
        Report::of(Facts {
            now,
            mailbox: fact(noted.read, noted.limits.look_every * LOOKS),
            mail_in_hand: noted.mail_in_hand || noted.tries_mail_again(),
            mail_done: noted.mail_done.map(Moment::past),
            held: noted.held,
            oldest_undelivered: noted.oldest_undelivered.flatten().map(waits),
            unreadable: noted.oldest_undelivered.is_none(),
            undelivered_limit: noted.limits.undelivered,
            database: fact(noted.written, WRITE_LIMIT),
            write_failed: noted.write_failed,
            clock_shows: doubt.map(|doubt| doubt.shown),
            loops,
        })
    }

    fn rounds(&self, noted: &Noted) -> Vec<Round> {
        let now = self.clock.now();
        let round = |of: Loop| {
            let since = |age| Past { at: now - TimeDelta::from_std(age).unwrap_or_default(), age };
            let (busy, limit) = (self.pulse.busy(of).map(since), of.longest_round());
            Round { name: of.name(), busy, limit, failing: noted.failing(of) }
        };
        Loop::ALL.into_iter().map(round).collect()
    }

    fn moment(&self) -> Moment {
        Moment { at: self.clock.now(), when: Instant::now() }
    }

    fn locked(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Noted {
    fn failing(&self, of: Loop) -> Option<Failing> {
        let (since, cause) = self.failing.get(of as usize).copied().flatten()?;
        Some(Failing { since: since.past(), limit: FAILING_LIMIT, cause })
    }

    /// Whether mail waits for the next try although the mailbox could be read: that is not the mailbox's fault.
    fn tries_mail_again(&self) -> bool {
        self.failing(Loop::Intake).is_some_and(|failing| failing.cause != Cause::Mailbox)
    }
}

impl Moment {
    fn past(self) -> Past {
        Past { at: self.at, age: self.when.elapsed() }
    }
}

/// How often the mailbox is really looked at, also where the server tells of mail by itself: a connection that was cut off
/// tells nothing.
pub(super) fn look_every(inbox: &config::Inbox) -> Duration {
    const SOON: Duration = Duration::from_secs(5);
    const LATE: Duration = Duration::from_secs(9 * 60);
    match inbox {
        config::Inbox::Maildir { .. } => SOON,
        config::Inbox::Imap(imap) if imap.idle => imap.poll_every.clamp(SOON, LATE),
        config::Inbox::Imap(imap) => imap.poll_every.max(SOON),
    }
}

#[cfg(test)]
mod tests {
    use super::super::pulse::LONGEST_ROUND;
    use super::*;

    fn signs() -> Signs {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, config::SHIPPED).unwrap();
        let signs = Signs::new(Clock::moved(DateTime::UNIX_EPOCH), &config::load(&file).unwrap());
        signs.mailbox_was_read(false);
        signs.database_was_written(true);
        signs
    }

    #[tokio::test(start_paused = true)]
    async fn one_loop_that_hangs_is_noticed() {
        let signs = signs();
        signs.pulse.beat(Loop::Intake);
        signs.pulse.beat(Loop::Deliver);
        tokio::time::advance(LONGEST_ROUND / 2).await;
        signs.pulse.beat(Loop::Intake);
        assert!(signs.loops_are_regular());
        tokio::time::advance(LONGEST_ROUND / 2).await;
        assert!(!signs.loops_are_regular());
        assert!(
            signs
                .report()
                .faults()
                .iter()
                .any(|why| why.starts_with("loops: deliver began a round 20 min ago"))
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_desk_without_mail_for_days_does_not_hang() {
        let signs = signs();
        signs.pulse.beat(Loop::Deliver);
        signs.pulse.rest(Loop::Deliver);
        tokio::time::advance(LONGEST_ROUND * 100).await;
        assert!(signs.loops_are_regular());
    }

    #[tokio::test(start_paused = true)]
    async fn a_mail_server_that_takes_no_moves_is_one_fault_from_the_third_minute_until_it_does() {
        let signs = signs();
        let mut told = Vec::new();
        // What needs the operator is tried every five minutes: longer than the limit.
        for _ in 0..900 {
            if told.len() % 300 == 0 {
                signs.mailbox_was_read(true);
                signs.mail_is_done();
                signs.failed(Loop::Intake, Cause::Filing);
            }
            signs.database_was_written(true);
            tokio::time::advance(Duration::from_secs(1)).await;
            told.push(signs.report().faults());
        }
        assert!(told[..179].iter().all(Vec::is_empty));
        let rest = &told[179..];
        assert!(rest.iter().all(|it| matches!(&it[..], [one] if one.starts_with("loops: intake fails"))));
        assert!(signs.loops_are_regular(), "a new start mends no server");
        signs.mailbox_was_read(false);
        signs.succeeded(Loop::Intake);
        assert!(signs.report().is_healthy());
    }

    #[tokio::test(start_paused = true)]
    async fn each_sign_that_fails_to_come_turns_the_report() {
        let signs = signs();
        assert_eq!(signs.report().faults(), Vec::<String>::new());
        tokio::time::advance(Duration::from_secs(16)).await;
        assert!(signs.report().faults()[0].starts_with("mailbox: it was last read 16 s ago"));
        signs.mailbox_was_read(true);
        tokio::time::advance(Duration::from_secs(40)).await;
        assert!(signs.report().is_healthy(), "mail is in hand");
        signs.mail_is_done();
        signs.database_was_written(false);
        assert_eq!(signs.report().faults().len(), 1, "the mailbox could not be read again yet");
        tokio::time::advance(Duration::from_secs(10)).await;
        signs.mail_is_done();
        tokio::time::advance(Duration::from_secs(6)).await;
        assert_eq!(signs.report().faults().len(), 2, "a round that fails is no mail that is done");
        signs.mailbox_was_read(false);
        signs.database_was_written(true);
        signs.outbox_waits_since(Some(Some(DateTime::UNIX_EPOCH)));
        signs.clock.pass(TimeDelta::hours(2));
        assert!(signs.report().faults()[0].starts_with("outbox: a notice of 120 min ago"));
        signs.outbox_waits_since(Some(None));
        signs.clock.set(TimeDelta::hours(-3));
        assert!(signs.report().faults()[0].starts_with("clock: it shows 1969-12-31T23:00:00Z"));
    }
}
