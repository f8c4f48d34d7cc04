//! Mails that stay where they are for a while: what is remembered of them lasts beyond a connection.
//!
//! Knows places and times. Must not know why a mail waits.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Place;

/// So many are remembered. Who is beyond that is handed out again on the next connection.
const MOST: usize = 20_000;

/// Mails that are handed out again at some time, and not before.
#[derive(Clone, Debug, Default)]
pub struct Postponed(BTreeMap<Place, DateTime<Utc>>);

impl Postponed {
    /// These wait until then.
    pub fn add(&mut self, mails: impl IntoIterator<Item = (Place, DateTime<Utc>)>) {
        for (place, until) in mails {
            if self.0.len() < MOST || self.0.contains_key(&place) {
                self.0.insert(place, until);
            }
        }
    }

    /// Those whose time has come.
    pub fn due(&self, now: DateTime<Utc>) -> Vec<Place> {
        self.0.iter().filter(|(_, until)| **until <= now).map(|(place, _)| place.clone()).collect()
    }

    /// Those whose time has not come.
    pub fn waiting(&self, now: DateTime<Utc>) -> impl Iterator<Item = &Place> {
        self.0.iter().filter(move |(_, until)| **until > now).map(|(place, _)| place)
    }

    /// Whether this one waits.
    pub(super) fn has(&self, place: &Place) -> bool {
        self.0.contains_key(place)
    }

    /// These wait no longer.
    pub(super) fn remove(&mut self, places: &[Place]) {
        for place in places {
            self.0.remove(place);
        }
    }

    /// When the next one's time comes.
    pub(super) fn next_due(&self) -> Option<DateTime<Utc>> {
        self.0.values().min().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_are_remembered_than_there_is_room_for_and_those_stay() {
        let (now, later) = (DateTime::UNIX_EPOCH, DateTime::<Utc>::MAX_UTC);
        let place = |n: usize| Place { mailbox: "INBOX".to_owned(), key: n.to_string() };
        let mut postponed = Postponed::default();
        postponed.add((0..=MOST).map(|n| (place(n), later)));
        assert_eq!((postponed.waiting(now).count(), postponed.has(&place(MOST))), (MOST, false));
        postponed.add([(place(0), now)]);
        assert_eq!(postponed.due(now), [place(0)]);
        assert_eq!(postponed.next_due(), Some(now));
    }
}
