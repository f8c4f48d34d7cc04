//! One server process and its children: started by us, stopped exactly.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use super::waiting::held_until;

/// How long a server may take to end in good order before it is killed.
const GRACE: Duration = Duration::from_secs(10);

/// The main process of a server, leader of its own process group.
#[derive(Debug)]
pub(super) struct Process {
    running: Option<Running>,
}

/// A pid alone may be somebody else's by now: the start time tells.
#[derive(Debug)]
struct Running {
    pid: Pid,
    started: u64,
    child: Option<Child>,
}

impl Process {
    /// Starts a program that stays in the foreground.
    pub(super) fn foreground(command: &mut Command) -> Self {
        use std::os::unix::process::CommandExt;
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}; {}", INSTALL));
        let pid = Pid::from_child(&child);
        let started = start_time(pid).expect("the server ended at once");
        Self { running: Some(Running { pid, started, child: Some(child) }) }
    }

    /// Takes charge of a daemon by the pid that it wrote.
    pub(super) fn daemon(pid_file: &Path) -> Option<Self> {
        let pid = Pid::from_raw(fs::read_to_string(pid_file).ok()?.trim().parse().ok()?)?;
        let started = start_time(pid)?;
        Some(Self { running: Some(Running { pid, started, child: None }) })
    }

    /// Whether it still runs.
    pub(super) fn runs(&mut self) -> bool {
        self.running.as_mut().is_some_and(Running::runs)
    }

    /// Ends it in good order, and by force when that takes too long.
    pub(super) fn stop(&mut self) {
        if self.runs()
            && let Some(running) = &mut self.running
        {
            let _ = kill_process(running.pid, Signal::TERM);
            held_until(GRACE, || !running.runs());
        }
        self.kill();
    }

    /// Ends it and its children at once.
    pub(super) fn kill(&mut self) {
        let Some(mut running) = self.running.take() else { return };
        // Children may outlive their leader, and as long as one does the group's number is not given away again.
        if running.runs() || members(running.pid) {
            let _ = kill_process_group(running.pid, Signal::KILL);
        }
        let ended = held_until(GRACE, || !running.runs() && !members(running.pid));
        if !ended && !std::thread::panicking() {
            panic!("process group {:?} does not end", running.pid);
        }
    }
}

impl Drop for Process {
    /// Nobody needs what it would still tidy up: the folder goes too.
    fn drop(&mut self) {
        self.kill();
    }
}

impl Running {
    fn runs(&mut self) -> bool {
        match &mut self.child {
            Some(child) => matches!(child.try_wait(), Ok(None)),
            None => start_time(self.pid) == Some(self.started),
        }
    }
}

/// What to do about servers that are not there.
pub(super) const INSTALL: &str = "are the mail servers installed? Run tests/install-servers.sh as root";

/// The start time of a live process, in clock ticks since boot: field 22 of `/proc/PID/stat`.
fn start_time(pid: Pid) -> Option<u64> {
    let fields = stat(&pid.as_raw_nonzero().to_string())?;
    if fields.first()? == "Z" { None } else { fields.get(19)?.parse().ok() }
}

/// Whether a live process belongs to this group: field 5 of `/proc/PID/stat`.
fn members(group: Pid) -> bool {
    let group = group.as_raw_nonzero().to_string();
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| stat(entry.file_name().to_str()?))
        .any(|fields| fields.first().is_some_and(|state| state != "Z") && fields.get(2) == Some(&group))
}

/// The fields of `/proc/PID/stat` behind the name, which may itself hold spaces and brackets: from the third on.
fn stat(pid: &str) -> Option<Vec<String>> {
    if !pid.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, fields) = text.rsplit_once(") ")?;
    Some(fields.split_whitespace().map(str::to_owned).collect())
}
