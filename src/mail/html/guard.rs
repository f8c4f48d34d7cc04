//! Between html5ever's tokenizer and its tree builder: what a stranger sends costs no more than its length.
//!
//! Knows what is expensive in building a tree: every tag may look through all open elements, and formatting that
//! was never closed is opened anew in every block. Must not know what is shown. Past a limit the tree gets no more
//! elements; text goes on in one last preformatted element, so that nothing that was written is lost.

use std::cell::{Cell, RefCell};

use html5ever::interface::{NodeOrText, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

use super::dom::Dom;
use super::flow::is_block;
use super::sink::{Handle, Sink};

const DEEPEST: usize = 1_000;
const MOST_NODES: usize = 250_000;
const MOST_ATTRIBUTES: usize = 24;
const LONGEST_VALUE: usize = 8_192;
const LINE: u64 = 1;
const NEW_LINE: &str = "\n";
const NEW_CELL: &str = "\t";

/// Lets tokens through while they are cheap.
pub(super) struct Guard {
    builder: TreeBuilder<Handle, Sink>,
    limits: Limits,
    /// Text comes in many small pieces; the tree builder gets it as one.
    text: RefCell<StrTendril>,
    /// How many tokens came: none means that a tag or a comment is not at its end yet.
    tokens: Cell<usize>,
    raw: Cell<bool>,
    open: Cell<usize>,
    work: Cell<usize>,
    problem: Cell<Option<&'static str>>,
    flat: RefCell<Option<Flat>>,
}

/// What one text may cost.
struct Limits {
    nodes: usize,
    attribute_bytes: usize,
    work: usize,
}

/// What stands past a limit.
struct Flat {
    /// The element that takes all text.
    element: Handle,
    /// The element whose text nobody sees, while one is open.
    unseen: Option<LocalName>,
    /// What was written last, where that was no text.
    gap: Option<&'static str>,
}

impl Guard {
    /// A guard for a text of this many bytes.
    pub(super) fn new(length: usize) -> Self {
        let limits = Limits {
            nodes: (5_000 + length / 2).min(MOST_NODES),
            attribute_bytes: 100_000 + 2 * length,
            work: 2_000_000 + 24 * length,
        };
        let options = TreeBuilderOpts {
            drop_doctype: true,
            scripting_enabled: false, // mail programs run no scripts, and show `noscript`
            ..TreeBuilderOpts::default()
        };
        Self {
            builder: TreeBuilder::new(Sink::new(), options),
            limits,
            text: RefCell::default(),
            tokens: Cell::new(0),
            raw: Cell::new(false),
            open: Cell::new(0),
            work: Cell::new(0),
            problem: Cell::new(None),
            flat: RefCell::new(None),
        }
    }

    /// How many tokens came so far.
    pub(super) fn tokens(&self) -> usize {
        self.tokens.get()
    }

    /// Whether the tokenizer is within an element that holds no markup.
    pub(super) fn is_raw(&self) -> bool {
        self.raw.get()
    }

    /// Says that something in the text is beyond what is read.
    pub(super) fn report(&self, problem: &'static str) {
        self.problem.set(self.problem.get().or(Some(problem)));
    }

    /// The tree, and why it is not all of it.
    pub(super) fn finish(self) -> (Dom, Option<&'static str>) {
        (self.builder.sink.into_dom(), self.problem.get())
    }

    fn tag(&self, mut tag: Tag) -> TokenSinkResult<Handle> {
        self.flush();
        self.raw.set(false);
        if self.flat.borrow().is_some() {
            return self.flat_tag(&tag);
        }
        if is_frame(&tag.name) {
            return TokenSinkResult::Continue; // mail programs show no frames, only what stands beside them
        }
        if lighten(&mut tag) {
            self.report("its HTML part has attributes that are too long to be read");
        }
        if let Some(problem) = self.charge(&tag) {
            self.flatten(problem);
            return self.flat_tag(&tag);
        }
        self.build(Token::TagToken(tag))
    }

    fn build(&self, token: Token) -> TokenSinkResult<Handle> {
        match self.builder.process_token(token, LINE) {
            result @ (TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) => {
                self.raw.set(true);
                result
            }
            // No script runs, and the bytes were decoded long ago.
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => TokenSinkResult::Continue,
        }
    }

    fn flush(&self) {
        let text = self.text.take();
        if text.is_empty() {
            return;
        }
        self.work.set(self.work.get() + self.open.get());
        match self.flat.borrow_mut().as_mut() {
            Some(flat) if flat.unseen.is_some() => {}
            Some(flat) => {
                flat.gap.take_if(|_| !text.trim().is_empty());
                self.builder.sink.append(&flat.element, NodeOrText::AppendText(text));
            }
            None => drop(self.builder.process_token(Token::CharacterTokens(text), LINE)),
        }
    }

    /// Adds up what a tag costs; says which limit is passed.
    fn charge(&self, tag: &Tag) -> Option<&'static str> {
        const FORMATTING: usize = 8; // it is also compared with all formatting that is open
        let count = Count::default();
        self.builder.trace_handles(&count);
        let open = count.0.get();
        self.open.set(open);
        let weight = if is_formatting(&tag.name) { FORMATTING } else { 1 };
        self.work.set(self.work.get() + open * weight);
        let sink = &self.builder.sink;
        if open > DEEPEST {
            Some("its HTML part is nested too deeply to be read as it is shown")
        } else if sink.nodes() > self.limits.nodes
            || sink.attribute_bytes() > self.limits.attribute_bytes
            || self.work.get() > self.limits.work
        {
            Some("its HTML part is too tangled to be read as it is shown")
        } else {
            None
        }
    }

    fn flatten(&self, problem: &'static str) {
        self.report(problem);
        drop(self.builder.process_token(Token::EOFToken, LINE)); // text in a table waits for the next token
        let sink = &self.builder.sink;
        let name = QualName::new(None, ns!(html), local_name!("pre"));
        let element = sink.create_element(name, Vec::new(), Default::default());
        sink.append(&sink.get_document(), NodeOrText::AppendNode(element.clone()));
        *self.flat.borrow_mut() = Some(Flat { element, unseen: None, gap: Some(NEW_LINE) });
    }

    fn flat_tag(&self, tag: &Tag) -> TokenSinkResult<Handle> {
        let mut flat = self.flat.borrow_mut();
        let Some(flat) = flat.as_mut() else { return TokenSinkResult::Continue };
        if tag.kind == TagKind::EndTag {
            flat.unseen.take_if(|name| *name == tag.name);
        } else if let Some(kind) = raw_kind(&tag.name) {
            flat.unseen = Some(tag.name.clone());
            self.raw.set(true);
            return TokenSinkResult::RawData(kind);
        }
        if let Some(gap) = flat.gap_at(tag) {
            flat.gap = Some(gap);
            self.text.borrow_mut().push_slice(gap);
        }
        TokenSinkResult::Continue
    }
}

