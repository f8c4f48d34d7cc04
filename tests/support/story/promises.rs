//! What holds at the end of every story, whatever it tells.

use std::collections::BTreeMap;

use countersign::approval::State;
use countersign::{store, turn};

use super::notice::Notice;
use super::world::World;

/// The promises that this story broke.
pub(super) fn broken(world: &World) -> Result<Vec<String>, String> {
    let mut broken = audit(world)?;
    broken.extend(entries(world)?);
    broken.extend(unsealed(world)?);
    broken.extend(approvals(world)?);
    broken.extend(verdicts(world)?);
    broken.extend(addresses(world));
    broken.extend(secrets(world));
    broken.extend(leaks(world));
    broken.extend(codes(world));
    broken.extend(models(world)?);
    Ok(broken)
}

/// The audit log is whole and replays to what is stored.
fn audit(world: &World) -> Result<Vec<String>, String> {
    let reader = world.desk()?.store.reader().unwrap();
    Ok(turn::verify(&reader).map_err(|error| error.to_string())?.faults)
}

/// Every mail that came in leaves exactly one entry, whatever became of it; one that is released leaves a second one.
fn entries(world: &World) -> Result<Vec<String>, String> {
    let reader = world.desk()?.store.reader().unwrap();
    let count = |sql: &str| reader.query_row(sql, [], |row| row.get::<_, usize>(0)).unwrap();
    let (mails, seen) = (world.written.len() - world.forgotten, count("SELECT count(*) FROM seen"));
    let entries = count("SELECT count(*) FROM audit WHERE mail IS NOT NULL");
    let released = count("SELECT count(*) FROM quarantine WHERE state = 'released'");
    let told = format!(
        "{mails} mails came, {seen} were dealt with ({released} released), {entries} entries tell of them"
    );
    Ok(if mails == seen && entries == seen + released { Vec::new() } else { vec![told] })
}

/// An entry about a mail says who vouched for it, and all that people were shown stands in an entry, whatever kind it is.
fn unsealed(world: &World) -> Result<Vec<String>, String> {
    let reader = world.desk()?.store.reader().unwrap();
    let count = |sql: &str| reader.query_row(sql, [], |row| row.get::<_, usize>(0)).unwrap();
    let unvouched =
        count("SELECT count(*) FROM audit WHERE mail IS NOT NULL AND authentication ->> '$.result' IS NULL");
    let unsaid = count(
        "SELECT count(*) FROM outbox WHERE 1 <> (SELECT count(*) FROM audit, json_each(audit.notices) AS notice
         WHERE notice.value = lower(hex(outbox.digest)))",
    );
    let told =
        format!("{unvouched} entries do not say who vouched, {unsaid} notices stand in no entry or several");
    Ok(if unvouched + unsaid == 0 { Vec::new() } else { vec![told] })
}

/// Nothing is approved without as many distinct people as must approve, and never by the requester.
fn approvals(world: &World) -> Result<Vec<String>, String> {
    let reader = world.desk()?.store.reader().unwrap();
    let mut broken = Vec::new();
    for stored in store::requests(&reader, Some(State::Approved), None, 1_000).unwrap() {
        let request = stored.request;
        let overridden = request.decided_by.iter().any(|by| world.config.operators.contains(by));
        if request.distinct_approvals() < request.required && !overridden {
            broken.push(format!("request {} is approved by too few", request.number));
        }
        if request.approvals.iter().any(|approval| approval.person == request.requester) {
            broken.push(format!("request {} is approved by its requester", request.number));
        }
    }
    Ok(broken)
}

/// Whoever asked is told the end of it, once; nobody hears of a level of escalation twice.
fn verdicts(world: &World) -> Result<Vec<String>, String> {
    let mut broken = Vec::new();
    for request in world.requests()? {
        let tag = format!("[{}-{}]", world.config.desk.prefix, request.number);
        let told = |person: &str, kinds: &[&str]| {
            let about = |notice: &&Notice| {
                notice.owner == person
                    && kinds.contains(&notice.kind.as_str())
                    && notice.subject.starts_with(&tag)
            };
            world.notices.iter().filter(about).count()
        };
        let ends = told(request.requester.as_str(), &["approved", "rejected", "withdrawn"]);
        if ends != usize::from(!request.state.is_open()) {
            broken.push(format!("the requester of {tag} was told its end {ends} times"));
        }
        let levels = &world.config.policy.escalation.levels;
        for contact in levels.iter().flat_map(|level| &level.contacts) {
            let most = levels.iter().filter(|level| level.contacts.contains(contact)).count();
            if told(contact.as_str(), &["escalation"]) > most {
                broken.push(format!("{contact} was told of a level of {tag} twice"));
            }
        }
    }
    Ok(broken)
}

