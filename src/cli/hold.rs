//! `hold`: nothing of a request is erased until that is lifted.

use anyhow::bail;
use serde_json::json;

use super::acting::Reasoned;
use super::present::{STRONG, print_json, safe};
use super::run::desk_beside;
use super::{Ending, request_number};
use crate::config::Config;
use crate::store;

/// What to hold.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// `EXP-12`, or `12`; without one, list what is held.
    id: Option<String>,
    /// Lift the hold.
    #[arg(long, requires = "id")]
    lift: bool,
    #[command(flatten)]
    acting: Reasoned,
    /// JSON instead of words.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(config: Config, arguments: Arguments) -> anyhow::Result<Ending> {
    let Arguments { id, lift, acting: Reasoned { by, reason }, json } = arguments;
    let Some(id) = id else { return list(&config, json) };
    let number = request_number(&config, &id)?;
    if reason.is_empty() {
        bail!("say why with --reason: whoever asks later finds it in the log");
    }
    let id = format!("{}-{number}", config.desk.prefix);
    let operator = by.name(&config)?;
    desk_beside(config)?.hold(number, lift, operator, reason).await?;
    if json {
        print_json(&json!({ "id": id, "held": !lift }));
    } else if lift {
        anstream::println!(
            "{id} is held no more: what is older than [retention] says is erased within a day"
        );
    } else {
        let lift = format!("`countersign hold {id} --lift --reason \"…\"`");
        anstream::println!("{id} is held: nothing of it is erased until {lift}");
    }
    Ok(Ending::Done)
}

fn list(config: &Config, json: bool) -> anyhow::Result<Ending> {
    for hold in store::holds(&store::open_read_only(&config.desk.database)?)? {
        let id = format!("{}-{}", config.desk.prefix, hold.request);
        if json {
            print_json(&json!({ "id": id, "hold": hold }));
        } else {
            let at = hold.at.format("%Y-%m-%d %H:%M");
            anstream::println!("{STRONG}{id}{STRONG:#}  {at}  by {}  {}", safe(&hold.by), safe(&hold.reason));
        }
    }
    Ok(Ending::Done)
}
