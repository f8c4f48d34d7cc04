//! `backup` beside a running desk, and what comes of a backup that is put back.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::DateTime;
use countersign::store::Restoration;
use countersign::{store, turn};
use rusqlite::Connection;

use crate::faults::damage;
use crate::office::{Office, until};

/// A desk with one request that waits for Maria and others.
fn begun(office: &Office) -> crate::office::Daemon {
    let daemon = office.run();
    office.report("first", "2,100.00");
    until("the first is asked about", || office.is_filed("first") && office.told("maria", "2,100.00") == 1);
    daemon
}

#[test]
fn a_backup_of_a_running_desk_is_whole_private_and_overwrites_nothing() {
    let office = Office::new();
    let daemon = begun(&office);
    let backup = office.folder.path().join("backup.db");
    let file = backup.to_str().unwrap();
    let made = office.json(&["backup", file, "--json"]);
    assert_eq!((made["requests"].as_u64(), made["file"].as_str()), (Some(1), Some(file)));
    let it = fs::metadata(&backup).unwrap();
    assert_eq!((it.mode() & 0o777, it.len()), (0o600, made["bytes"].as_u64().unwrap()));
    assert_eq!(made["head"], office.json(&["audit", "head", "--json"])["head"]);
    assert!(turn::verify(&store::open_read_only(&backup).unwrap()).unwrap().is_whole());
    let before = fs::read(&backup).unwrap();
    let (status, said) = office.says(&["backup", file]);
    assert!(status == Some(1) && said.contains("is there already"), "{said}");
    assert_eq!(fs::read(&backup).unwrap(), before);
    let left: Vec<_> =
        fs::read_dir(office.folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains(".part")), "{left:?}");
    daemon.stop();
}

/// Whoever writes never waits: a lock that is taken makes this fail at once.
#[test]
fn a_backup_of_much_keeps_no_writer_waiting() {
    let office = Office::new();
    begun(&office).stop();
    let writer = Connection::open(&office.database).unwrap();
    for number in 0..24_u8 {
        let mail = vec![number; 1 << 20];
        let digest = store::digest(&mail);
        writer.execute("INSERT INTO mails (digest, bytes) VALUES (?1, ?2)", (digest, mail)).unwrap();
    }
    writer.busy_timeout(Duration::ZERO).unwrap();
    let backup = office.folder.path().join("backup.db");
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.arg("--config").arg(&office.config).arg("backup").arg(&backup).stdout(Stdio::null());
    let mut copying = command.spawn().unwrap();
    let mut written = 0;
    let status = loop {
        let sql = "INSERT INTO facts (name, value) VALUES ('probe', ?1)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        writer.execute(sql, [written.to_string()]).unwrap();
        written += 1;
        if let Some(status) = copying.try_wait().unwrap() {
            break status;
        }
    };
    assert!(status.success() && written > 1);
    assert!(turn::verify(&store::open_read_only(&backup).unwrap()).unwrap().is_whole());
}

