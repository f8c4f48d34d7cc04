//! The embedded post office: a Maildir for every address, as a delivery agent fills it.
//!
//! Knows the Maildir specification (<https://cr.yp.to/proto/maildir.html>). Must not know who reads the mailboxes.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Parcel, Verdict};
use crate::approval::Address;

/// A folder with one Maildir for every address.
#[derive(Clone, Debug)]
pub struct Maildir {
    path: PathBuf,
    separator: char,
}

impl Maildir {
    /// The post office in `path`; what follows `separator` in a mailbox name is a detail.
    pub fn new(path: &Path, separator: char) -> Self {
        Self { path: path.to_owned(), separator }
    }

    /// The Maildir of an address, whatever its detail; it may not exist yet.
    pub fn mailbox(&self, address: &Address) -> PathBuf {
        self.path.join(folder_name(&address.without_detail(self.separator)))
    }

    /// Lays a parcel into its recipient's Maildir: once this says `Delivered`, a power cut does not lose it.
    pub async fn deliver(&self, parcel: &Parcel) -> Verdict {
        let mailbox = self.mailbox(&parcel.recipient);
        let place = mailbox.display().to_string();
        let content = content(parcel);
        match tokio::task::spawn_blocking(move || store(&mailbox, &content)).await {
            Ok(Ok(())) => Verdict::Delivered,
            // A path that the file system cannot hold will not become shorter.
            Ok(Err(error)) if error.kind() == io::ErrorKind::InvalidFilename => {
                Verdict::Never(format!("the name of the mailbox {place} is too long"))
            }
            Ok(Err(error)) => Verdict::Later(format!("the mailbox {place} cannot be written: {error}")),
            Err(_) => Verdict::Later(format!("writing the mailbox {place} was broken off")),
        }
    }
}

/// An address as the name of a folder: the only letters of an address that cannot stand in one are escaped.
fn folder_name(address: &Address) -> String {
    address.as_str().replace('%', "%25").replace('/', "%2F")
}

/// What a delivery agent notes of the envelope (RFC 5321 §4.4), then the mail with the line ends of a file.
fn content(parcel: &Parcel) -> Vec<u8> {
    let sender = parcel.sender.as_ref().map_or("", Address::as_str);
    let envelope = format!("Return-Path: <{sender}>\nDelivered-To: {}\n", parcel.recipient);
    let mut content = Vec::with_capacity(envelope.len() + parcel.bytes.len());
    content.extend_from_slice(envelope.as_bytes());
    for line in parcel.bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\r\n") {
            Some(text) => {
                content.extend_from_slice(text);
                content.push(b'\n');
            }
            None => content.extend_from_slice(line),
        }
    }
    content
}

fn store(mailbox: &Path, content: &[u8]) -> io::Result<()> {
    let [tmp, new] = prepare(mailbox)?;
    let unique = unique()?;
    let draft = tmp.join(&unique);
    let stored = write(&draft, content).and_then(|file| {
        fs::rename(&draft, new.join(format!("{}{unique}", arrival(&file)?)))?;
        // The name is as durable as the content only when its folder is.
        File::open(&new)?.sync_all()
    });
    if stored.is_err() {
        // What cannot be removed either is swept up by whoever reads the Maildir.
        let _ = fs::remove_file(&draft);
    }
    stored
}

/// Makes the Maildir's three folders, durably, and names the two that a delivery needs.
fn prepare(mailbox: &Path) -> io::Result<[PathBuf; 2]> {
    let [tmp, new, cur] = ["tmp", "new", "cur"].map(|part| mailbox.join(part));
    if !(tmp.is_dir() && new.is_dir() && cur.is_dir()) {
        let mut builder = DirBuilder::new();
        builder.recursive(true).mode(0o700);
        for folder in [&tmp, &cur, &new] {
            builder.create(folder)?;
        }
        for folder in [Some(mailbox), mailbox.parent()].into_iter().flatten() {
            File::open(folder)?.sync_all()?;
        }
    }
    Ok([tmp, new])
}

