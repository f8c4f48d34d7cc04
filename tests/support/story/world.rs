//! The world of a story: a folder with everybody's mailboxes, the desk, and a clock that only the story moves.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use countersign::approval::{Address, Request};
use countersign::clock::Clock;
use countersign::config::{self, Authentication, Config};
use countersign::daemon::Rounds;
use countersign::extract::Extractor;
use countersign::inbox::{Content, Inbox};
use countersign::mail::Templates;
use countersign::outbox::maildir::Maildir;
use countersign::outbox::{Outbox, Parcel, Verdict};
use countersign::resolver::Answers;
use countersign::store::{self, Store, StoreError};
use countersign::summary::Summarizer;
use countersign::turn::{Desk, understand};
use tempfile::TempDir;
use toml::{Table, Value};
use totp_rs::Totp;

use super::letter::Letter;
use super::notice::Notice;

/// Where the people of a story work, unless an address is written out.
const COMPANY: &str = "@corp.example";

/// What reads the files of a mail, in processes of its own.
const PROGRAM: &str = env!("CARGO_BIN_EXE_countersign");

/// A Monday, 09:00 UTC.
const BEGIN: &str = "2026-10-05T09:00:00Z";

static TEMPLATES: LazyLock<Arc<Templates>> = LazyLock::new(|| Arc::new(Templates::load(None).unwrap()));

pub(super) struct World {
    folder: TempDir,
    log: Log,
    _logging: tracing::subscriber::DefaultGuard,
    settings: Table,
    pub(super) config: Arc<Config>,
    pub(super) clock: Clock,
    /// How far the clock of the desk's machine was set from the time that it is.
    set_by: TimeDelta,
    running: Option<Running>,
    office: Maildir,
    seen: BTreeSet<PathBuf>,
    /// Everything that people received, oldest first.
    pub(super) notices: Vec<Notice>,
    /// How many of them the story has looked at.
    pub(super) expected: usize,
    /// Everything that the desk received, with its envelope sender.
    pub(super) written: Vec<(Option<Address>, Vec<u8>)>,
    /// How many of them came before the database was copied, and how many the copy that was put back does not know.
    copied: usize,
    pub(super) forgotten: usize,
    /// The authenticator apps of people, by address.
    apps: BTreeMap<String, Totp>,
    /// Every code that somebody wrote.
    pub(super) codes: RefCell<Vec<String>>,
}

/// What the desk writes into its log, on the thread of its story.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Running {
    desk: Desk,
    inbox: Inbox,
    outbox: Arc<Outbox>,
    summarizer: Summarizer,
    /// Once it has begun.
    rounds: Option<Rounds>,
}

/// Opens the database of a desk that stopped. A process that another story starts at this moment holds the locks of all
/// databases until it has become its own program.
fn open_when_free(database: &Path) -> Store {
    for _ in 0..1_000 {
        match Store::open(database) {
            Err(StoreError::InUse(_)) => std::thread::sleep(Duration::from_millis(10)),
            opened => return opened.unwrap(),
        }
    }
    panic!("somebody keeps the lock of {}", database.display())
}

impl World {
    /// A world with the shipped configuration, without a model, and with what the story says otherwise.
    pub(super) fn new(changes: &[Table], begin: Option<DateTime<Utc>>) -> Result<Self, String> {
        // Every mail and every turn waits for the disk: memory is quicker where there is such a disk.
        let memory = Path::new("/dev/shm");
        let folder =
            if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let mut settings: Table = config::SHIPPED.parse().unwrap();
        let no_model: Table = "summary = { provider = \"none\" }".parse().unwrap();
        for change in [no_model].iter().chain(changes) {
            merge(&mut settings, change);
        }
        let config = load(&folder, &settings)?;
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_ansi(false);
        let _logging =
            tracing::subscriber::set_default(subscriber.with_writer(move || writer.clone()).finish());
        let clock = Clock::moved(begin.unwrap_or_else(|| BEGIN.parse().unwrap()));
        let office = Maildir::new(&folder.path().join("var/mail"), config.desk.separator);
        let (seen, notices, written) = (BTreeSet::new(), Vec::new(), Vec::new());
        let mut world = Self {
            folder,
            log,
            _logging,
            settings,
            config,
            clock,
            set_by: TimeDelta::zero(),
            running: None,
            office,
            seen,
            notices,
            expected: 0,
            written,
            copied: 0,
            forgotten: 0,
            apps: BTreeMap::new(),
            codes: RefCell::default(),
        };
        world.start();
        Ok(world)
    }

