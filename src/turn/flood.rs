//! How much mail is taken in at a time, whoever sends it: what is beyond that waits in the mailbox, and operators are told.
//!
//! Counts what was committed, so a new start changes nothing. Must not know how mail is held back.

use std::ops::RangeInclusive;

use chrono::{DateTime, TimeDelta, Utc};

use super::commit::Cause;
use super::wording::{self, waited};
use super::{Desk, TurnError};
use crate::inbox::{Marks, Room};
use crate::mail::{self, Identity};
use crate::store::{self, Record};

/// The fact that holds when operators were told last.
const TOLD: &str = "flood_told";

/// How long after that they are told again at the earliest.
const TELL_AT_MOST_EVERY: TimeDelta = TimeDelta::hours(1);

impl Desk {
    /// By what answers to the desk's notices are known: people wait for what they decide.
    pub fn marks_of_answers(&self) -> Marks {
        let Identity { address, separator, .. } = &self.identity;
        Marks { to: format!("{}{separator}", address.local()), answers: mail::end_of_ids(&self.identity) }
    }

    /// For how many mails there is room at this moment. Decisions have room for as many again, and use it only when the other
    /// is used up: a flood keeps no approver out.
    pub fn room(&self) -> Result<Room, TurnError> {
        let (limit, within) = (self.config.limits.mails_in_all, self.lately());
        let most = limit.saturating_mul(2);
        self.store.read(|connection| {
            let came = store::seen_in_all(connection, &within)?;
            let (any, marked) = (limit.saturating_sub(came), most.saturating_sub(came.max(limit)));
            let over = came.saturating_sub(if marked > 0 { limit } else { most });
            let leaves = store::oldest_seen_but(connection, &within, over)?;
            Ok(Room { any, marked, again: leaves.map(|at| at + (*within.end() - *within.start())) })
        })
    }

    fn lately(&self) -> RangeInclusive<DateTime<Utc>> {
        let now = self.clock.now();
        let window = TimeDelta::from_std(self.config.limits.window_in_all).unwrap_or(TimeDelta::hours(1));
        now.checked_sub_signed(window).unwrap_or(DateTime::<Utc>::MIN_UTC)..=now
    }

    /// Tells operators, once an hour at most, that so many mails wait because there is no room for them.
    pub async fn tell_of_flood(&self, held: u64) -> Result<(), TurnError> {
        let (desk, within) = (self.clone(), self.lately());
        self.store
            .write(move |connection| {
                let now = *within.end();
                if !store::first_lately(connection, TOLD, now, TELL_AT_MOST_EVERY)? {
                    return Ok(());
                }
                let limit = desk.config.limits.mails_in_all;
                let title = format!(
                    "more than {limit} mails came within {}; {held} more wait so far",
                    waited(*within.start(), now)
                );
                let notices =
                    desk.tell_operators(connection, &title, wording::ABOUT_A_FLOOD, Vec::new(), now)?;
                let record = Record::Noted(format!("operators were told: {title}"));
                desk.note_with(connection, &Cause::of_desk(), &record, &notices, now)
            })
            .await
    }
}
