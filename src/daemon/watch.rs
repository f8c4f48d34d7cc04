//! Two watches: the database, for what other commands change in it, and the loops, for the watchdog of systemd.

use std::time::Duration;

use tracing::error;

use super::Ring;
use crate::store::Changes;

const EVERY: Duration = Duration::from_secs(1);

/// Watches until the daemon stops.
pub(super) async fn run(ring: Ring) {
    let mut changes = ring.desk.store.reader().ok().map(Changes::new);
    let mut regular = true;
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = ring.stopping() => return,
        }
        if changes.as_mut().is_some_and(Changes::any) {
            ring.changed.nudge();
        }
        if ring.pulse.is_regular() {
            regular = true;
            let _ = sd_notify::notify(&[sd_notify::NotifyState::Watchdog]);
        } else if std::mem::take(&mut regular) {
            error!("a loop hangs: the watchdog is not fed any more");
        }
    }
}
