//! The second factor of an approval: what came of its code becomes a part of the event, so that the step needs neither
//! code nor secret. Also who is enrolled, and by whom.

use chrono::{DateTime, Utc};

use super::commit::Cause;
use super::operate::OperateError;
use super::totp::{self, Moment};
use super::understand::Understood;
use super::wording;
use super::{Desk, TurnError};
use crate::approval::{Address, CodeCheck, Event, Request, State};
use crate::mail::{Code, NoticeKind, NoticeView, said, without_codes};
use crate::store::{self, Connection, FactorSecret, Record};

impl Desk {
    /// Looks at the code of an approval, where the request wants one and nothing else stands in the way. Of its digits
    /// nothing remains in the event.
    pub(super) fn look_at_code(
        &self,
        connection: &Connection,
        number: u64,
        event: &mut Event,
        mail: &Understood,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let Event::Approved { by, comment, code } = event else { return Ok(()) };
        let Some(stored) = store::request(connection, number)? else { return Ok(()) };
        if stored.request.code.is_none() {
            return Ok(());
        }
        let said = said(&mail.reading.typed, &self.words);
        let written = said.code();
        if self.waits_for(&stored.request, by, now) {
            *code = self.check_code(connection, by, written, mail, now)?;
        }
        *comment = match (&code, written) {
            (CodeCheck::Verified, Some(written)) => written.blotted(comment),
            _ => without_codes(comment),
        };
        Ok(())
    }

    /// Whether this person's approval is missing: a code that changes nothing is not used up.
    fn waits_for(&self, request: &Request, person: &Address, now: DateTime<Utc>) -> bool {
        request.state == State::Pending
            && request.seat(person).is_some()
            && !request.has_approved(person)
            && !self.config.policy.is_requester(person, &request.requester, now.date_naive())
    }

    fn check_code(
        &self,
        connection: &Connection,
        person: &Address,
        code: Option<&Code>,
        mail: &Understood,
        now: DateTime<Utc>,
    ) -> Result<CodeCheck, TurnError> {
        let Some(factor) = store::factor(connection, person)? else { return Ok(CodeCheck::NotEnrolled) };
        let Some(code) = code else { return Ok(CodeCheck::Missing) };
        let window = self.config.policy.code_window.unwrap_or_default();
        let moment = Moment { arrived: mail.arrived, now, window };
        let (check, after) = totp::check(&factor, code, &moment);
        store::update_factor(connection, person, &after)?;
        Ok(check)
    }

    /// Gives somebody who may decide a new secret; gives what their app takes. The person is told, so that nobody is
    /// enrolled unnoticed.
    pub async fn enrol(&self, address: &Address, operator: Address) -> Result<String, OperateError> {
        let person = self.config.policy.person(address);
        if !self.config.policy.may_decide(&person) {
            return Err(OperateError::NoDecider(address.clone()));
        }
        let secret = FactorSecret::new().map_err(TurnError::from)?;
        let uri = totp::uri(&secret, &self.config.desk.name, &person);
        let uri = uri.ok_or_else(|| OperateError::NoUri(person.clone()))?;
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                let replaced = store::enrol(connection, &person, &secret, now)?;
                let (what, told) = wording::enrolled(replaced, &operator);
                desk.tell_of_factor(connection, &person, &operator, what, told, now)?;
                Ok(uri)
            })
            .await
    }

    /// Takes somebody's secret away; the person is told.
    pub async fn remove_factor(&self, address: &Address, operator: Address) -> Result<(), OperateError> {
        let person = self.config.policy.person(address);
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                if !store::remove_factor(connection, &person)? {
                    return Err(OperateError::NotEnrolled(person));
                }
                let (what, told) = wording::factor_removed(&operator);
                Ok(desk.tell_of_factor(connection, &person, &operator, what, told, now)?)
            })
            .await
    }

    fn tell_of_factor(
        &self,
        connection: &Connection,
        person: &Address,
        operator: &Address,
        (title, record): (&str, &str),
        told: String,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let view = NoticeView { title: Some(title.to_owned()), why: Some(told), ..NoticeView::default() };
        let notice = self.write_stray(connection, person, NoticeKind::Enrolled, view, None, now)?;
        let record = Record::Noted(format!("{record} {person}"));
        self.note_with(connection, &Cause::of(operator.as_str()), &record, &[notice], now)
    }
}
