//! The audit log: whole after real work, and every kind of tampering is noticed.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::sync::Arc;

use chrono::{DateTime, Utc};
use countersign::clock::Clock;
use countersign::config::{self, Config};
use countersign::inbox::Place;
use countersign::mail::Templates;
use countersign::resolver::Answers;
use countersign::store::{self, Store, Verification};
use countersign::turn::{self, Desk, understand};
use rusqlite::Connection;

/// A desk that has taken three reports in, and the database that it leaves.
async fn worked_in(folder: &tempfile::TempDir) -> Config {
    use std::os::unix::fs::PermissionsExt;
    let file = folder.path().join("config.toml");
    std::fs::write(&file, config::SHIPPED).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    let config = config::load(&file).unwrap();
    let clock = Clock::moved(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
    let store = Store::open(&config.desk.database).unwrap();
    let desk = Desk::new(Arc::new(config.clone()), Arc::new(Templates::embedded()), clock, store);
    for (number, amount) in ["280.00", "2,450.00", "18,900.00"].into_iter().enumerate() {
        let raw = format!(
            "From: sam@corp.example\nTo: expenses@corp.example\nSubject: Report {number}\n\
             Message-ID: <{number}@corp.example>\n\nTotal: {amount} USD\n"
        );
        let (arrived, answers) = (desk.clock.now(), Answers::new());
        let raw = raw.into_bytes();
        let mail = understand(raw, arrived, &answers, &desk.identity, &desk.config, &desk.extractor);
        let place = Place { mailbox: "test".to_owned(), key: number.to_string() };
        desk.take(place, mail).await.unwrap();
    }
    config
}

fn verify(config: &Config) -> Verification {
    turn::verify(&store::open_read_only(&config.desk.database).unwrap()).unwrap()
}

/// Changes the database behind the desk's back, as somebody with access to the file can.
fn tamper(config: &Config, sql: &str) {
    let connection = Connection::open(&config.desk.database).unwrap();
    let triggers = "DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_cut;";
    connection.execute_batch(triggers).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(sql).unwrap();
}

#[tokio::test]
async fn the_log_is_whole_after_real_work() {
    let folder = tempfile::tempdir().unwrap();
    let config = worked_in(&folder).await;
    let found = verify(&config);
    assert_eq!(found.faults, Vec::<String>::new());
    assert_eq!((found.entries, found.requests), (3, 3));
}

/// What the first version wrote lacks all that came later; its requests are still what their events make of them.
#[tokio::test]
async fn a_log_of_an_earlier_version_still_replays() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("desk.db");
    let written = Connection::open(&database).unwrap();
    written.execute_batch(include_str!("data/written-by-0.1.0.sql")).unwrap();
    drop(written);
    let store = Store::open(&database).unwrap();
    let reader = store.reader().unwrap();
    let found = turn::verify(&reader).unwrap();
    assert_eq!(found.faults, Vec::<String>::new());
    assert_eq!((found.entries, found.requests), (20, 5));
    let photo = store::request(&reader, 4).unwrap().unwrap();
    assert_eq!(photo.notes().collect::<Vec<_>>(), ["IMG_2041.png was not read"]);
    let sam = "sam@corp.example".parse().unwrap();
    let (first, last) = (DateTime::UNIX_EPOCH, DateTime::<Utc>::MAX_UTC);
    let counted = store::requests_between(&reader, &sam, first, last).unwrap();
    let counted: Vec<_> = counted.iter().map(|it| (it.number, it.amount.to_string())).collect();
    assert_eq!(counted, [(4, "1,640.00 USD".to_owned())]);
}

#[tokio::test]
async fn the_log_cannot_be_changed_by_accident() {
    let folder = tempfile::tempdir().unwrap();
    let config = worked_in(&folder).await;
    let connection = Connection::open(&config.desk.database).unwrap();
    for sql in ["UPDATE audit SET who = 'x'", "DELETE FROM audit"] {
        let refused = connection.execute_batch(sql).unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

#[tokio::test]
async fn tampering_is_noticed() {
    for sql in [
        "UPDATE audit SET who = 'maria@corp.example' WHERE seq = 2",
        "UPDATE audit SET at = at + 1 WHERE seq = 1",
        "UPDATE audit SET event = replace(event, '2450', '245') WHERE seq = 2",
        "UPDATE audit SET notices = '[]' WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 1",
        "UPDATE audit SET seq = seq + 100; UPDATE audit SET seq = 104 - seq",
        "UPDATE policies SET text = replace(text, '1000', '9000')",
        "DELETE FROM policies",
        "UPDATE requests SET doc = replace(doc, 'pending', 'approved') WHERE number = 2",
        "DELETE FROM requests WHERE number = 1",
        "DELETE FROM audit WHERE seq = 3",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let config = worked_in(&folder).await;
        tamper(&config, sql);
        assert!(!verify(&config).faults.is_empty(), "not noticed: {sql}");
    }
}
