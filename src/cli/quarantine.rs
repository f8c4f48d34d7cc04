//! `quarantine`: mail that was set aside.

use std::io::Write;

use serde_json::json;

use super::Ending;
use super::acting::{Acting, Reasoned};
use super::present::{FAINT, STRONG, print_json, safe, safe_lines};
use super::run::desk_beside;
use crate::config::Config;
use crate::mail::{self, Secrets, without_secrets};
use crate::store::{self, Quarantined};
use crate::turn::OperateError;

/// What to do with mail that was set aside.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// List it, oldest first.
    List {
        /// Also what was released or rejected.
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
    /// File a mail away: nothing comes of it. It is kept, with its reason.
    Reject {
        /// Its number in the quarantine.
        id: i64,
        #[command(flatten)]
        acting: Reasoned,
        /// One JSON object instead of words.
        #[arg(long)]
        json: bool,
    },
    /// Let a mail through: the operator vouches for its sender, everything else is checked again.
    Release {
        /// Its number in the quarantine.
        id: i64,
        #[command(flatten)]
        by: Acting,
        /// One JSON object instead of words.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<Ending> {
    match command {
        Command::List { all, json } => list(&config, all, json),
        Command::Show { id, json } => show(&config, id, json),
        Command::Reject { id, acting, json } => reject(config, id, acting, json).await,
        Command::Release { id, by, json } => release(config, id, by, json).await,
    }
}

fn list(config: &Config, all: bool, json: bool) -> anyhow::Result<Ending> {
    let connection = store::open_read_only(&config.desk.database)?;
    for mut held in store::quarantine(&connection, all)? {
        held.subject = without_secrets(&held.subject);
        if json {
            print_json(&serde_json::to_value(&held)?);
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
    let mut held = store::quarantined(&connection, id)?.ok_or(OperateError::NoMail(id))?;
    held.subject = without_secrets(&held.subject);
    if let Some((at, _)) = store::erasure(&connection, &held.mail)? {
        anyhow::bail!("mail {id} was erased on {} by retention", at.format("%Y-%m-%d"));
    }
    let raw = store::mail(&connection, &held.mail)?.unwrap_or_default();
    // The reply address in it may be somebody's still.
    let identity = config.identity();
    let secrets = Secrets::of(&mail::read(&raw, &identity), &identity);
    let raw = secrets.blotted(&String::from_utf8_lossy(&raw));
    if json {
        let mut value = serde_json::to_value(&held)?;
        if let Some(object) = value.as_object_mut() {
            object.insert("mail".to_owned(), json!(raw));
        }
        print_json(&value);
    } else {
        anstream::println!("{STRONG}{}{STRONG:#}\n", safe(&held.reason));
        // Bytes from a stranger: shown without anything that a terminal would obey.
        let text = safe_lines(&raw);
        std::io::stdout().write_all(text.as_bytes())?;
        anstream::println!();
    }
    Ok(Ending::Done)
}

async fn release(config: Config, id: i64, by: Acting, json: bool) -> anyhow::Result<Ending> {
    let operator = by.operator(&config)?;
    let what = desk_beside(config)?.release(id, operator.into()).await?;
    if json {
        print_json(&json!({ "id": id, "state": "released", "what": what }));
    } else {
        anstream::println!("mail {id} is released: {what}");
    }
    Ok(Ending::Done)
}

async fn reject(config: Config, id: i64, acting: Reasoned, json: bool) -> anyhow::Result<Ending> {
    let Reasoned { by, reason } = acting;
    let operator = by.operator(&config)?;
    desk_beside(config)?.reject(id, operator.into(), reason).await?;
    if json {
        print_json(&json!({ "id": id, "state": "rejected" }));
    } else {
        anstream::println!("mail {id} is filed away");
    }
    Ok(Ending::Done)
}
