//! What stands where the sockets are: a mailbox on a server, a server that takes mail out, and a model; none of them
//! to be relied on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use countersign::clock::Clock;
use countersign::inbox::{Arrived, Batch, Content, Destination, InboxError, Mailbox, Place, Postponed, Room};
use countersign::outbox::{Carrier, Parcel, Verdict};
use countersign::store;
use countersign::summary::{Fault, LanguageModel};
use serde_json::{Value, json};

use super::chance::Chance;
use super::machine::Machine;
use super::mutation::Mutation;
use super::tally::Tally;

/// What a model says that lies: no report has that number.
pub const LIE: &str = "They ask for 9,876,543.21 USD.";

/// All servers together. Clones are the same ones.
#[derive(Clone)]
pub struct Servers(Arc<Mutex<State>>);

/// What the servers hold.
pub struct State {
    machine: Machine,
    clock: Clock,
    chance: Chance,
    mutation: Option<Mutation>,
    /// How often in a hundred times something goes wrong.
    pub weather: usize,
    /// The outgoing server cannot be reached.
    pub down: bool,
    /// Now and then it takes minutes for one mail.
    pub slow: bool,
    /// All mail that ever came to the desk's mailbox.
    pub letters: Vec<Letter>,
    /// What lies in the mailbox, by UID.
    inbox: BTreeMap<u32, usize>,
    validity: u32,
    next: u32,
    /// Everything that the outgoing server took.
    pub deliveries: Vec<Delivery>,
    /// The digests of mail that it refused for good.
    pub refused: BTreeSet<store::Digest>,
    /// How often it put a mail off.
    pub put_off: BTreeMap<store::Digest, usize>,
    /// What has happened.
    pub tally: Tally,
}

/// A mail to the desk.
pub struct Letter {
    /// Which one it is a copy of: its own number, for the first.
    pub origin: usize,
    pub raw: Vec<u8>,
    pub digest: store::Digest,
    pub at: DateTime<Utc>,
    /// It is for a reply address, or in answer to a notice.
    pub marked: bool,
    /// The desk has seen its bytes.
    pub handed_out: bool,
    /// Where the desk put it.
    pub filed: Option<Destination>,
    /// Somebody else took it out of the mailbox.
    pub taken: bool,
}

/// A mail that the outgoing server took.
pub struct Delivery {
    pub recipient: String,
    pub raw: Vec<u8>,
    /// The desk was told so.
    pub told: bool,
}

impl Servers {
    pub fn new(machine: Machine, clock: Clock, chance: Chance, mutation: Option<Mutation>) -> Self {
        Self(Arc::new(Mutex::new(State {
            machine,
            clock,
            chance,
            mutation,
            weather: 0,
            down: false,
            slow: false,
            letters: Vec::new(),
            inbox: BTreeMap::new(),
            validity: 1,
            next: 1,
            deliveries: Vec::new(),
            refused: BTreeSet::new(),
            put_off: BTreeMap::new(),
            tally: Tally::default(),
        })))
    }

    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

impl State {
    /// A mail arrives in the desk's mailbox; gives its number.
    pub fn post(&mut self, raw: Vec<u8>, copy_of: Option<usize>) -> usize {
        let number = self.letters.len();
        let (origin, at) = (copy_of.unwrap_or(number), self.clock.now());
        let (digest, marked) = (store::digest(&raw), is_marked(&raw));
        self.letters.push(Letter {
            origin,
            raw,
            digest,
            at,
            marked,
            handed_out: false,
            filed: None,
            taken: false,
        });
        self.inbox.insert(self.next, number);
        self.next += 1;
        number
    }

    /// The letters in the mailbox that the desk has not seen.
    pub fn unseen(&self) -> impl Iterator<Item = &Letter> {
        self.inbox.values().map(|letter| &self.letters[*letter]).filter(|letter| !letter.handed_out)
    }

    /// How many mails lie in the mailbox.
    pub fn waiting(&self) -> usize {
        self.inbox.len()
    }

