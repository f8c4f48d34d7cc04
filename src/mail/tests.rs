//! Reading as a whole: mails in files, and what holds for every mail.

mod cases;
mod properties;
mod travel;

use super::Identity;

pub(super) fn desk() -> Identity {
    Identity { address: "expenses@corp.example".parse().unwrap(), separator: '+', prefix: "EXP".to_owned() }
}
