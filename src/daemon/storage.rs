//! Trouble with the database's disk: said once for all loops, and told to operators as soon as something can be stored.
//!
//! Knows since when nothing can be stored and why. Must not know what was to be stored: that stays where it was, mail in
//! the mailbox and notices in the outbox, and its turn comes again.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;
use tokio::time::Instant;
use tracing::{error, info};

use super::backoff::Backoff;
use super::pulse::Loop;
use super::{DaemonError, Ring};
use crate::store::{StoreError, Trouble};

/// So often operators are mailed at most; the log and the audit log name each time.
const MAIL_AT_MOST_EVERY: TimeDelta = TimeDelta::hours(1);

/// Trouble that comes again within this time is the same trouble: where small things can be stored and large ones
/// cannot, the waits between go on growing.
const SAME_TROUBLE: Duration = Duration::from_secs(600);

/// Whether the database takes what is to be stored.
#[derive(Default)]
pub(super) struct Storage {
    state: Mutex<State>,
    noticed: Notify,
    mended: Notify,
}

#[derive(Default)]
struct State {
    interruption: Option<Interruption>,
    /// What lasts until the daemon starts anew was told already.
    lasting: Option<Trouble>,
    mailed_at: Option<DateTime<Utc>>,
}

/// Since when nothing can be stored, and why.
#[derive(Clone)]
struct Interruption {
    since: DateTime<Utc>,
    trouble: Trouble,
    why: String,
}

impl Storage {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Completes when things can be stored again that could not.
    pub(super) async fn mended(&self) {
        self.mended.notified().await;
    }

    fn notice(&self, trouble: Trouble, why: String, now: DateTime<Utc>) {
        let mut state = self.state();
        // A full disk, for one, has more than one code: it is the same time without anything stored.
        let known = state.interruption.as_ref().map(|it| it.trouble);
        let same = known.is_some_and(|known| known == trouble || !trouble.is_lasting());
        if same || state.lasting == Some(trouble) {
            return;
        }
        error!(why, "{why}. Nothing is accepted that cannot be stored: mail waits in the mailbox");
        let since = state.interruption.as_ref().map_or(now, |it| it.since);
        state.interruption = Some(Interruption { since, trouble, why });
        self.noticed.notify_one();
    }
}

impl Ring {
    /// A round of a loop did what it was for.
    pub(super) fn succeeded(&self, of: Loop, backoff: &mut Backoff) {
        self.signs.succeeded(of);
        backoff.succeeded();
    }

    /// A round of a loop failed: how long to wait.
    pub(super) fn failed(&self, of: Loop, backoff: &mut Backoff, error: &DaemonError) -> Duration {
        self.signs.failed(of, error.cause());
        self.wait_after(backoff, error)
    }

    /// How long to wait after a failure. What the disk is to blame for is said once, not by each loop.
    pub(super) fn wait_after(&self, backoff: &mut Backoff, error: &DaemonError) -> Duration {
        let store = error.of_store();
        let Some((fault, trouble)) = store.and_then(|fault| Some((fault, fault.trouble()?))) else {
            return if error.is_permanent() { backoff.failed_for_good(error) } else { backoff.failed(error) };
        };
        let desk = &self.desk;
        self.storage.notice(trouble, words(fault, trouble, &desk.config.desk.database), desk.clock.now());
        backoff.failed_quietly()
    }
}

/// One line: the file, the reason, the way out.
fn words(fault: &StoreError, trouble: Trouble, database: &std::path::Path) -> String {
    let StoreError::Sqlite(error) = fault else { return fault.to_string() };
    let (what, remedy) = (trouble.what(), trouble.remedy());
    format!("the database {} {what} ({error}): {remedy}", database.display())
}

/// After trouble, tries until something can be stored again, and lets that be what operators are to know of it.
pub(super) async fn run(ring: Ring) {
    let mut backoff = Backoff::new("the database");
    let mut over_since = Instant::now();
    while !*ring.stop.borrow() {
        let interruption = ring.storage.state().interruption.clone();
        let Some(interruption) = interruption else {
            tokio::select! {
                () = ring.storage.noticed.notified() => {}
                () = ring.stopping() => {}
            }
            continue;
        };
        if over_since.elapsed() > SAME_TROUBLE {
            backoff.succeeded();
        }
        tokio::select! {
            () = tokio::time::sleep(backoff.failed_quietly()) => {}
            () = ring.stopping() => return,
        }
        // While it lasts the time does not count.
        tell(&ring, &interruption).await;
        over_since = Instant::now();
    }
}

