//! A desk whose DNS server comes and goes, on a clock that the test moves.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use countersign::clock::Clock;
use countersign::config::Config;
use countersign::daemon::Rounds;
use countersign::inbox::Inbox;
use countersign::mail::Templates;
use countersign::outbox::Outbox;
use countersign::store::{self, Connection, Quarantined, Store};
use countersign::summary::Summarizer;
use countersign::turn::{Desk, verify};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::support::servers::{Dns, wait_until};
use crate::support::signing::Signature;
use crate::world::{RSA, configuration, now};

struct Office {
    folder: TempDir,
    config: Arc<Config>,
    clock: Clock,
    running: Option<(Desk, Inbox)>,
}

impl Office {
    fn open(dns: &Dns) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let lines = format!("mode = \"dkim\"\ndns = \"{}\"", dns.address());
        let config = Arc::new(configuration(folder.path(), &lines));
        let mut office = Self { folder, config, clock: Clock::moved(now()), running: None };
        office.start();
        office
    }

    fn start(&mut self) {
        let config = self.config.clone();
        self.running = None;
        let store = Store::open(&config.desk.database).unwrap();
        let templates = Arc::new(Templates::load(None).unwrap());
        let inbox = Inbox::new(&config.inbox, &config.desk.address, config.limits.message).unwrap();
        self.running = Some((Desk::new(config, templates, self.clock.clone(), store), inbox));
    }

    fn deliver(&self, name: &str, raw: &[u8]) -> PathBuf {
        let path = self.mailbox().join("new").join(name);
        fs::write(&path, raw).unwrap();
        path
    }

    fn mailbox(&self) -> PathBuf {
        self.folder.path().join("var/mail").join(self.config.desk.address.as_str())
    }

    fn filed(&self, folder: &str, name: &str) -> bool {
        self.mailbox().join(folder).join("cur").join(format!("{name}:2,S")).exists()
    }

    async fn settle(&mut self) {
        let (desk, inbox) = self.running.as_mut().unwrap();
        let config = &self.config;
        let outbox =
            Outbox::new(&config.outbox, config.desk.separator, config.desk.address.domain()).unwrap();
        let summarizer = Summarizer::new(&config.summary, self.clock.clone()).unwrap();
        let mut rounds = Rounds::begin(desk.clone()).await.unwrap();
        rounds.settle(inbox, &Arc::new(outbox), &summarizer).await.unwrap();
    }

    fn next_try(&self) -> Option<DateTime<Utc>> {
        self.running.as_ref().unwrap().1.next_due()
    }

    /// Lets time pass; whatever is tried again in it is tried when it is due.
    async fn pass(&mut self, by: TimeDelta) {
        let end = self.clock.now() + by;
        while let Some(next) = self.next_try().filter(|next| *next <= end) {
            assert!(next > self.clock.now(), "a try is due and does not happen");
            self.clock.pass(next - self.clock.now());
            self.settle().await;
        }
        self.clock.pass(end - self.clock.now());
        self.settle().await;
    }

    fn reader(&self) -> Connection {
        self.running.as_ref().unwrap().0.store.reader().unwrap()
    }

    fn set_aside(&self) -> Vec<Quarantined> {
        store::quarantine(&self.reader(), true).unwrap()
    }

    fn requests(&self) -> usize {
        store::requests(&self.reader(), None, None, 100).unwrap().len()
    }

    /// The entries of the log, which is whole.
    fn entries(&self) -> u64 {
        let found = verify(&self.reader()).unwrap();
        assert_eq!(found.faults, Vec::<String>::new());
        found.entries
    }

    fn has_written_to(&self, person: &str) -> bool {
        let mailbox = self.folder.path().join("var/mail").join(person).join("new");
        fs::read_dir(mailbox).is_ok_and(|mails| mails.count() > 0)
    }
}

fn report(number: u8) -> Vec<u8> {
    let mail = format!(
        "From: Sam Reed <sam@corp.example>\r\nTo: expenses@corp.example\r\nSubject: Lunch {number}\r\n\
         Date: Sat, 28 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{number}@client.example>\r\n\r\n\
         Lunch with a customer.\r\n\r\nTotal: 1{number}40.00 USD\r\n"
    );
    Signature::new(&RSA, "corp.example", "desk").sign(mail.as_bytes())
}

