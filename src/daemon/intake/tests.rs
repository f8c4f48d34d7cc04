//! Taking mail in from a server on loopback that is slow, or ends each wait.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use secrecy::SecretString;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch as channel;
use tokio::time::sleep;

use super::*;
use crate::clock::Clock;
use crate::config::{Imap, Tls};
use crate::daemon::pulse::LONGEST_ROUND;
use crate::mail::Templates;
use crate::store::Store;

/// A mail that takes longer than any round on the slowest line that is waited for.
const LARGE: u64 = 25 * 1024 * 1024;

/// What the server says to each command that begins so; to IDLE and to the FETCH of a mail it has more to say.
static ANSWERS: LazyLock<[(&str, String); 7]> = LazyLock::new(|| {
    let size =
        format!("* 1 FETCH (UID 1 INTERNALDATE \"02-Jan-2026 10:00:00 +0000\" RFC822.SIZE {LARGE})\r\n");
    [
        ("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE MOVE UIDPLUS\r\n".to_owned()),
        ("LIST", "* LIST (\\Noselect) \".\" \"\"\r\n".to_owned()),
        ("SELECT", "* OK [UIDVALIDITY 17] v\r\n".to_owned()),
        ("UID SEARCH 1:1", "* SEARCH 1\r\n".to_owned()),
        ("UID FETCH 1 (UID INTERNALDATE RFC822.SIZE)", size),
        ("UID FETCH 1 (UID BODY.PEEK[]", format!("* 1 FETCH (UID 1 BODY[]<0> {{{LARGE}}}\r\n")),
        ("", String::new()),
    ]
});

/// Serves one connection to a mailbox with so many mails; gives up at the first IDLE, and drips when a mail is fetched.
async fn serve(socket: TcpStream, mails: u32) -> std::io::Result<()> {
    let mut socket = BufReader::new(socket);
    socket.write_all(b"* OK ready\r\n").await?;
    let mut line = String::new();
    while socket.read_line(&mut line).await? > 0 {
        let (tag, command) = line.trim_end().split_once(' ').unwrap();
        let (_, answer) = ANSWERS.iter().find(|(begin, _)| command.starts_with(begin)).unwrap();
        if command == "IDLE" {
            return Ok(());
        }
        let exists =
            if command.starts_with("SELECT") { format!("* {mails} EXISTS\r\n") } else { String::new() };
        if command.contains("BODY.PEEK") {
            return drip(socket, answer).await;
        }
        // At once: what would wait for the answer to a piece of it waits while nobody else does anything.
        socket.write_all(format!("{exists}{answer}{tag} OK done\r\n").as_bytes()).await?;
        line.clear();
    }
    Ok(())
}

async fn drip(mut socket: BufReader<TcpStream>, begin: &str) -> std::io::Result<()> {
    socket.write_all(begin.as_bytes()).await?;
    loop {
        sleep(Duration::from_secs(5)).await;
        socket.write_all(b"x").await?;
    }
}

/// A server, and how often somebody connected to it.
async fn server(mails: u32) -> (u16, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::<AtomicU32>::default();
    let count = connections.clone();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = serve(socket, mails).await;
        }
    });
    (port, connections)
}

/// A desk that reads a mailbox on this port; it stops when the sender says so.
fn desk(folder: &std::path::Path, port: u16) -> (Ring, Inbox, channel::Sender<bool>) {
    let file = folder.join("config.toml");
    std::fs::write(&file, config::SHIPPED).unwrap();
    let mut config = config::load(&file).unwrap();
    config.inbox = config::Inbox::Imap(Imap {
        host: "127.0.0.1".to_owned(),
        port,
        tls: Tls::None,
        ca_file: None,
        username: "desk".to_owned(),
        password: SecretString::from("sesame"),
        folder: "INBOX".to_owned(),
        processed: "Processed".to_owned(),
        quarantine: "Quarantine".to_owned(),
        poll_every: Duration::from_secs(60),
        idle: true,
        since: None,
    });
    let inbox = Inbox::new(&config.inbox, &config.desk.address, LARGE).unwrap();
    let store = Store::open(&folder.join("desk.db")).unwrap();
    let (templates, clock) = (Arc::new(Templates::embedded()), Clock::moved(DateTime::UNIX_EPOCH));
    let (stop, stopping) = channel::channel(false);
    let desk = Desk::new(Arc::new(config), templates, clock, store);
    (Ring::new(desk, channel::channel(None).1, stopping), inbox, stop)
}

#[tokio::test(start_paused = true)]
async fn a_server_that_ends_each_wait_is_logged_in_to_less_and_less_often() {
    let (port, connections) = server(0).await;
    let folder = tempfile::tempdir().unwrap();
    let (ring, inbox, _stop) = desk(folder.path(), port);
    let intake = tokio::spawn(run(ring, Some(inbox), DateTime::<Utc>::MIN_UTC));
    sleep(Duration::from_secs(600)).await;
    let connections = connections.load(Ordering::SeqCst);
    assert!((7..30).contains(&connections), "{connections} in ten minutes");
    intake.abort();
}

#[tokio::test(start_paused = true)]
async fn a_large_mail_on_a_slow_line_is_no_loop_that_hangs() {
    let (port, _) = server(1).await;
    let folder = tempfile::tempdir().unwrap();
    let (ring, mut inbox, _stop) = desk(folder.path(), port);
    let began = Instant::now();
    ring.signs.pulse.beat(Loop::Intake);
    let mut slow = pin!(round(&ring, &mut inbox, DateTime::<Utc>::MIN_UTC));
    loop {
        tokio::select! {
            found = &mut slow => {
                let error = found.err().unwrap().to_string();
                assert!(error.contains("no answer in 1660 s"), "{error}");
                break;
            }
            () = sleep(Duration::from_secs(30)) => {
                assert!(ring.signs.loops_are_regular(), "{:?}", began.elapsed());
            }
        }
    }
    assert!(began.elapsed() > LONGEST_ROUND, "{:?}", began.elapsed());
}
