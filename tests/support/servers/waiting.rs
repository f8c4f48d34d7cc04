//! Waiting for what is true in a moment: by looking often, never by a guess at how long it takes.

use std::thread;
use std::time::{Duration, Instant};

/// Far beyond what a loaded machine needs: reaching it means that it never happens.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// Looks until `look` finds something, and fails the test saying `what` when it never does.
///
/// Real time, also where tokio's is paused: the servers run on the machine's clock.
pub async fn wait_until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited {} s for this: {what}", PATIENCE.as_secs());
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// The same where the thread may be held: while servers start and stop. Says whether it happened.
pub(super) fn held_until(limit: Duration, mut look: impl FnMut() -> bool) -> bool {
    let deadline = Instant::now() + limit;
    while !look() {
        if Instant::now() >= deadline {
            return false;
        }
        thread::sleep(LOOK_AGAIN);
    }
    true
}