    /// The desk starts, on the database as it is.
    pub(super) fn start(&mut self) {
        let config = self.config.clone();
        let store = open_when_free(&config.desk.database);
        let templates = TEMPLATES.clone();
        let inbox = Inbox::new(&config.inbox, &config.desk.address, config.limits.message).unwrap();
        let outbox =
            Outbox::new(&config.outbox, config.desk.separator, config.desk.address.domain()).unwrap();
        let summarizer = Summarizer::new(&config.summary, self.clock.clone()).unwrap();
        let extractor = Extractor::with_program(PROGRAM.into(), &config.receipts);
        let desk = Desk::new(config, templates, self.clock.clone(), store).reading_with(extractor);
        let inbox = inbox.with_first(desk.marks_of_answers());
        let outbox = Arc::new(outbox);
        self.running = Some(Running { desk, inbox, outbox, summarizer, rounds: None });
    }

    /// The desk stops; mail for it waits, and time passes without it.
    pub(super) fn stop(&mut self) {
        self.running = None;
    }

    /// Somebody copies the database file, with all that is committed.
    pub(super) fn copy_database(&mut self) {
        self.copied = self.written.len();
        let copy = self.database_alone();
        fs::write(self.folder.path().join("copy.db"), copy).unwrap();
    }

    /// The desk stops, the copy takes the place of its database, and the desk starts on it.
    pub(super) async fn put_copy_back(&mut self) -> Result<(), String> {
        let running = self.running.take().ok_or("the desk is down")?;
        let store = running.desk.store.clone();
        drop(running);
        store.close().await;
        fs::copy(self.folder.path().join("copy.db"), &self.config.desk.database).unwrap();
        self.forgotten = self.written.len() - self.copied;
        self.start();
        Ok(())
    }

    /// The file that follows the log is gone.
    pub(super) fn lose_witness(&self) {
        fs::remove_file(&self.config.audit.witness).unwrap();
    }

    /// The operator changes the configuration; it holds from the next start.
    pub(super) fn configure(&mut self, change: &Table) -> Result<(), String> {
        merge(&mut self.settings, change);
        self.config = load(&self.folder, &self.settings)?;
        Ok(())
    }

    /// The desk, for what operators do.
    pub(super) fn desk(&self) -> Result<&Desk, String> {
        self.running.as_ref().map(|running| &running.desk).ok_or("the desk is down".to_owned())
    }

