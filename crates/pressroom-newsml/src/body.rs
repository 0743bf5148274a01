//! `contentSet`: the story as a document that stands alone, XHTML5 or NITF.

use pressroom_core::{Block, Figure, Inline, plain_text};
use pressroom_xhtml::{Picture, Style, attribute, blocks, escape};

use crate::media::Document;
use crate::options::Body;
use crate::story::{Story, file_of};
use crate::xml::{FORMAT, Xml};

pub fn write(xml: &mut Xml, story: &Story<'_>, document: Document<'_>) {
    let (content_type, mark_up) = match story.options.body {
        Body::Xhtml => ("application/xhtml+xml", xhtml(xml, story, document)),
        Body::Nitf => crate::nitf::body(xml, story, document),
    };
    let words = words(&story.article.body).to_string();
    let mut attributes = vec![("contenttype", content_type), ("wordcount", &words), ("xml:lang", story.language)];
    attributes.extend(story.direction().map(|direction| ("dir", direction)));
    xml.element("contentSet", &[], |xml| xml.mark_up("inlineXML", &attributes, &mark_up));
}

fn xhtml(xml: &mut Xml, story: &Story<'_>, document: Document<'_>) -> String {
    // By the same reference as in the picture's own item, so that a receiver can join the two.
    let picture = |figure: &Figure| {
        let asset = file_of(figure)?;
        let src = story.media.href(&asset.file, document);
        Some(Picture { src, width: asset.width, height: asset.height })
    };
    let style = Style::for_systems(FORMAT, &picture);
    let article = story.article;
    let mut html = String::from("<html");
    attribute(&mut html, "xmlns", pressroom_xhtml::NAMESPACE);
    attribute(&mut html, "xml:lang", story.language);
    attribute(&mut html, "lang", story.language);
    if let Some(direction) = story.direction() {
        attribute(&mut html, "dir", direction);
    }
    let title = article.headline.as_deref().or(article.slugline.as_deref()).unwrap_or(&story.guid);
    html.push_str("><head><meta charset=\"utf-8\"/><title>");
    html.push_str(&escape(title));
    html.push_str("</title></head><body><article>\n");
    if let Some(headline) = &article.headline {
        html.push_str(&format!("<h1>{}</h1>\n", escape(headline)));
    }
    for deck in &article.deck {
        html.push_str(&format!("<p class=\"deck\">{}</p>\n", escape(deck)));
    }
    blocks(&mut html, &article.body, &style, &mut xml.diagnostics);
    html.push_str("</article></body></html>");
    html
}

/// The words of a story's blocks, as its readers count them: what stands between spaces.
fn words(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => inline_words(&paragraph.content),
            Block::Crosshead(crosshead) => inline_words(&crosshead.content),
            Block::List(list) => list.items.iter().map(|item| words(item)).sum(),
            Block::Quote(quote) => words(&quote.content),
            Block::Note(note) => words(&note.content),
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).map(|cell| inline_words(&cell.content)).sum()
            }
            Block::Unknown(unknown) => text_words(&unknown.text()),
            // A pull quote repeats the story; captions and embeds stand beside it.
            Block::PullQuote(_) | Block::Figure(_) | Block::Rule(_) | Block::Embed(_) => 0,
        })
        .sum()
}

fn inline_words(content: &[Inline]) -> usize {
    match content {
        [Inline::Text { text }] => text_words(text),
        _ => text_words(&plain_text(content)),
    }
}

fn text_words(text: &str) -> usize {
    text.split_whitespace().count()
}
