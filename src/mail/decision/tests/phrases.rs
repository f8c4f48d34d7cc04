//! What people write beside a decision, language by language: the tables are in `phrases/`.

use super::read;
use crate::mail::Said;

/// Approves, rejects, or leaves it open.
fn outcome(typed: &str) -> char {
    match read(typed) {
        Said::Approve { .. } => '+',
        Said::Reject { .. } => '-',
        Said::Unclear { .. } => '?',
        Said::Ask { .. }
        | Said::Delegate { .. }
        | Said::Amount { .. }
        | Said::Withdraw
        | Said::Status
        | Said::Help => '!',
    }
}

/// Each line is what is expected, then the text with `|` for a line break.
fn check(table: &str) {
    let rows = table.lines().map(str::trim).filter(|row| !row.is_empty());
    let wrong: Vec<String> = rows
        .filter_map(|row| {
            let (expected, typed) = row.split_at(1);
            let typed = typed.trim().replace('|', "\n");
            let found = outcome(&typed);
            let why = if let Said::Unclear { why } = read(&typed) { why } else { String::new() };
            (!expected.starts_with(found)).then(|| format!("{row}   found {found} {why}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn english() {
    check(include_str!("phrases/english.txt"));
}

#[test]
fn german() {
    check(include_str!("phrases/german.txt"));
}

#[test]
fn french() {
    check(include_str!("phrases/french.txt"));
}

#[test]
fn spanish_italian_and_portuguese() {
    check(include_str!("phrases/spanish_italian_and_portuguese.txt"));
}

#[test]
fn dutch_and_polish() {
    check(include_str!("phrases/dutch_and_polish.txt"));
}

#[test]
fn swedish_danish_norwegian_and_finnish() {
    check(include_str!("phrases/swedish_danish_norwegian_and_finnish.txt"));
}

#[test]
fn other_people() {
    check(include_str!("phrases/other_people.txt"));
}

#[test]
fn still_other_people() {
    check(include_str!("phrases/still_other_people.txt"));
}

#[test]
fn what_busy_people_write_below_an_approval() {
    check(include_str!("phrases/comments.txt"));
}

#[test]
fn whatever_is_odd_on_the_deciding_line() {
    check(include_str!("phrases/deciding_line.txt"));
}

#[test]
fn what_other_busy_people_write_below_an_approval() {
    check(include_str!("phrases/more_comments.txt"));
}
