//! What it costs that much is stored: the look-up of a reply, the look around a new report, and `list`, with a thousand and with a million requests.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::missing_docs_in_private_items,
    reason = "a bench"
)]
#![allow(missing_docs, reason = "a bench")]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use countersign::approval::{self, Submission};
use countersign::clock::Clock;
use countersign::config;
use countersign::store::{self, Connection, Mark, MarkKind, Store, StoreError, Stored, Token, TokenUse};
use countersign::turn;

const FEW: u64 = 1_000;
const MANY: u64 = 1_000_000;
const PROBES: u64 = 2_000;

fn main() {
    let few = measure(FEW);
    let many = measure(MANY);
    println!("reply look-up: {:?} with {FEW} requests, {:?} with {MANY}", few.look_up, many.look_up);
    println!("  ratio {:.2}", many.look_up.as_secs_f64() / few.look_up.as_secs_f64());
    println!("look around a report: {:?} with {FEW} requests, {:?} with {MANY}", few.around, many.around);
    println!("  ratio {:.2}", many.around.as_secs_f64() / few.around.as_secs_f64());
    println!("`list` (whole process, median of 9): {:?} with {FEW}, {:?} with {MANY}", few.list, many.list);
    println!("`list --state pending` : {:?} with {FEW}, {:?} with {MANY}", few.pending, many.pending);
}

struct Figures {
    look_up: Duration,
    around: Duration,
    list: Duration,
    pending: Duration,
}

fn measure(count: u64) -> Figures {
    let folder = tempfile::tempdir().unwrap();
    let configuration = folder.path().join("config.toml");
    std::fs::write(&configuration, config::SHIPPED).unwrap();
    restrict(&configuration);
    let config = config::load(&configuration).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store = Store::open(&config.desk.database).unwrap();
    let secrets = runtime.block_on(fill(&store, &config, count));
    let reader = store.reader().unwrap();
    let look_up = per_probe(&reader, &secrets);
    let around = per_report(&reader, &config.policy, count);
    let list = whole_process(&configuration, &["list"]);
    let pending = whole_process(&configuration, &["list", "--state", "pending"]);
    Figures { look_up, around, list, pending }
}

fn restrict(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
}

/// Stores requests with a token each, and gives some of the tokens' secrets.
async fn fill(store: &Store, config: &config::Config, count: u64) -> Vec<String> {
    let mut secrets = Vec::new();
    for first in (1..=count).step_by(10_000) {
        let policy = config.policy.clone();
        let last = (first + 9_999).min(count);
        let batch =
            store.write(move |connection| batch(connection, &policy, first..=last, count)).await.unwrap();
        secrets.extend(batch);
    }
    secrets
}

fn batch(
    connection: &Connection,
    policy: &approval::Policy,
    numbers: std::ops::RangeInclusive<u64>,
    count: u64,
) -> Result<Vec<String>, StoreError> {
    let now = Clock::system().now();
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
        let (mut request, _) = approval::open(policy, number, submission, now);
        if number % 100 != 0 {
            request.state = approval::State::Approved;
            request.deadline = None;
        }
        store::insert_request(connection, &Stored { request, original, earlier_notes: Vec::new() })?;
        store::keep_marks(connection, number, &[mark(number)])?;
        let token = Token::new().unwrap();
        let person = "maria@corp.example".parse().unwrap();
        let made_for = TokenUse { request: number, revision: 1, person, expires_at: now, notice: None };
        store::keep_token(connection, &token, &made_for)?;
        if number % (count / PROBES).max(1) == 0 {
            secrets.push(token.secret().to_owned());
        }
    }
    Ok(secrets)
}

/// Ten reports of each person.
fn requester(number: u64) -> approval::Address {
    format!("user{}@corp.example", number / 10).parse().unwrap()
}

/// Each receipt comes twice.
fn mark(number: u64) -> Mark {
    let digest = store::digest((number / 2).to_string().as_bytes());
    Mark { kind: MarkKind::File, digest, name: "receipt.pdf".to_owned() }
}

/// What is asked about each new report: who else sent its receipt, and what else its sender asked for.
fn per_report(reader: &Connection, policy: &approval::Policy, count: u64) -> Duration {
    let step = usize::try_from((count / PROBES).max(1)).unwrap();
    let numbers: Vec<u64> = (10..=count).step_by(step).collect();
    let now = Clock::system().now();
    let begin = Instant::now();
    for number in &numbers {
        assert!(!store::marked(reader, &mark(*number), None, 20).unwrap().is_empty());
        let others = turn::others(reader, policy, &requester(*number), None, now).unwrap();
        assert!(!others.named.is_empty());
    }
    begin.elapsed() / u32::try_from(numbers.len()).unwrap()
}

fn per_probe(reader: &Connection, secrets: &[String]) -> Duration {
    let rounds = 5;
    let begin = Instant::now();
    for _ in 0..rounds {
        for secret in secrets {
            let token = store::find_token(reader, secret).unwrap().unwrap();
            assert!(store::request(reader, token.made_for.request).unwrap().is_some());
        }
    }
    begin.elapsed() / u32::try_from(rounds * secrets.len()).unwrap()
}

fn whole_process(configuration: &Path, arguments: &[&str]) -> Duration {
    let mut times: Vec<Duration> = (0..9)
        .map(|_| {
            let begin = Instant::now();
            let output = Command::new(env!("CARGO_BIN_EXE_countersign"))
                .arg("--config")
                .arg(configuration)
                .args(arguments)
                .output()
                .unwrap();
            assert!(output.status.success());
            begin.elapsed()
        })
        .collect();
    times.sort();
    times.get(4).copied().unwrap()
}
