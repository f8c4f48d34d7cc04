//! Outgoing mail: what is due, and what became of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::commit::Cause;
use super::{Desk, TurnError};
use crate::approval::{Address, Event};
use crate::outbox::{Parcel, Verdict};
use crate::store::{self, Connection, Delivery, DeliveryState, Record};

/// How many bytes of mail one pass takes on, but for the last one.
const BATCH_BYTES: usize = 8 * 1024 * 1024;

/// How long after each attempt the next one is made; the last step repeats.
const LADDER: [TimeDelta; 7] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(15),
    TimeDelta::minutes(30),
    TimeDelta::hours(1),
    TimeDelta::hours(2),
    TimeDelta::hours(4),
];

/// After this long a mail that was always "later" is given up, as mail servers do (RFC 5321 §4.5.4.1).
const GIVE_UP_AFTER: TimeDelta = TimeDelta::days(5);

/// And not before so many attempts, about a day of them: while the desk or the server was down nobody tried, and many
/// servers answer the first attempt with "later".
const GIVE_UP_NOT_BEFORE: u32 = 12;

/// A mail that is to be delivered now; the attempt is written down already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispatch {
    /// Its number in the outbox.
    pub id: i64,
    /// What it is, for the log: `mail 7 (EXP-1 approval_request)`.
    pub name: String,
    /// What is carried.
    pub parcel: Parcel,
}

impl Desk {
    /// Takes mails that are due, at most so many, and writes down that they are tried, before anybody is dialled.
    pub async fn dispatch(&self, most: u32) -> Result<Vec<Dispatch>, TurnError> {
        self.dispatch_others(most, Arc::default()).await
    }

    /// Takes mails that are due and none of these, which are on their way.
    pub async fn dispatch_others(
        &self,
        most: u32,
        underway: Arc<BTreeSet<i64>>,
    ) -> Result<Vec<Dispatch>, TurnError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                let mut dispatches = Vec::new();
                for delivery in store::due(connection, now, &underway, most, BATCH_BYTES)? {
                    store::record_attempt(connection, delivery.id, retry_at(delivery.attempts, now))?;
                    dispatches.extend(desk.parcel(delivery));
                }
                Ok(dispatches)
            })
            .await
    }

    /// Writes down what became of a mail. What can never be delivered is an event, and somebody is told.
    pub async fn delivered(&self, id: i64, verdict: Verdict) -> Result<(), TurnError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                let (why, for_ever) = match verdict {
                    Verdict::Delivered => {
                        return Ok(store::finish(connection, id, DeliveryState::Sent, now, "")?);
                    }
                    // No fault of this mail, and no attempt: its turn comes when the server is back.
                    Verdict::Down(why) => return Ok(store::take_attempt_back(connection, id, now, &why)?),
                    Verdict::Later(why) => (why, false),
                    Verdict::Never(why) => (why, true),
                };
                let desk = desk.as_of_now(connection)?;
                let Some(delivery) = store::delivery(connection, id)? else { return Ok(()) };
                if for_ever {
                    desk.give_up(connection, &delivery, &why, now)
                } else if is_to_be_given_up(&delivery, now) {
                    desk.give_up(connection, &delivery, &format!("given up: {why}"), now)
                } else {
                    Ok(store::note_error(connection, id, &why)?)
                }
            })
            .await
    }

    /// Gives a mail up in an operator's name; says whether there was one to give up.
    pub async fn drop_mail(&self, id: i64, operator: String) -> Result<bool, TurnError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let open = store::delivery(connection, id)?.filter(|mail| mail.state != DeliveryState::Sent);
                let Some(mail) = open else { return Ok(false) };
                let now = desk.clock.now();
                store::finish(connection, id, DeliveryState::Dropped, now, "dropped by an operator")?;
                let what = format!("mail {id}, {} to {}, was dropped unsent", mail.notice, mail.recipient);
                desk.note(connection, &Cause::of(&operator), &Record::Noted(what), now)?;
                Ok(true)
            })
            .await
    }

    /// Lets a mail be tried again at once in an operator's name, or all that wait or failed; gives how many.
    pub async fn requeue(&self, id: Option<i64>, operator: String) -> Result<usize, TurnError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                let count = store::requeue(connection, id, now)?;
                let which = id.map_or_else(|| format!("{count} unsent mails"), |id| format!("mail {id}"));
                if count > 0 {
                    let record = Record::Noted(format!("{which} to be tried again at once"));
                    desk.note(connection, &Cause::of(&operator), &record, now)?;
                }
                Ok(count)
            })
            .await
    }

    fn give_up(
        &self,
        connection: &Connection,
        delivery: &Delivery,
        why: &str,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        store::finish(connection, delivery.id, DeliveryState::Failed, now, why)?;
        let person: Option<Address> = delivery.person.parse().ok();
        match (delivery.request, person) {
            (Some(number), Some(person)) => {
                let event = Event::Unreachable { person, why: why.to_owned() };
                self.advance(connection, number, &event, &Cause::of_desk(), now)
            }
            // Mail to an operator, or an answer to nobody's request: the log and `outbox list` show it.
            (None, _) | (_, None) => {
                let what =
                    format!("{} to {} cannot be delivered: {why}", delivery.notice, delivery.recipient);
                self.note(connection, &Cause::of_desk(), &Record::Noted(what), now)
            }
        }
    }

    fn parcel(&self, delivery: Delivery) -> Option<Dispatch> {
        let recipient = delivery.recipient.parse().ok()?;
        let sender = Some(self.config.desk.address.clone());
        let number = delivery.request.map(|number| format!("{} ", self.number(number))).unwrap_or_default();
        let name = format!("mail {} ({number}{})", delivery.id, delivery.notice);
        Some(Dispatch { id: delivery.id, name, parcel: Parcel { sender, recipient, bytes: delivery.bytes? } })
    }
}

/// Lets mail be tried at once that waits for longer than any pause is: its time was written down by a clock that was wrong.
pub(super) fn come_back_to_now(connection: &Connection, now: DateTime<Utc>) -> Result<(), TurnError> {
    let longest = LADDER.into_iter().max().unwrap_or_default();
    Ok(store::wait_no_longer_than(connection, now + longest, now)?)
}

fn is_to_be_given_up(delivery: &Delivery, now: DateTime<Utc>) -> bool {
    now - delivery.created_at >= GIVE_UP_AFTER && delivery.attempts >= GIVE_UP_NOT_BEFORE
}

fn retry_at(attempts: u32, now: DateTime<Utc>) -> DateTime<Utc> {
    let step = usize::try_from(attempts).unwrap_or(usize::MAX).min(LADDER.len() - 1);
    now + LADDER.get(step).copied().unwrap_or(GIVE_UP_AFTER)
}
