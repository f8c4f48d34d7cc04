//! The gates: what a mail may do, from what it says and what is known about it. Pure.
//!
//! Identity, authority and intent are three separate gates, and all must be open: the mail is authenticated for its
//! From domain; From is one person, and the token was made for that person; the newly typed text is one clear word.

use serde::Serialize;

use super::intent::{reply, without_token};
use super::understand::Understood;
use crate::approval::{Address, Event, Request, Submission};
use crate::config::Config;
use crate::evidence::AuthenticationResult;
use crate::mail::{Automatic, Fate, Kind, Reading, Words};
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
    /// How many answers that decide nothing this sender got about the request within a day.
    pub answered: u32,
    /// An operator vouches for the sender.
    pub released: bool,
}

impl Snapshot {
    /// The outgoing mail that a bounce returns.
    pub(super) fn returned(&self) -> Option<i64> {
        self.answers.first().and_then(|token| token.made_for.notice)
    }
}

/// Where a mail was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// It is not built as a mail from one person is.
    Structure,
    /// It is over the size limit.
    Size,
    /// Nobody vouches for the sender.
    Authentication,
    /// The sender is not in the directory.
    UnknownSender,
    /// A machine wrote it, and not in answer to the desk.
    Automatic,
    /// The sender sends too much.
    Rate,
}

impl Gate {
    /// What stopped the mail, in words that name nobody.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Structure => "it is not from exactly one sender",
            Self::Size => "it is too large",
            Self::Authentication => "nobody vouches for its sender",
            Self::UnknownSender => "its sender has no business with the desk",
            Self::Automatic => "a machine wrote it",
            Self::Rate => "its sender sends too much",
        }
    }
}

/// What a mail does.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Nothing: why.
    Ignore(String),
    /// It is set aside: where it was stopped, and why.
    Quarantine(Gate, String),
    /// Nobody can say for now whether it is from its sender: why.
    Hold(String),
    /// It opens a request.
    Open(Submission),
    /// It is an event of a request.
    Happened(u64, Event),
    /// It is answered, but belongs to no request.
    Answer(Address, Stray),
}

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

/// So many answers that decide nothing does a person get about a request within a day: who goes on writing is a machine
/// that shows no sign of it, and the two would write to each other for ever (RFC 3834 §2).
pub(super) const MOST_ANSWERS: u32 = 10;

/// Judges a mail. The second value is a live token that came from somebody it was not made for: its owner is told,
/// and it dies.
pub fn judge(
    mail: &Understood,
    known: &Snapshot,
    config: &Config,
    words: &Words,
) -> (Verdict, Option<TokenUse>) {
    let reading = &mail.reading;
    let policy = &config.policy;
    if known.duplicate {
        return (Verdict::Ignore("the same mail was dealt with before".to_owned()), None);
    }
    if let Some(verdict) = automatic(reading, known, &config.operators) {
        return (verdict, None);
    }
    let sender = match &reading.from {
        Ok(from) => from,
        Err(why) => return (Verdict::Quarantine(Gate::Structure, why.clone()), None),
    };
    if sender.without_detail(config.desk.separator) == config.desk.address {
        return (Verdict::Ignore("the desk does not write to itself".to_owned()), None);
    }
    let live: Vec<&TokenUse> = addressed(reading, known).map(|token| &token.made_for).collect();
    let used = live.first().copied().cloned();
    if mail.authentication.result == AuthenticationResult::Fail && !known.released {
        let why = format!("the sender is not authenticated: {}", mail.authentication.detail);
        // For a stranger it makes no difference: he must not fill the mailbox with mail that waits.
        if mail.authentication.may_change && policy.knows(&policy.person(sender)) {
            return (Verdict::Hold(why), used);
        }
        return (Verdict::Quarantine(Gate::Authentication, why), used);
    }
    let person = policy.person(sender);
    if !policy.knows(&person) {
        let why = format!("{sender} is neither a requester, an approver nor a contact");
        return (Verdict::Quarantine(Gate::UnknownSender, why), used);
    }
    let misused = live.into_iter().find(|token| token.person != person).cloned();
    if misused.is_some() {
        return (Verdict::Answer(person, Stray::NotYourToken), misused);
    }
    (with_authority(mail, known, config, words, person), None)
}

/// The live tokens that a mail uses: those in its recipient addresses, or else the one that the id of the answered mail
/// stands for.
fn addressed<'a>(reading: &Reading, known: &'a Snapshot) -> impl Iterator<Item = &'a TokenRow> {
    let by_id = if reading.tokens.is_empty() { known.answers.first() } else { None };
    known.tokens.iter().chain(by_id).filter(|token| !token.revoked)
}

