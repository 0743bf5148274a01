//! Notes: marks that lead to them, and back.

use std::process::Command;

use lopdf::{Dictionary, ObjectId};
use pressroom_core::NoteReference;

use super::languages::{root, set_up};
use super::*;

fn reference(note: &str, mark: &str) -> Inline {
    Inline::NoteReference(NoteReference { note: note.into(), content: vec![Inline::text(mark)] })
}

fn note(id: Option<&str>, text: &str) -> Block {
    Block::Note(Note { id: id.map(str::to_owned), content: vec![paragraph(text)], span: None })
}

fn story() -> Article {
    let line = |text: &str, mark: Inline| {
        Block::Paragraph(Paragraph {
            content: vec![Inline::text(text), mark, Inline::text(" It went on.")],
            span: None,
        })
    };
    let linked = LinkText { href: "https://example.org/".into(), content: vec![reference("b", "2")] };
    let cell = |content| TableCell { header: false, column_span: 1, row_span: 1, content };
    let table = Table { rows: vec![TableRow { cells: vec![cell(vec![reference("b", "2")])] }], ..Table::default() };
    let mut body = vec![
        line("The boat left at seven.", reference("a", "1")),
        line("Nobody had told the harbour.", reference("gone", "9")),
        line("A second boat followed.", Inline::Link(linked)),
        Block::Table(table),
        note(Some("a"), "By the clock of the church."),
        note(Some("b"), "The smaller one."),
        note(None, "A box to which nothing leads."),
        note(Some("a"), "The same name again."),
    ];
    // On a page of its own, after the note.
    body.extend((0..90).map(|_| paragraph("A sentence that fills a line or two of the column, and then some.")));
    body.push(line("And at the end.", reference("a", "1")));
    Article { language: "en".into(), headline: Some(Text::new("Notes")), body, ..Article::default() }
}

/// Where each link inside of the document leads: the page that it stands on, the page that it leads to, its words.
fn inner_links(document: &Document) -> Vec<(usize, usize, String)> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let dict =
        |object: &Object| -> Dictionary { document.get_dictionary(object.as_reference().unwrap()).unwrap().clone() };
    let mut links = Vec::new();
    for (on, &page) in pages.iter().enumerate() {
        let annotations = document.get_dictionary(page).unwrap().get(b"Annots").and_then(Object::as_array);
        for annotation in annotations.cloned().unwrap_or_default() {
            let annotation = dict(&annotation);
            let Ok(to) = annotation.get(b"Dest").and_then(Object::as_array) else { continue };
            let page = pages.iter().position(|&id| to[0] == Object::Reference(id)).unwrap();
            let height = to[3].as_float().unwrap();
            assert!((0.0..842.0).contains(&height), "{height}");
            links.push((on, page, lopdf::decode_text_string(annotation.get(b"Contents").unwrap()).unwrap()));
        }
    }
    links
}

#[test]
fn marks_lead_to_their_notes_and_notes_back() {
    let result = convert(story());
    assert_eq!(result.codes(), ["L095", "L002", "L096"]);
    let document = Document::load_mem(result.main()).unwrap();
    let (first, last) = (0, document.get_pages().len() - 1);
    assert!(last > first);
    let link = |on, to, words: &str| (on, to, words.to_owned());
    let mut links = inner_links(&document);
    links.sort();
    let expected = [link(0, 0, "1"), link(0, 0, "1"), link(0, 0, "2"), link(0, 0, "2"), link(last, 0, "1")];
    assert_eq!(links, expected, "three marks that lead to notes, two notes that lead back");
    let text = squeezed(&text_of(result.main()));
    for words in ["seven.1Itwenton.", "harbour.9It", "1Bytheclock", "2Thesmaller", "Aboxtowhich", "Thesamenameagain."] {
        assert!(text.contains(words), "{words}: {text}");
    }

    let elements = document.objects.values().filter_map(|object| object.as_dict().ok());
    let tagged = |tag: &'static [u8]| {
        let is = move |dict: &&Dictionary| dict.get(b"S").and_then(Object::as_name).ok() == Some(tag);
        elements.clone().filter(is).cloned().collect::<Vec<Dictionary>>()
    };
    let mut ids: Vec<&[u8]> = Vec::new();
    let notes = tagged(b"Note");
    for note in &notes {
        ids.push(note.get(b"ID").and_then(Object::as_str).unwrap());
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 4, "each note has an identifier of its own");
    assert_eq!(tagged(b"Reference").len(), 3);

    let folder = root().join("target/tmp/pdf-notes");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("notes.pdf");
    std::fs::write(&file, result.main()).unwrap();
    let Some(veracheck) = set_up("bin/veracheck") else { return };
    let output = Command::new(veracheck).arg("2a,ua1").arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