fn write(draft: &Path, content: &[u8]) -> io::Result<File> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(draft)?;
    file.write_all(content)?;
    file.sync_all()?;
    Ok(file)
}

/// What no other file is called: process, count within it, and chance for pids that come again.
fn unique() -> io::Result<String> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let chance = getrandom::u64().map_err(io::Error::other)?;
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    Ok(format!("P{}Q{count:09}R{chance:016x}.countersign", process::id()))
}

/// The beginning of a file name that sorts by arrival: the file system's own time of the file.
fn arrival(file: &File) -> io::Result<String> {
    let facts = file.metadata()?;
    Ok(format!("{}.M{:06}", facts.mtime(), facts.mtime_nsec() / 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(recipient: &str, bytes: &[u8]) -> Parcel {
        Parcel { sender: None, recipient: recipient.parse().unwrap(), bytes: bytes.to_vec() }
    }

    fn files(folder: &Path) -> Vec<(String, String)> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| {
                (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())
            })
            .collect();
        files.sort();
        files
    }

    #[tokio::test]
    async fn a_token_address_is_its_mailbox_with_the_envelope_on_top() {
        let folder = tempfile::tempdir().unwrap();
        let office = Maildir::new(folder.path(), '+');
        let mut parcel =
            parcel("expenses+k3y@corp.example", b"Subject: hi\r\n\r\none\r\ntwo\nthree\rfour\r\n");
        parcel.sender = Some("maria@corp.example".parse().unwrap());
        assert_eq!(office.deliver(&parcel).await, Verdict::Delivered);

        let mailbox = folder.path().join("expenses@corp.example");
        let [(_, text)] = <[_; 1]>::try_from(files(&mailbox.join("new"))).unwrap();
        assert_eq!(
            text,
            "Return-Path: <maria@corp.example>\nDelivered-To: expenses+k3y@corp.example\n\
             Subject: hi\n\none\ntwo\nthree\rfour\n"
        );
        assert!(files(&mailbox.join("tmp")).is_empty());
        assert!(mailbox.join("cur").is_dir());
    }

    #[tokio::test]
    async fn names_sort_by_arrival_and_never_meet() {
        let folder = tempfile::tempdir().unwrap();
        let office = Maildir::new(folder.path(), '+');
        for number in 0..20 {
            let mail = parcel("maria@corp.example", format!("{number}").as_bytes());
            assert_eq!(office.deliver(&mail).await, Verdict::Delivered);
        }
        let files = files(&folder.path().join("maria@corp.example/new"));
        let order: Vec<_> = files.iter().map(|(_, text)| text.lines().last().unwrap()).collect();
        assert_eq!(order, (0..20).map(|number| number.to_string()).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn no_address_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let office = Maildir::new(&folder.path().join("mail"), '+');
        for (address, name) in
            [("../../x@corp.example", "..%2F..%2Fx@corp.example"), ("a%2f@b.c", "a%252f@b.c")]
        {
            assert_eq!(office.deliver(&parcel(address, b"hi")).await, Verdict::Delivered);
            assert_eq!(files(&folder.path().join("mail").join(name).join("new")).len(), 1, "{address}");
        }
    }

    #[tokio::test]
    async fn a_full_or_missing_disk_is_for_later_and_an_impossible_name_for_never() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        fs::write(&blocked, "").unwrap();
        let verdict = Maildir::new(&blocked, '+').deliver(&parcel("maria@corp.example", b"hi")).await;
        assert!(matches!(verdict, Verdict::Later(why) if why.contains("file/maria@corp.example")));

        let long = format!("maria@{}corp.example", "a.".repeat(120));
        let verdict = Maildir::new(folder.path(), '+').deliver(&parcel(&long, b"hi")).await;
        assert!(matches!(verdict, Verdict::Never(_)), "{verdict:?}");
    }
}
