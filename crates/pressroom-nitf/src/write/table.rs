//! `table`: NITF took HTML's.

use pressroom_core::losses::BLOCK_DROPPED;
use pressroom_core::{Table, TableCell, TableRow};

use super::inlines;
use super::xml::Xml;

pub fn write(xml: &mut Xml<'_>, table: &Table) {
    // The schema wants a cell of every row.
    let rows: Vec<&TableRow> = table.rows.iter().filter(|row| !row.cells.is_empty()).collect();
    if rows.len() < table.rows.len() {
        xml.lose(BLOCK_DROPPED, "table row");
    }
    xml.element("table", &[], |xml| {
        if let Some(caption) = &table.caption {
            xml.line("caption", &[], caption);
        }
        rows.iter()
            .for_each(|row| xml.element("tr", &[], |xml| row.cells.iter().for_each(|cell| write_cell(xml, cell))));
    });
}

fn write_cell(xml: &mut Xml<'_>, cell: &TableCell) {
    let spans = |cells: u32| (cells != 1).then(|| cells.to_string());
    let (columns, rows) = (spans(cell.column_span), spans(cell.row_span));
    let attributes = [("rowspan", rows.as_deref()), ("colspan", columns.as_deref())];
    inlines::line(xml, if cell.header { "th" } else { "td" }, &attributes, &cell.content);
}
