//! Text between two boundaries of blocks, with what is emphasised in it.
//!
//! Emphasis is kept with each piece of text and not as elements inside each other: so `<b><p>..</p></b>` and
//! `<b><i></b></i>` read as browsers show them.

use std::sync::Arc;

use pressroom_core::{Inline, LinkText, Nested, NoteReference, Span};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// What an inline element makes of its text.
#[derive(Clone, Debug)]
pub enum Style {
    Strong,
    Emphasis,
    Subscript,
    Superscript,
    Link(String),
    /// A link to a name in the page, which may be a note's.
    Mark(String),
    /// A link that leads nowhere.
    Plain,
}

#[derive(Clone, Debug)]
struct Piece {
    /// Positions in the machine's list of styles, outermost first.
    styles: Vec<usize>,
    /// `None` is a line break.
    text: Option<String>,
}

/// A line and a column.
pub type At = (u32, u32);

#[derive(Clone, Debug, Default)]
pub struct Run {
    pieces: Vec<Piece>,
    from: Option<(At, At)>,
}

/// What white space means in HTML (HTML, 2.3.1). A no-break space is text.
pub fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

impl Run {
    pub fn push_text(&mut self, styles: &[usize], text: &str, start: At, end: At) {
        if text.is_empty() {
            return;
        }
        if !text.chars().all(is_white) {
            let first = self.from.map_or(start, |(first, _)| first);
            self.from = Some((first, end));
        }
        self.pieces.push(Piece { styles: styles.to_vec(), text: Some(text.to_owned()) });
    }

    pub fn push_break(&mut self, styles: &[usize]) {
        self.pieces.push(Piece { styles: styles.to_vec(), text: None });
    }

    /// Whether nothing but white space came since the last line break; then that break is taken away.
    pub fn take_trailing_break(&mut self) -> bool {
        let is_blank = |piece: &Piece| piece.text.as_ref().is_some_and(|text| text.chars().all(is_white));
        let last = self.pieces.iter().rposition(|piece| !is_blank(piece));
        match last.and_then(|at| self.pieces.get(at).map(|piece| (at, piece))) {
            Some((at, Piece { text: None, .. })) => {
                self.pieces.truncate(at);
                true
            }
            Some(_) | None => false,
        }
    }

    /// What parts two blocks inside something that holds only text.
    pub fn separate(&mut self) {
        if !self.pieces.is_empty() {
            self.take_trailing_break();
            self.push_break(&[]);
        }
    }

    pub fn is_blank(&self) -> bool {
        self.from.is_none()
    }

    /// The address of the first link.
    pub fn link<'s>(&self, styles: &'s [Style]) -> Option<&'s str> {
        self.pieces.iter().flat_map(|piece| &piece.styles).find_map(|&style| match styles.get(style) {
            Some(Style::Link(href)) => Some(href.as_str()),
            _ => None,
        })
    }

    pub fn span(&self, file: &Arc<str>) -> Option<Span> {
        let ((line, column), (end_line, end_column)) = self.from?;
        Some(Span { file: file.clone(), line, column, end_line, end_column })
    }

    /// The inlines: white space as HTML shows it, text NFC.
    pub fn inlines(self, styles: &[Style]) -> Vec<Inline> {
        let mut levels = Levels { styles, open: vec![(None, Vec::new())] };
        for piece in settle(self.pieces) {
            levels.go_to(&piece.styles);
            levels.push(piece.text);
        }
        levels.go_to(&[]);
        levels.open.pop().map(|(_, content)| composed(content)).unwrap_or_default()
    }

    /// The text without mark-up.
    pub fn plain(self) -> String {
        let text: String =
            settle(self.pieces).into_iter().map(|piece| piece.text.unwrap_or_else(|| " ".into())).collect();
        text.nfc().collect()
    }
}

