//! What came of it: all requests, the audit log, and where to look further.

use std::path::Path;

use super::narrator::{cut, heading};
use super::scene::Scene;
use super::stage::Stage;
use crate::approval::{Address, Request, State};
use crate::store;
use crate::terminal::{CYAN, FAINT, GREEN, RED, STRONG, safe, state_style};
use crate::turn;

/// Prints the end of the story.
pub(super) fn sum_up(scene: &Scene) -> anyhow::Result<()> {
    let stage = &scene.stage;
    heading("What came of it");
    let mut requests = store::requests(&stage.database, None, None, u32::MAX)?;
    requests.reverse();
    for stored in &requests {
        print_request(stage, &stored.request);
    }
    print_audit(scene)?;
    heading("Look further");
    print_commands(&stage.folder);
    Ok(())
}

fn print_request(stage: &Stage, request: &Request) {
    let style = state_style(request.state);
    let amount = request.amount.map_or("unknown".to_owned(), |amount| amount.to_string());
    anstream::println!(
        "  {STRONG}{:<7}{STRONG:#}{style}{:<13}{style:#}{amount:>13}  {:<6}{:<37}{FAINT}{}{FAINT:#}",
        stage.number(request.number),
        request.state.as_str(),
        request.requester.local(),
        cut(&safe(&request.subject), 35),
        how_decided(request),
    );
}

fn how_decided(request: &Request) -> String {
    let names: Vec<_> = request.decided_by.iter().map(Address::local).collect();
    match request.state {
        State::NeedsAmount => "which total?".to_owned(),
        State::Pending => format!("{} of {} so far", request.distinct_approvals(), request.required),
        State::Approved if names.is_empty() => "by the policy alone".to_owned(),
        State::Approved | State::Rejected | State::Withdrawn => format!("by {}", names.join(" and ")),
    }
}

fn print_audit(scene: &Scene) -> anyhow::Result<()> {
    let found = turn::verify(&scene.stage.database)?;
    let (style, verdict) = if found.faults.is_empty() { (GREEN, "whole") } else { (RED, "NOT whole") };
    anstream::println!(
        "\n  The audit log is {style}{verdict}{style:#}: {} entries replay to these {} requests; {} mails went out.",
        found.entries,
        found.requests,
        scene.mailboxes.count(),
    );
    Ok(())
}

/// Commands that work now, and after the demo.
pub(super) fn print_commands(folder: &Path) {
    let folder = quoted(&folder.display().to_string());
    let program = std::env::args().next().map_or("countersign".to_owned(), |name| quoted(&name));
    let config = format!("{program} --config {folder}/config.toml");
    for (what, command) in [
        ("Maria's mail", format!("mutt -f {folder}/var/mail/maria@corp.example")),
        ("all requests", format!("{config} list")),
        ("one of them", format!("{config} show EXP-3")),
        ("the audit log", format!("{config} audit verify")),
    ] {
        anstream::println!("  {FAINT}{what:<15}{FAINT:#}{CYAN}{command}{CYAN:#}");
    }
}

/// As a shell takes it for one word.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+@".contains(c);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_blanks_and_quotes_is_one_word_for_the_shell() {
        assert_eq!(quoted("/tmp/demo-1"), "/tmp/demo-1");
        assert_eq!(quoted("/tmp/it's here"), r"'/tmp/it'\''s here'");
    }
}
