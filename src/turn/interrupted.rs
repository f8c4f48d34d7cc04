//! The database could not be written for a while: the log says so, and operators are told, in the first turn that can be
//! stored again.

use chrono::{DateTime, Utc};

use super::commit::Cause;
use super::{Desk, TurnError, wording};
use crate::store::Record;

impl Desk {
    /// Writes down that nothing could be stored since then and why, and mails operators where that is wanted. Trouble that
    /// lasts is not over, only known.
    pub async fn tell_of_trouble(
        &self,
        since: DateTime<Utc>,
        why: &str,
        lasts: bool,
        mail: bool,
    ) -> Result<(), TurnError> {
        let (desk, why) = (self.clone(), why.to_owned());
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                let waited = wording::waited(since, now);
                let (title, remedy) = if lasts {
                    (wording::DATABASE_DAMAGED.to_owned(), wording::AFTER_DAMAGE)
                } else {
                    (format!("nothing could be stored for {waited}"), wording::AFTER_AN_INTERRUPTION)
                };
                let details = vec![
                    ("Since".to_owned(), wording::moment(since)),
                    ("Until".to_owned(), if lasts { "now".to_owned() } else { wording::moment(now) }),
                    ("Reason".to_owned(), why.clone()),
                ];
                let notices = match mail {
                    true => desk.tell_operators(connection, &title, remedy, details, now)?,
                    false => Vec::new(),
                };
                let record = Record::Noted(format!("{title}, since {}: {why}", wording::moment(since)));
                desk.note_with(connection, &Cause::of_desk(), &record, &notices, now)
            })
            .await
    }
}
