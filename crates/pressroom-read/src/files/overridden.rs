//! What the desk's words replace: kept in the story's `removed`, and told.

use pressroom_core::{Article, Dateline, Diagnostic, Located, Person, Removed, RemovedKind, Span, Text};

use super::codes;

/// A diagnostic quotes at most this much of what was replaced.
const QUOTED_CHARS: usize = 60;

/// A part of the story that has words of its own and a place for them.
pub(super) trait Part {
    fn words(&self) -> String;
    fn span(&mut self) -> &mut Option<Span>;
}

impl Part for Text {
    fn words(&self) -> String {
        self.text.clone()
    }

    fn span(&mut self) -> &mut Option<Span> {
        &mut self.span
    }
}

impl Part for Person {
    fn words(&self) -> String {
        match &self.affiliation {
            Some(affiliation) => format!("{} {affiliation}", self.name),
            None => self.name.clone(),
        }
    }

    fn span(&mut self) -> &mut Option<Span> {
        &mut self.span
    }
}

impl Part for Located {
    fn words(&self) -> String {
        self.name.clone()
    }

    fn span(&mut self) -> &mut Option<Span> {
        &mut self.span
    }
}

impl Part for Dateline {
    fn words(&self) -> String {
        self.text.clone()
    }

    fn span(&mut self) -> &mut Option<Span> {
        &mut self.span
    }
}

/// What was replaced so far, for `removed` and for messages.
#[derive(Default)]
pub(super) struct Overridden {
    removed: Vec<Removed>,
    diagnostics: Vec<Diagnostic>,
}

impl Overridden {
    /// Puts the given parts in place of the story's. One with the same words keeps its place in the copy; what goes is
    /// kept, unless it has no place: then it was derived, and the copy's words stand elsewhere.
    pub fn list<P: Part>(&mut self, field: &str, old: &mut Vec<P>, mut given: Vec<P>) {
        let mut gone: Vec<(String, Span)> = Vec::new();
        let mut kept: Vec<usize> = Vec::new();
        let by = given.first_mut().and_then(|part| part.span().clone());
        for mut part in old.drain(..) {
            let words = part.words();
            let Some(span) = part.span().take() else { continue };
            let same = given.iter().enumerate().position(|(at, given)| !kept.contains(&at) && given.words() == words);
            match same.and_then(|at| Some((at, given.get_mut(at)?))) {
                Some((at, given)) => {
                    *given.span() = Some(span);
                    kept.push(at);
                }
                None => gone.push((words, span)),
            }
        }
        *old = given;
        if gone.is_empty() {
            return;
        }
        let text: Vec<&str> = gone.iter().map(|(words, _)| words.as_str()).collect();
        let note = Diagnostic::new(codes::OVERRIDDEN).arg("field", field).arg("text", quoted(&text.join(" ")));
        self.diagnostics.push(gone.iter().fold(note.at(&by), |note, (_, span)| note.at(span)));
        let removed =
            gone.into_iter().map(|(text, span)| Removed { text, kind: RemovedKind::Overridden, span: Some(span) });
        self.removed.extend(removed);
    }

    /// The same for a field that has one part.
    pub fn one<P: Part>(&mut self, field: &str, old: &mut Option<P>, given: P) {
        let mut list: Vec<P> = old.take().into_iter().collect();
        self.list(field, &mut list, vec![given]);
        *old = list.pop();
    }

    /// Hands what was replaced to the story.
    pub fn keep(self, article: &mut Article) -> Vec<Diagnostic> {
        article.removed.extend(self.removed);
        self.diagnostics
    }
}

fn quoted(text: &str) -> String {
    let mut start: String = text.chars().take(QUOTED_CHARS).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
