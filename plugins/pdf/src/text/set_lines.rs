//! Shaped text to lines of glyph runs: where lines may end, how the chosen ones are spaced, what hangs.

use hypher::Lang;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_bidi::Level;

use super::break_lines::{Line, Measures, Opportunity, Setting, break_lines};
use super::fonts::Fonts;
use super::hyphenate;
use super::scripts::Script;
use super::shape::{Cluster, ClusterKind, Shaped};
use super::style::Style;
use crate::page::{Glyph, GlyphRun, Item, Mark, NodeId, Pt, Rect};

/// A justified space may grow by half (checked against 150 % of its width) and shrink by a quarter or so.
const SPACE_STRETCH: f32 = 0.5;
const SPACE_SHRINK: f32 = 0.28;
/// Letters may move apart and together by this part of the size while spaces do most of the work.
const LETTER_STRETCH_EM: f32 = 0.012;
const LETTER_SHRINK_EM: f32 = 0.008;
/// Beyond what a space may grow by, letters move apart up to so many times `LETTER_STRETCH_EM`.
const MOST_LETTER_STRETCH: f32 = 2.5;
/// Space between Chinese and Japanese letters may grow by this part of the size, and between Korean ones.
const SQUARE_STRETCH_EM: f32 = 0.12;
const HANGUL_STRETCH_EM: f32 = 0.03;
/// Of a mark in a square of its own, half is empty; so much of that may go.
const SQUARE_MARK_SHRINK: f32 = 0.5;

/// Thickness of the line under a link.
const UNDERLINE: Pt = 0.35;

const HYPHEN_COST: f64 = 60.0;
/// After a slash or a dash inside a word.
const INSIDE_WORD_COST: f64 = 40.0;
/// A line that starts with a lone dash reads as a list.
const BEFORE_DASH_COST: f64 = 120.0;
/// Inside a score or a span of years: `2 - 1`.
const BETWEEN_NUMBERS_COST: f64 = 400.0;
/// Korean words may be divided anywhere, but need not where a space is near.
const HANGUL_COST: f64 = 15.0;
/// A hyphen near a word's end, or in a short word.
const POOR_HYPHEN_COST: f64 = 160.0;
const EMERGENCY_COST: f64 = 1_000.0;

/// How a paragraph's lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    Justified,
    /// At the side where lines start, ragged at the other.
    Start,
    /// At the side where lines end.
    End,
}

#[derive(Clone, Copy, Debug)]
pub struct Measure {
    pub width: Pt,
    pub indent: Pt,
    pub alignment: Alignment,
    pub right_to_left: bool,
    pub hyphens: Option<Lang>,
}

/// A line: items with x from the measure's left edge and y from the baseline.
#[derive(Clone, Debug, Default)]
pub struct SetLine {
    pub items: Vec<Item>,
    /// Of what is seen.
    pub width: Pt,
}

/// Breaks and sets a paragraph that belongs to `node`.
pub fn set_paragraph(fonts: &Fonts, shaped: &Shaped, measure: &Measure, node: Option<NodeId>) -> Vec<SetLine> {
    let mut measure = *measure;
    if measure.alignment == Alignment::Justified && is_ragged(shaped) {
        measure.alignment = Alignment::Start;
    }
    let measures = measures(shaped);
    let opportunities = opportunities(fonts, shaped, &measure);
    let justified = measure.alignment == Alignment::Justified;
    let hang_start = shaped.clusters.first().map_or(0.0, |first| hang_at_start(shaped, first));
    let setting = Setting { width: measure.width, indent: measure.indent, hang_start, justified };
    let lines = break_lines(&measures, &opportunities, &setting);
    lines.iter().map(|line| set_line(fonts, shaped, &measure, line, node)).collect()
}

/// Whether most of a paragraph is in a script that has nothing to stretch.
fn is_ragged(shaped: &Shaped) -> bool {
    let ragged = shaped.clusters.iter().filter(|cluster| cluster.script.is_ragged()).count();
    ragged * 2 > shaped.clusters.len()
}

