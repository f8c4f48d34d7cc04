//! Reply addresses that somebody else used: they die, and their owners are told and get new ones.
//!
//! Must not know how a misuse is recognised; `judge` says so.

use chrono::{DateTime, TimeDelta, Utc};

use super::commit::Cause;
use super::gates::Trail;
use super::judge::MOST_ANSWERS;
use super::understand::Understood;
use super::wording;
use super::{Desk, TurnError};
use crate::approval::Address;
use crate::store::{self, Connection, TokenUse};

/// Within this time what an owner was told is counted.
const DAY: TimeDelta = TimeDelta::days(1);

impl Desk {
    /// Warns each owner once.
    pub(super) fn warn_owners(
        &self,
        connection: &Connection,
        misused: &[TokenUse],
        mail: &Understood,
        gates: &Trail,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        misused.iter().try_for_each(|token| self.warn_owner(connection, token, mail, gates, now))
    }

    /// Tells the owner of a token that somebody else used it, and lets it die; the next reply address comes with it.
    fn warn_owner(
        &self,
        connection: &Connection,
        token: &TokenUse,
        mail: &Understood,
        gates: &Trail,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let Some(stored) = store::request(connection, token.request)? else { return Ok(()) };
        let today = now - DAY..=now;
        if store::answers_given(connection, token.request, &token.person, &today)? >= MOST_ANSWERS {
            // A machine of the owner's may be what answers each warning: the last address stays good, and the mail lies
            // in the quarantine or the log.
            return Ok(());
        }
        store::revoke_tokens(connection, token.request, Some(&token.person))?;
        let sender = mail.reading.from.as_ref().map_or("an unreadable address", Address::as_str);
        let claims_to_be_owner =
            mail.reading.from.as_ref().is_ok_and(|from| self.config.policy.person(from) == token.person);
        let warning = if claims_to_be_owner {
            wording::unverified_in_your_name()
        } else {
            wording::token_used_by(sender)
        };
        let kept = store::keep_mail(connection, &mail.raw)?;
        let cause = Cause::of_mail(mail, kept, gates);
        self.tell_owner(connection, &stored, &token.person, warning, &cause, now)
    }
}
