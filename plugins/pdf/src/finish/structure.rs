//! The structure tree (ISO 32000-1, 14.7): what every marked piece of the pages is, in reading order.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Result};

use super::navigation::{place_on, top_of};
use super::{dictionary, text};
use crate::draw::{Corners, Drawn, DrawnLink, tag};
use crate::page::{HeaderScope, NodeId, Pt, Role, Structure, Target};

/// What an element holds.
#[derive(Clone, Copy)]
enum Kid {
    Node(NodeId),
    /// Page and marked-content identifier.
    Content(usize, usize),
    /// Page and annotation.
    Link(usize, ObjectId),
}

struct Tree<'l> {
    structure: &'l Structure,
    kids: Vec<Vec<Kid>>,
    /// Elements that hold something, themselves or below.
    used: Vec<bool>,
}

pub fn add(document: &mut Document, drawn: &Drawn, pages: &[ObjectId]) -> Result<()> {
    let structure = &drawn.structure;
    let count = structure.nodes.len();
    let mut tree = Tree { structure, kids: vec![Vec::new(); count], used: vec![false; count] };
    for (page, content) in drawn.pages.iter().enumerate() {
        for (identifier, &node) in content.marked.iter().enumerate() {
            tree.add(node, Kid::Content(page, identifier));
        }
    }
    let elements: Vec<ObjectId> = structure.nodes.iter().map(|_| document.new_object_id()).collect();
    let element = |node: NodeId| elements.get(node.0 as usize).copied();

    // Number tree: for each page the elements of its content, then the element of each link.
    let mut parents: Vec<(i64, Object)> = Vec::new();
    for (page, content) in drawn.pages.iter().enumerate() {
        let owners = content.marked.iter().filter_map(|&node| element(node)).map(Object::Reference).collect();
        parents.push((page as i64, Object::Array(owners)));
    }
    let places = link_places(drawn);
    let mut next_key = pages.len() as i64;
    for (page, (content, &page_id)) in drawn.pages.iter().zip(pages).enumerate() {
        let mut annotations = Vec::new();
        for link in &content.links {
            let annotation = document.add_object(annotation(drawn, link, page_id, (pages, &places), next_key));
            annotations.push(Object::Reference(annotation));
            if let Some(node) = link.node {
                tree.add(node, Kid::Link(page, annotation));
                parents.extend(element(node).map(|id| (next_key, Object::Reference(id))));
            }
            next_key += 1;
        }
        let dict = document.get_dictionary_mut(page_id)?;
        dict.set("StructParents", page as i64);
        dict.set("Tabs", "S");
        dict.remove(b"Annots");
        if !annotations.is_empty() {
            dict.set("Annots", Object::Array(annotations));
        }
    }

    tree.settle_order();
    let root = document.new_object_id();
    let levels = heading_levels(structure, &tree.used);
    let pictures = picture_areas(drawn);
    for (index, node) in structure.nodes.iter().enumerate() {
        let Some(&id) = elements.get(index).filter(|_| tree.used.get(index) == Some(&true)) else { continue };
        let parent = node.parent.and_then(element).unwrap_or(root);
        let role = levels.get(index).copied().flatten().map_or_else(|| node.role.clone(), Role::Heading);
        let mut dict = dictionary([
            ("Type", "StructElem".into()),
            ("S", Object::Name(tag(&role).into_bytes())),
            ("P", Object::Reference(parent)),
        ]);
        if let Some(language) = &node.language {
            dict.set("Lang", text(language));
        }
        attributes(&mut dict, &pictures, NodeId(index as u32), &role);
        let kids = tree.kids.get(index).map(Vec::as_slice).unwrap_or_default();
        dict.set("K", Object::Array(kids.iter().filter_map(|kid| kid_object(kid, &elements, pages)).collect()));
        document.set_object(id, dict);
    }
    let tops = structure.nodes.iter().zip(&elements).zip(&tree.used);
    let tops = tops.filter(|((node, _), used)| node.parent.is_none() && **used);
    let tops: Vec<Object> = tops.map(|((_, &id), _)| Object::Reference(id)).collect();
    let numbers = parents.into_iter().flat_map(|(key, value)| [Object::from(key), value]).collect();
    let parent_tree = document.add_object(dictionary([("Nums", Object::Array(numbers))]));
    let tree_root = dictionary([
        ("Type", "StructTreeRoot".into()),
        ("K", Object::Array(tops)),
        ("ParentTree", Object::Reference(parent_tree)),
        ("ParentTreeNextKey", next_key.into()),
    ]);
    document.set_object(root, tree_root);
    document.catalog_mut()?.set("StructTreeRoot", Object::Reference(root));
    Ok(())
}

