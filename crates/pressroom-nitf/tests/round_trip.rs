//! Story to NITF to story.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use pressroom_arbitrary::{Words, article};
use pressroom_core::{Article, Block, Inline, plain_text};
use pressroom_nitf::{document, read, recognises};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use support::{validate, without_spans};

/// What the writer reports as lost is taken out of the story.
fn as_nitf_says(article: &mut Article) {
    article.contributors.iter_mut().for_each(|person| person.affiliation = None);
    blocks_as_nitf_says(&mut article.body);
}

fn blocks_as_nitf_says(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(block) => inlines_as_nitf_says(&mut block.content),
            Block::Crosshead(block) => inlines_as_nitf_says(&mut block.content),
            Block::PullQuote(block) => inlines_as_nitf_says(&mut block.content),
            Block::List(list) => list.items.iter_mut().for_each(|item| blocks_as_nitf_says(item)),
            Block::Quote(quote) => blocks_as_nitf_says(&mut quote.content),
            Block::Note(note) => blocks_as_nitf_says(&mut note.content),
            Block::Table(table) => {
                table
                    .rows
                    .iter_mut()
                    .flat_map(|row| &mut row.cells)
                    .for_each(|cell| inlines_as_nitf_says(&mut cell.content));
            }
            Block::Figure(_) | Block::Rule(_) | Block::Embed(_) | Block::Unknown(_) => {}
        }
    }
}

/// Raised and lowered text is plain (L002).
fn inlines_as_nitf_says(content: &mut [Inline]) {
    for inline in content {
        match inline {
            Inline::Subscript(nested) | Inline::Superscript(nested) => {
                nested.content = vec![Inline::text(plain_text(&nested.content))];
            }
            Inline::Strong(nested) | Inline::Emphasis(nested) => inlines_as_nitf_says(&mut nested.content),
            Inline::Link(link) => inlines_as_nitf_says(&mut link.content),
            Inline::Text { .. } | Inline::NoteReference(_) | Inline::LineBreak | Inline::Unknown(_) => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stories_survive(mut story in article(Words::Clean)) {
        let (xml, losses) = document(&story).unwrap();
        for loss in &losses {
            prop_assert!(matches!(loss.code.as_ref(), "L002" | "L004"), "{loss:?}");
        }
        prop_assert!(recognises(xml.as_bytes()));
        let read = read("a.xml", xml.as_bytes()).unwrap();
        prop_assert_eq!(read.len(), 1);
        prop_assert_eq!(&read[0].diagnostics, &vec![], "{}", xml);
        as_nitf_says(&mut story);
        prop_assert_eq!(without_spans(&read[0].article), without_spans(&story), "{}", xml);
    }

    #[test]
    fn damaged_files_are_read_or_refused(story in article(Words::Clean), cut in any::<prop::sample::Index>(), gone in 0..40usize, junk in "[<>/a-z \"=!\\-&;\\[\\]]{0,12}") {
        let (xml, _) = document(&story).unwrap();
        let mut bytes = xml.into_bytes();
        let at = cut.index(bytes.len());
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, junk.bytes());
        let _ = (recognises(&bytes), read("a.xml", &bytes));
    }
}

fn drawn(words: Words, count: usize) -> Vec<Article> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| article(words).new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn every_document_is_valid() {
    for (name, words) in [("clean", Words::Clean), ("hostile", Words::Hostile)] {
        let documents: Vec<String> =
            drawn(words, 150).iter().filter_map(|story| document(story).ok()).map(|(xml, _)| xml).collect();
        assert!(documents.len() > 50, "{} of {name}", documents.len());
        validate(name, &documents);
    }
}

/// The body alone, as NewsML-G2 carries it.
#[test]
fn every_inline_element_is_valid() {
    let style = pressroom_nitf::Style {
        format: "NewsML-G2",
        picture: &|asset| Some(pressroom_xhtml::href_of_file(&asset.file)),
    };
    let write = |story: &Article| {
        let mut out = String::new();
        pressroom_nitf::inline(&mut out, story, &style, &mut Vec::new());
        out
    };
    validate("inline", &drawn(Words::Hostile, 100).iter().map(write).collect::<Vec<_>>());
}
