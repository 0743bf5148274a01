//! The copy on the desk while the recognisers work on it: rows, what was taken of each, and the story so far.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pressroom_core::{Article, Block, Diagnostic, Inline, Paragraph, Removed, RemovedKind, Span, Text};

use crate::lines::Line;
use crate::profile::Profile;
use crate::rows;
use crate::trace::{Part, Trace};

/// The confidence of a lead that somebody should look at.
const UNSURE_LEAD: f32 = 0.5;

pub struct Sheet {
    pub rows: Vec<Row>,
    /// Head matter goes here as it is recognised.
    pub article: Article,
    /// The body's blocks other than paragraphs, by row.
    pub blocks: BTreeMap<usize, Block>,
    /// The row of the lead.
    pub lead: Option<usize>,
    /// The lead may begin with something that is not part of it.
    pub unsure_lead: bool,
    /// The rows that carry an end mark.
    pub ends: Vec<usize>,
    /// Rows of head matter that marks itself: the lead stands after them.
    pub head_marks: Vec<usize>,
    /// Whether blank lines part the copy's paragraphs.
    pub has_gaps: bool,
    /// What the recognisers have to say besides how sure they are.
    pub diagnostics: Vec<Diagnostic>,
    file: Arc<str>,
    lines: Vec<Line>,
}

pub struct Row {
    pub text: String,
    /// Whether a blank line stands before it.
    pub gap: bool,
    /// What no recogniser has taken yet, in bytes of `text`. Parts are taken from either end.
    open: Range<usize>,
    pieces: Vec<Piece>,
    /// Indexes of the lines, where in `text` each begins, and how many bytes of the line stand in earlier rows.
    fragments: Vec<Fragment>,
}

struct Fragment {
    line: usize,
    start: usize,
    skipped: usize,
}

struct Piece {
    range: Range<usize>,
    part: Part,
    rule: &'static str,
    confidence: f32,
}

/// Who takes a part, and how sure it is.
#[derive(Clone, Copy)]
pub struct Claim {
    pub part: Part,
    pub rule: &'static str,
    pub confidence: f32,
}

impl Row {
    /// What is left of the row, trimmed.
    pub fn rest(&self) -> &str {
        self.text.get(self.open.clone()).unwrap_or_default().trim()
    }

    /// Where [`rest`](Self::rest) stands in `text`.
    pub fn rest_range(&self) -> Range<usize> {
        let open = self.text.get(self.open.clone()).unwrap_or_default();
        let start = self.open.start + (open.len() - open.trim_start().len());
        start..start + open.trim().len()
    }

    /// Whether nothing of the row was taken.
    pub fn is_whole(&self) -> bool {
        self.pieces.is_empty()
    }

    /// How many pieces were taken.
    pub fn pieces(&self) -> usize {
        self.pieces.len()
    }

    pub fn is_open(&self) -> bool {
        !self.rest().is_empty()
    }

    /// Whether a piece of this kind was taken.
    pub fn has_part(&self, part: Part) -> bool {
        self.pieces.iter().any(|piece| piece.part == part)
    }

    /// Whether nothing else was taken.
    pub fn only_has(&self, part: Part) -> bool {
        self.pieces.iter().all(|piece| piece.part == part)
    }
}

impl Sheet {
    pub fn new(lines: Vec<Line>, file: &Arc<str>, profile: &Profile) -> Self {
        let rows: Vec<Row> = rows::group(&lines, profile).iter().map(|pieces| row(&lines, pieces)).collect();
        let has_gaps = rows.iter().skip(1).any(|row| row.gap);
        Sheet {
            rows,
            head_marks: Vec::new(),
            has_gaps,
            diagnostics: Vec::new(),
            article: Article::default(),
            blocks: BTreeMap::new(),
            lead: None,
            unsure_lead: false,
            ends: Vec::new(),
            file: file.clone(),
            lines,
        }
    }

    /// The rows that nothing was taken of, before a row.
    pub fn whole_before(&self, end: usize) -> Vec<usize> {
        let rows = self.rows.iter().enumerate().take(end);
        rows.filter(|(_, row)| row.is_whole() && row.is_open()).map(|(index, _)| index).collect()
    }