/// A server that knows the key, and is out of order.
fn out_of_order() -> Dns {
    let mut dns = Dns::stopped(&[("desk._domainkey.corp.example", &RSA.record())]);
    dns.refuse();
    dns
}

/// T18
#[tokio::test]
async fn a_mail_waits_for_dns_where_it_lies_and_stops_nobody() {
    let mut dns = out_of_order();
    let mut office = Office::open(&dns);
    let waiting = office.deliver("1", &report(1));
    let modified = fs::metadata(&waiting).unwrap().modified().unwrap();
    office
        .deliver("2", b"From: eve@evil.example\r\nTo: expenses@corp.example\r\nSubject: hi\r\n\r\nhello\r\n");
    office.settle().await;
    assert!(is_untouched(&waiting, modified));
    assert!(office.filed(".Quarantine", "2"));
    assert_eq!((office.requests(), office.set_aside().len(), office.entries()), (0, 1, 1));
    assert_eq!(office.next_try(), Some(office.clock.now() + TimeDelta::minutes(1)));
    office.pass(TimeDelta::hours(3)).await;
    assert!(is_untouched(&waiting, modified));
    assert!(!office.has_written_to("sam@corp.example"));
    let next = office.next_try().unwrap() - office.clock.now();
    assert!(next > TimeDelta::zero() && next <= TimeDelta::hours(1), "{next}");

    office.start();
    office.settle().await;
    assert!(is_untouched(&waiting, modified), "a restart decides nothing");
    dns.start_again();
    office.pass(TimeDelta::hours(1)).await;
    assert!(office.filed(".Processed", "1"));
    assert_eq!((office.requests(), office.set_aside().len()), (1, 1));
    assert!(office.has_written_to("sam@corp.example"));
    assert_eq!(office.next_try(), None);
}

/// T18
#[tokio::test]
async fn a_mail_that_lay_there_while_the_desk_was_down_waits_as_long() {
    let mut dns = out_of_order();
    let mut office = Office::open(&dns);
    let waiting = office.deliver("1", &report(1));
    office.clock.pass(TimeDelta::days(2));
    office.settle().await;
    assert!(waiting.exists());
    assert_eq!(office.next_try(), Some(office.clock.now() + TimeDelta::minutes(1)));
    dns.start_again();
    office.pass(TimeDelta::hours(1)).await;
    assert!(office.filed(".Processed", "1"));
    assert_eq!((office.requests(), office.set_aside().len()), (1, 0));
}

/// T18
#[tokio::test]
async fn after_a_day_a_mail_that_nobody_can_vouch_for_is_set_aside_once() {
    let dns = out_of_order();
    let mut office = Office::open(&dns);
    let arrived = office.clock.now();
    let waiting = office.deliver("1", &report(1));
    office.settle().await;
    office.pass(TimeDelta::hours(12)).await;
    office.start();
    office.settle().await;
    office.pass(TimeDelta::hours(11)).await;
    assert!(waiting.exists());
    assert_eq!((office.set_aside().len(), office.entries()), (0, 0));
    while let Some(next) = office.next_try() {
        office.pass(next - office.clock.now()).await;
    }
    assert!(office.filed(".Quarantine", "1"));
    let held = office.set_aside();
    assert_eq!((held.len(), office.entries()), (1, 1));
    let waited = held[0].at - arrived;
    assert!(waited >= TimeDelta::hours(23) && waited <= TimeDelta::hours(25), "{waited}");
    assert!(
        held[0].reason.contains("could not be asked for") && held[0].reason.ends_with("for a day"),
        "{}",
        held[0].reason
    );
    assert!(!office.has_written_to("sam@corp.example"));
    assert_eq!((office.requests(), office.next_try()), (0, None));
}

/// T18: an outage fills no mailbox with what strangers write.
#[tokio::test]
async fn a_strangers_mail_does_not_wait() {
    let dns = out_of_order();
    let mut office = Office::open(&dns);
    let mail = "From: eve@evil.example\r\nTo: expenses@corp.example\r\nSubject: hi\r\nDate: today\r\n\
                Message-ID: <1@evil.example>\r\n\r\nhello\r\n";
    office.deliver("1", &Signature::new(&RSA, "evil.example", "desk").sign(mail.as_bytes()));
    office.settle().await;
    assert!(office.filed(".Quarantine", "1"));
}

