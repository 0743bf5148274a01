use pressroom_core::{
    Asset, Block, Crosshead, Embed, Figure, Inline, List, Nested, Note, Paragraph, PullQuote, Quote, Rendition, Rule,
    Table, TableCell, TableRow, Text, figures_mut,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::inlines::inlines;
use crate::text::{Words, address, maybe, text};

/// Containers inside containers.
const DEEPEST: u32 = 2;

/// A body. When clean it begins with a paragraph, the lead, and no file is named twice.
pub fn blocks(words: Words) -> BoxedStrategy<Vec<Block>> {
    match words {
        Words::Clean => (paragraph(words), vec(block(words, DEEPEST), 0..5))
            .prop_map(|(lead, mut rest)| {
                name_files(&mut rest);
                rest.insert(0, lead);
                name_notes(&mut rest);
                rest
            })
            .boxed(),
        Words::Hostile => vec(block(words, DEEPEST), 0..5).boxed(),
    }
}

/// Gives the pictures of a body different files, counted from 1.
fn name_files(blocks: &mut [Block]) {
    let mut count = 0;
    for figure in figures_mut(blocks) {
        let renditions = figure.renditions.iter_mut().map(|rendition| &mut rendition.asset);
        for asset in figure.asset.iter_mut().chain(renditions) {
            count += 1;
            asset.file = asset.file.replacen("photo", &format!("photo-{count}"), 1);
        }
    }
}

/// Gives the notes of a body different names, and lets the marks lead to them in turn. Without a note there is no mark.
fn name_notes(blocks: &mut [Block]) {
    let (mut notes, mut marks) = (0, 0);
    walk(blocks, &mut |block| {
        if let Block::Note(note) = block
            && note.id.is_some()
        {
            notes += 1;
            note.id = Some(format!("n{notes}"));
        }
    });
    walk(blocks, &mut |block| match block {
        Block::Paragraph(Paragraph { content, .. })
        | Block::Crosshead(Crosshead { content, .. })
        | Block::PullQuote(PullQuote { content, .. }) => lead_marks(content, notes, &mut marks),
        Block::Table(table) => table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| {
            lead_marks(&mut cell.content, notes, &mut marks);
        }),
        _ => {}
    });
}

/// Every block, those inside others as well.
fn walk(blocks: &mut [Block], each: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        each(block);
        match block {
            Block::List(list) => list.items.iter_mut().for_each(|item| walk(item, each)),
            Block::Quote(quote) => walk(&mut quote.content, each),
            Block::Note(note) => walk(&mut note.content, each),
            _ => {}
        }
    }
}

fn lead_marks(content: &mut [Inline], notes: usize, marks: &mut usize) {
    for inline in content.iter_mut() {
        match inline {
            Inline::NoteReference(reference) if notes > 0 => {
                *marks += 1;
                reference.note = format!("n{}", *marks % notes + 1);
            }
            Inline::NoteReference(reference) => {
                *inline = Inline::Superscript(Nested { content: std::mem::take(&mut reference.content) });
            }
            Inline::Strong(nested)
            | Inline::Emphasis(nested)
            | Inline::Subscript(nested)
            | Inline::Superscript(nested) => {
                lead_marks(&mut nested.content, notes, marks);
            }
            Inline::Link(link) => lead_marks(&mut link.content, notes, marks),
            Inline::Text { .. } | Inline::LineBreak | Inline::Unknown(_) => {}
        }
    }
}

fn paragraph(words: Words) -> BoxedStrategy<Block> {
    inlines(words).prop_map(|content| Block::Paragraph(Paragraph { content, span: None })).boxed()
}

fn block(words: Words, depth: u32) -> BoxedStrategy<Block> {
    let levels = match words {
        Words::Clean => 1..=5u8,
        Words::Hostile => 0..=u8::MAX,
    };
    let leaf = prop_oneof![
        4 => paragraph(words),
        1 => (levels, inlines(words)).prop_map(|(level, content)| Block::Crosshead(Crosshead { level, content, span: None })),
        1 => (inlines(words), maybe(text(words)))
            .prop_map(|(content, attribution)| Block::PullQuote(PullQuote { content, attribution, span: None })),
        2 => figure(words).prop_map(Block::Figure),
        1 => table(words).prop_map(Block::Table),
        1 => Just(Block::Rule(Rule { span: None })),
        1 => (address(words), maybe(text(words))).prop_map(|(href, title)| Block::Embed(Embed { href, title, span: None })),
    ];
    let leaf = match words {
        Words::Clean => leaf.boxed(),
        Words::Hostile => prop_oneof![12 => leaf, 1 => unknown()].boxed(),
    };
    if depth == 0 {
        return leaf;
    }
    let least = usize::from(words == Words::Clean);
    let inner = vec(block(words, depth - 1), least..3).boxed();
    prop_oneof![
        6 => leaf,
        1 => (any::<bool>(), vec(inner.clone(), least..4))
            .prop_map(|(ordered, items)| Block::List(List { ordered, items, span: None })),
        1 => (inner.clone(), maybe(text(words)))
            .prop_map(|(content, attribution)| Block::Quote(Quote { content, attribution, span: None })),
        1 => (ids(words), inner).prop_map(|(id, content)| Block::Note(Note { id, content, span: None })),
    ]
    .boxed()
}

