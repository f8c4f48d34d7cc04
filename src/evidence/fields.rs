//! The fields of a raw header, from its top (RFC 5322 §2.2).
//!
//! Knows line ends and folding. Must not know what any field means.

/// How many fields are looked at.
const MAX_FIELDS: usize = 2_000;

/// How far into the header fields may begin, in bytes.
const MAX_HEADER: usize = 256 * 1024;

/// One field as it stands in the mail.
pub(super) struct Field<'a> {
    name: &'a [u8],
    body: &'a [u8],
}

impl<'a> Field<'a> {
    /// Whether it has this name, in any letter case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.trim_ascii_end().eq_ignore_ascii_case(name.as_bytes())
    }

    /// Whether a space stands before the colon: obsolete syntax (RFC 5322 §4.5.8), which no server writes and some overlook.
    pub(super) fn has_odd_name(&self) -> bool {
        self.name.ends_with(b" ") || self.name.ends_with(b"\t")
    }

    /// The name and the body with its line ends, byte by byte.
    pub(super) fn raw(&self) -> (&'a [u8], &'a [u8]) {
        (self.name, self.body)
    }

    /// How many bytes of the header it takes.
    pub(super) fn length(&self) -> usize {
        self.name.len() + 1 + self.body.len()
    }

    /// Its name as it stands there.
    pub(super) fn name(&self) -> &[u8] {
        self.name
    }

    /// The body on one line (RFC 5322 §2.2.3). A carriage return without a line feed stays in it.
    pub(super) fn unfolded(&self) -> Vec<u8> {
        let mut line = Vec::with_capacity(self.body.len());
        for &byte in self.body {
            if byte == b'\n' {
                line.pop_if(|last| *last == b'\r');
            } else {
                line.push(byte);
            }
        }
        line
    }
}

/// The fields of the mail `raw`. Ends at the body, at the first line that is no field, and at the limits.
pub(super) fn fields(raw: &[u8]) -> impl Iterator<Item = Field<'_>> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let begins_at = raw.len() - rest.len();
        let (field, behind) = rest.split_at_checked(field_end(rest)).filter(|_| begins_at < MAX_HEADER)?;
        rest = behind;
        let colon = field.iter().position(|&byte| byte == b':')?;
        let (name, body) = field.split_at_checked(colon)?;
        is_name(name).then_some(Field { name, body: body.get(1..)? })
    })
    .take(MAX_FIELDS)
}

/// Where the field at the top of `rest` ends: behind its last line, continuation lines included.
fn field_end(rest: &[u8]) -> usize {
    let mut end = 0;
    for line in rest.split_inclusive(|&byte| byte == b'\n') {
        if end > 0 && !line.starts_with(b" ") && !line.starts_with(b"\t") {
            break;
        }
        end += line.len();
    }
    end
}

/// Printable characters, and at most spaces before the colon (RFC 5322 §2.2, §4.5).
fn is_name(name: &[u8]) -> bool {
    let name = name.trim_ascii_end();
    !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Vec<(String, String)> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        fields(raw.as_bytes()).map(|field| (text(field.name), text(&field.unfolded()))).collect()
    }

    #[test]
    fn folded_fields_are_unfolded_and_the_body_is_not_read() {
        let raw = "A: one\r\n two\r\n\tthree\r\nB : x\ny: z\r\n\r\nC: body\r\n";
        let pair = |name: &str, body: &str| (name.to_owned(), body.to_owned());
        assert_eq!(read(raw), [pair("A", " one two\tthree"), pair("B ", " x"), pair("y", " z")]);
    }

    #[test]
    fn a_line_that_is_no_field_ends_the_header() {
        assert_eq!(read("A: 1\r\nnot a field\r\nB: 2\r\n\r\n").len(), 1);
        assert_eq!(read(" leading: space\r\nB: 2\r\n\r\n").len(), 0);
        assert_eq!(read("From sam Mon Jan 1 10:00:00\r\nB: 2\r\n\r\n").len(), 0);
        assert_eq!(read(": nameless\r\nB: 2\r\n\r\n").len(), 0);
    }

    #[test]
    fn a_lone_carriage_return_starts_no_field() {
        assert_eq!(read("A: 1\rB: 2\r\n\r\n"), [("A".to_owned(), " 1\rB: 2".to_owned())]);
    }

    #[test]
    fn an_endless_header_is_read_up_to_the_limits() {
        assert_eq!(read(&"A: 1\r\n".repeat(100_000)).len(), MAX_FIELDS);
        let long = format!("A: {}\r\n", "x".repeat(100_000));
        assert_eq!(read(&long.repeat(10)).len(), 3);
    }
}
