//! From an HTML text to its tree, with html5ever.
//!
//! Knows how to feed the tokenizer. Must not know what elements mean. The tokenizer compares every attribute of a
//! tag with all before it, so tags are watched on their way in, and one with too many attributes is ended early.

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use super::dom::Dom;
use super::guard::Guard;

const MOST_ATTRIBUTES: usize = 256;

/// The tree of an HTML text, and why it is not all of it.
pub(super) fn parse(html: &str) -> (Dom, Option<&'static str>) {
    let mut feeder = Feeder {
        tokenizer: Tokenizer::new(Guard::new(html.len()), TokenizerOpts::default()),
        input: BufferQueue::default(),
        tag: None,
    };
    let mut begin = 0;
    for end in memchr::memchr_iter(b'<', html.as_bytes()).chain([html.len()]) {
        html.get(begin..end)
            .filter(|piece| !piece.is_empty())
            .into_iter()
            .for_each(|piece| feeder.piece(piece));
        begin = end;
    }
    feeder.tokenizer.end();
    feeder.tokenizer.sink.finish()
}

struct Feeder {
    tokenizer: Tokenizer<Guard>,
    input: BufferQueue,
    /// The tag that the tokenizer is in the middle of, between two pieces. Where it is in a comment, what looks like a tag
    /// is watched all the same: some of what counts as a comment ends without a word, such as `</>`.
    tag: Option<Attributes>,
}

impl Feeder {
    /// Feeds a piece that begins with `<`, and has no other.
    fn piece(&mut self, piece: &str) {
        if self.tag.as_ref().is_none_or(Attributes::have_ended) {
            self.tag = begun(piece, self.tokenizer.sink.is_raw());
        }
        let before = self.tokenizer.sink.tokens();
        let ends_at = self.tag.as_mut().and_then(|attributes| attributes.too_many_at(piece));
        match ends_at.and_then(|at| piece.split_at_checked(at)) {
            Some((tag, behind)) => {
                self.tokenizer.sink.report("its HTML part has a tag with too many attributes");
                self.feed(tag);
                self.feed(">");
                self.feed(behind);
            }
            None => self.feed(piece),
        }
        if self.tokenizer.sink.tokens() > before {
            self.tag = None;
        }
    }

    fn feed(&self, text: &str) {
        self.input.push_back(StrTendril::from_slice(text));
        while let TokenizerResult::Script(_) | TokenizerResult::EncodingIndicator(_) =
            self.tokenizer.feed(&self.input)
        {}
    }
}

/// The tag that a piece begins (WHATWG HTML §13.2.5.6); a text that holds no markup can only end.
fn begun(piece: &str, raw: bool) -> Option<Attributes> {
    let behind = piece.strip_prefix('<')?;
    let (name, closes) = behind.strip_prefix('/').map_or((behind, false), |name| (name, true));
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && (closes || !raw);
    is_tag.then(Attributes::default)
}

/// Where in a tag we are (WHATWG HTML §13.2.5.8 and §13.2.5.32-39).
#[derive(Clone, Copy, Default)]
enum Place {
    /// Before the tag's name.
    #[default]
    Opening,
    /// In the tag's name.
    Tag,
    Between,
    Name,
    BehindName,
    BeforeValue,
    /// Between two of these quotation marks.
    Quoted(u8),
    Unquoted,
    Ended,
}

/// The attributes of one tag, counted.
#[derive(Default)]
struct Attributes {
    place: Place,
    count: usize,
}

impl Attributes {
    fn have_ended(&self) -> bool {
        matches!(self.place, Place::Ended)
    }

    /// Where the attribute begins that is one too many.
    fn too_many_at(&mut self, piece: &str) -> Option<usize> {
        let bytes = piece.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if let Place::Ended = self.place {
                return None;
            }
            if let Place::Quoted(quote) = self.place {
                at += memchr::memchr(quote, bytes.get(at..)?)?;
                self.place = Place::Between;
            } else if self.begins_attribute(*byte) {
                self.count += 1;
                if self.count > MOST_ATTRIBUTES {
                    *self = Self { place: Place::Ended, count: 0 };
                    return Some(at);
                }
            }
            at += 1;
        }
        None
    }

    /// Goes on by one byte, within no quotation marks; says whether it begins an attribute.
    fn begins_attribute(&mut self, byte: u8) -> bool {
        let blank = byte.is_ascii_whitespace();
        let between = matches!(self.place, Place::Between | Place::BehindName);
        self.place = match (self.place, byte) {
            (Place::Ended, _) => Place::Ended,
            (Place::Opening, b'<' | b'/') => Place::Opening,
            (Place::Opening, _) => Place::Tag,
            (Place::Quoted(quote), _) => Place::Quoted(quote),
            (Place::BeforeValue, b'"' | b'\'') => Place::Quoted(byte),
            (_, b'>') => Place::Ended,
            (Place::BeforeValue, _) if blank => Place::BeforeValue,
            (Place::BeforeValue, _) => Place::Unquoted,
            (Place::Unquoted, _) if !blank => Place::Unquoted,
            (Place::Name | Place::BehindName, b'=') => Place::BeforeValue,
            (Place::Name | Place::BehindName, _) if blank => Place::BehindName,
            (_, b'/') => Place::Between,
            (_, _) if blank => Place::Between,
            (Place::Tag, _) => Place::Tag,
            (Place::Between | Place::BehindName | Place::Name | Place::Unquoted, _) => Place::Name,
        };
        between && matches!(self.place, Place::Name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attributes_of_every_tag_are_counted_whatever_came_before_it() {
        let attributes: String = (0..MOST_ATTRIBUTES + 1).map(|number| format!(" a{number}")).collect();
        for before in [
            "",
            "<p>",
            "</>",
            "<svg><![CDATA[]]>",
            "<!-->",
            "<!---->",
            "<?>",
            "<!x>",
            "</ >",
            "<p>x</>",
            "<!--<b>-->",
        ] {
            let (_, problem) = parse(&format!("{before}<a{attributes}>x</a>"));
            assert!(problem.is_some_and(|why| why.contains("too many attributes")), "{before}: {problem:?}");
        }
    }
}
