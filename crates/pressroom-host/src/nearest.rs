//! Names that a mistyped one may have meant.

/// All known names, the most alike first; names that are equally alike keep their order.
pub fn by_likeness<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = known.into_iter().collect();
    names.sort_by_key(|name| distance(word, name));
    names
}

/// Longer words than this are told apart by their beginnings.
const MAX_COMPARED_CHARS: usize = 64;

/// How many characters have to be added, taken away or replaced to turn one word into the other (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().flat_map(char::to_lowercase).take(MAX_COMPARED_CHARS).collect();
    let mut costs: Vec<usize> = (0..=from.len()).collect();
    for (row, wanted) in to.chars().flat_map(char::to_lowercase).take(MAX_COMPARED_CHARS).enumerate() {
        let mut next = vec![row + 1];
        for ((have, pair), left) in from.iter().zip(costs.windows(2)).zip(0..) {
            let [diagonal, above] = pair else { continue };
            let replaced = diagonal + usize::from(*have != wanted);
            let before = next.get(left).copied().unwrap_or(usize::MAX - 1);
            next.push(replaced.min(above + 1).min(before + 1));
        }
        costs = next;
    }
    costs.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness() {
        assert_eq!(by_likeness("ebup", ["newsml", "pdf", "epub"]), ["epub", "pdf", "newsml"]);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "pdf"), 3);
        assert_eq!(distance("PDF", "pdf"), 0);
    }
}
