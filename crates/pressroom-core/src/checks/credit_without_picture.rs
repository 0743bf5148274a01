//! A picture's credit with neither the picture nor a caption.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Block};

pub const RULE: Rule = Rule { code: Code::warning("C012"), check };

fn check(article: &Article) -> Vec<Diagnostic> {
    let figures =
        article.body.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None });
    let bare = figures.filter(|figure| figure.asset.is_none() && figure.caption.is_none());
    let credits = bare.filter_map(|figure| figure.credit.as_ref());
    credits.map(|credit| Diagnostic::new(RULE.code).arg("credit", &credit.text).at(&credit.span)).collect()
}
