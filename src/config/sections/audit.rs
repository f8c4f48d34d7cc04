//! `[audit]`: who keeps the head of the log elsewhere, and where the file lies that follows it.

use std::path::{Path, PathBuf};

use crate::approval::Address;
use crate::config::keys;
use crate::config::reader::{Section, Value};

/// How it is proved that the audit log is whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Who is mailed the head of the log each day.
    pub anchor: Option<Address>,
    /// The file that follows the log.
    pub witness: PathBuf,
}

/// Reads the table; the witness usually lies beside the database.
pub(in crate::config) fn audit(root: &Section<'_>, database: Option<&Path>) -> Audit {
    let table = root.section("audit", &keys::AUDIT);
    let witness = table.read("witness", Value::path);
    if witness.is_some() && witness.as_deref() == database {
        table.fault("witness", "is the database itself", "name another file, best on another disk");
    }
    Audit {
        anchor: table.read("anchor", Value::address),
        witness: witness.or_else(|| database.map(beside)).unwrap_or_default(),
    }
}

fn beside(database: &Path) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(".head");
    path.into()
}
