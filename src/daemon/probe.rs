//! Proving that the database can be written: by writing it, also when there is nothing else to write.
//!
//! Must not give up on a write that hangs, nor hold anything else up: it is a loop of its own.

use std::time::Duration;

use super::Ring;
use super::backoff::Backoff;
use super::signs::WRITE_EVERY;
use crate::store::{self, StoreError};

/// How soon after a failure it is tried again.
const SOON: Duration = Duration::from_secs(1);

/// The fact that holds when the daemon was last alive.
const ALIVE: &str = "alive_at";

/// Writes until the daemon stops.
pub(super) async fn run(ring: Ring) {
    let mut backoff = Backoff::new("writing the database");
    while !*ring.stop.borrow() {
        let written = tokio::select! {
            written = write(&ring) => written,
            () = ring.stopping() => return,
        };
        ring.signs.database_was_written(written.is_ok());
        let pause = match written {
            Ok(()) => {
                backoff.succeeded();
                WRITE_EVERY
            }
            Err(error) => ring.wait_after(&mut backoff, &error.into()).min(SOON),
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = ring.stopping() => {}
        }
    }
}

async fn write(ring: &Ring) -> Result<(), StoreError> {
    let now = ring.desk.clock.now().to_rfc3339();
    ring.desk.store.write(move |connection| store::set_fact(connection, ALIVE, &now)).await
}
