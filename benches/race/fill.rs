//! Fills a database with requests, as the store keeps them.

use chrono::{DateTime, Utc};
use countersign::approval::{self, Submission};
use countersign::config::Config;
use countersign::store::{
    self, Connection, DeliveryState, EntryDraft, Mark, MarkKind, Outcome, Outgoing, Record, Seen, Store,
    StoreError, Stored, Token, TokenUse, WrittenPolicy,
};

/// Stores requests that came in then, with all that each leaves behind, and gives the secrets of `probes` tokens. One in
/// a hundred is open.
pub async fn fill(store: &Store, config: &Config, count: u64, probes: u64, at: DateTime<Utc>) -> Vec<String> {
    let mut secrets = Vec::new();
    for first in (1..=count).step_by(10_000) {
        let policy = config.policy.clone();
        let numbers = first..=(first + 9_999).min(count);
        let every = (count / probes).max(1);
        let batch =
            store.write(move |connection| batch(connection, &policy, numbers, every, at)).await.unwrap();
        secrets.extend(batch);
    }
    secrets
}

fn batch(
    connection: &Connection,
    policy: &approval::Policy,
    numbers: std::ops::RangeInclusive<u64>,
    every: u64,
    at: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let written = WrittenPolicy::of(policy)?;
    let mut secrets = Vec::new();
    for number in numbers {
        let token = stored(connection, policy, &written, number, at)?;
        if number.is_multiple_of(every) {
            secrets.push(token.secret().to_owned());
        }
    }
    Ok(secrets)
}

/// All that a request leaves behind: its mail and where that lay, its entry in the log, its marks, a notice and its token.
fn stored(
    connection: &Connection,
    policy: &approval::Policy,
    written: &WrittenPolicy,
    number: u64,
    at: DateTime<Utc>,
) -> Result<Token, StoreError> {
    let requester = requester(number);
    let mail = format!("From: {requester}\n\nReceipt {number}. Total: 2,450.00 USD\n");
    let original = store::keep_mail(connection, mail.as_bytes())?;
    let key = number.to_string();
    store::mark_seen(
        connection,
        &Seen {
            mailbox: "INBOX;1",
            key: &key,
            content: original,
            at,
            sender: Some(&requester),
            outcome: Outcome::Done,
        },
    )?;
    let amount: approval::Money = "2450.00 USD".parse().unwrap();
    let submission = Submission {
        requester: requester.clone(),
        subject: "A trip".to_owned(),
        amount: Ok(amount),
        evidence: Some(amount),
        context: None,
    };
    let record = Record::Opened(submission.clone());
    let (mut request, _) = approval::open(policy, number, submission, at);
    request.summary_until = None;
    if !number.is_multiple_of(100) {
        request.state = approval::State::Approved;
        request.deadline = None;
    } else if let Some(deadline) = &mut request.deadline {
        *deadline += chrono::TimeDelta::days(365);
    }
    store::insert_request(connection, &Stored { request, original, earlier_notes: Vec::new() })?;
    store::keep_marks(connection, number, &marks(number))?;
    let notice = Outgoing {
        request: Some(number),
        notice: "approved",
        person: &requester,
        recipient: &requester,
        subject: "Your report is approved",
        bytes: key.as_bytes(),
        at,
    };
    let id = store::enqueue(connection, &notice)?;
    store::finish(connection, id, DeliveryState::Sent, at, "")?;
    let draft = EntryDraft {
        at,
        request: Some(number),
        who: requester.as_str(),
        record: &record,
        policy: written,
        authentication: serde_json::Value::Null,
        mail: Some(original),
        notices: &[store::digest(key.as_bytes())],
    };
    store::append(connection, &draft)?;
    let token = Token::new().unwrap();
    let person = "maria@corp.example".parse().unwrap();
    let made_for = TokenUse { request: number, revision: 1, person, expires_at: at, notice: Some(id) };
    store::keep_token(connection, &token, &made_for)?;
    Ok(token)
}

/// Ten reports of each person.
pub fn requester(number: u64) -> approval::Address {
    format!("user{}@corp.example", number / 10).parse().unwrap()
}

/// By what a receipt is recognised: each comes twice.
pub fn marks(number: u64) -> [Mark; 3] {
    let mark = |kind, name: &str| {
        let digest = store::digest(format!("{kind:?} {}", number / 2).as_bytes());
        Mark { kind, digest, name: name.to_owned() }
    };
    [mark(MarkKind::File, "receipt.pdf"), mark(MarkKind::Receipt, ""), mark(MarkKind::Text, "")]
}
