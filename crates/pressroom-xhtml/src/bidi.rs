//! Names that run against the text around them (HTML, 4.5.25 `bdi`): without a word of it, the full stop of `Reed Coast Co.`
//! would stand on the wrong side in an Arabic credit.

use pressroom_core::Direction;

/// What parts the names of one line.
const SEPARATORS: [char; 14] = ['/', ',', ';', '|', '·', '(', ')', '–', '—', '،', '؛', ':', '&', '+'];

/// The text in pieces, each with whether it runs against the text around it and nothing in it runs along.
pub fn pieces(text: &str, around: Direction) -> Vec<(&str, bool)> {
    let none_against = match around {
        Direction::Ltr => !text.chars().any(runs_right_to_left),
        Direction::Rtl => !text.chars().any(runs_left_to_right),
    };
    if none_against {
        return vec![(text, false)];
    }
    if is_against(text, around) {
        return vec![(text, true)];
    }
    let mut pieces = Vec::new();
    for part in text.split_inclusive(SEPARATORS) {
        let name = part.trim_end_matches(SEPARATORS).trim();
        if !is_against(name, around) {
            pieces.push((part, false));
            continue;
        }
        // The white space and the separator stay outside.
        let start = part.find(name).unwrap_or_default();
        let (before, rest) = part.split_at(start);
        let (name, after) = rest.split_at(name.len());
        let all = [(before, false), (name, true), (after, false)];
        pieces.extend(all.into_iter().filter(|(piece, _)| !piece.is_empty()));
    }
    pieces
}

/// The value of `dir` of a piece that runs against the text around it.
pub fn against(around: Direction) -> &'static str {
    match around {
        Direction::Ltr => "rtl",
        Direction::Rtl => "ltr",
    }
}

fn is_against(text: &str, around: Direction) -> bool {
    let (left_to_right, right_to_left) = (text.chars().any(runs_left_to_right), text.chars().any(runs_right_to_left));
    match around {
        Direction::Ltr => right_to_left && !left_to_right,
        Direction::Rtl => left_to_right && !right_to_left,
    }
}

fn runs_left_to_right(c: char) -> bool {
    c.is_alphabetic() && !runs_right_to_left(c)
}

/// Letters of the blocks that Unicode keeps for scripts from right to left (UAX #9, 3.2, classes R and AL).
fn runs_right_to_left(c: char) -> bool {
    let in_block = matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF);
    in_block && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces that run against the text in brackets.
    fn check(text: &str, around: Direction, expected: &str) {
        let shown = |(piece, against): (&str, bool)| if against { format!("[{piece}]") } else { piece.to_owned() };
        assert_eq!(pieces(text, around).into_iter().map(shown).collect::<String>(), expected);
    }

    #[test]
    fn names_against_the_text_are_set_apart_and_nothing_else() {
        check("N. Rahal / Reed Coast Co.", Direction::Rtl, "[N. Rahal / Reed Coast Co.]");
        check("نورا رحال / Reed Coast Co.", Direction::Rtl, "نورا رحال / [Reed Coast Co.]");
        check("נ. רהב (Reed Co.), חיפה", Direction::Rtl, "נ. רהב ([Reed Co.]), חיפה");
        check("قال Reed Co. أمس", Direction::Rtl, "قال Reed Co. أمس");
        check("نورا رحال 2026.", Direction::Rtl, "نورا رحال 2026.");
        check("2026.", Direction::Rtl, "2026.");
        check("Ảnh: Hoài An/TTXVN", Direction::Ltr, "Ảnh: Hoài An/TTXVN");
        check("وكالة النهر.", Direction::Ltr, "[وكالة النهر.]");
        check("Hoài An / وكالة النهر.", Direction::Ltr, "Hoài An / [وكالة النهر.]");
        check("", Direction::Rtl, "");
    }
}
