//! The people around the desk: what they write, and what they really meant, which the desk does not know.

use chrono::{DateTime, Utc};

use super::chance::Chance;
use super::letters::{self, Notice, Stamp};
use super::mutation::Mutation;
use super::servers::State;

/// Who sends reports. The last one is Maria, under her other address.
const REQUESTERS: [&str; 4] =
    ["sam@corp.example", "tom@corp.example", "lena@corp.example", "m.lopez@corp.example"];
/// Who may ever decide.
pub const DECIDERS: [&str; 4] =
    ["maria@corp.example", "omar@corp.example", "ines@corp.example", "boss@corp.example"];

/// Amounts around the limits, in cents; each gets a few more, so that no two are the same.
const AMOUNTS: [u64; 7] = [20_000, 99_000, 99_990, 400_000, 999_980, 1_200_000, 3_000_000];

/// A word that was written to the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Approve,
    Reject,
    Withdraw,
    /// A new amount, in cents.
    Amount(u64),
    Other,
}

/// What is true of a mail to the desk.
#[derive(Clone, Debug)]
pub enum Truth {
    /// A report of this person, with this total, if any.
    Report { by: String, cents: Option<u64> },
    /// This person's own answer to a notice, by its number.
    Answer { by: String, notice: usize, word: Word },
    /// Somebody's, in the name of this person: a report with this total, once an operator has let it through.
    Claimed { by: String, cents: u64 },
    /// Nobody's word: a machine, a stranger, or somebody in another's name.
    Nothing,
}

/// The person behind an address.
pub fn person(address: &str) -> &str {
    if address == "m.lopez@corp.example" { "maria@corp.example" } else { address }
}

