//! Which mail answers which: Message-IDs, the secrets in ours, and the tokens in our addresses.
//!
//! Knows RFC 5322 §3.6.4 and the form of the desk's own ids and addresses. Must not know whose secret is whose.

use super::Identity;
use super::header::Header;

/// Letters in a token and in the secret of a Message-ID: 160 bits in base32 (RFC 4648 §6).
pub(super) const SECRET_LENGTH: usize = 32;
/// What stands behind the secret in our Message-IDs.
pub(super) const BEHIND_SECRET: &str = ".countersign@";
const MOST_SECRETS: usize = 8;
/// Distinct tokens that a mail can bear; whoever writes to more is guessing. One more is read, to see that there are.
pub const MOST_TOKENS: usize = 4;
const LONGEST_ID: usize = 250;
/// Where the writer names recipients.
const WRITERS_FIELDS: [&str; 2] = ["to", "cc"];
/// Where the last server notes to whom it delivered the mail.
const SERVERS_FIELDS: [&str; 4] = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to"];
/// What stands below one of these is not the last server's own: another server's trace, or the writer's fields.
const BELOW_THE_LAST_SERVER: [&str; 8] =
    ["received", "from", "to", "subject", "date", "message-id", "mime-version", "content-type"];

/// The Message-ID of a notice that can be answered without a sub-address, without the angle brackets.
pub fn message_id(secret: &str, identity: &Identity) -> String {
    format!("{secret}{}", end_of_ids(identity))
}

/// What all our own Message-IDs end with, and nobody else's.
pub fn end_of_ids(identity: &Identity) -> String {
    format!("{BEHIND_SECRET}{}", identity.address.domain())
}

/// The secret in one of our own Message-IDs, in lower case.
fn secret_of(message_id: &str, identity: &Identity) -> Option<String> {
    let lower = message_id.to_ascii_lowercase();
    let (secret, domain) = lower.split_once(BEHIND_SECRET)?;
    (is_secret(secret) && domain.eq_ignore_ascii_case(identity.address.domain())).then(|| secret.to_owned())
}

/// The mail's own id, when it has a well-formed one.
pub(super) fn own_id(header: &Header) -> Option<String> {
    ids(header.first("message-id")?).pop()
}

/// Whether a mail carries an id of the form that only the desk gives.
pub(super) fn has_our_id(header: &Header, identity: &Identity) -> bool {
    header.all("message-id").flat_map(ids).any(|id| secret_of(&id, identity).is_some())
}

/// The secrets of our own ids that a mail answers: In-Reply-To first, then References from the newest on.
pub(super) fn answers(header: &Header, identity: &Identity) -> Vec<String> {
    let direct = header.first("in-reply-to").map(ids).unwrap_or_default();
    let thread = header.first("references").map(ids).unwrap_or_default();
    distinct(direct.iter().chain(thread.iter().rev()).filter_map(|id| secret_of(id, identity)), MOST_SECRETS)
}

/// The secrets of our own ids anywhere in these bytes: in the header that a bounce returns.
pub(super) fn secrets_within(bytes: &[u8], identity: &Identity) -> Vec<String> {
    // Some servers write ids in capitals.
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let domain = identity.address.domain();
    let found = text.match_indices(BEHIND_SECRET).filter_map(|(at, _)| {
        let secret = at.checked_sub(SECRET_LENGTH).and_then(|start| text.get(start..at))?;
        let end = at + BEHIND_SECRET.len();
        let named = text.get(end..end + domain.len())?;
        (is_secret(secret) && named.eq_ignore_ascii_case(domain)).then(|| secret.to_owned())
    });
    distinct(found, MOST_SECRETS)
}

/// The tokens in the addresses that a mail went to.
pub(super) fn tokens(header: &Header, identity: &Identity) -> Vec<String> {
    let written = WRITERS_FIELDS.iter().flat_map(|name| header.all(name));
    let noted = header
        .fields()
        .take_while(|(name, _)| !BELOW_THE_LAST_SERVER.contains(name))
        .filter(|(name, _)| SERVERS_FIELDS.contains(name))
        .map(|(_, value)| value);
    let fields: Vec<&str> = written.chain(noted).collect();
    if !fields.iter().any(|value| tokens_in(&recipients(value), identity).next().is_some()) {
        return Vec::new();
    }
    // A name that shows another token than the address behind it is no honest mail program's: it counts as a second one.
    distinct(fields.iter().flat_map(|value| tokens_in(value, identity)), MOST_TOKENS + 1)
}

