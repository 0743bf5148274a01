use pressroom_core::{Table, TableCell, TableRow};

use crate::attribute;
use crate::writer::Writer;

/// What HTML lets a cell span (HTML, 4.9.11).
const MAX_COLUMN_SPAN: u32 = 1000;
const MAX_ROW_SPAN: u32 = 65534;

impl Writer<'_> {
    pub fn table(&mut self, table: &Table) {
        let Some(word) = self.style.scrolling_tables else { return self.plain_table(table) };
        // Whoever has no mouse scrolls with the keys, so it can be focused and has a name.
        self.raw("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        attribute(self.out, "aria-label", table.caption.as_deref().unwrap_or(word));
        self.raw(">\n");
        self.plain_table(table);
        self.raw("</div>\n");
    }

    fn plain_table(&mut self, table: &Table) {
        self.raw("<table>\n");
        if let Some(caption) = &table.caption {
            self.raw("<caption>");
            self.text(caption);
            self.raw("</caption>\n");
        }
        let leading = table.rows.iter().take_while(|row| is_header(row)).count();
        let (head, body) = table.rows.split_at(if stands_alone(&table.rows, leading) { leading } else { 0 });
        self.rows("thead", head, leading);
        self.rows("tbody", body, leading - head.len());
        self.raw("</table>\n");
    }

    /// The first `column_headers` rows head columns; a header cell in any other row heads its row.
    fn rows(&mut self, group: &str, rows: &[TableRow], column_headers: usize) {
        if rows.is_empty() {
            return;
        }
        self.raw(&format!("<{group}>\n"));
        for (index, row) in rows.iter().enumerate() {
            self.raw("<tr>");
            let scope = if index < column_headers { "col" } else { "row" };
            row.cells.iter().for_each(|cell| self.cell(cell, scope));
            self.raw("</tr>\n");
        }
        self.raw(&format!("</{group}>\n"));
    }

    fn cell(&mut self, cell: &TableCell, scope: &str) {
        let name = if cell.header { "th" } else { "td" };
        self.raw(&format!("<{name}"));
        if cell.header {
            attribute(self.out, "scope", scope);
        }
        self.cell_span("colspan", "column_span", cell.column_span, MAX_COLUMN_SPAN);
        self.cell_span("rowspan", "row_span", cell.row_span, MAX_ROW_SPAN);
        self.raw(">");
        self.inlines(&cell.content);
        self.raw(&format!("</{name}>"));
    }

    fn cell_span(&mut self, name: &str, field: &str, cells: u32, most: u32) {
        if !(1..=most).contains(&cells) {
            self.lose_field(field);
        }
        let cells = cells.clamp(1, most);
        if cells > 1 {
            attribute(self.out, name, &cells.to_string());
        }
    }
}

fn is_header(row: &TableRow) -> bool {
    !row.cells.is_empty() && row.cells.iter().all(|cell| cell.header)
}

/// Whether the leading header rows can be a group of their own: something follows, and no cell of theirs reaches into it,
/// since a span ends with its group.
fn stands_alone(rows: &[TableRow], leading: usize) -> bool {
    let reaches = |(index, row): (usize, &TableRow)| {
        row.cells.iter().any(|cell| cell.row_span as usize > leading.saturating_sub(index))
    };
    leading < rows.len() && !rows.iter().take(leading).enumerate().any(reaches)
}
