//! Lines to rows: what the recognisers look at. A row is one line, the lines of one hard-wrapped paragraph, or one of
//! several paragraphs that share a line.

use std::ops::Range;

use crate::characters::has_byte;
use crate::lines::Line;
use crate::profile::phrases::{Case, is_spaceless};
use crate::profile::{Paragraphs, Profile};

/// Hard-wrapped copy breaks at 65 to 80 columns; a longer line was not wrapped by hand or by an agency's system.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 40..=90;
/// A line that could have taken this much more than its next word was not broken for lack of room.
const RAGGED_COLUMNS: usize = 8;
/// Fewer pairs of lines tell nothing by their lengths alone.
const MIN_PAIRS: usize = 2;

/// No system wraps so late.
const PAGE_COLUMNS: usize = 140;
/// Thai breaks at few places.
const PAGE_WORDS: usize = 12;
/// A headline has this many rows before it and itself.
const HEADLINE_WITHIN: usize = 4;

/// A line, or a byte range of it.
pub struct Piece {
    pub line: usize,
    pub range: Range<usize>,
}

/// The pieces that make each row.
pub fn group(lines: &[Line], profile: &Profile) -> Vec<Vec<Piece>> {
    let wrap = match profile.paragraphs {
        Paragraphs::Line => None,
        Paragraphs::BlankLine | Paragraphs::Indent => Some(usize::MAX),
        Paragraphs::Auto => wrap_width(lines),
    };
    let indented = match profile.paragraphs {
        Paragraphs::Indent => true,
        Paragraphs::BlankLine | Paragraphs::Line => false,
        Paragraphs::Auto => wrap.is_some() && lines.iter().filter(|line| line.indent > 0).count() * 8 > lines.len(),
    };
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    let mut before: Option<&Line> = None;
    for (index, line) in lines.iter().enumerate() {
        let goes_on = wrap.zip(before).is_some_and(|(wrap, before)| {
            let new_indent = indented && line.indent > before.indent;
            line.gap == 0
                && !new_indent
                && (wrap == usize::MAX || is_broken(before, line, wrap))
                && !stands_alone(line, profile)
                && !stands_alone(before, profile)
        });
        // A note in brackets is whole: `(Zusammenfassung - neu: Zitat)`.
        let first = rows.last().and_then(|row| row.first()).and_then(|piece| lines.get(piece.line));
        let noted = first.is_some_and(|first| first.text.starts_with('(') && !first.text.contains(") "))
            && before.is_some_and(|before| before.text.ends_with(')'));
        let goes_on = goes_on && !noted;
        let goes_on =
            goes_on || (rows.len() <= HEADLINE_WITHIN && before.is_some_and(|before| is_shouted(before, line)));
        let whole = Piece { line: index, range: 0..line.text.len() };
        match rows.last_mut() {
            Some(row) if goes_on => row.push(whole),
            Some(_) | None => rows.extend(paragraphs(&line.text).map(|range| vec![Piece { line: index, range }])),
        }
        before = Some(line);
    }
    rows
}

/// The width that most lines which another follows at once were wrapped at, if they were.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let widths = lines.iter().map(|line| width(&line.text)).filter(|width| *width <= *WRAP_COLUMNS.end());
    let widest = widths.max().filter(|width| WRAP_COLUMNS.contains(width))?;
    let (mut pairs, mut broken, mut inside, mut unended) = (0usize, 0usize, 0usize, 0usize);
    for pair in lines.windows(2) {
        if let [line, next] = pair
            && next.gap == 0
            && width(&line.text) >= *WRAP_COLUMNS.start()
        {
            pairs += 1;
            let is_broken = is_broken(line, next, widest);
            broken += usize::from(is_broken);
            unended += usize::from(is_broken && !ends(&line.text));
            inside += usize::from(goes_on_small(line, next));
        }
    }
    let long =
        lines.iter().filter(|line| line.text.len() > *WRAP_COLUMNS.end() && width(&line.text) > *WRAP_COLUMNS.end());
    let mostly_short = long.count() * 10 <= lines.len();
    // Of lines that were broken, some go on in small letters, or all of them inside a sentence; German nouns have capitals.
    let letters = || lines.iter().flat_map(|line| line.text.chars().take(*WRAP_COLUMNS.end()));
    let small = letters().filter(|c| c.is_lowercase()).count() * 2 > letters().filter(|c| c.is_alphabetic()).count();
    let by_words = !small || (inside > 0 && inside * 10 >= broken * 2) || (broken > MIN_PAIRS && unended == broken);
    ((pairs >= MIN_PAIRS || inside > 0) && broken * 10 >= pairs * 6 && mostly_short && by_words).then_some(widest)
}

