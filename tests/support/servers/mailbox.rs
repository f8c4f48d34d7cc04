//! Mailboxes as they lie on disk, for looking and for damage.

use std::fs;
use std::path::{Path, PathBuf};

use super::dovecot::MAIL;
use super::{Servers, wait_until};

impl Servers {
    /// The mails in somebody's folder (`INBOX`, `Processed`, …), oldest first, with LF line ends.
    pub fn mails(&self, address: &str, folder: &str) -> Vec<String> {
        let maildir = self.maildir(address, folder);
        let mut files: Vec<_> = ["cur", "new"].iter().flat_map(|part| files(&maildir.join(part))).collect();
        // Dovecot's names begin with the time of arrival.
        files.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
        // A mail that is just being moved is seen next time.
        let texts = files.iter().filter_map(|file| fs::read(file).ok());
        texts.map(|bytes| String::from_utf8_lossy(&bytes).replace("\r\n", "\n")).collect()
    }

    /// Waits until exactly `count` mails are in somebody's folder.
    pub async fn wait_for_mails(&self, address: &str, folder: &str, count: usize) -> Vec<String> {
        let what = format!("{count} mails of {address} in {folder}");
        wait_until(&what, || Some(self.mails(address, folder)).filter(|mails| mails.len() == count)).await
    }

    /// Gives somebody's folder a new UIDVALIDITY and counts its UIDs from 1 again (RFC 9051 §2.3.1.1), as a
    /// mailbox that was restored from a backup. Dovecot starts anew: open connections end.
    pub fn renumber(&mut self, address: &str, folder: &str) {
        self.stop_dovecot();
        let maildir = self.maildir(address, folder);
        let list = maildir.join("dovecot-uidlist");
        let text = fs::read_to_string(&list).expect("nobody has looked into this folder yet");
        let old: u32 = text
            .split_whitespace()
            .find_map(|field| field.strip_prefix('V')?.parse().ok())
            .expect("dovecot-uidlist begins with its UIDVALIDITY");
        for file in files(&maildir).filter(|file| name(file).starts_with("dovecot.index")) {
            fs::remove_file(file).unwrap();
        }
        fs::write(&list, format!("3 V{} N1\n", old + 1)).unwrap();
        self.start_dovecot();
    }

    /// The Maildir of somebody's folder.
    pub fn maildir(&self, address: &str, folder: &str) -> PathBuf {
        let (user, domain) = address.split_once('@').expect("an address");
        let inbox = self.folder().join(MAIL).join(domain).join(user).join("Maildir");
        if folder == "INBOX" { inbox } else { inbox.join(format!(".{folder}")) }
    }
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}
