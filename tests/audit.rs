//! The audit log: whole after real work, and every kind of tampering is noticed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::sync::Arc;

use chrono::{DateTime, Utc};
use countersign::clock::Clock;
use countersign::config::{self, Config};
use countersign::inbox::Place;
use countersign::mail::Templates;
use countersign::resolver::Answers;
use countersign::store::{self, Checkpoint, Store, Verification};
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
    let store = desk.store.clone();
    drop(desk);
    store.close().await;
    config
}

fn verify_against(config: &Config, kept: Checkpoint) -> Verification {
    turn::verify_against(&store::open_read_only(&config.desk.database).unwrap(), &[kept]).unwrap()
}

fn verify(config: &Config) -> Verification {
    turn::verify(&store::open_read_only(&config.desk.database).unwrap()).unwrap()
}

/// Changes the database behind the desk's back, as somebody with access to the file can: the triggers are taken away,
/// and put back so that nothing tells of it.
fn tamper(config: &Config, change: impl FnOnce(&Connection)) {
    let connection = Connection::open(&config.desk.database).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let mut triggers =
        connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    let triggers = triggers.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let triggers: Vec<(String, String)> = triggers.collect::<Result<_, _>>().unwrap();
    assert!(triggers.len() >= 4);
    triggers.iter().for_each(|(name, _)| connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    change(&connection);
    triggers.iter().for_each(|(_, sql)| connection.execute_batch(sql).unwrap());
}

fn head(config: &Config) -> Checkpoint {
    store::head(&store::open_read_only(&config.desk.database).unwrap()).unwrap().last
}

/// Seals the whole chain anew, as somebody who knows this program would.
fn reseal(connection: &Connection) {
    let id: String = connection.query_row("SELECT id FROM instance", [], |row| row.get(0)).unwrap();
    let mut previous = store::digest(format!("countersign {id}").as_bytes());
    let mut entries = Vec::new();
    store::for_each(connection, |entry| {
        entries.push(entry);
        Ok(())
    })
    .unwrap();
    for entry in entries {
        let canonical = serde_json::json!([
            store::hex(&previous),
            entry.seq,
            entry.at.timestamp_millis(),
            entry.request,
            entry.who,
            entry.event,
            store::hex(&entry.policy),
            entry.authentication,
            entry.mail.as_ref().map(store::hex),
            entry.notices,
        ]);
        previous = store::digest(canonical.to_string().as_bytes());
        connection.execute("UPDATE audit SET hash = ?1 WHERE seq = ?2", (previous, entry.seq)).unwrap();
    }
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
/// All rows of the tables that later versions make anew, and of what refers to them.
fn kept(connection: &Connection) -> Vec<String> {
    let mut rows = Vec::new();
    for (table, columns) in [
        ("mails", "digest, bytes"),
        ("quarantine", "id, at, mail, sender, subject, reason, whole, state, told"),
        (
            "outbox",
            "id, request, notice, person, recipient, subject, digest, bytes, created_at, state, attempts, due_at, \
             ended_at, error",
        ),
        ("tokens", "hash, request, revision, person, expires_at, revoked, notice"),
    ] {
        let mut statement = connection.prepare(&format!("SELECT {columns} FROM {table} ORDER BY 1")).unwrap();
        let count = statement.column_count();
        let read = |row: &rusqlite::Row<'_>| {
            let values = (0..count).map(|at| row.get::<_, rusqlite::types::Value>(at));
            Ok(format!("{table} {:?}", values.collect::<Result<Vec<_>, _>>()?))
        };
        rows.extend(statement.query_map([], read).unwrap().map(Result::unwrap));
    }
    rows
}

#[tokio::test]
async fn a_log_of_an_earlier_version_still_replays() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("desk.db");
    let written = Connection::open(&database).unwrap();
    written.execute_batch(include_str!("data/written-by-0.1.0.sql")).unwrap();
    let before = kept(&written);
    assert_eq!(before.len(), 17 + 2 + 4 + 2);
    drop(written);
    let store = Store::open(&database).unwrap();
    let reader = store.reader().unwrap();
    assert_eq!(kept(&reader), before);
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

/// What operators do to outgoing mail is no secret either.
#[tokio::test]
async fn whoever_drops_or_repeats_an_outgoing_mail_stands_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let config = worked_in(&folder).await;
    let clock = Clock::moved(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
    let store = Store::open(&config.desk.database).unwrap();
    let desk = Desk::new(Arc::new(config.clone()), Arc::new(Templates::embedded()), clock, store);
    assert!(desk.drop_mail(1, "root".to_owned()).await.unwrap());
    assert!(!desk.drop_mail(999, "root".to_owned()).await.unwrap());
    assert_eq!(desk.requeue(Some(2), "root".to_owned()).await.unwrap(), 1);
    assert_eq!(desk.requeue(Some(1), "root".to_owned()).await.unwrap(), 0);
    let mut noted = Vec::new();
    store::for_each(&desk.store.reader().unwrap(), |entry| {
        if entry.who == "root" {
            noted.push(entry.event);
        }
        Ok(())
    })
    .unwrap();
    let told = [
        r#"{"noted":"mail 1, approved to sam@corp.example, was dropped unsent"}"#,
        r#"{"noted":"mail 2 to be tried again at once"}"#,
    ];
    assert_eq!(noted, told);
    assert_eq!(verify(&config).faults, Vec::<String>::new());
}

/// T97: edited, deleted, reordered; requests, policies, mails and the database's own id.
#[tokio::test]
async fn tampering_is_noticed() {
    for (sql, told) in [
        ("UPDATE audit SET who = 'maria@corp.example' WHERE seq = 2", "entry 2 was changed"),
        ("UPDATE audit SET at = at + 1 WHERE seq = 1", "entry 1 was changed"),
        ("UPDATE audit SET event = replace(event, '2450', '245') WHERE seq = 2", "entry 2 was changed"),
        ("UPDATE audit SET notices = '[]' WHERE seq = 3", "entry 3 was changed"),
        ("UPDATE audit SET authentication = '{}' WHERE seq = 1", "entry 1 was changed"),
        ("UPDATE audit SET mail = NULL WHERE seq = 1", "entry 1 was changed"),
        ("UPDATE audit SET request = 2 WHERE seq = 3", "entry 3 was changed"),
        ("DELETE FROM audit WHERE seq = 2", "entry 3 stands in place 2"),
        ("DELETE FROM audit WHERE seq = 1", "entry 2 stands in place 1"),
        ("UPDATE audit SET seq = seq + 100; UPDATE audit SET seq = 104 - seq", "entry 1 was changed"),
        ("DELETE FROM audit WHERE seq = 3", "request 3 has no events"),
        ("DELETE FROM audit", "request 1 has no events"),
        (
            "UPDATE policies SET text = replace(text, '1000', '9000')",
            "the policy of entry 1 is missing or was changed",
        ),
        ("DELETE FROM policies", "the policy of entry 1 is missing or was changed"),
        (
            "UPDATE requests SET doc = replace(doc, 'pending', 'approved') WHERE number = 2",
            "request 2 is not what its events make of it",
        ),
        (
            "UPDATE requests SET original = (SELECT original FROM requests WHERE number = 1) WHERE number = 2",
            "request 2 shows another mail than the one it came in",
        ),
        ("DELETE FROM requests WHERE number = 1", "request 1 has events but is missing"),
        (
            "UPDATE mails SET bytes = CAST(replace(CAST(bytes AS TEXT), '2,450', '245') AS BLOB)",
            "was changed",
        ),
        ("DELETE FROM mails", "the mail of entry 1 is missing"),
        ("UPDATE instance SET id = lower(hex(randomblob(16)))", "entry 1 was changed"),
        ("UPDATE instance SET bound = 0", "entry 1 was changed"),
        ("DELETE FROM instance", "entry 1 was changed"),
        ("DROP TABLE tokens", "the table tokens of the database is missing"),
        (
            "CREATE TRIGGER quiet AFTER INSERT ON audit BEGIN SELECT 1; END",
            "the trigger quiet in the database is not of this program",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let config = worked_in(&folder).await;
        tamper(&config, |connection| connection.execute_batch(sql).unwrap());
        let faults = verify(&config).faults;
        assert!(faults.iter().any(|fault| fault.contains(told)), "{sql}: {faults:?}");
    }
}

/// T97: whoever takes the triggers away and does not put them back has something in mind.
#[tokio::test]
async fn a_log_that_can_be_changed_is_noticed_before_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let config = worked_in(&folder).await;
    let connection = Connection::open(&config.desk.database).unwrap();
    connection.execute_batch("DROP TRIGGER audit_is_never_cut").unwrap();
    let told = "the trigger audit_is_never_cut of the database is missing or was changed";
    assert_eq!(verify(&config).faults, [told]);
}

/// T97: a log that was cut or written anew as a whole, requests and all, is whole in itself: only a head that somebody
/// else kept tells.
#[tokio::test]
async fn what_is_whole_in_itself_is_compared_with_a_head_that_was_kept() {
    for (sql, told) in [
        (
            "DELETE FROM audit WHERE seq = 3; DELETE FROM requests WHERE number = 3",
            "ends with entry 2: it was cut, or this is an older database",
        ),
        (
            "UPDATE audit SET authentication = '{\"result\":\"pass\"}' WHERE seq = 2",
            "has another one there: it was written anew",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let config = worked_in(&folder).await;
        let kept = head(&config);
        assert_eq!(verify_against(&config, kept).faults, Vec::<String>::new());
        tamper(&config, |connection| {
            connection.execute_batch("DELETE FROM tokens; DELETE FROM outbox").unwrap();
            connection.execute_batch(sql).unwrap();
            reseal(connection);
        });
        assert_eq!(verify(&config).faults, Vec::<String>::new(), "{sql}");
        let faults = verify_against(&config, kept).faults;
        assert!(faults.len() == 1 && faults[0].contains(told), "{sql}: {faults:?}");
    }
}

/// T97: the mail that goes out each day, saved as it came, is what `--head` takes.
#[tokio::test]
async fn the_mail_to_the_auditor_proves_what_came_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = worked_in(&folder).await;
    let kept = head(&config);
    config.audit.anchor = Some("auditor@elsewhere.example".parse().unwrap());
    let clock = Clock::moved(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
    let store = Store::open(&config.desk.database).unwrap();
    let desk = Desk::new(Arc::new(config.clone()), Arc::new(Templates::embedded()), clock, store);
    desk.do_what_is_due().await.unwrap();
    let sent = desk.dispatch(100).await.unwrap().into_iter().map(|it| it.parcel);
    let mut sent = sent.rev();
    let mail = sent.find(|parcel| parcel.recipient.as_str() == "auditor@elsewhere.example").unwrap();
    drop(desk);
    let saved = folder.path().join("head.eml");
    std::fs::write(&saved, &mail.bytes).unwrap();
    let verified = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_countersign"));
        let file = folder.path().join("config.toml");
        command.arg("--config").arg(file).args(["audit", "verify", "--head"]).arg(&saved);
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (status, said) = verified();
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("it contains 1 head kept elsewhere"), "{said}");
    let text = data_encoding::BASE64.encode(format!("Head: {kept}\n").as_bytes());
    let encoded =
        format!("From: x@corp.example\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n{text}\n");
    std::fs::write(&saved, encoded).unwrap();
    assert_eq!(verified().0, Some(0), "a server on the way may encode it");
    std::fs::write(&saved, &mail.bytes).unwrap();
    tamper(&config, |connection| {
        connection.execute_batch("UPDATE audit SET who = 'nobody' WHERE seq = 2").unwrap();
        reseal(connection);
    });
    let (status, said) = verified();
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("the log once had an entry 3:"), "{said}");
}

