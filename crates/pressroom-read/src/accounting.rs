//! Test support for every reader: nothing of an input may get lost, and nothing may come in.

use std::collections::BTreeMap;

use pressroom_core::{Article, Block, Person, Span, Text, plain_text};
use unicode_normalization::UnicodeNormalization;

/// How often each character of the source is missing from the story (positive) or stands in it without being in the
/// source (negative). Empty means: the story's text and `removed` together hold the input exactly.
///
/// White space does not count. Characters are counted in canonical decomposition (NFD), so that neither composing nor
/// cutting changes a count. Only parts with a span of `file` count: a file beside the story may add text of its own.
pub fn difference(source: &str, article: &Article, file: &str) -> BTreeMap<char, i64> {
    difference_of_all(source, &[article], file)
}

/// The same for all stories of one file together.
pub fn difference_of_all(source: &str, articles: &[&Article], file: &str) -> BTreeMap<char, i64> {
    let mut counts = BTreeMap::new();
    let mut count = |text: &str, by: i64| {
        for c in text.nfd().filter(|c| !c.is_whitespace() && *c != '\u{FEFF}') {
            *counts.entry(c).or_insert(0) += by;
        }
    };
    count(source, 1);
    for text in articles.iter().flat_map(|article| texts(article, file)) {
        count(&text, -1);
    }
    counts.retain(|_, count| *count != 0);
    counts
}

/// Everything in the story that came from this file.
fn texts(article: &Article, file: &str) -> Vec<String> {
    let ours = |span: &Option<Span>| span.as_ref().is_some_and(|span| &*span.file == file);
    let mut out = Vec::new();
    let singles = [&article.section, &article.slugline, &article.headline, &article.summary, &article.provider];
    let more = [
        &article.source,
        &article.credit_line,
        &article.copyright_holder,
        &article.copyright,
        &article.usage_terms,
        &article.ed_note,
    ];
    let fields: Vec<&Text> =
        singles.into_iter().chain(more).flatten().chain(&article.deck).chain(&article.keywords).collect();
    out.extend(fields.into_iter().filter(|text| ours(&text.span)).map(|text| text.text.clone()));
    let people: Vec<&Person> = article.byline.iter().chain(&article.contributors).filter(|p| ours(&p.span)).collect();
    for person in people {
        out.push(person.name.clone());
        out.extend(person.affiliation.clone());
    }
    out.extend(article.dateline.iter().filter(|dateline| ours(&dateline.span)).map(|dateline| dateline.text.clone()));
    out.extend(article.located.iter().filter(|place| ours(&place.span)).map(|place| place.name.clone()));
    out.extend(article.links.iter().filter(|link| ours(&link.span)).filter_map(|link| link.title.clone()));
    out.extend(article.removed.iter().filter(|piece| ours(&piece.span)).map(|piece| piece.text.clone()));
    blocks(&article.body, &ours, &mut out);
    out
}

fn blocks(body: &[Block], ours: &dyn Fn(&Option<Span>) -> bool, out: &mut Vec<String>) {
    for block in body {
        match block {
            Block::Paragraph(b) => out.extend(ours(&b.span).then(|| plain_text(&b.content))),
            Block::Crosshead(b) => out.extend(ours(&b.span).then(|| plain_text(&b.content))),
            Block::PullQuote(b) => out.extend(ours(&b.span).then(|| plain_text(&b.content))),
            Block::List(b) => b.items.iter().for_each(|item| blocks(item, ours, out)),
            Block::Quote(b) => blocks(&b.content, ours, out),
            Block::Note(b) => blocks(&b.content, ours, out),
            Block::Figure(b) => {
                let parts = [&b.caption, &b.credit, &b.credit_label, &b.alt];
                let parts = parts.into_iter().flatten().filter(|text| ours(&text.span));
                out.extend(parts.map(|text| text.text.clone()));
            }
            Block::Table(b) if ours(&b.span) => {
                out.extend(b.caption.clone());
                out.extend(b.rows.iter().flat_map(|row| &row.cells).map(|cell| plain_text(&cell.content)));
            }
            Block::Embed(b) => out.extend(b.title.clone().filter(|_| ours(&b.span))),
            Block::Table(_) | Block::Rule(_) | Block::Unknown(_) => {}
        }
    }
}
