//! Secrets: written in the file, or found by a file, a variable, a systemd credential or a command.
//!
//! Nothing here ever shows a secret's value, nor what a command printed.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use rustix::process::{Pid, Signal};
use secrecy::SecretString;
use toml::de::DeValue;

use super::super::keys;
use super::super::values::Form;
use super::{Secrets, Section, Value, kind};

/// No secret is longer.
const LONGEST_SECRET: u64 = 64 * 1024;
/// How long a command may take to print a secret.
const COMMAND_TIMEOUT: Duration = Duration::from_secs(10);

const FORM: Form = Form {
    name: "a secret",
    remedy: "write { file = \"…\" }, { env = \"…\" }, { credential = \"…\" }, { command = [\"…\"] }, or the text itself",
};

/// Where a secret is to be found: one of these keys.
const SOURCES: [&str; 4] = ["file", "env", "credential", "command"];

/// What is wrong, and what to do about it; never the secret.
type Refusal = (String, String);

impl<'a> Value<'a> {
    /// A secret, found; or an empty one where nobody looks for it.
    pub(in crate::config) fn secret(&self) -> Option<SecretString> {
        if self.reader.secrets == Secrets::LeftAlone {
            return self.secret_shape().map(|()| SecretString::from(String::new()));
        }
        let found = match self.value {
            DeValue::String(text) => self.inline(text),
            DeValue::Table(_) => self.source()?.found(),
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => Err((FORM.refuses(kind(self.value)), FORM.remedy.to_owned())),
        };
        match found.and_then(one_line) {
            Ok(secret) => Some(secret),
            Err((what, remedy)) => self.refuse(what, remedy),
        }
    }

    /// Whether this could be a secret, without looking for it.
    pub(in crate::config) fn secret_shape(&self) -> Option<()> {
        if self.value.is_str() {
            return Some(());
        }
        self.source().map(drop)
    }

    fn inline(&self, text: &str) -> Result<String, Refusal> {
        if self.reader.secrets == (Secrets::Found { exposed: true }) {
            return refusal(
                "is a secret in a file that others can read",
                "make the configuration private with chmod 600, or write { file = \"…\" }",
            );
        }
        Ok(text.to_owned())
    }

    /// The one source that the table names.
    fn source(&self) -> Option<SecretSource<'a>> {
        let section = self.section(&keys::SECRET)?;
        let named: Vec<&str> = SOURCES.into_iter().filter(|name| section.has(name)).collect();
        match named.as_slice() {
            ["file"] => section.read("file", Value::path).map(SecretSource::File),
            ["env"] => section.read("env", Value::text).map(SecretSource::Variable),
            ["credential"] => section.read("credential", Value::text).map(SecretSource::Credential),
            ["command"] => self.command(&section),
            _ => self.refuse("names no source, or several", FORM.remedy),
        }
    }

    fn command(&self, section: &Section<'a>) -> Option<SecretSource<'a>> {
        let words = section.each("command", |word| word.value.as_str().or_else(|| word.text()));
        let Some((program, arguments)) = words.split_first() else {
            return self
                .refuse("is a command without words", "write { command = [\"program\", \"argument\"] }");
        };
        // A bare name is looked up in PATH; one with a slash is a path as any other here.
        let program =
            if program.contains('/') { self.reader.resolve(program) } else { PathBuf::from(program) };
        let mut command = Command::new(program);
        command.args(arguments);
        Some(SecretSource::Command(command))
    }
}

/// Where a secret comes from.
enum SecretSource<'a> {
    File(PathBuf),
    Variable(&'a str),
    Credential(&'a str),
    Command(Command),
}

impl SecretSource<'_> {
    fn found(self) -> Result<String, Refusal> {
        match self {
            Self::File(path) => private_file(&path),
            Self::Variable(name) => std::env::var(name).map_err(|_| {
                (
                    format!("the variable {name} is not set, or not UTF-8"),
                    format!("set {name} for the daemon"),
                )
            }),
            Self::Credential(name) => {
                let folder = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
                credential(name, folder.as_deref())
            }
            Self::Command(command) => output_of(command, COMMAND_TIMEOUT),
        }
    }
}

fn refusal<T>(what: &str, remedy: &str) -> Result<T, Refusal> {
    Err((what.to_owned(), remedy.to_owned()))
}

/// The text without its final line break; a password is one line.
fn one_line(mut text: String) -> Result<SecretString, Refusal> {
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    if text.is_empty() {
        return refusal("the secret is empty", "put it there, on one line");
    }
    if text.chars().any(char::is_control) {
        return refusal(
            "the secret is more than one line of text",
            "put nothing but the secret there, on one line",
        );
    }
    Ok(SecretString::from(text))
}

