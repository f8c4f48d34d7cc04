//! The files on this machine: who can read them, whether the database is sound and has room, and whether the clock goes
//! backwards.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::report::Finding;
use crate::cli::host::exposures;
use crate::cli::present::size;
use crate::config::Config;
use crate::store;

/// What nobody else may do with the configuration: change it. Passwords in a file that others can read are refused before.
const WRITERS: u32 = 0o022;

/// With less room than this a day's mail may not fit.
const ROOM: u64 = 100 << 20;

/// The write-ahead log is emptied whenever nobody reads: one that is larger than this never is.
const LONG_JOURNAL: u64 = 64 << 20;

/// So much may two clocks differ.
const DRIFT: TimeDelta = TimeDelta::minutes(5);

pub(super) fn examine(file: &Path, config: &Config, now: DateTime<Utc>) -> Vec<Finding> {
    let mut findings = vec![Finding::of("configuration", unchanged(file))];
    let database = &config.desk.database;
    if !database.exists() {
        let words = format!("{} is not there yet: `countersign run` makes it", database.display());
        return findings.into_iter().chain([Finding::note("database", words)]).collect();
    }
    findings.push(Finding::of("permissions", closed(config)));
    match store::health(database) {
        Ok(health) => {
            findings.push(Finding::of("database", sound(database, &health)));
            findings.push(Finding::of("database rows", complete(&health)));
            findings.push(room(database, &health));
            findings.push(journal(&health));
            findings.push(Finding::of("clock", forward(now, health.newest_entry)));
        }
        Err(error) => findings.push(Finding::fail("database", error.to_string())),
    }
    findings
}

fn unchanged(file: &Path) -> Result<String, String> {
    let name = file.display();
    let about = fs::metadata(file).map_err(|error| format!("{name}: {error}"))?;
    let mode = about.permissions().mode() & 0o777;
    if mode & WRITERS == 0 {
        return Ok(format!("{name}: mode {mode:03o}"));
    }
    Err(format!("{name}: mode {mode:03o} lets others change it: chmod go-w {name}"))
}

fn closed(config: &Config) -> Result<String, String> {
    let exposures = exposures(config);
    if exposures.is_empty() {
        return Ok(format!(
            "{} and what lies beside it are for their owner only",
            config.desk.database.display()
        ));
    }
    Err(exposures.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
}

fn sound(database: &Path, health: &store::Health) -> Result<String, String> {
    let name = database.display();
    if health.broken.is_empty() {
        return Ok(format!("{name}: all pages and indexes are sound"));
    }
    Err(format!(
        "{name} is damaged ({}): keep the file, stop the desk, and put the newest backup in place with `countersign restore`",
        health.broken.join("; ")
    ))
}

fn complete(health: &store::Health) -> Result<String, String> {
    if health.orphans.is_empty() {
        return Ok("every row that names another finds it".to_owned());
    }
    Err(format!("{}: see `countersign audit verify`", health.orphans.join("; ")))
}

/// Room for what comes, and for a second copy: a restore needs that.
fn room(database: &Path, health: &store::Health) -> Finding {
    let (free, taken) = (size(health.free), size(health.size));
    let words = format!("{free} free on the disk of {}, which has {taken}", database.display());
    match health.free {
        free if free < ROOM => Finding::fail("disk space", format!("{words}: make room")),
        free if free < health.size => Finding::note(
            "disk space",
            format!("{words}: a second copy of it would not fit, as `restore` needs"),
        ),
        _ => Finding::ok("disk space", words),
    }
}

fn journal(health: &store::Health) -> Finding {
    let words = format!("the write-ahead log has {}", size(health.journal));
    if health.journal > LONG_JOURNAL {
        let why = "a program that reads without end keeps it from being emptied; `fuser` names it";
        return Finding::note("journal", format!("{words}: {why}"));
    }
    Finding::ok("journal", words)
}

/// A clock that is behind the log would let deadlines pass late and tokens live long.
fn forward(now: DateTime<Utc>, newest: Option<DateTime<Utc>>) -> Result<String, String> {
    let shown = now.format("%Y-%m-%d %H:%M:%S UTC");
    match newest {
        Some(newest) if newest > now + DRIFT => Err(format!(
            "it is {shown} here, but the audit log was written until {}: set the clock, or say that it is \
             right with `countersign clock --accept`",
            newest.format("%Y-%m-%d %H:%M:%S UTC")
        )),
        Some(_) | None => Ok(format!("it is {shown}")),
    }
}

/// Whether the mail server's clock agrees: it took in at `theirs` what was sent here between `sent` and `now`.
pub(super) fn same_time(
    sent: DateTime<Utc>,
    theirs: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<String, String> {
    if theirs < sent - DRIFT || theirs > now + DRIFT {
        let (here, there) = (now.format("%H:%M:%S UTC"), theirs.format("%Y-%m-%d %H:%M:%S UTC"));
        return Err(format!(
            "it is {here} here and was {there} on the mail server: set the one that is wrong"
        ));
    }
    Ok("the mail server agrees about the time".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// T95
    #[test]
    fn a_configuration_may_be_read_by_others_and_not_changed() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let with = |mode| {
            fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).unwrap();
            unchanged(file.path())
        };
        assert!(with(0o644).is_ok());
        assert!(with(0o664).unwrap_err().contains("chmod go-w"));
        assert!(with(0o646).is_err());
    }

    #[test]
    fn a_clock_that_went_backwards_or_differs_is_told() {
        let now: DateTime<Utc> = "2026-10-05T10:00:00Z".parse().unwrap();
        let at = |minutes| now + TimeDelta::minutes(minutes);
        assert!(forward(now, None).is_ok() && forward(now, Some(at(-600))).is_ok());
        assert!(forward(now, Some(at(4))).is_ok());
        assert!(forward(now, Some(at(6))).unwrap_err().contains("set the clock"));
        assert!(same_time(now, at(1), at(1)).is_ok());
        assert!(same_time(now, at(-60), at(1)).unwrap_err().contains("09:00:00"));
        assert!(same_time(now, at(60), at(1)).is_err());
    }
}
