//! Which items a file holds, and what kind each is.

use std::ops::Range;

use super::tree::{Element, Tree};
use super::values::code_of;

pub const MESSAGE: &str = "newsMessage";
/// A text is looked for this deep in other systems' envelopes.
const MAX_ENVELOPES: usize = 32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    News,
    Package,
    Concept,
    Knowledge,
    Planning,
    Catalog,
}

impl Kind {
    /// By the element's name.
    pub fn of(name: &str) -> Option<Kind> {
        Some(match name {
            "newsItem" => Kind::News,
            "packageItem" => Kind::Package,
            "conceptItem" => Kind::Concept,
            "knowledgeItem" => Kind::Knowledge,
            "planningItem" => Kind::Planning,
            "catalogItem" => Kind::Catalog,
            _ => return None,
        })
    }
}

/// What a newsItem carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Text,
    Picture,
    /// Video, audio, animation.
    Film,
    Other,
}

pub struct Item<'t> {
    pub element: &'t Element,
    pub kind: Kind,
    pub class: Class,
    /// What `itemClass` says, when that did not decide.
    pub unclear: Option<(String, Range<usize>)>,
}

/// The items of a file in document order.
#[derive(Default)]
pub struct Items<'t> {
    pub items: Vec<Item<'t>>,
    /// The `newsMessage`, when there is one.
    pub messages: Vec<&'t Element>,
}

impl<'t> Items<'t> {
    pub fn find(tree: &'t Tree) -> Self {
        let mut found = Items::default();
        for root in tree.roots.iter().filter_map(|root| root.element()) {
            found.search(root, 0);
        }
        found
    }

    fn search(&mut self, element: &'t Element, depth: usize) {
        if let Some(kind) = Kind::of(&element.name) {
            return self.items.push(Item::new(element, kind));
        }
        if element.name == MESSAGE {
            self.messages.push(element);
        }
        if depth < MAX_ENVELOPES {
            element.elements().for_each(|inner| self.search(inner, depth + 1));
        }
    }

    pub fn header(&self) -> Option<&'t Element> {
        self.messages.iter().find_map(|message| message.child("header"))
    }
}

impl<'t> Item<'t> {
    fn new(element: &'t Element, kind: Kind) -> Self {
        let said = element.child("itemMeta").and_then(|meta| meta.child("itemClass"));
        let word = said.and_then(|class| class.value("qcode").or(class.value("uri")).or(class.value("literal")));
        let said_class = word.and_then(|word| match code_of(word).to_ascii_lowercase().as_str() {
            "text" => Some(Class::Text),
            "picture" | "graphic" | "photo" | "image" | "still" => Some(Class::Picture),
            "video" | "audio" | "animation" | "movie" => Some(Class::Film),
            _ => None,
        });
        let class = said_class.unwrap_or_else(|| by_content(element));
        let place = said.map_or(element.at.clone(), |said| said.at.clone());
        let unclear = (said_class.is_none() && word.is_none_or(|word| code_of(word) != "composite"))
            .then(|| (word.unwrap_or("-").to_owned(), place));
        Item { element, kind, class, unclear }
    }

    pub fn guid(&self) -> Option<&'t str> {
        self.element.value("guid")
    }

    pub fn is_text(&self) -> bool {
        self.kind == Kind::News && self.class == Class::Text
    }

    /// A picture, a film or a sound.
    pub fn is_media(&self) -> bool {
        self.kind == Kind::News && matches!(self.class, Class::Picture | Class::Film)
    }

    /// Its name in messages.
    pub fn describe(&self) -> &'static str {
        match (self.kind, self.class) {
            (Kind::News, Class::Text) => "newsItem (text)",
            (Kind::News, Class::Picture) => "newsItem (picture)",
            (Kind::News, Class::Film) => "newsItem (video, audio)",
            (Kind::News, Class::Other) => "newsItem",
            (Kind::Package, _) => "packageItem",
            (Kind::Concept, _) => "conceptItem",
            (Kind::Knowledge, _) => "knowledgeItem",
            (Kind::Planning, _) => "planningItem",
            (Kind::Catalog, _) => "catalogItem",
        }
    }

    /// All that its contentSets hold.
    pub fn content(&self) -> impl Iterator<Item = &'t Element> {
        self.element.all("contentSet").flat_map(Element::elements)
    }
}

fn by_content(element: &Element) -> Class {
    let content: Vec<&Element> = element.all("contentSet").flat_map(Element::elements).collect();
    let is = |prefix: &str| {
        let of_type = |part: &&Element| {
            part.name == "remoteContent" && part.value("contenttype").is_some_and(|t| t.starts_with(prefix))
        };
        content.iter().any(of_type)
    };
    if content.iter().any(|part| matches!(part.name.as_str(), "inlineXML" | "inlineData")) || is("text/") {
        Class::Text
    } else if is("image/") {
        Class::Picture
    } else if is("video/") || is("audio/") {
        Class::Film
    } else {
        Class::Other
    }
}
