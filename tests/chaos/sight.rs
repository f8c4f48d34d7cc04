//! Where everything stands at one moment: the mailbox on disk, the database, Postfix's queue.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use countersign::store::{self, Connection};

use super::mailbox::{Mailbox, message_id};
use super::office::{DESK, Office};

/// Looks at everything that lies on disk.
pub struct Sight {
    pub database: Connection,
    inbox: Mailbox,
    queue: PathBuf,
    mailboxes: BTreeMap<&'static str, Mailbox>,
    /// Attempts that were cut off before: they wait for the next one, and are on their way no more.
    cut_off: BTreeMap<String, (i64, i64)>,
}

/// A notice that was tried, and of which nothing is written down yet.
#[derive(Clone, Debug)]
pub struct Flight {
    pub id: String,
    attempt: (i64, i64),
    /// Whether the server has it already.
    pub accepted: bool,
}

/// How much is where.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Mails that lie in the desk's mailbox and are not committed.
    pub coming: usize,
    /// Mails that are committed, and lie there still.
    pub unfiled: usize,
    /// Notices that were never tried.
    pub untried: usize,
    /// Notices that are not delivered, tried or not.
    pub untold: usize,
    /// Notices on their way.
    pub flights: Vec<Flight>,
    /// The Message-IDs of what Postfix holds.
    pub queued: BTreeSet<String>,
}

impl Scene {
    /// Whether nothing is to be done now; some notices may wait for their next attempt.
    pub fn is_idle(&self) -> bool {
        self.coming + self.unfiled + self.untried + self.flights.len() + self.queued.len() == 0
    }

    /// Whether nothing is left to be done.
    pub fn is_done(&self) -> bool {
        self.is_idle() && self.untold == 0
    }
}

impl Sight {
    pub fn of(office: &Office, mailboxes: &BTreeMap<&'static str, Mailbox>) -> Self {
        let database = office.config().with_file_name("var").join("countersign.db");
        Self {
            database: store::open_read_only(&database).unwrap(),
            inbox: Mailbox::at(office.servers.maildir(DESK, "INBOX")),
            queue: office.servers.folder().join("postfix/queue"),
            mailboxes: mailboxes.clone(),
            cut_off: BTreeMap::new(),
        }
    }

    /// One number out of the database.
    pub fn count(&self, sql: &str) -> usize {
        self.database.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    pub fn look(&self) -> Scene {
        let (coming, unfiled) = self.inbox();
        let queued = self.queued();
        let untried = self.count("SELECT count(*) FROM outbox WHERE state = 'queued' AND attempts = 0");
        let untold = self.count("SELECT count(*) FROM outbox WHERE state = 'queued'");
        Scene { coming, unfiled, untried, untold, flights: self.flights(&queued), queued }
    }

    /// Mails in the desk's mailbox: not committed, and committed.
    pub fn inbox(&self) -> (usize, usize) {
        let letters = self.inbox.letters();
        let committed =
            letters.iter().filter(|letter| store::has_mail(&self.database, &letter.lying).unwrap());
        let committed = committed.count();
        (letters.len() - committed, committed)
    }

    /// Everything that was tried and is neither sent nor waiting for its next attempt.
    fn flights(&self, queued: &BTreeSet<String>) -> Vec<Flight> {
        let sql =
            "SELECT bytes, attempts, due_at, recipient FROM outbox WHERE state = 'queued' AND attempts > 0";
        let mut statement = self.database.prepare(sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        let mut flights = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let bytes: Vec<u8> = row.get(0).unwrap();
            let id = message_id(&bytes).unwrap();
            let attempt = (row.get(1).unwrap(), row.get(2).unwrap());
            if self.cut_off.get(&id) != Some(&attempt) {
                let recipient: String = row.get(3).unwrap();
                let accepted = queued.contains(&id) || self.arrived(&recipient, &id);
                flights.push(Flight { id, attempt, accepted });
            }
        }
        flights
    }

    fn arrived(&self, recipient: &str, id: &str) -> bool {
        self.mailboxes.get(recipient).is_some_and(|it| it.letters().iter().any(|letter| letter.id == id))
    }

    /// These were cut off: what is on its way from now on is another attempt.
    pub fn cut_off(&mut self, flights: &[Flight]) {
        self.cut_off.extend(flights.iter().map(|flight| (flight.id.clone(), flight.attempt)));
    }

    /// The Message-IDs of everything in Postfix's queue that is there whole. What Postfix was killed over while it took it in
    /// lies there still, without the mark of a whole file (mode 0700), and nobody was told that it is taken.
    pub fn queued(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for part in ["maildrop", "incoming", "active", "deferred"] {
            find_ids(&self.queue.join(part), &mut found);
        }
        found
    }
}

fn find_ids(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|it| it.is_dir()) {
            find_ids(&entry.path(), found);
        } else if entry.metadata().is_ok_and(|it| it.permissions().mode() & 0o100 != 0) {
            // Gone meanwhile: it is in a mailbox now.
            found.extend(fs::read(entry.path()).ok().and_then(|bytes| message_id(&bytes)));
        }
    }
}
