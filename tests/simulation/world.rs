//! One world from one seed: an office on bad days, step by step.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use countersign::approval::State;
use countersign::clock::Clock;
use countersign::config::Config;
use countersign::daemon::Rounds;
use countersign::inbox::Inbox;
use countersign::store::{self, Connection, Standing, Store, StoreError};
use countersign::summary::Summarizer;
use countersign::turn::Desk;
use tempfile::TempDir;

use super::chance::Chance;
use super::letters::Notice;
use super::lockstep::Lockstep;
use super::machine::{Machine, Trouble};
use super::mutation::Mutation;
use super::office::{Habits, TEMPLATES, furnish};
use super::people::People;
use super::promises::{Broken, Ledger, Promise, Scene, audit, needed_alone};
use super::servers::{Model, Postbox, Relay, Servers};
use super::tally::Tally;

/// A Monday, 09:00 UTC.
const BEGIN: &str = "2026-10-05T09:00:00Z";

/// How a run ended.
pub struct Ended {
    /// What was done, step by step, and what came of it.
    pub trace: Vec<String>,
    /// The promises that were broken, first of all.
    pub broken: Vec<Broken>,
    pub tally: Tally,
}

/// Runs the world of a seed until a promise is broken, or to its end.
pub fn run(seed: u64, mutation: Option<Mutation>) -> Ended {
    let lockstep = Lockstep::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .max_blocking_threads(2)
        .build()
        .unwrap();
    let mut world = World::new(seed, mutation, lockstep.clone());
    let broken = runtime.block_on(lockstep.beside(world.live()));
    runtime.block_on(lockstep.beside(world.shut()));
    let mut tally = world.machine.tally();
    tally.add(&world.servers.lock().tally);
    tally.add(&world.tally);
    tally.most("most copies of one mail", world.ledger.most_copies());
    Ended { trace: world.trace, broken, tally }
}

struct World {
    chance: Chance,
    clock: Clock,
    /// The latest that the clock ever showed.
    latest: DateTime<Utc>,
    folder: TempDir,
    habits: Habits,
    /// What the configuration is, or was before it was changed last.
    configs: [Arc<Config>; 2],
    mutation: Option<Mutation>,
    machine: Machine,
    servers: Servers,
    lockstep: Lockstep,
    /// The database that is open.
    store: Option<Store>,
    running: Option<Running>,
    people: People,
    notices: Vec<Notice>,
    ledger: Ledger,
    /// The disk is full.
    full: bool,
    trace: Vec<String>,
    tally: Tally,
}

struct Running {
    rounds: Rounds,
    inbox: Inbox<Postbox>,
    relay: Arc<Relay>,
    summarizer: Summarizer<Model>,
    reader: Connection,
}

/// Seeds are small numbers; spread, so that a seed is the same world as ever.
fn world_chance(seed: u64) -> Chance {
    Chance::new(seed.wrapping_mul(0x2545_f491_4f6c_dd1d))
}

impl World {
    fn new(seed: u64, mutation: Option<Mutation>, lockstep: Lockstep) -> Self {
        let memory = Path::new("/dev/shm");
        let folder =
            if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let (machine, mut chance) = (Machine::default(), world_chance(seed));
        let habits = Habits {
            room: if chance.percent(25) { 4 } else { 100_000 },
            working_hours: chance.percent(25),
            adds_up: chance.percent(25),
        };
        let configs = furnish(folder.path(), mutation, habits);
        let start = BEGIN.parse().unwrap();
        let clock = Clock::moved(start);
        let of_servers = world_chance(u64::try_from(chance.below(1 << 40)).unwrap());
        let servers = Servers::new(machine.clone(), clock.clone(), of_servers, mutation);
        Self {
            chance,
            clock,
            latest: start,
            folder,
            habits,
            configs,
            mutation,
            machine,
            servers,
            lockstep,
            store: None,
            running: None,
            people: People::default(),
            notices: Vec::new(),
            ledger: Ledger::default(),
            full: false,
            trace: Vec::new(),
            tally: Tally::default(),
        }
    }

