//! What a person typed: it decides only with one of the words at the beginning, and never because of blanks or line ends.
#![no_main]

use countersign::mail::{Said, Words, said};
use libfuzzer_sys::fuzz_target;

const APPROVE: [&str; 2] = ["approve", "approved"];
const REJECT: [&str; 2] = ["reject", "rejected"];

fuzz_target!(|text: &str| {
    let words = Words::default();
    let found = said(text, &words);
    match &found {
        Said::Approve { comment } => {
            assert!(begins_with(text, &APPROVE, &words.approve), "approved without the word");
            assert!(comment.chars().count() <= 4_000);
        }
        Said::Reject { comment } => {
            assert!(begins_with(text, &REJECT, &words.reject), "rejected without the word");
            assert!(comment.chars().count() <= 4_000);
        }
        Said::Withdraw => assert!(begins_with(text, &["withdraw"], &[]), "withdrawn without the word"),
        Said::Unclear { why } => assert!(!why.is_empty(), "unclear, and nobody knows why"),
        Said::Ask { .. } | Said::Delegate { .. } | Said::Amount { .. } | Said::Status | Said::Help => {}
    }
    assert_eq!(said(&format!("\n \n{text}\n\n"), &words), found, "blank lines around it");
    if !text.contains('\r') {
        assert_eq!(said(&text.replace('\n', "\r\n"), &words), found, "other line ends");
    }

    let nothing_decides = Words { approve: Vec::new(), reject: Vec::new() };
    if let Said::Approve { .. } | Said::Reject { .. } = said(text, &nothing_decides) {
        assert!(
            begins_with(text, &APPROVE, &[]) || begins_with(text, &REJECT, &[]),
            "a word that nobody configured"
        );
    }
});

/// Whether the first written line, or the one below it, begins with one of the words, whatever is set around it.
fn begins_with(text: &str, built_in: &[&str], configured: &[String]) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(2).any(|line| {
        let line = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
        let mut words = built_in.iter().copied().chain(configured.iter().map(String::as_str));
        words.any(|word| {
            line.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        })
    })
}
