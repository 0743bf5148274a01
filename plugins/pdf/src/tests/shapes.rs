//! Stories of unusual shapes: many pictures, long and wide tables, headlines that are none.

use super::audit::runs;
use super::*;
use crate::page::Rect;

fn fonts() -> Fonts {
    Fonts::new(Some("no such folder".into())).unwrap()
}

fn article(body: Vec<Block>) -> Article {
    let headline = Some(Text::new("A river library goes on its way again"));
    Article { language: "en".into(), headline, body, ..Article::default() }
}

fn text(sentences: usize) -> Block {
    paragraph(&"The boat left in the morning, and nobody in the village had expected it so early. ".repeat(sentences))
}

fn table(rows: usize, columns: usize) -> Block {
    let cell =
        |text: String, header| TableCell { header, column_span: 1, row_span: 1, content: vec![Inline::text(text)] };
    let row = |row: usize| {
        let words = |column: usize| if row == 0 { format!("Head{column}") } else { format!("{row}.{column}") };
        TableRow { cells: (0..columns).map(|column| cell(words(column), row == 0)).collect() }
    };
    Block::Table(Table { rows: (0..=rows).map(row).collect(), ..Table::default() })
}

/// How often a text is drawn as a part of the story, and how often as furniture.
fn shown(layout: &Layout, wanted: &str) -> (usize, usize) {
    let here: Vec<bool> =
        runs(layout).filter(|(.., run)| run.text.trim() == wanted).map(|(_, owner, _)| owner.is_some()).collect();
    (here.iter().filter(|own| **own).count(), here.iter().filter(|own| !**own).count())
}

#[test]
fn a_long_table_shows_its_head_in_each_column_and_page() {
    let fonts = fonts();
    let layout = laid_out_with(&fonts, &article(vec![text(8), table(150, 3), text(8)]), Paper::A4);
    assert!(layout.pages.len() > 1);
    let columns = layout.stories[0].areas.len();
    for column in 0..3 {
        let (own, again) = shown(&layout, &format!("Head{column}"));
        assert_eq!(own, 1, "the head is said once");
        assert!((3..columns).contains(&again), "and shown in {again} of {columns} columns again");
    }
    for row in 1..=150 {
        assert_eq!(shown(&layout, &format!("{row}.2")), (1, 0));
    }
}

#[test]
fn a_table_of_many_columns_goes_over_all_columns_of_the_page() {
    for rows in [5, 40, 200] {
        let story = article(vec![text(8), text(12), table(rows, 12), text(8)]);
        assert_eq!(convert(story.clone()).codes(), Vec::<&str>::new());
        let layout = laid_out_with(&fonts(), &story, Paper::A4);
        for row in [1, rows] {
            for column in 0..12 {
                assert_eq!(shown(&layout, &format!("{row}.{column}")), (1, 0), "{row}.{column} of {rows} rows");
            }
        }
        let sheet = Sheet::new(&Design::default(), Script::Latin);
        let cell =
            |wanted: &str| runs(&layout).find(|(.., run)| run.text.trim() == wanted).map(|(.., run)| run).unwrap();
        let (first, last) = (cell("1.0"), cell("1.11"));
        assert!(first.y == last.y && last.x - first.x > sheet.measure * 0.8, "{rows}");
        let heads = runs(&layout).filter(|(.., run)| run.text.trim() == "Head0");
        let on: Vec<usize> = heads.map(|(page, ..)| page).collect();
        assert!(on.windows(2).all(|pair| pair[0] < pair[1]), "its head once a page: {on:?}");
    }
}

#[test]
fn pictures_leave_no_holes_between_columns_of_text() {
    const MOST_EMPTY: f32 = 0.2;
    let sizes = [(1600, 600), (1500, 1000), (1000, 1400), (1000, 1000), (600, 1600), (2400, 500)];
    let pictures: Vec<(String, Vec<u8>)> = sizes
        .iter()
        .map(|&(width, height)| {
            let mut png = Vec::new();
            let picture = image::GrayImage::from_pixel(width / 10, height / 10, image::Luma([120]));
            picture.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
            (format!("images/{width}x{height}.png"), png)
        })
        .collect();
    let figure = |index: usize| {
        let (file, _) = &pictures[index % pictures.len()];
        let asset = Asset { file: file.clone(), media_type: "image/png".into(), ..Asset::default() };
        Block::Figure(Figure { asset: Some(asset), caption: Some(Text::new("The boat.")), ..Figure::default() })
    };
    let body: Vec<Block> = (0..12).flat_map(|index| [text(7), figure(index), text(9)]).collect();
    let story = article(body);
    let fonts = fonts();
    for paper in [Paper::A4, Paper::Tabloid, Paper::Berliner] {
        let writing = Writing::of(&story);
        let sheet = Sheet::new(&Design { paper, ..Design::default() }, writing.script);
        let mut layout = Layout::default();
        let read = |_: Owner, file: &str| Ok(pictures.iter().find(|(name, _)| name == file).unwrap().1.clone());
        let mut shelf = Shelf::new(&read, None);
        let mut desk = Desk::new(&fonts, &sheet, &mut layout, &writing, &mut shelf, Owner::Story(0));
        story::make_up(&mut desk, &story, None);
        let drawn = layout.pages.iter().flat_map(|page| &page.items);
        assert_eq!(drawn.filter(|item| matches!(item.mark, Mark::Picture(..))).count(), 12);
        for page in 0..layout.pages.len() - 1 {
            let columns: Vec<&Rect> =
                layout.stories[0].areas.iter().filter(|(on, _)| *on == page).map(|(_, area)| area).collect();
            assert_eq!(columns.len(), sheet.columns, "{paper:?}: a column of page {page} is empty");
            for column in columns {
                let empty = (sheet.bottom() - column.y - column.height) / sheet.height;
                assert!(empty < MOST_EMPTY, "{paper:?}: {empty} of page {page} is a hole");
            }
        }
    }
}