    async fn live(&mut self) -> Vec<Broken> {
        let mut broken = self.boot().await;
        for _ in 0..60 + self.chance.below(90) {
            if !broken.is_empty() {
                return broken;
            }
            let begun = self.clock.now();
            let step = self.step().await;
            broken = self.look(&step, begun);
            if self.machine.is_dead() {
                self.crash().await;
                broken.extend(self.boot().await);
            }
        }
        if broken.is_empty() { self.end().await } else { broken }
    }

    /// The desk starts on the database as it is, and again if it dies at that; now and then by another configuration.
    async fn boot(&mut self) -> Vec<Broken> {
        loop {
            if self.chance.percent(15) {
                self.configs.swap(0, 1);
            }
            let desk = self.open();
            let store = desk.store.clone();
            self.store = Some(store.clone());
            self.lockstep.hold(store.clone());
            let machine = self.machine.clone();
            store.write(move |connection| machine.hook(connection)).await.unwrap();
            let reader = store.reader().unwrap();
            let standing = store::standing(&reader, &self.configs[0].audit.witness).unwrap();
            let mut broken = audit(&reader);
            if !matches!(standing, Standing::Continued | Standing::Unwitnessed) {
                broken.push((Promise::Audit, format!("a crash is taken for tampering: {standing:?}")));
            }
            self.ledger.reader_is_new();
            drop(store);
            if self.chance.percent(30) {
                let troubles = [Trouble::CommitFails, Trouble::DiesBeforeCommit, Trouble::DiesAfterCommit];
                self.machine.plan(self.chance.pick(&troubles), self.chance.below(2));
            }
            self.machine.is_starting(true);
            let begun = Rounds::begin(desk).await;
            self.machine.is_starting(false);
            match begun {
                Ok(rounds) if !self.machine.is_dead() => {
                    let desk = rounds.desk();
                    let model = Some(Model(self.servers.clone()));
                    let summarizer = Summarizer::of(model, Duration::from_secs(30), desk.clock.clone());
                    let inbox = Inbox::of(Postbox::new(self.servers.clone()));
                    let relay = Arc::new(Relay(self.servers.clone()));
                    self.running = Some(Running { rounds, inbox, relay, summarizer, reader });
                    return broken;
                }
                died => {
                    let why = died.map_or_else(|error| error.to_string(), |_| "it dies at that".to_owned());
                    self.trace.push(format!("cannot start: {why}"));
                    let dead = self.machine.is_dead();
                    self.tally.count(if dead { "died while starting" } else { "start refused by the disk" });
                    drop(reader);
                    self.crash().await;
                }
            }
        }
    }

    fn open(&self) -> Desk {
        let store = Store::open(&self.configs[0].desk.database).unwrap();
        Desk::new(self.configs[0].clone(), TEMPLATES.clone(), self.clock.clone(), store)
    }

    /// Everything that is not on the disk is gone: the files are what they were at this moment.
    async fn crash(&mut self) {
        let names = ["desk.db", "desk.db-wal", "desk.db.head"];
        let files = names.map(|name| (self.folder.path().join(name), self.folder.path().join(name)));
        let saved = files.map(|(path, _)| (std::fs::read(&path).ok(), path));
        self.shut().await;
        let _ = std::fs::remove_file(self.folder.path().join("desk.db-shm"));
        for (bytes, path) in saved {
            match bytes {
                Some(bytes) => std::fs::write(path, bytes).unwrap(),
                None => drop(std::fs::remove_file(path)),
            }
        }
        self.machine.start();
        // A new process knows nothing of what the clock showed before.
        self.clock.believe();
        self.full = false;
        self.tally.count("restarted after a crash");
    }

    /// Lets go of the database.
    async fn shut(&mut self) {
        self.running = None;
        self.lockstep.let_go();
        if let Some(store) = self.store.take() {
            store.close().await;
        }
    }

