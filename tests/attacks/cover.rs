//! Which rows of the threat model are tried by a case or a test, and why the others are not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

use super::case::Case;

/// The rows that no test of this program can hold, each with its reason.
const BEYOND_A_PROGRAM: [(&str, &str); 5] = [
    (
        "T39",
        "two approvers who agree look like two approvers: the audit log and the finance digest tell of it",
    ),
    ("T102", "what is built in is checked by cargo-deny and the lock file, not by a test"),
    (
        "T56",
        "there is no web page, and no link in a mail decides: a mailto link opens a mail that somebody has to send",
    ),
    ("T69b", "there are no webhooks in this version; the configuration refuses them"),
    (
        "T100",
        "there is no page for people: what `[web]` opens answers monitors only, with a word where one is set",
    ),
];

/// Rows that are not tried by mail, and the test that holds each: its file, and its name.
const HELD_ELSEWHERE: [(&str, &str, &str); 11] = [
    ("T24", "tests/stories/suspended.story", "suspend"),
    ("T78", "tests/stories/too-many-mails.story", "set aside"),
    ("T88", "src/inbox/imap/tests.rs", "a_folder_without_uidvalidity_is_not_read"),
    ("T89", "tests/desk_over_real_mail/trouble.rs", "a_killed_daemon_goes_on_where_it_was"),
    ("T90", "src/outbox/smtp/tests.rs", "silence_after_data_is_for_later_and_says_that_nobody_knows"),
    ("T92", "src/inbox/imap/tests.rs", "a_refused_move_of_mail_that_is_gone_is_no_error"),
    ("T93", "src/outbox/smtp/tests.rs", "starttls_is_never_done_without"),
    ("T95", "src/config/tests/faults.rs", "a_secret_in_a_file_that_others_can_read_is_refused"),
    ("T96", "tests/attacks/promises.rs", "private"),
    ("T99", "src/store/open.rs", "a_second_daemon_on_the_same_database_is_refused"),
    ("T101", "src/summary/server.rs", "other_machines_are_refused_by_name"),
];

/// The rows: T01 to T103 without the numbers that the model leaves out, and T69b.
fn rows() -> BTreeSet<String> {
    let left_out = [19, 29, 48, 57, 58, 59, 81, 82, 83, 84];
    let numbers = (1..=103).filter(|number| !left_out.contains(number));
    numbers.map(|number| format!("T{number:02}")).chain(["T69b".to_owned()]).collect()
}

/// What is wrong with the coverage.
pub fn faults(cases: &[Case]) -> Vec<String> {
    let mut tried = named_in_tests();
    tried.extend(cases.iter().flat_map(|case| case.rows.iter().cloned()));
    tried.extend(HELD_ELSEWHERE.iter().map(|(row, ..)| (*row).to_owned()));
    let gone = HELD_ELSEWHERE.iter().filter(|(_, file, name)| !text_of(file).contains(name));
    let beyond: BTreeMap<&str, &str> = BEYOND_A_PROGRAM.into_iter().collect();
    let rows = rows();
    let untried = rows.iter().filter(|row| !tried.contains(*row) && !beyond.contains_key(row.as_str()));
    let needless = beyond.keys().filter(|row| tried.contains(**row));
    let unknown = cases.iter().flat_map(|case| &case.rows).filter(|row| !rows.contains(*row));
    untried
        .map(|row| format!("{row} is tried by no case and no test"))
        .chain(needless.map(|row| format!("{row} is said to be beyond a program, and is tried")))
        .chain(gone.map(|(row, file, name)| {
            format!("{row} is said to be held by {name} in {file}, which is not there")
        }))
        .chain(unknown.map(|row| format!("{row} is no row of the threat model")))
        .collect()
}

fn text_of(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap_or_default()
}

/// The rows that tests name: `T41` in the sources and tests, but for these here.
fn named_in_tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let row = Regex::new(r"\bT\d{2,3}b?\b").unwrap();
    let mut open: Vec<PathBuf> = ["src", "tests"].iter().map(|folder| root.join(folder)).collect();
    let mut found = BTreeSet::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("attacks/cover.rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.extend(row.find_iter(&text).map(|it| it.as_str().to_owned()));
        }
    }
    found
}
