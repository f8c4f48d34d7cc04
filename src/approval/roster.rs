//! Who is who, and who must decide: the policy applied to people and amounts.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::policy::{Approver, Policy, Tier};
use super::request::{Request, Role, Seat};
use super::{Address, Money, SecondFactor};

/// Who must decide about an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// How many distinct people.
    pub required: u32,
    /// What each of them must show besides their mailbox.
    pub code: Option<SecondFactor>,
    /// The limit that the amount is above; `None` where no approval is needed.
    pub above: Option<Decimal>,
    /// Who is asked, in the order of the configuration.
    pub seats: Vec<Seat>,
}

impl Policy {
    /// The person behind an address: aliases, sub-addresses and letter case do not make another one.
    pub fn person(&self, address: &Address) -> Address {
        let plain = address.plain();
        self.approver(&plain).map_or(plain, |approver| approver.email.clone())
    }

    /// The approver with this address or alias.
    pub fn approver(&self, address: &Address) -> Option<&Approver> {
        let plain = address.plain();
        self.approvers.iter().find(|approver| approver.email == plain || approver.aliases.contains(&plain))
    }

    /// All addresses of a person that are known.
    pub fn addresses<'a>(&'a self, person: &'a Address) -> impl Iterator<Item = &'a Address> {
        let aliases = self.approver(person).map_or(&[][..], |approver| &approver.aliases);
        std::iter::once(person).chain(aliases)
    }

    /// How a person is called in notices.
    pub fn name<'a>(&'a self, person: &'a Address) -> &'a str {
        self.approver(person).map_or(person.as_str(), |approver| &approver.name)
    }

    /// Whether this person's reports are taken.
    pub fn may_request(&self, person: &Address) -> bool {
        let requesters = &self.requesters;
        requesters.domains.iter().any(|domain| domain == person.domain())
            || requesters.addresses.iter().any(|address| self.person(address) == *person)
    }

    /// Whether this person has any business with the desk.
    pub fn knows(&self, person: &Address) -> bool {
        self.may_request(person) || self.approver(person).is_some() || self.is_contact(person)
    }

    /// Whether this person may decide about anything: as an approver, or as a contact of a level that may.
    pub fn may_decide(&self, person: &Address) -> bool {
        let mut deciders = self.escalation.levels.iter().filter(|level| level.may_decide);
        let named = self.approver(person).is_some()
            || deciders.any(|level| level.contacts.iter().any(|it| self.person(it) == *person));
        named && !self.is_suspended(person)
    }

    /// Whether this person is told when a request waits too long.
    pub fn is_contact(&self, person: &Address) -> bool {
        self.escalation.levels.iter().flat_map(|level| &level.contacts).any(|it| self.person(it) == *person)
    }

    /// An amount in the policy currency; `None` where there is no rate or it does not fit a decimal.
    pub fn in_policy_currency(&self, money: Money) -> Option<Money> {
        if money.currency == self.currency {
            return Some(money);
        }
        money.convert(*self.rates.get(&money.currency)?, self.currency)
    }

    /// Of several amounts the one that is worth most. One without a rate could be worth anything, so it stands.
    pub fn dearest(&self, amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
        amounts.into_iter().max_by_key(|amount| {
            let worth = self.in_policy_currency(*amount).map(|money| money.value);
            (worth.is_none(), worth)
        })
    }

    /// Whether any tier wants a code of whoever approves.
    pub fn wants_codes(&self) -> bool {
        self.tiers.iter().any(|tier| tier.code.is_some())
    }

    /// The highest tier that an amount in the policy currency is above.
    pub fn tier(&self, amount: Decimal) -> Option<&Tier> {
        self.tiers.iter().rev().find(|tier| amount > tier.above)
    }

    /// Who must decide about an amount of this requester on this day.
    ///
    /// `unpriced`: there is evidence in a currency without a rate, so the strictest tier holds.
    pub fn panel(&self, requester: &Address, amount: Decimal, unpriced: bool, today: NaiveDate) -> Panel {
        let tier = if unpriced { self.tiers.last() } else { self.tier(amount) };
        let Some(tier) = tier else {
            return Panel { required: 0, code: None, above: None, seats: Vec::new() };
        };
        // What could be worth anything is above every limit.
        let amount = if unpriced { Decimal::MAX } else { amount };
        let mut seats: Vec<Seat> = Vec::new();
        for approver in self.asked_for(requester).filter(|approver| reaches(approver, amount)) {
            let Some(seat) = self.seat(approver, requester, amount, today) else { continue };
            if seats.iter().all(|taken| taken.person != seat.person) {
                seats.push(seat);
            }
        }
        Panel { required: tier.approvals, code: tier.code, above: Some(tier.above), seats }
    }

    /// Who must decide about a request as it stands.
    pub fn panel_of(&self, request: &Request, today: NaiveDate) -> Panel {
        let unpriced = request.evidence.is_some_and(|money| self.in_policy_currency(money).is_none());
        let amount = request.tier_amount().map_or(Decimal::ZERO, |money| money.value);
        self.panel(&request.requester, amount, unpriced, today)
    }

    /// Whether `to` may take a place on a request of this requester.
    pub fn may_stand_in(&self, to: &Address, requester: &Address, amount: Decimal, today: NaiveDate) -> bool {
        self.approver(to).is_some_and(|approver| reaches(approver, amount))
            && !self.is_suspended(to)
            && !self.is_requester(to, requester, today)
    }

    /// Whether somebody is the requester, under any alias, or stands in for the requester today.
    pub fn is_requester(&self, person: &Address, requester: &Address, today: NaiveDate) -> bool {
        person == requester
            || *person == self.person(requester)
            || self.approver(requester).and_then(|approver| self.stand_in(approver, today)).as_ref()
                == Some(person)
    }

    fn asked_for(&self, requester: &Address) -> impl Iterator<Item = &Approver> {
        let route =
            self.routes.iter().find(|route| route.requesters.iter().any(|it| self.matches(it, requester)));
        let there = self.approvers.iter().filter(|approver| !self.is_suspended(&approver.email));
        there.filter(move |approver| {
            route.is_none_or(|route| route.approvers.iter().any(|it| self.person(it) == approver.email))
        })
    }

    fn matches(&self, pattern: &str, requester: &Address) -> bool {
        match pattern.strip_prefix("*@") {
            Some(domain) => domain.eq_ignore_ascii_case(requester.domain()),
            None => pattern.parse().is_ok_and(|address| self.person(&address) == *requester),
        }
    }

    /// An approver's seat: their own, their delegate's while they are away, or none where it would be the requester's.
    fn seat(
        &self,
        approver: &Approver,
        requester: &Address,
        amount: Decimal,
        today: NaiveDate,
    ) -> Option<Seat> {
        if self.is_requester(&approver.email, requester, today) {
            return None;
        }
        let person = self
            .stand_in(approver, today)
            .filter(|delegate| self.may_stand_in(delegate, requester, amount, today))
            .unwrap_or_else(|| approver.email.clone());
        Some(Seat { person, holder: approver.email.clone(), role: Role::Approver, unreachable: false })
    }

    fn stand_in(&self, approver: &Approver, today: NaiveDate) -> Option<Address> {
        let away = approver.away.iter().find(|away| (away.from..=away.until).contains(&today))?;
        away.delegate.as_ref().map(|delegate| self.person(delegate))
    }
}

fn reaches(approver: &Approver, amount: Decimal) -> bool {
    approver.limit.is_none_or(|limit| amount <= limit)
}