async fn tell(ring: &Ring, interruption: &Interruption) {
    let Interruption { since, trouble, why } = interruption;
    // Whoever is told is who the newest configuration names.
    let renewed = ring.renewals.borrow().as_ref().map(|renewal| renewal.desk.clone());
    let desk = renewed.unwrap_or_else(|| ring.desk.clone());
    let now = desk.clock.now();
    let mailed_at = ring.storage.state().mailed_at;
    let mail = mailed_at.is_none_or(|at| now - at >= MAIL_AT_MOST_EVERY) || trouble.is_lasting();
    if desk.tell_of_trouble(*since, why, trouble.is_lasting(), mail).await.is_err() {
        return;
    }
    let mut state = ring.storage.state();
    state.interruption = None;
    if mail {
        state.mailed_at = Some(now);
    }
    if trouble.is_lasting() {
        state.lasting = Some(*trouble);
    } else {
        info!("the database takes changes again: what waited is taken in now");
    }
    drop(state);
    ring.storage.mended.notify_waiters();
    ring.changed.nudge();
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::FileExt;
    use std::path::Path;
    use std::sync::Arc;

    use tokio::sync::watch as channel;

    use super::super::renewal::Renewal;
    use super::super::{deliver, intake, probe, watch};
    use super::*;
    use crate::clock::Clock;
    use crate::config;
    use crate::mail::Templates;
    use crate::store::{Connection, Outgoing, Store, enqueue};
    use crate::turn::Desk;

    /// A desk with a mail in its mailbox and one in its outbox; the first page of this table is damaged.
    async fn damaged(folder: &Path, table: &str) -> Desk {
        let file = folder.join("config.toml");
        fs::write(&file, config::SHIPPED).unwrap();
        let config = Arc::new(config::load(&file).unwrap());
        let new = folder.join("var/mail").join(config.desk.address.as_str()).join("new");
        fs::create_dir_all(&new).unwrap();
        fs::write(new.join("mail"), "From: sam@corp.example\n\nTotal: 28.00 USD\n").unwrap();
        let database = folder.join("desk.db");
        let store = Store::open(&database).unwrap();
        store.write(put_out).await.unwrap();
        store.close().await;
        damage(&database, table);
        let store = Store::open(&database).unwrap();
        Desk::new(config, Arc::new(Templates::embedded()), Clock::moved(DateTime::UNIX_EPOCH), store)
    }

    fn put_out(connection: &Connection) -> Result<(), StoreError> {
        let (person, at) = ("maria@corp.example".parse().unwrap(), DateTime::UNIX_EPOCH);
        let (request, recipient, bytes) = (None, &person, b"mail".as_slice());
        enqueue(
            connection,
            &Outgoing { request, notice: "digest", person: &person, recipient, subject: "", bytes, at },
        )?;
        Ok(())
    }

    fn damage(database: &Path, table: &str) {
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        let connection = Connection::open(database).unwrap();
        let page: u64 = connection.query_row(sql, [table], |row| row.get(0)).unwrap();
        drop(connection);
        let file = fs::OpenOptions::new().write(true).open(database).unwrap();
        file.write_all_at(&[0xA5; 4096], (page - 1) * 4096).unwrap();
    }

    /// All that could say that all is well, which some time later must say this.
    async fn tells(table: &str, faults: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        let desk = damaged(folder.path(), table).await;
        let (_stop, stopping) = channel::channel(false);
        let first = Renewal::make(desk.clone()).await.unwrap();
        let ring = Ring::new(desk, channel::channel(None).1, stopping);
        tokio::spawn(intake::run(ring.clone(), first.inbox(), first.since));
        tokio::spawn(deliver::run(ring.clone(), first.outbox));
        tokio::spawn(probe::run(ring.clone()));
        tokio::spawn(watch::run(ring.clone()));
        // While a thread works, time passes only here: no faster than the thread that writes the database gets on.
        let (let_go, wait) = std::sync::mpsc::channel::<()>();
        tokio::task::spawn_blocking(move || wait.recv());
        let mut told = Vec::new();
        for _ in 0..50_000 {
            tokio::time::advance(Duration::from_secs(1)).await;
            let _ = ring.desk.store.write(|_| Ok::<_, StoreError>(())).await;
            told = ring.signs.report().faults();
            if told.len() == faults.len() && told.iter().zip(faults).all(|(it, start)| it.starts_with(start))
            {
                return drop(let_go);
            }
        }
        panic!("{told:?} and not {faults:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn mail_that_is_read_and_never_taken_in_is_a_fault() {
        tells("seen", &["loops: intake fails at each try, the first 180 s ago"]).await;
    }

    #[tokio::test(start_paused = true)]
    async fn an_outbox_that_cannot_be_read_is_a_fault() {
        tells("outbox", &["database: it cannot be read: how long notices wait is not known"]).await;
    }
}
