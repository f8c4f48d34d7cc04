//! `decide`: an operator's override.

use clap::ValueEnum;
use serde_json::json;

use super::present::print_json;
use super::run::desk_beside;
use super::{Ending, request_number};
use crate::approval::Address;
use crate::config::Config;

/// What to decide.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// `EXP-12`, or `12`.
    id: String,
    /// How.
    decision: Decision,
    /// The operator who decides.
    #[arg(long = "as", value_name = "ADDRESS")]
    operator: Address,
    /// Why; told to all.
    #[arg(long)]
    reason: String,
    /// One JSON object instead of words.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Decision {
    Approve,
    Reject,
}

pub(super) async fn run(config: Config, arguments: Arguments) -> anyhow::Result<Ending> {
    let number = request_number(&config, &arguments.id)?;
    if !config.operators.contains(&arguments.operator) {
        anyhow::bail!(
            "{} is not one of [operators] addresses: decide as one of them, or add it there",
            arguments.operator
        );
    }
    if arguments.reason.trim().is_empty() {
        anyhow::bail!("--reason must say why: it is told to all");
    }
    let desk = desk_beside(config)?;
    let approve = arguments.decision == Decision::Approve;
    desk.decide(number, arguments.operator, approve, arguments.reason).await?;
    let state = if approve { "approved" } else { "rejected" };
    if arguments.json {
        print_json(&json!({ "id": desk.number(number), "state": state }));
    } else {
        anstream::println!("{} is {state}; everybody concerned is told", desk.number(number));
    }
    Ok(Ending::Done)
}
