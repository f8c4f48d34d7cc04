//! The program as it is installed, on a real Dovecot, a real Postfix and a model server: stories over the wire.
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "nobody uses this crate, and a test may stop at once when its world is not as expected"
)]

#[path = "../support/ollama.rs"]
#[allow(dead_code, reason = "this file uses a part of it")]
mod ollama;
#[path = "../support/mod.rs"]
mod support;

mod beginnings;
mod commands;
mod doctor;
mod flood;
mod health;
mod letters;
mod odd_mail;
mod office;
mod order;
mod poison;
mod program;
mod proxy;
mod reload;
mod strangers;
mod trouble;
mod whole_story;
