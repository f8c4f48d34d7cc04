//! Files of markup: web pages, XML, JSON.
//!
//! Knows how a page names its character set. Must not know what invoices look like.

use super::plain::text_of;
use super::{Document, Unread};
use crate::mail;

/// Larger XML is no invoice; a part of it cannot be read.
const LARGEST_XML: usize = 8 << 20;
/// How far into a file its character set is named.
const HEAD: usize = 2048;

pub(super) fn html(bytes: &[u8]) -> Result<Document, Unread> {
    let (markup, left_out) = text_of(bytes, charset_after(bytes, "charset=").as_deref())?;
    let page = mail::render(&markup);
    let mail::Rendered { text, hidden, json_ld, .. } = page;
    Ok(Document { text, hidden, json_ld, left_out, ..Document::default() })
}

pub(super) fn xml(bytes: &[u8]) -> Result<Document, Unread> {
    if bytes.len() > LARGEST_XML {
        return Err(Unread::Limit("its size".to_owned()));
    }
    let text = super::decode::decoded(bytes, charset_after(bytes, "encoding=").as_deref());
    let text = text.ok_or_else(|| Unread::Damaged("it is not XML".to_owned()))?;
    Ok(Document { xml: vec![text], ..Document::default() })
}

/// Structured data, and for everything else the text itself.
pub(super) fn json(bytes: &[u8]) -> Result<Document, Unread> {
    let (text, left_out) = text_of(bytes, None)?;
    let is_linked = text.contains("\"@context\"") && text.contains("schema.org");
    let json_ld = if is_linked { vec![text.clone()] } else { Vec::new() };
    Ok(Document { text, json_ld, left_out, ..Document::default() })
}

/// What stands behind `charset=` or `encoding=`, with or without quotes.
fn charset_after(bytes: &[u8], key: &str) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, rest) = head.split_once(key)?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let name: String =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_it_is_seen() {
        let page = b"<meta charset=iso-8859-2><p>K \xFAhrad\xEC</p><p style='display:none'>Total 5.00</p>";
        let document = html(page).unwrap();
        assert_eq!(document.text.trim(), "K úhradě");
        assert_eq!(document.hidden, "Total 5.00");
    }

    #[test]
    fn xml_names_its_character_set() {
        let document = xml(b"<?xml version=\"1.0\" encoding='ISO-8859-1'?><a>caf\xE9</a>").unwrap();
        assert!(document.xml[0].ends_with("<a>café</a>"));
        assert_eq!(document.text, "");
        assert!(xml(&vec![b' '; LARGEST_XML + 1]).is_err());
    }

    #[test]
    fn json_with_a_context_is_structured_data() {
        assert_eq!(json(b"{\"@context\": \"https://schema.org\"}").unwrap().json_ld.len(), 1);
        assert_eq!(json(b"{\"total\": \"5.00\"}").unwrap().json_ld.len(), 0);
    }
}
