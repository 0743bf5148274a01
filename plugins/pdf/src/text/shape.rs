//! Text to glyphs: itemized by style, direction and script, shaped by harfrust.

use harfrust::{Buffer, Direction, Feature, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag};
use pressroom_core::Span;
use unicode_bidi::{BidiInfo, Level};

use super::fonts::{FontId, Fonts};
use super::style::{LINE_BREAK, RichText};
use crate::page::Pt;

/// Glyphs that stay together, and the text they stand for.
#[derive(Clone, Copy, Debug)]
pub struct Cluster {
    /// Bytes of the paragraph's text.
    pub start: u32,
    pub end: u32,
    /// Into [`Shaped::glyphs`].
    pub first_glyph: u32,
    pub glyph_count: u16,
    /// Index of the stretch of style.
    pub range: u16,
    pub font: FontId,
    /// Odd for right to left.
    pub level: u8,
    pub kind: ClusterKind,
    /// With the style's tracking.
    pub advance: Pt,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClusterKind {
    Word,
    /// Stretches and shrinks when a line is justified, and vanishes at its end.
    Space,
    /// As wide as the space but no place to break.
    FixedSpace,
    /// Ends the line. Draws nothing.
    LineBreak,
}

#[derive(Clone, Copy, Debug)]
pub struct ShapedGlyph {
    pub id: u16,
    pub advance: Pt,
    pub offset: (Pt, Pt),
}

/// A paragraph as glyphs. Clusters are in the text's own (logical) order; the glyphs of one cluster in drawing order.
#[derive(Clone, Debug, Default)]
pub struct Shaped {
    pub rich: RichText,
    pub clusters: Vec<Cluster>,
    pub glyphs: Vec<ShapedGlyph>,
}

/// A letter that no font has.
#[derive(Clone, Debug)]
pub struct MissingGlyph {
    pub letter: char,
    pub source: Option<Span>,
}

struct CachedPlan {
    font: FontId,
    direction: Direction,
    script: Option<Script>,
    small_caps: bool,
    plan: ShapePlan,
}

/// Shapes the paragraphs of one story.
pub struct Shaper<'f> {
    fonts: &'f Fonts,
    shaper_fonts: Vec<ShaperFont<'f, 'f>>,
    language: Option<Language>,
    base: Level,
    plans: Vec<CachedPlan>,
    buffer: Option<Buffer>,
    pub missing: Vec<MissingGlyph>,
}

impl<'f> Shaper<'f> {
    /// `language` is a BCP 47 tag.
    pub fn new(fonts: &'f Fonts, language: &str, right_to_left: bool) -> Self {
        Shaper {
            fonts,
            shaper_fonts: fonts.iter().map(|(_, font)| ShaperFont::new(&font.data)).collect(),
            language: Language::new(language),
            base: if right_to_left { Level::rtl() } else { Level::ltr() },
            plans: Vec::new(),
            buffer: Some(Buffer::new()),
            missing: Vec::new(),
        }
    }

    pub fn shape(&mut self, rich: RichText) -> Shaped {
        let mut shaped = Shaped { clusters: Vec::with_capacity(rich.text.len()), ..Shaped::default() };
        let levels = bidi_levels(&rich.text, self.base);
        let mut start = 0;
        for (index, range) in rich.ranges.iter().enumerate() {
            let end = range.end.min(rich.text.len());
            for piece in pieces(&rich.text, start, end, levels.as_deref(), self.base.number()) {
                self.shape_piece(&rich, index, &piece, &mut shaped);
            }
            start = end;
        }
        shaped.rich = rich;
        shaped
    }

    fn shape_piece(&mut self, rich: &RichText, range: usize, piece: &Piece, shaped: &mut Shaped) {
        let Some(style) = rich.ranges.get(range).map(|range| range.style) else { return };
        let font_id = style.face.font();
        let text = rich.text.get(piece.start..piece.end).unwrap_or_default();
        let Some(font) = self.fonts.get(font_id) else { return };
        let direction = if piece.level % 2 == 1 { Direction::RightToLeft } else { Direction::LeftToRight };

        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.clear();
        buffer.push_str(text);
        buffer.set_direction(direction);
        buffer.set_script(piece.script);
        buffer.set_language(self.language.clone());
        let features = features(style.small_caps);
        let plan = self.plan(font_id, direction, piece.script, style.small_caps);
        let (Some(plan), Some(shaper_font)) = (plan, self.shaper_fonts.get(usize::from(font_id.0))) else { return };
        let plan = self.plans.get(plan).map(|cached| &cached.plan);
        let options = ShapeOptions::new().plan(plan).features(features);
        if harfrust::shape(shaper_font, &mut buffer, options).is_err() {
            self.buffer = Some(buffer);
            return;
        }

        let scale = style.size / font.units_per_em();
        let tracking = style.tracking_em * style.size;
        let infos = buffer.glyph_infos();
        let positions = buffer.glyph_positions();
        let mut groups = cluster_groups(infos.iter().map(|info| info.cluster));
        if piece.level % 2 == 1 {
            groups.reverse();
        }
        for (at, &(first, count, cluster)) in groups.iter().enumerate() {
            let start = piece.start + cluster as usize;
            let end = groups.get(at + 1).map_or(piece.end, |next| piece.start + next.2 as usize);
            let first_glyph = shaped.glyphs.len() as u32;
            let mut advance = tracking;
            for index in first..first + count {
                let (Some(info), Some(position)) = (infos.get(index), positions.get(index)) else { continue };
                let last = index + 1 == first + count;
                let own = position.x_advance as f32 * scale + if last { tracking } else { 0.0 };
                advance += position.x_advance as f32 * scale;
                shaped.glyphs.push(ShapedGlyph {
                    id: u16::try_from(info.glyph_id).unwrap_or_default(),
                    advance: own,
                    offset: (position.x_offset as f32 * scale, position.y_offset as f32 * scale),
                });
            }
            let letters = rich.text.get(start..end).unwrap_or_default();
            let drawn = shaped.glyphs.get(first_glyph as usize..).unwrap_or_default();
            let kind = kind_of(letters);
            if kind != ClusterKind::LineBreak && drawn.iter().any(|glyph| glyph.id == 0) {
                let missing = letters.chars().map(|letter| MissingGlyph { letter, source: rich.source.clone() });
                self.missing.extend(missing);
            }
            shaped.clusters.push(Cluster {
                start: start as u32,
                end: end as u32,
                first_glyph,
                glyph_count: count.min(usize::from(u16::MAX)) as u16,
                range: range.min(usize::from(u16::MAX)) as u16,
                font: font_id,
                level: piece.level,
                kind,
                advance,
            });
        }
        self.buffer = Some(buffer);
    }

