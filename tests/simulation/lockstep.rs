//! Lets the thread that writes the database work only while the rest of the world stands still.
//!
//! The writer takes whatever turns wait into one commit. How many wait when it looks would depend on how fast two threads
//! are, and so would everything after it. So its thread is held back behind each commit, and let go when nothing else goes on,
//! neither on the runtime nor on the threads that read mail: then it finds all turns that wait, commits them, answers, and is
//! held back again.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use countersign::store::{Connection, Store, StoreError};

/// How long the writer is held back when nothing else goes on, in the time that stands still otherwise.
const MOMENT: Duration = Duration::from_millis(10);

/// Holds one store's writer back.
#[derive(Clone, Default)]
pub struct Lockstep(Arc<Mutex<Option<Held>>>);

struct Held {
    store: Store,
    /// Dropped, it lets the writer go.
    _gate: Sender<()>,
}

/// What the writer gets to drop behind a commit: it waits there until it is let go.
struct Gate {
    arrived: Sender<()>,
    go: Receiver<()>,
}

impl Drop for Gate {
    fn drop(&mut self) {
        let _ = self.arrived.send(());
        let _ = self.go.recv();
    }
}

impl Lockstep {
    /// Holds this store's writer back from now on.
    pub fn hold(&self, store: Store) {
        let (gate, arrived) = queue_gate(&store);
        let _ = arrived.recv();
        *self.0.lock().unwrap() = Some(Held { store, _gate: gate });
    }

    /// Lets the writer go for good.
    pub fn let_go(&self) {
        self.0.lock().unwrap().take();
    }

    /// Lives through this, and lets the writer take its turns meanwhile. Time that stands still goes on only when nothing else
    /// does, no blocking thread either (`tokio::time::pause`): so that is when this wakes up.
    pub async fn beside<T>(&self, life: impl Future<Output = T>) -> T {
        let turns = async {
            loop {
                tokio::time::sleep(MOMENT).await;
                self.turn();
            }
        };
        tokio::select! {
            biased;
            lived = life => lived,
            () = turns => unreachable!("it goes on for ever"),
        }
    }

    /// Lets the writer do all that waits, and no more: called when nothing else can go on.
    fn turn(&self) {
        let mut held = self.0.lock().unwrap();
        let Some(Held { store, _gate }) = held.take() else { return };
        let (gate, arrived) = queue_gate(&store);
        drop(_gate);
        // An error means that the gate was thrown away with its group: the writer is not held back this once.
        let _ = arrived.recv();
        *held = Some(Held { store, _gate: gate });
    }
}

/// Lines a gate up behind all turns that wait. Nobody waits for the turn's answer, so the writer drops it.
fn queue_gate(store: &Store) -> (Sender<()>, Receiver<()>) {
    let (go, waits) = channel();
    let (arrived, arrival) = channel();
    let (nobody_waits, ready) = channel::<()>();
    let turn = move |_: &Connection| -> Result<Gate, StoreError> {
        let _ = ready.recv();
        Ok(Gate { arrived, go: waits })
    };
    let mut context = Context::from_waker(Waker::noop());
    let _ = Box::pin(store.write(turn)).as_mut().poll(&mut context);
    drop(nobody_waits);
    (go, arrival)
}
