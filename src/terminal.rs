//! What goes to a terminal: the few colours that the program has, and text from outside made harmless.
//!
//! Knows escape sequences and control characters. Must not know what is printed.

use anstyle::{AnsiColor, Style};
use serde_json::Value;

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
    text.chars().map(|c| if is_obeyed(c) { ' ' } else { c }).collect()
}

/// Text from outside with its lines, without anything that a terminal would obey.
pub fn safe_lines(text: &str) -> String {
    text.lines().map(safe).collect::<Vec<_>>().join("\n")
}

/// JSON for scripts that people may look at too: what a terminal would obey stands there as an escape, so that the value
/// is the same (RFC 8259 §7).
pub fn json(value: &Value) -> String {
    let text = value.to_string();
    if !text.contains(is_obeyed) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if is_obeyed(c) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Moves the cursor, changes colours, ends the line, or turns the order of what people see; all below U+10000.
fn is_obeyed(c: char) -> bool {
    c.is_control() || is_bidi_control(c) || is_line_separator(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_from_outside_is_obeyed_by_a_terminal() {
        assert_eq!(safe("a\u{1b}[31mb\u{202e}c\nd\u{2028}e\u{9b}f"), "a [31mb c d e f");
        assert_eq!(safe_lines("a\u{7}\r\nb"), "a \nb");
    }

    proptest! {
        /// T66: whatever people write, a terminal shows it and does nothing; scripts read it as it was.
        #[test]
        fn no_text_is_obeyed_and_json_stays_what_it_is(
            text in "[\u{0}-\u{20}\u{7f}-\u{a0}\u{200e}\u{202a}-\u{202e}\u{2028}\u{2066}\u{61c}\\\\\"a]{0,20}|\\PC{0,20}",
        ) {
            let value = serde_json::json!({ text.clone(): [text.clone()] });
            let written = json(&value);
            prop_assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
            let lines = safe_lines(&text);
            for shown in [written.as_str(), &safe(&text)].into_iter().chain(lines.split('\n')) {
                prop_assert!(!shown.contains(is_obeyed), "{:?}", shown);
            }
        }
    }
}
