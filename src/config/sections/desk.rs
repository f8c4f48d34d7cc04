//! `[desk]`: its name, address, database and numbers.

use std::path::PathBuf;

use crate::approval::Address;
use crate::config::keys;
use crate::config::reader::{Section, Value};
use crate::config::values::Form;
use crate::config::{Desk, ReplyBy};

/// A token is 160 bits in base32; RFC 5321 §4.5.3.1.1 allows 64 octets before the `@`.
const TOKEN_LENGTH: usize = 32;
const LONGEST_LOCAL_PART: usize = 64;

const PREFIX: Form = Form {
    name: "a prefix for request numbers",
    remedy: "write 1 to 16 ASCII letters and digits, a letter first, such as \"EXP\"",
};
const SEPARATOR: Form = Form {
    name: "a separator of sub-addresses",
    remedy: "write the one character that the mail server uses: \"+\", \"-\", \"=\", \"_\" or \"#\"",
};

/// The desk, none when its address is missing or wrong; and the folder of the operator's own templates.
pub(in crate::config) fn desk(root: &Section<'_>) -> (Option<Desk>, Option<PathBuf>) {
    let table = root.section("desk", &keys::DESK);
    (read(&table), table.read("templates", Value::folder))
}

fn read(desk: &Section<'_>) -> Option<Desk> {
    let name = desk.read("name", Value::text).unwrap_or("Expense desk");
    let database = desk.read("database", Value::path);
    let prefix = desk.read("prefix", |value| value.parsed(&PREFIX, prefix));
    let separator = desk.read("separator", |value| value.parsed(&SEPARATOR, separator)).unwrap_or('+');
    let reply_by = desk.read("reply_by", |value| {
        value.choice(&[("subaddress", ReplyBy::Subaddress), ("message-id", ReplyBy::MessageId)])
    });
    let reply_by = reply_by.unwrap_or(ReplyBy::Subaddress);
    let example =
        "write the address that people send their receipts to, such as address = \"expenses@corp.example\"";
    let address = desk.required("address", example, Value::address)?;
    check_address(desk, &address, separator, reply_by);
    Some(Desk {
        name: name.to_owned(),
        address,
        database: database.unwrap_or_else(|| desk.path("var/countersign.db")),
        prefix: prefix.unwrap_or_else(|| "EXP".to_owned()),
        reply_by,
        separator,
    })
}

fn check_address(desk: &Section<'_>, address: &Address, separator: char, reply_by: ReplyBy) {
    if address.local().contains(separator) {
        let what = format!("contains the separator {separator:?}, so replies to it cannot be told apart");
        desk.fault("address", what, "use an address without it, or another separator");
    }
    let longest = LONGEST_LOCAL_PART - TOKEN_LENGTH - 1;
    if reply_by == ReplyBy::Subaddress && address.local().len() > longest {
        let what =
            format!("has over {longest} characters before the @, which leaves no room for a reply token");
        desk.fault("address", what, "use a shorter address, or reply_by = \"message-id\"");
    }
}

fn prefix(text: &str) -> Option<String> {
    let fits = (1..=16).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric());
    fits.then(|| text.to_owned())
}

fn separator(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|letter| "+-=_#".contains(*letter) && letters.next().is_none())
}
