//! Turns against a real database: what hostile and unlucky mail must not bring about.

mod clock;
mod loops;

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Desk, Taken, Trail, Understood, understand, verify};
use crate::approval::{Policy, Request, State};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::inbox::Place;
use crate::mail::Templates;
use crate::outbox::Verdict;
use crate::resolver::Answers;
use crate::store::{self, DeliveryState, Store};

const CONFIG: &str = r#"
[desk]
address = "expenses@corp.example"
database = "desk.db"
[inbox]
kind = "maildir"
path = "mail"
[outbox]
kind = "maildir"
path = "mail"
[policy]
currency = "USD"
rates = { EUR = 1.08, IDR = 0.00006 }
tiers = [ { above = 1000, approvals = 1 }, { above = 10000, approvals = 2 } ]
[requesters]
domains = ["corp.example"]
[[approvers]]
name = "Maria Lopez"
email = "maria@corp.example"
aliases = ["m.lopez@corp.example"]
[[approvers]]
name = "Omar Haddad"
email = "omar@corp.example"
aliases = ["omar@home.example"]
[escalation]
levels = [ { after = "8h", contacts = ["boss@corp.example"], may_decide = true } ]
[summary]
provider = "none"
[authentication]
mode = "authserv"
authserv_ids = ["mx.corp.example"]
[operators]
addresses = ["it@corp.example"]
"#;

const VOUCHED: &str = "Authentication-Results: mx.corp.example; dmarc=pass header.from=corp.example\r\n";

/// A desk in an empty folder, whose clock the test moves.
struct Bench {
    desk: Desk,
    mails: usize,
    _folder: tempfile::TempDir,
}

fn read(desk: &Desk, raw: String) -> Understood {
    let (arrived, answers) = (desk.clock.now(), Answers::new());
    understand(raw.into_bytes(), arrived, &answers, &desk.identity, &desk.config, &desk.extractor)
}

fn configured(folder: &Path, text: &str) -> Config {
    let path = folder.join("config.toml");
    std::fs::write(&path, text).unwrap();
    config::load(&path).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The settings of these tests.
pub(super) fn settings() -> Config {
    configured(tempfile::tempdir().unwrap().path(), CONFIG)
}

/// The policy of these tests.
pub(super) fn policy() -> Policy {
    settings().policy
}

/// A notice as it lies in the outbox.
struct Sent {
    kind: String,
    person: String,
    reply_to: String,
    message_id: String,
    subject: String,
    raw: String,
}

impl Bench {
    fn new() -> Self {
        Self::with(CONFIG)
    }

    fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = configured(folder.path(), text);
        let store = Store::open(Path::new(&config.desk.database)).unwrap();
        let clock = Clock::moved("2026-11-23T10:00:00Z".parse::<DateTime<Utc>>().unwrap());
        let templates = Arc::new(Templates::load(None).ok().unwrap());
        Self { desk: Desk::new(Arc::new(config), templates, clock, store), mails: 0, _folder: folder }
    }

    async fn take(&mut self, raw: String) -> Taken {
        self.mails += 1;
        let place = Place { mailbox: "desk".to_owned(), key: self.mails.to_string() };
        let mail = read(&self.desk, raw);
        self.desk.take(place, mail).await.unwrap()
    }

    /// A mail that the company's server vouches for.
    async fn mail(&mut self, from: &str, to: &str, more: &str, text: &str) -> Taken {
        self.write(VOUCHED, from, to, more, text).await
    }

    async fn write(&mut self, trace: &str, from: &str, to: &str, more: &str, text: &str) -> Taken {
        let id = self.mails;
        let raw = format!(
            "{trace}Received: by mx.corp.example\r\nFrom: {from}\r\nTo: {to}\r\nMessage-ID: <{id}@client.example>\r\n\
             Date: Mon, 23 Nov 2026 10:00:00 +0000\r\n{more}\r\n{text}\r\n"
        );
        self.take(raw).await
    }

    fn pass(&self, by: TimeDelta) {
        self.desk.clock.pass(by);
    }

    async fn settle(&self) {
        while self.desk.do_what_is_due().await.unwrap() > 0 {}
    }

    /// A request; the audit log replays to it.
    fn request(&self, number: u64) -> Request {
        let reader = self.desk.store.reader().unwrap();
        assert_eq!(verify(&reader).unwrap().faults, Vec::<String>::new());
        store::request(&reader, number).unwrap().unwrap().request
    }

    /// Changes the database behind the desk's back.
    async fn tamper(&self, sql: &'static str) {
        let turn = move |connection: &store::Connection| connection.execute_batch(sql);
        self.desk
            .store
            .write(move |connection| turn(connection).map_err(store::StoreError::from))
            .await
            .unwrap();
    }

    /// Everything that waits in the outbox, which is empty afterwards.
    async fn sent(&self) -> Vec<Sent> {
        let mut sent = Vec::new();
        loop {
            let due = self.desk.dispatch(64).await.unwrap();
            if due.is_empty() {
                return sent;
            }
            for dispatch in due {
                let text = String::from_utf8_lossy(&dispatch.parcel.bytes).into_owned();
                let field = |name: &str| {
                    let start = text.lines().find_map(|line| line.strip_prefix(name));
                    start.unwrap_or_default().trim().trim_matches(['<', '>']).to_owned()
                };
                let reply_to = field("Reply-To:");
                sent.push(Sent {
                    kind: field("X-Countersign-Notice:"),
                    person: dispatch.parcel.recipient.to_string(),
                    reply_to: reply_to.rsplit('<').next().unwrap_or_default().to_owned(),
                    message_id: field("Message-ID:"),
                    subject: field("Subject:"),
                    raw: text.clone(),
                });
                self.desk.delivered(dispatch.id, Verdict::Delivered).await.unwrap();
            }
        }
    }
}