/// A file that nobody but its owner can read.
fn private_file(path: &Path) -> Result<String, Refusal> {
    let shown = path.display();
    // Asked before opening: a FIFO would hang the start.
    if !path.is_file() {
        return Err((
            format!("there is no file {shown}"),
            "put the secret there, or correct the path".to_owned(),
        ));
    }
    let unreadable = |error: io::Error| {
        (format!("{shown} cannot be read: {error}"), "make it readable for the daemon's user".to_owned())
    };
    let file = File::open(path).map_err(unreadable)?;
    let mode = file.metadata().map_err(unreadable)?.permissions().mode();
    if mode & 0o077 != 0 {
        let what = format!("others can read the secret in {shown} (mode {:03o})", mode & 0o777);
        return Err((what, format!("chmod 600 {shown}")));
    }
    limited(file).map_err(unreadable)
}

/// A credential of systemd, which keeps it from others itself.
fn credential(name: &str, folder: Option<&Path>) -> Result<String, Refusal> {
    let unit = format!("add LoadCredential={name}:/path/to/the/secret to the systemd unit");
    if name.contains('/') || name.starts_with('.') {
        return refusal("is not the name of a credential", "write the name alone, without a path");
    }
    let Some(folder) = folder else {
        return Err((
            "systemd passes no credentials here: $CREDENTIALS_DIRECTORY is not set".to_owned(),
            unit,
        ));
    };
    let read = File::open(folder.join(name)).and_then(limited);
    read.map_err(|error| (format!("the credential {name} cannot be read: {error}"), unit))
}

/// What a command prints, within limits of time and length.
fn output_of(mut command: Command, timeout: Duration) -> Result<String, Refusal> {
    const BY_HAND: &str = "run it by hand as the daemon's user; it must print the secret and succeed";
    // A group of its own, so that whatever it started ends with it.
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
    let child = command
        .spawn()
        .map_err(|error| (format!("the command cannot start: {error}"), BY_HAND.to_owned()))?;
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(printed(child)));
    match receiver.recv_timeout(timeout) {
        Ok(Ok(Some(text))) => Ok(text),
        Ok(Ok(None)) => refusal("the command failed", BY_HAND),
        Ok(Err(_)) => refusal("the command printed no text", BY_HAND),
        Err(_) => {
            if let Some(group) = group {
                let _ = rustix::process::kill_process_group(group, Signal::KILL);
            }
            refusal("the command took over 10 s", BY_HAND)
        }
    }
}

/// What a command prints until it ends; nothing when it fails.
fn printed(mut child: Child) -> io::Result<Option<String>> {
    let text = child.stdout.take().map(limited);
    let succeeded = child.wait()?.success();
    text.filter(|_| succeeded).transpose()
}

fn limited(source: impl Read) -> io::Result<String> {
    let mut text = String::new();
    source.take(LONGEST_SECRET).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use secrecy::ExposeSecret;

    use super::*;

    fn sh(script: &str) -> Result<String, Refusal> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        output_of(command, COMMAND_TIMEOUT)
    }

    #[test]
    fn one_final_line_break_is_not_part_of_a_secret() {
        for (text, secret) in
            [("s3cret", "s3cret"), ("s3cret\n", "s3cret"), ("s3cret\r\n", "s3cret"), (" s \n", " s ")]
        {
            assert_eq!(one_line(text.to_owned()).unwrap().expose_secret(), secret);
        }
        for text in ["", "\n", "a\nb", "a\n\n", "a\u{0}"] {
            assert!(one_line(text.to_owned()).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_secret_file_that_others_can_read_is_refused_with_the_command_that_helps() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        fs::write(&path, "hunter2\n").unwrap();
        for mode in [0o640, 0o604, 0o660] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let (what, remedy) = private_file(&path).unwrap_err();
            assert!(!what.contains("hunter2"));
            assert_eq!(remedy, format!("chmod 600 {}", path.display()));
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(private_file(&path).unwrap(), "hunter2\n");
        assert!(private_file(&folder.path().join("missing")).unwrap_err().0.contains("there is no file"));
    }

    #[test]
    fn a_credential_is_a_name_in_the_folder_that_systemd_made() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("imap"), "hunter2").unwrap();
        assert_eq!(credential("imap", Some(folder.path())).unwrap(), "hunter2");
        assert!(credential("smtp", Some(folder.path())).unwrap_err().1.contains("LoadCredential=smtp:"));
        assert!(credential("imap", None).unwrap_err().0.contains("CREDENTIALS_DIRECTORY"));
        assert!(credential("../imap", Some(folder.path())).is_err());
    }

    #[test]
    fn a_command_must_succeed_and_print_text() {
        assert_eq!(sh("echo hunter2").unwrap(), "hunter2\n");
        assert_eq!(sh("echo hunter2; exit 3").unwrap_err().0, "the command failed");
        assert_eq!(sh("printf '\\377'").unwrap_err().0, "the command printed no text");
        assert!(
            output_of(Command::new("/nonexistent"), COMMAND_TIMEOUT).unwrap_err().0.contains("cannot start")
        );
    }

    #[test]
    fn a_command_that_hangs_is_ended_with_all_that_it_started() {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "sleep 600 | sleep 600"]);
        assert_eq!(output_of(command, Duration::from_millis(1)).unwrap_err().0, "the command took over 10 s");
    }

    #[test]
    fn a_command_that_prints_without_end_is_cut_off() {
        assert!(sh("exec cat /dev/zero").is_err());
    }
}
