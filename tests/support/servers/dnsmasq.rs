//! dnsmasq, a real DNS server on loopback, which knows some texts and nothing else.
//!
//! ```ignore
//! let dns = Dns::start(&[("desk._domainkey.corp.example", &key.record())]);
//! let line = format!("dns = \"{}\"", dns.address());
//! ```

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::folder::{Folder, free_port};
use super::process::{INSTALL, Process};
use super::waiting::held_until;

const PROGRAM: &str = "/usr/sbin/dnsmasq";
const KNOWING: &str = "knowing.conf";
const REFUSING: &str = "refusing.conf";
const START: Duration = Duration::from_secs(30);

/// The longest string in a record (RFC 1035 §3.3.14); longer texts are several.
const LONGEST: usize = 255;

/// The server. It answers for `*.example`: with a text or "there is none". What is not below that it refuses.
#[derive(Debug)]
pub struct Dns {
    address: SocketAddr,
    process: Option<Process>,
    folder: Folder,
}

impl Dns {
    /// Starts it with these texts, by name; a name may have several.
    pub fn start(texts: &[(&str, &str)]) -> Self {
        let mut dns = Self::stopped(texts);
        dns.start_again();
        dns
    }

    /// The same server, which does not run yet: nobody listens at its address.
    pub fn stopped(texts: &[(&str, &str)]) -> Self {
        let folder = Folder::new("/tmp");
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()));
        let settings = settings(address.port());
        let knowing =
            texts.iter().map(record).fold(format!("{settings}local=/example/\n"), |text, line| text + &line);
        folder.write(KNOWING, &knowing);
        folder.write(REFUSING, &settings);
        Self { address, process: None, folder }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on it knows another name for one that it knows (CNAME), as hosters of mail want it.
    pub fn alias(&mut self, name: &str, of: &str) {
        let known = self.folder.read(KNOWING);
        self.folder.write(KNOWING, &format!("{known}cname={name},{of}\n"));
        self.start_again();
    }

    /// Has it refuse every question, as a server does that cannot reach others, until [`Dns::start_again`].
    pub fn refuse(&mut self) {
        self.launch(REFUSING);
    }

    /// Starts it with what it knows.
    pub fn start_again(&mut self) {
        self.launch(KNOWING);
    }

    fn launch(&mut self, configuration: &str) {
        assert!(Path::new(PROGRAM).exists(), "there is no {PROGRAM}: {INSTALL}");
        self.process = None;
        let file = self.folder.path().join(configuration);
        let mut command = Command::new(PROGRAM);
        command.arg("--keep-in-foreground").arg(format!("--conf-file={}", file.display()));
        let mut process = Process::foreground(&mut command);
        let listens = held_until(START, || TcpStream::connect(self.address).is_ok() || !process.runs());
        assert!(listens && process.runs(), "dnsmasq does not start");
        self.process = Some(process);
    }
}

fn settings(port: u16) -> String {
    format!(
        "port={port}\nlisten-address=127.0.0.1\nbind-interfaces\nno-resolv\nno-hosts\npid-file=\nuser=root\n"
    )
}

fn record((name, text): &(&str, &str)) -> String {
    let strings: Vec<String> = text
        .as_bytes()
        .chunks(LONGEST)
        .map(|part| format!("\"{}\"", std::str::from_utf8(part).unwrap()))
        .collect();
    format!("txt-record={name},{}\n", strings.join(","))
}
