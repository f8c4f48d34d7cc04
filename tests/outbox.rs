//! The outbox against a real Postfix.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at once")]

mod support;

use std::path::PathBuf;

use countersign::config::{self, Smtp, Tls};
use countersign::outbox::{Carrier, Outbox, Parcel, Verdict};
use support::servers::{BUSY, REFUSED, Servers, Setup, User};

/// The desk's account with the server, by STARTTLS.
fn account(servers: &Servers, desk: &User) -> Smtp {
    Smtp {
        host: "localhost".to_owned(),
        port: servers.smtp().submission,
        tls: Tls::StartTls,
        ca_file: Some(servers.ca_file()),
        credentials: Some((desk.address.clone(), desk.password.clone().into())),
        connections: 2,
    }
}

fn outbox(account: Smtp) -> Outbox {
    Outbox::new(&config::Outbox::Smtp(account), '+', "corp.example").unwrap()
}

fn parcel(recipient: &str, subject: &str) -> Parcel {
    Parcel {
        sender: Some("expenses@corp.example".parse().unwrap()),
        recipient: recipient.parse().unwrap(),
        bytes: format!("Subject: {subject}\r\n\r\n.hidden dot\r\n").into_bytes(),
    }
}

fn world(setup: Setup) -> (Servers, User) {
    let servers = setup.start();
    let desk = servers.user("expenses@corp.example");
    servers.user("maria@corp.example");
    (servers, desk)
}

async fn not_given_up(account: Smtp) -> String {
    match outbox(account).deliver(&parcel("maria@corp.example", "hi")).await {
        Verdict::Later(why) | Verdict::Down(why) => why,
        other @ (Verdict::Delivered | Verdict::Never(_)) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn many_mails_go_over_one_encrypted_connection_and_arrive_as_they_are() {
    let (servers, desk) = world(Setup::default());
    let outbox = outbox(account(&servers, &desk));
    for number in 0..5 {
        let mail = parcel("maria+token@corp.example", &format!("mail {number}"));
        assert_eq!(outbox.deliver(&mail).await, Verdict::Delivered);
    }
    let mails = servers.wait_for_mails("maria@corp.example", "INBOX", 5).await;
    for mail in &mails {
        assert!(mail.contains("Return-Path: <expenses@corp.example>\n"), "{mail}");
        assert!(mail.contains("Delivered-To: maria+token@corp.example\n"), "{mail}");
        assert!(mail.contains("with ESMTPSA"), "{mail}");
        assert!(mail.ends_with("\n\n.hidden dot\n"), "{mail}");
    }
    let logins = servers.log().matches("sasl_username=expenses@corp.example").count();
    assert_eq!(logins, 5, "Postfix notes the login with every mail");
    let connections = servers.log().matches("]: connect from").count();
    // The harness itself connects once to each of the three ports, to see that they listen.
    assert!(connections <= 4, "{}", servers.log());
}

#[tokio::test]
async fn concurrent_deliveries_share_the_connections() {
    let (servers, desk) = world(Setup::default());
    let outbox = outbox(account(&servers, &desk));
    let mails: Vec<_> = (0..30).map(|n| parcel("maria@corp.example", &format!("mail {n}"))).collect();
    let verdicts = futures_util::future::join_all(mails.iter().map(|mail| outbox.deliver(mail))).await;
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Delivered), "{verdicts:?}");
    let arrived = servers.wait_for_mails("maria@corp.example", "INBOX", 30).await;
    for number in 0..30 {
        let subject = format!("Subject: mail {number}\n");
        assert_eq!(arrived.iter().filter(|mail| mail.contains(&subject)).count(), 1, "{subject}");
    }
    assert!(servers.log().matches("]: connect from").count() <= 5, "{}", servers.log());
}

#[tokio::test]
async fn tls_from_the_first_byte_and_the_null_sender_work() {
    let (servers, desk) = world(Setup::default());
    let account = Smtp { port: servers.smtp().implicit, tls: Tls::Implicit, ..account(&servers, &desk) };
    let mail = Parcel { sender: None, ..parcel("maria@corp.example", "hi") };
    assert_eq!(outbox(account).deliver(&mail).await, Verdict::Delivered);
    let mails = servers.wait_for_mails("maria@corp.example", "INBOX", 1).await;
    assert!(mails[0].contains("Return-Path: <>\n"), "{}", mails[0]);
}

