//! Codes of authenticator apps (RFC 6238: SHA-1, 30 seconds, 6 digits, as all apps do).
//!
//! Knows which code belongs to which moment, and what becomes of a person's second factor by a code. Pure: must not know
//! where secrets are kept.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use totp_rs::{Builder, Totp};

use crate::approval::{Address, CodeCheck};
use crate::mail::Code;
use crate::store::{Factor, FactorSecret};

/// Seconds for which an app shows one code (RFC 6238 §4.1).
const STEP: u64 = 30;
/// So many steps a telephone's clock may be ahead of the server's.
const AHEAD: u64 = 1;
/// So many wrong codes a person may send within `PERIOD`; none is taken after the last of them for as long.
const MOST_WRONG: u32 = 5;
const PERIOD: TimeDelta = TimeDelta::days(1);

/// When a code came, and how old it may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// When its mail arrived at the server, which decides what the app showed.
    pub(super) arrived: DateTime<Utc>,
    /// Now, which decides how long codes are refused.
    pub(super) now: DateTime<Utc>,
    /// How long a mail may be on its way.
    pub(super) window: Duration,
}

/// What comes of a code, and of the factor by it.
pub(super) fn check(factor: &Factor, code: &Code, at: &Moment) -> (CodeCheck, Factor) {
    let mut after = factor.clone();
    if at.now < factor.blocked_until {
        return (CodeCheck::Blocked, after);
    }
    let steps = matching_steps(&factor.secret, code, at);
    if let Some(step) = steps.iter().find(|step| **step > factor.last_step) {
        after.last_step = *step;
        return (CodeCheck::Verified, after);
    }
    if !steps.is_empty() {
        return (CodeCheck::Used, after);
    }
    if at.now - factor.wrong_since >= PERIOD {
        (after.wrong, after.wrong_since) = (0, at.now);
    }
    after.wrong += 1;
    if after.wrong < MOST_WRONG {
        return (CodeCheck::Wrong, after);
    }
    after.blocked_until = at.now + PERIOD;
    (CodeCheck::LastWrong, after)
}

/// The time steps of the window whose code this is, the newest first. All are tried, however early one fits.
fn matching_steps(secret: &FactorSecret, code: &Code, at: &Moment) -> Vec<u64> {
    let seconds = u64::try_from(at.arrived.min(at.now).timestamp()).unwrap_or_default();
    let newest = seconds / STEP + AHEAD;
    let oldest = seconds.saturating_sub(at.window.as_secs()) / STEP;
    let app = app(secret);
    let shown = |step: &u64| app.check(code.digits(), step * STEP).is_some();
    (oldest..=newest).rev().filter(shown).collect()
}

/// What an app takes to show the codes of a secret: `otpauth://totp/…`.
pub(super) fn uri(secret: &FactorSecret, desk: &str, person: &Address) -> Option<String> {
    let desk = desk.replace(':', " ");
    let named = builder(secret).with_issuer(Some(desk)).with_account_name(person.as_str());
    named.build().ok()?.to_url().ok()
}

fn app(secret: &FactorSecret) -> Totp {
    builder(secret).with_skew(0).build_noncompliant()
}

