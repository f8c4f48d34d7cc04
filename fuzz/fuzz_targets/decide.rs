//! What a person typed: blanks and line ends never decide, and a further word decides only where it stands.
#![no_main]

use countersign::mail::{Said, Words, said};
use libfuzzer_sys::fuzz_target;

/// In no language a word.
const FURTHER: [&str; 2] = ["zyqxapprove", "zyqxreject"];

fuzz_target!(|text: &str| {
    let words = Words::shipped();
    let found = said(text, words);
    match &found {
        Said::Approve { comment } | Said::Reject { comment } => {
            assert!(comment.chars().count() <= 4_000);
        }
        Said::Unclear { why } => assert!(!why.is_empty(), "unclear, and nobody knows why"),
        Said::Withdraw => assert!(text.to_lowercase().contains("withdraw"), "withdrawn without the word"),
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
