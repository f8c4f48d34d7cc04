//! How many mails a second the whole daemon takes in, on the post office and over a real Dovecot, and how much memory it holds.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a bench")]
#![allow(missing_docs, reason = "a bench")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use countersign::config;

#[path = "../tests/support/mod.rs"]
mod support;

use support::servers::{Servers, Setup};

const MAILS: usize = 2_000;
const OPEN: usize = 10_000;

#[tokio::main]
async fn main() {
    post_office("intake on the post office", MAILS, "280.00 USD");
    post_office("10,000 open requests", OPEN, "2,450.00 USD");
    dovecot().await;
}

/// Drops mails into the post office and lets the daemon take them in.
fn post_office(what: &str, count: usize, amount: &str) {
    let folder = tempfile::tempdir().unwrap();
    let configuration = write_config(folder.path(), config::SHIPPED);
    let inbox = folder.path().join("var/mail/expenses@corp.example");
    for sub in ["new", "cur", "tmp"] {
        std::fs::create_dir_all(inbox.join(sub)).unwrap();
    }
    for number in 0..count {
        std::fs::write(inbox.join("new").join(format!("{number:06}.bench")), mail(number, amount)).unwrap();
    }
    let begin = Instant::now();
    let mut daemon = Daemon::start(&configuration);
    wait_until(&mut daemon, || std::fs::read_dir(inbox.join("new")).unwrap().next().is_none());
    report(what, count, begin.elapsed(), &daemon);
}

/// The same from a real Dovecot, with mail filed away by MOVE.
async fn dovecot() {
    let servers = Setup::default().start_dovecot();
    let desk = servers.user("expenses@corp.example");
    for number in 0..MAILS {
        servers.deliver("expenses@corp.example", mail(number, "280.00 USD").as_bytes()).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let configuration = write_config(folder.path(), &imap_config(&servers, &desk.password));
    let begin = Instant::now();
    let mut daemon = Daemon::start(&configuration);
    wait_until(&mut daemon, || servers.mails("expenses@corp.example", "Processed").len() == MAILS);
    report("intake over Dovecot", MAILS, begin.elapsed(), &daemon);
}

fn imap_config(servers: &Servers, password: &str) -> String {
    let begin = config::SHIPPED.find("\n[inbox]").unwrap();
    let end = config::SHIPPED.find("\n[outbox]").unwrap();
    let mut inbox =
        String::from("\n[inbox]\nkind = \"imap\"\nhost = \"localhost\"\nsince = \"2000-01-01\"\n");
    writeln!(inbox, "port = {}\nca_file = {:?}", servers.imap().implicit, servers.ca_file()).unwrap();
    writeln!(inbox, "username = \"expenses@corp.example\"\npassword = {password:?}").unwrap();
    let forged = "mode = \"none\"\ni_know_that_anybody_can_forge_mail = true";
    let (before, after) = (config::SHIPPED.get(..begin).unwrap(), config::SHIPPED.get(end..).unwrap());
    let text = format!("{before}{inbox}{after}");
    text.replacen("mode = \"none\"", forged, 1)
}

fn mail(number: usize, amount: &str) -> String {
    format!(
        "From: Sam Reed <user{}@corp.example>\r\nTo: expenses@corp.example\r\nSubject: Fwd: receipt {number}\r\n\
         Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <{number}.bench@corp.example>\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlease see below.\r\n\r\n\
         ---------- Forwarded message ---------\r\nFrom: Shop <shop@shop.example>\r\nSubject: your receipt\r\n\r\n\
         Item one      100.00\r\nItem two      180.00\r\n{}Total         {amount}\r\nThank you.\r\n",
        number % 500,
        "A line of small print that every receipt has, and that somebody must read.\r\n".repeat(20),
    )
}

fn write_config(folder: &Path, text: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join("config.toml");
    // The rate limit is not what is measured.
    let text =
        text.replace("\"60/h\"", "\"1000000/h\"").replace("provider = \"ollama\"", "provider = \"none\"");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    path
}

struct Daemon(Child);

impl Daemon {
    fn start(configuration: &Path) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_countersign"))
            .arg("--config")
            .arg(configuration)
            .arg("run")
            .env("COUNTERSIGN_LOG", "warn")
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        Self(child)
    }

    fn memory(&self, what: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(what)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn report(what: &str, count: usize, elapsed: Duration, daemon: &Daemon) {
    let rate = f64::from(u32::try_from(count).unwrap()) / elapsed.as_secs_f64();
    println!(
        "{what}: {count} mails in {elapsed:.2?}, {rate:.0} a second; {} MB resident, {} MB at the peak",
        daemon.memory("VmRSS"),
        daemon.memory("VmHWM"),
    );
}

fn wait_until(daemon: &mut Daemon, done: impl Fn() -> bool) {
    let begin = Instant::now();
    while !done() {
        assert!(daemon.0.try_wait().unwrap().is_none(), "the daemon has ended");
        assert!(begin.elapsed() < Duration::from_secs(600), "it takes too long");
        std::thread::sleep(Duration::from_millis(20));
    }
}
