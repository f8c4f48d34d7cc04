//! The configuration as a whole: what good files resolve to, what bad ones are told, and the file that is shipped.

mod faults;
mod resolved;
mod shipped;

use std::path::Path;

use super::{Config, Faults, Secrets, parse};

/// The smallest configuration that is right.
const SMALLEST: &str = r#"
[desk]
address = "expenses@corp.example"
[inbox]
kind = "maildir"
[outbox]
kind = "maildir"
[requesters]
domains = ["corp.example"]
[[approvers]]
email = "maria@corp.example"
[[approvers]]
email = "omar@corp.example"
[[approvers]]
email = "ines@corp.example"
[operators]
addresses = ["it@corp.example"]
"#;

/// A mailbox on a server, in place of the embedded post office.
const IMAP: &str = r#"
[inbox]
kind = "imap"
host = "mail.corp.example"
username = "expenses"
password = "hunter2"
"#;

const AUTHSERV: &str = r#"
[authentication]
mode = "authserv"
authserv_ids = ["mail.corp.example"]
"#;

/// The smallest configuration with these tables in place of its own of the same names.
fn with(tables: &str) -> String {
    let headers: Vec<&str> = tables.lines().filter_map(header).collect();
    let mut kept = true;
    let mut text = String::new();
    for line in SMALLEST.lines() {
        kept = header(line).map_or(kept, |name| !headers.contains(&name));
        if kept {
            text.push_str(line);
            text.push('\n');
        }
    }
    text + tables
}

fn header(line: &str) -> Option<&str> {
    line.starts_with('[').then(|| line.trim_start_matches('[').split(']').next()).flatten()
}

fn read(text: &str) -> Result<Config, Faults> {
    parse(Path::new("config.toml"), text, Secrets::Found { exposed: false })
}

fn good(text: &str) -> Config {
    read(text).unwrap_or_else(|faults| panic!("{faults}"))
}
