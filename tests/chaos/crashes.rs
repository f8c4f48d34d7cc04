//! Crashes: of the desk at chosen and at random moments, and of its servers beside it.
//!
//! A moment is chosen by looking until it has come, then stopping the desk (`SIGSTOP`) and looking once more: what is seen
//! then is where the kill lands.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use super::chance::Chance;
use super::office::Office;
use super::people::People;
use super::program::Daemon;
use super::sight::{Scene, Sight};
use super::support::servers::wait_until;

/// How long a moment is looked out for before the desk is killed wherever it is.
const PATIENCE: Duration = Duration::from_secs(15);
/// So long without any progress means that there will be none.
const STUCK: Duration = Duration::from_secs(180);
const LOOK: Duration = Duration::from_millis(1);

/// Where a kill is to land.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// Before the desk is ready.
    Starting,
    /// Mail lies in the mailbox, in hand or not, and is not committed.
    Coming,
    /// Mail is committed and not moved.
    Unfiled,
    /// Notices are committed and not tried.
    Untried,
    /// Notices are on their way and the server has not taken them.
    OnTheWay,
    /// The server has taken notices, and that is not written down.
    Unnoted,
    /// After a random time.
    AnyTime,
}

use Moment::{AnyTime, Coming, OnTheWay, Starting, Unfiled, Unnoted, Untried};

/// The order in which moments are looked out for, again and again.
const MOMENTS: [Moment; 8] = [Unnoted, Starting, Unfiled, AnyTime, OnTheWay, Coming, Untried, AnyTime];

/// Who is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Victim {
    Desk,
    Postfix,
    Dovecot,
    /// All three, as when the power fails.
    Everything,
}

/// How many kills landed where: one lands in several places at once.
#[derive(Clone, Debug, Default)]
pub struct Landings(BTreeMap<Moment, usize>);

impl Landings {
    fn note(&mut self, scene: &Scene, ready: bool) {
        let seen = [
            (Starting, !ready),
            (Coming, scene.coming > 0),
            (Unfiled, scene.unfiled > 0),
            (Untried, scene.untried > 0),
            (OnTheWay, scene.flights.iter().any(|flight| !flight.accepted)),
            (Unnoted, scene.flights.iter().any(|flight| flight.accepted)),
            (AnyTime, scene.is_idle() && ready),
        ];
        for (moment, seen) in seen {
            *self.0.entry(moment).or_default() += usize::from(seen);
        }
    }

    /// Where none landed.
    pub fn missed(&self) -> Vec<Moment> {
        let all = [Starting, Coming, Unfiled, Untried, OnTheWay, Unnoted];
        all.into_iter().filter(|moment| self.0.get(moment).is_none_or(|count| *count == 0)).collect()
    }
}

/// The crashes, and what each may have doubled.
pub struct Crashes {
    daemon: Daemon,
    office: Office,
    sight: Sight,
    chance: Chance,
    ready: bool,
    kills: BTreeMap<Victim, usize>,
    landings: Landings,
    /// How often a notice was on its way while something crashed, by Message-ID.
    doubtful: BTreeMap<String, usize>,
}

/// What is there when all is over.
pub struct Aftermath {
    pub office: Office,
    pub sight: Sight,
    pub landings: Landings,
    pub doubtful: BTreeMap<String, usize>,
}

impl Crashes {
    pub fn new(office: Office, daemon: Daemon, people: &People, chance: Chance) -> Self {
        let sight = Sight::of(&office, &people.mailboxes);
        Self {
            office,
            daemon,
            sight,
            chance,
            ready: true,
            kills: BTreeMap::new(),
            landings: Landings::default(),
            doubtful: BTreeMap::new(),
        }
    }

    /// Lets people work, and kills the desk so often meanwhile.
    pub async fn happen(&mut self, kills: usize, people: &People) {
        let reports = people.plans.len();
        let mut given = 0;
        for kill in 0..kills {
            // Every kill finds its share of the work, and the last ones too.
            let share = reports * (kill + 1) / (kills + 1);
            people.give_leave(share.saturating_sub(given));
            given = given.max(share);
            let moment = MOMENTS[kill % MOMENTS.len()];
            self.reach(kill, moment, &mut || {
                let more = usize::from(given < reports);
                given += more;
                people.give_leave(more);
            })
            .await;
            let victim = if self.chance.below(12) == 0 { Victim::Everything } else { Victim::Desk };
            let last = kill + 1 == kills;
            self.crash(victim);
            self.rise(victim, last).await;
            if !last && self.chance.below(8) == 0 {
                let victim = self.chance.pick(&[Victim::Postfix, Victim::Dovecot]);
                self.crash(victim);
                self.rise(victim, false).await;
            }
        }
        people.give_leave(reports - given);
    }

