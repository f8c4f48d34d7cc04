//! The trace block: what servers put above the sender's own header (RFC 5321 §4.4).
//!
//! Knows which fields a sender writes. Whatever stands below the first of them proves nothing and is not read.

use super::fields::{Field, fields};
use crate::config::Position;

/// The fields that end the trace block: they come from the sender.
const SENDERS_OWN: [&str; 8] =
    ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "DKIM-Signature"];

/// What the trace block of one mail says.
pub(super) struct Trace<'a> {
    /// The `Authentication-Results` in the place where the operator's server stamps, from the top.
    pub(super) results: Vec<Field<'a>>,
}

/// Reads the trace block of the mail `raw` for a server that stamps at `position`.
pub(super) fn read(raw: &[u8], position: Position) -> Trace<'_> {
    let mut trace = Trace { results: Vec::new() };
    let mut received = false;
    for field in fields(raw).take_while(|field| !SENDERS_OWN.iter().any(|name| field.is(name))) {
        received |= field.is("Received");
        if field.is("Authentication-Results") {
            let counts = match position {
                Position::AboveReceived => !received,
                Position::BelowReceived => true,
                Position::First => trace.results.is_empty(),
            };
            if counts {
                trace.results.push(field);
            }
        }
    }
    trace
}
