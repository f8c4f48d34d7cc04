//! One event of a request: the step, and everything that follows from it, in the caller's transaction.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::gates::Trail;
use super::shown::Shown;
use super::understand::Understood;
use super::{Desk, TurnError};
use crate::approval::{self, Address, Effect, Event, Request, Submission};
use crate::config::Config;
use crate::mail::without_secrets;
use crate::store::{self, Connection, Digest, EntryDraft, Record, StoreError, Stored, WrittenPolicy};
use crate::summary::Trace;

/// What made something happen, for the audit log.
pub(super) struct Cause {
    /// A person, an operator, or the desk itself.
    pub(super) who: String,
    /// Who vouched for the sender of the mail; of a summary what a model was asked and answered; else nothing.
    pub(super) authentication: Value,
    /// The mail.
    pub(super) mail: Option<Digest>,
    /// Its Message-ID, which our answer names.
    pub(super) answers: Option<String>,
}

impl Cause {
    /// A mail, and what the gates said about it.
    pub(super) fn of_mail(mail: &Understood, digest: Digest, gates: &Trail) -> Self {
        let mut authentication = serde_json::to_value(&mail.authentication).unwrap_or_default();
        if let (Some(object), Ok(gates)) = (authentication.as_object_mut(), serde_json::to_value(gates)) {
            object.insert("gates".to_owned(), gates);
        }
        Self {
            // Whoever forges the desk's own address may write a reply address into From.
            who: without_secrets(mail.reading.from.as_ref().map_or("an unreadable sender", Address::as_str)),
            authentication,
            mail: Some(digest),
            answers: mail.reading.message_id.clone(),
        }
    }

    /// The desk itself: a deadline, a summary, a delivery.
    pub(super) fn of_desk() -> Self {
        Self { who: "the desk".to_owned(), authentication: Value::Null, mail: None, answers: None }
    }

    /// An operator at the command line.
    pub(super) fn of(who: &str) -> Self {
        Self { who: who.to_owned(), ..Self::of_desk() }
    }

    /// A summary, by a model or in its place.
    pub(super) fn of_model(who: &str, trace: Option<&Trace>) -> Self {
        Self { authentication: trace.map_or(Value::Null, |trace| json!({ "model": trace })), ..Self::of(who) }
    }
}

/// The policy of the last entry as it was written down. Shared by all clones of a desk.
#[derive(Clone, Default)]
pub(super) struct LastPolicy(Arc<Mutex<Option<PolicyOf>>>);

/// The policy of a configuration.
type PolicyOf = (Arc<Config>, Arc<WrittenPolicy>);

impl LastPolicy {
    /// The policy of this configuration.
    fn of(&self, config: &Arc<Config>) -> Result<Arc<WrittenPolicy>, StoreError> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, policy)) = last.as_ref().filter(|(of, _)| Arc::ptr_eq(of, config)) {
            return Ok(policy.clone());
        }
        let policy = Arc::new(WrittenPolicy::of(&config.policy)?);
        *last = Some((config.clone(), policy.clone()));
        Ok(policy)
    }
}

impl Desk {
    /// A request's number as people write it: `EXP-12`.
    pub fn number(&self, number: u64) -> String {
        format!("{}-{number}", self.config.desk.prefix)
    }

    pub(super) fn open(
        &self,
        connection: &Connection,
        submission: Submission,
        original: Digest,
        cause: &Cause,
        now: DateTime<Utc>,
    ) -> Result<Request, TurnError> {
        let number = store::next_number(connection)?;
        let record = Record::Opened(submission.clone());
        let (request, effects) = approval::open(&self.config.policy, number, submission, now);
        let stored = Stored { request, original, earlier_notes: Vec::new() };
        store::insert_request(connection, &stored)?;
        self.carry_out(connection, &stored, &effects, &record, cause, now)?;
        Ok(stored.request)
    }

    /// Lets an event happen to a request.
    pub(super) fn advance(
        &self,
        connection: &Connection,
        number: u64,
        event: &Event,
        cause: &Cause,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let Some(stored) = store::request(connection, number)? else {
            let record = Record::Noted(format!("{} is not there", self.number(number)));
            return self.note(connection, cause, &record, now);
        };
        let (request, effects) = approval::step(&self.config.policy, &stored.request, event, now);
        let stored = Stored { request, ..stored };
        store::update_request(connection, &stored.request, now)?;
        self.carry_out(connection, &stored, &effects, &Record::Happened(event.clone()), cause, now)
    }

    fn carry_out(
        &self,
        connection: &Connection,
        stored: &Stored,
        effects: &[Effect],
        record: &Record,
        cause: &Cause,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let number = stored.request.number;
        let (shown, mut notices) = (Shown::of(stored), Vec::new());
        for effect in effects {
            match effect {
                Effect::Tell(person, what) => {
                    notices.push(self.write_notice(connection, &shown, person, what, cause, now)?);
                }
                Effect::TellOperators(news) => {
                    notices.extend(self.write_operator_news(connection, stored, news, now)?);
                }
                Effect::Revoke(person) => store::revoke_tokens(connection, number, person.as_ref())?,
                Effect::Settle => notices.extend(self.write_settlements(connection, &shown, now)?),
                // The wish stands in the request: whoever writes summaries finds it there.
                Effect::Summarise => {}
            }
        }
        self.entry(connection, Some(number), record, cause, &notices, now)?;
        Ok(())
    }

    /// Writes down what happened around a request and is no event of it.
    pub(super) fn note_about(
        &self,
        connection: &Connection,
        number: u64,
        record: &Record,
        notices: &[Digest],
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        self.entry(connection, Some(number), record, &Cause::of_desk(), notices, now)?;
        Ok(())
    }

    /// Writes down what happened beside all requests.
    pub(super) fn note(
        &self,
        connection: &Connection,
        cause: &Cause,
        record: &Record,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        self.entry(connection, None, record, cause, &[], now)?;
        Ok(())
    }

    /// Writes down what happened beside all requests, and what people were shown.
    pub(super) fn note_with(
        &self,
        connection: &Connection,
        cause: &Cause,
        record: &Record,
        notices: &[Digest],
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        self.entry(connection, None, record, cause, notices, now)?;
        Ok(())
    }

    /// Seals an entry, of a request or beside all; gives its place in the log.
    pub(super) fn entry(
        &self,
        connection: &Connection,
        request: Option<u64>,
        record: &Record,
        cause: &Cause,
        notices: &[Digest],
        now: DateTime<Utc>,
    ) -> Result<u64, TurnError> {
        let policy = self.last_policy.of(&self.config)?;
        let draft = EntryDraft {
            at: now,
            request,
            who: &cause.who,
            record,
            policy: &policy,
            authentication: cause.authentication.clone(),
            mail: cause.mail,
            notices,
        };
        Ok(store::append(connection, &draft)?)
    }
}