    /// Waits until the desk is where it is to be killed, and stops it there. `more` lets people do more, should all be quiet.
    async fn reach(&mut self, kill: usize, moment: Moment, more: &mut impl FnMut()) {
        if moment == Starting {
            self.ready = false;
            let wait = u64::try_from(self.chance.below(200)).unwrap();
            return self.stop_after(Duration::from_millis(wait)).await;
        }
        self.get_ready().await;
        if kill.is_multiple_of(2) {
            self.clear_suspicion().await;
        }
        if moment == AnyTime {
            let wait = u64::try_from(self.chance.below(1_500)).unwrap();
            return self.stop_after(Duration::from_millis(wait)).await;
        }
        let begun = Instant::now();
        let mut quiet_since = Instant::now();
        loop {
            if self.is_at(moment) {
                self.daemon.freeze();
                if self.is_at(moment) || begun.elapsed() > PATIENCE {
                    return;
                }
                self.daemon.thaw();
            } else if begun.elapsed() > PATIENCE {
                return self.daemon.freeze();
            }
            if !self.sight.look().is_idle() {
                quiet_since = Instant::now();
            } else if quiet_since.elapsed() > Duration::from_millis(100) {
                quiet_since = Instant::now();
                more();
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Lets the desk deal with what was in its hand when it was killed: a mail that is there at three deaths is set aside,
    /// and these are the deaths of somebody else's doing.
    async fn clear_suspicion(&self) {
        let file = self.office.config().with_file_name("var").join("countersign.db.reading");
        let suspected = |text: String| text.lines().any(|line| !line.contains("\"failures\":0,"));
        wait_until("mail that was in hand is dealt with", || {
            (!std::fs::read_to_string(&file).is_ok_and(suspected)).then_some(())
        })
        .await;
    }

    async fn stop_after(&mut self, wait: Duration) {
        tokio::time::sleep(wait).await;
        self.daemon.freeze();
    }

    async fn get_ready(&mut self) {
        if !self.ready {
            self.daemon.says("ready").await;
            self.ready = true;
        }
    }

    fn is_at(&self, moment: Moment) -> bool {
        let untried = "SELECT count(*) FROM outbox WHERE state = 'queued' AND attempts = 0";
        match moment {
            Coming => self.sight.inbox().0 > 0,
            Unfiled => self.sight.inbox().1 > 0,
            Untried => self.sight.count(untried) > 0,
            OnTheWay => self.sight.look().flights.iter().any(|flight| !flight.accepted),
            Unnoted => self.sight.look().flights.iter().any(|flight| flight.accepted),
            Starting | AnyTime => true,
        }
    }

    /// Kills, with the desk standing still: what is on its way then is what may come twice.
    fn crash(&mut self, victim: Victim) {
        self.daemon.freeze();
        let (postfix, dovecot) = match victim {
            Victim::Desk => (false, false),
            Victim::Postfix => (true, false),
            Victim::Dovecot => (false, true),
            Victim::Everything => (true, true),
        };
        if postfix {
            self.office.servers.kill_postfix();
        }
        if dovecot {
            self.office.servers.kill_dovecot();
        }
        let scene = self.sight.look();
        if matches!(victim, Victim::Desk | Victim::Everything) {
            self.daemon.kill();
            self.landings.note(&scene, self.ready);
        } else {
            self.daemon.thaw();
        }
        if victim != Victim::Dovecot {
            for flight in &scene.flights {
                *self.doubtful.entry(flight.id.clone()).or_default() += 1;
            }
            self.sight.cut_off(&scene.flights);
        }
        if postfix || dovecot {
            for id in scene.queued {
                *self.doubtful.entry(id).or_default() += 1;
            }
        }
        *self.kills.entry(victim).or_default() += 1;
    }

    /// Starts again what was killed.
    async fn rise(&mut self, victim: Victim, last: bool) {
        let servers = &mut self.office.servers;
        tokio::task::block_in_place(|| {
            if matches!(victim, Victim::Dovecot | Victim::Everything) {
                servers.start_dovecot();
            }
            if matches!(victim, Victim::Postfix | Victim::Everything) {
                servers.start_postfix();
            }
        });
        if matches!(victim, Victim::Desk | Victim::Everything) {
            // Else what was cut off is tried again a minute later.
            if last || self.chance.below(2) == 0 {
                self.office.run(&["outbox", "retry"]).done();
            }
            self.daemon = Daemon::start(&self.office.config(), &[]);
            self.ready = false;
        }
    }

    /// Waits until everything is done, as long as it goes on.
    pub async fn settle(&mut self, people: &People) {
        self.get_ready().await;
        let (mut before, mut since) = (None, Instant::now());
        loop {
            let scene = self.sight.look();
            let (sent, dealt_with) = (people.sent().len(), self.sight.count("SELECT count(*) FROM seen"));
            if scene.is_done() && sent == people.mails() {
                return;
            }
            let now = (sent, dealt_with, scene.untried, scene.untold, scene.queued.len());
            if before != Some(now) {
                (before, since) = (Some(now), Instant::now());
            }
            assert!(
                since.elapsed() < STUCK,
                "it does not go on: {sent} of {} mails are sent; {scene:?}; {:?}\n{}",
                people.mails(),
                self.office.states(),
                self.told()
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// What was killed, and where it was then.
    pub fn told(&self) -> String {
        let mut told = format!("killed: {:?}\nof the desk's kills landed", self.kills);
        for (moment, count) in &self.landings.0 {
            let what = match moment {
                Starting => "while it started",
                Coming => "while mail was coming or in hand",
                Unfiled => "between commit and move",
                Untried => "between commit and the first attempt",
                OnTheWay => "while notices were on their way",
                Unnoted => "after the server took a notice, before that was written down",
                AnyTime => "while nothing was to be done",
            };
            write!(told, "\n  {count:4} {what}").unwrap();
        }
        told
    }

    /// Ends the desk in good order.
    pub async fn end(self) -> Aftermath {
        let Self { office, daemon, sight, landings, doubtful, .. } = self;
        assert!(daemon.terminate().await.success());
        Aftermath { office, sight, landings, doubtful }
    }
}
