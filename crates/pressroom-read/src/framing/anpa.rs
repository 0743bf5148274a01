//! ANPA 1312: `SYN SYN SOH service number US selector`, a line of priority, category, version and keyword, STX, lines
//! `^...<`, text, ETX and a stamp.

use super::{ETX, Field, Frame, HEADER_BYTES, Head, SOH, STX, SYN, bare};

const FORM: &str = "ANPA 1312";
/// Lines that begin with a caret stand before the text.
const MOST_CARET_LINES: usize = 20;

/// `a1234` and a selector: letters, digits or dashes, after a unit separator where none was lost.
pub fn is_first_line(line: &str) -> bool {
    if line.len() > HEADER_BYTES {
        return false;
    }
    let words = line.trim_matches([SYN, SOH, ' ', '\t', '\r', STX]);
    let mut bytes = words.bytes();
    let service = bytes.next().is_some_and(|b| b.is_ascii_alphabetic());
    let number = words.get(1..5).is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()));
    let rest = words.get(5..).unwrap_or_default();
    let selector = rest.trim_start_matches('\u{1F}').trim_end_matches(|c: char| (c as u32) < 0x20);
    let plain =
        selector.len() >= 3 && selector.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let marked = rest.starts_with('\u{1F}') || (line.contains(SYN) && line.contains(SOH));
    service && number && (plain || (marked && !selector.contains(' ')))
}

pub fn head(head: &mut Head<'_>, frame: &mut Frame) -> bool {
    let Some(first) = head.next_filled() else { return false };
    let Some(line) = head.line(first).filter(|line| is_first_line(line)) else { return false };
    let second =
        (first + 1..head.lines.len()).find(|index| head.line(*index).is_some_and(|line| !bare(line).is_empty()));
    let header = second.and_then(|second| parse(head.line(second)?));
    let marked = line.contains(SOH);
    if !marked && header.is_none() {
        return false;
    }
    frame.forms.push(FORM);
    if line.matches(SOH).count() > 1 {
        frame.missing.push("one SOH (there are two)");
    }
    frame.facts.extra("message", bare(line).split('\u{1F}').next().unwrap_or_default());
    head.cut_line(first, frame);
    head.next = first + 1;
    let keyword = match (header, second) {
        (Some(header), Some(second)) => {
            header.facts(frame);
            cut_up_to_text(head, frame, second);
            head.next = second + 1;
            Some(header.keyword)
        }
        (None, _) | (_, None) => {
            frame.missing.push("the second header line");
            None
        }
    };
    let controls = head.text.contains([SOH, STX, ETX]);
    if controls && !head.text.contains(STX) {
        frame.missing.push("STX");
    }
    if controls && !head.text.contains(ETX) {
        frame.missing.push("ETX");
    }
    let slug = carets(head, frame);
    if !slug && let Some(keyword) = keyword.filter(|keyword| !keyword.is_empty()) {
        // The range is inside the header line's cut: its piece takes its place.
        let at = head.range_of(keyword);
        if let Some(index) = frame
            .cuts
            .iter()
            .position(|cut| cut.field.is_none() && cut.range.start <= at.start && cut.range.end >= at.end)
        {
            let whole = frame.cuts.remove(index).range;
            frame.cut(whole.start..at.start);
            frame.cut(at.end..whole.end);
            frame.take(at, Field::Slugline);
        }
    }
    line_ends(head.text, frame);
    true
}

/// Lines `^...<` at the start, of a transmission that lost its control characters and its header: archives keep it so.
pub fn bare_carets(head: &mut Head<'_>, frame: &mut Frame) -> bool {
    const ENOUGH: usize = 2;
    let marked = |index: &usize| head.line(*index).is_some_and(|line| line.trim_start().starts_with('^'));
    let filled = |index: &usize| head.line(*index).is_some_and(|line| !line.trim().is_empty());
    let first: Vec<usize> = (head.next..head.lines.len()).filter(filled).take_while(marked).collect();
    let ended = |index: &usize| head.line(*index).is_some_and(|line| line.trim_end().ends_with(['<', '=']));
    if first.len() < ENOUGH || !first.iter().any(ended) {
        return false;
    }
    frame.forms.push(FORM);
    for index in &first {
        let (Some(raw), Some(line)) = (head.lines.get(*index), head.line(*index)) else { continue };
        // The words are left for whoever knows slugs, headlines and bylines.
        let words = line.trim_start().trim_start_matches('^').trim_end().trim_end_matches(['<', '=', ' ']);
        let at = head.range_of(words);
        frame.cut(raw.start..at.start);
        frame.cut(at.end..raw.end);
    }
    line_ends(head.text, frame);
    true
}

struct Header<'t> {
    priority: char,
    category: &'t str,
    keyword: &'t str,
    date: Option<&'t str>,
    words: Option<&'t str>,
}

