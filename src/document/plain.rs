//! Plain text.
//!
//! Knows how much of it is read. Must not know what stands in it.

use super::decode::decoded;
use super::{Document, Unread};

/// Of a text file, and of any other format as text, no more is read: that is a thousand pages.
const LONGEST: usize = 2 << 20;

pub(super) fn read(bytes: &[u8]) -> Result<Document, Unread> {
    let (text, left_out) = text_of(bytes, None)?;
    Ok(Document { text, left_out, ..Document::default() })
}

/// The text of a file, and whether it goes on.
pub(super) fn text_of(bytes: &[u8], charset: Option<&str>) -> Result<(String, Option<String>), Unread> {
    let beginning = bytes.get(..LONGEST).unwrap_or(bytes);
    let text =
        decoded(beginning, charset).ok_or_else(|| Unread::Damaged("it is not plain text".to_owned()))?;
    let left_out =
        (beginning.len() < bytes.len()).then(|| "only its first two megabytes were read".to_owned());
    Ok((text, left_out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_is_not_read_to_its_end() {
        let document = read(&b"Total 5.00\n".repeat(300_000)).unwrap();
        assert!(document.text.len() <= LONGEST);
        assert!(document.left_out.is_some());
        assert_eq!(read(b"Total 5.00").unwrap().left_out, None);
    }
}
