//! The parts of a submission as pages: what the requester typed, what the receipt says, what no reader sees.
//!
//! Knows which kinds of file can be read; one function each. Must not decide between them.

use super::currency::Meaning;
use super::page::Page;
use super::{Source, Sources};
use crate::approval::Currency;
use crate::mail::Attachment;

/// More attachments than this are not read.
const MAX_ATTACHMENTS: usize = 50;

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
        let has_note = !sources.note.trim().is_empty();
        let whole = if has_note {
            Page::read(sources.text, &Meaning::default(), home).meaning
        } else {
            Meaning::default()
        };
        let body = without_note(sources.text, sources.note);
        let mut receipts = Vec::new();
        let mut warnings = Vec::new();
        let body = Page::read(&body, &whole, home);
        let is_forward = !has_note || !body.figures.is_empty();
        let context = if is_forward { body.meaning.clone() } else { whole.clone() };
        receipts.push((Source::Text, body));
        if let Some(html) = sources.html_text {
            receipts.push((Source::Html, Page::read(&without_note(html, sources.note), &context, home)));
        }
        for attachment in sources.attachments.iter().take(MAX_ATTACHMENTS) {
            match file(attachment, &context, home) {
                Ok(page) => receipts.push((Source::Attachment(attachment.name.clone()), page)),
                Err(why) => warnings.push(why),
            }
        }
        if sources.attachments.len() > MAX_ATTACHMENTS {
            warnings.push(format!("only the first {MAX_ATTACHMENTS} attachments were looked at"));
        }
        let typed = vec![
            (Source::Text, Page::read(sources.note, &context, home)),
            (Source::Subject, Page::read(sources.subject, &context, home)),
        ];
        Self { typed, receipts, hidden: Page::read(sources.hidden_text, &context, home), warnings }
    }
}

/// One file, or why it was not read.
fn file(attachment: &Attachment, context: &Meaning, home: Currency) -> Result<Page, String> {
    match attachment.media_type.as_str() {
        "text/plain" | "text/csv" | "text/tab-separated-values" => plain_text(attachment, context, home),
        _ => Err(format!("{} was not read", attachment.name)),
    }
}

fn plain_text(attachment: &Attachment, context: &Meaning, home: Currency) -> Result<Page, String> {
    let bytes = attachment.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&attachment.bytes);
    if bytes.contains(&0) {
        return Err(format!("{} was not read: it is not plain text", attachment.name));
    }
    let text = String::from_utf8_lossy(bytes);
    let cells = if attachment.media_type == "text/plain" { text.into_owned() } else { in_columns(&text) };
    Ok(Page::read(&cells, context, home))
}

/// The separators of a table as tabs; a comma inside quotes, or before a blank, is part of a cell.
fn in_columns(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let separator = [';', '\t'].into_iter().find(|c| first.contains(*c)).unwrap_or(',');
    let mut quoted = false;
    let mut cells = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' => {
                quoted = false;
                cells.push(c);
            }
            _ if c == separator && !quoted => cells.push('\t'),
            _ => cells.push(c),
        }
    }
    cells
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

    #[test]
    fn commas_inside_quotes_stay_in_their_cell() {
        assert_eq!(in_columns("item,price\ntea,\"1,234.50\""), "item\tprice\ntea\t1,234.50");
        assert_eq!(in_columns("item;price\ntea;1,50"), "item\tprice\ntea\t1,50");
    }
}
