//! Who takes part, as `config.toml` in this room names them.

use crate::approval::{Address, AddressError};

/// Somebody with a mailbox in the demo's post office.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    /// As in a From field.
    pub(super) name: &'static str,
    address: &'static str,
}

impl Person {
    pub(super) fn address(self) -> Result<Address, AddressError> {
        self.address.parse()
    }
}

/// An approver, who is on the road.
pub(super) const MARIA: Person = Person { name: "Maria Lopez", address: "maria@corp.example" };
/// An approver, who leaves some mail unanswered.
pub(super) const OMAR: Person = Person { name: "Omar Haddad", address: "omar@corp.example" };
/// An approver, who asks back.
pub(super) const INES: Person = Person { name: "Ines Novak", address: "ines@corp.example" };
/// The manager, who is told of what waits too long.
pub(super) const BOSS: Person = Person { name: "The boss", address: "boss@corp.example" };
/// A requester, who forgot the amount.
pub(super) const SAM: Person = Person { name: "Sam Porter", address: "sam@corp.example" };
