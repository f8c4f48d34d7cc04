//! The witness of the audit log: an older or another database in the place of the one that ran before is noticed at
//! the start, and nothing else is taken for that.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::DateTime;
use countersign::clock::Clock;
use countersign::config::{self, Config};
use countersign::inbox::Place;
use countersign::mail::Templates;
use countersign::resolver::Answers;
use countersign::store::{self, Connection, Standing, Store};
use countersign::turn::{self, Desk, understand};

/// The files of a desk that runs, stops, and is tampered with in between.
struct Office {
    folder: tempfile::TempDir,
    config: Config,
    mails: usize,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        fs::write(&file, config::SHIPPED).unwrap();
        let config = config::load_without_secrets(&file).unwrap();
        Self { folder, config, mails: 0 }
    }

    fn start(&self) -> Desk {
        let clock = Clock::moved(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        let store = Store::open(&self.config.desk.database).unwrap();
        Desk::new(Arc::new(self.config.clone()), Arc::new(Templates::embedded()), clock, store)
    }

    /// The desk starts, takes a report in that needs approval, and stops; gives what it said at the start.
    async fn day(&mut self) -> Option<String> {
        let desk = self.start();
        let said = desk.take_up().await.unwrap();
        self.report(&desk).await;
        stop(desk).await;
        said
    }

    async fn report(&mut self, desk: &Desk) {
        self.mails += 1;
        let raw = format!(
            "From: sam@corp.example\nTo: expenses@corp.example\nSubject: Report {0}\nMessage-ID: <{0}@corp.example>\n\n\
             Total: 2{0}00.00 USD\n",
            self.mails
        );
        let (arrived, answers) = (desk.clock.now(), Answers::new());
        let mail =
            understand(raw.into_bytes(), arrived, &answers, &desk.identity, &desk.config, &desk.extractor);
        let place = Place { mailbox: "test".to_owned(), key: self.mails.to_string() };
        desk.take(place, mail).await.unwrap();
    }

    fn witness(&self) -> &Path {
        &self.config.audit.witness
    }

    fn database(&self) -> &Path {
        &self.config.desk.database
    }

    fn copy(&self, of: &Path, name: &str) -> PathBuf {
        let copy = self.folder.path().join(name);
        fs::copy(of, &copy).unwrap();
        copy
    }

    /// Secrets that are still good for an answer.
    fn live_tokens(&self) -> u64 {
        let database = Connection::open(self.database()).unwrap();
        database.query_row("SELECT count(*) FROM tokens WHERE revoked = 0", [], |row| row.get(0)).unwrap()
    }

    fn standing(&self) -> Standing {
        store::standing(&store::open_read_only(self.database()).unwrap(), self.witness()).unwrap()
    }

    fn numbers(&self) -> Vec<u64> {
        let all = store::requests_after(&store::open_read_only(self.database()).unwrap(), 0, 100).unwrap();
        all.iter().map(|stored| stored.request.number).collect()
    }

    fn is_whole(&self) -> bool {
        turn::verify(&store::open_read_only(self.database()).unwrap()).unwrap().is_whole()
    }
}

async fn stop(desk: Desk) {
    let store = desk.store.clone();
    drop(desk);
    store.close().await;
}

/// T98
#[tokio::test]
async fn an_older_copy_is_noticed_once_and_its_reply_addresses_die() {
    let mut office = Office::new();
    assert_eq!(office.day().await, None);
    let copy = office.copy(office.database(), "backup.db");
    assert_eq!(office.day().await, None);
    fs::copy(&copy, office.database()).unwrap();
    assert!(matches!(office.standing(), Standing::Behind(_)));
    let before = office.live_tokens();
    let desk = office.start();
    let said = desk.take_up().await.unwrap().unwrap();
    assert!(said.starts_with("an older database stands here: the log ends with entry 1, entry 2:"), "{said}");
    let database = Connection::open(office.database()).unwrap();
    let revoked: u64 =
        database.query_row("SELECT count(*) FROM tokens WHERE revoked = 1", [], |row| row.get(0)).unwrap();
    assert!(before > 0 && revoked == before, "{revoked} of {before}");
    stop(desk).await;
    assert_eq!(office.standing(), Standing::Continued);
    assert_eq!(office.day().await, None);
    assert!(office.is_whole());
}

