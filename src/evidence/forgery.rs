//! What an attacker would write so that the desk believes him, and whether the server lets it stand.
//!
//! Knows what is believed, and nothing else. Must not send anything: the doctor does, through the operator's own server.

use super::fields::{Field, fields};
use super::{AuthenticationResult, by_header};
use crate::approval::Address;
use crate::config::{Authserv, Inside, Method, Position};

/// A field of Exchange's own that only its header firewall can have removed.
const BEHIND_FIREWALL: &str = "X-MS-Exchange-Organization-Countersign";

/// Forged marks of trust in the header of one mail.
#[derive(Debug)]
pub struct Forgery<'a> {
    trust: &'a Authserv,
    /// A colleague who does not exist, named after the marker.
    victim: Address,
    /// What no server writes by itself.
    marker: &'a str,
}

impl<'a> Forgery<'a> {
    /// For a mail in the domain of `desk`; `marker` is a random word of letters and digits.
    pub fn new(trust: &'a Authserv, desk: &Address, marker: &'a str) -> Option<Self> {
        let victim = format!("{marker}@{}", desk.domain()).parse().ok()?;
        Some(Self { trust, victim, marker })
    }

    /// The fields to write above the sender's own, from the top.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let marker = self.marker;
        let mut fields = Vec::new();
        let ids = self.trust.ids.iter().map(|id| format!("{}; ", self.named(id)));
        let nameless = (self.trust.position == Position::First).then(String::new);
        for opening in ids.chain(nameless) {
            // One for each method: some servers leave what they do not stamp themselves.
            for method in [Method::Dmarc, Method::Dkim, Method::Auth] {
                let body = format!("{opening}{} ({marker})", self.pass(method));
                fields.push(("Authentication-Results", body));
            }
        }
        match &self.trust.inside {
            Some(Inside::Exchange(_) | Inside::Tenant(_)) => {
                fields.push(("X-MS-Exchange-Organization-AuthAs", "Internal".to_owned()));
                fields.push((BEHIND_FIREWALL, marker.to_owned()));
            }
            Some(Inside::Sasl(hosts)) => {
                let host = hosts.first().map(|host| self.named(host)).unwrap_or_default();
                let date = "Thu, 01 Jan 2026 00:00:00 +0000";
                let body = format!(
                    "from x (Authenticated sender: {marker}) by {host} with ESMTPSA id {marker}; {date}"
                );
                fields.push(("Received", body));
            }
            None => {}
        }
        fields
    }

    /// The names of the forged fields that came back.
    pub fn survivors(&self, raw: &[u8]) -> Vec<String> {
        let marked = fields(raw).filter(|field| self.is_marked(field) && !field.is("Subject"));
        let names = marked.map(|field| String::from_utf8_lossy(field.name()).trim().to_owned());
        names
            .filter(|name| self.fields().iter().any(|(forged, _)| forged.eq_ignore_ascii_case(name)))
            .collect()
    }

    /// Why the desk would believe a forged field, on a mail of which the server says nothing itself.
    pub fn believed(&self, raw: &[u8]) -> Option<String> {
        if fields(raw).any(|field| field.is(BEHIND_FIREWALL) && self.is_marked(&field)) {
            return Some("X-MS-Exchange-Organization fields of a sender come through".to_owned());
        }
        let unmarked = match &self.trust.inside {
            Some(Inside::Exchange(_) | Inside::Tenant(_)) => None,
            Some(Inside::Sasl(_)) | None => self.trust.inside.clone(),
        };
        let trust = Authserv { inside: unmarked, ..self.trust.clone() };
        let silent = |field: &Field<'_>| {
            let own = field.is("Authentication-Results") && !self.is_marked(field);
            !own && !field.is("Return-Path")
        };
        let judged = by_header(&with(raw, silent), &self.victim, &trust).verdict;
        (judged.result == AuthenticationResult::Pass).then_some(judged.detail)
    }

    fn is_marked(&self, field: &Field<'_>) -> bool {
        String::from_utf8_lossy(&field.unfolded()).contains(self.marker)
    }

    /// A name that a pattern allows.
    fn named(&self, id: &str) -> String {
        id.replace('*', "countersign")
    }

    fn pass(&self, method: Method) -> String {
        let (victim, domain) = (&self.victim, self.victim.domain());
        match method {
            Method::Dmarc => format!("dmarc=pass header.from={domain}"),
            Method::Dkim => format!("dkim=pass header.d={domain}"),
            Method::Auth => format!("auth=pass smtp.auth={victim}"),
        }
    }
}

/// A header of those fields of `raw` that are `kept`.
fn with(raw: &[u8], kept: impl Fn(&Field<'_>) -> bool) -> Vec<u8> {
    let mut header = Vec::new();
    for field in fields(raw).filter(kept) {
        header.extend_from_slice(field.name());
        header.push(b':');
        header.extend_from_slice(&field.unfolded());
        header.extend_from_slice(b"\r\n");
    }
    header.extend_from_slice(b"\r\n");
    header
}
