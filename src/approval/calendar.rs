//! Time that counts: office hours in the company's time zone.

use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// When the clock of escalation runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingHours {
    /// The days of the week.
    pub days: Vec<Weekday>,
    /// Opening time, local.
    pub from: NaiveTime,
    /// Closing time, local, later than `from`.
    pub until: NaiveTime,
    /// Where local is.
    pub timezone: Tz,
    /// Days off, local.
    pub holidays: Vec<NaiveDate>,
}

/// A deadline beyond this many days ahead is not looked for.
const HORIZON_DAYS: usize = 3660;

impl WorkingHours {
    /// The moment at which `duration` of working time has passed since `start`.
    ///
    /// Follows daylight saving: a day has as many working hours as its clock shows. Where no working time is ever left
    /// (all days are holidays), time runs as on any clock, so that nothing waits for ever.
    pub fn after(&self, start: DateTime<Utc>, duration: Duration) -> DateTime<Utc> {
        let wanted = TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX);
        let mut left = wanted;
        let first = start.with_timezone(&self.timezone).date_naive();
        for day in first.iter_days().take(HORIZON_DAYS) {
            let Some((opens, closes)) = self.hours(day) else { continue };
            let begins = opens.max(start);
            if closes <= begins {
                continue;
            }
            if left <= closes - begins {
                return begins + left;
            }
            left -= closes - begins;
        }
        start.checked_add_signed(wanted).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    fn hours(&self, day: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        if !self.days.contains(&day.weekday()) || self.holidays.contains(&day) {
            return None;
        }
        Some((self.instant(day, self.from)?, self.instant(day, self.until)?))
    }

    /// A local time as an instant; one that daylight saving skips is the hour after it, one that comes twice the first.
    fn instant(&self, day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        let local = day.and_time(time);
        self.timezone
            .from_local_datetime(&local)
            .earliest()
            .or_else(|| self.timezone.from_local_datetime(&(local + TimeDelta::hours(1))).earliest())
            .map(|instant| instant.with_timezone(&Utc))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> WorkingHours {
        WorkingHours {
            days: vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri],
            from: NaiveTime::from_hms_opt(9, 0, 0).unwrap(),
            until: NaiveTime::from_hms_opt(17, 0, 0).unwrap(),
            timezone: chrono_tz::Europe::Berlin,
            holidays: vec![NaiveDate::from_ymd_opt(2026, 12, 25).unwrap()],
        }
    }

    fn after(start: &str, hours: u64) -> String {
        berlin().after(start.parse().unwrap(), Duration::from_secs(hours * 3600)).to_rfc3339()
    }

    #[test]
    fn the_clock_stands_at_night_on_weekends_and_on_holidays() {
        // A Thursday, 16:00 in Berlin: one hour today, the 25th is off, then Monday.
        assert_eq!(after("2026-12-24T15:00:00Z", 1), "2026-12-24T16:00:00+00:00");
        assert_eq!(after("2026-12-24T15:00:00Z", 2), "2026-12-28T09:00:00+00:00");
        // Before opening, the day begins at nine.
        assert_eq!(after("2026-11-23T03:00:00Z", 8), "2026-11-23T16:00:00+00:00");
    }

    #[test]
    fn a_day_that_daylight_saving_shortens_keeps_its_office_hours() {
        // The weekend of 29 March 2026 moves the clock: Monday opens at 07:00 UTC instead of 08:00.
        assert_eq!(after("2026-03-27T16:00:00Z", 1), "2026-03-30T08:00:00+00:00");
    }

    #[test]
    fn a_calendar_without_a_working_day_does_not_stop_time() {
        let never = WorkingHours { days: vec![], ..berlin() };
        let start: DateTime<Utc> = "2026-11-23T03:00:00Z".parse().unwrap();
        assert_eq!(never.after(start, Duration::from_secs(3600)), start + TimeDelta::hours(1));
    }

