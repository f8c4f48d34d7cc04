//! Whether enough people are left to decide: for every tier, on every route, also when an approver asks.

use std::collections::BTreeSet;

use super::{Draft, addresses};
use crate::approval::{Address, Approver, Tier};
use crate::config::reader::{Keyed, Section};

/// The people who are asked for some requesters.
struct Pool<'d> {
    /// Where it is written; none for "all approvers".
    key: Option<String>,
    members: Vec<&'d Approver>,
    /// Whether everybody named in it is known; who is not has been reported.
    whole: bool,
}

/// Reports each pool of approvers once, at the first tier that it cannot serve.
pub(super) fn can_be_reached(root: &Section<'_>, draft: &Draft) {
    if draft.approvers.is_empty() {
        return;
    }
    let pools = pools(draft);
    for (number, pool) in pools.iter().enumerate() {
        if !pool.whole || !served(root, draft, pool) {
            continue;
        }
        let own = draft.approvers.iter().map(|approver| &approver.value);
        let mut askers = own.filter(|approver| asks(draft, approver, number));
        askers.any(|asker| !served_without(root, draft, pool, asker));
    }
}

/// All approvers first, then those of each route.
fn pools(draft: &Draft) -> Vec<Pool<'_>> {
    let all: Vec<_> = draft.approvers.iter().map(|approver| &approver.value).collect();
    let routes = draft.routes.iter().map(|route| Pool {
        key: Some(format!("{}.approvers", route.key)),
        members: all
            .iter()
            .copied()
            .filter(|approver| route.value.approvers.contains(&approver.email))
            .collect(),
        whole: !route.value.approvers.is_empty()
            && route.value.approvers.iter().all(|named| all.iter().any(|approver| approver.email == *named)),
    });
    let routes: Vec<_> = routes.collect();
    std::iter::once(Pool { key: None, members: all, whole: true }).chain(routes).collect()
}

/// Whether every tier has enough approvers in the pool; reports the first that has not.
fn served(root: &Section<'_>, draft: &Draft, pool: &Pool<'_>) -> bool {
    let lacking =
        draft.sums.tiers.iter().find(|tier| reaching(pool, &tier.value).count() < needed(&tier.value));
    let Some(tier) = lacking else { return true };
    let left = reaching(pool, &tier.value).count();
    report(root, pool, tier, &format!("only {left} of the approvers asked may decide that much"));
    false
}

/// The same for reports of one approver, who never counts for them; contacts who may decide make up for it.
fn served_without(root: &Section<'_>, draft: &Draft, pool: &Pool<'_>, asker: &Approver) -> bool {
    let own: Vec<Address> = addresses(asker).map(|(_, address)| address.plain()).collect();
    let left = |tier: &Tier| {
        let approvers = reaching(pool, tier).map(|approver| approver.email.plain());
        let everybody: BTreeSet<_> =
            approvers.chain(contacts(draft)).filter(|person| !own.contains(person)).collect();
        everybody.len()
    };
    let lacking = draft.sums.tiers.iter().find(|tier| left(&tier.value) < needed(&tier.value));
    let Some(tier) = lacking else { return true };
    let what = format!(
        "only {} are left for a report of {}, who does not count then",
        left(&tier.value),
        asker.email
    );
    report(root, pool, tier, &what);
    false
}

/// Those in the pool whose limit is beyond the tier's.
fn reaching<'p>(pool: &'p Pool<'_>, tier: &Tier) -> impl Iterator<Item = &'p Approver> {
    let above = tier.above;
    pool.members.iter().copied().filter(move |approver| approver.limit.is_none_or(|limit| limit > above))
}

/// Contacts who may decide, an approver among them by the main address.
fn contacts(draft: &Draft) -> impl Iterator<Item = Address> {
    let deciding = draft.waiting.levels.iter().filter(|level| level.value.may_decide);
    deciding.flat_map(|level| &level.value.contacts).map(|contact| {
        let approver = draft.approver(contact).and_then(|number| draft.approvers.get(number));
        approver.map_or(contact, |approver| &approver.value.email).plain()
    })
}

/// Whether this approver may send reports that go to the pool with this number.
fn asks(draft: &Draft, approver: &Approver, pool: usize) -> bool {
    let own = addresses(approver).map(|(_, address)| address);
    own.filter(|address| may_request(draft, address)).any(|address| pool_of(draft, address) == pool)
}

fn may_request(draft: &Draft, address: &Address) -> bool {
    draft.requesters.domains.iter().any(|domain| domain == address.domain())
        || draft.requesters.addresses.iter().any(|known| known.plain() == address.plain())
}

/// The number of the first route that fits, counted from 1; 0 are all approvers.
fn pool_of(draft: &Draft, requester: &Address) -> usize {
    let person = requester.plain();
    let fits = |pattern: &String| match pattern.strip_prefix("*@") {
        Some(domain) => domain == requester.domain(),
        None => pattern == requester.as_str() || pattern == person.as_str(),
    };
    let route = draft.routes.iter().position(|route| route.value.requesters.iter().any(fits));
    route.map_or(0, |number| number + 1)
}

fn needed(tier: &Tier) -> usize {
    usize::try_from(tier.approvals).unwrap_or(usize::MAX)
}

fn report(root: &Section<'_>, pool: &Pool<'_>, tier: &Keyed<Tier>, why: &str) {
    let Tier { above, approvals, .. } = tier.value;
    let what = format!("above {above}, {approvals} must approve, but {why}");
    let remedy =
        "name more approvers, raise their limit, or add a contact who may decide; or ask fewer approvals";
    root.elsewhere(pool.key.as_ref().unwrap_or(&tier.key), what, remedy);
}
