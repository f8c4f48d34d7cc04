//! The small formats of `config.toml`: durations, sizes, rates, decimals, dates. Texts in, values out, nothing else.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use rust_decimal::Decimal;

/// A format: what it is called, and how to write it.
#[derive(Debug)]
pub(super) struct Form {
    /// "a duration".
    pub(super) name: &'static str,
    /// "write …".
    pub(super) remedy: &'static str,
}

impl Form {
    /// Why something of this kind is not of this form.
    pub(super) fn refuses(&self, kind: &str) -> String {
        format!("is {kind}, not {}", self.name)
    }
}

pub(super) const TEXT: Form = Form { name: "a text", remedy: "write one line in quotes, such as \"text\"" };
pub(super) const DURATION: Form = Form {
    name: "a duration above zero",
    remedy: "write a whole number and its unit, such as \"30s\", \"15m\", \"8h\" or \"2d\"",
};
pub(super) const SIZE: Form = Form {
    name: "a size",
    remedy: "write a whole number and its unit, such as \"25 MiB\" (B, KB, MB, GB, KiB, MiB, GiB)",
};
pub(super) const RATE: Form =
    Form { name: "a rate", remedy: "write how many in which time, such as \"60/h\" (/s, /m, /h, /d)" };
pub(super) const DECIMAL: Form = Form {
    name: "a plain decimal number",
    remedy: "write digits with at most one point, such as 1000, 1.08 or \"1234.50\"; no exponent, no grouping",
};
pub(super) const ADDRESS: Form = Form {
    name: "a plain e-mail address",
    remedy: "write it as \"maria@corp.example\", in ASCII, without a name",
};
pub(super) const DATE: Form = Form { name: "a date", remedy: "write it as \"2026-12-25\"" };
pub(super) const INSTANT: Form = Form {
    name: "a date or a time with its zone",
    remedy: "write it as \"2026-12-25\" or \"2026-12-25T09:00:00Z\" (RFC 3339)",
};
pub(super) const TIME: Form = Form { name: "a time of day", remedy: "write it as \"09:00\"" };
pub(super) const DAYS: Form =
    Form { name: "days of the week", remedy: "write them as \"Mon-Fri\" or \"Mon,Wed,Sat\"" };

/// No duration of a configuration is longer: ten years.
const LONGEST: Duration = Duration::from_secs(3650 * 86_400);

/// `"30s"`, `"15m"`, `"8h"`, `"2d"`: above zero, at most ten years.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = number_and_unit(text)?;
    let seconds = number.checked_mul(seconds_of(unit)?)?;
    let duration = Duration::from_secs(seconds);
    (!duration.is_zero() && duration <= LONGEST).then_some(duration)
}

/// `"0s"`, `"0d"`: no time at all, where a setting can be switched off.
pub(super) fn is_no_time(text: &str) -> bool {
    number_and_unit(text).is_some_and(|(number, unit)| number == 0 && seconds_of(unit).is_some())
}

/// `"25 MiB"` in bytes, above zero.
pub(super) fn size(text: &str) -> Option<u64> {
    let (number, unit) = number_and_unit(text)?;
    let factor = match unit.strip_prefix(' ').unwrap_or(unit) {
        "B" => 1,
        "KB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    number.checked_mul(factor).filter(|bytes| *bytes > 0)
}

/// `"60/h"`: how many in which time, above zero.
pub(super) fn rate(text: &str) -> Option<(u32, Duration)> {
    let (number, unit) = number_and_unit(text)?;
    let seconds = seconds_of(unit.strip_prefix('/')?)?;
    let number = u32::try_from(number).ok().filter(|number| *number > 0)?;
    Some((number, Duration::from_secs(seconds)))
}

/// A plain decimal, exactly as written; more digits than fit are refused instead of rounded.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit());
    if plain { Decimal::from_str_exact(text.strip_prefix('+').unwrap_or(text)).ok() } else { None }
}

/// `"2026-12-25"`.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10)
}

