//! What a mail costs where a million requests are stored, next to a thousand.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use countersign::clock::Clock;
use countersign::config;
use countersign::store::Store;

use super::Wishes;
use super::desk::{Desk, configure, database};
use super::fill::fill;
use super::office::{Office, Snapshot, dead_port};
use super::table::{Table, median};

/// Older than what is looked at as lately sent.
const AGE: TimeDelta = TimeDelta::days(60);

/// Takes the same mail in on both, in turns.
pub fn race(office: &Office, snapshot: &Snapshot, wishes: &Wishes, table: &mut Table) {
    let few = filled(office, 1_000);
    let many = filled(office, wishes.stored);
    let (mut few_wall, mut many_wall, mut few_computed, mut many_computed) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..wishes.rounds {
        let (wall, computed) = take_in(office, snapshot, &few);
        few_wall.push(wall);
        few_computed.push(computed);
        let (wall, computed) = take_in(office, snapshot, &many);
        many_wall.push(wall);
        many_computed.push(computed);
        eprintln!("  stored, round {}: {:.2} s and {wall:.2} s", round + 1, few_wall.last().unwrap());
    }
    let (few, many) = (median(&mut few_wall), median(&mut many_wall));
    let (few_computed, many_computed) = (median(&mut few_computed), median(&mut many_computed));
    table.group(&format!("{} mails taken in where many requests are stored", snapshot.mails));
    table.plain("1000 requests stored", &format!("{few:.2} s, computed {few_computed:.2} s"));
    table.plain(
        &format!("{} requests stored", wishes.stored),
        &format!("{many:.2} s, computed {many_computed:.2} s"),
    );
    table.at_most("  cost a mail, computed", many_computed / few_computed, 1.1);
    table.at_most("  cost a mail, by the clock", many / few, 1.1);
}

fn filled(office: &Office, count: u64) -> PathBuf {
    let lane = office.empty();
    let config = config::load(&configure(office, &lane, dead_port())).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&config.desk.database).unwrap();
        fill(&store, &config, count, 1, Clock::system().now() - AGE).await;
        store.close().await;
    });
    let kept = office.servers.folder().join(format!("stored-{count}.db"));
    fs::rename(database(&lane), &kept).unwrap();
    kept
}

fn take_in(office: &Office, snapshot: &Snapshot, stored: &Path) -> (f64, f64) {
    let lane = office.restore(snapshot);
    let configuration = configure(office, &lane, dead_port());
    fs::create_dir_all(database(&lane).parent().unwrap()).unwrap();
    fs::copy(stored, database(&lane)).unwrap();
    let mut desk = Desk::start(&configuration);
    let elapsed = desk.until_all_is_taken_in(office);
    let computed = desk.computed();
    drop(desk);
    (elapsed.as_secs_f64(), computed)
}
