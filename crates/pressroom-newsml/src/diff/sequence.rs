//! Two sequences: the fewest differences that explain them.

use super::facts::{Fact, Unequal};

/// Cells of the table that finds them. Longer texts are compared place by place.
const MAX_CELLS: usize = 4_000_000;

pub fn compare(old: Vec<Fact>, new: Vec<Fact>) -> Vec<Unequal> {
    let same = |one: &Fact, other: &Fact| one.canon == other.canon;
    let start = old.iter().zip(&new).take_while(|(one, other)| same(one, other)).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| same(one, other)).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let kept = if old.len().saturating_mul(new.len()) <= MAX_CELLS { common(old, new) } else { Vec::new() };
    let mut unequal = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    for (at_old, at_new) in kept.into_iter().chain([(old.len(), new.len())]) {
        let (gone, come) = (&old[from_old..at_old], &new[from_new..at_new]);
        for index in 0..gone.len().max(come.len()) {
            let (one, other) = (gone.get(index).cloned(), come.get(index).cloned());
            let part = one.as_ref().or(other.as_ref()).map(|fact| fact.part.clone()).unwrap_or_default();
            unequal.push((part, one, other));
        }
        (from_old, from_new) = (at_old + 1, at_new + 1);
    }
    unequal
}

/// The longest common subsequence, as pairs of indices.
fn common(old: &[Fact], new: &[Fact]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut lengths = vec![0u32; (old.len() + 1) * width];
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            lengths[i * width + j] = if one.canon == other.canon {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i].canon == new[j].canon {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
