//! Passages in another language than the story's. The model has one language for a story.

use pressroom_core::{Diagnostic, Span};

use crate::codes;

/// Passages that are remembered; a story in which every word is marked has more.
pub const MAX_PASSAGES: usize = 64;

/// A part of the text that says its own language.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    pub language: String,
    pub span: Span,
}

/// A loss for each language that is not the story's, at its first passage.
pub fn passages_told(passages: &[Passage], story: &str) -> Vec<Diagnostic> {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let mut told: Vec<String> = vec![primary(story)];
    let mut losses = Vec::new();
    for passage in passages {
        let language = primary(&passage.language);
        if !told.contains(&language) {
            let loss = Diagnostic::new(codes::OTHER_LANGUAGE).arg("language", &passage.language).arg("story", story);
            losses.push(loss.at(&passage.span));
            told.push(language);
        }
    }
    losses
}
