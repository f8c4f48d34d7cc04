//! `[inbox]`: where mail comes from.

use std::time::Duration;

use super::later::unavailable_login;
use super::server::{Ports, server};
use crate::config::keys;
use crate::config::reader::{Section, Value};
use crate::config::{Imap, Inbox};

const IMAP: Ports = Ports { implicit: 993, starttls: 143, plain: 143, foreign: &[25, 110, 465, 587, 995] };

#[derive(Clone, Copy)]
enum InboxKind {
    Maildir,
    Imap,
}

/// The inbox, none when it is missing or wrong; and whether it is on a server, where strangers' mail arrives.
pub(in crate::config) fn inbox(root: &Section<'_>) -> (Option<Inbox>, bool) {
    let table = root.section("inbox", &keys::INBOX);
    let remedy =
        "write kind = \"imap\" for a mailbox on a server, or kind = \"maildir\" for the embedded post office";
    let kind = table.required("kind", remedy, |value| {
        value.choice(&[("maildir", InboxKind::Maildir), ("imap", InboxKind::Imap)])
    });
    match kind {
        Some(InboxKind::Maildir) => (Some(maildir(&table)), false),
        Some(InboxKind::Imap) => (imap(&table).map(Inbox::Imap), true),
        None => (None, false),
    }
}

fn maildir(inbox: &Section<'_>) -> Inbox {
    let remedy = "leave it out, or set kind = \"imap\"";
    inbox.out_of_place(
        &keys::INBOX.besides(keys::OF_A_MAILDIR),
        "has no meaning with kind = \"maildir\"",
        remedy,
    );
    Inbox::Maildir { path: inbox.read("path", Value::path).unwrap_or_else(|| inbox.path("var/mail")) }
}

fn imap(inbox: &Section<'_>) -> Option<Imap> {
    inbox.out_of_place(
        &["path"],
        "has no meaning with kind = \"imap\"",
        "leave it out, or set kind = \"maildir\"",
    );
    let server = server(inbox, &IMAP);
    let poll_every = inbox.read("poll_every", Value::duration).unwrap_or(Duration::from_secs(60));
    let idle = inbox.read("idle", Value::boolean).unwrap_or(true);
    let since = inbox.read("since", Value::instant);
    let [folder, processed, quarantine] = folders(inbox);
    if !unavailable_login(inbox) {
        for (name, remedy) in [
            ("username", "write the login of the mailbox, such as username = \"expenses@corp.example\""),
            ("password", "write where its password is, such as password = { file = \"imap.password\" }"),
        ] {
            inbox.required(name, remedy, |_| Some(()));
        }
    }
    Some(Imap {
        host: server.host?,
        port: server.port,
        tls: server.tls,
        ca_file: server.ca_file,
        username: server.username?,
        password: server.password?,
        folder,
        processed,
        quarantine,
        poll_every,
        idle,
        since,
    })
}

/// The folder that is read and the two that mail is moved to, all different.
fn folders(inbox: &Section<'_>) -> [String; 3] {
    let names = [("folder", "INBOX"), ("processed", "Processed"), ("quarantine", "Quarantine")];
    let folders = names.map(|(name, usual)| inbox.read(name, Value::text).unwrap_or(usual).to_owned());
    let [folder, processed, quarantine] = &folders;
    let different = "name three different folders";
    // INBOX is the same in any letter case (RFC 9051 §5.1); of the others nothing is certain.
    let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    if same(processed, folder) {
        inbox.fault("processed", "is the folder that is read: mail would be read for ever", different);
    }
    if same(quarantine, folder) || same(quarantine, processed) {
        inbox.fault("quarantine", "is another folder already", different);
    }
    folders
}
