//! What people write: reports as they forward them, and answers as their mail programs send them.
//!
//! Knows the habits of mail programs. Must not know what the desk makes of it.

use std::time::SystemTime;

use chrono::{DateTime, Days, Utc};
use lettre::Message;
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::notice::Notice;
use super::people::Person;

/// The reports, in the order in which they come.
pub(super) const REPORTS: [&str; 5] = [
    include_str!("letters/meals.eml"),
    include_str!("letters/travel.eml"),
    include_str!("letters/equipment.eml"),
    include_str!("letters/photo.eml"),
    include_str!("letters/hotel.eml"),
];

/// A report as it is sent on this day.
pub(super) fn report(text: &str, now: DateTime<Utc>) -> Vec<u8> {
    let yesterday = now.checked_sub_days(Days::new(1)).unwrap_or(now);
    let dated = text
        .replace("{date}", &now.to_rfc2822())
        .replace("{yesterday}", &yesterday.format("%a, %b %-d, %Y").to_string());
    dated.into_bytes()
}

/// What an answer is written with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Program {
    /// Text and HTML, the quote below.
    Gmail,
    /// Text, a signature above the quote.
    Phone,
    /// Text, a signature, and a quote that is not marked.
    Outlook,
}

impl Program {
    /// In a sentence about who answers.
    pub(super) fn place(self) -> &'static str {
        match self {
            Self::Gmail => "in Gmail",
            Self::Phone => "on the phone",
            Self::Outlook => "in Outlook",
        }
    }
}

/// An answer to a notice, with the notice quoted below it.
pub(super) fn answer(
    from: Person,
    notice: &Notice,
    typed: &str,
    program: Program,
    now: DateTime<Utc>,
) -> anyhow::Result<Vec<u8>> {
    let sender = Mailbox::new(Some(from.name.to_owned()), from.address()?.as_str().parse()?);
    let desk = Mailbox::new(Some("Expense desk".to_owned()), notice.reply_to.parse()?);
    let thread = format!("<{}>", notice.message_id);
    let message = Message::builder()
        .from(sender)
        .to(desk)
        .subject(format!("Re: {}", notice.subject))
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{}.{}>", now.timestamp_millis(), from.address()?)))
        .in_reply_to(thread.clone())
        .references(thread);
    let text = body(from, notice, typed, program);
    let message = match program {
        Program::Gmail => {
            message.multipart(MultiPart::alternative_plain_html(text, gmail_html(notice, typed)))?
        }
        Program::Phone | Program::Outlook => message.singlepart(SinglePart::plain(text))?,
    };
    Ok(message.formatted())
}

fn body(from: Person, notice: &Notice, typed: &str, program: Program) -> String {
    let Notice { at, text, subject, .. } = notice;
    match program {
        Program::Gmail => {
            format!("{typed}\n\n{}\n\n{}", attribution(notice), quoted(text))
        }
        Program::Phone => {
            let when = at.format("%-d %b %Y, at %H:%M");
            format!(
                "{typed}\n\nSent from my iPhone\n\n> On {when}, Expense desk <expenses@corp.example> wrote:\n> \n{}",
                quoted(text)
            )
        }
        Program::Outlook => {
            let when = at.format("%A, %B %-d, %Y %-I:%M %p");
            format!(
                "{typed}\n\n{}\nCorp Example, Inc. | Finance\n\n-----Original Message-----\n\
                 From: Expense desk <expenses@corp.example>\nSent: {when}\nTo: {}\nSubject: {subject}\n\n{text}",
                from.name, from.name
            )
        }
    }
}

fn gmail_html(notice: &Notice, typed: &str) -> String {
    format!(
        "<div dir=\"ltr\">{}</div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">{}<br></div>\
         <blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex\">\
         {}</blockquote></div>",
        html(typed),
        html(&attribution(notice)),
        html(&notice.text)
    )
}

fn attribution(notice: &Notice) -> String {
    let when = notice.at.format("%a, %b %-d, %Y at %-I:%M %p");
    format!("On {when} Expense desk <expenses@corp.example> wrote:")
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}\n")).collect()
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>\n")
}
