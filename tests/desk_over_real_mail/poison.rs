//! Mail that nothing comes of, however often it is tried: set aside after three tries, without being read again, and no
//! mail behind it waits.

use std::fs;

use countersign::store;
use rusqlite::Connection;

use super::letters::{forwarded, letter};
use super::office::{DESK, Office, SAM, Wishes};
use super::program::Daemon;
use super::proxy::Proxy;
use super::support::servers::wait_until;

/// A mail that takes a moment to be read, and says nothing.
fn slow() -> String {
    let rows = "<tr><td>item</td><td>12.00</td><td>some words about it</td></tr>\r\n".repeat(12_000);
    let html = format!("<html><body><table>{rows}</table></body></html>");
    let mail = letter(SAM, DESK, "Fwd: everything I ever bought", "", &html);
    mail.replace("text/plain", "text/html")
}

/// The mails in hand: their UIDs.
fn in_hand(office: &Office) -> Vec<String> {
    let file = office.config().with_file_name("var").join("countersign.db.reading");
    let lines = fs::read_to_string(file).unwrap_or_default();
    let lines = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    lines
        .filter(|line| line["in_hand"] == true)
        .map(|line| line["key"].as_str().unwrap().to_owned())
        .collect()
}

/// Kills the daemon while it has this mail in hand.
async fn die_with(office: &Office, uid: &str) {
    let mut daemon = Daemon::start(&office.config(), &[]);
    // Before that the file tells of the process before.
    daemon.says("ready").await;
    let is_in_hand = || in_hand(office).iter().any(|held| held == uid);
    wait_until(&format!("mail {uid} is in hand"), || {
        if is_in_hand() {
            daemon.freeze();
            if is_in_hand() {
                return Some(());
            }
            daemon.thaw();
        }
        None
    })
    .await;
    daemon.kill();
}

/// A desk that was started once, and mails that came while it did not run, in this order.
async fn office_with(wishes: Wishes, mails: &[String]) -> Office {
    let office = Office::open(wishes).await;
    let daemon = office.start().await;
    assert!(daemon.terminate().await.success());
    for (number, mail) in mails.iter().enumerate() {
        office.send(SAM, DESK, mail).await;
        office.servers.wait_for_mails(DESK, "INBOX", number + 1).await;
    }
    office
}

/// The one mail in the quarantine: its reason, sender and subject.
fn set_aside(office: &Office) -> (String, String, String) {
    let mail = office.run(&["quarantine", "list", "--json"]).object();
    let word = |name: &str| mail[name].as_str().unwrap().to_owned();
    (word("reason"), word("sender"), word("subject"))
}

