//! One mail to one recipient: MAIL, RCPT, DATA (RFC 5321 §3.3), and what each refusal means for this mail.
//!
//! Knows the difference between "this mail, never" and "this server, not now". Must not know how connections come about.

use std::borrow::Cow;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::commands::{Data, Mail, Noop, Rcpt, Rset};
use lettre::transport::smtp::extension::{MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::{Response, Severity};

use super::super::{Parcel, Verdict};
use super::connection::{Connection, Trouble, done, refusal};
use super::reply::{code, status, words};
use crate::approval;

/// A connection that was silent for longer is asked whether it is still there.
const FRESH: Duration = Duration::from_secs(30);

/// When it is about us.
const LOGIN: &str = "the server takes no mail from us; check outbox.username and outbox.password, \
    and that this login may send as desk.address";

impl Connection {
    /// Carries one parcel. After a verdict the connection is ready for the next; after trouble it is not.
    pub(super) async fn carry(&mut self, parcel: &Parcel) -> Result<Verdict, Trouble> {
        if let Some(why) = self.unfit(parcel) {
            return Ok(Verdict::Never(why));
        }
        self.make_ready().await?;
        self.unfinished = true;
        let recipient = Rcpt::new(path(&parcel.recipient), Vec::new());
        let commands = [self.mail_from(parcel).to_string(), recipient.to_string(), Data.to_string()];
        let mut replies = self.commands(&commands).await?.into_iter();
        let (sender, recipient, data) = (replies.next(), replies.next(), replies.next());
        let waits =
            data.as_ref().is_some_and(|reply| reply.code().severity == Severity::PositiveIntermediate);
        if let Some(verdict) = self.envelope_refused(sender, recipient)? {
            // RFC 2920 §3.1: a server may take a mail in that goes to nobody.
            self.stuck = waits;
            return Ok(verdict);
        }
        match data {
            Some(_) if waits => {}
            Some(reply) => return refused(&reply),
            None => return Err(Trouble::new("the server answers out of order")),
        }
        let reply = self.content(&in_lines(&parcel.bytes)).await?;
        self.unfinished = false;
        if reply.code().severity == Severity::PositiveCompletion {
            return Ok(Verdict::Delivered);
        }
        refused(&reply).map_err(Trouble::with_content_sent)
    }

    /// What it means for this mail that its sender or its recipient is refused, if one is.
    fn envelope_refused(
        &self,
        sender: Option<Response>,
        recipient: Option<Response>,
    ) -> Result<Option<Verdict>, Trouble> {
        if let Some(reply) = sender {
            // 552 is about the size of this mail (RFC 1870 §6.1); every other refusal here is about us.
            if reply.has_code(552) {
                let why = format!("the mail is too large: {}", words(&reply));
                return Ok(Some(Verdict::Never(why)));
            }
            done(LOGIN, reply)?;
        }
        match recipient {
            Some(reply) if self.is_about_us(&reply) => Err(refusal(LOGIN, &reply)),
            Some(reply) if reply.code().severity != Severity::PositiveCompletion => refused(&reply).map(Some),
            Some(_) | None => Ok(None),
        }
    }

    /// Why the server cannot take this mail, by what it said of itself.
    fn unfit(&self, parcel: &Parcel) -> Option<String> {
        let size = parcel.bytes.len();
        if let Some(limit) = self.extensions.size_limit().filter(|limit| size > *limit) {
            return Some(format!("the mail has {size} bytes, and the server takes at most {limit}"));
        }
        if has_utf8_header(&parcel.bytes) && !self.extensions.has("SMTPUTF8") {
            return Some(
                "the mail has letters beyond ASCII in its header, and the server has no SMTPUTF8".into(),
            );
        }
        if !parcel.bytes.is_ascii() && !self.extensions.has("8BITMIME") {
            return Some("the mail has 8-bit text, and the server has no 8BITMIME".into());
        }
        None
    }

    /// Whether a refusal of the recipient is really one of the sender. Postfix holds those back until RCPT.
    fn is_about_us(&self, reply: &Response) -> bool {
        let no_login = !self.logged_in && self.extensions.mechanism().is_some();
        reply.code().severity == Severity::PermanentNegativeCompletion
            && match (code(reply), status(reply)) {
                // The sender's address, by RFC 3463 §3.2 or as Postfix says that it belongs to another login.
                (_, Some((1, 7 | 8))) | (553, Some((7, 1))) => true,
                // Security and policy (RFC 3463 §3.8), from a server that knows logins and got none.
                (_, Some((7, _))) => no_login,
                (_, Some(_) | None) => false,
            }
    }

    async fn make_ready(&mut self) -> Result<(), Trouble> {
        let reply = if self.unfinished {
            self.command(Rset).await?
        } else if self.used.elapsed() > FRESH {
            self.command(Noop).await?
        } else {
            return Ok(());
        };
        done("the kept connection is of no more use", reply).map(drop)
    }

    fn mail_from(&self, parcel: &Parcel) -> Mail {
        let mut parameters = Vec::new();
        if self.extensions.has("SIZE") {
            parameters.push(MailParameter::Size(parcel.bytes.len()));
        }
        // RFC 3461 §4.3: a bounce names the mail by its header; the reports in it need not come back.
        if self.extensions.has("DSN") {
            parameters.push(MailParameter::Other { keyword: "RET".into(), value: Some("HDRS".into()) });
        }
        if !parcel.bytes.is_ascii() {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        if has_utf8_header(&parcel.bytes) {
            parameters.push(MailParameter::SmtpUtfEight);
        }
        Mail::new(parcel.sender.as_ref().map(path), parameters)
    }
}

/// What a refusal means for this mail, unless it means something else.
fn refused(reply: &Response) -> Result<Verdict, Trouble> {
    match (code(reply), reply.code().severity) {
        // RFC 4954 §6: these are about the login, whatever they answer.
        (530 | 534 | 535 | 538, _) => Err(refusal(LOGIN, reply)),
        // We do take the steps in their order: server and we have lost each other.
        (503, _) | (_, Severity::PositiveCompletion | Severity::PositiveIntermediate) => {
            Err(refusal("the server answers out of order", reply))
        }
        (_, Severity::TransientNegativeCompletion) => Ok(Verdict::Later(words(reply))),
        (_, Severity::PermanentNegativeCompletion) => Ok(Verdict::Never(words(reply))),
    }
}

/// The address as it is. It was checked when it was read; lettre's check refuses some that people have (`a..b@…`).
fn path(address: &approval::Address) -> Address {
    Address::new_dangerous(address.local(), address.domain())
}

fn has_utf8_header(mail: &[u8]) -> bool {
    let lines = mail.split(|byte| *byte == b'\n');
    lines.take_while(|line| !matches!(line, [] | [b'\r'])).any(|line| !line.is_ascii())
}

/// The mail with CRLF between its lines, whatever was there: servers disagree about the other line ends, smuggling
/// lives on that, and lettre lets them through. Without the last one, which lettre adds.
fn in_lines(mail: &[u8]) -> Cow<'_, [u8]> {
    let count = |wanted: u8| mail.iter().filter(|byte| **byte == wanted).count();
    let pairs = mail.iter().zip(mail.iter().skip(1)).filter(|pair| *pair == (&b'\r', &b'\n')).count();
    if pairs == count(b'\r') && pairs == count(b'\n') {
        return Cow::Borrowed(mail.strip_suffix(b"\r\n").unwrap_or(mail));
    }
    let mut lines = Vec::with_capacity(mail.len() + mail.len() / 32);
    let mut previous = b'\n';
    for byte in mail {
        match (previous, *byte) {
            (b'\r', b'\n') => {}
            (_, b'\r' | b'\n') => lines.extend_from_slice(b"\r\n"),
            (_, byte) => lines.push(byte),
        }
        previous = *byte;
    }
    if lines.ends_with(b"\r\n") {
        lines.truncate(lines.len() - 2);
    }
    Cow::Owned(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_header_asks_for_smtputf8() {
        assert!(has_utf8_header("Subject: ü\r\n\r\n".as_bytes()));
        assert!(!has_utf8_header("Subject: u\r\n\r\nü".as_bytes()));
        assert!(!has_utf8_header("Subject: u\n\nü".as_bytes()));
    }
    #[test]
    fn all_lines_end_with_crlf_whatever_they_ended_with() {
        let cases: [(&[u8], &[u8]); 10] = [
            (b"a\r\nb\r\n", b"a\r\nb"),
            (b"a\r\nb", b"a\r\nb"),
            (b"a\nb\n", b"a\r\nb"),
            (b"a\rb\r", b"a\r\nb"),
            (b"a\n\rb", b"a\r\n\r\nb"),
            (b"a\r\r\nb", b"a\r\n\r\nb"),
            (b"a\r\n.\n\rMAIL", b"a\r\n.\r\n\r\nMAIL"),
            (b"a\r\n\r\n", b"a\r\n"),
            (b"\r", b""),
            (b"", b""),
        ];
        for (mail, lines) in cases {
            assert_eq!(in_lines(mail), lines, "{:?}", mail.escape_ascii().to_string());
        }
    }
}
