//! countersign: an approval desk that lives in a mailbox.
//!
//! A mailbox is a queue, a mail is an event, an approval is a small state machine, and an answer is a mail.
//! ARCHITECTURE.md draws the rooms; imports run from the bottom of this list to its top only.

pub mod approval;
pub mod characters;
pub mod health;

pub mod clock;
pub mod config;
pub mod document;
pub mod mail;
pub mod receipt;
pub mod resolver;
pub mod store;
pub mod terminal;
pub mod wire;

pub mod evidence;
pub mod extract;
pub mod inbox;
pub mod outbox;
pub mod summary;

pub mod turn;
pub mod web;

pub mod daemon;

pub mod demo;

pub mod cli;