    /// Plans are costly to make and few: a font, a script and a direction.
    fn plan(&mut self, font: FontId, direction: Direction, script: Option<Script>, small_caps: bool) -> Option<usize> {
        let known = self.plans.iter().position(|plan| {
            plan.font == font && plan.direction == direction && plan.script == script && plan.small_caps == small_caps
        });
        if known.is_some() {
            return known;
        }
        let data = &self.fonts.get(font)?.data;
        let plan = ShapePlan::new(data, direction, script, self.language.as_ref(), features(small_caps));
        self.plans.push(CachedPlan { font, direction, script, small_caps, plan });
        Some(self.plans.len() - 1)
    }
}

fn features(small_caps: bool) -> &'static [Feature] {
    const ON: u32 = 1;
    static SMALL_CAPS: std::sync::LazyLock<[Feature; 2]> =
        std::sync::LazyLock::new(|| [Tag::new(b"c2sc"), Tag::new(b"smcp")].map(|tag| Feature::new(tag, ON, ..)));
    if small_caps { &*SMALL_CAPS } else { &[] }
}

fn kind_of(letters: &str) -> ClusterKind {
    match letters {
        " " => ClusterKind::Space,
        "\u{a0}" | "\u{202f}" => ClusterKind::FixedSpace,
        _ if letters.starts_with(LINE_BREAK) => ClusterKind::LineBreak,
        _ => ClusterKind::Word,
    }
}

/// Runs of glyphs of one cluster: first glyph, how many, cluster.
fn cluster_groups(clusters: impl Iterator<Item = u32>) -> Vec<(usize, usize, u32)> {
    let mut groups: Vec<(usize, usize, u32)> = Vec::new();
    for (index, cluster) in clusters.enumerate() {
        match groups.last_mut() {
            Some(last) if last.2 == cluster => last.1 += 1,
            Some(_) | None => groups.push((index, 1, cluster)),
        }
    }
    groups
}

/// A stretch of one style, direction and script.
struct Piece {
    start: usize,
    end: usize,
    level: u8,
    script: Option<Script>,
}

/// Levels by byte, or `None` when everything runs in the base direction.
fn bidi_levels(text: &str, base: Level) -> Option<Vec<Level>> {
    /// The first letter of a right-to-left script (Hebrew). Everything below runs left to right.
    const FIRST_RTL: char = '\u{590}';
    if base.is_ltr() && text.chars().all(|c| c < FIRST_RTL || ('\u{1e00}'..'\u{200b}').contains(&c) || c == '…') {
        return None;
    }
    Some(BidiInfo::new(text, Some(base)).levels)
}

fn pieces(text: &str, start: usize, end: usize, levels: Option<&[Level]>, base: u8) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let stretch = text.get(start..end).unwrap_or_default();
    for (offset, letter) in stretch.char_indices() {
        let at = start + offset;
        let level = levels.and_then(|levels| levels.get(at)).map_or(base, Level::number);
        let script = own_script(letter);
        match pieces.last_mut() {
            Some(last)
                if last.level == level && (script.is_none() || last.script.is_none() || last.script == script) =>
            {
                last.end = at + letter.len_utf8();
                last.script = last.script.or(script);
            }
            Some(_) | None => pieces.push(Piece { start: at, end: at + letter.len_utf8(), level, script }),
        }
    }
    pieces
}

/// The script that a letter asks for, or `None` when it goes with any.
fn own_script(letter: char) -> Option<Script> {
    if letter.is_ascii() {
        return letter.is_ascii_alphabetic().then_some(Script::LATIN);
    }
    let script = harfrust::unicode::script(letter as u32);
    let neutral = [Script::COMMON, Script::INHERITED, Script::UNKNOWN].contains(&script);
    (!neutral).then_some(script)
}