/// The narrowest width that takes the text in as few lines as `width` does, so that all lines are about as long.
pub fn balanced_width(fonts: &Fonts, shaped: &Shaped, measure: &Measure) -> (Pt, usize) {
    const STEPS: usize = 12;
    let measures = measures(shaped);
    let opportunities = opportunities(fonts, shaped, measure);
    let count = |width: Pt| {
        let setting = Setting { width, indent: 0.0, hang_start: 0.0, justified: false };
        break_lines(&measures, &opportunities, &setting).len()
    };
    let fewest = count(measure.width);
    let (mut too_narrow, mut fits) = (0.0, measure.width);
    for _ in 0..STEPS {
        let middle = (too_narrow + fits) / 2.0;
        let setting = Setting { width: middle, indent: 0.0, hang_start: 0.0, justified: false };
        let lines = break_lines(&measures, &opportunities, &setting);
        let overfull = lines.iter().any(|line| measures.width(line.start, line.end) > f64::from(middle) + 0.01);
        if lines.len() > fewest || overfull { too_narrow = middle } else { fits = middle }
    }
    (fits, fewest)
}

/// Width of the text on one line.
pub fn natural_width(shaped: &Shaped) -> Pt {
    shaped.clusters.iter().map(|cluster| cluster.advance).sum()
}

fn style(shaped: &Shaped, cluster: &Cluster) -> Option<Style> {
    shaped.rich.ranges.get(usize::from(cluster.range)).map(|range| range.style)
}

fn letters<'s>(shaped: &'s Shaped, cluster: &Cluster) -> &'s str {
    shaped.rich.text.get(cluster.start as usize..cluster.end as usize).unwrap_or_default()
}

/// How much a cluster may grow and shrink.
#[derive(Clone, Copy, Default)]
struct Elasticity {
    stretch: Pt,
    shrink: Pt,
    /// Between letters: may grow further when spaces have grown enough.
    letter: bool,
}

fn elasticity(shaped: &Shaped, cluster: &Cluster) -> Elasticity {
    let size = style(shaped, cluster).map_or(0.0, |style| style.size);
    match cluster.kind {
        ClusterKind::Space | ClusterKind::FixedSpace => Elasticity {
            stretch: cluster.advance * SPACE_STRETCH,
            shrink: cluster.advance * SPACE_SHRINK,
            letter: false,
        },
        ClusterKind::LineBreak => Elasticity::default(),
        // A zero-width letter has no room of its own.
        ClusterKind::Word if cluster.advance <= 0.0 || !cluster.script.may_be_tracked() => Elasticity::default(),
        ClusterKind::Word if is_squared(shaped, cluster) => {
            let mark = match square_mark(letters(shaped, cluster)) {
                Some(SquareMark::Closing | SquareMark::Stop) => empty_part(shaped, cluster) * SQUARE_MARK_SHRINK,
                Some(SquareMark::Opening) | None => 0.0,
            };
            Elasticity { stretch: size * SQUARE_STRETCH_EM, shrink: mark, letter: false }
        }
        ClusterKind::Word if cluster.script == Script::Hangul => {
            Elasticity { stretch: size * HANGUL_STRETCH_EM, shrink: 0.0, letter: false }
        }
        ClusterKind::Word => {
            Elasticity { stretch: size * LETTER_STRETCH_EM, shrink: size * LETTER_SHRINK_EM, letter: true }
        }
    }
}

/// A letter or mark of Chinese or Japanese, not a Latin one among them.
fn is_squared(shaped: &Shaped, cluster: &Cluster) -> bool {
    cluster.script.is_squared() && !letters(shaped, cluster).is_ascii()
}

/// Marks whose square is half empty.
enum SquareMark {
    /// Empty before it.
    Opening,
    /// Empty after it.
    Closing,
    /// A full stop or a comma: empty after it, or all around it.
    Stop,
}

fn square_mark(letters: &str) -> Option<SquareMark> {
    match letters {
        "「" | "『" | "（" | "《" | "〈" | "【" | "〔" | "［" | "｛" | "“" | "‘" => Some(SquareMark::Opening),
        "」" | "』" | "）" | "》" | "〉" | "】" | "〕" | "］" | "｝" | "”" | "’" => Some(SquareMark::Closing),
        "。" | "、" | "，" | "．" => Some(SquareMark::Stop),
        _ => None,
    }
}

