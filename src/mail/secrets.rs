//! Blotting out the desk's secrets, for people who were not sent them.
//!
//! Knows what a reply token and the secret of a Message-ID look like, also where a mail program broke them. Must not
//! know where a text is shown.

use super::thread::{BEHIND_SECRET, SECRET_LENGTH};
use super::{Identity, Kind, Reading};
use crate::characters::is_default_ignorable;

const BLOT: &str = "(a reply token)";

/// The secrets of one mail, known by its header and by what stands around them; nothing else is ever blotted out.
pub struct Secrets {
    known: Vec<String>,
    before: Vec<String>,
    separator: char,
}

impl Secrets {
    /// The secrets that a mail to the desk may carry.
    pub fn of(reading: &Reading, identity: &Identity) -> Self {
        let returned: &[String] = match &reading.kind {
            Kind::Bounce(bounce) => &bounce.of,
            Kind::Submission | Kind::Reply | Kind::Automatic(_) => &[],
        };
        let local = identity.address.local().to_ascii_lowercase();
        let separator = identity.separator.to_string();
        Self {
            known: [&reading.tokens, &reading.answers, returned].concat(),
            // Some web mailers leave the plus sign of a mailto link encoded.
            separator: identity.separator,
            before: [separator.as_str(), "%2b", "=2b"].map(|sign| format!("{local}{sign}")).into(),
        }
    }

    /// The text with the desk's plain address in the place of reply addresses, for whoever must not even see that they were.
    #[must_use]
    pub fn left_out(&self, text: &str) -> String {
        self.blotted(text).replace(&format!("{}{BLOT}", self.separator), "").replace(BLOT, "")
    }

    /// The text without them, and else letter by letter as it is.
    #[must_use]
    pub fn blotted(&self, text: &str) -> String {
        let known = self.known.iter().fold(text.to_owned(), |text, secret| without(&text, secret));
        runs_blotted(&known, |before, behind| {
            self.before.iter().any(|address| ends_with(before, address)) || starts_with(behind, BEHIND_SECRET)
        })
    }
}

/// The text with everything blotted out that could be a secret, known or not.
pub fn without_secrets(text: &str) -> String {
    runs_blotted(text, |_, _| true)
}

/// Without one secret, also where a mail program wrapped it, quoted the lines or put soft hyphens in.
fn without(text: &str, secret: &str) -> String {
    let is_gap = |c: char| c.is_whitespace() || c == '>' || is_default_ignorable(c);
    let letters: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !is_gap(*c)).collect();
    // One byte for each letter, so that places in one are places in the other.
    let line: Vec<u8> =
        letters.iter().map(|(_, c)| u8::try_from(*c).unwrap_or_default().to_ascii_lowercase()).collect();
    let (mut kept, mut done, mut at) = (String::with_capacity(text.len()), 0, 0);
    while let Some(window) = line.get(at..at + secret.len()) {
        if window != secret.as_bytes() {
            at += 1;
            continue;
        }
        let last = at + secret.len() - 1;
        if let (Some((start, _)), Some((end, _))) = (letters.get(at), letters.get(last)) {
            kept.push_str(text.get(done..*start).unwrap_or_default());
            kept.push_str(BLOT);
            done = end + 1;
        }
        at = last + 1;
    }
    kept.push_str(text.get(done..).unwrap_or_default());
    kept
}

/// Without those runs of letters, long enough for a secret, of which `is_secret` says so by what is before and behind.
fn runs_blotted(text: &str, is_secret: impl Fn(&str, &str) -> bool) -> String {
    let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '2'..='7'); // base32, RFC 4648 §6
    let mut shown = String::with_capacity(text.len());
    let mut end = 0;
    for word in text.split_inclusive(|c| !is_letter(c)) {
        let run = word.trim_end_matches(|c| !is_letter(c));
        let start = end + sign_length(text.get(..end).unwrap_or_default(), run);
        let run_end = end + run.len();
        let (before, behind) = text.split_at_checked(start).unwrap_or_default();
        let behind = behind.get(run_end.saturating_sub(start)..).unwrap_or_default();
        let is_long = run_end >= start + SECRET_LENGTH;
        if is_long && is_secret(before, behind) {
            shown.push_str(text.get(end..start).unwrap_or_default());
            shown.push_str(BLOT);
            shown.push_str(word.get(run.len()..).unwrap_or_default());
        } else {
            shown.push_str(word);
        }
        end += word.len();
    }
    shown
}

