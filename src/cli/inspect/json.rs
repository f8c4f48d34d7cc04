//! One mail as a JSON object, for scripts.
//!
//! Knows the names of the fields. Must not know what a mail means; what it is given is free of secrets already, and the
//! lines of the text lose whatever else could be one.

use serde_json::{Value, json};

use super::words::source;
use super::{Inspected, pieces};
use crate::cli::present::money_json;
use crate::mail::{Dissection, Fate, Kind, without_secrets};
use crate::receipt::{Candidate, Verdict};

pub(super) fn mail(inspected: &Inspected) -> Value {
    let reading = &inspected.mail.reading;
    let finding = inspected.finding.as_ref();
    let candidates: Vec<Value> = finding.iter().flat_map(|it| &it.candidates).map(candidate).collect();
    json!({
        "file": inspected.file,
        "kind": inspected.kind,
        "from": inspected.from.as_ref().ok(),
        "subject": reading.subject,
        "authentication": inspected.mail.authentication,
        "reply_text": reading.typed,
        "decision": inspected.decision.word,
        "comment": inspected.decision.comment,
        "why": inspected.decision.why,
        "amount": amount(finding.map(|finding| &finding.verdict)),
        "candidates": candidates,
        "warnings": inspected.warnings(),
        "pieces": pieces(&inspected.dissection),
        "absence": absence(&reading.kind),
        "bounce": bounce(&reading.kind, &inspected.dissection),
        "gates": inspected.gates.to_json(),
    })
}

/// Of an absent person's automatic answer: the last day of the absence, where it is stated.
fn absence(kind: &Kind) -> Value {
    match kind {
        Kind::Automatic(automatic) if automatic.absence => json!({ "until": automatic.until }),
        Kind::Submission | Kind::Reply | Kind::Automatic(_) | Kind::Bounce(_) => Value::Null,
    }
}

/// Of a report: whom it is about, and whether one of the desk's own notices is meant, never by its secret.
fn bounce(kind: &Kind, dissection: &Dissection) -> Value {
    match kind {
        Kind::Bounce(bounce) => json!({
            "recipient": bounce.recipient,
            "reason": bounce.why,
            "delayed": bounce.fate == Fate::Delayed,
            "ours": !bounce.of.is_empty(),
            "of": dissection.notice,
        }),
        Kind::Submission | Kind::Reply | Kind::Automatic(_) => Value::Null,
    }
}

fn pieces(dissection: &Dissection) -> Vec<Value> {
    let piece = |part: &str, text: &str| json!({ "part": part, "text": without_secrets(text) });
    let shown = dissection.pieces.iter().map(|(part, text)| piece(pieces::name(*part), text));
    let hidden = Some(&dissection.hidden).filter(|text| !text.is_empty()).map(|text| piece("hidden", text));
    shown.chain(hidden).collect()
}

fn amount(verdict: Option<&Verdict>) -> Value {
    let (candidate, certainty, why) = match verdict {
        Some(Verdict::Certain(candidate)) => (Some(candidate), "certain", candidate.why.as_str()),
        Some(Verdict::Ambiguous(candidate, why)) => (Some(candidate), "ambiguous", why.as_str()),
        Some(Verdict::Absent(why)) => (None, "absent", why.as_str()),
        None => (None, "absent", ""),
    };
    json!({
        "value": candidate.map(|it| it.money.plain()),
        "currency": candidate.map(|it| it.money.currency),
        "source": candidate.map(|it| source(&it.source)),
        "label": candidate.map(|it| it.label.as_str()),
        "certainty": certainty,
        "why": why,
    })
}

fn candidate(candidate: &Candidate) -> Value {
    let mut value = money_json(&candidate.money);
    if let Some(object) = value.as_object_mut() {
        object.insert("label".to_owned(), json!(candidate.label));
        object.insert("source".to_owned(), json!(source(&candidate.source)));
        object.insert("part".to_owned(), json!(candidate.part));
        object.insert("recognised".to_owned(), json!(candidate.recognised));
        object.insert("why".to_owned(), json!(candidate.why));
    }
    value
}
