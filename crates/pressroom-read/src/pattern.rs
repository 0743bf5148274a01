//! The small pattern language of layout profiles: `{place}<, {date}> ({agency}){dash}`.
//!
//! `{agency}` `{place}` `{date}` `{dash}` `{d}` `{m}` `{y}` `{month}` `{weekday}` `{names}` stand for what their names
//! say. `{acronym}` is an agency that the profile does not name, told by its capitals; `{city}` a place that the
//! profile lists; `{capitals}` a place all in capitals. What stands in `<>` may be missing. `{region}` is a
//! place in a bracket after a place: `Port-Orme ({region})`. `{end}` says that the
//! dateline ends before the rest. White space matches any white space, a comma also an Arabic or full-width one;
//! everything else matches itself.

use std::cell::RefCell;
use std::ops::Range;

use pressroom_core::Date;
use serde::Deserialize;

use crate::profile::phrases::{Case, Phrases, is_letter, is_spaceless};

/// What the words of a grammar are, from the profile. For one text, whose dates it remembers.
pub struct Words<'a> {
    pub agencies: &'a Phrases,
    pub dashes: &'a [String],
    /// January first.
    pub months: &'a [Phrases],
    pub weekdays: &'a Phrases,
    pub cities: &'a Phrases,
    /// The forms of `{date}`.
    pub dates: &'a [Pattern],
    /// What `{date}` found, by how much of the text was left: most forms ask at the same places.
    pub dates_found: RefCell<Vec<(usize, Option<DateFound>)>>,
}

/// Where a date ends, and its numbers.
#[derive(Clone, Copy)]
pub struct DateFound {
    end: usize,
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern {
    /// One for each choice of what may be missing, the fullest first.
    forms: Vec<Form>,
    /// Whether it can match without an agency that the profile names.
    needs_agency: bool,
    /// What forms begin with that begin with a letter as it stands.
    first_letters: Vec<char>,
}

#[derive(Clone, Debug)]
struct Form {
    tokens: Vec<Token>,
    /// What the text must have somewhere: spares most lines a longer look.
    needs: Marks,
    needs_dash: bool,
}

/// Characters, one bit for each ASCII character; what is beyond shares a bit with one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Marks(u128);

impl Marks {
    /// What the start of a text has. Marks that stand for one another, as [`literal`] takes them, are both there.
    pub fn of_start(text: &str) -> Self {
        let start = text.get(..text.floor_char_boundary(LOOKED_AT_BYTES)).unwrap_or(text);
        Marks(start.chars().fold(0, |marks, c| match c {
            '(' | ')' | '=' | ':' | ',' | '0'..='9' | 'A'..='Z' | 'a'..='z' | ' ' => marks | bit(c),
            c => marks | bit(c) | plain_form(c).map_or(0, bit),
        }))
    }

    fn has(self, other: Marks) -> bool {
        self.0 & other.0 == other.0
    }
}

fn bit(c: char) -> u128 {
    1 << (c as u32 & 127)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Agency,
    Acronym,
    Place,
    Capitals,
    City,
    Region,
    Names,
    Date,
    Dash,
    Day,
    Month,
    Year,
    MonthName,
    Weekday,
    End,
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
    pub names: Option<Range<usize>>,
    /// Where the dateline's own text ends, when the pattern says so.
    pub text_end: Option<usize>,
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

/// Stand for `<` and `>` themselves while optional parts are looked for; copy never has them.
const LESS: &str = "\u{1}";
const GREATER: &str = "\u{2}";
/// A dateline's place is never longer.
const MAX_PLACE_CHARS: usize = 60;
/// What may be missing doubles the forms; a pattern with more of it is not read.
const MAX_OPTIONAL: usize = 5;
/// The longest place, in letters of four bytes, a date and an agency.
const LOOKED_AT_BYTES: usize = 4 * MAX_PLACE_CHARS + 256;
/// Years of the Buddhist era, which runs 543 years ahead, in any text that is about now.
const BUDDHIST_YEARS: Range<i16> = 2400..2700;
const BUDDHIST_OFFSET: i16 = 543;

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        // Doubled, these stand for themselves.
        let mut texts = vec![text.replace("<<", LESS).replace(">>", GREATER)];
        for _ in 0..=MAX_OPTIONAL {
            texts = texts.iter().flat_map(|text| choices(text)).collect();
        }
        if texts.iter().any(|text| text.contains(['<', '>'])) {
            return Err(format!("`{text}`: `<` and `>` have to come in pairs, {MAX_OPTIONAL} at most"));
        }
        let forms = texts.iter().map(|text| form(text)).collect::<Result<Vec<_>, _>>()?;
        let needs_agency = forms.iter().all(|form| form.tokens.contains(&Token::Agency));
        let first_letters = forms.iter().filter_map(|form| match form.tokens.first() {
            Some(Token::Literal(c)) => Some(*c),
            Some(_) | None => None,
        });
        Ok(Pattern { first_letters: first_letters.collect(), forms, needs_agency })
    }
}