/// What a mark has in its square beyond half of it: nothing when the font has set it narrow already.
fn empty_part(shaped: &Shaped, cluster: &Cluster) -> Pt {
    let size = style(shaped, cluster).map_or(0.0, |style| style.size);
    (cluster.advance - size / 2.0).clamp(0.0, size / 2.0)
}

fn measures(shaped: &Shaped) -> Measures {
    let mut measures = Measures::default();
    for cluster in &shaped.clusters {
        let elasticity = elasticity(shaped, cluster);
        measures.push(cluster.advance, elasticity.stretch, elasticity.shrink);
    }
    measures
}

/// How far a mark stands out of the column, in parts of its width: the eye takes the edge to be straighter for it. Of
/// a mark in a square only the empty half does.
fn hang_at_end(shaped: &Shaped, cluster: &Cluster) -> Pt {
    let text = letters(shaped, cluster);
    if is_squared(shaped, cluster) {
        return match square_mark(text) {
            Some(SquareMark::Closing) => empty_part(shaped, cluster),
            Some(SquareMark::Stop) if shaped.centred_stops => empty_part(shaped, cluster) / 2.0,
            Some(SquareMark::Stop) => empty_part(shaped, cluster),
            Some(SquareMark::Opening) | None => 0.0,
        };
    }
    cluster.advance
        * match text {
            "." | "," | "،" | "۔" => 0.45,
            "-" | "\u{2010}" => 0.4,
            "\"" | "'" | "”" | "’" | "»" => 0.5,
            ":" | ";" | "!" | "?" | "…" | "–" | "؛" | "؟" | "।" => 0.25,
            _ => 0.0,
        }
}

fn hang_at_start(shaped: &Shaped, cluster: &Cluster) -> Pt {
    let text = letters(shaped, cluster);
    if is_squared(shaped, cluster) {
        return match square_mark(text) {
            Some(SquareMark::Opening) => empty_part(shaped, cluster),
            Some(SquareMark::Closing | SquareMark::Stop) | None => 0.0,
        };
    }
    cluster.advance
        * match text {
            "\"" | "'" | "“" | "‘" | "«" | "„" => 0.5,
            _ => 0.0,
        }
}

/// Where lines may end: Unicode line breaking (UAX #14), hyphenation, and inside what is wider than the column.
fn opportunities(fonts: &Fonts, shaped: &Shaped, measure: &Measure) -> Vec<Opportunity> {
    let text = shaped.rich.text.as_str();
    let clusters = shaped.clusters.as_slice();
    let mut breaks: Vec<(usize, Break)> = Vec::new();
    // The dictionaries are looked into only for scripts that need them. They rather than the neural models: those
    // reckon in floating point, which not every machine does alike.
    let without_spaces = clusters.iter().any(|cluster| cluster.script.is_ragged());
    let options = LineBreakOptions::default();
    let segmenter = if without_spaces {
        LineSegmenter::new_dictionary(options)
    } else {
        LineSegmenter::new_for_non_complex_scripts(options)
    };
    let inside = segmenter.segment_str(text).filter(|&at| at > 0 && at < text.len());
    breaks.extend(inside.map(|at| (at, Break::Plain)));
    if let Some(language) = measure.hyphens {
        let points = hyphenate::points(text, language).into_iter();
        breaks.extend(points.map(|point| (point.at, if point.poor { Break::PoorHyphen } else { Break::Hyphen })));
        breaks.sort_unstable();
        breaks.dedup_by_key(|(at, _)| *at);
    }

    let mut found = Vec::with_capacity(breaks.len() + 1);
    let mut index = 0;
    let mut word_start = 0;
    let mut word_width = 0.0;
    for (at, kind) in breaks.into_iter().chain([(text.len(), Break::Plain)]) {
        while clusters.get(index).is_some_and(|cluster| (cluster.start as usize) < at) {
            word_width += clusters.get(index).map_or(0.0, |cluster| cluster.advance);
            index += 1;
        }
        // A break inside a cluster, such as a ligature, is none.
        if clusters.get(index).is_some_and(|cluster| cluster.start as usize != at) {
            continue;
        }
        if word_width > measure.width - measure.indent {
            emergency_breaks(clusters, word_start, index, &mut found);
        }
        word_start = index;
        word_width = 0.0;
        let opportunity = opportunity(fonts, shaped, index, kind);
        found.push(Opportunity { forced: opportunity.forced || at == text.len(), ..opportunity });
    }
    found
}