fn builder(secret: &FactorSecret) -> Builder {
    Builder::new().with_secret(secret.bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mail::{Words, said};

    const WINDOW: Duration = Duration::from_secs(600);

    /// Of RFC 6238, appendix B.
    fn secret() -> FactorSecret {
        FactorSecret::from(*b"12345678901234567890")
    }

    fn factor(last_step: u64) -> Factor {
        let never = DateTime::default();
        Factor { secret: secret(), last_step, wrong: 0, wrong_since: never, blocked_until: never }
    }

    fn code(digits: &str) -> Code {
        said(&format!("APPROVE {digits}"), &Words::default().with_codes(true)).code().unwrap().clone()
    }

    fn shown(seconds: u64) -> Code {
        code(&app(&secret()).generate(seconds).to_string())
    }

    fn at(seconds: u64) -> Moment {
        let now = DateTime::from_timestamp(seconds.try_into().unwrap(), 0).unwrap();
        Moment { arrived: now, now, window: WINDOW }
    }

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        for (seconds, digits) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let (check, after) = check(&factor(0), &code(digits), &at(seconds));
            assert_eq!((check, after.last_step), (CodeCheck::Verified, seconds / STEP), "{seconds}");
        }
    }

    #[test]
    fn five_wrong_codes_within_a_day_close_the_door_for_a_day() {
        let mut factor = factor(0);
        let mut now = at(1_234_567_890);
        let mut came = Vec::new();
        for _ in 0..4 {
            let (check, after) = check(&factor, &code("000000"), &now);
            (factor, now.now) = (after, now.now + TimeDelta::hours(1));
            came.push(check);
        }
        assert_eq!(came, [CodeCheck::Wrong; 4]);
        // A right one between them takes nothing back.
        let right = |now: &Moment| shown(now.now.timestamp().try_into().unwrap());
        now.arrived = now.now;
        factor = check(&factor, &right(&now), &now).1;
        let (last, mut blocked) = check(&factor, &code("000000"), &now);
        assert_eq!(last, CodeCheck::LastWrong);
        for hours in [0, 12, 23] {
            let mut later = now;
            later.now += TimeDelta::hours(hours);
            later.arrived = later.now;
            let (check, after) = check(&blocked, &right(&later), &later);
            assert_eq!((check, &after), (CodeCheck::Blocked, &blocked), "{hours}");
            blocked = after;
        }
        now.now += PERIOD;
        now.arrived = now.now;
        assert_eq!(check(&blocked, &right(&now), &now).0, CodeCheck::Verified);
        assert_eq!(check(&blocked, &code("000000"), &now).0, CodeCheck::Wrong);
    }

    #[test]
    fn a_mail_cannot_arrive_later_than_now() {
        let mut ahead = at(1_234_567_890);
        ahead.arrived += TimeDelta::days(1);
        assert_eq!(check(&factor(0), &shown(1_234_567_890 + 86_400), &ahead).0, CodeCheck::Wrong);
        assert_eq!(check(&factor(0), &shown(1_234_567_890), &ahead).0, CodeCheck::Verified);
    }

    #[test]
    fn an_app_takes_the_secret_with_the_names_of_desk_and_person() {
        let person: Address = "maria@corp.example".parse().unwrap();
        assert_eq!(
            uri(&secret(), "Desk: expenses", &person).unwrap(),
            "otpauth://totp/Desk%20%20expenses:maria%40corp.example\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Desk%20%20expenses"
        );
    }

    proptest! {
        /// Whatever codes come in whatever order, none is good twice, and none that is older than one that was.
        #[test]
        fn no_step_is_taken_twice(shown_at in prop::collection::vec(0u64..1_400, 1..12)) {
            let mut factor = factor(0);
            let now = at(1_234_567_800 + 700);
            for seconds in shown_at {
                let time = 1_234_567_800 + seconds;
                let (check, after) = check(&factor, &shown(time), &now);
                // Two codes of a window may be equal by chance: the newest step stands for both.
                if check == CodeCheck::Verified {
                    prop_assert!(after.last_step > factor.last_step);
                    prop_assert!(after.last_step * STEP <= 1_234_567_800 + 700 + STEP);
                    prop_assert!((after.last_step + 1) * STEP > 1_234_567_800 + 100);
                } else {
                    prop_assert_eq!(after.last_step, factor.last_step);
                }
                if time / STEP <= factor.last_step && time >= 1_234_567_800 + 100 {
                    prop_assert_ne!(check, CodeCheck::Wrong);
                }
                factor = Factor { blocked_until: DateTime::default(), wrong: 0, ..after };
            }
        }
    }
}
