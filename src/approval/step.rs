//! The state machine: one function per state, each one match on the event.

use chrono::{DateTime, Utc};

use super::event::{Effect, Event, Refusal, Submission, Tell};
use super::policy::Policy;
use super::progress::Progress;
use super::request::{Request, State};

/// A request after an event, and what follows.
pub type Outcome = (Request, Vec<Effect>);

/// Opens a request.
pub fn open(policy: &Policy, number: u64, submission: Submission, now: DateTime<Utc>) -> Outcome {
    let request = Request {
        number,
        state: State::NeedsAmount,
        requester: policy.person(&submission.requester),
        subject: submission.subject,
        amount: None,
        evidence: submission.evidence,
        policy_amount: None,
        together: None,
        revision: 0,
        required: 0,
        code: None,
        seats: Vec::new(),
        asked: Vec::new(),
        approvals: Vec::new(),
        summary_until: None,
        questions: Vec::new(),
        created_at: now,
        revised_at: now,
        escalations: 0,
        reminded: false,
        renew_at: policy.renewal(now),
        deadline: None,
        due_at: None,
        decided_at: None,
        decided_by: Vec::new(),
        closing_comment: String::new(),
        flags: Vec::new(),
        notes: Vec::new(),
        amounts: Vec::new(),
    };
    let mut it = Progress::new(policy, request, now);
    let context = submission.context.as_ref();
    match submission.amount {
        Ok(amount) => it.take_amount(amount, context),
        Err(why) => it.tell_requester(Tell::AmountNeeded(why)),
    }
    it.take_notes(context);
    it.take_found(context);
    it.flag(context, None);
    it.finish()
}

/// What becomes of a request by one event. Pure: the same arguments give the same answer, so the audit log replays.
pub fn step(policy: &Policy, request: &Request, event: &Event, now: DateTime<Utc>) -> Outcome {
    let it = Progress::new(policy, request.clone(), now);
    match request.state {
        State::NeedsAmount => needs_amount(it, event),
        State::Pending => pending(it, event),
        State::Approved | State::Rejected | State::Withdrawn => closed(it, event),
    }
}

fn needs_amount(mut it: Progress<'_>, event: &Event) -> Outcome {
    match event {
        Event::AmountStated { by, amount, evidence, context } => {
            it.as_requester(by, |it| it.restate(*amount, *evidence, context.as_ref()));
        }
        Event::Withdrawn { by } => it.as_requester(by, Progress::withdraw),
        Event::Approved { by, .. }
        | Event::Rejected { by, .. }
        | Event::QuestionAsked { by, .. }
        | Event::Delegated { by, .. } => it.refuse(by, Refusal::AmountMissing),
        Event::Answered { by, text, why } => it.not_understood(by, text, why),
        Event::Overridden { by, approve, reason } => it.overridden(by, *approve, reason),
        Event::StatusAsked { by } => it.tell(by, Tell::Status),
        Event::HelpAsked { by } => it.tell(by, Tell::Help),
        Event::NotUnderstood { by, text, why } => it.not_understood(by, text, why),
        Event::Outdated { by } => it.refuse(by, Refusal::Outdated),
        Event::SummaryReady | Event::Absent { .. } => {}
        Event::DeadlinePassed => it.do_what_is_due(),
        Event::Unreachable { person, why } => it.unreachable(person, why),
        Event::Dismissed { person, suspended } => it.dismiss(person, *suspended),
        Event::Readmitted { person } => it.readmit(person),
    }
    it.finish()
}

fn pending(mut it: Progress<'_>, event: &Event) -> Outcome {
    match event {
        Event::AmountStated { by, amount, evidence, context } => {
            it.as_requester(by, |it| it.restate(*amount, *evidence, context.as_ref()));
        }
        Event::Withdrawn { by } => it.as_requester(by, Progress::withdraw),
        Event::Approved { by, comment, code } => {
            it.as_seated(by, |it, seat| it.approve(seat, comment, *code));
        }
        Event::Rejected { by, comment } => it.as_seated(by, |it, seat| it.reject(&seat.person, comment)),
        Event::QuestionAsked { by, question } => it.as_seated(by, |it, seat| it.ask(&seat.person, question)),
        Event::Answered { by, text, why } => it.answer(by, text, why),
        Event::Delegated { by, to } => it.as_seated(by, |it, seat| it.delegate(&seat, to)),
        Event::Overridden { by, approve, reason } => it.overridden(by, *approve, reason),
        Event::StatusAsked { by } => it.tell(by, Tell::Status),
        Event::HelpAsked { by } => it.tell(by, Tell::Help),
        Event::NotUnderstood { by, text, why } => it.not_understood(by, text, why),
        Event::Outdated { by } => it.refuse(by, Refusal::Outdated),
        Event::SummaryReady => it.ask_everybody(),
        Event::DeadlinePassed => it.do_what_is_due(),
        Event::Unreachable { person, why } => it.unreachable(person, why),
        Event::Dismissed { person, suspended } => it.dismiss(person, *suspended),
        Event::Readmitted { person } => it.readmit(person),
        Event::Absent { .. } => {}
    }
    it.finish()
}

/// A decision is never changed afterwards; whoever writes late is told what was decided.
fn closed(mut it: Progress<'_>, event: &Event) -> Outcome {
    match event {
        Event::AmountStated { by, .. }
        | Event::Withdrawn { by }
        | Event::Approved { by, .. }
        | Event::Rejected { by, .. }
        | Event::QuestionAsked { by, .. }
        | Event::Answered { by, .. }
        | Event::Delegated { by, .. }
        | Event::NotUnderstood { by, .. }
        | Event::Outdated { by } => it.tell(by, Tell::AlreadyClosed),
        Event::StatusAsked { by } => it.tell(by, Tell::Status),
        Event::HelpAsked { by } => it.tell(by, Tell::Help),
        Event::Unreachable { person, why } => it.unreachable(person, why),
        Event::Overridden { .. }
        | Event::SummaryReady
        | Event::DeadlinePassed
        | Event::Dismissed { .. }
        | Event::Readmitted { .. }
        | Event::Absent { .. } => {}
    }
    it.finish()
}
