//! The small pattern language of layout profiles: `{place}<, {date}> ({agency}){dash}`.
//!
//! `{agency}` `{place}` `{date}` `{dash}` `{d}` `{m}` `{y}` `{month}` `{weekday}` `{names}` stand for what their names
//! say. `{acronym}` is an agency that the profile does not name, told by its capitals, `{name}` one in a
//! few words with capitals; `{city}` a place that the
//! profile lists; `{capitals}` a place all in capitals. What stands in `<>` may be missing. `{region}` is a
//! place in a bracket after a place: `Port-Orme ({region})`. `{end}` says that the
//! dateline ends before the rest. White space matches any white space, a comma also an Arabic or full-width one;
//! everything else matches itself.

mod pieces;
mod run;

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use pressroom_core::Date;
use serde::Deserialize;

use crate::calendar::{self, Calendar};
use crate::profile::phrases::Phrases;
use pieces::plain_form;

pub use pieces::{digit, is_mark};
pub use run::date;

/// What the words of a grammar are, from the profile. For one text, whose dates it remembers.
pub struct Words<'a> {
    pub agencies: &'a Phrases,
    pub dashes: &'a [String],
    /// January first.
    pub months: &'a [Phrases],
    /// Farvardin first.
    pub solar_months: &'a [Phrases],
    /// Muharram first.
    pub lunar_months: &'a [Phrases],
    pub weekdays: &'a Phrases,
    /// All of these.
    pub calendar_names: &'a Phrases,
    pub cities: &'a Phrases,
    /// The forms of `{date}`.
    pub dates: &'a [Pattern],
    /// What forms of `{date}` begin with that begin with a letter as it stands.
    pub date_letters: &'a str,
    /// What `{date}` found, by how much of the text was left: most forms ask at the same places.
    pub dates_found: RefCell<Vec<(usize, Option<Found>)>>,
    /// Where a place may end: most forms begin with one.
    pub ends_found: RefCell<Vec<(PlaceEnds, Rc<[usize]>)>>,
    /// What dashes begin with.
    pub dash_marks: OnceCell<Marks>,
}

/// How much of the text was left, whether names were asked for, and whether at the ends of words alone.
type PlaceEnds = (usize, bool, bool);

impl Words<'_> {
    fn may_have_dash(&self, marks: Marks) -> bool {
        let firsts = || self.dashes.iter().filter_map(|dash| dash.chars().next());
        let dashes = self.dash_marks.get_or_init(|| Marks(firsts().fold(0, |marks, c| marks | bit(c))));
        marks.0 & dashes.0 != 0
    }
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
            c if c.is_ascii() => marks | bit(c),
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
    Name,
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
    /// Of day, month and year.
    pub calendar: Calendar,
}

impl Found {
    /// The date, when the numbers name a day that exists, and one that can be told in our calendar.
    pub fn date(&self) -> Option<Date> {
        let (month, day) = (self.month?, self.day?);
        match (self.calendar.of_year(self.year), self.year) {
            (Calendar::Gregorian, Some(year)) => Date::new(year, month, day).ok(),
            (Calendar::Gregorian, None) => Date::without_year(month, day).ok(),
            (Calendar::Solar, year) => calendar::from_solar(year?, month, day),
            (Calendar::Lunar, _) => None,
        }
    }

    /// Whether the numbers may be a day of their calendar.
    fn names_day(&self) -> bool {
        self.date().is_some()
            || (self.calendar.of_year(self.year) != Calendar::Gregorian
                && self.day.is_some_and(|day| (1..=31).contains(&day)))
    }
}

/// Stand for `<` and `>` themselves while optional parts are looked for; copy never has them.
const LESS: &str = "\u{1}";
const GREATER: &str = "\u{2}";
/// A dateline's place is never longer.
const MAX_PLACE_CHARS: usize = 60;
/// What may be missing doubles the forms; a pattern with more of it is not read.
const MAX_OPTIONAL: usize = 5;
/// The longest date.
const MAX_DATE_BYTES: usize = 256;
/// The longest place, in letters of four bytes, a date and an agency.
pub const LOOKED_AT_BYTES: usize = 4 * MAX_PLACE_CHARS + 256;

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
        "name" => Token::Name,
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
        let may_fit = |form: &&Form| marks.has(form.needs) && (!form.needs_dash || words.may_have_dash(marks));
        let forms = self.forms.iter().filter(may_fit);
        forms.filter_map(|form| run::run(&form.tokens, text, words, Found::default())).next()
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

    /// What forms begin with that begin with a letter as it stands.
    pub fn first_letters(&self) -> &[char] {
        &self.first_letters
    }

    pub fn needs_agency(&self) -> bool {
        self.needs_agency
    }
}
