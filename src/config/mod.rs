//! What the operator wrote in `config.toml`, resolved: the only place where configuration can fail.
//!
//! Knows every key, its default, and what contradicts what. Must not know what the other rooms do with it.
//! Faults are collected, not thrown: one look at the file finds them all.

mod checks;
mod fault;
mod keys;
mod reader;
mod sections;
mod settings;
mod trust;
mod values;

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use toml::de::DeTable;

use crate::approval::{Address, Escalation, Level, Policy};
use checks::Draft;
use reader::{Keyed, Reader, Secrets, Section, Source};
use sections::Waiting;

pub use fault::{Fault, Faults};
pub use settings::{
    Action, ActionEffect, ActionOn, Audit, Config, Desk, Imap, Inbox, Limits, Model, Outbox, Receipts,
    Replies, ReplyBy, Retention, Rule, Smtp, Summary, Tls, Web,
};
pub use trust::{Authentication, Authserv, Dkim, Inside, Logins, Method, Position};

/// A configuration is a page or two.
const LARGEST_FILE: u64 = 1 << 20;

/// Reads the configuration, or says everything that is wrong with it.
///
/// Finds secrets too, which may run the commands that the file names for them.
pub fn load(path: &Path) -> Result<Config, Faults> {
    let (text, mode) = read(path)?;
    if mode & 0o002 != 0 {
        let what = format!("can be changed by anybody (mode {:03o})", mode & 0o777);
        return Err(Faults::unreadable(path, what, &format!("chmod go-w {}", path.display())));
    }
    parse(path, &text, Secrets::Found { exposed: mode & 0o077 != 0 })
}

/// Reads the configuration for whoever speaks to no server: secrets are left alone and read as empty.
///
/// An operator's shell has neither the daemon's environment nor its credentials.
pub fn load_without_secrets(path: &Path) -> Result<Config, Faults> {
    let (text, _) = read(path)?;
    parse(path, &text, Secrets::LeftAlone)
}

/// Reads the configuration, or takes the one that the program ships with where there is none.
///
/// For looking at mail only: a desk that runs on settings nobody chose would be a trap.
pub fn load_or_shipped(path: &Path) -> Result<Config, Faults> {
    if path.exists() { load_without_secrets(path) } else { parse(path, SHIPPED, Secrets::LeftAlone) }
}

/// The configuration that the program ships with.
pub const SHIPPED: &str = include_str!("../../config.toml");

/// The text, and the mode of the file.
fn read(path: &Path) -> Result<(String, u32), Faults> {
    limited(path).map_err(|error| {
        let what = format!("cannot be read: {error}");
        Faults::unreadable(path, what, "name the file with --config FILE, readable for this user")
    })
}

fn limited(path: &Path) -> io::Result<(String, u32)> {
    let file = File::open(path)?;
    let mode = file.metadata()?.permissions().mode();
    let mut text = String::new();
    file.take(LARGEST_FILE + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST_FILE {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 1 MiB"));
    }
    Ok((text, mode))
}

fn parse(file: &Path, text: &str, secrets: Secrets) -> Result<Config, Faults> {
    // Some editors begin a file with a byte order mark; it is no column.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let source = Source { file, text };
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(source.syntax(&errors));
    }
    let reader = Reader::new(source, document.get_ref(), secrets);
    let config = resolve(&reader.root());
    let faults = reader.into_faults();
    config.filter(|_| faults.is_empty()).ok_or(faults)
}

/// Reads all tables, then compares them with each other. None only where a fault was noted.
fn resolve(root: &Section<'_>) -> Option<Config> {
    let (desk, templates) = sections::desk(root);
    let (inbox, remote) = sections::inbox(root);
    let outbox = sections::outbox(root);
    let authentication =
        sections::authentication(root, remote, desk.as_ref().map(|desk| desk.address.domain()));
    let summary = sections::summary(root);
    let bounds = sections::limits(root);
    let replies = sections::replies(root);
    let receipts = sections::receipts(root);
    let audit = sections::audit(root, desk.as_ref().map(|desk| desk.database.as_path()));
    let web = sections::web(root);
    sections::not_yet(root);
    let mut draft = Draft {
        desk: desk.as_ref().map(|desk| desk.address.clone()),
        separator: desk.as_ref().map_or('+', |desk| desk.separator),
        sums: sections::sums(root),
        requesters: sections::requesters(root),
        approvers: sections::approvers(root),
        routes: sections::routes(root),
        waiting: sections::escalation(root),
        operators: sections::operators(root),
        actions: sections::actions(root),
        anchor: audit.anchor.clone(),
    };
    checks::check(root, &mut draft);
    let operators = values(draft.operators);
    let escalation = escalation(draft.waiting, &operators);
    let policy = Policy {
        currency: draft.sums.currency,
        rates: draft.sums.rates,
        tiers: values(draft.sums.tiers),
        split_window: draft.sums.split_window,
        near_limit: draft.sums.near_limit,
        code_window: draft.sums.code_window,
        requesters: draft.requesters,
        approvers: values(draft.approvers),
        routes: values(draft.routes),
        escalation,
        summary_wait: summary.timeout,
        token_lifetime: bounds.token_lifetime,
        suspended: Vec::new(),
    };
    Some(Config {
        desk: desk?,
        inbox: inbox?,
        outbox: outbox?,
        policy,
        summary,
        authentication: authentication?,
        limits: bounds.limits,
        audit,
        retention: sections::retention(root),
        operators,
        actions: values(draft.actions),
        replies,
        receipts,
        web,
        templates,
    })
}

/// Every open request has a deadline: where nobody else is named, the operators are told.
fn escalation(waiting: Waiting, operators: &[Address]) -> Escalation {
    let mut levels = values(waiting.levels);
    if levels.is_empty() {
        let (after, contacts) = (sections::USUAL_WAIT, operators.to_vec());
        levels.push(Level { after, contacts, may_decide: false });
    }
    Escalation { remind_after: waiting.remind_after, levels, working_hours: waiting.working_hours }
}

fn values<T>(keyed: Vec<Keyed<T>>) -> Vec<T> {
    keyed.into_iter().map(|keyed| keyed.value).collect()
}