/// What is kept of the mail in the quarantine, and how many entries tell of it.
fn kept(office: &Office) -> (String, usize) {
    let database = office.config().with_file_name("var").join("countersign.db");
    let reader = store::open_read_only(&database).unwrap();
    let (digest, bytes): ([u8; 32], Vec<u8>) = reader
        .query_row("SELECT digest, bytes FROM mails JOIN quarantine ON mail = digest", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    let entries =
        reader.query_row("SELECT count(*) FROM audit WHERE mail = ?1", [digest], |row| row.get(0)).unwrap();
    (String::from_utf8(bytes).unwrap(), entries)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_that_kills_the_program_is_set_aside_after_three_deaths_and_only_that_one() {
    let mails = [forwarded(SAM, "Cafe Luna", "USD 80.00"), slow(), forwarded(SAM, "Cafe Sol", "USD 81.00")];
    let office = office_with(Wishes { largest: "8 MiB", ..Wishes::default() }, &mails).await;
    for _ in 0..3 {
        die_with(&office, "2").await;
    }
    let daemon = office.start().await;
    office.filed(2, 1).await;
    assert_eq!(office.states(), ["EXP-2 approved", "EXP-1 approved"]);
    let (reason, sender, subject) = set_aside(&office);
    assert!(reason.contains("tried 3 times") && reason.contains("the program ended"), "{reason}");
    assert_eq!((sender.as_str(), subject.as_str()), ("unreadable", ""), "it was read");
    let (bytes, entries) = kept(&office);
    assert!(bytes.ends_with(&mails[1]), "the mail is kept as it came");
    assert_eq!(entries, 1);
    assert_eq!(in_hand(&office), Vec::<String>::new());
    office.audited();
    assert!(daemon.terminate().await.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_in_good_order_counts_against_no_mail() {
    let mails = [slow()];
    let office = office_with(Wishes { largest: "8 MiB", ..Wishes::default() }, &mails).await;
    for _ in 0..3 {
        let daemon = office.start().await;
        wait_until("mail 1 is in hand, or was", || {
            let filed = office.servers.mails(DESK, "INBOX").is_empty();
            (filed || !in_hand(&office).is_empty()).then_some(())
        })
        .await;
        assert!(daemon.terminate().await.success());
        assert_eq!(in_hand(&office), Vec::<String>::new());
    }
    let _daemon = office.start().await;
    office.filed(1, 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_whose_turn_is_always_refused_is_set_aside_and_stops_no_other() {
    let mails = [forwarded(SAM, "Bad Shop", "USD 80.00"), forwarded(SAM, "Cafe Sol", "USD 81.00")];
    let office = office_with(Wishes::default(), &mails).await;
    let database = office.config().with_file_name("var").join("countersign.db");
    let other = Connection::open(&database).unwrap();
    let rule = "CREATE TRIGGER no_bad_shop BEFORE INSERT ON requests WHEN NEW.doc LIKE '%Bad Shop%'
                BEGIN SELECT RAISE(ABORT, 'no bad shop'); END";
    other.execute_batch(rule).unwrap();
    let mut daemon = office.start().await;
    daemon.says("that was try 1").await;
    office.forward("Cafe Luna", "USD 82.00").await;
    office.filed(2, 1).await;
    assert_eq!(office.states(), ["EXP-2 approved", "EXP-1 approved"]);
    let (reason, _, subject) = set_aside(&office);
    assert!(reason.contains("tried 3 times") && reason.contains("no bad shop"), "{reason}");
    assert_eq!(subject, "", "it was read");
    assert_eq!(daemon.count("that was try"), 3, "{}", daemon.log());
    assert_eq!(daemon.count("the inbox fails"), 0, "{}", daemon.log());
    other.execute_batch("DROP TRIGGER no_bad_shop").unwrap();
    office.audited();
}

/// What no sample shows: the template fails for one shop only.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_waits_for_a_template_that_fails_and_is_not_blamed() {
    let office = Office::open(Wishes::default()).await;
    let looks = office.config().with_file_name("looks");
    fs::create_dir(&looks).unwrap();
    let words =
        "Subject: x\n\n{% if request and 'Bad Shop' in request.subject %}{{ request.price }}{% endif %}";
    fs::write(looks.join("approved.txt"), words).unwrap();
    let text = fs::read_to_string(office.config()).unwrap();
    fs::write(office.config(), text.replace("[inbox]", "templates = \"looks\"\n[inbox]")).unwrap();
    let mut daemon = office.start().await;
    office.forward("Bad Shop", "USD 80.00").await;
    daemon
        .says("the inbox fails: a notice cannot be written: template approved.txt, line 3: undefined value")
        .await;
    office.forward("Cafe Sol", "USD 81.00").await;
    office.becomes("EXP-1", "approved").await;
    fs::remove_file(looks.join("approved.txt")).unwrap();
    daemon.ask_to_reload();
    office.filed(2, 0).await;
    assert_eq!(office.states(), ["EXP-2 approved", "EXP-1 approved"]);
    assert_eq!(daemon.count("that was try"), 0, "{}", daemon.log());
    office.audited();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_on_which_the_server_breaks_off_is_set_aside_with_what_can_be_had() {
    let mut office = Office::open(Wishes::default()).await;
    let proxy = Proxy::before(office.servers.imap().plain, "2").await;
    office.wishes.imap_port = Some(proxy.port());
    office.wishes.inbox = "tls = \"none\"\n";
    office.configure();
    let daemon = office.start().await;
    assert!(daemon.terminate().await.success());
    for (number, shop) in ["Cafe Luna", "Bad Shop", "Cafe Sol"].into_iter().enumerate() {
        office.forward(shop, "USD 80.00").await;
        office.servers.wait_for_mails(DESK, "INBOX", number + 1).await;
    }
    let mut daemon = office.start().await;
    office.becomes("EXP-2", "approved").await;
    office.forward("Hotel Astoria", "USD 83.00").await;
    office.filed(3, 1).await;
    assert_eq!(office.states(), ["EXP-3 approved", "EXP-2 approved", "EXP-1 approved"]);
    assert_eq!(proxy.broken(), 3, "asked for all of it");
    let (reason, ..) = set_aside(&office);
    assert!(reason.contains("breaks off each time"), "{reason}");
    let (bytes, entries) = kept(&office);
    assert!(
        bytes.contains("Subject: Fwd: Your receipt from Bad Shop") && !bytes.contains("Total due"),
        "{bytes}"
    );
    assert_eq!(entries, 1);
    let refused = office.run(&["quarantine", "release", "1"]);
    assert!(refused.status != 0 && refused.complained.contains("only the header"), "{}", refused.complained);
    daemon.says("works again").await;
    office.audited();
}