fn tokens_in(value: &str, identity: &Identity) -> impl Iterator<Item = String> {
    addresses(value).into_iter().filter_map(|address| token_of(&address, identity))
}

/// A field of recipients without what no mail is delivered to: comments, and the names before addresses.
fn recipients(value: &str) -> String {
    let (mut kept, mut recipient) = (String::new(), String::new());
    let (mut comments, mut quoted, mut escaped, mut angle) = (0_usize, false, false, false);
    for c in value.chars() {
        let bare = !quoted && comments == 0 && !escaped;
        match c {
            '"' if comments == 0 && !escaped => quoted = !quoted,
            '(' if !quoted && !escaped => comments += 1,
            ')' if !quoted && !escaped => comments = comments.saturating_sub(1),
            '<' if bare => {
                recipient.clear();
                angle = true;
            }
            '>' if bare && angle => {
                kept.push_str(&std::mem::take(&mut recipient));
                kept.push(',');
                angle = false;
            }
            ',' | ';' | ':' if bare => {
                kept.push_str(&std::mem::take(&mut recipient));
                kept.push(',');
            }
            _ if comments == 0 => recipient.push(c),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    kept + &recipient
}

fn token_of(address: &str, identity: &Identity) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let (name, token) = local.rsplit_once(identity.separator)?;
    let ours = name.eq_ignore_ascii_case(identity.address.local())
        && domain.eq_ignore_ascii_case(identity.address.domain());
    (ours && is_secret(token)).then(|| token.to_ascii_lowercase())
}

/// Everything in a field that looks like an address with a token.
fn addresses(value: &str) -> Vec<String> {
    let outside = |c: char| {
        matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\'')
            || c.is_whitespace()
            || c.is_control()
    };
    // A shorter one has no room for a token.
    let words = value.split(outside).filter(|word| word.len() > SECRET_LENGTH && word.contains('@'));
    // Some web mailers leave the plus sign of a mailto link encoded.
    words
        .map(|word| word.replace("=2B", "+").replace("=2b", "+").replace("%2B", "+").replace("%2b", "+"))
        .collect()
}

/// The well-formed ids in a field, however they are separated: Exchange and iOS write commas between them.
fn ids(value: &str) -> Vec<String> {
    value
        .split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>'))
        .map(|(id, _)| id)
        .filter(|id| well_formed(id))
        .map(str::to_owned)
        .collect()
}

fn well_formed(id: &str) -> bool {
    let printable = id.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>(),;\\\"".contains(&byte));
    let halves = id
        .split_once('@')
        .is_some_and(|(left, right)| !left.is_empty() && !right.is_empty() && !right.contains('@'));
    id.len() <= LONGEST_ID && printable && halves
}

fn is_secret(text: &str) -> bool {
    text.len() == SECRET_LENGTH && text.bytes().all(|b| b.is_ascii_alphabetic() || (b'2'..=b'7').contains(&b))
}

