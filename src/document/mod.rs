//! What a file says: its text as a reader sees it, and what machines read in it.
//!
//! Knows file formats. Must not know money, labels or who sent it. Pure: bytes in, a value out; formats whose parsers could
//! exhaust memory or the stack are read by `extract` in a process of their own.

mod decode;
mod format;
mod letter;
mod markup;
mod pdf;
pub mod picture;
mod plain;
pub mod recognised;
mod sheet;
mod table;
pub mod winmail;

use serde::{Deserialize, Serialize};

use crate::mail::Attachment;

pub use format::Format;

/// What one file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The text as a reader sees it: a line per line of the page or row of the table, cells set apart by tabs.
    pub text: String,
    /// Text that a reader does not see: white, tiny, outside of the page.
    pub hidden: String,
    /// XML documents that are the file, or are embedded in it: electronic invoices, perhaps.
    pub xml: Vec<String>,
    /// Structured data for machines (schema.org) as JSON-LD texts.
    pub json_ld: Vec<String>,
    /// The text was recognised in a picture, so that a digit may be wrong.
    pub recognised: bool,
    /// What of it was not read, where an amount may stand, in plain words.
    pub left_out: Option<String>,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Unread {
    /// Not a format that is read.
    #[error("files of this kind are not read")]
    Unsupported,
    /// A picture: there is text in it only for eyes, or for character recognition.
    #[error("it is a picture")]
    Picture,
    /// It is not what it says it is, or is damaged.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// It is not read, but something else would be: what to send.
    #[error("{0}")]
    Instead(String),
    /// It needs a password.
    #[error("it is protected by a password")]
    Locked,
    /// It goes beyond a limit.
    #[error("it is too large or too complicated: {0}")]
    Limit(String),
}

/// A file by name, with what it says or why it was not read, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReading {
    /// The file's name.
    pub name: String,
    /// It is of a kind that bills come in, not a logo or a calendar entry.
    pub could_bill: bool,
    /// What it says.
    pub outcome: Result<Document, String>,
}

/// Reads one file, whatever it is, in this process: for formats that are not dangerous, and for tests.
pub fn read(file: &Attachment) -> Result<Document, Unread> {
    read_as(Format::of(file), &file.bytes)
}

/// Reads a file of this format.
pub fn read_as(format: Format, bytes: &[u8]) -> Result<Document, Unread> {
    if bytes.trim_ascii().is_empty() {
        return Err(Unread::Damaged("it is empty".to_owned()));
    }
    match format {
        Format::Text => plain::read(bytes),
        Format::Table => table::read(bytes),
        Format::Html => markup::html(bytes),
        Format::Xml => markup::xml(bytes),
        Format::Json => markup::json(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Sheet => sheet::read(bytes),
        Format::Letter => letter::read(bytes),
        Format::Picture => Err(Unread::Picture),
        Format::Winmail => instead("it is Outlook's winmail.dat; send the receipt as a PDF or a picture"),
        Format::Archive => instead("it is an archive; send the receipts in it as they are"),
        Format::OtherPicture => {
            instead("it is a picture in a format that is not read; send it as JPEG or PDF")
        }
        Format::OtherOffice => instead("it is in a format that is not read; send it as PDF"),
        Format::Unknown => Err(Unread::Unsupported),
    }
}

fn instead(what: &str) -> Result<Document, Unread> {
    Err(Unread::Instead(what.to_owned()))
}
