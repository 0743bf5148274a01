//! Marks that stand out of the column, so that its edge looks straight.

use super::shape::{Cluster, Shaped};
use super::squares::{self, SquareMark};
use crate::page::Pt;

/// How far a mark stands out of the column, in parts of its width: the eye takes the edge to be straighter for it. Of
/// a mark in a square only the empty half does.
pub fn hang_at_end(shaped: &Shaped, cluster: &Cluster) -> Pt {
    let text = shaped.letters(cluster);
    if squares::is_squared(shaped, cluster) {
        return match squares::mark(text) {
            Some(SquareMark::Closing) => squares::empty_part(shaped, cluster),
            Some(SquareMark::Stop) if shaped.centred_stops => squares::empty_part(shaped, cluster) / 2.0,
            Some(SquareMark::Stop) => squares::empty_part(shaped, cluster),
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

pub fn hang_at_start(shaped: &Shaped, cluster: &Cluster) -> Pt {
    let text = shaped.letters(cluster);
    if squares::is_squared(shaped, cluster) {
        return match squares::mark(text) {
            Some(SquareMark::Opening) => squares::empty_part(shaped, cluster),
            Some(SquareMark::Closing | SquareMark::Stop) | None => 0.0,
        };
    }
    cluster.advance
        * match text {
            "\"" | "'" | "“" | "‘" | "«" | "„" => 0.5,
            _ => 0.0,
        }
}
