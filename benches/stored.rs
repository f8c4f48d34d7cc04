//! What it costs that much is stored: the look-up of a reply, the look around a new report, and `list`, with a thousand and with a million requests.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::missing_docs_in_private_items,
    reason = "a bench"
)]
#![allow(missing_docs, unreachable_pub, reason = "a bench")]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use countersign::approval;
use countersign::clock::Clock;
use countersign::config;
use countersign::store::{self, Connection, Store};
use countersign::turn;

#[path = "race/fill.rs"]
mod fill;

use fill::{fill, marks, requester};

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
    let secrets = runtime.block_on(fill(&store, &config, count, PROBES, Clock::system().now()));
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

/// What is asked about each new report: who else sent its receipt, and what else its sender asked for.
fn per_report(reader: &Connection, policy: &approval::Policy, count: u64) -> Duration {
    let step = usize::try_from((count / PROBES).max(1)).unwrap();
    let numbers: Vec<u64> = (10..=count).step_by(step).collect();
    let now = Clock::system().now();
    let begin = Instant::now();
    for number in &numbers {
        for mark in marks(*number) {
            assert!(!store::marked(reader, &mark, None, 20).unwrap().is_empty());
        }
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
