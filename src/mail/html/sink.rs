//! Where the tree builder of html5ever puts what it builds.
//!
//! Knows the tree builder's words for changes of a tree. Must not know why it changes. Comments, processing
//! instructions and document types are nobody's text and are not kept.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, QualName, local_name, ns};

use super::dom::{Content, Dom, Element, NodeId};

/// A node and its name: the tree builder asks for names all the time.
#[derive(Clone)]
pub(super) struct Handle {
    id: NodeId,
    name: Rc<QualName>,
}

/// Builds a tree.
pub(super) struct Sink {
    dom: RefCell<Dom>,
    nameless: Rc<QualName>,
    /// How many bytes the attributes of all elements have: formatting is opened anew again and again.
    attribute_bytes: Cell<usize>,
}

impl Sink {
    pub(super) fn new() -> Self {
        let nameless = Rc::new(QualName::new(None, ns!(), local_name!("")));
        Self { dom: RefCell::new(Dom::new()), nameless, attribute_bytes: Cell::new(0) }
    }

    /// The tree.
    pub(super) fn into_dom(self) -> Dom {
        self.dom.into_inner()
    }

    /// How many nodes were made.
    pub(super) fn nodes(&self) -> usize {
        self.dom.borrow().len()
    }

    /// How many bytes the attributes of all elements have.
    pub(super) fn attribute_bytes(&self) -> usize {
        self.attribute_bytes.get()
    }

    fn nobody(&self) -> Handle {
        let id = self.dom.borrow_mut().create(Content::Other);
        Handle { id, name: Rc::clone(&self.nameless) }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Dom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Dom {
        self.into_dom()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: Dom::ROOT, name: Rc::clone(&self.nameless) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let bytes: usize = attributes.iter().map(|one| one.name.local.len() + one.value.len()).sum();
        self.attribute_bytes.set(self.attribute_bytes.get() + bytes);
        let name = Rc::new(name);
        let element = Element::new(Rc::clone(&name), attributes);
        let id = self.dom.borrow_mut().create(Content::Element(element));
        Handle { id, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.nobody()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.nobody()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => dom.append(parent.id, node.id),
            NodeOrText::AppendText(text) => {
                let last = dom.last_child(parent.id);
                if !dom.extend_text(last, &text) {
                    let id = dom.create(Content::Text(text));
                    dom.append(parent.id, id);
                }
            }
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => {
                dom.detach(node.id);
                dom.insert_before(sibling.id, node.id);
            }
            NodeOrText::AppendText(text) => {
                let previous = dom.previous(sibling.id);
                if !dom.extend_text(previous, &text) {
                    let id = dom.create(Content::Text(text));
                    dom.insert_before(sibling.id, id);
                }
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        let stands = self.dom.borrow().parent(element.id).is_some();
        if stands {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        if let Some(element) = self.dom.borrow_mut().element_mut(target.id) {
            element.complete(attributes);
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.dom.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        self.dom.borrow_mut().move_children(node.id, parent.id);
    }

    fn allow_declarative_shadow_roots(&self, _: &Handle) -> bool {
        false
    }
}
