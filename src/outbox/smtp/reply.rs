//! What a server says: replies (RFC 5321 §4.2) and the extensions that it offers (§4.1.1.1).
//!
//! Knows what lettre leaves out of them. Must not know which command a reply is for.

use std::error::Error as _;
use std::str::SplitAsciiWhitespace;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{DEFAULT_MECHANISMS, Mechanism};
use lettre::transport::smtp::response::Response;

/// What is kept of a server's words for people to read.
const WORDS_LIMIT: usize = 300;

/// The three digits.
pub(super) fn code(reply: &Response) -> u16 {
    reply.code().into()
}

/// Subject and detail of the enhanced status code, where there is one (RFC 3463): `7.1` of `5.7.1`.
pub(super) fn status(reply: &Response) -> Option<(u16, u16)> {
    let mut numbers = reply.first_word()?.split('.').map(str::parse);
    match (numbers.next(), numbers.next(), numbers.next(), numbers.next()) {
        (Some(Ok(class)), Some(Ok(subject)), Some(Ok(detail)), None) if class == code(reply) / 100 => {
            Some((subject, detail))
        }
        _ => None,
    }
}

/// The reply for people to read.
pub(super) fn words(reply: &Response) -> String {
    let text: Vec<_> = reply.message().collect();
    tamed(&format!("{} {}", reply.code(), text.join(" ")))
}

/// lettre makes errors of refusals, which are replies like the others; any other error is given in words.
pub(super) fn refused(error: &Error) -> Result<Response, String> {
    let words = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    match error.status() {
        Some(code) => Ok(Response::new(code, vec![words])),
        None if error.is_response() => Err(format!("this is no SMTP reply: {}", tamed(&words))),
        None => Err(tamed(&words)),
    }
}

fn tamed(words: &str) -> String {
    let shown: String =
        words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(WORDS_LIMIT).collect();
    shown.trim().to_owned()
}

/// What the server offers beyond plain SMTP, a keyword and its parameters each. lettre does not tell SIZE and DSN.
#[derive(Debug)]
pub(super) struct Extensions(Vec<String>);

impl Extensions {
    /// Reads the reply to EHLO; keywords in any letter case (RFC 5321 §2.4), and none from its first line.
    pub(super) fn read(reply: &str) -> Self {
        let text = |line: &str| line.get(4..).unwrap_or_default().to_ascii_uppercase();
        Self(reply.lines().skip(1).map(text).collect())
    }

    /// Whether the keyword is among them.
    pub(super) fn has(&self, keyword: &str) -> bool {
        self.offers(keyword).next().is_some()
    }

    /// The largest mail that the server takes, when it says so; 0 means that there is no fixed limit (RFC 1870 §4).
    pub(super) fn size_limit(&self) -> Option<usize> {
        self.parameters("SIZE").next()?.parse().ok().filter(|limit| *limit > 0)
    }

    /// The best way to log in.
    pub(super) fn mechanism(&self) -> Option<Mechanism> {
        let offered = |known: &Mechanism| self.parameters("AUTH").any(|name| name == known.to_string());
        DEFAULT_MECHANISMS.iter().copied().find(offered)
    }

    fn parameters(&self, keyword: &str) -> impl Iterator<Item = &str> {
        self.offers(keyword).flat_map(|words| words.skip(1))
    }

    fn offers(&self, keyword: &str) -> impl Iterator<Item = SplitAsciiWhitespace<'_>> {
        self.0
            .iter()
            .map(|line| line.split_ascii_whitespace())
            .filter(move |words| words.clone().next() == Some(keyword))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_read_in_any_case_and_never_from_the_greeting_line() {
        let extensions = Extensions::read(
            "250-8BITMIME STARTTLS\r\n250-size 1000\r\n250-auth login Plain\r\n250-DSNX\r\n250 \r\n",
        );
        assert_eq!(extensions.size_limit(), Some(1000));
        assert_eq!(extensions.mechanism(), Some(Mechanism::Plain));
        assert!(extensions.has("SIZE") && extensions.has("AUTH"));
        assert!(!extensions.has("8BITMIME") && !extensions.has("STARTTLS") && !extensions.has("DSN"));
        let unlimited = Extensions::read("250-a\r\n250-SIZE 0\r\n250 AUTH GSSAPI\r\n");
        assert_eq!((unlimited.size_limit(), unlimited.mechanism()), (None, None));
    }

    #[test]
    fn a_servers_words_are_shown_tamed() {
        let reply: Response = "550-5.1.1 no\x1b[31m\r\n550 5.1.1 such user\r\n".parse().unwrap();
        assert_eq!(words(&reply), "550 5.1.1 no [31m 5.1.1 such user");
        let reply: Response = format!("550 {}\r\n", "a".repeat(900)).parse().unwrap();
        assert_eq!(words(&reply).len(), WORDS_LIMIT);
    }

    #[test]
    fn only_a_whole_status_of_the_same_class_counts() {
        let status = |text: &str| status(&text.parse().unwrap());
        assert_eq!(status("550 5.1.1 who?\r\n"), Some((1, 1)));
        for unclear in ["550 no\r\n", "550 2.1.1 ok\r\n", "550 5.1\r\n", "550 5.1.1.1\r\n", "550 \r\n"] {
            assert_eq!(status(unclear), None, "{unclear}");
        }
    }
}
