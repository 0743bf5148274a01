//! The clusters of a line gathered into glyph runs.

use super::elastic::Growth;
use super::fonts::Fonts;
use super::kashida::TATWEEL;
use super::shape::{Cluster, ClusterKind, Shaped};
use super::style::Style;
use crate::page::{Glyph, GlyphRun, Item, Mark, NodeId, Pt, Rect};

/// Thickness of the line under a link.
const UNDERLINE: Pt = 0.35;

/// The hyphen that a divided word gets, in the font of the letter before it.
pub fn hyphen_glyph(fonts: &Fonts, shaped: &Shaped, last: &Cluster) -> Glyph {
    let size = shaped.size(last);
    let font = fonts.get(last.font);
    let id = font.and_then(|font| ['\u{2010}', '-'].into_iter().find_map(|c| font.data.charmap().map_unicode(c)));
    let id = id.and_then(|id| u16::try_from(id.to_u32()).ok()).unwrap_or_default();
    let thousandths = font.map_or(0, |font| font.width_thousandths(id));
    Glyph { id, advance: thousandths as f32 / 1000.0 * size, offset: (0.0, 0.0), text: (0, 0) }
}

/// More letters than this are not told of one glyph, as no reader's program takes them (a ToUnicode entry has 512 bytes):
/// they are shared out among the glyphs of their cluster.
const MOST_LETTERS_OF_A_GLYPH: usize = 32;

/// Which bytes of a cluster's text each of its glyphs stands for, where they can be told apart.
fn parts(text: &str, glyphs: usize, backwards: bool) -> Option<Vec<(u32, u32)>> {
    let letters = text.chars().count();
    // From right to left a letter and its marks can be told apart: as many glyphs as letters, in reverse.
    let apart = backwards && letters == glyphs;
    if glyphs < 2 || !(apart || letters > MOST_LETTERS_OF_A_GLYPH) {
        return None;
    }
    let each = letters.div_ceil(glyphs);
    let starts: Vec<u32> = text.char_indices().step_by(each).map(|(at, _)| at as u32).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len() as u32]);
    let mut parts: Vec<(u32, u32)> = starts.iter().copied().zip(ends).collect();
    if backwards {
        parts.reverse();
    }
    Some(parts)
}

/// The stroke that joins a letter with the one on its left, of as many pieces as it takes: they lie over each other.
fn strokes(fonts: &Fonts, cluster: &Cluster, size: Pt, length: Pt) -> Vec<Glyph> {
    let font = fonts.get(cluster.font).filter(|_| length > 0.0);
    let Some((font, id)) = font.and_then(|font| Some((font, font.glyph_of(TATWEEL)?))) else { return Vec::new() };
    let piece = font.width_thousandths(id) as f32 / 1000.0 * size;
    if piece <= 0.0 {
        return Vec::new();
    }
    const MOST_PIECES: f32 = 16.0;
    let count = (length / piece).ceil().clamp(1.0, MOST_PIECES);
    let advance = length / count;
    // The last one ends where the letter begins.
    let step = if count > 1.0 { (length - piece) / (count - 1.0) } else { 0.0 };
    let first = if count > 1.0 { 0.0 } else { length - piece };
    let place = |at: usize| (first + at as f32 * (step - advance), 0.0);
    (0..count as usize).map(|at| Glyph { id, advance, offset: place(at), text: (0, 0) }).collect()
}

/// Gathers clusters into runs of one style.
pub struct Runs<'s> {
    pub fonts: &'s Fonts,
    pub shaped: &'s Shaped,
    pub node: Option<NodeId>,
    /// What justification does to the line.
    pub growth: &'s Growth,
    /// What it puts between letters, in parts of the size.
    pub tracking_em: f32,
    /// The same between letters of Chinese and Japanese.
    pub square_tracking_em: f32,
    /// With the place in the text where each run begins.
    pub items: Vec<(u32, Item)>,
    pub open: Option<Open>,
}

/// A run being gathered.
pub struct Open {
    range: u16,
    /// Where the next glyph would stand.
    pen: Pt,
    /// Of the text.
    start: u32,
    /// Runs from right to left: then each word is a run of its own.
    backwards: bool,
    run: GlyphRun,
}

