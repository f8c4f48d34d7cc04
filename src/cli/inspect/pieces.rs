//! The text of a mail line by line, each with a label that says what it was taken for.
//!
//! Knows how kept and cut lines look. Must not know why they were cut.

use crate::cli::present::{FAINT, GREEN, STRONG, safe};
use crate::mail::{Dissection, Part, without_secrets};

/// Of a run of cut lines so many are shown, and so much of each.
const SHOWN_LINES: usize = 3;
const SHOWN_WIDTH: usize = 120;

/// The lines of a text; of a forward, they are the forwarder's note and what was forwarded.
pub(super) fn lines(dissection: &Dissection, is_submission: bool, full: bool) -> Vec<String> {
    let is_forward = is_submission && dissection.pieces.iter().any(|(part, _)| is_others(*part));
    let mut shown = Vec::new();
    for (part, text) in trimmed(&dissection.pieces) {
        let label = if is_forward { label_in_forward(part) } else { label(part) };
        if part == Part::Typed {
            shown.extend(text.lines().map(|line| kept(label, line)));
        } else {
            shown.extend(cut(label, text, full));
        }
    }
    shown.extend(cut("hidden", &dissection.hidden, full));
    shown
}

/// What scripts call a part.
pub(super) fn name(part: Part) -> &'static str {
    match part {
        Part::Typed => "typed",
        Part::Quote => "quote",
        Part::QuoteHeader => "quote_header",
        Part::Signature => "signature",
        Part::Footer => "footer",
        Part::Banner => "banner",
        Part::Marker => "marker",
    }
}

fn label(part: Part) -> &'static str {
    match part {
        Part::QuoteHeader => "quote header",
        Part::Typed | Part::Quote | Part::Signature | Part::Footer | Part::Banner | Part::Marker => {
            name(part)
        }
    }
}

fn label_in_forward(part: Part) -> &'static str {
    match part {
        Part::Typed => "note",
        Part::Quote | Part::QuoteHeader => "forwarded",
        Part::Signature | Part::Footer | Part::Banner | Part::Marker => name(part),
    }
}

fn is_others(part: Part) -> bool {
    matches!(part, Part::Quote | Part::QuoteHeader)
}

/// Without the blank lines around each piece, and without those of which nothing is left.
fn trimmed(pieces: &[(Part, String)]) -> impl Iterator<Item = (Part, &str)> {
    let bare = pieces.iter().map(|(part, text)| (*part, text.trim_end().trim_start_matches(['\r', '\n'])));
    bare.filter(|(_, text)| !text.is_empty())
}

fn kept(label: &str, line: &str) -> String {
    let line = harmless(line);
    let gap = if line.is_empty() { "" } else { " " };
    format!("  {GREEN}{label:>12} │{GREEN:#}{gap}{STRONG}{line}{STRONG:#}\n")
}

fn cut(label: &str, text: &str, full: bool) -> Vec<String> {
    let faint = |line: &str| {
        let gap = if line.is_empty() { "" } else { " " };
        format!("  {FAINT}{label:>12} ·{gap}{line}{FAINT:#}\n")
    };
    let count = text.lines().count();
    // One more line takes no more room than saying so.
    if full || count <= SHOWN_LINES + 1 {
        return text.lines().map(|line| faint(&shortened(line, full))).collect();
    }
    let first = text.lines().take(SHOWN_LINES).map(|line| faint(&shortened(line, full)));
    first.chain([faint(&format!("… {} more lines", count - SHOWN_LINES))]).collect()
}

fn shortened(line: &str, full: bool) -> String {
    let line = harmless(line);
    match line.char_indices().nth(SHOWN_WIDTH) {
        Some((end, _)) if !full => format!("{}…", line.get(..end).unwrap_or_default()),
        Some(_) | None => line,
    }
}

fn harmless(line: &str) -> String {
    safe(&without_secrets(line)).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[(Part, &str)], is_submission: bool, full: bool) -> String {
        let pieces = pieces.iter().map(|(part, text)| (*part, (*text).to_owned())).collect();
        let lines = lines(&Dissection { pieces, ..Dissection::default() }, is_submission, full).concat();
        anstream::adapter::strip_str(&lines).to_string()
    }

    #[test]
    fn kept_and_cut_lines_are_told_apart_without_colour() {
        let pieces = [
            (Part::Typed, "\nyes\r\n\r\nbut\n\n"),
            (Part::QuoteHeader, "On Monday:\n"),
            (Part::Quote, "> a"),
        ];
        assert_eq!(
            shown(&pieces, false, false),
            "         typed │ yes\n         typed │\n         typed │ but\n  quote header · On Monday:\n         quote · > a\n"
        );
    }

    #[test]
    fn a_long_run_of_cut_lines_is_folded_unless_all_is_wanted() {
        let quote = "> 1\n> 2\n> 3\n> 4\n> 5\n";
        assert!(
            shown(&[(Part::Quote, quote)], false, false).ends_with("> 3\n         quote · … 2 more lines\n")
        );
        assert!(shown(&[(Part::Quote, quote)], false, true).ends_with("> 5\n"));
        assert!(shown(&[(Part::Quote, "> 1\n> 2\n> 3\n> 4\n")], false, false).ends_with("> 4\n"));
    }

    #[test]
    fn a_forward_is_a_note_and_what_was_forwarded() {
        let pieces = [(Part::Typed, "Taxi\n"), (Part::QuoteHeader, "---\n"), (Part::Quote, "Total\n")];
        assert_eq!(
            shown(&pieces, true, false),
            "          note │ Taxi\n     forwarded · ---\n     forwarded · Total\n"
        );
    }

    #[test]
    fn neither_escapes_nor_secrets_reach_the_terminal() {
        let text = shown(&[(Part::Quote, "\u{1b}[2J <d+abcdefghijklmnopqrstuvwxyz234567@x>")], false, false);
        assert_eq!(text, "         quote ·  [2J <d+(a reply token)@x>\n");
    }
}