    async fn step(&mut self) -> String {
        let kind = self.chance.weighed(&[(27, 0), (46, 1), (14, 2), (13, 3)]);
        let step = match kind {
            0 => {
                let mut servers = self.servers.lock();
                let now = self.clock.now();
                self.people.act(&mut self.chance, &mut servers, &self.notices, self.mutation, now)
            }
            1 => self.round().await,
            2 => self.wait(),
            _ => self.trouble().await,
        };
        self.latest = self.latest.max(self.clock.now());
        if self.mutation.is_some() {
            self.mutate().await;
        }
        step
    }

    /// One round of one loop, or of all until they are quiet.
    async fn round(&mut self) -> String {
        let which = self.chance.weighed(&[
            (5, "intake"),
            (5, "delivery"),
            (2, "deadlines"),
            (3, "summaries"),
            (4, "all"),
        ]);
        let most = self.chance.pick(&[1, 64, 64]);
        let Some(Running { rounds, inbox, relay, summarizer, .. }) = &mut self.running else {
            return "nothing runs".to_owned();
        };
        let two = rounds.is_being_renewed();
        let came = match which {
            "intake" => rounds.take_in(inbox).await.map(|mails| format!("{mails}")),
            "delivery" => {
                rounds.deliver(relay, most).await.map(|it| format!("{} {}", it.tried, it.down.is_some()))
            }
            "deadlines" => rounds.pass_deadlines().await.map(|due| format!("{due}")),
            "summaries" => rounds.summarise(summarizer).await.map(|done| format!("{done}")),
            _ => rounds.settle(inbox, relay, summarizer).await.map(|()| "quiet".to_owned()),
        };
        if two && rounds.is_being_renewed() {
            self.tally.count("round while loops go by two configurations");
        }
        self.tally.count("round");
        let came = came.unwrap_or_else(|error| {
            self.tally.count("round that failed");
            format!("failed: {error}")
        });
        format!("{which}: {came}")
    }

    fn wait(&mut self) -> String {
        let by = match self.chance.below(24) {
            0..9 => TimeDelta::minutes(1 + i64::try_from(self.chance.below(20)).unwrap()),
            9..19 => TimeDelta::hours(1 + i64::try_from(self.chance.below(8)).unwrap()),
            19..23 => TimeDelta::days(1 + i64::try_from(self.chance.below(3)).unwrap()),
            _ => TimeDelta::days(13),
        };
        self.clock.pass(by);
        format!("{by} pass")
    }

    async fn trouble(&mut self) -> String {
        let which = self.chance.weighed(&[
            (4, "weather"),
            (2, "server"),
            (2, "renumbered"),
            (2, "taken away"),
            (6, "machine"),
            (1, "plug"),
            (2, "clock"),
            (if self.full { 20 } else { 1 }, "disk"),
            (2, "operator"),
            (2, "reload"),
            (1, "rush"),
        ]);
        match which {
            "weather" => self.servers.lock().weather = self.chance.pick(&[0, 0, 10, 40]),
            "server" => {
                let mut servers = self.servers.lock();
                (servers.down, servers.slow) = (self.chance.percent(50), self.chance.percent(30));
            }
            "reload" => return self.reload().await,
            "rush" => {
                let mut servers = self.servers.lock();
                servers.slow = true;
                self.people.rush(&mut self.chance, &mut servers, self.clock.now());
            }
            "renumbered" => self.servers.lock().renumber(),
            "taken away" => self.servers.lock().take_away(),
            "machine" => {
                let troubles = [
                    (2, Trouble::CommitFails),
                    (3, Trouble::DiesBeforeCommit),
                    (3, Trouble::DiesAfterCommit),
                    (3, Trouble::DiesTalking),
                ];
                let trouble = self.chance.weighed(&troubles);
                let after = self.chance.below(6);
                self.machine.plan(trouble, after);
                return format!("{trouble:?} after {after}");
            }
            "plug" => {
                self.machine.die();
                self.tally.count("died between two steps");
            }
            "clock" => {
                let hours = i64::try_from(self.chance.below(96)).unwrap() - 48;
                self.clock.set(TimeDelta::hours(hours));
                self.tally.count(if hours < 0 { "clock set back" } else { "clock set forward" });
                return format!("the clock jumps by {hours} hours");
            }
            "disk" => return self.fill(!self.full).await,
            _ => return self.operate().await,
        }
        which.to_owned()
    }

