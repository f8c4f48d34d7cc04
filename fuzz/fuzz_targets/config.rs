//! A configuration: every text is either one or has faults that can be shown.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use countersign::config::load_without_secrets;
use countersign::mail::{Said, said};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

/// In memory where there is such a place: a disk would be most of the time.
static FOLDER: LazyLock<TempDir> =
    LazyLock::new(|| TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap());
static FILE: LazyLock<PathBuf> = LazyLock::new(|| FOLDER.path().join("config.toml"));

fuzz_target!(|text: &str| {
    std::fs::write(&*FILE, text).unwrap();
    match load_without_secrets(&FILE) {
        Ok(config) => {
            assert!(!config.identity().prefix.is_empty());
            let approved = said("APPROVE", &config.words());
            assert!(matches!(approved, Said::Approve { .. }), "the word of the interface means something else");
            assert!(!config.policy.approvers.is_empty(), "nobody can ever approve");
        }
        Err(faults) => assert!(!faults.to_string().trim().is_empty(), "wrong, and nobody knows why"),
    }
});
