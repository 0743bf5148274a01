//! A story's blocks to rows of the baseline grid.

use std::rc::Rc;

use pressroom_core::{
    Block, Crosshead, Diagnostic, Embed, Inline, List, Paragraph, PullQuote, Quote, Span, Text, losses,
};

use super::columns::{Place, RowShape};
use super::desk::{Desk, FORMAT};
use super::inlines::{push_inlines, superscript};
use super::notes::Leading;
use super::type_scale::TypeScale;
use super::{figure, table};
use crate::page::{Item, Mark, NodeId, Pt, Rect, Role};
use crate::text::set_lines::{Alignment, SetLine, set_paragraph};
use crate::text::style::{RichText, Style};

/// A row of a column: items from the column's left edge and the row's upper edge.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub shape: RowShape,
    pub items: Vec<Item>,
    /// Of a table, where the row begins a column.
    pub continues: Option<Rc<Continuation>>,
}

/// What stands where a table goes on in another column. No part of the story, which has said it before.
#[derive(Clone, Debug)]
pub struct Continuation {
    /// The table's head, from the upper edge of its first line.
    pub head: Vec<Item>,
    pub lines: u32,
    /// Below the column that the table leaves, from the lower edge of its last line.
    pub closing_rule: Item,
}

/// Lists in quotes in notes: deeper ones are set like their parents.
const DEEPEST_NESTING: u32 = 8;
/// Indents never leave less than this for the text.
const NARROWEST: Pt = 60.0;

/// Where blocks stand: inside a list or a quote they are indented.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub x: Pt,
    pub width: Pt,
    pub node: NodeId,
    pub style: Style,
    pub alignment: Alignment,
    pub depth: u32,
}

impl Frame {
    /// Whether what stands here may go over all columns: in no list and no quote, and where there is more room.
    pub fn may_be_wide(&self, desk: &Desk<'_, '_>) -> bool {
        const MUCH_WIDER: f32 = 1.3;
        self.depth == 0 && desk.sheet.measure > self.width * MUCH_WIDER
    }

    /// Indented on the side where lines start, and on the other.
    fn indented(&self, right_to_left: bool, start: Pt, end: Pt, node: NodeId) -> Frame {
        if self.depth >= DEEPEST_NESTING || self.width - start - end < NARROWEST {
            return Frame { node, depth: self.depth + 1, ..*self };
        }
        let left = if right_to_left { end } else { start };
        Frame { x: self.x + left, width: self.width - start - end, node, depth: self.depth + 1, ..*self }
    }
}

/// The rows of a story, as they are gathered.
pub struct Body {
    pub rows: Vec<Row>,
    /// Empty lines that the next row gets before it.
    blank: u32,
    /// Of the grid.
    pub leading: Pt,
    baseline: Pt,
    /// The next paragraph starts without an indent.
    flush: bool,
    /// What stands before the lead's first word.
    dateline: Option<Text>,
    /// What stands before a note's first word.
    pub note_mark: Option<Leading>,
    /// The last row, where it ends a note, and which of its items is the rule below.
    pub note_end: Option<(usize, usize)>,
    /// The figure that stands at the head of the story, by its position; the body leaves it out.
    lead_figure: Option<usize>,
    pub lead_figure_nodes: Option<figure::FigureNodes>,
}

impl Body {
    pub fn empty(desk: &Desk<'_, '_>) -> Body {
        Body {
            rows: Vec::new(),
            blank: 0,
            leading: desk.sheet.leading,
            baseline: desk.sheet.baseline,
            flush: true,
            dateline: None,
            note_mark: None,
            note_end: None,
            lead_figure: None,
            lead_figure_nodes: None,
        }
    }

    /// Sets all blocks. Figure number `lead_figure` of `blocks` only gets its nodes.
    pub fn set(
        desk: &mut Desk<'_, '_>,
        blocks: &[Block],
        frame: &Frame,
        dateline: Option<Text>,
        lead_figure: Option<usize>,
    ) -> Body {
        let scale = &desk.sheet.scale;
        let mut body = Body { dateline, lead_figure, ..Body::empty(desk) };
        for (index, block) in blocks.iter().enumerate() {
            if body.lead_figure == Some(index)
                && let Block::Figure(figure) = block
            {
                body.lead_figure_nodes = Some(figure::FigureNodes::add(desk, figure, Some(frame.node)));
            } else {
                body.block(desk, block, frame);
            }
        }
        // A story without a paragraph still says where it comes from.
        if let Some(dateline) = body.dateline.take() {
            let node = desk.layout.structure.add(Some(frame.node), Role::Paragraph);
            let text = RichText::new(&dateline, scale.dateline).at(&dateline.span);
            body.paragraph_rows(desk, text, frame, node, 0.0);
        }
        body
    }

