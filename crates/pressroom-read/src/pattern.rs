//! The small pattern language of layout profiles: `{place}, {date} ({agency}){dash}`.
//!
//! `{agency}` `{place}` `{date}` `{dash}` `{d}` `{m}` `{y}` `{month}` stand for what their names say; `{acronym}` is an
//! agency that the profile does not name, told by its capitals; white space matches any white space; everything else
//! matches itself.

use std::ops::Range;

use pressroom_core::Date;
use serde::Deserialize;

/// What the words of a grammar are, from the profile.
pub struct Words<'a> {
    pub agencies: &'a [String],
    pub dashes: &'a [String],
    /// Twelve lists of names, January first.
    pub months: &'a [Vec<String>],
    /// The forms of `{date}`.
    pub dates: &'a [Pattern],
}

#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern {
    tokens: Vec<Token>,
}

#[derive(Clone, Debug)]
enum Token {
    Agency,
    Acronym,
    Place,
    Date,
    Dash,
    Day,
    Month,
    Year,
    MonthName,
    Space,
    Literal(char),
}

/// What a pattern found, as byte ranges of the text.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub end: usize,
    pub agency: Option<Range<usize>>,
    pub place: Option<Range<usize>>,
    pub dash: Option<Range<usize>>,
    pub day: Option<i8>,
    pub month: Option<i8>,
    pub year: Option<i16>,
}

impl Found {
    /// The date, when the numbers name a day that exists.
    pub fn date(&self) -> Option<Date> {
        let (month, day) = (self.month?, self.day?);
        match self.year {
            Some(year) => Date::new(year, month, day).ok(),
            None => Date::without_year(month, day).ok(),
        }
    }
}

/// A dateline's place is never longer.
const MAX_PLACE_CHARS: usize = 60;

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut tokens = Vec::new();
        let mut rest = text.as_str();
        while let Some(c) = rest.chars().next() {
            if c == '{' {
                let (name, after) =
                    rest[1..].split_once('}').ok_or_else(|| format!("`{text}`: a `{{` is not closed"))?;
                tokens.push(token(name).ok_or_else(|| format!("`{text}`: `{{{name}}}` is not known"))?);
                rest = after;
            } else {
                tokens.push(if c.is_whitespace() { Token::Space } else { Token::Literal(c) });
                rest = &rest[c.len_utf8()..];
            }
        }
        Ok(Pattern { tokens })
    }
}

fn token(name: &str) -> Option<Token> {
    Some(match name {
        "agency" => Token::Agency,
        "acronym" => Token::Acronym,
        "place" => Token::Place,
        "date" => Token::Date,
        "dash" => Token::Dash,
        "d" => Token::Day,
        "m" => Token::Month,
        "y" => Token::Year,
        "month" => Token::MonthName,
        _ => return None,
    })
}

impl Pattern {
    /// Matches at the start of the text.
    pub fn find(&self, text: &str, words: &Words<'_>) -> Option<Found> {
        if matches!(self.tokens.first(), Some(Token::Place)) && !self.has_bracket_for(text) {
            return None;
        }
        run(&self.tokens, text, words, Found::default())
    }
}

impl Pattern {
    /// A quick look that spares most lines the search for where a place ends: what follows it may need a bracket.
    fn has_bracket_for(&self, text: &str) -> bool {
        const BRACKET: u8 = b'(';
        // The longest place, in letters of four bytes, and a date.
        const LOOKED_AT_BYTES: usize = 4 * MAX_PLACE_CHARS + 64;
        let wanted = self.tokens.iter().any(|token| matches!(token, Token::Literal('(')));
        let start = text.as_bytes().get(..LOOKED_AT_BYTES).unwrap_or(text.as_bytes());
        !wanted || start.contains(&BRACKET)
    }
}

