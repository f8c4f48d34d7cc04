//! What is erased when its time is over: gone from the files, named by the log, and nothing else; and what is held.

use std::fs;
use std::io::Read;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta};
use countersign::clock::Clock;
use countersign::config::{self, Config};
use countersign::inbox::Place;
use countersign::mail::Templates;
use countersign::outbox::Verdict;
use countersign::resolver::Answers;
use countersign::store::{self, Store, Verification};
use countersign::turn::{self, Desk, Understood, understand};
use rusqlite::Connection;

use crate::office::{Office, until};

const RULES: &str = "[retention]\noriginals = \"3y\"\nquarantine = \"90d\"\n";

/// A desk on a clock that a test moves.
struct Years {
    office: Office,
    config: Config,
    clock: Clock,
    desk: Option<Desk>,
}

impl Years {
    fn begin() -> Self {
        let office = Office::with(RULES);
        let config = config::load_without_secrets(&office.config).unwrap();
        let clock = Clock::moved(DateTime::from_timestamp(1_500_000_000, 0).unwrap());
        let mut years = Self { office, config, clock, desk: None };
        years.open();
        years
    }

    fn open(&mut self) {
        let store = Store::open(&self.config.desk.database).unwrap();
        let (config, templates) = (Arc::new(self.config.clone()), Arc::new(Templates::embedded()));
        self.desk = Some(Desk::new(config, templates, self.clock.clone(), store));
    }

    fn desk(&self) -> &Desk {
        self.desk.as_ref().unwrap()
    }

    async fn close(&mut self) {
        let desk = self.desk.take().unwrap();
        let store = desk.store.clone();
        drop(desk);
        store.close().await;
    }

    async fn mail(&self, key: &str, from: &str, text: &str) {
        self.mail_at(key, key, from, text).await;
    }

    /// The same bytes may lie in several places.
    async fn mail_at(&self, place: &str, key: &str, from: &str, text: &str) {
        self.take(place, raw(key, from, text)).await;
        self.deliver(Verdict::Delivered).await;
    }

    async fn take(&self, place: &str, raw: Vec<u8>) {
        let desk = self.desk();
        let (now, answers) = (desk.clock.now(), Answers::new());
        let mail = understand(raw, now, &answers, &desk.identity, &desk.config, &desk.extractor);
        let place = Place { mailbox: "test".to_owned(), key: place.to_owned() };
        desk.take(place, mail).await.unwrap();
    }

    /// Delivers what is due; gives it.
    async fn deliver(&self, verdict: Verdict) -> String {
        let mut delivered = String::new();
        loop {
            let due = self.desk().dispatch(64).await.unwrap();
            if due.is_empty() {
                return delivered;
            }
            for dispatch in due {
                delivered.push_str(&String::from_utf8_lossy(&dispatch.parcel.bytes));
                self.desk().delivered(dispatch.id, verdict.clone()).await.unwrap();
            }
        }
    }

    /// Time goes by, and what is due is done.
    async fn pass(&self, days: i64) {
        // After a long time without a look the first one erases nothing.
        for days in [days - 1, 1] {
            self.clock.pass(TimeDelta::days(days));
            while self.desk().do_what_is_due().await.unwrap() > 0 {}
            self.deliver(Verdict::Delivered).await;
            while self.desk().do_what_is_due().await.unwrap() > 0 {}
        }
    }

    /// Whose secrets stand anywhere in the files of the database.
    fn secrets(&self) -> String {
        let mut found = String::new();
        for end in ["", "-wal"] {
            let bytes = fs::read(format!("{}{end}", self.office.database.display())).unwrap_or_default();
            for key in ["a", "b", "c", "q", "s"] {
                let secret = format!("SECRET-{key}.");
                if !found.contains(key)
                    && bytes.windows(secret.len()).any(|window| window == secret.as_bytes())
                {
                    found.push_str(key);
                }
            }
        }
        let mut letters: Vec<char> = found.chars().collect();
        letters.sort_unstable();
        letters.into_iter().collect()
    }

    fn verified(&self) -> Verification {
        turn::verify(&store::open_read_only(&self.office.database).unwrap()).unwrap()
    }
}

