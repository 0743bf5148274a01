//! Lines to rows: what the recognisers look at. A row is one line, or the lines of one hard-wrapped paragraph.

use crate::lines::Line;
use crate::profile::{Paragraphs, Profile};

/// Hard-wrapped copy breaks at 65 to 80 columns; a longer line was not wrapped by hand or by an agency's system.
const WRAP_COLUMNS: usize = 90;

/// The lines that make each row.
pub fn group(lines: &[Line], profile: &Profile) -> Vec<std::ops::Range<usize>> {
    let joined = match profile.paragraphs {
        Paragraphs::Line => false,
        Paragraphs::BlankLine => true,
        Paragraphs::Auto => is_wrapped(lines),
    };
    let mut rows: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| lines.get(before));
        let goes_on = joined && line.gap == 0 && !stands_alone(line, profile);
        match rows.last_mut() {
            Some(row) if goes_on && before.is_some_and(|before| !stands_alone(before, profile)) => row.end = index + 1,
            Some(_) | None => rows.push(index..index + 1),
        }
    }
    rows
}

/// Whether most lines that another follows at once break off inside a sentence.
fn is_wrapped(lines: &[Line]) -> bool {
    if lines.iter().any(|line| line.text.len() > WRAP_COLUMNS && line.text.chars().count() > WRAP_COLUMNS) {
        return false;
    }
    let mut followed = 0usize;
    let mut broken = 0usize;
    for pair in lines.windows(2) {
        if let [line, next] = pair
            && next.gap == 0
        {
            followed += 1;
            let open = !line.text.ends_with(['.', '!', '?', '…', '”', '"', '。']);
            broken += usize::from(open && line.text.chars().count() > WRAP_COLUMNS / 3);
        }
    }
    broken * 2 > followed && followed >= 2
}

fn stands_alone(line: &Line, profile: &Profile) -> bool {
    profile.figure.credit_labels.iter().any(|label| line.text.starts_with(label.as_str()))
        || profile.leftovers.lines.has(&line.text)
        || profile.end.alone.contains(&line.text)
}
