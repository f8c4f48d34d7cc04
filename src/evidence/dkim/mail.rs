//! A mail as a signature sees it: its fields and its body, byte by byte.
//!
//! Knows where the header ends. Must not know what is signed. What other readers might see otherwise is not read:
//! then nothing in it is signed.

use std::borrow::Cow;

use crate::evidence::fields::fields;

/// The header of a mail, with the line ends that were signed.
pub(super) struct Header<'a>(Cow<'a, [u8]>);

impl Header<'_> {
    /// Its fields from the top: names, and bodies with their line ends.
    pub(super) fn fields(&self) -> Vec<(&[u8], &[u8])> {
        fields(&self.0).map(|field| field.raw()).collect()
    }
}

/// The header and the body of the mail `raw`; in words, why not.
pub(super) fn split(raw: &[u8]) -> Result<(Header<'_>, &[u8]), &'static str> {
    // Canonical forms may pass over a carriage return, which other readers take for the end of a line.
    let lone = |at: usize| raw.get(at + 1) != Some(&b'\n');
    if memchr::memchr_iter(b'\r', raw).any(lone) {
        return Err("a carriage return without a line feed stands in it");
    }
    let length = fields(raw).map(|field| field.length()).sum();
    let (header, rest) = raw.split_at_checked(length).unwrap_or((raw, b""));
    let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"));
    let body = body.ok_or("its header does not end with an empty line, or is too long")?;
    // And over others as if they were white space.
    if header.iter().any(|byte| byte.is_ascii_control() && !b"\t\r\n".contains(byte)) {
        return Err("a control character stands in its header");
    }
    Ok((Header(with_line_ends(header)), body))
}

/// With the line ends of mail on its way; files often have others.
fn with_line_ends(header: &[u8]) -> Cow<'_, [u8]> {
    if header.windows(2).all(|pair| !matches!(pair, [before, b'\n'] if *before != b'\r')) {
        return Cow::Borrowed(header);
    }
    let mut mended = Vec::with_capacity(header.len() + header.len() / 32);
    for line in header.split_inclusive(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        mended.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
        mended.extend_from_slice(b"\r\n");
    }
    Cow::Owned(mended)
}

/// The body without empty lines at its end, where lines of white space only are empty too: the same to the relaxed
/// form (RFC 6376 §3.4.4), of which mail-auth 0.13 overlooks that.
pub(super) fn without_last_empty_lines(body: &[u8]) -> &[u8] {
    let mut rest = body;
    loop {
        let line_end = rest.strip_suffix(b"\r\n").or_else(|| rest.strip_suffix(b"\n"));
        let line = line_end.unwrap_or(rest);
        let kept = line.len() - line.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let kept = line.get(..kept).unwrap_or(line);
        if kept.len() == rest.len() {
            return rest;
        }
        rest = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_empty_lines_and_spaces_go_from_the_end() {
        for (body, kept) in [
            (&b""[..], &b""[..]),
            (b" \t\r\n\r\n", b""),
            (b"text \r\n \t\r\n\t\n\r\n", b"text"),
            (b"a\r\n\r\nb \t", b"a\r\n\r\nb"),
            (b"form feed \x0c\r\n", b"form feed \x0c"),
        ] {
            assert_eq!(without_last_empty_lines(body), kept);
        }
    }

    #[test]
    fn a_header_that_two_readers_end_in_different_places_is_not_read() {
        assert_eq!(split(b"From: a\n\nbody").unwrap().1, b"body");
        assert_eq!(split(b"From: a\n b\n\n").unwrap().0.fields(), [(&b"From"[..], &b" a\r\n b\r\n"[..])]);
        for raw in
            ["From: a\r\nno field\r\nTo: b\r\n\r\nbody", "From: a\r\nFr om: b\r\n\r\nbody", "From: a\r\n", ""]
        {
            assert!(split(raw.as_bytes()).is_err(), "{raw}");
        }
        assert!(split(b"From: a\r\n\r\nAPPROVE\r not").is_err());
        assert!(split(b"From: a\x0cb\r\n\r\n").is_err());
    }
}
