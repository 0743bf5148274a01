//! Where a text's lines may end, and how gladly.

use icu_segmenter::options::{LineBreakOptions, WordBreakInvariantOptions};
use icu_segmenter::{LineSegmenter, WordSegmenter};

use super::break_lines::Opportunity;
use super::fonts::Fonts;
use super::hang::{hang_at_end, hang_at_start};
use super::hyphenate;
use super::runs::hyphen_glyph;
use super::scripts::Script;
use super::set_lines::{Alignment, Measure};
use super::shape::{Cluster, ClusterKind, Shaped};
use super::squares::{self, SquareMark};

const HYPHEN_COST: f64 = 60.0;
/// After a slash or a dash inside a word.
const INSIDE_WORD_COST: f64 = 40.0;
/// A line that starts with a lone dash reads as a list.
const BEFORE_DASH_COST: f64 = 120.0;
/// Inside a score or a span of years: `2 - 1`.
const BETWEEN_NUMBERS_COST: f64 = 400.0;
/// Korean words may be divided anywhere, but need not where a space is near.
const HANGUL_COST: f64 = 15.0;
/// A hyphen near a word's end, or in a short word.
const POOR_HYPHEN_COST: f64 = 160.0;
/// Between two words of one phrase of Chinese or Japanese, and inside such a word.
const INSIDE_PHRASE_COST: f64 = 60.0;
pub const INSIDE_SQUARED_WORD_COST: f64 = 400.0;
/// Longer texts than a headline, a deck or a caption are not asked for their Chinese and Japanese words.
const MOST_BYTES_IN_WORDS: usize = 3_000;
const EMERGENCY_COST: f64 = 1_000.0;
/// No paragraph is longer than this; the second opinion on Thai words takes its time.
const MOST_BYTES_ASKED_TWICE: usize = 20_000;

/// Where lines may end: Unicode line breaking (UAX #14), hyphenation, and inside what is wider than the column.
pub fn opportunities(fonts: &Fonts, shaped: &Shaped, measure: &Measure) -> Vec<Opportunity> {
    let text = shaped.rich.text.as_str();
    let clusters = shaped.clusters.as_slice();
    let mut breaks: Vec<(usize, Break)> = Vec::new();
    let may_end = |at: &usize| !shaped.rich.glued.contains(at);
    breaks.extend(segment(text, clusters).into_iter().filter(may_end).map(|at| (at, Break::Plain)));
    if measure.alignment == Alignment::Justified && shaped.story_script == Script::Indic {
        breaks.extend(syllables(shaped).map(|at| (at, Break::Syllable)));
        breaks.sort_unstable();
        breaks.dedup_by_key(|(at, _)| *at);
    }
    if let Some(language) = measure.hyphens {
        let points = hyphenate::points(text, language).into_iter();
        breaks.extend(points.map(|point| (point.at, if point.poor { Break::PoorHyphen } else { Break::Hyphen })));
        breaks.sort_unstable();
        breaks.dedup_by_key(|(at, _)| *at);
    }

    let words = if measure.alignment == Alignment::Justified { None } else { squared_words(shaped) };
    let mut found = Vec::with_capacity(breaks.len() + 1);
    let mut index = 0;
    let mut word_start = 0;
    let mut word_width = 0.0;
    for (at, kind) in breaks.into_iter().chain([(text.len(), Break::Plain)]) {
        while clusters.get(index).is_some_and(|cluster| (cluster.start as usize) < at) {
            word_width += clusters.get(index).map_or(0.0, |cluster| cluster.advance);
            index += 1;
        }
        // A break inside a cluster, such as a ligature, is none.
        if clusters.get(index).is_some_and(|cluster| cluster.start as usize != at) {
            continue;
        }
        if word_width > measure.width - measure.indent {
            emergency_breaks(clusters, word_start, index, &mut found);
        }
        word_start = index;
        word_width = 0.0;
        let justified = measure.alignment == Alignment::Justified;
        if !justified && kind == Break::Plain && at < text.len() && inside_hangul(clusters, index) {
            continue;
        }
        let mut opportunity = opportunity(fonts, shaped, index, kind);
        if !justified {
            opportunity.cost = opportunity.cost.max(phrase_cost(shaped, index, words.as_deref()));
        }
        found.push(Opportunity { forced: opportunity.forced || at == text.len(), ..opportunity });
    }
    found
}

