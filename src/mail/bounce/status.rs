//! The fields of a delivery status report.
//!
//! Knows RFC 3464 §2 and its internationalised form (RFC 6533). Must not know the mail around it.

use super::super::header::Header;
use super::prose::one_line;
use crate::approval::Address;
use crate::mail::Fate;

/// A report about more recipients than this is read up to there.
const MOST_GROUPS: usize = 100;

/// What a report says, recipient by recipient; those come first whose mail failed.
#[derive(Default)]
pub(super) struct Status {
    groups: Vec<Header>,
}

impl Status {
    /// Reads the groups of fields, between which blank lines stand (RFC 3464 §2.1).
    pub(super) fn read(text: &str) -> Self {
        let text = text.replace('\r', "");
        let blocks =
            text.split("\n\n").map(str::trim_start).filter(|block| !block.is_empty()).take(MOST_GROUPS);
        let mut groups: Vec<Header> = blocks.map(|block| Header::read(block.as_bytes())).collect();
        groups.sort_by_key(|group| match fate(group) {
            Some(Fate::Failed) => 0,
            Some(Fate::Delayed) => 1,
            Some(Fate::Delivered) => 2,
            None => 3,
        });
        Self { groups }
    }

    /// The worst that happened.
    pub(super) fn fate(&self) -> Option<Fate> {
        self.groups.first().and_then(fate)
    }

    /// Whom it is about, the failed first.
    pub(super) fn recipients(&self) -> impl Iterator<Item = Address> {
        const NAMES: [&str; 3] = ["final-recipient", "original-recipient", "x-actual-recipient"];
        let fields = self.groups.iter().flat_map(|group| NAMES.iter().filter_map(|name| group.first(name)));
        fields.filter_map(address)
    }

    /// The server's words about the first of them.
    pub(super) fn reason(&self) -> Option<String> {
        let told = |name: &'static str| self.groups.iter().filter_map(move |group| group.first(name));
        let words = told("diagnostic-code").chain(told("x-supplementary-info"));
        words.map(|value| one_line(without_type(value))).find(|words| words.chars().any(char::is_alphabetic))
    }

    /// The bare status code, where nothing else was said.
    pub(super) fn code(&self) -> String {
        let code = self.groups.iter().find_map(|group| group.first("status"));
        code.map(one_line).unwrap_or_default()
    }
}

/// RFC 3464 §2.3.3.
fn fate(group: &Header) -> Option<Fate> {
    let action = group.first("action")?.split(['(', ';']).next()?.trim().to_ascii_lowercase();
    match action.as_str() {
        "failed" | "failure" | "fail" => Some(Fate::Failed),
        "delayed" | "delay" => Some(Fate::Delayed),
        "delivered" | "relayed" | "expanded" | "deliverable" => Some(Fate::Delivered),
        _ => None,
    }
}

/// `smtp; 550 …`, `rfc822; maria@corp.example`: what stands behind the type.
fn without_type(value: &str) -> &str {
    match value.split_once(';') {
        Some((kind, rest)) if !kind.trim().contains(' ') => rest.trim(),
        Some(_) | None => value.trim(),
    }
}

fn address(value: &str) -> Option<Address> {
    let bare = without_type(value).split(" (").next()?.trim().trim_matches(['<', '>', '"']);
    unescaped(bare).parse().ok()
}

/// RFC 6533 §3: `\x{E9}` stands for a character that the transport could not carry.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split("\\x{");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (code, rest) = piece.split_once('}').unwrap_or(("", piece));
        plain.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        plain.push_str(rest);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_recipients_the_failed_one_counts() {
        let status = Status::read(
            "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@x.example\r\nAction: delivered\r\n\r\n\
             Final-Recipient: rfc822; b@x.example\r\nAction: failed (bad)\r\nDiagnostic-Code: smtp; 550 no\r\n",
        );
        assert_eq!(status.fate(), Some(Fate::Failed));
        assert_eq!(status.recipients().next().unwrap().as_str(), "b@x.example");
        assert_eq!(status.reason().unwrap(), "550 no");
    }

    #[test]
    fn recipients_are_read_whatever_their_type() {
        for (field, expected) in [
            ("Final-Recipient: rfc822;<a@x.example>", Some("a@x.example")),
            ("Final-Recipient: RFC822; \"a@x.example\"", Some("a@x.example")),
            ("Final-Recipient: utf-8; \\x{61}@x.example", Some("a@x.example")),
            ("Final-Recipient: a@x.example", Some("a@x.example")),
            ("Original-Recipient: rfc822;a@x.example", Some("a@x.example")),
            ("Final-Recipient: X400; /C=DE/S=Lopez", None),
            ("Final-Recipient: unknown; ", None),
        ] {
            let status = Status::read(&format!("Reporting-MTA: dns; mx\n\n{field}\nAction: failed\n"));
            assert_eq!(status.recipients().next().map(|it| it.to_string()).as_deref(), expected, "{field}");
        }
    }

    #[test]
    fn success_is_no_failure() {
        for (action, fate) in [
            ("delivered", Some(Fate::Delivered)),
            ("RELAYED (to mx)", Some(Fate::Delivered)),
            ("expanded", Some(Fate::Delivered)),
            ("delayed", Some(Fate::Delayed)),
            ("Failed", Some(Fate::Failed)),
            ("odd", None),
        ] {
            assert_eq!(Status::read(&format!("Action: {action}")).fate(), fate, "{action}");
        }
    }
}
