//! `"` as a typewriter had it. Print sets curved quotes, and nobody but the desk can say which.

use super::Rule;
use super::texts::{Place, passages};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Article;

pub const RULE: Rule = Rule { code: Code::note("C010"), check };

fn check(article: &Article) -> Vec<Diagnostic> {
    let passages = passages(article);
    let texts = passages.iter().filter(|passage| passage.place != Place::Credit);
    let mut places = texts.flat_map(|passage| passage.text.match_indices('"').map(move |(at, _)| (passage, at)));
    let Some((first, at)) = places.next() else { return Vec::new() };
    let diagnostic = Diagnostic::new(RULE.code).arg("count", 1 + places.count());
    vec![diagnostic.at(&first.span_of(at..at + 1))]
}
