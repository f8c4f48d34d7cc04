//! The office that is attacked: the built program on its embedded post office, and the mailboxes of the people.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant, UNIX_EPOCH};

use mail_parser::{Message, MessageParser};
use serde_json::Value;

/// The desk's address.
pub const DESK: &str = "expenses@corp.example";
const PROGRAM: &str = env!("CARGO_BIN_EXE_countersign");
/// Far beyond what a loaded machine needs: reaching it means that it never happens.
const PATIENCE: Duration = Duration::from_secs(240);
const LOOK_AGAIN: Duration = Duration::from_millis(30);

/// The running desk.
pub struct Office {
    folder: tempfile::TempDir,
    daemon: Child,
    delivered: usize,
}

/// One of the desk's mails in somebody's mailbox.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Whose mailbox it lies in.
    pub owner: String,
    /// `X-Countersign-Notice`.
    pub kind: String,
    /// `X-Countersign-Request`, empty without.
    pub request: String,
    /// Where an answer goes.
    pub reply_to: String,
    /// Its Message-ID.
    pub id: String,
    /// The mail that it answers, empty without.
    pub answers: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Its bytes.
    pub raw: Vec<u8>,
}

impl Notice {
    fn read(owner: &str, raw: Vec<u8>) -> Self {
        let mail = MessageParser::new().parse(&raw).unwrap();
        let address =
            mail.reply_to().or(mail.from()).and_then(|it| it.first()?.address()).unwrap_or_default();
        let references: Vec<&str> = field(&mail, "References").split_whitespace().collect();
        let answers = references.iter().find(|it| it.contains("@mua.example")).copied();
        Self {
            owner: owner.to_owned(),
            kind: field(&mail, "X-Countersign-Notice").to_owned(),
            request: field(&mail, "X-Countersign-Request").to_owned(),
            reply_to: address.to_owned(),
            id: mail.message_id().unwrap_or_default().to_owned(),
            answers: answers.unwrap_or_default().trim_matches(['<', '>']).to_owned(),
            subject: mail.subject().unwrap_or_default().to_owned(),
            text: mail.body_text(0).unwrap_or_default().into_owned(),
            raw: raw.clone(),
        }
    }

    /// Whether it can be answered by an address of its own.
    pub fn has_token(&self) -> bool {
        self.reply_to.contains('+')
    }

    /// What stands in its reply address, or else in its Message-ID.
    pub fn token(&self) -> String {
        let local = self.reply_to.split('@').next().unwrap_or_default();
        let of_address = local.split_once('+').map(|(_, token)| token.to_owned());
        of_address.unwrap_or_else(|| self.id.split('.').next().unwrap_or_default().to_owned())
    }

    /// All secrets in it.
    pub fn secrets(&self) -> Vec<String> {
        let of_id = self.id.split('.').next().unwrap_or_default().to_owned();
        [self.token(), of_id].into_iter().filter(|it| it.len() == 32).collect()
    }
}

fn field<'a>(mail: &'a Message<'_>, name: &'a str) -> &'a str {
    mail.header_raw(name).unwrap_or_default().trim()
}

impl Office {
    /// Opens it, with the daemon running; it takes mails of this size.
    pub fn open(dns: u16, largest: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("config.toml");
        fs::write(&config, settings(dns, largest)).unwrap();
        fs::set_permissions(&config, fs::Permissions::from_mode(0o600)).unwrap();
        let log = File::create(folder.path().join("daemon.log")).unwrap();
        let daemon = Command::new(PROGRAM)
            .arg("--config")
            .arg(&config)
            .arg("run")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut office = Self { folder, daemon, delivered: 0 };
        office.wait("the desk is ready", |office| office.log().contains("ready: "));
        office
    }