/// The text with its first optional part, and without. Optional parts may hold others.
fn choices(text: &str) -> Vec<String> {
    let Some((before, rest)) = text.split_once('<') else { return vec![text.to_owned()] };
    let mut depth = 1;
    for (at, c) in rest.char_indices() {
        depth += match c {
            '<' => 1,
            '>' => -1,
            _ => 0,
        };
        if depth == 0 {
            let (inner, after) = (&rest[..at], &rest[at + 1..]);
            return vec![format!("{before}{inner}{after}"), format!("{before}{after}")];
        }
    }
    vec![text.to_owned()]
}

fn form(text: &str) -> Result<Form, String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '{' {
            let (name, after) = rest[1..].split_once('}').ok_or_else(|| format!("`{text}`: a `{{` is not closed"))?;
            tokens.push(token(name).ok_or_else(|| format!("`{text}`: `{{{name}}}` is not known"))?);
            rest = after;
        } else {
            match c {
                '\u{1}' => tokens.extend([Token::Literal('<'); 2]),
                '\u{2}' => tokens.extend([Token::Literal('>'); 2]),
                c if c.is_whitespace() => tokens.push(Token::Space),
                c => tokens.push(Token::Literal(c)),
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    let needs = Marks(tokens.iter().fold(0, |needs, token| match token {
        Token::Literal(c) => needs | bit(*c),
        _ => needs,
    }));
    let needs_dash = tokens.contains(&Token::Dash);
    Ok(Form { tokens, needs, needs_dash })
}

fn token(name: &str) -> Option<Token> {
    Some(match name {
        "agency" => Token::Agency,
        "acronym" => Token::Acronym,
        "place" => Token::Place,
        "capitals" => Token::Capitals,
        "city" => Token::City,
        "region" => Token::Region,
        "names" => Token::Names,
        "date" => Token::Date,
        "dash" => Token::Dash,
        "d" => Token::Day,
        "m" => Token::Month,
        "y" => Token::Year,
        "month" => Token::MonthName,
        "weekday" => Token::Weekday,
        "end" => Token::End,
        _ => return None,
    })
}

impl Pattern {
    /// Matches at the start of the text.
    pub fn find(&self, text: &str, words: &Words<'_>) -> Option<Found> {
        self.find_with(Marks::of_start(text), text, words)
    }

    /// The same, for a text that several patterns are tried on.
    pub fn find_with(&self, marks: Marks, text: &str, words: &Words<'_>) -> Option<Found> {
        let dash = || words.dashes.iter().filter_map(|dash| dash.chars().next()).any(|c| marks.has(Marks(bit(c))));
        let forms = self.forms.iter().filter(|form| marks.has(form.needs) && (!form.needs_dash || dash()));
        forms.filter_map(|form| run(&form.tokens, text, words, Found::default())).next()
    }

    /// Whether a form has these letters at its start, before anything that stands for something else.
    fn begins_with(&self, text: &str, first: char) -> bool {
        self.first_letters.contains(&first)
            && self.forms.iter().any(|form| {
                let letters = form.tokens.iter().map_while(|token| match token {
                    Token::Literal(c) => Some(*c),
                    _ => None,
                });
                let mut letters = letters.peekable();
                letters.peek().is_some() && letters.zip(text.chars()).all(|(wanted, found)| wanted == found)
            })
    }

    pub fn needs_agency(&self) -> bool {
        self.needs_agency
    }
}

/// Matches tokens from `found.end` on. Only a place and names can end in several ways; each is tried, the shortest first.
fn run(tokens: &[Token], text: &str, words: &Words<'_>, mut found: Found) -> Option<Found> {
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
            let all = words.months.iter().zip(1i8..);
            let fits = all.filter_map(|(names, month)| Some((names.prefix(rest, Case::Any)?, month)));
            let (length, month) = fits.max_by_key(|(length, _)| *length)?;
            found.month = Some(month);
            length
        }
        Token::Weekday => words.weekdays.prefix(rest, Case::Any)?,
        Token::Date => {
            let date = date_once(rest, words)?;
            (found.day, found.month, found.year) = (date.day, date.month, date.year);
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
            let ends = place_ends(rest, *token == Token::Names);
            return ends
                .filter(|end| may_follow(next, rest.get(*end..).unwrap_or_default(), rest.get(..*end)))
                .filter(|end| rest.get(..*end).is_some_and(fits))
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
fn date_once(rest: &str, words: &Words<'_>) -> Option<DateFound> {
    let known = words.dates_found.borrow().iter().find(|(left, _)| *left == rest.len()).map(|(_, found)| *found);
    known.unwrap_or_else(|| {
        let found = date(rest, words);
        let found =
            found.map(|found| DateFound { end: found.end, day: found.day, month: found.month, year: found.year });
        words.dates_found.borrow_mut().push((rest.len(), found));
        found
    })
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The bytes of the bracket that closes a region.
fn closing_bracket(rest: Option<&str>) -> usize {
    rest.and_then(|rest| rest.chars().next()).filter(|c| matches!(c, ')' | '）')).map_or(0, char::len_utf8)
}

/// The first form of a date that the text begins with.
pub fn date(text: &str, words: &Words<'_>) -> Option<Found> {
    let first = text.chars().next()?;
    let named = || {
        words.weekdays.prefix(text, Case::Any).is_some()
            || words.months.iter().any(|names| names.prefix(text, Case::Any).is_some())
    };
    // Most words begin no date: a digit does, a month, a weekday, or a word that a form has.
    let begins = digit(first).is_some() || words.dates.iter().any(|form| form.begins_with(text, first)) || named();
    if !begins {
        return None;
    }
    let no_dates = Words { dates: &[], dates_found: RefCell::default(), ..*words };
    let marks = Marks::of_start(text);
    words.dates.iter().find_map(|form| form.find_with(marks, text, &no_dates).filter(|found| found.date().is_some()))
}

fn literal(wanted: char, rest: &str) -> Option<usize> {
    let found = rest.chars().next()?;
    let same = match wanted {
        ',' => matches!(found, ',' | '،' | '，' | '、'),
        '(' => matches!(found, '(' | '（'),
        ')' => matches!(found, ')' | '）'),
        '=' => matches!(found, '=' | '＝'),
        ':' => matches!(found, ':' | '：'),
        _ => found == wanted,
    };
    same.then(|| found.len_utf8())
}

/// The mark that [`literal`] takes another one for.
fn plain_form(c: char) -> Option<char> {
    match c {
        '，' | '،' | '、' => Some(','),
        '（' => Some('('),
        '）' => Some(')'),
        '＝' => Some('='),
        '：' => Some(':'),
        _ => None,
    }
}

fn longest<'a>(words: impl Iterator<Item = &'a String>, text: &str) -> Option<usize> {
    words.filter(|word| !word.is_empty() && text.starts_with(word.as_str())).map(String::len).max()
}

/// An agency's name, with another one or a service of its own after it: `ats afp`, `AFP/dpa`, `dpa/lby`.
fn agency(text: &str, agencies: &Phrases) -> Option<usize> {
    const SEPARATORS: &[&str] = &[" / ", "/", ", ", "-", "+", " - ", " ", "、"];
    const MAX_SERVICE_CHARS: usize = 12;
    let mut end = agencies.prefix(text, Case::Exact)?;
    loop {
        let rest = text.get(end..)?;
        let another = SEPARATORS.iter().find_map(|separator| {
            let after = rest.strip_prefix(separator)?;
            Some(separator.len() + agencies.prefix(after, Case::Any)?)
        });
        let service = || {
            let after = rest.strip_prefix('/')?;
            let word = after.split(|c: char| !c.is_alphanumeric() && c != '+').next()?;
            let short = (1..=MAX_SERVICE_CHARS).contains(&word.chars().count());
            let closed = after.get(word.len()..).is_some_and(|rest| rest.starts_with([')', '）', ' ', '/']));
            (short && closed).then_some(1 + word.len())
        };
        match another.or_else(service) {
            Some(length) => end += length,
            None => return Some(end),
        }
    }
}

/// A word of two to eight capital letters.
fn acronym(text: &str) -> Option<usize> {
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
    let word = text.split(|c: char| !c.is_alphanumeric()).next()?;
    let fits = LETTERS.contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
    fits.then_some(word.len())
}

fn is_capitals(name: &str) -> bool {
    const MIN_LETTERS: usize = 3;
    let mut letters = name.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && name.chars().filter(|c| c.is_uppercase()).count() >= MIN_LETTERS
        && letters.all(char::is_uppercase)
}

fn some_space(text: &str) -> Option<usize> {
    let length = text.len() - text.trim_start().len();
    (length > 0).then_some(length)
}

/// Up to this many digits of any script, and no further digit after them.
fn number(text: &str, most_digits: usize) -> Option<(u16, usize)> {
    let (mut value, mut digits, mut length) = (0u16, 0, 0);
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        digits += 1;
        if digits > most_digits {
            return None;
        }
        value = value.checked_mul(10)?.checked_add(digit)?;
        length += c.len_utf8();
    }
    (digits > 0).then_some((value, length))
}

/// Decimal digits of the scripts that news is written in.
pub fn digit(c: char) -> Option<u16> {
    const ZEROS: &[u32] = &[0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10];
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&(c as u32)))?;
    u16::try_from(c as u32 - zero).ok()
}

