//! Article threads (ISO 32000-1, 12.4.3): a reader that follows one goes down a column and on to the next.

use lopdf::{Document, Object, ObjectId, Result};

use super::{dictionary, text};
use crate::draw::Drawn;
use crate::page::StoryOnPages;

pub fn add(document: &mut Document, drawn: &Drawn, pages: &[ObjectId]) -> Result<()> {
    let mut threads = Vec::new();
    let mut beads_of_pages: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    for story in &drawn.stories {
        if let Some(thread) = thread(document, drawn, story, pages, &mut beads_of_pages) {
            threads.push(Object::Reference(thread));
        }
    }
    for (page, beads) in pages.iter().zip(beads_of_pages) {
        if !beads.is_empty() {
            document.get_dictionary_mut(*page)?.set("B", Object::Array(beads));
        }
    }
    if !threads.is_empty() {
        document.catalog_mut()?.set("Threads", Object::Array(threads));
    }
    Ok(())
}

fn thread(
    document: &mut Document,
    drawn: &Drawn,
    story: &StoryOnPages,
    pages: &[ObjectId],
    beads_of_pages: &mut [Vec<Object>],
) -> Option<ObjectId> {
    let beads: Vec<ObjectId> = story.areas.iter().map(|_| document.new_object_id()).collect();
    let (&first, &last) = (beads.first()?, beads.last()?);
    let info = dictionary([("Title", text(&story.title))]);
    let thread = document.add_object(dictionary([
        ("Type", "Thread".into()),
        ("F", Object::Reference(first)),
        ("I", info.into()),
    ]));
    for (index, ((page, area), &bead)) in story.areas.iter().zip(&beads).enumerate() {
        // The beads of a thread form a ring.
        let next = beads.get(index + 1).copied().unwrap_or(first);
        let previous = index.checked_sub(1).and_then(|at| beads.get(at)).copied().unwrap_or(last);
        let height = drawn.pages.get(*page)?.height;
        let corners = [area.x, height - area.y - area.height, area.x + area.width, height - area.y];
        let mut entry = dictionary([
            ("Type", "Bead".into()),
            ("N", Object::Reference(next)),
            ("V", Object::Reference(previous)),
            ("P", Object::Reference(*pages.get(*page)?)),
            ("R", Object::Array(corners.map(Object::from).to_vec())),
        ]);
        if index == 0 {
            entry.set("T", Object::Reference(thread));
        }
        document.set_object(bead, entry);
        beads_of_pages.get_mut(*page)?.push(Object::Reference(bead));
    }
    Some(thread)
}
