//! The lines that frame every notice, and how they are recognised in a quote of it.
//!
//! Knows how mail programs mangle a line: prefixes, new wrapping, other blanks. Must not know notices.

/// The first line of every notice. What stands above it, the person wrote.
pub const START: &str = "##- countersign: please write your answer above this line -##";
/// The last line of every notice. What stands below it, the person wrote.
pub const END: &str = "##- end of the mail from countersign -##";

/// A marker line that was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A notice begins.
    Start,
    /// A notice ends.
    End,
}

/// Most lines over which a mail program wraps one marker.
const MOST_LINES: usize = 4;
const LONGEST_LINE: usize = 200;

/// The marker that begins at the first of these lines, and over how many lines it goes.
pub(super) fn at(lines: &[&str]) -> Option<(Marker, usize)> {
    let first = lines.first()?;
    if !first.contains("##") {
        return None;
    }
    let mut letters = String::new();
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        if index > 0 && line.len() > LONGEST_LINE {
            return None;
        }
        letters.extend(squeezed(line));
        if let Some(marker) = named(&letters) {
            return Some((marker, index + 1));
        }
    }
    None
}

/// Whether a marker stands anywhere in a text.
pub(super) fn stands_in(text: &str) -> bool {
    if !text.contains("##") {
        return false;
    }
    let lines: Vec<&str> = text.lines().collect();
    (0..lines.len()).any(|first| lines.get(first..).is_some_and(|rest| at(rest).is_some()))
}

/// Whether a text begins as a notice does.
pub(super) fn begins(text: &str) -> bool {
    let lines: Vec<&str> = text.trim_start().lines().take(MOST_LINES).collect();
    at(&lines).is_some_and(|(marker, _)| marker == Marker::Start)
        && lines.first().is_some_and(|line| line.starts_with("##"))
}

/// Letters and digits only: blanks, prefixes, emphasis and dashes are what programs change.
fn squeezed(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn named(letters: &str) -> Option<Marker> {
    // Within, not alone: conversions join our line with the next one, or the whole notice into one line.
    let ends = letters.contains("endofthemailfromcountersign").then_some(Marker::End);
    let starts = letters.contains("countersignpleasewriteyouranswerabovethisline").then_some(Marker::Start);
    ends.or(starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_markers_are_recognised_as_they_are_sent() {
        assert_eq!(at(&[START]), Some((Marker::Start, 1)));
        assert_eq!(at(&[END, "more"]), Some((Marker::End, 1)));
        assert_eq!(squeezed(START).collect::<String>(), "countersignpleasewriteyouranswerabovethisline");
        assert_eq!(squeezed(END).collect::<String>(), "endofthemailfromcountersign");
    }

    #[test]
    fn prefixes_new_wrapping_and_other_blanks_do_not_hide_a_marker() {
        assert_eq!(
            at(&["> > ##- countersign: please write your\u{a0}answer", "> > above this line -##"]),
            Some((Marker::Start, 2))
        );
        assert_eq!(at(&["*##-  End of the mail", "from", "countersign", "-##*"]), Some((Marker::End, 3)));
    }

    #[test]
    fn a_marker_joined_with_other_text_is_still_one_but_its_words_alone_are_none() {
        assert_eq!(at(&[&format!("{START} EXP-1 waits for you")]), Some((Marker::Start, 1)));
        assert_eq!(at(&["please write your answer above this line"]), None);
    }
}