/// As people write it: `12,345.67 USD`.
pub fn written(cents: u64) -> String {
    let whole = (cents / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{:02} USD", cents % 100)
}

/// The people, with what they wrote: a truth for each mail that came to the desk.
#[derive(Default)]
pub struct People {
    pub truths: Vec<Truth>,
    amounts: u64,
}

impl People {
    /// Somebody does something by mail; gives it in words.
    pub fn act(
        &mut self,
        chance: &mut Chance,
        servers: &mut State,
        notices: &[Notice],
        mutation: Option<Mutation>,
        now: DateTime<Utc>,
    ) -> String {
        let answerable: Vec<usize> = (0..notices.len())
            .filter(|at| notices[*at].reply_to.as_deref().is_some_and(|to| to.contains('+')))
            .collect();
        let asks = answerable.is_empty();
        let deed = chance.weighed(&[
            (20, "reports"),
            (if asks { 0 } else { 60 }, "answers"),
            (if asks { 0 } else { 6 }, "forges"),
            (3, "is a stranger"),
            (if self.truths.is_empty() { 0 } else { 6 }, "arrives twice"),
            (if asks { 0 } else { 3 }, "is absent"),
            (if asks { 0 } else { 2 }, "bounces"),
        ]);
        let number = self.truths.len();
        match deed {
            "reports" => self.report(chance, servers, now),
            "answers" => {
                let notice = newest(chance, &answerable);
                self.answer(chance, servers, (notice, &notices[notice]), now)
            }
            "forges" => {
                let notice = &notices[newest(chance, &answerable)];
                let mail = letters::answer(number, now, &notice.owner, notice, "APPROVE", false);
                let vouched = mutation == Some(Mutation::ForgedMailIsVouchedFor);
                let stamp = if vouched { Stamp::Pass } else { chance.pick(&[Stamp::Fail, Stamp::Nothing]) };
                self.send(servers, letters::stamped(stamp, &notice.owner, number, &mail), Truth::Nothing);
                servers.tally.count("forged answer");
                format!("somebody answers {}'s {} in their name", notice.owner, notice.kind)
            }
            "is a stranger" => {
                let from = chance.pick(&["eve@evil.example", "sam@corp.example"]);
                let cents = self.amount(chance);
                let mail = letters::report(number, now, from, Some(&written(cents)));
                let (stamp, truth) = if from.ends_with("evil.example") {
                    (Stamp::Pass, Truth::Nothing)
                } else {
                    (Stamp::Fail, Truth::Claimed { by: from.to_owned(), cents })
                };
                self.send(servers, letters::stamped(stamp, from, number, &mail), truth);
                servers.tally.count("report of a stranger");
                format!("a stranger reports as {from}")
            }
            "arrives twice" => {
                let of = chance.below(number);
                let origin = servers.letters[of].origin;
                let raw = String::from_utf8_lossy(&servers.letters[of].raw).replacen(
                    &format!("ESMTPS id {of};"),
                    &format!("ESMTPS id {number};"),
                    1,
                );
                self.truths.push(self.truths[of].clone());
                servers.post(raw.into_bytes(), Some(origin));
                servers.tally.count("mail arrives twice");
                format!("mail {of} arrives again")
            }
            "is absent" => {
                let notice = &notices[newest(chance, &answerable)];
                let mail = letters::absence(number, now, &notice.owner, notice);
                self.send(
                    servers,
                    letters::stamped(Stamp::Pass, &notice.owner, number, &mail),
                    Truth::Nothing,
                );
                servers.tally.count("absence answers");
                format!("{}'s absence program answers", notice.owner)
            }
            _ => {
                let notice = &notices[newest(chance, &answerable)];
                self.send(servers, letters::bounce(notice), Truth::Nothing);
                servers.tally.count("notice bounces");
                format!("{}'s {} bounces", notice.owner, notice.kind)
            }
        }
    }

    /// Many reports at once, each of which somebody has to decide about.
    pub fn rush(&mut self, chance: &mut Chance, servers: &mut State, now: DateTime<Utc>) {
        for _ in 0..10 {
            let cents = 400_000 + self.amount(chance);
            self.report_of(chance, servers, Some(cents), now);
        }
        servers.tally.count("rush");
    }

    fn send(&mut self, servers: &mut State, raw: Vec<u8>, truth: Truth) {
        self.truths.push(truth);
        servers.post(raw, None);
    }

    fn amount(&mut self, chance: &mut Chance) -> u64 {
        self.amounts += 1;
        chance.pick(&AMOUNTS) + self.amounts
    }

    fn report(&mut self, chance: &mut Chance, servers: &mut State, now: DateTime<Utc>) -> String {
        let cents = if chance.percent(15) { None } else { Some(self.amount(chance)) };
        self.report_of(chance, servers, cents, now)
    }

    fn report_of(
        &mut self,
        chance: &mut Chance,
        servers: &mut State,
        cents: Option<u64>,
        now: DateTime<Utc>,
    ) -> String {
        let number = self.truths.len();
        let from = chance.pick(&REQUESTERS);
        let amount = cents.map(written);
        let mail = letters::report(number, now, from, amount.as_deref());
        let by = person(from).to_owned();
        self.send(servers, letters::stamped(Stamp::Pass, from, number, &mail), Truth::Report { by, cents });
        servers.tally.count("report");
        format!("{from} reports {}", amount.as_deref().unwrap_or("no amount"))
    }

    fn answer(
        &mut self,
        chance: &mut Chance,
        servers: &mut State,
        (at, notice): (usize, &Notice),
        now: DateTime<Utc>,
    ) -> String {
        let number = self.truths.len();
        // Now and then somebody answers a mail that was forwarded to them.
        let by = if chance.percent(8) { chance.pick(&DECIDERS) } else { notice.owner.as_str() };
        let from = if by == "maria@corp.example" && chance.percent(30) { "m.lopez@corp.example" } else { by };
        let (words, word) = self.words(chance, notice);
        let mail = letters::answer(number, now, from, notice, &words, chance.percent(50));
        let truth = Truth::Answer { by: by.to_owned(), notice: at, word };
        self.send(servers, letters::stamped(Stamp::Pass, from, number, &mail), truth);
        servers.tally.count("answer");
        format!("{from} answers {}'s {} {at}: {words}", notice.owner, notice.kind)
    }

    fn words(&mut self, chance: &mut Chance, notice: &Notice) -> (String, Word) {
        let deciding = ["approval_request", "reminder", "escalation", "decision_recorded", "refused"];
        if !deciding.contains(&notice.kind.as_str()) {
            let amount = self.amount(chance);
            let correction = (format!("AMOUNT {}", written(amount)), Word::Amount(amount));
            return match chance.below(if notice.kind == "amount_needed" { 3 } else { 8 }) {
                0 | 1 => correction,
                2 => ("WITHDRAW".to_owned(), Word::Withdraw),
                3 => ("STATUS".to_owned(), Word::Other),
                _ => ("It was a dinner with a client.".to_owned(), Word::Other),
            };
        }
        let (words, word) = chance.weighed(&[
            (12, ("APPROVE", Word::Approve)),
            (4, ("Approved!", Word::Approve)),
            (2, ("REJECT: too much", Word::Reject)),
            (1, ("ASK what for?", Word::Other)),
            (1, ("DELEGATE ines@corp.example", Word::Other)),
            (1, ("ok with me", Word::Other)),
            (1, ("APPROVE\nREJECT", Word::Other)),
            (1, ("STATUS", Word::Other)),
        ]);
        (words.to_owned(), word)
    }
}

/// Mostly one of the newest, sometimes any.
fn newest(chance: &mut Chance, of: &[usize]) -> usize {
    let within = if chance.percent(70) { of.len().min(8) } else { of.len() };
    of[of.len() - 1 - chance.below(within)]
}