/// Each mail goes to the one person whose mailbox it lies in, and threads.
fn addresses(world: &World) -> Vec<String> {
    let mut broken = Vec::new();
    for notice in &world.notices {
        if !notice.to.to_lowercase().contains(&notice.owner) {
            broken.push(format!("a mail to {} lies in the mailbox of {}", notice.to, notice.owner));
        }
        if notice.subject.starts_with('[') && notice.references.is_empty() {
            broken.push(format!("{} \"{}\" belongs to no thread", notice.kind, notice.subject));
        }
    }
    broken
}

/// A model's summary is in the log with what the model was asked and answered, as digests.
fn models(world: &World) -> Result<Vec<String>, String> {
    let reader = world.desk()?.store.reader().unwrap();
    let mut broken = Vec::new();
    let look = |entry: store::Entry| {
        let told: serde_json::Value = serde_json::from_str(&entry.authentication).unwrap_or_default();
        let is_digest = |name: &str| told["model"][name].as_str().is_some_and(|digest| digest.len() == 64);
        if entry.who.starts_with("the model ")
            && !["model_digest", "prompt", "answer"].into_iter().all(is_digest)
        {
            broken.push(format!("entry {} does not say what the model was asked and answered", entry.seq));
        }
        Ok(())
    };
    store::for_each(&reader, look).map_err(|error| error.to_string())?;
    Ok(broken)
}

/// Of codes and of what makes them nothing is left but in the mails that people wrote.
fn codes(world: &World) -> Vec<String> {
    let alone = |text: &str, code: &str| {
        text.match_indices(code).any(|(at, _)| {
            let (before, behind) = (&text[..at], &text[at + code.len()..]);
            !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
        })
    };
    let mut broken = Vec::new();
    let (codes, secrets) = (world.codes.borrow(), world.app_secrets().collect::<Vec<_>>());
    if codes.is_empty() && secrets.is_empty() {
        return broken;
    }
    let stored = world.tables_but("mails");
    for notice in &world.notices {
        let text = format!("{} {} {}", notice.subject, notice.text, notice.html);
        if codes.iter().any(|code| alone(&text, code)) || secrets.iter().any(|secret| text.contains(secret)) {
            broken.push(format!("a code stands in {}'s {}", notice.owner, notice.kind));
        }
    }
    if codes.iter().any(|code| alone(&stored, code)) || secrets.iter().any(|secret| stored.contains(secret)) {
        broken.push("a code stands in the database".to_owned());
    }
    broken
}

/// T22: no secret stands in what the desk says of itself, whether somebody answered with it or not: its log, what it
/// prints for scripts, and all that it keeps but the mails as people wrote them.
fn leaks(world: &World) -> Vec<String> {
    let mut said = world.outputs();
    said.push(("the log".to_owned(), world.log()));
    said.push(("the database".to_owned(), world.tables_but("mails")));
    let said: Vec<(String, String)> =
        said.into_iter().map(|(name, text)| (name, text.to_lowercase())).collect();
    let mut broken = Vec::new();
    for notice in &world.notices {
        for secret in notice.secrets() {
            let leaks = said.iter().filter(|(_, text)| text.contains(&secret));
            let told =
                |place: &String| format!("{place} shows a secret of {}'s {}", notice.owner, notice.kind);
            broken.extend(leaks.map(|(place, _)| told(place)));
        }
    }
    broken
}

/// A secret stands in one mail only, never in its subject, and not in the database, unless somebody answered with it:
/// what people write is kept as it is.
fn secrets(world: &World) -> Vec<String> {
    let database = String::from_utf8_lossy(&world.database()).into_owned();
    let undone = |raw: &[u8]| String::from_utf8_lossy(raw).replace("=\n", "").to_lowercase();
    let mails: Vec<String> = world.notices.iter().map(|notice| undone(&notice.raw)).collect();
    let written: Vec<String> = world.written.iter().map(|(_, raw)| undone(raw)).collect();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let mut broken = Vec::new();
    for notice in &world.notices {
        for secret in notice.secrets() {
            let name = format!("a secret of {}'s {}", notice.owner, notice.kind);
            *count.entry(secret.clone()).or_default() += 1;
            let answered = written.iter().any(|mail| mail.contains(&secret));
            if !answered && database.contains(&secret) {
                broken.push(format!("{name} stands in the database"));
            }
            let bearers = mails.iter().filter(|mail| mail.contains(&secret)).count();
            if bearers != 1 && !answered {
                broken.push(format!("{name} stands in {bearers} mails"));
            }
            if notice.subject.to_lowercase().contains(&secret) {
                broken.push(format!("{name} stands in its subject"));
            }
        }
    }
    broken.extend(
        count.iter().filter(|(_, count)| **count > 1).map(|(_, _)| "two mails share a secret".to_owned()),
    );
    broken
}
