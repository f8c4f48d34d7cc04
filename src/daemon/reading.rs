//! Reading one mail: when there is room for it, on a thread of its own, in time.
//!
//! Knows threads, how many there are, and limits. Must not know what becomes of what was read.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::Semaphore;
use tokio::task::JoinError;

use super::suspects;
use crate::inbox::{Arrived, Content, Place};
use crate::resolver::{self, Answers};
use crate::turn::{Desk, Understood, questions, understand};

/// A mail takes up to a hundred times its size while it is read, and whoever reads keeps what patterns need for each reader
/// that works at once: so many bytes of small mails are read at once, or one larger mail.
const ROOM: usize = 512 * 1024;

/// What a mail takes of that room at least.
const PLACE: usize = 16 * 1024;

/// With more readers than this, those that wait for each other's files would be late: few files are read at once.
const MOST_READERS: usize = 16;

/// So many readers of an earlier batch may still be at it.
const LEFT_BEHIND: usize = 1;

/// So many threads are left for others: names of hosts are looked up, the database's log is emptied, folders are listed. All
/// threads take turns, and each that reads keeps memory for it, so there is none too many.
const OTHERS: usize = 1;

/// So long a mail may be read, its files included. Under load files wait for each other; whoever is late is read alone the
/// next time, when nothing is waited for.
const READ_WITHIN: Duration = Duration::from_secs(5 * 60);

const OUT_OF_REACH: &str =
    "the mail server refuses or breaks off each time that it is to hand this mail out: look at it there";

/// A mail that was read, or never is.
pub(super) struct Read {
    pub(super) place: Place,
    pub(super) mail: Understood,
    pub(super) how: How,
}

/// How much of a mail was read.
pub(super) enum How {
    /// All of it.
    Whole,
    /// It is so large that only its header was fetched.
    TooLarge(u64),
    /// Nothing, and why; whether all of it is there.
    Unread(String, bool),
}

/// What came of reading a mail.
pub(super) enum Readout {
    Read(Box<Read>),
    /// It was not read in time, and its reader is left behind.
    Late(Place),
}

/// Why there is no readout.
enum Missed {
    /// The thread did not return in time.
    Late,
    /// Too many threads did not: this one was not even begun.
    Unbegun,
    Broken(JoinError),
}

impl From<JoinError> for Missed {
    fn from(broken: JoinError) -> Self {
        Self::Broken(broken)
    }
}

/// Where the mails of a batch are read: so much of them at once, on so many threads.
pub(super) struct Room {
    bytes: Semaphore,
    /// A thread that does not return keeps its permit; once too many are lost nobody gets one.
    readers: Arc<Semaphore>,
    lost: AtomicUsize,
    most_lost: usize,
}

impl Room {
    /// A room in which nothing more is read once so many readers did not return.
    pub(super) fn new(most_lost: usize) -> Self {
        Self::with(readers(), most_lost)
    }

    fn with(readers: usize, most_lost: usize) -> Self {
        let (bytes, readers) = (Semaphore::new(ROOM), Arc::new(Semaphore::new(readers)));
        Self { bytes, readers, lost: AtomicUsize::new(0), most_lost }
    }

    /// Reads a mail when there is room for it; nothing comes of it, for no fault of its own, once too many readers are lost.
    pub(super) async fn read(&self, desk: &Desk, arrived: Arrived) -> Result<Option<Readout>, JoinError> {
        let length = match &arrived.content {
            Content::Whole(raw) => raw.len(),
            Content::TooLarge { header, .. } | Content::OutOfReach { header } => header.len(),
        };
        let places = u32::try_from(length.clamp(PLACE, ROOM)).unwrap_or(u32::MAX);
        // Nobody closes it, which alone could fail.
        let _held = self.bytes.acquire_many(places).await.ok();
        let place = arrived.place.clone();
        match read(self, desk, arrived).await {
            Ok(read) => Ok(Some(Readout::Read(Box::new(read)))),
            Err(Missed::Late) => Ok(Some(Readout::Late(place))),
            Err(Missed::Unbegun) => Ok(None),
            Err(Missed::Broken(broken)) => Err(broken),
        }
    }

