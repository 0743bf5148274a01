use pressroom_core::losses::INLINE_FLATTENED;
use pressroom_core::{Diagnostic, Inline, LinkText, plain_text};

use crate::writer::{MAX_NESTING, Writer};
use crate::{attribute, safe_href};

impl Writer<'_> {
    pub fn inlines(&mut self, content: &[Inline]) {
        self.nested(content, 0, false);
    }

    /// `depth` counts inlines that are open; `in_link` says whether one of them is a link.
    fn nested(&mut self, content: &[Inline], depth: usize, in_link: bool) {
        for inline in content {
            match inline {
                Inline::Text { text } => self.text(text),
                Inline::Strong(nested) => self.element("strong", &nested.content, depth, in_link),
                Inline::Emphasis(nested) => self.element("em", &nested.content, depth, in_link),
                Inline::Subscript(nested) => self.element("sub", &nested.content, depth, in_link),
                Inline::Superscript(nested) => self.element("sup", &nested.content, depth, in_link),
                Inline::Link(link) => self.link(link, depth, in_link),
                Inline::LineBreak => self.raw("<br/>"),
                Inline::Unknown(unknown) => {
                    self.lose(INLINE_FLATTENED, unknown.kind());
                    self.text(&plain_text(std::slice::from_ref(inline)));
                }
            }
        }
    }

    fn element(&mut self, name: &str, content: &[Inline], depth: usize, in_link: bool) {
        if depth >= MAX_NESTING {
            self.lose(INLINE_FLATTENED, name);
            return self.nested(content, depth, in_link);
        }
        self.raw(&format!("<{name}>"));
        self.nested(content, depth + 1, in_link);
        self.raw(&format!("</{name}>"));
    }

    /// HTML has no link inside a link; the inner one keeps its words.
    fn link(&mut self, link: &LinkText, depth: usize, in_link: bool) {
        let href = safe_href(&link.href).filter(|_| !in_link && depth < MAX_NESTING);
        let Some(href) = href else {
            let loss = Diagnostic::new(INLINE_FLATTENED).arg("format", self.style.format).arg("kind", "link");
            self.losses.push(loss.arg("href", &link.href).at(&self.span));
            return self.nested(&link.content, depth, in_link);
        };
        self.raw("<a");
        attribute(self.out, "href", &href);
        self.raw(">");
        self.nested(&link.content, depth + 1, true);
        self.raw("</a>");
    }
}
