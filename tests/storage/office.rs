//! A desk on its embedded post office, run by the built program, whose files a test gets at.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use countersign::config;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

/// Far more than anything here takes, on any machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// The folder of a desk.
pub(crate) struct Office {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) config: PathBuf,
    pub(crate) database: PathBuf,
}

impl Office {
    pub(crate) fn new() -> Self {
        Self::with("")
    }

    /// With further settings.
    pub(crate) fn with(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // A folder of its own, which a test can put another disk over.
        let database = folder.path().join("disk/desk.db");
        fs::create_dir(database.parent().unwrap()).unwrap();
        let config = folder.path().join("config.toml");
        let shipped = config::SHIPPED
            .replace("database = \"var/countersign.db\"", "database = \"disk/desk.db\"")
            .replace("provider = \"ollama\"", "provider = \"none\"");
        fs::write(&config, format!("{shipped}\n{settings}\n")).unwrap();
        fs::set_permissions(&config, Permissions::from_mode(0o600)).unwrap();
        fs::set_permissions(database.parent().unwrap(), Permissions::from_mode(0o700)).unwrap();
        Self { folder, config, database }
    }

    pub(crate) fn disk(&self) -> &Path {
        self.database.parent().unwrap()
    }

    fn program(&self) -> Command {
        let mut command = Command::new("/bin/sh");
        // A limit on the size of files is an error then, and not the end.
        let script =
            format!("trap '' XFSZ; exec {} --config \"$0\" \"$@\"", env!("CARGO_BIN_EXE_countersign"));
        command.args(["-c", &script]).arg(&self.config).arg0("sh");
        command
    }

    /// What a command ends with and says.
    pub(crate) fn says(&self, words: &[&str]) -> (Option<i32>, String) {
        let output = self.program().args(words).output().unwrap();
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    }

    /// What a command says that must work.
    pub(crate) fn done(&self, words: &[&str]) -> String {
        let (status, said) = self.says(words);
        assert_eq!(status, Some(0), "{words:?}: {said}");
        said
    }

    pub(crate) fn json(&self, words: &[&str]) -> Value {
        let said = self.done(words);
        serde_json::from_str(said.trim()).unwrap_or_else(|fault| panic!("{words:?}: {fault}: {said}"))
    }