fn only<'a>(sent: &'a [Sent], kind: &str, person: &str) -> &'a Sent {
    let mut found = sent.iter().filter(|it| it.kind == kind && it.person == person);
    let first = found.next().unwrap_or_else(|| panic!("no {kind} to {person}"));
    assert!(found.next().is_none(), "two {kind} to {person}");
    first
}

const DESK: &str = "expenses@corp.example";

/// A request of Sam's under decision; gives what was sent.
async fn pending(bench: &mut Bench, amount: &str) -> Vec<Sent> {
    bench.mail("sam@corp.example", DESK, "Subject: Fwd: receipt\r\n", &format!("Total: {amount}")).await;
    bench.pass(TimeDelta::minutes(5));
    bench.settle().await;
    bench.sent().await
}

#[tokio::test]
async fn two_receipts_in_two_currencies_weigh_what_both_are_worth() {
    let mut bench = Bench::new();
    let receipts = "Content-Type: multipart/mixed; boundary=b\r\nMIME-Version: 1.0\r\nSubject: hotel\r\n";
    let parts = "--b\r\nContent-Type: text/plain\r\n\r\nPlease see both.\r\n--b\r\nContent-Type: text/plain; name=a.txt\r\n\
        Content-Disposition: attachment; filename=a.txt\r\n\r\nTotal: 9,999,999 IDR\r\n--b\r\n\
        Content-Type: text/plain; name=b.txt\r\nContent-Disposition: attachment; filename=b.txt\r\n\r\nTotal: 9,000.00 EUR\r\n--b--\r\n";
    bench.mail("sam@corp.example", DESK, receipts, parts).await;
    let needed = bench.sent().await;
    let reply_to = only(&needed, "amount_needed", "sam@corp.example").reply_to.clone();
    bench.mail("sam@corp.example", &reply_to, "Subject: Re: hotel\r\n", "AMOUNT 900 USD").await;
    let request = bench.request(1);
    assert_eq!(request.state, State::Pending, "{request:?}");
    assert_eq!(request.policy_amount.unwrap().to_string(), "10,320.00 USD");
    assert_eq!(request.required, 2);
}

#[tokio::test]
async fn mail_that_only_claims_to_be_from_somebody_does_not_use_up_their_allowance() {
    let mut bench = Bench::new();
    for _ in 0..700 {
        bench.write("", "maria@corp.example", DESK, "Subject: spam\r\n", "Total: 5.00 USD").await;
        bench.write("", "sam@corp.example", DESK, "Subject: spam\r\n", "Total: 5.00 USD").await;
    }
    let sent = pending(&mut bench, "5,000.00 USD").await;
    let asked = only(&sent, "approval_request", "maria@corp.example").reply_to.clone();
    bench.mail("maria@corp.example", &asked, "Subject: Re: x\r\n", "APPROVE").await;
    assert_eq!(bench.request(1).state, State::Approved);
}

