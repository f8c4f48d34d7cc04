//! What operators do: override a decision, let mail through that was set aside, or file it away.

use super::commit::Cause;
use super::gates::{Gate, Trail};
use super::judge::{Judgement, Verdict};
use super::understand::{Understood, understand};
use super::{Desk, TurnError};
use crate::approval::{Address, Event};
use crate::resolver::Answers;
use crate::store::{self, Connection, Outcome, QuarantineState, Quarantined, Record};

/// Why an operator's wish cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum OperateError {
    /// There is no such request.
    #[error("there is no request {0}")]
    NoRequest(String),
    /// It is final.
    #[error("{0} is {1} already; a decision is never changed")]
    Closed(String, &'static str),
    /// There is no such mail in the quarantine.
    #[error("there is no mail {0} in the quarantine: `countersign quarantine list` shows what is there")]
    NoMail(i64),
    /// It is about their own report.
    #[error("{0} is {1}'s own report: somebody else must decide about it")]
    OwnReport(String, Address),
    /// It was over the size limit.
    #[error(
        "only the header of mail {0} was read, because it was over limits.message or the server did not hand it out: \
         raise the limit, or look at the mailbox, and have it sent again"
    )]
    OnlyHeader(i64),
    /// Its reader broke.
    #[error("the reader broke on mail {0}: it stays where it is")]
    Unreadable(i64),
    /// It was let through before.
    #[error("mail {0} was released before")]
    Released(i64),
    /// It was rejected before.
    #[error("mail {0} was rejected before")]
    Rejected(i64),
    /// Its time was over.
    #[error("mail {0} was erased by retention")]
    Erased(i64),
    /// The hold is as it should become.
    #[error("{0} is {1} already")]
    HeldAsItIs(String, &'static str),
    /// The desk knows no such person.
    #[error("{0} is neither a requester, an approver nor a contact")]
    Unknown(Address),
    /// Nothing would change.
    #[error("{0} is {1} already")]
    AsItIs(Address, &'static str),
    /// They have no part in decisions.
    #[error("{0} is neither an approver nor a contact who may decide")]
    NoDecider(Address),
    /// There is nothing to take away.
    #[error("{0} is not enrolled")]
    NotEnrolled(Address),
    /// An authenticator app could not read it.
    #[error("nothing that an authenticator app reads can be made for {0}")]
    NoUri(Address),
    /// It was set aside again: why.
    #[error("it is still refused: {0}")]
    StillRefused(String),
    /// The turn could not be made.
    #[error(transparent)]
    Turn(#[from] TurnError),
}

impl From<store::StoreError> for OperateError {
    fn from(error: store::StoreError) -> Self {
        Self::Turn(error.into())
    }
}

impl Desk {
    /// Decides in the place of all; recorded as such and told to all.
    pub async fn decide(
        &self,
        number: u64,
        operator: Address,
        approve: bool,
        reason: String,
    ) -> Result<(), OperateError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let name = desk.number(number);
                let stored =
                    store::request(connection, number)?.ok_or(OperateError::NoRequest(name.clone()))?;
                if !stored.request.state.is_open() {
                    return Err(OperateError::Closed(name, stored.request.state.as_str()));
                }
                let now = desk.clock.now();
                let desk = desk.as_of_now(connection)?;
                let policy = &desk.config.policy;
                let requester = &stored.request.requester;
                if policy.is_requester(&policy.person(&operator), requester, now.date_naive()) {
                    return Err(OperateError::OwnReport(name, operator));
                }
                let cause = Cause::of(operator.as_str());
                let event = Event::Overridden { by: operator, approve, reason };
                Ok(desk.advance(connection, number, &event, &cause, now)?)
            })
            .await
    }

    /// Lets a mail through that was set aside: the gates are asked again, only the sender's authentication is the
    /// operator's word.
    pub async fn release(&self, id: i64, operator: String) -> Result<String, OperateError> {
        let desk = self.clone();
        let mail = self.held_back(id).await?;
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                let desk = desk.as_of_now(connection)?;
                let held = releasable(connection, id)?;
                let mut known = desk.snapshot(connection, &mail, now)?;
                known.released = Some(operator.clone());
                let Judgement { verdict, gates, .. } = desk.judge(&mail, &known);
                if let Some(why) = still_refused(&verdict, &gates) {
                    return Err(OperateError::StillRefused(why));
                }
                store::settle_quarantined(connection, id, QuarantineState::Released)?;
                store::mark_content_done(connection, &mail.content)?;
                let record = Record::Noted(format!("mail {id} was released: {}", held.reason));
                desk.note(connection, &Cause::of(&operator), &record, now)?;
                let (outcome, what) = desk.obey(connection, &mail, verdict, &gates, now)?;
                debug_assert_ne!(outcome, Outcome::Quarantined);
                Ok(what)
            })
            .await
    }

    /// Files a mail away that was set aside: nothing comes of it.
    pub async fn reject(&self, id: i64, operator: String, reason: String) -> Result<(), OperateError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                held(connection, id)?;
                store::settle_quarantined(connection, id, QuarantineState::Rejected)?;
                let because = if reason.is_empty() { String::new() } else { format!(": {reason}") };
                let record = Record::Noted(format!("mail {id} was rejected{because}"));
                Ok(desk.note(connection, &Cause::of(&operator), &record, now)?)
            })
            .await
    }

    /// A mail that was set aside, read with its files: that may take seconds, in which the writer does other things.
    async fn held_back(&self, id: i64) -> Result<Understood, OperateError> {
        let connection = self.store.reader()?;
        let held = releasable(&connection, id)?;
        let raw = store::mail(&connection, &held.mail)?.ok_or(OperateError::NoMail(id))?;
        let desk = self.clone();
        let read = tokio::task::spawn_blocking(move || {
            // The operator's word stands for the sender: no key is asked for.
            let answers = Answers::new();
            understand(raw, held.at, &answers, &desk.identity, &desk.config, &desk.extractor)
                .with_files(&desk.config, &desk.extractor)
        });
        read.await.map_err(|_| OperateError::Unreadable(id))
    }
}

fn releasable(connection: &Connection, id: i64) -> Result<Quarantined, OperateError> {
    let held = held(connection, id)?;
    if held.whole { Ok(held) } else { Err(OperateError::OnlyHeader(id)) }
}

fn held(connection: &Connection, id: i64) -> Result<Quarantined, OperateError> {
    let held = store::quarantined(connection, id)?.ok_or(OperateError::NoMail(id))?;
    if store::erasure(connection, &held.mail)?.is_some() {
        return Err(OperateError::Erased(id));
    }
    match held.state {
        QuarantineState::Released => Err(OperateError::Released(id)),
        QuarantineState::Rejected => Err(OperateError::Rejected(id)),
        QuarantineState::Held => Ok(held),
    }
}

/// Why a mail stays where it is although somebody vouches for its sender: only a text that says nothing clear is answered
/// as always.
fn still_refused(verdict: &Verdict, gates: &Trail) -> Option<String> {
    let stopped = gates.stopped().filter(|passage| passage.gate != Gate::Intent);
    match verdict {
        Verdict::Quarantine(_, why) | Verdict::Wait(why) => Some(why.clone()),
        Verdict::Happened(_, Event::Outdated { by }) => Some(format!(
            "its reply address is not good any more: it died when the mail was set aside, or later. \
             {by} has a newer mail of the desk and can answer that"
        )),
        Verdict::Ignore(_) | Verdict::Open(_) | Verdict::Happened(..) | Verdict::Answer(..) => {
            stopped.map(|passage| passage.why.clone())
        }
    }
}