    /// A daemon that is ready.
    pub(crate) fn run(&self) -> Daemon {
        let mut child = self.program().arg("run").stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            stderr.lines().map_while(Result::ok).all(|line| sender.send(line).is_ok())
        });
        let mut daemon = Daemon { child, lines, said: Vec::new() };
        daemon.hear("ready: ");
        daemon
    }

    fn maildir(&self, person: &str) -> PathBuf {
        self.folder.path().join("var/mail").join(format!("{person}@corp.example"))
    }

    /// Puts a mail to this reply address, or to the desk itself, into the desk's mailbox.
    pub(crate) fn post(&self, name: &str, from: &str, to: &str, subject: &str, text: &str) {
        let (written, arrived) =
            (self.folder.path().join(name), self.maildir("expenses").join("new").join(name));
        let mail = format!(
            "From: {from}@corp.example\nTo: {to}\nMessage-ID: <{name}@corp.example>\nSubject: {subject}\n\n{text}\n"
        );
        fs::write(&written, mail).unwrap();
        fs::create_dir_all(arrived.parent().unwrap()).unwrap();
        fs::rename(written, arrived).unwrap();
    }

    /// Somebody answers the newest mail that they got with this in the subject.
    pub(crate) fn answer(&self, name: &str, from: &str, subject: &str, text: &str) {
        let mails = self.mails(from);
        let has =
            |mail: &&String| mail.lines().any(|line| line.starts_with("Subject: ") && line.contains(subject));
        let mail = mails.iter().rfind(has).unwrap();
        let to = mail.lines().find_map(|line| line.strip_prefix("Reply-To: ")).unwrap();
        self.post(name, from, to.trim(), "Re: your mail", text);
    }

    /// Moves everything that was dealt with back into the mailbox, as an operator does after a restore.
    pub(crate) fn move_back(&self) {
        let new = self.maildir("expenses").join("new");
        for folder in [".Processed/cur", ".Processed/new", ".Quarantine/cur", ".Quarantine/new"] {
            for name in self.lies_in(folder) {
                fs::rename(self.maildir("expenses").join(folder).join(&name), new.join(&name)).unwrap();
            }
        }
    }

    /// Sam sends a report in.
    pub(crate) fn report(&self, name: &str, total: &str) {
        self.post(name, "sam", "expenses@corp.example", name, &format!("Total: {total} USD"));
    }

    /// The names of the mails in a folder of the desk's mailbox: `new`, `.Processed/cur`.
    pub(crate) fn lies_in(&self, folder: &str) -> Vec<String> {
        names(&self.maildir("expenses").join(folder))
    }

    /// Whether the mail was dealt with.
    pub(crate) fn is_filed(&self, name: &str) -> bool {
        ["cur", "new"]
            .iter()
            .any(|it| self.lies_in(&format!(".Processed/{it}")).iter().any(|found| found.starts_with(name)))
    }

    /// The mails that somebody got.
    pub(crate) fn mails(&self, person: &str) -> Vec<String> {
        let new = self.maildir(person).join("new");
        names(&new).iter().map(|name| fs::read_to_string(new.join(name)).unwrap()).collect()
    }

    /// How many mails somebody got with this in the subject.
    pub(crate) fn told(&self, person: &str, subject: &str) -> usize {
        let has =
            |mail: &&String| mail.lines().any(|line| line.starts_with("Subject: ") && line.contains(subject));
        self.mails(person).iter().filter(has).count()
    }

    /// All requests, oldest first: number, state, subject.
    pub(crate) fn requests(&self) -> Vec<String> {
        let said = self.done(&["list", "--json"]);
        let mut requests: Vec<String> = said
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .map(|it| format!("{} {} {}", it["id"], it["state"], it["subject"]).replace('"', ""))
            .collect();
        requests.reverse();
        requests
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.says(&["audit", "verify"]).0 == Some(0)
    }
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A running desk, and what it says.
pub(crate) struct Daemon {
    pub(crate) child: Child,
    lines: Receiver<String>,
    pub(crate) said: Vec<String>,
}

impl Daemon {
    /// Waits until it says this.
    pub(crate) fn hear(&mut self, words: &str) -> String {
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                panic!("it never said {words:?}: {:#?}", self.said)
            };
            self.said.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
    }

    /// How often it has said this.
    pub(crate) fn count(&mut self, words: &str) -> usize {
        self.said.extend(self.lines.try_iter());
        self.said.iter().filter(|line| line.contains(words)).count()
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    pub(crate) fn stop(mut self) {
        kill_process(self.pid(), Signal::TERM).unwrap();
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until something is so.
pub(crate) fn until(what: &str, so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A small disk over a folder, where this user may mount one.
pub(crate) struct SmallDisk(PathBuf);

impl SmallDisk {
    pub(crate) fn over(folder: &Path) -> Option<Self> {
        let mounted = mount(&["-t", "tmpfs", "-o", "size=8m,mode=0700", "none"], folder);
        if !mounted {
            eprintln!("NOT TESTED with a disk of its own: nothing can be mounted here");
        }
        mounted.then(|| Self(folder.to_owned()))
    }

    pub(crate) fn remount(&self, how: &str) {
        assert!(mount(&["-o", &format!("remount,{how}")], &self.0));
    }

    /// Takes all room that is left; gives the file that has it.
    pub(crate) fn fill(&self) -> PathBuf {
        use std::io::Write;
        let path = self.0.join("filler");
        let mut file = fs::File::create(&path).unwrap();
        while file.write_all(&[7; 4096]).is_ok() {}
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

fn mount(options: &[&str], folder: &Path) -> bool {
    Command::new("mount").args(options).arg(folder).output().is_ok_and(|it| it.status.success())
}
