//! `check`: every fault of the configuration, the templates and the modes of the desk's files, at once.

use std::path::Path;

use serde_json::json;

use super::Ending;
use super::host::exposures;
use super::present::{GREEN, print_json};
use crate::approval::{Money, Policy};
use crate::config;
use crate::extract::Extractor;
use crate::mail::Templates;

pub(super) fn run(file: &Path, json: bool) -> anyhow::Result<Ending> {
    let config = match config::load(file) {
        Ok(config) => config,
        Err(faults) if json => {
            print_json(&json!({ "ok": false, "faults": faults }));
            return Ok(Ending::Misconfigured);
        }
        Err(faults) => return Err(faults.into()),
    };
    let codes = codes(&config.policy);
    let faults = Templates::load(config.templates.as_deref()).err().unwrap_or_default();
    let mut faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    faults.extend(exposures(&config).iter().map(ToString::to_string));
    let pictures = Extractor::of_this_program(&config.receipts).describe();
    if json {
        print_json(
            &json!({ "ok": faults.is_empty(), "faults": faults, "pictures": pictures, "codes": codes }),
        );
    } else if faults.is_empty() {
        anstream::println!("{}: {GREEN}OK{GREEN:#}", file.display());
        anstream::println!("{pictures}");
        codes.iter().for_each(|codes| anstream::println!("{codes}"));
    } else {
        faults.iter().for_each(|fault| anstream::eprintln!("{fault}"));
    }
    Ok(if faults.is_empty() { Ending::Done } else { Ending::Misconfigured })
}

/// From which amount on codes are asked for, and what that needs; nothing where no tier asks.
fn codes(policy: &Policy) -> Option<String> {
    let tier = policy.tiers.iter().find(|tier| tier.code.is_some())?;
    let above = Money::new(tier.above, policy.currency);
    Some(format!(
        "above {above} approvals carry a code: enrol everybody who decides there, countersign enrol ADDRESS --as OPERATOR"
    ))
}
