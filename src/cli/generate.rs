//! `completions` and `man`: made from the command line itself.

use std::io::Write;

use clap::CommandFactory;

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
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let page = clap_mangen::Man::new(sub.clone());
        page.render_name_section(&mut text)?;
        page.render_synopsis_section(&mut text)?;
        page.render_options_section(&mut text)?;
    }
    std::io::stdout().write_all(&text)?;
    Ok(Ending::Done)
}
