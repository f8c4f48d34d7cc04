//! Somebody's mailbox on disk, each mail of it read once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};

use super::letters::Notice;

/// What the servers put on top of a mail on its way.
const TRACE: [&str; 4] = ["Return-Path", "Delivered-To", "Received", "Authentication-Results"];

/// A mail in it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The digest of what was sent, with CRLF line ends.
    pub sent: [u8; 32],
    /// The digest of what lies there, as IMAP hands it out.
    pub lying: [u8; 32],
    /// Its Message-ID.
    pub id: String,
    /// What it is, if it is from the desk.
    pub notice: Option<Notice>,
}

/// A mailbox; clones look at the same.
#[derive(Clone)]
pub struct Mailbox {
    maildir: PathBuf,
    read: Arc<Mutex<BTreeMap<String, Letter>>>,
}

impl Mailbox {
    pub fn at(maildir: PathBuf) -> Self {
        Self { maildir, read: Arc::default() }
    }

    /// All mails that lie there now.
    pub fn letters(&self) -> Vec<Letter> {
        let mut read = self.read.lock().unwrap();
        let mut letters = Vec::new();
        for (name, path) in files(&self.maildir) {
            if !read.contains_key(&name) {
                // Gone meanwhile, or under another name: next time.
                let Ok(bytes) = fs::read(&path) else { continue };
                read.insert(name.clone(), Letter::read(&bytes));
            }
            letters.push(read[&name].clone());
        }
        letters
    }
}

/// The files of a Maildir by what stays of their names when flags change.
fn files(maildir: &Path) -> Vec<(String, PathBuf)> {
    let parts = ["new", "cur"].into_iter().filter_map(|part| fs::read_dir(maildir.join(part)).ok());
    let paths = parts.flatten().flatten().map(|entry| entry.path());
    let named = paths.filter_map(|path| {
        let name = path.file_name()?.to_str()?.split(':').next()?.to_owned();
        Some((name, path))
    });
    named.collect()
}

impl Letter {
    fn read(bytes: &[u8]) -> Self {
        let lying = crlf(bytes);
        let sent = without_trace(&lying);
        let text = String::from_utf8_lossy(bytes);
        Self {
            sent: Sha256::digest(sent).into(),
            lying: Sha256::digest(&lying).into(),
            id: message_id(bytes).unwrap_or_default(),
            notice: Notice::read(&text),
        }
    }
}

/// The value of the first `Message-ID`, wherever it stands.
pub fn message_id(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let (_, rest) = text.split_once("Message-ID: <").or_else(|| text.split_once("Message-Id: <"))?;
    rest.split_once('>').map(|(id, _)| id.to_owned())
}

fn crlf(bytes: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(bytes.len() + bytes.len() / 32);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\n") {
            Some(line) => {
                lines.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
                lines.extend_from_slice(b"\r\n");
            }
            None => lines.extend_from_slice(line),
        }
    }
    lines
}

/// From the first field on that no server wrote.
fn without_trace(mail: &[u8]) -> &[u8] {
    let mut start = 0;
    let mut in_trace = true;
    for line in mail.split_inclusive(|byte| *byte == b'\n') {
        let folded = line.starts_with(b" ") || line.starts_with(b"\t");
        in_trace = if folded { in_trace } else { TRACE.iter().any(|name| begins(line, name)) };
        if !in_trace {
            break;
        }
        start += line.len();
    }
    &mail[start..]
}

fn begins(line: &[u8], name: &str) -> bool {
    line.len() > name.len()
        && line[name.len()] == b':'
        && line[..name.len()].eq_ignore_ascii_case(name.as_bytes())
}
