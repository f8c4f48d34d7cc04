//! `policy test`: who would be asked, and why.

use serde_json::json;

use super::Ending;
use super::present::{money_json, print_json};
use crate::approval::{Address, Money, Panel, Split};
use crate::clock::Clock;
use crate::config::Config;
use crate::receipt;
use crate::store;
use crate::turn;

/// What to ask the policy.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Say who would be asked about an amount, and why.
    Test {
        /// The requester.
        #[arg(long, value_name = "ADDRESS")]
        from: Address,
        /// Such as "1234.50 USD".
        #[arg(long)]
        amount: String,
        /// One JSON object instead of words.
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(config: &Config, command: &Command) -> anyhow::Result<Ending> {
    let Command::Test { from, amount, json } = command;
    let policy = &config.policy;
    let person = policy.person(from);
    if !policy.may_request(&person) {
        anyhow::bail!(
            "{from} is no requester: neither requesters.domains nor requesters.addresses names them"
        );
    }
    let amount = receipt::typed_amount(amount, policy.currency).map_err(anyhow::Error::msg)?;
    let Some(converted) = policy.in_policy_currency(amount) else {
        anyhow::bail!("policy.rates has no rate for {}: the requester would be asked", amount.currency);
    };
    let split = split(config, &person, converted)?;
    let decisive = split.as_ref().map_or(converted, |split| split.sum);
    let panel = policy.panel(&person, decisive.value, false, Clock::system().now().date_naive());
    if *json {
        let asked: Vec<_> = panel.seats.iter().map(|seat| &seat.person).collect();
        let above = panel.above.map(|above| above.to_string());
        print_json(&json!({
            "requester": person, "amount": money_json(&amount), "policy_amount": money_json(&converted),
            "tier_amount": money_json(&decisive),
            "approvals": { "required": panel.required }, "code": panel.code, "above": above, "asked": asked,
        }));
    } else {
        if let Some(split) = &split {
            let together = turn::together(split, &config.desk.prefix);
            anstream::println!("{converted}: the sum with other reports decides. {together}");
        }
        explain(config, &panel, &decisive.to_string());
    }
    Ok(Ending::Done)
}

/// The limit that the amount would cross today only together with what this person asked for lately.
fn split(config: &Config, person: &Address, amount: Money) -> anyhow::Result<Option<Split>> {
    if !config.desk.database.exists() {
        return Ok(None);
    }
    let connection = store::open_read_only(&config.desk.database)?;
    let others = turn::others(&connection, &config.policy, person, None, Clock::system().now())?;
    Ok(config.policy.split(amount.value, &others))
}

fn explain(config: &Config, panel: &Panel, amount: &str) {
    let Some(above) = panel.above else {
        anstream::println!("{amount}: no approval is needed; it is not above the first tier");
        return;
    };
    let above = Money::new(above, config.policy.currency);
    let code = if panel.code.is_some() { ", each with a code" } else { "" };
    anstream::println!(
        "{amount}: {} of these must approve{code}, because it is above {above}",
        panel.required
    );
    for seat in &panel.seats {
        let name = config.policy.name(&seat.person);
        if seat.holder == seat.person {
            anstream::println!("  {name} <{}>", seat.person);
        } else {
            anstream::println!(
                "  {name} <{}>, who stands in for {}",
                seat.person,
                config.policy.name(&seat.holder)
            );
        }
    }
    if panel.seats.len() < panel.required as usize {
        anstream::println!("  fewer than must approve: the first level of escalation would be told at once");
    }
}
