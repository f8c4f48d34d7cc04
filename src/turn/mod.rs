//! The waist of the program: read, judge, step, commit. All writing happens here.
//!
//! Each turn is one atomic change: the request, its audit entry, outgoing mail as finished bytes, and the mark that
//! the incoming mail is done. Must not know sockets.

mod anchor;
mod authority;
mod clockwork;
mod commit;
mod context;
mod delivery;
mod digest;
mod dossier;
mod envelope;
mod flags;
mod flood;
mod gates;
mod identity;
mod intake;
mod intent;
mod interrupted;
mod judge;
mod loops;
mod machine;
mod marks;
mod masked;
mod notices;
mod operate;
mod people;
mod replay;
mod reports;
mod restored;
mod retention;
mod second_factor;
mod shown;
#[cfg(test)]
mod tests;
mod totp;
mod understand;
mod unread;
mod views;
mod waiting;
mod warning;
mod wording;
mod wrong_clock;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::config::Config;
use crate::extract::Extractor;
use crate::inbox::Destination;
use crate::mail::{Identity, TemplateError, Templates, Words};
use crate::store::{Store, StoreError};

pub use clockwork::SummaryJob;
use commit::LastPolicy;
pub use context::others;
pub use delivery::Dispatch;
pub use dossier::{Dossier, dossier};
pub use flags::{flag_text, together, warnings};
pub use gates::{Gate, Passage, Trail};
pub use judge::{Judgement, Missed, Snapshot, Stray, Verdict, judge, preview};
pub use operate::OperateError;
pub use replay::{verify, verify_against};
use reports::Reports;
pub use restored::doubt;
pub use retention::{Erasure, erasure};
pub use understand::{Understood, home, questions, sources, understand};
pub use wrong_clock::{Accepted, sentence as clock_doubt};

/// Everything that a turn needs.
#[derive(Clone)]
pub struct Desk {
    /// What the operator wrote.
    pub config: Arc<Config>,
    /// What notices look like.
    pub templates: Arc<Templates>,
    /// What time it is.
    pub clock: Clock,
    /// Where everything is kept.
    pub store: Store,
    /// What the desk recognises as its own.
    pub identity: Identity,
    /// Words that decide.
    pub words: Arc<Words>,
    /// What files are read with.
    pub extractor: Extractor,
    /// What was shown of reports lately.
    reports: Reports,
    last_policy: LastPolicy,
}

/// Why a turn could not be made; nothing of it remains, and it can be tried again.
#[derive(Debug, thiserror::Error)]
pub enum TurnError {
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A notice cannot be written.
    #[error("a notice cannot be written: {0}")]
    Template(#[from] TemplateError),
    /// The operating system has no random numbers.
    #[error("no random numbers for a token: {0}")]
    Random(#[from] getrandom::Error),
}

impl Desk {
    /// A desk with these settings on this database.
    pub fn new(config: Arc<Config>, templates: Arc<Templates>, clock: Clock, store: Store) -> Self {
        let identity = config.identity();
        let words = Arc::new(config.words());
        let (extractor, reports, last_policy) = Default::default();
        Self { config, templates, clock, store, identity, words, extractor, reports, last_policy }
    }

    /// The same desk, which reads files with `extractor`; without one it reads those that are not dangerous.
    pub fn reading_with(self, extractor: Extractor) -> Self {
        Self { extractor, ..self }
    }
}

/// What became of a mail, and where it belongs now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Where it goes.
    pub fate: Fate,
    /// What happened, for the log.
    pub what: String,
}

/// Where a mail goes after its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was decided about.
    File(Destination),
    /// It stays where it is, and its turn comes again then: nobody can say yet whether it is from its sender.
    Wait(DateTime<Utc>),
}
