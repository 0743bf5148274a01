//! A caption or credit whose picture is not there.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Block, Figure};

pub const RULE: Rule = Rule { code: Code::warning("C005"), check };

fn check(article: &Article) -> Vec<Diagnostic> {
    let figures =
        article.body.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None });
    let bare = figures.filter(|figure| figure.asset.is_none());
    bare.filter_map(|figure| {
        let Figure { caption, credit, .. } = figure;
        let words = caption.as_ref().or(credit.as_ref())?;
        Some(Diagnostic::new(RULE.code).arg("caption", &words.text).at(&words.span).at(credit_span(figure)))
    })
    .collect()
}

/// The credit, when the caption is not it.
fn credit_span(figure: &Figure) -> Option<&crate::model::Span> {
    figure.caption.as_ref()?;
    figure.credit.as_ref()?.span.as_ref()
}