/// The whole way: what came after the backup is taken in anew, once, under new numbers; what was known is not.
#[test]
fn a_restored_desk_takes_mail_in_that_came_since_and_doubles_nothing() {
    let office = Office::new();
    let daemon = begun(&office);
    let backup = office.folder.path().join("backup.db");
    let file = backup.to_str().unwrap();
    office.done(&["backup", file]);
    office.report("second", "2,200.00");
    until("the second is asked about", || office.told("maria", "2,200.00") == 1);
    office.answer("approval", "maria", "2,200.00", "APPROVE");
    until("the second is approved", || office.told("sam", "approved, 2,200.00") == 1);
    let (status, said) = office.says(&["restore", file]);
    assert!(status == Some(1) && said.contains("another countersign runs on it"), "{said}");
    let looked = office.json(&["restore", file, "--check", "--json"]);
    let left: Vec<_> = fs::read_dir(office.disk()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("restore")), "{left:?}");
    assert_eq!(
        (looked["missing_requests"].to_string(), looked["next"].as_str()),
        ("[\"EXP-2\"]".to_owned(), Some("EXP-3"))
    );
    daemon.stop();

    let was = fs::read(&office.database).unwrap();
    let restored = office.json(&["restore", file, "--json"]);
    assert_eq!((restored["restored"].as_bool(), restored["next"].as_str()), (Some(true), Some("EXP-3")));
    assert!(restored["missing_entries"].as_u64() > Some(1), "{restored}");
    assert_eq!(fs::read(restored["kept"].as_str().unwrap()).unwrap(), was);
    assert_eq!(office.requests(), ["EXP-1 pending first"]);
    office.move_back();
    assert_eq!(office.lies_in("new").len(), 3);

    let mut daemon = office.run();
    assert_eq!(daemon.count("an older database stands here"), 1);
    until("all is dealt with", || office.lies_in("new").is_empty() && office.is_filed("approval"));
    until("the second is asked about anew", || office.told("maria", "[EXP-3] Approval needed") == 1);
    until("the first is asked about anew", || office.told("maria", "[EXP-1] Approval needed") == 2);
    until("the answer with the old address is told so", || office.told("maria", "Your answer") == 1);
    assert_eq!(office.requests(), ["EXP-1 pending first", "EXP-3 pending second"]);
    office.answer("again", "maria", "[EXP-3] Approval needed", "APPROVE");
    until("the second is approved", || office.told("sam", "[EXP-3] Your report is approved") == 1);
    daemon.stop();
    assert_eq!(office.requests(), ["EXP-1 pending first", "EXP-3 approved second"]);
    assert_eq!(office.told("it", "The database is not the one that ran before"), 1);
    assert!(office.is_whole());
}

/// Part of it would stand in a file that does not come along.
#[test]
fn a_copy_that_is_not_one_file_takes_no_place() {
    let office = Office::new();
    begun(&office).stop();
    let backup = office.folder.path().join("backup.db");
    office.done(&["backup", backup.to_str().unwrap()]);
    let was = fs::read(&office.database).unwrap();
    let restoration = Restoration::of(&backup, &office.database, false).unwrap();
    let reader = restoration.reader().unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM facts").unwrap();
    let prepare = |connection: &Connection| store::set_fact(connection, "prepared", "1");
    let refused = restoration.put_in_place(DateTime::UNIX_EPOCH, prepare).unwrap_err().to_string();
    assert!(refused.contains("is being written by another"), "{refused}");
    assert_eq!(fs::read(&office.database).unwrap(), was);
    drop(reader);
    let restoration = Restoration::of(&backup, &office.database, false).unwrap();
    restoration.put_in_place(DateTime::UNIX_EPOCH, prepare).unwrap();
    let reader = store::open_read_only(&office.database).unwrap();
    assert_eq!(store::fact(&reader, "prepared").unwrap().as_deref(), Some("1"));
}

/// The database is gone with its disk, and only the witness and a backup are left.
#[test]
fn a_backup_is_put_where_nothing_is_left_and_numbers_go_on() {
    let office = Office::new();
    let daemon = begun(&office);
    let backup = office.folder.path().join("backup.db");
    office.done(&["backup", backup.to_str().unwrap()]);
    office.report("second", "2,200.00");
    until("the second is asked about", || office.told("maria", "2,200.00") == 1);
    drop(daemon);
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{end}", office.database.display()));
    }
    let said = office.done(&["restore", backup.to_str().unwrap()]);
    assert!(said.contains("the next is EXP-3") && !said.contains("kept: "), "{said}");
    let daemon = office.run();
    office.report("third", "2,300.00");
    until("the third is asked about", || office.told("maria", "[EXP-3] Approval needed") == 1);
    daemon.stop();
}

