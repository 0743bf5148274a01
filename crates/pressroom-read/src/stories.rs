//! Several stories in one file: where each begins.

use std::sync::Arc;

use pressroom_core::{Diagnostic, Span};

use crate::framing::Framing;
use crate::lines::{RawLine, raw_lines};
use crate::{codes, framing};

/// More stories in one file are an archive's.
pub const MAX_STORIES: usize = 5_000;
/// A diagnostic names at most so many lines.
const LINES_NAMED: usize = 20;

/// Marks on a line of their own that only a transmission ends with.
const SURE_MARKS: &[&str] = &["NNNN"];
/// Marks after which press releases go on with notes and addresses.
const OTHER_MARKS: &[&str] =
    &["-30-", "- 30 -", "ENDS", "(ENDS)", "-ENDS-", "END", "(END)", "-END-", "Ends", "-ends-", "HẾT", "- Hết -"];
const FENCE: &str = "###";
/// Vietnamese wire's own, after the last sentence.
const GLUED_MARK: &str = "/.";

/// A story in the text: where it begins, in bytes and as a line counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    pub at: usize,
    pub line: u32,
}

/// Where stories begin; one at least. In one pass.
pub fn starts(text: &str, framing: &Framing) -> Vec<Start> {
    let mut scan = Scan::default();
    for (number, line) in (1u32..).zip(raw_lines(text)) {
        scan.line(text, line, number, framing);
    }
    let mut starts = scan.starts;
    starts.insert(0, Start { at: 0, line: 1 });
    starts
}

/// Says that there are several, and where.
pub fn diagnostic(starts: &[Start], file: &Arc<str>) -> Option<Diagnostic> {
    if starts.len() < 2 {
        return None;
    }
    let named: Vec<String> = starts.iter().take(LINES_NAMED).map(|start| start.line.to_string()).collect();
    let more = if starts.len() > LINES_NAMED { ", …" } else { "" };
    let found = Diagnostic::new(codes::SEVERAL_STORIES).arg("count", starts.len());
    let found = found.arg("lines", format!("{}{more}", named.join(", ")));
    let spans = starts.iter().skip(1).take(LINES_NAMED).map(|start| Span {
        file: file.clone(),
        line: start.line,
        column: 1,
        end_line: start.line,
        end_column: 1,
    });
    Some(spans.fold(found, |found, span| found.at(&span)))
}

/// What was seen of the current story.
#[derive(Default)]
struct Scan {
    starts: Vec<Start>,
    /// The story has text.
    text: bool,
    after_blank: bool,
    end: Option<End>,
}

/// An end mark was seen, and this after it.
struct End {
    mark: Mark,
    next: Option<Start>,
    lines: usize,
    running: bool,
    datelined: bool,
    /// What follows is notes to an announcement.
    notes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Sure,
    Fence,
    Other,
    Glued,
}

impl Scan {
    fn line(&mut self, text: &str, raw: RawLine, number: u32, framing: &Framing) {
        let line = text.get(raw.range()).unwrap_or_default();
        let trimmed = line.trim_matches(|c: char| c.is_whitespace() || (c as u32) < 0x20);
        let start = Start { at: raw.start, line: number };
        if trimmed.is_empty() {
            self.after_blank = true;
            if line.contains(framing::ETX) && self.text {
                self.ended(Mark::Sure);
            }
            return;
        }
        let after_blank = std::mem::replace(&mut self.after_blank, false);
        if framing::begins(line, framing) {
            if self.text {
                self.begin(start, false);
            }
            return;
        }
        let keyed = (after_blank || self.end.is_some()) && self.text && may_be_key(trimmed);
        if keyed && framing::begins_keys(text.get(raw.start..).unwrap_or_default(), framing) {
            self.begin(start, false);
            return;
        }
        if let Some(mark) = mark_alone(trimmed) {
            self.confirm(mark);
            if self.text {
                self.ended(mark);
            }
            return;
        }
        if self.end.is_none() || !self.follows(trimmed, start) {
            self.text = true;
        }
        if trimmed.ends_with(GLUED_MARK) {
            self.confirm(Mark::Glued);
            self.ended(Mark::Glued);
        }
        if line.contains(framing::ETX) {
            self.ended(Mark::Sure);
        }
    }

    fn begin(&mut self, start: Start, text: bool) {
        self.starts.push(start);
        self.text = text;
        self.end = None;
    }

