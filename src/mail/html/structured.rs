//! What an HTML text holds for machines: JSON-LD scripts, and microdata in the form of JSON-LD.
//!
//! Knows the microdata algorithm of WHATWG HTML §5.2 without `itemref`. Must not know what the data means; it is text
//! that no reader sees.

use html5ever::local_name;
use serde_json::{Map, Value};

use super::super::reply::Pattern;
use super::dom::{Content, Dom, Element, NodeId};

/// So much data is kept, and so many texts.
const MOST_BYTES: usize = 256 * 1024;
const MOST_TEXTS: usize = 50;
/// So many properties, and so much of the text of one.
const MOST_PROPERTIES: usize = 5_000;
const MOST_TEXT: usize = 300;
/// So many nodes are looked through for the texts of all properties.
const MOST_VISITS: usize = 200_000;
/// Items inside items.
const DEEPEST: usize = 16;

/// Whether there may be any, by a look at the source.
pub(in super::super) fn has_structured_data(html: &str) -> bool {
    static NAMES: Pattern = Pattern::new(r"(?-u: ld\+json | itemscope )");
    NAMES.found_in(html)
}

/// All data of a tree as JSON-LD texts.
pub(super) fn read(dom: &Dom) -> Vec<String> {
    let mut reader = Reader { dom, open: Vec::new(), texts: Vec::new(), bytes: 0, properties: 0, visits: 0 };
    let mut at = dom.first_child(Dom::ROOT);
    while let Some(id) = at {
        reader.enter(id);
        at = dom.first_child(id).or_else(|| dom.leave_to_next(id, |left| reader.leave(left)));
    }
    reader.texts
}

/// An item that is open: its element, and the names under which it is a property of the one around it.
struct Item {
    id: NodeId,
    names: String,
    properties: Map<String, Value>,
}

struct Reader<'a> {
    dom: &'a Dom,
    open: Vec<Item>,
    texts: Vec<String>,
    bytes: usize,
    properties: usize,
    visits: usize,
}

impl Reader<'_> {
    fn enter(&mut self, id: NodeId) {
        let Some(element) = self.dom.element(id) else { return };
        if is_json_ld(element) {
            let text = self.text_of(id, MOST_BYTES);
            return self.keep(text);
        }
        let names = element.attribute(&local_name!("itemprop")).unwrap_or_default();
        if element.attribute(&local_name!("itemscope")).is_some() {
            let mut properties = Map::new();
            if let Some(kind) = element.attribute(&local_name!("itemtype")) {
                properties.insert("@type".to_owned(), Value::from(kind.trim()));
            }
            if self.open.len() < DEEPEST {
                self.open.push(Item { id, names: names.to_owned(), properties });
            }
        } else if !names.is_empty() && !self.open.is_empty() {
            let value = self.value(id, element);
            self.add(names, &Value::from(value));
        }
    }

    fn leave(&mut self, id: NodeId) {
        if let Some(item) = self.open.pop_if(|item| item.id == id) {
            let value = Value::Object(item.properties);
            if item.names.is_empty() || self.open.is_empty() {
                self.keep(value.to_string());
            } else {
                self.add(&item.names, &value);
            }
        }
    }

    fn keep(&mut self, text: String) {
        if self.texts.len() < MOST_TEXTS && self.bytes + text.len() <= MOST_BYTES {
            self.bytes += text.len();
            self.texts.push(text);
        }
    }

    /// Adds a property to the innermost item.
    fn add(&mut self, names: &str, value: &Value) {
        let Some(item) = self.open.last_mut() else { return };
        for name in names.split_ascii_whitespace() {
            self.properties += 1;
            if self.properties > MOST_PROPERTIES {
                return;
            }
            let values = item.properties.entry(name).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(values) = values {
                values.push(value.clone());
            }
        }
    }

    /// WHATWG HTML §5.2.4.
    fn value(&mut self, id: NodeId, element: &Element) -> String {
        let attribute = match &**element.name() {
            "meta" => local_name!("content"),
            "a" | "area" | "link" => local_name!("href"),
            "img" | "audio" | "embed" | "iframe" | "source" | "track" | "video" => local_name!("src"),
            "object" => local_name!("data"),
            "data" | "meter" => local_name!("value"),
            "time" => local_name!("datetime"),
            // Not in the standard, but what people mean where they write it.
            _ => local_name!("content"),
        };
        match element.attribute(&attribute) {
            Some(value) => value.chars().take(MOST_TEXT).collect(),
            None => self.text_of(id, MOST_TEXT),
        }
    }

    /// The text in an element, up to a length.
    fn text_of(&mut self, id: NodeId, most: usize) -> String {
        let mut text = String::new();
        let mut at = self.dom.first_child(id);
        while let Some(here) = at.filter(|_| text.len() < most && self.visits < MOST_VISITS) {
            self.visits += 1;
            if let Content::Text(more) = self.dom.content(here) {
                text.push_str(more);
            }
            at = self.dom.first_child(here).or_else(|| self.next_within(id, here));
        }
        text.trim().chars().take(most).collect()
    }

    /// What follows in the order of the text, inside of one element.
    fn next_within(&mut self, whole: NodeId, from: NodeId) -> Option<NodeId> {
        let mut at = from;
        loop {
            if let Some(next) = self.dom.next(at) {
                return Some(next);
            }
            self.visits += 1;
            at = self.dom.parent(at).filter(|parent| *parent != whole && self.visits < MOST_VISITS)?;
        }
    }
}

