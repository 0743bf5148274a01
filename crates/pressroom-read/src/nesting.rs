//! How deep a story's parts may lie in each other. Lists in lists come from mark-up without a bound; plugins get the story
//! as JSON, which readers take to some hundred levels.

use pressroom_core::{Article, Block, Diagnostic, Inline, Paragraph, Span, plain_text};
use serde_json::Value;

use crate::codes;

/// Lists, quotes and notes in each other. Nobody reads deeper ones.
const MAX_BLOCKS: usize = 12;
/// Emphasis and the like in each other.
const MAX_INLINES: usize = 12;
/// Objects and lists in each other, in what another system's metadata is kept as.
const MAX_VALUES: usize = 32;

/// Sets what lies deeper at the last level that may be, in its order. Nothing is lost but that it lay deeper.
pub fn limit(article: &mut Article) -> Option<Diagnostic> {
    let mut found = Found::default();
    blocks(&mut article.body, 0, &mut found);
    article.extra.iter_mut().for_each(|(_, inner)| value(inner, 1, &mut found));
    (found.count > 0).then(|| {
        let told = Diagnostic::new(codes::TOO_DEEP).arg("count", found.count).arg("limit", MAX_BLOCKS);
        told.at(&found.first)
    })
}

#[derive(Default)]
struct Found {
    count: usize,
    first: Option<Span>,
}

impl Found {
    fn add(&mut self, span: Option<&Span>) {
        self.count += 1;
        if self.first.is_none() {
            self.first = span.cloned();
        }
    }
}

fn blocks(list: &mut Vec<Block>, depth: usize, found: &mut Found) {
    if depth >= MAX_BLOCKS && list.iter().any(is_container) {
        let mut flat = Vec::new();
        std::mem::take(list).into_iter().for_each(|block| flatten(block, &mut flat, found));
        *list = flat;
    }
    for block in list {
        match block {
            Block::List(list) => list.items.iter_mut().for_each(|item| blocks(item, depth + 1, found)),
            Block::Quote(quote) => blocks(&mut quote.content, depth + 1, found),
            Block::Note(note) => blocks(&mut note.content, depth + 1, found),
            Block::Paragraph(block) => inlines(&mut block.content, 0, block.span.as_ref(), found),
            Block::Crosshead(block) => inlines(&mut block.content, 0, block.span.as_ref(), found),
            Block::PullQuote(block) => inlines(&mut block.content, 0, block.span.as_ref(), found),
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| inlines(&mut cell.content, 0, table.span.as_ref(), found));
            }
            Block::Unknown(unknown) => unknown.fields.iter_mut().for_each(|(_, inner)| value(inner, depth, found)),
            Block::Figure(_) | Block::Rule(_) | Block::Embed(_) => {}
        }
    }
}

fn is_container(block: &Block) -> bool {
    match block {
        Block::List(_) | Block::Quote(_) | Block::Note(_) => true,
        Block::Paragraph(_)
        | Block::Crosshead(_)
        | Block::PullQuote(_)
        | Block::Figure(_)
        | Block::Table(_)
        | Block::Rule(_)
        | Block::Embed(_)
        | Block::Unknown(_) => false,
    }
}

/// What a container holds, in its order, without it.
fn flatten(block: Block, out: &mut Vec<Block>, found: &mut Found) {
    if is_container(&block) {
        found.add(block.span());
    }
    match block {
        Block::List(list) => list.items.into_iter().flatten().for_each(|inner| flatten(inner, out, found)),
        Block::Note(note) => note.content.into_iter().for_each(|inner| flatten(inner, out, found)),
        Block::Quote(quote) => {
            quote.content.into_iter().for_each(|inner| flatten(inner, out, found));
            if let Some(who) = quote.attribution {
                out.push(Block::Paragraph(Paragraph { content: vec![Inline::text(who)], span: quote.span }));
            }
        }
        Block::Paragraph(_)
        | Block::Crosshead(_)
        | Block::PullQuote(_)
        | Block::Figure(_)
        | Block::Table(_)
        | Block::Rule(_)
        | Block::Embed(_)
        | Block::Unknown(_) => out.push(block),
    }
}

