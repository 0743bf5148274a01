//! The outline (ISO 32000-1, 12.3.3) and the page labels (12.4.2).

use lopdf::{Document, Object, ObjectId, Result};

use super::{dictionary, text};
use crate::page::Layout;

pub fn add(document: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Result<()> {
    page_labels(document, layout)?;
    outline(document, layout, pages)
}

fn page_labels(document: &mut Document, layout: &Layout) -> Result<()> {
    let mut ranges = Vec::new();
    let mut expected = None;
    for (index, page) in layout.pages.iter().enumerate() {
        if expected != Some(page.folio) {
            let label = dictionary([("S", "D".into()), ("St", i64::from(page.folio).into())]);
            ranges.extend([Object::from(index as i64), label.into()]);
        }
        expected = Some(page.folio.saturating_add(1));
    }
    document.catalog_mut()?.set("PageLabels", dictionary([("Nums", Object::Array(ranges))]));
    Ok(())
}

fn outline(document: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Result<()> {
    let entries: Vec<(&str, ObjectId)> = layout
        .stories
        .iter()
        .filter(|story| !story.title.trim().is_empty())
        .filter_map(|story| Some((story.title.as_str(), *pages.get(story.page)?)))
        .collect();
    if entries.is_empty() {
        return Ok(());
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    for (index, ((title, page), &id)) in entries.iter().zip(&ids).enumerate() {
        let to = [Object::Reference(*page), "XYZ".into(), Object::Null, Object::Null, Object::Null];
        let mut entry = dictionary([
            ("Title", text(title)),
            ("Parent", Object::Reference(root)),
            ("Dest", Object::Array(to.to_vec())),
        ]);
        let neighbours = [("Prev", index.checked_sub(1)), ("Next", index.checked_add(1))];
        for (key, neighbour) in neighbours {
            if let Some(&neighbour) = neighbour.and_then(|at| ids.get(at)) {
                entry.set(key, Object::Reference(neighbour));
            }
        }
        document.set_object(id, entry);
    }
    let mut outlines = dictionary([("Type", "Outlines".into()), ("Count", (ids.len() as i64).into())]);
    for (key, id) in [("First", ids.first()), ("Last", ids.last())] {
        if let Some(&id) = id {
            outlines.set(key, Object::Reference(id));
        }
    }
    document.set_object(root, outlines);
    document.catalog_mut()?.set("Outlines", Object::Reference(root));
    Ok(())
}
