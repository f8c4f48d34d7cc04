//! Retention: once a day, what is older than the rules say is erased, but for what an operator holds.
//!
//! Each erasure has its entry in the log, which names the rule and every mail by its digest: the log replays as before, and
//! tells what was erased from what is missing.

use chrono::{DateTime, TimeDelta, Utc};

use super::commit::Cause;
use super::operate::OperateError;
use super::understand::content_digest;
use super::{Desk, TurnError, wording};
use crate::config::Rule;
use crate::store::{self, Connection, Digest, Hold, Record, StoreError};

/// How often to look.
const EVERY: TimeDelta = TimeDelta::days(1);

/// After so long without a look, by a desk that did not run or a clock that leapt, the first one erases nothing, nor does the
/// first by a new rule: a day is left to notice a clock or a rule that is wrong.
const LONG: TimeDelta = TimeDelta::days(7);

/// How long until the next look where somebody who reads kept the write-ahead log from being emptied.
const SOON: TimeDelta = TimeDelta::minutes(1);

/// How many requests or mails one turn takes on.
const BATCH: u32 = 50;

/// How many entries of the log one turn looks at.
const ENTRIES: u32 = 200;

/// The fact that holds when it was looked last.
const LOOKED: &str = "retention_looked";

/// The fact that holds by which rules.
const RULES: &str = "retention_rules";

/// The fact that holds up to which entry mails of no request were looked for.
const STRAYS: &str = "retention_strays";

/// The fact that is there while erased bytes may still stand in the write-ahead log.
const IN_LOG: &str = "retention_in_log";

/// A mail that was erased, and why.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Erasure {
    /// When.
    pub at: DateTime<Utc>,
    /// By which rule of the configuration.
    pub rule: String,
    /// The entry of the log.
    pub entry: u64,
}

/// When and by which rule a mail was erased, where the log says so.
pub fn erasure(connection: &Connection, mail: &Digest) -> Result<Option<Erasure>, StoreError> {
    let Some((at, entry)) = store::erasure(connection, mail)? else { return Ok(None) };
    let record = store::entry(connection, entry)?.map(|it| it.record()).transpose()?;
    Ok(match record {
        Some(Record::Erased { rule, mails, .. }) if mails.contains(&store::hex(mail)) => {
            Some(Erasure { at, rule, entry })
        }
        Some(_) | None => None,
    })
}

/// Whether mail that was set aside belongs to a request by now: it was released, or moved back into the mailbox.
fn was_taken_in(connection: &Connection, mail: &Digest) -> Result<bool, StoreError> {
    let Some(bytes) = store::mail(connection, mail)? else { return Ok(false) };
    Ok(store::find_content(connection, &content_digest(&bytes))? && store::is_of_a_request(connection, mail)?)
}