/// T78, T85: a mail server that delivers everything twice does not halve what people may send.
#[tokio::test]
async fn a_second_copy_of_a_mail_does_not_use_up_its_senders_allowance() {
    let mut bench = Bench::new();
    let raw = format!(
        "{VOUCHED}Received: by mx.corp.example\r\nFrom: sam@corp.example\r\nTo: {DESK}\r\nSubject: taxi\r\n\r\nTotal: 5.00 USD\r\n"
    );
    for _ in 0..70 {
        bench.take(raw.clone()).await;
    }
    let sent = pending(&mut bench, "5,000.00 USD").await;
    assert_eq!(only(&sent, "approval_request", "maria@corp.example").person, "maria@corp.example");
    assert_eq!(bench.request(2).state, State::Pending);
}

#[tokio::test]
async fn a_machine_that_answers_each_warning_unauthenticated_is_not_warned_for_ever() {
    let mut bench = Bench::new();
    let sent = pending(&mut bench, "5,000.00 USD").await;
    let mut reply_to = only(&sent, "approval_request", "maria@corp.example").reply_to.clone();
    let mut warned = 0;
    for _ in 0..50 {
        bench.write("", "maria@corp.example", &reply_to, "Subject: Re: x\r\n", "I am in Rome.").await;
        let sent = bench.sent().await;
        let Some(warning) = sent.iter().find(|it| it.kind == "refused") else { break };
        reply_to = warning.reply_to.clone();
        warned += 1;
    }
    assert!(warned <= 10, "{warned} warnings");
    // The last address that she was given still is good.
    bench.mail("maria@corp.example", &reply_to, "Subject: Re: x\r\n", "APPROVE").await;
    assert_eq!(bench.request(1).state, State::Approved);
}

#[tokio::test]
async fn a_machine_that_answers_every_notice_without_a_sign_is_soon_left_alone() {
    let mut bench = Bench::new();
    let sent = pending(&mut bench, "5,000.00 USD").await;
    let mut reply_to = only(&sent, "approval_request", "maria@corp.example").reply_to.clone();
    let mut answers = 0;
    for _ in 0..700 {
        bench.mail("maria@corp.example", &reply_to, "Subject: Re: x\r\n", "I am in Rome.").await;
        let sent = bench.sent().await;
        let Some(answer) = sent.iter().find(|it| it.kind == "not_understood") else { break };
        reply_to = answer.reply_to.clone();
        answers += 1;
    }
    assert!(answers <= 30, "{answers} answers");
    bench.mail("maria@corp.example", &reply_to, "Subject: Re: x\r\n", "APPROVE").await;
    assert_eq!(bench.request(1).state, State::Approved);
}

#[tokio::test]
async fn a_reply_whose_address_and_thread_name_different_requests_decides_neither() {
    let mut bench = Bench::new();
    let first = pending(&mut bench, "5,000.00 USD").await;
    let second = pending(&mut bench, "6,000.00 USD").await;
    let address = &only(&first, "approval_request", "maria@corp.example").reply_to;
    let id = &only(&second, "approval_request", "maria@corp.example").message_id;
    let headers = format!("Subject: Re: x\r\nIn-Reply-To: <{id}>\r\n");
    bench.mail("maria@corp.example", address, &headers, "APPROVE").await;
    assert_eq!(bench.request(1).state, State::Pending);
    assert_eq!(bench.request(2).state, State::Pending);
    only(&bench.sent().await, "not_understood", "maria@corp.example");
}

#[tokio::test]
async fn a_mail_of_which_only_the_header_was_read_cannot_be_released() {
    let bench = Bench::new();
    let raw = format!("{VOUCHED}From: sam@corp.example\r\nTo: {DESK}\r\nSubject: Fwd: 900.00 USD\r\n\r\n");
    let mail = read(&bench.desk, raw);
    let place = Place { mailbox: "desk".to_owned(), key: "large".to_owned() };
    bench.desk.take_too_large(place, 99_000_000, mail).await.unwrap();
    let released = bench.desk.release(1, "it@corp.example".to_owned()).await;
    assert!(released.is_err(), "{released:?}");
    assert!(store::request(&bench.desk.store.reader().unwrap(), 1).unwrap().is_none());
}

