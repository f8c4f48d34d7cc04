//! The command line: arguments in, words or JSON out.
//!
//! Knows what operators type and read. Must not know SQL or mail: it asks the rooms to its left.

mod acting;
mod audit;
mod backup;
mod check;
mod clock;
mod decide;
mod demo;
mod doctor;
mod enrol;
mod evidence;
mod export;
mod generate;
mod hold;
mod host;
mod inspect;
mod list;
mod outbox;
mod policy;
mod present;
mod quarantine;
mod reload;
mod restore;
mod run;
mod suspend;
mod timeline;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::approval::Address;
use crate::config::{self, Config, Faults};

/// An approval desk that lives in a mailbox.
///
/// Employees forward receipts to one address; approvers answer APPROVE or REJECT from any mail program; whoever waits
/// too long is escalated. One binary, one SQLite file, an ordinary mailbox.
#[derive(Debug, Parser)]
#[command(name = "countersign", version, about, long_about, max_term_width = 100)]
pub struct Cli {
    /// The configuration file.
    #[arg(
        long,
        global = true,
        default_value = "config.toml",
        env = "COUNTERSIGN_CONFIG",
        value_name = "FILE"
    )]
    config: PathBuf,
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the desk: read mail, ask approvers, decide, escalate.
    Run,
    /// See the whole desk at work, in a folder of its own, without a mail server or a model.
    Demo(demo::Arguments),
    /// Read the configuration and the templates, and say every fault; touches nothing.
    Check {
        /// One JSON object instead of words.
        #[arg(long)]
        json: bool,
    },
    /// Connect to everything, and prove that a forged sender is not believed: a line each, fine or what to do.
    Doctor(doctor::Arguments),
    /// Say what the desk would understand from these mails; changes nothing.
    Inspect(inspect::Arguments),
    /// List requests, newest first.
    List(list::ListArguments),
    /// Show one request with its timeline.
    Show(list::ShowArguments),
    /// Write the ledger: a row for each request, oldest first.
    Export(export::Arguments),
    /// Decide in the place of all approvers; recorded as an override and told to all.
    Decide(decide::Arguments),
    /// Give somebody who decides a second factor, for tiers that ask for codes; the person is told.
    Enrol(enrol::Arguments),
    /// Ask the policy.
    Policy {
        #[command(subcommand)]
        command: policy::Command,
    },
    /// Look after outgoing mail.
    Outbox {
        #[command(subcommand)]
        command: outbox::Command,
    },
    /// Look after mail that was set aside.
    Quarantine {
        #[command(subcommand)]
        command: quarantine::Command,
    },
    /// Suspend somebody, or lift that: a suspended person counts as nobody, and their reply addresses die.
    Suspend(suspend::Arguments),
    /// Let nothing of a request be erased by retention, or lift that.
    Hold(hold::Arguments),
    /// Say what the clock shows beside the log, or that it is right.
    Clock(clock::Arguments),
    /// Check and print the audit log.
    Audit {
        #[command(subcommand)]
        command: audit::Command,
    },
    /// Put everything about one request into one file, with the original mails.
    Evidence(evidence::Arguments),
    /// Copy the database while the desk runs, and look the copy through.
    Backup(backup::Arguments),
    /// Put a backup in the place of the database; what stood there is kept beside it.
    Restore(restore::Arguments),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the man page.
    Man,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is done: exit status 0.
    Done,
    /// It failed: exit status 1.
    Failed,
    /// The configuration is at fault: exit status 2.
    Misconfigured,
}

/// Templates that are not taken, one fault a line.
#[derive(Debug, thiserror::Error)]
#[error("the templates have faults:\n{0}")]
struct FaultyTemplates(String);

impl Cli {
    /// Prepares this process for what it is to do, before it has any threads.
    pub fn prepare(&self) {
        if matches!(self.command, Command::Run) {
            host::give_memory_back();
        }
    }
}

impl Ending {
    /// The exit status.
    pub fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Misconfigured => 2,
        }
    }
}

/// Does what the command line says, and says on standard error what went wrong.
pub async fn main(cli: Cli) -> Ending {
    host::keep_to_itself();
    match dispatch(cli).await {
        Ok(ending) => ending,
        Err(error) if error.is::<Faults>() || error.is::<FaultyTemplates>() => {
            anstream::eprintln!("{error}");
            Ending::Misconfigured
        }
        Err(error) => {
            anstream::eprintln!("countersign: {error:#}");
            Ending::Failed
        }
    }
}

async fn dispatch(cli: Cli) -> anyhow::Result<Ending> {
    let file = &cli.config;
    match cli.command {
        Command::Run => run::run(file).await,
        Command::Demo(arguments) => demo::run(arguments).await,
        Command::Check { json } => check::run(file, json),
        Command::Doctor(arguments) => doctor::run(file, &arguments).await,
        Command::Inspect(arguments) => inspect::run(file, &arguments),
        Command::List(arguments) => list::list(&config::load_without_secrets(file)?, &arguments),
        Command::Show(arguments) => list::show(&config::load_without_secrets(file)?, &arguments),
        Command::Export(arguments) => export::run(&config::load_without_secrets(file)?, &arguments),
        Command::Decide(arguments) => decide::run(config::load_without_secrets(file)?, arguments).await,
        Command::Enrol(arguments) => enrol::run(config::load_without_secrets(file)?, arguments).await,
        Command::Policy { command } => policy::run(&config::load_without_secrets(file)?, &command),
        Command::Outbox { command } => outbox::run(config::load_without_secrets(file)?, command).await,
        Command::Quarantine { command } => {
            quarantine::run(config::load_without_secrets(file)?, command).await
        }
        Command::Suspend(arguments) => suspend::run(config::load_without_secrets(file)?, arguments).await,
        Command::Hold(arguments) => hold::run(config::load_without_secrets(file)?, arguments).await,
        Command::Clock(arguments) => clock::run(config::load_without_secrets(file)?, arguments).await,
        Command::Audit { command } => audit::run(&config::load_without_secrets(file)?, &command),
        Command::Evidence(arguments) => evidence::run(&config::load_without_secrets(file)?, &arguments),
        Command::Backup(arguments) => backup::run(&config::load_without_secrets(file)?, arguments),
        Command::Restore(arguments) => restore::run(&config::load_without_secrets(file)?, &arguments),
        Command::Completions { shell } => generate::completions(shell),
        Command::Man => generate::man(),
    }
}

/// The number in `EXP-12`, `exp-12` or `12`.
fn request_number(config: &Config, text: &str) -> anyhow::Result<u64> {
    let prefix = format!("{}-", config.desk.prefix.to_ascii_lowercase());
    let lower = text.to_ascii_lowercase();
    let digits = lower.strip_prefix(&prefix).unwrap_or(&lower);
    digits
        .parse()
        .map_err(|_| anyhow::anyhow!("{text} is not a request: write {}-12 or 12", config.desk.prefix))
}

/// Who acts at the command line, for the audit log: the operator named, else the login, also of whoever became root.
fn acting_operator(named: Option<Address>) -> String {
    let login = || ["SUDO_USER", "USER"].iter().find_map(|name| std::env::var(name).ok());
    named.map(String::from).or_else(login).unwrap_or_else(|| "an operator".to_owned())
}
