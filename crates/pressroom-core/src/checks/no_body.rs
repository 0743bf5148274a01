//! No text below the head matter.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Block};

pub const RULE: Rule = Rule { code: Code::error("C003"), check };

fn check(article: &Article) -> Vec<Diagnostic> {
    match article.body.iter().any(has_text) {
        true => Vec::new(),
        false => vec![Diagnostic::new(RULE.code).at(article.headline.as_ref().and_then(|text| text.span.as_ref()))],
    }
}

fn has_text(block: &Block) -> bool {
    match block {
        Block::Paragraph(_) | Block::List(_) | Block::Quote(_) | Block::Table(_) | Block::Note(_) => true,
        Block::Unknown(block) => !block.text().is_empty(),
        Block::Crosshead(_) | Block::PullQuote(_) | Block::Figure(_) | Block::Rule(_) | Block::Embed(_) => false,
    }
}
