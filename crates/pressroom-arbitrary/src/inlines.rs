use pressroom_core::{Inline, LinkText, Nested, NoteReference};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::text::{Words, address, text};

/// Containers inside containers.
const DEEPEST: u32 = 3;

/// The content of a paragraph, a crosshead or a cell; never empty when it is clean.
pub fn inlines(words: Words) -> BoxedStrategy<Vec<Inline>> {
    match words {
        Words::Clean => clean(DEEPEST, true),
        Words::Hostile => vec(hostile(), 0..5).boxed(),
    }
}

/// Text and marked-up text in turn.
fn clean(depth: u32, links: bool) -> BoxedStrategy<Vec<Inline>> {
    if depth == 0 {
        return run().prop_map(|text| vec![Inline::text(text)]).boxed();
    }
    (run(), vec((marked(depth - 1, links), run()), 0..3))
        .prop_map(|(first, rest)| {
            let mut content = vec![Inline::text(first)];
            for (mut marked, after) in rest {
                content.append(&mut marked);
                content.push(Inline::text(after));
            }
            content
        })
        .boxed()
}

fn run() -> BoxedStrategy<String> {
    text(Words::Clean)
}

fn marked(depth: u32, links: bool) -> BoxedStrategy<Vec<Inline>> {
    let nested = move |links| clean(depth, links).prop_map(|content| Nested { content });
    let mark = prop_oneof![
        nested(links).prop_map(Inline::Strong),
        nested(links).prop_map(Inline::Emphasis),
        nested(links).prop_map(Inline::Subscript),
        nested(links).prop_map(Inline::Superscript),
        Just(Inline::LineBreak),
    ];
    if !links {
        return mark.prop_map(|one| vec![one]).boxed();
    }
    let link = (address(Words::Clean), clean(depth, false))
        .prop_map(|(href, content)| Inline::Link(LinkText { href, content }));
    // Which note it leads to is settled when all notes are there.
    let reference = run().prop_map(|mark| {
        Inline::NoteReference(NoteReference { note: String::new(), content: vec![Inline::text(mark)] })
    });
    prop_oneof![8 => mark, 2 => link, 1 => reference].prop_map(|one| vec![one]).boxed()
}

fn hostile() -> BoxedStrategy<Inline> {
    let unknown = (text(Words::Hostile), text(Words::Hostile)).prop_filter_map("an unknown inline", |(word, text)| {
        serde_json::from_value(json!({ "type": format!("x-{word}"), "text": text })).ok()
    });
    let leaf = prop_oneof![
        4 => text(Words::Hostile).prop_map(Inline::text),
        1 => Just(Inline::LineBreak),
        1 => unknown,
    ];
    leaf.prop_recursive(DEEPEST, 12, 3, |inner| {
        let nested = vec(inner, 0..3).prop_map(|content| Nested { content }).boxed();
        prop_oneof![
            nested.clone().prop_map(Inline::Strong),
            nested.clone().prop_map(Inline::Emphasis),
            nested.clone().prop_map(Inline::Subscript),
            nested.clone().prop_map(Inline::Superscript),
            (address(Words::Hostile), nested.clone())
                .prop_map(|(href, nested)| Inline::Link(LinkText { href, content: nested.content })),
            (select(&["n1", "n 2", "", "note-1"][..]), nested).prop_map(|(note, nested)| Inline::NoteReference(
                NoteReference { note: note.to_owned(), content: nested.content }
            )),
        ]
    })
    .boxed()
}
