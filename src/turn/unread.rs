//! Mail of which nothing comes, however often it is tried: it is set aside as it is, and is not read again.
//!
//! Must not know what goes wrong with it; whoever tried says so.

use super::gates::{Gate, Trail};
use super::intake::Aside;
use super::understand::Understood;
use super::{Desk, Fate, Taken, TurnError};
use crate::inbox::{Destination, Place};
use crate::store::{Outcome, StoreError};

impl Desk {
    /// Sets a mail aside of which nothing was read. `whole` says whether these are all of its bytes.
    pub async fn take_unread(
        &self,
        place: Place,
        mail: Understood,
        why: String,
        whole: bool,
    ) -> Result<Taken, TurnError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let desk = desk.as_of_now(connection)?;
                if let Some(before) = desk.taken_before(connection, &place)? {
                    return Ok(before);
                }
                let now = desk.clock.now();
                let mut gates = Trail::default();
                gates.stop(Gate::Turn, why.clone());
                let aside = Aside { gate: Gate::Turn, why: &why, whole };
                let what = desk.set_aside(connection, &mail, &aside, &gates, now)?;
                desk.mark(connection, &place, &mail, Outcome::Quarantined, now)?;
                Ok(Taken { fate: Fate::File(Destination::Quarantine), what })
            })
            .await
    }

    /// Whether a turn failed for a reason of its mail, and not of the database or the system being unavailable: what it
    /// would write is refused, or the turn broke and the writer goes on. A template that fails would fail for others
    /// as well: it is the operator's, and mail waits until it is put right.
    pub async fn blames_mail(&self, error: &TurnError) -> bool {
        match error {
            TurnError::Store(StoreError::WriterStopped) => {
                self.store.write(|_| Ok::<_, StoreError>(())).await.is_ok()
            }
            TurnError::Store(error) => error.is_of_what_was_given(),
            TurnError::Template(_) | TurnError::Random(_) => false,
        }
    }
}
