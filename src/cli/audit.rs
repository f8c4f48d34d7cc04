//! `audit`: the log, checked and printed.

use super::present::{FAINT, GREEN, RED, STRONG, counted, print_json, rfc3339, safe};
use super::timeline::Moment;
use super::{Ending, request_number};
use crate::config::Config;
use crate::mail;
use crate::store::{self, Checkpoint, Connection, Standing};
use crate::turn;

/// What to do with the audit log.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Check that the chain is whole and that it replays to the stored requests.
    Verify {
        /// A head that was kept elsewhere: SEQ:HASH, or a file with a mail of the desk that names one. The log must
        /// still contain it. Can be given several times.
        #[arg(long = "head", value_name = "HEAD|FILE")]
        heads: Vec<String>,
        /// One JSON object instead of words.
        #[arg(long)]
        json: bool,
    },
    /// Print where the log stands: whoever keeps that elsewhere can check later that nothing before it was changed.
    Head {
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
        Command::Verify { heads, json } => verify(config, heads, *json),
        Command::Head { json } => head(config, *json),
        Command::Log { id, json } => log(config, id.as_deref(), *json),
    }
}

fn verify(config: &Config, heads: &[String], json: bool) -> anyhow::Result<Ending> {
    let mut kept = Vec::new();
    for head in heads {
        kept.extend(checkpoints(config, head)?);
    }
    let connection = store::open_read_only(&config.desk.database)?;
    let seen = witnessed(config, &connection);
    // One transaction: the log and the requests are looked at as they were at the same moment.
    let mut found = turn::verify_against(&*connection.unchecked_transaction()?, &kept)?;
    seen.into_iter().for_each(|doubt| found.fault(doubt));
    if json {
        print_json(&serde_json::to_value(&found)?);
    } else {
        tell(&found);
    }
    Ok(if found.is_whole() { Ending::Done } else { Ending::Failed })
}

/// What the witness beside the database has against it. Asked before the log is read: it follows the log, and is never
/// ahead. A copy that somebody looks at elsewhere has none beside it.
fn witnessed(config: &Config, connection: &Connection) -> Option<String> {
    let standing = store::standing(connection, &config.audit.witness).ok()?;
    let head = store::head(connection).ok()?;
    turn::doubt(&standing, &head).filter(|_| standing != Standing::Lost)
}

fn tell(found: &store::Verification) {
    for fault in &found.faults {
        anstream::println!("{RED}fault{RED:#}: {}", safe(fault));
    }
    if found.further > 0 {
        anstream::println!("{RED}fault{RED:#}: and {} more", found.further);
    }
    let style = if found.is_whole() { GREEN } else { RED };
    let verdict = if found.is_whole() { "whole" } else { "NOT whole" };
    anstream::println!(
        "the audit log is {style}{verdict}{style:#}: {} entries, {} requests, head {}:{}",
        found.entries,
        found.requests,
        found.entries,
        found.head
    );
    if found.erased > 0 {
        let erased = usize::try_from(found.erased).unwrap_or(usize::MAX);
        anstream::println!("{} erased by retention, as the log says", counted(erased, "mail"));
    }
    if found.compared > 0 && found.is_whole() {
        anstream::println!("it contains {} kept elsewhere", counted(found.compared, "head"));
    }
}

/// The heads that somebody kept: one that is written out, or all those in a file.
fn checkpoints(config: &Config, head: &str) -> anyhow::Result<Vec<Checkpoint>> {
    if let Ok(checkpoint) = head.parse() {
        return Ok(vec![checkpoint]);
    }
    let bytes = std::fs::read(head)
        .map_err(|error| anyhow::anyhow!("{head} is neither SEQ:HASH nor a file: {error}"))?;
    let mut found = checkpoints_in(&String::from_utf8_lossy(&bytes));
    if found.is_empty() {
        // A server on the way may have encoded it otherwise.
        found = checkpoints_in(&mail::read(&bytes, &config.identity()).text);
    }
    if found.is_empty() {
        anyhow::bail!("{head} names no head of a log: save the desk's mail as it is, with its source text");
    }
    Ok(found)
}

/// All heads that a text names; a line of a mail may be broken off by `=` (RFC 2045 §6.7).
fn checkpoints_in(text: &str) -> Vec<Checkpoint> {
    let whole = text.replace("=\r\n", "").replace("=\n", "");
    let words = whole.split(|c: char| !c.is_ascii_alphanumeric() && c != ':');
    let mut found: Vec<Checkpoint> = words.filter_map(|word| word.parse().ok()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn head(config: &Config, json: bool) -> anyhow::Result<Ending> {
    let head = store::head(&store::open_read_only(&config.desk.database)?)?;
    if json {
        print_json(&head.to_json());
    } else {
        anstream::println!("{STRONG}{}{STRONG:#}", head.last);
        let at = head.at.map_or("no entry yet".to_owned(), |at| format!("last entry {}", rfc3339(at)));
        anstream::println!("{FAINT}{at}, database {}{FAINT:#}", head.instance);
    }
    Ok(Ending::Done)
}

fn log(config: &Config, id: Option<&str>, json: bool) -> anyhow::Result<Ending> {
    let connection = store::open_read_only(&config.desk.database)?;
    let print = |entry: &store::Entry| {
        if json {
            print_json(&entry.to_json());
        } else {
            let Moment { at, event, who, detail, .. } = Moment::of(entry);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_found_in_a_mail_as_it_was_saved() {
        let seal = "ab".repeat(32);
        let (left, right) = seal.split_at(40);
        let mail = format!("Subject: x\r\n\r\nHead:  17:{left}=\r\n{right}\r\n<td>18:{seal}</td>\r\n");
        let found: Vec<_> = checkpoints_in(&mail).iter().map(ToString::to_string).collect();
        assert_eq!(found, [format!("17:{seal}"), format!("18:{seal}")]);
        assert!(checkpoints_in("12:30 and 17:abcdef").is_empty());
    }
}
