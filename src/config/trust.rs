//! Who vouches for senders, resolved: a server's word, the sender's own signature, or both.
//!
//! Knows what is believed. Must not know how a mail proves it; that is evidence's business.

use crate::approval::Address;
use crate::resolver::DnsServer;

/// Who vouches that a mail is from its From address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authentication {
    /// Nobody: only with the embedded post office, or said twice.
    None,
    /// The receiving server's `Authentication-Results` (RFC 8601).
    Authserv(Authserv),
    /// The sender's own signature (DKIM, RFC 6376).
    Dkim(Dkim),
    /// One of both is enough, where the other does not contradict.
    Either(Authserv, Dkim),
    /// Both must vouch.
    Both(Authserv, Dkim),
}

impl Authentication {
    /// What holds for signatures, where they count.
    pub fn dkim(&self) -> Option<&Dkim> {
        match self {
            Self::None | Self::Authserv(_) => None,
            Self::Dkim(dkim) | Self::Either(_, dkim) | Self::Both(_, dkim) => Some(dkim),
        }
    }

    /// The server whose word is believed, if there is one.
    pub fn authserv(&self) -> Option<&Authserv> {
        match self {
            Self::None | Self::Dkim(_) => None,
            Self::Authserv(trust) | Self::Either(trust, _) | Self::Both(trust, _) => Some(trust),
        }
    }
}

/// Which signatures count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dkim {
    /// Signers that count beside the From domain itself, in lower case.
    pub domains: Vec<String>,
    /// Which DNS server knows the keys.
    pub dns: DnsServer,
}

/// Which `Authentication-Results` to believe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authserv {
    /// Exact, or `*.provider.example`.
    pub ids: Vec<String>,
    /// What the server stamps on every mail.
    pub methods: Vec<Method>,
    /// Where it stamps.
    pub position: Position,
    /// It writes all its results into one field, so that the topmost one must speak of each method.
    pub one_field: bool,
    /// How it marks mail of its own users, where it does not vouch for that in its results.
    pub inside: Option<Inside>,
    /// Whose login stands for which address.
    pub logins: Logins,
}

/// How a server marks mail that its own users sent, and that it neither signs nor checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inside {
    /// Exchange on these hosts: `X-MS-Exchange-Organization-AuthAs: Internal`.
    Exchange(Vec<String>),
    /// Microsoft 365, the same within the tenant of this id.
    Tenant(String),
    /// Postfix on these hosts: `(Authenticated sender: …)` in its `Received`.
    Sasl(Vec<String>),
}

/// Whose login stands for which address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Logins {
    /// Where a login without a domain is the local part of its owner's address.
    pub domain: Option<String>,
    /// Logins that are neither an address nor its local part, in lower case, and whose they are.
    pub table: Vec<(String, Address)>,
}

/// An authentication method of RFC 8601 §2.7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// DMARC (RFC 7489).
    Dmarc,
    /// DKIM, aligned with From (RFC 6376).
    Dkim,
    /// SMTP authentication (RFC 4954).
    Auth,
}

/// Where a server puts its `Authentication-Results`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Above its own `Received`.
    AboveReceived,
    /// Below its own `Received`, as Gmail does.
    BelowReceived,
    /// The very first one, without an id: Microsoft 365.
    First,
}