    /// The disk is full, or has room again.
    async fn fill(&mut self, full: bool) -> String {
        let Some(running) = &self.running else { return String::new() };
        self.full = full;
        let turn = move |connection: &Connection| -> Result<(), StoreError> {
            let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            let most = if full { pages } else { i64::from(i32::MAX) };
            connection.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?;
            Ok(())
        };
        let filled = running.rounds.desk().store.write(turn).await.is_ok();
        self.tally.count(if full { "disk full" } else { "disk has room again" });
        format!("disk full: {full} {filled}")
    }

    /// The operator has the configuration read anew: it is another one.
    async fn reload(&mut self) -> String {
        self.configs.swap(0, 1);
        let Some(running) = &mut self.running else { return String::new() };
        let store = running.rounds.desk().store.clone();
        let desk = Desk::new(self.configs[0].clone(), TEMPLATES.clone(), self.clock.clone(), store);
        running.rounds.renew(desk).await;
        self.tally.count("configuration changed while it runs");
        "another configuration".to_owned()
    }

    /// The operator lets a mail through that was set aside.
    async fn release(&mut self) -> String {
        let Some(running) = &self.running else { return String::new() };
        let held = store::quarantine(&running.reader, false).unwrap();
        if held.is_empty() {
            return "nothing is set aside".to_owned();
        }
        let mail = held[self.chance.below(held.len())].id;
        let done = running.rounds.desk().release(mail, "it".to_owned()).await;
        self.tally.count(if done.is_ok() { "mail released" } else { "release refused" });
        format!("the operator releases mail {mail}: {done:?}")
    }

    /// The operator decides in the place of all, or lets mail be tried again.
    async fn operate(&mut self) -> String {
        if self.chance.percent(50) {
            return self.release().await;
        }
        let Some(running) = &self.running else { return String::new() };
        let desk = running.rounds.desk();
        if self.chance.percent(50) {
            let done = desk.requeue(None, "it".to_owned()).await;
            return format!("the operator lets mail be tried again: {}", done.is_ok());
        }
        let open = store::requests(&running.reader, Some(State::Pending), None, 1).unwrap();
        let Some(request) = open.first().map(|stored| stored.request.number) else {
            return "the operator has nothing to decide".to_owned();
        };
        let approve = self.chance.percent(50);
        self.ledger.overridden.insert(request);
        let done = desk.decide(request, "it@corp.example".parse().unwrap(), approve, "late".to_owned()).await;
        self.tally.count("operator decides");
        format!("the operator decides EXP-{request}: {approve} {}", done.is_ok())
    }

    /// What the step that began then has brought: new mail to people, and broken promises.
    fn look(&mut self, step: &str, begun: DateTime<Utc>) -> Vec<Broken> {
        let servers = self.servers.lock();
        for delivery in &servers.deliveries[self.notices.len()..] {
            self.notices.push(Notice::read(&delivery.recipient, &delivery.raw));
        }
        let Some(running) = &self.running else { return Vec::new() };
        let scene = Scene {
            reader: &running.reader,
            servers: &servers,
            truths: &self.people.truths,
            notices: &self.notices,
            now: self.clock.now(),
            habits: self.habits,
        };
        let struck = self.machine.take_struck() || self.machine.is_dead() || self.full;
        let mut broken = self.ledger.after_step(&scene, struck);
        if step == "all: quiet" {
            broken.extend(scene.answer_is_held(begun));
        }
        let line = format!(
            "{:>3}  {}  {step}  [{} in, {} out, {} closed]",
            self.trace.len(),
            scene.now.format("%d %H:%M:%S"),
            servers.waiting(),
            servers.deliveries.len(),
            self.ledger.decided().count()
        );
        self.trace.push(line);
        broken
    }

