//! What the documents promise, tried out: the README's examples of answers, and the sample mails with what
//! `inspect` says of them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use countersign::mail::{Identity, Said, Words, read, said};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// One row of the README's table: the lines that somebody writes, and what the desk does with them.
struct Example {
    written: String,
    promised: String,
}

fn examples() -> Vec<Example> {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let (_, section) = readme.split_once("### What an approver may write").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split(" | ").collect();
        // Of code spans only what is in them: what stands between two of them is a line break.
        let lines: Vec<&str> = cells[0].split('`').skip(1).step_by(2).collect();
        Example { written: lines.join("\n"), promised: cells[1].to_owned() }
    })
    .collect()
}

/// The same words that the table uses.
fn outcome(written: &str) -> String {
    let mail = format!(
        "From: maria@corp.example\nTo: expenses+{}@corp.example\nContent-Type: text/plain; charset=utf-8\n\n{written}\n",
        "a".repeat(32)
    );
    let desk = Identity {
        address: "expenses@corp.example".parse().unwrap(),
        separator: '+',
        prefix: "EXP".to_owned(),
    };
    let reading = read(mail.as_bytes(), &desk);
    assert_eq!(reading.undecidable, None, "{written}");
    if reading.typed.is_empty() {
        return "not read".to_owned();
    }
    match said(&reading.typed, &Words::default()) {
        Said::Approve { comment, .. } => with_comment("approved", &comment),
        Said::Reject { comment } => with_comment("rejected", &comment),
        Said::Ask { question } => format!("asks: *{question}*"),
        Said::Delegate { to } => format!("asks {to} instead"),
        Said::Amount { .. } | Said::Withdraw => "the requester's".to_owned(),
        Said::Status | Said::Help => "answered".to_owned(),
        Said::Unclear { .. } => "asked back".to_owned(),
    }
}

fn with_comment(decision: &str, comment: &str) -> String {
    if comment.is_empty() {
        decision.to_owned()
    } else {
        format!("{decision}: *{}*", comment.replace('\n', "⏎"))
    }
}

#[test]
fn every_answer_in_the_readme_does_what_it_says() {
    let examples = examples();
    for Example { written, promised } in &examples {
        assert_eq!(promised, &outcome(written), "{written:?}");
    }
    for outcome in ["approved", "rejected", "asked back", "not read"] {
        let count = examples.iter().filter(|it| it.promised.starts_with(outcome)).count();
        assert!(count >= 2, "{count} examples of {outcome}");
    }
}

fn samples() -> Vec<PathBuf> {
    let files = fs::read_dir(Path::new(ROOT).join("examples")).unwrap().map(|file| file.unwrap().path());
    let mut mails: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|extension| extension == "eml")).collect();
    mails.sort();
    mails
}

#[test]
fn inspect_says_of_every_sample_mail_what_is_stored_beside_it() {
    for mail in samples() {
        let ran = Command::new(env!("CARGO_BIN_EXE_countersign"))
            .current_dir(mail.parent().unwrap())
            .arg("inspect")
            .arg(mail.file_name().unwrap())
            .env_remove("COUNTERSIGN_CONFIG")
            .output()
            .unwrap();
        assert!(ran.status.success());
        let stored = fs::read_to_string(mail.with_extension("txt")).unwrap();
        let said = String::from_utf8(ran.stdout).unwrap();
        assert_eq!(said, stored, "examples/README.md says how to store it anew: {}", mail.display());
    }
}

#[test]
fn every_sample_mail_is_explained() {
    let explained = fs::read_to_string(Path::new(ROOT).join("examples/README.md")).unwrap();
    let samples = samples();
    assert!(samples.len() >= 4);
    for mail in samples {
        let name = mail.file_name().unwrap().to_str().unwrap();
        assert!(explained.contains(&format!("| [{name}]({name})")), "{name}");
    }
}

#[test]
fn a_mail_that_cannot_be_read_stops_nothing_and_is_told() {
    let examples = Path::new(ROOT).join("examples");
    let ran = Command::new(env!("CARGO_BIN_EXE_countersign"))
        .current_dir(&examples)
        .args(["inspect", "--json", "missing.eml", "bounce.eml", "missing-too.eml", "gmail-reply.eml"])
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(1));
    let objects: Vec<serde_json::Value> = String::from_utf8(ran.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let files: Vec<&str> = objects.iter().map(|object| object["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["bounce.eml", "gmail-reply.eml"]);
    assert_eq!(objects[1]["pieces"][0]["part"], "typed");
    let told = String::from_utf8(ran.stderr).unwrap();
    assert!(told.contains("missing.eml: ") && told.contains("missing-too.eml: "), "{told}");
}
