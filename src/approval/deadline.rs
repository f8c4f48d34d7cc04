//! When something is due: a moment for each thing that happens by itself.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::policy::{Level, Policy};
use super::request::Request;

/// How much earlier than the end of their reply address people get a fresh one.
const RENEWAL_MARGIN: Duration = Duration::from_secs(86_400);

impl Policy {
    /// The moment at which `duration` of the time that counts has passed since `start`.
    pub fn after(&self, start: DateTime<Utc>, duration: Duration) -> DateTime<Utc> {
        match &self.escalation.working_hours {
            Some(hours) => hours.after(start, duration),
            None => elapsed(start, duration),
        }
    }

    /// When this revision's reminder is due, if it still is to come.
    pub(super) fn reminder_due(&self, request: &Request) -> Option<DateTime<Utc>> {
        let remind_after = self.escalation.remind_after.filter(|_| !request.reminded)?;
        Some(self.after(request.revised_at, remind_after))
    }

    /// The next level of escalation and when it is due, if there is one.
    pub(super) fn level_due(&self, request: &Request) -> Option<(&Level, DateTime<Utc>)> {
        let level = self.escalation.levels.get(usize::try_from(request.escalations).ok()?)?;
        Some((level, self.after(request.revised_at, level.after)))
    }

    /// When reply addresses that are given out now must be renewed: a day, or a tenth of their life, before their end.
    pub(super) fn renewal(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let margin = RENEWAL_MARGIN.min(self.token_lifetime / 10);
        elapsed(now, self.token_lifetime.saturating_sub(margin).max(Duration::from_secs(60)))
    }
}

/// When the earliest thing is due. Every open request has a deadline: when all levels have been told, reply addresses
/// still end and are renewed, so nothing that waits is ever forgotten.
pub(super) fn deadline(policy: &Policy, request: &Request) -> Option<DateTime<Utc>> {
    if !request.state.is_open() {
        return None;
    }
    let level = policy.level_due(request).map(|(_, due)| due);
    let candidates = [request.summary_until, policy.reminder_due(request), level, Some(request.renew_at)];
    candidates.into_iter().flatten().min()
}

fn elapsed(start: DateTime<Utc>, duration: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(duration)
        .ok()
        .and_then(|delta| start.checked_add_signed(delta))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}