/// When clean, whether a note has a name at all.
fn ids(words: Words) -> BoxedStrategy<Option<String>> {
    match words {
        Words::Clean => maybe(Just(String::new())).boxed(),
        Words::Hostile => maybe(select(&["n1", "n 2", "", "note-1"][..]).prop_map(str::to_owned)).boxed(),
    }
}

fn unknown() -> impl Strategy<Value = Block> {
    (text(Words::Hostile), text(Words::Hostile)).prop_filter_map("an unknown block", |(word, text)| {
        serde_json::from_value(json!({ "type": format!("x-{word}"), "text": text })).ok()
    })
}

/// A figure; when clean it has a picture, or at least a caption or a credit.
pub fn figure(words: Words) -> BoxedStrategy<Figure> {
    let said = move || maybe(text(words).prop_map(Text::new));
    let renditions = (select(&["web", "thumbnail", "highRes"][..]), asset(words))
        .prop_map(|(role, asset)| Rendition { role: role.to_owned(), asset });
    let kinds = (any::<bool>(), any::<bool>());
    (maybe(asset(words)), said(), said(), said(), said(), vec(renditions, 0..2), kinds)
        .prop_map(move |(asset, caption, credit, credit_label, alt, renditions, (handout, illustration))| {
            let mut figure =
                Figure { asset, caption, credit, credit_label, handout, illustration, alt, renditions, span: None };
            if words == Words::Clean {
                if figure.credit.is_none() {
                    figure.credit_label = None;
                }
                if figure.asset.is_none() {
                    figure.alt = None;
                    figure.renditions.clear();
                    figure.caption.get_or_insert_with(|| Text::new("Chú thích"));
                }
            }
            figure
        })
        .boxed()
}

fn asset(words: Words) -> BoxedStrategy<Asset> {
    let files: &'static [&'static str] = &["images/photo.jpg", "ảnh/photo đẹp.jpg", "photo#1%.jpg", "a:b/photo.jpg"];
    let file = select(files).prop_map(str::to_owned).boxed();
    let (file, media_type) = match words {
        Words::Clean => (file, select(&["image/jpeg", "image/png"][..]).prop_map(str::to_owned).boxed()),
        Words::Hostile => (prop_oneof![file, text(words)].boxed(), text(words)),
    };
    let number = || maybe(1..100_000u32);
    (file, media_type, number(), number(), maybe(1..u64::MAX))
        .prop_map(|(file, media_type, width, height, size)| Asset { file, media_type, width, height, size })
        .boxed()
}

/// When clean, a rectangle: a heading row and at least one more; in some, the last row is one cell across all columns.
fn table(words: Words) -> BoxedStrategy<Table> {
    let cell = |header: bool, content: Vec<Inline>| TableCell { header, column_span: 1, row_span: 1, content };
    match words {
        Words::Clean => (1..4usize, 2..4usize, maybe(text(words)), any::<bool>())
            .prop_flat_map(move |(columns, rows, caption, spanning)| {
                let content = vec(vec(inlines(words), columns), rows);
                (content, inlines(words)).prop_map(move |(content, across)| {
                    let row = |(index, cells): (usize, Vec<Vec<Inline>>)| TableRow {
                        cells: cells.into_iter().map(|content| cell(index == 0, content)).collect(),
                    };
                    let mut rows: Vec<TableRow> = content.into_iter().enumerate().map(row).collect();
                    if spanning {
                        let mut wide = cell(false, across);
                        wide.column_span = columns as u32;
                        rows.push(TableRow { cells: vec![wide] });
                    }
                    Table { caption: caption.clone(), rows, span: None }
                })
            })
            .boxed(),
        Words::Hostile => {
            let number = prop_oneof![0..4u32, Just(u32::MAX)];
            let cell = (any::<bool>(), number.clone(), number, inlines(words)).prop_map(
                |(header, column_span, row_span, content)| TableCell { header, column_span, row_span, content },
            );
            let row = vec(cell, 0..4).prop_map(|cells| TableRow { cells });
            (maybe(text(words)), vec(row, 0..4)).prop_map(|(caption, rows)| Table { caption, rows, span: None }).boxed()
        }
    }
}
