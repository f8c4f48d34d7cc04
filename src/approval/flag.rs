//! What whoever decides should know first, and what it is made from.
//!
//! Knows other requests by number, amounts and times. Must not know how they were looked up, or words for people:
//! the findings come in with the event, so that a replay makes the same flags of them.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::policy::Policy;
use super::request::{Request, State};
use super::split::Split;
use super::{Address, Money};

/// So many earlier requests are named that look like the same receipt.
const MOST_TWINS: usize = 3;

/// What was known around an amount when it came in. It is part of the event, which then needs no look at the store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Other requests with what looks like the same receipt.
    pub twins: Vec<Twin>,
    /// The same person's other requests within the window of the policy.
    pub others: Others,
    /// The amount was recognised in a picture, where letters may be taken for others.
    pub recognised: bool,
    /// What the readers of the report and its files noticed, in words.
    pub notes: Vec<String>,
}

/// Another request that looks like the same receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// Its number.
    pub number: u64,
    /// When it came in.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// Where it stood.
    pub state: State,
    /// What is the same.
    pub likeness: Likeness,
}

/// What two requests have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// A file, byte for byte, by its name here.
    File(String),
    /// The vendor and the number of the invoice.
    Number(String),
    /// The vendor, the date and the amount.
    Receipt,
    /// The forwarded text and the amount.
    Text,
}

/// Requests of one person whose sum with a new one may cross a limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Others {
    /// The dearest ones, in the policy currency.
    pub named: Vec<Other>,
    /// How many there are besides, none of them dearer.
    pub more: u32,
    /// What those are together.
    pub more_sum: Decimal,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// Its number.
    pub number: u64,
    /// What it counts as by itself.
    pub amount: Money,
}

/// Something to know before deciding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "flag")]
pub enum Flag {
    /// It may have been asked for before.
    Duplicate(Twin),
    /// With others of the same person it is above a limit that it is not above alone.
    Split(Split),
    /// The requester changed the amount.
    Changed {
        /// What it was.
        before: Money,
        /// When it was changed, the last time.
        #[serde(with = "chrono::serde::ts_milliseconds")]
        at: DateTime<Utc>,
        /// By whom.
        by: Address,
        /// How often it was changed.
        times: u32,
    },
    /// What the requester states is not what the receipts say.
    Differs {
        /// What is asked for.
        stated: Money,
        /// The largest total of the receipts.
        shown: Money,
    },
    /// Nothing that could be read names an amount: it is the requester's word.
    Unsupported,
    /// The amount was recognised in a picture.
    Recognised,
    /// It is just below a limit, or at it.
    NearLimit {
        /// The limit, in the policy currency.
        limit: Money,
    },
    /// An amount in another currency, and what it counts as.
    Converted {
        /// As it stands.
        amount: Money,
        /// Units of the policy currency for one of its own.
        rate: Decimal,
        /// What it counts as.
        worth: Money,
    },
}

impl Flag {
    /// The word for it in scripts: `near_limit`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Duplicate(_) => "duplicate",
            Self::Split(_) => "split",
            Self::Changed { .. } => "changed",
            Self::Differs { .. } => "differs",
            Self::Unsupported => "unsupported",
            Self::Recognised => "recognised",
            Self::NearLimit { .. } => "near_limit",
            Self::Converted { .. } => "converted",
        }
    }
}

/// The flags of a request whose amount was taken in; `before` is the amount that it had.
pub(super) fn flags(
    policy: &Policy,
    request: &Request,
    context: &Context,
    before: Option<Money>,
    now: DateTime<Utc>,
) -> Vec<Flag> {
    let mut flags: Vec<Flag> = context.twins.iter().take(MOST_TWINS).cloned().map(Flag::Duplicate).collect();
    let split = request.policy_amount.and_then(|own| policy.split(own.value, &context.others));
    flags.extend(split.filter(|_| request.together.is_some()).map(Flag::Split));
    flags.extend(changed(request, before, now));
    flags.extend(differs(request));
    if context.recognised || request.flags.contains(&Flag::Recognised) {
        flags.push(Flag::Recognised);
    }
    flags.extend(near_limit(policy, request));
    flags.extend(converted(policy, request));
    flags
}

fn changed(request: &Request, before: Option<Money>, now: DateTime<Utc>) -> Option<Flag> {
    let earlier = request.flags.iter().find(|flag| matches!(flag, Flag::Changed { .. }));
    let Some(before) = before.filter(|before| request.amount != Some(*before)) else {
        return earlier.cloned();
    };
    let times = if let Some(Flag::Changed { times, .. }) = earlier { times.saturating_add(1) } else { 1 };
    Some(Flag::Changed { before, at: now, by: request.requester.clone(), times })
}

fn differs(request: &Request) -> Option<Flag> {
    let stated = request.amount?;
    let Some(shown) = request.evidence else { return Some(Flag::Unsupported) };
    (stated != shown).then_some(Flag::Differs { stated, shown })
}

fn near_limit(policy: &Policy, request: &Request) -> Option<Flag> {
    let amount = request.policy_amount.filter(|_| request.together.is_none())?.value;
    let share = policy.near_limit.checked_div(Decimal::ONE_HUNDRED)?;
    let near = |limit: Decimal| {
        let margin = limit.checked_mul(share).unwrap_or_default();
        amount <= limit && limit - amount < margin
    };
    let tier = policy.tiers.iter().find(|tier| near(tier.above))?;
    Some(Flag::NearLimit { limit: Money::new(tier.above, policy.currency) })
}

fn converted(policy: &Policy, request: &Request) -> Vec<Flag> {
    let evidence = request.evidence.filter(|evidence| request.amount != Some(*evidence));
    let foreign =
        request.amount.into_iter().chain(evidence).filter(|amount| amount.currency != policy.currency);
    let flag = |amount: Money| {
        let (rate, worth) = (*policy.rates.get(&amount.currency)?, policy.in_policy_currency(amount)?);
        Some(Flag::Converted { amount, rate, worth })
    };
    foreign.filter_map(flag).collect()
}
