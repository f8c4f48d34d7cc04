//! `evidence`: what somebody gets who was not there, and what they must not get.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use chrono::DateTime;
use countersign::clock::Clock;
use countersign::config;
use countersign::inbox::Place;
use countersign::mail::Templates;
use countersign::resolver::Answers;
use countersign::store::{self, Store};
use countersign::turn::{Desk, understand};
use serde_json::Value;

const REPORT: &str = "From: sam@corp.example\nTo: expenses@corp.example\nSubject: Fwd: Laptop\n\
    Message-ID: <1@corp.example>\n\nTotal: 2,450.00 USD\n";

fn desk(folder: &Path) -> Desk {
    let file = folder.join("config.toml");
    fs::write(&file, config::SHIPPED).unwrap();
    let config = Arc::new(config::load_without_secrets(&file).unwrap());
    let clock = Clock::moved(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
    let store = Store::open(&config.desk.database).unwrap();
    Desk::new(config, Arc::new(Templates::embedded()), clock, store)
}

async fn take(desk: &Desk, key: &str, raw: String) {
    let (arrived, answers) = (desk.clock.now(), Answers::new());
    let mail = understand(raw.into_bytes(), arrived, &answers, &desk.identity, &desk.config, &desk.extractor);
    desk.take(Place { mailbox: "test".to_owned(), key: key.to_owned() }, mail).await.unwrap();
}

/// The reply address in the first mail that goes out.
async fn reply_address(desk: &Desk) -> String {
    let sent = desk.dispatch(1).await.unwrap();
    let mail = String::from_utf8(sent[0].parcel.bytes.clone()).unwrap();
    let field = mail.lines().find(|line| line.starts_with("Reply-To:")).unwrap();
    field.split(['<', '>']).nth(1).unwrap().to_owned()
}

fn evidence(folder: &Path, file: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    command.arg("--config").arg(folder.join("config.toml"));
    command.args(["evidence", "EXP-1", "--json", "-o"]).arg(file).output().unwrap()
}

fn unpacked(file: &Path) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(File::open(file).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(file.name().unwrap().into_owned(), text);
    }
    files
}

/// T22: an answer quotes the mail that it answers, with its reply address, and is kept as it came.
#[tokio::test]
async fn all_about_a_request_is_in_one_file_but_no_reply_address_that_works() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    take(&desk, "1", REPORT.to_owned()).await;
    let address = reply_address(&desk).await;
    let answer = format!(
        "From: sam@corp.example\nTo: {address}\nSubject: Re: Laptop\nMessage-ID: <2@corp.example>\n\nSTATUS {address}\n\n\
         > Reply-To: {address}\n"
    );
    take(&desk, "2", answer.clone()).await;
    let file = folder.path().join("evidence.zip");
    let made = evidence(folder.path(), &file);
    let said: Value = serde_json::from_slice(&made.stdout).unwrap();
    assert_eq!((said["mails"].as_u64(), said["id"].as_str()), (Some(2), Some("EXP-1")), "{said}");
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);

    let files = unpacked(&file);
    let secret = address.split(['+', '@']).nth(1).unwrap();
    for (name, text) in &files {
        assert!(!text.to_lowercase().contains(secret), "{name}: {text}");
    }
    let report = format!("mails/{}.eml", store::hex(&store::digest(REPORT.as_bytes())));
    assert_eq!(files[&report], REPORT);
    let answered = format!("mails/{}.eml", store::hex(&store::digest(answer.as_bytes())));
    assert_eq!(files[&answered], answer.replace(secret, &"x".repeat(32)));
    let manifest: Vec<Value> = serde_json::from_str(&files["manifest.json"]).unwrap();
    let masked = |file: &str| manifest.iter().find(|it| it["file"] == file).unwrap()["masked"].as_bool();
    assert_eq!((masked(&report), masked(&answered)), (Some(false), Some(true)));
    assert_eq!(serde_json::from_str::<Value>(&files["request.json"]).unwrap()["state"], "pending");
    assert_eq!(evidence(folder.path(), &file).status.code(), Some(1), "what is there is not overwritten");
}

/// T97: each entry can be checked by hand: its seal, the seal before it, the policy that it names, and its mail.
#[tokio::test]
async fn what_is_in_it_can_be_checked_without_the_desk() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    take(&desk, "1", REPORT.to_owned()).await;
    desk.clock.pass(chrono::TimeDelta::minutes(5));
    desk.do_what_is_due().await.unwrap();
    let file = folder.path().join("evidence.zip");
    assert!(evidence(folder.path(), &file).status.success());
    let files = unpacked(&file);
    let sha256 = |text: &str| store::hex(&store::digest(text.as_bytes()));
    let mut before = None;
    for line in files["audit.jsonl"].lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let sealed = entry["sealed"].as_str().unwrap();
        assert_eq!(entry["hash"], sha256(sealed));
        let parts: Value = serde_json::from_str(sealed).unwrap();
        assert!(before.is_none_or(|before| parts[0] == before));
        assert_eq!(parts[4], entry["who"]);
        let policy = entry["policy"].as_str().unwrap();
        assert_eq!(sha256(&files[&format!("policies/{policy}.json")]), policy);
        if let Some(mail) = entry["mail"].as_str() {
            assert_eq!(sha256(&files[&format!("mails/{mail}.eml")]), mail);
        }
        before = Some(entry["hash"].clone());
    }
    let head: Value = serde_json::from_str(&files["head.json"]).unwrap();
    assert_eq!((head["seq"].as_u64(), Some(&head["seal"])), (Some(2), before.as_ref()));
}
