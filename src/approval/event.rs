//! What can happen to a request, and what follows for people.

use serde::{Deserialize, Serialize};

use super::flag::Context;
use super::request::Question;
use super::{Address, CodeCheck, Money};

/// A report that came in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// Who asks.
    pub requester: Address,
    /// What the report is called.
    pub subject: String,
    /// The total, or why the requester must be asked for it.
    pub amount: Result<Money, String>,
    /// The largest total that the receipts support, certain or not.
    pub evidence: Option<Money>,
    /// What was known around it. Logs of earlier versions have none, and no flags follow from them.
    #[serde(default)]
    pub context: Option<Context>,
}

/// Something that happened to a request. Events are what the audit log is made of: a request is the sum of its events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Event {
    /// The requester stated the amount.
    AmountStated {
        /// Who says so.
        by: Address,
        /// What.
        amount: Money,
        /// The largest total that receipts support which came with it.
        evidence: Option<Money>,
        /// What was known around it.
        #[serde(default)]
        context: Option<Context>,
    },
    /// The requester took it back.
    Withdrawn {
        /// Who says so.
        by: Address,
    },
    /// Somebody approves.
    Approved {
        /// Who.
        by: Address,
        /// What they added, without a code.
        comment: String,
        /// What came of their code, where the request wants one.
        #[serde(default, skip_serializing_if = "CodeCheck::is_none")]
        code: CodeCheck,
    },
    /// Somebody rejects.
    Rejected {
        /// Who.
        by: Address,
        /// What they added.
        comment: String,
    },
    /// Somebody asks the requester.
    QuestionAsked {
        /// Who.
        by: Address,
        /// What.
        question: String,
    },
    /// The requester wrote something that is no command: the answer, when there is a question.
    Answered {
        /// Who.
        by: Address,
        /// What.
        text: String,
        /// Why it was not taken for a command.
        why: String,
    },
    /// Somebody hands their place over.
    Delegated {
        /// Who.
        by: Address,
        /// To whom.
        to: Address,
    },
    /// An operator decides in the place of all.
    Overridden {
        /// Which operator.
        by: Address,
        /// To approve, or to reject.
        approve: bool,
        /// Why.
        reason: String,
    },
    /// Somebody on the request wants to know where it stands.
    StatusAsked {
        /// Who.
        by: Address,
    },
    /// Somebody on the request wants to know what they may write.
    HelpAsked {
        /// Who.
        by: Address,
    },
    /// Somebody on the request wrote what is no decision.
    NotUnderstood {
        /// Who.
        by: Address,
        /// What was understood of it.
        text: String,
        /// What stood in the way.
        why: String,
    },
    /// Somebody answered a mail about an earlier revision.
    Outdated {
        /// Who.
        by: Address,
    },
    /// The summary is there, or will not come.
    SummaryReady,
    /// The time has come for what is due.
    DeadlinePassed,
    /// A notice did not reach somebody.
    Unreachable {
        /// Whom.
        person: Address,
        /// In the server's words.
        why: String,
    },
    /// Somebody has no place any more: suspended by an operator, or gone from the directory.
    Dismissed {
        /// Who.
        person: Address,
        /// By an operator: what they approved does not count.
        suspended: bool,
    },
    /// Somebody who was suspended is not any more.
    Readmitted {
        /// Who.
        person: Address,
    },
    /// Somebody announced an absence.
    Absent {
        /// Who.
        person: Address,
        /// In their words, shortened.
        note: String,
    },
}

/// What follows from an event, beside the changed request.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// This person is mailed.
    Tell(Address, Tell),
    /// The operators are mailed.
    TellOperators(OperatorNews),
    /// A summary is wanted.
    Summarise,
    /// All reply addresses of this person for this request die, or everybody's.
    Revoke(Option<Address>),
    /// The actions that follow a final decision.
    Settle,
}

/// What a person is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tell {
    /// Their report is in; who is asked.
    Received,
    /// The desk needs the total, and why.
    AmountNeeded(String),
    /// They are asked to decide.
    ApprovalRequest(AskedBecause),
    /// They were asked and have not answered.
    Reminder,
    /// It waits too long; whether they may decide.
    Escalation {
        /// They have a seat.
        may_decide: bool,
    },
    /// Their decision counts: `true` for an approval.
    DecisionRecorded(bool),
    /// Their approval was recorded before; nothing changed.
    AlreadyRecorded,
    /// Their place went to somebody else.
    HandedOver(Address),
    /// The requester: approved.
    Approved,
    /// The requester: rejected.
    Rejected,
    /// The requester: withdrawn.
    Withdrawn,
    /// The requester: somebody asks.
    Question(Question),
    /// Whoever asked: the answer.
    Answer {
        /// What they had asked.
        question: String,
        /// What the requester wrote.
        answer: String,
    },
    /// Where it stands.
    Status,
    /// What they may write.
    Help,
    /// What was understood, and what stood in the way of a decision.
    NotUnderstood {
        /// What they wrote.
        text: String,
        /// What stood in the way.
        why: String,
    },
    /// What they wanted is not theirs to do.
    Refused(Refusal),
    /// It was decided before.
    AlreadyClosed,
    /// They need not answer any more.
    ClosedForYou,
}

/// Why somebody is asked to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedBecause {
    /// The policy says so.
    New,
    /// The amount changed: earlier approvals are void.
    AmountChanged,
    /// Somebody handed their place over.
    DelegatedBy(Address),
    /// Their reply address was about to end.
    Renewed,
    /// Somebody else has no place any more, or they themselves have one again.
    PeopleChanged,
    /// All reply addresses ended, for the safety of the desk.
    Reset,
}

/// Why somebody's wish is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only the requester may do that.
    OnlyRequester,
    /// Nobody decides their own report.
    OwnRequest,
    /// They are not asked about this request.
    NotAsked,
    /// The amount must be known first.
    AmountMissing,
    /// There is no rate for the currency.
    NoRate,
    /// They already approved, so there is no place to hand over.
    AlreadyApproved,
    /// The person named is no approver for this request.
    NoSuchApprover,
    /// The person named is asked already.
    AskedAlready,
    /// The mail they answered was about an amount that has changed since.
    Outdated,
    /// The request wants a code, and this came of theirs.
    Code(CodeCheck),
}

/// What operators are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperatorNews {
    /// Fewer people can be asked than must approve.
    TooFewApprovers,
    /// A level of escalation has nobody to tell.
    NobodyToEscalateTo,
    /// A person cannot be reached, and why.
    Unreachable(Address, String),
    /// Somebody must show a code and has none.
    NotEnrolled(Address),
    /// Somebody sent so many wrong codes that none of theirs is taken for a while.
    CodesBlocked(Address),
}
