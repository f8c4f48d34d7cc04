//! The rules of the house that no compiler checks: who may name whom, which crate belongs where, how long a file is.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The rooms from left to right. A file may name its own room, rooms further left, and, within a group, nobody else.
const ROOMS: [&[&str]; 10] = [
    &["approval", "characters", "health"],
    &["clock", "resolver", "terminal", "wire"],
    &["mail"],
    &["document"],
    &["receipt", "config", "store"],
    &["evidence", "extract", "inbox", "outbox", "summary"],
    &["turn", "web"],
    &["daemon"],
    &["demo"],
    &["cli"],
];

/// Crates that only one place may name.
const CRATES: [(&str, &[&str]); 23] = [
    ("axum", &["src/web/"]),
    ("hyper", &["src/web/"]),
    ("hyper_util", &["src/web/"]),
    ("totp_rs", &["src/turn/totp"]),
    ("fast_qr", &["src/cli/enrol"]),
    ("rusqlite", &["src/store/"]),
    ("rusqlite_migration", &["src/store/"]),
    ("async_imap", &["src/inbox/imap"]),
    ("lettre::transport", &["src/outbox/smtp"]),
    ("mail_parser", &["src/mail/"]),
    ("mail_auth", &["src/evidence/dkim"]),
    ("hickory_resolver", &["src/resolver"]),
    ("html5ever", &["src/mail/"]),
    ("cssparser", &["src/mail/"]),
    ("hayro_interpret", &["src/document/pdf"]),
    ("hayro_syntax", &["src/document/pdf"]),
    ("calamine", &["src/document/"]),
    ("csv", &["src/document/", "src/cli/export"]),
    ("quick_xml", &["src/receipt/invoice", "src/document/letter"]),
    ("zip", &["src/document/letter", "src/cli/evidence"]),
    ("reqwest", &["src/summary/"]),
    ("toml", &["src/config/"]),
    ("clap", &["src/cli/", "src/main.rs"]),
];

/// Production lines of one file at most; tests are counted apart.
const LONGEST_FILE: usize = 350;

struct Source {
    path: String,
    production: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open = vec![root.join("src")];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test_file(&path) {
            let text = std::fs::read_to_string(&path).unwrap();
            let production = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
            let path = path.strip_prefix(root).unwrap().display().to_string();
            found.push(Source { path, production });
        }
    }
    assert!(found.len() > 50, "the sources were not found");
    found
}

/// A whole file that is compiled for tests only: its parent says `#[cfg(test)]` above `mod name;`.
fn is_test_file(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let folder = path.parent().unwrap();
    if folder.ends_with("tests") {
        return true;
    }
    let module = if name == "mod" { folder.file_name().unwrap().to_str().unwrap() } else { name };
    let home = if name == "mod" { folder.parent().unwrap() } else { folder };
    let parents: [PathBuf; 2] = [home.join("mod.rs"), home.with_extension("rs")];
    let declared = format!("#[cfg(test)]\nmod {module};");
    parents
        .iter()
        .filter_map(|parent| std::fs::read_to_string(parent).ok())
        .any(|text| text.contains(&declared))
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn rooms_name_only_rooms_to_their_left() {
    let place: BTreeMap<&str, usize> = ROOMS
        .iter()
        .enumerate()
        .flat_map(|(place, rooms)| rooms.iter().map(move |room| (*room, place)))
        .collect();
    let named = Regex::new(r"crate::(\{[^}]*\}|[a-z_]+)").unwrap();
    let word = Regex::new(r"[a-z_]+").unwrap();
    let mut faults = Vec::new();
    for source in sources() {
        let room = source.path.trim_start_matches("src/").split(['/', '.']).next().unwrap().to_owned();
        let Some(own) = place.get(room.as_str()) else { continue };
        for names in named.captures_iter(&source.production) {
            for other in word.find_iter(&names[1]).map(|it| it.as_str()) {
                let allowed = other == room || place.get(other).is_none_or(|place| place < own);
                if !allowed {
                    faults.push(format!("{} names {other}, which is not to the left of {room}", source.path));
                }
            }
        }
    }
    report(&faults);
}

#[test]
fn a_crate_is_named_only_in_its_room() {
    let used = |name| Regex::new(&format!(r"(?m)^\s*(?:pub )?use {name}\b|[^\w:]{name}::")).unwrap();
    let crates = CRATES.map(|(name, homes)| (name, used(name), homes));
    let mut faults = Vec::new();
    for source in sources() {
        for (name, used, homes) in &crates {
            let at_home = homes.iter().any(|home| source.path.starts_with(home));
            if !at_home && used.is_match(&source.production) {
                faults.push(format!("{} names the crate {name}, which belongs to {homes:?}", source.path));
            }
        }
    }
    report(&faults);
}

/// T60: a header field is written in one place, from types that cannot hold a line end.
#[test]
fn header_fields_are_written_in_one_place() {
    let mut faults = Vec::new();
    for source in sources() {
        let raw = ["insert_raw", "HeaderValue::", "HeaderName::new", "write_raw"];
        let writes = raw.iter().any(|word| source.production.contains(word))
            && source.production.contains("lettre::message");
        if writes && source.path != "src/mail/compose/field.rs" {
            faults.push(format!("{} writes a header field", source.path));
        }
        // Escaping is the engine's: nothing marks a text as safe but what it has escaped itself.
        if source.production.contains("from_safe_string") && source.path != "src/mail/templates/engine.rs" {
            faults.push(format!("{} marks a text as HTML", source.path));
        }
    }
    report(&faults);
}

#[test]
fn tasks_are_started_only_by_the_loops() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.production.contains("tokio::spawn(")) {
        if !source.path.starts_with("src/daemon/") && !source.path.starts_with("src/demo/") {
            faults.push(format!("{} starts a task", source.path));
        }
    }
    report(&faults);
}

#[test]
fn no_file_is_one_that_nobody_wants_to_read() {
    let mut faults = Vec::new();
    for source in sources() {
        let lines = source.production.lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!(
                "{} has {lines} lines of production code, {LONGEST_FILE} at most",
                source.path
            ));
        }
    }
    report(&faults);
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent = |source: &&Source| !source.production.starts_with("//!");
    let faults: Vec<_> =
        sources().iter().filter(silent).map(|source| format!("{} has no head", source.path)).collect();
    report(&faults);
}

#[test]
fn every_dependency_has_a_word_why() {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let mut section = String::new();
    let mut faults = Vec::new();
    for line in manifest.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']').to_owned();
        } else if section.ends_with("dependencies") && line.contains('=') && !line.contains(" # ") {
            faults.push(format!("Cargo.toml: no word why: {line}"));
        }
    }
    report(&faults);
}
