//! `completions` and `man`: made from the command line itself, and a few examples.

use std::io::Write;

use clap::CommandFactory;
use clap_mangen::roff::{Roff, bold, roman};

use super::{Cli, Ending};

pub(super) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Ending> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "countersign", &mut text);
    std::io::stdout().write_all(&text)?;
    Ok(Ending::Done)
}

/// One page for the program and all its commands.
pub(super) fn man() -> anyhow::Result<Ending> {
    let mut text = Vec::new();
    let mut command = Cli::command();
    command.build();
    let page = clap_mangen::Man::new(command.clone());
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    Roff::new().control("SH", ["COMMANDS"]).to_writer(&mut text)?;
    describe(&command, &mut text)?;
    examples().to_writer(&mut text)?;
    page.render_version_section(&mut text)?;
    std::io::stdout().write_all(&text)?;
    Ok(Ending::Done)
}

/// Each command below a command: how it is called, what it does, its own options.
fn describe(command: &clap::Command, text: &mut Vec<u8>) -> std::io::Result<()> {
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let mut page = Roff::new();
        let usage = sub.clone().render_usage().to_string();
        let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
        page.control("SS", [usage.trim_start_matches("Usage: ")]);
        page.text([roman(about)]);
        for option in sub.get_arguments().filter(|it| !it.is_global_set() && !it.is_hide_set()) {
            if let Some(help) = option.get_help().filter(|_| option.get_id() != "help") {
                page.control("TP", ["8"]).text([bold(option.to_string())]).text([roman(help.to_string())]);
            }
        }
        page.to_writer(text)?;
        describe(sub, text)?;
    }
    Ok(())
}

const EXAMPLES: [(&str, &str); 6] = [
    ("countersign demo", "See the whole desk at work, without a mail server."),
    (
        "countersign inspect reply.eml",
        "What the desk would understand from a mail that you saved: who sent it and who vouches for that, what it decides, and its text line by line, kept or cut and as what.",
    ),
    (
        "countersign inspect --full Maildir/ old.mbox",
        "The same for every mail in a Maildir and in a mailbox file, with all lines that were cut.",
    ),
    (
        "countersign inspect --json Maildir/ | jq -r .why",
        "What stood in the way, for every mail that decides nothing.",
    ),
    (
        "echo 'Approved, thanks' | countersign inspect --as-reply --text -",
        "What an approver's words would do.",
    ),
    ("countersign policy test --from sam@corp.example --amount '12,000 USD'", "Who would be asked, and why."),
];

fn examples() -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["EXAMPLES"]);
    for (command, effect) in EXAMPLES {
        page.control("TP", ["4"]).text([bold(command)]).text([roman(effect)]);
    }
    page
}