#[tokio::test]
async fn a_bounce_brings_back_the_header_without_the_report() {
    let (servers, desk) = world(Setup::default());
    let mail = parcel("nobody@corp.example", "lost");
    assert_eq!(outbox(account(&servers, &desk)).deliver(&mail).await, Verdict::Delivered);
    let bounces = servers.wait_for_mails("expenses@corp.example", "INBOX", 1).await;
    assert!(bounces[0].contains("Subject: lost\n"), "{}", bounces[0]);
    assert!(!bounces[0].contains("hidden dot"), "{}", bounces[0]);
}

#[tokio::test]
async fn refusals_are_told_apart_and_do_not_spoil_the_next_mail() {
    let (servers, desk) = world(Setup { message_size_limit: 4000, ..Setup::default() });
    let outbox = outbox(account(&servers, &desk));
    let verdict = outbox.deliver(&parcel(REFUSED, "hi")).await;
    assert!(matches!(&verdict, Verdict::Never(why) if why.starts_with("550 5.1.1")), "{verdict:?}");
    let verdict = outbox.deliver(&parcel(BUSY, "hi")).await;
    assert!(matches!(&verdict, Verdict::Later(why) if why.starts_with("451 4.3.0")), "{verdict:?}");
    let verdict = outbox.deliver(&parcel("maria@corp.example", &"x".repeat(4000))).await;
    assert!(matches!(&verdict, Verdict::Never(why) if why.contains("at most 4000")), "{verdict:?}");
    assert_eq!(outbox.deliver(&parcel("maria@corp.example", "hi")).await, Verdict::Delivered);
}

#[tokio::test]
async fn what_an_operator_got_wrong_is_named_and_no_mail_is_given_up() {
    let (mut servers, desk) = world(Setup::default());
    let right = || account(&servers, &desk);

    let credentials = Some((desk.address.clone(), "a wrong one".to_owned().into()));
    let why = not_given_up(Smtp { credentials, ..right() }).await;
    assert!(why.contains("\"expenses@corp.example\"") && why.contains("outbox.password"), "{why}");
    assert!(!why.contains("a wrong one"), "{why}");

    let maria = servers.user("maria@corp.example");
    let credentials = Some((maria.address, maria.password.into()));
    let why = not_given_up(Smtp { credentials, ..right() }).await;
    assert!(why.contains("outbox.username") && why.contains("desk.address"), "{why}");

    let why = not_given_up(Smtp { credentials: None, ..right() }).await;
    assert!(why.contains("outbox.username"), "{why}");

    let why = not_given_up(Smtp { ca_file: Some(servers.wrong_ca_file()), ..right() }).await;
    assert!(why.contains("outbox.ca_file") && why.contains("localhost"), "{why}");

    let why = not_given_up(Smtp { tls: Tls::Implicit, ..right() }).await;
    assert!(why.contains("outbox.tls"), "{why}");

    let missing = Smtp { ca_file: Some(PathBuf::from("/nowhere/ca.pem")), ..right() };
    let error = Outbox::new(&config::Outbox::Smtp(missing), '+', "corp.example").unwrap_err().to_string();
    assert!(error.contains("/nowhere/ca.pem"), "{error}");

    let account = right();
    servers.stop_postfix();
    let why = not_given_up(account).await;
    assert!(why.contains("cannot be reached") && why.contains("localhost"), "{why}");
}

#[tokio::test]
async fn a_server_that_was_restarted_between_two_mails_gets_the_second() {
    let (mut servers, desk) = world(Setup::default());
    let outbox = outbox(account(&servers, &desk));
    assert_eq!(outbox.deliver(&parcel("maria@corp.example", "one")).await, Verdict::Delivered);
    servers.kill_postfix();
    servers.start_postfix();
    assert_eq!(outbox.deliver(&parcel("maria@corp.example", "two")).await, Verdict::Delivered);
    servers.wait_for_mails("maria@corp.example", "INBOX", 2).await;
}
