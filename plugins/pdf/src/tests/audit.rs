//! The faults that an editor would mark in a set text: stretched lines, words and lines left alone.

use std::collections::BTreeMap;

use super::*;
use crate::page::{GlyphRun, NodeId, Rect, Role};

/// A line of a paragraph in the body's size.
#[derive(Debug)]
pub struct BodyLine {
    pub page: usize,
    /// Of its column, in points.
    pub left: i32,
    pub baseline: f32,
    pub text: String,
    /// The widest of its spaces, in parts of the font's own.
    pub widest_space: f32,
}

pub fn runs(layout: &Layout) -> impl Iterator<Item = (usize, Option<NodeId>, &GlyphRun)> {
    layout.pages.iter().enumerate().flat_map(|(page, made)| {
        made.items.iter().filter_map(move |item| match &item.mark {
            Mark::Glyphs(run) => Some((page, item.owner, run)),
            Mark::Fill(..) | Mark::Picture(..) | Mark::Link(..) => None,
        })
    })
}

/// The lines of each paragraph of `body_size`, in order.
pub fn paragraphs(fonts: &Fonts, layout: &Layout, body_size: f32) -> BTreeMap<NodeId, Vec<BodyLine>> {
    let mut found: BTreeMap<NodeId, Vec<BodyLine>> = BTreeMap::new();
    let columns: Vec<&(usize, Rect)> = layout.stories.iter().flat_map(|story| &story.areas).collect();
    for (page, owner, run) in runs(layout) {
        let Some(owner) = owner.filter(|_| (run.size - body_size).abs() < 1e-3) else { continue };
        if layout.structure.nodes[owner.0 as usize].role != Role::Paragraph {
            continue;
        }
        const HANGING: f32 = 8.0;
        let inside = |area: &&&(usize, Rect)| {
            let (on, area) = &***area;
            *on == page && run.x > area.x - HANGING && run.x < area.x + area.width + HANGING
        };
        let left = columns.iter().find(inside).map_or(0, |(_, area)| area.x as i32);
        let font = fonts.get(run.font).unwrap();
        let space =
            font.glyph_of(' ').map_or(f32::MAX, |glyph| font.width_thousandths(glyph) as f32 / 1000.0 * run.size);
        let letters = |glyph: &crate::page::Glyph| &run.text[glyph.text.0 as usize..glyph.text.1 as usize];
        let widest = run.glyphs.iter().filter(|glyph| letters(glyph) == " ");
        let widest = widest.map(|glyph| glyph.advance / space).fold(0.0, f32::max);
        let lines = found.entry(owner).or_default();
        match lines.last_mut() {
            Some(last) if last.page == page && last.left == left && (last.baseline - run.y).abs() < 0.5 => {
                last.text.push_str(&run.text);
                last.widest_space = last.widest_space.max(widest);
            }
            Some(_) | None => {
                lines.push(BodyLine { page, left, baseline: run.y, text: run.text.clone(), widest_space: widest })
            }
        }
    }
    found
}

/// What an editor would count in a set text.
#[derive(Default)]
pub struct Tally {
    pub lines: usize,
    pub paragraphs: usize,
    /// Justified lines with a space of more than half again its own width.
    pub stretched: Vec<String>,
    /// Paragraphs whose last line is one word or a part of one.
    pub lone_words: Vec<String>,
    /// Columns that begin or end with one line of a paragraph.
    pub lone_lines: Vec<String>,
    pub hyphens: usize,
}

impl Tally {
    pub fn count(&mut self, name: &str, fonts: &Fonts, layout: &Layout, body_size: f32) {
        const WIDEST_SPACE: f32 = 1.505;
        for lines in paragraphs(fonts, layout, body_size).into_values() {
            self.paragraphs += usize::from(lines.len() > 1);
            self.lines += lines.len();
            self.hyphens += lines.iter().filter(|line| line.text.ends_with('\u{ad}')).count();
            for line in lines.iter().rev().skip(1).filter(|line| line.widest_space > WIDEST_SPACE) {
                self.stretched.push(format!("{name}: {:.2} {}", line.widest_space, line.text));
            }
            if let [.., before, last] = lines.as_slice()
                && !last.text.trim().contains(' ')
            {
                self.lone_words.push(format!("{name}: {} | {}", before.text, last.text));
            }
            let parts: Vec<&[BodyLine]> = lines.chunk_by(|a, b| (a.page, a.left) == (b.page, b.left)).collect();
            let lone = parts.iter().filter(|part| parts.len() > 1 && part.len() == 1).flat_map(|part| part.iter());
            self.lone_lines.extend(lone.map(|line| format!("{name}: {}", line.text)));
        }
    }
}
