//! Plain text, and tables as text.
//!
//! Knows separators and quotes. Must not know what stands in the cells.

use super::{Document, Unread};
use crate::mail::Attachment;

pub(super) fn read(file: &Attachment) -> Result<Document, Unread> {
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes);
    if bytes.contains(&0) {
        return Err(Unread::Damaged("it is not plain text".to_owned()));
    }
    let text = String::from_utf8_lossy(bytes);
    let text = if file.media_type == "text/plain" { text.into_owned() } else { in_columns(&text) };
    Ok(Document { text, ..Document::default() })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_inside_quotes_stay_in_their_cell() {
        assert_eq!(in_columns("item,price\ntea,\"1,234.50\""), "item\tprice\ntea\t1,234.50");
        assert_eq!(in_columns("item;price\ntea;1,50"), "item\tprice\ntea\t1,50");
    }
}
