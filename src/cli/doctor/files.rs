//! The files on this machine: who can read them, whether the database is sound, and whether the clock goes backwards.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};

use super::report::Finding;
use crate::config::Config;
use crate::store;

/// What others may not do with a file that holds what people wrote.
const OTHERS: u32 = 0o077;
/// What others may not do with the configuration: a service's group reads it.
const STRANGERS: u32 = 0o027;
/// What others may not do with a folder: put another database into it.
const WRITERS: u32 = 0o022;

/// So much may two clocks differ.
const DRIFT: TimeDelta = TimeDelta::minutes(5);

pub(super) fn examine(file: &Path, config: &Config, now: DateTime<Utc>) -> Vec<Finding> {
    let mut findings = vec![Finding::of("configuration", closed(file, STRANGERS, "600"))];
    let database = &config.desk.database;
    if !database.exists() {
        let words = format!("{} is not there yet: `countersign run` makes it", database.display());
        return findings.into_iter().chain([Finding::note("database", words)]).collect();
    }
    findings.push(Finding::of("permissions", permissions(database)));
    match store::health(database) {
        Ok(health) => {
            findings.push(Finding::of("database", sound(database, &health)));
            findings.push(Finding::of("clock", forward(now, health.newest_entry)));
        }
        Err(error) => findings.push(Finding::fail("database", error.to_string())),
    }
    findings
}

/// Fails when others can do with a file or folder what they may not.
fn closed(path: &Path, forbidden: u32, wanted: &str) -> Result<String, String> {
    let name = path.display();
    let about = fs::metadata(path).map_err(|error| format!("{name}: {error}"))?;
    let mode = about.permissions().mode() & 0o777;
    if mode & forbidden == 0 {
        return Ok(format!("{name}: mode {mode:03o}"));
    }
    Err(format!("{name}: mode {mode:03o} lets others in: chmod {wanted} {name}"))
}

/// The database, what SQLite keeps beside it, and their folder.
fn permissions(database: &Path) -> Result<String, String> {
    let beside = ["", "-wal", "-shm", ".lock"].map(|suffix| {
        let mut path = database.as_os_str().to_owned();
        path.push(suffix);
        PathBuf::from(path)
    });
    let files: Vec<_> = beside.iter().filter(|path| path.exists()).collect();
    let mut faults: Vec<String> = files.iter().filter_map(|path| closed(path, OTHERS, "600").err()).collect();
    let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    faults.extend(closed(folder, WRITERS, "700").err());
    if faults.is_empty() {
        return Ok(format!("{} and what lies beside it are for their owner only", database.display()));
    }
    Err(faults.join("; "))
}

fn sound(database: &Path, health: &store::Health) -> Result<String, String> {
    let name = database.display();
    if health.broken.is_empty() {
        return Ok(format!("{name}: all pages are sound"));
    }
    Err(format!("{name} is damaged ({}): restore the last backup", health.broken.join("; ")))
}

/// A clock that is behind the log would let deadlines pass late and tokens live long.
fn forward(now: DateTime<Utc>, newest: Option<DateTime<Utc>>) -> Result<String, String> {
    let shown = now.format("%Y-%m-%d %H:%M:%S UTC");
    match newest {
        Some(newest) if newest > now + DRIFT => Err(format!(
            "it is {shown} here, but the audit log was written until {}: set the clock",
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
