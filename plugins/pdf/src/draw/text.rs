//! Glyph runs to text operators.

use std::collections::BTreeMap;

use printpdf::{Codepoint, DictItem, Op, PdfFontHandle, Pt as PdfPt, TextItem, TextMatrix};

use super::fonts::{RunCluster, UsedFont, UsedGlyphs, clusters};
use super::{colour, rounded};
use crate::page::{Colour, GlyphRun, Pt};
use crate::text::fonts::FontId;

/// Shows runs within one marked piece; a text object is open while `state` is.
pub struct Pen<'e> {
    used: &'e UsedGlyphs,
    page_height: Pt,
    state: Option<State>,
}

/// What the reader's program holds at the moment.
#[derive(Default)]
struct State {
    font: Option<(FontId, Pt)>,
    colour: Option<Colour>,
    tracking: Pt,
}

impl<'e> Pen<'e> {
    pub fn new(used: &'e UsedGlyphs, page_height: Pt) -> Self {
        Pen { used, page_height, state: None }
    }

    /// Ends the text object, so that something else can be drawn.
    pub fn lift(&mut self, ops: &mut Vec<Op>) {
        if let Some(state) = self.state.take() {
            if state.tracking != 0.0 {
                ops.push(Op::SetCharacterSpacing { multiplier: 0.0 });
            }
            ops.push(Op::EndTextSection);
        }
    }

    pub fn show(&mut self, run: &GlyphRun, ops: &mut Vec<Op>) {
        let Some(font) = self.used.get(run.font) else { return };
        if self.state.is_none() {
            ops.push(Op::StartTextSection);
        }
        let state = self.state.get_or_insert_default();
        if state.font != Some((run.font, run.size)) {
            state.font = Some((run.font, run.size));
            ops.push(Op::SetFont { font: PdfFontHandle::External(font.resource.clone()), size: PdfPt(run.size) });
        }
        if state.colour != Some(run.colour) {
            state.colour = Some(run.colour);
            ops.push(Op::SetFillColor { col: colour(run.colour) });
        }
        let tracking = rounded(run.tracking);
        if state.tracking != tracking {
            state.tracking = tracking;
            ops.push(Op::SetCharacterSpacing { multiplier: tracking });
        }
        if let Some(language) = run.language {
            ops.push(span("Lang", DictItem::String { data: language.as_bytes().to_vec(), literal: true }));
        }
        let mut line = Line {
            font,
            run,
            tracking,
            y: self.page_height - run.y,
            wanted: 0.0,
            reached: 0.0,
            raised: f32::NAN,
            items: Vec::new(),
        };
        for cluster in clusters(run) {
            line.cluster(&cluster, ops);
        }
        line.flush(ops);
        if run.language.is_some() {
            ops.push(Op::EndMarkedContent);
        }
    }
}

/// Begins a stretch of text that has a property (ISO 32000-1, 14.9.2 and 14.9.4).
fn span(property: &str, value: DictItem) -> Op {
    let properties = DictItem::Dict { map: BTreeMap::from([(property.to_owned(), value)]) };
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties }
}

/// One run being written. Positions are thousandths of the size, from the run's start.
struct Line<'e> {
    font: &'e UsedFont,
    run: &'e GlyphRun,
    tracking: Pt,
    y: Pt,
    /// Where the next glyph should be drawn.
    wanted: f64,
    /// Where the reader's program will draw it.
    reached: f64,
    /// The height above the baseline that the reader's program draws at; not a number before the first glyph.
    raised: Pt,
    items: Vec<TextItem>,
}

impl Line<'_> {
    fn cluster(&mut self, cluster: &RunCluster<'_>, ops: &mut Vec<Op>) {
        let plain = match cluster.glyphs {
            [glyph] => self.font.glyph(glyph.id).is_some_and(|known| known.text == cluster.text),
            _ => false,
        };
        if plain || cluster.text.is_empty() {
            self.glyphs(cluster, ops);
            return;
        }
        // The glyphs alone would be read as something else.
        self.flush(ops);
        let mut text = vec![0xfe, 0xff];
        text.extend(cluster.text.encode_utf16().flat_map(u16::to_be_bytes));
        ops.push(span("ActualText", DictItem::String { data: text, literal: false }));
        self.glyphs(cluster, ops);
        self.flush(ops);
        ops.push(Op::EndMarkedContent);
    }

    fn glyphs(&mut self, cluster: &RunCluster<'_>, ops: &mut Vec<Op>) {
        let per_size = 1000.0 / f64::from(self.run.size.max(f32::MIN_POSITIVE));
        for glyph in cluster.glyphs {
            let Some(known) = self.font.glyph(glyph.id) else { continue };
            let place = self.wanted + f64::from(glyph.offset.0) * per_size;
            if self.raised != glyph.offset.1 {
                self.flush(ops);
                self.raised = glyph.offset.1;
                let x = f64::from(self.run.x) + place / per_size;
                let matrix = [1.0, 0.0, 0.0, 1.0, rounded(x as f32), rounded(self.y + glyph.offset.1)];
                ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(matrix) });
                self.reached = place;
            }
            // Tenths of a thousandth: the error never adds up, as each step starts from where the last one led.
            let step = ((self.reached - place) * 10.0).round() / 10.0;
            if step != 0.0 {
                self.items.push(TextItem::Offset(step as f32));
                self.reached -= step;
            }
            let codepoint = Codepoint { gid: known.id, offset: 0.0, cid: None };
            match self.items.last_mut() {
                Some(TextItem::GlyphIds(glyphs)) => glyphs.push(codepoint),
                Some(TextItem::Offset(_) | TextItem::Text(_)) | None => {
                    self.items.push(TextItem::GlyphIds(vec![codepoint]));
                }
            }
            self.reached += known.width as f64 + f64::from(self.tracking) * per_size;
            self.wanted += f64::from(glyph.advance) * per_size;
        }
    }

    fn flush(&mut self, ops: &mut Vec<Op>) {
        if !self.items.is_empty() {
            ops.push(Op::ShowText { items: std::mem::take(&mut self.items) });
        }
    }
}
