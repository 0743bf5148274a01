//! Tables. A cell holds text alone: what else stands in it keeps its words.

use pressroom_core::{Block, Span, Table, TableCell, TableRow};

use crate::attributes::Attributes;
use crate::machine::Machine;
use crate::open::{Kind, OpenTable};
use crate::run::Run;

/// What HTML lets a cell span (HTML, 4.9.11).
const MAX_COLUMN_SPAN: u32 = 1000;
const MAX_ROW_SPAN: u32 = 65534;

pub fn start(machine: &mut Machine, name: &str, attributes: &Attributes) {
    let in_table = machine.stack.iter().rev().find_map(|open| match open.kind {
        Kind::Table(_) => Some(Kind::TableCaption),
        Kind::Row(_) => Some(Kind::Row(Vec::new())),
        Kind::Cell(_) => Some(Kind::Transparent),
        _ => None,
    });
    let kind = match (name, in_table) {
        ("table", _) => Kind::Table(OpenTable::default()),
        ("caption", Some(Kind::TableCaption)) => Kind::TableCaption,
        ("tr", Some(Kind::TableCaption)) => Kind::Row(Vec::new()),
        ("td" | "th", Some(Kind::Row(_))) => cell(name, attributes),
        ("td" | "th", Some(Kind::TableCaption)) => {
            // HTML opens the row by itself.
            machine.open("tr", Kind::Row(Vec::new()));
            cell(name, attributes)
        }
        _ => Kind::Transparent,
    };
    machine.open(name, kind);
}

fn cell(name: &str, attributes: &Attributes) -> Kind {
    let spans = |attribute: &str, most: u32| attributes.number(attribute).unwrap_or(1).clamp(1, most);
    Kind::Cell(TableCell {
        header: name == "th",
        column_span: spans("colspan", MAX_COLUMN_SPAN),
        row_span: spans("rowspan", MAX_ROW_SPAN),
        content: Vec::new(),
    })
}

fn open_table(machine: &mut Machine) -> Option<&mut OpenTable> {
    machine.stack.iter_mut().rev().find_map(|open| match &mut open.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    })
}

pub fn close(machine: &mut Machine, open: OpenTable, span: Option<Span>) {
    open.before.into_iter().for_each(|block| machine.push(block));
    let table = Table { span, ..open.table };
    if !table.rows.is_empty() || table.caption.is_some() {
        machine.push(Block::Table(table));
    }
}

pub fn close_caption(machine: &mut Machine, run: Run) {
    let Some(text) = machine.text_of(run) else { return };
    if let Some(open) = open_table(machine) {
        let caption = &mut open.table.caption;
        *caption = Some(match caption.take() {
            Some(before) => format!("{before} {}", text.text),
            None => text.text,
        });
    }
}

pub fn close_row(machine: &mut Machine, cells: Vec<TableCell>) {
    if let Some(open) = open_table(machine) {
        open.table.rows.push(TableRow { cells });
    }
}

pub fn close_cell(machine: &mut Machine, cell: TableCell, run: Run) {
    let content = run.inlines(&machine.styles);
    let row = machine.stack.iter_mut().rev().find_map(|open| match &mut open.kind {
        Kind::Row(cells) => Some(cells),
        _ => None,
    });
    if let Some(cells) = row {
        cells.push(TableCell { content, ..cell });
    }
}