impl Flat {
    /// What sets a tag apart from the text before it: rows are lines, cells have tabs between them.
    fn gap_at(&self, tag: &Tag) -> Option<&'static str> {
        match tag.name {
            local_name!("td") | local_name!("th") => {
                let new = tag.kind == TagKind::StartTag && self.gap != Some(NEW_LINE);
                new.then_some(NEW_CELL)
            }
            local_name!("br") | local_name!("tr") => (self.gap != Some(NEW_LINE)).then_some(NEW_LINE),
            ref name if is_block(name) => self.gap.is_none().then_some(NEW_LINE),
            _ => None,
        }
    }
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<Handle> {
        if let Token::ParseError(_) = token {
            return TokenSinkResult::Continue;
        }
        self.tokens.set(self.tokens.get() + 1);
        match token {
            Token::TagToken(tag) => return self.tag(tag),
            Token::CharacterTokens(more) => {
                let mut text = self.text.borrow_mut();
                if text.is_empty() { *text = more } else { text.push_tendril(&more) }
            }
            Token::DoctypeToken(_) | Token::EOFToken => {
                self.flush();
                if self.flat.borrow().is_none() {
                    return self.build(token);
                }
            }
            Token::CommentToken(_) | Token::NullCharacterToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.flat.borrow().is_none() && self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what the tree builder holds: open elements and active formatting.
#[derive(Default)]
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}

/// Leaves off long attributes, and those that are too many; says whether one was among them that matters.
fn lighten(tag: &mut Tag) -> bool {
    let telling = |attribute: &Attribute| is_telling(&attribute.name.local);
    let long = |attribute: &Attribute| attribute.value.len() > LONGEST_VALUE;
    let beyond = tag.attrs.iter().any(|attribute| telling(attribute) && long(attribute));
    let mut others = 0;
    tag.attrs.retain(|attribute| {
        others += usize::from(!telling(attribute));
        !long(attribute) && (telling(attribute) || others <= MOST_ATTRIBUTES)
    });
    beyond
}

/// Whether an attribute may say what is shown, or who wrote it.
fn is_telling(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("class")
            | local_name!("id")
            | local_name!("name")
            | local_name!("style")
            | local_name!("hidden")
            | local_name!("color")
            | local_name!("bgcolor")
    )
}

fn is_frame(name: &LocalName) -> bool {
    matches!(*name, local_name!("frame") | local_name!("frameset"))
}

fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "title" | "textarea" => Some(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "script" => Some(RawKind::ScriptData),
        _ => None,
    }
}
