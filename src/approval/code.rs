//! The second factor of an approval: which one a tier wants, and what came of the code that was sent.
//!
//! Knows results. Must not know codes or secrets: the log replays without either.

use serde::{Deserialize, Serialize};

/// What whoever approves shows besides their mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// The code of an authenticator app (RFC 6238).
    Totp,
}

/// What came of the code beside an approval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeCheck {
    /// None was looked at.
    #[default]
    None,
    /// There was none.
    Missing,
    /// It is the person's, and was used for the first time.
    Verified,
    /// It is not the person's, or was too old when it arrived.
    Wrong,
    /// It is wrong, and one too many: from now on none of the person's is taken for a while.
    LastWrong,
    /// It is the person's, but this one or a later one was used before.
    Used,
    /// None of the person's is taken now.
    Blocked,
    /// The person has none.
    NotEnrolled,
}

impl CodeCheck {
    /// What came of it, for the log of a request.
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Verified => "with a code",
            Self::Missing => "not counted: no code",
            Self::Wrong => "not counted: a wrong code",
            Self::LastWrong => "not counted: the last of too many wrong codes",
            Self::Used => "not counted: a code that was used before",
            Self::Blocked => "not counted: too many wrong codes before",
            Self::NotEnrolled => "not counted: nobody has enrolled them",
        }
    }

    /// Whether there is nothing to write down.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    pub(super) fn is_none(&self) -> bool {
        *self == Self::None
    }
}
