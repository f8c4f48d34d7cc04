//! People who come and go: suspension by an operator, and what a change of the directory means for what is open.
//!
//! Who is suspended is part of the policy that a turn works with, and so of its audit entry: the log replays to it.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::commit::Cause;
use super::operate::OperateError;
use super::{Desk, TurnError};
use crate::approval::{Address, Event, Policy, Request, State};
use crate::store::{self, Connection, Record, Stored, Suspended};

/// The fact that holds the digest of the directory that open requests were last compared with.
const DIRECTORY: &str = "directory";

/// How many requests are read at a time.
const PAGE: u32 = 500;

impl Desk {
    /// This desk with the people who are suspended at this moment: each turn begins with it.
    pub(super) fn as_of_now(&self, connection: &Connection) -> Result<Self, TurnError> {
        let suspended = store::suspended(connection)?;
        let suspended: Vec<Address> = suspended.iter().filter_map(|it| it.person.parse().ok()).collect();
        if suspended == self.config.policy.suspended {
            return Ok(self.clone());
        }
        let mut config = (*self.config).clone();
        config.policy.suspended = suspended;
        Ok(Self { config: Arc::new(config), ..self.clone() })
    }

    /// Suspends somebody, or lifts that: gives the person, and how many open requests were concerned.
    pub async fn suspend(
        &self,
        address: Address,
        lift: bool,
        operator: String,
        reason: String,
    ) -> Result<(Address, usize), OperateError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                let person = desk.config.policy.person(&address);
                let changed = if lift {
                    store::readmit(connection, &person)?
                } else if desk.config.policy.knows(&person) {
                    let person = person.to_string();
                    let (by, reason) = (operator.clone(), reason.clone());
                    store::suspend(connection, &Suspended { person, at: now, by, reason })?
                } else {
                    return Err(OperateError::Unknown(address));
                };
                if !changed {
                    return Err(OperateError::AsItIs(
                        person,
                        if lift { "not suspended" } else { "suspended" },
                    ));
                }
                let desk = desk.as_of_now(connection)?;
                let count = desk.tell_requests(connection, &person, lift, &operator, reason, now)?;
                Ok((person, count))
            })
            .await
    }

    fn tell_requests(
        &self,
        connection: &Connection,
        person: &Address,
        lift: bool,
        operator: &str,
        reason: String,
        now: DateTime<Utc>,
    ) -> Result<usize, TurnError> {
        let (what, cause) = (if lift { "readmitted" } else { "suspended" }, Cause::of(operator));
        let because = if reason.is_empty() { String::new() } else { format!(": {reason}") };
        let title = format!("{person} is {what}, by {operator}{because}");
        let remedy = if lift {
            "Their mails count again, and they are asked again where the policy names them."
        } else {
            "Their mails are set aside, their reply addresses are dead, and approvals of theirs on open requests \
             are void, until `countersign suspend ADDRESS --lift`. Requests that were decided stay decided."
        };
        let notices = self.tell_operators(connection, &title, remedy, Vec::new(), now)?;
        let record = Record::Suspended { person: person.clone(), lifted: lift, reason };
        self.note_with(connection, &cause, &record, &notices, now)?;
        if !lift {
            store::revoke_tokens_of(connection, person)?;
        }
        let mut count = 0;
        for request in open_requests(connection)? {
            let event = match lift {
                true if request.state == State::Pending => Event::Readmitted { person: person.clone() },
                false if concerns(&request, person) => {
                    Event::Dismissed { person: person.clone(), suspended: true }
                }
                true | false => continue,
            };
            self.advance(connection, request.number, &event, &cause, now)?;
            count += 1;
        }
        Ok(count)
    }

    /// Lets open requests be compared with the directory once more: turns by an earlier one have ended only now.
    pub async fn look_at_people_again(&self) -> Result<(), TurnError> {
        self.store.write(|connection| Ok(store::set_fact(connection, DIRECTORY, "")?)).await
    }

    /// Whether open requests were compared with the directory as it is.
    pub(super) fn knows_the_directory(&self, connection: &Connection) -> Result<bool, TurnError> {
        Ok(store::fact(connection, DIRECTORY)? == Some(directory(&self.config.policy)))
    }

    /// Compares open requests with the directory, once after each change of it: whoever is gone has no place any more.
    pub(super) fn look_at_the_directory(
        &self,
        connection: &Connection,
        now: DateTime<Utc>,
    ) -> Result<usize, TurnError> {
        store::set_fact(connection, DIRECTORY, &directory(&self.config.policy))?;
        let desk = self.as_of_now(connection)?;
        let mut count = 0;
        for request in open_requests(connection)? {
            for person in desk.gone(connection, &request)? {
                let event = Event::Dismissed { person, suspended: false };
                desk.advance(connection, request.number, &event, &Cause::of_desk(), now)?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// Who has a place on a request, or a reply address, and is not in the directory any more.
    fn gone(&self, connection: &Connection, request: &Request) -> Result<BTreeSet<Address>, TurnError> {
        let policy = &self.config.policy;
        let mut gone: BTreeSet<Address> = request
            .seats
            .iter()
            .map(|seat| &seat.person)
            .filter(|person| policy.person(person) != **person || !policy.may_decide(person))
            .cloned()
            .collect();
        let holders = store::token_holders(connection, request.number)?;
        let holders = holders.iter().filter_map(|person| person.parse::<Address>().ok());
        gone.extend(holders.filter(|person| policy.person(person) != *person || !policy.knows(person)));
        Ok(gone)
    }
}

/// The open requests, oldest first.
pub(super) fn open_requests(connection: &Connection) -> Result<Vec<Request>, TurnError> {
    let mut open = Vec::new();
    for state in [State::NeedsAmount, State::Pending] {
        let mut before = None;
        loop {
            let page: Vec<Stored> = store::requests(connection, Some(state), before, PAGE)?;
            let Some(last) = page.last() else { break };
            before = Some(last.request.number);
            open.extend(page.into_iter().map(|stored| stored.request));
        }
    }
    open.sort_by_key(|request| request.number);
    Ok(open)
}

fn concerns(request: &Request, person: &Address) -> bool {
    request.seat(person).is_some()
        || request.has_approved(person)
        || request.asked.contains(person)
        || request.requester == *person
}

/// A digest of everybody that a configuration names.
fn directory(policy: &Policy) -> String {
    let people = serde_json::json!([policy.requesters, policy.approvers, policy.escalation.levels]);
    store::hex(&store::digest(people.to_string().as_bytes()))
}
