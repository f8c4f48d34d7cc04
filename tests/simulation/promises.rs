//! What holds after every step and at the end, whatever happens.
//!
//! What people really wrote and received is known from the world's side of the sockets; what the desk made of it is read
//! from its database.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use countersign::approval::{Request, State};
use countersign::inbox::Destination;
use countersign::store::{self, Connection, Digest};
use countersign::turn;

use super::letters::Notice;
use super::office::{Habits, SOONEST_REMINDER, WINDOW};
use super::people::{DECIDERS, Truth, Word, person, written};
use super::servers::{LIE, State as Servers};

/// The promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    /// Every report that was filed as dealt with has its request, once; every mail that was filed is in the log.
    NothingLost,
    /// Approved only by as many distinct people as the amount needs, who wrote so to this amount; closed only by a word.
    Quorum,
    /// A decision is never changed.
    DecidedOnce,
    /// The requester never counts, under any address.
    RequesterNeverCounts,
    /// Every open request has a deadline, and what is due happens.
    Deadline,
    /// Every notice reaches the outgoing server.
    Delivered,
    /// It does so once, but where nobody could know that it did.
    DeliveredOnce,
    /// It does so always as the same mail.
    SameMail,
    /// Nobody hears of a level of escalation twice.
    EscalatedOnce,
    /// The log is whole and replays; a crash is not taken for tampering.
    Audit,
    /// A reply address stands in the one mail that it was made for; what the model made up, in none.
    Secrets,
    /// No more mail is taken in within a time than there is room for, and answers have room of their own.
    Rate,
}

/// A broken promise, and how.
pub type Broken = (Promise, String);

/// After so many times that a mail was put off it may be given up.
const MANY: usize = 12;

/// What was seen so far.
#[derive(Default)]
pub struct Ledger {
    /// How requests were closed.
    closed: BTreeMap<u64, Request>,
    /// Which requests an operator decided.
    pub overridden: BTreeSet<u64>,
    /// How many deliveries were looked at.
    looked_at: usize,
    mails: HashMap<Digest, Mail>,
    /// Which mail has a Message-ID.
    ids: HashMap<String, Digest>,
    secrets: HashMap<String, Digest>,
    /// Which letters were looked at after they were filed.
    filed: BTreeSet<usize>,
    version: i64,
}

/// A mail that was delivered.
#[derive(Default)]
struct Mail {
    times: usize,
    /// How often nobody could know that it was.
    unknown: usize,
}

/// The world, as far as promises are about it.
pub struct Scene<'a> {
    pub reader: &'a Connection,
    pub servers: &'a Servers,
    pub truths: &'a [Truth],
    pub notices: &'a [Notice],
    pub now: DateTime<Utc>,
    pub habits: Habits,
}

impl Ledger {
    /// What is broken after a step; `struck`: in it a commit was refused, or the machine died.
    pub fn after_step(&mut self, scene: &Scene<'_>, struck: bool) -> Vec<Broken> {
        let mut broken = self.deliveries(scene, struck);
        self.filed(scene, &mut broken);
        let version = scene.reader.query_row("PRAGMA data_version", [], |row| row.get(0)).unwrap();
        if std::mem::replace(&mut self.version, version) != version {
            for (request, original) in requests(scene.reader) {
                self.request(scene, &request, &original, &mut broken);
            }
            broken.extend(escalations(scene.reader));
            broken.extend(scene.too_much());
            broken.extend(scene.too_soon());
        }
        broken
    }

    /// A new connection counts anew.
    pub fn reader_is_new(&mut self) {
        self.version = -1;
    }

    /// The most copies of one mail.
    pub fn most_copies(&self) -> usize {
        self.mails.values().map(|mail| mail.times).max().unwrap_or_default()
    }

    /// What was decided, in what way.
    pub fn decided(&self) -> impl Iterator<Item = &Request> {
        self.closed.values()
    }