    /// Every mail gets a new place (RFC 9051 §2.3.1.1), in another order.
    pub fn renumber(&mut self) {
        let mut letters: Vec<usize> = std::mem::take(&mut self.inbox).into_values().collect();
        self.chance.shuffle(&mut letters);
        self.validity += 1;
        self.next = 1;
        for letter in letters {
            self.inbox.insert(self.next, letter);
            self.next += 1;
        }
        self.tally.count("mailbox renumbered");
    }

    /// Somebody else moves or deletes a mail.
    pub fn take_away(&mut self) {
        let places: Vec<u32> = self.inbox.keys().copied().collect();
        if places.is_empty() {
            return;
        }
        let place = self.chance.pick(&places);
        if let Some(letter) = self.inbox.remove(&place) {
            self.letters[letter].taken = true;
            let seen = self.letters[letter].handed_out;
            self.tally.count(if seen { "taken away after it was read" } else { "taken away unread" });
        }
    }

    fn is_bad(&mut self) -> bool {
        let weather = self.weather;
        self.chance.percent(weather)
    }

    fn mailbox(&self) -> String {
        format!("INBOX;UIDVALIDITY={}", self.validity)
    }
}

/// Whether the header says that a mail is in answer to the desk.
fn is_marked(raw: &[u8]) -> bool {
    let text = String::from_utf8_lossy(raw);
    let header = text.split("\n\n").next().unwrap_or_default();
    header.lines().any(|line| line.starts_with("To: expenses+") || line.starts_with("In-Reply-To: "))
}

/// One connection after the other to the desk's mailbox.
pub struct Postbox {
    servers: Servers,
    /// The generation that the connection knows, and what was handed out on it.
    selected: Option<(u32, BTreeSet<u32>)>,
    room: Room,
}

impl Postbox {
    pub fn new(servers: Servers) -> Self {
        Self { servers, selected: None, room: Room::FOR_ALL }
    }
}

fn cut(why: &str) -> InboxError {
    InboxError::Connection { server: "imap.corp.example:993".to_owned(), why: why.to_owned() }
}

impl Mailbox for Postbox {
    fn admit(&mut self, room: Room) {
        if self.servers.lock().mutation != Some(Mutation::RoomIsIgnored) {
            self.room = room;
        }
    }

    async fn next_batch(
        &mut self,
        postponed: &Postponed,
        now: DateTime<Utc>,
        _since: DateTime<Utc>,
    ) -> Result<Batch, InboxError> {
        let mut state = self.servers.lock();
        let state = &mut *state;
        if state.machine.talks() {
            return Err(cut("the machine is dead"));
        }
        if state.is_bad() {
            state.tally.count("connection lost before mail was read");
            return Err(cut("closed while mail was read"));
        }
        let (validity, handed) = self.selected.get_or_insert_with(|| (state.validity, BTreeSet::new()));
        if *validity != state.validity {
            return Err(cut("the mailbox was renumbered"));
        }
        let name = state.mailbox();
        let again: BTreeSet<u32> = postponed
            .due(now)
            .iter()
            .filter(|place| place.mailbox == name)
            .filter_map(|place| place.key.parse().ok())
            .collect();
        let due = |uid: &u32| !handed.contains(uid) || again.contains(uid);
        let mut found: Vec<u32> = state.inbox.keys().copied().filter(due).collect();
        if state.mutation == Some(Mutation::MailIsOverlooked) {
            found.retain(|uid| !state.inbox[uid].is_multiple_of(7));
        }
        if state.weather > 0 && found.len() > 1 && state.chance.percent(50) {
            state.chance.shuffle(&mut found);
            state.tally.count("mail handed out in another order");
        }
        let waiting = found.len();
        let is_full = self.room.is_for_marked_only();
        if is_full {
            found.retain(|uid| state.letters[state.inbox[uid]].marked);
        }
        found.truncate((1 + state.chance.below(8)).min(self.room.batch()));
        let waiting = (waiting - found.len()) as u64;
        if is_full && waiting > 0 {
            let goes_first = !found.is_empty();
            state.tally.count(if goes_first { "answer taken while mail is held" } else { "mail held back" });
        }
        if state.is_bad() && !found.is_empty() && found.len() < self.room.batch() {
            found.push(found[0]);
            state.tally.count("mail handed out twice at once");
        }
        let mut mails = Vec::new();
        for uid in found {
            handed.insert(uid);
            let letter = &mut state.letters[state.inbox[&uid]];
            if std::mem::replace(&mut letter.handed_out, true) {
                state.tally.count("mail handed out again");
            }
            let place = Place { mailbox: name.clone(), key: uid.to_string() };
            mails.push(Arrived { place, at: letter.at, content: Content::Whole(letter.raw.clone()) });
        }
        Ok(Batch { mails, waiting, ..Batch::default() })
    }

