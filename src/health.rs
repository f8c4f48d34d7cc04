//! Whether the desk does its work: what is known, what is too old, and in which words that is told.
//!
//! Knows facts with their ages and limits. Must not look at anything itself, and never names people, servers or secrets.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};

/// The key of the configuration that holds mail back.
const HELD_BY: &str = "limits.mails_in_all";

/// What is known at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The time that the desk goes by.
    pub now: DateTime<Utc>,
    /// When the mail server last answered for the mailbox.
    pub mailbox: Fact,
    /// Mail that was read is being taken in: it is looked again when that is done.
    pub mail_in_hand: bool,
    /// When mail was last taken in: only from then on could it be looked again.
    pub mail_done: Option<Past>,
    /// How many mails wait in the mailbox because too many came at once: that is as it should be.
    pub held: u64,
    /// When the oldest notice was written that nobody has taken yet; without one, nothing waits.
    pub oldest_undelivered: Option<Past>,
    /// How long a notice may wait.
    pub undelivered_limit: Duration,
    /// When the database was last written.
    pub database: Fact,
    /// The last try to write it failed.
    pub write_failed: bool,
    /// The last look for notices that wait failed: how old the oldest is is not known.
    pub unreadable: bool,
    /// What the machine's clock shows, where the desk does not believe it.
    pub clock_shows: Option<DateTime<Utc>>,
    /// The loops.
    pub loops: Vec<Round>,
}

/// Something that happens again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// When it last succeeded, if ever.
    pub last: Option<Past>,
    /// For how long it may not.
    pub limit: Duration,
}

/// A moment, and how long ago it is: clocks are set meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// When it was.
    pub at: DateTime<Utc>,
    /// How long ago.
    pub age: Duration,
}

/// A loop, and since when it is busy with one round; without that it waits for something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its name.
    pub name: &'static str,
    /// Since when it is busy.
    pub busy: Option<Past>,
    /// How long a round may take.
    pub limit: Duration,
    /// The trouble that it is in, if its last round failed.
    pub failing: Option<Failing>,
}

/// A loop's rounds fail, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    /// Since the first of them.
    pub since: Past,
    /// For how long they may.
    pub limit: Duration,
    /// Why the last of them did.
    pub cause: Cause,
}

/// Why a round fails. The log has the words, in which servers and people may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The mailbox cannot be read.
    Mailbox,
    /// Mail that was taken in cannot be moved away.
    Filing,
    /// The database cannot be read or written.
    Database,
    /// A notice cannot be written.
    Template,
    /// Something in the program or its machine.
    Program,
}

/// What the facts mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    facts: Facts,
    faults: Vec<(&'static str, String)>,
}

impl Round {
    /// Whether it goes on.
    pub fn is_regular(&self) -> bool {
        self.busy.is_none_or(|busy| busy.age < self.limit)
    }
}

impl Report {
    /// Judges the facts.
    pub fn of(facts: Facts) -> Self {
        let mut faults = Vec::new();
        faults.extend(mailbox(&facts).map(|why| ("mailbox", why)));
        faults.extend(outbox(&facts).map(|why| ("outbox", why)));
        faults.extend(database(&facts).map(|why| ("database", why)));
        faults.extend(clock(&facts).map(|why| ("clock", why)));
        faults.extend(facts.loops.iter().filter_map(stuck).map(|why| ("loops", why)));
        let fails = facts.loops.iter().filter_map(|round| fails(round, &facts));
        faults.extend(fails.map(|why| ("loops", why)));
        Self { facts, faults }
    }

    /// Whether everything is as it should be.
    pub fn is_healthy(&self) -> bool {
        self.faults.is_empty()
    }

    /// What is not as it should be, a sentence each: `mailbox: it was last read 200 s ago; …`.
    pub fn faults(&self) -> Vec<String> {
        self.faults.iter().map(|(of, why)| format!("{of}: {why}")).collect()
    }

    /// The state in one line that stays the same while the state does.
    pub fn summary(&self) -> String {
        let mut names: Vec<&str> = self.faults.iter().map(|(of, _)| *of).collect();
        names.dedup();
        match names.as_slice() {
            [] if self.facts.held > 0 => format!("all is well; mail is held back by {HELD_BY}"),
            [] => "all is well".to_owned(),
            names => format!("not well: {}; `countersign doctor` and the log say more", names.join(", ")),
        }
    }