impl Tree<'_> {
    /// Gives an element content; hangs it and those above it into the tree when it is their first.
    fn add(&mut self, node: NodeId, kid: Kid) {
        let (mut node, mut kid) = (node, kid);
        loop {
            let index = node.0 as usize;
            let (Some(kids), Some(used)) = (self.kids.get_mut(index), self.used.get_mut(index)) else { return };
            kids.push(kid);
            if std::mem::replace(used, true) {
                return;
            }
            let Some(parent) = self.structure.nodes.get(index).and_then(|node| node.parent) else { return };
            (node, kid) = (parent, Kid::Node(node));
        }
    }

    /// Elements that only hold elements have them in the order of the story, wherever the pages put them. A paragraph
    /// with links in it keeps the order in which it was drawn.
    fn settle_order(&mut self) {
        for kids in &mut self.kids {
            let only_nodes = kids.iter().all(|kid| matches!(kid, Kid::Node(_)));
            if only_nodes {
                kids.sort_by_key(|kid| match kid {
                    Kid::Node(node) => node.0,
                    Kid::Content(..) | Kid::Link(..) => u32::MAX,
                });
            }
        }
    }
}

/// The level of each heading, by node: no level is skipped (ISO 14289-1, 7.4.2), whatever the story does.
fn heading_levels(structure: &Structure, used: &[bool]) -> Vec<Option<u8>> {
    let mut deepest = 0;
    let nodes = structure.nodes.iter().zip(used);
    nodes
        .map(|(node, &used)| match node.role {
            Role::Heading(level) if used => {
                deepest = level.min(deepest + 1);
                Some(deepest)
            }
            _ => None,
        })
        .collect()
}

fn kid_object(kid: &Kid, elements: &[ObjectId], pages: &[ObjectId]) -> Option<Object> {
    Some(match kid {
        Kid::Node(node) => Object::Reference(*elements.get(node.0 as usize)?),
        Kid::Content(page, identifier) => dictionary([
            ("Type", "MCR".into()),
            ("Pg", Object::Reference(*pages.get(*page)?)),
            ("MCID", (*identifier as i64).into()),
        ])
        .into(),
        Kid::Link(page, annotation) => dictionary([
            ("Type", "OBJR".into()),
            ("Pg", Object::Reference(*pages.get(*page)?)),
            ("Obj", Object::Reference(*annotation)),
        ])
        .into(),
    })
}

fn attributes(dict: &mut Dictionary, pictures: &BTreeMap<NodeId, Corners>, node: NodeId, role: &Role) {
    match role {
        Role::Figure { alt } => {
            dict.set("Alt", text(alt));
            if let Some(area) = pictures.get(&node) {
                let layout = dictionary([
                    ("O", "Layout".into()),
                    ("Placement", "Block".into()),
                    ("BBox", Object::Array(area.map(Object::from).to_vec())),
                ]);
                dict.set("A", layout);
            }
        }
        Role::TableCell { header, columns, rows } => {
            let mut table = dictionary([("O", "Table".into())]);
            if let Some(scope) = header {
                table.set(
                    "Scope",
                    match scope {
                        HeaderScope::Column => "Column",
                        HeaderScope::Row => "Row",
                    },
                );
            }
            for (key, &span) in [("ColSpan", columns), ("RowSpan", rows)] {
                if span > 1 {
                    table.set(key, i64::from(span));
                }
            }
            if table.len() > 1 {
                dict.set("A", table);
            }
        }
        // Every note has to have an identifier (ISO 14289-1, 7.9).
        Role::Note => dict.set("ID", text(&format!("note-{}", node.0))),
        Role::Section { title } => dict.set("T", text(title)),
        Role::Document
        | Role::Story
        | Role::Heading(_)
        | Role::Paragraph
        | Role::Quote
        | Role::List
        | Role::ListItem
        | Role::ListLabel
        | Role::ListBody
        | Role::FigureGroup
        | Role::Caption
        | Role::Table
        | Role::TableRow
        | Role::Contents
        | Role::ContentsEntry
        | Role::Reference
        | Role::Link(_) => {}
    }
}