#[tokio::test]
async fn an_operator_does_not_decide_their_own_report() {
    let mut bench = Bench::new();
    bench.mail("it+me@corp.example", DESK, "Subject: x\r\n", "Total: 5,000.00 USD").await;
    let decided = bench.desk.decide(1, "it@corp.example".parse().unwrap(), true, "mine".to_owned()).await;
    assert!(decided.is_err());
    assert_eq!(bench.request(1).state, State::Pending);
}

#[tokio::test]
async fn replies_of_endless_lines_are_answered_like_any_other() {
    let mut bench = Bench::new();
    let lines = "a\r\n".repeat(60_000);
    let sent = pending(&mut bench, "5,000.00 USD").await;
    let asked = only(&sent, "approval_request", "maria@corp.example").reply_to.clone();
    for word in ["Well", "ASK", "ASK why", "APPROVED?", "STATUS", "DELEGATE", "REJECT"] {
        let text = format!("{word}\r\n{lines}");
        bench.mail("maria@corp.example", &asked, "Subject: Re: x\r\n", &text).await;
        assert!(!bench.sent().await.is_empty(), "{word}");
    }
}

#[tokio::test]
async fn a_receipt_that_comes_with_the_amount_counts_like_one_that_came_first() {
    let mut bench = Bench::new();
    bench.mail("sam@corp.example", DESK, "Subject: hotel\r\n", "Please see the receipt.").await;
    let reply_to = only(&bench.sent().await, "amount_needed", "sam@corp.example").reply_to.clone();
    let header = "Content-Type: multipart/mixed; boundary=b\r\nMIME-Version: 1.0\r\nSubject: Re: hotel\r\n";
    let parts = "--b\r\nContent-Type: text/plain\r\n\r\nAMOUNT 900 USD\r\n--b\r\nContent-Type: text/plain; name=a.txt\r\n\
        Content-Disposition: attachment; filename=a.txt\r\n\r\nTotal: 9,000.00 EUR\r\n--b--\r\n";
    bench.mail("sam@corp.example", &reply_to, header, parts).await;
    let request = bench.request(1);
    assert_eq!(request.state, State::Pending);
    assert_eq!(request.policy_amount.unwrap().to_string(), "9,720.00 USD");
}

#[tokio::test]
async fn one_request_whose_notice_cannot_be_written_does_not_hold_the_others_up() {
    let mut bench = Bench::new();
    for subject in ["one", "two", "three"] {
        let header = format!("Subject: {subject}\r\n");
        bench.mail("sam@corp.example", DESK, &header, "Total: 5,000.00 USD").await;
    }
    bench
        .tamper(
            "CREATE TRIGGER broken BEFORE INSERT ON outbox WHEN NEW.request = 1 AND NEW.notice = 'approval_request'
             BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END",
        )
        .await;
    bench.pass(TimeDelta::minutes(5));
    assert!(bench.desk.do_what_is_due().await.is_err());
    let sent = bench.sent().await;
    assert_eq!(sent.iter().filter(|it| it.kind == "approval_request").count(), 4);
    bench.tamper("DROP TRIGGER broken").await;
    assert!(bench.request(1).summary_until.is_some());
}

#[tokio::test]
async fn a_kept_mail_that_was_changed_is_found_by_the_audit() {
    let mut bench = Bench::new();
    bench.mail("sam@corp.example", DESK, "Subject: x\r\n", "Total: 5,000.00 USD").await;
    bench.request(1);
    bench
        .tamper("UPDATE mails SET bytes = CAST(replace(CAST(bytes AS TEXT), '5,000', '6,000') AS BLOB)")
        .await;
    let found = verify(&bench.desk.store.reader().unwrap()).unwrap();
    assert_eq!(found.faults.len(), 1, "{:?}", found.faults);
}

#[tokio::test]
async fn a_delivery_report_is_told_to_operators_once_however_often_it_comes() {
    let mut bench = Bench::new();
    let sent = pending(&mut bench, "5,000.00 USD").await;
    let id = &only(&sent, "received", "sam@corp.example").message_id;
    let header = "Return-Path: <>\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n";
    let report = format!(
        "--b\r\nContent-Type: text/plain\r\n\r\nNo such user\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; sam@corp.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{id}>\r\n\r\nx\r\n--b--\r\n"
    );
    for _ in 0..20 {
        bench.write("", "mailer-daemon@mx.corp.example", DESK, header, &report).await;
    }
    only(&bench.sent().await, "operator", "it@corp.example");
    assert_eq!(bench.request(1).state, State::Pending);
}

