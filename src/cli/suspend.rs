//! `suspend`: somebody counts as nobody until that is lifted.

use serde_json::json;

use super::Ending;
use super::acting::Reasoned;
use super::present::{STRONG, print_json, safe};
use super::run::desk_beside;
use crate::approval::Address;
use crate::config::Config;
use crate::store;

/// Whom to suspend.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The person, by any address of theirs; without one, list who is suspended.
    address: Option<Address>,
    /// Lift the suspension.
    #[arg(long, requires = "address")]
    lift: bool,
    #[command(flatten)]
    acting: Reasoned,
    /// JSON instead of words.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(config: Config, arguments: Arguments) -> anyhow::Result<Ending> {
    let Arguments { address, lift, acting: Reasoned { by, reason }, json } = arguments;
    let Some(address) = address else { return list(&config, json) };
    let operator = by.operator(&config)?;
    let (person, requests) = desk_beside(config)?.suspend(address, lift, operator.into(), reason).await?;
    let state = if lift { "readmitted" } else { "suspended" };
    if json {
        print_json(&json!({ "person": person, "state": state, "requests": requests }));
    } else {
        anstream::println!("{person} is {state}; open requests concerned: {requests}");
    }
    Ok(Ending::Done)
}

fn list(config: &Config, json: bool) -> anyhow::Result<Ending> {
    for it in store::suspended(&store::open_read_only(&config.desk.database)?)? {
        if json {
            print_json(&serde_json::to_value(&it)?);
        } else {
            let at = it.at.format("%Y-%m-%d %H:%M");
            anstream::println!(
                "{STRONG}{}{STRONG:#}  {at}  by {}  {}",
                it.person,
                safe(&it.by),
                safe(&it.reason)
            );
        }
    }
    Ok(Ending::Done)
}