    /// Takes a piece at either end of what is left of a row.
    pub fn take(&mut self, row: usize, range: Range<usize>, claim: Claim) -> Text {
        let text = self.text(row, &range);
        if let Some(row) = self.rows.get_mut(row) {
            let before = row.text.get(row.open.start..range.start).unwrap_or_default();
            if before.trim().is_empty() {
                row.open.start = range.end.min(row.open.end);
            } else {
                row.open.end = range.start.max(row.open.start);
            }
            row.pieces.push(Piece { range, part: claim.part, rule: claim.rule, confidence: claim.confidence });
        }
        text
    }

    /// Takes pieces of what is left of a row, given in order; what stands between and around them goes as `gap`.
    /// Ranges count from the start of [`Row::rest`]. Gives the pieces' texts.
    pub fn carve(&mut self, row: usize, pieces: &[(Range<usize>, Part)], gap: Claim) -> Vec<Text> {
        let Some(rest) = self.rows.get(row).map(Row::rest_range) else { return Vec::new() };
        let mut at = rest.start;
        let mut texts = Vec::new();
        for (piece, part) in pieces {
            let piece = rest.start + piece.start..rest.start + piece.end;
            self.take_gap(row, at..piece.start, gap);
            texts.push(self.take(row, piece.clone(), Claim { part: *part, ..gap }));
            at = piece.end;
        }
        self.take_gap(row, at..rest.end, gap);
        texts
    }

    /// Takes what stands between two pieces, unless it is white space.
    fn take_gap(&mut self, row: usize, range: Range<usize>, claim: Claim) {
        let text = self.rows.get(row).and_then(|row| row.text.get(range.clone())).unwrap_or_default();
        if !text.trim().is_empty() {
            self.take(row, range, claim);
        }
    }

    /// Adds to the story's note for editors.
    pub fn add_note(&mut self, note: Text) {
        match &mut self.article.ed_note {
            Some(notes) => {
                notes.text.push('\n');
                notes.text.push_str(&note.text);
                notes.span = notes.span.take().zip(note.span).map(|(first, last)| first.to(&last));
            }
            None => self.article.ed_note = Some(note),
        }
    }

    /// What is left of a row, or nothing.
    pub fn rest(&self, row: usize) -> &str {
        self.rows.get(row).map(Row::rest).unwrap_or_default()
    }

    /// Takes all that is left of a row.
    pub fn take_rest(&mut self, row: usize, claim: Claim) -> Text {
        let range = self.rows.get(row).map(Row::rest_range).unwrap_or_default();
        self.take(row, range, claim)
    }

    fn text(&self, row: usize, range: &Range<usize>) -> Text {
        let text = self.rows.get(row).and_then(|row| row.text.get(range.clone())).unwrap_or_default();
        Text { text: text.to_owned(), span: self.span(row, range) }
    }

    /// Where what is left of a row stands.
    pub fn row_span(&self, row: usize) -> Option<Span> {
        self.span(row, &self.rows.get(row)?.rest_range())
    }

    /// Where a row stands.
    pub fn whole_span(&self, row: usize) -> Option<Span> {
        self.span(row, &(0..self.rows.get(row)?.text.len()))
    }

    fn span(&self, row: usize, range: &Range<usize>) -> Option<Span> {
        let row = self.rows.get(row)?;
        let (line, column) = self.position(row, range.start, false)?;
        let (end_line, end_column) = self.position(row, range.end, true)?;
        Some(Span { file: self.file.clone(), line, column, end_line, end_column })
    }

    /// Line and column of an offset in a row. At a join, an end belongs to the line before, a start to the one after.
    fn position(&self, row: &Row, offset: usize, is_end: bool) -> Option<(u32, u32)> {
        let before = |start: usize| if is_end { start < offset } else { start <= offset };
        let after = row.fragments.partition_point(|fragment| before(fragment.start));
        let fragment = row.fragments.get(after.saturating_sub(1))?;
        let line = self.lines.get(fragment.line)?;
        Some((line.number, line.column(fragment.skipped + offset.saturating_sub(fragment.start))))
    }

