//! Fills a database with requests, as the store keeps them.

use chrono::{DateTime, Utc};
use countersign::approval::{self, Submission};
use countersign::config::Config;
use countersign::store::{self, Connection, Mark, MarkKind, Store, StoreError, Stored, Token, TokenUse};

/// Stores requests that came in then, with a mark and a token each, and gives the secrets of `probes` tokens. One in a
/// hundred is open.
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
    let original = store::keep_mail(connection, b"From: sam@corp.example\n\nTotal: 2,450.00 USD\n")?;
    let mut secrets = Vec::new();
    for number in numbers {
        let requester = requester(number);
        let amount: approval::Money = "2450.00 USD".parse().unwrap();
        let submission = Submission {
            requester,
            subject: "A trip".to_owned(),
            amount: Ok(amount),
            evidence: Some(amount),
            context: None,
        };
        let (mut request, _) = approval::open(policy, number, submission, at);
        request.summary_until = None;
        if number % 100 != 0 {
            request.state = approval::State::Approved;
            request.deadline = None;
        } else if let Some(deadline) = &mut request.deadline {
            *deadline += chrono::TimeDelta::days(365);
        }
        store::insert_request(connection, &Stored { request, original, earlier_notes: Vec::new() })?;
        store::keep_marks(connection, number, &[mark(number)])?;
        let token = Token::new().unwrap();
        let person = "maria@corp.example".parse().unwrap();
        let made_for = TokenUse { request: number, revision: 1, person, expires_at: at, notice: None };
        store::keep_token(connection, &token, &made_for)?;
        if number % every == 0 {
            secrets.push(token.secret().to_owned());
        }
    }
    Ok(secrets)
}

/// Ten reports of each person.
pub fn requester(number: u64) -> approval::Address {
    format!("user{}@corp.example", number / 10).parse().unwrap()
}

/// Each receipt comes twice.
pub fn mark(number: u64) -> Mark {
    let digest = store::digest((number / 2).to_string().as_bytes());
    Mark { kind: MarkKind::File, digest, name: "receipt.pdf".to_owned() }
}
