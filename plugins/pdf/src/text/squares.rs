//! Chinese and Japanese letters and marks: each in a square of its own.

use super::shape::{Cluster, Shaped};
use crate::page::Pt;

/// A letter or mark of Chinese or Japanese, not a Latin one among them.
pub fn is_squared(shaped: &Shaped, cluster: &Cluster) -> bool {
    cluster.script.is_squared() && !shaped.letters(cluster).is_ascii()
}

/// Marks whose square is half empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SquareMark {
    /// Empty before it.
    Opening,
    /// Empty after it.
    Closing,
    /// A full stop or a comma: empty after it, or all around it.
    Stop,
}

pub fn mark(letters: &str) -> Option<SquareMark> {
    match letters {
        "「" | "『" | "（" | "《" | "〈" | "【" | "〔" | "［" | "｛" | "“" | "‘" => {
            Some(SquareMark::Opening)
        }
        "」" | "』" | "）" | "》" | "〉" | "】" | "〕" | "］" | "｝" | "”" | "’" => {
            Some(SquareMark::Closing)
        }
        "。" | "、" | "，" | "．" => Some(SquareMark::Stop),
        _ => None,
    }
}

/// What a mark has in its square beyond half of it: nothing when the font has set it narrow already.
pub fn empty_part(shaped: &Shaped, cluster: &Cluster) -> Pt {
    let size = shaped.size(cluster);
    (cluster.advance - size / 2.0).clamp(0.0, size / 2.0)
}

/// Marks that follow each other share the room between them: no two halves stay empty.
pub fn squeeze(shaped: &mut Shaped) {
    for at in 1..shaped.clusters.len() {
        let (Some(before), Some(after)) = (shaped.clusters.get(at - 1), shaped.clusters.get(at)) else { continue };
        if !is_squared(shaped, before) || !is_squared(shaped, after) {
            continue;
        }
        let pair = (mark(shaped.letters(before)), mark(shaped.letters(after)));
        let part = match pair {
            (Some(SquareMark::Stop), Some(SquareMark::Opening)) if shaped.centred_stops => 0.5,
            (Some(SquareMark::Stop), Some(_)) if shaped.centred_stops => 0.0,
            (Some(SquareMark::Closing | SquareMark::Stop), Some(_)) => 1.0,
            (Some(SquareMark::Opening), Some(SquareMark::Opening)) => 1.0,
            (Some(_) | None, _) => continue,
        };
        let less = empty_part(shaped, before) * part;
        let last = before.first_glyph as usize + usize::from(before.glyph_count);
        if let Some(glyph) = last.checked_sub(1).and_then(|last| shaped.glyphs.get_mut(last)) {
            glyph.advance -= less;
        }
        if let Some(before) = shaped.clusters.get_mut(at - 1) {
            before.advance -= less;
        }
    }
}
