//! What a mail server writes for people to read, where no standard report says it.
//!
//! Knows reply codes (RFC 5321 §4.2) and how servers go on about them. Must not know the returned mail.

use crate::approval::Address;
use crate::mail::Fate;
use crate::mail::kind::{Signs, beginning, start};
use crate::mail::reply::Pattern;

const LONGEST_REASON: usize = 200;
/// A server comes to the point, though a company's letterhead may come first.
const LONGEST_LOOK: usize = 6_000;
const MOST_ADDRESSES: usize = 20;

static CODE: Pattern = Pattern::new(
    r"(?: ^ | [^\d.\w] | remote\ host\ said:\ | smtp;\ ?) (?: [45]\d\d (?: [\s-] | \ ?\#) \s? .{4,} | \#?[245]\.\d{1,3}\.\d{1,3} (?: \b .{3,} | > ) )",
);
static FAULT: Pattern = Pattern::new(
    r"(?: unknown | not\ (?:be\ )?(?:found|listed|exist|recogni[sz]ed|accept|known) | (?:doesn|wasn|couldn)['’]t\ (?:exist|be\ found|found) | no\ such | no\ mailbox | couldn['’]t\ find | over\ ?quota | \bfull\b | reject | disabled | denied | blocked | invalid | unavailable | expired | timed\ out
    | unbekannt | nicht\ gefunden | introuvable | inconnu | no\ se\ encontró | no\ existe | non\ trovato | inesistente | não\ (?:foi\ )?(?:encontrado|existe) | niet\ gevonden | hittades\ inte | nie\ znaleziono | не\ найден | 見つかりま | 存在しま | 找不到 | 不存在 )",
);
static ADDRESS: Pattern = Pattern::new(r"[\w.+=%&'/-]+@[\w-]+(?:\.[\w-]+)+");
/// Where the returned mail begins.
static RETURNED: Pattern = Pattern::new(
    r"(?m)^\s*(?: -{2,} .{0,60} (?: original | copy | returned | unsent | header | undelivered | (?:message|mail|header|copy)\ follows | ursprüngliche | weitergeleitet ) .* | -{3,}\ ?(?:the\ )?(?:body|header|message)\b.* | (?:original|returned|unsent)\ (?:message|mail|header)s?\b.{0,40}:?\s*$
    | (?:return-path|received|message-id|x-[\w-]+|mime-version):\ .* )",
);
static WILL_RETRY: Pattern = Pattern::new(
    r"(?: \bdelay(?:ed|s)?\b | verzöger\p{L}* | retard[ée]e?s?\b | retrasad\p{L}+ | ritard\p{L}+ | atrasad\p{L}+ | vertraagd | försen\p{L}+ | forsink\p{L}+ | opóźni\p{L}+ | задерж\p{L}+ | still\ being\ retried | not\ (?:yet\ )?been\ delivered\ yet | not\ yet\ been\ delivered | will\ (?:be\ retried|keep\ trying|retry|continue) | no\ action\ is\ required | do\ not\ need\ to\ re-?send | warning\ message\ only | temporarily\ deferred | message\ (?:is\ )?still\ (?:in\ the\ queue|undelivered) | 配信が遅れ | 延迟 )",
);
static GIVEN_UP: Pattern = Pattern::new(
    r"(?: permanent(?:ly)?\ (?:fatal\ )?(?:error|fail) | fatal\ errors | g[ai]v(?:e|en|ing)\ up | failed\ permanently | no\ further\ (?:attempts|delivery) | will\ not\ be\ (?:re)?tr | retry\ time(?:out)?\ (?:not\ reached|exceeded) | could\ not\ be\ delivered\ (?:for|after|within) | has\ been\ (?:returned|rejected) | delivery\ (?:has\ )?failed\b | \b5\.\d\.\d{1,3}\b )",
);

/// A server's text, up to where it returns the mail.
pub(super) struct Prose<'a> {
    text: &'a str,
    subject: String,
    sender: Option<Address>,
}

impl<'a> Prose<'a> {
    pub(super) fn of(signs: &Signs<'_>, text: &'a str) -> Self {
        let text = start(text, LONGEST_LOOK);
        let end = RETURNED.find(text).map_or(text.len(), |(start, _)| start);
        // Where the returned mail comes first, the words stand behind it.
        let before = text.get(..end).unwrap_or(text);
        let text = if before.trim().is_empty() { text } else { before };
        Self { text, subject: signs.title.as_str().to_owned(), sender: signs.from.cloned() }
    }

    /// Addresses that it names, in their order; not the server's own.
    pub(super) fn recipients(&self) -> impl Iterator<Item = Address> {
        const SERVICE: [&str; 8] =
            ["postmaster", "mailer-daemon", "abuse", "support", "helpdesk", "hostmaster", "admin", "noreply"];
        let mut rest = self.text;
        let next = move || {
            let (from, to) = ADDRESS.find(rest)?;
            let word = rest.get(from..to)?;
            rest = rest.get(to..)?;
            Some(word)
        };
        let sender = self.sender.clone();
        std::iter::from_fn(next)
            .take(MOST_ADDRESSES)
            .filter_map(|word| {
                word.trim_start_matches("mailto:").trim_matches(['.', '\'', '/', '=']).parse::<Address>().ok()
            })
            .filter(move |address| !SERVICE.contains(&address.local()) && Some(address) != sender.as_ref())
    }

