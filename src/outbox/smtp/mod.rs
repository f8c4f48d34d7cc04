//! Carrying mail to a submission server (RFC 6409): a few connections, kept open and owned by one delivery at a time.
//!
//! Knows which connection carries which mail. lettre speaks SMTP; `opening` and `transaction` say what, and judge.
//! A connection is put back only after its last reply was read and understood; every other ending drops it, so that
//! a late answer can never be taken for the answer to another mail.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::{Parcel, Verdict};
use crate::config::{Smtp, Tls};
use crate::wire;

mod channel;
mod connection;
mod opening;
mod reply;
mod transaction;

#[cfg(test)]
mod fake;
#[cfg(test)]
mod tests;

use connection::{Connection, Trouble};
use opening::Server;

/// Carries mail to one submission server.
pub struct Courier {
    server: Server,
    /// As many as there may be connections.
    turns: Semaphore,
    idle: Mutex<Vec<Connection>>,
}

/// Why there is no courier.
#[derive(Debug, thiserror::Error)]
pub enum CourierError {
    /// TLS cannot be prepared.
    #[error("outbox: {0}")]
    Tls(#[from] wire::TlsError),
    /// Mail and password would cross a network in the clear.
    #[error(
        "outbox.tls = \"none\" is for a server on this machine only, and {0} is not loopback: \
         use \"starttls\" or \"implicit\""
    )]
    NotLoopback(String),
}

impl Courier {
    /// Prepares for a server; dials nothing yet.
    pub fn new(config: &Smtp, hello_domain: &str) -> Result<Self, CourierError> {
        if config.tls == Tls::None && !wire::is_loopback(&config.host) {
            return Err(CourierError::NotLoopback(config.host.clone()));
        }
        let connector = wire::tls(config.ca_file.as_deref())?;
        let server = Server { config: config.clone(), connector, hello: hello_domain.to_owned() };
        Ok(Self { server, turns: Semaphore::new(config.connections.max(1)), idle: Mutex::default() })
    }

    /// Whether the server lets us in; sends nothing.
    pub async fn reach(&self) -> Result<(), String> {
        Connection::open(&self.server).await.map(drop).map_err(|trouble| trouble.to_string())
    }

    /// Carries one parcel: `Delivered` only when the server answered the end of this very mail with a 2xx.
    pub async fn deliver(&self, parcel: &Parcel) -> Verdict {
        // The semaphore is never closed; were it, there would merely be no limit.
        let _turn = self.turns.acquire().await;
        match self.carry(parcel).await {
            Ok(verdict) => verdict,
            Err(trouble) => Verdict::Later(trouble.to_string()),
        }
    }

    async fn carry(&self, parcel: &Parcel) -> Result<Verdict, Trouble> {
        if let Some(mut connection) = self.take_idle() {
            match connection.carry(parcel).await {
                Ok(verdict) => return Ok(self.keep(connection, verdict)),
                // A kept connection may have ended meanwhile; the mail was not sent yet, so another can carry it.
                Err(trouble) if !trouble.content_sent => {}
                Err(trouble) => return Err(trouble),
            }
        }
        let mut connection = match Connection::open(&self.server).await {
            Ok(connection) => connection,
            Err(trouble) => return Ok(Verdict::Down(trouble.to_string())),
        };
        let verdict = connection.carry(parcel).await?;
        Ok(self.keep(connection, verdict))
    }

    fn take_idle(&self) -> Option<Connection> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn keep(&self, connection: Connection, verdict: Verdict) -> Verdict {
        if !connection.stuck {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
        verdict
    }
}

impl fmt::Debug for Courier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.server.config.fmt(f)
    }
}
