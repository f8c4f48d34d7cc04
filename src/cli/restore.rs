//! `restore`: a backup in the place of the database, after a look through it, and what it lacks.

use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::json;

use super::Ending;
use super::present::{FAINT, RED, STRONG, counted, print_json, rfc3339, safe};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::store::{self, Connection, Head, Restoration, StoreError};
use crate::turn;

/// What to put back.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A backup, as `countersign backup` makes it.
    file: PathBuf,
    /// Only look through it and say what it lacks; the desk may run.
    #[arg(long)]
    check: bool,
    /// Take it although it is a copy of another database than the one that is here.
    #[arg(long)]
    other_desk: bool,
    /// One JSON object instead of words.
    #[arg(long)]
    json: bool,
}

/// What is known of the desk from elsewhere than the backup.
#[derive(Default)]
struct Known {
    instance: Option<String>,
    entries: u64,
    number: u64,
}

impl Known {
    /// From the database that is here, as far as it can be read, and from the witness.
    fn of(config: &Config) -> Self {
        let mut known = Self::default();
        if let Ok(Some(seen)) = store::sighting(&config.audit.witness) {
            known = Self {
                instance: Some(seen.instance),
                entries: seen.seen.seq,
                number: seen.number.unwrap_or_default(),
            };
        }
        let here = store::open_read_only(&config.desk.database);
        let here = here.and_then(|it| Ok((store::head(&it)?, store::numbers_given(&it)?)));
        if let Ok((head, number)) = here.map_err(|error| said(&error)) {
            known.entries = known.entries.max(head.last.seq);
            known.number = known.number.max(number);
            // What an earlier version left has no id yet.
            known.instance = known.instance.or(Some(head.instance).filter(|id| !id.is_empty()));
        }
        known
    }
}

fn said(error: &StoreError) {
    if !matches!(error, StoreError::Missing(_)) {
        anstream::eprintln!("{FAINT}what stands here cannot be read: {error}{FAINT:#}");
    }
}

/// What the backup holds, and what it lacks.
struct Found {
    head: Head,
    requests: u64,
    number: u64,
    missing: u64,
    next: u64,
}

pub(super) fn run(config: &Config, arguments: &Arguments) -> anyhow::Result<Ending> {
    let restoration = Restoration::of(&arguments.file, &config.desk.database, arguments.check)?;
    let known = Known::of(config);
    let reader = restoration.reader()?;
    let found = look_through(&reader, &known, arguments)?;
    drop(reader);
    let kept = if arguments.check {
        None
    } else {
        let number = known.number;
        let prepare = move |connection: &Connection| store::numbers_go_on_above(connection, number);
        restoration.put_in_place(Clock::system().now(), prepare)?
    };
    if arguments.json {
        print_json(&as_json(config, arguments, &found, kept.as_deref()));
    } else {
        tell(config, arguments, &found, kept.as_deref());
    }
    Ok(Ending::Done)
}

fn look_through(backup: &Connection, known: &Known, arguments: &Arguments) -> anyhow::Result<Found> {
    let file = arguments.file.display();
    let whole = turn::verify(backup)?;
    if !whole.is_whole() {
        for fault in &whole.faults {
            anstream::eprintln!("{RED}fault{RED:#}: {}", safe(fault));
        }
        bail!("{file} is not whole: take an earlier backup");
    }
    let head = store::head(backup)?;
    let other = known.instance.as_ref().filter(|it| **it != head.instance);
    if let Some(other) = other.filter(|_| !arguments.other_desk) {
        bail!(
            "{file} is a copy of the database {}, and {other} was here: it belongs to another desk, or to one that began anew. \
             If it is what you want, say so with --other-desk",
            head.instance
        );
    }
    let number = store::numbers_given(backup)?;
    Ok(Found {
        requests: whole.requests,
        number,
        missing: known.entries.saturating_sub(head.last.seq),
        next: number.max(known.number) + 1,
        head,
    })
}

fn as_json(config: &Config, arguments: &Arguments, found: &Found, kept: Option<&Path>) -> serde_json::Value {
    let id = |number: u64| format!("{}-{number}", config.desk.prefix);
    json!({
        "restored": !arguments.check,
        "database": config.desk.database.display().to_string(),
        "kept": kept.map(|path| path.display().to_string()),
        "requests": found.requests,
        "head": found.head.last.to_string(),
        "last_entry_at": found.head.at.map(rfc3339),
        "missing_entries": found.missing,
        "missing_requests": (found.number + 1..found.next).map(id).collect::<Vec<_>>(),
        "next": id(found.next),
    })
}

fn tell(config: &Config, arguments: &Arguments, found: &Found, kept: Option<&Path>) {
    let database = config.desk.database.display();
    let requests = counted(usize::try_from(found.requests).unwrap_or(usize::MAX), "request");
    let until = found.head.at.map_or("the beginning".to_owned(), rfc3339);
    let what = if arguments.check { "is whole" } else { "stands here now" };
    anstream::println!(
        "{STRONG}{}{STRONG:#} {what}: {requests}, audit head {}, until {until}",
        arguments.file.display(),
        found.head.last
    );
    if let Some(kept) = kept {
        anstream::println!("kept: {} is what stood at {database} before", kept.display());
    }
    match (found.missing, found.next - found.number - 1) {
        (0, 0) => anstream::println!("missing: nothing that is known here"),
        (entries, requests) => anstream::println!(
            "missing: what happened later, {entries} entries of the log and {requests} requests; \
             the next is {}-{}",
            config.desk.prefix,
            found.next
        ),
    }
    if arguments.check {
        return;
    }
    let (processed, quarantine, inbox) = match &config.inbox {
        config::Inbox::Imap(imap) => {
            (imap.processed.as_str(), imap.quarantine.as_str(), imap.folder.as_str())
        }
        config::Inbox::Maildir { .. } => (".Processed", ".Quarantine", "new"),
    };
    anstream::println!(
        "next: move the mail that came since {until} from {processed} and {quarantine} back into {inbox}, and start the desk: it \
         takes in what it does not know, once. All reply addresses die then and open questions are asked anew. What \
         operators did since is for them to do again, suspensions first."
    );
}
