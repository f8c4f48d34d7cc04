//! What the process gives up on its host before it does anything, and what it says of files that let others in.

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

/// What lets others at the files of this desk.
pub(super) fn exposures(config: &Config) -> Vec<Exposure> {
    store::permissions(&config.desk.database)
}
