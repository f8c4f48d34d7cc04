//! How many mails a second leave through Postfix: ours out of its outbox, each written down before and after, next to
//! `smtp-source`, which makes mails of the same size up and remembers nothing.

use std::path::Path;
use std::process::Command;

use super::Wishes;
use super::desk::{self, Desk, SESSIONS, configure, database};
use super::intake::run;
use super::mails::DESK;
use super::office::{Office, copy};
use super::table::{Table, median, rate};

/// Races the two with the notices that a desk left in its outbox.
pub fn race(office: &Office, queued: &Path, wishes: &Wishes, table: &mut Table) {
    let ask = |question| usize::try_from(desk::number(&queued.join("countersign.db"), question)).unwrap();
    let count = ask("SELECT count(*) FROM outbox WHERE state = 'queued'");
    let size = ask("SELECT CAST(avg(length(bytes)) AS INTEGER) FROM outbox WHERE state = 'queued'");
    let (mut theirs, mut ours, mut computed) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..wishes.rounds {
        theirs.push(smtp_source(office, count, size));
        let (elapsed, seconds) = countersign(office, queued);
        ours.push(elapsed);
        computed.push(seconds);
        let them = theirs.last().unwrap();
        eprintln!("  deliveries, round {}: smtp-source {them:.2} s, ours {elapsed:.2} s", round + 1);
    }
    let (theirs, ours) = (median(&mut theirs), median(&mut ours));
    table.group(&format!("{count} notices of {size} bytes through Postfix, {SESSIONS} sessions kept open"));
    table.plain("smtp-source", &format!("{theirs:.2} s, {:.0} a second", rate(count, theirs)));
    table.plain("ours", &format!("{ours:.2} s, {:.0} a second", rate(count, ours)));
    table.plain("  of that ours computed", &format!("{:.2} s", median(&mut computed)));
    table.at_least("  speed against smtp-source", theirs / ours, 0.8);
}

fn smtp_source(office: &Office, count: usize, size: usize) -> f64 {
    office.wait_for_postfix();
    let elapsed = run(Command::new("smtp-source")
        .args(["-d", "-s", &SESSIONS.to_string(), "-m", &count.to_string(), "-l", &size.to_string()])
        .args(["-f", DESK, "-t", "user1@corp.example", &format!("127.0.0.1:{}", office.servers.smtp().mx)]));
    elapsed.as_secs_f64()
}

fn countersign(office: &Office, queued: &Path) -> (f64, f64) {
    office.wait_for_postfix();
    let lane = office.empty();
    let configuration = configure(office, &lane, office.servers.smtp().mx);
    let database = database(&lane);
    copy(queued, database.parent().unwrap());
    let mut desk = Desk::start(&configuration);
    let left = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'queued')";
    let elapsed = desk.until("all notices are delivered", || desk::number(&database, left) == 0);
    let computed = desk.computed();
    desk.stop();
    let unsent = "SELECT count(*) FROM outbox WHERE state <> 'sent'";
    assert_eq!(desk::number(&database, unsent), 0, "ours did not deliver all");
    (elapsed.as_secs_f64(), computed)
}
