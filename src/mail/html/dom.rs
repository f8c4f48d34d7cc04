//! The tree of an HTML text: nodes in one vector, linked by their places in it.
//!
//! Knows parents, children and siblings. Must not know how a tree comes about, nor what an element means.
//! Nothing here recurses, neither a walk nor the end of the tree.

use std::rc::Rc;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName};

/// The place of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct NodeId(u32);

impl NodeId {
    /// Its number in the order in which nodes were made.
    pub(super) fn place(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
pub(super) enum Content {
    /// The document, or something without text of its own.
    Other,
    Text(StrTendril),
    Element(Element),
}

/// An element: its name and attributes.
pub(super) struct Element {
    name: Rc<QualName>,
    attributes: Vec<Attribute>,
}

impl Element {
    pub(super) fn new(name: Rc<QualName>, attributes: Vec<Attribute>) -> Self {
        Self { name, attributes }
    }

    /// Its name without a namespace.
    pub(super) fn name(&self) -> &LocalName {
        &self.name.local
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &LocalName) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| attribute.name.local == *name);
        found.map(|attribute| &*attribute.value)
    }

    /// The value of an attribute whose name HTML does not know.
    pub(super) fn foreign_attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| &*attribute.value)
    }

    /// Whether it has no attributes.
    pub(super) fn is_plain(&self) -> bool {
        self.attributes.is_empty()
    }

    /// Adds the attributes that it has not.
    pub(super) fn complete(&mut self, more: Vec<Attribute>) {
        let missing: Vec<Attribute> =
            more.into_iter().filter(|one| self.attribute(&one.name.local).is_none()).collect();
        self.attributes.extend(missing);
    }
}

struct Node {
    content: Content,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

/// A tree of nodes.
pub(super) struct Dom {
    nodes: Vec<Node>,
}

impl Dom {
    /// The document itself.
    pub(super) const ROOT: NodeId = NodeId(0);

    pub(super) fn new() -> Self {
        let mut dom = Self { nodes: Vec::new() };
        dom.create(Content::Other);
        dom
    }

    /// How many nodes were ever made.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn content(&self, id: NodeId) -> &Content {
        self.node(id).map_or(&Content::Other, |node| &node.content)
    }

    pub(super) fn element(&self, id: NodeId) -> Option<&Element> {
        match self.content(id) {
            Content::Element(element) => Some(element),
            Content::Text(_) | Content::Other => None,
        }
    }

    pub(super) fn element_mut(&mut self, id: NodeId) -> Option<&mut Element> {
        match &mut self.node_mut(id)?.content {
            Content::Element(element) => Some(element),
            Content::Text(_) | Content::Other => None,
        }
    }

    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id)?.parent
    }

    pub(super) fn next(&self, id: NodeId) -> Option<NodeId> {
        self.node(id)?.next
    }

    pub(super) fn previous(&self, id: NodeId) -> Option<NodeId> {
        self.node(id)?.previous
    }

    pub(super) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id)?.first
    }

    pub(super) fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id)?.last
    }

    /// Leaves a node, and every node that ends with it; the one that comes next.
    pub(super) fn leave_to_next(&self, id: NodeId, mut leave: impl FnMut(NodeId)) -> Option<NodeId> {
        let mut at = id;
        loop {
            leave(at);
            if let Some(next) = self.next(at) {
                return Some(next);
            }
            at = self.parent(at).filter(|parent| *parent != Self::ROOT)?;
        }
    }

    /// All elements, in the order of their making.
    pub(super) fn elements(&self) -> impl Iterator<Item = (NodeId, &Element)> {
        let numbered = (0..).map(NodeId).zip(&self.nodes);
        numbered.filter_map(|(id, node)| match &node.content {
            Content::Element(element) => Some((id, element)),
            Content::Text(_) | Content::Other => None,
        })
    }

    /// Makes a node that stands nowhere yet.
    pub(super) fn create(&mut self, content: Content) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node { content, parent: None, previous: None, next: None, first: None, last: None });
        id
    }

    /// Puts a node that stands nowhere at the end of another.
    pub(super) fn append(&mut self, parent: NodeId, child: NodeId) {
        let last = self.last_child(parent);
        self.link(Some(parent), last, child, None);
    }

    /// Puts a node that stands nowhere before another.
    pub(super) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        let (parent, previous) = (self.parent(sibling), self.previous(sibling));
        self.link(parent, previous, child, Some(sibling));
    }

    /// Adds to a text node; says whether it is one.
    pub(super) fn extend_text(&mut self, id: Option<NodeId>, more: &StrTendril) -> bool {
        let Some(Content::Text(text)) = id.and_then(|id| self.node_mut(id)).map(|node| &mut node.content)
        else {
            return false;
        };
        text.push_tendril(more);
        true
    }

    /// Takes a node out of its parent.
    pub(super) fn detach(&mut self, id: NodeId) {
        let Some(node) = self.node_mut(id) else { return };
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        self.join(parent, previous, next);
    }

    /// Moves all children to the end of another node.
    pub(super) fn move_children(&mut self, from: NodeId, to: NodeId) {
        while let Some(child) = self.first_child(from) {
            self.detach(child);
            self.append(to, child);
        }
    }

    fn link(&mut self, parent: Option<NodeId>, previous: Option<NodeId>, id: NodeId, next: Option<NodeId>) {
        if let Some(node) = self.node_mut(id) {
            node.parent = parent;
        }
        self.join(parent, previous, Some(id));
        self.join(parent, Some(id), next);
    }

    /// Makes two nodes neighbours; where there is none, the parent begins or ends.
    fn join(&mut self, parent: Option<NodeId>, left: Option<NodeId>, right: Option<NodeId>) {
        match left {
            Some(left) => {
                if let Some(node) = self.node_mut(left) {
                    node.next = right;
                }
            }
            None => {
                if let Some(node) = parent.and_then(|parent| self.node_mut(parent)) {
                    node.first = right;
                }
            }
        }
        match right {
            Some(right) => {
                if let Some(node) = self.node_mut(right) {
                    node.previous = left;
                }
            }
            None => {
                if let Some(node) = parent.and_then(|parent| self.node_mut(parent)) {
                    node.last = left;
                }
            }
        }
    }

    fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.place())
    }

    fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id.place())
    }
}
