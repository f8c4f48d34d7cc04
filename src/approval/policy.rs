//! What the company has laid down: tiers, rates, people, routes and escalation.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Address, Currency, SecondFactor, WorkingHours};

/// The policy in force. It is part of every audit entry, so it can be written down and read back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// The currency that the tiers are in.
    pub currency: Currency,
    /// Units of the policy currency for one unit of another.
    pub rates: BTreeMap<Currency, Decimal>,
    /// Rising limits; an amount strictly above one needs its approvals.
    pub tiers: Vec<Tier>,
    /// What one person asks for within this time is added up to find the tier; `None`: each report stands alone.
    #[serde(default)]
    pub split_window: Option<Duration>,
    /// So many percent below a limit an amount is flagged; zero: never.
    #[serde(default)]
    pub near_limit: Decimal,
    /// How old a code may be when its mail arrives; `None`: no tier wants one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_window: Option<Duration>,
    /// Who may ask.
    pub requesters: Requesters,
    /// Who may decide, in the order of the configuration.
    pub approvers: Vec<Approver>,
    /// Who is asked for whom; the first match wins, without one all approvers are asked.
    pub routes: Vec<Route>,
    /// What happens while nobody decides.
    pub escalation: Escalation,
    /// How long approvers wait for a summary before they are asked without one.
    pub summary_wait: Duration,
    /// How long a reply address stays good; whoever was asked is asked anew before it ends.
    pub token_lifetime: Duration,
    /// Who counts as nobody until an operator says otherwise: no part of the configuration, but of what is in force.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspended: Vec<Address>,
}

/// Above this amount, so many distinct people must approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// In the policy currency; strictly greater counts.
    pub above: Decimal,
    /// Distinct people.
    pub approvals: u32,
    /// What each of them shows besides their mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<SecondFactor>,
}

/// Whose reports the desk takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requesters {
    /// Exact domains, lower case.
    pub domains: Vec<String>,
    /// Single addresses from elsewhere.
    pub addresses: Vec<Address>,
}

/// Somebody who may decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approver {
    /// As shown in notices.
    pub name: String,
    /// The address that identifies this person and gets the notices.
    pub email: Address,
    /// Other addresses of the same person.
    pub aliases: Vec<Address>,
    /// Counts as an approver only up to this policy amount.
    pub limit: Option<Decimal>,
    /// Absences, each with who stands in.
    pub away: Vec<Away>,
}

/// An absence, in whole days (UTC), both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Who is asked instead; nobody when absent.
    pub delegate: Option<Address>,
}

/// Requesters whose reports go to certain approvers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// Addresses, or `*@domain`.
    pub requesters: Vec<String>,
    /// Their approvers, by e-mail address.
    pub approvers: Vec<Address>,
}

/// Reminders and levels of escalation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// Whoever was asked and has not answered is reminded after this long.
    pub remind_after: Option<Duration>,
    /// Rising in time.
    pub levels: Vec<Level>,
    /// When set, the clock runs only then.
    pub working_hours: Option<WorkingHours>,
}

/// One level of escalation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Without a final decision for this long.
    pub after: Duration,
    /// Who is told.
    pub contacts: Vec<Address>,
    /// Whether they may decide.
    pub may_decide: bool,
}