/// Where each figure's picture stands.
fn picture_areas(drawn: &Drawn) -> BTreeMap<NodeId, Corners> {
    let shown = drawn.pages.iter().flat_map(|page| &page.pictures);
    shown.filter_map(|shown| Some((shown.node?, shown.area))).collect()
}

/// Page and upper edge of each part that a link leads to.
fn link_places(drawn: &Drawn) -> BTreeMap<NodeId, (usize, Pt)> {
    let parts = drawn.links.iter().filter_map(|target| match target {
        Target::Part { node, .. } => Some(*node),
        Target::Address(_) | Target::Story(_) => None,
    });
    let wanted: BTreeSet<NodeId> = parts.collect();
    let mut places = BTreeMap::new();
    if wanted.is_empty() {
        return places;
    }
    for (page, content) in drawn.pages.iter().enumerate() {
        for (&node, &top) in content.marked.iter().zip(&content.tops) {
            let mut at = Some(node);
            while let Some(node) = at {
                if wanted.contains(&node) {
                    places.entry(node).or_insert((page, top));
                }
                at = drawn.structure.nodes.get(node.0 as usize).and_then(|node| node.parent);
            }
        }
    }
    places
}

fn annotation(
    drawn: &Drawn,
    link: &DrawnLink,
    page: ObjectId,
    (pages, places): (&[ObjectId], &BTreeMap<NodeId, (usize, Pt)>),
    key: i64,
) -> Dictionary {
    const PRINT: i64 = 4;
    let mut dict = dictionary([
        ("Type", "Annot".into()),
        ("Subtype", "Link".into()),
        ("Rect", Object::Array(link.area.map(Object::from).to_vec())),
        ("Border", Object::Array([0, 0, 0].map(Object::from).to_vec())),
        ("F", PRINT.into()),
        ("P", Object::Reference(page)),
        ("StructParent", key.into()),
    ]);
    match drawn.links.get(link.link) {
        Some(Target::Address(address)) => {
            dict.set("Contents", text(address));
            dict.set("A", dictionary([("Type", "Action".into()), ("S", "URI".into()), ("URI", uri(address))]));
        }
        Some(Target::Story(story)) => {
            let story = drawn.stories.get(*story);
            dict.set("Contents", text(story.map_or("", |story| &story.title)));
            if let Some(&page) = story.and_then(|story| pages.get(story.page)) {
                dict.set("Dest", top_of(page));
            }
        }
        Some(Target::Part { node, words }) => {
            dict.set("Contents", text(words));
            let place = places.get(node).and_then(|(page, top)| Some((*pages.get(*page)?, *top)));
            if let Some((page, top)) = place {
                dict.set("Dest", place_on(page, top));
            }
        }
        None => {}
    }
    dict
}

/// An address as PDF holds it: seven-bit (ISO 32000-1, 12.6.4.7), everything else as percent-encoded UTF-8.
fn uri(address: &str) -> Object {
    let mut bytes = Vec::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            bytes.push(byte);
        } else {
            bytes.extend_from_slice(format!("%{byte:02X}").as_bytes());
        }
    }
    Object::String(bytes, lopdf::StringFormat::Literal)
}
