//! The one database file: requests, the audit chain, outgoing mail, seen mail, token hashes. All of the SQL is here.
//!
//! Knows SQLite. Must not know what a mail says or what a policy means: it keeps documents and finds them again.

mod audit;
mod blame;
mod changes;
mod copies;
mod facts;
mod health;
mod in_hand;
mod instance;
mod intake;
mod marks;
mod open;
mod outbox;
mod people;
mod permissions;
mod quarantine;
mod rate;
mod readers;
mod record;
mod requests;
mod retention;
mod second_factors;
mod tokens;
mod trouble;
mod verification;
mod witness;
mod writer;

pub use audit::{
    Checkpoint, Entry, EntryDraft, Head, NoCheckpoint, WrittenPolicy, append, entry, for_each,
    for_each_by_request, for_each_suspension, has_checkpoint, head, policy_text, request_entries,
    sealed_text,
};
pub use changes::Changes;
pub use copies::{Copy, Restoration};
pub use facts::{fact, first_lately, set_fact};
pub use health::{Health, free_room, health};
pub use in_hand::{Failures, InHand};
pub use instance::{Instance, has_table, instance, mark_witnessed};
pub use intake::{
    Outcome, Seen, find_content, for_each_changed_mail, forget_in_vain, has_mail, in_vain, keep_mail, mail,
    mark_content_done, mark_seen, note_in_vain, reports_of, seen_of_sender, wait_from, waits_no_more,
    waits_since, was_seen,
};
pub use marks::{Alike, Mark, MarkKind, keep_marks, marked, marks, requests_between};
pub use open::open_read_only;
pub use outbox::{
    Delivery, DeliveryState, Outgoing, answers_given, delivery, due, enqueue, finish, next_delivery,
    note_error, oldest_undelivered, outbox, record_attempt, requeue, take_attempt_back, wait_no_longer_than,
};
pub use people::{Suspended, readmit, revoke_tokens_of, suspend, suspended, token_holders};
pub use permissions::{Exposure, permissions};
pub use quarantine::{
    Held, QuarantineState, Quarantined, held, mark_told, oldest_held, quarantine, quarantined, set_aside,
    settle_quarantined, untold,
};
pub use rate::{oldest_seen_but, seen_in_all};
pub use record::Record;
pub use requests::{
    Stored, awaiting_summary, due_requests, earliest_deadline, insert_request, next_number, numbers_given,
    numbers_go_on_above, put_summary, request, requests, requests_after, requests_without_events, summary,
    update_request,
};
pub use retention::{
    Hold, closed_before, end_quarantine, erase_mails, erase_papers, erasure, hold, holds, is_held,
    is_of_a_request, lift_hold, mails_of_request, papers_of_request, set_aside_before, strays_before,
};
pub use rusqlite::Connection;
pub use second_factors::{Factor, FactorSecret, enrol, factor, remove_factor, update_factor};
pub use tokens::{
    Token, TokenRow, TokenUse, find_token, keep_token, missed, note_missed, revoke_all_tokens, revoke_tokens,
};
pub use trouble::{StoreError, Trouble};
pub use verification::{Policies, Verification};
pub use witness::{Sighting, Standing, sighting, standing};
pub use writer::Store;

use sha2::{Digest as _, Sha256};

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// The SHA-256 digest of some bytes (FIPS 180-4).
pub fn digest(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// A digest as people and scripts read it: lower-case hex.
pub fn hex(digest: &Digest) -> String {
    data_encoding::HEXLOWER.encode(digest)
}

fn millis(at: chrono::DateTime<chrono::Utc>) -> i64 {
    at.timestamp_millis()
}

fn time(millis: i64) -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp_millis(millis).unwrap_or_default()
}
