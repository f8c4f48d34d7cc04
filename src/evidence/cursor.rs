//! The lexical tokens of a trace field: white space, comments, words, quoted strings (RFC 5322 §3.2, RFC 8601 §2.2).
//!
//! Knows characters. Must not know what the words mean. Reads each byte once.

/// How deep comments may nest.
const MAX_COMMENT_DEPTH: usize = 16;

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed(pub(super) &'static str);

/// A place in the body of a field.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    /// At the beginning of `body`.
    pub(super) fn new(body: &'a [u8]) -> Self {
        Self(body)
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// Reads `byte` if it comes next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let Some(rest) = self.0.strip_prefix(&[byte]) else { return false };
        self.0 = rest;
        true
    }

    /// Skips white space and comments (RFC 5322 §3.2.2).
    pub(super) fn skip(&mut self) -> Result<(), Malformed> {
        let mut depth = 0;
        loop {
            match (self.peek(), depth) {
                (Some(b'('), MAX_COMMENT_DEPTH) => return Err(Malformed("comments nest too deep")),
                (Some(b'('), _) => depth += 1,
                (Some(b' ' | b'\t'), 0) => {}
                (_, 0) => return Ok(()),
                (Some(b')'), _) => depth -= 1,
                (Some(b'\\'), _) => self.advance(),
                (Some(_), _) => {}
                (None, _) => return Err(Malformed("a comment does not end")),
            }
            self.advance();
        }
    }

    /// Reads the letters, digits, `-` and `_` that come next, in lower case; perhaps none.
    pub(super) fn word(&mut self) -> String {
        self.run(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_').to_ascii_lowercase()
    }

    /// Reads the printable characters that come next, up to a `;`, a space, a comment or a quoted string; perhaps none.
    pub(super) fn token(&mut self) -> String {
        self.run(|byte| byte.is_ascii_graphic() && !br#";()"\"#.contains(&byte))
    }

    /// Reads a value: quoted strings and runs of printable characters that touch. Wider than a token of
    /// RFC 2045 §5.1, because servers write addresses and base64 unquoted; it never crosses a `;`, a space or a comment.
    pub(super) fn value(&mut self) -> Result<String, Malformed> {
        let mut value = String::new();
        loop {
            let run = self.token();
            value.push_str(&run);
            if self.eat(b'"') {
                self.quoted(&mut value)?;
            } else if run.is_empty() || self.peek() != Some(b'"') {
                return Ok(value);
            }
        }
    }

    fn quoted(&mut self, value: &mut String) -> Result<(), Malformed> {
        loop {
            let byte = self.peek().ok_or(Malformed("a quoted string does not end"))?;
            self.advance();
            match byte {
                b'"' => return Ok(()),
                b'\\' => {
                    value.push(char::from(self.peek().ok_or(Malformed("a quoted string does not end"))?));
                    self.advance();
                }
                other => value.push(char::from(other)),
            }
        }
    }

    fn run(&mut self, belongs: impl Fn(u8) -> bool) -> String {
        let length = self.0.iter().position(|&byte| !belongs(byte)).unwrap_or(self.0.len());
        let (run, rest) = self.0.split_at_checked(length).unwrap_or((self.0, &[]));
        self.0 = rest;
        run.iter().copied().map(char::from).collect()
    }

    fn advance(&mut self) {
        self.0 = self.0.get(1..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_nest_and_escape_up_to_a_depth() {
        let skipped = |text: &'static str| {
            let mut cursor = Cursor::new(text.as_bytes());
            cursor.skip().map(|()| String::from_utf8_lossy(cursor.0).into_owned())
        };
        assert_eq!(skipped(" \t(a (b) \\) c) (d)rest"), Ok("rest".to_owned()));
        assert_eq!(skipped(")stray"), Ok(")stray".to_owned()));
        assert_eq!(skipped("(a (b)"), Err(Malformed("a comment does not end")));
        assert_eq!(skipped("(a \\"), Err(Malformed("a comment does not end")));
        let deep = "(".repeat(100_000).leak();
        assert_eq!(skipped(deep), Err(Malformed("comments nest too deep")));
    }

    #[test]
    fn a_value_joins_what_touches() {
        let value = |text: &'static str| Cursor::new(text.as_bytes()).value();
        assert_eq!(value("plain; next"), Ok("plain".to_owned()));
        assert_eq!(value("\"a; \\\"b\\\"\"@corp.example (c)"), Ok("a; \"b\"@corp.example".to_owned()));
        assert_eq!(
            value("SRS0=x=y=corp.example=sam@relay.example"),
            Ok("SRS0=x=y=corp.example=sam@relay.example".to_owned())
        );
        assert_eq!(value("\"open"), Err(Malformed("a quoted string does not end")));
        assert_eq!(value(";"), Ok(String::new()));
    }
}
