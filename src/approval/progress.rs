//! What a request can do: take an amount, be asked about, be decided, be handed over, be answered.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::deadline::deadline;
use super::event::{AskedBecause, Effect, OperatorNews, Refusal, Tell};
use super::flag::{Context, flags};
use super::policy::Policy;
use super::request::{Approval, Question, Request, Seat, State};
use super::step::Outcome;
use super::{Address, CodeCheck, Money};

/// So many notes of readers are kept with a request.
const MOST_NOTES: usize = 20;

/// A request on its way through one event.
pub(super) struct Progress<'a> {
    pub(super) policy: &'a Policy,
    pub(super) request: Request,
    pub(super) effects: Vec<Effect>,
    pub(super) now: DateTime<Utc>,
}

impl<'a> Progress<'a> {
    pub(super) fn new(policy: &'a Policy, request: Request, now: DateTime<Utc>) -> Self {
        Self { policy, request, effects: Vec::new(), now }
    }

    pub(super) fn finish(mut self) -> Outcome {
        self.request.deadline = deadline(self.policy, &self.request);
        let due = self.policy.level_due(&self.request).map(|(_, due)| due);
        self.request.due_at = due.filter(|_| self.request.state.is_open());
        (self.request, self.effects)
    }

    /// Tells somebody. Who is suspended hears no more than how a request of theirs ended.
    pub(super) fn tell(&mut self, person: &Address, what: Tell) {
        if self.request.state.is_open() && self.policy.is_suspended(person) {
            return;
        }
        self.effects.push(Effect::Tell(person.clone(), what));
    }

    pub(super) fn tell_requester(&mut self, what: Tell) {
        self.tell(&self.request.requester.clone(), what);
    }

    /// Asks somebody to decide, and remembers it: whoever was asked is told when nothing is left to do.
    pub(super) fn tell_seated(&mut self, person: &Address, what: Tell) {
        if !self.request.asked.contains(person) {
            self.request.asked.push(person.clone());
        }
        self.tell(person, what);
    }

    pub(super) fn refuse(&mut self, person: &Address, why: Refusal) {
        self.tell(person, Tell::Refused(why));
    }

    pub(super) fn not_understood(&mut self, person: &Address, text: &str, why: &str) {
        self.tell(person, Tell::NotUnderstood { text: text.to_owned(), why: why.to_owned() });
    }

    pub(super) fn is_requester(&self, person: &Address) -> bool {
        self.policy.is_requester(person, &self.request.requester, self.now.date_naive())
    }

    pub(super) fn as_requester(&mut self, person: &Address, then: impl FnOnce(&mut Self)) {
        if *person == self.request.requester {
            then(self)
        } else {
            self.refuse(person, Refusal::OnlyRequester)
        }
    }

    /// Lets somebody act who has a seat, and is not the requester: asked again here, whatever the panel was.
    pub(super) fn as_seated(&mut self, person: &Address, then: impl FnOnce(&mut Self, Seat)) {
        if self.is_requester(person) {
            return self.refuse(person, Refusal::OwnRequest);
        }
        match self.request.seat(person).cloned() {
            Some(seat) => then(self, seat),
            None => self.refuse(person, Refusal::NotAsked),
        }
    }

    /// The requester states the amount; receipts that came with it count beside those that came before.
    pub(super) fn restate(&mut self, amount: Money, more: Option<Money>, context: Option<&Context>) {
        self.take_notes(context);
        let evidence = self.policy.dearest(self.request.evidence.into_iter().chain(more));
        if self.request.amount == Some(amount) && self.request.evidence == evidence {
            return self.tell_requester(Tell::Status);
        }
        self.request.evidence = evidence;
        let before = self.request.amount;
        self.take_amount(amount, context);
        self.request.amounts.clear();
        if self.request.amount == Some(amount) {
            self.flag(context, before);
        }
    }

    /// What readers noticed is kept, as far as somebody still reads it.
    pub(super) fn take_notes(&mut self, context: Option<&Context>) {
        for note in context.into_iter().flat_map(|context| &context.notes) {
            if self.request.notes.len() < MOST_NOTES && !self.request.notes.contains(note) {
                self.request.notes.push(note.clone());
            }
        }
    }

    /// What was found is kept as long as the requester has to choose from it.
    pub(super) fn take_found(&mut self, context: Option<&Context>) {
        let found = context.filter(|_| self.request.state == State::NeedsAmount);
        self.request.amounts = found.map(|context| context.amounts.clone()).unwrap_or_default();
    }

