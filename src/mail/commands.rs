//! The words that mean something at the start of an answer, so that no notice ever begins a line with one.
//!
//! Knows the words of all shipped languages. Must not know what they do: quoting a notice must never be an answer.

use super::words::Words;

/// The words that decide nothing (ARCHITECTURE.md, "What a reply may say, exactly"), in lower case.
const COMMANDS: [&str; 6] = ["ask", "delegate", "amount", "withdraw", "status", "help"];

/// Whether a line begins with what an answer may begin with, whatever punctuation surrounds it.
pub(super) fn opens_with_a_command(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '|');
    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    let (word, _) = line.split_at(end);
    COMMANDS.iter().any(|command| command.eq_ignore_ascii_case(word)) || Words::shipped().open(line)
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
    fn the_words_of_all_languages_are_seen_in_every_spelling() {
        for line in [
            "Genehmigt: 12 EUR",
            "> abgelehnt",
            "J’approuve",
            "ich genehmige das",
            "REFUSE",
            "Zurueckgewiesen.",
            "hyva\u{308}ksytty",
        ] {
            assert!(opens_with_a_command(line), "{line}");
        }
        for spelling in &Words::shipped().spellings {
            assert!(opens_with_a_command(&spelling.text.to_uppercase()), "{}", spelling.text);
        }
        for line in ["Ich gehe", "genehmigte Reise", "Genehmigungen: 1"] {
            assert!(!opens_with_a_command(line), "{line}");
        }
    }

    #[test]
    fn other_words_and_boxed_lines_are_none() {
        for line in ["Approvals: 1 of 2", "To approve, answer", "| APPROVE", "", "   ", "asked"] {
            assert!(!opens_with_a_command(line), "{line}");
        }
    }
}