    fn ended(&mut self, mark: Mark) {
        // `./.` and a signature with its own, or NNNN after `-30-`: one end.
        if let Some(end) = &self.end
            && end.lines <= 1
            && !end.running
            && (end.mark == mark || end.mark == Mark::Sure)
        {
            return;
        }
        self.end = Some(End { mark, next: None, lines: 0, running: false, datelined: false, notes: false });
    }

    /// A line after an end mark; whether it only follows the story.
    fn follows(&mut self, line: &str, start: Start) -> bool {
        let Some(end) = &mut self.end else { return false };
        if end.next.is_none() && (framing::is_trailer(line) || (end.mark == Mark::Glued && is_signature(line))) {
            return true;
        }
        end.notes |= end.next.is_none() && are_notes(line);
        let first = *end.next.get_or_insert(start);
        end.lines += 1;
        end.running |= is_running(line);
        end.datelined |= end.lines <= 8 && is_datelined(line);
        let begins = match end.mark {
            Mark::Sure => end.running,
            Mark::Fence => end.running && end.lines >= 2 && !end.notes,
            Mark::Other => end.running && end.datelined,
            // Another such mark has to follow.
            Mark::Glued => false,
        };
        if begins {
            self.begin(first, true);
        }
        !begins
    }

    /// An end mark closes what stood after an earlier one: then that was a story.
    fn confirm(&mut self, mark: Mark) {
        let Some(end) = &self.end else { return };
        let same = end.mark == mark || mark == Mark::Sure;
        if let Some(next) = end.next
            && same
            && end.running
            && end.lines >= 2
            && !end.notes
        {
            self.begin(next, true);
        }
    }
}

fn mark_alone(line: &str) -> Option<Mark> {
    let stars = line.trim_matches(' ');
    if SURE_MARKS.contains(&stars) || (line.ends_with("NNNN") && line.len() <= 40) {
        Some(Mark::Sure)
    } else if stars == FENCE || stars == "# # #" || stars == "####" {
        Some(Mark::Fence)
    } else {
        OTHER_MARKS.contains(&stars).then_some(Mark::Other)
    }
}

fn may_be_key(line: &str) -> bool {
    line.starts_with('#') || line.bytes().take(48).any(|byte| byte == b':') || line.chars().take(24).any(|c| c == '：')
}

/// Eight words, or as many letters of a script without spaces as make them.
fn is_running(line: &str) -> bool {
    const WORDS: usize = 8;
    const LETTERS: usize = 20;
    let spaceless = |c: &char| matches!(*c as u32, 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF);
    line.split_whitespace().take(WORDS).count() == WORDS || line.chars().take(400).filter(spaceless).count() >= LETTERS
}

/// An agency in brackets and a dash, or a place in capitals and a dash, near the start.
fn is_datelined(line: &str) -> bool {
    let start: String = line.chars().take(80).collect();
    let dash = |text: &str| text.trim_start().starts_with(['-', '–', '—', '_', ':']);
    let bracket = start.split_once('(').and_then(|(_, rest)| rest.split_once(')')).is_some_and(|(_, rest)| dash(rest));
    let first = start.split([' ', ',']).next().unwrap_or_default();
    let capitals = first.chars().count() >= 2 && first.chars().all(char::is_uppercase);
    bracket || (capitals && [" - ", " – ", " — "].iter().any(|mark| start.contains(mark)))
}

/// Names alone: who wrote the story that has just ended.
fn is_signature(line: &str) -> bool {
    const WORDS: usize = 8;
    let words: Vec<&str> = line.split([' ', '-', '–', ',', '/']).filter(|word| !word.is_empty()).collect();
    let name =
        |word: &&str| word.trim_start_matches('(').chars().next().is_some_and(char::is_uppercase) || *word == "và";
    (2..=WORDS).contains(&words.len()) && words.iter().all(name)
}

/// What stands below an announcement's end mark: addresses, notes, whatever a label opens.
fn are_notes(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = [
        "about ",
        "note to",
        "notes to",
        "for further",
        "for more",
        "contact",
        "media contact",
        "press contact",
        "liên hệ",
        "thông tin liên hệ",
        "giới thiệu về",
        "über ",
        "à propos",
        "sobre ",
    ];
    line.ends_with(':')
        || line.contains('@')
        || line.contains("http")
        || words.iter().any(|word| lower.starts_with(word))
}
