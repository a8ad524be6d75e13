//! The tree of reading, as PDF tags.

use std::num::NonZeroU16;

use krilla::tagging::{
    Identifier, ListNumbering, Node as Leaf, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

use crate::letters::page::{Document, Node, NodeIx, Role};

/// What stands below a node: other nodes, and content on pages, in the order of reading.
pub(super) enum Below {
    Content(Identifier),
    Node(NodeIx),
}

/// The tag tree: nodes are put together from the last to the first, so that children are ready
/// before their parents.
pub(super) fn tree(document: &Document, mut below: Vec<Vec<Below>>) -> TagTree {
    let mut seen = vec![false; document.nodes.len()];
    let mut roots = Vec::new();
    // A node stands among its parent's children where its first content was drawn; the painter has
    // put it there already. What was never drawn has no place and no tag.
    for (at, node) in document.nodes.iter().enumerate() {
        let drawn = below.get(at).is_some_and(|all| !all.is_empty());
        if let Some(slot) = seen.get_mut(at) {
            *slot = drawn;
        }
        if drawn && node.parent.is_none() {
            roots.push(at);
        }
    }
    let mut groups: Vec<Option<TagGroup>> = Vec::with_capacity(document.nodes.len());
    groups.resize_with(document.nodes.len(), || None);
    for (at, node) in document.nodes.iter().enumerate().rev() {
        let Some(children) = below.get_mut(at).map(std::mem::take) else {
            continue;
        };
        if children.is_empty() {
            continue;
        }
        let mut group = TagGroup::new(kind(node));
        for child in children {
            match child {
                Below::Content(identifier) => group.push(identifier),
                Below::Node(ix) => {
                    let slot = usize::try_from(ix.0).ok().and_then(|at| groups.get_mut(at));
                    if let Some(child) = slot.and_then(Option::take) {
                        group.push(child);
                    }
                }
            }
        }
        if let Some(slot) = groups.get_mut(at) {
            *slot = Some(group);
        }
    }
    let mut tree = TagTree::new().with_lang(Some(document.language.tag().to_owned()));
    for at in roots {
        if let Some(group) = groups.get_mut(at).and_then(Option::take) {
            tree.push(Leaf::Group(group));
        }
    }
    tree
}

fn kind(node: &Node) -> TagKind {
    let lang = node
        .language
        .as_ref()
        .map(|language| language.tag().to_owned());
    match &node.role {
        Role::Part => Tag::Part.with_lang(lang).into(),
        Role::Heading(level, title) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title.clone())).into()
        }
        Role::Paragraph => Tag::P.with_lang(lang).into(),
        Role::List { numbered } => Tag::L(if *numbered {
            ListNumbering::Decimal
        } else {
            ListNumbering::Disc
        })
        .into(),
        Role::ListItem => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::ItemBody => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::TableRow => Tag::TR.into(),
        Role::TableHeading => Tag::TH(TableHeaderScope::Column).into(),
        Role::TableCell => Tag::TD.into(),
        Role::Figure(alt) => Tag::Figure(Some(alt.clone())).into(),
        Role::Link(_) => Tag::Link.into(),
        Role::Quote => Tag::BlockQuote.into(),
    }
}
