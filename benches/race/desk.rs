//! Ours: the release program with `run`, watched from outside.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};
use rustix::process::{Pid, Signal, kill_process};

use super::mails::DESK;
use super::office::Office;

/// How many connections to the outgoing server it keeps: the default.
pub const SESSIONS: usize = 4;
/// How often something is looked for: rarely enough to leave the cores to the race.
const LOOK_AGAIN: Duration = Duration::from_millis(20);
/// Nothing takes so long but what never ends.
const PATIENCE: Duration = Duration::from_secs(900);

/// The most memory that any daemon of the race ever held, in kilobytes.
static PEAK: AtomicU64 = AtomicU64::new(0);

/// The most memory that any daemon of the race ever held, in megabytes.
pub fn peak() -> f64 {
    let kilobytes = PEAK.load(Ordering::Relaxed);
    f64::from(u32::try_from(kilobytes).unwrap()) / 1024.0
}

/// A running daemon.
pub struct Desk {
    child: Child,
    /// When it was started.
    pub begun: Instant,
    database: PathBuf,
}

/// The configuration of a desk in this folder, which sends to this port.
pub fn configure(office: &Office, folder: &Path, smtp_port: u16) -> PathBuf {
    let (tls, port) = (if office.tls { "implicit" } else { "none" }, office.imap_port());
    let (password, ca_file) = (&office.desk.password, office.servers.ca_file());
    let text = format!(
        "[desk]\nname = \"Expense desk\"\naddress = {DESK:?}\ndatabase = \"var/countersign.db\"\n\
         [inbox]\nkind = \"imap\"\nhost = \"localhost\"\nport = {port}\ntls = {tls:?}\nca_file = {ca_file:?}\n\
         username = {DESK:?}\npassword = {password:?}\nsince = \"2000-01-01\"\n\
         [outbox]\nkind = \"smtp\"\nhost = \"127.0.0.1\"\nport = {smtp_port}\ntls = \"none\"\nconnections = {SESSIONS}\n\
         [authentication]\nmode = \"authserv\"\nauthserv_ids = [\"mx.corp.example\"]\n\
         [policy]\ncurrency = \"USD\"\ntiers = [{{ above = 1000, approvals = 1 }}, {{ above = 10000, approvals = 2 }}]\n\
         [requesters]\ndomains = [\"corp.example\"]\n\
         [[approvers]]\nname = \"Maria Lopez\"\nemail = \"maria@corp.example\"\n\
         [[approvers]]\nname = \"Omar Haddad\"\nemail = \"omar@corp.example\"\n\
         [escalation]\nlevels = [{{ after = \"8h\", contacts = [\"boss@corp.example\"] }}]\n\
         [operators]\naddresses = [\"it@corp.example\"]\n[summary]\nprovider = \"none\"\n\
         [limits]\nmails_per_sender = \"1000000/h\"\nmails_in_all = \"10000000/h\"\n"
    );
    let file = folder.join("config.toml");
    fs::write(&file, text).unwrap();
    // It holds a password.
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    file
}

/// Where a desk in this folder keeps its database.
pub fn database(folder: &Path) -> PathBuf {
    folder.join("var/countersign.db")
}

impl Desk {
    /// Starts it.
    pub fn start(configuration: &Path) -> Self {
        let folder = configuration.parent().unwrap();
        let log = fs::File::create(folder.join("daemon.log")).unwrap();
        let begun = Instant::now();
        let program = std::env::var_os("RACE_PROGRAM");
        let child = Command::new(program.unwrap_or_else(|| env!("CARGO_BIN_EXE_countersign").into()))
            .arg("--config")
            .arg(configuration)
            .arg("run")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        Self { child, begun, database: database(folder) }
    }

    /// Waits until this holds, and gives the time since the start.
    pub fn until(&mut self, what: &str, done: impl Fn() -> bool) -> Duration {
        while !done() {
            let log = self.database.parent().unwrap().with_file_name("daemon.log");
            assert!(self.child.try_wait().unwrap().is_none(), "the daemon has ended, see {log:?}");
            assert!(self.begun.elapsed() < PATIENCE, "it takes too long until {what}, see {log:?}");
            std::thread::sleep(LOOK_AGAIN);
        }
        self.begun.elapsed()
    }

    /// Waits until all mail is filed and all that follows from it stands in the outbox.
    pub fn until_all_is_taken_in(&mut self, office: &Office) -> Duration {
        self.until("all mail is taken in", || office.inbox_is_empty());
        let database = self.database.clone();
        let waiting = "SELECT count(*) FROM requests WHERE summary_until IS NOT NULL";
        self.until("all notices are queued", || number(&database, waiting) == 0)
    }

    /// Seconds that it computed so far, its children included.
    pub fn computed(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
        let ticks: u32 = fields[11..15].iter().map(|field| field.parse::<u32>().unwrap()).sum();
        f64::from(ticks) / 100.0
    }

    /// Ends it in good order; its database is one file then.
    pub fn stop(mut self) {
        self.remember_memory();
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
        self.child.wait().unwrap();
    }

    fn remember_memory(&self) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0);
        PEAK.fetch_max(peak, Ordering::Relaxed);
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.remember_memory();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One number out of a desk's database.
pub fn number(database: &Path, question: &str) -> i64 {
    reader(database).query_row(question, [], |row| row.get(0)).unwrap()
}

/// A desk's database, to be looked at.
pub fn reader(database: &Path) -> Connection {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    connection.busy_timeout(Duration::from_secs(10)).unwrap();
    connection
}
