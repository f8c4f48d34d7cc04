//! A machine's clock that is wrong: what operators are told of it, and their word that it is right.
//!
//! Knows that the clock is doubted. Whether it is, and what time the desk goes by meanwhile, is the clock's own business.

use chrono::{DateTime, Utc};

use super::commit::Cause;
use super::delivery::come_back_to_now;
use super::people::open_requests;
use super::wording::moment;
use super::{Desk, OperateError, TurnError};
use crate::clock::{Doubt, Wrong};
use crate::store::{self, Connection, Record};

/// The fact that holds what operators were told of the clock last; empty once it was right again.
const TOLD: &str = "clock_told";

/// The fact that holds which entry of the log says that the clock is right.
const ACCEPTED: &str = "clock_accepted";

/// What follows from an operator's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The time that it is.
    pub now: DateTime<Utc>,
    /// Open requests of a time that is still to come: they are escalated after that only.
    pub late: Vec<String>,
}

impl Desk {
    /// What was written down is past, whatever the clock shows.
    pub fn go_on_after(&self, connection: &Connection) -> Result<(), TurnError> {
        if let Some(last) = store::head(connection)?.at {
            self.clock.not_before(last);
        }
        Ok(())
    }

    /// Tells operators of a clock that is wrong, once; gives how many things were told.
    pub(super) fn tell_of_clock(
        &self,
        connection: &Connection,
        now: DateTime<Utc>,
    ) -> Result<usize, TurnError> {
        let told = store::fact(connection, TOLD)?.unwrap_or_default();
        let doubt = self.clock.doubt();
        let word = doubt.map_or("", |doubt| word(doubt.what));
        if told == word {
            return Ok(0);
        }
        store::set_fact(connection, TOLD, word)?;
        let Some(doubt) = doubt else { return Ok(0) };
        let (what, remedy) = (sentence(&doubt), remedy(doubt.what));
        let notices = self.tell_operators(connection, &what, remedy, Vec::new(), now)?;
        let record = Record::Noted(format!("operators were told: {what}"));
        self.note_with(connection, &Cause::of_desk(), &record, &notices, now)?;
        Ok(1)
    }

    /// An operator says that the clock is right: time goes on from what it shows, be it backwards.
    pub async fn accept_clock(&self, operator: String) -> Result<Accepted, OperateError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let before = desk.clock.now();
                desk.clock.believe();
                let now = desk.clock.now();
                desk.write_word(connection, &Cause::of(&operator), before, now)?;
                let open = open_requests(connection)?;
                let late = open.iter().filter(|request| request.revised_at > now);
                Ok(Accepted { now, late: late.map(|request| desk.number(request.number)).collect() })
            })
            .await
    }

    fn write_word(
        &self,
        connection: &Connection,
        who: &Cause,
        before: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let what = format!("the clock is right: it is {}, the desk went by {}", moment(now), moment(before));
        self.note(connection, who, &Record::Noted(what), now)?;
        come_back_to_now(connection, now)?;
        let entry = store::head(connection)?.last.seq;
        Ok(store::set_fact(connection, ACCEPTED, &entry.to_string())?)
    }

    /// Whether the log ends later than it is by a clock that is believed.
    pub fn log_is_ahead(&self, connection: &Connection) -> Result<bool, TurnError> {
        let last = store::head(connection)?.at;
        Ok(self.clock.doubt().is_none() && last.is_some_and(|last| last > self.clock.now()))
    }

    /// An operator's word came while turns were still made by the time as it was: it is repeated behind them, or the next
    /// start would go on after what they wrote.
    pub async fn repeat_word(&self) -> Result<(), TurnError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let now = desk.clock.now();
                match store::head(connection)?.at.filter(|last| *last > now) {
                    Some(last) => desk.write_word(connection, &Cause::of_desk(), last, now),
                    None => Ok(()),
                }
            })
            .await
    }

    /// The entry with the latest word of an operator that the clock is right.
    pub fn clock_accepted(&self, connection: &Connection) -> Result<Option<String>, TurnError> {
        Ok(store::fact(connection, ACCEPTED)?)
    }
}

fn word(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Behind => "behind",
        Wrong::Ahead => "ahead",
    }
}

/// What is wrong with a clock, for people.
pub fn sentence(doubt: &Doubt) -> String {
    let (shown, now) = (moment(doubt.shown), moment(doubt.now));
    match doubt.what {
        Wrong::Behind => format!("the clock of this machine is behind: it shows {shown}, after {now}"),
        Wrong::Ahead => format!("the clock of this machine leapt to {shown}, when it was {now}"),
    }
}

fn remedy(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Behind => {
            "Set the clock. Until then nothing is escalated, nobody is reminded and no reply address ends; mail is taken \
             in, and decisions count. If the clock is right, and was ahead before, say so with `countersign clock --accept`."
        }
        Wrong::Ahead => {
            "If it is wrong, set it back within the hour: until then the desk goes on by the time as it was. After that it \
             believes the clock, and everything that is due by then happens at once: escalations, reminders, the end of \
             reply addresses. If the clock is right, `countersign clock --accept` says so at once."
        }
    }
}
