//! A tag list (RFC 6376 §3.2): `v=1; d=corp.example`.
//!
//! Knows the grammar, and reads it strictly: what two readers could understand differently is malformed.

/// The longest list that is read, in bytes.
const MAX_LENGTH: usize = 16 * 1024;

/// The tags of one list, in their order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tags<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Tags<'a> {
    /// Reads a list; without a value when it is malformed, has a tag twice, or is no printable ASCII.
    pub(super) fn read(text: &'a [u8]) -> Option<Self> {
        let is_legible = |byte: &u8| byte.is_ascii_graphic() || b" \t\r\n".contains(byte);
        let legible = text.len() <= MAX_LENGTH && text.iter().all(is_legible);
        let text = std::str::from_utf8(text).ok().filter(|_| legible)?.trim();
        let text = text.strip_suffix(';').unwrap_or(text);
        let tags: Option<Vec<_>> = text.split(';').map(tag).collect();
        let tags = tags?;
        let mut names: Vec<String> = tags.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        names.sort_unstable();
        let twice = names.windows(2).any(|pair| matches!(pair, [one, other] if one == other));
        (!twice).then_some(Self(tags))
    }

    /// The value of a tag, as it stands there.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// The first tag's name.
    pub(super) fn first(&self) -> &'a str {
        self.0.first().map_or("", |(name, _)| name)
    }

    /// The parts of a value that colons separate, in lower case.
    pub(super) fn list(&self, name: &str) -> Option<Vec<String>> {
        Some(self.get(name)?.split(':').map(|part| part.trim().to_ascii_lowercase()).collect())
    }

    /// A value of base64, which may be folded.
    pub(super) fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        let folded = self.get(name)?;
        let text: String = folded.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        data_encoding::BASE64.decode(text.as_bytes()).ok()
    }
}

fn tag(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    let name = name.trim();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name.then_some((name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_their_folding() {
        let tags = Tags::read(b" v=1; h=From :\r\n\tTo; b=aGk\r\n =; z=;\r\n").unwrap();
        assert_eq!((tags.first(), tags.get("v"), tags.get("z")), ("v", Some("1"), Some("")));
        assert_eq!(tags.list("h").unwrap(), ["from", "to"]);
        assert_eq!(tags.bytes("b").unwrap(), b"hi");
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_malformed() {
        for list in
            ["", "v", "v=1;;d=x", "v=1; d=x; d=y", "v=1; d=x; D=y", "d d=x", "1=x", "d=\u{e9}", "d=x\u{0}"]
        {
            assert_eq!(Tags::read(list.as_bytes()), None, "{list:?}");
        }
        assert_eq!(Tags::read(&b"a=".repeat(MAX_LENGTH)), None);
    }
}
