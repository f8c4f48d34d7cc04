//! What happens by itself: deadlines, summaries, and what operators are told of mail that was set aside.

use chrono::{DateTime, Utc};
use futures_util::future::join_all;

use super::commit::Cause;
use super::{Desk, TurnError};
use crate::approval::{Event, Money};
use crate::clock::Wrong;
use crate::store::{self, Connection, Record, Stored};
use crate::summary::{Facts, Summary, from_facts};

/// How many requests one pass takes on.
const BATCH: u32 = 64;

/// How many summaries are prepared at a time: each holds the text of its report.
const SUMMARIES: u32 = 8;

/// A summary that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryJob {
    /// The request.
    pub number: u64,
    /// Its revision.
    pub revision: u32,
    /// What the model is told.
    pub facts: Facts,
}

impl Desk {
    /// Lets happen what is due; gives how many requests were concerned.
    pub async fn do_what_is_due(&self) -> Result<usize, TurnError> {
        let now = self.clock.now();
        let gone = self.take_notice_of_people(now).await?;
        let due = match self.holds() {
            true => Vec::new(),
            false => self.store.read(|connection| store::due_requests(connection, now, BATCH))?,
        };
        // A turn each: one request that cannot go on must not hold the others up.
        let turns = due.iter().map(|number| {
            let (desk, number) = (self.clone(), *number);
            let turn = move |connection: &Connection| {
                desk.as_of_now(connection)?.pass_deadline(connection, number, now)
            };
            self.store.write(turn)
        });
        let turns = join_all(turns).await;
        let desk = self.clone();
        let told = self.store.write(move |connection| desk.tell_what_is_due(connection, now)).await?;
        turns.into_iter().collect::<Result<Vec<()>, TurnError>>()?;
        let erased = self.erase_what_is_due(now).await?;
        Ok(due.len() + told + gone + erased)
    }

    /// Lets what is open know of a directory that has changed: asked before mail is read at the start, too.
    pub async fn take_notice_of_people(&self, now: DateTime<Utc>) -> Result<usize, TurnError> {
        if self.store.read(|connection| self.knows_the_directory(connection))? {
            return Ok(0);
        }
        let desk = self.clone();
        self.store.write(move |connection| desk.look_at_the_directory(connection, now)).await
    }

    /// When something is due next.
    pub fn next_due(&self, connection: &Connection) -> Result<Option<DateTime<Utc>>, TurnError> {
        let now = self.clock.now();
        // The clock itself says when it is right again.
        let deadline = if self.holds() { None } else { store::earliest_deadline(connection)? };
        let (anchor, erasure) = (self.next_anchor(connection, now)?, self.next_erasure(connection, now)?);
        let due = [deadline, self.digest_due(connection)?, anchor, erasure];
        Ok(due.into_iter().flatten().min())
    }

    fn tell_what_is_due(&self, connection: &Connection, now: DateTime<Utc>) -> Result<usize, TurnError> {
        let clock = self.tell_of_clock(connection, now)?;
        Ok(clock + self.tell_of_quarantine(connection, now)? + self.anchor(connection, now)?)
    }

    /// Whether deadlines are held, because the clock went backwards.
    fn holds(&self) -> bool {
        self.clock.doubt().is_some_and(|doubt| doubt.what == Wrong::Behind)
    }

    fn pass_deadline(
        &self,
        connection: &Connection,
        number: u64,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let stored = store::request(connection, number)?;
        if stored.as_ref().and_then(|it| it.request.deadline).is_none_or(|due| due > now) {
            return Ok(());
        }
        if let Some(stored) = stored.filter(|it| it.request.summary_until.is_some_and(|until| until <= now)) {
            self.stand_in_for_the_model(connection, &stored)?;
        }
        self.advance(connection, number, &Event::DeadlinePassed, &Cause::of_desk(), now)
    }

    /// By its deadline a summary made from the facts goes out instead of the model's.
    fn stand_in_for_the_model(&self, connection: &Connection, stored: &Stored) -> Result<(), TurnError> {
        let Some(facts) = self.facts(connection, stored)? else { return Ok(()) };
        let why_not = "the model did not answer in time".to_owned();
        let summary = Summary { why_not: Some(why_not), ..from_facts(&facts) };
        Ok(store::put_summary(connection, stored.request.number, stored.request.revision, &summary)?)
    }

    /// The summaries that are wanted, the most urgent first.
    pub fn wanted_summaries(&self, connection: &Connection) -> Result<Vec<SummaryJob>, TurnError> {
        let mut jobs = Vec::new();
        for stored in store::awaiting_summary(connection, SUMMARIES)? {
            if let Some(facts) = self.facts(connection, &stored)? {
                jobs.push(SummaryJob {
                    number: stored.request.number,
                    revision: stored.request.revision,
                    facts,
                });
            }
        }
        Ok(jobs)
    }

    /// Takes a summary in: the approvers are asked, unless they were asked without it meanwhile.
    pub async fn summarised(&self, job: &SummaryJob, summary: Summary) -> Result<(), TurnError> {
        let desk = self.clone();
        let (number, revision) = (job.number, job.revision);
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                let desk = desk.as_of_now(connection)?;
                let stored = store::request(connection, number)?.map(|stored| stored.request);
                let waits = stored.is_some_and(|it| it.revision == revision && it.summary_until.is_some());
                if !waits {
                    return desk.note_late_answer(connection, number, &summary, now);
                }
                store::put_summary(connection, number, revision, &summary)?;
                let who = summary
                    .model
                    .as_ref()
                    .map_or("the desk".to_owned(), |model| format!("the model {model}"));
                let cause = Cause::of_model(&who, summary.trace.as_ref());
                desk.advance(connection, number, &Event::SummaryReady, &cause, now)
            })
            .await
    }

    /// A report went to a model, although nobody waits for what came back: that is written down too.
    fn note_late_answer(
        &self,
        connection: &Connection,
        number: u64,
        summary: &Summary,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let Some(trace) = &summary.trace else { return Ok(()) };
        let record = Record::Noted(format!("a summary of {} came too late to be shown", self.number(number)));
        self.note(connection, &Cause::of_model("the desk", Some(trace)), &record, now)
    }

    fn facts(&self, connection: &Connection, stored: &Stored) -> Result<Option<Facts>, TurnError> {
        let request = &stored.request;
        let Some(amount) = request.amount else { return Ok(None) };
        let report = self.report(connection, &stored.original)?;
        let (report, attachments) =
            report.map(|(it, _)| (it.text.clone(), it.attachments.clone())).unwrap_or_default();
        Ok(Some(Facts {
            request: self.number(request.number),
            requester: self.config.policy.name(&request.requester).to_owned(),
            subject: request.subject.clone(),
            amount: Money::new(amount.value, amount.currency),
            report,
            attachments,
        }))
    }
}
