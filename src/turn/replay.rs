//! Checking the audit log: the chain is whole, its events replay to the stored requests, and the mails are what they were.
//!
//! Holds one request at a time, whatever the size of the log.

use std::collections::BTreeSet;

use super::retention::erasure;
use crate::approval::{self, Policy, Request};
use crate::store::{self, Checkpoint, Connection, Entry, Policies, Record, StoreError, Verification};

/// Checks the whole log against itself and against what is stored.
pub fn verify(connection: &Connection) -> Result<Verification, StoreError> {
    verify_against(connection, &[])
}

/// The same, and that the log still has the heads that somebody kept elsewhere: a log that was written anew as a whole
/// is whole in itself.
pub fn verify_against(connection: &Connection, kept: &[Checkpoint]) -> Result<Verification, StoreError> {
    let mut found = Verification::of_database(connection, kept)?;
    let mut replay = Replay::default();
    let mut policies = Policies::default();
    store::for_each_by_request(connection, |entry| {
        if entry.request != replay.number {
            replay.end(connection, &mut found)?;
            replay = Replay { number: entry.request, ..Replay::default() };
        }
        if entry.mail.is_some_and(|mail| store::has_mail(connection, &mail).is_ok_and(|kept| !kept)) {
            found.fault(format!("the mail of entry {} is missing", entry.seq));
        }
        // A policy that was changed is told of with the chain.
        let fault = policies.of(connection, &entry)?.and_then(|policy| replay.apply(&entry, policy));
        fault.into_iter().for_each(|fault| found.fault(fault));
        Ok(())
    })?;
    replay.end(connection, &mut found)?;
    for number in store::requests_without_events(connection)? {
        found.fault(format!("request {number} has no events"));
    }
    suspensions(connection, &mut found)?;
    store::for_each_changed_mail(connection, |mail, empty| {
        let name = store::hex(&mail);
        match erasure(connection, &mail)? {
            Some(_) if empty => found.erased += 1,
            None if empty => {
                found.fault(format!("the kept mail {name} is gone, and no entry says that it was erased"))
            }
            Some(_) | None => found.fault(format!("the kept mail {name} was changed")),
        }
        Ok(())
    })?;
    Ok(found)
}

/// Who is suspended must be who is by the log.
fn suspensions(connection: &Connection, found: &mut Verification) -> Result<(), StoreError> {
    if !store::has_table(connection, "suspended")? {
        return Ok(());
    }
    let mut logged: BTreeSet<String> = BTreeSet::new();
    store::for_each_suspension(connection, |entry| {
        if let Ok(Record::Suspended { person, lifted, .. }) = entry.record() {
            if lifted {
                logged.remove(person.as_str())
            } else {
                logged.insert(person.to_string())
            };
        }
        Ok(())
    })?;
    let stored: BTreeSet<String> = store::suspended(connection)?.into_iter().map(|it| it.person).collect();
    for person in logged.symmetric_difference(&stored) {
        found.fault(format!("whether {person} is suspended is not what the log says"));
    }
    Ok(())
}

/// A request as its events make it, one after the other.
#[derive(Default)]
struct Replay {
    number: Option<u64>,
    request: Option<Request>,
    original: Option<store::Digest>,
    held: bool,
}

impl Replay {
    fn apply(&mut self, entry: &Entry, policy: &Policy) -> Option<String> {
        let (seq, number) = (entry.seq, entry.request?);
        match (entry.record(), &mut self.request) {
            (Err(error), _) => return Some(format!("entry {seq} cannot be read: {error}")),
            (Ok(Record::Noted(_) | Record::Suspended { .. }), _) => {}
            (Ok(Record::Hold { lifted, .. }), _) => self.held = !lifted,
            (Ok(Record::Erased { .. }), _) if self.held => {
                return Some(format!("entry {seq} erased mail of request {number}, which was held"));
            }
            (Ok(Record::Erased { .. }), _) => {}
            (Ok(Record::Opened(submission)), request @ None) => {
                *request = Some(approval::open(policy, number, submission, entry.at).0);
                self.original = entry.mail;
            }
            (Ok(Record::Opened(_)), Some(_)) => {
                return Some(format!("entry {seq} opens request {number} a second time"));
            }
            (Ok(Record::Happened(event)), Some(request)) => {
                *request = approval::step(policy, request, &event, entry.at).0;
            }
            (Ok(Record::Happened(_)), None) => {
                return Some(format!("entry {seq} is about request {number}, which was never opened"));
            }
        }
        None
    }

    /// All events were seen: the request must be stored as they make it.
    fn end(&self, connection: &Connection, found: &mut Verification) -> Result<(), StoreError> {
        let (Some(number), Some(request)) = (self.number, &self.request) else { return Ok(()) };
        found.requests += 1;
        if store::is_held(connection, number)? != self.held {
            found.fault(format!("whether request {number} is held is not what the log says"));
        }
        match store::request(connection, number)? {
            None => found.fault(format!("request {number} has events but is missing")),
            Some(stored) => {
                if stored.request != *request {
                    found.fault(format!("request {number} is not what its events make of it"));
                }
                if self.original.is_some_and(|original| original != stored.original) {
                    found.fault(format!("request {number} shows another mail than the one it came in"));
                }
            }
        }
        Ok(())
    }
}
