//! A DNS server on loopback with the keys of this run: dnsmasq, which knows these texts and nothing else.

use std::fs;
use std::net::UdpSocket;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::signature::Keys;

/// The server; dropping it ends it.
pub struct Names {
    child: Child,
    /// Where it listens.
    pub port: u16,
}

impl Names {
    /// Starts it.
    pub fn start(folder: &Path, keys: &Keys) -> Self {
        let port = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut settings = format!(
            "port={port}\nlisten-address=127.0.0.1\nbind-interfaces\nno-resolv\nno-hosts\nno-daemon\npid-file=\nlocal=/example/\nlocal-ttl=1\n"
        );
        for (name, text) in &keys.records {
            // A string in DNS holds 255 bytes.
            let strings: Vec<&str> =
                text.as_bytes().chunks(200).map(|it| str::from_utf8(it).unwrap()).collect();
            let quoted: Vec<String> = strings.iter().map(|it| format!("\"{it}\"")).collect();
            settings.push_str(&format!("txt-record={name},{}\n", quoted.join(",")));
        }
        let file = folder.join("dnsmasq.conf");
        fs::write(&file, settings).unwrap();
        let child = Command::new("/usr/sbin/dnsmasq")
            .arg(format!("--conf-file={}", file.display()))
            .arg("--user=")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dnsmasq is part of what tests/install-servers.sh installs");
        let mut names = Self { child, port };
        names.wait();
        names
    }

    /// Until it answers anything at all.
    fn wait(&mut self) {
        let deadline = Instant::now() + Duration::from_secs(60);
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        // A question for the text of `example`.
        let question = b"\0\x07\x01\0\0\x01\0\0\0\0\0\0\x07example\0\0\x10\0\x01";
        loop {
            assert!(self.child.try_wait().unwrap().is_none(), "dnsmasq does not start");
            assert!(Instant::now() < deadline, "dnsmasq does not answer");
            let _ = socket.send_to(question, ("127.0.0.1", self.port));
            match socket.recv(&mut [0; 512]) {
                Ok(_) => return,
                Err(_) => thread::sleep(Duration::from_millis(20)),
            }
        }
    }
}

impl Drop for Names {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
