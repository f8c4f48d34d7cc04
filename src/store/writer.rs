//! One writer, group commit: many turns share one fsync, each in a savepoint of its own.

use std::collections::VecDeque;
use std::fs::File;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::in_hand::InHand;
use super::open::{lock, open_read_only, open_writable};
use super::readers::Readers;
use super::trouble::StoreError;
use super::witness::Witness;

/// How many turns share one commit at most.
const GROUP: usize = 128;

/// How long the end of those who read is waited for while the write-ahead log is emptied: no turn can be made meanwhile.
const READERS_END: Duration = Duration::from_millis(50);

/// A turn, with the open transaction or the reason why there is none.
type Job = Box<dyn FnOnce(Result<&Connection, StoreError>) -> Answer + Send>;

/// Tells the caller what became of its turn: `Ok` once the group is committed, else why it is not.
type Answer = Box<dyn FnOnce(Result<(), &StoreError>) + Send>;

/// The witness, once there is one.
type Followed = Arc<Mutex<Option<Witness>>>;

/// The database with its one writer. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    path: PathBuf,
    jobs: mpsc::Sender<Job>,
    writer: Arc<Mutex<Option<JoinHandle<()>>>>,
    witness: Followed,
    in_hand: Arc<Mutex<InHand>>,
    readers: Readers,
    _lock: Option<Arc<File>>,
}

impl Store {
    /// Opens the database as the daemon: nobody else may.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let lock = lock(path)?;
        let mut store = Self::start(path, Some(Arc::new(lock)))?;
        store.in_hand = Arc::new(Mutex::new(InHand::take_up(path)));
        Ok(store)
    }

    /// Opens the database beside a daemon that may be running, for one change.
    pub fn open_beside(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        Self::start(path, None)
    }

    fn start(path: &Path, lock: Option<Arc<File>>) -> Result<Self, StoreError> {
        let connection = open_writable(path)?;
        let (jobs, queue) = mpsc::channel(GROUP);
        let witness = Followed::default();
        let followed = witness.clone();
        let writer = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || write_groups(connection, queue, &followed))
            .map_err(|error| StoreError::File { path: path.to_owned(), error })?;
        let writer = Arc::new(Mutex::new(Some(writer)));
        let (in_hand, readers) = (Arc::default(), Readers::new());
        Ok(Self { path: path.to_owned(), jobs, writer, witness, in_hand, readers, _lock: lock })
    }

    /// Waits until the writer has ended, once all clones of this store are gone: the last connection brings everything
    /// into the one database file and removes the files beside it.
    pub async fn close(self) {
        let Self { jobs, writer, readers, .. } = self;
        // The last connection tidies up, which one that only reads cannot.
        readers.close();
        drop(jobs);
        let writer = writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            // A writer that panicked has ended too.
            let _ = tokio::task::spawn_blocking(move || writer.join()).await;
        }
    }

    /// Does one turn: all of it is durable when this returns `Ok`, none of it otherwise.
    pub async fn write<T, E>(
        &self,
        turn: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, done) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let result = connection.map_err(E::from).and_then(|connection| in_savepoint(connection, turn));
            Box::new(move |committed| {
                // A turn's own fault says more than the group's.
                let result = result.and_then(|value| match committed {
                    Ok(()) => Ok(value),
                    Err(error) => Err(E::from(again(error))),
                });
                // The caller may have gone; the turn stands all the same.
                let _ = answer.send(result);
            })
        });
        self.jobs.send(job).await.map_err(|_| E::from(StoreError::WriterStopped))?;
        done.await.map_err(|_| E::from(StoreError::WriterStopped))?
    }

    /// Lets a witness follow the log from now on, as it stands, whatever the file said before.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn follow(&self, witness: &Path) -> Result<(), StoreError> {
        let begun = Witness::begin(&self.reader()?, witness)?;
        *self.witness.lock().unwrap_or_else(PoisonError::into_inner) = Some(begun);
        Ok(())
    }

    /// The mails in hand, which are known after a crash.
    pub fn in_hand(&self) -> MutexGuard<'_, InHand> {
        self.in_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at what is committed, on a connection that is kept for the next look.
    pub fn read<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.readers.lend(&self.path, look)
    }

    /// A connection of one's own for reading what is committed.
    pub fn reader(&self) -> Result<Connection, StoreError> {
        open_read_only(&self.path)
    }

    /// Empties the write-ahead log beside the database, in which the bytes of mail that has left would stand on. Says
    /// whether it could: while somebody reads or writes it is left for later.
    pub fn empty_log(&self) -> Result<bool, StoreError> {
        let connection = Connection::open(&self.path)?;
        connection.busy_timeout(READERS_END)?;
        let busy: bool =
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get("busy"))?;
        Ok(!busy)
    }
}

