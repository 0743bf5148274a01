//! How far the parts of a line grow and shrink when it is justified.

use super::break_lines::Measures;
use super::scripts::Script;
use super::shape::{Cluster, ClusterKind, Shaped};
use super::squares::{self, SquareMark};
use crate::page::Pt;

/// A justified space may grow by half (checked against 150 % of its width) and shrink by a quarter or so.
const SPACE_STRETCH: f32 = 0.5;
const SPACE_SHRINK: f32 = 0.28;
/// Narrower ones, in parts of the size, are no space to those who take the text out of the page: poppler sees one from
/// 0.15, and the letter before it may have moved closer.
const NARROWEST_SPACE_EM: f32 = 0.175;
/// Letters may move apart and together by this part of the size while spaces do most of the work.
pub const LETTER_STRETCH_EM: f32 = 0.012;
pub const LETTER_SHRINK_EM: f32 = 0.008;
/// Beyond what a space may grow or shrink by, letters move up to so many times what they do otherwise.
const MOST_LETTER_STRETCH: f32 = 4.0;
/// Space between Chinese and Japanese letters may grow by this part of the size, and between Korean ones.
pub const SQUARE_STRETCH_EM: f32 = 0.12;
const HANGUL_STRETCH_EM: f32 = 0.03;
/// Of a mark in a square of its own, half is empty; so much of that may go.
const SQUARE_MARK_SHRINK: f32 = 0.5;

/// How much a cluster may grow and shrink.
#[derive(Clone, Copy, Default)]
pub struct Elasticity {
    pub stretch: Pt,
    pub shrink: Pt,
    /// Between letters: may grow further when spaces have grown enough.
    letter: bool,
}

pub fn elasticity(shaped: &Shaped, cluster: &Cluster) -> Elasticity {
    let size = shaped.size(cluster);
    let widened = |by: f32| cluster.advance * by;
    match cluster.kind {
        ClusterKind::Space | ClusterKind::FixedSpace => Elasticity {
            stretch: cluster.advance * SPACE_STRETCH,
            shrink: (cluster.advance * SPACE_SHRINK).min(cluster.advance - size * NARROWEST_SPACE_EM).max(0.0),
            letter: false,
        },
        ClusterKind::LineBreak => Elasticity::default(),
        // A zero-width letter has no room of its own.
        ClusterKind::Word if cluster.advance <= 0.0 => Elasticity::default(),
        ClusterKind::Word if !cluster.script.may_be_tracked() => Elasticity {
            stretch: widened(cluster.script.widening()),
            shrink: widened(cluster.script.narrowing()),
            letter: true,
        },
        ClusterKind::Word if squares::is_squared(shaped, cluster) => {
            let mark = match squares::mark(shaped.letters(cluster)) {
                Some(SquareMark::Closing | SquareMark::Stop) => {
                    squares::empty_part(shaped, cluster) * SQUARE_MARK_SHRINK
                }
                Some(SquareMark::Opening) | None => 0.0,
            };
            Elasticity { stretch: size * SQUARE_STRETCH_EM, shrink: mark, letter: false }
        }
        ClusterKind::Word if cluster.script == Script::Hangul => {
            Elasticity { stretch: size * HANGUL_STRETCH_EM, shrink: 0.0, letter: false }
        }
        ClusterKind::Word => Elasticity {
            stretch: size * LETTER_STRETCH_EM + widened(cluster.script.widening()),
            shrink: size * LETTER_SHRINK_EM + widened(cluster.script.narrowing()),
            letter: true,
        },
    }
}

pub fn measures(shaped: &Shaped) -> Measures {
    let mut measures = Measures::default();
    for cluster in &shaped.clusters {
        let elasticity = elasticity(shaped, cluster);
        measures.push(cluster.advance, elasticity.stretch, elasticity.shrink);
    }
    measures
}

/// How much of their elasticity a line's clusters take: below 0 they shrink.
pub struct Growth {
    pub letters: f32,
    pub rest: f32,
}

impl Growth {
    /// Once spaces have grown or shrunk as far as looks well, letters move a little more; only then spaces again.
    pub fn of(shaped: &Shaped, seen: &[Cluster], ratio: f32) -> Growth {
        let even = Growth { letters: ratio, rest: ratio };
        if ratio.abs() <= 1.0 {
            return even;
        }
        let room = |letter: bool| -> Pt {
            let elastic = seen.iter().rev().skip(1).map(|cluster| elasticity(shaped, cluster));
            let elastic = elastic.filter(|elastic| elastic.letter == letter);
            elastic.map(|elastic| if ratio > 0.0 { elastic.stretch } else { elastic.shrink }).sum()
        };
        let (letters, rest) = (room(true), room(false));
        if letters <= 0.0 || rest <= 0.0 {
            return even;
        }
        let wanted = ratio.abs() * (letters + rest);
        let moved = ((wanted - rest) / letters).min(MOST_LETTER_STRETCH);
        Growth { letters: moved * ratio.signum(), rest: (wanted - moved * letters) / rest * ratio.signum() }
    }

    /// How wide the letters of a script are drawn, in parts of their own width. As exact as the page says it, so that
    /// no letter has to be put right.
    pub fn width_of(&self, script: Script) -> f32 {
        let by = if self.letters > 0.0 { script.widening() } else { script.narrowing() };
        ((1.0 + self.letters * by) * 100_000.0).round() / 100_000.0
    }

    /// By how much the spaces of a line would grow beyond what looks well, all together.
    pub fn too_much(&self, shaped: &Shaped, seen: &[Cluster]) -> Pt {
        (self.rest - 1.0).max(0.0) * rest_of(shaped, seen)
    }

    /// The same growth, where something else takes so much of what spaces would.
    pub fn relieved(self, shaped: &Shaped, seen: &[Cluster], taken: Pt) -> Growth {
        let room = rest_of(shaped, seen);
        Growth { rest: if room > 0.0 { self.rest - taken / room } else { self.rest }, ..self }
    }

    pub fn of_cluster(&self, elastic: &Elasticity) -> Pt {
        let taken = if elastic.letter { self.letters } else { self.rest };
        taken * if taken > 0.0 { elastic.stretch } else { elastic.shrink }
    }
}

/// What spaces and squares of a line may grow by. Nothing moves away from the last cluster.
fn rest_of(shaped: &Shaped, seen: &[Cluster]) -> Pt {
    let elastic = seen.iter().rev().skip(1).map(|cluster| elasticity(shaped, cluster));
    elastic.filter(|elastic| !elastic.letter).map(|elastic| elastic.stretch).sum()
}