/// Matches tokens from `found.end` on. Only a place can end in several ways; each is tried, the shortest first.
fn run(tokens: &[Token], text: &str, words: &Words<'_>, mut found: Found) -> Option<Found> {
    let Some((token, tokens)) = tokens.split_first() else { return Some(found) };
    let start = found.end;
    let rest = text.get(start..)?;
    let length = match token {
        Token::Literal(c) => rest.starts_with(*c).then(|| c.len_utf8())?,
        Token::Space => some_space(rest)?,
        Token::Agency => {
            let length = longest(words.agencies.iter(), rest)?;
            found.agency = Some(start..start + length);
            length
        }
        Token::Acronym => {
            let length = acronym(rest)?;
            found.agency = Some(start..start + length);
            length
        }
        Token::Dash => {
            let before = rest.len() - rest.trim_start().len();
            let dash = longest(words.dashes.iter(), rest.get(before..)?)?;
            let after = rest.get(before + dash..)?;
            let spaces = after.len() - after.trim_start().len();
            // `Anh-Pháp` has no dash.
            if before + spaces == 0 {
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
            found.year = i16::try_from(number).ok().filter(|_| length == 4);
            length
        }
        Token::MonthName => {
            let all = words.months.iter().zip(1i8..);
            let fits = all.filter_map(|(names, month)| Some((longest(names.iter(), rest)?, month)));
            let (length, month) = fits.max_by_key(|(length, _)| *length)?;
            found.month = Some(month);
            length
        }
        Token::Date => {
            let no_dates = Words { dates: &[], ..*words };
            let date = words.dates.iter().find_map(|form| form.find(rest, &no_dates).filter(|f| f.date().is_some()))?;
            (found.day, found.month, found.year) = (date.day, date.month, date.year);
            date.end
        }
        Token::Place => {
            let next = tokens.first();
            return place_ends(rest).filter(|end| may_follow(next, rest.get(*end..).unwrap_or_default())).find_map(
                |end| {
                    let mut found = found.clone();
                    found.place = Some(start..start + end);
                    found.end = start + end;
                    run(tokens, text, words, found)
                },
            );
        }
    };
    found.end = start + length;
    run(tokens, text, words, found)
}

fn longest<'a>(words: impl Iterator<Item = &'a String>, text: &str) -> Option<usize> {
    words.filter(|word| !word.is_empty() && text.starts_with(word.as_str())).map(String::len).max()
}

/// A word of two to eight capital letters.
fn acronym(text: &str) -> Option<usize> {
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
    let word = text.split(|c: char| !c.is_alphanumeric()).next()?;
    let fits = LETTERS.contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
    fits.then_some(word.len())
}

fn some_space(text: &str) -> Option<usize> {
    let length = text.len() - text.trim_start().len();
    (length > 0).then_some(length)
}

/// Up to this many ASCII digits, and no further digit after them.
fn number(text: &str, most_digits: usize) -> Option<(u16, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let fits = (1..=most_digits).contains(&length);
    fits.then(|| text.get(..length)?.parse().ok()).flatten().map(|number| (number, length))
}

/// Where a place that begins here may end: after a letter or digit, before anything that no place name has.
fn place_ends(text: &str) -> impl Iterator<Item = usize> {
    let begins = text.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    let may_stand_in_a_name =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | ' ' | '\u{A0}' | ',' | '/' | '-' | '–' | '\'' | '’');
    let characters = text.char_indices().take(if begins { MAX_PLACE_CHARS } else { 0 });
    let characters = characters.take_while(move |(_, c)| may_stand_in_a_name(*c));
    characters.filter(|(_, c)| c.is_alphanumeric() || *c == '.').map(|(at, c)| at + c.len_utf8())
}

/// A quick look whether a pattern can go on, before everything found so far is copied to try.
fn may_follow(next: Option<&Token>, rest: &str) -> bool {
    let first = rest.chars().next();
    match next {
        Some(Token::Literal(wanted)) => first == Some(*wanted),
        Some(Token::Space) => first.is_some_and(char::is_whitespace),
        // A name does not end inside a word.
        _ => first.is_none_or(|c| !c.is_alphanumeric()),
    }
}