    /// All of it, for monitors.
    pub fn to_json(&self) -> Value {
        let facts = &self.facts;
        let ok = |name| json!(!self.faults.iter().any(|(of, _)| *of == name));
        let loops = facts.loops.iter().map(|round| (round.name.to_owned(), round.to_json(facts)));
        let mut loops: Map<String, Value> = loops.collect();
        loops.insert("ok".to_owned(), ok("loops"));
        json!({
            "healthy": self.is_healthy(),
            "why": self.faults(),
            "now": stamp(facts.now),
            "mailbox": {
                "ok": ok("mailbox"),
                "read_at": at(facts.mailbox.last),
                "age_s": age(facts.mailbox.last),
                "limit_s": facts.mailbox.limit.as_secs(),
                "mail_in_hand": facts.mail_in_hand,
                "held_back": facts.held,
                "held_back_by": (facts.held > 0).then_some(HELD_BY),
            },
            "outbox": {
                "ok": ok("outbox"),
                "oldest_undelivered_at": at(facts.oldest_undelivered),
                "age_s": age(facts.oldest_undelivered),
                "limit_s": facts.undelivered_limit.as_secs(),
            },
            "database": {
                "ok": ok("database"),
                "writable": ok("database"),
                "readable": !facts.unreadable,
                "written_at": at(facts.database.last),
                "age_s": age(facts.database.last),
                "limit_s": facts.database.limit.as_secs(),
            },
            "clock": { "ok": ok("clock"), "shows": stamp(facts.clock_shows.unwrap_or(facts.now)) },
            "loops": loops,
        })
    }

    /// The same as figures, in the text format of Prometheus.
    pub fn to_metrics(&self) -> String {
        let facts = &self.facts;
        let seconds = |past: Option<Past>| past.map_or(f64::NAN, |past| past.age.as_secs_f64());
        let mut lines = vec![
            gauge("healthy", "Whether all is well.", f64::from(u8::from(self.is_healthy()))),
            gauge("mailbox_read_age_seconds", "Since the mailbox was read.", seconds(facts.mailbox.last)),
            gauge(
                "mailbox_held_back_mails",
                "How many mails wait because of limits.mails_in_all.",
                u32::try_from(facts.held).map_or(f64::INFINITY, f64::from),
            ),
            gauge(
                "outbox_oldest_undelivered_age_seconds",
                "For how long the oldest undelivered notice waits; 0 without one.",
                facts.oldest_undelivered.map_or(0.0, |past| past.age.as_secs_f64()),
            ),
            gauge(
                "database_written_age_seconds",
                "Since the database was written.",
                seconds(facts.database.last),
            ),
            gauge(
                "clock_believed",
                "Whether the machine's clock is believed.",
                f64::from(u8::from(facts.clock_shows.is_none())),
            ),
        ];
        let (loops, failing) = (&facts.loops, |it: &Round| Some(it.failing?.since));
        lines.extend(of_loops("busy", "For how long a loop is busy with one round.", loops, |it| it.busy));
        lines.extend(of_loops("failing", "For how long a loop fails at each try.", loops, failing));
        lines.concat()
    }
}

impl Round {
    fn to_json(self, facts: &Facts) -> Value {
        let since = self.failing.map(|failing| failing.since);
        json!({
            "ok": self.is_regular() && fails(&self, facts).is_none(),
            "busy_since": at(self.busy),
            "age_s": age(self.busy),
            "limit_s": self.limit.as_secs(),
            "failing_since": at(since),
            "failing_s": age(since),
            "failing_because": self.failing.map(|failing| failing.cause.words()),
        })
    }
}

impl Cause {
    fn words(self) -> &'static str {
        match self {
            Self::Mailbox => "the mailbox cannot be read",
            Self::Filing => "mail that was taken in cannot be moved out of the mailbox",
            Self::Database => "the database cannot be read or written",
            Self::Template => "a notice cannot be written",
            Self::Program => "the program or its machine is at fault",
        }
    }

    /// Whether it is told already, by the part whose fault it is and with a limit of its own.
    fn is_told(self, since: Past, facts: &Facts) -> bool {
        match self {
            Self::Mailbox => facts.mailbox.last.is_none_or(|read| read.age >= since.age),
            Self::Database => database(facts).is_some(),
            Self::Filing | Self::Template | Self::Program => false,
        }
    }
}

fn mailbox(facts: &Facts) -> Option<String> {
    let Fact { last, limit } = &facts.mailbox;
    let Some(read) = last else { return Some("it was not read since the start".to_owned()) };
    let free = facts.mail_done.map_or(read.age, |done| done.age.min(read.age));
    let late = free > *limit && !facts.mail_in_hand;
    late.then(|| format!("it was last read {}; the limit is {}", ago(*read), words(*limit)))
}

fn outbox(facts: &Facts) -> Option<String> {
    let oldest = facts.oldest_undelivered.filter(|oldest| oldest.age > facts.undelivered_limit)?;
    let limit = words(facts.undelivered_limit);
    Some(format!("a notice of {} is still not delivered; web.undelivered_limit is {limit}", ago(oldest)))
}