    fn deliveries(&mut self, scene: &Scene<'_>, struck: bool) -> Vec<Broken> {
        let mut broken = Vec::new();
        let new = &scene.servers.deliveries[self.looked_at..];
        for (delivery, notice) in new.iter().zip(&scene.notices[self.looked_at..]) {
            let digest = store::digest(&delivery.raw);
            let what = format!("{}'s {} \"{}\"", notice.owner, notice.kind, notice.subject);
            broken.extend(self.words(notice, &delivery.raw, digest));
            let row = row(scene.reader, &digest);
            let Some((recipient, state)) = row else {
                broken.push((Promise::SameMail, format!("{what} is not as the desk wrote it")));
                continue;
            };
            if recipient != delivery.recipient
                || *self.ids.entry(notice.id.clone()).or_insert(digest) != digest
            {
                broken.push((Promise::SameMail, format!("{what} is another mail than before")));
            }
            let mail = self.mails.entry(digest).or_default();
            mail.times += 1;
            let known = delivery.told && state != "queued";
            if !known && delivery.told && !struck {
                broken.push((Promise::DeliveredOnce, format!("{what} is delivered and not written down")));
            }
            if mail.times > 1 + mail.unknown {
                broken.push((Promise::DeliveredOnce, format!("{what} came {} times", mail.times)));
            }
            mail.unknown += usize::from(!known);
        }
        self.looked_at = scene.servers.deliveries.len();
        broken
    }

