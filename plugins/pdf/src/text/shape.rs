//! Text to glyphs: itemized by style, direction and script, shaped by harfrust.

use harfrust::{Buffer, Direction, Language, Script as Tagged, ShapeOptions, ShapePlan, ShaperFont};
use pressroom_core::Span;
use unicode_bidi::Level;

use super::fallback::Region;
use super::features::Features;
use super::fonts::{BOXES, Font, FontId, Fonts};
use super::pieces::{Piece, base_of, bidi_levels, pieces};
use super::scripts::{Script, own_script};
use super::squares;
use super::style::{LINE_BREAK, RichText, Style};
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
    pub script: Script,
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
    /// As the story, unless every letter runs the other way.
    pub right_to_left: bool,
    /// What most of the story is in.
    pub story_script: Script,
    /// Full stops and commas stand in the middle of their squares, as in Taiwan.
    pub centred_stops: bool,
}

impl Shaped {
    pub fn style(&self, cluster: &Cluster) -> Option<Style> {
        self.rich.ranges.get(usize::from(cluster.range)).map(|range| range.style)
    }

    pub fn size(&self, cluster: &Cluster) -> Pt {
        self.style(cluster).map_or(0.0, |style| style.size)
    }

    pub fn letters(&self, cluster: &Cluster) -> &str {
        self.rich.text.get(cluster.start as usize..cluster.end as usize).unwrap_or_default()
    }
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
    script: Option<Tagged>,
    features: Features,
    plan: ShapePlan,
}

/// Shapes the paragraphs of one story.
pub struct Shaper<'f> {
    fonts: &'f Fonts,
    /// In the order of their first use.
    shaper_fonts: Vec<(FontId, ShaperFont<'f, 'f>)>,
    language: Option<Language>,
    region: Region,
    base: Level,
    /// The script that the story is in: others are foreign.
    pub script: Script,
    plans: Vec<CachedPlan>,
    buffer: Option<Buffer>,
    pub missing: Vec<MissingGlyph>,
}

impl<'f> Shaper<'f> {
    /// `language` is a BCP 47 tag.
    pub fn new(fonts: &'f Fonts, language: &str, right_to_left: bool, script: Script) -> Self {
        Shaper {
            fonts,
            shaper_fonts: Vec::new(),
            language: Language::new(language),
            region: Region::of(language),
            base: if right_to_left { Level::rtl() } else { Level::ltr() },
            script,
            plans: Vec::new(),
            buffer: Some(Buffer::new()),
            missing: Vec::new(),
        }
    }

    pub fn shape(&mut self, rich: RichText) -> Shaped {
        let mut shaped = Shaped {
            clusters: Vec::with_capacity(rich.text.len()),
            story_script: self.script,
            centred_stops: matches!(self.region, Region::Taiwan | Region::HongKong),
            ..Shaped::default()
        };
        let base = base_of(&rich.text, self.base);
        shaped.right_to_left = base.is_rtl();
        let levels = bidi_levels(&rich.text, base);
        let mut start = 0;
        for (index, range) in rich.ranges.iter().enumerate() {
            let end = range.end.min(rich.text.len());
            for piece in pieces(&rich.text, start, end, levels.as_deref(), base.number()) {
                self.shape_piece(&rich, index, &piece, &mut shaped);
            }
            start = end;
        }
        shaped.rich = rich;
        squares::squeeze(&mut shaped);
        shaped
    }

    /// Shapes a piece in the face that its style asks for, and in other fonts what that face lacks.
    fn shape_piece(&mut self, rich: &RichText, range: usize, piece: &Piece, shaped: &mut Shaped) {
        let Some(mut style) = rich.ranges.get(range).map(|range| range.style) else { return };
        if !piece.script.map_or(self.script, Script::of).is_shipped() {
            // Other scripts have no slanted cut; digits and signs among their letters stand like these.
            style.face = self.fonts.upright(style.face);
        }
        let run = Run { rich, range, style, piece };
        if piece.script.is_none_or(|script| Script::of(script).is_shipped()) {
            let (clusters, glyphs) = (shaped.clusters.len(), shaped.glyphs.len());
            if self.shape_run(&run, Some(self.fonts.of(style.face)), shaped, false) {
                return;
            }
            shaped.clusters.truncate(clusters);
            shaped.glyphs.truncate(glyphs);
        }
        for (font, piece) in self.font_runs(&run) {
            self.shape_run(&Run { piece: &piece, ..run }, font, shaped, true);
        }
    }

