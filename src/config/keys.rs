//! Every key of `config.toml`, table by table: what is not here is unknown.

/// The keys of one table.
#[derive(Debug)]
pub(super) struct Table {
    /// Where it stands, without the numbers of lists.
    pub(super) name: &'static str,
    /// What may stand in it.
    pub(super) keys: &'static [&'static str],
}

impl Table {
    /// The keys of this table but for some.
    pub(super) fn besides(&self, others: &[&str]) -> Vec<&'static str> {
        self.keys.iter().copied().filter(|key| !others.contains(key)).collect()
    }
}

/// What an inbox or outbox that is a Maildir takes; its other keys belong to a server.
pub(super) const OF_A_MAILDIR: &[&str] = &["kind", "path"];

pub(super) const ROOT: Table = Table {
    name: "the top of the file",
    keys: &[
        "desk",
        "inbox",
        "outbox",
        "policy",
        "requesters",
        "approvers",
        "routes",
        "escalation",
        "summary",
        "authentication",
        "limits",
        "operators",
        "replies",
        "receipts",
        "webhooks",
        "actions",
        "web",
        "audit",
        "retention",
    ],
};
pub(super) const DESK: Table = Table {
    name: "desk",
    keys: &["name", "address", "database", "prefix", "reply_by", "separator", "templates"],
};
pub(super) const INBOX: Table = Table {
    name: "inbox",
    keys: &[
        "kind",
        "path",
        "host",
        "port",
        "tls",
        "ca_file",
        "username",
        "password",
        "oauth2",
        "folder",
        "processed",
        "quarantine",
        "poll_every",
        "idle",
        "since",
    ],
};
pub(super) const OUTBOX: Table = Table {
    name: "outbox",
    keys: &[
        "kind",
        "path",
        "host",
        "port",
        "tls",
        "ca_file",
        "username",
        "password",
        "oauth2",
        "connections",
    ],
};
pub(super) const OAUTH2: Table = Table {
    name: "inbox.oauth2",
    keys: &["token_url", "client_id", "client_secret", "refresh_token", "scope", "token"],
};
pub(super) const SECRET: Table =
    Table { name: "inbox.password", keys: &["file", "env", "credential", "command"] };
pub(super) const POLICY: Table = Table {
    name: "policy",
    keys: &["currency", "rates", "tiers", "split_window", "near_limit", "code_window"],
};
pub(super) const TIER: Table = Table { name: "policy.tiers", keys: &["above", "approvals", "code"] };
pub(super) const REQUESTERS: Table = Table { name: "requesters", keys: &["domains", "addresses"] };
pub(super) const APPROVER: Table =
    Table { name: "approvers", keys: &["name", "email", "aliases", "limit", "webhook", "away"] };
pub(super) const AWAY: Table = Table { name: "approvers.away", keys: &["from", "until", "delegate"] };
pub(super) const ROUTE: Table = Table { name: "routes", keys: &["requesters", "approvers"] };
pub(super) const ESCALATION: Table =
    Table { name: "escalation", keys: &["remind_after", "levels", "working_hours"] };
pub(super) const LEVEL: Table =
    Table { name: "escalation.levels", keys: &["after", "contacts", "may_decide"] };
pub(super) const WORKING_HOURS: Table =
    Table { name: "escalation.working_hours", keys: &["days", "from", "until", "timezone", "holidays"] };
pub(super) const SUMMARY: Table = Table {
    name: "summary",
    keys: &["provider", "url", "model", "timeout", "i_know_that_reports_leave_this_machine"],
};
pub(super) const AUTHENTICATION: Table = Table {
    name: "authentication",
    keys: &[
        "mode",
        "profile",
        "authserv_ids",
        "methods",
        "position",
        "hosts",
        "tenant",
        "logins",
        "dkim_domains",
        "dns",
        "i_know_that_anybody_can_forge_mail",
    ],
};
pub(super) const LIMITS: Table =
    Table { name: "limits", keys: &["message", "mails_per_sender", "mails_in_all", "token_lifetime"] };
pub(super) const OPERATORS: Table = Table { name: "operators", keys: &["addresses"] };
pub(super) const REPLIES: Table = Table { name: "replies", keys: &["approve", "reject"] };
pub(super) const RECEIPTS: Table = Table { name: "receipts", keys: &["ocr", "ocr_languages"] };
pub(super) const WEBHOOK: Table = Table { name: "webhooks", keys: &["url", "secret", "events"] };
pub(super) const ACTION: Table = Table { name: "actions", keys: &["on", "mail", "command"] };
pub(super) const WEB: Table = Table { name: "web", keys: &["listen", "token", "undelivered_limit"] };

pub(super) const AUDIT: Table = Table { name: "audit", keys: &["anchor", "witness"] };

pub(super) const RETENTION: Table = Table { name: "retention", keys: &["originals", "quarantine"] };

/// All tables.
pub(super) const ALL: &[&Table] = &[
    &ROOT,
    &DESK,
    &INBOX,
    &OUTBOX,
    &OAUTH2,
    &SECRET,
    &POLICY,
    &TIER,
    &REQUESTERS,
    &APPROVER,
    &AWAY,
    &ROUTE,
    &ESCALATION,
    &LEVEL,
    &WORKING_HOURS,
    &SUMMARY,
    &AUTHENTICATION,
    &LIMITS,
    &OPERATORS,
    &REPLIES,
    &RECEIPTS,
    &WEBHOOK,
    &ACTION,
    &WEB,
    &AUDIT,
    &RETENTION,
];

/// The tables that a key belongs to, for somebody who wrote it into another one.
pub(super) fn tables_with(key: &str) -> Vec<&'static str> {
    ALL.iter().filter(|table| table.keys.contains(&key)).map(|table| table.name).collect()
}

/// The known key that somebody who wrote `wrong` most likely meant.
pub(super) fn nearest<'k>(wrong: &str, known: &[&'k str]) -> Option<&'k str> {
    let wrong = wrong.to_ascii_lowercase().replace('-', "_");
    let allowed = 1 + wrong.chars().count() / 4;
    known
        .iter()
        .map(|key| (distance(&wrong, key), *key))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, key)| key)
}

/// How many letters to insert, drop or replace (Levenshtein), row by row.
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (above, letter) in from.chars().enumerate() {
        let (mut left, mut diagonal) = (above + 1, above);
        for (cell, other) in row.iter_mut().zip(std::iter::once(None).chain(to.chars().map(Some))) {
            let Some(other) = other else {
                *cell = left;
                continue;
            };
            let replaced = diagonal + usize::from(letter != other);
            diagonal = *cell;
            left = replaced.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_insertions_drops_and_replacements() {
        for (from, to, expected) in [
            ("kitten", "sitting", 3),
            ("", "abc", 3),
            ("abc", "", 3),
            ("same", "same", 0),
            ("flaw", "lawn", 2),
        ] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_finds_the_key_and_nonsense_finds_none() {
        assert_eq!(nearest("adress", DESK.keys), Some("address"));
        assert_eq!(nearest("Reply-By", DESK.keys), Some("reply_by"));
        assert_eq!(nearest("approver", ROOT.keys), Some("approvers"));
        assert_eq!(nearest("colour", DESK.keys), None);
    }
}
