//! Between the desk and Dovecot: ends the connection whenever all of a certain mail is handed out, as a server does that
//! breaks on it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

/// The proxy; it ends with the test's runtime.
pub struct Proxy {
    port: u16,
    broken: Arc<AtomicUsize>,
}

impl Proxy {
    /// A proxy before an IMAP server in the clear, which breaks off on the mail with this UID.
    pub async fn before(server: u16, uid: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let broken = Arc::<AtomicUsize>::default();
        let (fatal, count) = (format!("(UID {uid} BODY[]"), broken.clone());
        tokio::spawn(async move {
            while let Ok((desk, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(("127.0.0.1", server)).await else { continue };
                let ((from_desk, to_desk), (from_server, to_server)) =
                    (desk.into_split(), server.into_split());
                tokio::spawn(carry(from_desk, to_server, None));
                tokio::spawn(carry(from_server, to_desk, Some((fatal.clone(), count.clone()))));
            }
        });
        Self { port, broken }
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// How often it broke off.
    pub fn broken(&self) -> usize {
        self.broken.load(Ordering::SeqCst)
    }
}

/// Carries bytes until either side ends, or until the fatal words are there, from which on nothing is carried.
async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, fatal: Option<(String, Arc<AtomicUsize>)>) {
    let mut carried = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        let fresh = &buffer[..length];
        carried.extend_from_slice(fresh);
        if let Some((fatal, count)) = &fatal
            && carried.windows(fatal.len()).any(|words| words == fatal.as_bytes())
        {
            count.fetch_add(1, Ordering::SeqCst);
            return;
        }
        // Words that a read has cut in two are found all the same.
        carried.drain(..carried.len().saturating_sub(64));
        if to.write_all(fresh).await.is_err() {
            return;
        }
    }
}
