//! `doctor`: connects to everything that the desk needs, and proves that a forged sender is not believed.
//!
//! A line each: fine, or what to do. Must not change anything that matters: it files its own mails, and makes the folders that the
//! daemon would make.

mod dns;
mod files;
mod health;
mod model;
mod report;
mod servers;
mod trip;

use std::path::Path;
use std::time::Duration;

use clap::Args;

use self::report::Finding;
use super::Ending;
use super::present::print_json;
use crate::clock::Clock;
use crate::config::{self, Config};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// One JSON object instead of words.
    #[arg(long)]
    json: bool,
    /// How long to wait for the doctor's own mails to come back, in seconds.
    #[arg(long, default_value_t = 60, value_name = "SECONDS")]
    wait: u64,
}

pub(super) async fn run(file: &Path, arguments: &Arguments) -> anyhow::Result<Ending> {
    let config = config::load(file)?;
    let findings = examine(file, &config, Duration::from_secs(arguments.wait)).await;
    if arguments.json {
        print_json(&report::json(&findings));
    } else {
        findings.iter().for_each(|finding| anstream::println!("{finding}"));
    }
    Ok(if findings.iter().any(Finding::is_failure) { Ending::Failed } else { Ending::Done })
}

async fn examine(file: &Path, config: &Config, wait: Duration) -> Vec<Finding> {
    let clock = Clock::system();
    let mut findings = files::examine(file, config, clock.now());
    let (inbox, outbox) = (servers::inbox(config).await, servers::outbox(config).await);
    let reached = inbox.visit.zip(outbox.courier);
    findings.extend(inbox.findings);
    findings.extend(outbox.findings);
    findings.push(dns::examine(config).await);
    findings.extend(trip::examine(config, reached, &clock, wait).await);
    findings.push(model::examine(config).await);
    findings.push(health::examine(config).await);
    findings
}
