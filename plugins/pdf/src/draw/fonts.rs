//! Which glyphs are used, what they stand for, and the fonts cut down to them.

use std::collections::BTreeMap;

use printpdf::{FontId as PdfFontId, FontMetrics, FontType, ParsedFont, PdfDocument, PdfFont, PdfFontMetricsStub};
use subsetter::GlyphRemapper;
use uuid::Uuid;

use crate::page::{GlyphRun, Layout, Mark};
use crate::text::fonts::{Font, FontId, Fonts};

pub struct EmbeddedFonts {
    fonts: BTreeMap<FontId, EmbeddedFont>,
}

pub struct EmbeddedFont {
    pub resource: PdfFontId,
    /// By the font's own glyph: the subset's glyph, its width in thousandths, its text.
    glyphs: BTreeMap<u16, EmbeddedGlyph>,
    parsed: ParsedFont,
}

#[derive(Clone, Debug, Default)]
pub struct EmbeddedGlyph {
    pub id: u16,
    pub width: i64,
    /// What the glyph stands for where nothing else is said.
    pub text: String,
}

impl EmbeddedFonts {
    pub fn of(layout: &Layout, fonts: &Fonts) -> Result<Self, String> {
        let runs = || {
            layout.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.mark {
                Mark::Glyphs(run) => Some(run),
                Mark::Fill(..) | Mark::Picture(..) | Mark::Link(..) => None,
            })
        };
        let mut texts: BTreeMap<FontId, BTreeMap<u16, String>> = BTreeMap::new();
        runs().for_each(|run| learn_texts(run, texts.entry(run.font).or_default()));
        let mut embedded = BTreeMap::new();
        for (id, texts) in texts {
            if let Some(font) = fonts.get(id) {
                embedded.insert(id, embed(font, texts)?);
            }
        }
        Ok(EmbeddedFonts { fonts: embedded })
    }

    pub fn get(&self, id: FontId) -> Option<&EmbeddedFont> {
        self.fonts.get(&id)
    }

    pub fn add_to(&self, document: &mut PdfDocument) {
        for font in self.fonts.values() {
            document.resources.fonts.map.insert(font.resource.clone(), PdfFont::new(font.parsed.clone()));
        }
    }
}

impl EmbeddedFont {
    pub fn glyph(&self, id: u16) -> Option<&EmbeddedGlyph> {
        self.glyphs.get(&id)
    }
}

/// A glyph alone in its cluster says best what it stands for; the first to say so wins.
fn learn_texts(run: &GlyphRun, texts: &mut BTreeMap<u16, String>) {
    for cluster in clusters(run) {
        for glyph in cluster.glyphs {
            let known = texts.entry(glyph.id).or_default();
            if known.is_empty() {
                known.push_str(cluster.text);
            }
        }
    }
}

/// The glyphs of one cluster and the text they stand for together.
pub struct RunCluster<'r> {
    pub glyphs: &'r [crate::page::Glyph],
    pub text: &'r str,
}

pub fn clusters(run: &GlyphRun) -> impl Iterator<Item = RunCluster<'_>> {
    run.glyphs.chunk_by(|_, next| next.text.0 == next.text.1).map(|glyphs| {
        let (from, to) = glyphs.first().map_or((0, 0), |first| first.text);
        RunCluster { glyphs, text: run.text.get(from as usize..to as usize).unwrap_or_default() }
    })
}

fn embed(font: &Font, texts: BTreeMap<u16, String>) -> Result<EmbeddedFont, String> {
    let used: Vec<u16> = texts.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&used);
    let program = subsetter::subset(font.bytes, 0, &remapper)
        .map_err(|error| format!("font {} cannot be cut down to the letters used: {error}", font.postscript_name))?;
    let glyphs: BTreeMap<u16, EmbeddedGlyph> = texts
        .into_iter()
        .map(|(old, text)| {
            let id = remapper.get(old).unwrap_or_default();
            (old, EmbeddedGlyph { id, width: font.width_thousandths(old), text })
        })
        .collect();

    let name = format!("{}+{}", subset_tag(&program), font.postscript_name);
    let metrics = font.data.metrics();
    let units = font.data.units_per_em();
    let line = metrics.typo_line.as_ref().or(metrics.hhea_line.as_ref());
    let short = |value: f32| value.round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16;
    let angle = font.data.style_metrics().italic_angle.map_or(0.0, |angle| angle.to_f32());
    let widths = glyphs.values().map(|glyph| {
        // printpdf divides by the units per em again.
        let width = glyph.width as f32 * f32::from(units) / 1000.0;
        (glyph.id, width.ceil().clamp(0.0, f32::from(u16::MAX)) as u16)
    });
    let ascent = metrics.cap_height.map_or(700.0, |height| height.to_f32());
    let mut parsed = ParsedFont::with_glyph_data(
        program,
        0,
        Some(name),
        BTreeMap::new(),
        widths.collect(),
        units,
        FontMetrics {
            ascent: short(line.map_or(ascent, |line| line.ascender.to_f32())),
            descent: short(line.map_or(-200.0, |line| line.descender.to_f32())),
        },
    );
    parsed.font_type = FontType::TrueType;
    const RISE: i16 = 1000;
    parsed.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em: units,
        x_min: short(metrics.bounds.x_min.to_f32()),
        y_min: short(metrics.bounds.y_min.to_f32()),
        x_max: short(metrics.bounds.x_max.to_f32()),
        y_max: short(metrics.bounds.y_max.to_f32()),
        caret_slope_rise: RISE,
        caret_slope_run: short(f32::from(RISE) * (-angle).to_radians().tan()),
        us_weight_class: font.weight,
    };
    Ok(EmbeddedFont { resource: PdfFontId(font.postscript_name.to_owned()), glyphs, parsed })
}

/// Six capitals that tell one subset from another (ISO 32000-1, 9.6.4), from the subset's own bytes.
fn subset_tag(program: &[u8]) -> String {
    const LETTERS: u8 = 26;
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, program);
    hash.as_bytes().iter().take(6).map(|byte| char::from(b'A' + byte % LETTERS)).collect()
}
