//! `audit`: the log, checked and printed.

use super::present::{FAINT, GREEN, RED, STRONG, safe};
use super::timeline::Moment;
use super::{Ending, request_number};
use crate::config::Config;
use crate::{store, turn};

/// What to do with the audit log.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Check that the chain is whole and that it replays to the stored requests.
    Verify {
        /// One JSON object instead of words.
        #[arg(long)]
        json: bool,
    },
    /// Print the log, or what it says of one request.
    Log {
        /// `EXP-12`, or `12`.
        id: Option<String>,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(config: &Config, command: &Command) -> anyhow::Result<Ending> {
    match command {
        Command::Verify { json } => verify(config, *json),
        Command::Log { id, json } => log(config, id.as_deref(), *json),
    }
}

fn verify(config: &Config, json: bool) -> anyhow::Result<Ending> {
    let connection = store::open_read_only(&config.desk.database)?;
    // One transaction: the log and the requests are looked at as they were at the same moment.
    let found = turn::verify(&*connection.unchecked_transaction()?)?;
    let whole = found.faults.is_empty();
    if json {
        anstream::println!("{}", serde_json::to_string(&found)?);
    } else {
        for fault in &found.faults {
            anstream::println!("{RED}fault{RED:#}: {fault}");
        }
        let style = if whole { GREEN } else { RED };
        let verdict = if whole { "whole" } else { "NOT whole" };
        anstream::println!(
            "the audit log is {style}{verdict}{style:#}: {} entries, {} requests, head {}",
            found.entries,
            found.requests,
            found.head
        );
    }
    Ok(if whole { Ending::Done } else { Ending::Failed })
}

fn log(config: &Config, id: Option<&str>, json: bool) -> anyhow::Result<Ending> {
    let connection = store::open_read_only(&config.desk.database)?;
    let print = |entry: &store::Entry| {
        if json {
            anstream::println!("{}", crate::terminal::json(&entry.to_json()));
        } else {
            let Moment { at, event, who, detail } = Moment::of(entry);
            let request =
                entry.request.map_or("-".to_owned(), |number| format!("{}-{number}", config.desk.prefix));
            let seq = entry.seq;
            let detail = safe(&detail);
            anstream::println!(
                "{seq:>6} {FAINT}{at}{FAINT:#} {request:<9} {STRONG}{event:<16}{STRONG:#} {who}  {detail}"
            );
        }
    };
    match id {
        Some(id) => {
            let number = request_number(config, id)?;
            store::request_entries(&connection, number)?.iter().for_each(print);
        }
        None => store::for_each(&connection, |entry| {
            print(&entry);
            Ok(())
        })?,
    }
    Ok(Ending::Done)
}