    /// Where everything lies.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the daemon logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder().join("daemon.log")).unwrap()
    }

    fn end_of_log(&self) -> String {
        let log = self.log();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    fn mailboxes(&self) -> PathBuf {
        self.folder().join("var/mail")
    }

    /// Lays mails into the desk's mailbox, to be read in this order.
    pub fn deliver<'a>(&mut self, mails: impl IntoIterator<Item = &'a [u8]>) {
        let mailbox = self.mailboxes().join(DESK);
        let start = UNIX_EPOCH + UNIX_EPOCH.elapsed().unwrap();
        for (place, mail) in mails.into_iter().enumerate() {
            self.delivered += 1;
            let name = format!("{:06}.attack", self.delivered);
            let draft = mailbox.join("tmp").join(&name);
            fs::write(&draft, mail).unwrap();
            // The inbox sorts by the time of delivery, which may be the same for many.
            let at = start + Duration::from_micros(u64::try_from(place).unwrap());
            File::options().write(true).open(&draft).unwrap().set_modified(at).unwrap();
            fs::rename(&draft, mailbox.join("new").join(&name)).unwrap();
        }
    }

    /// Waits until every mail was dealt with, and everything that follows from it has left.
    pub fn settle(&mut self) {
        let delivered = self.delivered;
        self.wait("every mail was dealt with", |office| {
            let filed = office.filed(".Processed").len() + office.filed(".Quarantine").len();
            filed >= delivered && office.names("new").is_empty() && office.names("cur").is_empty()
        });
        self.wait("everything has left", |office| {
            let queued = office.run(&["outbox", "list", "--json"]);
            // What came back is in that list as well.
            queued.status.success() && !String::from_utf8_lossy(&queued.stdout).contains("\"queued\"")
        });
    }

    /// The same, and waits until everybody was asked who is to be asked: that follows the summary of a report.
    pub fn settle_all(&mut self) {
        self.settle();
        let deadline = Instant::now() + PATIENCE;
        loop {
            let told: BTreeSet<(String, String)> =
                self.notices().into_iter().map(|it| (it.request, it.owner)).collect();
            let unasked =
                self.objects(&["list", "--json", "--state", "pending"]).into_iter().any(|request| {
                    let id = request["id"].as_str().unwrap();
                    let asked = request["asked"].as_array().unwrap();
                    // Nobody is asked before there is a summary.
                    asked.is_empty()
                        || asked
                            .iter()
                            .any(|it| !told.contains(&(id.to_owned(), it.as_str().unwrap().to_owned())))
                });
            if !unasked {
                return self.settle();
            }
            assert!(Instant::now() < deadline, "somebody is not asked:\n{}", self.end_of_log());
            thread::sleep(LOOK_AGAIN * 10);
        }
    }

    /// The numbers of the mails in one of the desk's folders, as `deliver` counted them, from 1.
    pub fn filed(&self, folder: &str) -> BTreeSet<usize> {
        let names = self.names(&format!("{folder}/cur"));
        names.iter().filter_map(|name| name.split('.').next()?.parse().ok()).collect()
    }

    /// How many mails were delivered.
    pub fn delivered(&self) -> usize {
        self.delivered
    }

    fn names(&self, part: &str) -> Vec<String> {
        names(&self.mailboxes().join(DESK).join(part))
    }

    /// Whose mailboxes there are.
    pub fn owners(&self) -> Vec<String> {
        names(&self.mailboxes())
    }

    /// Everything in the people's mailboxes, oldest first.
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        for owner in self.owners().iter().filter(|owner| *owner != DESK) {
            let mailbox = self.mailboxes().join(owner).join("new");
            let mut names = names(&mailbox);
            names.sort();
            let read =
                |name: &String| (name.clone(), Notice::read(owner, fs::read(mailbox.join(name)).unwrap()));
            notices.extend(names.iter().map(read));
        }
        notices.sort_by(|a, b| a.0.cmp(&b.0));
        notices.into_iter().map(|(_, notice)| notice).collect()
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let config = self.folder().join("config.toml");
        Command::new(PROGRAM)
            .arg("--config")
            .arg(config)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// What a command prints, an object a line.
    pub fn objects(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.run(arguments);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {complaint}");
        let printed = String::from_utf8(output.stdout).unwrap();
        printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Whether the daemon still runs.
    pub fn is_alive(&mut self) -> bool {
        self.daemon.try_wait().unwrap().is_none()
    }

    /// The most memory that the daemon ever held, in KiB.
    pub fn most_memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.daemon.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }

    fn wait(&mut self, what: &str, happened: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !happened(self) {
            assert!(self.is_alive(), "the desk ended before {what}:\n{}", self.end_of_log());
            assert!(Instant::now() < deadline, "waited {PATIENCE:?} until {what}:\n{}", self.end_of_log());
            thread::sleep(LOOK_AGAIN);
        }
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
        if thread::panicking() && std::env::var_os("ATTACK_LOG").is_some() {
            eprintln!("the daemon's log:\n{}", self.log());
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn settings(dns: u16, largest: &str) -> String {
    format!(
        "[desk]
name = \"Expense desk\"
address = {DESK:?}
database = \"var/countersign.db\"
[inbox]
kind = \"maildir\"
path = \"var/mail\"
[outbox]
kind = \"maildir\"
path = \"var/mail\"
[authentication]
mode = \"either\"
dns = \"127.0.0.1:{dns}\"
authserv_ids = [\"mx.corp.example\"]
[policy]
currency = \"USD\"
rates = {{ EUR = 1.08 }}
tiers = [{{ above = 1000, approvals = 1 }}, {{ above = 10000, approvals = 2 }}]
split_window = \"off\"
[requesters]
domains = [\"corp.example\"]
[[approvers]]
name = \"Maria Lopez\"
email = \"maria@corp.example\"
aliases = [\"m.lopez@corp.example\"]
[[approvers]]
name = \"Omar Haddad\"
email = \"omar@corp.example\"
[[approvers]]
name = \"Ines Novak\"
email = \"ines@corp.example\"
[[routes]]
requesters = [\"*@corp.example\"]
approvers = [\"maria@corp.example\", \"omar@corp.example\"]
[escalation]
levels = [{{ after = \"8h\", contacts = [\"boss@corp.example\"], may_decide = true }}]
[operators]
addresses = [\"it@corp.example\"]
[summary]
provider = \"none\"
[limits]
message = \"{largest}\"
mails_per_sender = \"100000/h\"
[receipts]
ocr = \"off\"
"
    )
}
