//! The words that mean something at the start of an answer, so that no notice ever begins a line with one.
//!
//! Knows the built-in words. Must not know what they do: quoting a notice must never be an answer.

/// The words of answers (ARCHITECTURE.md, "What a reply may say, exactly"), in lower case.
const COMMANDS: [&str; 10] =
    ["approve", "approved", "reject", "rejected", "ask", "delegate", "amount", "withdraw", "status", "help"];

/// Whether the first word of a line is one that an answer may begin with, whatever punctuation surrounds it.
pub(super) fn opens_with_a_command(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '|');
    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    let (word, _) = line.split_at(end);
    COMMANDS.iter().any(|command| command.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_seen_behind_punctuation_and_in_any_case() {
        for line in ["APPROVE", "  \"Reject\": no", "- approve it", "Amount: 12", "*ASK* me", "Help!"] {
            assert!(opens_with_a_command(line), "{line}");
        }
    }

    #[test]
    fn other_words_and_boxed_lines_are_none() {
        for line in ["Approvals: 1 of 2", "To approve, answer", "| APPROVE", "", "   ", "asked"] {
            assert!(!opens_with_a_command(line), "{line}");
        }
    }
}