/// What makes a place where a line may end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    Plain,
    Hyphen,
    PoorHyphen,
}

fn opportunity(fonts: &Fonts, shaped: &Shaped, next: usize, kind: Break) -> Opportunity {
    let clusters = shaped.clusters.as_slice();
    let before = clusters.get(..next).unwrap_or_default();
    let vanishing = |cluster: &&Cluster| matches!(cluster.kind, ClusterKind::Space | ClusterKind::LineBreak);
    let end = next - before.iter().rev().take_while(vanishing).count();
    let forced = before.last().is_some_and(|last| last.kind == ClusterKind::LineBreak);
    let last = end.checked_sub(1).and_then(|at| clusters.get(at));
    let soft_hyphen = last.is_some_and(|last| letters(shaped, last) == "\u{ad}");
    let hyphenated = kind != Break::Plain || soft_hyphen;
    let first = clusters.get(next);
    let after = clusters.get(next + 1);
    let lone_dash = first.is_some_and(|first| matches!(letters(shaped, first), "-" | "–" | "—"))
        && after.is_none_or(|after| after.kind == ClusterKind::Space);
    let hyphen = if hyphenated { last.map_or(0.0, |last| hyphen_glyph(fonts, shaped, last).advance) } else { 0.0 };
    let inside_word = match last.map(|last| last.script) {
        Some(script) if end < next || script.is_squared() || script.is_ragged() => 0.0,
        Some(Script::Hangul) => HANGUL_COST,
        Some(_) => INSIDE_WORD_COST,
        None => 0.0,
    };
    Opportunity {
        end,
        next,
        cost: if between_numbers(shaped, next) {
            BETWEEN_NUMBERS_COST
        } else if lone_dash {
            BEFORE_DASH_COST
        } else if kind == Break::PoorHyphen {
            POOR_HYPHEN_COST
        } else if hyphenated {
            HYPHEN_COST
        } else {
            inside_word
        },
        hyphen,
        hyphenated,
        forced,
        hang_end: if hyphenated { hyphen * 0.5 } else { last.map_or(0.0, |last| hang_at_end(shaped, last)) },
        hang_start: first.map_or(0.0, |first| hang_at_start(shaped, first)),
    }
}

/// Whether a break before cluster `next` stands beside a lone dash that joins two numbers.
fn between_numbers(shaped: &Shaped, next: usize) -> bool {
    let at = |back: usize, ahead: usize| {
        let cluster = next.checked_sub(back).and_then(|start| shaped.clusters.get(start + ahead));
        cluster.map_or("", |cluster| letters(shaped, cluster))
    };
    let digit = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    let dash = |text: &str| matches!(text, "-" | "–");
    let after = dash(at(2, 0)) && at(3, 0) == " " && digit(at(4, 0)) && digit(at(0, 0));
    let before = dash(at(0, 0)) && at(0, 1) == " " && digit(at(2, 0)) && digit(at(0, 2));
    after || before
}

/// Between any two clusters of a word that no column holds, such as an address. No hyphen: it would look like the word's.
fn emergency_breaks(clusters: &[Cluster], start: usize, end: usize, found: &mut Vec<Opportunity>) {
    for at in start + 1..end {
        let space = clusters.get(at).is_some_and(|cluster| cluster.kind == ClusterKind::Space);
        if !space {
            found.push(Opportunity { end: at, next: at, cost: EMERGENCY_COST, ..Opportunity::default() });
        }
    }
}

