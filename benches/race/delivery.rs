//! How many mails a second leave through Postfix: ours out of its outbox, each written down before and after, next to
//! `smtp-source`, which says one of each kind again and again and remembers nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::Wishes;
use super::desk::{self, Desk, SESSIONS, configure, database};
use super::intake::run;
use super::mails::DESK;
use super::office::{Office, copy};
use super::table::{Table, median, rate};

/// Races the two with the notices that a desk left in its outbox.
pub fn race(office: &Office, queued: &Path, wishes: &Wishes, table: &mut Table) {
    let kinds = kinds(office, &queued.join("countersign.db"));
    let count = kinds.iter().map(|kind| kind.count).sum();
    let (mut theirs, mut ours, mut computed) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..wishes.rounds {
        theirs.push(smtp_source(office, &kinds));
        let (elapsed, seconds) = countersign(office, queued);
        ours.push(elapsed);
        computed.push(seconds);
        let them = theirs.last().unwrap();
        eprintln!("  deliveries, round {}: smtp-source {them:.2} s, ours {elapsed:.2} s", round + 1);
    }
    let (theirs, ours) = (median(&mut theirs), median(&mut ours));
    table.group(&format!("{count} notices through Postfix, {SESSIONS} sessions kept open"));
    table.plain("smtp-source", &format!("{theirs:.2} s, {:.0} a second", rate(count, theirs)));
    table.plain("ours", &format!("{ours:.2} s, {:.0} a second", rate(count, ours)));
    table.plain("  of that ours computed", &format!("{:.2} s", median(&mut computed)));
    table.at_least("  speed against smtp-source", theirs / ours, 0.8);
}

/// How many notices of one kind are queued, and a file with one of usual size.
struct Kind {
    count: usize,
    notice: PathBuf,
}

fn kinds(office: &Office, database: &Path) -> Vec<Kind> {
    let connection = desk::reader(database);
    let mut kinds = connection
        .prepare(
            "SELECT notice, count(*), avg(length(bytes)) FROM outbox WHERE state = 'queued' GROUP BY notice",
        )
        .unwrap();
    let rows = kinds.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(|row| {
        let (name, count, usual): (String, i64, f64) = row.unwrap();
        let sql = "SELECT bytes FROM outbox WHERE state = 'queued' AND notice = ?1
                   ORDER BY abs(length(bytes) - ?2) LIMIT 1";
        let bytes: Vec<u8> = connection.query_row(sql, (&name, usual), |row| row.get(0)).unwrap();
        let notice = office.servers.folder().join(name);
        // It ends each line by itself.
        fs::write(&notice, String::from_utf8(bytes).unwrap().replace("\r\n", "\n")).unwrap();
        Kind { count: usize::try_from(count).unwrap(), notice }
    })
    .collect()
}

/// Each mail to somebody else, like ours: else what Postfix knows of the last recipient serves for all.
fn smtp_source(office: &Office, kinds: &[Kind]) -> f64 {
    office.wait_for_postfix();
    let server = format!("127.0.0.1:{}", office.servers.smtp().mx);
    let send = |Kind { count, notice }: &Kind| {
        run(Command::new("smtp-source")
            .args(["-d", "-s", &SESSIONS.to_string(), "-m", &count.to_string(), "-N", "-F"])
            .arg(notice)
            .args(["-f", DESK, "-t", "user1@corp.example", &server]))
    };
    kinds.iter().map(send).sum::<Duration>().as_secs_f64()
}

fn countersign(office: &Office, queued: &Path) -> (f64, f64) {
    office.wait_for_postfix();
    let lane = office.empty();
    let configuration = configure(office, &lane, office.servers.smtp().mx);
    let database = database(&lane);
    copy(queued, database.parent().unwrap());
    let mut desk = Desk::start(&configuration);
    let looks = desk::reader(&database);
    let left = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'queued')";
    let elapsed = desk.until("all notices are delivered", || {
        !looks.query_row(left, [], |row| row.get::<_, bool>(0)).unwrap()
    });
    let computed = desk.computed();
    desk.stop();
    let unsent = "SELECT count(*) FROM outbox WHERE state <> 'sent'";
    assert_eq!(desk::number(&database, unsent), 0, "ours did not deliver all");
    (elapsed.as_secs_f64(), computed)
}