fn is_json_ld(element: &Element) -> bool {
    let kind = element.attribute(&local_name!("type")).unwrap_or_default().trim();
    *element.name() == local_name!("script")
        && kind.get(..19).unwrap_or(kind).eq_ignore_ascii_case("application/ld+json")
}

#[cfg(test)]
mod tests {
    use super::super::render;

    #[test]
    fn scripts_are_taken_as_they_are() {
        let html = r#"<script type="application/ld+json">{"@type":"Order"}</script><SCRIPT TYPE='application/LD+JSON; x'>[1]</SCRIPT>
            <script>var a</script><p>Total 5</p>"#;
        let rendered = render(html);
        assert_eq!(rendered.json_ld, [r#"{"@type":"Order"}"#, "[1]"]);
        assert_eq!(rendered.text.trim(), "Total 5");
    }

    #[test]
    fn items_become_objects_with_their_properties() {
        let html = r#"<div itemscope itemtype="http://schema.org/Order"><meta itemprop="priceCurrency" content="USD"/>
            <div itemprop="merchant" itemscope itemtype="http://schema.org/Organization"><b itemprop="name">A <i>Shop</i></b></div>
            <span itemprop="price"> 1,234.50 </span><div itemprop="acceptedOffer" itemscope><b itemprop="price">5</b></div></div>"#;
        let json: Vec<serde_json::Value> =
            render(html).json_ld.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        assert_eq!(json.len(), 1);
        assert_eq!(json[0]["@type"], "http://schema.org/Order");
        assert_eq!(json[0]["price"][0], "1,234.50");
        assert_eq!(json[0]["priceCurrency"][0], "USD");
        assert_eq!(json[0]["merchant"][0]["name"][0], "A Shop");
        assert_eq!(json[0]["acceptedOffer"][0]["price"][0], "5");
    }

    #[test]
    fn much_data_is_cut() {
        let many = "<script type=application/ld+json>{}</script>".repeat(1_000);
        assert_eq!(render(&many).json_ld.len(), super::MOST_TEXTS);
        let deep = format!("<div itemscope>{}", "<b itemprop=a>x".repeat(2_000));
        assert!(render(&deep).json_ld.iter().map(String::len).sum::<usize>() <= super::MOST_BYTES);
    }
}