impl Runs<'_> {
    /// `stroke` is the part of the room in which an Arabic letter is joined to the next, on its left.
    pub fn add(&mut self, cluster: &Cluster, x: Pt, room: Pt, stroke: Pt) {
        let Some(style) = self.shaped.style(cluster) else { return };
        self.open_for(cluster, &style, x);
        let Some(Open { pen, start, run, .. }) = &mut self.open else { return };
        *start = cluster.start.min(*start);
        let text = self.shaped.letters(cluster);
        let from = run.text.len() as u32;
        run.text.push_str(text);
        let to = run.text.len() as u32;
        let first = cluster.first_glyph as usize;
        let glyphs = self.shaped.glyphs.get(first..first + usize::from(cluster.glyph_count)).unwrap_or_default();
        let backwards = cluster.level % 2 == 1;
        let drawn = strokes(self.fonts, cluster, style.size * run.widened, stroke);
        let parts = if drawn.is_empty() { parts(text, glyphs.len(), backwards) } else { None };
        // The strokes are read as the letter that they belong to.
        let of_strokes = drawn.len();
        for (index, glyph) in drawn.into_iter().enumerate() {
            run.glyphs.push(Glyph { text: if index == 0 { (from, to) } else { (to, to) }, ..glyph });
        }
        for (index, glyph) in glyphs.iter().enumerate() {
            let last = index + 1 == glyphs.len();
            let advance = glyph.advance + if last { room - cluster.advance - stroke } else { 0.0 };
            let text = match &parts {
                Some(parts) => parts.get(index).map_or((to, to), |&(start, end)| (from + start, from + end)),
                None if index + of_strokes == 0 => (from, to),
                None => (to, to),
            };
            let offset = (glyph.offset.0 * run.widened, glyph.offset.1);
            run.glyphs.push(Glyph { id: glyph.id, advance, offset, text });
        }
        *pen = x + room;
    }

    /// The text of a hyphen that only the line's end makes is a soft hyphen.
    pub fn add_hyphen(&mut self, last: &Cluster, x: Pt, glyph: Glyph) {
        let Some(style) = self.shaped.style(last) else { return };
        self.open_for(last, &style, x);
        let Some(Open { pen, run, .. }) = &mut self.open else { return };
        let from = run.text.len() as u32;
        run.text.push('\u{ad}');
        run.glyphs.push(Glyph { text: (from, run.text.len() as u32), ..glyph });
        *pen = x + glyph.advance;
    }

    fn open_for(&mut self, cluster: &Cluster, style: &Style, x: Pt) {
        const TOUCHING: Pt = 0.001;
        let foreign = cluster.script.is_foreign_in(self.shaped.story_script);
        let language = if foreign { cluster.script.language() } else { None };
        let backwards = cluster.level % 2 == 1;
        let widened = self.growth.width_of(cluster.script);
        let same = |open: &Open| {
            let touching = (open.pen - x).abs() < TOUCHING;
            let alike = open.range == cluster.range && open.run.font == cluster.font && open.run.language == language;
            // In a right-to-left stretch the space stands left of the word that it follows.
            let other_word = backwards && cluster.kind == ClusterKind::Space;
            alike && touching && open.run.widened == widened && open.backwards == backwards && !other_word
        };
        if self.open.as_ref().is_some_and(same) {
            return;
        }
        self.close();
        let run = GlyphRun {
            x,
            y: -style.rise,
            font: cluster.font,
            size: style.size,
            colour: style.colour,
            tracking: style.size
                * if self.fonts.is_shipped(cluster.font) && cluster.script.may_be_tracked() {
                    style.tracking_em + self.tracking_em
                } else if cluster.script.is_squared() {
                    style.tracking_em + self.square_tracking_em
                } else {
                    0.0
                },
            widened,
            language,
            glyphs: Vec::new(),
            text: String::new(),
        };
        self.open = Some(Open { range: cluster.range, pen: x, start: cluster.start, backwards, run });
    }

    fn close(&mut self) {
        let Some(Open { range, pen, start, run, .. }) = self.open.take() else { return };
        let range = self.shaped.rich.ranges.get(usize::from(range));
        let owner = range.and_then(|range| range.node).or(self.node);
        if let Some(link) = range.and_then(|range| range.link) {
            let width = pen - run.x;
            let area = Rect { x: run.x, y: run.y - run.size * 0.8, width, height: run.size };
            self.items.push((start, Item { owner, mark: Mark::Link(link, area) }));
            // Under a raised mark a line would be read as a part of it.
            let raised = run.y != 0.0;
            let line = Rect { x: run.x, y: run.y + run.size * 0.16, width, height: UNDERLINE };
            if !raised {
                self.items.push((start, Item { owner: None, mark: Mark::Fill(line, run.colour) }));
            }
        }
        self.items.push((start, Item { owner, mark: Mark::Glyphs(run) }));
    }

    pub fn finish(mut self) -> Vec<Item> {
        self.close();
        // In the order of the text (ISO 32000-1, 14.8.2.3), not from left to right.
        self.items.sort_by_key(|(start, _)| *start);
        self.items.into_iter().map(|(_, item)| item).collect()
    }
}
