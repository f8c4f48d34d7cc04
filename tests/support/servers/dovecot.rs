//! Dovecot: IMAP, LMTP and the passwords, also for Postfix.

use std::io::{self, Read};
use std::net::TcpStream;
use std::os::unix::fs::chown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::{fs, iter};

use super::folder::{Folder, free_port};
use super::process::{INSTALL, Process};
use super::waiting::held_until;
use super::{Setup, certificates};

/// The socket for LMTP, within the folder.
pub(super) const LMTP: &str = "run/lmtp";
/// The socket by which Postfix asks for passwords, within the folder.
pub(super) const AUTH: &str = "run/postfix-auth";
/// The folder of all mailboxes: `mail/DOMAIN/USER/Maildir`.
pub(super) const MAIL: &str = "mail";
/// The configuration.
const CONFIGURATION: &str = "dovecot.conf";
/// Owns all mailboxes; needs no name.
const OWNER: u32 = 5000;
const PROGRAM: &str = "/usr/sbin/dovecot";
const START: Duration = Duration::from_secs(30);

/// What Dovecot 2.3 announces by itself.
const CAPABILITIES: [&str; 31] = [
    "IMAP4rev1",
    "SASL-IR",
    "LOGIN-REFERRALS",
    "ID",
    "ENABLE",
    "IDLE",
    "SORT",
    "SORT=DISPLAY",
    "THREAD=REFERENCES",
    "THREAD=REFS",
    "THREAD=ORDEREDSUBJECT",
    "MULTIAPPEND",
    "URL-PARTIAL",
    "CATENATE",
    "UNSELECT",
    "CHILDREN",
    "NAMESPACE",
    "UIDPLUS",
    "LIST-EXTENDED",
    "I18NLEVEL=1",
    "CONDSTORE",
    "QRESYNC",
    "ESEARCH",
    "ESORT",
    "SEARCHRES",
    "WITHIN",
    "CONTEXT=SEARCH",
    "LIST-STATUS",
    "BINARY",
    "MOVE",
    "LITERAL+",
];

/// Where IMAP is spoken.
#[derive(Clone, Copy, Debug)]
pub struct ImapPorts {
    /// In the clear, and with STARTTLS.
    pub plain: u16,
    /// TLS from the first byte.
    pub implicit: u16,
}

/// A running Dovecot.
#[derive(Debug)]
pub(super) struct Dovecot {
    pub(super) ports: ImapPorts,
    pub(super) process: Process,
}

impl Dovecot {
    pub(super) fn start(folder: &Folder, setup: &Setup) -> Self {
        assert!(Path::new(PROGRAM).exists(), "there is no {PROGRAM}: {INSTALL}");
        let root = rustix::process::geteuid().is_root();
        assert!(
            root,
            "the mail servers of the tests change to users of their own, so the tests have to run as root"
        );
        let mail = folder.path().join(MAIL);
        fs::create_dir(&mail).unwrap();
        chown(&mail, Some(OWNER), Some(OWNER)).unwrap();
        let ports = ImapPorts { plain: free_port(), implicit: free_port() };
        Self { ports, process: launch(folder, setup, ports) }
    }

    pub(super) fn start_again(&mut self, folder: &Folder, setup: &Setup) {
        self.process.stop();
        self.process = launch(folder, setup, self.ports);
    }
}

fn launch(folder: &Folder, setup: &Setup, ports: ImapPorts) -> Process {
    folder.write(CONFIGURATION, &configuration(folder, setup, ports));
    let file = folder.path().join(CONFIGURATION);
    let mut process = Process::foreground(Command::new(PROGRAM).arg("-F").arg("-c").arg(file));
    let socket = |name| UnixStream::connect(folder.path().join(name));
    // Each service's first words show that it runs: one that is told to stop while it starts keeps Dovecot waiting.
    let ready = || {
        greets(socket(LMTP)) && greets(socket(AUTH)) && greets(TcpStream::connect(("127.0.0.1", ports.plain)))
    };
    let mut ended = false;
    held_until(START, || {
        ended = !process.runs();
        ended || ready()
    });
    assert!(!ended && ready(), "Dovecot does not start; its log:\n{}", folder.read("dovecot.log"));
    process
}

fn greets(connection: io::Result<impl Read>) -> bool {
    connection.is_ok_and(|mut connection| connection.read_exact(&mut [0]).is_ok())
}

fn configuration(folder: &Folder, setup: &Setup, ports: ImapPorts) -> String {
    let ImapPorts { plain, implicit } = ports;
    let folder = folder.name();
    let (certificate, key) = (certificates::CERTIFICATE, certificates::KEY);
    format!(
        "base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
listen = 127.0.0.1
protocols = imap lmtp
ssl = yes
ssl_cert = <{folder}/{certificate}
ssl_key = <{folder}/{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
recipient_delimiter = +
mail_location = maildir:~/Maildir
mail_max_userip_connections = 1000
lmtp_add_received_header = {received}
first_valid_uid = {OWNER}
{capabilities}
passdb {{
  driver = passwd-file
  args = {folder}/users/%Lu
}}
userdb {{
  driver = static
  args = uid={OWNER} gid={OWNER} home={folder}/{MAIL}/%Ld/%Ln
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {implicit}
    ssl = yes
  }}
}}
service lmtp {{
  unix_listener lmtp {{
    mode = 0666
  }}
}}
service auth {{
  unix_listener postfix-auth {{
    mode = 0666
  }}
}}
service stats {{
  chroot =
}}
",
        received = if setup.lmtp_received { "yes" } else { "no" },
        capabilities = capabilities(&setup.without),
    )
}

/// Nothing when all of them are announced, so that Dovecot decides.
fn capabilities(without: &[&str]) -> String {
    if without.is_empty() {
        return String::new();
    }
    let announced = CAPABILITIES.into_iter().filter(|name| !without.contains(name));
    iter::once("imap_capability =").chain(announced).collect::<Vec<_>>().join(" ")
}
