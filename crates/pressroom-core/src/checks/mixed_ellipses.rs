//! `…` and `...` in one story. Either is right; both are a slip.

use std::ops::Range;

use super::Rule;
use super::texts::{Passage, Place, passages};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Span};

pub const RULE: Rule = Rule { code: Code::warning("C009"), check };

#[derive(Default)]
struct Uses {
    count: usize,
    first: Option<Span>,
}

impl Uses {
    fn add(&mut self, passage: &Passage<'_>, range: Range<usize>) {
        if self.count == 0 {
            self.first = passage.span_of(range);
        }
        self.count += 1;
    }
}

fn check(article: &Article) -> Vec<Diagnostic> {
    let passages = passages(article);
    let has = |form: &str| passages.iter().any(|passage| passage.text.contains(form));
    if !has("…") || !has("...") {
        return Vec::new();
    }
    let (mut signs, mut dots) = (Uses::default(), Uses::default());
    for passage in passages.iter().filter(|passage| passage.place != Place::Credit) {
        let (mut at, mut run) = (0, 0);
        for (index, c) in passage.text.char_indices().chain([(passage.text.len(), '\0')]) {
            match c {
                '…' => signs.add(passage, index..index + c.len_utf8()),
                '.' if run == 0 => (at, run) = (index, 1),
                '.' => run += 1,
                _ => {}
            }
            if c != '.' {
                if run >= 3 {
                    dots.add(passage, at..at + run);
                }
                run = 0;
            }
        }
    }
    if signs.count == 0 || dots.count == 0 {
        return Vec::new();
    }
    // What is rarer is the slip.
    let (rare, rare_form, usual, usual_form) =
        if dots.count <= signs.count { (dots, "...", signs, "…") } else { (signs, "…", dots, "...") };
    let diagnostic = Diagnostic::new(RULE.code)
        .arg("rare", rare_form)
        .arg("rare_count", rare.count)
        .arg("usual", usual_form)
        .arg("usual_count", usual.count);
    vec![diagnostic.at(&rare.first).at(&usual.first)]
}
