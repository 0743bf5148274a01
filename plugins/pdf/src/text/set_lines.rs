//! Shaped text to lines of glyph runs: where lines may end, how the chosen ones are spaced, what hangs.

use hypher::Lang;
use unicode_bidi::Level;

use super::break_lines::{Line, Setting, break_lines};
use super::elastic::{Growth, LETTER_SHRINK_EM, LETTER_STRETCH_EM, SQUARE_STRETCH_EM, elasticity, measures};
use super::fonts::Fonts;
use super::hang::hang_at_start;
use super::kashida::Kashidas;
use super::opportunities::opportunities;
use super::runs::{Runs, hyphen_glyph};
use super::scripts::Script;
use super::shape::{Cluster, ClusterKind, Shaped};
use crate::page::{Item, NodeId, Pt};

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
    let long_words = shaped.story_script == Script::Arabic;
    let setting = Setting { width: measure.width, indent: measure.indent, hang_start, justified, long_words };
    let lines = break_lines(&measures, &opportunities, &setting);
    lines.iter().map(|line| set_line(fonts, shaped, &measure, line, node)).collect()
}

/// Whether most of a paragraph is in a script that has nothing to stretch.
fn is_ragged(shaped: &Shaped) -> bool {
    let ragged = shaped.clusters.iter().filter(|cluster| cluster.script.is_ragged()).count();
    ragged * 2 > shaped.clusters.len()
}

/// Width of the text on one line.
pub fn natural_width(shaped: &Shaped) -> Pt {
    shaped.clusters.iter().map(|cluster| cluster.advance).sum()
}

/// Width of the longest part that lines do not divide.
pub fn longest_word(shaped: &Shaped) -> Pt {
    let (mut longest, mut word): (Pt, Pt) = (0.0, 0.0);
    for cluster in &shaped.clusters {
        let ends = cluster.kind == ClusterKind::Space || cluster.kind == ClusterKind::LineBreak;
        let alone = cluster.script.is_squared() || cluster.script.is_ragged();
        word = if ends || alone { 0.0 } else { word } + cluster.advance;
        longest = longest.max(if ends { 0.0 } else { word });
        word = if ends { 0.0 } else { word };
    }
    longest
}

fn set_line(fonts: &Fonts, shaped: &Shaped, measure: &Measure, line: &Line, node: Option<NodeId>) -> SetLine {
    let clusters = shaped.clusters.get(line.start..line.next).unwrap_or_default();
    let seen = line.end - line.start;
    let seen_clusters = clusters.get(..seen).unwrap_or_default();
    let growth = Growth::of(shaped, seen_clusters, line.ratio as f32);
    let (kashidas, taken) = Kashidas::of(fonts, shaped, seen_clusters, growth.too_much(shaped, seen_clusters));
    let growth = growth.relieved(shaped, seen_clusters, taken);
    // The last letter has nothing after it to move away from.
    let grown = |at: usize, cluster: &Cluster| {
        let grown = if at + 1 < seen { growth.of_cluster(&elasticity(shaped, cluster)) } else { 0.0 };
        cluster.advance + grown + kashidas.after(at)
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
    let mut runs =
        Runs { fonts, shaped, node, growth: &growth, tracking_em, square_tracking_em, items: Vec::new(), open: None };
    let order = visual_order(clusters, u8::from(measure.right_to_left));
    for &at in &order {
        let Some(cluster) = clusters.get(at) else { continue };
        if cluster.kind == ClusterKind::LineBreak {
            continue;
        }
        // Spaces at the line's end are drawn for whoever copies the text, but take no room.
        let room = if at < seen { grown(at, cluster) } else { 0.0 };
        runs.add(cluster, x, room, kashidas.after(at));
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
