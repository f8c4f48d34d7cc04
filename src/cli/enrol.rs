//! `enrol`: a person's second factor, shown once.

use fast_qr::QRBuilder;
use serde_json::json;

use super::Ending;
use super::present::{STRONG, print_json, safe};
use super::run::desk_beside;
use crate::approval::Address;
use crate::config::Config;

/// Whom to enrol.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The approver, or the contact who may decide.
    address: Address,
    /// The operator who enrols them; needed where there are several.
    #[arg(long = "as", value_name = "ADDRESS")]
    operator: Option<Address>,
    /// Take their second factor away instead.
    #[arg(long)]
    remove: bool,
    /// One JSON object instead of words and a picture.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(config: Config, arguments: Arguments) -> anyhow::Result<Ending> {
    let Arguments { address, operator, remove, json } = arguments;
    let operator = match (operator, config.operators.as_slice()) {
        (Some(operator), _) => operator,
        (None, [only]) => only.clone(),
        (None, _) => anyhow::bail!("there are several operators: say with --as which of them enrols"),
    };
    if !config.operators.contains(&operator) {
        anyhow::bail!(
            "{operator} is not one of [operators] addresses: enrol as one of them, or add it there"
        );
    }
    let idle = !config.policy.wants_codes();
    let person = config.policy.person(&address);
    let desk = desk_beside(config)?;
    if remove {
        desk.remove_factor(&address, operator).await?;
        if json {
            print_json(&json!({ "person": person, "enrolled": false }));
        } else {
            anstream::println!("{person} has no second factor any more, and is told");
        }
        return Ok(Ending::Done);
    }
    let uri = desk.enrol(&address, operator).await?;
    if json {
        print_json(&json!({ "person": person, "enrolled": true, "uri": uri }));
        return Ok(Ending::Done);
    }
    let picture =
        QRBuilder::new(uri.as_str()).build().map_err(|error| anyhow::anyhow!("no picture: {error:?}"))?;
    anstream::println!("{}\n{STRONG}{}{STRONG:#}\n", picture.to_str(), safe(&uri));
    anstream::println!(
        "Let {person} photograph this with an authenticator app, in person. It is not shown again: enrol anew if it was \
         seen by anybody else. {person} is told by mail."
    );
    if idle {
        anstream::println!("No tier of [policy] asks for codes yet: add code = \"totp\" to one.");
    }
    Ok(Ending::Done)
}
