//! `[limits]`: what a stranger can send at most, and how long reply addresses last.

use std::time::Duration;

use crate::config::Limits;
use crate::config::keys;
use crate::config::reader::{Section, Value};

/// The limits of the program, and the one that belongs to the policy.
pub(in crate::config) struct Bounds {
    pub(in crate::config) limits: Limits,
    pub(in crate::config) token_lifetime: Duration,
}

const DAY: Duration = Duration::from_secs(86_400);
const HOUR: Duration = Duration::from_secs(3600);
const MIB: u64 = 1 << 20;

/// Reads the table.
pub(in crate::config) fn limits(root: &Section<'_>) -> Bounds {
    let table = root.section("limits", &keys::LIMITS);
    let (mails_per_sender, sender_window) = table.read("mails_per_sender", Value::rate).unwrap_or((60, HOUR));
    let (mails_in_all, window_in_all) = table.read("mails_in_all", Value::rate).unwrap_or((200_000, HOUR));
    let limits = Limits {
        message: table.read("message", message).unwrap_or(25 * MIB),
        mails_per_sender,
        sender_window,
        mails_in_all,
        window_in_all,
    };
    Bounds { limits, token_lifetime: table.read("token_lifetime", Value::duration).unwrap_or(14 * DAY) }
}

/// A mail is held in memory as a whole.
fn message(value: &Value<'_>) -> Option<u64> {
    let size = value.size()?;
    if size > 1024 * MIB {
        return value.refuse("is more than the desk can hold in memory", "write at most \"1 GiB\"");
    }
    Some(size)
}
