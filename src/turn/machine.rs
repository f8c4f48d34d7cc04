//! Mail that a machine wrote: it never decides and is never answered (RFC 3834 §2). Pure.
//!
//! What answers the desk or comes from an operator ends here. The rest is set aside and shown: it may be a receipt that a
//! rule passed on. An operator's own machine must not be told of it, or the two would write to each other for ever.

use super::gates::Gate;
use super::judge::{Snapshot, Verdict};
use crate::approval::{Address, Event};
use crate::mail::{Automatic, Bounce, Fate, Kind, Reading};

/// Whether a machine wrote it.
pub(super) fn is_one(kind: &Kind) -> bool {
    match kind {
        Kind::Submission | Kind::Reply => false,
        Kind::Automatic(_) | Kind::Bounce(_) => true,
    }
}

/// By what the machine was recognised.
pub(super) fn sign(kind: &Kind) -> String {
    match kind {
        Kind::Submission | Kind::Reply => String::new(),
        Kind::Automatic(automatic) => format!("an automatic mail ({})", automatic.sign),
        Kind::Bounce(bounce) => format!("a delivery report: {}", bounce.why),
    }
}

/// What becomes of it, where a machine wrote it.
pub(super) fn machine(reading: &Reading, known: &Snapshot, operators: &[Address]) -> Option<Verdict> {
    match &reading.kind {
        Kind::Submission | Kind::Reply => None,
        Kind::Automatic(automatic) => Some(answer(automatic, reading, known, operators)),
        Kind::Bounce(bounce) => Some(report(bounce, known, operators, sign(&reading.kind))),
    }
}

fn answer(automatic: &Automatic, reading: &Reading, known: &Snapshot, operators: &[Address]) -> Verdict {
    if automatic.own {
        return Verdict::Ignore("one of the desk's own notices".to_owned());
    }
    let token = known.tokens.first().or(known.answers.first()).map(|token| &token.made_for);
    let absent = token.filter(|token| automatic.absence && reading.from.as_ref() == Ok(&token.person));
    if let Some(token) = absent {
        let note = absence(automatic, &reading.typed);
        return Verdict::Happened(token.request, Event::Absent { person: token.person.clone(), note });
    }
    let operator = reading.from.as_ref().is_ok_and(|from| operators.contains(from));
    let answers = !reading.tokens.is_empty() || !reading.answers.is_empty();
    let why = sign(&reading.kind);
    if answers || operator { Verdict::Ignore(why) } else { Verdict::Quarantine(Gate::Automatic, why) }
}

fn report(bounce: &Bounce, known: &Snapshot, operators: &[Address], why: String) -> Verdict {
    let operator = bounce.recipient.as_ref().is_some_and(|recipient| operators.contains(recipient));
    match known.answers.first().map(|token| &token.made_for) {
        Some(token) if bounce.fate == Fate::Failed && !known.reported => {
            let event = Event::Unreachable { person: token.person.clone(), why: bounce.why.clone() };
            Verdict::Happened(token.request, event)
        }
        Some(_) => Verdict::Ignore(why),
        None if operator || !bounce.of.is_empty() => Verdict::Ignore(why),
        None => Verdict::Quarantine(Gate::Automatic, why),
    }
}

/// Until when, where it was said, and in the words of the answer.
fn absence(automatic: &Automatic, typed: &str) -> String {
    let words = first_words(typed);
    automatic.until.map_or_else(
        || words.clone(),
        |last| format!("away until {} (automatic answer): {words}", last.format("%-d %B %Y")),
    )
}

fn first_words(text: &str) -> String {
    text.split_whitespace().take(30).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absence_is_told_with_its_last_day_where_that_was_stated() {
        let automatic = Automatic { until: "2026-01-05".parse().ok(), ..Automatic::default() };
        let typed = "I am away\nuntil 5 January.";
        assert_eq!(
            absence(&automatic, typed),
            "away until 5 January 2026 (automatic answer): I am away until 5 January."
        );
        assert_eq!(absence(&Automatic::default(), typed), "I am away until 5 January.");
    }
}
