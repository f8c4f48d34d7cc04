//! The whole desk but its sockets on bad days: from a seed, and the same again from the same seed.
//!
//! `SIMULATION_SEED=7 cargo test --test simulation` replays one seed and prints its steps; `SIMULATION_SEEDS=10000` runs as
//! many (`make simulate`). docs/RELIABILITY.md says what is simulated and what must hold.
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "nobody uses this crate, and a test may stop at once when its world is not as expected"
)]

#[path = "../support/chance.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod chance;
mod letters;
mod lockstep;
mod machine;
mod mutation;
mod office;
mod people;
mod promises;
mod servers;
mod tally;
mod world;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use promises::Broken;
use tally::Tally;

/// So many worlds are run by `cargo test`.
const FEW: u64 = 60;

/// After so many it is told how far it is.
const NEWS: u64 = 500;

/// What must have happened in these: else all promises are kept because nothing came to try them.
const MUST_HAPPEN: [&str; 55] = [
    "report",
    "answer",
    "forged answer",
    "report of a stranger",
    "mail arrives twice",
    "absence answers",
    "notice bounces",
    "mail handed out again",
    "mail handed out twice at once",
    "mail handed out in another order",
    "mailbox renumbered",
    "taken away unread",
    "taken away after it was read",
    "connection lost before mail was read",
    "connection lost before a move",
    "answer to a move lost",
    "outgoing server down",
    "outgoing server says later",
    "outgoing server says never",
    "answer to a mail lost",
    "died when a mail was taken",
    "model answers",
    "model is busy",
    "model fails",
    "model hangs",
    "model lies",
    "model babbles",
    "commit refused by the disk",
    "died before a commit",
    "died after a commit",
    "died while talking to a server",
    "died between two steps",
    "disk full",
    "clock set back",
    "clock set forward",
    "decided by an operator",
    "approved by nobody",
    "approved by one",
    "approved by two",
    "rejected",
    "withdrawn",
    "escalation",
    "reminder",
    "already_closed",
    "mail held back",
    "answer taken while mail is held",
    "died while starting",
    "start refused by the disk",
    "configuration changed while it runs",
    "round while loops go by two configurations",
    "mail released",
    "release refused",
    "approved by more than it needs alone",
    "slow mail",
    "more than 32 mails pass a slow one",
];

fn told(seed: u64, trace: &[String], broken: &[Broken]) -> String {
    let broken: Vec<String> = broken.iter().map(|(promise, how)| format!("{promise:?}: {how}")).collect();
    format!("{}\n{}\nSIMULATION_SEED={seed} repeats it", trace.join("\n"), broken.join("\n"))
}

/// Runs the worlds of these seeds, as many at a time as there are cores; gives what happened in all of them.
fn run(seeds: std::ops::Range<u64>) -> Tally {
    let (next, total) = (AtomicU64::new(seeds.start), Mutex::new(Tally::default()));
    let (done, begun) = (AtomicU64::new(0), Instant::now());
    let broken = Mutex::new(Vec::new());
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                return;
            }
            let ended = world::run(seed, None);
            total.lock().unwrap().add(&ended.tally);
            if !ended.broken.is_empty() {
                let mut broken = broken.lock().unwrap();
                broken.push((seed, ended.broken[0].clone()));
                if broken.len() == 1 {
                    eprintln!("{}", told(seed, &ended.trace, &ended.broken));
                } else {
                    eprintln!("seed {seed}: {:?}", ended.broken[0]);
                }
            }
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(NEWS) {
                let (worlds, broken) = (seeds.end - seeds.start, broken.lock().unwrap().len());
                eprintln!("{done} of {worlds} worlds in {:.0?}, {broken} broken", begun.elapsed());
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(2, |cores| cores.get());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let mut broken = broken.into_inner().unwrap();
    broken.sort();
    let list: Vec<String> =
        broken.iter().map(|(seed, (promise, how))| format!("seed {seed}: {promise:?}: {how}")).collect();
    assert!(broken.is_empty(), "{} of {seeds:?} break a promise:\n{}", broken.len(), list.join("\n"));
    total.into_inner().unwrap()
}

fn number(variable: &str) -> Option<u64> {
    Some(std::env::var(variable).ok()?.parse().expect("a number"))
}

#[test]
fn the_desk_keeps_its_promises_on_bad_days() {
    if let Some(seed) = number("SIMULATION_SEED") {
        let ended = world::run(seed, None);
        eprintln!("{}\n{}", told(seed, &ended.trace, &ended.broken), ended.tally);
        return assert!(ended.broken.is_empty());
    }
    let tally = run(0..number("SIMULATION_SEEDS").unwrap_or(FEW));
    eprintln!("{tally}");
    let missing = tally.missing(&MUST_HAPPEN);
    assert!(missing.is_empty(), "never happened: {missing:?}");
}

#[test]
fn a_seed_is_the_same_world_each_time() {
    for seed in 1_000..1_006 {
        let (first, second) = (world::run(seed, None), world::run(seed, None));
        let differs = first.trace.iter().zip(&second.trace).position(|(a, b)| a != b);
        if let Some(at) = differs {
            panic!(
                "seed {seed}:\n{}\n{}\n{}",
                first.trace[..at].join("\n"),
                first.trace[at],
                second.trace[at]
            );
        }
        assert_eq!((first.trace.len(), first.tally), (second.trace.len(), second.tally), "seed {seed}");
    }
}

/// How many worlds may be needed until a mutation shows.
const PATIENCE: u64 = 40;

#[test]
fn each_promise_is_watched() {
    for (mutation, promise) in mutation::ALL {
        let mut instead = Vec::new();
        let seen = (0..PATIENCE).find(|seed| {
            let broken = world::run(*seed, Some(mutation)).broken;
            let found = broken.iter().any(|(found, _)| *found == promise);
            instead.extend(broken.into_iter().filter(|_| !found));
            found
        });
        assert!(seen.is_some(), "{mutation:?} breaks {promise:?}, and what is noticed is {instead:?}");
    }
}
