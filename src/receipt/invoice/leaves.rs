//! An XML document as its leaves: a path of local names and the text at its end.
//!
//! Knows XML and its limits. Must not know what any name means. There are no document types and no entities but the
//! five of XML, prefixes mean nothing, and only the leaves that somebody wants are kept.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// Longer documents are not read.
const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Deeper ones neither.
const MAX_DEPTH: usize = 64;
/// Nor those with more leaves that are wanted.
const MAX_LEAVES: usize = 100_000;
/// So much of a text is kept.
const MAX_TEXT: usize = 200;
/// So many documents inside texts of a document are read.
const MAX_EMBEDDED: usize = 8;

/// An element without elements in it, or an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// Where it stands: `/LegalMonetaryTotal/PayableAmount`, `/@Total`.
    pub(super) path: String,
    /// Its text without blanks around it.
    pub(super) text: String,
    /// The code in its currency attribute.
    pub(super) currency: Option<String>,
}

/// One invoice of a file, from the element that began it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// The name of that element.
    pub(super) root: String,
    /// What is in it.
    pub(super) leaves: Vec<Leaf>,
}

/// All that a file holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaves {
    /// What is around the invoices: an envelope, a common header.
    pub(super) outside: Section,
    /// The invoices.
    pub(super) sections: Vec<Section>,
    /// XML inside texts.
    pub(super) embedded: Vec<String>,
}

/// Which names matter.
#[derive(Clone, Copy)]
pub(super) struct Names {
    /// Whether an invoice begins at such an element.
    pub(super) begins: fn(&str) -> bool,
    /// Whether the text of such elements, or the value of such attributes as `@Name`, is wanted.
    pub(super) wants: fn(&str) -> bool,
}

/// Reads a document; else why it is not read, in plain words.
pub(super) fn read(xml: &str, names: Names) -> Result<Leaves, String> {
    if xml.len() > MAX_BYTES {
        return Err("it is longer than invoices are".to_owned());
    }
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}').trim_start());
    let mut walk = Walk {
        matter: names,
        names: Vec::new(),
        began_at: None,
        open: None,
        kept: 0,
        leaves: Leaves::default(),
    };
    loop {
        match reader.read_event().map_err(|_| "it is no well-formed XML".to_owned())? {
            Event::Start(element) => walk.start(&element)?,
            Event::Empty(element) => {
                walk.start(&element)?;
                walk.end()?;
            }
            Event::End(_) => walk.end()?,
            Event::Text(text) => walk.text(&text),
            Event::CData(text) => walk.cdata(&text),
            Event::GeneralRef(name) => {
                let character = name.resolve_char_ref().map_err(|_| UNKNOWN_ENTITY.to_owned())?;
                match character {
                    Some(c) => walk.text(c.encode_utf8(&mut [0; 4])),
                    None => walk.text(resolve_predefined_entity(&name).ok_or(UNKNOWN_ENTITY)?),
                }
            }
            Event::DocType(_) => return Err("it declares a document type, which invoices do not".to_owned()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof if walk.names.is_empty() => return Ok(walk.leaves),
            Event::Eof => return Err("it ends before its end".to_owned()),
        }
    }
}

const UNKNOWN_ENTITY: &str = "it uses an entity that XML does not know";

/// Attributes that hold the currency of an amount.
const CURRENCY: [&str; 4] = ["currencyID", "amountCurrencyID", "AmountCurrencyIdentifier", "currencyId"];

/// The place in a document.
struct Walk {
    matter: Names,
    /// The names of all open elements.
    names: Vec<String>,
    /// How many of them are around the invoice that is open.
    began_at: Option<usize>,
    /// The text and currency of the innermost element while no element was in it.
    open: Option<(String, Option<String>)>,
    kept: usize,
    leaves: Leaves,
}

