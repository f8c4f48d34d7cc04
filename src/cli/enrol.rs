//! `enrol`: a person's second factor, shown once.

use fast_qr::QRBuilder;
use serde_json::json;

use super::Ending;
use super::acting::Acting;
use super::present::{STRONG, print_json, safe};
use super::run::desk_beside;
use crate::approval::Address;
use crate::config::Config;

/// Whom to enrol.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The approver, or the contact who may decide.
    address: Address,
    #[command(flatten)]
    by: Acting,
    /// Take their second factor away instead.
    #[arg(long)]
    remove: bool,
    /// One JSON object instead of words and a picture.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(config: Config, arguments: Arguments) -> anyhow::Result<Ending> {
    let Arguments { address, by, remove, json } = arguments;
    let operator = by.operator(&config)?;
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