/// The hyphen that a divided word gets, in the font of the letter before it.
fn hyphen_glyph(fonts: &Fonts, shaped: &Shaped, last: &Cluster) -> Glyph {
    let size = style(shaped, last).map_or(0.0, |style| style.size);
    let font = fonts.get(last.font);
    let id = font.and_then(|font| ['\u{2010}', '-'].into_iter().find_map(|c| font.data.charmap().map_unicode(c)));
    let id = id.and_then(|id| u16::try_from(id.to_u32()).ok()).unwrap_or_default();
    let thousandths = font.map_or(0, |font| font.width_thousandths(id));
    Glyph { id, advance: thousandths as f32 / 1000.0 * size, offset: (0.0, 0.0), text: (0, 0) }
}

fn set_line(fonts: &Fonts, shaped: &Shaped, measure: &Measure, line: &Line, node: Option<NodeId>) -> SetLine {
    let clusters = shaped.clusters.get(line.start..line.next).unwrap_or_default();
    let seen = line.end - line.start;
    let growth = Growth::of(shaped, clusters.get(..seen).unwrap_or_default(), line.ratio as f32);
    // The last letter has nothing after it to move away from.
    let grown = |at: usize, cluster: &Cluster| {
        cluster.advance + if at + 1 < seen { growth.of_cluster(&elasticity(shaped, cluster)) } else { 0.0 }
    };
    let mut width: Pt = clusters.iter().take(seen).enumerate().map(|(at, cluster)| grown(at, cluster)).sum();
    let hyphen = clusters.get(seen.wrapping_sub(1)).filter(|_| line.hyphenated);
    let hyphen = hyphen.map(|last| (*last, hyphen_glyph(fonts, shaped, last)));
    width += hyphen.map_or(0.0, |(_, glyph)| glyph.advance);

    let at_right = match measure.alignment {
        Alignment::Justified | Alignment::Start => measure.right_to_left,
        Alignment::End => !measure.right_to_left,
    };
    let mut x =
        if at_right { measure.width - line.indent + line.hang_start - width } else { line.indent - line.hang_start };
    let tracking_em = growth.letters * if growth.letters > 0.0 { LETTER_STRETCH_EM } else { LETTER_SHRINK_EM };
    let square_tracking_em = growth.rest.max(0.0) * SQUARE_STRETCH_EM;
    let mut runs = Runs { fonts, shaped, node, tracking_em, square_tracking_em, items: Vec::new(), open: None };
    let order = visual_order(clusters, u8::from(measure.right_to_left));
    for &at in &order {
        let Some(cluster) = clusters.get(at) else { continue };
        if cluster.kind == ClusterKind::LineBreak {
            continue;
        }
        // Spaces at the line's end are drawn for whoever copies the text, but take no room.
        let room = if at < seen { grown(at, cluster) } else { 0.0 };
        runs.add(cluster, x, room);
        x += room;
        if at + 1 == seen
            && let Some((last, glyph)) = &hyphen
        {
            runs.add_hyphen(last, x, *glyph);
            x += glyph.advance;
        }
    }
    SetLine { items: runs.finish(), width }
}

/// How much of their elasticity a line's clusters take: below 0 they shrink.
struct Growth {
    letters: f32,
    rest: f32,
}

impl Growth {
    /// Once spaces have grown as far as looks well, letters move apart a little more; only then spaces again.
    fn of(shaped: &Shaped, seen: &[Cluster], ratio: f32) -> Growth {
        if ratio <= 1.0 {
            return Growth { letters: ratio, rest: ratio };
        }
        let stretch = |letter: bool| -> Pt {
            let elastic = seen.iter().rev().skip(1).map(|cluster| elasticity(shaped, cluster));
            elastic.filter(|elastic| elastic.letter == letter).map(|elastic| elastic.stretch).sum()
        };
        let (letters, rest) = (stretch(true), stretch(false));
        let wanted = ratio * (letters + rest);
        if letters <= 0.0 || rest <= 0.0 {
            return Growth { letters: ratio, rest: ratio };
        }
        let grown = ((wanted - rest) / letters).min(MOST_LETTER_STRETCH.max(1.0));
        Growth { letters: grown, rest: (wanted - grown * letters) / rest }
    }

