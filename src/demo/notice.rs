//! A notice as it lies in somebody's mailbox, and what it comes down to.
//!
//! Knows how a mail program shows a notice. Must not know the database: only what people received counts here.

use chrono::{DateTime, Utc};

use crate::mail::{self, Identity, NoticeKind};

/// What somebody received.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    /// Whose mailbox it lies in.
    pub(super) mailbox: String,
    /// What it is about.
    pub(super) kind: NoticeKind,
    /// The request's number; empty where it is about none.
    pub(super) request: String,
    pub(super) subject: String,
    pub(super) text: String,
    /// Where an answer goes.
    pub(super) reply_to: String,
    pub(super) message_id: String,
    pub(super) at: DateTime<Utc>,
}

impl Notice {
    /// Reads a notice as a mail program does; nothing where it is some other mail.
    pub(super) fn read(mailbox: &str, raw: &[u8], desk: &Identity) -> Option<Self> {
        let reading = mail::read(raw, desk);
        let header = |name: &str| field(raw, name).unwrap_or_default();
        let kind = header("X-Countersign-Notice");
        let own = reading.text.split(mail::END).next().unwrap_or_default();
        Some(Self {
            mailbox: mailbox.to_owned(),
            kind: NoticeKind::ALL.into_iter().find(|known| known.as_str() == kind)?,
            request: header("X-Countersign-Request"),
            subject: reading.subject,
            text: format!("{}{}", own.replace("\r\n", "\n"), mail::END),
            reply_to: in_angle_brackets(&header("Reply-To")),
            message_id: reading.message_id?,
            at: DateTime::parse_from_rfc2822(&header("Date")).ok()?.to_utc(),
        })
    }

    /// Whether an answer to it goes to an address that was made for its reader.
    pub(super) fn can_be_answered(&self) -> bool {
        self.reply_to.contains('+')
    }

    /// The part of the address before the `@`.
    pub(super) fn reader(&self) -> &str {
        self.mailbox.split('@').next().unwrap_or_default()
    }

    /// What it comes down to, in a sentence or two; nothing where the subject says it all.
    pub(super) fn gist(&self) -> String {
        let sentences = match self.kind {
            NoticeKind::Received => vec![self.sentence(2)],
            NoticeKind::DecisionRecorded => vec![first_sentence(&self.beginning("It needs "))],
            NoticeKind::ApprovalRequest => vec![self.fact("Counts as"), self.fact("Rule")],
            NoticeKind::Escalation => vec![self.sentence(1), self.fact("Approvals")],
            NoticeKind::AmountNeeded | NoticeKind::NotUnderstood => vec![self.beginning("The reason: ")],
            NoticeKind::Approved if self.fact("Approvals").is_empty() => vec![self.fact("Rule")],
            NoticeKind::Rejected | NoticeKind::Approved | NoticeKind::Question | NoticeKind::Answer => {
                vec![self.sentence(1), self.words()]
            }
            NoticeKind::Reminder
            | NoticeKind::Withdrawn
            | NoticeKind::Refused
            | NoticeKind::AlreadyClosed
            | NoticeKind::Enrolled
            | NoticeKind::Operator => vec![self.sentence(1)],
            NoticeKind::ClosedForYou | NoticeKind::Settled => Vec::new(),
        };
        let said: Vec<_> = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
        said.join(" ")
    }

    /// The paragraphs behind the marker line, each on one line; the first one greets.
    fn paragraphs(&self) -> impl Iterator<Item = String> {
        let paragraphs =
            self.text.split("\n\n").map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
        paragraphs.skip_while(|it| !it.starts_with("Hello"))
    }

    /// The first sentence of a paragraph.
    fn sentence(&self, paragraph: usize) -> String {
        let paragraph = self.paragraphs().nth(paragraph).unwrap_or_default();
        let own = paragraph.split(" | ").next().unwrap_or_default();
        first_sentence(own)
    }

    /// The paragraph that begins so.
    fn beginning(&self, words: &str) -> String {
        self.paragraphs().find(|it| it.starts_with(words)).unwrap_or_default()
    }

    /// What somebody wrote, as the notice passes it on: the first marked lines.
    fn words(&self) -> String {
        let behind = self.text.lines().skip_while(|line| !line.starts_with("| "));
        let rows: Vec<_> = behind.map_while(|line| line.strip_prefix("| ")).collect();
        if rows.is_empty() { String::new() } else { format!("“{}”", rows.join(" ")) }
    }

    /// One of the facts, whose value may go on below: `Rule:       above 10,000.00 USD: two different people`.
    fn fact(&self, label: &str) -> String {
        let label = format!("{label}:");
        let mut lines = self.text.lines().skip_while(|line| !line.starts_with(&label));
        let Some(first) = lines.next() else { return String::new() };
        let more = lines.take_while(|line| line.starts_with("  "));
        let words: Vec<_> = std::iter::once(first).chain(more).flat_map(str::split_whitespace).collect();
        format!("{}.", words.join(" "))
    }
}

/// The value of a header field that fits on one line, as the desk writes those that are asked for here.
fn field(raw: &[u8], name: &str) -> Option<String> {
    let lines = raw.split(|byte| *byte == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    let text = lines.filter_map(|line| std::str::from_utf8(line).ok());
    let fields = text.filter_map(|line| line.split_once(':'));
    fields
        .into_iter()
        .find(|(field, _)| field.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().to_owned())
}

fn in_angle_brackets(value: &str) -> String {
    let address = value.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>'));
    address.map_or(value, |(address, _)| address).to_owned()
}

fn first_sentence(text: &str) -> String {
    text.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(kind: &str, body: &str) -> Option<Notice> {
        let raw = format!(
            "From: desk@corp.example\nReply-To: \"Desk\" <desk+k3y@corp.example>\nMessage-ID: <1@corp.example>\n\
             Date: Mon, 2 Mar 2026 09:00:00 +0000\nX-Countersign-Notice: {kind}\n\n\
             {}\n\nHello Maria,\n\n{body}\n\n{}\n",
            mail::START,
            mail::END
        );
        let desk = Identity {
            address: "desk@corp.example".parse().unwrap(),
            separator: '+',
            prefix: "EXP".to_owned(),
        };
        Notice::read("maria@corp.example", raw.as_bytes(), &desk)
    }

    #[test]
    fn a_fact_goes_on_below_where_it_is_wrapped() {
        let facts = "Total:      1.00 USD\nRule:       above 0.50 USD: one person\n            must approve\nAsked:      Maria";
        let notice = notice("approval_request", facts).unwrap();
        assert_eq!(notice.gist(), "Rule: above 0.50 USD: one person must approve.");
        assert_eq!(notice.reply_to, "desk+k3y@corp.example");
    }

    #[test]
    fn words_that_are_passed_on_stand_in_quotes() {
        let notice = notice("question", "Ines asks:\n| why so\n| much?\n\n| other").unwrap();
        assert_eq!(notice.gist(), "Ines asks: “why so much?”");
    }

    #[test]
    fn other_mail_is_no_notice() {
        assert!(notice("lottery", "You have won.").is_none());
    }
}
