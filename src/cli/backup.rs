//! `backup`: a copy of the database while the desk runs, looked through before it gets its name.

use std::path::PathBuf;

use serde_json::json;

use super::Ending;
use super::present::{GREEN, RED, STRONG, counted, print_json, safe, size};
use crate::config::Config;
use crate::{store, turn};

/// Where to.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The file to make; it must not be there yet.
    file: PathBuf,
    /// One JSON object instead of words.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(config: &Config, Arguments { file, json }: Arguments) -> anyhow::Result<Ending> {
    if file.symlink_metadata().is_ok() {
        return Err(store::StoreError::Exists(file).into());
    }
    let copy = store::Copy::of(&config.desk.database, &file)?;
    let found = turn::verify(&copy.reader()?)?;
    if !found.is_whole() {
        let left = copy.leave();
        for fault in &found.faults {
            anstream::eprintln!("{RED}fault{RED:#}: {}", safe(fault));
        }
        anyhow::bail!(
            "the copy has these faults, as the database itself: see `countersign doctor`. It is left at {}, and is no backup",
            left.display()
        );
    }
    let (bytes, at) = (copy.size()?, store::head(&copy.reader()?)?.at);
    copy.publish(&file)?;
    let (shown, head) = (file.display().to_string(), format!("{}:{}", found.entries, found.head));
    if json {
        print_json(&json!({
            "file": shown, "bytes": bytes, "requests": found.requests, "entries": found.entries, "head": head,
            "instance": found.instance, "last_entry_at": at.map(super::present::rfc3339),
        }));
    } else {
        let requests = counted(usize::try_from(found.requests).unwrap_or(usize::MAX), "request");
        anstream::println!("{STRONG}{shown}{STRONG:#}: {}, {requests}, audit head {head}", size(bytes));
        anstream::println!("looked through: the file and the audit log are {GREEN}whole{GREEN:#}");
    }
    Ok(Ending::Done)
}
