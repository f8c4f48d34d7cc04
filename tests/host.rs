//! The built program on its host: what it writes is its owner's alone, and what lets others in is said or refused.
#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use countersign::config;
use rustix::process::{Pid, Signal, kill_process};

const PROGRAM: &str = env!("CARGO_BIN_EXE_countersign");

/// A folder with the shipped configuration in it.
fn office() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    fs::write(&file, config::SHIPPED).unwrap();
    mode(&file, 0o600);
    (folder, file)
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// A command, started by a shell that hides nothing from anybody.
fn carelessly(config: &Path, words: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    let script = format!("umask 000; ulimit -c unlimited; exec {PROGRAM} --config \"$0\" {words}");
    command.args(["-c", &script]).arg(config).stderr(Stdio::piped()).stdout(Stdio::piped());
    command
}

fn ended(config: &Path, words: &str) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = carelessly(config, words).output().unwrap();
    (status.code(), String::from_utf8([stdout, stderr].concat()).unwrap())
}

/// A daemon that said that it is ready, and what it said before.
fn running(config: &Path) -> (Child, String) {
    let mut child = carelessly(config, "run").spawn().unwrap();
    let mut said = String::new();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    while !said.contains("ready: ") {
        assert!(lines.read_line(&mut said).unwrap() > 0, "it ended: {said}");
    }
    (child, said)
}

fn stop(mut child: Child) {
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    child.wait().unwrap();
}

/// T95, T96
#[test]
fn nothing_that_the_daemon_writes_is_for_others_and_it_leaves_no_core() {
    let (folder, config) = office();
    let (child, _) = running(&config);
    let mut open = vec![folder.path().join("var")];
    let mut names = Vec::new();
    while let Some(path) = open.pop() {
        let it = fs::symlink_metadata(&path).unwrap();
        assert_eq!(it.mode() & 0o077, 0, "{} has mode {:o}", path.display(), it.mode());
        if it.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
    }
    for name in ["", "-wal", "-shm", ".lock", ".head"] {
        assert!(names.contains(&format!("countersign.db{name}")), "{name}: {names:?}");
    }
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    stop(child);
}

/// T96
#[test]
fn a_database_that_others_could_read_is_told_by_check_and_closed_by_the_daemon() {
    let (folder, config) = office();
    stop(running(&config).0);
    let database = folder.path().join("var/countersign.db");
    mode(&database, 0o644);
    let (status, said) = ended(&config, "check");
    let fault = format!("{} can be read by others (mode 644): chmod 600", database.display());
    assert!(status == Some(2) && said.contains(&fault), "{said}");
    let (child, said) = running(&config);
    assert!(said.contains("can be read by others (mode 644): this is put right now"), "{said}");
    assert_eq!(fs::metadata(&database).unwrap().mode() & 0o777, 0o600);
    stop(child);
    assert_eq!(ended(&config, "check").0, Some(0));
}

/// T96, T98
#[test]
fn a_folder_that_others_can_write_in_is_refused() {
    let (folder, config) = office();
    stop(running(&config).0);
    mode(&folder.path().join("var"), 0o770);
    for words in ["run", "outbox retry"] {
        let (status, said) = ended(&config, words);
        assert!(
            status == Some(1)
                && said.contains("is a folder that others can write in (mode 0770): chmod go-w"),
            "{said}"
        );
    }
    assert_eq!(ended(&config, "check").0, Some(2));
}

/// T95: whoever may change the configuration may name any command as a password's source.
#[test]
fn a_configuration_that_anybody_can_change_is_refused() {
    let (_folder, config) = office();
    mode(&config, 0o646);
    for words in ["run", "check"] {
        let (status, said) = ended(&config, words);
        assert!(status == Some(2) && said.contains("can be changed by anybody (mode 646)"), "{said}");
        assert!(said.contains(&format!("chmod go-w {}", config.display())), "{said}");
    }
}

/// T95
#[test]
fn a_password_in_a_configuration_that_others_can_read_is_refused() {
    let (_folder, config) = office();
    let inbox = "[inbox]\nkind = \"imap\"\nhost = \"localhost\"\nusername = \"x\"\npassword = \"hunter2\"\n";
    let (before, rest) = config::SHIPPED.split_once("[inbox]").unwrap();
    let (_, after) = rest.split_once("[outbox]").unwrap();
    fs::write(&config, format!("{before}{inbox}[outbox]{after}")).unwrap();
    mode(&config, 0o640);
    let (status, said) = ended(&config, "check");
    assert!(status == Some(2) && said.contains("is a secret in a file that others can read"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
}

/// T99
#[test]
fn a_second_daemon_on_the_same_database_is_refused() {
    let (_folder, config) = office();
    let (child, _) = running(&config);
    let (status, said) = ended(&config, "run");
    assert!(status == Some(1) && said.contains("another countersign runs on it"), "{said}");
    stop(child);
}
