//! The demo, as a new user runs it, and the folder that it leaves.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

const PROGRAM: &str = env!("CARGO_BIN_EXE_countersign");

fn succeeded(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn demo(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["demo", "--dir", folder.to_str().unwrap()]);
    command
}

/// What a command of the desk in `folder` prints, one JSON object a line.
fn ask(folder: &Path, command: &[&str]) -> Vec<Value> {
    let config = folder.join("config.toml");
    let output =
        Command::new(PROGRAM).arg("--config").arg(config).args(command).arg("--json").output().unwrap();
    succeeded(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_demo_decides_every_sample_and_leaves_a_desk_that_others_can_open() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("demo");
    let story = succeeded(demo(&folder).output().unwrap());
    assert!(story.contains("The audit log is whole"), "{story}");
    assert!(!story.contains('\u{1b}'), "colours belong to a terminal only");
    assert!(story.lines().count() <= 130, "a story fits two screens");

    every_sample_is_decided(&folder);
    the_ledger_has_a_row_for_each(&folder);
    everybody_has_a_mailbox_with_what_they_were_told(&folder);
    the_manager_is_told_who_has_not_decided(&folder);
}

fn the_ledger_has_a_row_for_each(folder: &Path) {
    let export = |arguments: &[&str]| {
        let config = folder.join("config.toml");
        let mut command = Command::new(PROGRAM);
        succeeded(command.arg("--config").arg(config).arg("export").args(arguments).output().unwrap())
    };
    let table = export(&["--format", "csv"]);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let names = rows.headers().unwrap().clone();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let column = |name: &str| names.iter().position(|it| it == name).unwrap();
    let cells = |row: usize, names: &[&str]| {
        names.iter().map(|name| rows[row][column(name)].to_owned()).collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(rows.len(), 5);
    assert_eq!(
        cells(0, &["id", "state", "amount", "required", "decided_by"]),
        "EXP-1 | approved | 280.00 | 0 | "
    );
    assert_eq!(
        cells(2, &["id", "state", "amount", "currency", "approved_by"]),
        "EXP-3 | approved | 18900.00 | USD | maria@corp.example; boss@corp.example"
    );
    assert_eq!(
        cells(4, &["amount", "currency", "policy_amount", "policy_currency"]),
        "960.00 | EUR | 1036.80 | USD"
    );
    let lines: Vec<Value> =
        export(&["--format", "jsonl"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 5);
    let listed = ask(folder, &["list"]);
    for (line, listed) in lines.iter().zip(listed.iter().rev()) {
        for (key, value) in listed.as_object().unwrap() {
            assert_eq!(&line[key], value, "{key}");
        }
    }
    assert_eq!(export(&["--format", "csv", "--since", "2199-01-01"]).lines().count(), 1);
}

fn every_sample_is_decided(folder: &Path) {
    let decided: Vec<_> = ask(folder, &["list"])
        .iter()
        .rev()
        .map(|it| json!([it["id"], it["state"], it["amount"]["value"], it["decided_by"]]))
        .collect();
    let expected = [
        json!(["EXP-1", "approved", "280.00", []]),
        json!(["EXP-2", "rejected", "2450.00", ["omar@corp.example"]]),
        json!(["EXP-3", "approved", "18900.00", ["maria@corp.example", "boss@corp.example"]]),
        json!(["EXP-4", "approved", "1640.00", ["ines@corp.example"]]),
        json!(["EXP-5", "approved", "960.00", ["ines@corp.example"]]),
    ];
    assert_eq!(decided, expected);
    assert_eq!(
        ask(folder, &["show", "EXP-5"])[0]["policy_amount"],
        json!({ "value": "1036.80", "currency": "USD" })
    );
    let flags = json!([{ "flag": "converted", "text": "960.00 EUR at 1.08 = 1,036.80 USD" }]);
    assert_eq!(ask(folder, &["show", "EXP-5"])[0]["flags"], flags);
    let warnings = &ask(folder, &["show", "EXP-4"])[0]["warnings"];
    let stated = "The amount is what the requester stated: nothing that could be read names one.";
    assert_eq!(warnings[0], stated, "what follows depends on whether tesseract is installed");
    assert_eq!(ask(folder, &["show", "EXP-3"])[0]["escalations"], 1);
    let audit = &ask(folder, &["audit", "verify"])[0];
    assert_eq!((&audit["faults"], &audit["requests"]), (&json!([]), &json!(5)));
    assert!(ask(folder, &["outbox", "list"]).is_empty(), "everything is delivered");
}

fn everybody_has_a_mailbox_with_what_they_were_told(folder: &Path) {
    for (person, notices) in [
        ("dana", vec!["approved"]),
        ("lee", vec!["received", "rejected"]),
        ("sam", vec!["amount_needed", "approved", "question", "received"]),
        ("boss", vec!["decision_recorded", "escalation"]),
        ("finance", vec!["settled"]),
        ("maria", vec!["already_closed", "approval_request", "closed_for_you", "decision_recorded"]),
        ("omar", vec!["approval_request", "closed_for_you", "decision_recorded"]),
        ("ines", vec!["answer", "approval_request", "closed_for_you", "decision_recorded", "not_understood"]),
    ] {
        let mailbox = folder.join(format!("var/mail/{person}@corp.example"));
        // Without all three, mail programs do not take a folder for a Maildir.
        assert!(["cur", "new", "tmp"].iter().all(|part| mailbox.join(part).is_dir()), "{person}");
        let mails = mails(&mailbox);
        let kind = |mail: &String| {
            mail.lines().find_map(|line| line.strip_prefix("X-Countersign-Notice: ").map(str::to_owned))
        };
        let mut kinds: Vec<_> = mails.iter().filter_map(kind).collect();
        kinds.sort();
        kinds.dedup();
        assert_eq!(kinds, notices, "{person}");
    }
}

fn the_manager_is_told_who_has_not_decided(folder: &Path) {
    let mails = mails(&folder.join("var/mail/boss@corp.example")).concat();
    assert!(mails.contains("We asked Maria Lopez, Omar Haddad, Ines Novak.\n"), "{mails}");
    assert!(mails.contains("Requester:  kim@corp.example\n"), "{mails}");
}

fn mails(mailbox: &Path) -> Vec<String> {
    let files = fs::read_dir(mailbox.join("new")).unwrap();
    files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn whoever_plays_along_answers_with_the_commands_that_it_prints() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("it's here");
    let mut demo = demo(&folder).arg("--interactive").stdout(Stdio::piped()).spawn().unwrap();
    let lines = lines(&mut demo);

    let explained = until(&lines, "Ctrl-C");
    let commands: Vec<_> =
        explained.iter().skip_while(|line| !line.starts_with("cd ")).map(String::as_str).collect();
    let end = commands.iter().position(|line| line.starts_with("mv ")).unwrap();
    succeeded(Command::new("sh").args(["-ec", &commands[..=end].join("\n")]).output().unwrap());

    let told = until(&lines, "decision_recorded");
    assert!(told.last().unwrap().contains("maria"), "{told:?}");
    kill_process(Pid::from_child(&demo), Signal::INT).unwrap();
    assert!(demo.wait().unwrap().success());
    assert_eq!(ask(&folder, &["show", "EXP-3"])[0]["approvals"]["given"], json!(["maria@corp.example"]));
}

/// What a program prints, line by line.
fn lines(program: &mut Child) -> Receiver<String> {
    let output = BufReader::new(program.stdout.take().unwrap());
    let (line, lines) = channel();
    std::thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|text| line.send(text)));
    lines
}

/// All lines up to the first with this word.
fn until(lines: &Receiver<String>, word: &str) -> Vec<String> {
    let mut printed: Vec<String> = Vec::new();
    while printed.last().is_none_or(|line| !line.contains(word)) {
        let next = lines.recv_timeout(Duration::from_secs(60));
        printed.push(next.unwrap_or_else(|_| panic!("{word} did not come: {printed:#?}")));
    }
    printed
}

#[test]
fn a_folder_that_is_in_use_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine"), "precious").unwrap();
    let output = demo(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr).unwrap().contains("is not empty: name another folder with --dir")
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