/// An encoded plus sign, `%2B`, adds a letter and a digit in front.
fn sign_length(before: &str, run: &str) -> usize {
    if before.ends_with(['%', '=']) && starts_with(run, "2b") { 2 } else { 0 }
}

fn starts_with(text: &str, small: &str) -> bool {
    text.get(..small.len()).is_some_and(|start| start.eq_ignore_ascii_case(small))
}

fn ends_with(text: &str, small: &str) -> bool {
    let start = text.len().checked_sub(small.len());
    start.and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(small))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::tests::desk;
    use super::*;

    const SECRET: &str = "abcdefghijklmnopqrstuvwxyz234567";

    #[test]
    fn no_secret_is_shown_wherever_it_stands() {
        for (text, shown) in [
            (
                format!("Desk <expenses+{SECRET}@corp.example> wrote:"),
                "Desk <expenses+(a reply token)@corp.example> wrote:",
            ),
            (format!("expenses%2B{SECRET}%40corp"), "expenses%2B(a reply token)%40corp"),
            (
                format!("<{}.countersign@corp.example>\n", SECRET.to_uppercase()),
                "<(a reply token).countersign@corp.example>\n",
            ),
            (format!("{SECRET} é {SECRET}"), "(a reply token) é (a reply token)"),
            (format!("+abc{SECRET}abc@x"), "+(a reply token)@x"),
            ("nothing to hide\n".to_owned(), "nothing to hide\n"),
        ] {
            assert_eq!(without_secrets(&text), shown);
        }
    }

    fn secrets() -> Secrets {
        let mail = format!("From: a@corp.example\nTo: expenses+{SECRET}@corp.example\n\nAPPROVE");
        Secrets::of(&read(mail.as_bytes(), &desk()), &desk())
    }

    #[test]
    fn the_mails_own_token_is_known_in_pieces_and_inside_longer_words() {
        let (one, two) = SECRET.split_at(20);
        for (text, shown) in [
            (format!("expenses+{one}\n{two}@corp.example"), "expenses+(a reply token)@corp.example"),
            (format!("> <expenses+{one}\r\n> > {two}@corp>"), "> <expenses+(a reply token)@corp>"),
            (format!("{one}\u{ad}{two}"), "(a reply token)"),
            (format!("x+{}abc@x é", SECRET.to_uppercase()), "x+(a reply token)abc@x é"),
        ] {
            assert_eq!(secrets().blotted(&text), shown);
        }
    }

    #[test]
    fn another_secret_is_known_by_the_desks_address_and_message_id() {
        let other = "b".repeat(SECRET_LENGTH);
        for (text, shown) in [
            (format!("Expenses+{other}@corp.example"), "Expenses+(a reply token)@corp.example"),
            (format!("mailto:expenses%2B{other}%40corp"), "mailto:expenses%2B(a reply token)%40corp"),
            (format!("<{other}.Countersign@corp.example>"), "<(a reply token).Countersign@corp.example>"),
        ] {
            assert_eq!(secrets().blotted(&text), shown);
        }
    }

    #[test]
    fn ordinary_text_stays_as_it_is_however_long_its_words() {
        for text in [
            "Donaudampfschifffahrtsgesellschaftskapitaen\r\n> > a\u{ad}b \u{200b}é  日本\n",
            "DELEGATE christophorusalexanderbartholomew@corp.example",
            "abcdefghijklmnopqrstuvwxyz23456",
            "",
        ] {
            assert_eq!(secrets().blotted(text), text);
        }
    }
}
