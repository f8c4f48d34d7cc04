//! The same mailbox taken in by three: mbsync, which only downloads; a plain daemon in Python; ours, which does everything.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Wishes;
use super::desk::{self, Desk, configure, database};
use super::mails::{DESK, Receipt};
use super::office::{Office, Snapshot, copy, dead_port};
use super::table::{Table, median, rate};

/// What a race brought, medians in seconds.
pub struct Raced {
    ours: f64,
    computed: f64,
}

/// Races the three on one mailbox, and leaves the database of our last round, with its witness, in `keep`.
pub fn race(
    office: &Office,
    snapshot: &Snapshot,
    what: &str,
    keep: &Path,
    wishes: &Wishes,
    table: &mut Table,
) -> Raced {
    let (mut downloads, mut plain, mut ours, mut computed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..wishes.rounds {
        downloads.push(mbsync(office, snapshot));
        eprintln!("  {what}, round {}: mbsync {:.2} s", round + 1, downloads.last().unwrap());
        if round < wishes.python_rounds {
            plain.push(python(office, snapshot));
            eprintln!("    the Python daemon {:.2} s", plain.last().unwrap());
        }
        let (elapsed, seconds) = countersign(office, snapshot, keep);
        eprintln!("    ours {elapsed:.2} s, {seconds:.2} s of computing");
        ours.push(elapsed);
        computed.push(seconds);
    }
    let raced = Raced { ours: median(&mut ours), computed: median(&mut computed) };
    let download = median(&mut downloads);
    let mails = snapshot.mails;
    let figure = |seconds| format!("{seconds:.2} s, {:.0} mails/s", rate(mails, seconds));
    table.group(&format!("{mails} mails of {what}, over {}", if office.tls { "TLS" } else { "loopback" }));
    table.plain("mbsync, download only", &figure(download));
    table.plain("ours, everything", &figure(raced.ours));
    let each = raced.computed * 1e6 / f64::from(u32::try_from(mails).unwrap());
    table.plain(
        "  of that ours computed, all cores",
        &format!("{:.2} s, {each:.0} µs a mail", raced.computed),
    );
    table.at_least("  speed against mbsync", download / raced.ours, 1.0);
    if !plain.is_empty() {
        let python = median(&mut plain);
        table.plain("plain Python daemon, commit per mail", &figure(python));
        table.at_least("  speed of ours against it", python / raced.ours, 30.0);
    }
    raced
}

/// How long `pdftotext` alone takes for the PDFs, and what they cost us.
pub fn pdfs(
    office: &Office,
    mails: usize,
    without: &Raced,
    with: &Raced,
    wishes: &Wishes,
    table: &mut Table,
) {
    let folder = office.servers.folder().join("pdfs");
    fs::create_dir_all(&folder).unwrap();
    let files: Vec<PathBuf> =
        (0..mails).step_by(10).map(|number| folder.join(format!("{number}.pdf"))).collect();
    for (file, number) in files.iter().zip((0..mails).step_by(10)) {
        fs::write(file, Receipt::new(number).pdf()).unwrap();
    }
    let mut alone: Vec<f64> = (0..wishes.rounds).map(|_| pdftotext(&files)).collect();
    let alone = median(&mut alone);
    table.group(&format!("{} PDFs, two pages each", files.len()));
    table.plain("pdftotext alone, on all cores", &format!("{alone:.2} s"));
    let more = with.ours - without.ours;
    table.plain("ours, beyond the mails without them", &format!("{more:.2} s, {:.2} of it", more / alone));
    table.plain("  computed beyond", &format!("{:.2} s", with.computed - without.computed));
}

fn mbsync(office: &Office, snapshot: &Snapshot) -> f64 {
    let lane = office.restore(snapshot);
    let security = if office.tls { "IMAPS" } else { "None" };
    let (lane, port, password) = (lane.display(), office.imap_port(), &office.desk.password);
    let settings = format!(
        "IMAPAccount race\nHost localhost\nPort {port}\nUser {DESK}\nPass \"{password}\"\nSSLType {security}\n\
         AuthMechs LOGIN\nCertificateFile {}\n\nIMAPStore far\nAccount race\n\nMaildirStore near\nInbox {lane}/inbox\n\n\
         Channel race\nFar :far:\nNear :near:\nSync Pull\nCreate Near\nSyncState *\n",
        office.servers.ca_file().display(),
    );
    let file = office.servers.folder().join("lane/mbsyncrc");
    fs::write(&file, settings).unwrap();
    let elapsed = run(Command::new("mbsync").arg("-q").arg("-c").arg(&file).arg("race"));
    let pulled = fs::read_dir(office.servers.folder().join("lane/inbox/new")).unwrap().count();
    assert_eq!(pulled, snapshot.mails, "mbsync did not download all");
    elapsed.as_secs_f64()
}

fn python(office: &Office, snapshot: &Snapshot) -> f64 {
    let lane = office.restore(snapshot);
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/race/daemon.py");
    let security = if office.tls { office.servers.ca_file() } else { PathBuf::from("none") };
    let elapsed = run(Command::new("/usr/bin/python3")
        .arg(program)
        .arg(office.imap_port().to_string())
        .arg(security)
        .arg(DESK)
        .arg(&office.desk.password)
        .arg(lane.join("requests.db")));
    assert_eq!(office.count("Processed"), snapshot.mails, "the Python daemon did not take all in");
    elapsed.as_secs_f64()
}

fn countersign(office: &Office, snapshot: &Snapshot, keep: &Path) -> (f64, f64) {
    let lane = office.restore(snapshot);
    let mut desk = Desk::start(&configure(office, &lane, dead_port()));
    let elapsed = desk.until_all_is_taken_in(office);
    let computed = desk.computed();
    desk.stop();
    let log = || fs::read_to_string(lane.join("daemon.log")).unwrap();
    assert_eq!(office.count("Processed"), snapshot.mails, "ours did not take all in:\n{}", log());
    let requests = desk::number(&database(&lane), "SELECT count(*) FROM requests");
    assert_eq!(usize::try_from(requests).unwrap(), snapshot.mails, "ours did not make a request of each");
    let _ = fs::remove_dir_all(keep);
    copy(database(&lane).parent().unwrap(), keep);
    (elapsed.as_secs_f64(), computed)
}

fn pdftotext(files: &[PathBuf]) -> f64 {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for share in files.chunks(files.len().div_ceil(cores)) {
            scope.spawn(move || {
                for file in share {
                    run(Command::new("pdftotext").arg(file).arg("-"));
                }
            });
        }
    });
    begun.elapsed().as_secs_f64()
}

/// Runs a program to its end.
pub fn run(command: &mut Command) -> Duration {
    let begun = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
    let status = status.unwrap_or_else(|error| panic!("{command:?}: {error}; run tests/install-servers.sh"));
    assert!(status.success(), "{command:?} failed");
    begun.elapsed()
}
