//! The outline (ISO 32000-1, 12.3.3) and the page labels (12.4.2).

use lopdf::{Dictionary, Document, Object, ObjectId, Result};

use super::{dictionary, text};
use crate::draw::{Drawn, DrawnPage};
use crate::page::{Pt, Section};

pub fn add(document: &mut Document, drawn: &Drawn, sections: &[Section], pages: &[ObjectId]) -> Result<()> {
    page_labels(document, &drawn.pages)?;
    let entries = entries(drawn, sections, pages);
    if entries.is_empty() {
        return Ok(());
    }
    let root = document.new_object_id();
    let mut outlines = dictionary([("Type", "Outlines".into())]);
    hang(document, &mut outlines, root, &entries, true);
    document.set_object(root, outlines);
    document.catalog_mut()?.set("Outlines", Object::Reference(root));
    Ok(())
}

/// The upper end of a page, at the size that the reader has chosen.
pub fn top_of(page: ObjectId) -> Object {
    Object::Array(vec![Object::Reference(page), "XYZ".into(), Object::Null, Object::Null, Object::Null])
}

/// A height on a page, in points from its lower edge.
pub fn place_on(page: ObjectId, top: Pt) -> Object {
    Object::Array(vec![Object::Reference(page), "XYZ".into(), Object::Null, top.into(), Object::Null])
}

fn page_labels(document: &mut Document, pages: &[DrawnPage]) -> Result<()> {
    let mut ranges = Vec::new();
    let mut expected = None;
    for (index, page) in pages.iter().enumerate() {
        if expected != Some(page.folio) {
            let label = dictionary([("S", "D".into()), ("St", i64::from(page.folio).into())]);
            ranges.extend([Object::from(index as i64), label.into()]);
        }
        expected = Some(page.folio.saturating_add(1));
    }
    document.catalog_mut()?.set("PageLabels", dictionary([("Nums", Object::Array(ranges))]));
    Ok(())
}

struct Entry<'d> {
    title: &'d str,
    page: ObjectId,
    below: Vec<Entry<'d>>,
}

fn entries<'d>(drawn: &'d Drawn, sections: &'d [Section], pages: &[ObjectId]) -> Vec<Entry<'d>> {
    let mut stories = drawn.stories.iter().map(|story| {
        let page = pages.get(story.page).copied();
        page.map(|page| Entry { title: &story.title, page, below: Vec::new() })
    });
    let titled = |entry: &Entry<'_>| !entry.title.trim().is_empty();
    let mut entries = Vec::new();
    for section in sections {
        let all: Vec<Entry<'_>> = stories.by_ref().take(section.stories).flatten().collect();
        let first = all.first().map(|first| first.page);
        let below: Vec<Entry<'_>> = all.into_iter().filter(titled).collect();
        match first {
            Some(page) if !section.title.trim().is_empty() => {
                entries.push(Entry { title: &section.title, page, below });
            }
            Some(_) | None => entries.extend(below),
        }
    }
    entries.extend(stories.flatten().filter(titled));
    entries
}

/// Adds entries below `parent`. Lower levels are closed: an edition has hundreds of stories.
fn hang(document: &mut Document, parent: &mut Dictionary, parent_id: ObjectId, entries: &[Entry<'_>], open: bool) {
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    for (index, (entry, &id)) in entries.iter().zip(&ids).enumerate() {
        let mut dict = dictionary([
            ("Title", text(entry.title)),
            ("Parent", Object::Reference(parent_id)),
            ("Dest", top_of(entry.page)),
        ]);
        let neighbours = [("Prev", index.checked_sub(1)), ("Next", index.checked_add(1))];
        for (key, neighbour) in neighbours {
            if let Some(&neighbour) = neighbour.and_then(|at| ids.get(at)) {
                dict.set(key, Object::Reference(neighbour));
            }
        }
        if !entry.below.is_empty() {
            hang(document, &mut dict, id, &entry.below, false);
        }
        document.set_object(id, dict);
    }
    let count = ids.len() as i64;
    parent.set("Count", if open { count } else { -count });
    for (key, id) in [("First", ids.first()), ("Last", ids.last())] {
        if let Some(&id) = id {
            parent.set(key, Object::Reference(id));
        }
    }
}
