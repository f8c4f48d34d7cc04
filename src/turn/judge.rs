//! What a mail may do, from what it says and what is known about it: the gates, asked one after the other. Pure.
//!
//! Identity, authority and intent are three separate questions, and all must be answered: the mail is authenticated for
//! its From domain; From is one person, and the token was made for that person; the newly typed text is one clear word.
//! Must not know the store: what it needs of it is in the snapshot.

use super::authority::{changes_the_request, clear, may, was_dismissed};
use super::gates::{Gate, Trail};
use super::identity::person;
use super::intent::{reply, understood, without_token};
use super::loops::{self, Led};
use super::understand::Understood;
use crate::approval::{Address, Event, Request, Submission};
use crate::config::Config;
use crate::mail::{MOST_TOKENS, Reading, Words};
use crate::store::{TokenRow, TokenUse};

/// What is known about a mail when it is judged.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// A mail that says the same was dealt with before.
    pub duplicate: bool,
    /// The tokens in its recipient addresses that we made.
    pub tokens: Vec<TokenRow>,
    /// A delivery report came before about the notice that this one returns.
    pub reported: bool,
    /// What the Message-IDs that it answers, or a bounce returns, were made for.
    pub answers: Vec<TokenRow>,
    /// The request that the token, or else the answered notice, is about.
    pub request: Option<Request>,
    /// How many mails of this sender were dealt with lately.
    pub recent: u32,
    /// How many reports of this sender were taken lately.
    pub reports: u32,
    /// How many answers that decide nothing this sender got about the request within a day.
    pub answered: u32,
    /// The same within an hour.
    pub answered_lately: u32,
    /// How many answers in a row, about whatever, led to nothing within an hour.
    pub in_vain: u32,
    /// How many reply addresses that were not theirs this sender used lately, and everybody together.
    pub missed: Missed,
    /// The operator who vouches for the sender.
    pub released: Option<String>,
}

impl Snapshot {
    /// The outgoing mail that a bounce returns.
    pub(super) fn returned(&self) -> Option<i64> {
        self.answers.first().and_then(|token| token.made_for.notice)
    }
}

/// How many mails to wrong reply addresses there were within an hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missed {
    /// Of this sender.
    pub by_sender: u32,
    /// Of all senders.
    pub by_all: u32,
}

/// What a mail does.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Nothing: why.
    Ignore(String),
    /// It is set aside: where it was stopped, and why.
    Quarantine(Gate, String),
    /// It waits in the mailbox, for nobody can say for now whether it is from its sender: why.
    Wait(String),
    /// It opens a request.
    Open(Submission),
    /// It is an event of a request.
    Happened(u64, Event),
    /// It is answered, but belongs to no request.
    Answer(Address, Stray),
}

/// The verdict on a mail that a gate stopped.
pub(super) type Stopped = Box<Verdict>;

/// An answer to a mail that belongs to no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stray {
    /// The reply address is not, or no longer, good for this person: one answer for all such.
    NotYourToken,
    /// It looks like an answer to a notice, but nothing says to which.
    NoToken,
    /// Somebody asked what they may write.
    Help,
}

/// A verdict, and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What the mail does.
    pub verdict: Verdict,
    /// Live tokens that came from somebody they were not made for: their owners are told, and they die.
    pub misused: Vec<TokenUse>,
    /// Somebody of the directory used a reply address that is not theirs.
    pub missed: Option<Address>,
    /// Whether something came of it.
    pub led: Led,
    /// The gates that were asked.
    pub gates: Trail,
}

/// So many answers that decide nothing does a person get about a request within a day: who goes on writing is a machine
/// that shows no sign of it, and the two would write to each other for ever (RFC 3834 §2).
pub(super) const MOST_ANSWERS: u32 = 10;

/// So many wrong reply addresses of one person are answered within an hour, and of all together: more is guessing.
const MOST_MISSED: Missed = Missed { by_sender: 3, by_all: 60 };