/// Automatic mail and bounces come first: they never decide and are never answered (RFC 3834 §2).
///
/// What answers the desk or comes from an operator ends here. The rest is set aside and shown: it may be a receipt that a
/// rule passed on. An operator's own machine must not be told of it, or the two would write to each other for ever.
fn automatic(reading: &Reading, known: &Snapshot, operators: &[Address]) -> Option<Verdict> {
    match &reading.kind {
        Kind::Submission | Kind::Reply => None,
        Kind::Automatic(sign) if sign.own => {
            Some(Verdict::Ignore("one of the desk's own notices".to_owned()))
        }
        Kind::Automatic(sign) => {
            let token = known.tokens.first().or(known.answers.first()).map(|token| &token.made_for);
            if let Some(token) =
                token.filter(|token| sign.absence && reading.from.as_ref() == Ok(&token.person))
            {
                let event =
                    Event::Absent { person: token.person.clone(), note: absence(sign, &reading.typed) };
                return Some(Verdict::Happened(token.request, event));
            }
            let operator = reading.from.as_ref().is_ok_and(|from| operators.contains(from));
            let answers = !reading.tokens.is_empty() || !reading.answers.is_empty();
            let why = format!("an automatic mail ({})", sign.sign);
            Some(if answers || operator {
                Verdict::Ignore(why)
            } else {
                Verdict::Quarantine(Gate::Automatic, why)
            })
        }
        Kind::Bounce(bounce) => {
            let why = format!("a delivery report: {}", bounce.why);
            let operator = bounce.recipient.as_ref().is_some_and(|recipient| operators.contains(recipient));
            Some(match known.answers.first().map(|token| &token.made_for) {
                Some(token) if bounce.fate == Fate::Failed && !known.reported => {
                    let event = Event::Unreachable { person: token.person.clone(), why: bounce.why.clone() };
                    Verdict::Happened(token.request, event)
                }
                Some(_) => Verdict::Ignore(why),
                None if operator || !bounce.of.is_empty() => Verdict::Ignore(why),
                None => Verdict::Quarantine(Gate::Automatic, why),
            })
        }
    }
}

/// The sender is who they say and is in the directory: what may they do with this mail?
fn with_authority(
    mail: &Understood,
    known: &Snapshot,
    config: &Config,
    words: &Words,
    person: Address,
) -> Verdict {
    let reading = &mail.reading;
    let (policy, limits) = (&config.policy, &config.limits);
    let replies = !reading.tokens.is_empty() || !known.answers.is_empty();
    let most = if replies { limits.mails_per_sender.saturating_mul(10) } else { limits.mails_per_sender };
    if known.recent >= most {
        return Verdict::Quarantine(
            Gate::Rate,
            format!("more than {most} mails of {person} in a short time"),
        );
    }
    if reading.tokens.len() > 1 {
        return Verdict::Answer(person, Stray::NoToken);
    }
    let token = if reading.tokens.is_empty() { known.answers.first() } else { known.tokens.first() };
    match (token, &known.request) {
        (Some(token), _) if names_another(token, reading, known) => Verdict::Answer(person, Stray::NoToken),
        (Some(token), Some(request)) if token.made_for.person == person => {
            let event = reply(mail, token, request, config, words, person);
            if known.answered >= MOST_ANSWERS && !is_a_command(&event) {
                let why = format!(
                    "{MOST_ANSWERS} answers within a day led to no decision: perhaps a machine writes"
                );
                return Verdict::Quarantine(Gate::Rate, why);
            }
            Verdict::Happened(request.number, event)
        }
        (Some(_), _) => Verdict::Answer(person, Stray::NotYourToken),
        (None, _) if !reading.tokens.is_empty() => Verdict::Answer(person, Stray::NotYourToken),
        (None, _) => without_token(mail, policy, words, person),
    }
}

/// Whether the mail answers notices about other requests only than its recipient address was made for: a mail program
/// filled in the wrong one of the desk's addresses, and nobody can know which request is meant.
fn names_another(token: &TokenRow, reading: &Reading, known: &Snapshot) -> bool {
    !reading.tokens.is_empty()
        && !known.answers.is_empty()
        && known.answers.iter().all(|answered| answered.made_for.request != token.made_for.request)
}

/// Whether somebody wants something done, not only answered.
fn is_a_command(event: &Event) -> bool {
    match event {
        Event::AmountStated { .. }
        | Event::Withdrawn { .. }
        | Event::Approved { .. }
        | Event::Rejected { .. }
        | Event::QuestionAsked { .. }
        | Event::Delegated { .. }
        | Event::Overridden { .. }
        | Event::SummaryReady
        | Event::DeadlinePassed
        | Event::Unreachable { .. }
        | Event::Absent { .. } => true,
        Event::Answered { .. }
        | Event::StatusAsked { .. }
        | Event::HelpAsked { .. }
        | Event::NotUnderstood { .. }
        | Event::Outdated { .. } => false,
    }
}

/// Until when, where it was said, and in the words of the answer.
fn absence(automatic: &Automatic, typed: &str) -> String {
    let words = first_words(typed);
    automatic.until.map_or_else(
        || words.clone(),
        |last| format!("away until {} (automatic answer): {words}", last.format("%-d %B %Y")),
    )
}

fn first_words(text: &str) -> String {
    text.split_whitespace().take(30).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absence_is_told_with_its_last_day_where_that_was_stated() {
        let automatic = Automatic { until: "2026-01-05".parse().ok(), ..Automatic::default() };
        let typed = "I am away\nuntil 5 January.";
        assert_eq!(
            absence(&automatic, typed),
            "away until 5 January 2026 (automatic answer): I am away until 5 January."
        );
        assert_eq!(absence(&Automatic::default(), typed), "I am away until 5 January.");
    }
}