    /// Flags the request anew; `before` is the amount that it had.
    pub(super) fn flag(&mut self, context: Option<&Context>, before: Option<Money>) {
        if let Some(context) = context {
            self.request.flags = flags(self.policy, &self.request, context, before, self.now);
        }
    }

    /// A new amount begins a new revision: approvals are void, reply addresses die, everybody is asked anew.
    pub(super) fn take_amount(&mut self, amount: Money, context: Option<&Context>) {
        let Some(stated) = self.policy.in_policy_currency(amount) else {
            return self.need_a_rate(amount);
        };
        let evidence = self.request.evidence.map(|money| self.policy.in_policy_currency(money));
        let unpriced = evidence == Some(None);
        let supported = evidence.flatten().map_or(stated.value, |money| money.value.max(stated.value));
        let split = context.filter(|_| !unpriced).and_then(|it| self.policy.split(supported, &it.others));
        let together = split.map(|split| split.sum);
        let decisive = together.map_or(supported, |sum| sum.value);
        let today = self.now.date_naive();
        let panel = self.policy.panel(&self.request.requester, decisive, unpriced, today);
        let request = &mut self.request;
        request.amount = Some(amount);
        request.policy_amount = Some(Money::new(supported, self.policy.currency));
        request.together = together;
        request.revision += 1;
        request.revised_at = self.now;
        request.reminded = false;
        request.required = panel.required;
        request.code = panel.code;
        request.approvals.clear();
        request.seats = panel.seats;
        self.seat_contacts();
        if panel.required == 0 { self.close_without_approval() } else { self.await_summary() }
    }

    pub(super) fn need_a_rate(&mut self, amount: Money) {
        let why = format!("There is no rate from {} to {} here.", amount.currency, self.policy.currency);
        match self.request.state {
            State::Pending => self.tell_requester(Tell::Refused(Refusal::NoRate)),
            State::NeedsAmount | State::Approved | State::Rejected | State::Withdrawn => {
                self.tell_requester(Tell::AmountNeeded(why));
            }
        }
    }

    pub(super) fn close_without_approval(&mut self) {
        self.close(State::Approved, &[], "");
        self.tell_requester(Tell::Approved);
        self.tell_the_others(None);
    }

    pub(super) fn await_summary(&mut self) {
        self.request.state = State::Pending;
        let wait = TimeDelta::from_std(self.policy.summary_wait).unwrap_or_default();
        self.request.summary_until = Some(self.now + wait);
        self.effects.push(Effect::Revoke(None));
        self.effects.push(Effect::Summarise);
        self.tell_requester(Tell::Received);
    }

    pub(super) fn ask_everybody(&mut self) {
        if self.request.summary_until.take().is_none() {
            return;
        }
        self.request.renew_at = self.policy.renewal(self.now);
        let first = self.request.revision == 1;
        let because = if first { AskedBecause::New } else { AskedBecause::AmountChanged };
        for seat in self.request.seats.clone() {
            self.tell_seated(&seat.person, Tell::ApprovalRequest(because.clone()));
        }
        if !self.quorum_is_possible() {
            self.effects.push(Effect::TellOperators(OperatorNews::TooFewApprovers));
            self.escalate_early();
        }
    }

    /// Whether this person has approved, under whatever address of theirs it was recorded.
    pub(super) fn has_approved(&self, person: &Address) -> bool {
        self.request
            .approvals
            .iter()
            .any(|approval| approval.person == *person || self.policy.person(&approval.person) == *person)
    }

    pub(super) fn approve(&mut self, seat: Seat, comment: &str, code: CodeCheck) {
        if self.has_approved(&seat.person) {
            return self.tell(&seat.person, Tell::AlreadyRecorded);
        }
        if self.request.code.is_some() && code != CodeCheck::Verified {
            return self.refuse_code(&seat.person, code);
        }
        let approval = Approval {
            person: seat.person.clone(),
            holder: seat.holder,
            at: self.now,
            comment: comment.to_owned(),
        };
        self.request.approvals.push(approval);
        self.tell(&seat.person, Tell::DecisionRecorded(true));
        if self.request.distinct_approvals() >= self.request.required {
            let deciders: Vec<Address> = self.request.approvals.iter().map(|it| it.person.clone()).collect();
            self.close(State::Approved, &deciders, comment);
            self.tell_requester(Tell::Approved);
            self.tell_the_others(Some(&seat.person));
        }
    }

