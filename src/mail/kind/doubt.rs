//! Subjects that a machine may have written where nothing else shows it: such an answer is asked about, and decides nothing.
//!
//! Knows what people's mail programs put before the subject that they answer, and that machines put more. Must not know
//! whether the text decides. People who answer keep the subject, behind `Re:` in any language, or write one of their own.

use super::phrases::Phrases;
use super::{ABSENCE_TEXT, CHALLENGE, LONGEST_LOOK, RECEIPT_SUBJECT, Signs, start};
use crate::mail::bounce::tells_of_a_fault;

/// `Re:` is longer in no language.
const LONGEST_ANSWER_MARK: usize = 10;

/// Whole subjects of an absence, in one or two words.
static ABSENCE_ALONE: Phrases = Phrases::new(
    "away | vacation | holiday | holidays | annual leave | sick leave | parental leave | maternity leave | pto | congés | congé | vacaciones | \
     permiso | ferie | férias | vakantie | verlof | semester | ferien | elternzeit | loma | lomalla | urlop | dovolená | dovolenka | szabadság | \
     concediu | отпуск | в отпуске | відпустка | άδεια | izin | tatil | 휴가",
);
/// How such a subject begins.
static ABSENCE: Phrases = Phrases::new(
    "auto: | i am out of | i'm out of | i am on vacation | i'm on vacation | i am on leave | i'm on leave | i am on holiday | i'm on holiday | \
     i am away | i'm away | out of office | out of the office | out-of-office",
);
/// How a machine begins that took a mail in.
static ACKNOWLEDGEMENT: Phrases = Phrases::new(
    "thank you for your e | thank you for your m | thank you for contacting | thanks for contacting | thank you for reaching | \
     we have received | we received your | your message to | your request has | your request ( | your ticket | ticket received | ticket created | \
     request received | case received | case created | support ticket | new ticket | vielen dank für ihre | ihre anfrage | wir haben ihre | \
     eingangsbestätigung | accusé de réception | nous avons bien reçu | hemos recibido | abbiamo ricevuto | recebemos | wij hebben uw | ontvangstbevestiging",
);

impl Signs<'_> {
    /// Why an answer may be a machine's, so that it must not decide.
    pub(in super::super) fn doubt(&self) -> Option<&'static str> {
        if self.report_part().is_some() {
            return Some("it brings the report of a mail server, and what does never decides");
        }
        // Exchange writes the field on what its rules send, and sometimes on people's mail.
        if self.header.has("x-auto-response-suppress")
            && ABSENCE_TEXT.found_in(start(self.typed, LONGEST_LOOK))
        {
            return Some("it tells of an absence as machines do; answer with the decision alone");
        }
        (self.has_a_machines_subject() || tells_of_a_fault(self)).then_some(
            "its subject is one that machines write while a person is away; answer with the subject as it was",
        )
    }

    fn has_a_machines_subject(&self) -> bool {
        let title = &self.title;
        let number = self
            .title
            .as_str()
            .strip_prefix("case ")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        !title.answers()
            && (number
                || ABSENCE_ALONE.has(title.as_str().trim_end_matches(|c: char| !c.is_alphanumeric()))
                || [&ABSENCE, &ACKNOWLEDGEMENT, &RECEIPT_SUBJECT].iter().any(|it| title.starts_with(it))
                || title.tells_of_absence()
                || title.matches(&CHALLENGE)
                || self.is_marked_by_a_machine())
    }

    /// Whether more than a mark of an answer stands before the subject of our notice: `Sjálfvirkt svar: [EXP-1] …`, or the
    /// number of another desk's ticket: `[Ticket#7] [EXP-1] …`.
    fn is_marked_by_a_machine(&self) -> bool {
        let tag = format!("[{}-", self.identity.prefix.to_lowercase());
        let (tags, title) = (self.title.tags(), self.title.as_str());
        let before = tags.split(&tag).next().unwrap_or_default();
        if before.contains(|c: char| c.is_ascii_digit()) && (before != tags || title.contains(&tag)) {
            return true;
        }
        let Some((mark, _)) = title.split_once(&tag) else { return false };
        let Some(mark) = mark.trim_end().strip_suffix([':', '：']) else { return false };
        let mark = mark.rsplit([':', '：']).next().unwrap_or(mark);
        mark.chars().filter(|c| c.is_alphanumeric()).count() > LONGEST_ANSWER_MARK
    }
}

