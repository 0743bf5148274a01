//! The dateline has a day and a month but no year, so the story's date is not known to an archive.

use super::Rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Article;

pub const RULE: Rule = Rule { code: Code::warning("C002"), check };

fn check(article: &Article) -> Vec<Diagnostic> {
    let dateline = article.dateline.as_ref();
    let date = article.story_date().filter(|date| date.year().is_none());
    let found = dateline.zip(date).map(|(dateline, date)| {
        let shown = format!("{}/{}", date.day().unwrap_or_default(), date.month().unwrap_or_default());
        Diagnostic::new(RULE.code).arg("date", shown).at(&dateline.span)
    });
    found.into_iter().collect()
}
