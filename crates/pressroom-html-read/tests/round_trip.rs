//! What pressroom-xhtml writes comes back as it was.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use pressroom_arbitrary::{Words, blocks};
use pressroom_core::{Asset, Block, Figure};
use pressroom_html_read::{Place, Syntax, read};
use pressroom_xhtml::{Picture, Style, href_of_file};
use proptest::prelude::*;
use support::without_spans;

fn written(story: &[Block]) -> String {
    let picture = |figure: &Figure| {
        let asset = figure.asset.as_ref()?;
        Some(Picture { src: href_of_file(&asset.file), width: asset.width, height: asset.height })
    };
    let style = Style::for_systems("test", &picture);
    let (mut out, mut losses) = (String::new(), Vec::new());
    pressroom_xhtml::blocks(&mut out, story, &style, &mut losses);
    out
}

/// XHTML says nothing of a picture's bytes, of its type, or of its other sizes.
fn as_xhtml_says(story: &mut [Block]) {
    for block in story {
        match block {
            Block::Figure(figure) => {
                figure.renditions.clear();
                if let Some(Asset { size, media_type, .. }) = &mut figure.asset {
                    *size = None;
                    *media_type = "image/jpeg".into();
                }
            }
            Block::List(list) => list.items.iter_mut().for_each(|item| as_xhtml_says(item)),
            Block::Quote(quote) => as_xhtml_says(&mut quote.content),
            Block::Note(note) => as_xhtml_says(&mut note.content),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_survive(mut story in blocks(Words::Clean)) {
        let html = written(&story);
        as_xhtml_says(&mut story);
        for syntax in [Syntax::Html, Syntax::Xml] {
            let read = read(&html, &mut Place::start("a".into()).cursor(&html), syntax);
            prop_assert_eq!(&read.diagnostics, &vec![], "{}", html);
            prop_assert_eq!(without_spans(read.blocks), without_spans(story.clone()), "{}", html);
        }
    }

    #[test]
    fn nothing_panics(story in blocks(Words::Hostile), cut in any::<prop::sample::Index>(), junk in "[<>/a-z \"=!\\-&;\\[\\]]{0,12}") {
        let mut html = written(&story);
        let mut at = cut.index(html.len() + 1);
        while !html.is_char_boundary(at) { at -= 1; }
        html.insert_str(at, &junk);
        for syntax in [Syntax::Html, Syntax::Xml] {
            read(&html, &mut Place::start("a".into()).cursor(&html), syntax);
        }
    }
}
