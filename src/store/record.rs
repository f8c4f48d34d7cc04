//! What an entry of the audit log tells, as it is sealed.
//!
//! Old entries are read for ever: a form that was ever written stays. Must not know how entries are chained.

use serde::{Deserialize, Serialize};

use crate::approval::{Address, Event, Submission};

/// What an entry tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// A request was opened.
    Opened(Submission),
    /// Something happened to a request.
    Happened(Event),
    /// Something happened to a mail or to the desk, beside all requests: in words.
    Noted(String),
    /// An operator suspended somebody, or lifted that.
    Suspended {
        /// Whom.
        person: Address,
        /// They are suspended no more.
        lifted: bool,
        /// Why, in the operator's words.
        reason: String,
    },
    /// An operator wants nothing of a request to be erased, or lifted that.
    Hold {
        /// It may be erased again.
        lifted: bool,
        /// Why, in the operator's words.
        reason: String,
    },
    /// The time of what was kept is over: of a request, or of none.
    Erased {
        /// By which rule of the configuration.
        rule: String,
        /// The digests of the mails whose bytes are gone, in hex.
        mails: Vec<String>,
        /// How many notices that could not be delivered.
        notices: u64,
        /// How many summaries.
        summaries: u64,
    },
}