    /// Without the second factor that the request wants an approval counts nothing.
    fn refuse_code(&mut self, person: &Address, code: CodeCheck) {
        self.refuse(person, Refusal::Code(code));
        let news = match code {
            CodeCheck::NotEnrolled => OperatorNews::NotEnrolled(person.clone()),
            CodeCheck::LastWrong => OperatorNews::CodesBlocked(person.clone()),
            CodeCheck::None
            | CodeCheck::Missing
            | CodeCheck::Verified
            | CodeCheck::Wrong
            | CodeCheck::Used
            | CodeCheck::Blocked => return,
        };
        self.effects.push(Effect::TellOperators(news));
    }

    /// The first rejection ends a request, also by somebody who approved before.
    pub(super) fn reject(&mut self, person: &Address, comment: &str) {
        self.close(State::Rejected, std::slice::from_ref(person), comment);
        self.tell(person, Tell::DecisionRecorded(false));
        self.tell_requester(Tell::Rejected);
        self.tell_the_others(Some(person));
    }

    pub(super) fn withdraw(&mut self) {
        let requester = self.request.requester.clone();
        self.close(State::Withdrawn, &[requester], "");
        self.tell_requester(Tell::Withdrawn);
        self.tell_the_others(None);
    }

    pub(super) fn overridden(&mut self, operator: &Address, approve: bool, reason: &str) {
        let state = if approve { State::Approved } else { State::Rejected };
        self.close(state, std::slice::from_ref(operator), reason);
        self.tell_requester(if approve { Tell::Approved } else { Tell::Rejected });
        self.tell_the_others(None);
    }

    pub(super) fn close(&mut self, state: State, by: &[Address], comment: &str) {
        self.request.state = state;
        self.request.decided_at = Some(self.now);
        self.request.decided_by = by.to_vec();
        self.request.closing_comment = comment.to_owned();
        self.request.summary_until = None;
        self.request.questions.clear();
        self.effects.push(Effect::Revoke(None));
        self.effects.push(Effect::Settle);
    }

    /// Everybody who was asked, on this revision or an earlier one, hears that nothing is left to do.
    pub(super) fn tell_the_others(&mut self, decider: Option<&Address>) {
        let others = self.request.asked.clone();
        for person in others.iter().filter(|person| Some(*person) != decider) {
            self.tell(person, Tell::ClosedForYou);
        }
    }

    pub(super) fn ask(&mut self, person: &Address, question: &str) {
        let question = Question { by: person.clone(), text: question.to_owned() };
        self.request.questions.push(question.clone());
        self.tell_requester(Tell::Question(question));
    }

    pub(super) fn answer(&mut self, person: &Address, text: &str, why: &str) {
        if *person != self.request.requester || self.request.questions.is_empty() {
            return self.not_understood(person, text, why);
        }
        let mut asked: Vec<(Address, String)> = Vec::new();
        for question in std::mem::take(&mut self.request.questions) {
            match asked.iter_mut().find(|(by, _)| *by == question.by) {
                Some((_, earlier)) => earlier.extend(["\n", &question.text]),
                None => asked.push((question.by, question.text)),
            }
        }
        for (by, question) in asked {
            self.tell(&by, Tell::Answer { question, answer: text.to_owned() });
        }
    }

    pub(super) fn delegate(&mut self, seat: &Seat, to: &Address) {
        let to = self.policy.person(to);
        let amount = self.request.tier_amount().map_or(Decimal::MAX, |money| money.value);
        let today = self.now.date_naive();
        if self.request.has_approved(&seat.person) {
            return self.refuse(&seat.person, Refusal::AlreadyApproved);
        }
        if !self.policy.may_stand_in(&to, &self.request.requester, amount, today) {
            return self.refuse(&seat.person, Refusal::NoSuchApprover);
        }
        if self.request.seat(&to).is_some() {
            return self.refuse(&seat.person, Refusal::AskedAlready);
        }
        for taken in &mut self.request.seats {
            if taken.person == seat.person {
                taken.person = to.clone();
                taken.unreachable = false;
            }
        }
        self.request.asked.retain(|person| *person != seat.person);
        self.effects.push(Effect::Revoke(Some(seat.person.clone())));
        self.tell_seated(&to, Tell::ApprovalRequest(AskedBecause::DelegatedBy(seat.person.clone())));
        self.tell(&seat.person, Tell::HandedOver(to));
    }
}
