//! Pictures in the body: HTML's `figure` and `img`, NITF's `media`.

use pressroom_core::{Asset, Block, Embed, Figure, RemovedKind, Rendition, Text};

use super::Body;
use super::role::{Role, class_says, has_class, holds_block};
use crate::reader::codes;
use crate::reader::tree::{Element, Node, one_line};

impl Body<'_, '_> {
    /// The picture of an `img`, with what its own item says of it. `None` when it is embedded or has no address.
    pub fn image(&mut self, image: &Element) -> Option<Block> {
        let figure = self.figure_of(image);
        (figure.asset.is_some() || figure.alt.is_some()).then_some(Block::Figure(figure))
    }

    fn figure_of(&mut self, image: &Element) -> Figure {
        let span = self.context.places.span(&(image.at.start..image.end));
        let mut figure = Figure { span: Some(span.clone()), ..Figure::default() };
        let alt = image.attribute("alt").or(image.attribute("alternate-text"));
        figure.alt = alt.map(|alt| Text::at(one_line(alt), span));
        let source = ["src", "source", "data-src", "href"].iter().find_map(|name| image.value(name));
        // TT writes the address as the element's text.
        let text = image.line();
        let source = source.or(Some(text.as_str()).filter(|text| !text.is_empty()));
        match source {
            Some(source) if source.starts_with("data:") => {
                self.context.notice(codes::MEDIA_DROPPED, &image.at, &[("element", "img data:")]);
            }
            Some(source) => {
                let number = |name| image.value(name).and_then(|pixels| pixels.trim_end_matches("px").parse().ok());
                let media_type = image.value("mime-type").unwrap_or_default().to_owned();
                let asset = Asset { media_type, width: number("width"), height: number("height"), ..Asset::default() };
                self.pictures.join(&mut figure, source, asset);
            }
            None => self.context.notice(codes::MEDIA_DROPPED, &image.at, &[("element", &image.name)]),
        }
        figure
    }

    /// A figure: its pictures, caption and credit. Whatever else it holds follows it.
    pub fn figure(&mut self, element: &Element, out: &mut Vec<Block>) {
        let sources: Vec<&Element> = element.descendants().skip(1).filter(|inner| is_picture(inner, element)).collect();
        let [first, further @ ..] = sources.as_slice() else {
            // A caption without its picture, or a figure around a quotation, a table, a film.
            return self.figure_without_picture(element, out);
        };
        let mut figure = self.figure_of(first);
        figure.span = Some(self.context.places.span(&(element.at.start..element.end)));
        let mut words = Words::default();
        self.figure_words(&element.children, &mut words);
        self.put_words(&mut figure, words, element);
        mark(&mut figure, element);
        // NITF's further references are the same picture in other sizes.
        let same_picture = element.name == "media";
        if same_picture && figure.renditions.is_empty() {
            let others = further.iter().filter_map(|other| self.figure_of(other).asset.map(|asset| (other, asset)));
            let rendition = |(other, asset): (&&Element, Asset)| Rendition {
                role: other.value("name").unwrap_or_default().to_owned(),
                asset,
            };
            figure.renditions = others.map(rendition).collect();
        }
        out.push(Block::Figure(figure));
        for image in further.iter().filter(|_| !same_picture) {
            let block = self.image(image);
            out.extend(block);
        }
        self.rest_of_figure(element, out);
    }

    fn figure_without_picture(&mut self, element: &Element, out: &mut Vec<Block>) {
        // NITF's way to show what is of another place.
        let source =
            element.descendants().skip(1).find(|inner| inner.name == "media-reference").and_then(|r| r.value("source"));
        if let Some(href) = source.filter(|source| pressroom_xhtml::safe_href(source).is_some()) {
            let title = element.child("media-caption").map(Element::line).filter(|title| !title.is_empty());
            let span = Some(self.context.places.span(&(element.at.start..element.end)));
            let plain =
                element.elements().all(|inner| matches!(inner.name.as_str(), "media-reference" | "media-caption"));
            if plain {
                return out.push(Block::Embed(Embed { href: href.to_owned(), title, span }));
            }
        }
        let mut words = Words::default();
        self.figure_words(&element.children, &mut words);
        if words.caption.is_some() || words.credit.is_some() || words.credit_label.is_some() {
            let span = Some(self.context.places.span(&(element.at.start..element.end)));
            let mut figure = Figure { span, ..Figure::default() };
            self.put_words(&mut figure, words, element);
            mark(&mut figure, element);
            out.push(Block::Figure(figure));
        }
        self.rest_of_figure(element, out);
    }

    /// What a picture's own item says is used where the story says nothing.
    fn put_words(&mut self, figure: &mut Figure, words: Words, element: &Element) {
        let span = self.context.places.span(&(element.at.start..element.end));
        let text = |text: Option<String>| text.map(|text| Text::at(text, span.clone()));
        if let Some(caption) = text(words.caption) {
            figure.caption = Some(caption);
        }
        if let Some(label) = text(words.credit_label) {
            figure.credit_label = Some(label);
        }
        if let Some(mut credit) = text(words.credit) {
            if let Some((label, name)) = photo_label(&credit.text).filter(|_| !self.context.own) {
                self.remove(label, RemovedKind::Label, &(element.at.start..element.end));
                credit.text = name.to_owned();
            }
            figure.credit = Some(credit);
        }
    }

