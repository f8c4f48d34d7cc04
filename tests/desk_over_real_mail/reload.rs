//! A new configuration for a desk that runs: taken as a whole or refused as a whole, and no mail is lost or doubled by it.

use std::collections::BTreeSet;
use std::fs;

use super::office::{BOSS, DESK, FINANCE, IT, MARIA, OMAR, Office, SAM, Wishes};
use super::support::servers::{free_port, wait_until};

const TAKEN: &str = "the new configuration is taken";
const BY_ALL: &str = "all loops go by the new configuration";
const KEPT: &str = "nothing is changed";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reloads_in_the_middle_of_everything_lose_and_double_nothing() {
    const MAILS: usize = 30;
    let mut office = Office::open(Wishes::default()).await;
    let mut daemon = office.start().await;
    for number in 1..=MAILS {
        office.forward(&format!("Shop {number}"), &format!("USD {number}.00")).await;
        if number % 5 == 0 {
            office.wishes.escalate_after = if number % 2 == 0 { "7h" } else { "9h" };
            office.configure();
            daemon.ask_to_reload();
            daemon.says_times(TAKEN, number / 5).await;
        }
    }
    office.filed(MAILS, 0).await;
    office.sent_all().await;
    daemon.says(BY_ALL).await;
    for (who, kind) in [(SAM, "approved"), (FINANCE, "settled")] {
        let told = || {
            let titles: Vec<String> = office.notices(who).iter().map(|notice| notice.title()).collect();
            (titles.len() >= MAILS).then_some(titles)
        };
        let titles = wait_until(&format!("all mails of {who}"), told).await;
        let distinct: BTreeSet<&String> = titles.iter().collect();
        assert_eq!((titles.len(), distinct.len()), (MAILS, MAILS), "{titles:?}");
        assert!(titles.iter().all(|title| title.ends_with(kind)), "{titles:?}");
    }
    assert_eq!(office.states().len(), MAILS);
    office.audited();
    assert!(daemon.terminate().await.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_faulty_configuration_changes_nothing_and_every_fault_is_said() {
    let mut office = Office::open(Wishes::default()).await;
    let mut daemon = office.start().await;
    let right = fs::read_to_string(office.config()).unwrap();
    let wrong = right.replace("tiers = ", "teirs = ").replace("domains = [\"corp.example\"]", "domains = []");
    fs::write(office.config(), wrong).unwrap();
    daemon.ask_to_reload();
    daemon.says(KEPT).await;
    let log = daemon.log();
    let line = |key: &str| 1 + right.lines().position(|line| line.starts_with(key)).unwrap();
    for place in [format!("config.toml:{}:1: policy.teirs", line("tiers")), "requesters".to_owned()] {
        assert!(log.contains(&place), "{place}: {log}");
    }

    // A template with a fault, also one that shows in some notices only, a database elsewhere, a certificate that is not there: each refuses the whole.
    fs::create_dir(office.config().with_file_name("looks")).unwrap();
    let template = "Subject: x\n\n{% if request and request.amount %}{{ summary.text }}{% endif %}";
    fs::write(office.config().with_file_name("looks/received.txt"), template).unwrap();
    let looks = right.replace("[inbox]", "templates = \"looks\"\n[inbox]");
    let elsewhere = right.replace("var/countersign.db", "var/another.db");
    let listens = format!("{right}\n[web]\nlisten = \"127.0.0.1:{}\"\n", free_port());
    for (count, (text, why)) in [
        (looks.clone(), "received.txt, line 3: undefined value"),
        (elsewhere, "desk.database cannot change"),
        (listens, "web.listen cannot change"),
    ]
    .into_iter()
    .enumerate()
    {
        fs::write(office.config(), text).unwrap();
        daemon.ask_to_reload();
        daemon.says_times(KEPT, count + 2).await;
        assert!(daemon.log().contains(why), "{why}: {}", daemon.log());
    }
    fs::write(office.config(), looks).unwrap();
    let started = office.run(&["run"]);
    assert!(started.complained.contains("received.txt, line 3: undefined value"), "{}", started.complained);
    assert_eq!(started.status, 2);
    let certificates = office.config().with_file_name("ca.pem");
    fs::write(&certificates, "no certificate").unwrap();
    let text = right.replace(&format!("{:?}", office.servers.ca_file()), &format!("{certificates:?}"));
    fs::write(office.config(), text).unwrap();
    daemon.ask_to_reload();
    daemon.says("no certificate in it").await;

    assert_eq!(daemon.count(TAKEN), 0, "{}", daemon.log());
    office.forward("Cafe Luna", "USD 80.00").await;
    office.has(SAM, &["EXP-1 approved"]).await;
    office.wishes.escalate_after = "9h";
    office.configure();
    daemon.ask_to_reload();
    daemon.says(BY_ALL).await;
    assert!(daemon.terminate().await.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_policy_and_templates_hold_from_the_next_turn_on() {
    let mut office = Office::open(Wishes::default()).await;
    let mut daemon = office.start().await;
    office.forward("Skyline Air", "USD 2,450.00").await;
    office.notice(OMAR, "EXP-1 approval_request").await;
    office.notice(MARIA, "EXP-1 approval_request").await;

    // Omar leaves and the boss comes in his place; who gets a report reads other words.
    office.wishes.second = BOSS;
    let looks = office.config().with_file_name("looks");
    fs::create_dir(&looks).unwrap();
    let words = "Subject: {% if request %}[{{ request.id }}] {% endif %}Got it\n\nWe shall see.\n";
    fs::write(looks.join("received.txt"), words).unwrap();
    office.configure();
    let text = fs::read_to_string(office.config()).unwrap();
    let text = text
        .replace("[inbox]", "templates = \"looks\"\n[inbox]")
        .replace(&format!("contacts = [{BOSS:?}]"), &format!("contacts = [{IT:?}]"));
    fs::write(office.config(), text).unwrap();
    daemon.ask_to_reload();
    daemon.says(BY_ALL).await;
    office.notice(BOSS, "EXP-1 approval_request").await;
    office.answer(OMAR, "EXP-1 approval_request", "APPROVE").await;
    office.forward("Hotel Astoria", "USD 3,450.00").await;
    let received = office.notice(SAM, "EXP-2 received").await;
    assert_eq!(received.subject, "[EXP-2] Got it");
    assert!(received.text.contains("We shall see."), "{}", received.text);
    office.notice(BOSS, "EXP-2 approval_request").await;
    office.answer(BOSS, "EXP-1 approval_request", "APPROVE").await;
    office.becomes("EXP-1", "approved").await;
    let shown = office.run(&["show", "EXP-1", "--json"]).object();
    assert_eq!(shown["decided_by"], serde_json::json!([BOSS]), "{shown}");
    assert!(!office.notices(OMAR).iter().any(|notice| notice.request == "EXP-2"));
    office.audited();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_are_changed_without_losing_what_waits_for_them() {
    let wishes = Wishes {
        inbox: "since = \"2020-01-01\"\n",
        smtp_port: Some(free_port()),
        password: Some("wrong"),
        ..Wishes::default()
    };
    let mut office = Office::open(wishes).await;
    let mut daemon = office.start().await;
    office.forward("Cafe Luna", "USD 80.00").await;
    office.servers.wait_for_mails(DESK, "INBOX", 1).await;
    daemon.says("check inbox.username and inbox.password").await;
    // The right password: nobody waits until a wrong one would have been tried again, which is minutes.
    office.wishes.password = None;
    office.configure();
    daemon.ask_to_reload();
    daemon.says("the outbox fails").await;
    office.filed(1, 0).await;
    office.has(SAM, &[]).await;
    // And the right port.
    office.wishes.smtp_port = None;
    office.configure();
    daemon.ask_to_reload();
    daemon.says_times(BY_ALL, 2).await;
    office.has(SAM, &["EXP-1 approved"]).await;
    office.has(FINANCE, &["EXP-1 settled"]).await;
    office.sent_all().await;
    assert!(daemon.terminate().await.success());
}
