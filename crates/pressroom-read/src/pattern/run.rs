//! Matching a pattern's tokens at the start of a text.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use super::pieces::{
    acronym, agency, closing_bracket, digit, ends_word, goes_on, is_capitals, is_direction, literal, longest,
    may_follow, number, paper, place_ends, some_space,
};
use super::{Found, MAX_DATE_BYTES, Marks, Token, Words};
use crate::calendar::Calendar;
use crate::profile::phrases::Case;

/// Years of the Buddhist era, which runs 543 years ahead, in any text that is about now.
const BUDDHIST_YEARS: Range<i16> = 2400..2700;
const BUDDHIST_OFFSET: i16 = 543;

/// Matches tokens from `found.end` on. Only a place and names can end in several ways; each is tried, the shortest first.
pub fn run(tokens: &[Token], text: &str, words: &Words<'_>, mut found: Found) -> Option<Found> {
    let Some((token, tokens)) = tokens.split_first() else { return Some(found) };
    // Arabic copy sets marks of direction around brackets.
    let marks = text.get(found.end..).map_or(0, |rest| rest.len() - rest.trim_start_matches(is_direction).len());
    let start = found.end + marks;
    let rest = text.get(start..)?;
    let length = match token {
        Token::Literal(c) => literal(*c, rest)?,
        Token::Space => some_space(rest)?,
        Token::End => {
            found.text_end = Some(start);
            0
        }
        Token::Agency => {
            let length = agency(rest, words.agencies)?;
            found.agency = Some(start..start + length);
            length
        }
        Token::Acronym => {
            let length = acronym(rest)?;
            found.agency = Some(start..start + length);
            length
        }
        Token::Name => {
            let length = paper(rest)?;
            found.agency = Some(start..start + length);
            length
        }
        Token::Dash => {
            let before = rest.len() - rest.trim_start().len();
            let dash = longest(words.dashes.iter(), rest.get(before..)?)?;
            let after = rest.get(before + dash..)?;
            let spaces = after.len() - after.trim_start().len();
            // `Anh-Pháp` has no dash; one that ends the line is one, and one after a bracket.
            let hyphen = matches!(rest.get(before..before + dash), Some("-" | "–"));
            let bracket = text.get(..start).is_some_and(|text| text.ends_with([')', '）', ']', '】', '/', '.']));
            if before + spaces == 0 && hyphen && !after.is_empty() && !bracket {
                return None;
            }
            found.dash = Some(start..start + before + dash + spaces);
            before + dash + spaces
        }
        Token::Day => {
            let (number, length) = number(rest, 2)?;
            found.day = i8::try_from(number).ok();
            length
        }
        Token::Month => {
            let (number, length) = number(rest, 2)?;
            found.month = i8::try_from(number).ok();
            length
        }
        Token::Year => {
            let (number, length) = number(rest, 4)?;
            let year = i16::try_from(number).ok().filter(|year| *year >= 1000);
            found.year = year.map(|year| if BUDDHIST_YEARS.contains(&year) { year - BUDDHIST_OFFSET } else { year });
            found.year?;
            length
        }
        Token::MonthName => {
            let (length, month, calendar) = month_name(rest, words)?;
            (found.month, found.calendar) = (Some(month), calendar);
            length
        }
        Token::Weekday => words.weekdays.prefix(rest, Case::Any)?,
        Token::Date => {
            let date = date_once(rest, words)?;
            (found.day, found.month, found.year, found.calendar) = (date.day, date.month, date.year, date.calendar);
            date.end
        }
        Token::City => {
            let length = words.cities.prefix(rest, Case::Exact)?;
            found.place = Some(start..start + length);
            length
        }
        // Words in small letters after a capital are no place in capitals.
        Token::Capitals if rest.chars().nth(1).is_none_or(|c| !c.is_uppercase()) => return None,
        Token::Place | Token::Capitals | Token::Region | Token::Names => {
            let fits = |name: &str| *token != Token::Capitals || is_capitals(name);
            let next = tokens.iter().find(|token| **token != Token::End);
            // Nothing parts a name from a place in Chinese; most names have three characters.
            const NAME_CHARS: usize = 3;
            let run_together = *token == Token::Names && next == Some(&Token::Place);
            let long_enough =
                |end: usize| !run_together || rest.get(..end).is_some_and(|name| name.chars().count() == NAME_CHARS);
            let ends = place_ends_once(rest, *token == Token::Names, ends_word(next), words);
            return ends
                .iter()
                .copied()
                .filter(|end| may_follow(next, rest.get(*end..).unwrap_or_default(), rest.get(..*end)))
                .filter(|end| rest.get(..*end).is_some_and(fits) && long_enough(*end))
                .find_map(|end| {
                    let mut found = found.clone();
                    let range = Some(start..start + end);
                    match token {
                        Token::Names => found.names = range,
                        // `Port-Orme (Ormeland)`: the bracket belongs to the place.
                        Token::Region => {
                            let place = found.place.as_ref().map_or(start, |place| place.start);
                            found.place = Some(place..start + end + closing_bracket(rest.get(end..)));
                        }
                        _ => found.place = range,
                    }
                    found.end = start + end;
                    run(tokens, text, words, found)
                });
        }
    };
    found.end = start + length;
    run(tokens, text, words, found)
}