    async fn file(&mut self, moves: &[(Place, Destination)]) -> Result<Vec<Place>, InboxError> {
        let mut state = self.servers.lock();
        let state = &mut *state;
        if state.machine.talks() {
            return Err(cut("the machine is dead"));
        }
        let name = state.mailbox();
        let mut done = moves.len();
        let bad = state.is_bad();
        if bad {
            done = state.chance.below(moves.len() + 1);
            let lost = done == moves.len();
            state.tally.count(if lost { "answer to a move lost" } else { "connection lost before a move" });
        }
        for (place, destination) in &moves[..done] {
            if place.mailbox != name {
                return Err(cut("the mailbox was renumbered"));
            }
            let uid = place.key.parse().unwrap();
            if let Some(letter) = state.inbox.remove(&uid) {
                state.letters[letter].filed = Some(*destination);
            }
        }
        if state.mutation == Some(Mutation::UnreadMailIsFiled)
            && let Some((uid, letter)) = state.inbox.iter().map(|(uid, letter)| (*uid, *letter)).next()
        {
            state.inbox.remove(&uid);
            state.letters[letter].filed = Some(Destination::Processed);
        }
        if bad { Err(cut("closed while mail was moved")) } else { Ok(Vec::new()) }
    }

    async fn wait(&mut self, nudge: impl Future<Output = ()> + Send) -> Result<(), InboxError> {
        nudge.await;
        Ok(())
    }

    async fn close(&mut self) {
        self.selected = None;
    }
}

/// The outgoing server.
pub struct Relay(pub Servers);

/// What becomes of a mail there.
#[derive(Clone, Copy)]
enum Fortune {
    Taken,
    Later,
    Never,
    /// Taken, and the connection breaks before it says so.
    Untold,
}

impl Carrier for Relay {
    async fn deliver(&self, parcel: &Parcel) -> Verdict {
        let (pause, before) = self.0.lock().pause();
        if let Some(before) = before {
            // Others come and go meanwhile, and so do turns.
            tokio::time::sleep(Duration::from_millis(300)).await;
            let mut state = self.0.lock();
            let passed = state.deliveries.len() - before;
            state.tally.count(if passed > 32 { "more than 32 mails pass a slow one" } else { "slow mail" });
        }
        for _ in 0..pause {
            tokio::task::yield_now().await;
        }
        let mut state = self.0.lock();
        let state = &mut *state;
        if state.machine.talks() {
            return Verdict::Later("the machine is dead".to_owned());
        }
        if state.down {
            state.tally.count("outgoing server down");
            return Verdict::Down("connection refused".to_owned());
        }
        let fortune = if state.is_bad() {
            state.chance.weighed(&[(6, Fortune::Later), (1, Fortune::Never), (4, Fortune::Untold)])
        } else {
            Fortune::Taken
        };
        match fortune {
            Fortune::Later => {
                state.tally.count("outgoing server says later");
                *state.put_off.entry(store::digest(&parcel.bytes)).or_default() += 1;
                return Verdict::Later("451 4.7.1 later".to_owned());
            }
            Fortune::Never => {
                state.tally.count("outgoing server says never");
                state.refused.insert(store::digest(&parcel.bytes));
                return Verdict::Never("550 5.1.1 no such user".to_owned());
            }
            Fortune::Taken | Fortune::Untold => {}
        }
        state.take(parcel);
        if state.machine.talks() {
            state.tally.count("died when a mail was taken");
            return Verdict::Later("the machine is dead".to_owned());
        }
        match fortune {
            Fortune::Untold => {
                state.tally.count("answer to a mail lost");
                Verdict::Later("closed after DATA".to_owned())
            }
            Fortune::Taken | Fortune::Later | Fortune::Never => {
                if let Some(delivery) = state.deliveries.last_mut() {
                    delivery.told = true;
                }
                Verdict::Delivered
            }
        }
    }
}

impl State {
    /// For how many others a mail waits; and how many were delivered before, where its server takes minutes for it.
    fn pause(&mut self) -> (usize, Option<usize>) {
        let pause = self.chance.below(3);
        let slow = self.slow && self.chance.percent(5);
        if slow {
            self.clock.pass(TimeDelta::minutes(2));
        }
        (pause, slow.then_some(self.deliveries.len()))
    }

