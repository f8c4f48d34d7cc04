//! Folder names on the wire: modified UTF-7 (RFC 3501 §5.1.3) inside a quoted string, with the server's own delimiter.
//!
//! Knows how names are written. Must not know which folders there are.

use data_encoding::BASE64_NOPAD;

/// Writes a configured folder name as the server knows it: `/` becomes its hierarchy delimiter, letters beyond
/// ASCII become modified UTF-7.
pub(super) fn encoded(name: &str, delimiter: Option<char>) -> String {
    let name = if name.eq_ignore_ascii_case("INBOX") { "INBOX" } else { name };
    let mut written = String::new();
    let mut shifted: Vec<u16> = Vec::new();
    for c in name.chars() {
        if matches!(c, ' '..='~') {
            flush(&mut shifted, &mut written);
            match (c, delimiter) {
                ('&', _) => written.push_str("&-"),
                ('/', Some(delimiter)) => written.push(delimiter),
                _ => written.push(c),
            }
        } else {
            shifted.extend_from_slice(c.encode_utf16(&mut [0; 2]));
        }
    }
    flush(&mut shifted, &mut written);
    written
}

/// A quoted string (RFC 9051 §4.3) of printable ASCII.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn flush(shifted: &mut Vec<u16>, written: &mut String) {
    if shifted.is_empty() {
        return;
    }
    let bytes: Vec<u8> = shifted.drain(..).flat_map(u16::to_be_bytes).collect();
    written.push('&');
    // Base64 with `,` for `/`, without padding.
    written.push_str(&BASE64_NOPAD.encode(&bytes).replace('/', ","));
    written.push('-');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_in_modified_utf_7() {
        for (name, written) in [
            ("Processed", "Processed"),
            ("R&D", "R&-D"),
            ("Entwürfe", "Entw&APw-rfe"),
            ("台北", "&U,BTFw-"),
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("\u{1f4e8}", "&2D3c6A-"),
            ("inbox", "INBOX"),
            ("tab\there", "tab&AAk-here"),
        ] {
            assert_eq!(encoded(name, Some('/')), written);
        }
    }

    #[test]
    fn a_slash_becomes_the_delimiter_of_the_server() {
        assert_eq!(encoded("Desk/Processed", Some('.')), "Desk.Processed");
        assert_eq!(encoded("Desk/Processed", None), "Desk/Processed");
    }

    #[test]
    fn quotes_and_backslashes_cannot_end_a_quoted_string() {
        assert_eq!(quoted(r#"a"b\c"#), r#""a\"b\\c""#);
    }
}
