//! A caption whose picture is not there.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Block};

pub const RULE: Rule = Rule { code: Code::warning("C005"), check };

fn check(article: &Article) -> Vec<Diagnostic> {
    let figures =
        article.body.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None });
    let bare = figures.filter(|figure| figure.asset.is_none());
    bare.filter_map(|figure| {
        let caption = figure.caption.as_ref()?;
        let credit = figure.credit.as_ref().and_then(|credit| credit.span.as_ref());
        Some(Diagnostic::new(RULE.code).arg("caption", &caption.text).at(&caption.span).at(credit))
    })
    .collect()
}
