//! What operators are told of mail that was set aside: soon after it came, and every day while it is there.
//!
//! What a stranger wrote is shown marked as such, without reply tokens and without anything that could be clicked.

use chrono::{DateTime, TimeDelta, Utc};

use super::commit::Cause;
use super::wording::waited;
use super::{Desk, TurnError};
use crate::mail::without_secrets;
use crate::store::{self, Connection, Held, Quarantined, Record};

/// How many mails the digest names; it says how many there are.
const NAMED: u32 = 40;

/// How long mail that was set aside is gathered before operators are told of it.
const DIGEST_AFTER: TimeDelta = TimeDelta::minutes(15);

/// How long after operators were told last they are reminded.
const REMIND_AFTER: TimeDelta = TimeDelta::days(1);

/// The fact that holds when operators were told last.
const TOLD: &str = "quarantine_told";

/// So much is more than anybody looks through: nothing is dropped for it, but operators are told.
const MUCH: Held = Held { count: 1_000, bytes: 1 << 30, oldest: None };

const REMEDY: &str = "Look at them with `countersign quarantine list` and `quarantine show ID`; \
                      `quarantine release ID` lets one through, `quarantine reject ID` files it away.";

impl Desk {
    /// When operators are to be told next.
    pub(super) fn digest_due(&self, connection: &Connection) -> Result<Option<DateTime<Utc>>, TurnError> {
        if let Some(first) = store::untold(connection, 1)?.first() {
            return Ok(Some(first.at + DIGEST_AFTER));
        }
        let Some(oldest) = store::oldest_held(connection)? else { return Ok(None) };
        let told = store::fact(connection, TOLD)?.and_then(|told| told.parse().ok());
        Ok(Some(told.unwrap_or(oldest) + REMIND_AFTER))
    }

    /// Tells operators what is due: of new mail, gathered in one mail, or of what still lies there.
    pub(super) fn tell_of_quarantine(
        &self,
        connection: &Connection,
        now: DateTime<Utc>,
    ) -> Result<usize, TurnError> {
        if self.digest_due(connection)?.is_none_or(|due| now < due) {
            return Ok(0);
        }
        store::set_fact(connection, TOLD, &now.to_rfc3339())?;
        let new = store::untold(connection, NAMED)?;
        let count = store::mark_told(connection)?;
        let held = store::held(connection)?;
        let what = match (count, held.oldest) {
            (1, _) => "1 mail was set aside".to_owned(),
            (2.., _) => format!("{count} mails were set aside"),
            (0, Some(oldest)) => still_there(&held, oldest, now),
            (0, None) => return Ok(0),
        };
        let mut details: Vec<(String, String)> = new.iter().map(detail).collect();
        if held.oldest.is_some() {
            details.push(("In the quarantine".to_owned(), size(&held)));
        }
        let notices = self.tell_operators(connection, &what, REMEDY, details, now)?;
        let record = Record::Noted(format!("operators were told: {what}"));
        self.note_with(connection, &Cause::of_desk(), &record, &notices, now)?;
        Ok(count.max(1))
    }
}

fn still_there(held: &Held, oldest: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let waited = waited(oldest, now);
    match held.count {
        1 => format!("1 mail is set aside, for {waited}"),
        count => format!("{count} mails are set aside, the oldest for {waited}"),
    }
}

fn size(held: &Held) -> String {
    let mails = if held.count == 1 { "1 mail".to_owned() } else { format!("{} mails", held.count) };
    let size = format!("{mails}, {} KiB", held.bytes.div_ceil(1024));
    if held.count >= MUCH.count || held.bytes >= MUCH.bytes {
        format!("{size}: that is much. Nothing is dropped; release or reject what is there")
    } else {
        size
    }
}

fn detail(held: &Quarantined) -> (String, String) {
    let Quarantined { id, sender, subject, reason, .. } = held;
    let (subject, reason) = (unclickable(subject), unclickable(reason));
    (
        format!("Mail {id}"),
        format!("from {sender}: {reason}. Its subject, in the sender's words: \"{subject}\""),
    )
}

/// A text without reply tokens, of which no mail program makes a link.
fn unclickable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let text = without_secrets(text).replace("://", "[:]//");
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let joins = before.is_alphanumeric() && letters.peek().is_some_and(|next| next.is_alphabetic());
        match letter {
            '.' if joins => shown.push_str("[.]"),
            _ => shown.push(letter),
        }
        before = letter;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    /// T103
    #[test]
    fn nothing_in_a_digest_can_be_clicked() {
        for (text, shown) in [
            ("Invoice of 1.50, see v. 2.0.", "Invoice of 1.50, see v. 2.0."),
            ("https://evil.example/x?a=b", "https[:]//evil[.]example/x?a=b"),
            ("www.evil.example", "www[.]evil[.]example"),
            (
                "expenses+abcdefghijklmnopqrstuvwxyz234567@corp.example",
                "expenses+(a reply token)@corp[.]example",
            ),
        ] {
            assert_eq!(unclickable(text), shown);
        }
    }
}
