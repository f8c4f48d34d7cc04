//! Whole mails, one file each: what the desk must understand stands on top, the mail below a line of `=`.
//! The file name says what is odd about it.

use std::fs;
use std::path::Path;

use super::desk;
use crate::mail::{Bounce, Fate, Kind, Part, Reading, Said, Words, dissect, read, said};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail-cases");

#[test]
fn every_mail_is_understood_as_its_file_says() {
    let wrong: Vec<String> = cases().iter().flat_map(|(name, text)| faults(name, text)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn line_ends_do_not_change_what_is_understood() {
    for (name, text) in cases() {
        let (_, mail) = text.split_once("=====\n").unwrap();
        let (lf, crlf) =
            (read(mail.as_bytes(), &desk()), read(mail.replace('\n', "\r\n").as_bytes(), &desk()));
        assert_eq!(lf.typed.replace('\r', ""), crlf.typed.replace('\r', ""), "{name}");
        assert_eq!((lf.kind, lf.undecidable), (crlf.kind, crlf.undecidable), "{name}");
    }
}

#[test]
fn what_a_dissection_calls_typed_is_what_was_read() {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    for (name, text) in cases() {
        let (_, mail) = text.split_once("=====\n").unwrap();
        let pieces = dissect(mail.as_bytes()).pieces;
        let typed: String =
            pieces.iter().filter(|(part, _)| *part == Part::Typed).map(|(_, text)| text.as_str()).collect();
        assert_eq!(bare(&typed), bare(&read(mail.as_bytes(), &desk()).typed), "{name}");
    }
}

fn cases() -> Vec<(String, String)> {
    let files = fs::read_dir(Path::new(FOLDER)).unwrap();
    let mut cases: Vec<(String, String)> = files
        .map(|file| file.unwrap().path())
        .map(|path| {
            (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect();
    cases.sort();
    assert!(cases.len() > 100);
    cases
}

fn faults(name: &str, text: &str) -> Vec<String> {
    let (expected, mail) = text.split_once("=====\n").unwrap();
    let reading = read(mail.as_bytes(), &desk());
    let lines = expected.lines().map(|line| line.split_once(':').unwrap());
    lines
        .map(|(key, value)| (key, value.trim_start().replace("\\n", "\n")))
        .filter_map(|(key, value)| {
            let found = found(&reading, key, &value);
            (found != value).then(|| format!("{name}: {key} should be {value:?} and is {found:?}"))
        })
        .collect()
}

/// What was understood, in the words of the case files; where a case asks for a part, that part if it is there.
fn found(reading: &Reading, key: &str, value: &str) -> String {
    let part_of = |text: &str| {
        if text.contains(value) && !value.is_empty() { value.to_owned() } else { text.to_owned() }
    };
    match key {
        "kind" => kind(&reading.kind),
        "from" => reading.from.as_ref().map(ToString::to_string).unwrap_or_default(),
        "typed" => reading.typed.clone(),
        "decision" => decision(reading).0,
        "comment" => decision(reading).1,
        "undecidable" => part_of(reading.undecidable.as_deref().unwrap_or_default()),
        "text-has" => part_of(&reading.text),
        "hidden" => part_of(&reading.hidden_text),
        "warning" => part_of(&reading.warnings.join("; ")),
        "answers" => reading.answers.join(" "),
        "attachment" => {
            reading.attachments.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(" ")
        }
        "bounce-of" => bounce(reading).map(|bounce| bounce.of.join(" ")).unwrap_or_default(),
        "reason" => part_of(bounce(reading).map(|bounce| bounce.why.as_str()).unwrap_or_default()),
        "recipient" => bounce(reading)
            .and_then(|bounce| bounce.recipient.as_ref())
            .map(ToString::to_string)
            .unwrap_or_default(),
        "until" => match &reading.kind {
            Kind::Automatic(automatic) => automatic.until.map(|day| day.to_string()).unwrap_or_default(),
            Kind::Submission | Kind::Reply | Kind::Bounce(_) => String::new(),
        },
        other => panic!("unknown expectation {other}"),
    }
}

fn bounce(reading: &Reading) -> Option<&Bounce> {
    match &reading.kind {
        Kind::Bounce(bounce) => Some(bounce),
        Kind::Submission | Kind::Reply | Kind::Automatic(_) => None,
    }
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Submission => "submission".to_owned(),
        Kind::Reply => "reply".to_owned(),
        Kind::Automatic(automatic) if automatic.own => "automatic own".to_owned(),
        Kind::Automatic(automatic) if automatic.absence => "automatic absence".to_owned(),
        Kind::Automatic(_) => "automatic".to_owned(),
        Kind::Bounce(bounce) if bounce.fate == Fate::Delayed => "bounce delayed".to_owned(),
        Kind::Bounce(bounce) if bounce.fate == Fate::Delivered => "bounce delivered".to_owned(),
        Kind::Bounce(bounce) => {
            format!("bounce {}", bounce.recipient.as_ref().map(ToString::to_string).unwrap_or_default())
        }
    }
}

fn decision(reading: &Reading) -> (String, String) {
    match said(&reading.typed, &Words::default()) {
        Said::Approve { comment, .. } => ("approve".to_owned(), comment),
        Said::Reject { comment } => ("reject".to_owned(), comment),
        Said::Unclear { why } => ("none".to_owned(), why),
        Said::Ask { question } => ("ask".to_owned(), question),
        Said::Delegate { to } => ("delegate".to_owned(), to.to_string()),
        Said::Amount { text } => ("amount".to_owned(), text),
        Said::Withdraw => ("withdraw".to_owned(), String::new()),
        Said::Status => ("status".to_owned(), String::new()),
        Said::Help => ("help".to_owned(), String::new()),
    }
}
