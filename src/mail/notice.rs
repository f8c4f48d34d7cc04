//! Notices: the mails that the desk writes, by kind, with everything that they may show.
//!
//! Knows what people are told. Must not know MIME or templates; whatever reaches these types is already written
//! for people: amounts, times and rules are texts.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::approval::Address;

/// What a notice is about; the word in `X-Countersign-Notice`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// To the requester: the report has arrived, and who is asked.
    Received,
    /// To the requester: the total could not be read; which one is it?
    AmountNeeded,
    /// To an approver: please decide.
    ApprovalRequest,
    /// To an approver: it still waits.
    Reminder,
    /// To a contact: it has waited too long.
    Escalation,
    /// To an approver: your decision counts, and what follows from it.
    DecisionRecorded,
    /// To the requester: yes.
    Approved,
    /// To the requester: no.
    Rejected,
    /// To the requester and those asked: it was taken back.
    Withdrawn,
    /// To the requester: an approver asks something.
    Question,
    /// To whoever asked: the answer.
    Answer,
    /// To whoever wrote: what was understood, and what to send.
    NotUnderstood,
    /// To whoever wrote: understood, but not allowed, and why.
    Refused,
    /// To whoever wrote too late: what was decided.
    AlreadyClosed,
    /// To the others who were asked: nothing left to do.
    ClosedForYou,
    /// To finance: the final decision.
    Settled,
    /// To whoever decides: their second factor is new, or gone.
    Enrolled,
    /// To an operator: something needs attention.
    Operator,
}

impl NoticeKind {
    /// All kinds.
    pub const ALL: [Self; 18] = [
        Self::Received,
        Self::AmountNeeded,
        Self::ApprovalRequest,
        Self::Reminder,
        Self::Escalation,
        Self::DecisionRecorded,
        Self::Approved,
        Self::Rejected,
        Self::Withdrawn,
        Self::Question,
        Self::Answer,
        Self::NotUnderstood,
        Self::Refused,
        Self::AlreadyClosed,
        Self::ClosedForYou,
        Self::Settled,
        Self::Enrolled,
        Self::Operator,
    ];

    /// The word for it: `approval_request`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::AmountNeeded => "amount_needed",
            Self::ApprovalRequest => "approval_request",
            Self::Reminder => "reminder",
            Self::Escalation => "escalation",
            Self::DecisionRecorded => "decision_recorded",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::NotUnderstood => "not_understood",
            Self::Refused => "refused",
            Self::AlreadyClosed => "already_closed",
            Self::ClosedForYou => "closed_for_you",
            Self::Settled => "settled",
            Self::Enrolled => "enrolled",
            Self::Operator => "operator",
        }
    }
}

impl fmt::Display for NoticeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// From whom, to whom and in which thread a notice goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeHeader {
    /// The desk's display name.
    pub desk_name: String,
    /// The desk's address.
    pub desk: Address,
    /// The one recipient.
    pub to: Address,
    /// The recipient's name.
    pub to_name: Option<String>,
    /// Where an answer goes; holds the recipient's token.
    pub reply_to: Option<Address>,
    /// When it was written.
    pub date: DateTime<Utc>,
    /// Its own id, without angle brackets.
    pub message_id: String,
    /// The ids of the recipient's thread, oldest first, without angle brackets.
    pub references: Vec<String>,
    /// The request's number.
    pub request: Option<String>,
    /// What it is about.
    pub kind: NoticeKind,
    /// It answers a mail that a person wrote: `auto-replied` (RFC 3834 §5.1).
    pub answers_a_person: bool,
}

