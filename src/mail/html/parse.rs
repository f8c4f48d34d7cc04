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
        construct: Construct::None,
    };
    let mut rest = html;
    while !rest.is_empty() {
        let end = rest.char_indices().skip(1).find(|(_, c)| *c == '<').map_or(rest.len(), |(at, _)| at);
        let (piece, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        feeder.piece(piece);
        rest = behind;
    }
    feeder.tokenizer.end();
    feeder.tokenizer.sink.finish()
}

/// What the tokenizer is in the middle of, between two pieces.
enum Construct {
    None,
    Tag(Attributes),
    /// A comment, or what counts as one.
    Comment,
}

struct Feeder {
    tokenizer: Tokenizer<Guard>,
    input: BufferQueue,
    construct: Construct,
}

impl Feeder {
    /// Feeds a piece that begins with `<`, and has no other.
    fn piece(&mut self, piece: &str) {
        if let Construct::None = self.construct {
            self.construct = begun(piece, self.tokenizer.sink.is_raw());
        }
        let before = self.tokenizer.sink.tokens();
        let ends_at = match &mut self.construct {
            Construct::Tag(attributes) => attributes.too_many_at(piece),
            Construct::None | Construct::Comment => None,
        };
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
            self.construct = Construct::None;
        }
    }

    fn feed(&self, text: &str) {
        self.input.push_back(StrTendril::from_slice(text));
        while let TokenizerResult::Script(_) | TokenizerResult::EncodingIndicator(_) =
            self.tokenizer.feed(&self.input)
        {}
    }
}

/// What a piece begins (WHATWG HTML §13.2.5.6); a text that holds no markup can only end.
fn begun(piece: &str, raw: bool) -> Construct {
    let Some(behind) = piece.strip_prefix('<') else { return Construct::None };
    let (name, closes) = behind.strip_prefix('/').map_or((behind, false), |name| (name, true));
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return if closes || !raw { Construct::Tag(Attributes::default()) } else { Construct::None };
    }
    if !raw && (closes || name.starts_with(['!', '?'])) { Construct::Comment } else { Construct::None }
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
    Quoted(char),
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
    /// Where the attribute begins that is one too many.
    fn too_many_at(&mut self, piece: &str) -> Option<usize> {
        for (at, c) in piece.char_indices() {
            let begins = self.step(c);
            self.count += usize::from(begins);
            if self.count > MOST_ATTRIBUTES {
                self.place = Place::Ended;
                self.count = 0;
                return Some(at);
            }
        }
        None
    }

    /// Goes on by one character; says whether it begins an attribute.
    fn step(&mut self, c: char) -> bool {
        let blank = c.is_ascii_whitespace();
        let between = matches!(self.place, Place::Between | Place::BehindName);
        self.place = match (self.place, c) {
            (Place::Ended, _) => Place::Ended,
            (Place::Opening, '<' | '/') => Place::Opening,
            (Place::Opening, _) => Place::Tag,
            (Place::Quoted(quote), c) if c == quote => Place::Between,
            (Place::Quoted(quote), _) => Place::Quoted(quote),
            (Place::BeforeValue, '"' | '\'') => Place::Quoted(c),
            (_, '>') => Place::Ended,
            (Place::BeforeValue, _) if blank => Place::BeforeValue,
            (Place::BeforeValue, _) => Place::Unquoted,
            (Place::Unquoted, _) if !blank => Place::Unquoted,
            (Place::Name | Place::BehindName, '=') => Place::BeforeValue,
            (Place::Name | Place::BehindName, _) if blank => Place::BehindName,
            (_, '/') => Place::Between,
            (_, _) if blank => Place::Between,
            (Place::Tag, _) => Place::Tag,
            (Place::Between | Place::BehindName | Place::Name | Place::Unquoted, _) => Place::Name,
        };
        between && matches!(self.place, Place::Name)
    }
}
