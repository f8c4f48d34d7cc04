//! `quarantine`: mail that was set aside.

use std::io::Write;

use serde_json::json;

use super::present::{FAINT, STRONG, safe, safe_lines};
use super::run::desk_beside;
use super::{Ending, acting_operator};
use crate::approval::Address;
use crate::config::Config;
use crate::store::{self, Quarantined};

/// What to do with mail that was set aside.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// List it, oldest first.
    List {
        /// Also what was released.
        #[arg(long)]
        all: bool,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Print a mail with its reason.
    Show {
        /// Its number in the quarantine.
        id: i64,
        /// One JSON object, with the mail in it.
        #[arg(long)]
        json: bool,
    },
    /// Let a mail through: the operator vouches for its sender, everything else is checked again.
    Release {
        /// Its number in the quarantine.
        id: i64,
        /// The operator who vouches.
        #[arg(long = "as", value_name = "ADDRESS")]
        operator: Option<Address>,
        /// One JSON object instead of words.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<Ending> {
    match command {
        Command::List { all, json } => list(&config, all, json),
        Command::Show { id, json } => show(&config, id, json),
        Command::Release { id, operator, json } => release(config, id, operator, json).await,
    }
}

fn list(config: &Config, all: bool, json: bool) -> anyhow::Result<Ending> {
    let connection = store::open_read_only(&config.desk.database)?;
    for held in store::quarantine(&connection, all)? {
        if json {
            anstream::println!("{}", crate::terminal::json(&serde_json::to_value(&held)?));
        } else {
            let Quarantined { id, at, sender, .. } = &held;
            let at = at.format("%Y-%m-%d %H:%M");
            anstream::println!("{STRONG}{id:<6}{STRONG:#} {at}  {}  {}", safe(sender), safe(&held.subject));
            anstream::println!("       {FAINT}{}{FAINT:#}", safe(&held.reason));
        }
    }
    Ok(Ending::Done)
}

fn show(config: &Config, id: i64, json: bool) -> anyhow::Result<Ending> {
    let connection = store::open_read_only(&config.desk.database)?;
    let held = store::quarantined(&connection, id)?;
    let Some(held) = held else { anyhow::bail!("there is no mail {id} in the quarantine") };
    let raw = store::mail(&connection, &held.mail)?.unwrap_or_default();
    if json {
        let mut value = serde_json::to_value(&held)?;
        if let Some(object) = value.as_object_mut() {
            object.insert("mail".to_owned(), json!(String::from_utf8_lossy(&raw)));
        }
        anstream::println!("{}", crate::terminal::json(&value));
    } else {
        anstream::println!("{STRONG}{}{STRONG:#}\n", safe(&held.reason));
        // Bytes from a stranger: shown without anything that a terminal would obey.
        let text = safe_lines(&String::from_utf8_lossy(&raw));
        std::io::stdout().write_all(text.as_bytes())?;
        anstream::println!();
    }
    Ok(Ending::Done)
}

async fn release(config: Config, id: i64, operator: Option<Address>, json: bool) -> anyhow::Result<Ending> {
    let desk = desk_beside(config)?;
    let what = desk.release(id, acting_operator(operator)).await?;
    if json {
        anstream::println!("{}", json!({ "id": id, "state": "released", "what": what }));
    } else {
        anstream::println!("mail {id} is released: {what}");
    }
    Ok(Ending::Done)
}
