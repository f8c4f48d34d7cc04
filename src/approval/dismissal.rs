//! People who are nobody any more, or somebody again: suspended by an operator, gone from the directory, readmitted.
//!
//! The policy in force says who is suspended, so a request that is asked about later needs no word of this. What is here
//! is for requests that are open at that moment.

use super::event::{AskedBecause, Effect, OperatorNews, Tell};
use super::progress::Progress;
use super::request::{Seat, State};
use super::{Address, Policy};

impl Progress<'_> {
    /// Somebody has no place any more: reply addresses die, and whoever the policy names instead is asked.
    ///
    /// Approvals of somebody who is suspended are void, since nobody knows who gave them; those of somebody who has left
    /// stand, since they were rightful when they were given.
    pub(super) fn dismiss(&mut self, person: &Address, suspended: bool) {
        self.effects.push(Effect::Revoke(Some(person.clone())));
        let request = &mut self.request;
        request.seats.retain(|seat| seat.person != *person);
        request.asked.retain(|asked| asked != person);
        request.questions.retain(|question| question.by != *person);
        if suspended {
            request.approvals.retain(|approval| approval.person != *person);
        }
        self.fill_up(|_| true);
    }

    /// Somebody has a place again where the policy gives them one, and is asked.
    pub(super) fn readmit(&mut self, person: &Address) {
        self.fill_up(|seat| seat.person == *person || seat.holder == *person);
    }

    /// Asks those of the panel who have no place and whose place nobody has.
    fn fill_up(&mut self, which: impl Fn(&Seat) -> bool) {
        if self.request.state != State::Pending {
            return;
        }
        let before = self.request.seats.len();
        let panel = self.policy.panel_of(&self.request, self.now.date_naive());
        for seat in panel.seats.into_iter().filter(which) {
            if !self.is_taken(&seat) {
                self.request.seats.push(seat);
            }
        }
        self.seat_contacts();
        if self.request.summary_until.is_some() {
            return;
        }
        let new: Vec<Address> =
            self.request.seats.iter().skip(before).map(|seat| seat.person.clone()).collect();
        for person in &new {
            self.tell_seated(person, Tell::ApprovalRequest(AskedBecause::PeopleChanged));
        }
        if !self.quorum_is_possible() {
            self.effects.push(Effect::TellOperators(OperatorNews::TooFewApprovers));
            self.escalate_early();
        }
    }

    /// Whether somebody sits in this place or has approved in it, under whatever address they had then.
    fn is_taken(&self, seat: &Seat) -> bool {
        let same = |person: &Address, holder: &Address| {
            self.policy.person(person) == seat.person || self.policy.person(holder) == seat.holder
        };
        let request = &self.request;
        request.seats.iter().any(|it| same(&it.person, &it.holder))
            || request.approvals.iter().any(|it| same(&it.person, &it.holder))
    }
}

impl Policy {
    /// Whether an operator has suspended this person.
    pub fn is_suspended(&self, person: &Address) -> bool {
        self.suspended.contains(person)
    }
}
