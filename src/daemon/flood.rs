//! Taking in no more mail than there is room for, and noting what waits for that.
//!
//! Knows when room is asked for, and what is said. Must not know how much there is, which is the desk's business.

use tracing::{info, warn};

use super::{DaemonError, Ring};
use crate::inbox::{Inbox, Mailbox};

/// Lets the inbox know for how many mails there is room, once it has used up what it knew of: nothing may be in hand by then.
pub(super) fn make_room<M: Mailbox>(ring: &Ring, inbox: &mut Inbox<M>) -> Result<(), DaemonError> {
    if inbox.needs_room() {
        inbox.admit(ring.desk.room()?);
    }
    Ok(())
}

/// Notes how many mails wait because there is no room for them; says so when that begins and when it ends.
pub(super) async fn note_held(ring: &Ring, held: u64) -> Result<(), DaemonError> {
    let before = ring.signs.held();
    if held > 0 && before == 0 {
        warn!(held, "{held} mails wait in the mailbox, held back by limits.mails_in_all; decisions go on");
        ring.desk.tell_of_flood(held).await?;
        ring.changed.nudge();
    } else if held == 0 && before > 0 {
        info!("no mail is held back any more");
    }
    ring.signs.mail_is_held(held);
    Ok(())
}