/// Byte offsets where a line may end without a hyphen. Scripts without spaces need a dictionary; the longest words that it
/// finds in Thai often run into each other, so that there a second opinion is asked, a small neural model's. Both are
/// loaded only for such scripts.
fn segment(text: &str, clusters: &[Cluster]) -> Vec<usize> {
    let options = LineBreakOptions::default();
    let inside = |at: &usize| *at > 0 && *at < text.len();
    if !clusters.iter().any(|cluster| cluster.script.is_ragged()) {
        return LineSegmenter::new_for_non_complex_scripts(options).segment_str(text).filter(inside).collect();
    }
    let mut breaks: Vec<usize> = LineSegmenter::new_dictionary(options).segment_str(text).filter(inside).collect();
    if text.len() <= MOST_BYTES_ASKED_TWICE && clusters.iter().any(|cluster| cluster.script == Script::Thai) {
        let second: Vec<usize> = LineSegmenter::new_lstm(options).segment_str(text).collect();
        breaks.retain(|at| second.binary_search(at).is_ok());
    }
    // What the dictionary does not know it may divide inside a syllable of Burmese.
    breaks.retain(|at| !text.get(*at..).is_some_and(ends_a_syllable_of_burmese));
    breaks
}

/// Whether a text begins with a letter that only ends the syllable before it, or that stands below it.
fn ends_a_syllable_of_burmese(text: &str) -> bool {
    let consonant = |letter: char| ('\u{1000}'..='\u{102a}').contains(&letter);
    let closes = |letter: char| matches!(letter, '\u{1039}' | '\u{103a}');
    let mut letters = text.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some('\u{102b}'..='\u{103e}'), ..) => true,
        // Also with a tone before the sign that closes it.
        (Some(first), Some('\u{1037}'), Some(third)) => consonant(first) && closes(third),
        (Some(first), Some(second), _) => consonant(first) && closes(second),
        (..) => false,
    }
}

/// Bytes at which words of southern India may be divided where a column is too narrow for them, as its newspapers do:
/// between two syllables, without a hyphen.
fn syllables(shaped: &Shaped) -> impl Iterator<Item = usize> + '_ {
    /// That stay together at a word's start and end.
    const FEWEST: usize = 2;
    let divided = |cluster: &Cluster| {
        cluster.script == Script::Indic
            && shaped.letters(cluster).starts_with(|letter| matches!(letter, '\u{b80}'..='\u{d7f}'))
    };
    // A consonant without a vowel belongs to the syllable before it.
    let bare = |cluster: &Cluster| {
        shaped.letters(cluster).ends_with(['\u{bcd}', '\u{c4d}', '\u{ccd}', '\u{d4d}'])
            || shaped.letters(cluster).starts_with(|letter| matches!(letter, '\u{d7a}'..='\u{d7f}'))
    };
    let words = shaped.clusters.chunk_by(move |a, b| divided(a) == divided(b));
    words.filter(move |word| word.first().is_some_and(divided)).flat_map(move |word| {
        let inside = word.get(FEWEST..word.len().saturating_sub(FEWEST - 1)).unwrap_or_default();
        inside.iter().filter(move |cluster| !bare(cluster)).map(|cluster| cluster.start as usize)
    })
}

/// Between two letters of a Korean word. Only justified lines need to be divided there.
fn inside_hangul(clusters: &[Cluster], next: usize) -> bool {
    let hangul = |at: usize| {
        let cluster = clusters.get(at);
        cluster.is_some_and(|cluster| cluster.script == Script::Hangul && cluster.kind == ClusterKind::Word)
    };
    next > 0 && hangul(next - 1) && hangul(next)
}

/// Byte offsets between the words of a text with Chinese or Japanese letters, by a dictionary.
fn squared_words(shaped: &Shaped) -> Option<Vec<usize>> {
    let text = shaped.rich.text.as_str();
    let squared = shaped.clusters.iter().any(|cluster| cluster.script.is_squared());
    let segmenter = || WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    (squared && text.len() <= MOST_BYTES_IN_WORDS).then(|| segmenter().segment_str(text).collect())
}