fn raw(key: &str, from: &str, text: &str) -> Vec<u8> {
    let raw = format!(
        "From: {from}\nTo: expenses@corp.example\nSubject: {key}\nMessage-ID: <{key}@corp.example>\n\n{text}\n\n\
         This stands below: SECRET-{key}.\n"
    );
    raw.into_bytes()
}

/// One of each: closed at once (a), open (b), closed and held (c), set aside (q), answered and no request (s).
async fn five_mails() -> Years {
    let years = Years::begin();
    years.mail("a", "sam@corp.example", "Total: 28.00 USD").await;
    years.mail("b", "sam@corp.example", "Total: 2,100.00 USD").await;
    years.mail("c", "sam@corp.example", "Total: 29.00 USD").await;
    years.mail("q", "eve@elsewhere.example", "Total: 30.00 USD").await;
    years.mail("s", "maria@corp.example", "APPROVE").await;
    let hold = years.desk().hold(3, false, "it@corp.example".to_owned(), "a law suit".to_owned());
    hold.await.unwrap();
    years.deliver(Verdict::Delivered).await;
    years
}

#[tokio::test]
async fn what_is_older_than_its_rule_is_gone_from_the_files_and_the_log_says_so() {
    let mut years = five_mails().await;
    years.pass(1).await;
    assert_eq!(years.secrets(), "abcqs");
    years.pass(90).await;
    assert_eq!(years.secrets(), "abcs", "the quarantine's time is over");
    years.pass(3 * 366 - 92).await;
    assert_eq!(years.secrets(), "abcs");
    years.pass(2).await;
    assert_eq!(years.secrets(), "bc", "also while the desk runs, also in the write-ahead log");
    let found = years.verified();
    assert_eq!((found.faults, found.erased), (Vec::<String>::new(), 3));
    years.close().await;
    assert_eq!(years.secrets(), "bc");

    let office = &years.office;
    let shown = office.done(&["show", "EXP-1"]);
    assert!(shown.contains("the original was erased on 2020-07-1"), "{shown}");
    assert!(shown.contains("by originals = \"3y\": 1 mail"), "{shown}");
    assert_eq!(office.json(&["show", "EXP-1", "--json"])["erased"]["rule"], "originals = \"3y\"");
    let said = office.done(&["audit", "verify"]);
    assert!(said.contains("3 mails erased by retention, as the log says"), "{said}");
    let (status, said) = office.says(&["quarantine", "show", "1"]);
    assert!(status == Some(1) && said.contains("was erased on 2017-10-1"), "{said}");
    let (status, said) = office.says(&["quarantine", "release", "1"]);
    assert!(status == Some(1) && said.contains("was erased by retention"), "{said}");
    let file = office.folder.path().join("evidence.zip");
    let made = office.json(&["evidence", "EXP-1", "-o", file.to_str().unwrap(), "--json"]);
    assert_eq!(made["mails"], 0);
    let mut archive = zip::ZipArchive::new(fs::File::open(&file).unwrap()).unwrap();
    let name = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .find(|name| name.ends_with(".erased.txt"));
    let mut text = String::new();
    archive.by_name(&name.unwrap()).unwrap().read_to_string(&mut text).unwrap();
    assert!(text.contains("by retention (originals = \"3y\")"), "{text}");
}

#[tokio::test]
async fn a_held_request_keeps_everything_until_that_is_lifted() {
    let mut years = five_mails().await;
    years.pass(4 * 366).await;
    assert_eq!(years.secrets(), "bc");
    years.close().await;
    let listed = years.office.done(&["list"]);
    let held: Vec<_> = listed.lines().filter(|line| line.ends_with("[held]")).collect();
    assert!(held.len() == 1 && held[0].starts_with("EXP-3"), "{listed}");
    assert_eq!(years.office.json(&["show", "EXP-3", "--json"])["hold"]["reason"], "a law suit");
    let (status, said) = years.office.says(&["hold", "EXP-3", "--lift"]);
    assert!(status == Some(1) && said.contains("--reason"), "{said}");
    years.office.done(&["hold", "EXP-3", "--lift", "--as", "it@corp.example", "--reason", "settled"]);
    assert_eq!(years.office.done(&["hold"]), "");
    years.open();
    // The command stood at the end of the log with the time of this machine, far ahead of the desk's.
    years.pass(1).await;
    assert_eq!(years.secrets(), "b");
    assert_eq!(years.verified().faults, Vec::<String>::new());
}