    /// What every line became, in source order.
    pub fn trace(&self) -> Vec<Trace> {
        let mut trace = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            let mut pieces: Vec<&Piece> = row.pieces.iter().collect();
            pieces.sort_by_key(|piece| piece.range.start);
            for piece in pieces {
                for range in row.by_line(&piece.range) {
                    let Some(span) = self.span(index, &range) else { continue };
                    let text = row.text.get(range).unwrap_or_default().to_owned();
                    trace.push(Trace { span, text, part: piece.part, rule: piece.rule, confidence: piece.confidence });
                }
            }
        }
        trace
    }

    /// The story: what was recognised, and every other row as a paragraph.
    pub fn into_article(mut self) -> (Article, Vec<Trace>) {
        for row in 0..self.rows.len() {
            if !self.rows.get(row).is_some_and(Row::is_open) {
                continue;
            }
            let part = if self.lead == Some(row) { Part::Lead } else { Part::Paragraph };
            let confidence = if self.unsure_lead && part == Part::Lead { UNSURE_LEAD } else { 1.0 };
            let text = self.take_rest(row, Claim { part, rule: "paragraph", confidence });
            let content = vec![Inline::Text { text: text.text }];
            self.blocks.insert(row, Block::Paragraph(Paragraph { content, span: text.span }));
        }
        let mut removed = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            for piece in &row.pieces {
                if let Some(kind) = removed_kind(piece.part) {
                    let Text { text, span } = self.text(index, &piece.range);
                    removed.push(Removed { text, kind, span });
                }
            }
        }
        let trace = self.trace();
        let mut article = self.article;
        article.removed.append(&mut removed);
        article.body = self.blocks.into_values().collect();
        // Between two rules, or after the last, everything was taken out.
        let is_rule = |block: &Block| matches!(block, Block::Rule(_));
        article.body.dedup_by(|next, before| is_rule(next) && is_rule(before));
        if article.body.last().is_some_and(is_rule) {
            article.body.pop();
        }
        (article, trace)
    }
}

impl Row {
    /// A range of the row, cut where its lines end.
    fn by_line(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let first = self.fragments.partition_point(|fragment| fragment.start <= range.start).saturating_sub(1);
        let starts = self.fragments.iter().skip(first).map(|fragment| fragment.start);
        let ends = starts.clone().skip(1).chain([self.text.len()]);
        let lines = starts.zip(ends).take_while(|(start, _)| *start < range.end);
        let pieces = lines.map(|(start, end)| start.max(range.start)..end.min(range.end));
        pieces.filter(|piece| piece.start < piece.end).collect()
    }
}

/// Lines of one paragraph, joined: with a space, but for scripts that have none and after a hyphen.
fn row(lines: &[Line], pieces: &[rows::Piece]) -> Row {
    let mut text = String::new();
    let mut fragments = Vec::new();
    let first = pieces.first();
    let gap =
        first.is_some_and(|piece| lines.get(piece.line).is_some_and(|line| line.gap > 0) || piece.range.start > 0);
    for piece in pieces {
        let Some(part) = lines.get(piece.line).and_then(|line| line.text.get(piece.range.clone())) else { continue };
        let (last, first) = (text.chars().last(), part.chars().next());
        let glued = last.zip(first).is_none_or(|(last, first)| {
            (last == '-' && first.is_alphanumeric() && !text.ends_with(" -"))
                || (is_spaceless(last) && is_spaceless(first))
        });
        if !glued {
            text.push(' ');
        }
        fragments.push(Fragment { line: piece.line, start: text.len(), skipped: piece.range.start });
        text.push_str(part);
    }
    Row { open: 0..text.len(), text, gap, pieces: Vec::new(), fragments }
}

/// Chinese and Japanese set no space between words, nor where a line was broken.
fn is_spaceless(c: char) -> bool {
    matches!(c as u32, 0x3000..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

fn removed_kind(part: Part) -> Option<RemovedKind> {
    match part {
        Part::Separator => Some(RemovedKind::Separator),
        Part::Label => Some(RemovedKind::Label),
        Part::EndMark => Some(RemovedKind::EndMark),
        Part::Leftover => Some(RemovedKind::Leftover),
        Part::Date => Some(RemovedKind::Label),
        Part::Lifecycle | Part::Internal => Some(RemovedKind::Internal),
        // Its characters are in `removed` since the lines were split.
        Part::Control | Part::Framing => None,
        Part::Section
        | Part::Headline
        | Part::Located
        | Part::Deck
        | Part::Byline
        | Part::Dateline
        | Part::Lead
        | Part::Paragraph
        | Part::Crosshead
        | Part::Caption
        | Part::Credit
        | Part::CreditLabel
        | Part::Slugline
        | Part::Source
        | Part::Contributor
        | Part::EditorsNote => None,
    }
}
