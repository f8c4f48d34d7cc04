//! What arrives in people's mailboxes, read as a mail program reads it.

use mail_parser::{HeaderValue, Message, MessageParser};

/// A mail in somebody's mailbox.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    /// Whose mailbox.
    pub(super) owner: String,
    /// `X-Countersign-Notice`.
    pub(super) kind: String,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
    /// With the angle brackets.
    pub(super) message_id: String,
    pub(super) references: Vec<String>,
    /// The address to which an answer goes.
    pub(super) reply_to: Option<String>,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) date: chrono::DateTime<chrono::Utc>,
    pub(super) raw: Vec<u8>,
}

impl Notice {
    /// Reads a file in `owner`'s Maildir.
    pub(super) fn read(owner: &str, raw: Vec<u8>) -> Self {
        let message = MessageParser::new().parse(&raw).unwrap();
        let date = message.date().unwrap().to_timestamp();
        Self {
            owner: owner.to_owned(),
            kind: header(&message, "X-Countersign-Notice"),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().replace('\r', ""),
            html: message.body_html(0).unwrap_or_default().replace('\r', ""),
            message_id: format!("<{}>", message.message_id().unwrap()),
            references: ids(message.references()),
            reply_to: message.reply_to().and_then(|to| to.first()?.address().map(str::to_owned)),
            from: address(message.from()),
            to: address(message.to()),
            date: chrono::DateTime::from_timestamp(date, 0).unwrap(),
            raw: raw.clone(),
        }
    }

    /// The secrets in it: what stands between `+` and `@` in its reply address, and in its Message-ID.
    pub(super) fn secrets(&self) -> Vec<String> {
        let token = self.reply_to.as_deref().and_then(|to| to.split_once('+')?.1.split('@').next());
        let id = self.message_id.trim_start_matches('<').split('@').next();
        let longest_word = |id: &str| {
            let words = id.split(|c: char| !c.is_ascii_alphanumeric());
            words.max_by_key(|word| word.len()).map(str::to_owned)
        };
        token.map(str::to_owned).into_iter().chain(id.and_then(longest_word)).collect()
    }
}

fn header(message: &Message<'_>, name: &'static str) -> String {
    message.header(name).and_then(HeaderValue::as_text).unwrap_or("(no notice)").to_owned()
}

fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    let ids = value.as_text_list().unwrap_or_default();
    ids.iter().map(|id| format!("<{id}>")).collect()
}

fn address(field: Option<&mail_parser::Address<'_>>) -> String {
    let first = field.and_then(|field| field.first()).unwrap();
    let address = first.address().unwrap_or_default();
    first.name().map_or(address.to_owned(), |name| format!("{name} <{address}>"))
}
