//! The embedded post office: one Maildir (<https://cr.yp.to/proto/maildir.html>) per address under a common folder.
//!
//! Knows files and folders; filed mail goes into Maildir++ subfolders, where mail programs find it. Must not know what
//! a mail means, nor read the clock: a file from later than the caller's now arrived now.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fs::{self, File};
use std::future::Future;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};

use super::{
    Arrived, BATCH_BYTES, BATCH_MAILS, Batch, Content, Destination, HEADER_BYTES, InboxError, Marks, Place,
    Room, header_section,
};
use crate::approval::Address;

/// How often to look for new files.
const POLL: Duration = Duration::from_millis(500);

/// One person's Maildir.
#[derive(Debug)]
pub(super) struct Maildir {
    folder: PathBuf,
    address: String,
    limit: u64,
    /// The mails on disk that were not handed out yet: those that go first, then the others, oldest first.
    queue: VecDeque<Entry>,
    /// How many there were at the last look.
    listed: usize,
    /// What a mail has that goes first while many wait.
    marks: Option<Marks>,
    /// The keys of mails handed out and not filed.
    handed_out: HashSet<String>,
    room: Room,
}

/// A mail on disk: its key is its file name without flags, which stays when a mail program marks it as read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// Whether others go before it; nothing where nobody has looked into it yet.
    later: Option<bool>,
    delivered: SystemTime,
    key: String,
    path: PathBuf,
}

impl Maildir {
    /// Opens the Maildir of `desk` under `path`; makes it, if it is not there.
    pub(super) fn open(path: &Path, desk: &Address, limit: u64) -> Result<Self, InboxError> {
        // An address may hold a slash (RFC 5322 §3.2.3), a file name may not.
        if desk.as_str().contains('/') {
            return Err(InboxError::Configuration(format!(
                "{desk} cannot be the name of a folder: choose a desk.address without a slash"
            )));
        }
        let folder = path.join(desk.as_str());
        make(&folder)?;
        let address = desk.to_string();
        Ok(Self {
            folder,
            address,
            limit,
            queue: VecDeque::new(),
            listed: 0,
            marks: None,
            handed_out: HashSet::new(),
            room: Room::FOR_ALL,
        })
    }

    /// Hands out mails with a mark first.
    pub(super) fn set_marks(&mut self, marks: Marks) {
        self.marks = Some(marks);
    }

    /// Hands out no more than there is room for.
    pub(super) fn admit(&mut self, room: Room) {
        self.room = room;
    }

    /// The next mails, oldest first, and once more those at `again`.
    pub(super) async fn next_batch(
        &mut self,
        again: &[Place],
        now: DateTime<Utc>,
    ) -> Result<Batch, InboxError> {
        for place in again {
            self.handed_out.remove(&place.key);
        }
        if self.queue.is_empty() || self.room.is_for_marked_only() || self.is_worth_a_look() {
            self.look().await?;
        }
        let (mut queue, limit, room) = (std::mem::take(&mut self.queue), self.limit, self.room);
        let (taken, queue) = blocking(move || {
            let taken = take(&mut queue, limit, room);
            Ok((taken, queue))
        })
        .await?;
        self.queue = queue;
        self.handed_out.extend(taken.unreadable);
        self.handed_out.extend(taken.read.iter().map(|(entry, _)| entry.key.clone()));
        let arrived = |(entry, content): (Entry, Content)| Arrived {
            place: Place { mailbox: self.address.clone(), key: entry.key },
            // The embedded post office may live by a clock that was moved; its files never do.
            at: DateTime::from(entry.delivered).min(now),
            content,
        };
        let mails = taken.read.into_iter().map(arrived).collect();
        Ok(Batch { mails, left_alone: 0, waiting: self.queue.len() as u64 })
    }

    /// Moves mails into `.Processed` and `.Quarantine`.
    pub(super) async fn file(&mut self, moves: &[(Place, Destination)]) -> Result<(), InboxError> {
        // A key is a file name, never a path.
        let ours =
            moves.iter().filter(|(place, _)| place.mailbox == self.address && !place.key.contains('/'));
        let moves: Vec<(String, Destination)> = ours.map(|(place, to)| (place.key.clone(), *to)).collect();
        if moves.is_empty() {
            return Ok(());
        }
        let (folder, work) = (self.folder.clone(), moves.clone());
        blocking(move || file(&folder, &work)).await?;
        for (key, _) in &moves {
            self.handed_out.remove(key);
        }
        Ok(())
    }