    /// The desk takes its mail in, and stops before anything else happens; it even forgets to file the mail away.
    pub(super) async fn break_down_after_reading(&mut self) -> Result<(), String> {
        let Running { desk, mut inbox, .. } = self.running.take().ok_or("the desk is down")?;
        let batch = inbox.next_batch(self.clock.now(), DateTime::<Utc>::MIN_UTC).await.unwrap();
        for arrived in batch.mails {
            let Content::Whole(raw) = arrived.content else { return Err("it is too large".to_owned()) };
            let answers = Answers::new();
            let mail = understand(raw, arrived.at, &answers, &desk.identity, &desk.config, &desk.extractor);
            desk.take(arrived.place, mail).await.map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// All requests, newest first.
    pub(super) fn requests(&self) -> Result<Vec<Request>, String> {
        let Some(running) = &self.running else { return Ok(Vec::new()) };
        let reader = running.desk.store.reader().unwrap();
        let stored = store::requests(&reader, None, None, 1_000).map_err(|error| error.to_string())?;
        Ok(stored.into_iter().map(|stored| stored.request).collect())
    }

    /// Lets everything happen that is due at this moment, unless the desk is down.
    pub(super) async fn settle(&mut self) -> Result<(), String> {
        if let Some(Running { desk, inbox, outbox, summarizer, rounds }) = &mut self.running {
            if rounds.is_none() {
                *rounds = Some(Rounds::begin(desk.clone()).await.map_err(|error| error.to_string())?);
            }
            if let Some(rounds) = rounds {
                rounds.settle(inbox, outbox, summarizer).await.map_err(|error| error.to_string())?;
            }
        }
        self.look_into_mailboxes();
        Ok(())
    }

    /// Lets time pass until then.
    pub(super) async fn wait_until(&mut self, end: DateTime<Utc>) -> Result<(), String> {
        let left = end - self.clock.now();
        if left < TimeDelta::zero() {
            return Err("time does not run backwards".to_owned());
        }
        self.wait(left).await
    }

    /// Lets time pass as it does: each thing happens when it is due.
    pub(super) async fn wait(&mut self, mut left: TimeDelta) -> Result<(), String> {
        loop {
            let now = self.clock.now();
            let mut step = left;
            if let Some(next) = self.next_due()? {
                if next <= now {
                    return Err(format!("something is due at {next} and does not happen"));
                }
                step = step.min(next - now);
            }
            if self.clock.doubt().is_some() {
                // A daemon looks at its clock all the time.
                step = step.min(TimeDelta::minutes(10));
            }
            self.clock.pass(step);
            self.settle().await?;
            left -= step;
            if left.is_zero() {
                return Ok(());
            }
        }
    }

    /// Somebody sets the clock of the desk's machine.
    pub(super) fn set_clock(&mut self, by: TimeDelta) {
        self.set_by += by;
        self.clock.set(by);
    }

    /// Somebody puts it right.
    pub(super) fn put_clock_right(&mut self) {
        self.clock.set(-std::mem::take(&mut self.set_by));
    }

    fn next_due(&self) -> Result<Option<DateTime<Utc>>, String> {
        let Some(running) = &self.running else { return Ok(None) };
        let reader = running.desk.store.reader().unwrap();
        let due = running.desk.next_due(&reader).map_err(|error| error.to_string())?;
        let delivery = store::next_delivery(&reader).map_err(|error| error.to_string())?;
        Ok([due, delivery, running.inbox.next_due()].into_iter().flatten().min())
    }

    /// A mail arrives at the desk.
    pub(super) async fn post(&mut self, sender: Option<Address>, bytes: Vec<u8>) {
        let recipient = self.config.desk.address.clone();
        let parcel = Parcel { sender: sender.clone(), recipient, bytes: bytes.clone() };
        assert_eq!(self.office.deliver(&parcel).await, Verdict::Delivered);
        self.written.push((sender, bytes));
    }

    /// Somebody sends a letter to the desk, through a server that stamps it.
    pub(super) async fn send(&mut self, from: &str, letter: &Letter, header: &[(&str, String)]) {
        let sender: Option<Address> = self.address(from).parse().ok();
        let mut bytes =
            self.stamp(letter, self.address(from).rsplit('@').next().unwrap_or_default()).into_bytes();
        bytes.extend(letter.bytes(header));
        self.post(sender, bytes).await;
    }

    fn stamp(&self, letter: &Letter, domain: &str) -> String {
        let Authentication::Authserv(_) = &self.config.authentication else { return String::new() };
        let received = "Received: from client.example by mx.corp.example with ESMTPS; today\n";
        match letter.stamp.as_deref().unwrap_or("dmarc=pass") {
            "none" => received.to_owned(),
            result => {
                format!("Authentication-Results: mx.corp.example; {result} header.from={domain}\n{received}")
            }
        }
    }

    /// A person's address: `maria` works at the company.
    pub(super) fn address(&self, person: &str) -> String {
        if person.contains('@') { person.to_owned() } else { format!("{person}{COMPANY}") }
    }

    /// The newest notice of a kind, or of any, in somebody's mailbox.
    pub(super) fn newest(&self, person: &str, kind: Option<&str>) -> Result<&Notice, String> {
        let owner = self.address(person);
        let mut all = self.notices.iter().rev();
        all.find(|notice| notice.owner == owner && kind.is_none_or(|kind| kind == notice.kind))
            .ok_or_else(|| format!("{person} has received no {}", kind.unwrap_or("mail")))
    }

    /// The newest reply address that somebody was given.
    pub(super) fn reply_address(&self, person: &str) -> Result<String, String> {
        let owner = self.address(person);
        let mut own = self.notices.iter().rev().filter(|notice| notice.owner == owner);
        own.find_map(|notice| notice.reply_to.clone()).ok_or_else(|| format!("{person} has no reply address"))
    }

    /// Somebody takes a picture of what an operator shows them.
    pub(super) fn photograph(&mut self, person: String, uri: &str) {
        self.apps.insert(person, Totp::from_url(uri).unwrap());
    }

    /// What an app shows or showed: `'s code`, `'s code of 9 minutes ago`, `'s code in 1 minute`; `none` if it is not
    /// theirs.
    pub(super) fn code(&self, person: &str, which: &str) -> Result<String, String> {
        let app = self.apps.get(&self.address(person)).ok_or_else(|| format!("{person} has no app"))?;
        let minutes: i64 = which.split(' ').find_map(|word| word.parse().ok()).unwrap_or_default();
        let shift = TimeDelta::minutes(if which.contains("ago") { -minutes } else { minutes });
        let time = (self.clock.now() + shift).timestamp().try_into().unwrap();
        let code = app.generate(time).to_string();
        self.codes.borrow_mut().push(code.clone());
        Ok(code)
    }

    /// The secrets of all apps, as they are typed.
    pub(super) fn app_secrets(&self) -> impl Iterator<Item = String> {
        self.apps.values().map(|app| app.secret().to_base32())
    }

    /// Nothing can be laid into somebody's mailbox, or again something can.
    pub(super) fn block(&mut self, person: &str, blocked: bool) {
        let mailbox = self.office.mailbox(&self.address(person).parse().unwrap());
        let away = mailbox.with_extension("away");
        if blocked {
            if mailbox.exists() {
                fs::rename(&mailbox, &away).unwrap();
            }
            fs::write(&mailbox, "in the way").unwrap();
        } else {
            fs::remove_file(&mailbox).unwrap();
            if away.exists() {
                fs::rename(&away, &mailbox).unwrap();
            }
        }
    }

    fn look_into_mailboxes(&mut self) {
        let mut found = Vec::new();
        for mailbox in fs::read_dir(self.folder.path().join("var/mail")).unwrap() {
            let mailbox = mailbox.unwrap();
            let owner = mailbox.file_name().into_string().unwrap();
            if owner == self.config.desk.address.as_str() || !owner.contains('@') {
                continue;
            }
            let Ok(files) = fs::read_dir(mailbox.path().join("new")) else { continue };
            for file in files {
                let path = file.unwrap().path();
                if self.seen.insert(path.clone()) {
                    found.push(Notice::read(&owner, fs::read(&path).unwrap()));
                }
            }
        }
        found.sort_by_key(|notice| (notice.date, rank(notice), notice.owner.clone()));
        self.notices.extend(found);
    }

    /// Everything that the database holds as text, but for one table.
    pub(super) fn tables_but(&self, except: &str) -> String {
        let connection = store::Connection::open(&self.config.desk.database).unwrap();
        let mut names = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").unwrap();
        let names: Vec<String> = names
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .filter(|it| it != except)
            .collect();
        let mut all = String::new();
        for name in names {
            let mut rows = connection.prepare(&format!("SELECT * FROM {name}")).unwrap();
            let columns = rows.column_count();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                for column in 0..columns {
                    let value = row.get_ref(column).unwrap();
                    let bytes = value.as_bytes_or_null().ok().flatten().unwrap_or_default();
                    all.push_str(&String::from_utf8_lossy(bytes));
                    all.push('\n');
                }
            }
        }
        all
    }

    /// What commands print for scripts about all that there is.
    pub(super) fn outputs(&self) -> Vec<(String, String)> {
        let config = self.folder.path().join("config.toml");
        let commands = ["audit log", "quarantine list --all", "outbox list", "show 1", "quarantine show 1"];
        let output = |command: &str| {
            let mut program = std::process::Command::new(PROGRAM);
            program.arg("--config").arg(&config).args(command.split(' ')).arg("--json");
            let printed = program.output().unwrap();
            String::from_utf8_lossy(&[printed.stdout, printed.stderr].concat()).into_owned()
        };
        commands.map(|command| (format!("`{command}`"), output(command))).into()
    }

    /// What the desk wrote into its log.
    pub(super) fn log(&self) -> String {
        String::from_utf8_lossy(&self.log.0.lock().unwrap()).into_owned()
    }

    /// The database, with everything in it that is committed.
    pub(super) fn database(&self) -> Vec<u8> {
        let mut bytes = self.database_alone();
        let mut wal = self.config.desk.database.clone().into_os_string();
        wal.push("-wal");
        bytes.extend(fs::read(wal).unwrap_or_default());
        bytes
    }

    /// The one file of the database, after all that is committed was brought into it.
    fn database_alone(&self) -> Vec<u8> {
        let path = &self.config.desk.database;
        let connection = store::Connection::open(path).unwrap();
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        fs::read(path).unwrap()
    }
}

/// Notices of one moment in the order of a request's life.
fn rank(notice: &Notice) -> usize {
    let kinds = countersign::mail::NoticeKind::ALL;
    kinds.iter().position(|kind| kind.as_str() == notice.kind).unwrap_or(kinds.len())
}

fn load(folder: &TempDir, settings: &Table) -> Result<Arc<Config>, String> {
    let path = folder.path().join("config.toml");
    fs::write(&path, toml::to_string(settings).unwrap()).unwrap();
    config::load(&path).map(Arc::new).map_err(|faults| faults.to_string())
}

/// Tables grow together; anything else takes the place of what was there.
fn merge(settings: &mut Table, change: &Table) {
    for (key, value) in change {
        match (settings.get_mut(key), value) {
            (Some(Value::Table(inner)), Value::Table(change)) if key != "authentication" => {
                merge(inner, change)
            }
            _ => {
                settings.insert(key.clone(), value.clone());
            }
        }
    }
}