fn database(facts: &Facts) -> Option<String> {
    let Fact { last, limit } = &facts.database;
    match last {
        Some(written) if facts.write_failed => {
            Some(format!("it cannot be written; it was last written {}", ago(*written)))
        }
        Some(_) if facts.unreadable => {
            Some("it cannot be read: how long notices wait is not known".to_owned())
        }
        Some(written) if written.age > *limit => {
            Some(format!("it was last written {}; the limit is {}", ago(*written), words(*limit)))
        }
        Some(_) => None,
        None => Some("it was not written since the start".to_owned()),
    }
}

fn clock(facts: &Facts) -> Option<String> {
    let shows = facts.clock_shows?;
    Some(format!("it shows {}, and the desk goes by {}", stamp(shows), stamp(facts.now)))
}

fn stuck(round: &Round) -> Option<String> {
    let busy = round.busy.filter(|_| !round.is_regular())?;
    Some(format!("{} began a round {} that does not end", round.name, ago(busy)))
}

fn fails(round: &Round, facts: &Facts) -> Option<String> {
    let Failing { since, limit, cause } = round.failing?;
    let told = since.age >= limit && !cause.is_told(since, facts);
    told.then(|| {
        let (name, why) = (round.name, cause.words());
        format!("{name} fails at each try, the first {}: {why}; the log says more", ago(since))
    })
}

fn of_loops(name: &str, help: &str, loops: &[Round], of: impl Fn(&Round) -> Option<Past>) -> Vec<String> {
    let name = format!("countersign_loop_{name}_seconds");
    let mut lines = vec![format!("# HELP {name} {help}\n# TYPE {name} gauge\n")];
    lines.extend(loops.iter().map(|round| {
        let seconds = of(round).map_or(0.0, |past| past.age.as_secs_f64());
        format!("{name}{{loop=\"{}\"}} {seconds}\n", round.name)
    }));
    lines
}

fn gauge(name: &str, help: &str, value: f64) -> String {
    format!("# HELP countersign_{name} {help}\n# TYPE countersign_{name} gauge\ncountersign_{name} {value}\n")
}

fn ago(past: Past) -> String {
    format!("{} ago ({})", words(past.age), stamp(past.at))
}

fn words(span: Duration) -> String {
    match span.as_secs() {
        seconds @ 0..600 => format!("{seconds} s"),
        seconds @ 600..36_000 => format!("{} min", seconds / 60),
        seconds => format!("{} h", seconds / 3600),
    }
}

fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn at(past: Option<Past>) -> Value {
    past.map_or(Value::Null, |past| json!(stamp(past.at)))
}

