//! What is known of common mail servers: how each names itself, where it stamps, and what it stamps on every mail.
//!
//! Measured on real mail. Must not know how a stamp is read; that is evidence's business.

use crate::config::{Method, Position};

/// A kind of mail server.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Profile {
    /// The value of `authentication.profile`.
    pub(super) name: &'static str,
    /// What it calls itself where it speaks of these methods. Empty: it gives no name, or each installation its own.
    ids: &'static [(&'static str, &'static [Method])],
    /// What it stamps on every mail, so that nothing else is to be asked for.
    pub(super) methods: &'static [Method],
    /// What may be asked for instead.
    pub(super) able: &'static [Method],
    /// Where it stamps.
    pub(super) position: Position,
    /// All its results stand in one field.
    pub(super) one_field: bool,
    /// Who runs it.
    pub(super) run_by: RunBy,
    /// How it marks mail of its own users.
    pub(super) inside: Mark,
}

/// Who runs a server, and with it decides what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunBy {
    /// A provider: names and place are the same for all its customers.
    Provider,
    /// The operator; nothing is believed without the server's name.
    Operator,
    /// The operator; without a name, only the server's own users are believed.
    OperatorForItsUsers,
}

/// How a server marks mail of its own users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It does not, or in its results.
    None,
    /// `X-MS-Exchange-Organization-AuthAs`.
    Exchange,
    /// The same within one tenant, if the operator names it.
    Tenant,
    /// `(Authenticated sender: …)` in `Received`.
    Sasl,
}

const DMARC: &[Method] = &[Method::Dmarc];
const DKIM: &[Method] = &[Method::Dkim];
const BOTH: &[Method] = &[Method::Dmarc, Method::Dkim];
const ALL: &[Method] = &[Method::Dmarc, Method::Dkim, Method::Auth];

/// What most of them do.
const USUAL: Profile = Profile {
    name: "",
    ids: &[],
    methods: DMARC,
    able: BOTH,
    position: Position::BelowReceived,
    one_field: false,
    run_by: RunBy::Provider,
    inside: Mark::None,
};

/// All profiles.
pub(super) const PROFILES: [Profile; 10] = [
    Profile { name: "google", ids: &[("mx.google.com", BOTH)], one_field: true, ..USUAL },
    Profile { name: "microsoft365", position: Position::First, inside: Mark::Tenant, ..USUAL },
    Profile { name: "fastmail", ids: &[("*.messagingengine.com", BOTH)], ..USUAL },
    Profile {
        name: "icloud",
        ids: &[("dmarc.icloud.com", DMARC), ("dkim-verifier.icloud.com", DKIM)],
        ..USUAL
    },
    Profile { name: "yahoo", ids: &[("*.yahoo.com", BOTH)], one_field: true, ..USUAL },
    // Zoho names no domain beside dkim=pass, so that only dmarc says whom it is about.
    Profile { name: "zoho", ids: ZOHO, able: DMARC, one_field: true, ..USUAL },
    Profile { name: "rspamd", able: ALL, run_by: RunBy::Operator, ..USUAL },
    Profile { name: "opendkim", methods: DKIM, run_by: RunBy::Operator, ..USUAL },
    Profile { name: "exchange", run_by: RunBy::OperatorForItsUsers, inside: Mark::Exchange, ..USUAL },
    Profile { name: "postfix-sasl", run_by: RunBy::OperatorForItsUsers, inside: Mark::Sasl, ..USUAL },
];

/// One name for each of its regions.
const ZOHO: &[(&str, &[Method])] = &[
    ("mx.zohomail.com", DMARC),
    ("mx.zohomail.eu", DMARC),
    ("mx.zohomail.in", DMARC),
    ("mx.zohomail.com.au", DMARC),
    ("mx.zohomail.jp", DMARC),
    ("mx.zohomail.sa", DMARC),
    ("mx.zohocloud.ca", DMARC),
];

impl Profile {
    /// What the server calls itself where it speaks of `methods`.
    pub(super) fn ids(&self, methods: &[Method]) -> Vec<String> {
        let speaks = |of: &[Method]| of.iter().any(|method| methods.contains(method));
        self.ids.iter().filter(|(_, of)| speaks(of)).map(|(id, _)| (*id).to_owned()).collect()
    }

    /// Whether an id that the operator wrote is one of the server's own, or a part of them.
    pub(super) fn is_within(&self, id: &str) -> bool {
        self.ids.iter().any(|(known, _)| {
            let below = known.strip_prefix('*').is_some_and(|suffix| id.ends_with(suffix));
            id == *known || below
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrower_id_is_within_a_profile_and_a_wider_one_is_not() {
        let profile = |name: &str| PROFILES.iter().find(|profile| profile.name == name).unwrap();
        for (name, id, within) in [
            ("google", "mx.google.com", true),
            ("google", "*.google.com", false),
            ("google", "google.com", false),
            ("yahoo", "*.mail.bf1.yahoo.com", true),
            ("yahoo", "atlas210.aol.mail.bf1.yahoo.com", true),
            ("yahoo", "evilyahoo.com", false),
            ("icloud", "spf.icloud.com", false),
        ] {
            assert_eq!(profile(name).is_within(id), within, "{name} {id}");
        }
    }
}
