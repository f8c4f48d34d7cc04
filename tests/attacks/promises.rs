//! What holds whatever is sent: nobody outside hears of it, no secret leaves its mail, every mail is told of once, and the
//! desk goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use mail_parser::MessageParser;
use regex::bytes::Regex;

use super::office::{Notice, Office};
use super::outcome::Evidence;
use super::stage::{Faults, Played, digest};

/// Who may get mail: those in the directory, and colleagues whose own server vouched for what they sent.
const PEOPLE: [&str; 8] = ["sam", "maria", "omar", "ines", "boss", "it", "tom", "expenses"];
/// The desk's `limits.message`.
const LARGEST: usize = 4 << 20;
/// In KiB, the program included.
pub const MOST_MEMORY: u64 = 256 * 1024;
/// What our mails have in their header.
const FIELDS: [&str; 17] = [
    "return-path",
    "delivered-to",
    "from",
    "to",
    "reply-to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "auto-submitted",
    "x-auto-response-suppress",
    "x-countersign-request",
    "x-countersign-notice",
];

/// The promises that were broken.
pub fn broken(office: &mut Office, played: &[Played<'_>], evidence: &Evidence) -> Faults {
    let mut broken = Vec::new();
    if !office.is_alive() {
        broken.push(format!("the desk has ended:\n{}", office.log()));
        return broken.into_iter().map(|it| (None, it)).collect();
    }
    let memory = office.most_memory();
    eprintln!("{} mails, {memory} KiB at most", office.delivered());
    if memory > MOST_MEMORY {
        broken.push(format!("the desk held {memory} KiB"));
    }
    let verified = office.run(&["audit", "verify"]);
    if !verified.status.success() {
        broken.push(format!("the audit log: {}", String::from_utf8_lossy(&verified.stdout)));
    }
    broken.extend(recipients(office, evidence));
    broken.extend(open_files(office));
    broken.extend(evidence.notices.iter().flat_map(header));
    let mut found: Faults = broken.into_iter().map(|it| (None, it)).collect();
    found.extend(summed(NO_SECRET_TOLD, secrets(office, evidence)));
    found.extend(summed(NO_SECRET_STORED, stored_secrets(office, played, evidence)));
    found.extend(summed(ONE_ENTRY, entries(played, evidence)));
    found
}

/// A promise, by a name that the list of what is not held can hold.
const NO_SECRET_TOLD: &str =
    "promise: a secret stands in the one mail that it was made for, and in nothing that is printed";
const NO_SECRET_STORED: &str = "promise: no secret of a mail that has left stands in the database";
const ONE_ENTRY: &str = "promise: one audit entry for each mail that arrived";
/// The names of promises.
pub const NAMES: [&str; 3] = [NO_SECRET_TOLD, NO_SECRET_STORED, ONE_ENTRY];

/// Many faults of one kind, as one.
fn summed(promise: &str, faults: Vec<String>) -> Option<(Option<String>, String)> {
    let first = faults.first()?;
    Some((Some(promise.to_owned()), format!("{} times, first: {first}", faults.len())))
}

/// The database and what lies beside it are private (T96).
fn open_files(office: &Office) -> Vec<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let entries = fs::read_dir(office.folder().join("var")).unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.path().is_file());
    let mode = |entry: &fs::DirEntry| entry.metadata().unwrap().permissions().mode() & 0o077;
    files
        .filter(|entry| mode(entry) != 0)
        .map(|entry| format!("others can read {:?}", entry.path()))
        .collect()
}

fn recipients(office: &Office, evidence: &Evidence) -> Vec<String> {
    let known: BTreeSet<String> = PEOPLE.iter().map(|name| format!("{name}@corp.example")).collect();
    let strangers = office.owners().into_iter().filter(|owner| !known.contains(owner));
    let outside = strangers.map(|owner| format!("{owner} got mail"));
    let elsewhere = evidence.notices.iter().filter_map(|notice| {
        let mail = MessageParser::new().parse(&notice.raw)?;
        let to: Vec<_> = mail.to()?.iter().filter_map(|it| it.address()).collect();
        (to != [notice.owner.as_str()]).then(|| format!("a mail to {to:?} lies with {}", notice.owner))
    });
    outside.chain(elsewhere).collect()
}

/// Nothing that anybody wrote stands in the header of our mails but one clean subject.
fn header(notice: &Notice) -> Vec<String> {
    let text = String::from_utf8_lossy(&notice.raw);
    let header = text.split("\n\n").next().unwrap_or_default();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for line in header.lines().filter(|line| !line.starts_with([' ', '\t'])) {
        let name = line.split(':').next().unwrap_or_default().to_lowercase();
        if !FIELDS.contains(&name.as_str()) || !seen.insert(name) {
            wrong.push(format!("{} to {}: the header line {line:?}", notice.kind, notice.owner));
        }
    }
    let direction =
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    let odd = |c: char| c.is_control() || direction(c);
    if notice.subject.chars().any(odd) {
        wrong.push(format!("{} to {}: the subject {:?}", notice.kind, notice.owner, notice.subject));
    }
    wrong
}

