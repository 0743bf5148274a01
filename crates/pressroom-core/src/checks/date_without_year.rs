//! The dateline has a day and a month but no year, so the story's date is not known to an archive.

use super::Rule;
use super::texts::{Place, passages};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Span};

pub const RULE: Rule = Rule { code: Code::warning("C002"), check };

fn check(article: &Article) -> Vec<Diagnostic> {
    let date = article.story_date().filter(|date| date.year().is_none());
    let Some((month, day)) = date.and_then(|date| Some((date.month()?, date.day()?))) else { return Vec::new() };
    let dateline = article.dateline.as_ref().and_then(|dateline| dateline.span.as_ref());
    let place = in_lead(article, month, day);
    vec![Diagnostic::new(RULE.code).arg("date", format!("{day}/{month}")).at(place.as_ref().or(dateline))]
}

/// Where the lead writes the date in numbers. A date in words is shown by its dateline.
fn in_lead(article: &Article, month: i8, day: i8) -> Option<Span> {
    let passages = passages(article);
    let lead = passages.iter().find(|passage| passage.place == Place::Body)?;
    let forms = ['/', '-', '.'].map(|mark| [format!("{day}{mark}{month}"), format!("{day:02}{mark}{month:02}")]);
    let found = forms.iter().flatten().filter_map(|form| Some((lead.text.find(form.as_str())?, form.len())));
    let (at, length) = found.min()?;
    lead.span_of(at..at + length)
}
