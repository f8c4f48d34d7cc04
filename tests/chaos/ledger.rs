//! Accounts for everything when all is over: each mail, each request, each entry, each copy of each notice.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::crashes::Aftermath;
use super::mailbox::message_id;
use super::office::{BOSS, DESK, IT};
use super::people::People;
use super::plan::Plan;

pub fn check(after: &Aftermath, people: &People) {
    let sent = people.sent();
    every_mail_counts_once(after, &sent);
    every_report_came_to_its_end(after, &people.plans);
    notices(after, people);
    let office = &after.office;
    office.audited();
    assert_eq!(office.run(&["outbox", "list"]).done(), "");
    assert_eq!(office.run(&["quarantine", "list"]).done(), "");
    assert_eq!(office.servers.mails(DESK, "INBOX"), Vec::<String>::new());
    let filed = office.servers.mails(DESK, "Processed");
    let filed: BTreeSet<_> = filed.iter().map(|mail| message_id(mail.as_bytes()).unwrap()).collect();
    assert_eq!(filed, sent, "what is filed is what was sent");
}

/// Each mail that was sent was taken in once, further copies are duplicates, and each left one entry.
fn every_mail_counts_once(after: &Aftermath, sent: &BTreeSet<String>) {
    let count = |sql: &str| after.sight.count(sql);
    assert_eq!(count("SELECT count(*) FROM seen WHERE outcome = 'done'"), sent.len());
    assert_eq!(count("SELECT count(*) FROM seen WHERE outcome = 'quarantined'"), 0);
    assert_eq!(
        count("SELECT count(*) FROM audit WHERE mail IS NOT NULL"),
        count("SELECT count(*) FROM seen")
    );
    let sql = "SELECT bytes, (SELECT count(*) FROM audit WHERE mail = digest) FROM mails";
    let mut statement = after.sight.database.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut kept = BTreeMap::<String, usize>::new();
    while let Some(row) = rows.next().unwrap() {
        let bytes: Vec<u8> = row.get(0).unwrap();
        *kept.entry(message_id(&bytes).unwrap()).or_default() += row.get::<_, usize>(1).unwrap();
    }
    let wanted: BTreeMap<_, _> = sent.iter().map(|id| (id.clone(), 1)).collect();
    assert_eq!(kept, wanted, "each mail is kept, with one entry");
}

/// Each report has one request, which ended as it had to, by as many people as it needed.
fn every_report_came_to_its_end(after: &Aftermath, plans: &[Plan]) {
    let sql = "SELECT number, bytes FROM requests JOIN mails ON digest = original";
    let mut statement = after.sight.database.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut of_shop = BTreeMap::<String, Vec<u64>>::new();
    while let Some(row) = rows.next().unwrap() {
        let (number, bytes): (u64, Vec<u8>) = (row.get(0).unwrap(), row.get(1).unwrap());
        let text = String::from_utf8(bytes).unwrap();
        let (_, rest) = text.split_once("Subject: Fwd: Your receipt from ").unwrap();
        of_shop.entry(rest.lines().next().unwrap().to_owned()).or_default().push(number);
    }
    assert_eq!(of_shop.len(), plans.len(), "requests and reports");
    for plan in plans {
        let numbers = &of_shop[&plan.shop()];
        assert_eq!(numbers.len(), 1, "{plan:?} opened {numbers:?}");
        ended_well(after, plan, numbers[0]);
    }
}

fn ended_well(after: &Aftermath, plan: &Plan, number: u64) {
    let sql = "SELECT doc FROM requests WHERE number = ?1";
    let doc: String = after.sight.database.query_row(sql, [number], |row| row.get(0)).unwrap();
    let doc: Value = serde_json::from_str(&doc).unwrap();
    assert_eq!(doc["state"], plan.state(), "{plan:?}: {doc}");
    assert_eq!(doc["requester"], plan.requester, "{plan:?}: {doc}");
    let given = doc["approvals"].as_array().unwrap();
    let people: BTreeSet<_> = given.iter().map(|approval| approval["person"].to_string()).collect();
    let (least, most) = plan.approvals();
    assert!(given.len() == people.len() && (least..=most).contains(&people.len()), "{plan:?}: {doc}");
}

/// Nobody is told a thing in two different mails; all copies of one are the bytes that were written; and a copy more than
/// one there is at most for each crash while the notice was on its way.
fn notices(after: &Aftermath, people: &People) {
    let mut written: BTreeMap<[u8; 32], (String, String)> = BTreeMap::new();
    let sql = "SELECT digest, recipient, notice || ' ' || coalesce(request, ''), state FROM outbox";
    let mut statement = after.sight.database.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let state: String = row.get(3).unwrap();
        assert_eq!(state, "sent");
        written.insert(row.get(0).unwrap(), (row.get(1).unwrap(), row.get(2).unwrap()));
    }
    let titles: BTreeSet<_> = written.values().collect();
    assert_eq!(titles.len(), written.len(), "somebody is told something twice");
    let (mut doubles, mut found) = (0, BTreeSet::new());
    for (who, mailbox) in &people.mailboxes {
        let mut copies = BTreeMap::<[u8; 32], Vec<String>>::new();
        for letter in mailbox.letters() {
            let notice =
                letter.notice.unwrap_or_else(|| panic!("{who} got {}, which is no notice", letter.id));
            let wanted = written.get(&letter.sent);
            assert_eq!(
                wanted.map(|it| it.0.as_str()),
                Some(*who),
                "a mail that was not written so: {notice:?}"
            );
            copies.entry(letter.sent).or_default().push(letter.id);
        }
        for (digest, ids) in copies {
            let most = 1 + after.doubtful.get(&ids[0]).copied().unwrap_or_default();
            assert!(
                ids.len() <= most,
                "{who} has {} copies of {:?}, not {most}",
                ids.len(),
                written[&digest]
            );
            doubles += ids.len() - 1;
            found.insert(digest);
        }
    }
    assert_eq!(found.len(), written.len(), "each notice came");
    for who in [BOSS, IT] {
        assert!(people.mailboxes[who].letters().is_empty(), "{who} was told something");
    }
    println!(
        "{} mails, {} entries, {} notices, {doubles} further copies of them",
        people.sent().len(),
        after.sight.count("SELECT count(*) FROM audit"),
        written.len()
    );
}
