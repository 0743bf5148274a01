use pressroom_core::{Block, Table, TableCell, TableRow};

use super::Body;
use super::inlines::tidy;
use super::role::Role;
use crate::reader::tree::{Element, Node};

impl Body<'_, '_> {
    /// Rows and cells wherever they stand in the table. What stands outside every cell follows it as text.
    pub fn table(&mut self, element: &Element) -> Vec<Block> {
        let (mut rows, mut caption, mut outside) = (Vec::new(), None, Vec::new());
        self.table_part(element, &mut rows, &mut caption, &mut outside);
        let span = Some(self.context.places.span(&(element.at.start..element.end)));
        let mut out = Vec::new();
        if !rows.is_empty() || caption.is_some() {
            out.push(Block::Table(Table { caption, rows, span }));
        }
        out.extend(self.blocks_of(&outside));
        out
    }

    fn table_part<'n>(
        &mut self,
        part: &'n Element,
        rows: &mut Vec<TableRow>,
        caption: &mut Option<String>,
        outside: &mut Vec<&'n Node>,
    ) {
        for node in &part.children {
            let Node::Element(element) = node else {
                outside.push(node);
                continue;
            };
            match element.name.to_ascii_lowercase().as_str() {
                "caption" | "table-caption" if caption.is_none() => {
                    *caption = Some(element.line()).filter(|caption| !caption.is_empty());
                }
                "tr" | "row" => rows.extend(self.row(element, outside)),
                "thead" | "tbody" | "tfoot" | "colgroup" | "col" => self.table_part(element, rows, caption, outside),
                _ => outside.push(node),
            }
        }
    }

    fn row<'n>(&mut self, row: &'n Element, outside: &mut Vec<&'n Node>) -> Option<TableRow> {
        let mut cells = Vec::new();
        for node in &row.children {
            match node.element().map(|cell| (cell, cell.name.to_ascii_lowercase())) {
                Some((cell, name)) if name == "td" || name == "th" => cells.push(self.cell(cell, name == "th")),
                Some(_) | None => outside.push(node),
            }
        }
        (!cells.is_empty()).then_some(TableRow { cells })
    }

    fn cell(&mut self, cell: &Element, header: bool) -> TableCell {
        let span =
            |name| cell.value(name).and_then(|number| number.parse::<u32>().ok()).filter(|n| *n >= 1).unwrap_or(1);
        let mut content = Vec::new();
        self.inlines(&cell.children, &mut content, false);
        // A picture has no place in a cell of the model.
        for picture in cell.descendants().skip(1).filter(|inner| Role::of(inner) == Role::Image) {
            let args = [("element", picture.name.as_str())];
            self.context.notice(crate::reader::codes::MEDIA_DROPPED, &picture.at, &args);
        }
        TableCell { header, column_span: span("colspan"), row_span: span("rowspan"), content: tidy(content) }
    }
}