fn inlines(list: &mut Vec<Inline>, depth: usize, span: Option<&Span>, found: &mut Found) {
    if depth >= MAX_INLINES && list.iter().any(lies_deeper) {
        found.add(span);
        let mut flat = Vec::new();
        std::mem::take(list).into_iter().for_each(|inline| flatten_inline(inline, &mut flat));
        *list = flat;
    }
    for inline in list {
        match inline {
            Inline::Strong(nested)
            | Inline::Emphasis(nested)
            | Inline::Subscript(nested)
            | Inline::Superscript(nested) => inlines(&mut nested.content, depth + 1, span, found),
            Inline::Link(link) => inlines(&mut link.content, depth + 1, span, found),
            Inline::NoteReference(mark) => inlines(&mut mark.content, depth + 1, span, found),
            Inline::Unknown(unknown) => unknown.fields.iter_mut().for_each(|(_, inner)| value(inner, depth, found)),
            Inline::Text { .. } | Inline::LineBreak => {}
        }
    }
}

/// Whether an inline holds others. Links and notes' marks say more than their text, and may hold that.
fn lies_deeper(inline: &Inline) -> bool {
    match inline {
        Inline::Strong(_) | Inline::Emphasis(_) | Inline::Subscript(_) | Inline::Superscript(_) => true,
        Inline::Link(link) => !link.content.iter().all(is_text),
        Inline::NoteReference(mark) => !mark.content.iter().all(is_text),
        Inline::Text { .. } | Inline::LineBreak | Inline::Unknown(_) => false,
    }
}

fn is_text(inline: &Inline) -> bool {
    matches!(inline, Inline::Text { .. })
}

fn flatten_inline(inline: Inline, out: &mut Vec<Inline>) {
    match inline {
        Inline::Strong(nested) | Inline::Emphasis(nested) | Inline::Subscript(nested) | Inline::Superscript(nested) => {
            nested.content.into_iter().for_each(|inner| flatten_inline(inner, out));
        }
        Inline::Link(mut link) => {
            link.content = vec![Inline::text(plain_text(&link.content))];
            out.push(Inline::Link(link));
        }
        Inline::NoteReference(mut mark) => {
            mark.content = vec![Inline::text(plain_text(&mark.content))];
            out.push(Inline::NoteReference(mark));
        }
        Inline::Text { .. } | Inline::LineBreak | Inline::Unknown(_) => out.push(inline),
    }
}

/// What lies deeper in a value becomes its JSON text.
fn value(of: &mut Value, depth: usize, found: &mut Found) {
    if depth >= MAX_VALUES && matches!(of, Value::Array(_) | Value::Object(_)) {
        found.add(None);
        *of = Value::String(of.to_string());
        return;
    }
    match of {
        Value::Array(items) => items.iter_mut().for_each(|inner| value(inner, depth + 1, found)),
        Value::Object(fields) => fields.iter_mut().for_each(|(_, inner)| value(inner, depth + 1, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use pressroom_core::{List, Nested};

    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Paragraph { content: vec![Inline::text(text)], span: None })
    }

    #[test]
    fn what_lies_too_deep_comes_up_in_its_order() {
        let nest = |inner: Block, level: usize| {
            Block::List(List { items: vec![vec![paragraph(&level.to_string()), inner]], ..List::default() })
        };
        let deep = (0..100).rev().fold(paragraph("end"), nest);
        let emphasis = (0..100).fold(Inline::text("in"), |inner, _| Inline::Emphasis(Nested { content: vec![inner] }));
        let link = |content| pressroom_core::LinkText { href: "https://example.com".to_owned(), content };
        let links = (0..100).fold(Inline::text("linked"), |inner, _| Inline::Link(link(vec![inner])));
        let inner = Block::Paragraph(Paragraph { content: vec![emphasis, links], span: None });
        let mut article = Article { body: vec![deep, inner], ..Article::default() };
        article.extra.insert("deep".to_owned(), (0..100).fold(Value::Null, |inner, _| Value::Array(vec![inner])));
        let told = limit(&mut article).unwrap();
        assert_eq!(told.code, "R063");
        let json = serde_json::to_string(&article).unwrap();
        let again: Article = serde_json::from_str(&json).unwrap();
        assert_eq!(again, article);
        let places: Vec<usize> = (0..100).map(|level| json.find(&format!("\"{level}\"")).unwrap()).collect();
        assert!(places.is_sorted() && json.contains("\"end\"") && json.contains("\"in\"") && json.contains("linked"));
        assert!(limit(&mut article).is_none());
    }
}