    /// All faults cease, time passes, and what was promised of the end must hold.
    async fn end(&mut self) -> Vec<Broken> {
        self.machine.calm();
        {
            let mut servers = self.servers.lock();
            (servers.weather, servers.down, servers.slow) = (0, false, false);
        }
        if self.full {
            self.fill(false).await;
        }
        self.clock.believe();
        self.clock.set((self.latest - self.clock.now()).max(TimeDelta::zero()));
        self.clock.believe();
        for days in [0, if self.habits.working_hours { 14 } else { 3 }] {
            self.clock.pass(TimeDelta::days(days));
            if let Err(why) = self.settle().await {
                return vec![(Promise::Deadline, why)];
            }
            let broken = self.look("settled", self.clock.now());
            if !broken.is_empty() {
                return broken;
            }
        }
        for request in self.ledger.decided() {
            let operator = request.decided_by.iter().any(|by| by.as_str() == "it@corp.example");
            if request.state == State::Approved && request.required > needed_alone(request) {
                self.tally.count("approved by more than it needs alone");
            }
            self.tally.count(match (request.state, request.required) {
                _ if operator => "decided by an operator",
                (State::Approved, 0) => "approved by nobody",
                (State::Approved, 1) => "approved by one",
                (State::Approved, _) => "approved by two",
                (State::Rejected, _) => "rejected",
                (State::Withdrawn, _) => "withdrawn",
                (State::NeedsAmount | State::Pending, _) => "open",
            });
        }
        for kind in ["escalation", "reminder", "question", "answer", "refused", "already_closed", "operator"]
        {
            if self.notices.iter().any(|notice| notice.kind == kind) {
                self.tally.count(kind);
            }
        }
        let servers = self.servers.lock();
        let Some(running) = &self.running else { return Vec::new() };
        let scene = Scene {
            reader: &running.reader,
            servers: &servers,
            truths: &self.people.truths,
            notices: &self.notices,
            now: self.clock.now(),
            habits: self.habits,
        };
        self.ledger.at_the_end(&scene)
    }

    /// Lets time pass until all mail has left.
    async fn settle(&mut self) -> Result<(), String> {
        let mut failures = 0;
        for _ in 0..100 {
            let Some(Running { rounds, inbox, relay, summarizer, reader }) = &mut self.running else {
                return Ok(());
            };
            // The first round after a fault may still find its remains.
            if let Err(error) = rounds.settle(inbox, relay, summarizer).await {
                failures += 1;
                if failures > 2 {
                    return Err(error.to_string());
                }
                continue;
            }
            let next = store::next_delivery(reader).map_err(|error| error.to_string())?;
            let Some(next) = next.into_iter().chain(inbox.next_due()).min() else { return Ok(()) };
            self.clock.pass((next - self.clock.now()).max(TimeDelta::seconds(1)));
        }
        Err("there is no end to it".to_owned())
    }

    /// What a mutated disk does by itself.
    async fn mutate(&mut self) {
        let sql = match self.mutation {
            Some(Mutation::DecisionIsRewritten) => {
                "UPDATE requests SET doc = json_set(doc, '$.state', 'rejected') WHERE state = 'approved'"
            }
            Some(Mutation::DeadlineIsLost) => {
                "UPDATE requests SET doc = json_set(doc, '$.deadline', NULL) WHERE state = 'pending'"
            }
            Some(Mutation::LogIsRewritten) => {
                "DROP TRIGGER IF EXISTS audit_is_never_changed; UPDATE audit SET at = at + 1 WHERE seq = 3;
                 CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
                 BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;"
            }
            _ => return,
        };
        let Some(running) = self.running.as_ref().filter(|_| self.chance.percent(10)) else { return };
        let store = &running.rounds.desk().store;
        let _ = store.write(move |connection| connection.execute_batch(sql).map_err(StoreError::from)).await;
    }
}