    /// Waits until there is a file that may be handed out, or until `nudge` is done.
    pub(super) async fn wait(&mut self, nudge: impl Future<Output = ()> + Send) -> Result<(), InboxError> {
        let mut nudge = pin!(nudge);
        loop {
            self.look().await?;
            if self.queue.front().is_some_and(|entry| self.room.is_for(entry.later == Some(false))) {
                return Ok(());
            }
            // Where very many wait for room, the folder is not listed all the time.
            let pause = POLL.saturating_mul(u32::try_from(1 + self.listed / 1_000).unwrap_or(u32::MAX));
            tokio::select! {
                () = &mut nudge => return Ok(()),
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// Begins anew: everything on disk is handed out again.
    pub(super) fn forget(&mut self) {
        self.queue.clear();
        self.handed_out.clear();
    }

    /// Whether something that goes first may have come while many wait. All looks together cost as much as a few:
    /// a folder with many mails is not listed for each batch.
    fn is_worth_a_look(&self) -> bool {
        let taken = self.listed.saturating_sub(self.queue.len());
        self.marks.is_some() && self.queue.len() > BATCH_MAILS && taken >= BATCH_MAILS.max(self.listed / 16)
    }

    async fn look(&mut self) -> Result<(), InboxError> {
        let folder = self.folder.clone();
        let mut entries = blocking(move || list(&folder)).await?;
        entries.retain(|entry| !self.handed_out.contains(&entry.key));
        let many = entries.len() > BATCH_MAILS || self.room.is_for_marked_only();
        let marks = self.marks.clone().filter(|_| many);
        let known = std::mem::take(&mut self.queue);
        self.queue = blocking(move || Ok(in_order(entries, known, marks.as_ref()))).await?;
        self.listed = self.queue.len();
        Ok(())
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, InboxError> + Send + 'static,
) -> Result<T, InboxError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(disk(Path::new("the Maildir"))(io::Error::other(error))),
    }
}

fn disk(path: &Path) -> impl Fn(io::Error) -> InboxError {
    |why| InboxError::Disk { path: path.to_owned(), why }
}

/// Makes a Maildir and what it lies in.
fn make(folder: &Path) -> Result<(), InboxError> {
    for part in ["tmp", "new", "cur"] {
        let path = folder.join(part);
        fs::create_dir_all(&path).map_err(disk(&path))?;
    }
    Ok(())
}

/// Puts what goes first before the others, and looks into mails that are not known yet.
fn in_order(mut entries: Vec<Entry>, known: VecDeque<Entry>, marks: Option<&Marks>) -> VecDeque<Entry> {
    let known: HashMap<String, Option<bool>> =
        known.into_iter().map(|entry| (entry.key, entry.later)).collect();
    for entry in &mut entries {
        let look = |marks: &Marks| !beginning(&entry.path).is_ok_and(|bytes| marks.are_in(&bytes));
        entry.later = known.get(&entry.key).copied().flatten().or_else(|| marks.map(look));
    }
    entries.sort();
    entries.into()
}

fn beginning(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(HEADER_BYTES as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The mails in `new` and `cur`, in no order.
fn list(folder: &Path) -> Result<Vec<Entry>, InboxError> {
    let mut entries = Vec::new();
    for part in ["new", "cur"] {
        let path = folder.join(part);
        for file in fs::read_dir(&path).map_err(disk(&path))? {
            let file = file.map_err(disk(&path))?;
            entries.extend(entry(&file));
        }
    }
    Ok(entries)
}

/// A directory entry as a mail, unless it is none: gone again, hidden, no plain file, or marked as trashed.
fn entry(file: &fs::DirEntry) -> Option<Entry> {
    let name = file.file_name();
    let name = name.to_str().filter(|name| !name.starts_with('.'))?;
    let (key, flags) = name.split_once(":2,").unwrap_or((name, ""));
    let metadata = file.metadata().ok().filter(fs::Metadata::is_file)?;
    if flags.contains('T') {
        return None;
    }
    Some(Entry { later: None, delivered: metadata.modified().ok()?, key: key.to_owned(), path: file.path() })
}

/// What was read of the queue's beginning.
#[derive(Default)]
struct Taken {
    read: Vec<(Entry, Content)>,
    unreadable: Vec<String>,
}

fn take(queue: &mut VecDeque<Entry>, limit: u64, room: Room) -> Taken {
    let (mut taken, mut bytes) = (Taken::default(), 0);
    while taken.read.len() < room.batch() && bytes < BATCH_BYTES {
        let Some(entry) = queue.pop_front_if(|entry| room.is_for(entry.later == Some(false))) else { break };
        match read(&entry.path, limit) {
            Ok(content) => {
                bytes += held(&content);
                taken.read.push((entry, content));
            }
            // A mail program has moved or removed it; if it is still there, the next look finds it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                let path = entry.path.display();
                tracing::error!(%path, "{path} cannot be read and is left there: {error}");
                taken.unreadable.push(entry.key);
            }
        }
    }
    taken
}

fn held(content: &Content) -> u64 {
    match content {
        Content::Whole(bytes) => bytes.len() as u64,
        Content::TooLarge { header, .. } | Content::OutOfReach { header } => header.len() as u64,
    }
}

/// Reads a mail, or only its header when it is over the limit.
fn read(path: &Path, limit: u64) -> io::Result<Content> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let most = if size > limit { HEADER_BYTES as u64 } else { limit };
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(most)).unwrap_or_default() + 1);
    file.take(most).read_to_end(&mut bytes)?;
    if size > limit {
        return Ok(Content::TooLarge { size, header: header_section(&bytes).to_vec() });
    }
    Ok(Content::Whole(bytes))
}

