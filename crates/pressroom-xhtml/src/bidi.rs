//! Names that run against the text around them (HTML, 4.5.25 `bdi`): without a word of it, the full stop of `Reed Coast Co.`
//! would stand on the wrong side in an Arabic credit.

use pressroom_core::Direction;

/// A line of names in pieces, each with whether it runs against the text around it.
pub fn pieces(text: &str, around: Direction) -> Vec<(&str, bool)> {
    if let Some(whole) = whole(text, around) {
        return vec![(text, whole)];
    }
    let mut pieces = Vec::new();
    let mut done = 0;
    // From the first to behind the last letter that runs against the text, with none between that runs along.
    let mut span: Option<(usize, usize)> = None;
    let mut cut = |(start, end): (usize, usize), limit: usize| {
        let end =
            end + marks_of_its_own(text.get(start..end).unwrap_or_default(), text.get(end..limit).unwrap_or_default());
        for (range, against) in [(done..start, false), (start..end, true)] {
            pieces.extend(text.get(range).filter(|piece| !piece.is_empty()).map(|piece| (piece, against)));
        }
        done = end;
    };
    for (at, c) in text.char_indices() {
        if runs_against(c, around) {
            let start = span.map_or(at, |(start, _)| start);
            span = Some((start, at + c.len_utf8()));
        } else if c.is_alphabetic()
            && let Some(found) = span.take()
        {
            cut(found, at);
        }
    }
    if let Some(found) = span {
        cut(found, text.len());
    }
    pieces.extend(text.get(done..).filter(|rest| !rest.is_empty()).map(|rest| (rest, false)));
    pieces
}

/// Whether all of a text runs against what is around it; `None` when only parts of it do.
pub fn whole(text: &str, around: Direction) -> Option<bool> {
    let against = text.chars().any(|c| runs_against(c, around));
    let along = || text.chars().any(|c| c.is_alphabetic() && !runs_against(c, around));
    if !against {
        Some(false)
    } else if !along() {
        Some(true)
    } else {
        None
    }
}

/// How many bytes behind a name belong to it: the full stop of `Co.`, what closes its brackets and quotation marks.
fn marks_of_its_own(name: &str, after: &str) -> usize {
    let count = |sign: char| name.chars().filter(|&c| c == sign).count();
    let mut open = count('(').saturating_sub(count(')'));
    let mut belongs = |c: char| match c {
        '.' | '…' | '!' | '?' | '’' | '”' | '"' => true,
        ')' if open > 0 => {
            open -= 1;
            true
        }
        _ => false,
    };
    after.chars().take_while(|&c| belongs(c)).map(char::len_utf8).sum()
}

/// The value of `dir` of a piece that runs against the text around it.
pub fn against(around: Direction) -> &'static str {
    match around {
        Direction::Ltr => "rtl",
        Direction::Rtl => "ltr",
    }
}

fn runs_against(c: char, around: Direction) -> bool {
    let right_to_left = runs_right_to_left(c);
    match around {
        Direction::Ltr => right_to_left,
        Direction::Rtl => c.is_alphabetic() && !right_to_left,
    }
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
        check("قال Reed Co. أمس", Direction::Rtl, "قال [Reed Co.] أمس");
        check("N. Rahal (Reed Co.)، ليلى", Direction::Rtl, "[N. Rahal (Reed Co.)]، ليلى");
        check("نورا رحال 2026.", Direction::Rtl, "نورا رحال 2026.");
        check("2026.", Direction::Rtl, "2026.");
        check("Ảnh: Hoài An/TTXVN", Direction::Ltr, "Ảnh: Hoài An/TTXVN");
        check("وكالة النهر.", Direction::Ltr, "[وكالة النهر.]");
        check("Hoài An / وكالة النهر.", Direction::Ltr, "Hoài An / [وكالة النهر.]");
        check("", Direction::Rtl, "");
    }
}
