//! Writing notices: a request and what a person is told become finished bytes in the outbox.

use chrono::{DateTime, TimeDelta, Utc};

use super::commit::Cause;
use super::shown::Shown;
use super::wording;
use super::{Desk, TurnError};
use crate::approval::{Address, OperatorNews, Request, State, Tell};
use crate::config::{ActionEffect, ActionOn, ReplyBy};
use crate::mail::{self, Enclosure, NoticeHeader, NoticeKind, NoticeView};
use crate::store::{self, Connection, Digest, Outgoing, Stored, Token, TokenUse};

/// Within this time operators are told once that somebody lacks a second factor.
const DAY: TimeDelta = TimeDelta::days(1);

/// A notice before it is written.
struct Draft<'a> {
    person: &'a Address,
    kind: NoticeKind,
    view: NoticeView,
    attachments: Vec<Enclosure>,
    /// The request. While it is open, the person gets a reply address.
    about: Option<&'a Request>,
    /// The Message-ID of the mail that it answers.
    answers: Option<&'a str>,
}

impl Desk {
    /// Writes what a person is told about a request, with a reply address of their own while it is open.
    pub(super) fn write_notice(
        &self,
        connection: &Connection,
        shown: &Shown<'_>,
        person: &Address,
        what: &Tell,
        cause: &Cause,
        now: DateTime<Utc>,
    ) -> Result<Digest, TurnError> {
        let stored = shown.stored;
        let mut view = self.request_view(stored, person);
        let (kind, asks) = self.say(&mut view, &stored.request, what, now);
        if matches!(what, Tell::DecisionRecorded(_)) {
            view.comments = self.own_comment(&stored.request, person);
        }
        if kind == NoticeKind::AmountNeeded {
            view.candidates.clone_from(&stored.request.amounts);
        }
        let mut attachments = Vec::new();
        if asks {
            attachments = self.show_report(connection, shown, &mut view)?;
        }
        let answers = cause.answers.as_deref().filter(|_| cause.who == person.as_str());
        let about = Some(&stored.request);
        self.write(connection, Draft { person, kind, view, attachments, about, answers }, now)
    }

    /// Tells the owner of a misused token, with a new reply address.
    pub(super) fn tell_owner(
        &self,
        connection: &Connection,
        stored: &Stored,
        owner: &Address,
        (title, why): (&str, String),
        cause: &Cause,
        now: DateTime<Utc>,
    ) -> Result<(), TurnError> {
        let mut view = self.request_view(stored, owner);
        view.title = Some(title.to_owned());
        view.why = Some(why);
        let about = Some(&stored.request);
        let kind = NoticeKind::Refused;
        let draft = Draft { person: owner, kind, view, attachments: Vec::new(), about, answers: None };
        let notice = self.write(connection, draft, now)?;
        // The mail has an entry of its own, with its verdict: this one is about the owner's request.
        let by =
            cause.mail.as_ref().map(|mail| format!(", in the mail {}", store::hex(mail))).unwrap_or_default();
        let record =
            store::Record::Noted(format!("a reply address of {owner} was used by somebody else{by}"));
        self.note_about(connection, stored.request.number, &record, &[notice], now)
    }