    /// Works on a thread as soon as one is free, and only from then on in time: waiting is no fault of a mail. A thread cannot
    /// be ended, so one that does not return is left behind.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Result<T, JoinError>, Missed> {
        let permit = self.readers.clone().acquire_owned().await.map_err(|_| Missed::Unbegun)?;
        let thread = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        tokio::time::timeout(READ_WITHIN, thread).await.map_err(|_| {
            if self.lost.fetch_add(1, Ordering::Relaxed) + 1 >= self.most_lost {
                self.readers.close();
            }
            Missed::Late
        })
    }
}

/// How many mails are read at once. Each reader keeps working memory of its own: more than keep the cores busy, while some wait
/// for files that other processes read, cost much and bring nothing.
fn readers() -> usize {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    (cores + 1).min(MOST_READERS)
}

/// How many threads the program needs for what blocks, so that nothing else waits for mail that is read slowly.
pub fn blocking_threads() -> usize {
    readers() + LEFT_BEHIND + OTHERS
}

async fn read(room: &Room, desk: &Desk, arrived: Arrived) -> Result<Read, Missed> {
    let Arrived { place, at, content } = arrived;
    let given_up = suspects::given_up(desk, &place);
    let (raw, how) = match (content, given_up) {
        (Content::Whole(raw), None) => (raw, How::Whole),
        (Content::TooLarge { size, header }, None) => (header, How::TooLarge(size)),
        (Content::Whole(raw), Some(why)) => (raw, How::Unread(why, true)),
        (Content::TooLarge { header, .. }, Some(why)) => (header, How::Unread(why, false)),
        (Content::OutOfReach { header }, _) => (header, How::Unread(OUT_OF_REACH.to_owned(), false)),
    };
    if let How::Unread(why, _) = &how {
        let mail = Understood::unread(Arc::new(raw), at, why.clone());
        return Ok(Read { place, mail, how });
    }
    let (raw, answers) =
        if matches!(how, How::Whole) { ask(room, desk, raw, at).await? } else { (raw, Answers::new()) };
    let (identity, config) = (desk.identity.clone(), desk.config.clone());
    let extractor = desk.extractor.clone();
    let raw = Arc::new(raw);
    let kept = raw.clone();
    let understood = room.work(move || {
        let mut mail = understand(raw, at, &answers, &identity, &config, &extractor);
        mail.let_go_of_files();
        mail
    });
    Ok(Read { place, mail: or_unreadable(understood.await?, kept, at)?, how })
}

/// A mail that breaks its reader, wherever in it, must not stop the mails behind it.
fn or_unreadable(
    read: Result<Understood, JoinError>,
    raw: Arc<Vec<u8>>,
    at: DateTime<Utc>,
) -> Result<Understood, JoinError> {
    match read {
        Err(broken) if broken.is_panic() => Ok(Understood::unreadable(raw, at)),
        read => read,
    }
}

