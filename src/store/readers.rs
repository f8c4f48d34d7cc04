//! Connections for reading, kept for the next one who reads: to open one means to read the whole schema.
//!
//! Knows when a connection is free. Must not know what is read.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::open::open_read_only;
use super::trouble::StoreError;

/// The loops of the daemon that read at once are no more than these; further connections are not kept.
const KEPT: usize = 4;

/// The free connections; none are kept any more once they are closed.
#[derive(Clone)]
pub(super) struct Readers(Arc<Mutex<Option<Vec<Connection>>>>);

impl Readers {
    /// None yet.
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Some(Vec::new()))))
    }

    /// Lends a connection for one look at what is committed.
    pub(super) fn lend<T, E: From<StoreError>>(
        &self,
        path: &Path,
        look: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let kept = self.free().as_mut().and_then(Vec::pop);
        let connection = kept.map_or_else(|| open_read_only(path), Ok)?;
        let seen = look(&connection);
        if let Some(free) = self.free().as_mut().filter(|free| free.len() < KEPT) {
            free.push(connection);
        }
        seen
    }

    /// Closes those that are free, and from now on each that is given back.
    pub(super) fn close(&self) {
        *self.free() = None;
    }

    fn free(&self) -> MutexGuard<'_, Option<Vec<Connection>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
