//! IPTC 7901: `SOH agency number priority category words ... CR LF keywords CR LF STX text ETX time`.

use super::{ETX, Field, Frame, HEADER_BYTES, Head, SOH, STX, SYN, bare};

const FORM: &str = "IPTC 7901";
/// Lines between SOH and STX.
const MOST_HEADER_LINES: usize = 14;

struct Header<'t> {
    message: &'t str,
    priority: u8,
    category: &'t str,
    words: Option<u32>,
    rest: &'t str,
}

/// Takes the header that the head begins with.
pub fn head(head: &mut Head<'_>, frame: &mut Frame) -> bool {
    let Some(first) = head.next_filled() else { return false };
    let Some(line) = head.line(first) else { return false };
    let marked = line.trim_start_matches([SYN, ' ']).starts_with([SOH, STX]);
    let header = parse(bare(line)).filter(|_| marked || is_strict_header(line));
    // SYN SYN SOH and a letter before the number is the other form.
    if (!marked && header.is_none()) || super::anpa::is_first_line(line) {
        return false;
    }
    if line.matches(SOH).count() > 1 {
        frame.missing.push("one SOH (there are two)");
    }
    let stx = (first..head.lines.len())
        .take(MOST_HEADER_LINES)
        .find(|index| head.line(*index).is_some_and(|line| line.contains(STX)));
    // The text begins with it; nothing stood before.
    if header.is_none() && stx == Some(first) && !line.contains(SOH) {
        frame.forms.push("STX");
        frame.cut(head.lines.get(first).map_or(0..0, |line| line.start..line.start));
        finish(head, frame, first, Some(first));
        return true;
    }
    frame.forms.push(FORM);
    match &header {
        Some(header) => facts(header, frame),
        None => {
            frame.missing.push("the header line");
            frame.facts.extra("header", bare(line));
        }
    }
    let ends_here = stx == Some(first);
    let header_end = line.find(STX).filter(|_| ends_here);
    if let Some(raw) = head.lines.get(first) {
        frame.cut(raw.start..header_end.map_or(raw.end, |at| raw.start + at + STX.len_utf8()));
    }
    let text = match stx {
        Some(stx) => {
            between(head, frame, first + 1, stx);
            stx
        }
        None => {
            let slug = slug_without_mark(head, first + 1);
            if let Some(slug) = slug {
                slugline(head, frame, slug);
            }
            slug.map_or(first + 1, |slug| slug + 1)
        }
    };
    finish(head, frame, text, stx);
    true
}

fn finish(head: &mut Head<'_>, frame: &mut Frame, text: usize, stx: Option<usize>) {
    let controls = head.text.contains([SOH, STX, ETX]);
    if controls && stx.is_none() {
        frame.missing.push("STX");
    }
    if controls && !head.text.contains(ETX) {
        frame.missing.push("ETX");
    }
    head.next = text;
}

/// Lines from the header line to STX: keywords, and what else the agency writes there.
fn between(head: &Head<'_>, frame: &mut Frame, from: usize, stx: usize) {
    for index in from..stx {
        let Some(line) = head.line(index) else { continue };
        let words = bare(line);
        if words.is_empty() {
            continue;
        }
        if parse(words).is_some() {
            frame.missing.push("one header (there are two)");
            head.cut_line(index, frame);
        } else if frame.facts.keywords.is_empty() {
            slugline(head, frame, index);
        } else {
            frame.facts.extra("header", words);
            head.cut_line(index, frame);
        }
    }
    // What stands after STX on its line is text.
    if let (Some(raw), Some(line)) = (head.lines.get(stx), head.line(stx))
        && let Some(at) = line.find(STX)
        && stx >= from
    {
        frame.cut(raw.start..raw.start + at + STX.len_utf8());
    }
}

/// `Hafen/Streik/`: the line is the slugline, its words are keywords.
fn slugline(head: &Head<'_>, frame: &mut Frame, index: usize) {
    let (Some(raw), Some(line)) = (head.lines.get(index), head.line(index)) else { return };
    let words = bare(line).trim_end_matches(['/', '<', ' ']);
    if words.is_empty() {
        return;
    }
    let at = head.range_of(words);
    frame.cut(raw.start..at.start);
    frame.cut(at.end..raw.end);
    frame.take(at, Field::Slugline);
    frame.facts.keywords =
        words.split('/').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
}

/// Where the control characters are lost, only its form tells a slugline: slashes and no sentence.
fn slug_without_mark(head: &Head<'_>, from: usize) -> Option<usize> {
    const LONGEST: usize = 80;
    let index = (from..head.lines.len()).find(|index| head.line(*index).is_some_and(|line| !bare(line).is_empty()))?;
    let words = bare(head.line(index)?);
    let spaced = words.contains(" /") || words.contains("/ ");
    (words.contains('/') && !spaced && words.len() <= LONGEST && !words.ends_with(['.', '!', '?', '"']))
        .then_some(index)
}

fn facts(header: &Header<'_>, frame: &mut Frame) {
    frame.facts.urgency = (1..=9).contains(&header.priority).then_some(header.priority);
    frame.facts.extra("message", header.message);
    frame.facts.extra("category", header.category);
    if let Some(words) = header.words {
        frame.facts.extra("word_count", &words.to_string());
    }
    if !header.rest.is_empty() {
        frame.facts.extra("header", header.rest);
    }
}

/// `abc0123 3 pol 345 ...`
fn parse(line: &str) -> Option<Header<'_>> {
    if line.len() > HEADER_BYTES {
        return None;
    }
    let mut words = line.split_whitespace();
    let message = words.next()?;
    let letters = message.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = message.get(letters..)?;
    let numbered = letters <= 6 && (2..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let priority = words.next().filter(|word| word.len() == 1)?.parse().ok()?;
    let category = words.next().filter(|word| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let count = words.next();
    let (count, rest) = match count.map(|count| (count, count.parse().ok())) {
        Some((_, Some(number))) => (Some(number), words.next()),
        Some((word, None)) => (None, Some(word)),
        None => (None, None),
    };
    let rest = rest.and_then(|rest| line.get(line.rfind(rest)?..)).unwrap_or_default();
    numbered.then_some(Header { message, priority, category, words: count, rest })
}

/// Whether a line can be nothing else, control characters or none.
pub fn is_strict_header(line: &str) -> bool {
    let words = bare(line);
    let letters = words.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = words.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
    parse(words).is_some_and(|header| letters >= 2 && digits >= 3 && header.words.is_some())
}
