//! A disk that is full or read-only, a lock of somebody else, a damaged file: said once with the way out, nothing lost and
//! nothing half done, and the desk goes on by itself when the trouble is over.

use std::fs;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use countersign::clock::Clock;
use countersign::config;
use countersign::daemon::Rounds;
use countersign::inbox::Inbox;
use countersign::mail::Templates;
use countersign::outbox::Outbox;
use countersign::store::Store;
use countersign::turn::Desk;
use rusqlite::Connection;
use rustix::process::{Resource, Rlimit, prlimit};

use crate::office::{Daemon, Office, SmallDisk, until};

const OVER: &str = "the database takes changes again";

/// Nothing of a mail is anywhere while nothing can be stored; afterwards all of it is, once.
fn keeps_mail_meanwhile(office: &Office, mut daemon: Daemon, trouble: &str, end: impl FnOnce()) {
    office.report("second", "2,450.00");
    let line = daemon.hear(trouble);
    assert!(line.contains(&office.database.display().to_string()), "{line}");
    assert!(line.contains("mail waits in the mailbox"), "{line}");
    assert_eq!(office.lies_in("new"), ["second"]);
    assert_eq!(office.told("maria", "2,450.00"), 0);
    end();
    daemon.hear(OVER);
    until("the mail is dealt with", || office.is_filed("second") && office.told("maria", "2,450.00") == 1);
    until("operators are told", || office.told("it", "nothing could be stored for") == 1);
    assert_eq!(daemon.count(trouble), 1, "{:#?}", daemon.said);
    assert_eq!(daemon.count("fails: "), 0, "{:#?}", daemon.said);
    daemon.stop();
    assert_eq!(office.requests(), ["EXP-1 approved first", "EXP-2 pending second"]);
    assert!(office.is_whole());
}

fn with_one_report(office: &Office) -> Daemon {
    let daemon = office.run();
    office.report("first", "28.00");
    until("the first is dealt with", || office.is_filed("first") && office.told("sam", "28.00") == 1);
    daemon
}

#[test]
fn a_full_disk_keeps_mail_in_the_mailbox_until_there_is_room() {
    let office = Office::new();
    let Some(disk) = SmallDisk::over(office.disk()) else { return };
    let daemon = with_one_report(&office);
    let filler = disk.fill();
    keeps_mail_meanwhile(&office, daemon, "has no room left on its disk", || {
        fs::remove_file(filler).unwrap()
    });
}

/// As with a quota; also where nothing can be mounted.
#[test]
fn files_that_may_not_grow_keep_mail_in_the_mailbox_until_they_may() {
    let office = Office::new();
    let daemon = with_one_report(&office);
    let pid = daemon.pid();
    let limit = |bytes| {
        prlimit(Some(pid), Resource::Fsize, Rlimit { current: bytes, maximum: None }).unwrap();
    };
    limit(Some(0));
    keeps_mail_meanwhile(&office, daemon, "cannot be read or written", || limit(None));
}

#[test]
fn a_lock_of_somebody_else_keeps_mail_in_the_mailbox_until_it_is_gone() {
    let office = Office::new();
    let daemon = with_one_report(&office);
    let other = Connection::open(&office.database).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let end = || other.execute_batch("ROLLBACK").unwrap();
    keeps_mail_meanwhile(&office, daemon, "is held locked by another program", end);
}

