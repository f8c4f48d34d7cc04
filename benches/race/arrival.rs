//! From the arrival of a report to the moment at which Postfix accepted the approval mail, next to the time that Dovecot
//! needs to tell a client that idles on the same mailbox.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::Wishes;
use super::desk::{Desk, configure};
use super::mails::{DESK, mail};
use super::office::Office;
use super::table::{Table, percentile};

/// Nothing takes so long but what never comes.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two mails, so that both clients idle again.
const REST: Duration = Duration::from_millis(800);
/// What was filed before Dovecot looked again is no news to a client that idles.
const NEWS: Duration = Duration::from_secs(2);
/// Only this notice counts: it is the one that somebody waits for.
const WANTED: &[u8] = b"X-Countersign-Notice: approval_request";

/// Measures both, mail by mail.
pub fn measure(office: &Office, wishes: &Wishes, table: &mut Table) {
    let lane = office.empty();
    let (accepted, port) = watched(office.servers.smtp().mx);
    // The first mail makes the mailbox, the folders and the connections.
    office.deliver(&mail(3, false));
    let mut desk = Desk::start(&configure(office, &lane, port));
    accepted.recv_timeout(PATIENCE).expect("an approval mail");
    let told = idle(office);
    let (mut bare, mut ours, mut beyond) = (Vec::new(), Vec::new(), Vec::new());
    for probe in 1..=wishes.probes {
        desk.until("the mail is filed", || office.inbox_is_empty());
        std::thread::sleep(REST);
        while told.try_recv().is_ok() || accepted.try_recv().is_ok() {}
        office.deliver(&mail(probe * 10 + 3, false));
        let arrived = Instant::now();
        let milliseconds = |at: Instant| at.saturating_duration_since(arrived).as_secs_f64() * 1e3;
        let done = milliseconds(accepted.recv_timeout(PATIENCE).expect("an approval mail"));
        ours.push(done);
        if let Ok(news) = told.recv_timeout(NEWS) {
            bare.push(milliseconds(news));
            beyond.push(done - milliseconds(news));
        }
    }
    table.group(&format!("arrival to approval mail accepted by Postfix, {} mails one by one", wishes.probes));
    let told_of = bare.len();
    let mut row = |what: &str, values: &mut [f64]| {
        let (half, most) = (percentile(values, 50), percentile(values, 99));
        table.plain(what, &format!("p50 {half:.1} ms, p99 {most:.1} ms"));
        half
    };
    let bare = row(&format!("Dovecot tells an idling client, of {told_of}"), &mut bare);
    let ours = row("ours, until Postfix has the approval mail", &mut ours);
    row("  beyond the notification", &mut beyond);
    table.at_most("  p50 against the bare notification", ours / bare, 3.0);
}

/// Carries what is said to a port of the SMTP server and back, and tells when an approval mail was accepted.
fn watched(server: u16) -> (Receiver<Instant>, u16) {
    let (tell, told) = channel();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let (client, server) = (client.unwrap(), TcpStream::connect(("127.0.0.1", server)).unwrap());
            client.set_nodelay(true).unwrap();
            server.set_nodelay(true).unwrap();
            let wanted = Arc::new(AtomicBool::new(false));
            let (from, to, seen) = (client.try_clone().unwrap(), server.try_clone().unwrap(), wanted.clone());
            std::thread::spawn(move || {
                carry(from, to, |heard| {
                    let found = heard.windows(WANTED.len()).any(|bytes| bytes == WANTED);
                    seen.fetch_or(found, Ordering::SeqCst);
                    found
                })
            });
            let tell: Sender<Instant> = tell.clone();
            std::thread::spawn(move || {
                carry(server, client, move |heard| {
                    let queued = heard.windows(9).any(|bytes| bytes == b"queued as");
                    if queued && wanted.swap(false, Ordering::SeqCst) {
                        let _ = tell.send(Instant::now());
                    }
                    queued
                })
            });
        }
    });
    (told, port)
}

/// `found` looks at what was carried lately; what it found is not shown to it again.
fn carry(mut from: TcpStream, mut to: TcpStream, mut found: impl FnMut(&[u8]) -> bool) {
    let (mut buffer, mut lately) = (vec![0; 64 * 1024], Vec::new());
    while let Ok(length) = from.read(&mut buffer) {
        if length == 0 {
            break;
        }
        lately.extend_from_slice(&buffer[..length]);
        if found(&lately) {
            lately.clear();
        }
        let kept = lately.len().saturating_sub(WANTED.len());
        lately.drain(..kept);
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

/// A client that does nothing but idle, and tells when it is told of new mail.
fn idle(office: &Office) -> Receiver<Instant> {
    let mut server = BufReader::new(TcpStream::connect(("127.0.0.1", office.servers.imap().plain)).unwrap());
    let password = &office.desk.password;
    for command in
        [format!("a LOGIN \"{DESK}\" \"{password}\""), "a SELECT INBOX".to_owned(), "a IDLE".to_owned()]
    {
        write!(server.get_mut(), "{command}\r\n").unwrap();
        let mut line = String::new();
        while !line.starts_with("a ") && !line.starts_with("+ ") {
            line.clear();
            assert!(server.read_line(&mut line).unwrap() > 0, "Dovecot hung up");
        }
        assert!(line.starts_with("a OK") || line.starts_with("+ "), "Dovecot refused: {line}");
    }
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        while server.read_line(&mut line).is_ok_and(|length| length > 0) {
            if line.trim_end().ends_with(" EXISTS") && tell.send(Instant::now()).is_err() {
                break;
            }
            line.clear();
        }
    });
    told
}
