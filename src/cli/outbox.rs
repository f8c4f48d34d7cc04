//! `outbox`: outgoing mail and its state.

use serde_json::json;

use super::Ending;
use super::acting::login;
use super::present::{FAINT, STRONG, counted, print_json, rfc3339, safe};
use super::run::desk_beside;
use crate::config::Config;
use crate::store::{self, Delivery, DeliveryState};

/// What to do with outgoing mail.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// List what is queued or failed.
    List {
        /// Also what was sent.
        #[arg(long)]
        all: bool,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Try again at once: one mail, or all that are queued or failed.
    Retry {
        /// Its number in the outbox.
        id: Option<i64>,
        /// One JSON object instead of words.
        #[arg(long)]
        json: bool,
    },
    /// Give a mail up: it is not sent any more.
    Drop {
        /// Its number in the outbox.
        id: i64,
        /// One JSON object instead of words.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<Ending> {
    match command {
        Command::List { all, json } => list(&config, all, json),
        Command::Retry { id, json } => retry(config, id, json).await,
        Command::Drop { id, json } => drop(config, id, json).await,
    }
}

fn list(config: &Config, all: bool, json: bool) -> anyhow::Result<Ending> {
    let connection = store::open_read_only(&config.desk.database)?;
    for mail in store::outbox(&connection, all, u32::MAX)? {
        if json {
            print_json(&delivery_json(config, &mail)?);
        } else {
            let Delivery { id, notice, recipient, attempts, .. } = &mail;
            let state = mail.state.as_str();
            anstream::println!(
                "{STRONG}{id:<6}{STRONG:#} {state:<8} {notice:<18} {recipient}  {}",
                safe(&mail.subject)
            );
            if !mail.error.is_empty() {
                let attempts = counted(*attempts as usize, "attempt");
                let next = match mail.state {
                    DeliveryState::Queued => mail.due_at.format(", next %Y-%m-%d %H:%M UTC").to_string(),
                    DeliveryState::Sent | DeliveryState::Failed | DeliveryState::Dropped => String::new(),
                };
                anstream::println!("       {FAINT}{attempts}{next}: {}{FAINT:#}", safe(&mail.error));
            }
        }
    }
    Ok(Ending::Done)
}

fn delivery_json(config: &Config, mail: &Delivery) -> anyhow::Result<serde_json::Value> {
    let mut value = serde_json::to_value(mail)?;
    if let Some(object) = value.as_object_mut() {
        let request = mail.request.map(|number| format!("{}-{number}", config.desk.prefix));
        object.insert("request".to_owned(), json!(request));
        object.insert("created_at".to_owned(), json!(rfc3339(mail.created_at)));
        object.insert("due_at".to_owned(), json!(rfc3339(mail.due_at)));
    }
    Ok(value)
}

async fn retry(config: Config, id: Option<i64>, json: bool) -> anyhow::Result<Ending> {
    let count = desk_beside(config)?.requeue(id, login()).await?;
    if let (Some(id), 0) = (id, count) {
        return missing(id);
    }
    if json {
        print_json(&json!({ "requeued": count }));
    } else {
        anstream::println!("to be tried again at once: {}", counted(count, "mail"));
    }
    Ok(Ending::Done)
}

async fn drop(config: Config, id: i64, json: bool) -> anyhow::Result<Ending> {
    if !desk_beside(config)?.drop_mail(id, login()).await? {
        return missing(id);
    }
    if json {
        print_json(&json!({ "id": id, "state": "dropped" }));
    } else {
        anstream::println!("mail {id} is not sent any more");
    }
    Ok(Ending::Done)
}

fn missing(id: i64) -> anyhow::Result<Ending> {
    anyhow::bail!("there is no unsent mail {id} in the outbox: `countersign outbox list` shows what there is")
}
