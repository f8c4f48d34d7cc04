//! What goes to a terminal: the few colours that the program has, and text from outside made harmless.
//!
//! Knows escape sequences and control characters. Must not know what is printed.

use anstyle::{AnsiColor, Style};

use crate::approval::State;
use crate::characters::{is_bidi_control, is_line_separator};

/// Bold.
pub const STRONG: Style = Style::new().bold();
/// Grey.
pub const FAINT: Style = Style::new().dimmed();
/// Worth a look.
pub const CYAN: Style = AnsiColor::Cyan.on_default();
/// Good.
pub const GREEN: Style = AnsiColor::Green.on_default();
/// Waiting.
pub const YELLOW: Style = AnsiColor::Yellow.on_default();
/// Bad.
pub const RED: Style = AnsiColor::Red.on_default();

/// The colour of a state.
pub fn state_style(state: State) -> Style {
    match state {
        State::NeedsAmount | State::Pending => YELLOW,
        State::Approved => GREEN,
        State::Rejected | State::Withdrawn => RED,
    }
}

/// Text from outside, on one line, without anything that a terminal would obey.
pub fn safe(text: &str) -> String {
    let obeyed = |c: char| c.is_control() || is_bidi_control(c) || is_line_separator(c);
    text.chars().map(|c| if obeyed(c) { ' ' } else { c }).collect()
}

/// Text from outside with its lines, without anything that a terminal would obey.
pub fn safe_lines(text: &str) -> String {
    text.lines().map(safe).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_is_obeyed_by_a_terminal() {
        assert_eq!(safe("a\u{1b}[31mb\u{202e}c\nd\u{2028}e\u{9b}f"), "a [31mb c d e f");
        assert_eq!(safe_lines("a\u{7}\r\nb"), "a \nb");
    }
}
