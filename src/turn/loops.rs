//! Machines that show no sign of it: answers that lead to nothing end after a few, whoever they go to.
//!
//! Two machines that answer each other would write for ever (RFC 3834 §2). A person who misunderstands is told so as often;
//! what they write after that counts as ever, as soon as it can be understood. Must not know how a mail was understood.

use std::ops::RangeInclusive;

use chrono::{DateTime, TimeDelta, Utc};

use super::authority::changes_the_request;
use super::gates::{Gate, Trail};
use super::judge::{Snapshot, Verdict};
use super::understand::Understood;
use super::{Desk, TurnError};
use crate::approval::{Address, Event};
use crate::store::{self, Connection};

/// So many answers in a row that led to nothing does a person get within an hour.
const MOST_IN_VAIN: u32 = 3;

const LATELY: TimeDelta = TimeDelta::hours(1);

/// The time within which they are counted.
pub(super) fn lately(now: DateTime<Utc>) -> RangeInclusive<DateTime<Utc>> {
    now - LATELY..=now
}

/// What came of a mail, as far as a loop is concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Led {
    /// Neither: it counts for nothing.
    #[default]
    Nowhere,
    /// It is answered, and only another mail could make something of it.
    InVain,
    /// It was understood.
    Somewhere,
}

/// What comes of a mail that is dealt with so.
pub(super) fn led(verdict: &Verdict, mail: &Understood, gates: &Trail) -> Led {
    match verdict {
        Verdict::Answer(..) => Led::InVain,
        // Ten photos in a row that nobody can read are ten reports all the same.
        Verdict::Open(_) if !mail.reading.attachments.is_empty() => Led::Somewhere,
        // What quotes one of our notices repeats its amount.
        Verdict::Open(_) if mail.reading.quotes_a_notice() || names_no_amount(mail) => Led::InVain,
        Verdict::Open(_) => Led::Somewhere,
        Verdict::Happened(_, Event::NotUnderstood { .. }) => Led::InVain,
        Verdict::Happened(_, Event::Answered { .. }) if gates.stopped().is_some() => Led::InVain,
        Verdict::Happened(_, Event::Answered { .. }) => Led::Somewhere,
        Verdict::Happened(_, event) if changes_the_request(event) && gates.stopped().is_none() => {
            Led::Somewhere
        }
        Verdict::Happened(..) | Verdict::Ignore(_) | Verdict::Quarantine(..) | Verdict::Wait(_) => {
            Led::Nowhere
        }
    }
}

fn names_no_amount(mail: &Understood) -> bool {
    mail.finding.as_ref().is_none_or(|finding| finding.candidates.is_empty())
}

/// Why a mail is set aside instead of being answered once more, if it is. Whoever says something clear with a good reply
/// address is never stopped here, and an operator's word for a mail outweighs the suspicion.
fn goes_on(verdict: &Verdict, led: Led, known: &Snapshot, gates: &Trail) -> Option<String> {
    let repeats = match (led, verdict) {
        (Led::InVain, _) => known.in_vain >= MOST_IN_VAIN,
        // The answer is always the same, and says all there is to say.
        (Led::Nowhere, Verdict::Happened(_, Event::StatusAsked { .. } | Event::HelpAsked { .. })) => {
            known.answered_lately >= MOST_IN_VAIN
        }
        (Led::Nowhere, Verdict::Happened(_, event)) => {
            changes_the_request(event) && gates.stopped().is_some() && known.answered_lately >= MOST_IN_VAIN
        }
        (Led::Nowhere | Led::Somewhere, _) => false,
    };
    let why = || format!("{MOST_IN_VAIN} answers within an hour led to nothing: perhaps a machine writes");
    (repeats && known.released.is_none()).then(why)
}

/// The verdict, unless it would go on with a loop.
pub(super) fn ended(verdict: Verdict, led: Led, known: &Snapshot, gates: &mut Trail) -> (Verdict, Led) {
    match goes_on(&verdict, led, known, gates) {
        None => (verdict, led),
        Some(why) => {
            if gates.stopped().is_none() {
                gates.stop(Gate::Rate, why.clone());
            }
            (Verdict::Quarantine(Gate::Rate, why), Led::Nowhere)
        }
    }
}

impl Desk {
    /// Counts an answer that led to nothing; one that was understood begins a new count.
    pub(super) fn count_vain(
        &self,
        connection: &Connection,
        sender: &Address,
        led: Led,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let person = self.config.policy.person(sender);
        match led {
            Led::Nowhere => {}
            Led::InVain => store::note_in_vain(connection, &person, &lately(now))?,
            Led::Somewhere => store::forget_in_vain(connection, &person)?,
        }
        Ok(())
    }
}
