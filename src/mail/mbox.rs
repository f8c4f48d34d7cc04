//! Mails that stand one behind the other in a file, each below a `From ` line (RFC 4155).
//!
//! Knows how such a file begins and is cut. Must not know what is in a mail.

use std::io::{self, BufRead};

use mail_parser::mailbox::mbox::{Message, MessageIterator};

/// Whether a file that begins with this line is a mailbox; `From :` is an old way to write a header field.
pub fn begins_mbox(first_line: &[u8]) -> bool {
    first_line.strip_prefix(b"From ").is_some_and(|rest| !rest.trim_ascii_start().starts_with(b":"))
}

/// The mails in a mailbox file, one at a time.
pub fn mbox<R: BufRead>(reader: R) -> impl Iterator<Item = io::Result<Vec<u8>>> {
    MessageIterator::new(reader).map(|mail| mail.map(Message::unwrap_contents))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_told_from_a_mail() {
        assert!(begins_mbox(b"From sam@corp.example Mon Jan  5 10:00:00 2026\n"));
        assert!(!begins_mbox(b"From : sam@corp.example\n"));
        assert!(!begins_mbox(b"From: sam@corp.example\n"));
        assert!(!begins_mbox(b""));
    }

    #[test]
    fn a_mailbox_is_its_mails() {
        let file = b"From a Mon Jan  5 10:00:00 2026\nSubject: 1\n\n>From here on\n\nFrom b\nSubject: 2\n\n";
        let mails: Vec<Vec<u8>> = mbox(file.as_slice()).collect::<io::Result<_>>().unwrap();
        assert_eq!(mails, [b"Subject: 1\n\nFrom here on\n\n".to_vec(), b"Subject: 2\n\n".to_vec()]);
    }
}