    fn of_cluster(&self, elastic: &Elasticity) -> Pt {
        let taken = if elastic.letter { self.letters } else { self.rest };
        taken * if taken > 0.0 { elastic.stretch } else { elastic.shrink }
    }
}

/// The clusters from left to right (UAX #9, rules L1 and L2), in a paragraph of this level.
fn visual_order(clusters: &[Cluster], base: u8) -> Vec<usize> {
    if clusters.iter().all(|cluster| cluster.level == 0) {
        return (0..clusters.len()).collect();
    }
    let mut levels: Vec<Level> =
        clusters.iter().map(|cluster| Level::new(cluster.level).unwrap_or(Level::ltr())).collect();
    for (level, cluster) in levels.iter_mut().zip(clusters).rev() {
        if cluster.kind != ClusterKind::Space {
            break;
        }
        *level = Level::new(base).unwrap_or(Level::ltr());
    }
    unicode_bidi::BidiInfo::reorder_visual(&levels)
}

/// Gathers clusters into runs of one style.
struct Runs<'s> {
    fonts: &'s Fonts,
    shaped: &'s Shaped,
    node: Option<NodeId>,
    /// What justification puts between letters, in parts of the size.
    tracking_em: f32,
    /// The same between letters of Chinese and Japanese.
    square_tracking_em: f32,
    /// With the place in the text where each run begins.
    items: Vec<(u32, Item)>,
    open: Option<Open>,
}

/// A run being gathered.
struct Open {
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
    fn add(&mut self, cluster: &Cluster, x: Pt, room: Pt) {
        let Some(style) = style(self.shaped, cluster) else { return };
        self.open_for(cluster, &style, x);
        let Some(Open { pen, start, run, .. }) = &mut self.open else { return };
        *start = cluster.start.min(*start);
        let text = letters(self.shaped, cluster);
        let from = run.text.len() as u32;
        run.text.push_str(text);
        let to = run.text.len() as u32;
        let first = cluster.first_glyph as usize;
        let glyphs = self.shaped.glyphs.get(first..first + usize::from(cluster.glyph_count)).unwrap_or_default();
        // From right to left a letter and its marks can be told apart: as many glyphs as letters, in reverse.
        let apart = cluster.level % 2 == 1 && glyphs.len() > 1 && text.chars().count() == glyphs.len();
        let mut ends = text.char_indices().map(|(at, letter)| (from + at as u32, letter.len_utf8() as u32)).rev();
        for (index, glyph) in glyphs.iter().enumerate() {
            let last = index + 1 == glyphs.len();
            let advance = glyph.advance + if last { room - cluster.advance } else { 0.0 };
            let text = match ends.next().filter(|_| apart) {
                Some((start, length)) => (start, start + length),
                None if index == 0 => (from, to),
                None => (to, to),
            };
            run.glyphs.push(Glyph { id: glyph.id, advance, offset: glyph.offset, text });
        }
        *pen = x + room;
    }

    /// The text of a hyphen that only the line's end makes is a soft hyphen.
    fn add_hyphen(&mut self, last: &Cluster, x: Pt, glyph: Glyph) {
        let Some(style) = style(self.shaped, last) else { return };
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
        let same = |open: &Open| {
            let touching = (open.pen - x).abs() < TOUCHING;
            let alike = open.range == cluster.range && open.run.font == cluster.font && open.run.language == language;
            // In a right-to-left stretch the space stands left of the word that it follows.
            let other_word = backwards && cluster.kind == ClusterKind::Space;
            alike && touching && open.backwards == backwards && !other_word
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
            let line = Rect { x: run.x, y: run.y + run.size * 0.16, width, height: UNDERLINE };
            self.items.push((start, Item { owner: None, mark: Mark::Fill(line, run.colour) }));
        }
        self.items.push((start, Item { owner, mark: Mark::Glyphs(run) }));
    }

    fn finish(mut self) -> Vec<Item> {
        self.close();
        // In the order of the text (ISO 32000-1, 14.8.2.3), not from left to right.
        self.items.sort_by_key(|(start, _)| *start);
        self.items.into_iter().map(|(_, item)| item).collect()
    }
}
