//! `clock`: what the machine's clock shows beside the log, and an operator's word that it is right.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Ending;
use super::acting::Acting;
use super::present::print_json;
use super::run::desk_beside;
use crate::approval::Address;
use crate::clock::Clock;
use crate::config::Config;
use crate::store;
use crate::turn::Accepted;

/// What to say of the clock.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The clock is right, whatever the desk thinks of it: it goes by it from now on.
    #[arg(long)]
    accept: bool,
    /// The operator who says so.
    #[arg(long = "as", value_name = "ADDRESS", requires = "accept")]
    operator: Option<Address>,
    /// JSON instead of words.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(config: Config, arguments: Arguments) -> anyhow::Result<Ending> {
    let Arguments { accept, operator, json } = arguments;
    if accept {
        let operator = Acting { operator }.name(&config)?;
        let accepted = desk_beside(config)?.accept_clock(operator).await?;
        say(json, accepted.now, None, &follows(&accepted));
        return Ok(Ending::Done);
    }
    let (now, connection) = (Clock::system().now(), store::open_read_only(&config.desk.database)?);
    let last = store::head(&connection)?.at;
    let words = match last {
        Some(last) if last > now => {
            "the log is ahead of this clock: set it, or say that it is right with --accept"
        }
        Some(_) | None => "the log is not ahead of this clock",
    };
    say(json, now, last, words);
    Ok(if last.is_some_and(|last| last > now) { Ending::Failed } else { Ending::Done })
}

fn follows(accepted: &Accepted) -> String {
    let words = "the desk goes by this clock from now on";
    match accepted.late.as_slice() {
        [] => words.to_owned(),
        late => format!(
            "{words}. {} came in by a time that is still to come, and would be escalated after that only: look after them",
            late.join(", ")
        ),
    }
}

fn say(json: bool, clock: DateTime<Utc>, log: Option<DateTime<Utc>>, words: &str) {
    if json {
        return print_json(&json!({ "clock": clock, "newest_entry": log, "detail": words }));
    }
    anstream::println!("it is {} here: {words}", clock.format("%Y-%m-%d %H:%M:%S UTC"));
}
