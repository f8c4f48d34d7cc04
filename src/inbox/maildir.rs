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
        Ok(Batch { mails, waiting: self.queue.len() as u64, ..Batch::default() })
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
mod tests;
