//! Waiting for mail: told by the server where it offers that, by looking now and then where not.
//!
//! Knows IDLE (RFC 2177). Must not look for mail itself.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use async_imap::imap_proto::{MailboxDatum, Response};
use tokio::time::sleep;

use super::checked::Opening;
use super::session::Session;
use crate::config::Imap;
use crate::inbox::{InboxError, Room};

/// How long to go without a sign of life: short enough for routers that forget quiet connections.
const RENEWAL: Duration = Duration::from_secs(9 * 60);

impl Session {
    /// Waits until there may be something new, or until `nudge` is done, and leaves the connection ready for the next
    /// command.
    pub(super) async fn wait(
        &mut self,
        settings: &Imap,
        room: Room,
        nudge: impl Future<Output = ()> + Send,
    ) -> Result<(), InboxError> {
        if self.connection.news || self.backlog.has_some_for(room) || self.backlog.highest.is_none() {
            return Ok(());
        }
        if settings.idle && self.offered.idle {
            match self.connection.open("IDLE").await? {
                (tag, Opening::Continue) => return self.idle(&tag, nudge).await,
                (_, Opening::Over(answer)) => {
                    let server = self.connection.server();
                    tracing::warn!(server, "{server} refused IDLE, polling instead: {}", answer.text);
                    self.offered.idle = false;
                }
            }
        }
        tokio::select! {
            () = nudge => {}
            () = sleep(settings.poll_every) => {}
        }
        Ok(())
    }

    async fn idle(&mut self, tag: &str, nudge: impl Future<Output = ()> + Send) -> Result<(), InboxError> {
        let mut nudge = pin!(nudge);
        let mut renewal = pin!(sleep(RENEWAL));
        // Mail may have come before the server said that it is idling.
        while !self.connection.news {
            tokio::select! {
                () = &mut nudge => break,
                () = &mut renewal => break,
                told = self.connection.next(|response| Ok(is_change(response))) => if told? { break },
            }
        }
        let answer = self.connection.close(tag, "DONE").await?;
        if answer.accepted() { Ok(()) } else { Err(self.connection.refused("IDLE", answer)) }
    }
}

/// Whether the folder changed; "still here" is no change.
fn is_change(response: &Response<'_>) -> bool {
    matches!(response, Response::MailboxData(MailboxDatum::Exists(_) | MailboxDatum::Recent(_)))
}
