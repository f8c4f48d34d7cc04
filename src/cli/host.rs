//! What the process gives up on its host before it does anything, and what it says of files that let others in.

use std::os::unix::process::CommandExt;
use std::process::Command;

use rustix::fs::Mode;
use rustix::process::{Resource, Rlimit, setrlimit, umask};

use crate::config::Config;
use crate::store::{self, Exposure};

/// Whatever is written from here on is its owner's alone, and memory, which holds passwords and mail, is never written
/// down by the system nor read by other processes of the same user.
pub(super) fn keep_to_itself() {
    umask(Mode::RWXG | Mode::RWXO);
    // Where the system does not know the one, it knows the other.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

/// How the C library deals with memory (mallopt(3), glibc): pieces of this size and more go back to the system as soon as they
/// are free, and few threads keep some for themselves. By itself it keeps more after each large mail.
const MEMORY: [(&str, &str); 3] =
    [("MALLOC_MMAP_THRESHOLD_", "262144"), ("MALLOC_TRIM_THRESHOLD_", "262144"), ("MALLOC_ARENA_MAX", "2")];

/// Begins this process anew, once, with a C library that gives memory back; it reads that from its environment only.
pub(super) fn give_memory_back() {
    let is_told = MEMORY.iter().any(|(name, _)| std::env::var_os(name).is_some());
    if !cfg!(target_env = "gnu") || is_told {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut arguments = std::env::args_os();
    let name = arguments.next().unwrap_or_else(|| program.clone().into());
    // It returns only where it fails, which is no reason not to run.
    let _ = Command::new(program).arg0(name).args(arguments).envs(MEMORY).exec();
}

/// What lets others at the files of this desk.
pub(super) fn exposures(config: &Config) -> Vec<Exposure> {
    store::permissions(&config.desk.database)
}
