//! A request's timeline, told from its audit entries.

use serde_json::{Value, json};

use super::present::rfc3339;
use crate::approval::Event;
use crate::store::{Entry, Record};
use crate::turn::{Gate, Trail};

/// One line of a timeline.
pub(super) struct Moment {
    pub(super) at: String,
    pub(super) event: String,
    pub(super) who: String,
    pub(super) detail: String,
    /// What the gates said about the mail that brought it about.
    pub(super) gates: Trail,
}

impl Moment {
    pub(super) fn of(entry: &Entry) -> Self {
        let (event, detail) = match entry.record() {
            Ok(Record::Opened(submission)) => {
                let amount = submission.amount.map_or_else(|why| why, |amount| amount.to_string());
                ("submitted".to_owned(), amount)
            }
            Ok(Record::Happened(event)) => (name(&event), detail(&event)),
            Ok(Record::Noted(text)) => ("note".to_owned(), text),
            Ok(Record::Suspended { person, lifted, reason }) => {
                let event = if lifted { "readmitted" } else { "suspended" };
                (event.to_owned(), format!("{person}: {reason}"))
            }
            Ok(Record::Hold { lifted, reason }) => {
                (if lifted { "hold lifted" } else { "held" }.to_owned(), reason)
            }
            Ok(Record::Erased { rule, mails, notices, summaries }) => {
                let counts =
                    [(mails.len(), "mail"), (count(notices), "notice"), (count(summaries), "summary")];
                let counts = counts
                    .iter()
                    .filter(|(count, _)| *count > 0)
                    .map(|(count, what)| format!("{count} {what}"));
                ("erased".to_owned(), format!("by {rule}: {}", counts.collect::<Vec<_>>().join(", ")))
            }
            Err(error) => ("unreadable".to_owned(), error.to_string()),
        };
        let gates = Trail::of_entry(&entry.authentication);
        Self { at: rfc3339(entry.at), event, who: entry.who.clone(), detail, gates }
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "at": self.at, "event": self.event, "who": self.who, "detail": self.detail,
            "gates": self.gates.to_json(),
        })
    }

    /// In one line, which gates the mail passed and where it was stopped, and who vouched for its sender; nothing where
    /// no mail brought it about.
    pub(super) fn passage(&self) -> Option<String> {
        let passages = self.gates.passages();
        let last = passages.last()?;
        let vouched = passages.iter().find(|it| it.gate == Gate::Authentication && it.passed);
        let vouched = vouched.map(|it| format!("; {}", it.why)).unwrap_or_default();
        Some(match self.gates.stopped() {
            None => format!("gates G0 to {} passed{vouched}", last.gate.number()),
            Some(at) => format!("stopped at {}: {}{vouched}", at.gate.number(), at.why),
        })
    }
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The event's name as it is in the log.
fn name(event: &Event) -> String {
    let value = serde_json::to_value(event).unwrap_or_default();
    value.get("event").and_then(Value::as_str).unwrap_or("event").to_owned()
}

fn detail(event: &Event) -> String {
    match event {
        Event::AmountStated { amount, .. } => amount.to_string(),
        Event::Approved { comment, code, .. } => {
            let said = [code.words(), comment].into_iter().filter(|text| !text.is_empty());
            said.collect::<Vec<_>>().join(": ")
        }
        Event::Rejected { comment, .. } => comment.clone(),
        Event::QuestionAsked { question, .. } => question.clone(),
        Event::Answered { text, .. } => text.clone(),
        Event::Delegated { to, .. } => format!("to {to}"),
        Event::Overridden { approve: true, reason, .. } => format!("approved: {reason}"),
        Event::Overridden { approve: false, reason, .. } => format!("rejected: {reason}"),
        Event::NotUnderstood { why, .. } => why.clone(),
        Event::Unreachable { person, why } => format!("{person}: {why}"),
        Event::Absent { note, .. } => note.clone(),
        Event::Dismissed { person, suspended: true } => format!("{person} is suspended"),
        Event::Dismissed { person, suspended: false } => format!("{person} is not in the directory any more"),
        Event::Readmitted { person } => format!("{person} is suspended no more"),
        Event::Withdrawn { .. }
        | Event::StatusAsked { .. }
        | Event::HelpAsked { .. }
        | Event::Outdated { .. }
        | Event::SummaryReady
        | Event::DeadlinePassed => String::new(),
    }
}
