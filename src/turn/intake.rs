//! Taking a mail in: one turn, from the place where it lay to everything that follows from it.

use chrono::{DateTime, TimeDelta, Utc};

use super::commit::Cause;
use super::gates::{Gate, Trail};
use super::judge::{Judgement, Missed, Snapshot, Stray, Verdict, judge};
use super::loops;
use super::understand::Understood;
use super::wording;
use super::{Desk, Fate, Taken, TurnError};
use crate::approval::{Address, State};
use crate::evidence::AuthenticationResult;
use crate::inbox::{Destination, Place};
use crate::mail::{Kind, NoticeKind, NoticeView, without_secrets};
use crate::store::{self, Connection, DeliveryState, Outcome, QuarantineState, Quarantined, Record, Seen};

/// Within this time answers that decide nothing are counted.
const DAY: TimeDelta = TimeDelta::days(1);

/// Within this time wrong reply addresses are counted.
const HOUR: TimeDelta = TimeDelta::hours(1);

/// Why a mail is set aside.
pub(super) struct Aside<'a> {
    /// What stopped it.
    pub(super) gate: Gate,
    /// In words for operators.
    pub(super) why: &'a str,
    /// All of it is here; else only its header, or less.
    pub(super) whole: bool,
}

impl Desk {
    /// Whether the mail at this place was dealt with, and where it belongs then: asked before it is read.
    pub fn seen(&self, connection: &Connection, place: &Place) -> Result<Option<Destination>, TurnError> {
        let outcome = store::was_seen(connection, &place.mailbox, &place.key)?;
        Ok(outcome.map(|outcome| match outcome {
            Outcome::Done | Outcome::Duplicate => Destination::Processed,
            Outcome::Quarantined => Destination::Quarantine,
        }))
    }

    /// Takes a mail in.
    pub async fn take(&self, place: Place, mail: Understood) -> Result<Taken, TurnError> {
        let desk = self.clone();
        let turn =
            move |connection: &Connection| desk.as_of_now(connection)?.take_in(connection, &place, &mail);
        self.store.write(turn).await
    }

    /// Sets a mail aside that is over the size limit, of which only the header was fetched.
    pub async fn take_too_large(
        &self,
        place: Place,
        size: u64,
        header: Understood,
    ) -> Result<Taken, TurnError> {
        let desk = self.clone();
        self.store
            .write(move |connection| {
                let desk = desk.as_of_now(connection)?;
                if let Some(before) = desk.taken_before(connection, &place)? {
                    return Ok(before);
                }
                let limit = desk.config.limits.message;
                let why = format!("{size} bytes are over limits.message ({limit}); only the header was read");
                let now = desk.clock.now();
                let known = desk.snapshot(connection, &header, now)?;
                let Judgement { misused, .. } = desk.judge(&header, &known);
                let mut gates = Trail::default();
                gates.stop(Gate::Size, why.clone());
                let aside = Aside { gate: Gate::Size, why: &why, whole: false };
                let what = desk.set_aside(connection, &header, &aside, &gates, now)?;
                desk.warn_owners(connection, &misused, &header, &gates, now)?;
                desk.mark(connection, &place, &header, Outcome::Quarantined, now)?;
                Ok(Taken { fate: Fate::File(Destination::Quarantine), what })
            })
            .await
    }

    /// What became of the mail at this place, if it was dealt with before.
    pub(super) fn taken_before(
        &self,
        connection: &Connection,
        place: &Place,
    ) -> Result<Option<Taken>, TurnError> {
        let destination = self.seen(connection, place)?;
        Ok(destination.map(|to| Taken { fate: Fate::File(to), what: "dealt with before".to_owned() }))
    }