/// T36: a clock that was ahead when the head was mailed, and was set right, does not silence the desk until then.
#[tokio::test]
async fn a_clock_that_was_ahead_does_not_keep_the_head_in_the_house() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = worked_in(&folder).await;
    config.audit.anchor = Some("auditor@elsewhere.example".parse().unwrap());
    let mut heads = Vec::new();
    for seconds in [2_000_000_000, 1_800_000_000, 1_800_000_060] {
        let clock = Clock::moved(DateTime::from_timestamp(seconds, 0).unwrap());
        let store = Store::open(&config.desk.database).unwrap();
        let desk = Desk::new(Arc::new(config.clone()), Arc::new(Templates::embedded()), clock, store.clone());
        while desk.do_what_is_due().await.unwrap() > 0 {}
        drop(desk);
        heads.push(store::outbox(&store.reader().unwrap(), true, 100).unwrap().len());
        store.close().await;
    }
    let mailed: Vec<usize> = heads.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(mailed, [1, 0]);
}

/// T97, T98: another database, as whole as this one and with the same mails in it, does not have its entries.
#[tokio::test]
async fn another_database_in_its_place_is_noticed() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (config, swapped) = (worked_in(&folder).await, worked_in(&other).await);
    let kept = head(&config);
    std::fs::copy(&swapped.desk.database, &config.desk.database).unwrap();
    assert_eq!(verify(&config).faults, Vec::<String>::new());
    assert!(verify_against(&config, kept).faults[0].contains("has another one there"));
}

/// An entry that moved from another database fits no place here: the chain begins with the database's id.
#[tokio::test]
async fn the_first_seal_differs_from_database_to_database() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (config, second) = (worked_in(&folder).await, worked_in(&other).await);
    assert_ne!(head(&config).seal, head(&second).seal);
}

#[tokio::test]
async fn a_log_full_of_faults_is_told_in_a_few_lines() {
    let folder = tempfile::tempdir().unwrap();
    let config = worked_in(&folder).await;
    tamper(&config, |connection| {
        let numbers =
            "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 500)";
        let sql = format!(
            "{numbers} INSERT INTO audit SELECT 100 + value, at, NULL, who, event, policy, authentication, mail,
             notices, hash FROM audit, n WHERE seq = 1"
        );
        connection.execute_batch(&sql).unwrap();
    });
    let found = verify(&config);
    assert_eq!((found.faults.len(), found.further), (200, 800));
}
