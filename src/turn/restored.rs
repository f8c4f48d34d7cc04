//! The start of the desk on its database: is it the one that ran before?
//!
//! An older copy has forgotten decisions, its reply addresses were used already, and so were numbers that it would give out.
//! So when the witness contradicts the database all reply addresses die, operators are told, whoever has an open question is
//! asked anew, and numbers go on above those that the witness saw.

use super::commit::Cause;
use super::shown::Shown;
use super::wording;
use super::{Desk, TurnError};
use crate::approval::{Address, AskedBecause, Question, Request, State, Tell};
use crate::store::{self, Connection, Record, Standing};

/// How many requests are looked at together.
const PAGE: u32 = 100;

/// Where nobody knows which numbers were given out, so many are left free: no two requests may bear the same.
const UNKNOWN: u64 = 1_000;

impl Desk {
    /// Takes the database up where the witness saw it last, and lets the witness follow from here on. Says what was done
    /// where the two do not fit.
    pub async fn take_up(&self) -> Result<Option<String>, TurnError> {
        let witness = self.config.audit.witness.clone();
        let reader = self.store.reader()?;
        self.go_on_after(&reader)?;
        let standing = store::standing(&reader, &witness)?;
        let doubt = doubt(&standing, &store::head(&reader)?);
        if let Some(doubt) = &doubt {
            let given = store::sighting(&witness)?.and_then(|it| it.number);
            self.begin_anew(doubt, given).await?;
        }
        self.store.follow(&witness)?;
        if standing == Standing::Unwitnessed {
            let (desk, name) = (self.clone(), witness.display().to_string());
            self.store.write(move |connection| desk.witnessed(connection, &name)).await?;
        }
        Ok(doubt)
    }

    /// The log itself says from where on it is followed, and with which id: it may be older than both.
    fn witnessed(&self, connection: &Connection, witness: &str) -> Result<(), TurnError> {
        store::mark_witnessed(connection)?;
        let head = store::head(connection)?;
        if head.last.seq == 0 {
            return Ok(());
        }
        let record = Record::Noted(format!(
            "{witness} follows this log from here on; the database is {}",
            head.instance
        ));
        self.note(connection, &Cause::of_desk(), &record, self.clock.now())
    }

    async fn begin_anew(&self, doubt: &str, given: Option<u64>) -> Result<(), TurnError> {
        let (desk, doubt) = (self.clone(), doubt.to_owned());
        self.store.write(move |connection| desk.revoke_everything(connection, &doubt, given)).await?;
        for state in [State::NeedsAmount, State::Pending] {
            let mut before = None;
            loop {
                let page = store::requests(&self.store.reader()?, Some(state), before, PAGE)?;
                let Some(last) = page.last() else { break };
                before = Some(last.request.number);
                for stored in &page {
                    let (desk, number) = (self.clone(), stored.request.number);
                    let turn = move |connection: &Connection| {
                        desk.as_of_now(connection)?.ask_anew(connection, number)
                    };
                    self.store.write(turn).await?;
                }
            }
        }
        Ok(())
    }

    fn revoke_everything(
        &self,
        connection: &Connection,
        doubt: &str,
        given: Option<u64>,
    ) -> Result<(), TurnError> {
        let now = self.clock.now();
        let revoked = store::revoke_all_tokens(connection)?;
        let own = store::numbers_given(connection)?;
        store::numbers_go_on_above(connection, given.unwrap_or(own + UNKNOWN))?;
        let next = self.number(store::next_number(connection)?);
        let mut notices = self.tell_operators(
            connection,
            wording::ANOTHER_DATABASE,
            wording::AFTER_A_RESTORE,
            details(doubt, &next),
            now,
        )?;
        if let Some(auditor) = &self.config.audit.anchor {
            notices.push(self.write_to_operator(
                connection,
                auditor,
                wording::ANOTHER_DATABASE,
                wording::FOR_AUDITORS,
                details(doubt, &next),
                now,
            )?);
        }
        let record = Record::Noted(format!(
            "{doubt}; {revoked} reply addresses were revoked, open questions are asked anew; the next request is {next}"
        ));
        self.note_with(connection, &Cause::of_desk(), &record, &notices, now)
    }

    fn ask_anew(&self, connection: &Connection, number: u64) -> Result<(), TurnError> {
        let stored = store::request(connection, number)?.filter(|stored| stored.request.state.is_open());
        let Some(stored) = stored else { return Ok(()) };
        let (cause, now) = (Cause::of_desk(), self.clock.now());
        let (shown, mut notices) = (Shown::of(&stored), Vec::new());
        for (person, what) in open_questions(&stored.request) {
            notices.push(self.write_notice(connection, &shown, &person, &what, &cause, now)?);
        }
        let record = Record::Noted("asked anew, with new reply addresses".to_owned());
        self.note_about(connection, number, &record, &notices, now)
    }
}

/// What the database and the witness say of each other, where they do not fit.
pub fn doubt(standing: &Standing, head: &store::Head) -> Option<String> {
    let here = match head.last.seq {
        0 => "the log is empty".to_owned(),
        seq => format!("the log ends with entry {seq}"),
    };
    match standing {
        Standing::Continued | Standing::Unwitnessed => None,
        Standing::Behind(seen) if seen.seq > head.last.seq => {
            Some(format!("an older database stands here: {here}, entry {seen} was seen before"))
        }
        Standing::Behind(seen) => {
            Some(format!("another history stands here: entry {seen} was seen before, and is not in the log"))
        }
        Standing::Other(id) => {
            Some(format!("another database stands here: {}; {id} was here before", head.instance))
        }
        Standing::Lost => Some(format!("the witness of the log is missing or unreadable: {here}")),
    }
}

fn details(doubt: &str, next: &str) -> Vec<(String, String)> {
    let detail = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    vec![detail("Noticed", doubt), detail("Next request", next)]
}

/// Who waits for an answer, or may still send one, and what they are told: each gets a new reply address.
fn open_questions(request: &Request) -> Vec<(Address, Tell)> {
    let to_requester = |what: Tell| (request.requester.clone(), what);
    if request.state == State::NeedsAmount {
        return vec![to_requester(Tell::AmountNeeded(wording::RESET.to_owned()))];
    }
    let asked: Vec<(Address, Tell)> = match request.summary_until {
        Some(_) => Vec::new(),
        None => {
            let ask = |person: &Address| (person.clone(), Tell::ApprovalRequest(AskedBecause::Reset));
            let silent = request.silent().map(|seat| ask(&seat.person));
            // An approval may still be taken back.
            let given = request.approvals.iter().map(|given| (given.person.clone(), Tell::AlreadyRecorded));
            silent.chain(given).collect()
        }
    };
    let question = |question: &Question| to_requester(Tell::Question(question.clone()));
    let mut told: Vec<_> = request.questions.iter().map(question).collect();
    if told.is_empty() {
        told.push(to_requester(Tell::Received));
    }
    told.into_iter().chain(asked).collect()
}
