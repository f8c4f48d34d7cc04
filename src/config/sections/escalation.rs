//! `[escalation]`: what happens while nobody decides.

use std::time::Duration;

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;

use crate::approval::{Level, WorkingHours};
use crate::config::keys;
use crate::config::reader::{Keyed, Section, Value};
use crate::config::values::{self, Form};

/// Reminders, levels and the hours that count.
pub(in crate::config) struct Waiting {
    pub(in crate::config) remind_after: Option<Duration>,
    pub(in crate::config) levels: Vec<Keyed<Level>>,
    pub(in crate::config) working_hours: Option<WorkingHours>,
}

/// When a level does not say: one working day.
pub(in crate::config) const USUAL_WAIT: Duration = Duration::from_secs(8 * 3600);

const TIMEZONE: Form = Form {
    name: "a time zone",
    remedy: "write its name in the IANA database, such as \"Europe/Berlin\" or \"UTC\"",
};

/// Reads the table; no levels when it has none.
pub(in crate::config) fn escalation(root: &Section<'_>) -> Waiting {
    let table = root.section("escalation", &keys::ESCALATION);
    let remind_after = table.read("remind_after", Value::duration);
    let levels: Vec<_> = table.list("levels").iter().filter_map(level).collect();
    if table.has("levels") && table.lists_nothing("levels") {
        let remedy = "write a level, or leave levels out: then the operators are told after 8h";
        table.fault("levels", "is empty, so that a request could wait for ever", remedy);
    }
    for (earlier, later) in levels.iter().zip(levels.iter().skip(1)) {
        if later.value.after <= earlier.value.after {
            let remedy = "write the levels from the shortest time to the longest";
            table.elsewhere(&format!("{}.after", later.key), "is not later than the level before", remedy);
        }
    }
    let working_hours = table.read("working_hours", working_hours);
    Waiting { remind_after, levels, working_hours }
}

fn level(value: &Value<'_>) -> Option<Keyed<Level>> {
    let level = value.section(&keys::LEVEL)?;
    let after = level.read("after", Value::duration).unwrap_or(USUAL_WAIT);
    let may_decide = level.read("may_decide", Value::boolean).unwrap_or(true);
    if level.lists_nothing("contacts") {
        level.fault(
            "contacts",
            "names nobody",
            "write whom to tell, such as contacts = [\"boss@corp.example\"]",
        );
    }
    let contacts = level.each("contacts", Value::address);
    Some(Keyed { key: level.own_key().to_owned(), value: Level { after, contacts, may_decide } })
}

fn working_hours(value: &Value<'_>) -> Option<WorkingHours> {
    let table = value.section(&keys::WORKING_HOURS)?;
    let days = table.read("days", |value| value.parsed(&values::DAYS, values::days));
    let from = table.required("from", "write when work begins, such as from = \"09:00\"", Value::time);
    let until = table.required("until", "write when work ends, such as until = \"17:00\"", Value::time);
    let timezone = table
        .required("timezone", TIMEZONE.remedy, |value| value.parsed(&TIMEZONE, |text| text.parse().ok()));
    let holidays = table.each("holidays", Value::date);
    let (from, until, timezone): (NaiveTime, NaiveTime, Tz) = (from?, until?, timezone?);
    if until <= from {
        table.fault(
            "until",
            "is not later than from",
            "write working hours within one day, such as \"09:00\" to \"17:00\"",
        );
    }
    Some(WorkingHours { days: days.unwrap_or_else(weekdays), from, until, timezone, holidays })
}

fn weekdays() -> Vec<Weekday> {
    vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri]
}
