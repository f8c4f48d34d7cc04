//! The folder, the daemon in it, and its clock.
//!
//! Knows how to tell that the desk has nothing left to do. Must not know the story.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use chrono::{DateTime, Utc};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use crate::approval::Address;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::daemon::{self, DaemonError};
use crate::extract::Extractor;
use crate::mail::Templates;
use crate::outbox::maildir::Maildir;
use crate::outbox::{Parcel, Verdict};
use crate::store::{self, Connection, Store};
use crate::turn::Desk;

const CONFIG: &str = include_str!("config.toml");

/// How long the desk may take to come to rest, also on a slow and busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often to look whether it has.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A desk at work in a folder of its own.
pub(super) struct Stage {
    pub(super) folder: PathBuf,
    pub(super) config: Arc<Config>,
    pub(super) clock: Clock,
    pub(super) database: Connection,
    office: Maildir,
    stop: watch::Sender<bool>,
    daemon: JoinHandle<Result<(), DaemonError>>,
}

impl Stage {
    /// Sets the desk to work: in this folder, or in a new one.
    pub(super) fn set(folder: Option<&Path>, clock: Clock) -> anyhow::Result<Self> {
        let folder = fs::canonicalize(prepare(folder)?)?;
        let file = folder.join("config.toml");
        write_privately(&file, CONFIG).with_context(|| file.display().to_string())?;
        let config = Arc::new(config::load(&file)?);
        let store = Store::open(&config.desk.database)?;
        let database = store.reader()?;
        let extractor = Extractor::of_this_program(&config.receipts);
        let desk = Desk::new(config.clone(), Arc::new(Templates::embedded()), clock.clone(), store);
        let desk = desk.reading_with(extractor);
        let (stop, stopping) = watch::channel(false);
        let (_, no_renewals) = mpsc::channel(1);
        Ok(Self {
            office: Maildir::new(&folder.join("var/mail"), config.desk.separator),
            daemon: tokio::spawn(daemon::run(desk, no_renewals, stopping)),
            folder,
            config,
            clock,
            database,
            stop,
        })
    }

    /// Everybody's mailboxes.
    pub(super) fn mail(&self) -> PathBuf {
        self.folder.join("var/mail")
    }

    /// A request's number as people see it.
    pub(super) fn number(&self, number: u64) -> String {
        format!("{}-{number}", self.config.desk.prefix)
    }

    /// Delivers a mail to the desk, as any mail server would.
    pub(super) async fn post(&self, from: Address, bytes: Vec<u8>) -> anyhow::Result<()> {
        let recipient = self.config.desk.address.clone();
        match self.office.deliver(&Parcel { sender: Some(from), recipient, bytes }).await {
            Verdict::Delivered => Ok(()),
            Verdict::Later(why) | Verdict::Down(why) | Verdict::Never(why) => anyhow::bail!(why),
        }
    }

    /// Lets time pass until then, on a clock that is moved by hand.
    pub(super) fn pass_until(&self, then: DateTime<Utc>) {
        self.clock.pass(then - self.clock.now());
    }

    /// Waits until the desk has nothing left to do at this time.
    pub(super) async fn rest(&mut self) -> anyhow::Result<()> {
        let rest = async {
            while !self.at_rest()? {
                if self.daemon.is_finished() {
                    (&mut self.daemon).await??;
                    anyhow::bail!("the desk has stopped");
                }
                tokio::time::sleep(LOOK_EVERY).await;
            }
            Ok(())
        };
        let patience = PATIENCE.as_secs();
        tokio::time::timeout(PATIENCE, rest)
            .await
            .with_context(|| format!("the desk did not come to rest within {patience} seconds"))?
    }

    /// A mail leaves the inbox only once everything that follows from it stands in the database: hence the order.
    fn at_rest(&self) -> anyhow::Result<bool> {
        let inbox = self.office.mailbox(&self.config.desk.address);
        let database = &self.database;
        Ok(is_empty(&inbox.join("new"))?
            && store::awaiting_summary(database, 1)?.is_empty()
            && store::due_requests(database, self.clock.now(), 1)?.is_empty()
            && store::next_delivery(database)?.is_none())
    }

    /// Sends the desk home; the folder stays, and nobody holds it.
    pub(super) async fn close(self) -> anyhow::Result<()> {
        self.stop.send_replace(true);
        Ok(self.daemon.await??)
    }
}

/// Makes the folder, or makes sure that nothing in it is overwritten.
fn prepare(folder: Option<&Path>) -> anyhow::Result<PathBuf> {
    let folder = match folder {
        Some(folder) if folder.exists() => {
            if !is_empty(folder).with_context(|| folder.display().to_string())? {
                anyhow::bail!("{} is not empty: name another folder with --dir", folder.display());
            }
            return Ok(folder.to_owned());
        }
        Some(folder) => folder.to_owned(),
        None => std::env::temp_dir().join(format!("countersign-demo-{:08x}", getrandom::u32()?)),
    };
    let made = DirBuilder::new().mode(0o700).create(&folder);
    made.with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(folder)
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn write_privately(file: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine"), "").unwrap();
        let refused = prepare(Some(folder.path())).unwrap_err().to_string();
        assert!(refused.ends_with("is not empty: name another folder with --dir"), "{refused}");
    }

    #[test]
    fn an_empty_folder_is_taken_and_a_missing_one_is_made() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(prepare(Some(folder.path())).unwrap(), folder.path());
        let missing = folder.path().join("missing");
        assert!(prepare(Some(&missing)).unwrap().is_dir());
    }
}