    fn words(&mut self, notice: &Notice, raw: &[u8], digest: Digest) -> Vec<Broken> {
        for secret in notice.secrets() {
            self.secrets.entry(secret).or_insert(digest);
        }
        let text = String::from_utf8_lossy(raw).replace("=\r\n", "");
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() == 32);
        let foreign = words.filter(|word| self.secrets.get(*word).is_some_and(|of| *of != digest)).count();
        let shown = notice.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut broken = Vec::new();
        if foreign > 0 || shown.contains(LIE) {
            let what = format!("{}'s {} holds what it must not", notice.owner, notice.kind);
            broken.push((Promise::Secrets, what));
        }
        broken
    }

    fn filed(&mut self, scene: &Scene<'_>, broken: &mut Vec<Broken>) {
        for (number, letter) in scene.servers.letters.iter().enumerate() {
            let Some(filed) = letter.filed.filter(|_| !self.filed.contains(&number)) else { continue };
            self.filed.insert(number);
            let entries = count(scene.reader, "SELECT count(*) FROM audit WHERE mail = ?1", &letter.digest);
            if entries == 0 {
                broken.push((
                    Promise::NothingLost,
                    format!("mail {number} was filed, and the log knows nothing of it"),
                ));
            }
            let Truth::Report { cents, .. } = &scene.truths[number] else { continue };
            // Of somebody who was not understood three times, a report that names nothing is one time too many.
            if filed == Destination::Quarantine
                && cents.is_none()
                && scene.is_taken_for_a_loop(&letter.digest)
            {
                continue;
            }
            if filed == Destination::Quarantine {
                broken.push((Promise::NothingLost, format!("the report {number} was set aside")));
            }
            let opened: usize = copies(scene.servers, letter.origin)
                .map(|digest| {
                    let sql = "SELECT count(*) FROM requests WHERE original = ?1";
                    count(scene.reader, sql, digest)
                })
                .sum();
            if opened != 1 {
                broken.push((Promise::NothingLost, format!("the report {number} has {opened} requests")));
            }
        }
    }

    fn request(&mut self, scene: &Scene<'_>, request: &Request, original: &Digest, broken: &mut Vec<Broken>) {
        let number = request.number;
        if let Some(before) = self.closed.get(&number) {
            if before != request && !only_reachability_differs(before, request) {
                broken.push((Promise::DecidedOnce, format!("EXP-{number} was changed after it was closed")));
            }
            return;
        }
        let letter = scene.servers.letters.iter().position(|letter| letter.digest == *original);
        let Some((requester, reported)) = letter.and_then(|letter| match &scene.truths[letter] {
            Truth::Report { by, cents } => Some((by.as_str(), *cents)),
            Truth::Claimed { by, cents } if scene.was_released(original) => Some((by.as_str(), Some(*cents))),
            Truth::Claimed { .. } | Truth::Answer { .. } | Truth::Nothing => None,
        }) else {
            broken.push((Promise::Quorum, format!("EXP-{number} was opened by nobody of ours")));
            return;
        };
        let wrote =
            |by: &str, is: &dyn Fn(Word) -> bool, shown: Option<&str>| wrote(scene, number, by, is, shown);
        let cents = request.amount.map(|money| cents(&money.to_string()));
        for approval in &request.approvals {
            let by = person(approval.person.as_str());
            if by == requester || person(approval.holder.as_str()) == requester {
                broken.push((
                    Promise::RequesterNeverCounts,
                    format!("EXP-{number} is approved by {by}, whose it is"),
                ));
            }
            let amount = written(cents.unwrap_or_default());
            if !DECIDERS.contains(&by) || !wrote(by, &|word| word == Word::Approve, Some(&amount)) {
                broken.push((Promise::Quorum, format!("{by} never approved EXP-{number} with {amount}")));
            }
        }
        if request.state.is_open() {
            if request.deadline.is_none() {
                broken.push((Promise::Deadline, format!("EXP-{number} is open and has no deadline")));
            }
            return;
        }
        self.closed.insert(number, request.clone());
        if self.overridden.contains(&number)
            && request.decided_by.iter().any(|by| by.as_str() == "it@corp.example")
        {
            return;
        }
        if !was_closed_by_a_word(scene, request, requester, reported) {
            let state = request.state.as_str();
            broken
                .push((Promise::Quorum, format!("EXP-{number} is {state} without those who had to say so")));
        }
        if let (Some(cents), Some(reported)) = (cents, reported)
            && cents != reported
            && !wrote(requester, &|word| word == Word::Amount(cents), None)
        {
            broken.push((Promise::Quorum, format!("nobody stated the amount of EXP-{number}")));
        }
    }

    /// What is broken when all faults have ceased and time has passed.
    pub fn at_the_end(&self, scene: &Scene<'_>) -> Vec<Broken> {
        let mut broken = Vec::new();
        for (number, letter) in scene.servers.letters.iter().enumerate() {
            if letter.filed.is_none() && !letter.taken {
                broken.push((Promise::NothingLost, format!("mail {number} still lies in the mailbox")));
            }
        }
        for number in 0..scene.servers.letters.len() {
            let sql = "SELECT count(*) FROM requests WHERE original = ?1";
            let of = |digest| count(scene.reader, sql, digest);
            let opened: usize = copies(scene.servers, number).map(of).sum();
            if opened > 1 {
                broken.push((Promise::NothingLost, format!("the mail {number} has {opened} requests")));
            }
        }
        for (digest, state, what) in outbox(scene.reader) {
            let came = self.mails.get(&digest).is_some_and(|mail| mail.times > 0);
            let put_off = scene.servers.put_off.get(&digest).is_some_and(|times| *times >= MANY);
            let refused = scene.servers.refused.contains(&digest) || put_off;
            if (state == "sent" && !came) || state == "queued" || (state == "failed" && !came && !refused) {
                broken.push((
                    Promise::Delivered,
                    format!("{what} is {state}, delivered: {came}, refused: {refused}"),
                ));
            }
        }
        for (request, _) in requests(scene.reader) {
            let number = request.number;
            if request.state.is_open()
                && (request.deadline.is_none_or(|due| due <= scene.now) || request.escalations < 2)
            {
                let told = format!(
                    "EXP-{number} is overdue: {:?}, {} levels",
                    request.deadline, request.escalations
                );
                broken.push((Promise::Deadline, told));
            }
            let ends = "SELECT count(*) FROM outbox WHERE request = ?1
                        AND notice IN ('approved', 'rejected', 'withdrawn')";
            let told: usize = scene.reader.query_row(ends, [number], |row| row.get(0)).unwrap();
            if told != usize::from(!request.state.is_open()) {
                broken
                    .push((Promise::DeliveredOnce, format!("the end of EXP-{number} is told {told} times")));
            }
        }
        broken.extend(audit(scene.reader));
        broken
    }
}

/// When the time begins within which mails are counted.
fn lately(then: DateTime<Utc>) -> i64 {
    (then - WINDOW).timestamp_millis()
}