    /// Writes an answer that belongs to no request.
    pub(super) fn write_stray(
        &self,
        connection: &Connection,
        person: &Address,
        kind: NoticeKind,
        view: NoticeView,
        answers: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Digest, TurnError> {
        let view = NoticeView { recipient_name: self.name(person), ..view };
        self.write(
            connection,
            Draft { person, kind, view, attachments: Vec::new(), about: None, answers },
            now,
        )
    }

    /// Tells all operators something about a request; that somebody lacks a second factor once a day, however often they
    /// approve: the log has each time.
    pub(super) fn write_operator_news(
        &self,
        connection: &Connection,
        stored: &Stored,
        news: &OperatorNews,
        now: DateTime<Utc>,
    ) -> Result<Vec<Digest>, TurnError> {
        if let OperatorNews::NotEnrolled(person) = news
            && !store::first_lately(connection, &format!("not enrolled {person}"), now, DAY)?
        {
            return Ok(Vec::new());
        }
        let (what, remedy) = wording::news(news, &self.config.policy);
        let request = self.number(stored.request.number);
        let details = vec![("Request".to_owned(), format!("{request}, {}", stored.request.subject))];
        self.tell_operators(connection, &format!("{request}: {what}"), &remedy, details, now)
    }

    /// Mails all operators.
    pub(super) fn tell_operators(
        &self,
        connection: &Connection,
        what: &str,
        remedy: &str,
        details: Vec<(String, String)>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Digest>, TurnError> {
        let mut notices = Vec::new();
        for operator in &self.config.operators {
            notices.push(self.write_to_operator(connection, operator, what, remedy, details.clone(), now)?);
        }
        Ok(notices)
    }

    /// Mails one operator, or who audits them.
    pub(super) fn write_to_operator(
        &self,
        connection: &Connection,
        operator: &Address,
        what: &str,
        remedy: &str,
        details: Vec<(String, String)>,
        now: DateTime<Utc>,
    ) -> Result<Digest, TurnError> {
        let (title, why) = (Some(what.to_owned()), Some(remedy.to_owned()));
        let view = NoticeView { title, why, details, ..NoticeView::default() };
        self.write_stray(connection, operator, NoticeKind::Operator, view, None, now)
    }

    /// Mails whoever the configuration names for this final state, usually finance.
    pub(super) fn write_settlements(
        &self,
        connection: &Connection,
        shown: &Shown<'_>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Digest>, TurnError> {
        let stored = shown.stored;
        let on = match stored.request.state {
            State::Approved => ActionOn::Approved,
            State::Rejected => ActionOn::Rejected,
            State::Withdrawn => ActionOn::Withdrawn,
            State::NeedsAmount | State::Pending => return Ok(Vec::new()),
        };
        let mut notices = Vec::new();
        for action in self.config.actions.iter().filter(|action| action.on == on) {
            let ActionEffect::Mail(person) = &action.effect;
            let mut view = self.request_view(stored, person);
            self.decided(&mut view, &stored.request);
            let attachments = self.show_report(connection, shown, &mut view)?;
            let about = Some(&stored.request);
            let draft = Draft { person, kind: NoticeKind::Settled, view, attachments, about, answers: None };
            notices.push(self.write(connection, draft, now)?);
        }
        Ok(notices)
    }

    fn write(
        &self,
        connection: &Connection,
        draft: Draft<'_>,
        now: DateTime<Utc>,
    ) -> Result<Digest, TurnError> {
        let id = Token::new()?;
        let token = self.reply_token(&draft)?;
        let header = self.header(&draft, &id, token.as_ref(), now);
        let wants_code = draft.view.may_decide && draft.about.is_some_and(|request| request.code.is_some());
        let view = NoticeView {
            desk_name: header.desk_name.clone(),
            desk_address: header.desk.to_string(),
            reply_address: header.reply_to.as_ref().map(Address::to_string),
            wants_code,
            not_enrolled: wants_code && store::factor(connection, draft.person)?.is_none(),
            ..draft.view
        };
        let composed = mail::compose(&self.templates, &header, &view, &draft.attachments)?;
        let outgoing = Outgoing {
            request: draft.about.map(|request| request.number),
            notice: draft.kind.as_str(),
            person: draft.person,
            recipient: draft.person,
            subject: &composed.subject,
            bytes: &composed.bytes,
            at: now,
        };
        let notice = store::enqueue(connection, &outgoing)?;
        if let Some(request) = draft.about.filter(|_| !self.config.policy.is_suspended(draft.person)) {
            let made_for = TokenUse {
                request: request.number,
                revision: request.revision,
                person: draft.person.clone(),
                expires_at: now + self.token_lifetime(),
                notice: Some(notice),
            };
            for secret in token.iter().chain([&id]) {
                store::keep_token(connection, secret, &made_for)?;
            }
        }
        Ok(store::digest(&composed.bytes))
    }

    /// The token of a reply address, where an answer by it can still change something.
    fn reply_token(&self, draft: &Draft<'_>) -> Result<Option<Token>, getrandom::Error> {
        let is_open = draft.about.is_some_and(|request| request.state.is_open())
            && !self.config.policy.is_suspended(draft.person);
        let by_address = self.config.desk.reply_by == ReplyBy::Subaddress;
        (is_open && by_address).then(Token::new).transpose()
    }

    fn header(
        &self,
        draft: &Draft<'_>,
        id: &Token,
        token: Option<&Token>,
        now: DateTime<Utc>,
    ) -> NoticeHeader {
        let desk = &self.config.desk;
        NoticeHeader {
            desk_name: desk.name.clone(),
            desk: desk.address.clone(),
            to: draft.person.clone(),
            to_name: self.config.policy.approver(draft.person).map(|approver| approver.name.clone()),
            reply_to: token.and_then(|token| self.reply_address(token)),
            date: now,
            message_id: mail::message_id(id.secret(), &self.identity),
            references: self.thread(draft),
            request: draft.about.map(|request| self.number(request.number)),
            kind: draft.kind,
            answers_a_person: draft.answers.is_some(),
        }
    }

    /// `expenses+TOKEN@corp.example`; the configuration makes sure that a token fits.
    fn reply_address(&self, token: &Token) -> Option<Address> {
        let desk = &self.config.desk;
        let (local, domain) = (desk.address.local(), desk.address.domain());
        format!("{local}{}{}@{domain}", desk.separator, token.secret()).parse().ok()
    }

    fn token_lifetime(&self) -> TimeDelta {
        TimeDelta::from_std(self.config.policy.token_lifetime).unwrap_or(TimeDelta::days(14))
    }

    /// The thread of a person's notices about a request: an id that all of them name, and the mail that is answered.
    fn thread(&self, draft: &Draft<'_>) -> Vec<String> {
        let root = draft.about.map(|request| {
            let seed = format!("{} {} {}", self.config.desk.address, request.created_at, draft.person);
            let digest = store::hex(&store::digest(seed.as_bytes()));
            let number = self.number(request.number).to_lowercase();
            format!("{number}.{}@{}", digest.get(..16).unwrap_or_default(), self.config.desk.address.domain())
        });
        root.into_iter().chain(draft.answers.map(str::to_owned)).collect()
    }
}