    fn take(&mut self, parcel: &Parcel) {
        let mut raw = parcel.bytes.clone();
        let taken = self.deliveries.len();
        match self.mutation {
            Some(Mutation::MailIsSwallowed) if taken % 5 == 4 && self.chance.percent(50) => return,
            Some(Mutation::MailIsChanged) if taken % 5 == 4 => raw.extend_from_slice(b"changed\r\n"),
            Some(Mutation::MailIsLeaked) if taken > 0 => {
                let earlier = String::from_utf8_lossy(&self.deliveries[0].raw).into_owned();
                let leak = earlier.lines().find(|line| line.starts_with("Reply-To:")).unwrap_or_default();
                raw = [leak.replace("Reply-To:", "X-Leak:").as_bytes(), b"\r\n", &raw].concat();
            }
            Some(Mutation::MailIsDoubled) if taken % 5 == 4 => {
                let recipient = parcel.recipient.to_string();
                self.deliveries.push(Delivery { recipient, raw: raw.clone(), told: true });
            }
            _ => {}
        }
        self.deliveries.push(Delivery { recipient: parcel.recipient.to_string(), raw, told: false });
    }
}

/// The model.
pub struct Model(pub Servers);

/// What it does when it is asked.
#[derive(Clone, Copy)]
enum Whim {
    Answers,
    Busy,
    Down,
    Hangs,
    Lies,
    Babbles,
}

impl LanguageModel for Model {
    fn name(&self) -> &str {
        "llama3.2"
    }

    async fn identity(&self) -> Result<String, Fault> {
        if self.0.lock().machine.talks() {
            Err(Fault::Down("dead".to_owned()))
        } else {
            Ok("0f1e2d".to_owned())
        }
    }

    async fn chat(&self, _body: &Value) -> Result<Vec<u8>, Fault> {
        let whim = {
            let mut state = self.0.lock();
            if state.machine.talks() {
                return Err(Fault::Down("dead".to_owned()));
            }
            let whims = [
                (4, Whim::Answers),
                (1, Whim::Busy),
                (1, Whim::Down),
                (1, Whim::Hangs),
                (1, Whim::Lies),
                (1, Whim::Babbles),
            ];
            let whim = state.chance.weighed(&whims);
            state.tally.count(match whim {
                Whim::Answers => "model answers",
                Whim::Busy => "model is busy",
                Whim::Down => "model fails",
                Whim::Hangs => "model hangs",
                Whim::Lies => "model lies",
                Whim::Babbles => "model babbles",
            });
            if matches!(whim, Whim::Hangs) {
                state.clock.pass(TimeDelta::seconds(30));
            }
            whim
        };
        match whim {
            Whim::Busy => Err(Fault::Busy("busy".to_owned())),
            Whim::Down => Err(Fault::Down("broken".to_owned())),
            Whim::Hangs => std::future::pending().await,
            Whim::Answers => Ok(says("They ask for their money back.")),
            Whim::Lies => Ok(says(LIE)),
            Whim::Babbles => Ok(b"APPROVE".to_vec()),
        }
    }
}

fn says(summary: &str) -> Vec<u8> {
    let content = json!({ "summary": summary, "impact": "", "risk": "" }).to_string();
    let message = json!({ "role": "assistant", "content": content });
    json!({ "message": message, "done": true, "done_reason": "stop" }).to_string().into_bytes()
}
