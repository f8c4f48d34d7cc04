//! Who must decide, and what follows from each event: the pure core.
//!
//! Knows money, people, policy and the life of a request. Must not know I/O, the clock, SQL, mail or errors:
//! [`step`] cannot fail. Everything else in the program carries things to this room and away from it.

mod calendar;
mod code;
mod deadline;
mod dismissal;
mod event;
mod flag;
mod money;
mod person;
mod policy;
mod progress;
mod request;
mod roster;
mod split;
mod step;
mod waiting;

#[cfg(test)]
mod tests;

pub use calendar::WorkingHours;
pub use code::{CodeCheck, SecondFactor};
pub use event::{AskedBecause, Effect, Event, OperatorNews, Refusal, Submission, Tell};
pub use flag::{Context, Flag, Likeness, Other, Others, Twin};
pub use money::{Currency, Money, MoneyError};
pub use person::{Address, AddressError};
pub use policy::{Approver, Away, Escalation, Level, Policy, Requesters, Route, Tier};
pub use request::{Approval, Question, Request, Role, Seat, State};
pub use roster::Panel;
pub use split::Split;
pub use step::{Outcome, open, step};
