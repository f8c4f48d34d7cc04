//! More mail than the desk takes in within an hour, on a clock that the test moves.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use chrono::TimeDelta;
use countersign::clock::Clock;
use countersign::mail::Templates;
use countersign::store::Store;
use countersign::turn::Desk;
use countersign::{config, daemon};
use serde_json::Value;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use super::office::{DESK, IT, MARIA, Office, Wishes};
use super::support::servers::{free_port, wait_until};

struct Running {
    stop: watch::Sender<bool>,
    _renew: mpsc::Sender<Desk>,
    daemon: JoinHandle<Result<(), daemon::DaemonError>>,
    store: Store,
}

impl Running {
    fn start(office: &Office, clock: &Clock) -> Self {
        let config = Arc::new(config::load(&office.config()).unwrap());
        let store = Store::open(&config.desk.database).unwrap();
        let desk = Desk::new(config, Arc::new(Templates::embedded()), clock.clone(), store.clone());
        let (stop, stopping) = watch::channel(false);
        let (renew, renewals) = mpsc::channel(1);
        let daemon = tokio::spawn(daemon::run(desk, renewals, stopping));
        Self { stop, _renew: renew, daemon, store }
    }

    async fn end(self) {
        self.stop.send(true).unwrap();
        self.daemon.await.unwrap().unwrap();
        self.store.close().await;
    }
}

fn health(port: u16) -> Option<Value> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: desk\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).ok()
}

/// Waits until the desk is well, and so many mails are held back.
async fn holds(port: u16, mails: usize) {
    wait_until(&format!("{mails} mails held back"), || {
        let health = health(port)?;
        (health["healthy"] == true && health["mailbox"]["held_back"] == mails).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_waits_unread_in_the_mailbox_decisions_go_on_and_it_is_taken_in_as_the_hour_moves_on() {
    let port = free_port();
    let further = format!("[web]\nlisten = \"127.0.0.1:{port}\"\n");
    let (inbox, limits) = ("since = \"2000-01-01\"\n", "mails_in_all = \"4/h\"\n");
    let office = Office::open(Wishes { inbox, limits, further, ..Wishes::default() }).await;
    let clock = Clock::moved(Clock::system().now());
    let running = Running::start(&office, &clock);
    office.forward("Skyline Air", "USD 2,450.00").await;
    office.notice(MARIA, "EXP-1 approval_request").await;
    clock.pass(TimeDelta::minutes(20));
    for number in 2..7 {
        office.forward(&format!("Cafe {number}"), "USD 80.00").await;
        // One after the other: else nobody knows in which order they arrive.
        office.servers.wait_for_mails(DESK, "Processed", number.min(4)).await;
        holds(port, number.saturating_sub(4)).await;
    }
    office.servers.wait_for_mails(DESK, "INBOX", 2).await;
    let told = office.notice(IT, "operator").await;
    assert!(told.subject.contains("more than 4 mails came within 60 minutes"), "{}", told.subject);

    // Also after a new start.
    running.end().await;
    let running = Running::start(&office, &clock);
    holds(port, 2).await;
    office.answer(MARIA, "EXP-1 approval_request", "APPROVE").await;
    office.becomes("EXP-1", "approved").await;
    clock.pass(TimeDelta::minutes(59));
    holds(port, 2).await;
    office.servers.wait_for_mails(DESK, "INBOX", 2).await;
    assert_eq!(office.states().len(), 4);
    let folder = office.servers.maildir(DESK, "INBOX");
    let files = ["new", "cur"].map(|part| std::fs::read_dir(folder.join(part)).unwrap());
    let names: Vec<_> = files.into_iter().flatten().map(|file| file.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_str().unwrap().ends_with('S')), "read: {names:?}");

    clock.pass(TimeDelta::minutes(2));
    office.filed(7, 0).await;
    holds(port, 0).await;
    let listed = office.run(&["list", "--json"]).objects();
    let subjects: Vec<_> = listed.iter().rev().map(|it| it["subject"].as_str().unwrap()).collect();
    assert!(
        subjects.is_sorted_by_key(|subject| subject.split("Cafe").nth(1).map(str::to_owned)),
        "{subjects:?}"
    );
    assert_eq!((subjects.len(), office.notices(IT).len()), (6, 1));
    office.audited();
    running.end().await;
}
