//! Notes and the marks that lead to them. Which names are notes' is known before the text is read.

use std::collections::BTreeSet;

use pressroom_core::{Block, Inline, Note, NoteReference, RemovedKind};
use pressroom_html_read::notes::{Says, fragment, holds_notes, is_back_link, is_mark, is_note, is_only_a_sign};

use pressroom_nitf::note_prefix;

use super::Body;
use super::role::{Role, has_class};
use crate::reader::tree::Element;

impl Says for Element {
    fn says(&self, name: &str) -> Option<&str> {
        let (prefix, name) = name.split_once(':').unwrap_or(("", name));
        let own = self.attributes.iter().find(|attribute| attribute.prefix == prefix && attribute.name == name);
        own.map(|attribute| attribute.value.as_str())
    }
}

pub fn holds(element: &Element) -> bool {
    holds_notes(element)
}

/// The names of the notes in a text.
pub fn names(root: &Element) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    gather_marks(root, false, None, &mut marks);
    let mut names = BTreeSet::new();
    gather_names(root, false, &marks, &mut names);
    names
}

/// Raised links into the page, and those that say what they are.
fn gather_marks(element: &Element, raised: bool, link: Option<&str>, marks: &mut BTreeSet<String>) {
    let role = Role::of(element);
    let raised = raised || role == Role::Superscript;
    let own = element.value("href").filter(|_| role == Role::Link);
    let link = own.or(link);
    if (raised || (own.is_some() && is_mark(element)))
        && let Some(name) = link.and_then(fragment)
    {
        marks.insert(name);
    }
    element.elements().for_each(|inner| gather_marks(inner, raised, link, marks));
}

fn gather_names(element: &Element, among_notes: bool, marks: &BTreeSet<String>, names: &mut BTreeSet<String>) {
    let id = element.value("id").filter(|_| !holds(element));
    let named = id.filter(|id| {
        let name = element.name.to_ascii_lowercase();
        let is_item = among_notes && matches!(name.as_str(), "li" | "p" | "div");
        let may_be_one = matches!(name.as_str(), "aside" | "li" | "p" | "div" | "section" | "dd" | "note" | "fn");
        may_be_one && (is_item || name == "fn" || marks.contains(*id) || is_note(element))
    });
    names.extend(named.map(str::to_owned));
    // What is inside a note is not among notes.
    let among_notes = (among_notes || holds(element)) && named.is_none();
    element.elements().for_each(|inner| gather_names(inner, among_notes, marks, names));
}

impl Body<'_, '_> {
    pub fn is_named_note(&self, element: &Element) -> bool {
        let fits = Role::of(element).is_block() && !holds(element);
        fits && element.value("id").is_some_and(|id| self.notes.contains(id))
    }

    pub fn named_note(&mut self, element: &Element, out: &mut Vec<Block>) {
        let span = Some(self.context.places.span(&(element.at.start..element.end)));
        let outer = std::mem::replace(&mut self.in_note, true);
        let content = self.blocks(&element.children);
        self.in_note = outer;
        if !content.is_empty() {
            let id = element.value("id").map(|id| self.note_name(id));
            out.push(Block::Note(Note { id, content, span }));
        }
    }

    /// Without what our writer puts before it in NITF.
    fn note_name(&self, id: &str) -> String {
        let prefix = note_prefix(self.article.id.as_deref().unwrap_or_default());
        id.strip_prefix(&prefix).unwrap_or(id).to_owned()
    }

    /// A link into the page: a mark, or what leads back from a note. False when it is neither.
    pub fn mark(&mut self, element: &Element, out: &mut Vec<Inline>, preformatted: bool) -> bool {
        let back = self.in_note && is_back_link(element);
        let name = element.value("href").and_then(fragment);
        match name.filter(|_| !back) {
            Some(note) if self.notes.contains(&note) => {
                let mut content = Vec::new();
                self.inlines(&element.children, &mut content, preformatted);
                if let [Inline::Superscript(raised)] = content.as_mut_slice() {
                    content = std::mem::take(&mut raised.content);
                }
                out.push(Inline::NoteReference(NoteReference { note: self.note_name(&note), content }));
                true
            }
            Some(_) if self.in_note && is_only_a_sign(&element.line()) => self.take_off(element),
            None if back => self.take_off(element),
            Some(_) | None => false,
        }
    }

    /// The mark that stands before a note.
    pub fn is_mark_of_note(&self, element: &Element) -> bool {
        self.in_note && has_class(element, "note-mark")
    }

    pub fn take_off(&mut self, element: &Element) -> bool {
        self.remove(&element.line(), RemovedKind::Label, &(element.at.start..element.end));
        true
    }
}
