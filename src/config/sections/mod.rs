//! The tables of `config.toml`, one file for each kind of question they answer.
//!
//! Each knows its keys, their defaults and what makes sense within the table; what one table means for another is
//! [`super::checks`]' business.

mod actions;
mod audit;
mod authentication;
mod authserv;
mod desk;
mod escalation;
mod inbox;
mod later;
mod limits;
mod outbox;
mod people;
mod policy;
mod profile;
mod receipts;
mod replies;
mod retention;
mod server;
mod summary;
mod web;

pub(super) use actions::actions;
pub use audit::Audit;
pub(super) use audit::audit;
pub(super) use authentication::authentication;
pub(super) use desk::desk;
pub(super) use escalation::{USUAL_WAIT, Waiting, escalation};
pub(super) use inbox::inbox;
pub(super) use later::not_yet;
pub(super) use limits::limits;
pub(super) use outbox::outbox;
pub(super) use people::{approvers, operators, requesters, routes};
pub(super) use policy::{Sums, sums};
pub(super) use receipts::receipts;
pub(super) use replies::replies;
pub(super) use retention::retention;
pub use retention::{Retention, Rule};
pub(super) use summary::summary;
pub use web::Web;
pub(super) use web::web;