/// Judges a mail.
pub fn judge(mail: &Understood, known: &Snapshot, config: &Config, words: &Words) -> Judgement {
    let mut gates = Trail::default();
    if known.duplicate {
        let verdict = Verdict::Ignore("the same mail was dealt with before".to_owned());
        return Judgement { verdict, misused: Vec::new(), missed: None, led: Led::Nowhere, gates };
    }
    let person = match person(mail, Some(known), config, &mut gates) {
        Ok(person) => person,
        Err(verdict) => {
            let misused = if is_from_nobody(&verdict) { misused(mail, known, None) } else { Vec::new() };
            return Judgement { verdict: *verdict, misused, missed: None, led: Led::Nowhere, gates };
        }
    };
    let misused = misused(mail, known, Some(&person));
    let verdict = allowed(known, config, &person, &mut gates)
        .and_then(|()| with_authority(mail, known, config, words, &person, &mut gates))
        .unwrap_or_else(|verdict| *verdict);
    let missed =
        matches!(verdict, Verdict::Answer(_, Stray::NotYourToken) | Verdict::Quarantine(Gate::Tokens, _));
    let led = loops::led(&verdict, mail, &gates);
    let (verdict, led) = loops::ended(verdict, led, known, &mut gates);
    if gates.stopped().is_none() {
        gates.pass(Gate::Turn, "all of it, or nothing");
    }
    Judgement { verdict, misused, missed: missed.then_some(person), led, gates }
}

/// Whether a mail was stopped that somebody wrote of whom nobody knows who it is. Machines return what they were sent, and
/// misuse nothing.
fn is_from_nobody(stopped: &Verdict) -> bool {
    match stopped {
        Verdict::Quarantine(gate, _) => *gate != Gate::Automatic,
        Verdict::Wait(_) => true,
        Verdict::Ignore(_) | Verdict::Open(_) | Verdict::Happened(..) | Verdict::Answer(..) => false,
    }
}

/// What the gates say that need no database, for whoever looks at a mail before it is sent.
pub fn preview(mail: &Understood, config: &Config, words: &Words) -> Trail {
    let mut gates = Trail::default();
    let Ok(person) = person(mail, None, config, &mut gates) else { return gates };
    let (tokens, answers) = (&mail.reading.tokens, &mail.reading.answers);
    if tokens.len() > 1 {
        gates.stop(Gate::Tokens, how_many(tokens.len()));
    } else if tokens.is_empty() && answers.is_empty() {
        without_token(mail, &config.policy, words, person, &mut gates);
    } else {
        gates.pass(Gate::Tokens, "it answers one notice; whose, only the database knows");
        let _ = gates.ask(Gate::Intent, understood(mail, words), "one clear word");
    }
    gates
}

/// Gate 5, the second half: nobody fills the desk.
fn allowed(known: &Snapshot, config: &Config, person: &Address, gates: &mut Trail) -> Result<(), Stopped> {
    let limit = config.limits.mails_per_sender;
    let many = limit.saturating_mul(10);
    let why = if known.answers.is_empty() && known.tokens.is_empty() && known.reports >= limit {
        format!("more than {limit} reports of {person} in a short time")
    } else if known.recent >= many {
        format!("more than {many} mails of {person} in a short time")
    } else {
        return Ok(());
    };
    gates.stop(Gate::Rate, why.clone());
    Err(Verdict::Quarantine(Gate::Rate, why).into())
}

/// The live tokens that a mail uses and that were not made for its sender, one for each owner and request.
fn misused(mail: &Understood, known: &Snapshot, person: Option<&Address>) -> Vec<TokenUse> {
    let mut misused: Vec<TokenUse> = Vec::new();
    let foreign = addressed(&mail.reading, known).map(|token| &token.made_for);
    for token in foreign.filter(|token| Some(&token.person) != person) {
        let same = |it: &TokenUse| it.person == token.person && it.request == token.request;
        if !misused.iter().any(same) {
            misused.push(token.clone());
        }
    }
    misused
}

/// The live tokens that a mail uses: those in its recipient addresses, or else the one that the id of the answered mail
/// stands for.
fn addressed<'a>(reading: &Reading, known: &'a Snapshot) -> impl Iterator<Item = &'a TokenRow> {
    let by_id = if reading.tokens.is_empty() { known.answers.first() } else { None };
    known.tokens.iter().chain(by_id).filter(|token| !token.revoked)
}

