//! What one table means for another: contradictions that no table sees alone.
//!
//! Runs after all tables are read, on whatever of them could be read. Must not know TOML: faults name dotted keys.

mod people;
mod quorum;

use super::reader::{Keyed, Section};
use super::sections::{Sums, Waiting};
use super::settings::Action;
use crate::approval::{Address, Approver, Requesters, Route};

/// The tables about people and money, as far as they could be read, each with its keys.
pub(super) struct Draft {
    pub(super) desk: Option<Address>,
    pub(super) separator: char,
    pub(super) sums: Sums,
    pub(super) requesters: Requesters,
    pub(super) approvers: Vec<Keyed<Approver>>,
    pub(super) routes: Vec<Keyed<Route>>,
    pub(super) waiting: Waiting,
    pub(super) operators: Vec<Keyed<Address>>,
    pub(super) actions: Vec<Keyed<Action>>,
    pub(super) anchor: Option<Address>,
}

/// Notes every contradiction; routes come out naming approvers by their main address.
pub(super) fn check(root: &Section<'_>, draft: &mut Draft) {
    people::desk_is_nobody(root, draft);
    people::addresses_are_of_one_person(root, draft);
    people::contacts_are_somebody_new(root, draft);
    // An approver who could not be read is no reason to say that others name nobody, or that approvers are too few.
    if draft.approvers.len() == root.count("approvers") {
        people::delegates_are_other_approvers(root, draft);
        people::routes_name_approvers(root, draft);
        quorum::can_be_reached(root, draft);
    }
}

impl Draft {
    /// Which approver an address belongs to.
    fn approver(&self, address: &Address) -> Option<usize> {
        let person = address.plain();
        self.approvers
            .iter()
            .position(|approver| addresses(&approver.value).any(|(_, own)| own.plain() == person))
    }

    fn is_desk(&self, address: &Address) -> bool {
        self.desk.as_ref().is_some_and(|desk| address.without_detail(self.separator) == *desk)
    }
}

/// All addresses of an approver, each with its key within the approver.
fn addresses(approver: &Approver) -> impl Iterator<Item = (String, &Address)> {
    let aliases = approver.aliases.iter().enumerate();
    let aliases = aliases.map(|(index, alias)| (format!("aliases[{index}]"), alias));
    std::iter::once(("email".to_owned(), &approver.email)).chain(aliases)
}