/// T97: who is suspended is in the log, and nobody changes it behind its back.
#[tokio::test]
async fn a_suspension_that_was_lifted_in_the_database_only_is_found_by_the_audit() {
    let bench = Bench::new();
    let (maria, it) = ("m.lopez@corp.example".parse().unwrap(), "it@corp.example".to_owned());
    bench.desk.suspend(maria, false, it, "her phone is stolen".to_owned()).await.unwrap();
    let faults = || verify(&bench.desk.store.reader().unwrap()).unwrap().faults;
    assert_eq!(faults(), Vec::<String>::new());
    bench.tamper("DELETE FROM suspended").await;
    assert_eq!(faults(), ["whether maria@corp.example is suspended is not what the log says"]);
}

/// T103: a decision that counts only because an operator vouched for its sender says so for ever.
#[tokio::test]
async fn a_released_mail_says_who_released_it_and_why_that_was_needed() {
    let mut bench = Bench::new();
    bench.write("", "sam@corp.example", DESK, "Subject: x\r\n", "Total: 5,000.00 USD").await;
    bench.desk.release(1, "it@corp.example".to_owned()).await.unwrap();
    let entries = store::request_entries(&bench.desk.store.reader().unwrap(), 1).unwrap();
    let gates = Trail::of_entry(&entries[0].authentication);
    let vouched: Vec<&str> = gates.passages().iter().map(|it| it.why.as_str()).collect();
    let why = vouched.iter().find(|why| why.starts_with("released by it@corp.example: "));
    assert!(why.is_some_and(|why| why.contains("not authenticated")), "{vouched:?}");
    assert_eq!(gates.stopped(), None);
    assert_eq!(bench.request(1).state, State::Pending);
}

/// T31: somebody whose main address became another one is still one person, and counts once.
#[tokio::test]
async fn a_person_under_a_new_main_address_does_not_approve_twice() {
    let mut bench = Bench::new();
    let sent = pending(&mut bench, "20,000.00 USD").await;
    let asked = only(&sent, "approval_request", "maria@corp.example").reply_to.clone();
    bench.mail("maria@corp.example", &asked, "Subject: Re: x\r\n", "APPROVE").await;
    let mut config = (*bench.desk.config).clone();
    let maria = &mut config.policy.approvers[0];
    std::mem::swap(&mut maria.email, &mut maria.aliases[0]);
    bench.desk.config = Arc::new(config);
    bench.settle().await;
    let asked: Vec<String> = bench.sent().await.into_iter().map(|sent| sent.person).collect();
    assert!(!asked.contains(&"m.lopez@corp.example".to_owned()), "{asked:?}");
    let request = bench.request(1);
    assert_eq!((request.state, request.distinct_approvals()), (State::Pending, 1));
    assert!(request.seats.iter().all(|seat| seat.person.local() != "maria"), "{:?}", request.seats);
}

/// Five days in which nobody tried are no five days of trying.
#[tokio::test]
async fn a_mail_that_waited_for_days_is_not_given_up_at_the_first_later() {
    let mut bench = Bench::new();
    bench.mail("sam@corp.example", DESK, "Subject: Fwd: receipt\r\n", "Total: 500 USD").await;
    bench.pass(TimeDelta::days(6));
    let mut states = Vec::new();
    for _ in 0..12 {
        for dispatch in bench.desk.dispatch(64).await.unwrap() {
            let later = Verdict::Later("451 4.7.1 come back".to_owned());
            let verdict = if dispatch.id == 1 { later } else { Verdict::Delivered };
            bench.desk.delivered(dispatch.id, verdict).await.unwrap();
        }
        let reader = bench.desk.store.reader().unwrap();
        states.push(store::delivery(&reader, 1).unwrap().unwrap().state);
        bench.pass(TimeDelta::hours(4));
    }
    assert_eq!(states[..11], [DeliveryState::Queued; 11]);
    assert_eq!(states[11], DeliveryState::Failed);
}
