//! The dateline has a day and a month but no year, so the story's date is not known to an archive.

use std::ops::Range;

use super::Rule;
use super::texts::{Passage, Place, passages, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Article;

pub const RULE: Rule = Rule { code: Code::warning("C002"), check };

/// How the names of the months begin in the languages whose datelines write them, January first.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "déc", "dez", "dic"],
];
/// Vietnamese numbers its months: `4 tháng 5`.
const MONTH_WORD: &str = "tháng";

fn check(article: &Article) -> Vec<Diagnostic> {
    let date = article.story_date().filter(|date| date.year().is_none());
    let Some((month, day)) = date.and_then(|date| Some((date.month()?, date.day()?))) else { return Vec::new() };
    let diagnostic = Diagnostic::new(RULE.code);
    let dateline = article.dateline.as_ref().map(|line| Passage::new(Place::Matter, &line.text, &line.span));
    let passages = passages(article);
    let lead = passages.iter().find(|passage| passage.place == Place::Body);
    let mut written =
        dateline.iter().chain(lead).filter_map(|passage| Some((passage, find(&passage.text, month, day)?)));
    let shown = match written.next() {
        Some((passage, range)) => {
            let words = passage.text.get(range.clone()).unwrap_or_default();
            diagnostic.arg("date", words).at(&passage.span_of(range))
        }
        None => {
            let dateline = article.dateline.as_ref().and_then(|dateline| dateline.span.as_ref());
            diagnostic.arg("date", format!("{day}/{month}")).at(dateline)
        }
    };
    vec![shown]
}

/// Where a text writes this day and month: `4/5`, `04-05`, `4 tháng 5`, `May 4`, `4 May`, `4. Mai`.
fn find(text: &str, month: i8, day: i8) -> Option<Range<usize>> {
    let words = words(text);
    let is = |word: &str, number: i8| word.parse() == Ok(number);
    let names = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or_default();
    let is_month = |word: &str| {
        let word = word.to_lowercase();
        names.iter().any(|name| word.starts_with(name))
    };
    let gap = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    words.iter().enumerate().find_map(|(index, word)| {
        let next = words.get(index + 1)?;
        let between = gap(word.range.end, next.range.start);
        let numbers = matches!(between, "/" | "-" | ".") && is(word.text, day) && is(next.text, month);
        let named = matches!(between, " " | "\u{A0}" | ". ")
            && (is(word.text, day) && is_month(next.text) || is_month(word.text) && is(next.text, day));
        if numbers || named {
            return Some(word.range.start..next.range.end);
        }
        let last = words.get(index + 2).filter(|last| last.follows_on && next.follows_on)?;
        let numbered = is(word.text, day) && next.text.to_lowercase() == MONTH_WORD && is(last.text, month);
        numbered.then_some(word.range.start..last.range.end)
    })
}