/// A time of RFC 3339, or a date, which begins at midnight UTC.
pub(super) fn instant(text: &str) -> Option<DateTime<Utc>> {
    let midnight = || Some(date(text)?.and_time(NaiveTime::MIN).and_utc());
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.with_timezone(&Utc)).or_else(midnight)
}

/// `"09:00"`, also `"09:00:00"`.
pub(super) fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S")).ok()
}

/// `"Mon-Fri"`, `"Mon,Wed"`, `"Sat-Mon"`: the days, each once, in the order written.
pub(super) fn days(text: &str) -> Option<Vec<Weekday>> {
    let mut days = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (mut day, last) = (first.trim().parse::<Weekday>().ok()?, last.trim().parse().ok()?);
        loop {
            if !days.contains(&day) {
                days.push(day);
            }
            if day == last {
                break;
            }
            day = day.succ();
        }
    }
    Some(days)
}

fn number_and_unit(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at_checked(end)?;
    Some((number.parse().ok()?, unit))
}

fn seconds_of(unit: &str) -> Option<u64> {
    match unit {
        "s" => Some(1),
        "m" => Some(60),
        "h" => Some(3_600),
        "d" => Some(86_400),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_a_whole_number_and_a_unit() {
        for (text, seconds) in
            [("30s", 30), ("15m", 900), ("8h", 28_800), ("2d", 172_800), ("3650d", 315_360_000)]
        {
            assert_eq!(duration(text), Some(Duration::from_secs(seconds)), "{text}");
        }
        for text in [
            "",
            "8",
            "h",
            "8 h",
            "8H",
            "-8h",
            "1.5h",
            "0s",
            "8hours",
            "3651d",
            "99999999999999999999d",
            "１h",
        ] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    #[test]
    fn sizes_know_decimal_and_binary_units() {
        for (text, bytes) in
            [("25 MiB", 26_214_400), ("25MiB", 26_214_400), ("2 MB", 2_000_000), ("1 KiB", 1024)]
        {
            assert_eq!(size(text), Some(bytes), "{text}");
        }
        for text in ["25", "25 mib", "25  MiB", "0 B", "1.5 MiB", "18446744073709551615 GiB", "MiB"] {
            assert_eq!(size(text), None, "{text}");
        }
    }

    #[test]
    fn rates_are_so_many_in_a_time() {
        assert_eq!(rate("60/h"), Some((60, Duration::from_secs(3600))));
        assert_eq!(rate("1/d"), Some((1, Duration::from_secs(86_400))));
        for text in ["60", "60/", "60h", "0/h", "/h", "60/w", "5000000000/h"] {
            assert_eq!(rate(text), None, "{text}");
        }
    }

    #[test]
    fn decimals_are_exact_or_refused() {
        for text in
            ["0.1", "1.08", "1000", "0.3000000000000000000000000001", "-5", "79228162514264337593543950335"]
        {
            assert_eq!(decimal(text).map(|value| value.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            ".5",
            "5.",
            "1e3",
            "nan",
            "inf",
            "1_000",
            "1,000",
            "1.2.3",
            "--1",
            "0.30000000000000000000000000001",
        ] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn moments_are_dates_or_times_with_a_zone() {
        assert_eq!(instant("2026-12-25").unwrap().to_rfc3339(), "2026-12-25T00:00:00+00:00");
        assert_eq!(instant("2026-12-25T09:00:00+01:00").unwrap().to_rfc3339(), "2026-12-25T08:00:00+00:00");
        for text in ["2026-12-25T09:00:00", "2026-02-30", "2026-1-1", "yesterday"] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_ranges_and_lists() {
        use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        assert_eq!(days("Mon-Fri"), Some(vec![Mon, Tue, Wed, Thu, Fri]));
        assert_eq!(days("Mon, Wed"), Some(vec![Mon, Wed]));
        assert_eq!(days("Sat-Mon,Sun"), Some(vec![Sat, Sun, Mon]));
        for text in ["", "Mon-", "Funday", "Mon;Tue"] {
            assert_eq!(days(text), None, "{text}");
        }
    }
}
