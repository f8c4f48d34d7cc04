//! The inbox against a real Dovecot.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at once")]

mod support;

use std::collections::BTreeSet;
use std::future;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use countersign::clock::Clock;
use countersign::config::{self, Imap, Tls};
use countersign::inbox::{Arrived, Content, Destination, Inbox, InboxError, Marks, Place};
use secrecy::SecretString;
use support::servers::{Servers, Setup, User};

const DESK: &str = "expenses@corp.example";
const LIMIT: u64 = 100_000;

/// A Dovecot and the desk's mailbox on it.
struct World {
    servers: Servers,
    desk: User,
}

impl World {
    fn start(setup: Setup) -> Self {
        let servers = setup.start_dovecot();
        let desk = servers.user(DESK);
        Self { servers, desk }
    }

    fn settings(&self) -> Imap {
        Imap {
            host: "localhost".to_owned(),
            port: self.servers.imap().implicit,
            tls: Tls::Implicit,
            ca_file: Some(self.servers.ca_file()),
            username: self.desk.address.clone(),
            password: SecretString::from(self.desk.password.as_str()),
            folder: "INBOX".to_owned(),
            processed: "Processed".to_owned(),
            quarantine: "Quarantine".to_owned(),
            poll_every: Duration::from_millis(10),
            idle: true,
            since: None,
        }
    }

    fn inbox(&self) -> Inbox {
        inbox(self.settings())
    }

    async fn deliver(&self, subject: &str) {
        self.servers.deliver(DESK, mail(subject).as_bytes()).await;
    }

    /// Puts mails into the mailbox without a delivery each.
    fn stock(&self, count: usize) {
        let new = self.servers.maildir(DESK, "INBOX").join("new");
        for n in 0..count {
            std::fs::write(new.join(format!("1000000000.{n:06}.test")), mail(&format!("mail {n}"))).unwrap();
        }
    }
}

fn mail(subject: &str) -> String {
    format!("From: sam@corp.example\r\nSubject: {subject}\r\n\r\nhello\r\n")
}

fn inbox(settings: Imap) -> Inbox {
    Inbox::new(&config::Inbox::Imap(settings), &DESK.parse().unwrap(), LIMIT).unwrap()
}

async fn next(inbox: &mut Inbox) -> Result<Vec<Arrived>, InboxError> {
    Ok(inbox.next_batch(Clock::system().now(), DateTime::UNIX_EPOCH).await?.mails)
}

async fn all(inbox: &mut Inbox) -> Vec<Arrived> {
    let mut mails = Vec::new();
    loop {
        let batch = next(inbox).await.unwrap();
        if batch.is_empty() {
            return mails;
        }
        mails.extend(batch);
    }
}

