//! What a notice shows: a request and what a person is told, in words and figures for people.

use chrono::{DateTime, Utc};

use super::flags;
use super::shown::Shown;
use super::wording;
use super::{Desk, TurnError};
use crate::approval::{Address, Request, State, Tell};
use crate::mail::{Enclosure, NoticeKind, NoticeView, RequestView, SummaryView};
use crate::store::{self, Connection, Stored};
use crate::summary::Summary;

impl Desk {
    /// Puts the words of a notice into its view; gives its kind, and whether it shows the report.
    pub(super) fn say(
        &self,
        view: &mut NoticeView,
        request: &Request,
        what: &Tell,
        now: DateTime<Utc>,
    ) -> (NoticeKind, bool) {
        let policy = &self.config.policy;
        match what {
            Tell::Received => (NoticeKind::Received, false),
            Tell::AmountNeeded(why) => {
                view.why = Some(why.clone());
                (NoticeKind::AmountNeeded, false)
            }
            Tell::ApprovalRequest(because) => {
                view.why = wording::because(policy, because);
                (NoticeKind::ApprovalRequest, true)
            }
            Tell::Reminder => {
                view.waited = Some(wording::waited(request.revised_at, now));
                (NoticeKind::Reminder, true)
            }
            Tell::Escalation { .. } => {
                view.why = self.is_early(request, now).then(|| wording::TOO_FEW_CAN_DECIDE.to_owned());
                view.waited = Some(wording::waited(request.revised_at, now));
                // The contact has a seat as well, but the others are the ones who did not decide.
                let reader = &view.recipient_name;
                view.request.iter_mut().for_each(|shown| shown.asked.retain(|name| name != reader));
                (NoticeKind::Escalation, true)
            }
            Tell::DecisionRecorded(approve) => {
                view.decision = Some(if *approve { "approved" } else { "rejected" }.to_owned());
                (NoticeKind::DecisionRecorded, false)
            }
            Tell::AlreadyRecorded => {
                view.decision = Some("approved".to_owned());
                view.why = Some(wording::ALREADY_RECORDED.to_owned());
                (NoticeKind::DecisionRecorded, false)
            }
            Tell::HandedOver(to) => {
                view.decision = Some(format!("handed over to {}", policy.name(to)));
                (NoticeKind::DecisionRecorded, false)
            }
            Tell::Approved => self.closed(view, request, NoticeKind::Approved),
            Tell::Rejected => self.closed(view, request, NoticeKind::Rejected),
            Tell::Withdrawn => self.closed(view, request, NoticeKind::Withdrawn),
            Tell::AlreadyClosed => self.closed(view, request, NoticeKind::AlreadyClosed),
            Tell::ClosedForYou => self.closed(view, request, NoticeKind::ClosedForYou),
            Tell::Question(question) => {
                view.who = Some(self.name(&question.by));
                view.question = Some(question.text.clone());
                (NoticeKind::Question, false)
            }
            Tell::Answer { question, answer } => {
                view.question = Some(question.clone());
                view.who = Some(self.name(&request.requester));
                view.answer = Some(answer.clone());
                (NoticeKind::Answer, false)
            }
            Tell::Status => {
                view.answer = Some(wording::status(policy, request));
                (NoticeKind::Answer, false)
            }
            Tell::Help => {
                view.answer = Some(wording::help(view.may_correct));
                (NoticeKind::Answer, false)
            }
            Tell::NotUnderstood { text, why } => {
                view.understood = Some(text.clone());
                view.why = Some(why.clone());
                (NoticeKind::NotUnderstood, false)
            }
            Tell::Refused(why) => {
                view.why = Some(wording::refusal(*why, policy));
                (NoticeKind::Refused, false)
            }
        }
    }

    /// Whether contacts are told before their time, since waiting would be waiting for nobody.
    fn is_early(&self, request: &Request, now: DateTime<Utc>) -> bool {
        let policy = &self.config.policy;
        let first = policy.escalation.levels.first();
        first.is_some_and(|level| policy.after(request.revised_at, level.after) > now)
    }

    fn closed(&self, view: &mut NoticeView, request: &Request, kind: NoticeKind) -> (NoticeKind, bool) {
        self.decided(view, request);
        (kind, false)
    }