/// Where a place or names that begin here may end: after a letter or digit, before anything that no name has.
fn place_ends(text: &str, names: bool) -> impl Iterator<Item = usize> {
    let begins =
        text.chars().find(|c| !is_direction(*c)).is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    let may_stand_in_a_name = move |c: char| {
        is_letter(c)
            || is_mark(c)
            || is_direction(c)
            || matches!(c, '.' | ' ' | '\u{A0}' | ',' | '،' | '/' | '-' | '–' | '\'' | '’' | '·' | '・')
            || (names && matches!(c, '、' | '，'))
    };
    let characters = text.char_indices().take(if begins { MAX_PLACE_CHARS } else { 0 });
    let characters = characters.take_while(move |(_, c)| may_stand_in_a_name(*c));
    // A wide gap parts columns or what was lines.
    let near = text.char_indices().nth(MAX_PLACE_CHARS).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    let gap = near.find("   ").unwrap_or(text.len());
    let characters = characters.take_while(move |(at, _)| *at < gap);
    characters.filter(|(_, c)| is_letter(*c) || is_mark(*c) || *c == '.').map(|(at, c)| at + c.len_utf8())
}

/// Marks that are no letters of their own: of Thai, Khmer, Lao, Arabic, Hindi; and the break that Khmer needs.
pub fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x0300..=0x036F | 0x064B..=0x0655 | 0x093C | 0x094D | 0x0E31..=0x0E4E | 0x0EB1..=0x0ECD | 0x17B4..=0x17D3 | 0x200B..=0x200D)
}

/// A quick look whether a pattern can go on, before everything found so far is copied to try.
fn may_follow(next: Option<&Token>, rest: &str, before: Option<&str>) -> bool {
    let first = rest.chars().next();
    let last = before.and_then(|before| before.chars().next_back());
    match next {
        Some(Token::Literal(wanted)) => literal(*wanted, rest).is_some(),
        Some(Token::Space) => first.is_some_and(char::is_whitespace),
        Some(Token::Date) if last.is_some_and(is_spaceless) => first.is_some_and(|c| digit(c).is_some()),
        Some(Token::Agency) if last.is_some_and(is_spaceless) => true,
        // A name does not end inside a word.
        _ => first.is_none_or(|c| !is_letter(c) && !is_mark(c)),
    }
}
