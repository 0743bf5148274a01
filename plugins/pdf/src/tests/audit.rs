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
    /// The largest tracking of its letters, in parts of the size.
    pub tracking_em: f32,
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
        let widest = widest.map(|glyph| (glyph.advance - run.tracking) / space).fold(0.0, f32::max);
        let lines = found.entry(owner).or_default();
        match lines.last_mut() {
            Some(last) if last.page == page && last.left == left && (last.baseline - run.y).abs() < 0.5 => {
                last.text.push_str(&run.text);
                last.widest_space = last.widest_space.max(widest);
                last.tracking_em = last.tracking_em.max(run.tracking / run.size);
            }
            Some(_) | None => lines.push(BodyLine {
                page,
                left,
                baseline: run.y,
                text: run.text.clone(),
                widest_space: widest,
                tracking_em: run.tracking / run.size,
            }),
        }
    }
    found
}

#[derive(Default)]
pub struct Tally {
    pub lines: usize,
    pub paragraphs: usize,
    pub stretched: Vec<String>,
    pub lone_words: Vec<String>,
    pub hyphens: usize,
}

pub fn faults(fonts: &Fonts, layout: &Layout) -> Vec<String> {
    let mut tally = Tally::default();
    count(fonts, layout, &mut tally);
    let head = format!(
        "{} lines, {} paragraphs, {} stretched, {} lone, {} hyphens",
        tally.lines,
        tally.paragraphs,
        tally.stretched.len(),
        tally.lone_words.len(),
        tally.hyphens
    );
    std::iter::once(head).chain(tally.stretched).chain(tally.lone_words).collect()
}

pub fn count(fonts: &Fonts, layout: &Layout, tally: &mut Tally) {
    for lines in paragraphs(fonts, layout, 9.4).into_values() {
        tally.paragraphs += usize::from(lines.len() > 1);
        tally.lines += lines.len();
        for (index, line) in lines.iter().enumerate() {
            tally.hyphens += usize::from(line.text.ends_with('\u{ad}'));
            if index + 1 < lines.len() && line.widest_space > 1.5 {
                tally
                    .stretched
                    .push(format!("stretched {:.2} {:.3}: {}", line.widest_space, line.tracking_em, line.text));
            }
        }
        if let [.., before, last] = lines.as_slice()
            && !last.text.trim().contains(' ')
        {
            tally.lone_words.push(format!("lone of {}: {} | {}", lines.len(), before.text, last.text));
        }
    }
}
