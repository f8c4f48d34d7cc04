//! `[policy]`: currency, rates and tiers.

use std::collections::BTreeMap;
use std::time::Duration;

use rust_decimal::Decimal;

use crate::approval::{Currency, SecondFactor, Tier};
use crate::config::fault::quoted;
use crate::config::keys;
use crate::config::reader::{Keyed, Section, Value};
use crate::config::values::{self, Form};

/// What sums mean: the company's currency, its rates, and what needs how many approvals.
pub(in crate::config) struct Sums {
    pub(in crate::config) currency: Currency,
    pub(in crate::config) rates: BTreeMap<Currency, Decimal>,
    pub(in crate::config) tiers: Vec<Keyed<Tier>>,
    pub(in crate::config) split_window: Option<Duration>,
    pub(in crate::config) near_limit: Decimal,
    /// Where a tier asks for codes.
    pub(in crate::config) code_window: Option<Duration>,
}

const CURRENCY: Form = Form {
    name: "a currency of ISO 4217",
    remedy: "write its three-letter code, such as \"USD\" or \"EUR\"",
};
const WINDOW: Form = Form {
    name: "a duration of at most a year",
    remedy: "write a whole number and its unit, such as \"7d\"; \"off\" lets each report stand alone",
};
const CODE_WINDOW: Form = Form {
    name: "a duration of at most an hour",
    remedy: "write how long a mail may be on its way, such as \"10m\"",
};
/// So old a code may be when its mail arrives, unless the operator says otherwise.
const USUAL_CODE_WINDOW: Duration = Duration::from_secs(600);
/// The longer codes are good, the more of them are good at a time.
const LONGEST_CODE_WINDOW: Duration = Duration::from_secs(3_600);
/// What one person asks for within this time is added up, unless the operator says otherwise.
const USUAL_WINDOW: Duration = Duration::from_secs(7 * 86_400);
/// What is longer ago was no part of the same plan.
const LONGEST_WINDOW: Duration = Duration::from_secs(366 * 86_400);
/// So many percent below a limit an amount is flagged, unless the operator says otherwise.
const USUAL_MARGIN: u32 = 5;
/// What is further below a limit than this is not near it.
const WIDEST_MARGIN: u32 = 50;
/// Nobody has more approvers than this for one report.
const MOST_APPROVALS: u32 = 100;

/// Reads the table.
pub(in crate::config) fn sums(root: &Section<'_>) -> Sums {
    let policy = root.section("policy", &keys::POLICY);
    let currency = policy.read("currency", |value| value.parsed(&CURRENCY, Currency::from_code));
    let currency = currency.unwrap_or(Currency::USD);
    let tiers = tiers(&policy);
    let code_window = policy.read("code_window", code_window).unwrap_or(USUAL_CODE_WINDOW);
    Sums {
        currency,
        rates: rates(&policy, currency),
        code_window: tiers.iter().any(|tier| tier.value.code.is_some()).then_some(code_window),
        tiers,
        split_window: policy.read("split_window", split_window).unwrap_or(Some(USUAL_WINDOW)),
        near_limit: policy.read("near_limit", margin).unwrap_or_else(|| USUAL_MARGIN.into()),
    }
}

/// A duration, or none at all.
fn split_window(value: &Value<'_>) -> Option<Option<Duration>> {
    let is_off = |text: &str| text == "off" || values::is_no_time(text);
    let window = |text: &str| values::duration(text).filter(|window| *window <= LONGEST_WINDOW);
    value.parsed(&WINDOW, |text| if is_off(text) { Some(None) } else { window(text).map(Some) })
}

fn code_window(value: &Value<'_>) -> Option<Duration> {
    let window = |text: &str| values::duration(text).filter(|window| *window <= LONGEST_CODE_WINDOW);
    value.parsed(&CODE_WINDOW, window)
}

fn margin(value: &Value<'_>) -> Option<Decimal> {
    let percent = value.decimal()?;
    if percent < Decimal::ZERO || percent > Decimal::from(WIDEST_MARGIN) {
        value.fault("is out of range", format!("write percent, from 0 (never) to {WIDEST_MARGIN}"));
        return None;
    }
    Some(percent)
}

fn rates(policy: &Section<'_>, ours: Currency) -> BTreeMap<Currency, Decimal> {
    let mut rates = BTreeMap::new();
    for (code, value) in policy.entries("rates") {
        let rate = value.decimal();
        let Some(currency) = Currency::from_code(code) else {
            value.fault(
                format!("{} is not {}", quoted(code), CURRENCY.name),
                "write its code, such as EUR = 1.08",
            );
            continue;
        };
        if currency == ours {
            value.fault("is the policy currency itself, whose rate is always 1", "leave it out");
        }
        let Some(rate) = rate else { continue };
        if rate <= Decimal::ZERO {
            value.fault("must be above zero", format!("write what one {currency} is worth in {ours}"));
        }
        if rates.insert(currency, rate).is_some() {
            value.fault(format!("is a second rate for {currency}"), "leave one of them out");
        }
    }
    rates
}

fn tiers(policy: &Section<'_>) -> Vec<Keyed<Tier>> {
    if !policy.has("tiers") {
        return usual_tiers(policy);
    }
    let tiers: Vec<_> = policy.list("tiers").iter().filter_map(tier).collect();
    if policy.lists_nothing("tiers") {
        let remedy =
            "write a tier, such as { above = 1000, approvals = 1 }, or leave tiers out for the usual ones";
        policy.fault("tiers", "is empty, so that every report would be approved at once", remedy);
    }
    for (lower, upper) in tiers.iter().zip(tiers.iter().skip(1)) {
        check_order(policy, lower, upper);
    }
    tiers
}

fn tier(value: &Value<'_>) -> Option<Keyed<Tier>> {
    let tier = value.section(&keys::TIER)?;
    let above =
        tier.required("above", "write the largest amount that does not need these approvals", Value::decimal);
    let approvals = tier
        .required("approvals", "write how many people must approve", |value| value.whole(1..=MOST_APPROVALS));
    let code = tier.read("code", |value| value.choice(&[("totp", SecondFactor::Totp)]));
    let (above, approvals) = (above?, approvals?);
    if above < Decimal::ZERO {
        tier.fault("above", "is below zero", "write zero or more");
    }
    Some(Keyed { key: tier.own_key().to_owned(), value: Tier { above, approvals, code } })
}

fn check_order(policy: &Section<'_>, lower: &Keyed<Tier>, upper: &Keyed<Tier>) {
    let (from, to) = (lower.value.above, upper.value.above);
    if to <= from {
        let what = format!("{to} follows {from}: limits must rise");
        policy.elsewhere(
            &format!("{}.above", upper.key),
            what,
            "write the tiers from the smallest limit to the largest",
        );
    }
    let (fewer, more) = (lower.value.approvals, upper.value.approvals);
    if more < fewer {
        let what = format!("asks {more} for more money than the tier before, which asks {fewer}");
        policy.elsewhere(&format!("{}.approvals", upper.key), what, "let the approvals rise with the limits");
    }
    if lower.value.code.is_some() && upper.value.code.is_none() {
        let what = format!("asks for no code above {to}, but the tier before does above {from}");
        policy.elsewhere(&upper.key, what, "add code = \"totp\" to it as well");
    }
}

fn usual_tiers(policy: &Section<'_>) -> Vec<Keyed<Tier>> {
    let tier = |above: u32, approvals| Tier { above: Decimal::from(above), approvals, code: None };
    let key = policy.key("tiers");
    [tier(1000, 1), tier(10_000, 2)].map(|value| Keyed { key: key.clone(), value }).into()
}