fn in_savepoint<T, E: From<StoreError>>(
    connection: &Connection,
    turn: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    command(connection, "SAVEPOINT turn")?;
    let result = turn(connection);
    match &result {
        Ok(_) => command(connection, "RELEASE turn")?,
        Err(_) => undo(connection),
    }
    result
}

/// A command without values, which is prepared once.
fn command(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// Undoes a turn. Where that fails SQLite has undone the whole transaction already, or it is undone now: the group
/// finds out, and no half of a turn is ever committed.
fn undo(connection: &Connection) {
    if connection.execute_batch("ROLLBACK TO turn; RELEASE turn").is_err() && !connection.is_autocommit() {
        let _ = connection.execute_batch("ROLLBACK");
    }
}

/// An error as each turn of a failed group gets it.
fn again(error: &StoreError) -> StoreError {
    match error {
        StoreError::Sqlite(rusqlite::Error::SqliteFailure(code, text)) => {
            StoreError::Sqlite(rusqlite::Error::SqliteFailure(*code, text.clone()))
        }
        StoreError::Sqlite(_)
        | StoreError::Unusable { .. }
        | StoreError::Newer { .. }
        | StoreError::Migration(_)
        | StoreError::Document(_)
        | StoreError::File { .. }
        | StoreError::InUse(_)
        | StoreError::Exposed(_)
        | StoreError::Missing(_)
        | StoreError::Exists(_)
        | StoreError::Copying(_)
        | StoreError::Itself(_)
        | StoreError::WriterStopped => StoreError::Sqlite(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ERROR),
            Some(error.to_string()),
        )),
    }
}

fn undone() -> StoreError {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ABORT_ROLLBACK);
    let why = "all changes of this moment were undone after a fault of one".to_owned();
    StoreError::Sqlite(rusqlite::Error::SqliteFailure(code, Some(why)))
}

fn write_groups(mut connection: Connection, mut queue: mpsc::Receiver<Job>, witness: &Followed) {
    let mut received = Vec::with_capacity(GROUP);
    while queue.blocking_recv_many(&mut received, GROUP) > 0 {
        let mut waiting: VecDeque<Job> = received.drain(..).collect();
        // A group that is undone ends early; the turns behind the fault make the next one.
        while !waiting.is_empty() {
            let mut answers = Vec::with_capacity(waiting.len());
            let result = write_group(&mut connection, &mut waiting, &mut answers);
            attest(&connection, witness);
            for answer in answers {
                answer(result.as_ref().copied());
            }
        }
    }
    let witness = witness.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(fault) = witness.and_then(|witness| witness.settle().err()) {
        tracing::error!(%fault, "the witness of the audit log cannot be written: {fault}");
    }
}

/// Lets the witness see what was committed. Where it cannot be written it falls behind, which is no harm to any turn.
fn attest(connection: &Connection, witness: &Followed) {
    let mut witness = witness.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(fault) = witness.as_mut().and_then(|witness| witness.follow(connection)) {
        tracing::error!(%fault, "the witness of the audit log cannot be written: {fault}");
    }
}