/// A clock that is years ahead when the desk starts must not erase anything: a day is left to notice it.
#[tokio::test]
async fn after_a_long_time_the_first_look_erases_nothing() {
    let years = five_mails().await;
    years.pass(1).await;
    years.clock.pass(TimeDelta::days(10 * 366));
    while years.desk().do_what_is_due().await.unwrap() > 0 {}
    years.deliver(Verdict::Delivered).await;
    assert_eq!(years.secrets(), "abcqs");
    years.pass(1).await;
    assert_eq!(years.secrets(), "bc");
}

/// Whoever wrote "1d" and meant "10y" has a day to notice.
#[tokio::test]
async fn a_new_rule_erases_nothing_for_a_day() {
    let mut years = five_mails().await;
    years.pass(60).await;
    let rule = years.config.retention.quarantine.as_mut().unwrap();
    rule.after = std::time::Duration::from_secs(86_400);
    rule.text = "quarantine = \"1d\"".to_owned();
    years.close().await;
    years.open();
    years.clock.pass(TimeDelta::days(1));
    while years.desk().do_what_is_due().await.unwrap() > 0 {}
    assert_eq!(years.secrets(), "abcqs");
    years.pass(1).await;
    assert_eq!(years.secrets(), "abcs");
}

/// By default everything stays.
#[tokio::test]
async fn without_a_rule_nothing_is_erased() {
    let mut years = five_mails().await;
    years.config.retention = config::Retention::default();
    years.close().await;
    years.open();
    years.pass(50 * 366).await;
    assert_eq!(years.secrets(), "abcqs");
}

/// Erased is what the log names; all else is missing.
#[tokio::test]
async fn who_erases_beside_the_rules_is_found() {
    let mut years = five_mails().await;
    years.pass(4 * 366).await;
    years.close().await;
    let database = &years.office.database;
    let whole = fs::read(database).unwrap();
    let b = "(SELECT original FROM requests WHERE number = 2)";
    for (change, fault) in [
        (format!("UPDATE mails SET bytes = x'' WHERE digest = {b}"), "no entry says that it was erased"),
        (
            format!(
                "UPDATE mails SET bytes = x'' WHERE digest = {b};
                 INSERT INTO erased SELECT {b}, at, entry FROM erased LIMIT 1"
            ),
            "no entry says that it was erased",
        ),
        ("DELETE FROM erased".to_owned(), "no entry says that it was erased"),
        ("DELETE FROM holds".to_owned(), "whether request 3 is held is not what the log says"),
        ("INSERT INTO holds VALUES (2, 1, 'x', 'y')".to_owned(), "whether request 2 is held"),
    ] {
        fs::write(database, &whole).unwrap();
        Connection::open(database).unwrap().execute_batch(&change).unwrap();
        let faults = years.verified().faults;
        assert!(faults.iter().any(|it| it.contains(fault)), "{change}: {faults:?}");
    }
}

/// A mail that comes again after it was erased is kept again, whole.
#[tokio::test]
async fn what_comes_again_is_kept_again() {
    let years = five_mails().await;
    years.pass(91).await;
    assert_eq!(years.secrets(), "abcs");
    let again = Place { mailbox: "test".to_owned(), key: "q, once more".to_owned() };
    let desk = years.desk();
    let raw = "From: eve@elsewhere.example\nTo: expenses@corp.example\nSubject: q\nMessage-ID: <q@corp.example>\n\n\
               Total: 30.00 USD\n\nThis stands below: SECRET-q.\n";
    let (now, answers) = (desk.clock.now(), Answers::new());
    let mail =
        understand(raw.as_bytes().to_vec(), now, &answers, &desk.identity, &desk.config, &desk.extractor);
    desk.take(again, mail).await.unwrap();
    assert_eq!(years.secrets(), "abcqs");
    assert_eq!(years.verified().faults, Vec::<String>::new());
    years.pass(89).await;
    assert_eq!(years.secrets(), "abcqs");
    years.pass(2).await;
    assert_eq!(years.secrets(), "abcs");
    let found = years.verified();
    assert_eq!((found.faults, found.erased), (Vec::<String>::new(), 1));
}

