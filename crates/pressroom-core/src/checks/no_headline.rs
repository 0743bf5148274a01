//! No headline. Nothing is made into one.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Block};

pub const RULE: Rule = Rule { code: Code::warning("C001"), check };

fn check(article: &Article) -> Vec<Diagnostic> {
    match article.headline {
        Some(_) => Vec::new(),
        None => vec![Diagnostic::new(RULE.code).at(article.body.first().and_then(Block::span))],
    }
}
