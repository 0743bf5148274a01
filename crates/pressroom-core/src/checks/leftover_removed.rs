//! A web page's furniture was taken out of the copy. Somebody should know that it was there.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, RemovedKind};

pub const RULE: Rule = Rule { code: Code::warning("C006"), check };

fn check(article: &Article) -> Vec<Diagnostic> {
    let leftovers = article.removed.iter().filter(|piece| piece.kind == RemovedKind::Leftover);
    leftovers.map(|piece| Diagnostic::new(RULE.code).arg("text", &piece.text).at(&piece.span)).collect()
}
