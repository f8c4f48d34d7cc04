//! A play: the requests are opened by honest mail, then all cases' mails arrive in an order of chance, each twice.

use std::collections::BTreeMap;
use std::fs;

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::case::{Case, Scene};
use super::chance::Chance;
use super::fill::{Known, filled};
use super::names::Names;
use super::office::{Notice, Office};
use super::outcome::{Evidence, faults};
use super::promises;
use super::signature::Keys;

/// A case on the stage.
pub struct Played<'a> {
    pub case: &'a Case,
    /// The number of its request.
    pub request: Option<String>,
    /// The number of the other.
    pub other: Option<String>,
    /// Its mails, filled.
    pub mails: Vec<Vec<u8>>,
    /// Where its mails came, as the office counts: the first copies.
    pub places: Vec<usize>,
}

/// Everything that came out wrong: the name of the case, or nothing where it is about the whole, and what.
pub type Faults = Vec<(Option<String>, String)>;

/// Plays all cases on one desk.
pub fn play(cases: &[Case], chance: &mut Chance) -> Faults {
    let keys = Keys::new();
    let folder = tempfile::tempdir().unwrap();
    let names = Names::start(folder.path(), &keys);
    let mut office = Office::open(names.port, "4 MiB");
    let mut played = set_up(&mut office, cases, &keys);
    let before = requests(&office);
    let notices = office.notices();
    fill(&mut played, &notices, &keys);
    if let Some(folder) = std::env::var_os("ATTACK_KEEP") {
        keep(std::path::Path::new(&folder), &played);
    }
    let first = office.delivered();
    let order = shuffled(&played, chance);
    office.deliver(order.iter().map(|(case, mail)| played[*case].mails[*mail].as_slice()));
    for (at, (case, mail)) in order.iter().enumerate() {
        let places = &mut played[*case].places;
        if places.len() == *mail {
            places.push(first + at + 1);
        }
    }
    office.settle();
    let evidence = Evidence {
        before,
        after: requests(&office),
        audit: office.objects(&["audit", "log", "--json"]),
        notices: office.notices(),
        known: notices.len(),
        quarantined: office.filed(".Quarantine"),
    };
    let mut found = faults(&played, &evidence);
    found.extend(promises::broken(&mut office, &played, &evidence));
    found.extend(inspected(&office, &played));
    found
}

/// Writes the mails down, for whoever wants to see them.
fn keep(folder: &std::path::Path, played: &[Played<'_>]) {
    fs::create_dir_all(folder).unwrap();
    for played in played {
        for (nth, mail) in played.mails.iter().enumerate() {
            fs::write(folder.join(format!("{}-{}.eml", played.case.name.replace('/', " "), nth + 1)), mail)
                .unwrap();
        }
    }
}

/// The requests by number.
fn requests(office: &Office) -> BTreeMap<String, Value> {
    let listed = office.objects(&["list", "--json"]);
    listed.into_iter().map(|it| (it["id"].as_str().unwrap().to_owned(), it)).collect()
}

/// The digest of a mail as the audit log names it.
pub fn digest(mail: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(mail))
}

/// Opens what the cases need.
fn set_up<'a>(office: &mut Office, cases: &'a [Case], keys: &Keys) -> Vec<Played<'a>> {
    let mut played: Vec<_> = cases
        .iter()
        .map(|case| Played { case, request: None, other: None, mails: Vec::new(), places: Vec::new() })
        .collect();
    let mut reports = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        for copy in 0..=usize::from(case.another) {
            if let Some(report) = report(case.on, at, copy) {
                reports.push((at, copy, letter(&report, &format!("{at}-{copy}.report"), keys)));
            }
        }
    }
    office.deliver(reports.iter().map(|(_, _, mail)| mail.as_slice()));
    office.settle_all();
    let opened = opened(&office.objects(&["audit", "log", "--json"]));
    for (at, copy, mail) in &reports {
        let number = opened.get(&digest(mail)).cloned().expect("an honest report opens a request");
        let played = &mut played[*at];
        *(if *copy == 0 { &mut played.request } else { &mut played.other }) = Some(number);
    }
    decide(office, &played, keys);
    played
}

/// The request that each mail opened, by the mail's digest.
pub fn opened(audit: &[Value]) -> BTreeMap<String, String> {
    let opened = audit.iter().filter(|entry| entry["event"].get("opened").is_some());
    let pair =
        |entry: &Value| Some((entry["mail"].as_str()?.to_owned(), format!("EXP-{}", entry["request"])));
    opened.filter_map(pair).collect()
}

