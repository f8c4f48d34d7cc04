//! Bytes of a text file as text, in whatever character set it was written.
//!
//! Knows byte order marks and character sets. Must not know what the text is.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text; none where these bytes are no text. `declared` is a character set that the file itself names.
///
/// What is not Unicode and does not say what it is, is read as Windows-1252: digits and marks are the same in all sets
/// of Latin letters.
pub(super) fn decoded(bytes: &[u8], declared: Option<&str>) -> Option<String> {
    if let Some((charset, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = charset.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return Some(text.into_owned()).filter(|text| is_text(text));
    }
    let declared = declared.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    let charset = match wide(bytes).or(declared) {
        Some(charset) => charset,
        None if is_utf_8(bytes) => UTF_8,
        None => WINDOWS_1252,
    };
    let (text, _) = charset.decode_without_bom_handling(bytes);
    Some(text.into_owned()).filter(|text| is_text(text))
}

/// UTF-16 without a mark: every other byte of Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let beginning = bytes.get(..256).unwrap_or(bytes);
    let zeros = |odd: usize| beginning.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = beginning.len() / 2;
    match (zeros(0), zeros(1)) {
        _ if pairs < 2 => None,
        (0, odd) if odd * 4 >= pairs * 3 => Some(UTF_16LE),
        (even, 0) if even * 4 >= pairs * 3 => Some(UTF_16BE),
        _ => None,
    }
}

/// Also text that is cut off within a character.
fn is_utf_8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// Control characters are seldom in text: form feeds of printers, escapes of tills.
fn is_text(text: &str) -> bool {
    let odd = text.chars().filter(|c| c.is_control() && !c.is_whitespace() || *c == '\u{fffd}').count();
    !text.contains('\0') && odd * 50 <= text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn the_character_set_is_found() {
        let text = "Gesamtbetrag 12,00 €";
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
            [b"\xFF\xFE".to_vec(), utf_16(text, u16::to_le_bytes)].concat(),
            [b"\xFE\xFF".to_vec(), utf_16(text, u16::to_be_bytes)].concat(),
            utf_16(text, u16::to_le_bytes),
            utf_16(text, u16::to_be_bytes),
            b"Gesamtbetrag 12,00 \x80".to_vec(),
        ] {
            assert_eq!(decoded(&bytes, None).as_deref(), Some(text));
        }
        assert_eq!(decoded(b"\x8D\x87\x8Cv", Some("Shift_JIS")).as_deref(), Some("合計"));
        let cut = [b"Total ".repeat(10).as_slice(), b"5 \xE2\x82"].concat();
        assert!(decoded(&cut, None).unwrap().ends_with("Total 5 \u{fffd}"));
    }

    #[test]
    fn binary_files_are_no_text() {
        assert_eq!(decoded(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", None), None);
        assert_eq!(decoded(&[1, 2, 3, 4, 5], None), None);
        assert_eq!(decoded(b"", None).as_deref(), Some(""));
    }
}
