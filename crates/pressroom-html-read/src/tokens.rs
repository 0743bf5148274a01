//! Mark-up to tags and text.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::{Attributes, Syntax};

/// Takes tags and text in order. Places are bytes of the mark-up, and never fall.
pub trait Sink {
    /// A start tag; in XML, one of an element without content is followed by its end.
    fn start(&mut self, name: &str, attributes: Attributes, from: usize, to: usize);
    fn text(&mut self, text: &str, from: usize, to: usize);
    fn end(&mut self, name: &str, at: usize);
}

/// Cuts the mark-up into tags and text. It never fails: what is no tag is text.
pub fn feed(html: &str, syntax: Syntax, sink: &mut dyn Sink) {
    match syntax {
        Syntax::Html => tokenize(html, 0, syntax, sink),
        Syntax::Xml => sections(html, sink),
    }
}

const CDATA: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";

/// HTML has no CDATA sections; those of XML are text as they stand.
fn sections(xml: &str, sink: &mut dyn Sink) {
    let mut from = 0;
    while let Some(rest) = xml.get(from..) {
        let Some(open) = rest.find(CDATA) else { return tokenize(rest, from, Syntax::Xml, sink) };
        let (before, section) = rest.split_at(open);
        tokenize(before, from, Syntax::Xml, sink);
        let inner = section.strip_prefix(CDATA).unwrap_or_default();
        let length = inner.find(CDATA_END).unwrap_or(inner.len());
        let start = from + open + CDATA.len();
        sink.text(inner.get(..length).unwrap_or_default(), start, start + length);
        from = (start + length + CDATA_END.len()).min(xml.len());
        if from == xml.len() {
            return;
        }
    }
}

fn tokenize(html: &str, base: usize, syntax: Syntax, sink: &mut dyn Sink) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // In HTML the content of a script, style, title or textarea is no mark-up; in XML it is.
    emitter.naively_switch_states(syntax == Syntax::Html);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = name(&tag.name, syntax);
                let attributes = tag.attributes.iter().map(|(key, value)| (text_of(key), text_of(&value.value)));
                let attributes = Attributes(attributes.collect());
                sink.start(&name, attributes, base + tag.span.start, base + tag.span.end);
                if tag.self_closing && syntax == Syntax::Xml {
                    sink.end(&name, base + tag.span.end);
                }
            }
            Token::EndTag(tag) => sink.end(&name(&tag.name, syntax), base + tag.span.end),
            Token::String(text) => {
                sink.text(&text_of(&text.value), base + text.span.start, base + text.span.end);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
}

fn name(bytes: &[u8], syntax: Syntax) -> String {
    let name = text_of(bytes);
    match (syntax, name.rsplit_once(':')) {
        (Syntax::Xml, Some((_, local))) => local.to_owned(),
        (Syntax::Xml, None) | (Syntax::Html, _) => name,
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