/// [`date`], looked for once at each place of a text.
fn date_once(rest: &str, words: &Words<'_>) -> Option<Found> {
    let known = words.dates_found.borrow().iter().find(|(left, _)| *left == rest.len()).map(|(_, found)| found.clone());
    known.unwrap_or_else(|| {
        let found = date(rest, words);
        words.dates_found.borrow_mut().push((rest.len(), found.clone()));
        found
    })
}

/// [`place_ends`], looked for once at each place of a text.
fn place_ends_once(rest: &str, names: bool, whole_words: bool, words: &Words<'_>) -> Rc<[usize]> {
    let asked = (rest.len(), names, whole_words);
    let known = words.ends_found.borrow().iter().find(|(of, _)| *of == asked).map(|(_, ends)| ends.clone());
    known.unwrap_or_else(|| {
        let word_ends = |end: &usize| rest.get(*end..).is_none_or(|rest| !goes_on(rest));
        let ends: Rc<[usize]> = place_ends(rest, names).filter(|end| !whole_words || word_ends(end)).collect();
        words.ends_found.borrow_mut().push((asked, ends.clone()));
        ends
    })
}

/// The longest name of a month, of any calendar.
fn month_name(rest: &str, words: &Words<'_>) -> Option<(usize, i8, Calendar)> {
    let calendars = [
        (words.months, Calendar::Gregorian),
        (words.solar_months, Calendar::Solar),
        (words.lunar_months, Calendar::Lunar),
    ];
    let fits = calendars.into_iter().flat_map(|(months, calendar)| {
        let all = months.iter().zip(1i8..);
        all.filter_map(move |(names, month)| Some((names.prefix(rest, Case::Any)?, month, calendar)))
    });
    fits.max_by_key(|(length, ..)| *length)
}

/// The first form of a date that the text begins with.
pub fn date(text: &str, words: &Words<'_>) -> Option<Found> {
    let first = text.chars().next()?;
    let named = || words.calendar_names.prefix(text, Case::Any).is_some();
    // Most words begin no date: a digit does, a month, a weekday, or a word that a form has.
    let begins_a_form =
        || words.date_letters.contains(first) && words.dates.iter().any(|form| form.begins_with(text, first));
    let begins = digit(first).is_some() || named() || begins_a_form();
    if !begins {
        return None;
    }
    let no_dates = Words {
        dates: &[],
        dates_found: RefCell::default(),
        ends_found: RefCell::default(),
        dash_marks: OnceCell::new(),
        ..*words
    };
    let near = text.get(..text.floor_char_boundary(MAX_DATE_BYTES)).unwrap_or(text);
    let marks = Marks::of_start(near);
    words.dates.iter().find_map(|form| form.find_with(marks, text, &no_dates).filter(Found::names_day))
}
