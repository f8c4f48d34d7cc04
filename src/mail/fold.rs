//! Lines short enough that no mail program wraps them again.
//!
//! Knows columns. A line that a mail program wraps could begin with a word that means something in an answer; so
//! lines are wrapped here, where such a word gets the word before it, or a bar, in front.

use super::commands::opens_with_a_command;

/// The longest line, in characters; mail programs wrap at 65 to 80.
pub(super) const WIDTH: usize = 60;
/// In front of lines that are somebody else's words.
const BAR: &str = "| ";
/// A label wider than this has no column of values beside it.
const LABEL_LIMIT: usize = 24;

/// Wraps every line, keeps lists and columns aligned, and leaves at most one blank line between paragraphs.
pub(super) fn fold(text: &str) -> String {
    let mut folded: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() {
            fold_line(line, &mut folded);
        } else if folded.last().is_some_and(|last| !last.is_empty()) {
            folded.push(String::new());
        }
    }
    while folded.last().is_some_and(String::is_empty) {
        folded.pop();
    }
    folded.join("\n")
}

fn fold_line(line: &str, folded: &mut Vec<String>) {
    if line.chars().count() <= WIDTH {
        folded.push(guarded(line));
        return;
    }
    let indent = hanging_indent(line);
    let boxed = line.starts_with(BAR);
    let mut current = Line::default();
    for word in line.split(' ') {
        let pieces = if boxed { split_long(word) } else { vec![word] };
        for piece in pieces {
            if current.has_words && current.width + 1 + piece.chars().count() > WIDTH {
                let mut next = Line::continuing(&indent);
                if !boxed && opens_with_a_command(piece) {
                    current.give_last_word(&mut next);
                }
                folded.push(guarded(&current.text));
                current = next;
            }
            current.push(piece);
        }
    }
    folded.push(guarded(&current.text));
}

/// A line being filled.
#[derive(Default)]
struct Line {
    text: String,
    width: usize,
    started: bool,
    has_words: bool,
}

impl Line {
    fn continuing(indent: &str) -> Self {
        Self { text: indent.to_owned(), width: indent.chars().count(), started: false, has_words: false }
    }

    fn push(&mut self, word: &str) {
        if self.started {
            self.text.push(' ');
            self.width += 1;
        }
        self.text.push_str(word);
        self.width += word.chars().count();
        self.started = true;
        self.has_words |= !word.is_empty();
    }

    /// Lets the next line begin with the last word of this one, unless that is its only one.
    fn give_last_word(&mut self, next: &mut Self) {
        if let Some((rest, last)) = self.text.rsplit_once(' ')
            && !rest.trim().is_empty()
        {
            next.push(last);
            self.text.truncate(rest.len());
        }
    }
}

/// What the second line of a wrapped line begins with.
fn hanging_indent(line: &str) -> String {
    if line.starts_with(BAR) {
        return BAR.to_owned();
    }
    let text = line.trim_start_matches(' ');
    let lead = line.len() - text.len();
    if text.starts_with("- ") {
        return " ".repeat(lead + 2);
    }
    match text.split_once(":  ") {
        Some((label, value)) if label.chars().count() <= LABEL_LIMIT => {
            let gap = value.len() - value.trim_start_matches(' ').len();
            " ".repeat(lead + label.chars().count() + 3 + gap)
        }
        Some(_) | None => " ".repeat(lead.min(LABEL_LIMIT)),
    }
}

/// Pieces of a word that fit beside a bar.
fn split_long(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while let Some((cut, _)) = rest.char_indices().nth(WIDTH - BAR.len()) {
        let (piece, tail) = rest.split_at(cut);
        pieces.push(piece);
        rest = tail;
    }
    pieces.push(rest);
    pieces
}

fn guarded(line: &str) -> String {
    let line = line.trim_end();
    if opens_with_a_command(line) { format!("{BAR}{}", line.trim_start()) } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_list_items_stay_in_their_column() {
        let text = format!("Subject:    {}\n  - {}", "word ".repeat(15), "item ".repeat(15));
        for line in fold(&text).lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
            let starts = line.starts_with("Subject:") || line.starts_with("            word");
            assert!(starts || line.starts_with("  - item") || line.starts_with("    item"), "{line}");
        }
    }

    #[test]
    fn a_line_never_begins_with_a_command_however_it_is_wrapped() {
        for start in 0..60 {
            let text = format!("{} APPROVE it and then {} REJECT", "x".repeat(start), "y ".repeat(start));
            for line in fold(&text).lines() {
                assert!(!opens_with_a_command(line), "{line}");
                assert!(line.chars().count() <= WIDTH + 2, "{line}");
            }
        }
    }

    #[test]
    fn a_box_keeps_its_bar_and_breaks_long_words() {
        let folded = fold(&format!("| {} APPROVE\n| short", "z".repeat(300)));
        assert!(
            folded.lines().all(|line| line.starts_with("| ") && line.chars().count() <= WIDTH),
            "{folded}"
        );
    }

    #[test]
    fn a_command_takes_the_word_before_it_to_the_next_line() {
        let text = "Thank you for your answer, but this report was already approved.";
        assert_eq!(fold(text), "Thank you for your answer, but this report was\nalready approved.");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_folded_no_line_begins_with_a_command_and_no_word_is_lost(
            words in proptest::collection::vec("APPROVE|reject:|ask|- |  |\\||[a-zä]{1,70}|\n", 0..80),
        ) {
            let text = words.join(" ");
            let folded = fold(&text);
            proptest::prop_assert!(!folded.lines().any(opens_with_a_command), "{}", folded);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            proptest::prop_assert_eq!(letters(&folded), letters(&text));
        }
    }

    #[test]
    fn blank_lines_never_pile_up() {
        assert_eq!(fold("\n\na\n\n\n  \nb\n\n"), "a\n\nb");
    }
}
