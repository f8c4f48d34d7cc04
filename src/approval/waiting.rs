//! What happens by itself while a request waits: reminders, escalation, renewal, and people who cannot be reached.

use super::Address;
use super::event::{AskedBecause, Effect, OperatorNews, Tell};
use super::progress::Progress;
use super::request::{Role, Seat, State};

/// Why a requester is asked again.
const STILL_MISSING: &str = "The total is still missing.";

impl Progress<'_> {
    pub(super) fn do_what_is_due(&mut self) {
        if self.request.summary_until.is_some_and(|until| until <= self.now) {
            self.ask_everybody();
        }
        if self.policy.reminder_due(&self.request).is_some_and(|due| due <= self.now) {
            self.remind();
        }
        while self.policy.level_due(&self.request).is_some_and(|(_, due)| due <= self.now) {
            self.escalate();
        }
        if self.request.renew_at <= self.now {
            self.renew();
        }
    }

    fn remind(&mut self) {
        self.request.reminded = true;
        match self.request.state {
            State::NeedsAmount => self.tell_requester(Tell::AmountNeeded(STILL_MISSING.to_owned())),
            State::Pending => self.tell_the_silent(&Tell::Reminder),
            State::Approved | State::Rejected | State::Withdrawn => {}
        }
    }

    fn tell_the_silent(&mut self, what: &Tell) {
        let silent: Vec<Address> = self.request.silent().map(|seat| seat.person.clone()).collect();
        for person in &silent {
            self.tell_seated(person, what.clone());
        }
    }

    /// Tells the next level, once: the count is kept with the request.
    fn escalate(&mut self) {
        let policy = self.policy;
        let Some((level, _)) = policy.level_due(&self.request) else { return };
        self.request.escalations += 1;
        if self.request.state == State::Pending {
            self.seat_contacts();
        }
        let mut told: Vec<Address> = Vec::new();
        for contact in level.contacts.iter().map(|contact| policy.person(contact)) {
            if self.is_requester(&contact) || told.contains(&contact) || policy.is_suspended(&contact) {
                continue;
            }
            if self.request.seat(&contact).is_some() {
                self.tell_seated(&contact, Tell::Escalation { may_decide: true });
            } else {
                self.tell(&contact, Tell::Escalation { may_decide: false });
            }
            told.push(contact);
        }
        if told.is_empty() {
            self.effects.push(Effect::TellOperators(OperatorNews::NobodyToEscalateTo));
        }
    }

    /// Contacts of the levels that were told, and who may decide, have seats; the requester never.
    pub(super) fn seat_contacts(&mut self) {
        let policy = self.policy;
        let told = policy.escalation.levels.iter().take(self.request.escalations as usize);
        for contact in told.filter(|level| level.may_decide).flat_map(|level| &level.contacts) {
            let person = policy.person(contact);
            let taken = self.request.seat(&person).is_some() || self.has_approved(&person);
            if !taken && !self.is_requester(&person) && !policy.is_suspended(&person) {
                let holder = person.clone();
                self.request.seats.push(Seat { person, holder, role: Role::Contact, unreachable: false });
            }
        }
    }

    fn renew(&mut self) {
        self.request.renew_at = self.policy.renewal(self.now);
        match self.request.state {
            State::NeedsAmount => self.tell_requester(Tell::AmountNeeded(STILL_MISSING.to_owned())),
            State::Pending => self.tell_the_silent(&Tell::ApprovalRequest(AskedBecause::Renewed)),
            State::Approved | State::Rejected | State::Withdrawn => {}
        }
    }

    pub(super) fn unreachable(&mut self, person: &Address, why: &str) {
        self.effects.push(Effect::TellOperators(OperatorNews::Unreachable(person.clone(), why.to_owned())));
        for seat in self.request.seats.iter_mut().filter(|seat| seat.person == *person) {
            seat.unreachable = true;
        }
        if self.request.state == State::Pending && !self.quorum_is_possible() {
            self.escalate_early();
        }
    }

    /// Whether the people who can be reached are as many as must approve.
    pub(super) fn quorum_is_possible(&self) -> bool {
        let silent = self.request.silent().filter(|seat| !seat.unreachable).count();
        let possible =
            u32::try_from(silent).unwrap_or(u32::MAX).saturating_add(self.request.distinct_approvals());
        possible >= self.request.required
    }

    /// Waiting for the first level would be waiting for nobody.
    pub(super) fn escalate_early(&mut self) {
        if self.request.escalations == 0 {
            self.escalate();
        }
    }
}