/// Moves mails by renaming, and makes sure that both folders remember it after a power cut.
fn file(folder: &Path, moves: &[(String, Destination)]) -> Result<(), InboxError> {
    let mut lying: Option<HashMap<String, PathBuf>> = None;
    let mut touched = HashSet::new();
    for (key, destination) in moves {
        let to = subfolder(folder, *destination)?;
        let target = to.join(format!("{key}:2,S"));
        if !renamed(&folder.join("new").join(key), &target)? {
            // A mail program may have moved it to `cur` and given it flags.
            let lying = match &mut lying {
                Some(lying) => lying,
                none => none.insert(by_key(folder)?),
            };
            if let Some(path) = lying.get(key) {
                renamed(path, &target)?;
            }
        }
        touched.insert(to);
    }
    touched.into_iter().try_for_each(|to| sync(&to))?;
    sync(&folder.join("new"))?;
    sync(&folder.join("cur"))
}

fn by_key(folder: &Path) -> Result<HashMap<String, PathBuf>, InboxError> {
    Ok(list(folder)?.into_iter().map(|entry| (entry.key, entry.path)).collect())
}

/// The `cur` of a Maildir++ subfolder, made when it is not there.
fn subfolder(folder: &Path, destination: Destination) -> Result<PathBuf, InboxError> {
    let name = match destination {
        Destination::Processed => ".Processed",
        Destination::Quarantine => ".Quarantine",
    };
    let subfolder = folder.join(name);
    let cur = subfolder.join("cur");
    if !cur.is_dir() {
        make(&subfolder)?;
        let mark = subfolder.join("maildirfolder");
        File::create(&mark).map_err(disk(&mark))?;
        sync(&subfolder)?;
        sync(folder)?;
    }
    Ok(cur)
}

/// Renames a file; `false` when it is not there.
fn renamed(from: &Path, to: &Path) -> Result<bool, InboxError> {
    match fs::rename(from, to) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(disk(from)(error)),
    }
}