    /// Caption and credit, wherever they stand in the figure.
    fn figure_words(&mut self, nodes: &[Node], words: &mut Words) {
        for element in nodes.iter().filter_map(Node::element) {
            match element.name.to_ascii_lowercase().as_str() {
                "figcaption" | "media-caption" | "bildtext" => self.caption(element, words),
                "media-producer" => words.add_credit_of(element),
                _ if is_credit(element) && !holds_block(element) => words.add_credit_of(element),
                // As far as `remaining` looks, or words would be lost between the two.
                _ if matches!(Role::of(element), Role::Container | Role::Link | Role::Plain | Role::Figure) => {
                    self.figure_words(&element.children, words);
                }
                _ => {}
            }
        }
    }

    /// A caption in which a part may be marked as the credit.
    fn caption(&mut self, element: &Element, words: &mut Words) {
        let mut caption = String::new();
        collect(&element.children, &mut caption, words);
        let caption = one_line(&caption);
        if !caption.is_empty() {
            words.caption = Some(match words.caption.take() {
                Some(before) => format!("{before} {caption}"),
                None => caption,
            });
        }
    }

    /// Blocks in a figure that are neither picture nor words of it.
    fn rest_of_figure(&mut self, element: &Element, out: &mut Vec<Block>) {
        let mut rest = Vec::new();
        remaining(&element.children, &mut rest);
        let blocks = self.blocks_of(&rest);
        out.extend(blocks);
    }
}

/// What the writer says a picture is: by class, in NITF by metadata.
fn mark(figure: &mut Figure, element: &Element) {
    let told = |word: &str| {
        let metadata = || element.all("media-metadata").any(|data| data.value("name") == Some(word));
        has_class(element, word) || metadata()
    };
    figure.handout |= told(pressroom_xhtml::HANDOUT);
    figure.illustration |= told(pressroom_xhtml::ILLUSTRATION);
}

#[derive(Default)]
pub struct Words {
    pub caption: Option<String>,
    pub credit: Option<String>,
    /// What the picture is, said before the credit.
    pub credit_label: Option<String>,
}

impl Words {
    /// A label that is marked as one is kept apart.
    fn add_credit_of(&mut self, element: &Element) {
        let label = element
            .elements()
            .find(|inner| has_class(inner, "credit-label") || has_class(inner, "label") || inner.name == "classifier");
        let label = label.map(Element::line);
        let text = element.line();
        match label.filter(|label| !label.is_empty() && text.starts_with(label.as_str())) {
            Some(label) => {
                self.add_credit(text.get(label.len()..).unwrap_or_default().trim());
                self.credit_label = Some(label);
            }
            None => self.add_credit(&text),
        }
    }

    fn add_credit(&mut self, credit: &str) {
        if !credit.is_empty() {
            self.credit = Some(match self.credit.take() {
                Some(before) => format!("{before} {credit}"),
                None => credit.to_owned(),
            });
        }
    }
}

fn collect(nodes: &[Node], caption: &mut String, words: &mut Words) {
    for node in nodes {
        match node {
            Node::Text(text) => caption.push_str(&text.text),
            Node::Element(element) if is_credit(element) => words.add_credit_of(element),
            Node::Element(element) => {
                if Role::of(element).is_block() || Role::of(element) == Role::Break {
                    caption.push('\n');
                }
                collect(&element.children, caption, words);
            }
        }
    }
}

/// `Foto: `: says only that what follows is a photo's credit, which outputs say in their own words.
fn photo_label(credit: &str) -> Option<(&str, &str)> {
    const WORDS: [&str; 16] = [
        "photo",
        "photos",
        "foto",
        "fotos",
        "ảnh",
        "bild",
        "bilder",
        "kuva",
        "picture",
        "image",
        "photographie",
        "fotografie",
        "fotografía",
        "zdjęcie",
        "фото",
        "写真",
    ];
    let (label, name) = credit.split_once([':', '：'])?;
    let is_label = WORDS.contains(&label.trim().to_lowercase().as_str()) && !name.trim().is_empty();
    is_label.then(|| (credit.get(..credit.len() - name.trim_start().len()).unwrap_or(label), name.trim()))
}

fn is_credit(element: &Element) -> bool {
    let named = matches!(element.name.to_ascii_lowercase().as_str(), "cite" | "credit" | "bildskapare");
    named || has_class(element, "credit") || class_says(element, &["credit", "photographer", "fotograf", "byline"])
}

/// NITF: `media-reference` is the picture, unless the media is a film or sound.
fn is_picture(inner: &Element, figure: &Element) -> bool {
    match inner.name.to_ascii_lowercase().as_str() {
        "img" | "image" | "bildfil" => true,
        "media-reference" => {
            let kind = figure.value("media-type").or(inner.value("mime-type")).unwrap_or("image");
            kind.starts_with("image")
                || kind.starts_with("picture")
                || kind.starts_with("photo")
                || kind.starts_with("graphic")
        }
        _ => false,
    }
}

/// A film as NITF's `media` is not shown; the rest of its words are.
fn remaining<'n>(nodes: &'n [Node], out: &mut Vec<&'n Node>) {
    for node in nodes {
        match node {
            Node::Text(text) if text.text.trim().is_empty() => {}
            Node::Text(_) => out.push(node),
            Node::Element(element) => match element.name.to_ascii_lowercase().as_str() {
                "figcaption" | "media-caption" | "media-producer" | "img" | "image" | "media-reference" | "source"
                | "media-metadata" | "media-object" | "bildtext" | "bildfil" => {}
                _ if is_credit(element) && !holds_block(element) => {}
                _ if matches!(Role::of(element), Role::Container | Role::Link | Role::Plain | Role::Figure) => {
                    remaining(&element.children, out);
                }
                _ => out.push(node),
            },
        }
    }
}
