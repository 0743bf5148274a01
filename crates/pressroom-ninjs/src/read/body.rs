//! The text, as HTML, XHTML or plain lines.

use std::sync::Arc;

use pressroom_core::{Article, Block, Diagnostic, Direction, Paragraph, Text};
use pressroom_html_read::{Html, Passage, Places, Run, Syntax};

use super::json::{Json, escape};
use super::lines::Lines;
use super::object::{Context, Object};
use crate::{codes, words};

/// What the text says of the whole story.
#[derive(Default)]
pub struct Told {
    pub language: Option<String>,
    pub direction: Option<Direction>,
    pub passages: Vec<Passage>,
}

pub fn read(context: &mut Context<'_>, object: &mut Object<'_>, article: &mut Article) -> Told {
    let mut told = Told::default();
    let bodies = object.list(&["bodies"]);
    let is_main = |value: &&&Json| Object::of(value).and_then(|body| body.peek_text(&["role"])) == Some(words::MAIN);
    let main = bodies.iter().find(is_main).or(bodies.iter().find(|value| form(value).is_some())).or(bodies.first());
    if let Some(value) = main
        && let Some(body) = Object::of(value)
        && let Some(text) = body.peek(&["value"])
    {
        match form(value) {
            Some(form) => add(context, text, form, article, &mut told),
            None => {
                let span = context.span(value);
                let kind = body.peek_text(&["contenttype"]).unwrap_or_default();
                context.diagnostics.push(Diagnostic::new(codes::BODY_NOT_READ).arg("type", kind).at(&span));
            }
        }
    } else {
        let forms =
            [("bodyxhtml", Form::Xhtml), ("bodyhtml", Form::Html), ("body", Form::Html), ("bodytext", Form::Plain)];
        let found = forms.into_iter().find_map(|(name, form)| Some((object.take(&[name])?, form)));
        if let Some((text, form)) = found {
            add(context, text, form, article, &mut told);
            // The same text in a plainer form.
            object.take(&["bodytext"]);
            object.take(&["bodyhtml"]);
        }
    }
    if let Some(footer) = object.take(&["bodyfooter"]) {
        add(context, footer, Form::Html, article, &mut told);
    }
    told
}

#[derive(Clone, Copy)]
enum Form {
    Xhtml,
    Html,
    Plain,
}

/// By its media type; a body without one is HTML, as HTML reads plain text too.
fn form(value: &Json) -> Option<Form> {
    let body = Object::of(value)?;
    let media_type = body.peek_text(&["contenttype"]).unwrap_or("text/html");
    match media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/xhtml+xml" => Some(Form::Xhtml),
        "text/html" => Some(Form::Html),
        "text/plain" => Some(Form::Plain),
        _ => None,
    }
}

fn add(context: &mut Context<'_>, value: &Json, form: Form, article: &mut Article, told: &mut Told) {
    let Some(text) = value.text() else {
        return context.invalid("body", value);
    };
    let html = match form {
        Form::Xhtml => html(context, value, text, Syntax::Xml),
        Form::Html => html(context, value, text, Syntax::Html),
        Form::Plain => plain_lines(context, value, text),
    };
    context.diagnostics.extend(html.diagnostics);
    told.language = told.language.take().or(html.language);
    told.direction = told.direction.or(html.direction);
    told.passages.extend(html.passages);
    article.headline = article.headline.take().or(html.headline);
    if article.deck.is_empty() {
        article.deck = html.deck;
    }
    article.body.extend(html.blocks);
    article.removed.extend(html.removed);
}

fn html(context: &Context<'_>, value: &Json, text: &str, syntax: Syntax) -> Html {
    pressroom_html_read::read(text, &mut StringPlaces::of(context, value), syntax)
}

/// A blank line parts paragraphs; where there is none, every line is one.
fn plain_lines(context: &Context<'_>, value: &Json, text: &str) -> Html {
    let mut places = StringPlaces::of(context, value);
    let parted = text.contains("\n\n") || text.contains("\r\n\r\n");
    let mut blocks = Vec::new();
    let (mut run, mut at) = (Run::default(), 0);
    let finish = |run: &mut Run, blocks: &mut Vec<Block>| {
        let done = std::mem::take(run);
        let span = done.span(&context.file);
        let content = done.inlines(&[]);
        if !content.is_empty() {
            blocks.push(Block::Paragraph(Paragraph { content, span }));
        }
    };
    for line in text.split_inclusive('\n') {
        let (start, end) = (places.at(at), places.at(at + line.len()));
        at += line.len();
        run.push_text(&[], line, start, end);
        if !parted || line.trim().is_empty() {
            finish(&mut run, &mut blocks);
        }
    }
    finish(&mut run, &mut blocks);
    Html { blocks, ..Html::default() }
}