/// Takes away the white space that does not show: at the ends, around line breaks, and in a row when a line end is in it.
fn settle(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    // What stands before: nothing on this line, a word, or space (soft when it held a line end).
    let mut before = Before::Nothing;
    for piece in pieces {
        match piece.text {
            None => {
                trim_end(&mut out);
                // A break at the very start breaks nothing.
                if !out.is_empty() {
                    out.push(Piece { styles: piece.styles, text: None });
                }
                before = Before::Nothing;
            }
            Some(text) => {
                let shown = collapse(&text, &mut before);
                if !shown.is_empty() {
                    out.push(Piece { styles: piece.styles, text: Some(shown) });
                }
            }
        }
    }
    loop {
        trim_end(&mut out);
        match out.last() {
            Some(Piece { text: None, .. }) => out.pop(),
            Some(_) | None => return out,
        };
    }
}

enum Before {
    Nothing,
    Word,
    Space { soft: bool },
}

/// Several plain spaces stay as they are: desks that type two after a full stop get them back.
fn collapse(text: &str, before: &mut Before) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let white = rest.find(|c| !is_white(c)).unwrap_or(rest.len());
        let (space, after) = rest.split_at(white);
        if !space.is_empty() {
            let soft = space.contains(|c| c != ' ');
            match *before {
                Before::Nothing => {}
                Before::Space { soft: earlier } if soft || earlier => {}
                Before::Space { .. } | Before::Word => out.push_str(if soft { " " } else { space }),
            }
            *before = match *before {
                Before::Nothing => Before::Nothing,
                Before::Word => Before::Space { soft },
                Before::Space { soft: earlier } => Before::Space { soft: soft || earlier },
            };
        }
        let word = after.find(is_white).unwrap_or(after.len());
        let (word, later) = after.split_at(word);
        if !word.is_empty() {
            out.push_str(word);
            *before = Before::Word;
        }
        rest = later;
    }
    out
}

fn trim_end(pieces: &mut Vec<Piece>) {
    while let Some(Piece { text: Some(text), .. }) = pieces.last_mut() {
        text.truncate(text.trim_end_matches(is_white).len());
        if !text.is_empty() {
            return;
        }
        pieces.pop();
    }
}

/// The inlines that are open, outermost first.
struct Levels<'s> {
    styles: &'s [Style],
    open: Vec<(Option<usize>, Vec<Inline>)>,
}

impl Levels<'_> {
    /// Closes and opens until exactly these styles are open.
    fn go_to(&mut self, styles: &[usize]) {
        let open = self.open.iter().skip(1).map(|(style, _)| *style);
        let common = open.zip(styles).take_while(|(open, style)| *open == Some(**style)).count();
        while self.open.len() > common + 1 {
            self.close();
        }
        self.open.extend(styles.iter().skip(common).map(|&style| (Some(style), Vec::new())));
    }

    fn close(&mut self) {
        let Some((style, content)) = self.open.pop() else { return };
        let content = composed(content);
        let Some((_, outer)) = self.open.last_mut() else { return };
        match style.and_then(|style| self.styles.get(style)) {
            _ if content.is_empty() => {}
            Some(Style::Strong) => outer.push(Inline::Strong(Nested { content })),
            Some(Style::Emphasis) => outer.push(Inline::Emphasis(Nested { content })),
            Some(Style::Subscript) => outer.push(Inline::Subscript(Nested { content })),
            Some(Style::Superscript) => outer.push(Inline::Superscript(Nested { content })),
            Some(Style::Link(href)) => outer.push(Inline::Link(LinkText { href: href.clone(), content })),
            Some(Style::Mark(note)) => {
                outer.push(Inline::NoteReference(NoteReference { note: note.clone(), content }));
            }
            Some(Style::Plain) | None => outer.extend(content),
        }
    }

    fn push(&mut self, text: Option<String>) {
        let Some((_, content)) = self.open.last_mut() else { return };
        let Some(text) = text else { return content.push(Inline::LineBreak) };
        match content.last_mut() {
            Some(Inline::Text { text: before }) => before.push_str(&text),
            Some(_) | None => content.push(Inline::Text { text }),
        }
    }
}

/// Text as NFC, once it is whole: a letter and its accent may come in pieces.
fn composed(mut content: Vec<Inline>) -> Vec<Inline> {
    for inline in &mut content {
        if let Inline::Text { text } = inline
            && !is_nfc(text)
        {
            *text = text.nfc().collect();
        }
    }
    content
}
