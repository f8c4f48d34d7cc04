//! How things look: requests as JSON and as lines for a terminal.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::approval::{Flag, Money};
use crate::config::Config;
use crate::store::Stored;
use crate::terminal::state_style;
use crate::turn;

pub(super) use crate::terminal::{FAINT, GREEN, RED, STRONG, YELLOW, json, safe, safe_lines};

/// One object on a line of its own, as `--json` promises.
pub(super) fn print_json(value: &Value) {
    anstream::println!("{}", json(value));
}

/// A request as scripts read it.
pub(super) fn request_json(config: &Config, stored: &Stored) -> Value {
    let request = &stored.request;
    json!({
        "id": format!("{}-{}", config.desk.prefix, request.number),
        "state": request.state,
        "requester": request.requester,
        "subject": request.subject,
        "amount": request.amount.as_ref().map(money_json),
        "policy_amount": request.policy_amount.as_ref().map(money_json),
        "tier_amount": request.tier_amount().as_ref().map(money_json),
        "flags": request.flags.iter().map(|flag| flag_json(config, flag)).collect::<Vec<_>>(),
        "approvals": {
            "required": request.required,
            "given": request.approvals.iter().map(|approval| &approval.person).collect::<Vec<_>>(),
        },
        "asked": request.asked,
        "created_at": rfc3339(request.created_at),
        "due_at": request.due_at.map(rfc3339),
        "escalations": request.escalations,
        "decided_at": request.decided_at.map(rfc3339),
        "decided_by": request.decided_by,
    })
}

/// A flag as scripts read it: its word, and what people read.
fn flag_json(config: &Config, flag: &Flag) -> Value {
    json!({ "flag": flag.as_str(), "text": turn::flag_text(config, flag) })
}

/// Money as scripts read it.
pub(super) fn money_json(money: &Money) -> Value {
    json!({ "value": money.plain(), "currency": money.currency })
}

/// A time as scripts read it (RFC 3339, UTC).
pub(super) fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A request on one line.
pub(super) fn request_line(config: &Config, stored: &Stored) -> String {
    let request = &stored.request;
    let style = state_style(request.state);
    let amount = request.amount.map_or("unknown".to_owned(), |amount| amount.to_string());
    format!(
        "{STRONG}{:<9}{STRONG:#} {style}{:<12}{style:#} {amount:>18}  {}/{}  {FAINT}{}{FAINT:#}  {}  {}",
        format!("{}-{}", config.desk.prefix, request.number),
        request.state.as_str(),
        request.distinct_approvals(),
        request.required,
        request.created_at.format("%Y-%m-%d %H:%M"),
        request.requester,
        safe(&request.subject),
    )
}

/// `3.1 MiB`.
pub(super) fn size(bytes: u64) -> String {
    format!("{}.{} MiB", bytes >> 20, (bytes >> 10) % 1024 * 10 / 1024)
}

/// `1 mail`, `2 mails`.
pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
