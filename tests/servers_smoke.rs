//! The servers of the other tests do what those tests rely on.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

mod support;

use countersign::wire;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use support::servers::{BUSY, Conversation, REFUSED, Servers, Setup};

const FORGED: &[u8] = b"Authentication-Results: mx.corp.example; dmarc=pass\r\n header.from=corp.example\r\n\
    From: sam@corp.example\r\nSubject: my report\r\n\r\n.a line with a dot\r\n";

#[tokio::test]
async fn a_submitted_mail_is_vouched_for_and_reaches_the_sub_address() {
    let servers = Servers::start();
    let (sam, _maria) = (servers.user("sam@corp.example"), servers.user("maria@corp.example"));
    servers.submit(&sam, &["maria+travel@corp.example"], FORGED).await;

    let mails = servers.wait_for_mails("maria@corp.example", "INBOX", 1).await;
    let stamp = "Authentication-Results: mx.corp.example; dmarc=pass header.from=corp.example; \
        auth=pass smtp.auth=sam@corp.example\n";
    assert_eq!(mails[0].matches("Authentication-Results").count(), 1, "{}", mails[0]);
    assert!(mails[0].contains(stamp), "{}", mails[0]);
    assert!(mails[0].contains("Delivered-To: maria+travel@corp.example\n"), "{}", mails[0]);
    assert!(mails[0].ends_with("\n\n.a line with a dot\n"), "{}", mails[0]);
}

#[tokio::test]
async fn nobody_vouches_for_mail_from_outside() {
    let servers = Servers::start();
    servers.user("maria@corp.example");
    let answer = servers.arrive("sam@corp.example", "maria@corp.example", FORGED).await;
    assert!(answer.starts_with("250"), "{answer}");
    let mails = servers.wait_for_mails("maria@corp.example", "INBOX", 1).await;
    assert!(!mails[0].contains("Authentication-Results"), "{}", mails[0]);
}

#[tokio::test]
async fn where_lmtp_adds_nothing_the_authentication_results_are_on_top() {
    let servers = Setup { lmtp_received: false, ..Setup::default() }.start();
    let maria = servers.user("maria@corp.example");
    servers.submit(&maria, &["maria@corp.example"], FORGED).await;
    let mails = servers.wait_for_mails("maria@corp.example", "INBOX", 1).await;
    let trace: Vec<_> =
        mails[0].lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
    let top = ["Return-Path", "Delivered-To", "Authentication-Results", "Received"];
    assert_eq!(trace[..4], top, "{}", mails[0]);
}

#[tokio::test]
async fn recipients_are_refused_for_good_for_now_and_outside_this_machine() {
    let servers = Servers::start();
    let sam = servers.user("sam@corp.example");
    let mut submission = servers.submission(&sam).await;
    for (recipient, code) in [(REFUSED, "550"), (BUSY, "451")] {
        let answers = submission.mail("sam@corp.example", &[recipient], b"\n").await;
        assert!(answers[0].starts_with(code), "{answers:?}");
        let answer = servers.arrive("boss@outside.example", recipient, b"\n").await;
        assert!(answer.starts_with(code), "{answer}");
    }
    let answer = servers.arrive("boss@outside.example", "who@elsewhere.example", b"\n").await;
    assert!(answer.starts_with("554"), "{answer}");
    let answer = submission.say("MAIL FROM:<maria@corp.example>").await;
    assert!(answer.starts_with("250"), "{answer}");
    let answer = submission.say("RCPT TO:<sam@corp.example>").await;
    assert!(answer.starts_with("553"), "somebody else's sender address was taken: {answer}");
}

#[tokio::test]
async fn a_recipient_without_a_mailbox_makes_a_bounce() {
    let servers = Servers::start();
    let sam = servers.user("sam@corp.example");
    servers.submit(&sam, &["nobody@corp.example"], b"Subject: lost\n\nhi\n").await;
    let mails = servers.wait_for_mails("sam@corp.example", "INBOX", 1).await;
    assert!(mails[0].contains("Content-Type: multipart/report"), "{}", mails[0]);
}

#[tokio::test]
async fn mail_waits_in_the_queue_while_dovecot_is_down() {
    let mut servers = Servers::start();
    servers.user("maria@corp.example");
    servers.kill_dovecot();
    let answer = servers.arrive("boss@outside.example", "maria@corp.example", b"Subject: wait\n\n").await;
    assert!(answer.starts_with("250"), "{answer}");
    servers.kill_postfix();
    servers.start_dovecot();
    servers.start_postfix();
    let mails = servers.wait_for_mails("maria@corp.example", "INBOX", 1).await;
    assert!(mails[0].contains("Subject: wait\n"), "{}", mails[0]);
}

#[tokio::test]
async fn imap_announces_what_it_is_told_and_renumbers() {
    let mut servers = Setup { without: vec!["IDLE", "MOVE"], ..Setup::default() }.start_dovecot();
    let maria = servers.user("maria@corp.example");
    servers.deliver(&maria.address, b"Subject: one\n\nhi\n").await;
    let (capabilities, before) = capabilities_and_uidvalidity(&servers).await;
    assert!(capabilities.contains(" UIDPLUS") && !capabilities.contains(" IDLE"), "{capabilities}");
    assert!(!capabilities.contains(" MOVE"), "{capabilities}");

    servers.dovecot_without(&[]);
    servers.renumber(&maria.address, "INBOX");
    let (capabilities, after) = capabilities_and_uidvalidity(&servers).await;
    assert!(capabilities.contains(" IDLE") && capabilities.contains(" MOVE"), "{capabilities}");
    assert_eq!(after, before + 1);
    assert_eq!(servers.mails(&maria.address, "INBOX").len(), 1);
}

#[tokio::test]
async fn imap_speaks_tls_from_the_first_byte_and_after_starttls() {
    let servers = Setup::default().start_dovecot();
    let trusted = wire::tls(Some(&servers.ca_file())).unwrap();
    let socket = wire::dial("localhost", servers.imap().implicit).await.unwrap();
    let mut imap = Conversation::new(socket.secure(&trusted, "localhost").await.unwrap());
    assert!(imap.reply().await.starts_with("* OK"));

    let mut socket = wire::dial("127.0.0.1", servers.imap().plain).await.unwrap();
    socket.write_all(b"a starttls\r\n").await.unwrap();
    let mut heard = Vec::new();
    while !heard.windows(4).any(|words| words == b"a OK") || !heard.ends_with(b"\n") {
        heard.push(socket.read_u8().await.unwrap());
    }
    let mut imap = Conversation::new(socket.secure(&trusted, "127.0.0.1").await.unwrap());
    imap.expect("b noop", "b OK").await;

    let mistrusted = wire::tls(Some(&servers.wrong_ca_file())).unwrap();
    let socket = wire::dial("localhost", servers.imap().implicit).await.unwrap();
    assert!(socket.secure(&mistrusted, "localhost").await.is_err());
}

/// Logs in without TLS, as loopback allows, and looks, line by line.
async fn capabilities_and_uidvalidity(servers: &Servers) -> (String, u32) {
    let socket = wire::dial("localhost", servers.imap().plain).await.unwrap();
    let mut imap = Conversation::new(socket);
    imap.reply().await;
    let login = imap.say("a login maria@corp.example \"secret of maria@corp.example\"").await;
    let mut line = imap.say("b select INBOX").await;
    let mut validity = None;
    while !line.starts_with("b ") {
        validity = line
            .split_once("UIDVALIDITY ")
            .and_then(|(_, rest)| rest.split(']').next()?.parse().ok())
            .or(validity);
        line = imap.reply().await;
    }
    (login, validity.unwrap())
}
