//! Mails: what people and machines write to the desk, and what the desk writes to them.

use chrono::{DateTime, Utc};
use mail_parser::{HeaderValue, MessageParser};

/// The desk's address.
pub const DESK: &str = "expenses@corp.example";

/// One of the desk's mails, as its recipient sees it.
#[derive(Clone, Debug)]
pub struct Notice {
    pub owner: String,
    pub kind: String,
    pub request: Option<u64>,
    pub reply_to: Option<String>,
    /// With angle brackets.
    pub id: String,
    pub subject: String,
    pub text: String,
}

impl Notice {
    pub fn read(owner: &str, raw: &[u8]) -> Self {
        let mail = MessageParser::new().parse(raw).unwrap();
        let field = |name: &'static str| {
            mail.header(name).and_then(HeaderValue::as_text).unwrap_or_default().to_owned()
        };
        Self {
            owner: owner.to_owned(),
            kind: field("X-Countersign-Notice"),
            request: field("X-Countersign-Request").strip_prefix("EXP-").and_then(|it| it.parse().ok()),
            reply_to: mail.reply_to().and_then(|to| to.first()?.address().map(str::to_owned)),
            id: format!("<{}>", mail.message_id().unwrap_or_default()),
            subject: mail.subject().unwrap_or_default().to_owned(),
            text: mail.body_text(0).unwrap_or_default().replace('\r', ""),
        }
    }

    /// What stands in its reply address and in its Message-ID.
    pub fn secrets(&self) -> impl Iterator<Item = String> {
        let token = self.reply_to.as_deref().and_then(|to| to.split_once('+')?.1.split('@').next());
        let id = self.id.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| word.len() == 32);
        token.into_iter().chain(id).map(str::to_owned).collect::<Vec<_>>().into_iter()
    }
}

/// Whether the receiving server vouches for the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    Pass,
    Fail,
    Nothing,
}

/// What the receiving server writes above a mail.
pub fn stamped(stamp: Stamp, from: &str, copy: usize, mail: &str) -> Vec<u8> {
    let domain = from.rsplit('@').next().unwrap();
    let said = match stamp {
        Stamp::Pass => format!("Authentication-Results: mx.corp.example; dmarc=pass header.from={domain}\n"),
        Stamp::Fail => format!("Authentication-Results: mx.corp.example; dmarc=fail header.from={domain}\n"),
        Stamp::Nothing => String::new(),
    };
    format!("{said}Received: from client.example by mx.corp.example with ESMTPS id {copy}; today\n{mail}")
        .into_bytes()
}

fn header(number: usize, now: DateTime<Utc>, from: &str, to: &str, subject: &str) -> String {
    let date = now.format("%a, %d %b %Y %H:%M:%S +0000");
    format!(
        "Message-ID: <mail-{number}@client.example>\nDate: {date}\nFrom: {from}\nTo: {to}\nSubject: {subject}\n\
         MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    )
}

/// A report; without an amount the desk has to ask.
pub fn report(number: usize, now: DateTime<Utc>, from: &str, amount: Option<&str>) -> String {
    let header = header(number, now, from, DESK, &format!("Fwd: dinner with client {number}"));
    let total = amount.map_or_else(|| "The receipt follows.".to_owned(), |it| format!("Total: {it}"));
    format!("{header}\nDinner, table {number}.\n{total}\n")
}

/// An answer to a notice.
pub fn answer(
    number: usize,
    now: DateTime<Utc>,
    from: &str,
    notice: &Notice,
    words: &str,
    quotes: bool,
) -> String {
    let to = notice.reply_to.as_deref().unwrap_or(DESK);
    let header = header(number, now, from, to, &format!("Re: {}", notice.subject));
    let quote: String = notice.text.lines().map(|line| format!("> {line}\n")).collect();
    let quote =
        if quotes { format!("\nOn 05/10/2026 09:00, Expense desk wrote:\n{quote}") } else { String::new() };
    format!("{header}In-Reply-To: {0}\nReferences: {0}\n\n{words}\n{quote}", notice.id)
}

/// What an absence program writes (RFC 3834).
pub fn absence(number: usize, now: DateTime<Utc>, from: &str, notice: &Notice) -> String {
    let to = notice.reply_to.as_deref().unwrap_or(DESK);
    let header = header(number, now, from, to, &format!("Automatic reply: {}", notice.subject));
    format!(
        "{header}In-Reply-To: {}\nAuto-Submitted: auto-replied\n\nI am away until Friday. APPROVE\n",
        notice.id
    )
}

/// A delivery report (RFC 3464).
pub fn bounce(notice: &Notice) -> Vec<u8> {
    let why = "550 5.1.1 no such user";
    let Notice { owner, id, .. } = notice;
    format!(
        "From: Mail Delivery System <MAILER-DAEMON@mx.corp.example>\nTo: {DESK}\n\
         Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n\
         --b\nContent-Type: text/plain\n\n<{owner}>: {why}\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.corp.example\n\n\
         Final-Recipient: rfc822; {owner}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; {why}\n\n\
         --b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {id}\nX-Countersign-Notice: {}\n\n--b--\n",
        notice.kind
    )
    .into_bytes()
}
