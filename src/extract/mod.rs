//! Reads the files of a mail, the dangerous formats each in a process of its own.
//!
//! Knows child processes and their limits. Must not know formats, or what a file's text means.

mod child;
mod ocr;
mod process;
mod slots;

use std::borrow::Cow;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use tracing::warn;

use crate::clock::Stopwatch;
use crate::config::Receipts;
use crate::document::{self, Document, FileReading, Format, Unread, winmail};
use crate::mail::Attachment;
use ocr::Tools;
use process::Failure;
use slots::Slots;

pub use child::serve;

/// More files of one mail than this are not read.
const MOST_FILES: usize = 50;
/// How long one file is read; a scan of five pages takes ten seconds.
const PER_FILE: Duration = Duration::from_secs(30);
/// How long all files of one mail are read. Waiting for other mails does not count.
const PER_MAIL: Duration = Duration::from_secs(60);
/// A document as JSON; what it holds is limited where it is read.
const LARGEST_ANSWER: u64 = 32 << 20;

/// What files are read with. Cheap to clone; clones share the few processes that there are at once.
#[derive(Clone, Debug)]
pub struct Extractor {
    /// Our own program; without one, dangerous formats are not read.
    program: Option<PathBuf>,
    tools: Option<Tools>,
    slots: Arc<Slots>,
}

impl Default for Extractor {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self { program: None, tools: None, slots: Arc::new(Slots::new(cores.clamp(2, 4))) }
    }
}

impl Extractor {
    /// Reads with this program, which is ours: its `main` gives [`serve`] a chance first.
    pub fn with_program(program: PathBuf, receipts: &Receipts) -> Self {
        Self { program: Some(program), tools: Tools::find(receipts), ..Self::default() }
    }

    /// Reads with the program that runs: for those whose `main` is ours.
    pub fn of_this_program(receipts: &Receipts) -> Self {
        // By this name it is the same program also after its file was replaced by a newer one.
        let running = PathBuf::from("/proc/self/exe");
        let program = if running.exists() { Some(running) } else { std::env::current_exe().ok() };
        Self { program, tools: Tools::find(receipts), ..Self::default() }
    }

    /// What becomes of photos and scans, in words for the operator.
    pub fn describe(&self) -> String {
        let nothing =
            || "photos and scans are not read: tesseract is not installed, or switched off".to_owned();
        self.tools.as_ref().map_or_else(nothing, Tools::describe)
    }

    /// Reads the files of one mail, in their order. Blocks until they are read or their time is over.
    pub fn read(&self, files: &[Attachment]) -> Vec<FileReading> {
        let mut left = PER_MAIL;
        let unpacked = files.iter().flat_map(unpacked).enumerate();
        unpacked.map(|(place, file)| self.file(place, &file, &mut left)).collect()
    }

    fn file(&self, place: usize, file: &Attachment, left: &mut Duration) -> FileReading {
        let outcome = if place < MOST_FILES {
            let time = PER_FILE.min(*left);
            let mut unused = time;
            let outcome = self.outcome(file, &mut unused);
            *left = left.saturating_sub(time.saturating_sub(unused));
            outcome
        } else {
            Err(format!("only the first {MOST_FILES} files are read"))
        };
        let could_bill = place >= MOST_FILES || Format::of(file).could_bill();
        FileReading { name: file.name.clone(), could_bill, outcome }
    }

    fn outcome(&self, file: &Attachment, left: &mut Duration) -> Result<Document, String> {
        let format = Format::of(file);
        if format == Format::Picture {
            return self.photo(&file.bytes, left);
        }
        let outcome = if format.is_dangerous() {
            self.apart(format, &file.bytes, left)?
        } else {
            document::read_as(format, &file.bytes)
        };
        match outcome {
            Err(Unread::Picture) if format == Format::Pdf => self.scan(&file.bytes, left),
            outcome => outcome.map_err(|why| why.to_string()),
        }
    }

    /// Reads a file in a process of its own.
    fn apart(
        &self,
        format: Format,
        bytes: &[u8],
        left: &mut Duration,
    ) -> Result<Result<Document, Unread>, String> {
        let Some(mut command) = self.ourselves(child::READ) else { return Ok(Err(Unread::Unsupported)) };
        let answer = self.limited(command.arg(format.as_str()), bytes, LARGEST_ANSWER, left)?;
        serde_json::from_slice(&answer).map_err(|_| Failure::Died.to_string())
    }

    /// Our own program with a task.
    fn ourselves(&self, task: &str) -> Option<Command> {
        let mut command = Command::new(self.program.as_ref()?);
        command.arg0("countersign").arg(task);
        Some(command)
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
            return Err(Failure::Time.to_string());
        }
        self.slots.hold(|| {
            let watch = Stopwatch::start();
            let answer = process::run(command, input, most, *left);
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

/// The file, or those that Outlook hid in it.
fn unpacked(file: &Attachment) -> Vec<Cow<'_, Attachment>> {
    let is_winmail = Format::of(file) == Format::Winmail;
    let inside = if is_winmail { winmail::files(&file.bytes) } else { Vec::new() };
    if inside.is_empty() { vec![Cow::Borrowed(file)] } else { inside.into_iter().map(Cow::Owned).collect() }
}