impl Scene<'_> {
    /// How many mails were taken in lately, as seen then.
    fn came_lately(&self, then: DateTime<Utc>) -> usize {
        let sql = "SELECT count(*) FROM seen WHERE at > ?1";
        self.reader.prepare_cached(sql).unwrap().query_row([lately(then)], |row| row.get(0)).unwrap()
    }

    fn too_much(&self) -> Vec<Broken> {
        let room = self.habits.room as usize;
        if self.servers.letters.len() <= room {
            return Vec::new();
        }
        // Of a mail that is let through there is a second entry.
        let sql = "SELECT mail FROM audit WHERE mail IS NOT NULL GROUP BY mail HAVING min(at) > ?1";
        let mut statement = self.reader.prepare_cached(sql).unwrap();
        let digests = statement.query_map([lately(self.now)], |row| row.get::<_, Digest>(0)).unwrap();
        let is_other = |digest: &Digest| {
            self.servers.letters.iter().any(|letter| letter.digest == *digest && !letter.marked)
        };
        let (all, others) = (
            self.came_lately(self.now),
            digests.map(Result::unwrap).filter(|digest| is_other(digest)).count(),
        );
        let told = format!("{all} mails came in lately, {others} of them no answers");
        if others > room || all > 2 * room { vec![(Promise::Rate, told)] } else { Vec::new() }
    }

    fn was_released(&self, mail: &Digest) -> bool {
        count(self.reader, "SELECT count(*) FROM quarantine WHERE mail = ?1 AND state = 'released'", mail) > 0
    }

    fn is_taken_for_a_loop(&self, mail: &Digest) -> bool {
        let sql = "SELECT count(*) FROM quarantine WHERE mail = ?1 AND reason LIKE '3 answers within an hour led to nothing%'";
        count(self.reader, sql, mail) > 0
    }

    /// Nobody is reminded before the time is over.
    fn too_soon(&self) -> Vec<Broken> {
        let sql = "SELECT number, requests.created_at, min(outbox.created_at) FROM outbox JOIN requests ON request = number
                   WHERE notice = 'reminder' GROUP BY number";
        let mut statement = self.reader.prepare_cached(sql).unwrap();
        let at = |millis| DateTime::from_timestamp_millis(millis).unwrap();
        let rows =
            statement.query_map([], |row| Ok((row.get(0)?, at(row.get(1)?), at(row.get(2)?)))).unwrap();
        let rows = rows.map(Result::<(u64, DateTime<Utc>, DateTime<Utc>), _>::unwrap);
        let soon = rows.filter(|(_, from, until)| self.passed(*from, *until) < SOONEST_REMINDER);
        let told = |(number, from, until)| format!("EXP-{number} of {from} was reminded of at {until}");
        soon.map(|it| (Promise::Deadline, told(it))).collect()
    }

    /// How much time passed that counts.
    fn passed(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        if !self.habits.working_hours || until - from > TimeDelta::days(7) {
            return until - from;
        }
        let minutes = (0..(until - from).num_minutes()).map(|minute| from + TimeDelta::minutes(minute));
        let counts =
            |at: &DateTime<Utc>| at.weekday().number_from_monday() < 6 && (9..17).contains(&at.hour());
        TimeDelta::minutes(i64::try_from(minutes.filter(counts).count()).unwrap() + 1)
    }

    /// Nobody's answer waits while there is room for answers, once the desk is quiet. The desk may have looked when the step
    /// began: where a server is slow, minutes pass and room grows while the last mail is on its way.
    pub fn answer_is_held(&self, begun: DateTime<Utc>) -> Option<Broken> {
        let waits = self.servers.unseen().any(|letter| letter.marked);
        let held = waits && self.came_lately(begun.min(self.now)) < 2 * self.habits.room as usize;
        held.then(|| (Promise::Rate, "an answer is held back, and there is room for it".to_owned()))
    }
}

/// Whether one of the mails that were handed out says so: written by this person, in answer to a notice about the request
/// that showed this text.
fn wrote(scene: &Scene<'_>, number: u64, by: &str, is: &dyn Fn(Word) -> bool, shown: Option<&str>) -> bool {
    let told = |(letter, truth): (usize, &Truth)| match truth {
        Truth::Answer { by: author, notice, word } => {
            let notice = &scene.notices[*notice];
            author == by
                && is(*word)
                && notice.request == Some(number)
                && notice.owner == by
                && shown.is_none_or(|shown| notice.text.contains(shown))
                && scene.servers.letters[letter].handed_out
        }
        Truth::Report { .. } | Truth::Claimed { .. } | Truth::Nothing => false,
    };
    scene.truths.iter().enumerate().any(told)
}

