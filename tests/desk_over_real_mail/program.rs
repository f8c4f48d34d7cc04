//! The built program: as a daemon that is watched through its log, and as a command that prints and ends.
#![allow(dead_code, reason = "each of the tests that share it uses a part")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::support::servers::wait_until;

const PROGRAM: &str = env!("CARGO_BIN_EXE_countersign");

/// A running daemon; dropping it ends it at once.
pub struct Daemon {
    child: Child,
    log: PathBuf,
}

impl Daemon {
    /// Starts it; its log begins anew.
    pub fn start(config: &Path, environment: &[(&str, &str)]) -> Self {
        let log = config.with_file_name("daemon.log");
        let child = program(config)
            .arg("run")
            .envs(environment.iter().copied())
            .stdout(Stdio::null())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        Self { child, log }
    }

    /// What it logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// How often it logged this.
    pub fn count(&self, words: &str) -> usize {
        self.log().matches(words).count()
    }

    /// Waits until it logs this.
    pub async fn says(&mut self, words: &str) {
        let what = format!("`{words}` in {}", self.log.display());
        wait_until(&what, || {
            let log = self.log();
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none() || log.contains(words), "it ended ({ended:?}) without `{words}`:\n{log}");
            log.contains(words).then_some(())
        })
        .await;
    }

    /// Asks it to end, as systemd does.
    pub fn ask_to_end(&self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
    }

    /// Asks it to read its configuration anew, as `systemctl reload` does.
    pub fn ask_to_reload(&self) {
        kill_process(Pid::from_child(&self.child), Signal::HUP).unwrap();
    }

    /// Waits until it has logged this so many times.
    pub async fn says_times(&mut self, words: &str, times: usize) {
        let what = format!("`{words}` {times} times in {}", self.log.display());
        wait_until(&what, || (self.count(words) >= times).then_some(())).await;
    }

    /// Asks it to end, and waits until it has.
    pub async fn terminate(mut self) -> ExitStatus {
        self.ask_to_end();
        self.ended().await
    }

    /// Waits until it has ended.
    pub async fn ended(&mut self) -> ExitStatus {
        wait_until("the daemon ends", || self.child.try_wait().unwrap()).await
    }

    /// Stops it where it is, until [`Daemon::thaw`]: when this returns, none of its threads goes on.
    pub fn freeze(&self) {
        kill_process(Pid::from_child(&self.child), Signal::STOP).unwrap();
        while !self.stands_still() {
            std::thread::yield_now();
        }
    }

    /// Whether each of its threads is stopped (`T`), or the process has ended: the field behind the name in `stat`.
    fn stands_still(&self) -> bool {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.child.id())).into_iter().flatten().flatten();
        let stats = tasks.filter_map(|task| fs::read_to_string(task.path().join("stat")).ok());
        let mut stats = stats.filter_map(|stat| stat.rsplit_once(") ").map(|(_, state)| state.to_owned()));
        stats.all(|state| state.starts_with(['T', 'Z', 'X']))
    }

    /// Lets it go on.
    pub fn thaw(&self) {
        kill_process(Pid::from_child(&self.child), Signal::CONT).unwrap();
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("the daemon's log:\n{}", self.log());
        }
    }
}

/// What a command printed, and how it ended.
pub struct Ran {
    /// The exit status.
    pub status: i32,
    /// What it printed.
    pub printed: String,
    /// What it complained of.
    pub complained: String,
}

impl Ran {
    /// Runs a command to its end.
    pub fn new(config: &Path, arguments: &[&str]) -> Self {
        let output = program(config).args(arguments).stdin(Stdio::null()).output().unwrap();
        Self {
            status: output.status.code().unwrap(),
            printed: String::from_utf8(output.stdout).unwrap(),
            complained: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What it printed, when it is done.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.status, 0, "{}{}", self.printed, self.complained);
        self.printed
    }

    /// What it complained of, when it ended so.
    #[track_caller]
    pub fn refused(self, status: i32) -> String {
        assert_eq!(self.status, status, "{}{}", self.printed, self.complained);
        assert_eq!(self.printed, "");
        self.complained
    }

    /// The JSON objects that it printed, one a line.
    #[track_caller]
    pub fn objects(self) -> Vec<Value> {
        self.done().lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }

    /// The one JSON object that it printed.
    #[track_caller]
    pub fn object(self) -> Value {
        let mut objects = self.objects();
        assert_eq!(objects.len(), 1, "{objects:?}");
        objects.remove(0)
    }
}

/// Nothing of the surroundings reaches it, least of all their `COUNTERSIGN_CONFIG`.
fn program(config: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.env_clear().arg("--config").arg(config);
    command
}
