//! Fetch, commit, send, move: what somebody else does with a mail between any two of these is no error and loses nothing;
//! and one mail counts once, wherever and however often it lies there.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use countersign::clock::Clock;
use countersign::config::{self, Imap, Tls};
use countersign::inbox::{Destination, Inbox};

use super::letters::{forwarded, letter};
use super::office::{DESK, Office, SAM, STRANGER, Wishes};
use super::program::Daemon;
use super::support::servers::wait_until;

/// Somebody else's mail program in the desk's mailbox: it moves all mails to another folder.
async fn tidy_up(office: &Office) {
    let user = office.user(DESK);
    let settings = Imap {
        host: "localhost".to_owned(),
        port: office.servers.imap().implicit,
        tls: Tls::Implicit,
        ca_file: Some(office.servers.ca_file()),
        username: user.address.clone(),
        password: user.password.clone().into(),
        folder: "INBOX".to_owned(),
        processed: "Elsewhere".to_owned(),
        quarantine: "Elsewhere".to_owned(),
        poll_every: std::time::Duration::from_secs(60),
        idle: true,
        since: None,
    };
    let mut inbox = Inbox::new(&config::Inbox::Imap(settings), &DESK.parse().unwrap(), 10_000_000).unwrap();
    let batch = inbox.next_batch(Clock::system().now(), chrono::DateTime::UNIX_EPOCH).await.unwrap();
    let moves: Vec<_> = batch.mails.into_iter().map(|mail| (mail.place, Destination::Processed)).collect();
    inbox.file(&moves).await.unwrap();
    inbox.close().await;
}

/// Stops the daemon as soon as this holds, and still does when it stands.
async fn stop_when(daemon: &Daemon, what: &str, holds: impl Fn() -> bool) {
    wait_until(what, || {
        if holds() {
            daemon.freeze();
            if holds() {
                return Some(());
            }
            daemon.thaw();
        }
        None
    })
    .await;
}

fn slow(shop: &str) -> String {
    let rows = "<tr><td>item</td><td>some words about it</td></tr>\r\n".repeat(8_000);
    let html = format!("<html><body><table>{rows}</table><p>Total due: USD 80.00</p></body></html>");
    let mail = letter(SAM, DESK, &format!("Fwd: Your receipt from {shop}"), "", &html);
    mail.replace("text/plain", "text/html")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_that_somebody_else_moves_meanwhile_is_no_error_and_not_lost() {
    let office = Office::open(Wishes { largest: "8 MiB", ..Wishes::default() }).await;
    let daemon = office.start().await;
    let var = office.config().with_file_name("var");

    // Between fetch and commit: it counts.
    office.send(SAM, DESK, &slow("Cafe Luna")).await;
    let reading = var.join("countersign.db.reading");
    stop_when(&daemon, "the mail is in hand", || {
        fs::read_to_string(&reading).is_ok_and(|text| text.contains("\"in_hand\":true"))
    })
    .await;
    tidy_up(&office).await;
    office.servers.wait_for_mails(DESK, "INBOX", 0).await;
    daemon.thaw();
    office.becomes("EXP-1", "approved").await;

    // Between commit and move: it counts, once.
    office.forward("Cafe Sol", "USD 81.00").await;
    stop_when(&daemon, "the mail is committed", || office.states().contains(&"EXP-2 approved".to_owned()))
        .await;
    tidy_up(&office).await;
    daemon.thaw();

    // Before fetch, while the desk does not run: it was never the desk's.
    office.servers.wait_for_mails(DESK, "INBOX", 0).await;
    daemon.freeze();
    office.forward("Cafe Mar", "USD 82.00").await;
    office.servers.wait_for_mails(DESK, "INBOX", 1).await;
    tidy_up(&office).await;
    daemon.thaw();
    office.forward("Cafe Rio", "USD 83.00").await;
    office.becomes("EXP-3", "approved").await;
    office.servers.wait_for_mails(DESK, "INBOX", 0).await;
    assert_eq!(office.states(), ["EXP-3 approved", "EXP-2 approved", "EXP-1 approved"]);
    let log = daemon.log();
    assert!(!log.contains("WARN") && !log.contains("ERROR"), "{log}");
    office.audited();
    assert!(daemon.terminate().await.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_counts_is_the_mail_and_not_its_message_id_or_its_place() {
    let mut office = Office::open(Wishes::default()).await;
    let daemon = office.start().await;
    let first = forwarded(SAM, "Cafe Luna", "USD 80.00");
    let id = first.lines().find(|line| line.starts_with("Message-ID")).unwrap();
    let other = forwarded(SAM, "Cafe Sol", "USD 81.00");
    let other_id = other.lines().find(|line| line.starts_with("Message-ID")).unwrap();
    // Two mails with one Message-ID both count; one of them a second time does not.
    for (count, mail) in [&first, &other.replace(other_id, id), &first].into_iter().enumerate() {
        office.send(SAM, DESK, mail).await;
        office.filed(count + 1, 0).await;
    }
    assert_eq!(office.states(), ["EXP-2 approved", "EXP-1 approved"]);
    assert!(daemon.terminate().await.success());

    // All of them lie there again, under numbers that mean something else than before.
    let (inbox, processed) =
        (office.servers.maildir(DESK, "INBOX"), office.servers.maildir(DESK, "Processed"));
    for file in fs::read_dir(processed.join("cur")).unwrap().flatten() {
        fs::rename(file.path(), inbox.join("cur").join(file.file_name())).unwrap();
    }
    office.servers.renumber(DESK, "INBOX");
    let daemon = office.start().await;
    office.filed(3, 0).await;
    assert_eq!(office.states(), ["EXP-2 approved", "EXP-1 approved"]);
    office.has(SAM, &["EXP-1 approved", "EXP-2 approved"]).await;
    office.audited();
    assert!(daemon.terminate().await.success());
}

/// Lets the server move no mail into a folder, or lets it again.
fn lock(office: &Office, folder: &str, locked: bool) {
    let folder = office.servers.maildir(DESK, folder);
    for part in ["tmp", "new", "cur"] {
        let mode = if locked { 0o500 } else { 0o700 };
        fs::set_permissions(folder.join(part), fs::Permissions::from_mode(mode)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_that_the_server_does_not_move_stops_no_other_and_counts_once() {
    let office = Office::open(Wishes::default()).await;
    let daemon = office.start().await;
    office.send(STRANGER, DESK, &forwarded(STRANGER, "Cafe Eco", "USD 79.00")).await;
    office.forward("Cafe Luna", "USD 80.00").await;
    office.filed(1, 1).await;
    lock(&office, "Processed", true);
    office.forward("Cafe Sol", "USD 81.00").await;
    wait_until("a warning", || daemon.log().contains("refused UID MOVE").then_some(())).await;
    office.send(STRANGER, DESK, &forwarded(STRANGER, "Cafe Ida", "USD 79.00")).await;
    office.servers.wait_for_mails(DESK, "Quarantine", 2).await;
    office.servers.wait_for_mails(DESK, "INBOX", 1).await;
    let log = daemon.log();
    assert_eq!(log.matches("WARN").count(), 1, "{log}");
    assert!(daemon.terminate().await.success());

    // A new start tries it again, and knows it.
    lock(&office, "Processed", false);
    let daemon = office.start().await;
    office.filed(2, 2).await;
    assert_eq!(office.states(), ["EXP-2 approved", "EXP-1 approved"]);
    office.audited();
    assert!(daemon.terminate().await.success());
}
