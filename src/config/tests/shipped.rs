//! The `config.toml` that is shipped: it runs as it is, it names every key, and its other ways work too.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::config::keys;
use crate::config::{Secrets, load, parse};

fn shipped() -> (PathBuf, String) {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/config.toml"));
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

#[test]
fn the_shipped_file_is_right_as_it_is() {
    let (path, _) = shipped();
    let config = load(&path).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(config.desk.address.as_str(), "expenses@corp.example");
}

#[test]
fn the_shipped_file_shows_every_key() {
    let shown = shown_keys(&shipped().1);
    for table in keys::ALL.iter().filter(|table| table.name != keys::ROOT.name) {
        let name = table.name.split('.').next().unwrap();
        for key in table.keys {
            assert!(shown.contains(&(name.to_owned(), (*key).to_owned())), "{}.{key}", table.name);
        }
    }
    for name in keys::ROOT.keys {
        assert!(shown.iter().any(|(table, _)| table == name), "[{name}]");
    }
}

#[test]
fn the_shipped_file_shows_no_key_that_nobody_knows() {
    let known: BTreeSet<&str> = keys::ALL.iter().flat_map(|table| table.keys).copied().collect();
    for (table, key) in shown_keys(&shipped().1) {
        let currency = table == "policy" && key.len() == 3;
        assert!(known.contains(key.as_str()) || currency, "{table}.{key}");
    }
}

/// Pairs of table and key, also of settings that are commented out.
fn shown_keys(text: &str) -> BTreeSet<(String, String)> {
    let tables = regex::Regex::new(r"^(?:#|#   )?\[\[?([a-z]+)\]\]?(?:, \[([a-z]+)\])?").unwrap();
    let keys = regex::Regex::new(r"([A-Za-z0-9_]+) = ").unwrap();
    let mut current = Vec::new();
    let mut shown = BTreeSet::new();
    for line in text.lines().filter(|line| !is_prose(line)) {
        if let Some(found) = tables.captures(line) {
            current = found.iter().skip(1).flatten().map(|name| name.as_str().to_owned()).collect();
        }
        for found in keys.captures_iter(line) {
            shown.extend(current.iter().map(|table| (table.clone(), found[1].to_owned())));
        }
    }
    shown
}

fn is_prose(line: &str) -> bool {
    line.starts_with("# ") && !line.starts_with("#   ")
}

/// The shipped file with one of its commented ways to get mail in place of the embedded post office.
fn taken(way: &str) -> String {
    let (_, text) = shipped();
    let (before, rest) = text.split_once("\n[inbox]").unwrap();
    let (_, after) = rest.split_once("# ---- Your own server").unwrap();
    let (_, block) = text.split_once(&format!("# ---- {way}")).unwrap();
    let (block, _) = block.split_once("# ---- end").unwrap();
    let settings: String = block.lines().filter(|line| !is_prose(line)).map(uncommented).collect();
    format!("{before}\n{settings}# {after}")
}

fn uncommented(line: &str) -> String {
    let setting = line.strip_prefix('#').unwrap_or("");
    format!("{setting}\n")
}

#[test]
fn each_commented_way_works_when_it_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["imap.password", "smtp.password", "google.password", "proxy.password", "ca.pem"] {
        let path = folder.path().join(name);
        fs::write(&path, "hunter2\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    let path = folder.path().join("config.toml");
    for way in ["Your own server", "Gmail and Google Workspace", "Microsoft 365"] {
        fs::write(&path, taken(way)).unwrap();
        let config = load(&path).unwrap_or_else(|faults| panic!("{way}:\n{faults}"));
        assert!(matches!(config.inbox, crate::config::Inbox::Imap(_)), "{way}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_is_left_of_a_file_is_right_or_told_what_is_wrong(
        kept in proptest::collection::vec(proptest::bool::weighted(0.8), 300),
        end in 0_usize..12_000,
        way in proptest::sample::select(vec!["Your own server", "Gmail and Google Workspace", "Microsoft 365"]),
    ) {
        let whole = taken(way);
        let lines = whole.lines().zip(kept.iter().cycle()).filter(|(_, kept)| **kept).map(|(line, _)| line);
        let left: String = lines.flat_map(|line| [line, "\n"]).collect::<String>().chars().take(end).collect();
        let told = parse(Path::new("config.toml"), &left, Secrets::Found { exposed: true });
        proptest::prop_assert!(told.is_err_and(|faults| !faults.is_empty()), "password files are missing at least");
    }
}
