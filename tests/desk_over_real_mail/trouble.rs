//! Servers that are down, refuse or break, and a daemon that is killed: nothing is lost, nothing is decided twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use countersign::store;

use super::office::{BOSS, FINANCE, IT, MARIA, OMAR, Office, SAM, Wishes};
use super::program::Daemon;
use super::support::servers::{BUSY, REFUSED, free_port, wait_until};

/// How often the daemon and Postfix are killed in [`a_killed_daemon_goes_on_where_it_was`].
const CRASHES: usize = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_that_are_down_are_waited_for_and_said_once() {
    let wishes = Wishes { inbox: "since = \"2020-01-01\"\n", ..Wishes::default() };
    let mut office = Office::open(wishes).await;
    office.forward("Cafe Luna", "USD 80.00").await;
    office.servers.wait_for_mails(super::office::DESK, "INBOX", 1).await;
    office.servers.stop_postfix();
    office.servers.stop_dovecot();
    let mut daemon = Daemon::start(&office.config(), &[]);
    daemon.says("the inbox fails").await;
    daemon.says("ready").await;
    office.servers.start_dovecot();
    daemon.says("the inbox works again").await;
    daemon.says("the outbox fails").await;
    let waiting = office.run(&["outbox", "list", "--json"]).objects();
    assert_eq!(waiting.len(), 2, "to Sam and to finance: {waiting:?}");
    for mail in waiting {
        assert_eq!((&mail["state"], &mail["attempts"]), (&"queued".into(), &0.into()), "{mail}");
        assert!(mail["error"].as_str().unwrap().contains("cannot be reached"), "{mail}");
    }
    office.servers.start_postfix();
    daemon.says("the outbox works again").await;
    office.has(SAM, &["EXP-1 approved"]).await;
    office.sent_all().await;
    for trouble in ["the inbox fails: connection to localhost", "the outbox fails"] {
        assert_eq!(daemon.count(trouble), 1, "{}", daemon.log());
    }

    // In the middle of everything.
    office.servers.kill_dovecot();
    office.servers.start_dovecot();
    office.forward("Skyline Air", "USD 2,450.00").await;
    office.answer(OMAR, "EXP-2 approval_request", "APPROVE").await;
    office.becomes("EXP-2", "approved").await;
    office.audited();
    assert!(daemon.terminate().await.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_is_said_once_with_the_keys_to_look_at() {
    let mut office = Office::open(Wishes { password: Some("wrong"), ..Wishes::default() }).await;
    let mut daemon = office.start().await;
    daemon.says("check inbox.username and inbox.password").await;
    assert_eq!(daemon.count("inbox.password"), 1, "{}", daemon.log());
    assert_eq!(daemon.count("wrong"), 0, "{}", daemon.log());
    assert!(daemon.terminate().await.success());
    office.wishes.password = None;
    office.configure();
    let _daemon = office.start().await;
    office.forward("Cafe Luna", "USD 80.00").await;
    office.has(SAM, &["EXP-1 approved"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_never_answers_does_not_keep_the_daemon() {
    let mut office = Office::open(Wishes::default()).await;
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    office.wishes.imap_port = Some(silent.local_addr().unwrap().port());
    office.configure();
    let mut daemon = office.start().await;
    let (_dialled, _) = silent.accept().unwrap();
    daemon.ask_to_end();
    assert!(daemon.ended().await.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approver_who_is_refused_for_good_is_told_to_the_operator() {
    let office = Office::open(Wishes { second: REFUSED, ..Wishes::default() }).await;
    let _daemon = office.start().await;
    office.forward("Skyline Air", "USD 2,450.00").await;
    let told = office.notice(IT, "operator").await;
    assert!(told.text.contains("EXP-1") && told.text.contains("550"), "{}", told.text);
    // A mail may be read before it is written down that it has left.
    let failed = wait_until("one mail alone in the outbox", || {
        let mut left = office.run(&["outbox", "list", "--json"]).objects();
        left.pop().filter(|_| left.is_empty())
    })
    .await;
    assert_eq!(failed["state"], "failed");
    office.run(&["outbox", "drop", &failed["id"].to_string()]).done();
    assert_eq!(office.run(&["outbox", "list"]).done(), "");
    office.answer(MARIA, "EXP-1 approval_request", "APPROVE").await;
    office.becomes("EXP-1", "approved").await;
    office.audited();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_that_is_refused_for_now_waits_until_it_is_tried_again() {
    let mut office = Office::open(Wishes { second: BUSY, ..Wishes::default() }).await;
    let _daemon = office.start().await;
    office.forward("Skyline Air", "USD 2,450.00").await;
    office.notice(MARIA, "EXP-1 approval_request").await;
    let waiting = wait_until("the busy mailbox in the outbox", || {
        let waiting = office.run(&["outbox", "list", "--json"]).objects();
        waiting.into_iter().find(|it| it["error"].as_str().is_some_and(|why| why.contains("451")))
    })
    .await;
    assert_eq!(waiting["state"], "queued");
    assert_eq!(waiting["recipient"], BUSY);
    let listed = office.run(&["outbox", "list"]).done();
    assert!(listed.contains("1 attempt") && listed.contains("The mailbox is busy"), "{listed}");

    office.servers.stop_postfix();
    fs::write(office.servers.folder().join("postfix/recipients"), "").unwrap();
    office.servers.start_postfix();
    office.run(&["outbox", "retry", &waiting["id"].to_string()]).done();
    office.has(BUSY, &["EXP-1 approval_request"]).await;
    office.has(IT, &[]).await;
    let gone = office.run(&["outbox", "retry", &waiting["id"].to_string()]);
    assert_eq!(gone.status, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_daemon_goes_on_where_it_was() {
    let mut office = Office::open(Wishes::default()).await;
    let mut daemon = office.start().await;
    for shop in ["Cafe Luna", "Cafe Sol", "Skyline Air", "Hotel Astoria"] {
        office.forward(shop, if shop.starts_with("Cafe") { "USD 80.00" } else { "USD 2,450.00" }).await;
        if shop == "Cafe Sol" {
            // Somewhere between the first mail taken in and the last one sent.
            wait_until("the first request", || {
                office.has_database().then(|| office.states().pop()).flatten()
            })
            .await;
            daemon.kill();
            daemon = office.start().await;
        }
    }
    office.becomes("EXP-4", "pending").await;
    office.servers.kill_postfix();
    daemon.kill();
    office.servers.start_postfix();
    let _daemon = office.start().await;
    office.run(&["outbox", "retry"]).done();
    for id in ["EXP-3", "EXP-4"] {
        office.answer(MARIA, &format!("{id} approval_request"), "APPROVE").await;
        office.becomes(id, "approved").await;
    }
    office.filed(6, 0).await;
    for id in 1..=4 {
        office.notice(FINANCE, &format!("EXP-{id} settled")).await;
        office.notice(SAM, &format!("EXP-{id} approved")).await;
    }
    for who in [SAM, MARIA, OMAR, FINANCE, BOSS, IT] {
        nothing_is_told_twice(&office, who);
    }
    office.audited();
}

/// A copy of the same mail is no second telling: each crash may repeat a delivery once, and the Message-ID says so.
fn nothing_is_told_twice(office: &Office, who: &str) {
    let mut copies: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for notice in office.notices(who) {
        copies.entry(notice.title()).or_default().push(notice.id);
    }
    for (title, ids) in copies {
        let distinct: BTreeSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), 1, "{who} was told `{title}` in different mails: {ids:?}");
        assert!(ids.len() <= 1 + CRASHES, "{who} has {} copies of `{title}`", ids.len());
    }
}

/// A server that is down for days keeps nothing of a mail in the write-ahead log that was given up meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_dropped_while_the_server_is_down_is_gone_from_the_files() {
    let office = Office::open(Wishes { smtp_port: Some(free_port()), ..Wishes::default() }).await;
    let mut daemon = office.start().await;
    office.forward("Skyline Air", "USD 2,450.00").await;
    daemon.says("the outbox fails").await;
    let queued = || office.run(&["outbox", "list", "--json"]).objects();
    let mails = wait_until("two people are to be asked", || {
        let mails = queued();
        (mails.iter().filter(|mail| mail["notice"] == "approval_request").count() == 2).then_some(mails)
    })
    .await;
    let id = mails.iter().find(|mail| mail["notice"] == "approval_request").unwrap()["id"].as_i64().unwrap();
    let database = office.config().with_file_name("var").join("countersign.db");
    let reader = store::open_read_only(&database).unwrap();
    let sql = "SELECT bytes FROM outbox WHERE id = ?1";
    let bytes: Vec<u8> = reader.query_row(sql, [id], |row| row.get(0)).unwrap();
    drop(reader);
    let text = String::from_utf8(bytes).unwrap();
    let secret = text.split("expenses+").nth(1).unwrap().split('@').next().unwrap().to_owned();
    let stands = || {
        ["", "-wal"].iter().any(|end| {
            let bytes = fs::read(format!("{}{end}", database.display())).unwrap_or_default();
            bytes.windows(secret.len()).any(|window| window == secret.as_bytes())
        })
    };
    assert!(stands(), "else this shows nothing");
    office.run(&["outbox", "drop", &id.to_string()]).done();
    wait_until("nothing is left of it", || (!stands()).then_some(())).await;
    assert!(!queued().is_empty(), "the server is still down");
}
