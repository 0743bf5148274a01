//! What the elements of a body are to a story. HTML and NITF use the same names for the same things, or different ones;
//! nowhere one name for two things that matters here.

use crate::reader::tree::Element;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Holds blocks, or is one paragraph itself.
    Container,
    Preformatted,
    Crosshead(u8),
    List {
        ordered: bool,
    },
    Item,
    Quote,
    Aside,
    Figure,
    Image,
    /// Something of another place: a video, a frame.
    Embed,
    Table,
    Rule,
    Break,
    Strong,
    Emphasis,
    Subscript,
    Superscript,
    Link,
    /// Says something of its text that the model has no word for.
    Plain,
    /// NITF: the head of the story inside its body.
    StoryHead,
    /// No part of the story.
    LeftOut,
    Unknown,
}

impl Role {
    pub fn of(element: &Element) -> Role {
        match element.name.to_ascii_lowercase().as_str() {
            "p" | "div" | "section" | "article" | "main" | "body" | "html" | "header" | "footer" | "hgroup"
            | "center" | "address" | "dl" | "dt" | "dd" | "details" | "summary" | "nav" | "form" | "fieldset"
            | "legend" | "block" | "body.content" | "body.end" | "nitf" | "tagline" | "bibliography" | "content"
            | "story" | "text" | "newstext" | "par" | "para" | "paragraph" | "caption" | "figcaption" | "tbody"
            | "thead" | "tfoot" | "tr" | "td" | "th" => Role::Container,
            // TT's mark-up has Swedish names.
            "ingress" | "brodtext" | "citat" | "bildtext" | "byline" | "dat" => Role::Container,
            "bild" => Role::Figure,
            "bildfil" => Role::Image,
            "rubrik" | "mellis" => Role::Crosshead(1),
            "pre" | "listing" => Role::Preformatted,
            "h1" => Role::Crosshead(1),
            "h2" | "hl2" | "hl1" => Role::Crosshead(1),
            "h3" => Role::Crosshead(2),
            "h4" => Role::Crosshead(3),
            "h5" => Role::Crosshead(4),
            "h6" => Role::Crosshead(5),
            "ul" | "menu" | "dir" => Role::List { ordered: false },
            "ol" => Role::List { ordered: true },
            "li" => Role::Item,
            "blockquote" | "bq" => Role::Quote,
            "aside" | "note" | "fn" => Role::Aside,
            "figure" | "media" | "picture" => Role::Figure,
            "img" | "image" => Role::Image,
            "iframe" | "embed" | "object" | "video" | "audio" => Role::Embed,
            "table" | "nitf-table" => Role::Table,
            "hr" => Role::Rule,
            "br" => Role::Break,
            "strong" | "b" => Role::Strong,
            // NITF has one word for both.
            "em" if has_class(element, "strong") || has_class(element, "bold") => Role::Strong,
            "em" | "i" | "cite" | "dfn" | "var" => Role::Emphasis,
            "sub" => Role::Subscript,
            "sup" => Role::Superscript,
            "a" => Role::Link,
            "span" | "font" | "u" | "s" | "strike" | "del" | "ins" | "small" | "big" | "abbr" | "acronym" | "time"
            | "mark" | "code" | "kbd" | "samp" | "tt" | "q" | "bdi" | "bdo" | "label" | "data" | "output" | "ruby"
            | "rb" | "rt" | "rp" | "wbr" | "person" | "name.given" | "name.family" | "function" | "location"
            | "sublocation" | "city" | "state" | "region" | "country" | "org" | "alt-code" | "object.title"
            | "event" | "chron" | "copyrite" | "copyrite.year" | "copyrite.holder" | "num" | "frac" | "frac-num"
            | "frac-den" | "frac-sep" | "money" | "postaddr" | "addressee" | "delivery.point" | "postcode"
            | "delivery.office" | "virtloc" | "lang" | "pronounce" | "classifier" | "inlinexml" | "byttl" | "nobr"
            | "story.date" | "credit" => Role::Plain,
            // HTML's is empty; where it says something it is an agency's own.
            "source" if !element.line().is_empty() => Role::Plain,
            "body.head" => Role::StoryHead,
            "head" | "script" | "style" | "noscript" | "template" | "meta" | "link" | "title" | "button" | "input"
            | "select" | "textarea" | "option" | "param" | "source" | "track" | "col" | "colgroup" | "map" | "area"
            | "canvas" | "svg" | "math" | "base" => Role::LeftOut,
            _ => Role::Unknown,
        }
    }

    /// Whether it breaks the line.
    pub fn is_block(self) -> bool {
        match self {
            Role::Container
            | Role::Preformatted
            | Role::Crosshead(_)
            | Role::List { .. }
            | Role::Item
            | Role::Quote
            | Role::Aside
            | Role::Figure
            | Role::Image
            | Role::Embed
            | Role::Table
            | Role::Rule
            | Role::StoryHead => true,
            Role::Break
            | Role::Strong
            | Role::Emphasis
            | Role::Subscript
            | Role::Superscript
            | Role::Link
            | Role::Plain
            | Role::LeftOut
            | Role::Unknown => false,
        }
    }
}

/// Whether it holds a block, so that it cannot be a run of text.
pub fn holds_block(element: &Element) -> bool {
    element.descendants().skip(1).any(|inner| Role::of(inner).is_block())
}

pub fn has_class(element: &Element, word: &str) -> bool {
    element
        .attribute("class")
        .is_some_and(|classes| classes.split_whitespace().any(|class| class.eq_ignore_ascii_case(word)))
}

/// Whether a class contains the word: `photo-credit` is a credit.
pub fn class_says(element: &Element, words: &[&str]) -> bool {
    let class = element.attribute("class").unwrap_or_default().to_ascii_lowercase();
    words.iter().any(|word| class.contains(word))
}