fn age(past: Option<Past>) -> Value {
    past.map_or(Value::Null, |past| json!(past.age.as_secs()))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn past(seconds: u64) -> Past {
        let age = Duration::from_secs(seconds);
        Past { at: now() - TimeDelta::from_std(age).unwrap(), age }
    }

    fn now() -> DateTime<Utc> {
        "2026-10-05T09:00:00Z".parse().unwrap()
    }

    fn well() -> Facts {
        let fact = |limit| Fact { last: Some(past(3)), limit: Duration::from_secs(limit) };
        let limit = Duration::from_secs(1_200);
        let round = |name| Round { name, busy: Some(past(2)), limit, failing: None };
        Facts {
            now: now(),
            mailbox: fact(180),
            mail_in_hand: false,
            mail_done: None,
            held: 0,
            oldest_undelivered: None,
            undelivered_limit: Duration::from_secs(3_600),
            database: fact(60),
            write_failed: false,
            unreadable: false,
            clock_shows: None,
            loops: vec![round("intake"), Round { busy: None, ..round("deliver") }],
        }
    }

    #[test]
    fn each_fact_turns_the_whole_and_names_itself() {
        type Change = fn(&mut Facts);
        let cases: [(&str, Change, &str); 10] = [
            (
                "mailbox",
                |it| it.mailbox.last = Some(past(181)),
                "it was last read 181 s ago (2026-10-05T08:56:59Z); the limit is 180 s",
            ),
            ("mailbox", |it| it.mailbox.last = None, "it was not read since the start"),
            (
                "outbox",
                |it| it.oldest_undelivered = Some(past(4_000)),
                "a notice of 66 min ago (2026-10-05T07:53:20Z) is still not delivered; web.undelivered_limit is 60 min",
            ),
            (
                "database",
                |it| it.write_failed = true,
                "it cannot be written; it was last written 3 s ago (2026-10-05T08:59:57Z)",
            ),
            (
                "database",
                |it| it.database.last = Some(past(61)),
                "it was last written 61 s ago (2026-10-05T08:58:59Z); the limit is 60 s",
            ),
            ("database", |it| it.database.last = None, "it was not written since the start"),
            ("database", |it| it.unreadable = true, "it cannot be read: how long notices wait is not known"),
            (
                "clock",
                |it| it.clock_shows = Some(now() - TimeDelta::days(9)),
                "it shows 2026-09-26T09:00:00Z, and the desk goes by 2026-10-05T09:00:00Z",
            ),
            (
                "loops",
                |it| it.loops[0].busy = Some(past(1_200)),
                "intake began a round 20 min ago (2026-10-05T08:40:00Z) that does not end",
            ),
            (
                "loops",
                |it| it.loops[1].failing = Some(failing(180, Cause::Template)),
                "deliver fails at each try, the first 180 s ago (2026-10-05T08:57:00Z): a notice cannot be written; \
                 the log says more",
            ),
        ];
        assert!(Report::of(well()).is_healthy());
        for (of, change, why) in cases {
            let mut facts = well();
            change(&mut facts);
            let report = Report::of(facts);
            assert!(!report.is_healthy());
            assert_eq!(report.faults(), [format!("{of}: {why}")]);
            let json = report.to_json();
            for name in ["mailbox", "outbox", "database", "clock", "loops"] {
                assert_eq!(json[name]["ok"], json!(name != of), "{name} in the case of {of}");
            }
            assert!(report.summary().starts_with(&format!("not well: {of};")));
        }
    }

    fn failing(seconds: u64, cause: Cause) -> Failing {
        Failing { since: past(seconds), limit: Duration::from_secs(180), cause }
    }

    /// What is told of an intake that fails for so long, while the mailbox was last read so long ago.
    fn told(seconds: u64, cause: Cause, change: impl Fn(&mut Facts)) -> Vec<&'static str> {
        let mut facts = well();
        facts.loops[0].failing = Some(failing(seconds, cause));
        change(&mut facts);
        let report = Report::of(facts);
        let is_told = report.faults.iter().any(|(of, _)| *of == "loops");
        assert_eq!(report.to_json()["loops"]["intake"]["ok"], json!(!is_told));
        report.faults.iter().map(|(of, _)| *of).collect()
    }

    #[test]
    fn a_loop_that_fails_for_some_time_is_told_unless_its_trouble_has_a_name_already() {
        for cause in [Cause::Mailbox, Cause::Filing, Cause::Database, Cause::Template, Cause::Program] {
            assert!(told(179, cause, |_| ()).is_empty(), "{cause:?}");
            assert_eq!(told(180, cause, |_| ()), ["loops"], "{cause:?}");
        }
        let away = |seconds| move |it: &mut Facts| it.mailbox.last = Some(past(seconds));
        assert!(told(175, Cause::Mailbox, away(176)).is_empty(), "its limit is the mailbox's");
        assert_eq!(told(190, Cause::Mailbox, away(191)), ["mailbox"]);
        assert_eq!(told(900, Cause::Database, |it| it.write_failed = true), ["database"]);
        assert_eq!(told(900, Cause::Filing, |it| it.write_failed = true), ["database", "loops"]);
    }

    #[test]
    fn mail_that_is_being_taken_in_was_read() {
        let mailbox = Fact { last: Some(past(600)), limit: Duration::from_secs(180) };
        assert!(Report::of(Facts { mailbox, mail_in_hand: true, ..well() }).is_healthy());
    }

    #[test]
    fn mail_that_is_held_back_is_told_and_is_no_fault() {
        let report = Report::of(Facts { held: 512, ..well() });
        assert!(report.is_healthy());
        assert_eq!(report.summary(), "all is well; mail is held back by limits.mails_in_all");
        let mailbox = &report.to_json()["mailbox"];
        assert_eq!((&mailbox["held_back"], &mailbox["held_back_by"]), (&json!(512), &json!(HELD_BY)));
        assert!(report.to_metrics().contains("\ncountersign_mailbox_held_back_mails 512\n"));
        assert_eq!(Report::of(well()).to_json()["mailbox"]["held_back_by"], Value::Null);
    }

    #[test]
    fn figures_are_in_the_format_of_prometheus() {
        let text = Report::of(Facts { oldest_undelivered: Some(past(7)), ..well() }).to_metrics();
        let line = regex::Regex::new(
            r#"^(# (HELP|TYPE) countersign_\w+ .+|countersign_\w+(\{loop="\w+"\})? [0-9.]+)$"#,
        );
        let line = line.unwrap();
        assert!(text.lines().all(|it| line.is_match(it)), "{text}");
        assert!(text.contains("\ncountersign_outbox_oldest_undelivered_age_seconds 7\n"), "{text}");
        assert!(text.contains("countersign_loop_busy_seconds{loop=\"intake\"} 2\n"), "{text}");
        assert!(text.contains("countersign_loop_failing_seconds{loop=\"deliver\"} 0\n"), "{text}");
    }
}
