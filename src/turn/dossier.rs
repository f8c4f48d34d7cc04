//! Everything about one request, for somebody who was not there: its log, the policies, the mails.
//!
//! Gives files one after the other, in the memory of one. Must not know how they are packed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::masked::mask;
use super::retention::{Erasure, erasure};
use crate::store::{self, Connection, Digest, Entry, StoreError};

/// What was put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    /// How many mails.
    pub mails: usize,
    /// In how many files reply addresses that still work were made unreadable.
    pub masked: usize,
}

/// What the files are, for whoever opens them.
const CONTENTS: &str = "This is all that the desk keeps about one request.\n\
    \n\
    request.json     the request as it stands\n\
    audit.jsonl      its entries of the audit log, oldest first, one a line. `sealed` is what was sealed, word for word:\n\
    \x20                its SHA-256 is `hash`, and its first part is the seal of the entry before it in the whole log\n\
    head.json        where the whole log stood when this was put together\n\
    policies/        the policies that were in force, by the digest that entries name\n\
    mails/           the mails that entries name, by the digest that entries name; of one that was erased by a rule, when\n\
    manifest.json    each file, and whether it is as it was kept. In one that is masked, reply addresses that still work\n\
    \x20                were replaced by x: its digest, and the seals in it, fit only what the desk keeps\n";

/// Puts together what there is about a request, which stands as `request`; `put` gets each file with its name.
pub fn dossier<E: From<StoreError>>(
    connection: &Connection,
    number: u64,
    request: &Value,
    now: DateTime<Utc>,
    put: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<Dossier, E> {
    let mut files = Files { connection, now, put, manifest: Vec::new() };
    files.add("CONTENTS.txt", CONTENTS.into())?;
    files.add("request.json", line(request).into())?;
    files.add("head.json", line(&store::head(connection)?.to_json()).into())?;
    let entries = store::request_entries(connection, number)?;
    let log = entries.iter().map(|entry| Ok(line(&sealed(connection, entry)?)));
    files.add("audit.jsonl", log.collect::<Result<String, StoreError>>()?.into())?;
    let policies: BTreeSet<Digest> = entries.iter().map(|entry| entry.policy).collect();
    for policy in policies {
        let text = store::policy_text(connection, &policy)?.unwrap_or_default();
        files.add(&format!("policies/{}.json", store::hex(&policy)), text.into())?;
    }
    let mut mails: BTreeSet<Digest> = entries.iter().filter_map(|entry| entry.mail).collect();
    mails.extend(store::request(connection, number)?.map(|stored| stored.original));
    let mut kept = 0;
    for mail in &mails {
        let name = store::hex(mail);
        if let Some(bytes) = store::mail(connection, mail)? {
            files.add(&format!("mails/{name}.eml"), bytes)?;
            kept += 1;
        } else if let Some(Erasure { at, rule, entry }) = erasure(connection, mail)? {
            let text = format!(
                "erased on {} by retention ({rule}), entry {entry} of the log\n",
                at.format("%Y-%m-%d")
            );
            files.add(&format!("mails/{name}.erased.txt"), text.into())?;
        }
    }
    files.end(kept)
}

/// The files so far.
struct Files<'c, P> {
    connection: &'c Connection,
    now: DateTime<Utc>,
    put: P,
    /// The names, and which files are masked.
    manifest: Vec<(String, bool)>,
}

impl<E: From<StoreError>, P: FnMut(&str, &[u8]) -> Result<(), E>> Files<'_, P> {
    fn add(&mut self, name: &str, mut bytes: Vec<u8>) -> Result<(), E> {
        let masked = mask(&mut bytes, &mut |secret| {
            let token = store::find_token(self.connection, secret)?;
            Ok::<_, StoreError>(token.is_some_and(|it| !it.revoked && it.made_for.expires_at > self.now))
        })?;
        self.manifest.push((name.to_owned(), masked));
        (self.put)(name, &bytes)
    }

    fn end(mut self, mails: usize) -> Result<Dossier, E> {
        let manifest = self.manifest.iter().map(|(file, masked)| json!({ "file": file, "masked": masked }));
        let manifest = Value::Array(manifest.collect());
        (self.put)("manifest.json", line(&manifest).as_bytes())?;
        Ok(Dossier { mails, masked: self.manifest.iter().filter(|(_, masked)| *masked).count() })
    }
}

/// An entry with the very text that its seal is of.
fn sealed(connection: &Connection, entry: &Entry) -> Result<Value, StoreError> {
    let mut shown = entry.to_json();
    if let Some(shown) = shown.as_object_mut() {
        shown.insert("sealed".to_owned(), json!(store::sealed_text(connection, entry)?));
    }
    Ok(shown)
}

fn line(value: &Value) -> String {
    format!("{value}\n")
}
