//! Who is who: one address, one person, and the desk is nobody.

use std::collections::BTreeMap;

use super::{Draft, addresses};
use crate::approval::{Address, Level};
use crate::config::fault::quoted;
use crate::config::reader::{Keyed, Section};
use crate::config::settings::ActionEffect;

/// Mail from the desk to itself would go round for ever.
pub(super) fn desk_is_nobody(root: &Section<'_>, draft: &Draft) {
    let refuse = |key: &str, address: &Address| {
        if draft.is_desk(address) {
            root.elsewhere(key, "is the desk's own address", "write a person's address");
        }
    };
    for approver in &draft.approvers {
        for (name, address) in addresses(&approver.value) {
            refuse(&format!("{}.{name}", approver.key), address);
        }
    }
    for level in &draft.waiting.levels {
        for (index, contact) in level.value.contacts.iter().enumerate() {
            refuse(&format!("{}.contacts[{index}]", level.key), contact);
        }
    }
    for (index, requester) in draft.requesters.addresses.iter().enumerate() {
        refuse(&format!("requesters.addresses[{index}]"), requester);
    }
    for operator in &draft.operators {
        refuse(&operator.key, &operator.value);
    }
    for action in &draft.actions {
        let ActionEffect::Mail(address) = &action.value.effect;
        refuse(&format!("{}.mail", action.key), address);
    }
    draft.anchor.iter().for_each(|address| refuse("audit.anchor", address));
}

/// Two approvals must come from two people.
pub(super) fn addresses_are_of_one_person(root: &Section<'_>, draft: &Draft) {
    let mut owners = BTreeMap::new();
    for (number, approver) in draft.approvers.iter().enumerate() {
        for (name, address) in addresses(&approver.value) {
            let (owner, owner_name) =
                *owners.entry(address.plain()).or_insert((number, &approver.value.name));
            if owner != number {
                let what = format!("is an address of {} already", quoted(owner_name));
                let remedy = "give each address to one approver: two approvals must come from two people";
                root.elsewhere(&format!("{}.{name}", approver.key), what, remedy);
            }
        }
    }
}

/// Whoever stands in must be somebody else, whom the policy knows.
pub(super) fn delegates_are_other_approvers(root: &Section<'_>, draft: &Draft) {
    for (number, approver) in draft.approvers.iter().enumerate() {
        for (index, away) in approver.value.away.iter().enumerate() {
            let Some(delegate) = &away.delegate else { continue };
            let key = format!("{}.away[{index}].delegate", approver.key);
            match draft.approver(delegate) {
                None => root.elsewhere(
                    &key,
                    "is no approver",
                    "name an approver, or add [[approvers]] for this person",
                ),
                Some(found) if found == number => {
                    root.elsewhere(
                        &key,
                        "is the absent person",
                        "name another approver, or leave delegate out",
                    );
                }
                Some(_) => {}
            }
        }
    }
}

/// A route asks approvers only; an alias in it stands for the person.
pub(super) fn routes_name_approvers(root: &Section<'_>, draft: &mut Draft) {
    let mut routes = std::mem::take(&mut draft.routes);
    for route in &mut routes {
        for (index, address) in route.value.approvers.iter_mut().enumerate() {
            match draft.approver(address).and_then(|number| draft.approvers.get(number)) {
                Some(approver) => *address = approver.value.email.clone(),
                None => {
                    let key = format!("{}.approvers[{index}]", route.key);
                    root.elsewhere(
                        &key,
                        "is no approver",
                        "correct the address, or add [[approvers]] for this person",
                    );
                }
            }
        }
    }
    draft.routes = routes;
}

/// Escalation that reaches only who was asked anyway reaches nobody.
pub(super) fn contacts_are_somebody_new(root: &Section<'_>, draft: &Draft) {
    for level in &draft.waiting.levels {
        let asked_anyway = |contact: &Address| draft.is_desk(contact) || asked_always(draft, contact);
        if !level.value.contacts.is_empty() && level.value.contacts.iter().all(asked_anyway) {
            report_useless(root, level);
        }
    }
}

fn report_useless(root: &Section<'_>, level: &Keyed<Level>) {
    let remedy = "name somebody who is not asked from the start, such as their manager";
    root.elsewhere(
        &format!("{}.contacts", level.key),
        "tells only approvers, who were asked already",
        remedy,
    );
}

/// Whether every request asks this person: an approver whom no route leaves out.
fn asked_always(draft: &Draft, contact: &Address) -> bool {
    let approver = draft.approver(contact).and_then(|number| draft.approvers.get(number));
    approver.is_some_and(|approver| {
        draft.routes.iter().all(|route| route.value.approvers.contains(&approver.value.email))
    })
}