/// Whether those closed the request who had to.
fn was_closed_by_a_word(
    scene: &Scene<'_>,
    request: &Request,
    requester: &str,
    reported: Option<u64>,
) -> bool {
    let wrote = |by: &str, word: Word| wrote(scene, request.number, by, &|it| it == word, None);
    match request.state {
        State::Approved => {
            let cents = request.amount.map(|money| cents(&money.to_string()));
            let stated = cents.unwrap_or(u64::MAX).max(reported.unwrap_or_default());
            distinct(request) >= needed(stated).max(request.required as usize)
        }
        State::Rejected => request.decided_by.iter().all(|by| wrote(by.as_str(), Word::Reject)),
        State::Withdrawn => wrote(requester, Word::Withdraw),
        State::NeedsAmount | State::Pending => true,
    }
}

/// How many people it takes for so many cents.
fn needed(cents: u64) -> usize {
    if cents > 1_000_000 { 2 } else { usize::from(cents > 100_000) }
}

/// How many people a request takes that nothing is added to.
pub fn needed_alone(request: &Request) -> u32 {
    request.amount.map_or(0, |money| needed(cents(&money.to_string()))) as u32
}

/// Mail that comes back later changes nothing that was decided.
fn only_reachability_differs(before: &Request, now: &Request) -> bool {
    let bare = |request: &Request| {
        let mut request = request.clone();
        request.seats.iter_mut().for_each(|seat| seat.unreachable = false);
        request
    };
    bare(before) == bare(now)
}

/// How many distinct people approved; somebody and who stands in for them are one.
fn distinct(request: &Request) -> usize {
    let mut counted = BTreeSet::new();
    request
        .approvals
        .iter()
        .filter(|approval| {
            let both = [person(approval.person.as_str()), person(approval.holder.as_str())];
            let new = both.iter().all(|one| !counted.contains(*one));
            counted.extend(both.map(str::to_owned));
            new
        })
        .count()
}

/// The log is whole and replays to what is stored.
pub fn audit(reader: &Connection) -> Vec<Broken> {
    let faults = turn::verify(reader).unwrap().faults;
    faults.into_iter().map(|fault| (Promise::Audit, fault)).collect()
}

fn escalations(reader: &Connection) -> Vec<Broken> {
    let sql = "SELECT request, person FROM outbox WHERE notice = 'escalation'
               GROUP BY request, person HAVING count(*) > 1";
    let mut statement = reader.prepare_cached(sql).unwrap();
    let twice = statement.query_map([], |row| Ok((row.get::<_, u64>(0)?, row.get::<_, String>(1)?))).unwrap();
    let told = |twice: (u64, String)| format!("{} heard of a level of EXP-{} twice", twice.1, twice.0);
    twice.map(|it| (Promise::EscalatedOnce, told(it.unwrap()))).collect()
}

fn cents(money: &str) -> u64 {
    money.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

fn requests(reader: &Connection) -> Vec<(Request, Digest)> {
    let stored = store::requests(reader, None, None, 1_000).unwrap();
    stored.into_iter().map(|stored| (stored.request, stored.original)).collect()
}

fn copies(servers: &Servers, origin: usize) -> impl Iterator<Item = &Digest> {
    servers.letters.iter().filter(move |letter| letter.origin == origin).map(|letter| &letter.digest)
}

fn count(reader: &Connection, sql: &str, digest: &Digest) -> usize {
    reader.prepare_cached(sql).unwrap().query_row([digest], |row| row.get(0)).unwrap()
}

fn row(reader: &Connection, digest: &Digest) -> Option<(String, String)> {
    let sql = "SELECT recipient, state FROM outbox WHERE digest = ?1";
    let mut statement = reader.prepare_cached(sql).unwrap();
    statement.query_row([digest], |row| Ok((row.get(0)?, row.get(1)?))).ok()
}

fn outbox(reader: &Connection) -> Vec<(Digest, String, String)> {
    let sql = "SELECT digest, state, notice || ' ' || id || ' to ' || recipient || ': ' || error FROM outbox";
    let mut statement = reader.prepare_cached(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}