fn distinct(secrets: impl Iterator<Item = String>, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for secret in secrets {
        if !found.contains(&secret) && found.len() < most {
            found.push(secret);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "abcdefghijklmnopqrstuvwxyz234567";

    fn desk() -> Identity {
        Identity {
            address: "expenses@corp.example".parse().unwrap(),
            separator: '+',
            prefix: "EXP".to_owned(),
        }
    }

    fn header(text: &str) -> Header {
        Header::read(text.as_bytes())
    }

    #[test]
    fn a_message_id_gives_back_the_secret_it_was_made_with() {
        let id = message_id(SECRET, &desk());
        assert_eq!(secret_of(&id, &desk()).as_deref(), Some(SECRET));
        assert_eq!(secret_of(&id.to_uppercase(), &desk()).as_deref(), Some(SECRET));
        assert_eq!(secret_of("abc.countersign@corp.example", &desk()), None);
        assert_eq!(secret_of(&message_id(SECRET, &desk()).replace("corp", "evil"), &desk()), None);
    }

    #[test]
    fn tokens_are_found_in_every_recipient_field_and_in_any_case() {
        for field in [
            format!("To: expenses+{SECRET}@corp.example"),
            format!("Cc: a@b.example, Desk <EXPENSES+{}@Corp.Example>", SECRET.to_uppercase()),
            format!("Delivered-To: expenses=2B{SECRET}@corp.example"),
            format!("X-Original-To: expenses+{SECRET}@corp.example"),
            format!("Envelope-To: <expenses+{SECRET}@corp.example>"),
            format!("To: \"expenses+{SECRET}@corp.example\"\r\n <expenses+{SECRET}@corp.example>"),
            format!("To: \"Lopez, M. (\\\"x\" <m@b.example>, expenses+{SECRET}@corp.example (the desk)"),
            format!("To: \"expenses+{SECRET}@corp.example\", a@b.example"),
            format!("To: Desk: expenses+{SECRET}@corp.example;"),
            format!("To: It's me <a@b.example>, 5\" desk <expenses+{SECRET}@corp.example>"),
        ] {
            assert_eq!(tokens(&header(&field), &desk()), [SECRET], "{field}");
        }
    }

    #[test]
    fn what_is_not_a_token_of_this_desk_is_none() {
        for field in [
            format!("To: expenses+{SECRET}@evil.example"),
            format!("To: other+{SECRET}@corp.example"),
            format!("To: expenses+{SECRET}a@corp.example"),
            format!("Subject: expenses+{SECRET}@corp.example"),
            "To: expenses+report@corp.example".to_owned(),
            format!("To: expenses+{}@corp.example", SECRET.replace('a', "1")),
        ] {
            assert!(tokens(&header(&field), &desk()).is_empty(), "{field}");
        }
    }

    /// T22, T28: only what a mail was sent to is a recipient, but a name must not contradict it.
    #[test]
    fn a_token_in_a_name_or_a_comment_counts_only_against_the_one_in_the_address() {
        let other = "b".repeat(32);
        for field in [
            format!("To: \"expenses+{SECRET}@corp.example\" <expenses@corp.example>"),
            format!("To: expenses+{SECRET}@corp.example <expenses@corp.example>"),
            format!("To: expenses@corp.example (expenses+{SECRET}@corp.example)"),
            format!("Cc: (a (b) expenses+{SECRET}@corp.example) expenses@corp.example"),
        ] {
            assert!(tokens(&header(&field), &desk()).is_empty(), "{field}");
        }
        let field = format!("To: \"expenses+{other}@corp.example\" <expenses+{SECRET}@corp.example>");
        assert_eq!(tokens(&header(&field), &desk()).len(), 2);
    }

    #[test]
    fn many_tokens_are_reported_up_to_a_limit() {
        let many = ('a'..='z').map(|c| format!("expenses+{}@corp.example", c.to_string().repeat(32)));
        let field = format!("To: {}", many.collect::<Vec<_>>().join(", "));
        assert_eq!(tokens(&header(&field), &desk()).len(), MOST_TOKENS + 1);
    }

    /// T28: whoever writes a mail can write any field into it, but above the first Received only the last server writes.
    #[test]
    fn a_recipient_that_the_writer_forged_is_none() {
        let server = format!("Delivered-To: expenses+{SECRET}@corp.example\n");
        for below in
            ["Received: from a by b; today\n", "From: sam@corp.example\n", "Content-Type: text/plain\n"]
        {
            assert!(tokens(&header(&format!("{below}{server}")), &desk()).is_empty(), "{below}");
            assert_eq!(tokens(&header(&format!("{server}{below}")), &desk()), [SECRET], "{below}");
        }
    }

    #[test]
    fn the_mail_it_answers_directly_comes_first() {
        let other = "b".repeat(32);
        let text = format!(
            "References: <x@y>,<{}>\r\n <{}>\nIn-Reply-To: <{}>",
            message_id(&other, &desk()),
            message_id(SECRET, &desk()),
            message_id(SECRET, &desk())
        );
        assert_eq!(answers(&header(&text), &desk()), [SECRET.to_owned(), other]);
    }

    #[test]
    fn only_well_formed_ids_are_kept() {
        assert_eq!(ids("<a@b> <c d@e> <f@@g> <> <h@i> <j>"), ["a@b", "h@i"]);
    }

    #[test]
    fn a_secret_is_found_in_whatever_a_bounce_returns() {
        let bounce = format!("text\n> Message-ID: <{}>\n{BEHIND_SECRET}", message_id(SECRET, &desk()));
        assert_eq!(secrets_within(bounce.as_bytes(), &desk()), [SECRET]);
    }
}
