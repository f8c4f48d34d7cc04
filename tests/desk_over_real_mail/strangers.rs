//! Mail that nobody vouches for, and what its writers hoped for.

use super::letters::{forwarded, letter};
use super::office::{DESK, IT, MARIA, OMAR, Office, SAM, STRANGER, Wishes};
use super::support::servers::{AUTHSERV_ID, Setup};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_that_nobody_vouches_for_decides_nothing() {
    let setup = Setup { lmtp_received: false, ..Setup::default() };
    let wishes = Wishes { position: "above-received", ..Wishes::default() };
    let office = Office::on(setup, wishes).await;
    let _daemon = office.start().await;
    office.forward("Skyline Air", "USD 2,450.00").await;
    let asked = office.notice(MARIA, "EXP-1 approval_request").await;

    // The right token and the right From, but by the way of a stranger.
    let forged = asked.answer(MARIA, "APPROVE");
    office.servers.arrive(MARIA, &asked.reply_to, forged.as_bytes()).await;
    office.filed(1, 1).await;
    let warned = office.notice(MARIA, "EXP-1 refused").await;
    assert_eq!(office.states(), ["EXP-1 pending"]);

    // The same with a forged stamp of the desk's own server.
    let stamp = format!("Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from=corp.example\r\n");
    let forged = format!("{stamp}{}", warned.answer(MARIA, "APPROVE"));
    office.servers.arrive(MARIA, &warned.reply_to, forged.as_bytes()).await;
    office.filed(1, 2).await;
    assert_eq!(office.states(), ["EXP-1 pending"]);

    // Strangers hear nothing, not even that they are strangers.
    let report = forwarded(STRANGER, "Skyline Air", "USD 90.00");
    office.send(STRANGER, DESK, &report).await;
    let report = letter("ceo@corp.example", DESK, "Fwd: receipt", "", "Total due: USD 90.00");
    office.servers.arrive("ceo@corp.example", DESK, report.as_bytes()).await;
    office.filed(1, 4).await;
    office.has(STRANGER, &[]).await;
    assert_eq!(office.states(), ["EXP-1 pending"]);

    let held = office.run(&["quarantine", "list", "--json"]).objects();
    let senders: Vec<_> = held.iter().map(|it| it["sender"].as_str().unwrap()).collect();
    assert_eq!(senders, [MARIA, MARIA, STRANGER, "ceo@corp.example"]);
    assert!(held.iter().all(|it| !it["reason"].as_str().unwrap().is_empty()), "{held:?}");

    // The owner of the token answers the mail that told her, and that counts.
    let titles: Vec<_> = office.notices(MARIA).iter().map(|notice| notice.title()).collect();
    assert_eq!(titles, ["EXP-1 approval_request", "EXP-1 refused", "EXP-1 refused"]);
    // Mails of one moment lie in no order.
    let is_new = |address: &str| address != asked.reply_to && address != warned.reply_to;
    let newest = office.notices(MARIA).into_iter().find(|notice| is_new(&notice.reply_to)).unwrap();
    office.send(MARIA, &newest.reply_to, &newest.answer(MARIA, "APPROVE")).await;
    office.becomes("EXP-1", "approved").await;
    office.has(IT, &[]).await;
    office.audited();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colleague_cannot_use_anothers_reply_address() {
    let office = Office::open(Wishes::default()).await;
    let _daemon = office.start().await;
    office.forward("Datacenter Nord", "USD 18,900.00").await;
    let asked = office.notice(MARIA, "EXP-1 approval_request").await;
    office.answer(MARIA, "EXP-1 approval_request", "APPROVE").await;
    office.notice(MARIA, "EXP-1 decision_recorded").await;

    // Sam got hold of Maria's mail; Omar writes to her address; both are who they say.
    office.send(SAM, &asked.reply_to, &asked.answer(SAM, "APPROVE")).await;
    office.notice(SAM, "refused").await;
    office.notice(MARIA, "EXP-1 refused").await;
    office.send(OMAR, &asked.reply_to, &asked.answer(OMAR, "APPROVE")).await;
    office.notice(OMAR, "refused").await;
    assert_eq!(office.states(), ["EXP-1 pending"]);

    office.answer(OMAR, "EXP-1 approval_request", "APPROVE").await;
    office.becomes("EXP-1", "approved").await;
    office.filed(5, 0).await;
    office.audited();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_lets_a_mail_through_that_was_set_aside() {
    let office = Office::open(Wishes::default()).await;
    let _daemon = office.start().await;
    let report = forwarded(SAM, "Cafe Luna", "USD 80.00");
    office.servers.arrive(SAM, DESK, report.as_bytes()).await;
    office.filed(0, 1).await;
    office.has(SAM, &[]).await;
    let shown = office.run(&["quarantine", "show", "1"]).done();
    assert!(shown.contains("Cafe Luna"), "{shown}");
    office.run(&["quarantine", "release", "1", "--as", IT]).done();
    office.has(SAM, &["EXP-1 approved"]).await;
    let again = office.run(&["quarantine", "release", "1"]).refused(1);
    assert!(again.contains("released before"), "{again}");
    office.audited();
}
