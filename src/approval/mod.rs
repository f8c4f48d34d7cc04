//! Who must decide, and what follows from each event: the pure core.
//!
//! Knows money, people, policy and the life of a request. Must not know I/O, the clock, SQL, mail or errors:
//! [`step`] cannot fail. Everything else in the program carries things to this room and away from it.

mod money;
mod person;

pub use money::{Currency, Money, MoneyError};
pub use person::{Address, AddressError};
