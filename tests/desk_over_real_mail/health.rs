//! What a running desk says of its health, while one thing after the other is cut.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use countersign::clock::Clock;
use countersign::config;
use countersign::mail::Templates;
use countersign::store::{Connection, Store};
use countersign::turn::Desk;
use serde_json::Value;

use super::office::{IT, MARIA, Office, SAM, Wishes};
use super::support::servers::{free_port, wait_until};

const PARTS: [&str; 5] = ["mailbox", "outbox", "database", "clock", "loops"];

/// An office whose desk tells its health, and looks often.
struct Watched {
    office: Office,
    port: u16,
}

impl Watched {
    async fn open(wishes: Wishes) -> Self {
        let port = free_port();
        let further = format!("[web]\nlisten = \"127.0.0.1:{port}\"\nundelivered_limit = \"2s\"\n");
        let office = Office::open(Wishes { inbox: "poll_every = \"1s\"\n", further, ..wishes }).await;
        Self { office, port }
    }

    /// What is said now: the status, and all that is known.
    fn health(&self) -> (u16, Value) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: desk\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), serde_json::from_str(body).unwrap())
    }

    /// Waits until all is well.
    async fn gets_well(&self) -> Value {
        wait_until("a healthy desk", || {
            let (status, health) = self.health();
            assert_eq!(status == 200, health["healthy"] == true, "{health}");
            (status == 200).then_some(health)
        })
        .await
    }

    /// Waits until exactly this is not well.
    async fn falls_ill(&self, part: &str) -> Value {
        wait_until(&format!("trouble with the {part} alone"), || {
            let (status, health) = self.health();
            let ill: Vec<&str> = PARTS.into_iter().filter(|it| health[it]["ok"] == false).collect();
            assert_eq!(status == 503, !ill.is_empty(), "{health}");
            (ill == [part]).then_some(health)
        })
        .await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mailbox_that_cannot_be_read_is_told_and_so_is_its_return() {
    let mut desk = Watched::open(Wishes::default()).await;
    let mut daemon = desk.office.start().await;
    let before = desk.gets_well().await;
    desk.office.servers.stop_dovecot();
    let ill = desk.falls_ill("mailbox").await;
    let why = ill["why"][0].as_str().unwrap();
    assert!(why.starts_with("mailbox: it was last read ") && why.contains("the limit is 15 s"), "{why}");
    assert!(ill["mailbox"]["read_at"].as_str().unwrap() >= before["mailbox"]["read_at"].as_str().unwrap());
    daemon.says("health: not well: mailbox").await;
    desk.office.servers.start_dovecot();
    desk.gets_well().await;
    assert!(daemon.terminate().await.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_that_waits_too_long_is_told_with_its_limit() {
    let mut desk = Watched::open(Wishes::default()).await;
    let _daemon = desk.office.start().await;
    desk.office.forward("Skyline Air", "USD 2,450.00").await;
    desk.office.notice(MARIA, "EXP-1 approval_request").await;
    desk.gets_well().await;
    desk.office.servers.stop_postfix();
    desk.office.run(&["decide", "EXP-1", "reject", "--as", IT, "--reason", "too late"]).done();
    let ill = desk.falls_ill("outbox").await;
    assert!(ill["why"][0].as_str().unwrap().contains("web.undelivered_limit is 2 s"), "{ill}");
    assert!(ill["outbox"]["oldest_undelivered_at"].is_string(), "{ill}");
    assert!(!ill.to_string().contains('@') && !ill.to_string().contains("localhost"), "{ill}");
    desk.office.servers.start_postfix();
    desk.office.notice(SAM, "EXP-1 rejected").await;
    assert_eq!(desk.gets_well().await["outbox"]["oldest_undelivered_at"], Value::Null);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_cannot_be_written_is_told_while_the_mailbox_is_read_on() {
    let desk = Watched::open(Wishes::default()).await;
    let _daemon = desk.office.start().await;
    desk.gets_well().await;
    let database = desk.office.config().with_file_name("var").join("countersign.db");
    let other = Connection::open(database).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let ill = desk.falls_ill("database").await;
    assert_eq!(ill["database"]["writable"], false);
    wait_until("a mailbox that is read meanwhile", || {
        let read = desk.health().1["mailbox"]["read_at"].as_str().unwrap().to_owned();
        (read.as_str() > ill["mailbox"]["read_at"].as_str().unwrap()).then_some(())
    })
    .await;
    other.execute_batch("ROLLBACK").unwrap();
    desk.gets_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_drips_holds_up_its_own_loop_only() {
    let drip = TcpListener::bind("127.0.0.1:0").unwrap();
    let smtp_port = Some(drip.local_addr().unwrap().port());
    std::thread::spawn(move || {
        for stream in drip.incoming() {
            std::thread::spawn(move || {
                let mut stream = stream.unwrap();
                while stream.write_all(b"2").is_ok() {
                    std::thread::sleep(Duration::from_millis(500));
                }
            });
        }
    });
    let desk = Watched::open(Wishes { smtp_port, ..Wishes::default() }).await;
    let _daemon = desk.office.start().await;
    desk.gets_well().await;
    desk.office.forward("Cafe Luna", "USD 80.00").await;
    let ill = desk.falls_ill("outbox").await;
    assert!(ill["loops"]["deliver"]["busy_since"].is_string(), "{ill}");
    // The others go on: a second report is taken in and written down while the first one's notice drips.
    desk.office.forward("Cafe Sol", "USD 90.00").await;
    desk.office.becomes("EXP-2", "approved").await;
    let still = desk.health().1;
    assert_eq!((&still["mailbox"]["ok"], &still["database"]["ok"]), (&true.into(), &true.into()), "{still}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_behind_the_log_is_told_until_it_is_set_or_an_operator_says_that_it_is_right() {
    let desk = Watched::open(Wishes::default()).await;
    let daemon = desk.office.start().await;
    desk.office.forward("Skyline Air", "USD 2,450.00").await;
    desk.office.notice(MARIA, "EXP-1 approval_request").await;
    assert!(daemon.terminate().await.success());
    something_happens_next_year(&desk.office).await;

    let mut daemon = desk.office.start().await;
    daemon.says("the clock of this machine is behind").await;
    let ill = desk.falls_ill("clock").await;
    assert!(ill["clock"]["shows"].as_str().unwrap() < ill["now"].as_str().unwrap(), "{ill}");
    let told = desk.office.notice(IT, "operator").await;
    assert!(told.subject.contains("the clock of this machine is behind"), "{}", told.subject);
    assert_eq!(desk.office.run(&["clock"]).status, 1);
    // Decisions count all the same.
    desk.office.answer(MARIA, "EXP-1 approval_request", "APPROVE").await;
    desk.office.becomes("EXP-1", "approved").await;

    desk.office.forward("Hotel Astoria", "USD 3,450.00").await;
    desk.office.becomes("EXP-2", "pending").await;
    let said = desk.office.run(&["clock", "--accept", "--as", IT]).done();
    assert!(said.contains("EXP-2 came in by a time that is still to come"), "{said}");
    daemon.says("an operator says that the clock is right").await;
    desk.gets_well().await;
    desk.office.forward("Cafe Luna", "USD 80.00").await;
    desk.office.becomes("EXP-3", "approved").await;
    desk.office.run(&["clock"]).done();
    desk.office.audited();
    let notices = desk.office.notices(IT);
    assert_eq!(notices.len(), 1, "operators are told once: {notices:?}");
}

/// An entry of the log from a time at which the clock was far ahead.
async fn something_happens_next_year(office: &Office) {
    let config = Arc::new(config::load(&office.config()).unwrap());
    let store = Store::open_beside(&config.desk.database).unwrap();
    let clock = Clock::moved(Clock::system().now() + TimeDelta::days(365));
    let desk = Desk::new(config, Arc::new(Templates::embedded()), clock, store.clone());
    desk.accept_clock("somebody whose clock was ahead".to_owned()).await.unwrap();
    drop(desk);
    store.close().await;
}
