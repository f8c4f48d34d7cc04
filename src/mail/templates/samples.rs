//! Sample notices: what templates are tried out with before they are used.
//!
//! Knows which values can be missing, and how much there can be. Must not know templates.

use serde::Serialize;
use serde_json::Value;

use crate::mail::notice::{NoticeView, RequestView, SummaryView};

/// More than is shown of any list or text.
const MANY: usize = 200;

/// Notices as different as they can be: with every value, with none but the desk's, about a request of which little is
/// known, with more of everything than anybody reads, in each state, and without each single value.
pub(super) fn samples() -> Vec<Value> {
    let whole = [full(), minimal(), sparse(), abundant(), without_a_model()];
    whole.iter().map(|view| json(&view.bounded())).chain(in_each_state()).chain(lacking_one()).collect()
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

/// So much of everything that it takes as many instructions as a notice can.
fn abundant() -> NoticeView {
    let many = |text: &str| vec![text.to_owned(); MANY];
    let long = "A line of words.\n\n".repeat(MANY);
    let request =
        RequestView { given: many("Omar"), asked: many("Maria"), attachments: many("a.pdf"), ..request() };
    let summary = SummaryView {
        text: long.clone(),
        impact: long.clone(),
        risk: long.clone(),
        ..SummaryView::default()
    };
    NoticeView {
        request: Some(request),
        flags: many("The receipt names two totals."),
        summary: Some(summary),
        report: long.clone(),
        comments: vec![("Omar".to_owned(), long); 3],
        candidates: many("1.00 EUR (Fare)"),
        details: vec![("Server".to_owned(), "mail.corp.example".to_owned()); MANY],
        ..full()
    }
}

fn without_a_model() -> NoticeView {
    let why_not = Some("the model did not answer in 30 s".to_owned());
    NoticeView { summary: Some(SummaryView { why_not, ..SummaryView::default() }), ..full() }
}

/// What templates compare with.
fn in_each_state() -> impl Iterator<Item = Value> {
    ["needs_amount", "pending", "approved", "rejected", "withdrawn"].into_iter().map(|state| {
        let decision = Some(state.to_owned());
        json(&NoticeView {
            request: Some(RequestView { state: state.into(), ..request() }),
            decision,
            ..full()
        })
    })
}

/// The full notice without one of its values, for each of them: that one is there promises nothing about another.
fn lacking_one() -> Vec<Value> {
    let nothing = [
        ("", json(&minimal())),
        ("/request", json(&RequestView::default())),
        ("/summary", json(&SummaryView::default())),
    ];
    let full = json(&full());
    let without = |place: &str, key: &str, none: &Value| {
        let mut lacking = full.clone();
        if let Some(value) = lacking.pointer_mut(&format!("{place}/{key}")) {
            value.clone_from(none);
        }
        lacking
    };
    let values = nothing.iter().flat_map(|(place, none)| {
        none.as_object().into_iter().flatten().map(move |(key, none)| (*place, key, none))
    });
    values.map(|(place, key, none)| without(place, key, none)).collect()
}

/// As templates see it.
fn json(view: &impl Serialize) -> Value {
    serde_json::to_value(view).unwrap_or_default()
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