impl Walk {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        if self.names.len() >= MAX_DEPTH {
            return Err("its elements are nested too deep".to_owned());
        }
        let name = element.local_name();
        let name = name.as_ref();
        if self.began_at.is_none() && (self.matter.begins)(name) {
            self.began_at = Some(self.names.len() + 1);
            self.leaves.sections.push(Section { root: name.to_owned(), leaves: Vec::new() });
        }
        self.names.push(name.to_owned());
        let mut currency = None;
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| "it is no well-formed XML".to_owned())?;
            let key = attribute.key.local_name();
            let (is_currency, named) = (CURRENCY.contains(&key.as_ref()), format!("@{}", key.as_ref()));
            if is_currency || (self.matter.wants)(&named) {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                let value = value.map_err(|_| UNKNOWN_ENTITY.to_owned())?;
                if is_currency {
                    currency = Some(beginning(&value));
                }
                self.keep(&named, beginning(&value), None)?;
            }
        }
        self.open = Some((String::new(), currency));
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some((open, _)) = &mut self.open {
            let left = MAX_TEXT.saturating_sub(open.chars().count());
            let text = if open.is_empty() { text.trim_start() } else { text };
            open.extend(text.chars().take(left));
        }
    }

    /// Some envelopes carry the whole invoice as a text.
    fn cdata(&mut self, text: &str) {
        let is_xml = text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
        if is_xml && self.began_at.is_none() && self.leaves.embedded.len() < MAX_EMBEDDED {
            self.leaves.embedded.push(text.to_owned());
        } else {
            self.text(text);
        }
    }

    fn end(&mut self) -> Result<(), String> {
        if let (Some((text, currency)), Some(name)) = (self.open.take(), self.names.last().cloned())
            && (self.matter.wants)(&name)
        {
            self.keep("", text.trim().to_owned(), currency)?;
        }
        self.names.pop();
        if self.began_at.is_some_and(|depth| self.names.len() < depth) {
            self.began_at = None;
        }
        Ok(())
    }

    fn keep(&mut self, attribute: &str, text: String, currency: Option<String>) -> Result<(), String> {
        self.kept += 1;
        if self.kept > MAX_LEAVES {
            return Err("it has more entries than invoices have".to_owned());
        }
        let mut path = String::new();
        let around = self.began_at.unwrap_or(0);
        let attribute = Some(attribute).filter(|name| !name.is_empty());
        for name in self.names.iter().skip(around).map(String::as_str).chain(attribute) {
            path.push('/');
            path.push_str(name);
        }
        let leaf = Leaf { path, text, currency };
        match (self.began_at, self.leaves.sections.last_mut()) {
            (Some(_), Some(section)) => section.leaves.push(leaf),
            _ => self.leaves.outside.leaves.push(leaf),
        }
        Ok(())
    }
}

fn beginning(text: &str) -> String {
    text.trim().chars().take(MAX_TEXT).collect()
}

impl Section {
    /// The leaves at any of these paths, in their order: `/ID` stands in the invoice itself, `PayableAmount` anywhere.
    pub(super) fn all<'a>(&'a self, paths: &'a [&'a str]) -> impl Iterator<Item = &'a Leaf> {
        self.leaves.iter().filter(|leaf| paths.iter().any(|path| stands_at(&leaf.path, path)))
    }

    /// The text at the first of these paths that has one.
    pub(super) fn text(&self, paths: &[&str]) -> Option<&str> {
        let mut texts = paths.iter().filter_map(|path| {
            let mut here = self.leaves.iter().filter(|leaf| stands_at(&leaf.path, path));
            here.find(|leaf| !leaf.text.is_empty())
        });
        texts.next().map(|leaf| leaf.text.as_str())
    }
}

fn stands_at(path: &str, wanted: &str) -> bool {
    if wanted.starts_with('/') {
        return path == wanted;
    }
    path.strip_suffix(wanted).is_some_and(|before| before.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Names = Names { begins: |name| name == "Invoice", wants: |_| true };

    #[test]
    fn leaves_have_paths_without_prefixes() {
        let xml = "<?xml version='1.0'?><e:Envelope><e:To>x</e:To><i:Invoice kind='a&amp;b'><c:Total currencyID='EUR'> 1<!-- -->2&#46;5 \
                   </c:Total><c:Empty/></i:Invoice></e:Envelope>";
        let leaves = read(xml, ALL).unwrap();
        let shown: Vec<_> =
            leaves.sections[0].leaves.iter().map(|it| format!("{}={}", it.path, it.text)).collect();
        assert_eq!(shown, ["/@kind=a&b", "/Total/@currencyID=EUR", "/Total=12.5", "/Empty="]);
        assert_eq!(leaves.sections[0].leaves[2].currency.as_deref(), Some("EUR"));
        assert_eq!(leaves.outside.leaves[0].path, "/Envelope/To");
    }

    #[test]
    fn what_invoices_never_have_is_refused() {
        for (xml, why) in [
            ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "document type"),
            ("<a>&b;</a>", "entity"),
            ("<a b='&c;'/>", "entity"),
            ("<a><b></a>", "well-formed"),
            ("<a>", "ends before"),
            (&"<a>".repeat(70), "too deep"),
            (&format!("<a>{}</a>", " ".repeat(MAX_BYTES)), "longer"),
        ] {
            assert!(read(xml, ALL).unwrap_err().contains(why), "{why}");
        }
    }
}
