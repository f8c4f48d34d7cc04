//! The race: taking mail in, delivering, answering fast, with much stored; each next to the best there is, in one run.
//!
//! Prints figures, ratios and targets; a missed target fails nothing. A quick look: `RACE_ROUNDS=1 RACE_MAILS=1000`.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::missing_docs_in_private_items,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a bench"
)]

mod arrival;
mod delivery;
mod desk;
mod fill;
mod intake;
mod mails;
mod office;
mod pdf;
mod stored;
#[path = "../../tests/support/mod.rs"]
mod support;
mod table;

use std::fs;

use office::Office;
use table::Table;

/// What is raced, from the environment.
#[derive(Clone)]
pub struct Wishes {
    /// `RACE_ROUNDS`: of so many the median is taken.
    pub rounds: usize,
    /// `RACE_PYTHON`: the slow one, which takes minutes a round, may run fewer.
    pub python_rounds: usize,
    /// `RACE_MAILS`: in the mailbox.
    pub mails: usize,
    /// `RACE_PROBES`: reports that arrive one by one.
    pub probes: usize,
    /// `RACE_STORED`: requests in the large database.
    pub stored: u64,
    /// `RACE_TLS=1`: IMAP inside TLS, for all three.
    pub tls: bool,
    /// `RACE_PROGRAM` races another build of ours; `RACE_ONLY`: some of `intake,pdf,delivery,arrival,stored`.
    pub only: Option<String>,
}

impl Wishes {
    fn from_environment() -> Self {
        let wish = |name: &str, default: usize| {
            std::env::var(name)
                .map_or(default, |value| value.parse().unwrap_or_else(|_| panic!("{name}={value}")))
        };
        let rounds = wish("RACE_ROUNDS", 5);
        Self {
            rounds,
            python_rounds: wish("RACE_PYTHON", rounds),
            mails: wish("RACE_MAILS", 10_000),
            probes: wish("RACE_PROBES", 100),
            stored: u64::try_from(wish("RACE_STORED", 1_000_000)).unwrap(),
            tls: wish("RACE_TLS", 0) != 0,
            only: std::env::var("RACE_ONLY").ok(),
        }
    }

    fn wants(&self, part: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.split(',').any(|wanted| wanted == part))
    }
}

fn main() {
    let wishes = Wishes::from_environment();
    let office = Office::open(wishes.tls);
    let mut table = Table::default();
    let (load, cores) = (load(), std::thread::available_parallelism().map_or(0, usize::from));
    let kept = |name: &str| office.servers.folder().join(name);
    let plain = office.fill("plain", wishes.mails, false);
    if wishes.wants("intake") || wishes.wants("delivery") || wishes.wants("pdf") {
        let without = intake::race(&office, &plain, "text and HTML", &kept("plain"), &wishes, &mut table);
        if wishes.wants("pdf") {
            let mixed = office.fill("pdf", wishes.mails, true);
            let what = "which every tenth brings a PDF";
            // How the two of them stand is known by now; here it is about the PDFs.
            let without_python = Wishes { python_rounds: 0, ..wishes.clone() };
            let with = intake::race(&office, &mixed, what, &kept("pdf"), &without_python, &mut table);
            intake::pdfs(&office, wishes.mails, &without, &with, &wishes, &mut table);
        }
    }
    if wishes.wants("delivery") {
        delivery::race(&office, &kept("plain"), &wishes, &mut table);
    }
    if wishes.wants("arrival") {
        arrival::measure(&office, &wishes, &mut table);
    }
    if wishes.wants("stored") {
        stored::race(&office, &plain, &wishes, &mut table);
    }
    table.group("throughout");
    table.at_most("peak memory of ours, MB", desk::peak(), 100.0);
    println!(
        "\nThe race: {} rounds on {cores} cores, medians; load of the machine before {load}, after {}",
        wishes.rounds,
        self::load()
    );
    table.print();
}

/// Of the last minute.
fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}