    /// Zones that change by an hour or by half of one, at two, at midnight, or twice a year for a fast; that skipped a day;
    /// that changed in the middle of a week.
    const ZONES: [Tz; 9] = [
        chrono_tz::Europe::Berlin,
        chrono_tz::Europe::Dublin,
        chrono_tz::America::New_York,
        chrono_tz::America::Santiago,
        chrono_tz::America::Sao_Paulo,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Africa::Casablanca,
        chrono_tz::Pacific::Apia,
        chrono_tz::Asia::Kathmandu,
    ];

    /// How much working time a span holds, minute by minute, by what the clock on the wall shows.
    fn counted(hours: &WorkingHours, start: DateTime<Utc>, end: DateTime<Utc>) -> i64 {
        let works = |minute: &i64| {
            let local = (start + TimeDelta::minutes(*minute)).with_timezone(&hours.timezone);
            let (day, time) = (local.date_naive(), local.time());
            let open = time >= hours.from && time < hours.until;
            open && hours.days.contains(&day.weekday()) && !hours.holidays.contains(&day)
        };
        let span = (end - start).num_minutes();
        i64::try_from((0..span).filter(works).count()).unwrap()
    }

    proptest::proptest! {
        /// Office hours that no change of the clocks falls into, as they are; the moments of the changes are the next test's.
        #[test]
        fn working_time_is_what_the_clock_on_the_wall_shows(
            zone in 0..ZONES.len(),
            start in 0_i64..30 * 365 * 24 * 60,
            minutes in 1_i64..5_000,
            (from, length) in (6_u32..15, 1_u32..9),
            weekend in proptest::prelude::any::<bool>(),
        ) {
            let start = "2000-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(start);
            let mut days = berlin().days;
            days.extend([Weekday::Sat, Weekday::Sun].into_iter().filter(|_| weekend));
            let hours = WorkingHours {
                days,
                from: NaiveTime::from_hms_opt(from, 0, 0).unwrap(),
                until: NaiveTime::from_hms_opt(from + length, 0, 0).unwrap(),
                timezone: ZONES[zone],
                holidays: vec![start.date_naive()],
            };
            let end = hours.after(start, Duration::from_secs(minutes.unsigned_abs() * 60));
            proptest::prop_assert_eq!(counted(&hours, start, end), minutes, "{} to {}", start, end);
            // The last minute counts: the end is no later than it has to be.
            proptest::prop_assert_eq!(counted(&hours, start, end - TimeDelta::minutes(1)), minutes - 1);
        }

        /// Whatever the hours, in whatever night: deadlines keep their order, and two waits are one.
        #[test]
        fn deadlines_keep_their_order_across_every_change_of_the_clocks(
            zone in 0..ZONES.len(),
            start in 0_i64..30 * 365 * 24 * 60,
            (later, first, second) in (0_i64..3_000, 0_u64..5_000, 0_u64..5_000),
            // With fewer minutes a day such a wait would end beyond the horizon.
            (from, length) in (0_u32..23 * 60, 5_u32..600),
        ) {
            let start = "2000-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(start);
            let time = |minutes: u32| NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap();
            let until = (from + length).min(24 * 60 - 1);
            let hours = WorkingHours { from: time(from), until: time(until), timezone: ZONES[zone], ..berlin() };
            let wait = |minutes: u64| Duration::from_secs(minutes * 60);
            let end = hours.after(start, wait(first));
            proptest::prop_assert!(end >= start + TimeDelta::from_std(wait(first)).unwrap());
            proptest::prop_assert!(hours.after(start, wait(first + second)) >= end);
            proptest::prop_assert!(hours.after(start + TimeDelta::minutes(later), wait(first)) >= end);
            if first > 0 && second > 0 {
                proptest::prop_assert_eq!(hours.after(end, wait(second)), hours.after(start, wait(first + second)));
            }
        }
    }
}
