//! One name with two spellings that differ in capitals: `Hải quân` and `Hải Quân`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Rule;
use super::texts::{Passage, Place, Word, passages, words};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Article;

pub const RULE: Rule = Rule { code: Code::warning("C008"), check };

/// More findings than this are no slips but the house's habit.
const MAX_FINDINGS: usize = 20;

struct Form {
    text: String,
    count: usize,
    /// Of the first use: the passage and the byte range in it.
    first: (usize, Range<usize>),
}

/// Pairs of words that follow each other, the first with a capital that no sentence start explains. The same pair with
/// the second word in another case is one name in two.
fn check(article: &Article) -> Vec<Diagnostic> {
    let passages = passages(article);
    let mut names: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    for (index, passage) in passages.iter().enumerate().filter(|(_, passage)| is_prose(passage)) {
        for pair in words(&passage.text).windows(2) {
            let [first, second] = pair else { continue };
            if !second.follows_on || !is_name(first) || !is_word(second) {
                continue;
            }
            let range = first.range.start..second.range.end;
            let text = passage.text.get(range.clone()).unwrap_or_default();
            let forms = names.entry(text.to_lowercase()).or_default();
            match forms.iter_mut().find(|form| form.text == text) {
                Some(form) => form.count += 1,
                None => forms.push(Form { text: text.to_owned(), count: 1, first: (index, range) }),
            }
        }
    }
    let mut slips: Vec<(Form, Form)> = names.into_values().filter_map(slip).collect();
    slips.sort_by_key(|(rare, _)| (rare.first.0, rare.first.1.start));
    let place = |form: &Form| passages.get(form.first.0)?.span_of(form.first.1.clone());
    let shown = slips.iter().take(MAX_FINDINGS).map(|(rare, usual)| {
        Diagnostic::new(RULE.code)
            .arg("rare", &rare.text)
            .arg("usual", &usual.text)
            .arg("usual_count", usual.count)
            .at(&place(rare))
            .at(&place(usual))
    });
    shown.collect()
}

/// The rarer form is the slip; of two used alike, the later. Forms stand in the order of their first use.
fn slip(mut forms: Vec<Form>) -> Option<(Form, Form)> {
    if forms.len() < 2 {
        return None;
    }
    let rare = (0..forms.len()).rev().min_by_key(|at| forms.get(*at).map(|form| form.count))?;
    let rare = forms.remove(rare);
    // Of equal counts the last counts as the most: reversed, it is the first use.
    let usual = (0..forms.len()).rev().max_by_key(|at| forms.get(*at).map(|form| form.count))?;
    Some((rare, forms.swap_remove(usual)))
}

/// Headlines and crossheads may set every word with a capital.
fn is_prose(passage: &Passage<'_>) -> bool {
    match passage.place {
        Place::Deck | Place::Body | Place::Caption => true,
        Place::Headline | Place::Crosshead | Place::Credit | Place::Matter => false,
    }
}

fn is_name(word: &Word<'_>) -> bool {
    // The cheap questions first: few words have a capital.
    !word.starts_sentence && word.is_capitalized() && is_word(word)
}

/// One letter, a number and capitals throughout tell nothing.
fn is_word(word: &Word<'_>) -> bool {
    word.text.chars().count() > 1 && word.text.chars().all(char::is_alphabetic) && !word.is_all_capitals()
}