fn write_group(
    connection: &mut Connection,
    waiting: &mut VecDeque<Job>,
    answers: &mut Vec<Answer>,
) -> Result<(), StoreError> {
    let transaction = match connection.transaction_with_behavior(TransactionBehavior::Immediate) {
        Ok(transaction) => transaction,
        Err(error) => {
            let error = StoreError::from(error);
            answers.extend(waiting.drain(..).map(|job| job(Err(again(&error)))));
            return Err(error);
        }
    };
    while let Some(job) = waiting.pop_front() {
        // A turn that panics is undone and its caller told; the writer and the other turns go on.
        match std::panic::catch_unwind(AssertUnwindSafe(|| job(Ok(&transaction)))) {
            Ok(answer) => answers.push(answer),
            Err(_) => undo(&transaction),
        }
        // A full disk and some other faults make SQLite undo the whole transaction at once (its documentation of
        // transactions, §3.1). The next turn would then stand alone, and the ones before it would be lost as if done.
        if transaction.is_autocommit() {
            return Err(undone());
        }
    }
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(folder: &tempfile::TempDir) -> Store {
        Store::open(&folder.path().join("desk.db")).unwrap()
    }

    fn set(name: &'static str) -> impl FnOnce(&Connection) -> Result<(), StoreError> {
        move |connection| super::super::set_fact(connection, name, "1")
    }

    #[tokio::test]
    async fn what_was_deleted_is_gone_from_the_log_too() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        let write = |value: &'static str| {
            store.write(move |connection| super::super::set_fact(connection, "mail", value))
        };
        write("a secret in a mail").await.unwrap();
        write("").await.unwrap();
        let holds_secret = |name: &str| {
            let bytes = std::fs::read(folder.path().join(name)).unwrap();
            String::from_utf8_lossy(&bytes).contains("a secret in a mail")
        };
        assert!(holds_secret("desk.db-wal"), "else this shows nothing");
        assert!(store.empty_log().unwrap());
        assert!(!holds_secret("desk.db-wal") && !holds_secret("desk.db"));
    }

    /// As a backup does: it reads for as long as copying takes.
    #[tokio::test(flavor = "multi_thread")]
    async fn who_reads_for_long_keeps_the_log_full_and_no_turn_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        store.write(set("one")).await.unwrap();
        let reader = store.reader().unwrap();
        reader.execute_batch("BEGIN; SELECT count(*) FROM facts").unwrap();
        store.write(set("two")).await.unwrap();
        let watch = crate::clock::Stopwatch::start();
        let emptying = tokio::task::spawn_blocking({
            let store = store.clone();
            move || store.empty_log()
        });
        store.write(set("three")).await.unwrap();
        assert!(!emptying.await.unwrap().unwrap());
        store.write(set("four")).await.unwrap();
        let took = watch.elapsed();
        assert!(took < Duration::from_secs(2), "{took:?}");
        reader.execute_batch("COMMIT").unwrap();
        assert!(store.empty_log().unwrap());
    }

    #[tokio::test]
    async fn a_turn_that_fails_leaves_nothing_and_the_others_stand() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        let failing = store.write(|connection| {
            super::super::set_fact(connection, "half", "1")?;
            Err::<(), _>(StoreError::WriterStopped)
        });
        let (failed, stood) = tokio::join!(failing, store.write(set("whole")));
        assert!(failed.is_err());
        stood.unwrap();
        let reader = store.reader().unwrap();
        assert_eq!(super::super::fact(&reader, "half").unwrap(), None);
        assert_eq!(super::super::fact(&reader, "whole").unwrap().as_deref(), Some("1"));
    }

    #[tokio::test]
    async fn a_turn_that_changes_very_much_is_done_or_undone_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        let fill = |text: &str| {
            let value = text.repeat(4096);
            move |connection: &Connection| {
                for number in 0..200 {
                    super::super::set_fact(connection, &format!("large {number}"), &value)?;
                }
                Ok::<_, StoreError>(())
            }
        };
        let undone = |turn: Result<(), StoreError>| turn.and(Err::<(), _>(StoreError::WriterStopped));
        store.write(fill("1")).await.unwrap();
        let (two, three) = (fill("2"), fill("3"));
        store.write(move |connection| undone(two(connection))).await.unwrap_err();
        let value = |store: &Store| super::super::fact(&store.reader().unwrap(), "large 7").unwrap().unwrap();
        assert!(value(&store).starts_with('1'));
        store.write(three).await.unwrap();
        assert!(value(&store).starts_with('3'));
    }

    #[test]
    fn a_group_that_sqlite_undid_by_itself_is_not_half_done() {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = open_writable(&folder.path().join("desk.db")).unwrap();
        let job = |turn: fn(&Connection) -> Result<(), StoreError>| -> Job {
            Box::new(move |connection| {
                let _ = in_savepoint(connection.unwrap(), turn);
                Box::new(|_| {})
            })
        };
        let undone = job(|connection| Ok(connection.execute_batch("ROLLBACK")?));
        let after = job(|connection| super::super::set_fact(connection, "after", "1"));
        let mut answers = Vec::new();
        let before = job(|connection| super::super::set_fact(connection, "before", "1"));
        let mut waiting = VecDeque::from([before, undone, after]);
        assert!(write_group(&mut connection, &mut waiting, &mut answers).is_err());
        assert_eq!(super::super::fact(&connection, "before").unwrap(), None);
        assert!(connection.is_autocommit());
        write_group(&mut connection, &mut waiting, &mut answers).unwrap();
        assert_eq!(super::super::fact(&connection, "after").unwrap().as_deref(), Some("1"));
    }

    #[tokio::test]
    async fn a_closed_store_is_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        store.write(set("whole")).await.unwrap();
        store.close().await;
        assert!(!folder.path().join("desk.db-wal").exists());
    }

    #[tokio::test]
    async fn a_turn_that_panics_does_not_stop_the_writer() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        let panicking = store.write(|connection| -> Result<(), StoreError> {
            super::super::set_fact(connection, "half", "1")?;
            panic!("a turn panics on purpose")
        });
        assert!(matches!(panicking.await, Err(StoreError::WriterStopped)));
        store.write(set("whole")).await.unwrap();
        let reader = store.reader().unwrap();
        assert_eq!(super::super::fact(&reader, "half").unwrap(), None);
    }
}