/// T97, T98: also by whoever looks at the log while the desk does not run.
#[tokio::test]
async fn verification_asks_the_witness_where_there_is_one() {
    let mut office = Office::new();
    office.day().await;
    let copy = office.copy(office.database(), "backup.db");
    office.day().await;
    let verified = |office: &Office| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.arg("--config").arg(office.folder.path().join("config.toml"));
        let output = command.args(["audit", "verify"]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(verified(&office).0, Some(0));
    fs::copy(&copy, office.database()).unwrap();
    let (status, said) = verified(&office);
    assert!(status == Some(1) && said.contains("an older database stands here"), "{said}");
    fs::remove_file(office.witness()).unwrap();
    assert_eq!(verified(&office).0, Some(0), "a copy alone can be checked as well");
}

/// T98: as long a log as before, with other entries in it.
#[tokio::test]
async fn another_history_of_the_same_length_is_noticed() {
    let mut office = Office::new();
    office.day().await;
    let copy = office.copy(office.database(), "backup.db");
    office.day().await;
    let witness = office.copy(office.witness(), "witness");
    fs::copy(&copy, office.database()).unwrap();
    office.day().await;
    office.day().await;
    fs::copy(&witness, office.witness()).unwrap();
    let said = office.day().await.unwrap();
    assert!(said.starts_with("another history stands here: entry 2:"), "{said}");
}

/// T98, T99
#[tokio::test]
async fn another_database_is_noticed() {
    let (mut office, mut other) = (Office::new(), Office::new());
    office.day().await;
    other.day().await;
    fs::copy(other.database(), office.database()).unwrap();
    let said = office.day().await.unwrap();
    assert!(said.starts_with("another database stands here: "), "{said}");
    fs::remove_file(office.database()).unwrap();
    let said = office.day().await.unwrap();
    assert!(said.starts_with("another database stands here: "), "a new and empty one is another one: {said}");
}

/// T98: or else whoever puts an old copy back would only have to take the witness away.
#[tokio::test]
async fn a_witness_that_is_gone_or_says_nothing_is_noticed() {
    let mut office = Office::new();
    for tampered in [None, Some(""), Some("nothing"), Some("x 1:00\n"), Some("\u{0}\u{0}\u{0}")] {
        office.day().await;
        match tampered {
            None => fs::remove_file(office.witness()).unwrap(),
            Some(text) => fs::write(office.witness(), text).unwrap(),
        }
        let said = office.day().await.unwrap();
        assert!(said.starts_with("the witness of the log is missing or unreadable: "), "{said}");
        assert_eq!(office.day().await, None);
    }
}

/// No two requests bear one number: those that the witness saw are not given out again, and where nobody knows there is a gap.
#[tokio::test]
async fn numbers_go_on_above_those_that_were_given_out() {
    let mut office = Office::new();
    office.day().await;
    let copy = office.copy(office.database(), "backup.db");
    office.day().await;
    office.day().await;
    fs::copy(&copy, office.database()).unwrap();
    office.day().await;
    assert_eq!(office.numbers(), [1, 4]);
    fs::copy(&copy, office.database()).unwrap();
    office.day().await;
    assert_eq!(office.numbers(), [1, 5], "also after a second time");
    fs::remove_file(office.witness()).unwrap();
    office.day().await;
    assert_eq!(office.numbers(), [1, 5, 1006]);
    assert!(office.is_whole());
}

/// A crash between a commit and the word of it, a machine without power, another command beside the daemon, an old copy
/// of the witness: the witness is behind, and that is nothing.
#[tokio::test]
async fn a_witness_that_is_behind_is_no_tampering() {
    let mut office = Office::new();
    office.day().await;
    let old = office.copy(office.witness(), "witness");
    for _ in 0..3 {
        office.day().await;
    }
    let before = office.live_tokens();
    fs::copy(&old, office.witness()).unwrap();
    assert_eq!(office.day().await, None);
    assert!(office.live_tokens() > before);
    assert!(office.is_whole());
}

/// What is committed is what the witness says, before anybody is answered; and it survives a process that ends at once.
#[tokio::test]
async fn the_witness_follows_each_commit() {
    use std::os::unix::fs::MetadataExt;
    let mut office = Office::new();
    let desk = office.start();
    desk.take_up().await.unwrap();
    for seq in 1..=5 {
        office.report(&desk).await;
        let head = store::head(&desk.store.reader().unwrap()).unwrap();
        assert_eq!(head.last.seq, seq);
        let text = fs::read_to_string(office.witness()).unwrap();
        let seal = store::hex(&head.last.seal);
        assert_eq!(text, format!("{} {seq:020}:{seal} {seq:020}\n", head.instance));
    }
    assert_eq!(fs::metadata(office.witness()).unwrap().mode() & 0o777, 0o600);
}

/// A database of a version that knew no witness goes on as it is; its log says from where on it is followed.
#[tokio::test]
async fn the_first_start_after_an_upgrade_is_no_tampering() {
    let mut office = Office::new();
    fs::create_dir_all(office.database().parent().unwrap()).unwrap();
    let written = Connection::open(office.database()).unwrap();
    written.execute_batch(include_str!("data/written-by-0.1.0.sql")).unwrap();
    drop(written);
    assert_eq!(office.day().await, None);
    let mut noted = String::new();
    let database = store::open_read_only(office.database()).unwrap();
    store::for_each(&database, |entry| {
        if entry.seq == 21 {
            noted = entry.event;
        }
        Ok(())
    })
    .unwrap();
    let id = store::instance(&database).unwrap().id;
    assert!(noted.contains("follows this log from here on") && noted.contains(&id), "{noted}");
    assert!(office.is_whole());
    assert_eq!(office.day().await, None);
}

/// A disk that is not mounted is a reason to say so and wait, not to make all reply addresses invalid.
#[tokio::test]
async fn a_witness_on_a_disk_that_is_not_there_stops_the_start() {
    let mut office = Office::new();
    office.config.audit.witness = office.folder.path().join("usb/desk.head");
    fs::create_dir(office.folder.path().join("usb")).unwrap();
    office.day().await;
    fs::rename(office.folder.path().join("usb"), office.folder.path().join("unplugged")).unwrap();
    let desk = office.start();
    let refused = desk.take_up().await.unwrap_err().to_string();
    assert!(refused.contains("usb"), "{refused}");
    stop(desk).await;
    fs::rename(office.folder.path().join("unplugged"), office.folder.path().join("usb")).unwrap();
    assert_eq!(office.day().await, None);
}