    fn take_in(&self, connection: &Connection, place: &Place, mail: &Understood) -> Result<Taken, TurnError> {
        if let Some(before) = self.taken_before(connection, place)? {
            return Ok(before);
        }
        let now = self.clock.now();
        let known = self.snapshot(connection, mail, now)?;
        let Judgement { mut verdict, misused, missed, led, gates } = self.judge(mail, &known);
        if let Verdict::Wait(why) = &verdict {
            if let Some(waits) = self.wait(connection, place, why, now)? {
                return Ok(waits);
            }
            verdict = Verdict::Quarantine(Gate::Authentication, format!("{why}, for a day"));
        }
        if let Kind::Bounce(bounce) = &mail.reading.kind
            && matches!(verdict, Verdict::Happened(..))
            && let Some(notice) = known.returned()
        {
            store::finish(connection, notice, DeliveryState::Failed, now, &bounce.why)?;
        }
        let (outcome, what) = self.obey(connection, mail, verdict, &gates, now)?;
        self.warn_owners(connection, &misused, mail, &gates, now)?;
        if let Some(person) = missed {
            store::note_missed(connection, &person, now, now - HOUR)?;
        }
        if let Ok(sender) = &mail.reading.from {
            self.count_vain(connection, sender, led, now)?;
        }
        let outcome = if known.duplicate { Outcome::Duplicate } else { outcome };
        self.mark(connection, place, mail, outcome, now)?;
        store::waits_no_more(connection, &place.mailbox, &place.key)?;
        let destination = match outcome {
            Outcome::Done | Outcome::Duplicate => Destination::Processed,
            Outcome::Quarantined => Destination::Quarantine,
        };
        Ok(Taken { fate: Fate::File(destination), what })
    }

    pub(super) fn judge(&self, mail: &Understood, known: &Snapshot) -> Judgement {
        judge(mail, known, &self.config, &self.words)
    }

    /// What the store knows about a mail.
    pub(super) fn snapshot(
        &self,
        connection: &Connection,
        mail: &Understood,
        now: DateTime<Utc>,
    ) -> Result<Snapshot, TurnError> {
        let reading = &mail.reading;
        let mut known =
            Snapshot { duplicate: store::find_content(connection, &mail.content)?, ..Snapshot::default() };
        for secret in &reading.tokens {
            known.tokens.extend(store::find_token(connection, secret)?);
        }
        let returned = match &reading.kind {
            Kind::Bounce(bounce) => &bounce.of,
            Kind::Submission | Kind::Reply | Kind::Automatic(_) => &reading.answers,
        };
        for secret in returned {
            known.answers.extend(store::find_token(connection, secret)?);
        }
        if let (Kind::Bounce(_), Some(notice)) = (&reading.kind, known.returned()) {
            let delivery = store::delivery(connection, notice)?;
            known.reported = delivery.is_some_and(|it| it.state == DeliveryState::Failed);
        }
        if let Some(token) = known.tokens.first().or(known.answers.first()) {
            known.request = store::request(connection, token.made_for.request)?.map(|stored| stored.request);
        }
        if let Ok(sender) = &reading.from {
            let window = TimeDelta::from_std(self.config.limits.sender_window).unwrap_or(TimeDelta::hours(1));
            let person = self.config.policy.person(sender);
            let window = now - window..=now;
            known.recent = store::seen_of_sender(connection, &person, &window)?;
            known.reports = store::reports_of(connection, &person, &window)?;
            known.in_vain = store::in_vain(connection, &person, &loops::lately(now))?;
            let (by_sender, by_all) = store::missed(connection, &person, &(now - HOUR..=now))?;
            known.missed = Missed { by_sender, by_all };
            if let Some(request) = &known.request {
                let answers = |within| store::answers_given(connection, request.number, &person, &within);
                known.answered = answers(now - DAY..=now)?;
                known.answered_lately = answers(loops::lately(now))?;
            }
        }
        for token in known.tokens.iter_mut().chain(&mut known.answers) {
            token.revoked |= token.made_for.expires_at <= self.clock.due();
        }
        Ok(known)
    }