impl Header<'_> {
    fn facts(&self, frame: &mut Frame) {
        // Flash, bulletin, urgent, regular, deferred.
        frame.facts.urgency = match self.priority.to_ascii_lowercase() {
            'f' => Some(1),
            'b' => Some(2),
            'u' => Some(3),
            'r' => Some(5),
            'd' => Some(7),
            _ => None,
        };
        frame.facts.extra("priority", &self.priority.to_string());
        frame.facts.extra("category", self.category);
        frame.facts.extra("keyword", self.keyword);
        if let Some(date) = self.date {
            frame.facts.extra("date", date);
        }
        if let Some(words) = self.words {
            frame.facts.extra("word_count", words);
        }
    }
}

/// `r d BC-US--Port-Strike 1stLd   05-04 0590`: priority, category, version and keyword, month and day, words.
fn parse(line: &str) -> Option<Header<'_>> {
    let is_gap = |c: char| c == ' ' || c == '\t' || (c as u32) < 0x20;
    let words: Vec<&str> = line.split(is_gap).filter(|word| !word.is_empty()).collect();
    let (priority, category) = (words.first()?, words.get(1)?);
    let priority = priority.chars().next().filter(|c| priority.len() == 1 && c.is_ascii_alphabetic())?;
    let category = Some(*category).filter(|word| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_alphanumeric()))?;
    let is_date = |word: &str| {
        word.split_once('-').is_some_and(|(m, d)| {
            [m, d].iter().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
        })
    };
    let date = words.iter().skip(2).position(|word| is_date(word)).map(|at| at + 2);
    let version = words.get(2).is_some_and(|word| {
        let upper = word.to_ascii_uppercase();
        ["AM-", "PM-", "BC-", "AP-"].iter().any(|version| upper.starts_with(version))
    });
    if date.is_none() && !version {
        return None;
    }
    let last = date.unwrap_or(words.len());
    let (start, end) = (words.get(2)?, words.get(last.checked_sub(1)?)?);
    let from = start.as_ptr() as usize - line.as_ptr() as usize;
    let to = end.as_ptr() as usize + end.len() - line.as_ptr() as usize;
    let keyword = line.get(from..to.max(from)).unwrap_or_default();
    let count = date.and_then(|date| words.get(date + 1)).filter(|word| word.bytes().all(|b| b.is_ascii_digit()));
    Some(Header {
        priority,
        category,
        keyword,
        date: date.and_then(|at| words.get(at)).copied(),
        words: count.copied(),
    })
}

/// The header line, without what stands after an STX on it.
fn cut_up_to_text(head: &Head<'_>, frame: &mut Frame, index: usize) {
    if let (Some(raw), Some(line)) = (head.lines.get(index), head.line(index)) {
        let end = line.find(STX).map_or(raw.end, |at| raw.start + at + STX.len_utf8());
        frame.cut(raw.start..end);
    }
}

/// Lines `^...<` and `^...=`: the marks are typesetting. The first one may be the slugline: `^BC-US--Port Strike,345<`.
fn carets(head: &Head<'_>, frame: &mut Frame) -> bool {
    let mut slug = false;
    for index in head.next..head.lines.len().min(head.next + MOST_CARET_LINES) {
        let (Some(raw), Some(line)) = (head.lines.get(index), head.line(index)) else { break };
        let body = line.trim_start_matches(|c: char| c.is_whitespace() || (c as u32) < 0x20);
        let Some(words) = body.strip_prefix('^') else {
            if body.is_empty() {
                continue;
            }
            break;
        };
        let words = words.trim_end().trim_end_matches(['<', '=', ' ']);
        let mut at = head.range_of(words);
        if !slug && is_slug(words) {
            let (keyword, count) = words.rsplit_once(',').unwrap_or((words, ""));
            if !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit()) {
                at.end = at.start + keyword.len();
            }
            frame.take(at.clone(), Field::Slugline);
            slug = true;
        }
        frame.cut(raw.start..at.start);
        frame.cut(at.end..raw.end);
    }
    slug
}

/// `BC-US--Port Strike`: a version, and two dashes after a place.
fn is_slug(words: &str) -> bool {
    let version = words.get(..3).is_some_and(|start| ["BC-", "AM-", "PM-", "AP-"].contains(&start));
    version && words.get(3..).is_some_and(|rest| rest.contains("--") || !rest.contains(' '))
}

/// A `<` that ends a line is the typesetter's.
fn line_ends(text: &str, frame: &mut Frame) {
    // Only the head has been cut so far.
    let head_end = frame.cuts.iter().map(|cut| cut.range.end).max().unwrap_or(0);
    for line in crate::lines::raw_lines(text) {
        let Some(words) = text.get(line.range()) else { continue };
        let trimmed = words.trim_end();
        if trimmed.ends_with('<') && line.start >= head_end {
            frame.cut(line.start + trimmed.len() - 1..line.start + trimmed.len());
        }
    }
}