/// Chinese and Japanese may be divided nearly anywhere. Where lines need not be filled, as in a headline, they rather end
/// after a mark, or where the small letters that end a Japanese phrase do; else between two words.
fn phrase_cost(shaped: &Shaped, next: usize, words: Option<&[usize]>) -> f64 {
    let cluster = |at: Option<usize>| at.and_then(|at| shaped.clusters.get(at));
    let (Some(before), Some(after)) = (cluster(next.checked_sub(1)), cluster(Some(next))) else { return 0.0 };
    if !squares::is_squared(shaped, before) || !squares::is_squared(shaped, after) {
        return 0.0;
    }
    let hiragana = |cluster: &Cluster| shaped.letters(cluster).starts_with(|c| matches!(c, '\u{3041}'..='\u{309f}'));
    let ends = matches!(squares::mark(shaped.letters(before)), Some(SquareMark::Closing | SquareMark::Stop));
    let begins = matches!(squares::mark(shaped.letters(after)), Some(SquareMark::Opening));
    let between = words.is_none_or(|words| words.binary_search(&(after.start as usize)).is_ok());
    match (between, ends || begins || (hiragana(before) && !hiragana(after))) {
        (true, true) => 0.0,
        (true, false) => INSIDE_PHRASE_COST,
        (false, _) => INSIDE_SQUARED_WORD_COST,
    }
}

/// What makes a place where a line may end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    Plain,
    /// Without a hyphen.
    Syllable,
    Hyphen,
    PoorHyphen,
}

fn opportunity(fonts: &Fonts, shaped: &Shaped, next: usize, kind: Break) -> Opportunity {
    let clusters = shaped.clusters.as_slice();
    let before = clusters.get(..next).unwrap_or_default();
    let vanishing = |cluster: &&Cluster| matches!(cluster.kind, ClusterKind::Space | ClusterKind::LineBreak);
    let end = next - before.iter().rev().take_while(vanishing).count();
    let forced = before.last().is_some_and(|last| last.kind == ClusterKind::LineBreak);
    let last = end.checked_sub(1).and_then(|at| clusters.get(at));
    // At the very end nothing is divided.
    let soft_hyphen = next < clusters.len() && last.is_some_and(|last| shaped.letters(last) == "\u{ad}");
    let hyphenated = matches!(kind, Break::Hyphen | Break::PoorHyphen) || soft_hyphen;
    let first = clusters.get(next);
    let after = clusters.get(next + 1);
    let lone_dash = first.is_some_and(|first| matches!(shaped.letters(first), "-" | "–" | "—"))
        && after.is_none_or(|after| after.kind == ClusterKind::Space);
    let hyphen = if hyphenated { last.map_or(0.0, |last| hyphen_glyph(fonts, shaped, last).advance) } else { 0.0 };
    let inside_word = match last.map(|last| last.script) {
        Some(script) if end < next || script.is_squared() || script.is_ragged() => 0.0,
        Some(Script::Hangul) => HANGUL_COST,
        Some(_) => INSIDE_WORD_COST,
        None => 0.0,
    };
    Opportunity {
        end,
        next,
        cost: if between_numbers(shaped, next) {
            BETWEEN_NUMBERS_COST
        } else if lone_dash {
            BEFORE_DASH_COST
        } else if kind == Break::PoorHyphen {
            POOR_HYPHEN_COST
        } else if hyphenated || kind == Break::Syllable {
            HYPHEN_COST
        } else {
            inside_word
        },
        hyphen,
        hyphenated,
        forced,
        hang_end: if hyphenated { hyphen * 0.5 } else { last.map_or(0.0, |last| hang_at_end(shaped, last)) },
        hang_start: first.map_or(0.0, |first| hang_at_start(shaped, first)),
    }
}

/// Whether a break before cluster `next` stands beside a lone dash that joins two numbers, or between one and its sign.
fn between_numbers(shaped: &Shaped, next: usize) -> bool {
    let at = |back: usize, ahead: usize| {
        let cluster = next.checked_sub(back).and_then(|start| shaped.clusters.get(start + ahead));
        cluster.map_or("", |cluster| shaped.letters(cluster))
    };
    let digit = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    let dash = |text: &str| matches!(text, "-" | "–");
    let after = dash(at(2, 0)) && at(3, 0) == " " && digit(at(4, 0)) && digit(at(0, 0));
    let before = dash(at(0, 0)) && at(0, 1) == " " && digit(at(2, 0)) && digit(at(0, 2));
    let percent = matches!(at(0, 0), "%" | "‰") && at(1, 0) == " " && digit(at(2, 0));
    after || before || percent
}

/// Between any two clusters of a word that no column holds, such as an address. No hyphen: it would look like the word's.
fn emergency_breaks(clusters: &[Cluster], start: usize, end: usize, found: &mut Vec<Opportunity>) {
    for at in start + 1..end {
        let space = clusters.get(at).is_some_and(|cluster| cluster.kind == ClusterKind::Space);
        if !space {
            found.push(Opportunity { end: at, next: at, cost: EMERGENCY_COST, ..Opportunity::default() });
        }
    }
}