    /// A piece divided by the font that each letter is set in; `None` where no font has it.
    fn font_runs(&self, run: &Run<'_>) -> Vec<(Option<FontId>, Piece)> {
        let text = run.text();
        let own = self.fonts.of(run.style.face);
        let has = |font: FontId, letter: char| self.fonts.get(font).is_some_and(|font| font.glyph_of(letter).is_some());
        let class = run.piece.script.map_or(Script::Other, Script::of);
        let fallback = |letter: char| self.fonts.fallback(letter, run.style.face, class, self.region);
        let first_strong = text.chars().find(|&letter| own_script(letter).is_some());
        // Marks before the first letter, such as an opening quote, look best in its font.
        let mut current = match first_strong {
            Some(letter) if !class.is_shipped() => fallback(letter),
            Some(_) | None => Some(own),
        };
        let mut runs: Vec<(Option<FontId>, Piece)> = Vec::new();
        for (offset, letter) in text.char_indices() {
            let stays = is_ignorable(letter) || current.is_some_and(|font| font != own && has(font, letter));
            let attached = !runs.is_empty() && harfrust::unicode::combining_class(u32::from(letter)) != 0;
            if !stays && !attached {
                let native = class.is_shipped() || own_script(letter).is_none();
                let other = current.filter(|&font| has(font, letter));
                let own = Some(own).filter(|&own| has(own, letter));
                current = if native { own.or(other).or_else(|| fallback(letter)) } else { fallback(letter).or(own) };
            }
            let start = run.piece.start + offset;
            let end = start + letter.len_utf8();
            match runs.last_mut() {
                Some((font, last)) if *font == current => last.end = end,
                Some(_) | None => runs.push((current, Piece { start, end, ..*run.piece })),
            }
        }
        runs
    }

    /// Returns whether the font had every letter. In the last try what it lacks is drawn as a box, and reported.
    fn shape_run(&mut self, run: &Run<'_>, font: Option<FontId>, shaped: &mut Shaped, last_try: bool) -> bool {
        let font_id = font.unwrap_or(self.fonts.of(run.style.face));
        let Run { rich, style, piece, .. } = *run;
        let Some(font) = self.fonts.get(font_id) else { return true };
        let direction = if piece.level % 2 == 1 { Direction::RightToLeft } else { Direction::LeftToRight };
        // Digits and the like are set as what they stand in.
        let class = piece.script.map_or(self.script, Script::of);

        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.clear();
        // Letters join across a change of style.
        buffer.set_pre_context(rich.text.get(..piece.start).unwrap_or_default());
        buffer.push_str(run.text());
        buffer.set_post_context(rich.text.get(piece.end..).unwrap_or_default());
        buffer.set_direction(direction);
        buffer.set_script(piece.script);
        buffer.set_language(self.language.clone());
        let features = Features { small_caps: style.small_caps, squared: class.is_squared() };
        let plan = self.plan(font_id, direction, piece.script, features);
        let Some(shaper_font) = self.shaper_font(font_id) else { return true };
        let plan = plan.and_then(|plan| self.plans.get(plan)).map(|cached| &cached.plan);
        let options = ShapeOptions::new().plan(plan).features(features.list());
        let Some((_, shaper_font)) = self.shaper_fonts.get(shaper_font) else { return true };
        if harfrust::shape(shaper_font, &mut buffer, options).is_err() {
            self.buffer = Some(buffer);
            return true;
        }

        let scale = style.size / font.units_per_em();
        let infos = buffer.glyph_infos();
        let positions = buffer.glyph_positions();
        let mut groups = cluster_groups(infos.iter().map(|info| info.cluster));
        if piece.level % 2 == 1 {
            groups.reverse();
        }
        let mut complete = true;
        for (at, &(first, count, cluster)) in groups.iter().enumerate() {
            let start = piece.start + cluster as usize;
            let end = groups.get(at + 1).map_or(piece.end, |next| piece.start + next.2 as usize);
            let letters = rich.text.get(start..end).unwrap_or_default();
            let first_glyph = shaped.glyphs.len() as u32;
            let kind = kind_of(letters);
            let tracked = class.may_be_tracked() || kind == ClusterKind::Space;
            let tracking = if tracked { style.tracking_em * style.size } else { 0.0 };
            let mut cluster = Cluster {
                start: start as u32,
                end: end as u32,
                first_glyph,
                glyph_count: 0,
                range: run.range.min(usize::from(u16::MAX)) as u16,
                font: font_id,
                level: piece.level,
                script: class,
                kind,
                advance: tracking,
            };
            let lacks = infos.iter().skip(first).take(count).any(|info| info.glyph_id == 0);
            if lacks && kind != ClusterKind::LineBreak {
                complete = false;
                if last_try {
                    self.missing.extend(missing(letters, font, rich));
                }
            }
            for index in first..first + count {
                let (Some(info), Some(position)) = (infos.get(index), positions.get(index)) else { continue };
                // What a font has no glyph for is never drawn with its sign for that: PDF/A forbids it.
                if info.glyph_id == 0 {
                    continue;
                }
                let advance = position.x_advance as f32 * scale;
                cluster.advance += advance;
                shaped.glyphs.push(ShapedGlyph {
                    id: u16::try_from(info.glyph_id).unwrap_or_default(),
                    advance,
                    offset: (position.x_offset as f32 * scale, position.y_offset as f32 * scale),
                });
            }
            if lacks && kind == ClusterKind::Word && shaped.glyphs.len() == first_glyph as usize {
                self.replace(&mut cluster, &style, shaped);
            }
            if let Some(last) = shaped.glyphs.get_mut(first_glyph as usize..).and_then(<[ShapedGlyph]>::last_mut) {
                last.advance += tracking;
            }
            cluster.glyph_count = (shaped.glyphs.len() - first_glyph as usize).min(usize::from(u16::MAX)) as u16;
            shaped.clusters.push(cluster);
        }
        self.buffer = Some(buffer);
        complete
    }