/// T12: `inspect` and the desk say by what a mail was recognised, and the log keeps it.
#[tokio::test]
async fn the_log_names_the_signature_that_opened_a_request() {
    let mut dns = out_of_order();
    dns.start_again();
    let mut office = Office::open(&dns);
    office.deliver("1", &report(1));
    office.settle().await;
    assert_eq!(office.requests(), 1);
    let database = fs::read(&office.config.desk.database).unwrap();
    let wal = fs::read(office.config.desk.database.with_extension("db-wal")).unwrap_or_default();
    let words = b"signed by corp.example (DKIM, selector desk, rsa-sha256)";
    assert!([database, wal].concat().windows(words.len()).any(|window| window == words));
}

/// T16: a colleague who logs in as himself and writes another's name has his mail signed by the company's own server.
#[tokio::test]
async fn a_signature_does_not_vouch_for_a_colleagues_mail() {
    let mut dns = out_of_order();
    dns.start_again();
    let mut office = Office::open(&dns);
    office.deliver("1", &[b"Return-Path: <omar@corp.example>\r\n".as_slice(), &report(1)].concat());
    office.deliver("2", &[b"Return-Path: <sam@corp.example>\r\n".as_slice(), &report(2)].concat());
    office.settle().await;
    assert!(office.filed(".Quarantine", "1") && office.filed(".Processed", "2"));
    assert!(office.set_aside()[0].reason.contains("omar@corp.example"), "{}", office.set_aside()[0].reason);
}

/// T18: the daemon itself waits for the time, without being nudged and without asking all the while.
#[tokio::test]
async fn the_running_daemon_comes_back_to_a_mail_that_waits() {
    let mut dns = out_of_order();
    let mut office = Office::open(&dns);
    let (desk, _) = office.running.take().unwrap();
    let (store, mailbox) = (desk.store.clone(), office.config.desk.address.to_string());
    let (stop, stopping) = watch::channel(false);
    let (_, no_renewals) = tokio::sync::mpsc::channel(1);
    let daemon = tokio::spawn(countersign::daemon::run(desk, no_renewals, stopping));
    office.deliver("1", &report(1));
    let waits = || store::waits_since(&store.reader().unwrap(), &mailbox, "1").unwrap();
    wait_until("the mail waits", &waits).await;
    dns.start_again();
    // The daemon notes the mail a moment before it lays it by: each look lets a little more time pass.
    wait_until("the mail is taken", || {
        office.clock.pass(TimeDelta::minutes(1));
        office.filed(".Processed", "1").then_some(())
    })
    .await;
    assert_eq!(waits(), None);
    stop.send(true).unwrap();
    daemon.await.unwrap().unwrap();
}

/// `inspect` asks DNS as the desk does.
#[test]
fn inspect_says_by_which_signature_a_mail_is_recognised() {
    let mut dns = out_of_order();
    let office = Office::open(&dns);
    let file = office.deliver("1", &report(1));
    let inspected = || -> serde_json::Value {
        let output = Command::new(env!("CARGO_BIN_EXE_countersign"))
            .arg("--config")
            .arg(office.folder.path().join("config.toml"))
            .args(["inspect", "--json"])
            .arg(&file)
            .output()
            .unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let open = &inspected()["authentication"];
    assert_eq!((open["result"].as_str(), open["method"].as_str()), (Some("fail"), Some("dkim")));
    assert!(open["detail"].as_str().unwrap().contains("could not be asked for"), "{open}");
    dns.start_again();
    let said = &inspected()["authentication"];
    let detail = "signed by corp.example (DKIM, selector desk, rsa-sha256)";
    assert_eq!(*said, serde_json::json!({ "result": "pass", "method": "dkim", "detail": detail }));
}

fn is_untouched(path: &Path, modified: std::time::SystemTime) -> bool {
    fs::metadata(path).is_ok_and(|about| about.modified().unwrap() == modified)
}
