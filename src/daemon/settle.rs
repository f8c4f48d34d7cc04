//! Settling: the rounds of all loops one after the other, until nothing is left to do at this moment.
//!
//! For whoever moves the clock by hand, instead of [`run`](super::run). Knows the loops' passes. Must not wait: what is
//! due later is done by a later call.

use std::sync::Arc;

use super::{DaemonError, deliver, intake, summaries};
use crate::inbox::Inbox;
use crate::outbox::Outbox;
use crate::summary::Summarizer;
use crate::turn::Desk;

/// Takes in all mail that has arrived, lets happen what is due, has summaries written and delivers what is due, until
/// all four are quiet. A mail that cannot be delivered now is tried again by a call after its next attempt is due.
///
/// # Errors
/// The first fault of any of the four; whatever was committed before it stands, and the next call goes on from there.
pub async fn settle(
    desk: &Desk,
    inbox: &mut Inbox,
    outbox: &Arc<Outbox>,
    summarizer: &Summarizer,
) -> Result<(), DaemonError> {
    desk.take_notice_of_people(desk.clock.now()).await?;
    let since = intake::since(desk).await?;
    loop {
        let mails = intake::pass(desk, inbox, since).await?;
        let due = desk.do_what_is_due().await?;
        let summaries = summaries::pass(desk, summarizer).await?;
        let delivered = deliver::pass(desk, outbox, deliver::BATCH).await?;
        // A server that is down takes nothing in this moment, however often it is asked.
        let deliveries = if delivered.down.is_some() { 0 } else { delivered.tried };
        if mails + due + summaries + deliveries == 0 {
            return Ok(());
        }
    }
}
