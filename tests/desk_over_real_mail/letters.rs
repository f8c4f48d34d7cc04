//! Mails as people's programs write them, and the desk's notices as people find them.

use std::sync::atomic::{AtomicU32, Ordering};

use mail_parser::{Message, MessageParser};

/// A mail without its header fields for the envelope: text, and whatever header fields matter.
pub fn letter(from: &str, to: &str, subject: &str, more: &str, text: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{number}.letter@mua.example>\r\n\
         Date: Mon, 5 Oct 2026 09:00:00 +0200\r\n{more}MIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
}

/// A receipt as its owner forwards it to the desk.
pub fn forwarded(from: &str, shop: &str, total: &str) -> String {
    let text = format!(
        "Please see below.\r\n\r\nBest,\r\nSam\r\n\r\n---------- Forwarded message ---------\r\n\
         From: {shop} <billing@outside.example>\r\nDate: Fri, 2 Oct 2026 at 11:20\r\n\
         Subject: Your receipt from {shop}\r\nTo: <sam@corp.example>\r\n\r\n\
         Thank you for your order.\r\n\r\nTotal due: {total}\r\n"
    );
    letter(from, super::office::DESK, &format!("Fwd: Your receipt from {shop}"), "", &text)
}

/// One of the desk's mails.
#[derive(Clone, Debug)]
pub struct Notice {
    /// `X-Countersign-Notice`.
    pub kind: String,
    /// `X-Countersign-Request`, empty without.
    pub request: String,
    /// Where an answer goes; the desk itself without.
    pub reply_to: String,
    /// Its Message-ID.
    pub id: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

impl Notice {
    /// Reads a mail, if it is a notice.
    pub fn read(raw: &str) -> Option<Self> {
        let mail = MessageParser::new().parse(raw)?;
        let kind = field(&mail, "X-Countersign-Notice")?;
        let address = mail.reply_to().or(mail.from())?.first()?.address()?;
        Some(Self {
            kind,
            request: field(&mail, "X-Countersign-Request").unwrap_or_default(),
            reply_to: address.to_owned(),
            id: mail.message_id()?.to_owned(),
            subject: mail.subject()?.to_owned(),
            text: mail.body_text(0)?.into_owned(),
        })
    }

    /// `EXP-1 received`, or the kind alone.
    pub fn title(&self) -> String {
        format!("{} {}", self.request, self.kind).trim().to_owned()
    }

    /// An answer as mail programs write it: below the recipient's words, the whole notice is quoted.
    pub fn answer(&self, from: &str, words: &str) -> String {
        let quote: String = self.text.lines().map(|line| format!("> {line}\r\n")).collect();
        let text = format!(
            "{words}\r\n\r\nOn Mon, Oct 5, 2026 at 9:00 AM Expense desk <{}> wrote:\r\n{quote}",
            self.reply_to
        );
        let more = format!("In-Reply-To: <{0}>\r\nReferences: <{0}>\r\n", self.id);
        letter(from, &self.reply_to, &format!("Re: {}", self.subject), &more, &text)
    }
}

fn field(mail: &Message<'_>, name: &str) -> Option<String> {
    mail.header_raw(name).map(|value| value.trim().to_owned())
}
