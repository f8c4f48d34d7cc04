//! Reads the files of a mail, the dangerous formats each in a process of its own.
//!
//! Knows child processes and their limits. Must not know formats, or what a file's text means.

mod child;
mod process;
mod slots;

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use tracing::warn;

use crate::clock::Stopwatch;
use crate::document::{self, Document, FileReading, Format, Unread};
use crate::mail::Attachment;
use process::Failure;
use slots::Slots;

pub use child::serve;

/// More files of one mail than this are not read.
const MOST_FILES: usize = 50;
/// How long one file is read.
const PER_FILE: Duration = Duration::from_secs(20);
/// How long all files of one mail are read. Waiting for other mails does not count.
const PER_MAIL: Duration = Duration::from_secs(60);
/// A document as JSON; what it holds is limited where it is read.
const LARGEST_ANSWER: u64 = 32 << 20;

const TOO_LONG: &str = "reading the other files of the mail took too long";

/// What files are read with. Cheap to clone; clones share the few processes that there are at once.
#[derive(Clone, Debug)]
pub struct Extractor {
    /// Our own program; without one, dangerous formats are not read.
    program: Option<PathBuf>,
    slots: Arc<Slots>,
}

impl Default for Extractor {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self { program: None, slots: Arc::new(Slots::new(cores.clamp(2, 4))) }
    }
}

impl Extractor {
    /// Reads with this program, which is ours: `main` must give [`serve`] a chance first.
    pub fn with_program(program: PathBuf) -> Self {
        Self { program: Some(program), ..Self::default() }
    }

    /// Reads with the program that runs: for those whose `main` is ours.
    pub fn of_this_program() -> Self {
        // By this name it is the same program also after its file was replaced by a newer one.
        let running = PathBuf::from("/proc/self/exe");
        let program = if running.exists() { Some(running) } else { std::env::current_exe().ok() };
        Self { program, ..Self::default() }
    }

    /// Reads the files of one mail, in their order. Blocks until they are read or their time is over.
    pub fn read(&self, files: &[Attachment]) -> Vec<FileReading> {
        let mut left = PER_MAIL;
        files.iter().enumerate().map(|(place, file)| self.file(place, file, &mut left)).collect()
    }

    fn file(&self, place: usize, file: &Attachment, left: &mut Duration) -> FileReading {
        let outcome = if place < MOST_FILES {
            self.outcome(file, left)
        } else {
            Err(format!("only the first {MOST_FILES} files are read"))
        };
        FileReading { name: file.name.clone(), outcome }
    }

    fn outcome(&self, file: &Attachment, left: &mut Duration) -> Result<Document, String> {
        let format = Format::of(file);
        if !format.is_dangerous() {
            return document::read_as(format, &file.bytes).map_err(|why| why.to_string());
        }
        let Some(program) = &self.program else { return Err(Unread::Unsupported.to_string()) };
        let mut command = Command::new(program);
        command.args([child::READ, format.as_str()]);
        let answer = self.limited(&mut command, &file.bytes, LARGEST_ANSWER, left)?;
        let outcome: Result<Document, Unread> =
            serde_json::from_slice(&answer).map_err(|_| Failure::Died.to_string())?;
        outcome.map_err(|why| why.to_string())
    }

    /// Runs a process when there is a place, and takes its time from what is left.
    fn limited(
        &self,
        command: &mut Command,
        input: &[u8],
        most: u64,
        left: &mut Duration,
    ) -> Result<Vec<u8>, String> {
        if left.is_zero() {
            return Err(TOO_LONG.to_owned());
        }
        self.slots.hold(|| {
            let watch = Stopwatch::start();
            let answer = process::run(command, input, most, PER_FILE.min(*left));
            *left = left.saturating_sub(watch.elapsed());
            answer.map_err(|failure| {
                if let Failure::Start(error) = &failure {
                    warn!(%error, "no process could be started to read a file: {error}");
                }
                failure.to_string()
            })
        })
    }
}