/// Every secret, and the mail that it was made for.
fn owners(evidence: &Evidence) -> BTreeMap<String, &Notice> {
    let secrets = |notice: &Notice| notice.secrets();
    evidence.notices.iter().flat_map(|it| secrets(it).into_iter().map(move |secret| (secret, it))).collect()
}

/// The secrets in these bytes.
fn within(bytes: &[u8], any: &Regex) -> BTreeSet<String> {
    let lower = bytes.to_ascii_lowercase();
    any.find_iter(&lower).map(|it| String::from_utf8(it.as_bytes().to_vec()).unwrap()).collect()
}

fn any_of(owners: &BTreeMap<String, &Notice>) -> Regex {
    Regex::new(&owners.keys().map(String::as_str).collect::<Vec<_>>().join("|")).unwrap()
}

fn name(notice: &Notice) -> String {
    format!("a secret of {}'s {} about {}", notice.owner, notice.kind, notice.request)
}

/// A secret stands in the mail that it was made for, and in no other, nor in anything that is printed.
fn secrets(office: &Office, evidence: &Evidence) -> Vec<String> {
    let owners = owners(evidence);
    let any = any_of(&owners);
    let within = |bytes: &[u8]| within(bytes, &any);
    let name = |secret: &String| name(owners[secret]);
    let mut wrong = Vec::new();
    for notice in &evidence.notices {
        let mine = notice.secrets();
        let mail = MessageParser::new().parse(&notice.raw).unwrap();
        let texts = (0..3).filter_map(|nth| mail.body_text(nth)).map(|it| it.into_owned().into_bytes());
        let found: BTreeSet<String> = texts.chain([notice.raw.clone()]).flat_map(|it| within(&it)).collect();
        let foreign = found.iter().filter(|it| !mine.contains(it));
        let place = || format!("{}'s {} (answer to {})", notice.owner, notice.kind, notice.answers);
        wrong.extend(foreign.map(|it| format!("{} stands in {}", name(it), place())));
        let subject = within(notice.subject.as_bytes());
        wrong.extend(subject.iter().map(|it| format!("{} stands in its subject", name(it))));
    }
    let places = [
        ("the log", office.log().into_bytes()),
        ("list", office.run(&["list", "--json"]).stdout),
        ("audit log", office.run(&["audit", "log", "--json"]).stdout),
        ("quarantine list", office.run(&["quarantine", "list", "--json"]).stdout),
        ("quarantine list for people", office.run(&["quarantine", "list"]).stdout),
        ("outbox list", office.run(&["outbox", "list", "--json"]).stdout),
    ];
    for (place, bytes) in places {
        let told = |secret: &String| {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            let line = text.lines().find(|line| line.contains(secret)).unwrap_or_default().to_owned();
            format!("{} stands in {place}: {line}", name(secret))
        };
        wrong.extend(within(&bytes).iter().map(told));
    }
    wrong
}

/// What stands in the database's files, but for what somebody sent: mails are kept as they came.
fn stored_secrets(office: &Office, played: &[Played<'_>], evidence: &Evidence) -> Vec<String> {
    let owners = owners(evidence);
    let any = any_of(&owners);
    let sent: BTreeSet<String> =
        played.iter().flat_map(|it| &it.mails).flat_map(|it| within(it, &any)).collect();
    // What was decided before the play was sent as well.
    let open = |notice: &Notice| {
        let state = evidence.before.get(&notice.request).and_then(|it| it["state"].as_str());
        let given = evidence
            .before
            .get(&notice.request)
            .is_some_and(|it| it["approvals"]["given"] != serde_json::json!([]));
        state == Some("pending") && !given
    };
    let files = fs::read_dir(office.folder().join("var")).unwrap().map(|it| it.unwrap().path());
    let mut wrong = Vec::new();
    for file in files.filter(|file| file.is_file()) {
        let found = within(&fs::read(&file).unwrap(), &any);
        let kept = found.iter().filter(|it| !sent.contains(*it) && open(owners[*it]));
        wrong.extend(kept.map(|it| format!("{} stands in {}", name(owners[it]), file.display())));
    }
    wrong
}

/// One entry for each mail that arrived.
fn entries(played: &[Played<'_>], evidence: &Evidence) -> Vec<String> {
    let mut entries: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &evidence.audit {
        if let Some(mail) = entry["mail"].as_str() {
            *entries.entry(mail).or_default() += 1;
        }
    }
    let mut wrong = Vec::new();
    for played in played {
        // Of larger ones only the header is fetched, and only that is told of.
        let whole = |(_, mail): &(usize, &Vec<u8>)| mail.len() <= LARGEST;
        for (nth, mail) in played.mails.iter().enumerate().filter(whole) {
            let copies = 2 * played.mails.iter().filter(|it| *it == mail).count();
            let found = entries.get(digest(mail).as_str()).copied().unwrap_or(0);
            if found != copies {
                let name = &played.case.name;
                wrong.push(format!("{found} entries for {copies} copies of mail {} of {name}", nth + 1));
            }
        }
    }
    wrong
}
