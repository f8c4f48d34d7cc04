//! The parts of a submission as pages: what the requester typed, what the receipt says, what no reader sees.
//!
//! Knows whose words each part is. Must not decide between them.

use super::currency::Meaning;
use super::page::Page;
use super::{Source, Sources};
use crate::approval::Currency;

/// The pages of a submission.
pub(super) struct Parts {
    /// What the requester typed: the subject, the note.
    pub(super) typed: Vec<(Source, Page)>,
    /// What the receipt says: the text, its HTML twin, files.
    pub(super) receipts: Vec<(Source, Page)>,
    /// What no reader sees.
    pub(super) hidden: Page,
    /// What could not be read.
    pub(super) warnings: Vec<String>,
}

impl Parts {
    /// Reads all parts.
    pub(super) fn read(sources: &Sources<'_>, home: Currency) -> Self {
        let whole = Page::read(sources.text, &Meaning::default(), home).meaning;
        let body = without_note(sources.text, sources.note);
        let mut receipts = Vec::new();
        let mut warnings = Vec::new();
        let body = Page::read(&body, &whole, home);
        let is_forward = !body.figures.is_empty();
        let context = if is_forward { body.meaning.clone() } else { whole.clone() };
        receipts.push((Source::Text, body));
        if let Some(html) = sources.html_text {
            receipts.push((Source::Html, Page::read(&without_note(html, sources.note), &context, home)));
        }
        for file in sources.files {
            let source = Source::Attachment(file.name.clone());
            match &file.outcome {
                Ok(document) => receipts.push((source, Page::read(&document.text, &context, home))),
                Err(why) => warnings.push(format!("{} was not read: {why}", file.name)),
            }
        }
        let typed = vec![
            (Source::Text, Page::read(sources.note, &context, home)),
            (Source::Subject, Page::read(sources.subject, &context, home)),
        ];
        Self { typed, receipts, hidden: Page::read(sources.hidden_text, &context, home), warnings }
    }
}

/// The text without the lines that the requester wrote above what was forwarded.
fn without_note(text: &str, note: &str) -> String {
    let mut typed = note.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let rest: Vec<&str> = text
        .lines()
        .filter(|line| {
            let is_note = typed.peek().is_some_and(|next| *next == line.trim());
            if is_note {
                typed.next();
            }
            !is_note
        })
        .collect();
    rest.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_is_taken_out_of_the_text_once() {
        let text = "Team dinner\n\n---- Forwarded ----\nTeam dinner\nTotal 5.00";
        assert_eq!(without_note(text, "Team dinner"), "\n---- Forwarded ----\nTeam dinner\nTotal 5.00");
    }
}
