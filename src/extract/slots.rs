//! How many processes read at once: a flood of files takes longer, not more memory.

use std::sync::{Condvar, Mutex, PoisonError};

/// A few places; who finds none free waits. Whoever holds one never waits for another, so that nobody waits for ever.
#[derive(Debug)]
pub(super) struct Slots {
    free: Mutex<usize>,
    freed: Condvar,
}

impl Slots {
    pub(super) fn new(places: usize) -> Self {
        Self { free: Mutex::new(places), freed: Condvar::new() }
    }

    /// Waits for a place, and does something there.
    pub(super) fn hold<T>(&self, work: impl FnOnce() -> T) -> T {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free = free.saturating_sub(1);
        drop(free);
        let _place = Place(self);
        work()
    }
}

/// A place that is taken, and free again however the work ends.
struct Place<'a>(&'a Slots);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn no_more_work_at_once_than_there_are_places() {
        let (slots, working, most) = (Slots::new(2), AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..20 {
                scope.spawn(|| {
                    slots.hold(|| {
                        most.fetch_max(working.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        working.fetch_sub(1, Ordering::SeqCst);
                    });
                });
            }
        });
        assert!((1..=2).contains(&most.into_inner()));
    }

    #[test]
    fn a_place_is_free_again_after_a_panic() {
        let slots = Slots::new(1);
        let broken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| slots.hold(|| panic!("no"))));
        assert!(broken.is_err());
        assert_eq!(slots.hold(|| 5), 5);
    }
}