/// What was decided before.
fn decide(office: &mut Office, played: &[Played<'_>], keys: &Keys) {
    let notices = office.notices();
    let mut replies = Vec::new();
    for (at, played) in played.iter().enumerate() {
        let (who, word) = match played.case.on {
            Scene::OneGiven | Scene::Approved => ("maria", "APPROVE"),
            Scene::Rejected => ("maria", "REJECT"),
            Scene::Withdrawn => ("sam", "WITHDRAW"),
            Scene::Nothing
            | Scene::OneNeeded
            | Scene::TwoNeeded
            | Scene::AmountUnknown
            | Scene::MariasOwn => continue,
        };
        let mine = about(&notices, played.request.as_deref());
        let known = Known {
            id: &format!("{at}.decision"),
            notices: &mine,
            others: &[],
            number: played.request.as_deref().unwrap_or_default(),
            other: "",
            keys,
        };
        replies.push(filled(&format!("{{reply {who}}}\n{word}\n"), &known));
    }
    office.deliver(replies.iter().map(Vec::as_slice));
    office.settle();
}

fn report(on: Scene, at: usize, copy: usize) -> Option<String> {
    let (who, total) = match on {
        Scene::Nothing => return None,
        Scene::OneNeeded | Scene::Approved | Scene::Rejected | Scene::Withdrawn => {
            ("sam", "Total: 5,000.00 USD")
        }
        Scene::TwoNeeded | Scene::OneGiven => ("sam", "Total: 18,900.00 USD"),
        Scene::AmountUnknown => ("sam", "The receipt follows."),
        Scene::MariasOwn => ("maria", "Total: 5,000.00 USD"),
    };
    Some(format!("{{report {who}}}\nCase {at}, {copy}.\n{total}\n"))
}

fn letter(text: &str, id: &str, keys: &Keys) -> Vec<u8> {
    filled(text, &Known { id, notices: &[], others: &[], number: "", other: "", keys })
}

fn about<'a>(notices: &'a [Notice], request: Option<&str>) -> Vec<&'a Notice> {
    notices.iter().filter(|notice| Some(notice.request.as_str()) == request).collect()
}

fn fill(played: &mut [Played<'_>], notices: &[Notice], keys: &Keys) {
    for (at, played) in played.iter_mut().enumerate() {
        let (mine, others) =
            (about(notices, played.request.as_deref()), about(notices, played.other.as_deref()));
        for (nth, mail) in played.case.mails.iter().enumerate() {
            let known = Known {
                id: &mail_id(at, nth),
                notices: &mine,
                others: &others,
                number: played.request.as_deref().unwrap_or_default(),
                other: played.other.as_deref().unwrap_or_default(),
                keys,
            };
            played.mails.push(filled(mail, &known));
        }
    }
}

/// The left half of a mail's Message-ID.
pub fn mail_id(case: usize, nth: usize) -> String {
    format!("{case}-{nth}.case")
}

/// The mails of all cases, each twice, in any order in which those of one case follow each other.
fn shuffled(played: &[Played<'_>], chance: &mut Chance) -> Vec<(usize, usize)> {
    let mut turns: Vec<usize> =
        played.iter().enumerate().flat_map(|(at, it)| vec![at; it.mails.len() * 2]).collect();
    chance.shuffle(&mut turns);
    let mut sent = vec![0; played.len()];
    let next = |case: usize| {
        let count = sent[case];
        sent[case] += 1;
        // Either all and then all copies, or each followed by its copy.
        let mails = played[case].mails.len();
        (case, if case.is_multiple_of(2) { count % mails } else { count / 2 })
    };
    turns.into_iter().map(next).collect()
}

/// Longer ones are there to cost time.
const LONGEST_INSPECTED: usize = 100_000;

/// What `inspect` says where the mail alone tells: nobody who is stopped at the first gates is said to decide.
fn inspected(office: &Office, played: &[Played<'_>]) -> Faults {
    let folder = office.folder().join("inspected");
    fs::create_dir_all(&folder).unwrap();
    let small = |mail: &&Vec<u8>| mail.len() < LONGEST_INSPECTED;
    let by_hand = played.iter().filter(|it| !it.case.name.contains(' '));
    let played: Vec<_> = by_hand.collect();
    for (played, mail) in played.iter().filter_map(|it| Some((*it, it.mails.last().filter(small)?))) {
        fs::write(folder.join(format!("{}.eml", played.case.name)), mail).unwrap();
    }
    let said = office.objects(&["inspect", "--json", folder.to_str().unwrap()]);
    let mut found = Faults::new();
    for said in said {
        let file = said["file"].as_str().unwrap();
        let name = file.rsplit('/').next().unwrap().trim_end_matches(".eml");
        let Some(played) = played.iter().find(|it| it.case.name == name) else { continue };
        let word = |key: &str| said[key].as_str().unwrap_or_default();
        let decides = word("kind") == "reply"
            && ["approve", "reject"].contains(&word("decision"))
            && said["authentication"]["result"] == "pass";
        let must_not = played.case.rows.iter().any(|row| shows_in_a_mail(row)) && !played.case.is_honest();
        if must_not && decides {
            found.push((Some(name.to_owned()), format!("inspect says that it decides: {said}")));
        }
        if let (true, Some(end)) = (played.case.is_honest(), &played.case.ends)
            && ["approved", "rejected"].contains(&end.state.as_str())
            && !decides
        {
            found.push((Some(name.to_owned()), format!("inspect says that it decides nothing: {said}")));
        }
    }
    found
}

/// Identity, the text of a reply, and automatic mail: what a mail alone tells.
fn shows_in_a_mail(row: &str) -> bool {
    let number: u32 = row.trim_start_matches('T').parse().unwrap_or(0);
    (1..=10).contains(&number)
        || number == 12
        || number == 13
        || number == 15
        || number == 17
        || (40..=55).contains(&number)
}