impl Desk {
    /// When to look next; never without a rule.
    pub(super) fn next_erasure(
        &self,
        connection: &Connection,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, TurnError> {
        let rules = &self.config.retention;
        // A clock that may be wrong may be years ahead.
        if (rules.originals.is_none() && rules.quarantine.is_none()) || self.clock.doubt().is_some() {
            return Ok(None);
        }
        let looked = store::fact(connection, LOOKED)?.and_then(|text| text.parse::<DateTime<Utc>>().ok());
        Ok(Some(looked.filter(|looked| *looked <= now).map_or(now, |looked| looked + EVERY)))
    }

    /// Erases some of what is due; gives how many mails and requests were looked at. None: all is done for today.
    pub(super) async fn erase_what_is_due(&self, now: DateTime<Utc>) -> Result<usize, TurnError> {
        let due = self.store.read(|connection| self.next_erasure(connection, now))?;
        if due.is_none_or(|due| due > now) {
            return Ok(0);
        }
        let desk = self.clone();
        let looked_at = match self.store.read(|connection| self.has_looked_lately(connection, now))? {
            true => self.store.write(move |connection| desk.erase_some(connection, now)).await?,
            false => 0,
        };
        if looked_at == 0 {
            self.end_of_erasing(now).await?;
        }
        Ok(looked_at)
    }

    fn has_looked_lately(&self, connection: &Connection, now: DateTime<Utc>) -> Result<bool, TurnError> {
        let looked = store::fact(connection, LOOKED)?.and_then(|text| text.parse::<DateTime<Utc>>().ok());
        let same = store::fact(connection, RULES)?.is_some_and(|rules| rules == self.rules());
        Ok(same && looked.is_some_and(|looked| now - looked <= LONG))
    }

    fn rules(&self) -> String {
        let rules = &self.config.retention;
        let texts: Vec<&str> = [&rules.originals, &rules.quarantine]
            .into_iter()
            .flatten()
            .map(|rule| rule.text.as_str())
            .collect();
        texts.join(", ")
    }

    fn erase_some(&self, connection: &Connection, now: DateTime<Utc>) -> Result<usize, TurnError> {
        let rules = &self.config.retention;
        let before =
            |rule: &Rule| TimeDelta::from_std(rule.after).ok().and_then(|it| now.checked_sub_signed(it));
        let mut looked_at = 0;
        if let Some((rule, then)) = rules.originals.as_ref().and_then(|rule| Some((rule, before(rule)?))) {
            for number in store::closed_before(connection, then, BATCH)? {
                self.erase_request(connection, number, rule, now)?;
                looked_at += 1;
            }
            looked_at += self.erase_strays(connection, then, rule, now)?;
        }
        if let Some((rule, then)) = rules.quarantine.as_ref().and_then(|rule| Some((rule, before(rule)?))) {
            let due = store::set_aside_before(connection, then, BATCH)?;
            let mut mails = Vec::new();
            for mail in due.iter().filter_map(|(_, mail)| *mail) {
                if !was_taken_in(connection, &mail)? {
                    mails.push(mail);
                }
            }
            mails.sort_unstable();
            mails.dedup();
            self.erase(connection, None, rule, &mails, (0, 0), now)?;
            for (id, _) in &due {
                store::end_quarantine(connection, *id)?;
            }
            looked_at += due.len();
        }
        Ok(looked_at)
    }

    fn erase_request(
        &self,
        connection: &Connection,
        number: u64,
        rule: &Rule,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let mails = store::mails_of_request(connection, number)?;
        let papers = store::papers_of_request(connection, number)?;
        self.erase(connection, Some(number), rule, &mails, papers, now)?;
        Ok(store::erase_papers(connection, number)?)
    }

    fn erase_strays(
        &self,
        connection: &Connection,
        then: DateTime<Utc>,
        rule: &Rule,
        now: DateTime<Utc>,
    ) -> Result<usize, TurnError> {
        let after = store::fact(connection, STRAYS)?.and_then(|text| text.parse().ok()).unwrap_or(0);
        let (mut mails, last) = store::strays_before(connection, then, after, ENTRIES)?;
        if last == after {
            return Ok(0);
        }
        mails.sort_unstable();
        mails.dedup();
        self.erase(connection, None, rule, &mails, (0, 0), now)?;
        store::set_fact(connection, STRAYS, &last.to_string())?;
        Ok(1)
    }

    /// Writes down what goes and by which rule, then lets it go.
    fn erase(
        &self,
        connection: &Connection,
        request: Option<u64>,
        rule: &Rule,
        mails: &[Digest],
        (notices, summaries): (u64, u64),
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        if mails.is_empty() && notices + summaries == 0 {
            return Ok(());
        }
        let named = mails.iter().map(store::hex).collect();
        let record = Record::Erased { rule: rule.text.clone(), mails: named, notices, summaries };
        let entry = self.entry(connection, request, &record, &Cause::of_desk(), &[], now)?;
        store::erase_mails(connection, mails, now, entry)?;
        Ok(store::set_fact(connection, IN_LOG, "1")?)
    }

    /// What was erased may still stand in the write-ahead log, until that is emptied.
    async fn end_of_erasing(&self, now: DateTime<Utc>) -> Result<(), TurnError> {
        let in_log =
            self.store.read(|connection| store::fact(connection, IN_LOG))?.is_some_and(|it| it == "1");
        let store = self.store.clone();
        let emptied =
            !in_log || matches!(tokio::task::spawn_blocking(move || store.empty_log()).await, Ok(Ok(true)));
        let looked = if emptied { now } else { now - EVERY + SOON };
        let rules = self.rules();
        self.store
            .write(move |connection| {
                if emptied && in_log {
                    store::set_fact(connection, IN_LOG, "0")?;
                }
                store::set_fact(connection, RULES, &rules)?;
                Ok(store::set_fact(connection, LOOKED, &looked.to_rfc3339())?)
            })
            .await
    }

    /// Holds a request, so that nothing of it is erased, or lifts that; operators are told.
    pub async fn hold(
        &self,
        number: u64,
        lift: bool,
        operator: String,
        reason: String,
    ) -> Result<(), OperateError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let (now, name) = (desk.clock.now(), desk.number(number));
                if store::request(connection, number)?.is_none() {
                    return Err(OperateError::NoRequest(name));
                }
                let hold = Hold { request: number, at: now, by: operator.clone(), reason: reason.clone() };
                let changed = if lift {
                    // Strays that the hold kept were passed over meanwhile.
                    store::set_fact(connection, STRAYS, "0")?;
                    store::lift_hold(connection, number)?
                } else {
                    store::hold(connection, &hold)?
                };
                if !changed {
                    return Err(OperateError::HeldAsItIs(name, if lift { "not held" } else { "held" }));
                }
                let title = wording::hold(&name, lift, &operator, &reason);
                let notices =
                    desk.tell_operators(connection, &title, wording::ABOUT_HOLDS, Vec::new(), now)?;
                let record = Record::Hold { lifted: lift, reason };
                desk.entry(connection, Some(number), &record, &Cause::of(&operator), &notices, now)?;
                Ok(())
            })
            .await
    }
}
