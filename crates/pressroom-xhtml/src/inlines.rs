use pressroom_core::losses::INLINE_FLATTENED;
use pressroom_core::{Diagnostic, Inline, LinkText, plain_text};

use crate::notes::Within;
use crate::writer::{MAX_NESTING, Writer};
use crate::{attribute, safe_href};

impl Writer<'_> {
    pub fn inlines(&mut self, content: &[Inline]) {
        self.nested(content, 0, Within::default());
    }

    /// `depth` counts inlines that are open; `within` says which of them matter to those inside.
    pub(crate) fn nested(&mut self, content: &[Inline], depth: usize, within: Within) {
        for inline in content {
            match inline {
                Inline::Text { text } => self.text(text),
                Inline::Strong(nested) => self.element("strong", &nested.content, depth, within),
                Inline::Emphasis(nested) => self.element("em", &nested.content, depth, within),
                Inline::Subscript(nested) => self.element("sub", &nested.content, depth, within),
                Inline::Superscript(nested) => {
                    self.element("sup", &nested.content, depth, Within { raised: true, ..within });
                }
                Inline::Link(link) => self.link(link, depth, within),
                Inline::NoteReference(reference) => self.note_reference(reference, depth, within),
                Inline::LineBreak => self.raw("<br/>"),
                Inline::Unknown(unknown) => {
                    self.lose(INLINE_FLATTENED, unknown.kind());
                    self.text(&plain_text(std::slice::from_ref(inline)));
                }
            }
        }
    }

    fn element(&mut self, name: &str, content: &[Inline], depth: usize, within: Within) {
        if depth >= MAX_NESTING {
            self.lose(INLINE_FLATTENED, name);
            return self.nested(content, depth, within);
        }
        self.raw(&format!("<{name}>"));
        self.nested(content, depth + 1, within);
        self.raw(&format!("</{name}>"));
    }

    /// HTML has no link inside a link; the inner one keeps its words.
    fn link(&mut self, link: &LinkText, depth: usize, within: Within) {
        let href = safe_href(&link.href).filter(|_| !within.link && depth < MAX_NESTING);
        let Some(href) = href else {
            let loss = Diagnostic::new(INLINE_FLATTENED).arg("format", self.style.format).arg("kind", "link");
            self.losses.push(loss.arg("href", &link.href).at(&self.span));
            return self.nested(&link.content, depth, within);
        };
        self.raw("<a");
        attribute(self.out, "href", &href);
        self.raw(">");
        self.nested(&link.content, depth + 1, Within { link: true, ..within });
        self.raw("</a>");
    }
}