    pub(super) fn fate(&self) -> Fate {
        let late = WILL_RETRY.found_in(&self.subject)
            || self.subject.starts_with("warning")
            || WILL_RETRY.found_in(start(self.text, 1_500)) && !super::sign::announces_failure(&self.subject);
        if late && !GIVEN_UP.found_in(self.text) { Fate::Delayed } else { Fate::Failed }
    }

    /// The line with a reply code, or else the first that names a fault, or else the first that says anything.
    pub(super) fn reason(&self) -> Option<String> {
        let line = |pattern: &Pattern| {
            let at = self.text.lines().position(|line| pattern.found_in(line))?;
            Some(self.paragraph(at))
        };
        let says = |line: &&str| line.chars().any(char::is_alphabetic);
        line(&CODE).or_else(|| line(&FAULT)).or_else(|| self.text.lines().find(says).map(one_line))
    }

    /// A line and those that go on indented or belong to the same multi-line answer (RFC 5321 §4.2.1).
    fn paragraph(&self, at: usize) -> String {
        const MOST_LINES: usize = 4;
        let lines = self.text.lines().skip(at).take(MOST_LINES);
        let mut words = String::new();
        for (place, line) in lines.enumerate() {
            let goes_on = line.starts_with([' ', '\t', '5', '4']) && !line.contains('@');
            if place > 0 && (line.trim().is_empty() || !goes_on) {
                break;
            }
            words.push_str(line);
            words.push(' ');
        }
        one_line(&words)
    }
}

/// A server's words without what helps nobody: names of hosts, its repeated codes, links.
pub(super) fn one_line(words: &str) -> String {
    static HOST_SAID: Pattern = Pattern::new(
        r"^.{0,200}? (?: host\ \S+(?:\ \[[^\]]*\])?\ said | remote\ (?:host|server)\ (?:said|returned|replied) | server\ (?:said|replied) | \bsaid | error\ from\ remote\ (?:mail\ )?server\b.{0,120}? | <<<) :? \s* '? (?: [45]\d\d )",
    );
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let said =
        HOST_SAID.find(&words).and_then(|(_, end)| words.get(end.saturating_sub(3)..)).unwrap_or(&words);
    let said = ["(in reply to", "https://", "http://", " - gsmtp", "(state "]
        .iter()
        .filter_map(|noise| said.find(noise))
        .min()
        .filter(|at| *at > 10)
        .and_then(|at| said.get(..at))
        .unwrap_or(said);
    beginning(without_repeated_codes(said).trim_end_matches([' ', ',', ';', '\'', '"']), LONGEST_REASON)
}

/// `550-5.1.1 The account 550 5.1.1 does not exist` is one answer in two lines.
fn without_repeated_codes(words: &str) -> String {
    let Some(code) = words.get(..3).filter(|code| code.bytes().all(|byte| byte.is_ascii_digit())) else {
        return words.to_owned();
    };
    let rest = words.get(3..).unwrap_or_default().trim_start_matches(['-', ' ']);
    let status =
        rest.split(' ').next().filter(|word| word.split('.').count() == 3 && word.starts_with(['4', '5']));
    let mut kept = vec![code];
    for word in rest.split(' ') {
        let repeated = kept.len() > 1 && Some(word) == status
            || word == code
            || word.strip_prefix(code).is_some_and(|more| {
                more.strip_prefix('-').is_some_and(|it| Some(it) == status || it.is_empty())
            });
        if !repeated {
            kept.push(word);
        }
    }
    kept.join(" ")
}

/// Whether a text names a fault and somebody's address.
pub(super) fn names_fault(text: &str) -> bool {
    FAULT.found_in(text) && ADDRESS.found_in(text)
}

/// Whether a text has a server's reply code in it, and not just an amount of 550 euros.
pub(super) fn has_code(text: &str) -> bool {
    static REPLY: Pattern = Pattern::new(
        r"(?: \b[45]\d\d[\ -]\#?[45]\.\d{1,3}\.\d{1,3}\b | \#[45]\.\d{1,3}\.\d{1,3}\b | \b[45]\d\d[\ :-]\ ? (?: [<'] | \b (?: no | not | user | unknown | mailbox | mail | recipient | address | invalid | reject\p{L}* | requested | relay\p{L}* | message | sorry | account | the | this | your | administrative | access | unrouteable | unroutable | host | permanent | service | sender | spam | blocked | quota | over | we | you | temporary | temporarily | try | connection | domain | cannot | delivery | command | transaction | policy | ip | client | 5\.\d | failed | too )\b )
        | \b (?: smtp | said | replied ) \b \W{0,4} [45]\d\d\b )",
    );
    REPLY.found_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_line_without_noise() {
        for (said, expected) in [
            (
                "550 5.1.1 <maria@corp.example>: Recipient address rejected: User unknown (in reply to RCPT TO command)",
                "550 5.1.1 <maria@corp.example>: Recipient address rejected: User unknown",
            ),
            ("host mx.corp.example[192.0.2.1] said: 550 5.1.1 no such user", "550 5.1.1 no such user"),
            (
                "550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 double-checking it. https://support.google.com/mail/?p=NoSuchUser a1 - gsmtp",
                "550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking it.",
            ),
            (
                "<<< 550 5.1.1 <maria@corp.example>... User unknown",
                "550 5.1.1 <maria@corp.example>... User unknown",
            ),
            ("mailbox full", "mailbox full"),
        ] {
            assert_eq!(one_line(said), expected);
        }
    }
}
