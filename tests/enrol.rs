//! `enrol` as operators use it: what it shows once, and that nothing else ever shows it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use countersign::store::Store;

fn countersign(folder: &Path, arguments: &[&str]) -> Output {
    let config = folder.join("config.toml");
    Command::new(env!("CARGO_BIN_EXE_countersign"))
        .arg("--config")
        .arg(config)
        .args(arguments)
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A desk that wants codes, and that has run before.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let shipped = include_str!("../config.toml");
    let coded =
        shipped.replace("above = 10000, approvals = 2 }", "above = 10000, approvals = 2, code = \"totp\" }");
    assert_ne!(shipped, coded);
    std::fs::write(folder.path().join("config.toml"), coded).unwrap();
    drop(Store::open(&folder.path().join("var/countersign.db")).unwrap());
    folder
}

/// What `inspect` says of this text as a reply.
fn decision(folder: &Path, typed: &str) -> serde_json::Value {
    std::fs::write(folder.join("typed.txt"), typed).unwrap();
    let file = folder.join("typed.txt").display().to_string();
    let output = countersign(folder, &["inspect", "--text", "--as-reply", "--json", &file]);
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn inspect_reads_codes_where_the_configuration_wants_some() {
    let folder = desk();
    let coded = decision(folder.path(), "APPROVE 123 456: fine");
    assert_eq!((&coded["decision"], &coded["comment"]), (&"approve".into(), &"fine".into()));
    assert_eq!(decision(folder.path(), "REJECT 123456")["decision"], "none");
    std::fs::write(folder.path().join("config.toml"), include_str!("../config.toml")).unwrap();
    assert_eq!(decision(folder.path(), "APPROVE 123 456")["decision"], "none");
}

const ENROL: [&str; 4] = ["enrol", "m.lopez@corp.example", "--as", "it@corp.example"];

#[test]
fn a_secret_is_shown_once_and_nowhere_else() {
    let folder = desk();
    let shown = countersign(folder.path(), &[&ENROL[..], &["--json"]].concat());
    assert!(shown.status.success(), "{}", text(&shown));
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(shown["person"], "maria@corp.example", "an alias is the person");
    let uri = shown["uri"].as_str().unwrap();
    assert!(uri.starts_with("otpauth://totp/Expense%20desk:maria%40corp.example?secret="), "{uri}");
    let secret = uri.split_once("secret=").unwrap().1.split('&').next().unwrap();
    assert_eq!(secret.len(), 32);

    for command in [
        &["list"][..],
        &["list", "--json"],
        &["outbox", "list", "--json"],
        &["audit", "log", "--json"],
        &["audit", "log"],
        &["audit", "verify"],
        &["quarantine", "list"],
        &["check", "--json"],
    ] {
        let output = countersign(folder.path(), command);
        assert!(output.status.success(), "{command:?}: {}", text(&output));
        assert!(!text(&output).contains(secret), "{command:?}");
    }
    let log = text(&countersign(folder.path(), &["audit", "log"]));
    assert!(
        log.contains("it@corp.example") && log.contains("enrolled a second factor of maria@corp.example"),
        "{log}"
    );
    let check = text(&countersign(folder.path(), &["check"]));
    assert!(check.contains("above 10,000.00 USD approvals carry a code"), "{check}");
    let database = folder.path().join("var/countersign.db");
    assert_eq!(std::fs::metadata(&database).unwrap().permissions().mode() & 0o777, 0o600);
    for file in [database.clone(), database.with_extension("db-wal")] {
        let bytes = std::fs::read(file).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains(secret), "only its bytes are kept");
    }

    let again = text(&countersign(folder.path(), &ENROL));
    assert!(again.contains("otpauth://totp/") && again.contains('█'), "{again}");
    assert!(!again.contains(secret), "enrolled anew is a new secret");
}

#[test]
fn only_operators_enrol_and_only_those_who_decide() {
    let folder = desk();
    for (arguments, why) in [
        (&["enrol", "maria@corp.example", "--as", "maria@corp.example"][..], "not one of [operators]"),
        (&["enrol", "sam@corp.example", "--as", "it@corp.example"], "neither an approver nor a contact"),
        (&["enrol", "maria@corp.example", "--remove", "--as", "it@corp.example"], "is not enrolled"),
    ] {
        let output = countersign(folder.path(), arguments);
        assert!(!output.status.success() && text(&output).contains(why), "{arguments:?}: {}", text(&output));
    }
}

#[test]
fn the_only_operator_need_not_be_named() {
    let folder = desk();
    let alone = countersign(folder.path(), &["enrol", "maria@corp.example"]);
    assert!(alone.status.success(), "{}", text(&alone));
    assert!(text(&countersign(folder.path(), &["audit", "log"])).contains("it@corp.example"));
    let config = folder.path().join("config.toml");
    let two = std::fs::read_to_string(&config)
        .unwrap()
        .replace("[\"it@corp.example\"]", "[\"it@corp.example\", \"ops@corp.example\"]");
    std::fs::write(&config, two).unwrap();
    let output = countersign(folder.path(), &["enrol", "maria@corp.example"]);
    assert!(!output.status.success() && text(&output).contains("--as"), "{}", text(&output));
}
