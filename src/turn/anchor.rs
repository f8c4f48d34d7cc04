//! The anchor: the head of the audit log leaves the house once a day, so that nobody can write the log anew unseen.
//!
//! Every day, also when nothing was added: who gets it notices when it does not come.

use chrono::{DateTime, TimeDelta, Utc};

use super::commit::Cause;
use super::wording;
use super::{Desk, TurnError};
use crate::store::{self, Connection, Head, Record};

/// How often.
const EVERY: TimeDelta = TimeDelta::days(1);

/// The fact that holds when the head was mailed last.
const ANCHORED: &str = "anchored_at";

impl Desk {
    /// When the head is to be mailed next; none where nobody wants it.
    ///
    /// A clock that was ahead and was set back must not silence it for as long.
    pub(super) fn next_anchor(
        &self,
        connection: &Connection,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, TurnError> {
        if self.config.audit.anchor.is_none() {
            return Ok(None);
        }
        let last = store::fact(connection, ANCHORED)?.and_then(|text| text.parse::<DateTime<Utc>>().ok());
        Ok(Some(last.filter(|last| *last <= now).map_or(now, |last| last + EVERY)))
    }

    /// Mails the head where it is time; gives how many mails that were.
    pub(super) fn anchor(&self, connection: &Connection, now: DateTime<Utc>) -> Result<usize, TurnError> {
        let due = self.next_anchor(connection, now)?.is_some_and(|due| due <= now);
        let Some(auditor) = self.config.audit.anchor.as_ref().filter(|_| due) else { return Ok(0) };
        let head = store::head(connection)?;
        let what = format!("the audit log ends with entry {}", head.last.seq);
        let notice =
            self.write_to_operator(connection, auditor, &what, wording::KEEP_THIS_MAIL, details(&head), now)?;
        store::set_fact(connection, ANCHORED, &now.to_rfc3339())?;
        let record = Record::Noted(format!("the head {} was mailed to {auditor}", head.last));
        self.note_with(connection, &Cause::of_desk(), &record, &[notice], now)?;
        Ok(1)
    }
}

fn details(head: &Head) -> Vec<(String, String)> {
    let detail = |label: &str, value: String| (label.to_owned(), value);
    vec![
        detail("Head", head.last.to_string()),
        detail("Last entry", head.at.map_or("none".to_owned(), wording::moment)),
        detail("Database", head.instance.clone()),
    ]
}