    pub fn blocks(&mut self, desk: &mut Desk<'_, '_>, blocks: &[Block], frame: &Frame) {
        for block in blocks {
            self.block(desk, block, frame);
        }
    }

    fn block(&mut self, desk: &mut Desk<'_, '_>, block: &Block, frame: &Frame) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(desk, paragraph, frame),
            Block::Crosshead(crosshead) => self.crosshead(desk, crosshead, frame),
            Block::List(list) => self.list(desk, list, frame),
            Block::Quote(quote) => self.quote(desk, quote, frame),
            Block::PullQuote(quote) => self.pull_quote(desk, quote, frame),
            Block::Figure(figure) => figure::in_column(desk, self, figure, frame),
            Block::Table(table) => table::set(desk, self, table, frame),
            Block::Note(note) => self.note(desk, note, frame),
            Block::Rule(_) => self.rule(desk, frame),
            Block::Embed(embed) => self.embed(desk, embed, frame),
            Block::Unknown(unknown) => {
                let text = unknown.text();
                let code = if text.trim().is_empty() { losses::BLOCK_DROPPED } else { losses::BLOCK_FLATTENED };
                desk.diagnostics.push(Diagnostic::new(code).arg("format", FORMAT).arg("kind", unknown.kind()));
                self.paragraph(desk, &Paragraph { content: vec![Inline::text(text)], span: None }, frame);
            }
        }
    }

    fn paragraph(&mut self, desk: &mut Desk<'_, '_>, paragraph: &Paragraph, frame: &Frame) {
        let scale = &desk.sheet.scale;
        let node = desk.layout.structure.add(Some(frame.node), Role::Paragraph);
        let mut text = RichText::default().at(&paragraph.span);
        if let Some(dateline) = self.dateline.take() {
            text.push(&dateline, scale.dateline);
            text.push(" – ", frame.style);
        }
        if let Some(Leading { words, node, link }) = self.note_mark.take() {
            text.push_linked(&words, superscript(frame.style), Some(node), Some(link));
            text.push(" ", frame.style);
        }
        push_inlines(desk, &mut text, &paragraph.content, frame.style, node, &paragraph.span);
        if text.is_blank() {
            return;
        }
        let indent = match desk.square_indent.filter(|_| frame.alignment == Alignment::Justified) {
            Some(squares) => squares * frame.style.size,
            None if self.flush => 0.0,
            None => scale.first_line_indent,
        };
        self.paragraph_rows(desk, text, frame, node, indent);
    }

    pub fn paragraph_rows(&mut self, desk: &mut Desk<'_, '_>, text: RichText, frame: &Frame, node: NodeId, indent: Pt) {
        let shaped = desk.shape(text);
        let mut measure = desk.measure(frame.width, frame.alignment);
        measure.indent = indent.min(frame.width / 3.0);
        measure.right_to_left = shaped.right_to_left;
        let lines = set_paragraph(desk.fonts, &shaped, &measure, Some(node));
        self.lines(lines, frame.x);
        self.flush = false;
    }

    /// Lines of a paragraph, kept from being widows and orphans.
    pub fn lines(&mut self, lines: Vec<SetLine>, x: Pt) {
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let keep_with_next = count > 1 && (index == 0 || index + 2 == count);
            self.line(line, x, keep_with_next);
        }
    }

    pub fn line(&mut self, line: SetLine, x: Pt, keep_with_next: bool) {
        let mut items = line.items;
        items.iter_mut().for_each(|item| item.move_by(x, self.baseline));
        self.row(RowShape { lines: 1, keep_with_next, ..RowShape::default() }, items);
    }

    /// Adds a row, with the blank lines that what stands before it asked for.
    pub fn row(&mut self, shape: RowShape, items: Vec<Item>) {
        let blank_before = shape.blank_before.max(self.blank);
        self.blank = 0;
        self.rows.push(Row { shape: RowShape { blank_before, ..shape }, items, continues: None });
    }

    /// Asks for at least so many empty lines before the next row.
    pub fn space(&mut self, lines: u32) {
        self.blank = self.blank.max(lines);
    }

    /// What comes next belongs to what stands before it, whatever that has asked for.
    pub fn take_back_space(&mut self) {
        self.blank = 0;
    }

    /// What follows starts without an indent.
    pub fn start_flush(&mut self) {
        self.flush = true;
    }

    fn crosshead(&mut self, desk: &mut Desk<'_, '_>, crosshead: &Crosshead, frame: &Frame) {
        let scale = &desk.sheet.scale;
        let level = crosshead.level.clamp(1, 5);
        let style = match level {
            1 => scale.crosshead,
            2 => scale.small_crosshead,
            _ => Style { face: scale.small_crosshead.face.italic(), ..scale.small_crosshead },
        };
        let node = desk.layout.structure.add(Some(frame.node), Role::Heading(level + 1 + desk.heading_offset));
        let mut text = RichText::default().at(&crosshead.span);
        push_inlines(desk, &mut text, &crosshead.content, style, node, &crosshead.span);
        if text.is_blank() {
            return;
        }
        let measure = desk.measure(frame.width, Alignment::Start);
        let lines = desk.set(text, &measure, Some(node));
        self.space(1);
        for line in lines {
            self.line(line, frame.x, true);
        }
        self.flush = true;
    }

    fn list(&mut self, desk: &mut Desk<'_, '_>, list: &List, frame: &Frame) {
        let scale = &desk.sheet.scale;
        let node = desk.layout.structure.add(Some(frame.node), Role::List);
        for (index, item) in list.items.iter().enumerate() {
            let item_node = desk.layout.structure.add(Some(node), Role::ListItem);
            let label_node = desk.layout.structure.add(Some(item_node), Role::ListLabel);
            let body_node = desk.layout.structure.add(Some(item_node), Role::ListBody);
            let label = if list.ordered { format!("{}.", index + 1) } else { "•".to_owned() };
            let (label, label_width) = desk.set_one_line(RichText::new(&label, frame.style), Some(label_node));
            let indent = scale.list_indent.max(label_width + 4.0);
            let indented = frame.indented(desk.right_to_left, indent, 0.0, body_node);
            // Items are too short to be justified well.
            let inner = Frame { alignment: Alignment::Start, ..indented };
            let first = self.rows.len();
            self.flush = true;
            self.blocks(desk, item, &inner);
            let label_x = if desk.right_to_left { frame.x + frame.width - label_width } else { frame.x };
            if let Some(row) = self.rows.get_mut(first) {
                for mut item in label {
                    item.move_by(label_x, desk.sheet.baseline);
                    row.items.push(item);
                }
            }
        }
        self.flush = false;
    }

    fn quote(&mut self, desk: &mut Desk<'_, '_>, quote: &Quote, frame: &Frame) {
        let scale = &desk.sheet.scale;
        let node = desk.layout.structure.add(Some(frame.node), Role::Quote);
        let indented = frame.indented(desk.right_to_left, scale.quote_indent, scale.quote_indent / 2.0, node);
        let inner = Frame { style: Style { face: frame.style.face.italic(), ..frame.style }, ..indented };
        self.space(1);
        self.flush = true;
        self.blocks(desk, &quote.content, &inner);
        self.attribution(desk, quote.attribution.as_deref(), &quote.span, &inner);
        self.space(1);
        self.flush = true;
    }

    fn attribution(&mut self, desk: &mut Desk<'_, '_>, words: Option<&str>, span: &Option<Span>, frame: &Frame) {
        let scale = &desk.sheet.scale;
        let Some(words) = words.filter(|words| !words.trim().is_empty()) else { return };
        if let Some(last) = self.rows.last_mut() {
            last.shape.keep_with_next = true;
        }
        let node = desk.layout.structure.add(Some(frame.node), Role::Paragraph);
        let measure = desk.measure(frame.width, Alignment::End);
        let lines = desk.set(RichText::new(words, scale.attribution).at(span), &measure, Some(node));
        self.lines(lines, frame.x);
    }

    fn pull_quote(&mut self, desk: &mut Desk<'_, '_>, quote: &PullQuote, frame: &Frame) {
        let scale = &desk.sheet.scale;
        const PAD: Pt = 6.0;
        const BELOW: Pt = 4.0;
        let node = desk.layout.structure.add(Some(frame.node), Role::Quote);
        let mut text = RichText::default().at(&quote.span);
        push_inlines(desk, &mut text, &quote.content, scale.pull_quote, node, &quote.span);
        if text.is_blank() {
            return;
        }
        let measure = desk.measure(frame.width, Alignment::Start);
        let lines = desk.set(text, &measure, Some(node));
        let mut items = vec![hairline(scale, frame.x, 2.0, frame.width, scale.accent)];
        let mut baseline = PAD + desk.sheet.opened(14.0) - desk.sheet.opened(scale.pull_quote_leading);
        for line in lines {
            baseline += desk.sheet.opened(scale.pull_quote_leading);
            place(&mut items, line, frame.x, baseline);
        }
        if let Some(words) = quote.attribution.as_deref().filter(|words| !words.trim().is_empty()) {
            let node = desk.layout.structure.add(Some(node), Role::Paragraph);
            baseline += 3.0;
            for line in desk.set(RichText::new(words, scale.attribution).at(&quote.span), &measure, Some(node)) {
                baseline += desk.sheet.leading;
                place(&mut items, line, frame.x, baseline);
            }
        }
        self.block_row(baseline + BELOW, items, Place::Floating);
    }

    /// Adds what stands on no grid, with air below it: what the grid leaves there counts.
    pub fn block_row(&mut self, height: Pt, items: Vec<Item>, place: Place) {
        const AIR: f32 = 0.7;
        let lines = lines_for(height, self.leading);
        let left = lines as Pt * self.leading - height;
        let blank_after = u32::from(left < AIR * self.leading);
        self.row(RowShape { lines, blank_before: 1, blank_after, place, ..RowShape::default() }, items);
    }

    fn rule(&mut self, desk: &Desk<'_, '_>, frame: &Frame) {
        let scale = &desk.sheet.scale;
        const WIDTH: Pt = 48.0;
        let width = WIDTH.min(frame.width);
        let items =
            vec![hairline(scale, frame.x + (frame.width - width) / 2.0, self.leading / 2.0, width, scale.rule_colour)];
        self.row(RowShape { lines: 1, ..RowShape::default() }, items);
        self.flush = true;
    }

    fn embed(&mut self, desk: &mut Desk<'_, '_>, embed: &Embed, frame: &Frame) {
        let scale = &desk.sheet.scale;
        let node = desk.layout.structure.add(Some(frame.node), Role::Paragraph);
        let mut text = RichText::default().at(&embed.span);
        if let Some(title) = &embed.title {
            text.push(title, Style { face: scale.note.face.bold(), ..scale.note });
            text.push(" ", scale.note);
        }
        let link = desk.address(&embed.href);
        let link_node = desk.layout.structure.add(Some(node), Role::Link(link));
        text.push_linked(&embed.href, scale.note, Some(link_node), Some(link));
        self.space(1);
        let frame = Frame { alignment: Alignment::Start, ..*frame };
        self.paragraph_rows(desk, text, &frame, node, 0.0);
        self.space(1);
        self.flush = true;
    }
}

/// Whole lines of the grid that hold a height.
pub fn lines_for(height: Pt, leading: Pt) -> u32 {
    (height / leading).ceil().max(1.0) as u32
}

/// A thin rule that is no part of the story.
pub fn hairline(scale: &TypeScale, x: Pt, y: Pt, width: Pt, colour: crate::page::Colour) -> Item {
    let height = scale.hair;
    Item { owner: None, mark: Mark::Fill(Rect { x, y: y - height / 2.0, width, height }, colour) }
}

/// Puts a line's items where its baseline is.
pub fn place(items: &mut Vec<Item>, line: SetLine, x: Pt, baseline: Pt) {
    items.extend(line.items.into_iter().map(|mut item| {
        item.move_by(x, baseline);
        item
    }));
}
