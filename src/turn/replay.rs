//! Checking the audit log: the chain is whole, its events replay to the stored requests, and the mails are what they were.

use std::collections::{BTreeMap, BTreeSet};

use crate::approval::{self, Policy, Request, State};
use crate::store::{self, Connection, Entry, Record, StoreError, Verification};

/// How many requests are compared at a time.
const PAGE: u32 = 1_000;

/// Checks the whole log against itself and against the stored requests.
pub fn verify(connection: &Connection) -> Result<Verification, StoreError> {
    let mut replayed: BTreeMap<u64, Request> = BTreeMap::new();
    let mut suspended: BTreeSet<String> = BTreeSet::new();
    let mut found = Verification::of_chain(connection, |entry, policy| {
        replay(&mut replayed, &mut suspended, entry, policy)
    })?;
    let stored: BTreeSet<String> = store::suspended(connection)?.into_iter().map(|it| it.person).collect();
    let differing = suspended.symmetric_difference(&stored);
    found
        .faults
        .extend(differing.map(|person| format!("whether {person} is suspended is not what the log says")));
    found.requests = u64::try_from(replayed.len()).unwrap_or(u64::MAX);
    let mut before = None;
    loop {
        let page = store::requests(connection, None::<State>, before, PAGE)?;
        let Some(last) = page.last() else { break };
        before = Some(last.request.number);
        for stored in &page {
            let number = stored.request.number;
            match replayed.remove(&number) {
                Some(request) if request == stored.request => {}
                Some(_) => found.faults.push(format!("request {number} is not what its events make of it")),
                None => found.faults.push(format!("request {number} has no events")),
            }
        }
    }
    found.faults.extend(replayed.keys().map(|number| format!("request {number} has events but is missing")));
    let changed = store::changed_mails(connection)?;
    found.faults.extend(changed.iter().map(|mail| format!("the kept mail {} was changed", store::hex(mail))));
    Ok(found)
}

fn replay(
    requests: &mut BTreeMap<u64, Request>,
    suspended: &mut BTreeSet<String>,
    entry: &Entry,
    policy: &Policy,
) -> Option<String> {
    let record = match entry.record() {
        Ok(record) => record,
        Err(error) => return Some(format!("entry {} cannot be read: {error}", entry.seq)),
    };
    match (record, entry.request) {
        (Record::Noted(_), _) => None,
        (Record::Suspended { person, lifted: false, .. }, _) => {
            suspended.insert(person.to_string());
            None
        }
        (Record::Suspended { person, lifted: true, .. }, _) => {
            suspended.remove(person.as_str());
            None
        }
        (Record::Opened(submission), Some(number)) => {
            let (request, _) = approval::open(policy, number, submission, entry.at);
            requests.insert(number, request);
            None
        }
        (Record::Happened(event), Some(number)) => {
            let Some(request) = requests.get_mut(&number) else {
                return Some(format!(
                    "entry {} is about request {number}, which was never opened",
                    entry.seq
                ));
            };
            *request = approval::step(policy, request, &event, entry.at).0;
            None
        }
        (Record::Opened(_) | Record::Happened(_), None) => {
            Some(format!("entry {} names no request", entry.seq))
        }
    }
}
