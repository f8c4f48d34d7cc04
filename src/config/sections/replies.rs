//! `[replies]`: further words that decide.

use std::collections::BTreeSet;

use crate::config::Replies;
use crate::config::keys;
use crate::config::reader::{Section, Value};

/// Words with a meaning of their own.
const TAKEN: [&str; 11] = [
    "approve", "approved", "reject", "rejected", "ask", "delegate", "amount", "withdraw", "status", "help",
    "not",
];
/// A decision is a word or two, not a sentence.
const LONGEST_WORD: usize = 40;

/// Reads the table; each word may stand once.
pub(in crate::config) fn replies(root: &Section<'_>) -> Replies {
    let table = root.section("replies", &keys::REPLIES);
    let mut seen = BTreeSet::new();
    Replies { approve: words(&table, "approve", &mut seen), reject: words(&table, "reject", &mut seen) }
}

fn words(table: &Section<'_>, name: &str, seen: &mut BTreeSet<String>) -> Vec<String> {
    table.list(name).iter().filter_map(|value| word(value, seen)).collect()
}

fn word(value: &Value<'_>, seen: &mut BTreeSet<String>) -> Option<String> {
    let word = value.text()?.trim();
    let lower = word.to_lowercase();
    if word.chars().count() > LONGEST_WORD
        || !word.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '\'')
    {
        return value.refuse("is not a word", "write a word or two of letters, such as \"genehmigt\"");
    }
    if TAKEN.contains(&lower.as_str()) {
        return value.refuse("has a meaning already", "leave it out");
    }
    if !seen.insert(lower) {
        return value.refuse("stands here twice", "leave one of them out: a word decides one way only");
    }
    Some(word.to_owned())
}
