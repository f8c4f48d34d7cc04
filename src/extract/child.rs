//! The other end: what our own program does when it is started to read one file.
//!
//! Knows the limits that a reader of strangers' files gives itself before it reads anything. Runs before anything else
//! of the program is set up, so that it starts in a moment.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

use rustix::process::{Resource, Rlimit, setrlimit};

use crate::document::{self, Document, Format, Unread};

/// The first argument of a process that reads a file; the second is the file's format. The file comes on standard
/// input, and goes as a JSON `Result<Document, Unread>` to standard output.
pub(super) const READ: &str = "read-file";
/// The first argument of a process that becomes another program, the second, with the arguments behind it.
pub(super) const BECOME: &str = "become-limited";

/// Bytes of a file that are read at most: a mail brings no larger ones.
pub(super) const LARGEST_FILE: u64 = 64 << 20;

const MIB: u64 = 1 << 20;
/// What a reader of ours may take up, with its program and stack.
const MEMORY_FOR_READING: u64 = 512 * MIB;
/// A picture of 40 million points is held several times over while it is recognised.
const MEMORY_FOR_TOOLS: u64 = 1024 * MIB;
/// Of computing, in seconds.
const SECONDS: u64 = 15;

/// Does what a process was started for that reads a file; `None` where this is no such process.
pub fn serve(arguments: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    let mut arguments = arguments.into_iter().skip(1);
    let task = arguments.next()?;
    let done = match task.to_str()? {
        READ => read(&arguments.next().unwrap_or_default()),
        BECOME => turn_into(arguments),
        _ => return None,
    };
    Some(if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(format: &OsString) -> io::Result<()> {
    limit_myself(MEMORY_FOR_READING)?;
    let unknown = || io::Error::new(io::ErrorKind::InvalidInput, "no such format");
    let format: Format = format.to_str().and_then(|name| name.parse().ok()).ok_or_else(unknown)?;
    let mut bytes = Vec::new();
    io::stdin().lock().take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    let outcome: Result<Document, Unread> = if bytes.len() as u64 > LARGEST_FILE {
        Err(Unread::Limit("its size".to_owned()))
    } else {
        document::read_as(format, &bytes)
    };
    let answer = serde_json::to_vec(&outcome)?;
    io::stdout().lock().write_all(&answer)
}

/// Returns only where it fails.
fn turn_into(mut command: impl Iterator<Item = OsString>) -> io::Result<()> {
    limit_myself(MEMORY_FOR_TOOLS)?;
    let program = command.next().unwrap_or_default();
    // One thread: more are neither allowed nor fair to the other mails.
    Err(Command::new(program).args(command).env("OMP_THREAD_LIMIT", "1").exec())
}

/// No way back: the limits hold for this process and whatever it becomes.
fn limit_myself(memory: u64) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        // A daemon that was killed leaves no readers behind; and where memory runs out, the reader goes and not the daemon.
        rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
        let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    }
    let limits = [
        (Resource::As, memory),
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nproc, 0),
        (Resource::Nofile, 64),
    ];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}
