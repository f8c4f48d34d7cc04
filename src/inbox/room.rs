//! For how many mails there is room: those beyond it stay in the mailbox, in their order.
//!
//! Must not know why there is no more.

use chrono::{DateTime, Utc};

use super::BATCH_MAILS;

/// How many mails may be handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// So many of whatever kind.
    pub any: u32,
    /// Once that is used up, so many that have one of the [`Marks`](super::Marks).
    pub marked: u32,
    /// When there is more, if nothing comes meanwhile.
    pub again: Option<DateTime<Utc>>,
}

impl Room {
    /// Room for all.
    pub const FOR_ALL: Self = Self { any: u32::MAX, marked: 0, again: None };

    /// How many mails a batch may hold.
    pub fn batch(self) -> usize {
        let most = if self.is_for_marked_only() { self.marked } else { self.any };
        usize::try_from(most).map_or(BATCH_MAILS, |most| most.min(BATCH_MAILS))
    }

    /// Whether only mails with a mark may be handed out.
    pub const fn is_for_marked_only(self) -> bool {
        self.any == 0
    }

    /// Whether a mail may be handed out, if it has a mark and if not.
    pub(super) const fn is_for(self, marked: bool) -> bool {
        self.any > 0 || (self.marked > 0 && marked)
    }

    /// What is left when so many are handed out: what is beyond the room for any uses up the other.
    pub(super) fn less(self, mails: usize) -> Self {
        let mails = u32::try_from(mails).unwrap_or(u32::MAX);
        let (any, beyond) = (self.any.saturating_sub(mails), mails.saturating_sub(self.any));
        Self { any, marked: self.marked.saturating_sub(beyond), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_the_room_for_any_uses_up_the_room_for_those_with_a_mark() {
        let room = Room { any: 2, marked: 4, again: None };
        for (mails, any, marked) in [(0, 2, 4), (1, 1, 4), (2, 0, 4), (3, 0, 3), (6, 0, 0), (99, 0, 0)] {
            assert_eq!(room.less(mails), Room { any, marked, again: None }, "{mails}");
        }
    }
}
