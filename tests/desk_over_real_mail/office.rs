//! The office of the stories: people with mailboxes, the desk's mailbox, and its configuration.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::letters::{Notice, forwarded};
use super::ollama::{MODEL, Ollama, Scenario};
use super::program::{Daemon, Ran};
use super::support::servers::{AUTHSERV_ID, BUSY, Servers, Setup, User, wait_until};

pub const DESK: &str = "expenses@corp.example";
pub const SAM: &str = "sam@corp.example";
pub const MARIA: &str = "maria@corp.example";
pub const OMAR: &str = "omar@corp.example";
pub const BOSS: &str = "boss@corp.example";
pub const FINANCE: &str = "finance@corp.example";
pub const IT: &str = "it@corp.example";
pub const STRANGER: &str = "mallory@outside.example";

/// How a desk's configuration differs from the usual.
#[derive(Clone)]
pub struct Wishes {
    /// `authentication.position`: what the default of Dovecot's LMTP needs.
    pub position: &'static str,
    /// `escalation.levels[0].after`.
    pub escalate_after: &'static str,
    /// The second approver.
    pub second: &'static str,
    /// Further lines of `[inbox]`.
    pub inbox: &'static str,
    /// Where IMAP is spoken, if it is not where Dovecot listens.
    pub imap_port: Option<u16>,
    /// The password in `[inbox]` and `[outbox]`, if it is not the right one.
    pub password: Option<&'static str>,
    /// `limits.message`.
    pub largest: &'static str,
    /// Further lines of `[limits]`.
    pub limits: &'static str,
    /// Where SMTP is spoken, if it is not where Postfix listens.
    pub smtp_port: Option<u16>,
    /// Further tables.
    pub further: String,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            position: "below-received",
            escalate_after: "8h",
            second: OMAR,
            inbox: "",
            imap_port: None,
            password: None,
            largest: "1 MiB",
            limits: "",
            smtp_port: None,
            further: String::new(),
        }
    }
}

/// The office.
pub struct Office {
    pub servers: Servers,
    pub wishes: Wishes,
    pub model: Ollama,
    /// Everybody's login, the desk's too.
    people: Vec<User>,
}

impl Office {
    /// An office with running mail servers, and no daemon yet.
    pub async fn open(wishes: Wishes) -> Self {
        Self::on(Setup::default(), wishes).await
    }

    /// The same on other servers.
    pub async fn on(setup: Setup, wishes: Wishes) -> Self {
        let servers = setup.start();
        let people = [DESK, SAM, MARIA, OMAR, BOSS, FINANCE, IT, STRANGER, BUSY];
        let people = people.map(|address| servers.user(address)).to_vec();
        let words = Scenario::writes("Sam asks for a refund.", "Money is spent.", "None is seen.");
        let model = Ollama::start(words).await;
        let office = Self { servers, wishes, model, people };
        office.configure();
        office
    }

    /// The configuration file.
    pub fn config(&self) -> PathBuf {
        self.servers.folder().join("desk/config.toml")
    }

