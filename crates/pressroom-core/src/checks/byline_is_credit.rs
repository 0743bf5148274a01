//! The byline names the photographer: often the picture's credit slipped into its place, and the writer is missing.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Block, Text};

pub const RULE: Rule = Rule { code: Code::warning("C007"), check };

fn check(article: &Article) -> Vec<Diagnostic> {
    let credits: Vec<&Text> = article
        .body
        .iter()
        .filter_map(|block| if let Block::Figure(figure) = block { figure.credit.as_ref() } else { None })
        .collect();
    let same =
        |name: &str| credits.iter().copied().find(|credit| named_in(credit).to_lowercase() == name.to_lowercase());
    let people = article.byline.iter().filter_map(|person| Some((person, same(&person.name)?)));
    let found = people.map(|(person, credit)| {
        let diagnostic = Diagnostic::new(RULE.code).arg("name", &person.name);
        diagnostic.at(&person.span).at(&credit.span)
    });
    found.collect()
}

/// The person in a credit such as `Thanh Tân/TTXVN` or `Thanh Tân - TTXVN`.
fn named_in(credit: &str) -> &str {
    let name = credit.split(['/', ',']).next().unwrap_or_default();
    name.split(" - ").next().unwrap_or_default().trim()
}