    /// A box in place of what no font has.
    fn replace(&self, cluster: &mut Cluster, style: &Style, shaped: &mut Shaped) {
        const SIGNS: [char; 4] = ['\u{25a1}', '\u{25ab}', '\u{25ca}', '?'];
        // The serif has none.
        let id = BOXES;
        let Some(font) = self.fonts.get(id) else { return };
        let Some(glyph) = SIGNS.into_iter().find_map(|letter| font.glyph_of(letter)) else { return };
        let advance = font.width_thousandths(glyph) as f32 / 1000.0 * style.size;
        cluster.font = id;
        cluster.advance += advance;
        shaped.glyphs.push(ShapedGlyph { id: glyph, advance, offset: (0.0, 0.0) });
    }

    /// Position in `shaper_fonts`.
    fn shaper_font(&mut self, id: FontId) -> Option<usize> {
        if let Some(at) = self.shaper_fonts.iter().position(|(known, _)| *known == id) {
            return Some(at);
        }
        let font = self.fonts.get(id)?;
        self.shaper_fonts.push((id, ShaperFont::new(&font.data)));
        Some(self.shaper_fonts.len() - 1)
    }

    /// Plans are costly to make and few: a font, a script and a direction.
    fn plan(
        &mut self,
        font: FontId,
        direction: Direction,
        script: Option<Tagged>,
        features: Features,
    ) -> Option<usize> {
        let known = self.plans.iter().position(|plan| {
            plan.font == font && plan.direction == direction && plan.script == script && plan.features == features
        });
        if known.is_some() {
            return known;
        }
        let data = &self.fonts.get(font)?.data;
        let plan = ShapePlan::new(data, direction, script, self.language.as_ref(), features.list());
        self.plans.push(CachedPlan { font, direction, script, features, plan });
        Some(self.plans.len() - 1)
    }
}

/// A piece of a paragraph, and how it is set.
#[derive(Clone, Copy)]
struct Run<'r> {
    rich: &'r RichText,
    range: usize,
    style: Style,
    piece: &'r Piece,
}

impl<'r> Run<'r> {
    fn text(&self) -> &'r str {
        self.rich.text.get(self.piece.start..self.piece.end).unwrap_or_default()
    }
}

fn missing<'m>(letters: &'m str, font: &'m Font, rich: &'m RichText) -> impl Iterator<Item = MissingGlyph> + 'm {
    let absent = letters.chars().filter(|&letter| !is_ignorable(letter) && font.glyph_of(letter).is_none());
    absent.map(|letter| MissingGlyph { letter, source: rich.source.clone() })
}

/// Letters that are never seen: joiners, marks of direction, selectors of variants (Default_Ignorable_Code_Point).
fn is_ignorable(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
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