#[test]
fn what_is_no_sound_backup_of_this_desk_is_refused_and_the_database_stays() {
    let (office, other) = (Office::new(), Office::new());
    begun(&office).stop();
    begun(&other).stop();
    let file = office.folder.path().join("backup.db");
    let name = file.to_str().unwrap().to_owned();
    office.done(&["backup", &name]);
    let good = fs::read(&file).unwrap();
    let before = fs::read(&office.database).unwrap();
    let refused = |bytes: &[u8], why: &str| {
        fs::write(&file, bytes).unwrap();
        let (status, said) = office.says(&["restore", &name]);
        assert!(status == Some(1) && said.contains(why), "{why}: {said}");
        assert_eq!(fs::read(&office.database).unwrap(), before);
    };
    refused(&good[..good.len() / 2 / 4096 * 4096], "is damaged");
    refused(&[b'x'; 9000], "is no database");
    let changed = |sql: &str| {
        fs::write(&file, &good).unwrap();
        Connection::open(&file).unwrap().execute_batch(sql).unwrap();
        fs::read(&file).unwrap()
    };
    refused(&changed("PRAGMA user_version = 99"), "its schema is version 99");
    refused(&changed("UPDATE mails SET bytes = x'00'"), "is not whole: take an earlier backup");
    fs::remove_file(&file).unwrap();
    other.done(&["backup", &name]);
    refused(&fs::read(&file).unwrap(), "is a copy of the database");
    office.done(&["restore", &name, "--other-desk"]);
    let (status, said) = office.says(&["restore", office.database.to_str().unwrap()]);
    assert!(status == Some(1) && said.contains("is the database itself"), "{said}");
}

/// The power fails when what stood there has its second name, and the backup has not its own yet.
#[test]
fn what_stood_there_is_whole_until_the_backup_takes_its_place() {
    let office = Office::new();
    begun(&office).stop();
    let backup = office.folder.path().join("backup.db");
    office.done(&["backup", backup.to_str().unwrap()]);
    // What was written last stands in the write-ahead log alone.
    let last = Connection::open(&office.database).unwrap();
    last.execute_batch("PRAGMA wal_autocheckpoint = 0; INSERT INTO facts VALUES ('the last', 'word')")
        .unwrap();
    let log = |database: &std::path::Path| format!("{}-wal", database.display());
    let (moved, kept_log) = (office.folder.path().join("moved.db"), fs::read(log(&office.database)).unwrap());
    fs::copy(&office.database, &moved).unwrap();
    drop(last);
    fs::rename(&moved, &office.database).unwrap();
    fs::write(log(&office.database), kept_log).unwrap();

    let copy = office.database.with_file_name("desk.db.restore.part");
    let lose_the_copy = |_: &Connection| {
        fs::remove_file(&copy).unwrap();
        Ok(())
    };
    let restoration = Restoration::of(&backup, &office.database, false).unwrap();
    restoration.put_in_place(DateTime::UNIX_EPOCH, lose_the_copy).unwrap_err();
    let word = "SELECT value FROM facts WHERE name = 'the last'";
    let found: String =
        Connection::open(&office.database).unwrap().query_row(word, [], |row| row.get(0)).unwrap();
    assert_eq!(found, "word");
    assert!(office.is_whole());
}

#[test]
fn a_damaged_database_makes_no_backup_and_a_backup_mends_it() {
    let office = Office::new();
    begun(&office).stop();
    let good = office.folder.path().join("good.db");
    office.done(&["backup", good.to_str().unwrap()]);
    damage(&office, "mails");
    let bad = office.folder.path().join("bad.db");
    let (status, said) = office.says(&["backup", bad.to_str().unwrap()]);
    assert!(status == Some(1) && said.contains("is damaged") && !bad.exists(), "{said}");
    let said = office.done(&["restore", good.to_str().unwrap()]);
    assert!(said.contains("missing: nothing that is known here"), "{said}");
    assert!(office.is_whole());
    let mut daemon = office.run();
    assert_eq!(daemon.count("stands here"), 0, "nothing was lost, so nobody is asked anew");
    office.report("second", "2,200.00");
    until("the second is asked about", || office.told("maria", "2,200.00") == 1);
    daemon.stop();
}

/// Before an upgrade: the new program copies what the old one left, as it is, and looks through it.
#[test]
fn a_database_of_an_earlier_version_is_copied_as_it_is_and_can_be_put_back() {
    let office = Office::new();
    let old = Connection::open(&office.database).unwrap();
    old.execute_batch(include_str!("../data/written-by-0.1.0.sql")).unwrap();
    drop(old);
    let backup = office.folder.path().join("backup.db");
    let name = backup.to_str().unwrap();
    assert_eq!(office.json(&["backup", name, "--json"])["requests"], 5);
    let version = |path| {
        let connection = Connection::open(path).unwrap();
        connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(version(&backup), version(&office.database));
    assert_eq!(office.json(&["restore", name, "--json"])["requests"], 5);
    office.run().stop();
    assert!(office.is_whole());
}
