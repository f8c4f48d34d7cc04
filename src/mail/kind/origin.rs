//! Who sent it as far as that tells a machine: server names in From, and the null envelope sender.
//!
//! Knows what mail servers and shops call themselves. Must not know what they write.

use super::Signs;
use crate::mail::reply::Pattern;

static SERVER: Pattern = Pattern::new(
    r"^(?: mailer[-_.]?d(?:a?e|ea)mon | mail[-_.]?daemon | (?:mta[-_.]?)?post[-_.]?master | mdaemon | bounce[sd]? | mail-?delivery(?:-?sub)?-?system | mail-?error
    | microsoftexchange[0-9a-f]{32} | (?:non)?delivery[-_.]?(?:status|report|notification|failure)s? )(?: [-_.+=] .* )?$",
);
static SERVER_NAME: Pattern = Pattern::new(
    r"(?: mail(?:er)?[\s._-]*daemon | mail\ deliver(?:y)?\ (?:sub)?system | mail\ (?:delivery\ )?system\ administrator | mail\ administrator | delivery\ subsystem | internet\ mail\ delivery
    | postmaster | mail\ delivery\ service | inter-?scan | mail\ router | mailrouter )",
);
static MACHINE: Pattern = Pattern::new(
    r"^(?: (?: .* [-_.+] )? (?: no[-_.]?reply | do[-_.]?not[-_.]?reply | nicht[-_.]?antworten | ne[-_.]?pas[-_.]?repondre ) (?: [-_.+] .* )?
    | noresponse | auto[-_.]?(?:reply|responder|mailer|antwort) | majordomo | listserv | mailman )$",
);

impl Signs<'_> {
    /// Whether a mail server wrote it.
    pub(in super::super) fn is_from_server(&self) -> bool {
        SERVER.found_in(&self.local_part())
            || self.sender_name().is_some_and(|name| SERVER_NAME.found_in(&name))
    }

    /// Whether its envelope sender is null (RFC 5321 §4.5.5), which old servers write as their own name.
    pub(in super::super) fn is_null_sender(&self) -> bool {
        let noted = self.return_path.is_some_and(|path| match path {
            None => true,
            Some(path) => {
                path.split('@').next().is_some_and(|local| local.eq_ignore_ascii_case("mailer-daemon"))
            }
        });
        // The first line of a mail in an mbox file.
        noted || self.raw.starts_with(b"From MAILER-DAEMON") || self.raw.starts_with(b"From <> ")
    }

    /// Whether its sender's address is one that nobody reads.
    pub(in super::super) fn is_from_machine(&self) -> bool {
        MACHINE.found_in(&self.local_part())
    }

    /// The sign that its sender is.
    pub(super) fn sender(&self) -> Option<String> {
        if self.is_null_sender() {
            return Some("Return-Path: <>".to_owned());
        }
        let local = self.local_part();
        if SERVER.found_in(&local) || MACHINE.found_in(&local) {
            return Some(format!("From: {local}"));
        }
        let name = self.sender_name()?;
        (self.from.is_none() && SERVER_NAME.found_in(&name))
            .then(|| format!("From: {}", super::beginning(&name, 60)))
    }

    fn sender_name(&self) -> Option<String> {
        let from = self.message?.from()?.first()?;
        from.name().map(str::to_owned)
    }

    fn local_part(&self) -> String {
        let field = || {
            let value = self.header.first("from").unwrap_or_default();
            let word = value
                .rsplit(['<', ' ', '"'])
                .find(|word| word.contains('@'))
                .or_else(|| value.split(' ').next());
            word.and_then(|word| word.split('@').next()).unwrap_or_default().to_ascii_lowercase()
        };
        self.from.map_or_else(field, |from| from.local().to_owned())
    }
}
