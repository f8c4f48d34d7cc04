//! Really signed mails, their keys in a real DNS server, judged as the desk does: which signature counts, and what becomes
//! of a mail whose key nobody can ask for.
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at once when its world is not as expected"
)]

#[path = "../support/mod.rs"]
mod support;

mod modes;
mod office;
mod outage;
mod rules;
mod world;
