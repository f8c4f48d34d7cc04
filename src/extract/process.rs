//! One process: bytes in, bytes out, with an end.
//!
//! Knows pipes and signals. Must not know what the program does, or what its answer means.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, Builder};
use std::time::Duration;

/// Why a process has no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// It did not start.
    #[error("no process could be started for it: {0}")]
    Start(#[from] io::Error),
    /// It was stopped.
    #[error("it took too long to read")]
    Time,
    /// It was stopped, since it wrote more and more.
    #[error("there is too much in it")]
    Output,
    /// It ended without an answer: it crashed, or went beyond its limits.
    #[error("it is damaged, or too large or complicated to read")]
    Died,
}

/// Lets a command read `input`, and gives what it wrote: at most `most` bytes, within `time`. Nothing of it runs on when
/// this returns.
pub(super) fn run(
    command: &mut Command,
    input: &[u8],
    most: u64,
    time: Duration,
) -> Result<Vec<u8>, Failure> {
    let pipes = command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = pipes.spawn()?;
    let talked = match (child.stdin.take(), child.stdout.take()) {
        (Some(stdin), Some(stdout)) => talk(&mut child, stdin, stdout, input, most, time),
        _ => Err(Failure::Died),
    };
    end(&mut child);
    talked
}

fn talk(
    child: &mut Child,
    mut stdin: ChildStdin,
    stdout: ChildStdout,
    input: &[u8],
    most: u64,
    time: Duration,
) -> Result<Vec<u8>, Failure> {
    let (done, answer) = mpsc::channel();
    thread::scope(|scope| {
        // Whoever reads only the beginning closes the pipe: that is its own affair.
        let writer = Builder::new().spawn_scoped(scope, move || drop(stdin.write_all(input)));
        let reader = Builder::new().spawn_scoped(scope, move || {
            let mut output = Vec::new();
            let read = stdout.take(most + 1).read_to_end(&mut output).map(|_| output);
            // The other end is gone only when time is over.
            let _ = done.send(read);
        });
        let talked = match writer.and(reader) {
            Ok(_) => answer.recv_timeout(time),
            Err(error) => Ok(Err(error)),
        };
        // Before the scope ends: the threads wait for the pipes.
        end(child);
        match talked {
            Ok(Ok(output)) if output.len() as u64 > most => Err(Failure::Output),
            Ok(Ok(output)) if output.is_empty() => Err(Failure::Died),
            Ok(Ok(output)) => Ok(output),
            Ok(Err(error)) => Err(Failure::Start(error)),
            Err(RecvTimeoutError::Timeout) => Err(Failure::Time),
            Err(RecvTimeoutError::Disconnected) => Err(Failure::Died),
        }
    })
}

/// Kills it, if it has not ended, and takes note of its end: no zombie is left.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn what_is_written_comes_back() {
        let input = vec![b'x'; 1_000_000];
        assert_eq!(run(&mut shell("exec cat"), &input, 1_000_000, SECOND * 20).unwrap(), input);
        assert_eq!(run(&mut shell("echo $HOME"), b"", 10, SECOND * 20).unwrap(), b"\n");
    }

    #[test]
    fn silence_noise_and_slowness_end() {
        let fails = |script: &str, time| run(&mut shell(script), &[0; 100_000], 1_000, time).unwrap_err();
        assert!(matches!(fails("exec sleep 1000", SECOND / 10), Failure::Time));
        assert!(matches!(fails("exec cat /dev/zero", SECOND * 20), Failure::Output));
        assert!(matches!(fails("kill -SEGV $$", SECOND * 20), Failure::Died));
        assert!(matches!(fails("exec <&- >&-; exec sleep 1000", SECOND * 20), Failure::Died));
        assert!(matches!(
            run(&mut Command::new("/nonexistent"), b"", 1, SECOND).unwrap_err(),
            Failure::Start(_)
        ));
    }
}
