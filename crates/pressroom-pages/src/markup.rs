use pressroom_core::Direction;
use pressroom_xhtml::{attribute, bidi, escape};

/// Mark-up being written, well-formed as XML and read the same by HTML's parser.
#[derive(Debug, Default)]
pub struct Markup {
    pub(crate) out: String,
}

impl Markup {
    /// With room for the page of a story.
    pub fn new() -> Self {
        Markup { out: String::with_capacity(8 * 1024) }
    }

    pub fn finish(self) -> String {
        self.out
    }

    /// Mark-up as it is.
    pub fn raw(&mut self, mark_up: &str) -> &mut Self {
        self.out.push_str(mark_up);
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        self.out.push_str(&escape(text));
        self
    }

    /// A text that may run against what is around it.
    pub fn name(&mut self, text: &str, around: Direction) -> &mut Self {
        for (piece, against) in bidi::pieces(text, around) {
            if against {
                self.raw("<bdi").attribute("dir", bidi::against(around)).raw(">");
            }
            self.text(piece).raw(if against { "</bdi>" } else { "" });
        }
        self
    }

    /// ` name="value"`, after an open tag without its `>`.
    pub fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        attribute(&mut self.out, name, value);
        self
    }

    /// The two attributes of a language, when one is given.
    pub fn language(&mut self, language: Option<&str>) -> &mut Self {
        if let Some(tag) = language {
            self.attribute("lang", tag).attribute("xml:lang", tag);
        }
        self
    }

    /// The `dir` of a part that runs against what is around it.
    pub fn direction(&mut self, part: Direction, around: Direction) -> &mut Self {
        let value = match part {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        };
        if part == around { self } else { self.attribute("dir", value) }
    }

    /// An element that holds text alone, on a line of its own. No class when it is empty.
    pub fn element(&mut self, name: &str, class: &str, text: &str) -> &mut Self {
        self.raw("<").raw(name);
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.raw(">").text(text).raw("</").raw(name).raw(">\n")
    }

    /// The same of a text that may run against what is around it.
    pub fn name_element(&mut self, name: &str, class: &str, text: &str, around: Direction) -> &mut Self {
        self.raw("<").raw(name);
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.raw(">").name(text, around).raw("</").raw(name).raw(">\n")
    }

    /// A link, its text perhaps in another language than what is around it.
    pub fn link(&mut self, href: &str, text: &str, language: Option<&str>) -> &mut Self {
        self.raw("<a").attribute("href", href).language(language).raw(">").text(text).raw("</a>")
    }
}

/// The value of `dir`, where it is not what every reader assumes.
pub fn dir(direction: Direction) -> Option<&'static str> {
    match direction {
        Direction::Ltr => None,
        Direction::Rtl => Some("rtl"),
    }
}

/// The language to mark on a part, when it differs from that around it.
pub fn differing<'l>(part: &'l str, around: &str) -> Option<&'l str> {
    (part != around).then_some(part)
}
