//! Where the race is run: a Dovecot and a Postfix in memory, and mailboxes that are put back as they were before each round.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tokio::runtime::Runtime;

use super::mails::{DESK, mail, sender};
use super::support::servers::{Servers, Setup, User};

/// A folder that is held in memory, where there is one.
const MEMORY: &str = "/dev/shm";

/// What the race is run on.
pub struct Office {
    /// Dovecot and Postfix.
    pub servers: Servers,
    /// The desk's login.
    pub desk: User,
    /// Whether IMAP is spoken inside TLS.
    pub tls: bool,
    runtime: Runtime,
}

/// A mailbox that can be put back.
pub struct Snapshot {
    folder: PathBuf,
    /// How many mails are in it.
    pub mails: usize,
}

impl Office {
    /// Starts the servers.
    pub fn open(tls: bool) -> Self {
        let parent = if Path::new(MEMORY).is_dir() { MEMORY } else { "/tmp" };
        let setup = Setup { lmtp_received: false, discards: true, parent, ..Setup::default() };
        let servers = setup.start();
        let desk = servers.user(DESK);
        Self { servers, desk, tls, runtime: Runtime::new().unwrap() }
    }

    /// Fills the desk's mailbox by LMTP, as a mail server does, and keeps a copy.
    pub fn fill(&self, name: &str, mails: usize, with_pdfs: bool) -> Snapshot {
        let _ = fs::remove_dir_all(self.home());
        self.runtime.block_on(async {
            let mut lmtp = self.servers.lmtp().await;
            for number in 0..mails {
                let answers = lmtp.mail(&sender(number), &[DESK], &mail(number, with_pdfs)).await;
                assert!(answers.iter().all(|answer| answer.starts_with('2')), "LMTP refused: {answers:?}");
            }
        });
        let folder = self.servers.folder().join("snapshots").join(name);
        fs::create_dir_all(folder.parent().unwrap()).unwrap();
        copy(&self.home(), &folder);
        Snapshot { folder, mails }
    }

    /// Puts the mailbox back as it was, and gives a free folder for whoever races next.
    pub fn restore(&self, snapshot: &Snapshot) -> PathBuf {
        let lane = self.empty();
        copy(&snapshot.folder, &self.home());
        lane
    }

    /// Empties the mailbox, and gives a free folder.
    pub fn empty(&self) -> PathBuf {
        let _ = fs::remove_dir_all(self.home());
        let lane = self.servers.folder().join("lane");
        let _ = fs::remove_dir_all(&lane);
        fs::create_dir_all(&lane).unwrap();
        lane
    }

    /// Brings one mail into the desk's mailbox; returns when Dovecot has confirmed it.
    pub fn deliver(&self, mail: &[u8]) {
        self.runtime.block_on(self.servers.deliver(DESK, mail));
    }

    /// Whether no mail is left in the inbox. Costs nothing, however many there are.
    pub fn inbox_is_empty(&self) -> bool {
        let inbox = self.servers.maildir(DESK, "INBOX");
        ["new", "cur"]
            .iter()
            .all(|part| fs::read_dir(inbox.join(part)).is_ok_and(|mut entries| entries.next().is_none()))
    }

    /// How many mails are in a folder.
    pub fn count(&self, folder: &str) -> usize {
        let folder = self.servers.maildir(DESK, folder);
        ["new", "cur"].iter().map(|part| fs::read_dir(folder.join(part)).map_or(0, Iterator::count)).sum()
    }

    /// Where IMAP is spoken.
    pub fn imap_port(&self) -> u16 {
        if self.tls { self.servers.imap().implicit } else { self.servers.imap().plain }
    }

    /// Waits until Postfix has got rid of everything that it took in.
    pub fn wait_for_postfix(&self) {
        let queue = self.servers.folder().join("postfix/queue");
        let files = |name: &str| fs::read_dir(queue.join(name)).map_or(0, Iterator::count);
        while files("incoming") + files("active") > 0 {
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn home(&self) -> PathBuf {
        self.servers.maildir(DESK, "INBOX").parent().unwrap().to_owned()
    }
}

/// With owners and times, which Dovecot looks at.
pub fn copy(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(status.success(), "cp -a {from:?} {to:?}");
}

/// A port of loopback where nobody listens.
pub fn dead_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