fn text(mail: &Arrived) -> String {
    match &mail.content {
        Content::Whole(bytes)
        | Content::TooLarge { header: bytes, .. }
        | Content::OutOfReach { header: bytes } => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn moves(mails: &[Arrived], to: Destination) -> Vec<(Place, Destination)> {
    mails.iter().map(|mail| (mail.place.clone(), to)).collect()
}

#[tokio::test]
async fn mail_is_read_as_it_was_delivered_over_either_kind_of_tls() {
    let world = World::start(Setup::default());
    world.deliver("lunch").await;
    let start_tls = Imap { tls: Tls::StartTls, port: world.servers.imap().plain, ..world.settings() };
    for settings in [world.settings(), start_tls] {
        let mut inbox = inbox(settings);
        let mails = next(&mut inbox).await.unwrap();
        assert_eq!(mails.len(), 1);
        assert!(text(&mails[0]).ends_with(&mail("lunch")), "{}", text(&mails[0]));
        assert!(mails[0].place.mailbox.starts_with("INBOX;UIDVALIDITY="));
        assert!((Clock::system().now() - mails[0].at).abs() < TimeDelta::minutes(5));
        inbox.close().await;
    }
}

#[tokio::test]
async fn faults_that_only_the_operator_can_mend_say_how() {
    let world = World::start(Setup::default());
    let wrong_password = Imap { password: SecretString::from("guess"), ..world.settings() };
    let wrong_issuer = Imap { ca_file: Some(world.servers.wrong_ca_file()), ..world.settings() };
    let no_issuer = Imap { ca_file: None, ..world.settings() };
    let no_folder = Imap { folder: "Expenses".to_owned(), ..world.settings() };
    for (settings, remedy) in [
        (wrong_password, "check inbox.username and inbox.password"),
        (wrong_issuer, "name its issuer in inbox.ca_file"),
        (no_issuer, "name its issuer in inbox.ca_file"),
        (no_folder, "check inbox.folder"),
    ] {
        let error = next(&mut inbox(settings)).await.unwrap_err();
        assert!(error.is_permanent() && error.to_string().ends_with(remedy), "{error}");
    }
}

#[tokio::test]
async fn a_port_without_tls_is_told_from_a_lost_connection() {
    let world = World::start(Setup::default());
    let wrong_port = Imap { port: world.servers.imap().plain, ..world.settings() };
    let error = next(&mut inbox(wrong_port)).await.unwrap_err();
    assert!(error.to_string().ends_with("check inbox.port and inbox.tls"), "{error}");
}

#[tokio::test]
async fn a_certificate_that_has_expired_is_not_trusted() {
    let mut world = World::start(Setup::default());
    let issuer = expired_certificate(&world.servers);
    world.servers.stop_dovecot();
    world.servers.start_dovecot();
    let error = next(&mut inbox(Imap { ca_file: Some(issuer), ..world.settings() })).await.unwrap_err();
    assert!(matches!(error, InboxError::Certificate { .. }), "{error}");
    assert!(error.to_string().to_lowercase().contains("expired"), "{error}");
}

/// Gives the servers a certificate of the last century; its issuer is sound.
fn expired_certificate(servers: &Servers) -> PathBuf {
    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(["localhost".to_owned()]).unwrap();
    (params.not_before, params.not_after) = (date_time_ymd(1998, 1, 1), date_time_ymd(1999, 1, 1));
    let certificate = params.signed_by(&key, &issuer).unwrap();
    std::fs::write(servers.folder().join("server.pem"), certificate.pem()).unwrap();
    std::fs::write(servers.folder().join("server.key"), key.serialize_pem()).unwrap();
    let path = servers.folder().join("issuer-of-expired.pem");
    std::fs::write(&path, issuer.pem()).unwrap();
    path
}

#[tokio::test]
async fn idling_notices_new_mail_and_a_nudge() {
    let world = World::start(Setup::default());
    let mut inbox = world.inbox();
    assert!(next(&mut inbox).await.unwrap().is_empty());
    inbox.wait(future::ready(())).await.unwrap();
    let (waited, ()) = tokio::join!(inbox.wait(future::pending()), world.deliver("lunch"));
    waited.unwrap();
    assert_eq!(next(&mut inbox).await.unwrap().len(), 1);
}

#[tokio::test]
async fn without_idle_the_mailbox_is_polled() {
    for idle in [false, true] {
        let without = if idle { vec!["IDLE"] } else { Vec::new() };
        let world = World::start(Setup { without, ..Setup::default() });
        let mut inbox = inbox(Imap { idle, ..world.settings() });
        assert!(next(&mut inbox).await.unwrap().is_empty());
        world.deliver("lunch").await;
        let mut mails = Vec::new();
        while mails.is_empty() {
            inbox.wait(future::pending()).await.unwrap();
            mails = next(&mut inbox).await.unwrap();
        }
        assert_eq!(mails.len(), 1);
    }
}

#[tokio::test]
async fn filed_mail_leaves_the_folder_whatever_the_server_offers() {
    for without in [vec![], vec!["MOVE"]] {
        let world = World::start(Setup { without, ..Setup::default() });
        for subject in ["good", "bad", "untouched"] {
            world.deliver(subject).await;
        }
        let mut inbox = world.inbox();
        let mails = next(&mut inbox).await.unwrap();
        let mut filed = moves(&mails[..1], Destination::Processed);
        filed.extend(moves(&mails[1..2], Destination::Quarantine));
        inbox.file(&filed).await.unwrap();
        // Once more: they are gone, which is no error.
        inbox.file(&filed).await.unwrap();
        for (folder, subject) in [("Processed", "good"), ("Quarantine", "bad"), ("INBOX", "untouched")] {
            let there = world.servers.wait_for_mails(DESK, folder, 1).await;
            assert!(there[0].contains(&format!("Subject: {subject}\n")), "{folder}: {there:?}");
        }
        inbox.close().await;
        assert_eq!(text(&next(&mut inbox).await.unwrap()[0]), text(&mails[2]));
    }
}

#[tokio::test]
async fn without_move_and_uidplus_filed_mail_stays_but_is_not_read_again() {
    let world = World::start(Setup { without: vec!["MOVE", "UIDPLUS"], ..Setup::default() });
    world.deliver("lunch").await;
    let mut inbox = world.inbox();
    let mails = next(&mut inbox).await.unwrap();
    inbox.file(&moves(&mails, Destination::Processed)).await.unwrap();
    inbox.close().await;
    assert!(next(&mut inbox).await.unwrap().is_empty());
    assert_eq!(world.servers.mails(DESK, "INBOX").len(), 1);
}

#[tokio::test]
async fn folders_may_have_any_name() {
    let world = World::start(Setup::default());
    world.deliver("lunch").await;
    let mut inbox = inbox(Imap { processed: "Bücher/R&D \"fertig\"".to_owned(), ..world.settings() });
    let mails = next(&mut inbox).await.unwrap();
    inbox.file(&moves(&mails, Destination::Processed)).await.unwrap();
    world.servers.wait_for_mails(DESK, "B&APw-cher.R&-D \"fertig\"", 1).await;
}

#[tokio::test]
async fn of_a_mail_over_the_limit_only_the_header_is_read() {
    let world = World::start(Setup::default());
    let large = format!("{}{}", mail("large"), "0123456789\r\n".repeat(20_000));
    world.servers.deliver(DESK, large.as_bytes()).await;
    world.deliver("small").await;
    let mails = next(&mut world.inbox()).await.unwrap();
    let Content::TooLarge { size, header } = &mails[0].content else { panic!("{:?}", mails[0].place) };
    assert!(*size > 240_000 && header.ends_with(b"Subject: large\r\n\r\n"), "{}", text(&mails[0]));
    assert!(text(&mails[1]).ends_with(&mail("small")));
}

#[tokio::test]
async fn a_renumbered_mailbox_is_looked_at_again_and_old_places_name_nothing() {
    let mut world = World::start(Setup::default());
    world.deliver("lunch").await;
    world.deliver("dinner").await;
    let mut inbox = world.inbox();
    let before = next(&mut inbox).await.unwrap();
    world.servers.renumber(DESK, "INBOX");
    next(&mut inbox).await.unwrap_err();
    let after = next(&mut inbox).await.unwrap();
    assert_eq!(after.len(), 2);
    assert_ne!(before[0].place.mailbox, after[0].place.mailbox);
    inbox.file(&moves(&before, Destination::Processed)).await.unwrap();
    assert_eq!(world.servers.mails(DESK, "INBOX").len(), 2);
}

#[tokio::test]
async fn a_restart_of_the_server_is_an_error_once() {
    let mut world = World::start(Setup::default());
    world.deliver("lunch").await;
    let mut inbox = world.inbox();
    assert_eq!(next(&mut inbox).await.unwrap().len(), 1);
    world.servers.kill_dovecot();
    let error = inbox.wait(future::pending()).await.unwrap_err();
    assert!(!error.is_permanent(), "{error}");
    let error = next(&mut inbox).await.unwrap_err();
    assert!(!error.is_permanent(), "{error}");
    world.servers.start_dovecot();
    assert_eq!(next(&mut inbox).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_large_mailbox_is_read_in_bounded_batches_each_mail_once() {
    let world = World::start(Setup::default());
    world.deliver("first").await;
    world.stock(2_000);
    let mut inbox = world.inbox();
    let mails = all(&mut inbox).await;
    let places: BTreeSet<_> = mails.iter().map(|mail| mail.place.clone()).collect();
    let texts: BTreeSet<_> = mails.iter().map(text).collect();
    assert_eq!((mails.len(), places.len(), texts.len()), (2_001, 2_001, 2_001));
    inbox.file(&moves(&mails, Destination::Processed)).await.unwrap();
    world.servers.wait_for_mails(DESK, "INBOX", 0).await;
    world.servers.wait_for_mails(DESK, "Processed", 2_001).await;
}

/// A server that looks into headers when it is asked, as Dovecot does, hands answers out before what lies before them.
#[tokio::test]
async fn an_answer_behind_many_submissions_is_handed_out_before_them() {
    let world = World::start(Setup::default());
    world.deliver("first").await;
    world.stock(400);
    let mut inbox = world
        .inbox()
        .with_first(Marks { to: "expenses+".to_owned(), answers: ".countersign@corp.example".to_owned() });
    let by_address = "From: max@corp.example\r\nTo: Desk <Expenses+t0ken@corp.example>\r\n\r\nAPPROVE\r\n";
    world.servers.deliver(DESK, by_address.as_bytes()).await;
    let mut all = next(&mut inbox).await.unwrap();
    assert!(text(&all[0]).contains("Expenses+t0ken") && text(&all[1]).contains("Subject: first"));
    let by_id = "From: max@corp.example\r\nReferences: <1@x>\r\n <s3cret.countersign@corp.example>\r\n\r\nAPPROVE\r\n";
    world.servers.deliver(DESK, by_id.as_bytes()).await;
    let second = next(&mut inbox).await.unwrap();
    assert!(text(&second[0]).contains("s3cret"), "{}", text(&second[0]));
    // What is filed in the middle of it changes no place.
    inbox.file(&moves(&all, Destination::Processed)).await.unwrap();
    all.extend(second);
    all.extend(self::all(&mut inbox).await);
    let places: BTreeSet<_> = all.iter().map(|mail| mail.place.clone()).collect();
    assert_eq!((all.len(), places.len()), (403, 403));
}

/// `MAILBOX_MAILS=100000` makes it larger.
#[tokio::test]
async fn a_mailbox_with_very_many_mails_is_read_in_bounded_memory() {
    let many = std::env::var("MAILBOX_MAILS").map_or(20_000, |mails| mails.parse().unwrap());
    let world = World::start(Setup::default());
    world.deliver("first").await;
    world.stock(many - 1);
    let mut inbox = world
        .inbox()
        .with_first(Marks { to: "expenses+".to_owned(), answers: ".countersign@corp.example".to_owned() });
    let (mut handed_out, mut sum) = (0, 0_u64);
    let mut before = 0;
    loop {
        let batch = next(&mut inbox).await.unwrap();
        if batch.is_empty() {
            break;
        }
        // What the first batch took belongs to TLS, the parser and the allocator.
        before = if before == 0 { resident() } else { before };
        handed_out += batch.len();
        sum += batch.iter().map(|mail| mail.place.key.parse::<u64>().unwrap()).sum::<u64>();
    }
    let many = many as u64;
    assert_eq!((handed_out as u64, sum), (many, many * (many + 1) / 2), "each once");
    inbox.close().await;
    let now = Clock::system().now();
    let batch = inbox.next_batch(now, now + TimeDelta::hours(1)).await.unwrap();
    assert_eq!((batch.mails.len(), batch.left_alone), (0, many));
    let grown = resident().saturating_sub(before);
    println!("{many} mails: {before} kB after the first batch, {grown} kB more at the end");
    assert!(grown < 16 * 1024, "{grown} kB more after {many} mails");
}

/// What this process holds, in kB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_first_start_on_a_mailbox_full_of_old_mail_leaves_it_alone() {
    let world = World::start(Setup::default());
    for subject in ["old", "older"] {
        world.deliver(subject).await;
    }
    let mut inbox = world.inbox();
    let now = Clock::system().now();
    let batch = inbox.next_batch(now, now + TimeDelta::hours(1)).await.unwrap();
    assert_eq!((batch.mails.len(), batch.left_alone), (0, 2));
    world.deliver("new").await;
    let batch = inbox.next_batch(now, now - TimeDelta::hours(1)).await.unwrap();
    assert_eq!((batch.mails.len(), batch.left_alone), (1, 2));
    assert!(text(&batch.mails[0]).contains("Subject: new"));
}

#[tokio::test]
async fn a_postponed_mail_stays_unread_in_the_folder_and_comes_again_when_it_is_due() {
    let world = World::start(Setup::default());
    for subject in ["one", "two", "three"] {
        world.deliver(subject).await;
    }
    let mut inbox = world.inbox();
    let now = Clock::system().now();
    let (since, due) = (now - TimeDelta::days(1), now + TimeDelta::minutes(5));
    let mut mails = Vec::new();
    while mails.len() < 3 {
        mails.extend(inbox.next_batch(now, since).await.unwrap().mails);
    }
    inbox.postpone([(mails[1].place.clone(), due)]);
    inbox.file(&moves(&[mails[0].clone(), mails[2].clone()], Destination::Processed)).await.unwrap();
    assert_eq!(inbox.next_due(), Some(due));
    assert!(inbox.next_batch(now, since).await.unwrap().mails.is_empty());
    world.deliver("four").await;
    let later = next(&mut inbox).await.unwrap();
    assert!(later.len() == 1 && text(&later[0]).contains("Subject: four"));
    inbox.close().await;
    let found_again = inbox.next_batch(now, since).await.unwrap().mails;
    assert_eq!(found_again.len(), 1, "the postponed one is not due yet");
    let again = inbox.next_batch(due, since).await.unwrap().mails;
    assert_eq!(again, [mails[1].clone()]);
    assert_eq!(inbox.next_due(), None);
    let kept = world.servers.wait_for_mails(DESK, "INBOX", 2).await;
    assert_eq!(kept.len(), 2);
    inbox.file(&moves(&again, Destination::Processed)).await.unwrap();
    world.servers.wait_for_mails(DESK, "Processed", 3).await;
}
