//! What became of each case, against what must.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::case::{Case, End, Must, Opening, folder};
use super::office::Notice;
use super::promises::NAMES;
use super::stage::{Faults, Played, digest, mail_id, opened};

/// What is looked at.
pub struct Evidence {
    pub before: BTreeMap<String, Value>,
    pub after: BTreeMap<String, Value>,
    pub audit: Vec<Value>,
    pub notices: Vec<Notice>,
    /// So many of the notices are from before.
    pub known: usize,
    /// The places of the mails in the quarantine.
    pub quarantined: BTreeSet<usize>,
}

/// What of a request may not change by an attack.
const LASTING: [&str; 9] = [
    "state",
    "requester",
    "subject",
    "amount",
    "policy_amount",
    "approvals",
    "asked",
    "decided_by",
    "escalations",
];

/// What is wrong with the cases.
pub fn faults(played: &[Played<'_>], evidence: &Evidence) -> Faults {
    let opened = opened(&evidence.audit);
    let mut found = Faults::new();
    for (at, played) in played.iter().enumerate() {
        let case = played.case;
        let mut wrong = requests(played, evidence);
        wrong.extend(openings(played, evidence, &opened));
        wrong.extend(disposition(at, played, evidence));
        found.extend(wrong.into_iter().map(|it| (Some(case.name.clone()), it)));
    }
    found
}

fn requests(played: &Played<'_>, evidence: &Evidence) -> Vec<String> {
    let mut wrong = Vec::new();
    let numbers = [(&played.request, played.case.ends.as_ref()), (&played.other, None)];
    for (number, end) in numbers.into_iter().filter_map(|(number, end)| Some((number.as_ref()?, end))) {
        let (before, after) = (&evidence.before[number], &evidence.after[number]);
        match end {
            Some(end) => wrong.extend(ending(end, after).map(|it| format!("{number} {it}"))),
            None => wrong.extend(
                LASTING
                    .iter()
                    .filter(|key| before[**key] != after[**key])
                    .map(|key| format!("{number}: {key} was {} and is {}", before[*key], after[*key])),
            ),
        }
    }
    wrong
}

fn ending(end: &End, after: &Value) -> Option<String> {
    let given: Vec<&str> =
        after["approvals"]["given"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    let (amount, policy) = (money(after, "amount"), money(after, "policy_amount"));
    let right = after["state"] == end.state.as_str()
        && (end.given.is_empty() && end.state != "pending" || given == end.given)
        && end.amount.as_ref().is_none_or(|it| *it == amount)
        && end.policy.as_ref().is_none_or(|it| *it == policy);
    (!right).then(|| {
        format!("ends {} with {amount} ({policy}), given {given:?}, and not as {end:?}", after["state"])
    })
}

fn money(request: &Value, key: &str) -> String {
    let part = |of: &str| request[key][of].as_str().unwrap_or_default();
    format!("{} {}", part("value"), part("currency")).trim().to_owned()
}

fn openings(played: &Played<'_>, evidence: &Evidence, opened: &BTreeMap<String, String>) -> Option<String> {
    let numbers: Vec<_> = played.mails.iter().filter_map(|mail| opened.get(&digest(mail))).collect();
    let (number, wanted) = match (numbers.as_slice(), &played.case.opens) {
        ([], None) => return None,
        ([], Some(wanted)) => return Some(format!("opens no request, and not {wanted:?}")),
        ([number], None) => return Some(format!("opens {number}: {}", evidence.after[*number])),
        ([number], Some(wanted)) => (*number, wanted),
        (more, _) => return Some(format!("opens {more:?}")),
    };
    let request = &evidence.after[number];
    let money = |key: &str| money(request, key);
    let right = match wanted {
        Opening::Exactly(state, amount) => {
            request["state"] == state.as_str() && amount.as_ref().is_none_or(|it| *it == money("amount"))
        }
        Opening::AtLeast(amount) => {
            let worth = |money: &str| money.split(' ').next().unwrap().parse::<f64>().unwrap_or(0.0);
            request["state"] == "needs_amount" || worth(&money("policy_amount")) >= worth(amount)
        }
    };
    (!right)
        .then(|| format!("opens {number} {} with {}, and not {wanted:?}", request["state"], money("amount")))
}

fn disposition(at: usize, played: &Played<'_>, evidence: &Evidence) -> Vec<String> {
    let case = played.case;
    let last = played.mails.len() - 1;
    // Nobody may be answered by a machine's mail; of other cases, the last mail counts.
    let ids: Vec<String> = (0..=last)
        .filter(|nth| *nth == last || case.must == Must::Silence)
        .map(|nth| format!("{}@mua.example", mail_id(at, nth)))
        .collect();
    let answers: Vec<&Notice> =
        evidence.notices[evidence.known..].iter().filter(|it| ids.contains(&it.answers)).collect();
    let told: Vec<String> = answers.iter().map(|it| format!("{} to {}", it.kind, it.owner)).collect();
    let quarantined = evidence.quarantined.contains(&played.places[last]);
    let mut wrong = Vec::new();
    let tired = case.must == Must::AsksBack && quarantined && was_too_often(played, last, evidence);
    if !tired
        && quarantined != (case.must == Must::Quarantine)
        && matches!(case.must, Must::Quarantine | Must::Counts | Must::AsksBack)
    {
        wrong.push(
            if quarantined { "lies in the quarantine" } else { "does not lie in the quarantine" }.to_owned(),
        );
    }
    let any = |kinds: &[&str]| answers.iter().any(|it| kinds.contains(&it.kind.as_str()));
    match case.must {
        Must::Quarantine | Must::Silence => {
            let mail = String::from_utf8_lossy(&played.mails.concat()).to_lowercase();
            let strangers =
                answers.iter().filter(|it| it.kind != "refused" || !is_owner(it, &mail, evidence));
            wrong.extend(strangers.map(|it| format!("is answered with {} to {}", it.kind, it.owner)));
        }
        Must::AsksBack if !tired && !any(&["not_understood", "amount_needed", "question", "answer"]) => {
            wrong.push(format!("asks nobody: {told:?}"));
        }
        // Who tries too often is told no more.
        Must::Refused if !quarantined && !any(&["refused", "already_closed", "not_understood"]) => {
            wrong.push(format!("refuses nothing: {told:?}"));
        }
        Must::Nothing | Must::AsksBack | Must::Refused | Must::Counts => {}
    }
    if case.is_honest() {
        let done = digest(&played.mails[last]);
        let entries: Vec<&Value> =
            evidence.audit.iter().filter(|entry| entry["mail"] == done.as_str()).collect();
        let once = entries.iter().filter(|it| it["event"].get("noted").is_none()).count();
        let answered = entries
            .iter()
            .filter(|it| it["event"]["noted"].as_str().is_some_and(|it| it.contains("answered with")))
            .count();
        if once + answered != 1 {
            wrong.push(format!("took effect {} times", once + answered));
        }
    }
    wrong.into_iter().map(|it| format!("its last mail {it}")).collect()
}

/// Whether a notice goes to somebody whose reply address stands in the mail.
fn is_owner(notice: &Notice, mail: &str, evidence: &Evidence) -> bool {
    let theirs = evidence.notices.iter().filter(|it| it.owner == notice.owner);
    theirs.flat_map(Notice::secrets).any(|secret| mail.contains(&secret))
}

/// The faults without those that are known; and every known one that is none any more.
pub fn against_known(cases: &[Case], faults: Faults) -> Vec<String> {
    let text = fs::read_to_string(folder().join("not-yet-held.txt")).unwrap();
    let known: BTreeMap<&str, &str> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(" -- ").unwrap_or_else(|| panic!("{line:?} gives no reason")))
        .collect();
    let mut left = Vec::new();
    let mut broken = BTreeSet::new();
    for (name, fault) in faults {
        match name {
            Some(name) if known.contains_key(name.as_str()) => {
                eprintln!("not yet held: {name}: {fault}");
                broken.insert(name);
            }
            Some(name) => {
                let rows = cases.iter().find(|case| case.name == name).map(|it| it.rows.join(" "));
                left.push(format!("{name} ({}): {fault}", rows.unwrap_or_default()));
            }
            None => left.push(fault),
        }
    }
    for case in cases.iter().filter(|case| known.contains_key(case.name.as_str())) {
        if !broken.contains(&case.name) {
            left.push(format!("{} is held now: take it off not-yet-held.txt", case.name));
        }
    }
    let whole = std::env::var_os("ATTACK").is_none();
    for promise in NAMES.iter().filter(|it| whole && known.contains_key(**it) && !broken.contains(**it)) {
        left.push(format!("{promise:?} is held now: take it off not-yet-held.txt"));
    }
    let all = super::case::names();
    let is_one = |name: &str| all.contains(name) || NAMES.contains(&name);
    left.extend(
        known.keys().filter(|name| !is_one(name)).map(|it| format!("{it} in not-yet-held.txt is no case")),
    );
    left
}

/// Whether a mail was set aside for nothing else than that its writer was asked so often before.
fn was_too_often(played: &Played<'_>, mail: usize, evidence: &Evidence) -> bool {
    let digest = digest(&played.mails[mail]);
    let mut entries = evidence.audit.iter().filter(|entry| entry["mail"] == digest.as_str());
    entries.any(|entry| entry["event"]["noted"].as_str().is_some_and(|it| it.contains("led to nothing")))
}