    pub(super) fn decided(&self, view: &mut NoticeView, request: &Request) {
        let names: Vec<_> = request.decided_by.iter().map(|person| self.decider(request, person)).collect();
        view.decision = Some(request.state.as_str().to_owned());
        view.who = Some(names.join(" and ")).filter(|who| !who.is_empty());
        view.comments = self.comments(request);
        view.decided_at = request.decided_at.map(wording::moment);
    }

    /// Who decided; an operator who had no place among those asked is called so.
    fn decider(&self, request: &Request, person: &Address) -> String {
        let asked = request.seat(person).is_some() || *person == request.requester;
        let role = if !asked && self.config.operators.contains(person) { "the operator " } else { "" };
        format!("{role}{}", self.name(person))
    }

    /// What those who decided wrote, each under their own name.
    fn comments(&self, request: &Request) -> Vec<(String, String)> {
        let approved = request.decided_by.iter().eq(request.approvals.iter().map(|it| &it.person));
        let written: Vec<(&Address, &String)> = if request.state == State::Approved && approved {
            request.approvals.iter().map(|it| (&it.person, &it.comment)).collect()
        } else {
            request.decided_by.iter().take(1).map(|person| (person, &request.closing_comment)).collect()
        };
        let written = written.into_iter().filter(|(_, comment)| !comment.is_empty());
        written.map(|(person, comment)| (self.name(person), comment.clone())).collect()
    }

    /// What somebody wrote with the decision that was just recorded.
    pub(super) fn own_comment(&self, request: &Request, person: &Address) -> Vec<(String, String)> {
        let given = request.approvals.iter().find(|approval| approval.person == *person);
        let comment = match request.state {
            State::Rejected => Some(&request.closing_comment),
            State::NeedsAmount | State::Pending | State::Approved | State::Withdrawn => {
                given.map(|approval| &approval.comment)
            }
        };
        let written = comment.filter(|comment| !comment.is_empty());
        written.map(|comment| (self.name(person), comment.clone())).into_iter().collect()
    }

    pub(super) fn name(&self, person: &Address) -> String {
        self.config.policy.name(person).to_owned()
    }

    pub(super) fn request_view(&self, stored: &Stored, person: &Address) -> NoticeView {
        let policy = &self.config.policy;
        let request = &stored.request;
        let counts_as = request.tier_amount().filter(|amount| request.amount != Some(*amount));
        let names =
            |people: &mut dyn Iterator<Item = &Address>| people.map(|it| self.name(it)).collect::<Vec<_>>();
        NoticeView {
            recipient_name: self.name(person),
            flags: if request.requester == *person {
                flags::warnings_to_the_requester(&self.config, stored)
            } else {
                flags::warnings(&self.config, stored)
            },
            may_decide: request.state == State::Pending && request.seat(person).is_some(),
            may_correct: request.state.is_open() && request.requester == *person,
            request: Some(RequestView {
                id: self.number(request.number),
                state: request.state.as_str().to_owned(),
                subject: request.subject.clone(),
                requester_name: self.name(&request.requester),
                requester_address: request.requester.to_string(),
                amount: request.amount.map(|amount| amount.to_string()),
                policy_amount: counts_as.map(|amount| amount.to_string()),
                rate: counts_as.and_then(|_| wording::why_it_counts_as_more(policy, request)),
                revision: request.revision,
                required: request.required,
                counted: request.distinct_approvals(),
                given: names(&mut request.approvals.iter().map(|approval| &approval.person)),
                asked: names(&mut request.seats.iter().map(|seat| &seat.person)),
                created_at: wording::moment(request.created_at),
                due_at: request.due_at.map(wording::moment),
                rule: wording::rule(policy, request),
                attachments: Vec::new(),
            }),
            ..NoticeView::default()
        }
    }

    /// Shows the report: an excerpt, the names of its files, the summary; and attaches the original.
    pub(super) fn show_report(
        &self,
        connection: &Connection,
        shown: &Shown<'_>,
        view: &mut NoticeView,
    ) -> Result<Vec<Enclosure>, TurnError> {
        let request = &shown.stored.request;
        let summary: Option<Summary> = store::summary(connection, request.number, request.revision)?;
        view.summary = summary.map(|it| SummaryView {
            text: it.text,
            impact: it.impact,
            risk: it.risk,
            model: it.model,
            why_not: it.why_not,
        });
        let Some((report, original)) = shown.report(self, connection)? else { return Ok(Vec::new()) };
        view.report.clone_from(&report.excerpt);
        if let Some(request) = &mut view.request {
            request.attachments.clone_from(&report.attachments);
        }
        Ok(vec![original])
    }
}
