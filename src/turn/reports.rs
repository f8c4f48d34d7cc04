//! What notices and models are shown of a report, kept for the next who is told of it: a report is read once, however
//! many people are asked about it.
//!
//! Knows the text and the names of files. Must not keep the mail itself: the store has it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::understand::Understood;
use super::{Desk, TurnError};
use crate::mail::{self, Identity, Reading, Secrets};
use crate::store::{self, Connection, Digest};

/// How much of a report a notice shows; the rest is in the attached original.
const EXCERPT: usize = 4_000;

/// How many characters of a report the model is given at most.
const REPORT: usize = 20_000;

/// Whoever is asked about a report is asked about it soon after it came in.
const KEPT: usize = 64;

/// A report as people and models are shown it.
pub(super) struct Report {
    /// How many bytes the mail has.
    size: usize,
    /// Its beginning, for people.
    pub(super) excerpt: String,
    /// As much as a model gets.
    pub(super) text: String,
    /// The names of its files.
    pub(super) attachments: Vec<String>,
}

/// The reports that were shown last. Shared by all clones of a desk.
#[derive(Clone, Default)]
pub(super) struct Reports(Arc<Mutex<VecDeque<Shown>>>);

/// A report, by the digest of its mail.
type Shown = (Digest, Arc<Report>);

/// A report and the bytes of its mail.
type Original = (Arc<Report>, Vec<u8>);

impl Reports {
    fn find(&self, original: &Digest) -> Option<Arc<Report>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(digest, _)| digest == original).map(|(_, report)| report.clone())
    }

    fn keep(&self, original: Digest, report: Arc<Report>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((original, report));
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }
}

impl Report {
    /// What is shown of a mail of `size` bytes that reads so.
    fn of(reading: &Reading, size: usize, identity: &Identity) -> Self {
        let secrets = Secrets::of(reading, identity);
        let beginning = |length| reading.text.chars().take(length).collect::<String>();
        Self {
            size,
            excerpt: secrets.blotted(&beginning(EXCERPT)),
            text: secrets.left_out(&beginning(REPORT)),
            attachments: reading.attachments.iter().map(|file| file.name.clone()).collect(),
        }
    }
}

impl Desk {
    /// Keeps what will be shown of a mail that was just read.
    pub(super) fn will_be_shown(&self, original: Digest, mail: &Understood) {
        let report = Report::of(&mail.reading, mail.raw.len(), &self.identity);
        self.reports.keep(original, Arc::new(report));
    }

    /// The report in this mail of the store, with its bytes; none where the mail is gone.
    pub(super) fn report(
        &self,
        connection: &Connection,
        original: &Digest,
    ) -> Result<Option<Original>, TurnError> {
        let Some(bytes) = store::mail(connection, original)? else { return Ok(None) };
        // Of a mail whose bytes were erased nothing is shown any more.
        if let Some(report) = self.reports.find(original).filter(|report| report.size == bytes.len()) {
            return Ok(Some((report, bytes)));
        }
        let reading = mail::read(&bytes, &self.identity);
        let report = Arc::new(Report::of(&reading, bytes.len(), &self.identity));
        self.reports.keep(*original, report.clone());
        Ok(Some((report, bytes)))
    }
}