/// A text that says by its content type what it is.
pub fn said(context: &mut Context<'_>, said: &Object<'_>, value: &Json) -> Option<Text> {
    match said.peek_text(&["contenttype"]) {
        Some("text/plain") => context.text(value),
        Some(_) | None => plain(context, value),
    }
}

/// A text that may hold mark-up and does not say so: Superdesk writes headlines and summaries as HTML.
pub fn plain(context: &mut Context<'_>, value: &Json) -> Option<Text> {
    let text = value.text()?;
    if !looks_like_html(text) {
        return context.text(value);
    }
    let html = html(context, value, text, Syntax::Html);
    let words = [html.headline.map(|headline| headline.text)].into_iter().flatten();
    let words: Vec<String> = words.chain(html.blocks.iter().map(words_of)).filter(|words| !words.is_empty()).collect();
    let span = context.text(value).and_then(|text| text.span);
    Some(Text { text: words.join(" "), span }).filter(|text| !text.text.is_empty())
}

fn words_of(block: &Block) -> String {
    match block {
        Block::Paragraph(block) => pressroom_core::plain_text(&block.content),
        Block::Crosshead(block) => pressroom_core::plain_text(&block.content),
        Block::List(list) => list.items.iter().flatten().map(words_of).collect::<Vec<_>>().join(" "),
        Block::Quote(quote) => quote.content.iter().map(words_of).collect::<Vec<_>>().join(" "),
        Block::Note(note) => note.content.iter().map(words_of).collect::<Vec<_>>().join(" "),
        Block::PullQuote(_)
        | Block::Figure(_)
        | Block::Table(_)
        | Block::Rule(_)
        | Block::Embed(_)
        | Block::Unknown(_) => String::new(),
    }
}

fn looks_like_html(text: &str) -> bool {
    let closes =
        ["</p>", "</div>", "</b>", "</i>", "</em>", "</strong>", "</span>", "</a>", "<br", "</h1>", "</h2>", "</ul>"];
    let lower = text.to_ascii_lowercase();
    let entity = lower.split('&').skip(1).any(|rest| {
        matches!(
            rest.split_once(';'),
            Some(("amp" | "nbsp" | "quot" | "lt" | "gt" | "apos" | "#39" | "#160" | "ndash" | "mdash", _))
        )
    });
    entity || closes.iter().any(|tag| lower.contains(tag))
}

/// Where a byte of a decoded text stands in the file, escapes and all.
struct StringPlaces<'c> {
    lines: &'c Lines<'c>,
    file: Arc<str>,
    /// What is left of the text as the file has it.
    raw: &'c str,
    raw_offset: usize,
    /// Bytes of the decoded text before it.
    decoded: usize,
}

impl<'c> StringPlaces<'c> {
    fn of(context: &'c Context<'_>, value: &Json) -> Self {
        let inside = value.at.start + 1..value.at.end.saturating_sub(1);
        let raw = context.text.get(inside.clone()).unwrap_or_default();
        StringPlaces { lines: &context.lines, file: context.file.clone(), raw, raw_offset: inside.start, decoded: 0 }
    }
}

impl Places for StringPlaces<'_> {
    fn at(&mut self, offset: usize) -> (u32, u32) {
        while self.decoded < offset {
            let Some(c) = self.raw.chars().next() else { break };
            let (c, length) = match c {
                '\\' => escape(self.raw).map_or((c, 1), |(c, length, _)| (c, length)),
                c => (c, c.len_utf8()),
            };
            self.decoded += c.len_utf8();
            self.raw_offset += length;
            self.raw = self.raw.get(length..).unwrap_or_default();
        }
        self.lines.at(self.raw_offset)
    }

    fn file(&self) -> Arc<str> {
        self.file.clone()
    }
}
