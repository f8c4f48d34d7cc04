//! Authority: whether somebody may do with a request what their mail wants, and whether the mail says what that is. Pure.
//!
//! It explains; the step itself refuses again, whatever is said here. Must not know mail.

use crate::approval::{Address, Event, Policy, Request};
use crate::store::TokenRow;

/// Whether the event is this person's to bring about with this token, as the request stands.
pub(super) fn may(event: &Event, token: &TokenRow, request: &Request, policy: &Policy) -> Result<(), String> {
    let Some((by, wish)) = wish(event) else { return Ok(()) };
    if !request.state.is_open() {
        return Err(format!("the request is {} already", request.state.as_str()));
    }
    let outdated = token.revoked || token.made_for.revision != request.revision;
    match wish {
        Wish::Unknown if *by == request.requester => Ok(()),
        Wish::Requester if *by != request.requester => Err("only the requester may do that".to_owned()),
        Wish::Decider if *by == request.requester => Err("nobody decides their own report".to_owned()),
        Wish::Decider | Wish::Unknown if outdated => Err("its reply address is not good any more".to_owned()),
        Wish::Decider | Wish::Unknown if request.seat(by).is_none() => Err(format!("{by} is not asked")),
        Wish::Decider if !policy.may_decide(by) => Err(format!("{by} decides nothing any more")),
        Wish::Requester | Wish::Decider | Wish::Unknown => Ok(()),
    }
}

/// Whether somebody has a place of whom the configuration says no longer that they may decide.
pub(super) fn was_dismissed(event: &Event, request: &Request, policy: &Policy) -> bool {
    match wish(event) {
        Some((by, Wish::Decider)) => request.seat(by).is_some() && !policy.may_decide(by),
        Some((_, Wish::Requester | Wish::Unknown)) | None => false,
    }
}

/// Whether the mail says one thing that the desk understands.
pub(super) fn clear(event: &Event, request: &Request) -> Result<(), String> {
    match event {
        Event::NotUnderstood { why, .. } => Err(why.clone()),
        Event::Answered { by, why, .. } if *by != request.requester || request.questions.is_empty() => {
            Err(why.clone())
        }
        Event::AmountStated { .. }
        | Event::Withdrawn { .. }
        | Event::Approved { .. }
        | Event::Rejected { .. }
        | Event::QuestionAsked { .. }
        | Event::Answered { .. }
        | Event::Delegated { .. }
        | Event::Overridden { .. }
        | Event::StatusAsked { .. }
        | Event::HelpAsked { .. }
        | Event::Outdated { .. }
        | Event::SummaryReady
        | Event::DeadlinePassed
        | Event::Unreachable { .. }
        | Event::Dismissed { .. }
        | Event::Readmitted { .. }
        | Event::Absent { .. } => Ok(()),
    }
}

/// Whether it would change the request, and not only be answered.
pub(super) fn changes_the_request(event: &Event) -> bool {
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
        | Event::Dismissed { .. }
        | Event::Readmitted { .. }
        | Event::Absent { .. } => true,
        Event::Answered { .. }
        | Event::StatusAsked { .. }
        | Event::HelpAsked { .. }
        | Event::NotUnderstood { .. }
        | Event::Outdated { .. } => false,
    }
}

/// In what role somebody wants something.
#[derive(Clone, Copy)]
enum Wish {
    Requester,
    Decider,
    Unknown,
}

fn wish(event: &Event) -> Option<(&Address, Wish)> {
    match event {
        Event::AmountStated { by, .. } | Event::Withdrawn { by } => Some((by, Wish::Requester)),
        Event::Approved { by, .. }
        | Event::Rejected { by, .. }
        | Event::QuestionAsked { by, .. }
        | Event::Delegated { by, .. }
        | Event::Outdated { by } => Some((by, Wish::Decider)),
        Event::Answered { by, .. } | Event::NotUnderstood { by, .. } => Some((by, Wish::Unknown)),
        Event::Overridden { .. }
        | Event::StatusAsked { .. }
        | Event::HelpAsked { .. }
        | Event::SummaryReady
        | Event::DeadlinePassed
        | Event::Unreachable { .. }
        | Event::Dismissed { .. }
        | Event::Readmitted { .. }
        | Event::Absent { .. } => None,
    }
}
