//! The report that goes with notices: loaded and encoded once in a turn, however many people get it. It can be most of what
//! memory there is.
//!
//! Must not know who is told, or what else a notice says.

use std::cell::OnceCell;
use std::sync::Arc;

use super::reports::Report;
use super::{Desk, TurnError};
use crate::mail::{Attached, Enclosure};
use crate::store::{Connection, Stored};

/// A request of which people are told in one turn.
pub(super) struct Shown<'a> {
    /// The request.
    pub(super) stored: &'a Stored,
    report: OnceCell<Option<(Arc<Report>, Enclosure)>>,
}

impl<'a> Shown<'a> {
    /// Of its report nothing is loaded yet.
    pub(super) fn of(stored: &'a Stored) -> Self {
        Self { stored, report: OnceCell::new() }
    }

    /// Its report, and the original for a notice; none where the mail is gone.
    pub(super) fn report(
        &self,
        desk: &Desk,
        connection: &Connection,
    ) -> Result<Option<(Arc<Report>, Enclosure)>, TurnError> {
        if let Some(report) = self.report.get() {
            return Ok(report.clone());
        }
        let name = format!("{}-original.eml", desk.number(self.stored.request.number));
        let found = desk.report(connection, &self.stored.original)?.map(|(report, bytes)| {
            let attached = Attached { name, media_type: "message/rfc822".to_owned(), bytes };
            (report, Enclosure::of(attached))
        });
        Ok(self.report.get_or_init(|| found).clone())
    }
}
