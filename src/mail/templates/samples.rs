//! Sample notices: what templates are tried out with before they are used.
//!
//! Knows which values can be missing. Must not know templates.

use crate::mail::notice::{NoticeView, RequestView, SummaryView};

/// A notice with every value, one with none but the desk's, and one about a request of which little is known.
pub(super) fn samples() -> [NoticeView; 3] {
    [full(), minimal(), sparse()]
}

/// Everything that a notice can show.
pub(in crate::mail) fn full() -> NoticeView {
    let some = |text: &str| Some(text.to_owned());
    NoticeView {
        recipient_name: "Maria Lopez".into(),
        desk_name: "Expense desk".into(),
        desk_address: "expenses@corp.example".into(),
        request: Some(request()),
        flags: vec![
            "Possible duplicate: looks like EXP-9 of 3 March 2026 (approved): same file hotel.pdf".into(),
            "Together with EXP-10, within 7 days: 3,246.00 USD, above 3,000.00 USD.".into(),
            "The receipt names two totals; the larger one counts.".into(),
        ],
        summary: Some(SummaryView {
            text: "Train tickets and two hotel nights for a trade fair.".into(),
            impact: "Within the travel budget of this quarter.".into(),
            risk: "The hotel receipt is a photo.".into(),
            model: some("llama3.2"),
            why_not: None,
        }),
        report: "Hi,\n\nthe receipts of the trade fair are attached.\n\nSam".into(),
        who: some("Omar Haddad"),
        comments: vec![("Omar Haddad".into(), "Fine with me.\nThe fair was worth it.".into())],
        why: some("the first line is a question"),
        understood: some("Should I?"),
        question: some("Which fair was it?"),
        answer: some("The one in Hanover."),
        waited: some("8 hours"),
        may_decide: true,
        wants_code: true,
        not_enrolled: true,
        may_correct: true,
        candidates: vec![
            "2,450.00 EUR (Total due, in hotel.pdf)".into(),
            "245.00 EUR (Fare, in train.pdf)".into(),
        ],
        details: vec![("Server".into(), "mail.corp.example".into())],
        decision: some("approved"),
        decided_at: some("23 November 2026, 10:02 UTC"),
        title: some("A notice could not be delivered"),
        reply_address: some("expenses+abcd@corp.example"),
    }
}

/// Nothing but what every notice has.
pub(in crate::mail) fn minimal() -> NoticeView {
    NoticeView {
        desk_name: "Expense desk".into(),
        desk_address: "expenses@corp.example".into(),
        ..NoticeView::default()
    }
}

fn sparse() -> NoticeView {
    let request = RequestView {
        id: "EXP-13".into(),
        state: "needs_amount".into(),
        requester_address: "sam@corp.example".into(),
        ..RequestView::default()
    };
    let summary = SummaryView { text: "A report without a total.".into(), ..SummaryView::default() };
    NoticeView { request: Some(request), summary: Some(summary), ..minimal() }
}

fn request() -> RequestView {
    RequestView {
        id: "EXP-12".into(),
        state: "pending".into(),
        subject: "Fwd: your receipt".into(),
        requester_name: "Sam Reed".into(),
        requester_address: "sam@corp.example".into(),
        amount: Some("2,450.00 EUR".into()),
        policy_amount: Some("2,646.00 USD".into()),
        rate: Some("1 EUR = 1.08 USD".into()),
        revision: 2,
        required: 2,
        counted: 1,
        given: vec!["Omar Haddad".into()],
        asked: vec!["Maria Lopez".into(), "Omar Haddad".into()],
        created_at: "22 November 2026, 18:11 UTC".into(),
        due_at: Some("23 November 2026, 02:11 UTC".into()),
        rule: "above 1,000.00 USD: one person must approve".into(),
        attachments: vec!["hotel.pdf".into(), "train.pdf".into()],
    }
}