fn sync(folder: &Path) -> Result<(), InboxError> {
    File::open(folder).and_then(|opened| opened.sync_all()).map_err(disk(folder))
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    struct Desk {
        root: tempfile::TempDir,
        maildir: Maildir,
    }

    fn desk(limit: u64) -> Desk {
        let root = tempfile::tempdir().unwrap();
        let address: Address = "expenses@corp.example".parse().unwrap();
        let maildir = Maildir::open(root.path(), &address, limit).unwrap();
        Desk { root, maildir }
    }

    impl Desk {
        fn path(&self, name: &str) -> PathBuf {
            self.root.path().join("expenses@corp.example").join(name)
        }

        fn deliver(&self, name: &str, bytes: &[u8], second: u64) {
            let path = self.path(name);
            fs::write(&path, bytes).unwrap();
            let file = File::options().write(true).open(&path).unwrap();
            file.set_modified(UNIX_EPOCH + Duration::from_secs(second)).unwrap();
        }

        async fn keys(&mut self) -> Vec<String> {
            let batch = self.maildir.next_batch(&[], NOW).await.unwrap();
            batch.mails.into_iter().map(|mail| mail.place.key).collect()
        }

        async fn file(&mut self, key: &str, destination: Destination) {
            let place = Place { mailbox: "expenses@corp.example".to_owned(), key: key.to_owned() };
            self.maildir.file(&[(place, destination)]).await.unwrap();
        }
    }

    #[tokio::test]
    async fn mails_come_oldest_first_and_once_while_in_flight() {
        let mut desk = desk(100);
        desk.deliver("new/b", b"second", 2);
        desk.deliver("cur/c:2,S", b"first", 1);
        desk.deliver("new/a", b"third", 3);
        assert_eq!(desk.keys().await, ["c", "b", "a"]);
        assert!(desk.keys().await.is_empty());
        desk.maildir.forget();
        assert_eq!(desk.keys().await.len(), 3);
    }

    #[tokio::test]
    async fn a_mail_arrived_when_its_file_was_written_and_may_come_again() {
        let mut desk = desk(100);
        desk.deliver("new/a", b"x", 7);
        let now = DateTime::from_timestamp(9, 0).unwrap();
        let mails = desk.maildir.next_batch(&[], now).await.unwrap().mails;
        assert_eq!(mails[0].at, DateTime::from_timestamp(7, 0).unwrap());
        let early = DateTime::from_timestamp(5, 0).unwrap();
        let again = desk.maildir.next_batch(&[mails[0].place.clone()], early).await.unwrap().mails;
        assert_eq!((again.len(), again[0].at), (1, early));
        assert!(desk.keys().await.is_empty());
    }

    #[tokio::test]
    async fn what_is_no_mail_is_passed_over() {
        let mut desk = desk(100);
        desk.deliver("new/.hidden", b"x", 1);
        desk.deliver("cur/trashed:2,ST", b"x", 1);
        desk.deliver("tmp/half", b"x", 1);
        fs::create_dir(desk.path("new/folder")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", desk.path("new/link")).unwrap();
        assert!(desk.keys().await.is_empty());
    }

    #[tokio::test]
    async fn a_mail_over_the_limit_is_handed_out_as_its_header() {
        let mut desk = desk(20);
        desk.deliver("new/fits", b"Subject: a\r\n\r\n123456", 1);
        desk.deliver("new/large", b"Subject: a\r\n\r\n1234567", 2);
        let mails = desk.maildir.next_batch(&[], NOW).await.unwrap().mails;
        assert_eq!(mails[0].content, Content::Whole(b"Subject: a\r\n\r\n123456".to_vec()));
        let header = b"Subject: a\r\n\r\n".to_vec();
        assert_eq!(mails[1].content, Content::TooLarge { size: 21, header });
    }

    #[tokio::test]
    async fn filed_mail_goes_into_subfolders_that_mail_programs_know() {
        let mut desk = desk(100);
        desk.deliver("new/good", b"x", 1);
        desk.deliver("new/bad", b"x", 2);
        assert_eq!(desk.keys().await.len(), 2);
        desk.file("good", Destination::Processed).await;
        fs::rename(desk.path("new/bad"), desk.path("cur/bad:2,FS")).unwrap();
        desk.file("bad", Destination::Quarantine).await;
        assert!(desk.path(".Processed/cur/good:2,S").is_file());
        assert!(desk.path(".Quarantine/cur/bad:2,S").is_file());
        assert!(desk.path(".Quarantine/maildirfolder").is_file());
        assert!(desk.keys().await.is_empty());
    }

    #[tokio::test]
    async fn mail_that_is_gone_is_no_error_and_a_path_is_no_key() {
        let mut desk = desk(100);
        desk.file("gone", Destination::Processed).await;
        fs::write(desk.path("cur/../outside"), b"x").unwrap();
        desk.file("../outside", Destination::Processed).await;
        assert!(desk.path("outside").is_file());
    }

    #[tokio::test]
    async fn a_batch_is_bounded() {
        let mut desk = desk(100);
        for n in 0..BATCH_MAILS + 1 {
            desk.deliver(&format!("new/{n:03}"), b"x", 1);
        }
        assert_eq!(desk.keys().await.len(), BATCH_MAILS);
        assert_eq!(desk.keys().await, [format!("{BATCH_MAILS:03}")]);
    }

    #[tokio::test]
    async fn of_many_mails_those_with_a_mark_are_handed_out_first_also_when_they_come_later() {
        let mut desk = desk(1_000);
        desk.maildir.set_marks(Marks { to: "expenses+".to_owned(), answers: ".countersign@x".to_owned() });
        for n in 0..3 * BATCH_MAILS {
            desk.deliver(&format!("new/{n:03}"), b"To: expenses@corp.example\n\nx", 1);
        }
        desk.deliver("new/reply", b"In-Reply-To: <a.countersign@x>\n\nx", 9);
        let mut all = desk.keys().await;
        assert_eq!(all[..2], ["reply", "000"]);
        desk.deliver("new/again", b"To: expenses+t@corp.example\n\nx", 10);
        let second = desk.keys().await;
        assert_eq!(second[..2], ["again", "127"]);
        all.extend(second);
        for _ in 0..2 {
            all.extend(desk.keys().await);
        }
        let distinct: HashSet<_> = all.iter().collect();
        assert_eq!((all.len(), distinct.len()), (3 * BATCH_MAILS + 2, 3 * BATCH_MAILS + 2));
    }

    #[tokio::test]
    async fn without_room_only_mails_with_a_mark_are_handed_out_and_waited_for() {
        let mut desk = desk(1_000);
        desk.maildir.set_marks(Marks { to: "expenses+".to_owned(), answers: ".countersign@x".to_owned() });
        for n in 0..5 {
            desk.deliver(&format!("new/{n}"), b"To: expenses@corp.example\n\nx", n);
        }
        desk.maildir.admit(Room { any: 2, marked: 9, again: None });
        assert_eq!(desk.keys().await, ["0", "1"]);
        desk.maildir.admit(Room { any: 0, marked: 9, again: None });
        assert!(desk.keys().await.is_empty());
        let (unfinished, path) = (desk.path("tmp/reply"), desk.path("new/reply"));
        let (waited, ()) = tokio::join!(desk.maildir.wait(std::future::pending()), async {
            tokio::fs::write(&unfinished, b"In-Reply-To: <a.countersign@x>\n\nx").await.unwrap();
            tokio::fs::rename(unfinished, path).await.unwrap();
        });
        waited.unwrap();
        assert_eq!(desk.keys().await, ["reply"]);
        desk.maildir.admit(Room::FOR_ALL);
        assert_eq!(desk.keys().await, ["2", "3", "4"]);
    }

    #[tokio::test]
    async fn waiting_ends_with_a_new_file_or_a_nudge() {
        let mut desk = desk(100);
        desk.maildir.wait(std::future::ready(())).await.unwrap();
        let path = desk.path("new/late");
        let (waited, ()) = tokio::join!(desk.maildir.wait(std::future::pending()), async {
            tokio::fs::write(path, b"x").await.unwrap();
        });
        waited.unwrap();
        assert_eq!(desk.keys().await, ["late"]);
    }

    #[test]
    fn an_address_with_a_slash_is_refused() {
        let address: Address = "../../etc@corp.example".parse().unwrap();
        let root = tempfile::tempdir().unwrap();
        assert!(Maildir::open(root.path(), &address, 1).unwrap_err().is_permanent());
    }
}