/// Whether a line was broken because its next word had no room, or inside a sentence.
fn is_broken(line: &Line, next: &Line, widest: usize) -> bool {
    let first_word = next.text.split_whitespace().next().unwrap_or_default();
    let first = first_word.chars().next().unwrap_or(' ');
    let word = if is_spaceless(first) { 2 } else { width(first_word) };
    let full = width(&line.text) + 1 + word + RAGGED_COLUMNS > widest;
    let inside = goes_on_small(line, next) && width(&line.text) * 2 > widest;
    // A line of a page's paragraph was not broken.
    let longer = width(&line.text) > PAGE_COLUMNS && line.text.split_whitespace().count() > PAGE_WORDS;
    (!longer && (full || inside)) || (line.text.ends_with('-') && first.is_lowercase())
}

/// Whether both lines are one headline in capitals.
fn is_shouted(before: &Line, line: &Line) -> bool {
    const MIN_WORDS: usize = 4;
    let shouted = |text: &str| {
        text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase) && !text.contains(['(', '/'])
    };
    line.gap == 0
        && before.text.split_whitespace().count() >= MIN_WORDS
        && line.text.split_whitespace().count() >= 2
        && shouted(&before.text)
        && shouted(&line.text)
        && !before.text.ends_with(['.', ':', '!', '?'])
}

/// Whether a sentence that has not ended goes on in small letters.
fn goes_on_small(line: &Line, next: &Line) -> bool {
    let small = next.text.chars().next().is_some_and(char::is_lowercase);
    small && !ends(&line.text)
}

fn ends(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', ':', ';', '。'])
}

/// Columns of a fixed-width screen. No more are counted than matter.
fn width(text: &str) -> usize {
    const ENOUGH: usize = 200;
    let wide = |c: char| matches!(c as u32, 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0x20000..=0x3FFFD);
    text.chars().take(ENOUGH).map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// The paragraphs of one line: an ideographic space, or several spaces, after the end of a sentence parts them.
fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    let mut marks: Vec<usize> = Vec::new();
    if has_byte(text, |byte| matches!(byte, b'\t' | 0xE3)) || text.contains("    ") {
        marks.extend(text.match_indices(['\u{3000}', '\t']).chain(text.match_indices("    ")).map(|(at, _)| at));
        marks.sort_unstable();
    }
    let ends = marks.into_iter().filter(|at| {
        let before = text.get(..*at).unwrap_or_default();
        before.trim_end_matches(['」', '』', '”', '"', '）', ')']).ends_with(['。', '！', '？', '.', '!', '?', '…'])
    });
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    ends.into_iter().filter_map(move |end| {
        let piece = text.get(start..end)?;
        let from = start + (piece.len() - piece.trim_start().len());
        start = end;
        (from < end).then_some(from..end)
    })
}

fn stands_alone(line: &Line, profile: &Profile) -> bool {
    let text = line.text.as_str();
    profile.internal.routing.prefix(text, Case::Exact).is_some()
        || profile.figure.credit_labels.prefix(text, Case::Exact).is_some()
        || profile.figure.telling_labels.prefix(text, Case::Exact).is_some()
        || profile.byline.labels.prefix(text, Case::Exact).is_some_and(|label| text.len() < label + 60)
        || profile.leftovers.lines.has(text)
        || profile.end.alone.has(text)
        || profile.internal.notes.prefix(text, Case::Any).is_some()
}
