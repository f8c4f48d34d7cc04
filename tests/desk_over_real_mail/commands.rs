//! Every command as scripts use it: its JSON, its exit status; on the shipped configuration and its embedded post office.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::letters::forwarded;
use super::program::{Daemon, Ran};
use super::support::servers::wait_until;

const SAM: &str = "sam@corp.example";
const IT: &str = "it@corp.example";
const DESK: &str = "expenses@corp.example";

/// The keys of `list --json`, as INTERFACE.md has them.
const LISTED: [&str; 16] = [
    "amount",
    "approvals",
    "asked",
    "created_at",
    "decided_at",
    "decided_by",
    "due_at",
    "escalations",
    "flags",
    "hold",
    "id",
    "policy_amount",
    "requester",
    "state",
    "subject",
    "tier_amount",
];

struct Desk(TempDir);

impl Desk {
    /// The configuration as it comes with the program, in a folder of its own.
    fn shipped() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config.toml");
        desk.configure(&fs::read_to_string(shipped).unwrap());
        desk
    }

    fn configure(&self, text: &str) {
        fs::write(self.config(), text).unwrap();
        fs::set_permissions(self.config(), fs::Permissions::from_mode(0o600)).unwrap();
    }

    fn config(&self) -> PathBuf {
        self.0.path().join("config.toml")
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::new(&self.config(), arguments)
    }

    /// Drops a mail into the desk's mailbox.
    fn receive(&self, name: &str, mail: &str) {
        fs::write(self.0.path().join("var/mail").join(DESK).join("new").join(name), mail).unwrap();
    }

    async fn lists(&self, count: usize) -> Vec<Value> {
        wait_until("requests", || {
            Some(self.run(&["list", "--json"]).objects()).filter(|them| them.len() == count)
        })
        .await
    }
}

#[track_caller]
fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_command_speaks_json_and_ends_with_the_right_status() {
    let desk = Desk::shipped();
    let checked = desk.run(&["check", "--json"]).object();
    assert_eq!(keys(&checked), ["codes", "faults", "ok", "pictures"]);
    assert_eq!((&checked["ok"], &checked["faults"]), (&json!(true), &json!([])));
    let early = desk.run(&["list"]).refused(1);
    assert!(early.contains("is not there: `countersign run` makes it"), "{early}");

    let mut daemon = Daemon::start(&desk.config(), &[]);
    daemon.says("ready").await;
    desk.receive("1", &forwarded(SAM, "Skyline Air", "USD 2,450.00"));
    desk.receive("2", &forwarded("mallory@outside.example", "Skyline Air", "USD 2,450.00"));
    let listed = desk.lists(1).await.remove(0);
    assert_eq!(keys(&listed), LISTED);
    assert_eq!((&listed["id"], &listed["state"]), (&json!("EXP-1"), &json!("pending")));
    assert_eq!(listed["amount"], json!({ "value": "2450.00", "currency": "USD" }));
    assert_eq!(listed["approvals"], json!({ "required": 1, "given": [] }));

    let shown = desk.run(&["show", "exp-1", "--json"]).object();
    let mut all = [&LISTED[..], &["timeline", "summary", "warnings", "attachments", "erased"]].concat();
    all.sort_unstable();
    assert_eq!(keys(&shown), all);
    assert_eq!(keys(&shown["timeline"][0]), ["at", "detail", "event", "gates", "who"]);
    let held = wait_until("the stranger's mail", || {
        let mut held = desk.run(&["quarantine", "list", "--json"]).objects();
        held.pop()
    })
    .await;
    let number = held["id"].to_string();
    let held = desk.run(&["quarantine", "show", &number, "--json"]).object();
    assert!(held["mail"].as_str().unwrap().contains("Skyline Air"), "{held}");
    let refused = desk.run(&["quarantine", "release", &number, "--json"]).refused(1);
    assert!(refused.contains("still refused"), "{refused}");

    operators_commands(&desk);
    assert!(daemon.terminate().await.success());
    // Without the daemon as well.
    assert_eq!(desk.run(&["list", "--state", "approved", "--json"]).objects().len(), 1);
    assert_eq!(desk.run(&["audit", "verify", "--json"]).object()["faults"], json!([]));
}

