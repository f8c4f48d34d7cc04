//! Addresses as identities: compared strictly, so that look-alikes never match.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An e-mail address in the one form in which addresses are compared: ASCII only, lower case.
///
/// Letters beyond ASCII are refused instead of folded: `ｍaria@…`, a Kelvin sign or an internationalised domain that
/// was not written as an A-label (RFC 5890 §2.3.2.1) must never become somebody else's address.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// Why a text is not an address that can be somebody's identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a plain e-mail address such as maria@corp.example")]
pub struct AddressError;

/// What separates a person's mailbox name from a sub-address of theirs; the desk's own separator may be another one.
const DETAIL: char = '+';

impl Address {
    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address without its sub-address (RFC 5233 §1): `maria+travel@…` is `maria@…`.
    pub fn without_detail(&self, separator: char) -> Self {
        match self.local().split_once(separator) {
            Some((user, _)) if !user.is_empty() => Self(format!("{user}@{}", self.domain())),
            Some(_) | None => self.clone(),
        }
    }

    /// A person's address without what they may add to it themselves: `maria+travel@…` and `maria@…` are one person.
    pub fn plain(&self) -> Self {
        self.without_detail(DETAIL)
    }
}

impl FromStr for Address {
    type Err = AddressError;

    /// Reads a bare addr-spec with a dot-atom local part (RFC 5322 §3.4.1), within the lengths of RFC 5321 §4.5.3.1.
    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (local, domain) = text.rsplit_once('@').ok_or(AddressError)?;
        let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let local_fits = (1..=64).contains(&local.len()) && local.chars().all(atom);
        let domain_fits = domain.len() <= 253 && domain.split('.').all(label);
        if local_fits && domain_fits { Ok(Self(text.to_ascii_lowercase())) } else { Err(AddressError) }
    }
}

impl TryFrom<String> for Address {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_detail_are_not_part_of_who_somebody_is() {
        let address: Address = "Maria+Travel@Corp.Example".parse().unwrap();
        assert_eq!(address.as_str(), "maria+travel@corp.example");
        assert_eq!(address.plain().as_str(), "maria@corp.example");
    }

    #[test]
    fn look_alikes_and_odd_forms_are_no_addresses() {
        for text in [
            "mаria@corp.example",
            "maria@corp\u{3002}example",
            "maria@corp.example.",
            "\"maria\"@corp.example",
            "maria",
            "@corp.example",
            "maria@",
            "maria@-corp.example",
            "a b@corp.example",
            "\u{212a}im@corp.example",
        ] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }
}
