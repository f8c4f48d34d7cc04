//! Flags as people read them: one line each, in plain words.
//!
//! Knows the words. Must not know when a request is flagged.

use std::time::Duration;

use crate::approval::{Flag, Likeness, Policy, Split, Twin};
use crate::config::Config;
use crate::store::Stored;

use super::wording::moment;

/// Everything that whoever decides should know first: the flags of a request, then what readers of it noticed.
pub fn warnings(config: &Config, stored: &Stored) -> Vec<String> {
    let flags = stored.request.flags.iter().map(|flag| flag_text(config, flag));
    flags.chain(stored.notes().cloned()).collect()
}

/// What the requester is told of it: all but how near a limit is.
pub(super) fn warnings_to_the_requester(config: &Config, stored: &Stored) -> Vec<String> {
    let flags = stored.request.flags.iter().filter(|flag| !matches!(flag, Flag::NearLimit { .. }));
    flags.map(|flag| flag_text(config, flag)).chain(stored.notes().cloned()).collect()
}

/// One flag.
pub fn flag_text(config: &Config, flag: &Flag) -> String {
    let (policy, prefix) = (&config.policy, &config.desk.prefix);
    match flag {
        Flag::Duplicate(twin) => duplicate(twin, prefix),
        Flag::Split(split) => {
            let (together, sum, above) = (together(split, prefix), split.sum, split.above);
            format!("{together}: {sum}, above {above}. The sum decides how many must approve.")
        }
        Flag::Changed { before, at, by, times } => {
            let often = if *times > 1 { format!(", the last of {times} changes") } else { String::new() };
            let who = policy.name(by);
            format!("The amount was {before} until {}, when {who} changed it{often}.", moment(*at))
        }
        Flag::Differs { stated, shown } => {
            format!("The requester states {stated}, the receipts say {shown}.")
        }
        Flag::Unsupported => {
            "The amount is what the requester stated: nothing that could be read names one.".to_owned()
        }
        Flag::Recognised => {
            "The amount on the receipt was recognised in a picture: please compare it with the original."
                .to_owned()
        }
        Flag::NearLimit { limit } => {
            format!(
                "It is just below the limit of {limit}, from which {} must approve.",
                more(policy, limit.value)
            )
        }
        Flag::Converted { amount, rate, worth } => {
            format!("{amount} at {} = {worth}", rate.normalize())
        }
    }
}

fn more(policy: &Policy, limit: rust_decimal::Decimal) -> String {
    let tier = policy.tiers.iter().find(|tier| tier.above == limit);
    tier.map_or_else(|| "more people".to_owned(), |tier| super::wording::people(tier.approvals))
}

fn duplicate(twin: &Twin, prefix: &str) -> String {
    let date = twin.at.format("%-d %B %Y");
    // Of what was open then, nobody knows here how it went on.
    let end = if twin.state.is_open() { String::new() } else { format!(" ({})", twin.state.as_str()) };
    let same = match &twin.likeness {
        Likeness::File(name) => format!("same file {name}"),
        Likeness::Number(number) => format!("same vendor and number {number}"),
        Likeness::Receipt => "same vendor, date and amount".to_owned(),
        Likeness::Text => "same text and amount".to_owned(),
    };
    format!("Possible duplicate: looks like {prefix}-{} of {date}{end}: {same}", twin.number)
}

/// `Together with EXP-1 and EXP-2, within 7 days`.
pub fn together(split: &Split, prefix: &str) -> String {
    let mut names: Vec<String> = split.others.iter().map(|number| format!("{prefix}-{number}")).collect();
    if split.more > 0 {
        names.push(format!("{} more", split.more));
    }
    let last = names.pop().unwrap_or_default();
    let names = if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) };
    format!("Together with {names}, within {}", span(split.window))
}

fn span(window: Duration) -> String {
    const UNITS: [(u64, &str); 4] = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let seconds = window.as_secs();
    let (length, unit) =
        UNITS.into_iter().find(|(length, _)| seconds.is_multiple_of(*length)).unwrap_or((1, "second"));
    let count = seconds / length;
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_told_in_its_largest_whole_unit() {
        for (seconds, words) in
            [(604_800, "7 days"), (86_400, "1 day"), (5_400, "90 minutes"), (7_200, "2 hours")]
        {
            assert_eq!(span(Duration::from_secs(seconds)), words);
        }
    }
}