/// Everything that a template may show. What does not apply stays empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoticeView {
    /// Whom the notice speaks to; may be empty.
    pub recipient_name: String,
    /// The desk's display name.
    pub desk_name: String,
    /// The desk's address.
    pub desk_address: String,
    /// The request.
    pub request: Option<RequestView>,
    /// What the reader must know before deciding, shown first.
    pub flags: Vec<String>,
    /// What is in the report, in short.
    pub summary: Option<SummaryView>,
    /// The text of the report, shown as the requester's words.
    pub report: String,
    /// Who did what this notice tells: decided, asked, answered, withdrew.
    pub who: Option<String>,
    /// What people wrote with it, each with their name.
    pub comments: Vec<(String, String)>,
    /// Why: the amount is needed, something was refused or not understood.
    pub why: Option<String>,
    /// What was understood of the recipient's mail.
    pub understood: Option<String>,
    /// What an approver asked.
    pub question: Option<String>,
    /// What came back.
    pub answer: Option<String>,
    /// How long the request has waited: "8 hours".
    pub waited: Option<String>,
    /// The recipient may decide this request.
    pub may_decide: bool,
    /// An approval of this request must carry a code.
    pub wants_code: bool,
    /// The recipient has nothing that shows codes.
    pub not_enrolled: bool,
    /// The recipient may correct or withdraw this request.
    pub may_correct: bool,
    /// Amounts that were found, each with its place: "1,234.50 USD (Total due, in receipt.pdf)".
    pub candidates: Vec<String>,
    /// Further facts, as pairs of label and value.
    pub details: Vec<(String, String)>,
    /// What was decided, as a participle: "approved".
    pub decision: Option<String>,
    /// When it was decided.
    pub decided_at: Option<String>,
    /// What an operator's notice, or a warning, is about, in a few words.
    pub title: Option<String>,
    /// Where prepared answers go. It holds the token and ends up in links of the HTML part.
    pub reply_address: Option<String>,
}

impl NoticeView {
    /// The most entries that a list shows.
    const LIST_LIMIT: usize = 40;

    /// The same with lists that people still read; a mail can bring thousands of amounts.
    pub(super) fn bounded(&self) -> Self {
        let mut view = self.clone();
        for list in [&mut view.flags, &mut view.candidates] {
            if let Some(more) = list.len().checked_sub(Self::LIST_LIMIT).filter(|&more| more > 0) {
                list.truncate(Self::LIST_LIMIT);
                list.push(format!("… and {more} more"));
            }
        }
        if let Some(more) = view.details.len().checked_sub(Self::LIST_LIMIT).filter(|&more| more > 0) {
            view.details.truncate(Self::LIST_LIMIT);
            view.details.push(("…".to_owned(), format!("and {more} more")));
        }
        view
    }
}

/// A request as people see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RequestView {
    /// Its number: `EXP-12`.
    pub id: String,
    /// Its state: `pending`.
    pub state: String,
    /// The subject of the report.
    pub subject: String,
    /// The requester's name.
    pub requester_name: String,
    /// The requester's address.
    pub requester_address: String,
    /// The total; `None` while nobody knows.
    pub amount: Option<String>,
    /// What decides who must approve, when that is not simply the total.
    pub policy_amount: Option<String>,
    /// Why it is that much: the rate, "1 EUR = 1.08 USD", or that the receipts show more.
    pub rate: Option<String>,
    /// Counts the amounts that this request has had.
    pub revision: u32,
    /// How many people must approve.
    pub required: u32,
    /// How many distinct people have approved: somebody and who stands in for them are one.
    pub counted: u32,
    /// Who has approved.
    pub given: Vec<String>,
    /// Who is asked.
    pub asked: Vec<String>,
    /// When it came.
    pub created_at: String,
    /// When it is escalated.
    pub due_at: Option<String>,
    /// Why so many: "above 10,000.00 USD: two people must approve".
    pub rule: String,
    /// The names of its files.
    pub attachments: Vec<String>,
}

/// What is in a report, in short, and who says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SummaryView {
    /// One to three sentences.
    pub text: String,
    /// What it means for the company; may be empty.
    pub impact: String,
    /// What could be wrong with it; may be empty.
    pub risk: String,
    /// The model that wrote it; `None`: made from the facts.
    pub model: Option<String>,
    /// Why no model wrote it: "the model did not answer in 30 s".
    pub why_not: Option<String>,
}

/// A file that goes with a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Its file name.
    pub name: String,
    /// Its media type: `message/rfc822` for the original report.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_word_of_a_kind_is_the_word_in_the_header() {
        for kind in NoticeKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(serde_json::from_value::<NoticeKind>(kind.as_str().into()).unwrap(), kind);
        }
    }
}