/// The mail of a request that is open or held came a second time, byte for byte: the copy belongs to no request.
#[tokio::test]
async fn a_second_copy_takes_nothing_from_a_request() {
    let years = five_mails().await;
    years.mail_at("b, once more", "b", "sam@corp.example", "Total: 2,100.00 USD").await;
    years.mail_at("c, once more", "c", "sam@corp.example", "Total: 29.00 USD").await;
    years.pass(4 * 366).await;
    assert_eq!(years.secrets(), "bc");
    assert_eq!(years.verified().faults, Vec::<String>::new());
}

/// Mail was set aside, somebody moved it back into the mailbox, and it became a request.
#[tokio::test]
async fn what_was_set_aside_first_stays_with_its_request() {
    let years = Years::begin();
    let (desk, place) =
        (years.desk(), Place { mailbox: "test".to_owned(), key: "b, before it was moved".to_owned() });
    let raw = Arc::new(raw("b", "sam@corp.example", "Total: 2,100.00 USD"));
    let unread = Understood::unread(raw, desk.clock.now(), "the server broke off".to_owned());
    desk.take_unread(place, unread, "the server broke off".to_owned(), true).await.unwrap();
    years.mail("b", "sam@corp.example", "Total: 2,100.00 USD").await;
    years.pass(91).await;
    assert_eq!(years.secrets(), "b");
    assert_eq!(years.verified().faults, Vec::<String>::new());
}

/// Two mails misuse a reply address of a request that is held: a stranger's, which is set aside, and a colleague's, which is
/// answered. Both are the request's only by what the log notes there.
#[tokio::test]
async fn a_misuse_that_is_noted_at_a_held_request_stays_until_that_is_lifted() {
    let years = Years::begin();
    years.take("b", raw("b", "sam@corp.example", "Total: 2,100.00 USD")).await;
    for (key, from) in [("q", "eve@elsewhere.example"), ("s", "tom@corp.example")] {
        years.clock.pass(TimeDelta::hours(1));
        while years.desk().do_what_is_due().await.unwrap() > 0 {}
        let told = years.deliver(Verdict::Delivered).await;
        let token = told.rsplit("<expenses+").next().unwrap().split('>').next().unwrap();
        let misuse = String::from_utf8(raw(key, from, "APPROVE")).unwrap();
        let misuse = misuse.replace("To: expenses@", &format!("To: expenses+{token}, expenses@"));
        years.take(key, misuse.into_bytes()).await;
    }
    let operator = || "it@corp.example".to_owned();
    years.desk().hold(1, false, operator(), "a law suit".to_owned()).await.unwrap();
    years.pass(4 * 366).await;
    assert_eq!(years.secrets(), "bqs");
    years.desk().hold(1, true, operator(), "settled".to_owned()).await.unwrap();
    years.pass(1).await;
    assert_eq!(years.secrets(), "b");
    assert_eq!(years.verified().faults, Vec::<String>::new());
}

/// By the built program on a running desk.
#[test]
fn a_hold_is_told_and_stands_in_the_log() {
    let office = Office::with(RULES);
    let daemon = office.run();
    office.report("first", "28.00");
    until("the first is dealt with", || office.told("sam", "28.00") == 1);
    let (status, said) = office.says(&["hold", "EXP-1", "--as", "sam@corp.example", "--reason", "x"]);
    assert!(status == Some(1) && said.contains("not one of [operators]"), "{said}");
    let hold = ["hold", "EXP-1", "--as", "it@corp.example", "--reason", "an audit", "--json"];
    assert_eq!(office.json(&hold)["held"], true);
    let (status, said) = office.says(&hold);
    assert!(status == Some(1) && said.contains("EXP-1 is held already"), "{said}");
    let (status, said) = office.says(&["hold", "EXP-2", "--reason", "x"]);
    assert!(status == Some(1) && said.contains("there is no request EXP-2"), "{said}");
    until("operators are told", || office.told("it", "EXP-1 is held, by it@corp.example: an audit") == 1);
    assert!(office.done(&["audit", "log", "EXP-1"]).contains("an audit"));
    daemon.stop();
    assert!(office.is_whole());
}
