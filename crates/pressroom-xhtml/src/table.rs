use pressroom_core::{Table, TableCell, TableRow, plain_text};

use crate::writer::Writer;
use crate::{Tables, attribute};

/// What HTML lets a cell span (HTML, 4.9.11).
const MAX_COLUMN_SPAN: u32 = 1000;
const MAX_ROW_SPAN: u32 = 65534;

impl Writer<'_> {
    pub fn table(&mut self, table: &Table) {
        let Tables::Scrolling(word) = self.style.tables else { return self.table_itself(table) };
        // Whoever has no mouse scrolls with the keys, so it can be focused and has a name.
        self.raw("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        attribute(self.out, "aria-label", table.caption.as_deref().unwrap_or(word));
        self.raw(">\n");
        self.table_itself(table);
        self.raw("</div>\n");
    }

    fn table_itself(&mut self, table: &Table) {
        let labels = if self.style.tables == Tables::Stacking { labels(table) } else { Vec::new() };
        let stacks = !labels.is_empty();
        self.raw(if stacks { "<div class=\"stacking\">\n<table class=\"stacks\">\n" } else { "<table>\n" });
        if let Some(caption) = &table.caption {
            self.raw("<caption>");
            self.text(caption);
            self.raw("</caption>\n");
        }
        let leading = table.rows.iter().take_while(|row| is_header(row)).count();
        let (head, body) = table.rows.split_at(if stands_alone(&table.rows, leading) { leading } else { 0 });
        self.rows("thead", head, leading, &[]);
        self.rows("tbody", body, leading - head.len(), &labels);
        self.raw(if stacks { "</table>\n</div>\n" } else { "</table>\n" });
    }

    /// The first `column_headers` rows head columns; a header cell in any other row heads its row.
    fn rows(&mut self, group: &str, rows: &[TableRow], column_headers: usize, labels: &[String]) {
        if rows.is_empty() {
            return;
        }
        self.raw(&format!("<{group}>\n"));
        for (index, row) in rows.iter().enumerate() {
            self.raw("<tr>");
            let scope = if index < column_headers { "col" } else { "row" };
            for (column, cell) in row.cells.iter().enumerate() {
                self.cell(cell, scope, labels.get(column).map(String::as_str));
            }
            self.raw("</tr>\n");
        }
        self.raw(&format!("</{group}>\n"));
    }

    fn cell(&mut self, cell: &TableCell, scope: &str, label: Option<&str>) {
        let name = if cell.header { "th" } else { "td" };
        self.raw(&format!("<{name}"));
        if cell.header {
            attribute(self.out, "scope", scope);
        }
        if let Some(label) = label {
            attribute(self.out, "data-label", label);
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

/// The columns' headers, when each cell below has exactly one.
fn labels(table: &Table) -> Vec<String> {
    const FEWEST_COLUMNS: usize = 3;
    let Some((head, body)) = table.rows.split_first() else { return Vec::new() };
    let columns = head.cells.len();
    let regular = |row: &TableRow| {
        row.cells.len() == columns && row.cells.iter().all(|cell| (cell.column_span, cell.row_span) == (1, 1))
    };
    let stacks = columns >= FEWEST_COLUMNS && is_header(head) && table.rows.iter().all(regular);
    if !stacks || body.is_empty() || body.first().is_some_and(is_header) {
        return Vec::new();
    }
    head.cells.iter().map(|cell| plain_text(&cell.content)).collect()
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
