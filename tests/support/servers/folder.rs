//! The one temporary folder with everything in it, and free ports on loopback.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use tempfile::TempDir;

/// Below the range from which systems pick the ports of outgoing connections.
const PORTS: std::ops::Range<u32> = 20_000..32_000;

/// The temporary folder.
#[derive(Debug)]
pub(super) struct Folder(TempDir);

impl Folder {
    /// Short, since the path of a Unix socket has to stay under 108 bytes, and open to the servers' own users.
    pub(super) fn new(parent: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("cs").tempdir_in(parent).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// The folder as it is written in a configuration file.
    pub(super) fn name(&self) -> &str {
        self.0.path().to_str().unwrap()
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a file that looks as if it had been there for years: Postfix waits a second before it reads a
    /// configuration that somebody may still be writing.
    pub(super) fn write_settled(&self, name: &str, text: &str) {
        self.write(name, text);
        let file = fs::File::options().write(true).open(self.path().join(name)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }

    /// The text of a file, empty when there is none.
    pub(super) fn read(&self, name: &str) -> String {
        fs::read(self.path().join(name))
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }
}

/// A port that nobody listens on. Every test process begins its search elsewhere.
pub fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let start = process::id().wrapping_mul(97);
    (0..PORTS.len())
        .map(|_| {
            let step = start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
            u16::try_from(PORTS.start + step % (PORTS.end - PORTS.start)).unwrap()
        })
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("no free port on loopback")
}
