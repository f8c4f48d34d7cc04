//! `kill -9` at random and at chosen moments while a whole office works, on a real Dovecot and a real Postfix; at the end
//! every mail, every decision and every copy of every notice is accounted for.
//!
//! `CHAOS_MAILS`, `CHAOS_KILLS` and `CHAOS_SEED` say how much and which; `make chaos` runs the large one.
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "nobody uses this crate, and a test may stop at once when its world is not as expected"
)]

#[path = "../desk_over_real_mail/letters.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod letters;
#[path = "../desk_over_real_mail/office.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod office;
#[path = "../support/ollama.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod ollama;
#[path = "../desk_over_real_mail/program.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod program;
#[path = "../support/mod.rs"]
mod support;

#[path = "../support/chance.rs"]
#[allow(dead_code, reason = "this test uses a part of it")]
mod chance;
mod crashes;
mod ledger;
mod mailbox;
mod people;
mod plan;
mod sight;

use chance::Chance;
use crashes::Crashes;
use office::{Office, Wishes};
use people::People;
use plan::plans;

fn number(name: &str, default: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number")),
        Err(_) => default,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_and_nothing_is_done_twice_however_often_the_desk_is_killed() {
    let seed = number("CHAOS_SEED", u64::from(getrandom::u32().unwrap()));
    let (mails, kills) = (number("CHAOS_MAILS", 120), number("CHAOS_KILLS", 20));
    println!("CHAOS_SEED={seed} CHAOS_MAILS={mails} CHAOS_KILLS={kills}");
    let mut chance = Chance::new(seed);
    let plans = plans(usize::try_from(mails).unwrap(), &mut chance);

    let office = Office::open(Wishes::default()).await;
    each_report_stands_alone(&office);
    let daemon = office.start().await;
    let people = People::at_work(&office, plans);
    let mut crashes = Crashes::new(office, daemon, &people, chance);
    crashes.happen(usize::try_from(kills).unwrap(), &people).await;
    crashes.settle(&people).await;
    let told = crashes.told();
    println!("{told}");
    let aftermath = crashes.end().await;
    ledger::check(&aftermath, &people);
    let missed = aftermath.landings.missed();
    assert!(missed.is_empty(), "no kill landed here: {missed:?}\n{told}");
}

/// Each report is decided by its own amount, and nobody sends too much: what becomes of it follows from its plan.
fn each_report_stands_alone(office: &Office) {
    let file = office.config();
    let settings = std::fs::read_to_string(&file)
        .unwrap()
        .replace("[policy]\n", "[policy]\nsplit_window = \"off\"\n")
        .replace("[limits]\n", "[limits]\nmails_per_sender = \"100000/h\"\n");
    std::fs::write(file, settings).unwrap();
}
