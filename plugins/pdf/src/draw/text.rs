//! Glyph runs to text operators.

use super::content::{Content, Shown};
use super::fonts::{RunCluster, UsedFont, UsedGlyphs, clusters};
use super::rounded;
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
    /// Less 1.
    widened: f32,
}

impl<'e> Pen<'e> {
    pub fn new(used: &'e UsedGlyphs, page_height: Pt) -> Self {
        Pen { used, page_height, state: None }
    }

    /// Ends the text object, so that something else can be drawn.
    pub fn lift(&mut self, out: &mut Content) {
        if let Some(state) = self.state.take() {
            if state.tracking != 0.0 {
                out.character_spacing(0.0);
            }
            if state.widened != 0.0 {
                out.horizontal_scaling(1.0);
            }
            out.end_text();
        }
    }

    pub fn show(&mut self, run: &GlyphRun, out: &mut Content) {
        let Some(font) = self.used.get(run.font) else { return };
        if self.state.is_none() {
            out.begin_text();
        }
        let state = self.state.get_or_insert_default();
        if state.font != Some((run.font, run.size)) {
            state.font = Some((run.font, run.size));
            out.font(&font.resource.0, run.size);
        }
        if state.colour != Some(run.colour) {
            state.colour = Some(run.colour);
            out.fill_colour(run.colour);
        }
        let scale = if run.widened > 0.0 { run.widened } else { 1.0 };
        if state.widened != scale - 1.0 {
            state.widened = scale - 1.0;
            out.horizontal_scaling(scale);
        }
        // Widened with the glyphs (ISO 32000-1, 9.4.4).
        let tracking = rounded(run.tracking / scale);
        if state.tracking != tracking {
            state.tracking = tracking;
            out.character_spacing(tracking);
        }
        if let Some(language) = run.language {
            out.begin_language(language);
        }
        let mut line = Line {
            font,
            run,
            tracking,
            scale,
            y: self.page_height - run.y,
            wanted: 0.0,
            reached: 0.0,
            raised: f32::NAN,
            items: Vec::new(),
        };
        for cluster in clusters(run) {
            line.cluster(&cluster, out);
        }
        line.flush(out);
        if run.language.is_some() {
            out.end_marked();
        }
    }
}

/// One run being written. Positions are thousandths of the size as widened, from the run's start.
struct Line<'e> {
    font: &'e UsedFont,
    run: &'e GlyphRun,
    tracking: Pt,
    scale: f32,
    y: Pt,
    /// Where the next glyph should be drawn.
    wanted: f64,
    /// Where the reader's program will draw it.
    reached: f64,
    /// The height above the baseline that the reader's program draws at; not a number before the first glyph.
    raised: Pt,
    items: Vec<Shown>,
}

impl Line<'_> {
    fn cluster(&mut self, cluster: &RunCluster<'_>, out: &mut Content) {
        let plain = match cluster.glyphs {
            [glyph] => self.font.glyph(glyph.id).is_some_and(|known| known.text == cluster.text),
            _ => false,
        };
        if plain || cluster.text.is_empty() {
            self.glyphs(cluster, out);
            return;
        }
        // The glyphs alone would be read as something else.
        self.flush(out);
        out.begin_actual_text(cluster.text);
        self.glyphs(cluster, out);
        self.flush(out);
        out.end_marked();
    }

    fn glyphs(&mut self, cluster: &RunCluster<'_>, out: &mut Content) {
        let size = f64::from(self.run.size.max(f32::MIN_POSITIVE));
        let per_size = 1000.0 / (size * f64::from(self.scale));
        for glyph in cluster.glyphs {
            let Some(known) = self.font.glyph(glyph.id) else { continue };
            let place = self.wanted + f64::from(glyph.offset.0) * per_size;
            if self.raised != glyph.offset.1 {
                self.flush(out);
                self.raised = glyph.offset.1;
                let x = f64::from(self.run.x) + place / per_size;
                out.text_at(x as f32, self.y + glyph.offset.1);
                self.reached = place;
            }
            // Tenths of a thousandth: the error never adds up, as each step starts from where the last one led.
            let step = ((self.reached - place) * 10.0).round() / 10.0;
            if step != 0.0 {
                self.items.push(Shown::Back(step));
                self.reached -= step;
            }
            self.items.push(Shown::Glyph(known.id));
            self.reached += known.width as f64 + f64::from(self.tracking) * 1000.0 / size;
            self.wanted += f64::from(glyph.advance) * per_size;
        }
    }

    fn flush(&mut self, out: &mut Content) {
        if !self.items.is_empty() {
            out.show(&self.items);
            self.items.clear();
        }
    }
}