#[cfg(test)]
mod tests {
    use crate::mail::{Identity, Kind, Reading, read};

    fn desk() -> Identity {
        let address = "expenses@corp.example".parse().unwrap();
        Identity { address, separator: '+', prefix: "EXP".to_owned() }
    }

    fn mail(subject: &str, field: &str, text: &str) -> String {
        let token = "a".repeat(32);
        let head =
            format!("From: maria@corp.example\nTo: expenses+{token}@corp.example\nSubject: {subject}\n");
        format!("{head}{field}Content-Type: text/plain; charset=utf-8\n\n{text}")
    }

    fn reply(subject: &str) -> Reading {
        read(mail(subject, "", "APPROVE\n").as_bytes(), &desk())
    }

    #[test]
    fn t50_an_answer_whose_only_mark_is_its_subject_decides_nothing() {
        for subject in [
            "Sjálfvirkt svar: [EXP-1] Approval needed",
            "Balasan automatik: [EXP-1] Approval needed",
            "[EXT] Автоматты жауап: [EXP-1] Approval needed",
            "Kan ikke levere: [EXP-1] Approval needed",
            "Auto: [EXP-1] Approval needed",
            "Disposition notification: [EXP-1] Approval needed",
            "Gelesen: [EXP-1] Approval needed",
            "Return Receipt (displayed) - [EXP-1] Approval needed",
            "Vacation",
            "Отпуск",
            "I am out of the office",
            "Thank you for your email",
            "Case 00012345 created",
            "[Ticket#2026112810] [EXP-1] Approval needed",
            "(HELP-12) [EXP-1] Approval needed",
            "[#12345] Received: [EXP-1] Approval needed",
            "Please confirm your message",
        ] {
            let reading = reply(subject);
            let stands = reading.kind == Kind::Reply && reading.undecidable.is_none();
            assert!(!stands, "{subject}: {:?}", reading.kind);
        }
    }

    #[test]
    fn t50_an_absence_in_the_text_decides_nothing_beside_a_machines_field() {
        let absent = "\nI am out of the office until Monday.\n";
        for (field, text, decides) in [
            ("X-Auto-Response-Suppress: DR, OOF, AutoReply\n", absent, false),
            ("X-Auto-Response-Suppress: DR, OOF, AutoReply\n", "", true),
            ("", absent, true),
        ] {
            let subject = "Re: [EXP-1] Approval needed";
            let reading = read(mail(subject, field, &format!("APPROVE\n{text}")).as_bytes(), &desk());
            assert_eq!(reading.undecidable.is_none(), decides, "{field}{text}");
        }
    }

    #[test]
    fn people_answer_with_any_mark_and_with_subjects_of_their_own() {
        for subject in [
            "",
            "[EXP-1] Approval needed: sam@corp.example",
            "Re: [EXP-1] Approval needed",
            "[EXTERNAL] RE: [EXTERNAL] [EXP-1] Approval needed",
            "Trả lời: [EXP-1] Approval needed",
            "Réf. : [EXP-1] Approval needed",
            "Respuesta: [EXP-1] Approval needed",
            "APPROVED: [EXP-1] Approval needed",
            "Urgent and important: Re: [EXP-1] Approval needed",
            "Re: Out of office rota",
            "AW: Abwesenheitsnotiz",
            "Re: Thank you for your email",
            "Approved",
            "Hotel in Paris",
            "Vacation flat for the fair",
            "Case of wine",
            "(2) Approved",
            "Re: [Ticket#7] [EXP-1] Approval needed",
        ] {
            let reading = reply(subject);
            assert_eq!((reading.kind, reading.undecidable), (Kind::Reply, None), "{subject}");
        }
    }
}