    /// Writes it anew, after a change of wishes.
    pub fn configure(&self) {
        let file = self.config();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, self.settings()).unwrap();
        // It holds a password.
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    }

    /// Starts the daemon, and waits until it is ready.
    pub async fn start(&self) -> Daemon {
        let mut daemon = Daemon::start(&self.config(), &[]);
        daemon.says("ready").await;
        daemon
    }

    /// Whether the daemon has made its database.
    pub fn has_database(&self) -> bool {
        self.config().with_file_name("var").join("countersign.db").exists()
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::new(&self.config(), arguments)
    }

    /// Somebody's login.
    pub fn user(&self, address: &str) -> &User {
        self.people.iter().find(|user| user.address == address).unwrap()
    }

    /// Somebody sends a mail to the desk by their own submission login.
    pub async fn send(&self, from: &str, to: &str, mail: &str) {
        self.servers.submit(self.user(from), &[to], mail.as_bytes()).await;
    }

    /// Sam forwards a receipt.
    pub async fn forward(&self, shop: &str, total: &str) {
        self.send(SAM, DESK, &forwarded(SAM, shop, total)).await;
    }

    /// Somebody answers a notice that they find in their mailbox.
    pub async fn answer(&self, who: &str, title: &str, words: &str) {
        let notice = self.notice(who, title).await;
        self.send(who, &notice.reply_to, &notice.answer(who, words)).await;
    }

    /// All notices in somebody's mailbox.
    pub fn notices(&self, who: &str) -> Vec<Notice> {
        self.servers.mails(who, "INBOX").iter().filter_map(|mail| Notice::read(mail)).collect()
    }

    /// Waits for a notice, such as `EXP-1 received`.
    pub async fn notice(&self, who: &str, title: &str) -> Notice {
        let what = format!("`{title}` in the mailbox of {who}");
        wait_until(&what, || self.notices(who).into_iter().find(|notice| notice.title() == title)).await
    }

    /// Waits until somebody has exactly these notices, in any order.
    pub async fn has(&self, who: &str, titles: &[&str]) {
        let mut wanted = titles.to_vec();
        wanted.sort_unstable();
        for title in titles {
            self.notice(who, title).await;
        }
        let mut found: Vec<_> = self.notices(who).iter().map(Notice::title).collect();
        found.sort();
        assert_eq!(found, wanted, "the notices of {who}");
    }

    /// Waits until so many mails are filed, and none is left.
    pub async fn filed(&self, processed: usize, quarantined: usize) {
        self.servers.wait_for_mails(DESK, "Processed", processed).await;
        self.servers.wait_for_mails(DESK, "Quarantine", quarantined).await;
        self.servers.wait_for_mails(DESK, "INBOX", 0).await;
    }

    /// Waits until nothing is left to send.
    pub async fn sent_all(&self) {
        let look = || self.run(&["outbox", "list"]).done().is_empty().then_some(());
        wait_until("an empty outbox", look).await;
    }

    /// The state of each request, newest first: `EXP-1 approved`.
    pub fn states(&self) -> Vec<String> {
        let listed = self.run(&["list", "--json"]).objects();
        let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        listed.iter().map(|it| format!("{} {}", word(&it["id"]), word(&it["state"]))).collect()
    }

    /// Waits until a request is in this state.
    pub async fn becomes(&self, id: &str, state: &str) {
        let wanted = format!("{id} {state}");
        let look = || self.states().contains(&wanted).then_some(());
        wait_until(&wanted, look).await;
    }

    /// Fails unless the audit log is whole.
    #[track_caller]
    pub fn audited(&self) {
        self.run(&["audit", "verify"]).done();
    }

    fn settings(&self) -> String {
        let Wishes {
            position,
            escalate_after,
            second,
            inbox,
            imap_port,
            password,
            largest,
            limits,
            smtp_port,
            further,
        } = &self.wishes;
        let password = password.unwrap_or(&self.user(DESK).password);
        let ca_file = self.servers.ca_file();
        let server = format!(
            "host = \"localhost\"\nca_file = {ca_file:?}\nusername = {DESK:?}\npassword = {password:?}\n"
        );
        format!(
            "[desk]
name = \"Expense desk\"
address = {DESK:?}
database = \"var/countersign.db\"
[inbox]
kind = \"imap\"
port = {imap}
{server}{inbox}
[outbox]
kind = \"smtp\"
tls = \"starttls\"
port = {submission}
{server}
[authentication]
mode = \"authserv\"
authserv_ids = [{AUTHSERV_ID:?}]
position = {position:?}
[policy]
currency = \"USD\"
tiers = [{{ above = 1000, approvals = 1 }}, {{ above = 10000, approvals = 2 }}]
[requesters]
domains = [\"corp.example\"]
[[approvers]]
name = \"Maria Lopez\"
email = {MARIA:?}
[[approvers]]
name = \"Omar Haddad\"
email = {second:?}
[escalation]
levels = [{{ after = {escalate_after:?}, contacts = [{BOSS:?}], may_decide = true }}]
[operators]
addresses = [{IT:?}]
[summary]
provider = \"ollama\"
url = {model:?}
model = {MODEL:?}
[limits]
message = {largest:?}
{limits}[[actions]]
on = \"approved\"
mail = {FINANCE:?}
[[actions]]
on = \"rejected\"
mail = {FINANCE:?}
{further}
",
            imap = imap_port.unwrap_or(self.servers.imap().implicit),
            submission = smtp_port.unwrap_or(self.servers.smtp().submission),
            model = self.model.url(),
        )
    }
}