    /// Does what the verdict says; gives what became of the mail, and the words for the log.
    pub(super) fn obey(
        &self,
        connection: &Connection,
        mail: &Understood,
        verdict: Verdict,
        gates: &Trail,
        now: DateTime<Utc>,
    ) -> Result<(Outcome, String), TurnError> {
        match verdict {
            Verdict::Ignore(why) => {
                let record = Record::Noted(why.clone());
                let cause = Cause::of_mail(mail, store::digest(&mail.raw), gates);
                self.note(connection, &cause, &record, now)?;
                Ok((Outcome::Done, why))
            }
            Verdict::Quarantine(gate, why) => {
                let what =
                    self.set_aside(connection, mail, &Aside { gate, why: &why, whole: true }, gates, now)?;
                Ok((Outcome::Quarantined, what))
            }
            Verdict::Wait(why) => {
                let aside = Aside { gate: Gate::Authentication, why: &why, whole: true };
                let what = self.set_aside(connection, mail, &aside, gates, now)?;
                Ok((Outcome::Quarantined, what))
            }
            Verdict::Open(mut submission) => {
                let original = store::keep_mail(connection, &mail.raw)?;
                self.look_around(connection, &mut submission, &mail.marks, now)?;
                let cause = Cause::of_mail(mail, original, gates);
                let request = self.open(connection, submission, original, &cause, now)?;
                store::keep_marks(connection, request.number, &mail.marks)?;
                if request.state == State::Pending {
                    self.will_be_shown(original, mail);
                }
                Ok((Outcome::Done, format!("opened {}", self.number(request.number))))
            }
            Verdict::Happened(number, mut event) => {
                let kept = store::keep_mail(connection, &mail.raw)?;
                self.look_again(connection, number, &mut event, &mail.marks)?;
                self.look_at_code(connection, number, &mut event, mail, now)?;
                self.advance(connection, number, &event, &Cause::of_mail(mail, kept, gates), now)?;
                Ok((Outcome::Done, format!("a reply on {}", self.number(number))))
            }
            Verdict::Answer(person, stray) => {
                self.answer_stray(connection, mail, &person, stray, gates, now)?;
                Ok((Outcome::Done, "answered: it belongs to no request".to_owned()))
            }
        }
    }

    /// Sets a mail aside; gives the words for the log.
    pub(super) fn set_aside(
        &self,
        connection: &Connection,
        mail: &Understood,
        &Aside { gate, why, whole }: &Aside<'_>,
        gates: &Trail,
        now: DateTime<Utc>,
    ) -> Result<String, TurnError> {
        let kept = store::keep_mail(connection, &mail.raw)?;
        let sender = without_secrets(mail.reading.from.as_ref().map_or("unreadable", Address::as_str));
        let held = Quarantined {
            id: 0,
            at: now,
            mail: kept,
            sender,
            subject: mail.reading.subject.clone(),
            reason: why.to_owned(),
            whole,
            state: QuarantineState::Held,
        };
        let id = store::set_aside(connection, &held)?;
        let record = Record::Noted(format!("mail {id} was set aside: {why}"));
        self.note(connection, &Cause::of_mail(mail, kept, gates), &record, now)?;
        Ok(format!("set aside as mail {id} in the quarantine: {}", gate.words()))
    }

    pub(super) fn mark(
        &self,
        connection: &Connection,
        place: &Place,
        mail: &Understood,
        outcome: Outcome,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        // Anybody can write anybody's name into From: only mail that is theirs counts against a sender's allowance.
        let vouched = mail.authentication.result != AuthenticationResult::Fail;
        let sender = mail.reading.from.as_ref().ok().filter(|_| vouched);
        let sender = sender.map(|from| self.config.policy.person(from));
        let seen = Seen {
            mailbox: &place.mailbox,
            key: &place.key,
            content: mail.content,
            at: now,
            sender: sender.as_ref(),
            outcome,
        };
        Ok(store::mark_seen(connection, &seen)?)
    }

    fn answer_stray(
        &self,
        connection: &Connection,
        mail: &Understood,
        person: &Address,
        stray: Stray,
        gates: &Trail,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let (kind, why) = match stray {
            Stray::NotYourToken => (NoticeKind::Refused, wording::NOT_YOUR_TOKEN),
            Stray::NoToken => (NoticeKind::NotUnderstood, wording::NO_TOKEN),
            Stray::Help => (NoticeKind::Answer, ""),
        };
        let view = NoticeView {
            why: Some(why.to_owned()).filter(|why| !why.is_empty()),
            understood: Some(super::intent::stored(&mail.reading.typed, self.config.policy.wants_codes()))
                .filter(|_| kind == NoticeKind::NotUnderstood),
            answer: Some(wording::GENERAL_HELP.to_owned()).filter(|_| stray == Stray::Help),
            ..NoticeView::default()
        };
        let kept = store::keep_mail(connection, &mail.raw)?;
        let cause = Cause::of_mail(mail, kept, gates);
        let notice = self.write_stray(connection, person, kind, view, cause.answers.as_deref(), now)?;
        let record = Record::Noted(format!("answered with {kind}: {why}"));
        self.note_with(connection, &cause, &record, &[notice], now)
    }
}
