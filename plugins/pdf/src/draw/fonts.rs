//! Which glyphs are used, what they stand for, and the fonts cut down to them.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, FontId as PdfFontId, FontMetrics, FontType, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle,
    PdfFontMetricsStub, Pt as PdfPt, TextItem,
};
use subsetter::GlyphRemapper;
use uuid::Uuid;

use crate::page::GlyphRun;
use crate::text::fonts::{Font, FontId, Fonts};

/// The glyphs that were used so far. Each font's are numbered in the order of their first use, so that pages can be
/// written before the last glyph is known.
#[derive(Default)]
pub struct UsedGlyphs {
    fonts: BTreeMap<FontId, UsedFont>,
}

pub struct UsedFont {
    pub resource: PdfFontId,
    /// By the font's own glyph: where it stands in `glyphs`, and one more; 0 for a glyph that was not used.
    places: Vec<u16>,
    /// In the order of their first use.
    glyphs: Vec<UsedGlyph>,
    /// The subset's next glyph.
    next: u16,
}

/// The sign for a missing letter is the first glyph of every font.
const MISSING: u16 = 0;

#[derive(Clone, Debug, Default)]
pub struct UsedGlyph {
    /// In the font.
    own: u16,
    /// In the subset.
    pub id: u16,
    pub width: i64,
    /// What the glyph stands for where nothing else is said.
    pub text: String,
    /// Nothing relies on `text` yet: only clusters of several glyphs, which say themselves what they stand for.
    weak: bool,
}

impl UsedGlyphs {
    /// A glyph alone in its cluster says best what it stands for; the first to say so wins.
    pub fn learn(&mut self, run: &GlyphRun, fonts: &Fonts) {
        let Some(font) = fonts.get(run.font) else { return };
        if !self.fonts.contains_key(&run.font) {
            let taken = self.fonts.values().any(|used| used.resource.0 == font.postscript_name);
            // Two files may hold fonts of one name.
            let suffix = if taken { format!("-{}", self.fonts.len()) } else { String::new() };
            let resource = PdfFontId(format!("{}{suffix}", font.postscript_name));
            let used = UsedFont { resource, places: Vec::new(), glyphs: Vec::new(), next: MISSING + 1 };
            self.fonts.insert(run.font, used);
        }
        let Some(used) = self.fonts.get_mut(&run.font) else { return };
        for cluster in clusters(run) {
            for glyph in cluster.glyphs {
                used.learn(glyph.id, &cluster, font);
            }
        }
    }

    pub fn get(&self, id: FontId) -> Option<&UsedFont> {
        self.fonts.get(&id)
    }

    /// Puts the fonts into a document. Returns operators that show every glyph once: printpdf embeds what its pages use.
    pub fn embed(&self, document: &mut PdfDocument, fonts: &Fonts) -> Result<Vec<Op>, String> {
        let mut specimen = vec![Op::StartTextSection];
        for (&id, used) in &self.fonts {
            let Some(font) = fonts.get(id) else { continue };
            document.resources.fonts.map.insert(used.resource.clone(), PdfFont::new(embed(fonts, font, &used.glyphs)?));
            specimen.push(Op::SetFont { font: PdfFontHandle::External(used.resource.clone()), size: PdfPt(1.0) });
            let glyphs = used.glyphs.iter();
            let shown = glyphs.map(|glyph| Codepoint { gid: glyph.id, offset: 0.0, cid: Some(glyph.text.clone()) });
            specimen.push(Op::ShowText { items: vec![TextItem::GlyphIds(shown.collect())] });
        }
        specimen.push(Op::EndTextSection);
        Ok(specimen)
    }
}

impl UsedFont {
    pub fn glyph(&self, own: u16) -> Option<&UsedGlyph> {
        let place = self.places.get(usize::from(own)).copied()?;
        self.glyphs.get(usize::from(place.checked_sub(1)?))
    }

    fn learn(&mut self, own: u16, cluster: &RunCluster<'_>, font: &Font) {
        if self.places.len() <= usize::from(own) {
            self.places.resize(usize::from(own) + 1, 0);
        }
        let Some(place) = self.places.get_mut(usize::from(own)) else { return };
        if *place == 0 {
            let id = if own == MISSING { MISSING } else { self.next };
            self.next = self.next.saturating_add(u16::from(own != MISSING));
            self.glyphs.push(UsedGlyph { own, id, width: font.width_thousandths(own), ..UsedGlyph::default() });
            *place = u16::try_from(self.glyphs.len()).unwrap_or(u16::MAX);
        }
        let place = usize::from(*place - 1);
        let Some(known) = self.glyphs.get_mut(place) else { return };
        let alone = cluster.glyphs.len() == 1;
        if known.text.is_empty() || (known.weak && alone) {
            // Joiners and the like are drawn as spaces without width.
            let space = cluster.glyphs.len() == 1 && font.glyph_of(' ') == Some(own);
            known.text.clear();
            known.text.push_str(if space { " " } else { cluster.text });
            known.weak = !alone;
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

fn embed(fonts: &Fonts, font: &Font, glyphs: &[UsedGlyph]) -> Result<ParsedFont, String> {
    let mut remapper = GlyphRemapper::new();
    for glyph in glyphs {
        remapper.remap(glyph.own);
    }
    let bytes = fonts.bytes(font).map_err(|error| format!("font {} cannot be read: {error}", font.postscript_name))?;
    let program = subsetter::subset(&bytes, font.index, &remapper)
        .map_err(|error| format!("font {} cannot be cut down to the letters used: {error}", font.postscript_name))?;

    let name = format!("{}+{}", subset_tag(&program), font.postscript_name);
    let metrics = font.data.metrics();
    let units = font.data.units_per_em();
    let line = metrics.typo_line.as_ref().or(metrics.hhea_line.as_ref());
    let short = |value: f32| value.round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16;
    let angle = font.data.style_metrics().italic_angle.map_or(0.0, |angle| angle.to_f32());
    let widths = glyphs.iter().map(|glyph| {
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
    Ok(parsed)
}

/// Six capitals that tell one subset from another (ISO 32000-1, 9.6.4), from the subset's own bytes.
fn subset_tag(program: &[u8]) -> String {
    const LETTERS: u8 = 26;
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, program);
    hash.as_bytes().iter().take(6).map(|byte| char::from(b'A' + byte % LETTERS)).collect()
}
