//! Starting: on a mailbox full of old mail, beside another daemon, under systemd.

use std::fs::{self, File};
use std::os::unix::fs::chown;
use std::os::unix::net::UnixDatagram;
use std::time::{Duration, SystemTime};

use super::letters::forwarded;
use super::office::{BOSS, DESK, FINANCE, IT, MARIA, OMAR, Office, SAM, Wishes};
use super::program::Daemon;
use super::support::servers::AUTHSERV_ID;

/// Whom Dovecot's mailboxes belong to.
const OWNER: u32 = 5000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_from_before_the_first_start_is_left_alone() {
    let office = Office::open(Wishes::default()).await;
    stock(&office, 200);
    let mut daemon = office.start().await;
    daemon.says("200 earlier mails in the mailbox are left alone").await;
    office.forward("Cafe Luna", "USD 80.00").await;
    office.has(SAM, &["EXP-1 approved"]).await;
    office.servers.wait_for_mails(DESK, "Processed", 1).await;
    office.servers.wait_for_mails(DESK, "INBOX", 200).await;
    assert!(daemon.terminate().await.success());

    // Also when it starts again: the first start counts.
    let mut daemon = office.start().await;
    daemon.says("200 earlier mails").await;
    assert_eq!(office.states(), ["EXP-1 approved"]);
}

/// Puts reports into the desk's mailbox that lay there for years, and that the server vouched for.
fn stock(office: &Office, count: usize) {
    let maildir = office.servers.maildir(DESK, "INBOX");
    for part in ["cur", "new", "tmp"] {
        fs::create_dir_all(maildir.join(part)).unwrap();
    }
    for folder in maildir
        .ancestors()
        .take(3)
        .chain(["cur", "new", "tmp"].map(|it| maildir.join(it)).iter().map(|it| it.as_path()))
    {
        chown(folder, Some(OWNER), Some(OWNER)).unwrap();
    }
    for n in 0..count {
        let path = maildir.join(format!("new/1000000000.{n:06}.old"));
        let results =
            format!("Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from=corp.example\r\n");
        fs::write(&path, format!("{results}{}", forwarded(SAM, "Old Shop", "USD 70.00"))).unwrap();
        let years = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&path).unwrap().set_modified(years).unwrap();
        chown(&path, Some(OWNER), Some(OWNER)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_decides_beside_the_daemon_but_a_second_daemon_is_refused() {
    let office = Office::open(Wishes::default()).await;
    let daemon = office.start().await;
    let refused = office.run(&["run"]).refused(1);
    assert!(refused.contains("another countersign runs on it; stop that one first"), "{refused}");
    assert_eq!(refused.lines().count(), 1, "{refused}");

    office.forward("Skyline Air", "USD 2,450.00").await;
    office.notice(MARIA, "EXP-1 approval_request").await;
    office.run(&["decide", "EXP-1", "reject", "--as", IT, "--reason", "the trip is cancelled"]).done();
    let told = office.notice(SAM, "EXP-1 rejected").await;
    assert!(told.text.contains("the trip is cancelled"), "{}", told.text);
    office.notice(MARIA, "EXP-1 closed_for_you").await;
    office.notice(OMAR, "EXP-1 closed_for_you").await;
    office.notice(FINANCE, "EXP-1 settled").await;
    let late = office.run(&["decide", "1", "approve", "--as", IT, "--reason", "or not"]).refused(1);
    assert!(late.contains("EXP-1 is rejected already"), "{late}");
    office.answer(MARIA, "EXP-1 approval_request", "APPROVE").await;
    office.notice(MARIA, "EXP-1 already_closed").await;
    office.has(BOSS, &[]).await;
    office.audited();
    assert!(daemon.terminate().await.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn systemd_hears_of_the_start_the_health_and_the_end() {
    let office = Office::open(Wishes::default()).await;
    let path = office.config().with_file_name("notify");
    let socket = UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let any = || {
        let mut message = [0; 256];
        let length = socket.recv(&mut message).expect("a message for systemd");
        String::from_utf8(message[..length].to_vec()).unwrap().trim().to_owned()
    };
    let next = || std::iter::repeat_with(any).find(|message| !message.starts_with("STATUS=")).unwrap();
    let daemon = Daemon::start(&office.config(), &[("NOTIFY_SOCKET", path.to_str().unwrap())]);
    assert_eq!(next(), "READY=1");
    assert!(std::iter::repeat_with(any).any(|message| message == "STATUS=all is well"));
    assert_eq!(next(), "WATCHDOG=1");
    assert_eq!(next(), "WATCHDOG=1");
    let ended = tokio::spawn(daemon.terminate());
    let last = std::iter::repeat_with(next).find(|message| message != "WATCHDOG=1");
    assert_eq!(last.as_deref(), Some("STOPPING=1"));
    assert!(ended.await.unwrap().success());
}
