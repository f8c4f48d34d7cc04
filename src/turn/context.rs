//! What is known around an amount when it comes in: earlier requests that look like it, and others of the same person.
//!
//! Knows which likeness counts. Must not decide what follows from it: what is found becomes a part of the event.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, TurnError};
use crate::approval::{
    Address, Context, Event, Likeness, Money, Other, Others, Policy, Request, State, Submission, Twin,
};
use crate::store::{self, Alike, Connection, Mark, MarkKind, StoreError};

/// So many requests with the same mark are looked at, the newest.
const MOST_ALIKE: u32 = 20;
/// So many are found; a mail with fifty files needs no more.
const MOST_TWINS: usize = 3;
/// What came with more requests than this says something only beside the same amount: terms of business, a large logo.
const MOST_SHARED: usize = 5;

/// The request that is looked at.
struct Subject<'a> {
    number: Option<u64>,
    requester: &'a Address,
    at: DateTime<Utc>,
    amounts: Vec<Money>,
}

impl Desk {
    /// Adds to a submission what is known around it.
    pub(super) fn look_around(
        &self,
        connection: &Connection,
        submission: &mut Submission,
        marks: &[Mark],
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let requester = self.config.policy.person(&submission.requester);
        let amounts = submission.amount.iter().copied().chain(submission.evidence).collect();
        let subject = Subject { number: None, requester: &requester, at: now, amounts };
        let context = submission.context.get_or_insert_default();
        self.fill(connection, &subject, marks, context)
    }

    /// Adds to an amount that is stated for an open request what is known around it; its files are remembered.
    pub(super) fn look_again(
        &self,
        connection: &Connection,
        number: u64,
        event: &mut Event,
        new: &[Mark],
    ) -> Result<(), TurnError> {
        let Event::AmountStated { by, amount, evidence, context } = event else { return Ok(()) };
        let stored = store::request(connection, number)?.map(|stored| stored.request);
        let is_theirs = |request: &Request| request.state.is_open() && request.requester == *by;
        let Some(request) = stored.filter(is_theirs) else { return Ok(()) };
        store::keep_marks(connection, number, new)?;
        let marks = store::marks(connection, number)?;
        let amounts = [Some(*amount), *evidence, request.evidence].into_iter().flatten().collect();
        let subject =
            Subject { number: Some(number), requester: &request.requester, at: request.created_at, amounts };
        self.fill(connection, &subject, &marks, context.get_or_insert_default())
    }

    fn fill(
        &self,
        connection: &Connection,
        subject: &Subject<'_>,
        marks: &[Mark],
        context: &mut Context,
    ) -> Result<(), TurnError> {
        context.twins = twins(connection, subject, marks)?;
        let policy = &self.config.policy;
        context.others = others(connection, policy, subject.requester, subject.number, subject.at)?;
        Ok(())
    }
}

/// A person's other requests within the window, before and after this time: an amount may be told late.
pub fn others(
    connection: &Connection,
    policy: &Policy,
    requester: &Address,
    except: Option<u64>,
    at: DateTime<Utc>,
) -> Result<Others, StoreError> {
    let Some(window) = policy.split_window else { return Ok(Others::default()) };
    let window = TimeDelta::from_std(window).unwrap_or(TimeDelta::days(7));
    let mut found: Vec<Other> = Vec::new();
    for address in policy.addresses(requester) {
        found.extend(store::requests_between(connection, address, at - window, at + window)?);
    }
    found.retain(|other| Some(other.number) != except);
    Ok(Others::of(policy, found))
}

/// Other requests that look like the same receipt, each once, by what is most telling.
fn twins(connection: &Connection, subject: &Subject<'_>, marks: &[Mark]) -> Result<Vec<Twin>, TurnError> {
    let mut twins: Vec<Twin> = Vec::new();
    for mark in marks {
        if twins.len() >= MOST_TWINS {
            break;
        }
        let alike = store::marked(connection, mark, subject.number, MOST_ALIKE)?;
        let says_enough = says_enough(mark.kind) && alike.len() <= MOST_SHARED;
        let fits = |it: &&Alike| says_enough || has_amount(it, &subject.amounts);
        let stands = |it: &&Alike| !matches!(it.state, State::Rejected | State::Withdrawn);
        let fitting = || alike.iter().filter(fits).filter(|it| is_new(it, &twins));
        let Some(found) = fitting().find(stands).or_else(|| fitting().next()) else { continue };
        let &Alike { number, created_at: at, state, .. } = found;
        twins.push(Twin { number, at, state, likeness: likeness(mark) });
    }
    Ok(twins)
}

fn is_new(alike: &Alike, twins: &[Twin]) -> bool {
    twins.iter().all(|twin| twin.number != alike.number)
}

/// Whether a mark is a sign by itself, also where the amounts differ.
fn says_enough(kind: MarkKind) -> bool {
    match kind {
        MarkKind::File | MarkKind::Number => true,
        MarkKind::Picture | MarkKind::Receipt | MarkKind::Text => false,
    }
}

fn has_amount(alike: &Alike, amounts: &[Money]) -> bool {
    alike.amount.iter().chain(&alike.evidence).any(|amount| amounts.contains(amount))
}

fn likeness(mark: &Mark) -> Likeness {
    match mark.kind {
        MarkKind::File | MarkKind::Picture => Likeness::File(mark.name.clone()),
        MarkKind::Number => Likeness::Number(mark.name.clone()),
        MarkKind::Receipt => Likeness::Receipt,
        MarkKind::Text => Likeness::Text,
    }
}