fn operators_commands(desk: &Desk) {
    let tested = desk.run(&["policy", "test", "--from", SAM, "--amount", "12,000 EUR", "--json"]).object();
    assert_eq!(tested["policy_amount"], json!({ "value": "12960.00", "currency": "USD" }));
    assert_eq!(tested["approvals"]["required"], 2);
    let decide = |who: &str| {
        desk.run(&["decide", "1", "approve", "--as", who, "--reason", "the boss is away", "--json"])
    };
    assert!(decide(SAM).refused(1).contains("[operators]"));
    assert_eq!(decide(IT).object(), json!({ "id": "EXP-1", "state": "approved" }));
    for mail in desk.run(&["outbox", "list", "--all", "--json"]).objects() {
        assert_eq!(mail["request"], "EXP-1", "{mail}");
    }
    assert_eq!(desk.run(&["outbox", "retry", "--json"]).object()["requeued"].as_u64().map(|_| ()), Some(()));
    desk.run(&["outbox", "drop", "999", "--json"]).refused(1);
    let entries = desk.run(&["audit", "log", "EXP-1", "--json"]).objects();
    assert!(entries.len() >= 2, "{entries:?}");
    for unknown in [&["show", "EXP-99"][..], &["quarantine", "show", "99"], &["audit", "log", "x"]] {
        let why = desk.run(unknown).refused(1);
        assert!(why.starts_with("countersign: "), "{why}");
    }
}

#[test]
fn a_fault_in_the_configuration_is_named_with_its_line_and_ends_with_2() {
    let desk = Desk::shipped();
    let shipped = fs::read_to_string(desk.config()).unwrap();
    let line = 1 + shipped.lines().position(|line| line.starts_with("prefix = ")).unwrap();
    desk.configure(&shipped.replace("prefix = ", "prefixx = "));
    for command in [&["check"][..], &["run"], &["list", "--json"], &["show", "1"], &["outbox", "list"]] {
        let why = desk.run(command).refused(2);
        assert!(why.contains(&format!("config.toml:{line}")) && why.contains("prefixx"), "{why}");
    }
    let checked = desk.run(&["check", "--json"]);
    assert_eq!(checked.status, 2);
    let faults: Value = serde_json::from_str(&checked.printed).unwrap();
    assert_eq!((faults["ok"].clone(), faults["faults"].as_array().unwrap().len()), (json!(false), 1));
    let missing = Ran::new(&desk.0.path().join("none.toml"), &["list"]).refused(2);
    assert!(missing.contains("none.toml"), "{missing}");
    for usage in [&["lits"][..], &["show"], &["list", "--state", "open"]] {
        desk.run(usage).refused(2);
    }
}

#[test]
fn mails_are_inspected_without_a_desk() {
    let desk = Desk::shipped();
    let file = desk.0.path().join("a.eml");
    fs::write(&file, forwarded(SAM, "Skyline Air", "USD 2,450.00")).unwrap();
    let found = desk.run(&["inspect", file.to_str().unwrap(), "--json"]).object();
    let expected = [
        "absence",
        "amount",
        "authentication",
        "bounce",
        "candidates",
        "comment",
        "decision",
        "file",
        "from",
        "gates",
        "kind",
        "pieces",
        "reply_text",
        "subject",
        "warnings",
        "why",
    ];
    assert_eq!(keys(&found), expected);
    assert_eq!(found["kind"], "submission");
    assert_eq!(keys(&found["amount"]), ["certainty", "currency", "label", "source", "value", "why"]);
    assert_eq!(keys(&found["authentication"]), ["detail", "method", "result"]);
    assert_eq!(found["amount"]["value"], "2450.00");
    let missing = desk.run(&["inspect", "nothing.eml", "--json"]);
    assert_eq!(missing.status, 1);
    assert!(missing.complained.contains("nothing.eml"), "{}", missing.complained);
    assert!(!desk.0.path().join("var").exists(), "it only looks");
}

#[test]
fn completions_and_the_manual_are_printed() {
    let desk = Desk::shipped();
    fs::remove_file(desk.config()).unwrap();
    assert!(desk.run(&["completions", "bash"]).done().contains("quarantine"));
    let manual = desk.run(&["man"]).done();
    assert!(manual.contains(".TH") && manual.contains("outbox"), "{manual}");
    assert!(desk.run(&["--help"]).done().contains("decide"));
    assert!(desk.run(&["--version"]).done().starts_with("countersign "));
}