/// Gates 6 to 8: the sender is who they say and is in the directory; what may they do with this mail?
fn with_authority(
    mail: &Understood,
    known: &Snapshot,
    config: &Config,
    words: &Words,
    person: &Address,
    gates: &mut Trail,
) -> Result<Verdict, Stopped> {
    let Some(token) = the_token(mail, known, person, gates)? else {
        return Ok(without_token(mail, &config.policy, words, person.clone(), gates));
    };
    let Some(request) = known.request.as_ref().filter(|_| token.made_for.person == *person) else {
        return Err(not_theirs(known, person, Gate::Authority, gates).into());
    };
    gates.pass(Gate::Tokens, "one reply address, or one notice that it answers");
    let event = reply(mail, token, request, config, words, person.clone());
    if known.answered >= MOST_ANSWERS && !changes_the_request(&event) {
        let why = format!("{MOST_ANSWERS} answers within a day led to no decision: perhaps a machine writes");
        gates.stop(Gate::Intent, why.clone());
        return Err(Verdict::Quarantine(Gate::Rate, why).into());
    }
    if was_dismissed(&event, request, &config.policy) {
        return Err(not_theirs(known, person, Gate::Authority, gates).into());
    }
    let may = may(&event, token, request, &config.policy);
    if gates.ask(Gate::Authority, may, "it was made for its sender, who may do that").is_ok() {
        let _ = gates.ask(Gate::Intent, clear(&event, request), "one clear word");
    }
    Ok(Verdict::Happened(request.number, event))
}

/// Gate 6: the token that says which notice is answered; none where nothing is.
fn the_token<'a>(
    mail: &Understood,
    known: &'a Snapshot,
    person: &Address,
    gates: &mut Trail,
) -> Result<Option<&'a TokenRow>, Stopped> {
    let reading = &mail.reading;
    let count = reading.tokens.len();
    if count > MOST_TOKENS {
        gates.stop(Gate::Tokens, how_many(count));
        return Err(Verdict::Quarantine(Gate::Tokens, how_many(count)).into());
    }
    if count > 1 {
        let foreign = known.tokens.iter().any(|token| !token.revoked && token.made_for.person != *person);
        if foreign {
            return Err(not_theirs(known, person, Gate::Tokens, gates).into());
        }
        gates.stop(Gate::Tokens, how_many(count));
        return Err(Verdict::Answer(person.clone(), Stray::NoToken).into());
    }
    let token = if count == 0 { known.answers.first() } else { known.tokens.first() };
    match token {
        Some(token) if names_another(token, mail, known) => {
            gates.stop(
                Gate::Tokens,
                "its reply address, its subject and the notices it answers name different requests",
            );
            Err(Verdict::Answer(person.clone(), Stray::NoToken).into())
        }
        None if count > 0 => Err(not_theirs(known, person, Gate::Tokens, gates).into()),
        found => Ok(found),
    }
}

fn how_many(count: usize) -> String {
    if count > MOST_TOKENS {
        format!("it goes to more than {MOST_TOKENS} reply addresses")
    } else {
        format!("it goes to {count} reply addresses")
    }
}

/// One answer for unknown, revoked, expired and other people's reply addresses; after a few, none.
fn not_theirs(known: &Snapshot, person: &Address, gate: Gate, gates: &mut Trail) -> Verdict {
    let why = "its reply address is not good for its sender";
    gates.stop(gate, why);
    let Missed { by_sender, by_all } = known.missed;
    if by_sender < MOST_MISSED.by_sender && by_all < MOST_MISSED.by_all {
        return Verdict::Answer(person.clone(), Stray::NotYourToken);
    }
    let whose = if by_sender < MOST_MISSED.by_sender { "people" } else { person.as_str() };
    Verdict::Quarantine(Gate::Tokens, format!("{why}, and {whose} used too many such within an hour"))
}

/// Whether the mail answers a notice about another request than its token was made for, or carries another number in its
/// subject: a mail program filled in the wrong one of the desk's addresses, and nobody can know which request is meant.
/// A requester's own subject, which notices repeat, may carry further numbers.
fn names_another(token: &TokenRow, mail: &Understood, known: &Snapshot) -> bool {
    let request = token.made_for.request;
    let named = &mail.requests_named;
    known.answers.iter().any(|answered| answered.made_for.request != request)
        || (!named.is_empty() && !named.contains(&request))
}

#[cfg(test)]
mod tests;