/// Asks DNS what must be known to judge a mail, where that is something; gives the mail back.
async fn ask(
    room: &Room,
    desk: &Desk,
    raw: Vec<u8>,
    arrived: DateTime<Utc>,
) -> Result<(Vec<u8>, Answers), Missed> {
    let Some(server) = desk.config.authentication.dkim().map(|dkim| dkim.dns) else {
        return Ok((raw, Answers::new()));
    };
    let (identity, config) = (desk.identity.clone(), desk.config.clone());
    let asking = room.work(move || {
        let asked = std::panic::catch_unwind(|| questions(&raw, arrived, &identity, &config));
        (raw, asked.unwrap_or_default())
    });
    let (raw, names) = asking.await??;
    Ok((raw, resolver::ask(server, names).await))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::sync::mpsc;

    use futures_util::future::{join_all, select_all};
    use tokio::sync::oneshot;

    use super::*;
    use crate::clock::Clock;
    use crate::config;
    use crate::extract::Extractor;
    use crate::mail::Templates;
    use crate::store::Store;

    #[tokio::test]
    async fn a_mail_that_breaks_its_reader_is_unreadable_and_stops_nothing() {
        let raw = Arc::new(b"Subject: x\n\n".to_vec());
        let read = tokio::task::spawn_blocking(|| panic!("behind all that understands a mail")).await;
        let mail = or_unreadable(read, raw.clone(), DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(mail.raw, raw);
        assert!(mail.reading.from.is_err());
    }

    /// Work that begins, says so, and ends when it is told to.
    struct Slow {
        begins: oneshot::Sender<()>,
        ends: mpsc::Receiver<()>,
    }

    fn slow() -> (Slow, oneshot::Receiver<()>, mpsc::Sender<()>) {
        let ((begins, begun), (end, ends)) = (oneshot::channel(), mpsc::channel());
        (Slow { begins, ends }, begun, end)
    }

    /// Whether it was done in time, was late, or was not begun.
    async fn outcome(room: &Room, Slow { begins, ends }: Slow) -> &'static str {
        let work = move || {
            begins.send(()).unwrap();
            let _ = ends.recv();
        };
        match room.work(work).await {
            Ok(done) => done.map_or("broken", |()| "done"),
            Err(Missed::Late) => "late",
            Err(Missed::Unbegun) => "not begun",
            Err(Missed::Broken(_)) => "broken",
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_mail_that_waits_for_a_reader_is_not_late() {
        let room = Arc::new(Room::with(1, 2));
        let mut waiting = Vec::new();
        for _ in 0..4 {
            let ((slow, begun, end), room) = (slow(), room.clone());
            waiting.push((tokio::spawn(async move { outcome(&room, slow).await }), begun, end));
        }
        for (work, begun, end) in waiting {
            begun.await.unwrap();
            tokio::time::advance(READ_WITHIN / 2).await;
            drop(end);
            assert_eq!(work.await.unwrap(), "done");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn readers_that_do_not_return_are_left_behind_and_what_waits_is_not_to_blame() {
        let room = Room::with(2, 2);
        let ((one, one_begun, one_end), (two, two_begun, two_end)) = (slow(), slow());
        let (three, _, _) = slow();
        let works = join_all([outcome(&room, one), outcome(&room, two), outcome(&room, three)]);
        let time = async {
            one_begun.await.unwrap();
            two_begun.await.unwrap();
            tokio::time::advance(READ_WITHIN).await;
        };
        let (outcomes, ()) = tokio::join!(works, time);
        assert_eq!(outcomes, ["late", "late", "not begun"]);
        drop((one_end, two_end));
    }

    /// A desk whose files are read by a program that goes on for as long as it has a file beside it.
    fn desk_with_slow_files(folder: &Path) -> Desk {
        let (file, program) = (folder.join("config.toml"), folder.join("program"));
        fs::write(&file, config::SHIPPED).unwrap();
        fs::write(&program, "#!/bin/sh\nwhile [ -e \"$0.on\" ]; do sleep 0.05; done\n").unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
        fs::write(folder.join("program.on"), "").unwrap();
        let config = Arc::new(config::load(&file).unwrap());
        let store = Store::open(&folder.join("desk.db")).unwrap();
        let extractor = Extractor::with_program(program, &config.receipts);
        let templates = Arc::new(Templates::embedded());
        Desk::new(config, templates, Clock::moved(DateTime::UNIX_EPOCH), store).reading_with(extractor)
    }

    fn mail_with_a_pdf(number: usize) -> Arrived {
        let raw = "From: sam@corp.example\nMIME-Version: 1.0\nContent-Type: application/pdf\n\
                   Content-Disposition: attachment; filename=a.pdf\n\n%PDF-1.4\n";
        let place = Place { mailbox: "INBOX".to_owned(), key: number.to_string() };
        Arrived { place, at: DateTime::UNIX_EPOCH, content: Content::Whole(raw.as_bytes().to_vec()) }
    }

    #[test]
    fn a_host_is_looked_up_while_more_mails_are_read_slowly_than_there_are_threads() {
        let folder = tempfile::tempdir().unwrap();
        let threads = blocking_threads();
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = runtime.enable_all().max_blocking_threads(threads).build().unwrap();
        let desk = desk_with_slow_files(folder.path());
        let first = runtime.block_on(async {
            let room = Room::new(2);
            let mails = (0..threads * 2).map(|number| Box::pin(room.read(&desk, mail_with_a_pdf(number))));
            tokio::select! {
                biased;
                _ = select_all(mails) => "a mail",
                _ = tokio::net::lookup_host("localhost:25") => "the host",
            }
        });
        fs::remove_file(folder.path().join("program.on")).unwrap();
        assert_eq!(first, "the host");
    }
}
