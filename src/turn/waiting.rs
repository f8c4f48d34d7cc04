//! Mail of which nobody can say yet whether it is from its sender: it waits in the mailbox, for a day.
//!
//! Knows since when it waits, also across restarts: since it was first looked at, however long it had lain there while
//! the desk was down. Nothing is answered, and nothing is written into the log, before it is decided about.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, Fate, Taken, TurnError};
use crate::inbox::Place;
use crate::store::{self, Connection};

/// After so long a mail is set aside all the same.
const LONGEST: TimeDelta = TimeDelta::days(1);

/// The pause between two tries grows from the first of these to the second.
const PAUSES: (TimeDelta, TimeDelta) = (TimeDelta::minutes(1), TimeDelta::hours(1));

impl Desk {
    /// Lets a mail wait; nothing when it has waited for long enough.
    pub(super) fn wait(
        &self,
        connection: &Connection,
        place: &Place,
        why: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Taken>, TurnError> {
        // What a wrong clock wrote down is no beginning.
        let known = store::waits_since(connection, &place.mailbox, &place.key)?.filter(|since| *since <= now);
        let since = known.unwrap_or(now);
        let Some(until) = next_try(since, now) else { return Ok(None) };
        if known.is_none() {
            store::wait_from(connection, &place.mailbox, &place.key, now, now - LONGEST * 2)?;
        }
        let what = format!("waits until {}: {why}", until.format("%Y-%m-%d %H:%M UTC"));
        Ok(Some(Taken { fate: Fate::Wait(until), what }))
    }
}

/// Each pause is as long as the mail has waited; the last try comes when the time is over.
fn next_try(since: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let end = since + LONGEST;
    let pause = (now - since).clamp(PAUSES.0, PAUSES.1);
    (now < end).then(|| (now + pause).min(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_become_rarer_and_end_after_a_day() {
        let since = DateTime::UNIX_EPOCH;
        let tries: Vec<i64> = std::iter::successors(Some(since), |now| next_try(since, *now))
            .map(|at| (at - since).num_minutes())
            .collect();
        assert_eq!(&tries[..8], &[0, 1, 2, 4, 8, 16, 32, 64]);
        assert_eq!(&tries[8..10], &[124, 184]);
        assert_eq!(tries.last(), Some(&(24 * 60)));
        assert_eq!(tries.len(), 31);
    }
}
