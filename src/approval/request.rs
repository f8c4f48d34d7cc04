//! One expense report under decision.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::flag::Flag;
use super::{Address, Money, SecondFactor};

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The requester was asked for the total.
    NeedsAmount,
    /// Somebody has to decide.
    Pending,
    /// Final.
    Approved,
    /// Final.
    Rejected,
    /// Final: the requester took it back.
    Withdrawn,
}

impl State {
    /// All states, in the order of a request's life.
    pub const ALL: [Self; 5] =
        [Self::NeedsAmount, Self::Pending, Self::Approved, Self::Rejected, Self::Withdrawn];

    /// The word of it: `needs_amount`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NeedsAmount => "needs_amount",
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether something can still happen to it.
    pub fn is_open(self) -> bool {
        match self {
            Self::NeedsAmount | Self::Pending => true,
            Self::Approved | Self::Rejected | Self::Withdrawn => false,
        }
    }
}

/// A request with all that decides about it. Times are UTC, stored in whole milliseconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// 1 for `EXP-1`.
    pub number: u64,
    /// Where it stands.
    pub state: State,
    /// Who asks, as the person they are.
    pub requester: Address,
    /// What the report is called.
    pub subject: String,
    /// What is asked for; unknown while the requester is asked.
    pub amount: Option<Money>,
    /// The largest total that the receipts themselves support; a typed amount never lowers the tier below it.
    pub evidence: Option<Money>,
    /// What it counts as by itself, in the policy currency.
    pub policy_amount: Option<Money>,
    /// What the tier follows instead, where it is above a limit only together with others of the same person.
    #[serde(default)]
    pub together: Option<Money>,
    /// Grows with each change of the amount; decisions hold for one revision.
    pub revision: u32,
    /// How many distinct people must approve.
    pub required: u32,
    /// What each of them must show besides their mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<SecondFactor>,
    /// Who may decide this revision.
    pub seats: Vec<Seat>,
    /// Who was ever asked and must hear when nothing is left to do.
    pub asked: Vec<Address>,
    /// The approvals given on this revision.
    pub approvals: Vec<Approval>,
    /// Approvers wait for the summary until then; `None` once they are asked.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub summary_until: Option<DateTime<Utc>>,
    /// Questions that the requester has not answered yet.
    pub questions: Vec<Question>,
    /// When it came in.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub created_at: DateTime<Utc>,
    /// When this revision began: reminders and escalation count from here.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub revised_at: DateTime<Utc>,
    /// How many levels of escalation have been told.
    pub escalations: u32,
    /// Whether this revision's reminder went out.
    pub reminded: bool,
    /// When whoever is asked gets a fresh reply address.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub renew_at: DateTime<Utc>,
    /// When something is due next; `None` once it is closed.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub deadline: Option<DateTime<Utc>>,
    /// When the next level of escalation is due.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub due_at: Option<DateTime<Utc>>,
    /// When it became final.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub decided_at: Option<DateTime<Utc>>,
    /// Who made it final; nobody where no approval was needed.
    pub decided_by: Vec<Address>,
    /// What the last of them said.
    pub closing_comment: String,
    /// What whoever decides should know first.
    #[serde(default)]
    pub flags: Vec<Flag>,
    /// What the readers of the report and its files noticed.
    #[serde(default)]
    pub notes: Vec<String>,
    /// The amounts that were found in the report and where, for the requester to choose from; none where the total is known.
    #[serde(default)]
    pub amounts: Vec<String>,
}

/// Somebody who may decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Who is asked.
    pub person: Address,
    /// Whose place it is: another person's when `person` stands in.
    pub holder: Address,
    /// In what role.
    pub role: Role,
    /// Our mail did not reach this person.
    pub unreachable: bool,
}

/// In what role somebody may decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// By policy.
    Approver,
    /// By escalation.
    Contact,
}

/// One person's approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who gave it.
    pub person: Address,
    /// In whose place.
    pub holder: Address,
    /// When.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// What they added.
    pub comment: String,
}

/// A question to the requester.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Who asked.
    pub by: Address,
    /// What.
    pub text: String,
}

impl Request {
    /// What the tier follows, in the policy currency.
    pub fn tier_amount(&self) -> Option<Money> {
        self.together.or(self.policy_amount)
    }

    /// The seat of somebody who may decide this revision.
    pub fn seat(&self, person: &Address) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.person == *person)
    }

    /// Whether this person's approval of this revision is recorded.
    pub fn has_approved(&self, person: &Address) -> bool {
        self.approvals.iter().any(|approval| approval.person == *person)
    }

    /// How many distinct people have approved. Somebody who stood in and the person stood in for count once.
    pub fn distinct_approvals(&self) -> u32 {
        let mut counted: Vec<&Address> = Vec::new();
        let mut distinct = 0;
        for approval in &self.approvals {
            let new = !counted.contains(&&approval.person) && !counted.contains(&&approval.holder);
            distinct += u32::from(new);
            counted.extend([&approval.person, &approval.holder]);
        }
        distinct
    }

    /// Who has a seat and has not approved yet, also those whom mail does not reach.
    pub fn silent(&self) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(|seat| !self.has_approved(&seat.person))
    }
}