/// A notice goes out only after its attempt is written down.
#[tokio::test]
async fn nothing_is_sent_while_the_attempt_cannot_be_stored() {
    let office = Office::new();
    let config = config::load_without_secrets(&office.config).unwrap();
    let outbox = Outbox::new(&config.outbox, config.desk.separator, config.desk.address.domain()).unwrap();
    let outbox = Arc::new(outbox);
    let store = Store::open(&office.database).unwrap();
    let desk = Desk::new(Arc::new(config.clone()), Arc::new(Templates::embedded()), Clock::system(), store);
    let mut inbox = Inbox::new(&config.inbox, &config.desk.address, config.limits.message).unwrap();
    let mut rounds = Rounds::begin(desk).await.unwrap();
    office.report("first", "28.00");
    assert_eq!(rounds.take_in(&mut inbox).await.unwrap(), 1);
    let other = Connection::open(&office.database).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = rounds.deliver(&outbox, 64).await.err().unwrap().to_string();
    assert!(refused.contains("locked"), "{refused}");
    assert_eq!(office.told("sam", "28.00"), 0);
    other.execute_batch("ROLLBACK").unwrap();
    rounds.deliver(&outbox, 64).await.unwrap();
    assert_eq!(office.told("sam", "28.00"), 1);
    rounds.deliver(&outbox, 64).await.unwrap();
    assert_eq!(office.told("sam", "28.00"), 1);
}

#[test]
fn a_disk_that_became_read_only_is_named_at_the_start() {
    let office = Office::new();
    let Some(disk) = SmallDisk::over(office.disk()) else { return };
    with_one_report(&office).stop();
    disk.remount("ro");
    office.report("second", "2,450.00");
    let (status, said) = office.says(&["run"]);
    assert!(status == Some(1) && said.contains("Read-only file system"), "{said}");
    assert!(said.contains("its disk is mounted read-only"), "{said}");
    assert_eq!(office.lies_in("new"), ["second"]);
    disk.remount("rw");
    let daemon = office.run();
    until("the second is dealt with", || office.is_filed("second"));
    daemon.stop();
}

/// Each is refused with one line and left as it is.
#[test]
fn what_is_no_sound_database_of_this_program_is_refused_and_left_alone() {
    let office = Office::new();
    with_one_report(&office).stop();
    let sound = fs::read(&office.database).unwrap();
    let newer = {
        Connection::open(&office.database).unwrap().pragma_update(None, "user_version", 99).unwrap();
        fs::read(&office.database).unwrap()
    };
    let damaged = "is damaged (database disk image is malformed): `countersign doctor` says where";
    let none = "is no database, or its beginning is damaged";
    for (bytes, line) in [
        (&sound[..sound.len() / 2 / 4096 * 4096], damaged),
        (b"just a text, of a file that somebody named by mistake".repeat(99).as_slice(), none),
        (&newer, "its schema is version 99, this one (0.1.0) knows versions up to"),
    ] {
        fs::write(&office.database, bytes).unwrap();
        for words in [&["run"][..], &["list"], &["outbox", "retry"]] {
            let (status, said) = office.says(words);
            assert!(status == Some(1) && said.contains(line), "{words:?}: {said}");
            assert!(said.contains(&office.database.display().to_string()), "{said}");
            assert_eq!(
                said.trim().lines().filter(|line| line.starts_with("countersign: ")).count(),
                1,
                "{said}"
            );
        }
        assert_eq!(fs::read(&office.database).unwrap(), bytes);
    }
}

/// Overwrites the first page of a table, as a failing disk would.
pub(crate) fn damage(office: &Office, table: &str) {
    let connection = Connection::open(&office.database).unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let page: u64 = connection.query_row(sql, [table], |row| row.get(0)).unwrap();
    drop(connection);
    let file = fs::OpenOptions::new().write(true).open(&office.database).unwrap();
    file.write_all_at(&[0xA5; 4096], (page - 1) * 4096).unwrap();
}

#[test]
fn a_damaged_page_is_told_once_and_what_touches_it_waits() {
    let office = Office::new();
    with_one_report(&office).stop();
    damage(&office, "mails");
    let mut daemon = office.run();
    office.report("second", "2,450.00");
    let line = daemon.hear("is damaged");
    assert!(line.contains("countersign restore"), "{line}");
    until("operators are told", || office.told("it", "The database is damaged") == 1);
    assert_eq!(office.lies_in("new"), ["second"]);
    let (status, said) = office.says(&["doctor", "--wait", "1"]);
    assert!(status == Some(1) && said.contains("is damaged ("), "{said}");
    daemon.stop();
    assert_eq!(office.told("it", "The database is damaged"), 1);
}
