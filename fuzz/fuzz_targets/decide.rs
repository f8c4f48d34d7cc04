//! What a person typed: it decides only with one of the words at its beginning, never because of blanks or line ends,
//! and a further word decides only where it stands.
#![no_main]

use countersign::mail::{Said, Words, said};
use libfuzzer_sys::fuzz_target;

/// In no language a word.
const FURTHER: [&str; 2] = ["zyqxapprove", "zyqxreject"];

fuzz_target!(|text: &str| {
    let words = Words::shipped();
    let found = said(text, words);
    match &found {
        Said::Approve { comment, .. } | Said::Reject { comment } => {
            assert!(comment.chars().count() <= 4_000);
            assert!(opens(text, |rest| words.open(rest)), "decided without the word");
        }
        Said::Unclear { why } => assert!(!why.is_empty(), "unclear, and nobody knows why"),
        Said::Withdraw => {
            let withdraws = |rest: &str| rest.to_lowercase().starts_with("withdraw");
            assert!(opens(text, withdraws), "withdrawn without the word");
        }
        Said::Ask { .. } | Said::Delegate { .. } | Said::Amount { .. } | Said::Status | Said::Help => {}
    }
    assert_eq!(said(&format!("\n \n{text}\n\n"), words), found, "blank lines around it");
    if !text.contains('\r') {
        assert_eq!(said(&text.replace('\n', "\r\n"), words), found, "other line ends");
    }

    let [approve, reject] = FURTHER.map(|word| [word.to_owned()]);
    let more = words.with(&approve, &reject);
    if !text.to_lowercase().contains("zyqx") {
        assert_eq!(said(text, &more), found, "a word that is not there");
    }
});

/// Whether a word of the first written line, or of the one below it, begins so: a greeting may stand before it.
fn opens(text: &str, begins: impl Fn(&str) -> bool) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(2).any(|line| {
        let bare = line.replace(['*', '_', '`'], "");
        let starts = bare.char_indices().scan(false, |inside, (at, c)| {
            let starts = c.is_alphanumeric() && !*inside;
            *inside = c.is_alphanumeric();
            Some(starts.then_some(at))
        });
        starts.flatten().any(|at| begins(&bare[at..]))
    })
}
