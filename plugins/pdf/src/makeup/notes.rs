//! Notes and the marks in the text that lead to them: who leads where.

use std::collections::BTreeMap;

use pressroom_core::{Block, Diagnostic, Note, NoteReference, Span, losses, note_references, notes, plain_text};

use super::body::{Body, Frame, hairline};
use super::desk::{Desk, FORMAT};
use crate::page::{NodeId, Pt, Role, Target};
use crate::text::set_lines::Alignment;

/// The notes of a story by their names, and how far they are set.
#[derive(Debug, Default)]
pub struct NoteMarks {
    by_note: BTreeMap<String, Named>,
}

#[derive(Debug, Default)]
struct Named {
    /// What the first mark shows; nothing when no mark leads here.
    words: String,
    /// The note's part, once it is set.
    note: Option<NodeId>,
    /// The first mark's part, once it is set.
    mark: Option<NodeId>,
    /// Links that lead to the note.
    links: Vec<usize>,
    /// The link that leads back.
    back: Option<usize>,
}

/// A piece of text that leads somewhere: its part in the structure, and the link.
#[derive(Clone, Debug)]
pub struct Leading {
    pub words: String,
    pub node: NodeId,
    pub link: usize,
}

impl NoteMarks {
    pub fn of(body: &[Block]) -> Self {
        let ids = notes(body).into_iter().filter_map(|note| note.id.clone());
        let mut by_note: BTreeMap<String, Named> = ids.map(|id| (id, Named::default())).collect();
        if by_note.is_empty() {
            return NoteMarks::default();
        }
        for reference in note_references(body) {
            let words = plain_text(&reference.content);
            if let Some(named) = by_note.get_mut(&reference.note).filter(|named| named.words.is_empty()) {
                words.trim().clone_into(&mut named.words);
            }
        }
        NoteMarks { by_note }
    }
}

/// The link of a mark in the paragraph `node`. `None` where no note has its name: this is told.
pub fn mark(
    desk: &mut Desk<'_, '_>,
    reference: &NoteReference,
    node: NodeId,
    source: &Option<Span>,
) -> Option<(NodeId, usize)> {
    let words = plain_text(&reference.content).trim().to_owned();
    if !desk.notes.by_note.contains_key(&reference.note) {
        let lost = Diagnostic::new(losses::NOTE_MISSING).arg("format", FORMAT).arg("note", &reference.note);
        desk.diagnostics.push(lost.arg("text", words).at(source));
        return None;
    }
    if words.is_empty() {
        return None;
    }
    let link = desk.link(Target::Part { node: NOWHERE, words });
    let part = desk.layout.structure.add(Some(node), Role::Reference);
    let link_node = desk.layout.structure.add(Some(part), Role::Link(link));
    let named = desk.notes.by_note.get_mut(&reference.note)?;
    named.links.push(link);
    let (note, back) = (named.note, named.back.filter(|_| named.mark.is_none()));
    named.mark.get_or_insert(part);
    lead(desk, Some(link), note);
    lead(desk, back, Some(part));
    Some((link_node, link))
}

/// A mark inside of a link cannot lead anywhere itself; its note still leads back to it.
pub fn mark_in_link(desk: &mut Desk<'_, '_>, reference: &NoteReference, node: NodeId, source: &Option<Span>) {
    let lost = Diagnostic::new(losses::INLINE_FLATTENED).arg("format", FORMAT).arg("kind", "note_reference");
    desk.diagnostics.push(lost.at(source));
    let Some(named) = desk.notes.by_note.get_mut(&reference.note) else { return };
    let back = named.back.filter(|_| named.mark.is_none());
    named.mark.get_or_insert(node);
    lead(desk, back, Some(node));
}

impl Body {
    /// A note between rules. Notes that follow each other, as at a story's end, share them.
    pub fn note(&mut self, desk: &mut Desk<'_, '_>, note: &Note, frame: &Frame) {
        const ABOVE: Pt = 1.5;
        const BELOW: Pt = 2.5;
        let scale = &desk.sheet.scale;
        let node = desk.layout.structure.add(Some(frame.node), Role::Note);
        let inner = Frame { style: scale.note, alignment: Alignment::Start, node, depth: frame.depth + 1, ..*frame };
        let before = self.note_end.filter(|(row, _)| row + 1 == self.rows.len());
        if before.is_none() {
            self.space(1);
        } else {
            self.take_back_space();
        }
        let first = self.rows.len();
        self.start_flush();
        self.note_mark = back(desk, note, node);
        self.blocks(desk, &note.content, &inner);
        self.note_mark = None;
        let last = self.rows.len();
        if last > first {
            let rule = |y: Pt| hairline(scale, frame.x, y, frame.width, scale.rule_colour);
            match before {
                Some((row, item)) => drop(self.rows.get_mut(row).map(|row| row.items.remove(item))),
                None => self.rows.get_mut(first).into_iter().for_each(|row| row.items.push(rule(-ABOVE))),
            }
            if let Some(row) = self.rows.last_mut() {
                row.items.push(rule(row.shape.lines as Pt * self.leading + BELOW));
                self.note_end = Some((last - 1, row.items.len() - 1));
            }
        }
        self.space(1);
        self.start_flush();
    }
}

/// What a note that is `node` begins with: its mark, which leads back to the text.
fn back(desk: &mut Desk<'_, '_>, note: &Note, node: NodeId) -> Option<Leading> {
    let id = note.id.as_ref()?;
    let named = desk.notes.by_note.get_mut(id)?;
    if named.note.is_some() {
        let lost = Diagnostic::new(losses::NOTE_TWICE).arg("format", FORMAT).arg("note", id);
        desk.diagnostics.push(lost.at(&note.span));
        return None;
    }
    named.note = Some(node);
    let (links, mark, words) = (named.links.clone(), named.mark, named.words.clone());
    for link in links {
        lead(desk, Some(link), Some(node));
    }
    if words.is_empty() {
        return None;
    }
    let link = desk.link(Target::Part { node: NOWHERE, words: words.clone() });
    let label = desk.layout.structure.add(Some(node), Role::ListLabel);
    let link_node = desk.layout.structure.add(Some(label), Role::Link(link));
    if let Some(named) = desk.notes.by_note.get_mut(id) {
        named.back = Some(link);
    }
    lead(desk, Some(link), mark);
    Some(Leading { words, node: link_node, link })
}

/// Until the part is set that a link leads to.
const NOWHERE: NodeId = NodeId(u32::MAX);

fn lead(desk: &mut Desk<'_, '_>, link: Option<usize>, to: Option<NodeId>) {
    if let (Some(Target::Part { node, .. }), Some(to)) = (link.and_then(|link| desk.layout.links.get_mut(link)), to) {
        *node = to;
    }
}
