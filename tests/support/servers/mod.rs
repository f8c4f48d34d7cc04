//! A real Dovecot and a real Postfix on loopback, all of them in one temporary folder; and a real DNS server of its own.
//!
//! ```ignore
//! let servers = Servers::start();
//! let maria = servers.user("maria@corp.example");
//! servers.submit(&sam, &["maria+travel@corp.example"], b"Subject: hello\r\n\r\nhi\r\n").await;
//! let mails = servers.wait_for_mails("maria@corp.example", "INBOX", 1).await;
//! ```
//!
//! Nothing of the system's configuration is read or changed, nothing leaves the machine, and dropping the value
//! stops exactly what was started, also when a test panics.

mod certificates;
mod client;
mod dnsmasq;
mod dovecot;
mod folder;
mod mailbox;
mod postfix;
mod process;
mod waiting;

use std::path::{Path, PathBuf};

use dovecot::Dovecot;
use folder::Folder;
use postfix::Postfix;

pub use client::Conversation;
pub use dnsmasq::Dns;
pub use dovecot::ImapPorts;
#[allow(unused_imports, reason = "not every test needs one")]
pub use folder::free_port;
pub use postfix::SmtpPorts;
pub use waiting::wait_until;

/// The domains whose mail is taken in; every other address is refused, so that nothing leaves the machine.
pub const DOMAINS: [&str; 3] = ["corp.example", "sales.corp.example", "outside.example"];
/// The name that the servers present, and the id of their `Authentication-Results`.
pub const AUTHSERV_ID: &str = "mx.corp.example";
/// A recipient that is refused for good: `550 5.1.1`.
pub const REFUSED: &str = "refused@corp.example";
/// A recipient that is refused for now: `451 4.3.0`.
pub const BUSY: &str = "busy@corp.example";

/// How the servers differ from the usual.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Capabilities that Dovecot does not announce: `IDLE`, `MOVE`, `UIDPLUS`, …
    pub without: Vec<&'static str>,
    /// The largest mail that Postfix takes, in bytes.
    pub message_size_limit: usize,
    /// Whether Dovecot's LMTP puts a `Received` of its own above the `Authentication-Results` of Postfix, as it
    /// does by default.
    pub lmtp_received: bool,
    /// Whether Postfix removes what strangers wrote about authentication.
    pub strips: bool,
    /// Where the temporary folder is made; a short path.
    pub parent: &'static str,
    /// Whether Postfix throws away what it took in, which nobody reads.
    pub discards: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            without: Vec::new(),
            message_size_limit: 30 * 1024 * 1024,
            lmtp_received: true,
            strips: true,
            parent: "/tmp",
            discards: false,
        }
    }
}

impl Setup {
    /// Starts Dovecot and Postfix.
    pub fn start(self) -> Servers {
        let mut servers = self.start_dovecot();
        servers.postfix = Some(Postfix::start(&servers.folder, &servers.setup));
        servers
    }

    /// Starts Dovecot alone: enough for everything that needs IMAP and LMTP only.
    pub fn start_dovecot(self) -> Servers {
        let folder = Folder::new(self.parent);
        certificates::write(&folder);
        let dovecot = Dovecot::start(&folder, &self);
        Servers { postfix: None, dovecot, folder, setup: self }
    }
}

/// The running servers. The order of the fields is the order in which they stop.
#[derive(Debug)]
pub struct Servers {
    postfix: Option<Postfix>,
    dovecot: Dovecot,
    folder: Folder,
    setup: Setup,
}

/// Somebody with a mailbox, who may also submit mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The address, which is the login too.
    pub address: String,
    /// The password.
    pub password: String,
}

impl Servers {
    /// Dovecot and Postfix as they usually are.
    pub fn start() -> Self {
        Setup::default().start()
    }

    /// Gives somebody a mailbox and a login. Without it, Dovecot does not know the address.
    pub fn user(&self, address: &str) -> User {
        let password = format!("secret of {address}");
        self.folder.write(&format!("users/{address}"), &format!("{address}:{{PLAIN}}{password}\n"));
        User { address: address.to_owned(), password }
    }

    /// Where IMAP is spoken, on 127.0.0.1.
    pub fn imap(&self) -> ImapPorts {
        self.dovecot.ports
    }

    /// Where SMTP is spoken, on 127.0.0.1.
    pub fn smtp(&self) -> SmtpPorts {
        self.postfix().ports
    }

    /// The certificate authority that vouches for `localhost`, `127.0.0.1` and [`AUTHSERV_ID`]: a `ca_file`.
    pub fn ca_file(&self) -> PathBuf {
        self.folder.path().join(certificates::AUTHORITY)
    }

    /// A certificate authority that vouches for nobody here.
    pub fn wrong_ca_file(&self) -> PathBuf {
        self.folder.path().join(certificates::STRANGER)
    }

    /// The folder of everything, for whatever else a test wants to lay beside.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends Dovecot in good order; its mailboxes stay.
    pub fn stop_dovecot(&mut self) {
        self.dovecot.process.stop();
    }

    /// Ends Dovecot as a power cut would.
    pub fn kill_dovecot(&mut self) {
        self.dovecot.process.kill();
    }

    /// Starts Dovecot again, on the same ports.
    pub fn start_dovecot(&mut self) {
        self.dovecot.start_again(&self.folder, &self.setup);
    }

    /// Has Dovecot announce everything but `capabilities`, from now on. Open connections end.
    pub fn dovecot_without(&mut self, capabilities: &[&'static str]) {
        self.setup.without = capabilities.to_vec();
        self.stop_dovecot();
        self.start_dovecot();
    }

    /// Ends Postfix in good order; its queue stays.
    pub fn stop_postfix(&mut self) {
        self.postfix_mut().process.stop();
    }

    /// Ends Postfix as a power cut would.
    pub fn kill_postfix(&mut self) {
        self.postfix_mut().process.kill();
    }

    /// Starts Postfix again, on the same ports.
    pub fn start_postfix(&mut self) {
        let Self { postfix, folder, .. } = self;
        postfix.as_mut().expect("only Dovecot was started").start_again(folder);
    }

    /// What both servers logged so far, for the message of a failing test.
    pub fn log(&self) -> String {
        ["dovecot.log", "postfix.log"].map(|name| self.folder.read(name)).join("\n")
    }

    fn postfix(&self) -> &Postfix {
        self.postfix.as_ref().expect("only Dovecot was started")
    }

    fn postfix_mut(&mut self) -> &mut Postfix {
        self.postfix.as_mut().expect("only Dovecot was started")
    }
}
