//! `evidence`: everything about one request in one file.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::present::{counted, print_json, request_json};
use super::{Ending, request_number};
use crate::clock::Clock;
use crate::config::Config;
use crate::{store, turn};

/// What to put together.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// `EXP-12`, or `12`.
    id: String,
    /// The ZIP file to make; it must not be there yet.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// One JSON object instead of words.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(config: &Config, arguments: &Arguments) -> anyhow::Result<Ending> {
    let number = request_number(config, &arguments.id)?;
    let id = format!("{}-{number}", config.desk.prefix);
    let connection = store::open_read_only(&config.desk.database)?;
    // One transaction: everything is as it was at the same moment.
    let connection = connection.unchecked_transaction()?;
    let Some(stored) = store::request(&connection, number)? else {
        anyhow::bail!("there is no request {id}")
    };
    let path = &arguments.output;
    let mut archive = ZipWriter::new(new_file(path)?);
    let request = request_json(config, &stored);
    let made = turn::dossier(&connection, number, &request, Clock::system().now(), |name, bytes| {
        archive.start_file(name, SimpleFileOptions::default())?;
        Ok::<_, anyhow::Error>(archive.write_all(bytes)?)
    })?;
    archive.finish()?.sync_all()?;
    if arguments.json {
        let file = path.display().to_string();
        print_json(&json!({ "id": id, "file": file, "mails": made.mails, "masked": made.masked }));
    } else {
        anstream::println!("{}: {id} with {}", path.display(), counted(made.mails, "mail"));
        if made.masked > 0 {
            anstream::println!(
                "reply addresses that still work were made unreadable in {}",
                counted(made.masked, "file")
            );
        }
    }
    Ok(Ending::Done)
}

/// Nothing that is there is ever overwritten.
fn new_file(path: &Path) -> anyhow::Result<File> {
    File::options().write(true).create_new(true).open(path).with_context(|| path.display().to_string())
}
