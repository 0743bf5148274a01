//! The story while it is read, and what is said of a file's values.

use std::sync::Arc;

use pressroom_core::time::{TimeZone, Told, in_zone, told};
use pressroom_core::{Article, Block, Code, DateTime, Diagnostic, Inline, Moment, Paragraph, Person, Span, Text};
use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

use super::tree::Element;
use crate::codes;

pub struct Fields {
    pub file: Arc<str>,
    pub article: Article,
    pub diagnostics: Vec<Diagnostic>,
    /// What `head` says of the dateline, which comes later.
    pub agency: Option<String>,
    pub place: Option<String>,
    /// What stands in when nothing better is found.
    pub title: Option<Text>,
    pub slug: Option<Text>,
    pub rights: Option<Text>,
    pub genre: Option<String>,
    /// Written by Pressroom: everything stands where the model says.
    pub own: bool,
    /// What a time without a zone is taken to be in; UTC when nobody says.
    zone: Option<TimeZone>,
}

impl Fields {
    pub fn new(file: Arc<str>, zone: Option<TimeZone>) -> Self {
        Fields {
            file,
            article: Article::default(),
            diagnostics: Vec::new(),
            agency: None,
            place: None,
            title: None,
            slug: None,
            rights: None,
            genre: None,
            own: false,
            zone,
        }
    }

    /// Fills what only a second choice says.
    pub fn settle(&mut self) {
        let article = &mut self.article;
        // Some agencies print a keyword below the headline: that is what editors file the story by.
        let is_keyword = |text: &Text| article.keywords.iter().any(|keyword| keyword.text == text.text);
        if !self.own
            && let Some(index) = article.deck.iter().position(is_keyword)
        {
            self.slug = self.slug.take().or(Some(article.deck.remove(index)));
        }
        article.headline = article.headline.take().or(self.title.take());
        article.slugline = article.slugline.take().or(self.slug.take());
        article.usage_terms = article.usage_terms.take().or(self.rights.take());
        if article.genre.is_none()
            && let Some(name) = self.genre.take()
        {
            article.genre = Some(pressroom_core::Coded { scheme: None, code: None, name: Some(name) });
        }
    }

    pub fn tag(&self, element: &Element) -> Span {
        let ((line, column), (end_line, end_column)) = element.start;
        Span { file: self.file.clone(), line, column, end_line, end_column }
    }

    /// An attribute's text, placed at its element.
    pub fn text_of(&self, element: &Element, attribute: &str) -> Option<Text> {
        let value = element.value(attribute)?;
        Some(Text::at(nfc(value), self.tag(element)))
    }

    pub fn report(&mut self, code: Code, element: &Element) {
        let span = self.tag(element);
        self.diagnostics.push(Diagnostic::new(code).arg("element", &element.name).at(&span));
    }

    pub fn invalid(&mut self, element: &Element, field: &str, value: &str) {
        let span = self.tag(element);
        let warning = Diagnostic::new(codes::VALUE_INVALID).arg("field", field).arg("value", value);
        self.diagnostics.push(warning.at(&span));
    }

    /// The date or moment that an attribute gives.
    pub fn moment(&mut self, element: &Element, attribute: &str) -> Option<Moment> {
        let value = element.value(attribute)?;
        let field = format!("{}/@{attribute}", element.name);
        match told(value) {
            Some(Told::Moment(moment)) => Some(moment),
            Some(Told::WithoutZone(as_utc)) => {
                let (span, at) = (self.tag(element), in_zone(as_utc, self.zone.as_ref().unwrap_or(&TimeZone::UTC)));
                let warning = Diagnostic::new(codes::TIME_WITHOUT_ZONE).arg("field", field).arg("value", value);
                self.diagnostics.push(warning.arg("assumed", at).at(&span));
                Some(Moment::DateTime(at))
            }
            None => {
                self.invalid(element, &field, value);
                None
            }
        }
    }

    /// Whether it is a time of which nobody says where it holds.
    pub fn is_of_no_zone(&self, element: &Element, attribute: &str) -> bool {
        self.zone.is_none() && matches!(element.value(attribute).and_then(told), Some(Told::WithoutZone(_)))
    }

    /// The moment, when it is one.
    pub fn date_time(&mut self, element: &Element, attribute: &str) -> Option<DateTime> {
        match self.moment(element, attribute)? {
            Moment::DateTime(at) => Some(at),
            Moment::Date(_) => None,
        }
    }

    /// Keeps what the model has no field for, by the element's name.
    pub fn keep(&mut self, element: &Element) {
        let mut fields: Map<String, Value> = Map::new();
        for (name, value) in &element.attributes.0 {
            fields.insert(name.clone(), Value::String(value.clone()));
        }
        if let Some(text) = element.text(&self.file) {
            fields.insert("text".to_owned(), Value::String(text.text));
        }
        if !fields.is_empty() {
            self.keep_value(&element.name, Value::Object(fields));
        }
    }

    /// A second value makes a list of the first.
    pub fn keep_value(&mut self, name: &str, value: Value) {
        match self.article.extra.get_mut(name) {
            None => {
                self.article.extra.insert(name.to_owned(), value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(first) => {
                let before = first.take();
                *first = Value::Array(vec![before, value]);
            }
        }
    }

    pub fn add_note(&mut self, note: Text) {
        match &mut self.article.ed_note {
            Some(before) => before.text = format!("{}\n{}", before.text, note.text),
            None => self.article.ed_note = Some(note),
        }
    }

    pub fn person(&self, name: Text) -> Person {
        Person { name: name.text, span: name.span, ..Person::default() }
    }
}

pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// A text as a paragraph of its own.
pub fn paragraph(text: Text) -> Block {
    Block::Paragraph(Paragraph { content: vec![Inline::text(text.text)], span: text.span })
}
