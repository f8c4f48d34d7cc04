//! One case: what the desk knows before, the mails that are sent, and what must come of them. Data, read from a file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A case as its file tells it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The name of its file, which says what is odd.
    pub name: String,
    /// The rows of the threat model that it tries: `T41`.
    pub rows: Vec<String>,
    /// What there is before.
    pub on: Scene,
    /// Whether there is a second request of the same kind: `the other`.
    pub another: bool,
    /// What must become of the last mail.
    pub must: Must,
    /// How the request ends, where it does not stay as it is.
    pub ends: Option<End>,
    /// The request that the last mail opens.
    pub opens: Option<Opening>,
    /// The mails, in the order in which they arrive, with their placeholders.
    pub mails: Vec<String>,
}

/// What there is before an attack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// No request.
    Nothing,
    /// Sam's report, which needs one approval.
    OneNeeded,
    /// Sam's report, which needs two.
    TwoNeeded,
    /// The same, and Maria approved it.
    OneGiven,
    /// Maria approved, and it is done.
    Approved,
    /// Maria rejected it.
    Rejected,
    /// Sam withdrew it.
    Withdrawn,
    /// Nobody can tell the total of Sam's report.
    AmountUnknown,
    /// Maria's own report, which Omar is asked about.
    MariasOwn,
}

/// What must become of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Must {
    /// No request changes, whatever is answered.
    Nothing,
    /// The same, and nobody gets an answer, but for the owner of a reply address who is warned.
    Silence,
    /// The same, and the mail lies in the quarantine.
    Quarantine,
    /// The sender is asked what was meant.
    AsksBack,
    /// The sender is told that it does not count.
    Refused,
    /// It counts.
    Counts,
}

/// How a request ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// `pending`
    pub state: String,
    /// Who approved.
    pub given: Vec<String>,
    /// `900.00 USD`, where it is another one than before.
    pub amount: Option<String>,
    /// What the policy sees, the same.
    pub policy: Option<String>,
}

/// The request that a mail opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// In this state, of this amount.
    Exactly(String, Option<String>),
    /// The requester is asked for the total, or the policy sees at least so much.
    AtLeast(String),
}

impl Case {
    /// Whether it is an honest mail that must count.
    pub fn is_honest(&self) -> bool {
        self.must == Must::Counts
    }
}

/// The folder with the cases.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attack-cases")
}

/// All cases, or those that `ATTACK` names.
pub fn all() -> Vec<Case> {
    let word = std::env::var("ATTACK").unwrap_or_default();
    let mut paths: Vec<_> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let cases = paths.iter().filter(|path| path.extension().is_some_and(|it| it == "case"));
    let cases: Vec<_> = cases.map(|path| read(path)).filter(|case| case.name.contains(&word)).collect();
    assert!(!cases.is_empty(), "no case has {word:?} in its name");
    cases
}

fn read(path: &Path) -> Case {
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let text = fs::read_to_string(path).unwrap();
    parse(name.clone(), &text).unwrap_or_else(|fault| panic!("{name}.case: {fault}"))
}

fn parse(name: String, text: &str) -> Result<Case, String> {
    let mut pieces = text.split("\n=====\n");
    let mut head = BTreeMap::new();
    for line in pieces.next().unwrap_or_default().lines() {
        let (key, value) = line.split_once(": ").ok_or(format!("{line:?} is no `key: value`"))?;
        head.insert(key.to_owned(), value.trim().to_owned());
    }
    let mut take = |key: &str| head.remove(key);
    let rows = take("rows").ok_or("it names no rows")?;
    let by = take("by").ok_or("it does not say who attacks")?;
    if by.split_whitespace().any(|by| !["O", "C", "S", "A", "P", "R", "M", "L", "N"].contains(&by)) {
        return Err(format!("{by:?} is nobody of the threat model"));
    }
    let case = Case {
        name,
        rows: rows.split_whitespace().map(str::to_owned).collect(),
        on: scene(take("on").as_deref().unwrap_or("one needed"))?,
        another: take("another").is_some_and(|it| it == "yes"),
        must: must(&take("must").ok_or("it does not say what must happen")?)?,
        ends: take("ends").map(|it| end(&it)),
        opens: take("opens").map(|it| opening(&it)),
        mails: pieces.map(str::to_owned).collect(),
    };
    drop(take("because"));
    match head.keys().next() {
        Some(key) => Err(format!("nobody knows what {key:?} is")),
        None if case.mails.is_empty() => Err("it has no mail".to_owned()),
        None => Ok(case),
    }
}

fn scene(words: &str) -> Result<Scene, String> {
    Ok(match words {
        "nothing" => Scene::Nothing,
        "one needed" => Scene::OneNeeded,
        "two needed" => Scene::TwoNeeded,
        "one given" => Scene::OneGiven,
        "approved" => Scene::Approved,
        "rejected" => Scene::Rejected,
        "withdrawn" => Scene::Withdrawn,
        "amount unknown" => Scene::AmountUnknown,
        "maria's own" => Scene::MariasOwn,
        _ => return Err(format!("{words:?} is no scene")),
    })
}

fn must(words: &str) -> Result<Must, String> {
    Ok(match words {
        "nothing" => Must::Nothing,
        "silence" => Must::Silence,
        "quarantine" => Must::Quarantine,
        "asks back" => Must::AsksBack,
        "refused" => Must::Refused,
        "counts" => Must::Counts,
        _ => return Err(format!("{words:?} is nothing that can happen")),
    })
}

/// `approved`, `pending, given by maria`, `pending, 900.00 USD`, `pending, policy 900.00 USD`.
fn end(words: &str) -> End {
    let mut parts = words.split(", ");
    let mut end = End { state: parts.next().unwrap_or_default().to_owned(), ..End::default() };
    for part in parts {
        if let Some(people) = part.strip_prefix("given by ") {
            end.given = people.split(" and ").map(|name| format!("{name}@corp.example")).collect();
        } else if let Some(policy) = part.strip_prefix("policy ") {
            end.policy = Some(policy.to_owned());
        } else {
            end.amount = Some(part.to_owned());
        }
    }
    end
}

/// `pending, 5000.00 USD`, `needs_amount`, `at least 18900.00 USD`.
fn opening(words: &str) -> Opening {
    if let Some(amount) = words.strip_prefix("at least ") {
        return Opening::AtLeast(amount.to_owned());
    }
    match words.split_once(", ") {
        Some((state, amount)) => Opening::Exactly(state.to_owned(), Some(amount.to_owned())),
        None => Opening::Exactly(words.to_owned(), None),
    }
}

/// The names of all cases, whatever `ATTACK` says.
pub fn names() -> std::collections::BTreeSet<String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.extension().is_some_and(|it| it == "case"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}
